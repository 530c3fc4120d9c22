//! Texts of a document that no vocabulary took, by the path of their element.

use super::{Element, Node};
use crate::article::Article;
use crate::article::input::redact;
use crate::article::input::unread::{self, Known, Node as Text, Unread};

/// The long texts of a document that are not in the article.
pub(super) fn texts(root: &Element, article: &Article) -> Vec<Unread> {
    let known = unread::known(article.title.as_deref(), &article.body);
    let found = unread::of(&tree(root, &known));
    if !found.is_empty() || !article.body.trim().is_empty() {
        return found;
    }
    unread::beside_a_title(&tree(root, &known.alone()))
}

/// The path and the length of the longest text of a document.
pub(super) fn longest(root: &Element) -> Option<(String, usize)> {
    let known = unread::known(None, "");
    if let Some(unread) = unread::of(&tree(root, &known)).into_iter().next() {
        return Some((unread.pointer, unread.characters));
    }
    let mut longest = (0, String::new());
    find_longest(root, &mut String::new(), &mut longest);
    (longest.0 > 0).then_some((longest.1, longest.0))
}

fn tree(root: &Element, known: &Known) -> Text {
    Text::holder("", vec![text(root, known)], false)
}

/// An element with a text of its own is one text with all that stands in it; any other holds texts.
fn text(element: &Element, known: &Known) -> Text {
    let has_text =
        element.nodes.iter().any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty()));
    if has_text {
        return Text::text(&element.name, &element.raw_text(), known);
    }
    let children: Vec<Text> = element.elements().map(|child| text(child, known)).collect();
    let mut names = element.elements().map(|child| child.name.as_str());
    let first = names.next();
    let is_list = first.is_some() && names.any(|name| Some(name) == first);
    Text::holder(&element.name, children, is_list)
}

fn find_longest(element: &Element, path: &mut String, longest: &mut (usize, String)) {
    let length = path.len();
    path.push('/');
    path.push_str(redact::key(&element.name));
    for node in &element.nodes {
        match node {
            Node::Text(text) if text.trim().chars().count() > longest.0 => {
                *longest = (text.trim().chars().count(), path.clone());
            }
            Node::Text(_) => {}
            Node::Element(element) => find_longest(element, path, longest),
        }
    }
    path.truncate(length);
}
