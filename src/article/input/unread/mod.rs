//! Texts of a message that no field took. None of them is lost in silence: where no body was found they make a dead
//! letter, else the log names the longest.
//!
//! The message, JSON or XML, is looked at as a tree of texts ([`tree`]). A text that is in the article already
//! ([`mod@known`]), or that is plainly something else (a label, a summary, a notice of rights: [`leaf`]), does not count. Short
//! texts beside each other, such as the paragraphs of a list, count together.

mod known;
mod leaf;
mod tree;

use serde_json::Value;

use super::pointer::Fields;
use super::prose::{self, LONG};
pub(super) use known::Known;
pub(super) use leaf::{Role, role};
pub(super) use tree::Node;

/// Texts of this weight count where nothing but a title was read.
const SHORT: usize = 40;

/// A long text that no field took, or several beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// A JSON Pointer, or the path of an XML element; keys that may be text are `…`.
    pub pointer: String,
    /// Its length in characters.
    pub characters: usize,
    /// False for a sentence or two that count beside a title alone.
    pub is_long: bool,
}

/// What is read of an article with this title and body.
pub(super) fn known(title: Option<&str>, body: &str) -> Known {
    Known::new([title.unwrap_or_default(), body], body)
}

/// The long texts of an object that are not in the article, the longest first.
pub(super) fn texts(fields: &Fields, known: &Known) -> Vec<Unread> {
    let node = Node::of_fields(fields, &Known::nothing(known));
    // Nothing has to be compared where there is little.
    let found = if node.weight <= LONG { Vec::new() } else { of(&Node::of_fields(fields, known)) };
    if known.body > 0 || node.weight <= SHORT || !found.is_empty() {
        return found;
    }
    beside_a_title(&Node::of_fields(fields, &known.alone()))
}

/// The texts of a tree, however short, where the article has no more than a title.
pub(super) fn beside_a_title(node: &Node) -> Vec<Unread> {
    let mut found = Vec::new();
    collect(node, "", SHORT, &mut found);
    for unread in &mut found {
        unread.is_long = false;
    }
    found.sort_by_key(|unread: &Unread| std::cmp::Reverse(unread.characters));
    found
}

/// The long texts of a whole message that are not in the article that was taken out of it, the longest first. Summaries
/// there are those of a feed or a site.
pub(super) fn around(message: &Value, known: &Known) -> Vec<Unread> {
    of(&Node::of_value(message, &known.beside_a_long_body()))
}

/// A text that the reduction of a page left out, if enough of it is not in the article.
pub(super) fn left_out(place: String, text: &str, known: &Known) -> Option<Unread> {
    let unknown = known.share_unknown(text);
    let part = |whole: usize| (whole as f64 * unknown).round() as usize;
    let characters = part(text.trim_end().chars().count());
    (part(prose::weight(text)) > LONG).then_some(Unread { pointer: place, characters, is_long: true })
}

/// The long texts of the head of a list, which no article of the list has.
pub(super) fn beside_a_list(head: Fields) -> Vec<Unread> {
    of(&Node::of_value(&Value::Object(head), &Known::default().beside_a_long_body()))
}

/// True if a value holds a long text besides what names it.
pub(super) fn is_long(key: &str, value: &Value) -> bool {
    let fields = Fields::from_iter([(key.to_owned(), value.clone())]);
    Node::of_fields(&fields, &Known::default()).weight > LONG
}

/// The long texts of a tree, the longest first.
pub(super) fn of(node: &Node) -> Vec<Unread> {
    let mut found = Vec::new();
    collect(node, "", LONG, &mut found);
    found.sort_by_key(|unread: &Unread| std::cmp::Reverse(unread.characters));
    found
}

/// The weight of all texts in a value, and of those that are not in `text`.
pub(super) fn weigh(value: &Value, text: &str) -> (usize, usize) {
    let weight = |known: &Known| Node::of_pieces(value, known).weight;
    (weight(&Known::default()), weight(&Known::words_of(text)))
}

/// Finds the texts below a node: the deepest place that holds most of them, or the node itself where they are several.
fn collect(node: &Node, pointer: &str, bound: usize, found: &mut Vec<Unread>) {
    if node.weight <= bound {
        return;
    }
    let add = |characters, found: &mut Vec<Unread>| {
        found.push(Unread { pointer: pointer.to_owned(), characters, is_long: true });
    };
    let Some(heaviest) = node.children.iter().max_by_key(|child| child.weight) else {
        add(node.characters, found);
        return;
    };
    let below = |child: &Node| format!("{pointer}/{}", child.key);
    // Most of it stands in one place.
    let is_one = heaviest.weight * 5 >= node.weight * 4;
    if node.is_list && !is_one {
        add(node.characters, found);
        return;
    }
    let (long, short): (Vec<&Node>, Vec<&Node>) =
        node.children.iter().partition(|child| child.weight > bound);
    for child in long {
        collect(child, &below(child), bound, found);
    }
    let (weight, characters) = short
        .iter()
        .fold((0, 0), |(weight, characters), child| (weight + child.weight, characters + child.characters));
    if weight > bound {
        let pointer = match short.iter().max_by_key(|child| child.weight) {
            Some(longest) if pointer.is_empty() => below(longest),
            _ => pointer.to_owned(),
        };
        found.push(Unread { pointer, characters, is_long: true });
    }
}

#[cfg(test)]
mod tests;
