//! A message as a tree of texts, with the weight of those that count.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::known::Known;
use super::leaf::{self, Role, role};
use crate::article::input::encoded;
use crate::article::input::pointer::Fields;
use crate::article::input::{html, json_size, prose, redact};

/// A text, or what holds several.
#[derive(Debug, Default)]
pub(in crate::article::input) struct Node {
    /// Its key or number, as it is shown.
    pub(super) key: String,
    pub(super) weight: usize,
    pub(super) characters: usize,
    /// Its children are of one kind, so that they are one text together.
    pub(super) is_list: bool,
    pub(super) children: Vec<Self>,
}

/// Deepest nesting of objects and of texts in JSON that is looked into: more than the parser allows in one text.
const DEPTH: usize = 200;
/// Shortest text in JSON that is looked into, in bytes.
const SHORTEST_JSON: usize = 40;

/// How texts are looked at.
#[derive(Clone, Copy)]
struct Look<'k> {
    known: &'k Known,
    /// Every text counts, also labels and single words.
    every: bool,
}

impl Node {
    /// The texts of an object that are not known.
    pub(super) fn of_fields(fields: &Fields, known: &Known) -> Self {
        object(fields, "", Look { known, every: false }, DEPTH)
    }

    /// The texts of a value that are not known.
    pub(super) fn of_value(value: &Value, known: &Known) -> Self {
        of_value("", value, "", Look { known, every: false }, DEPTH)
    }

    /// The same for all pieces of a document, however short.
    pub(super) fn of_pieces(value: &Value, known: &Known) -> Self {
        of_value("", value, "", Look { known, every: true }, DEPTH)
    }

    /// A text under a key; what it weighs depends on what is known.
    pub(in crate::article::input) fn text(key: &str, text: &str, known: &Known) -> Self {
        of_text(key, text, key, Look { known, every: false }, 1)
    }

    /// What holds other texts.
    pub(in crate::article::input) fn holder(key: &str, children: Vec<Self>, is_list: bool) -> Self {
        let children: Vec<Self> = children.into_iter().filter(|child| child.weight > 0).collect();
        Self {
            key: redact::key(key).to_owned(),
            weight: children.iter().map(|child| child.weight).sum(),
            characters: children.iter().map(|child| child.characters).sum(),
            is_list,
            children,
        }
    }
}

/// Keys that say nothing about the text: the key around them does.
const BARE: &[&str] =
    &["rendered", "raw", "value", "@value", "#text", "$t", "text", "html", "plain", "processed"];

fn of_value(key: &str, value: &Value, named: &str, look: Look<'_>, depth: usize) -> Node {
    let Some(depth) = depth.checked_sub(1) else { return Node::default() };
    match value {
        Value::String(text) => of_text(key, text, named, look, depth),
        Value::Array(values) => {
            let children = values.iter().enumerate();
            let children =
                children.map(|(index, value)| of_value(&index.to_string(), value, named, look, depth));
            Node::holder(key, children.collect(), true)
        }
        Value::Object(fields) => {
            Node { key: redact::key(key).to_owned(), ..object(fields, named, look, depth) }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Node::default(),
    }
}

/// `named` is the key that says what the object is.
fn object(fields: &Fields, named: &str, look: Look<'_>, depth: usize) -> Node {
    // An object that is no more than a text is what its key says.
    let is_wrapper = fields.len() <= 4
        && fields.iter().all(|(key, value)| BARE.contains(&key.as_str()) || !value.is_object());
    let children = fields.iter().map(|(key, value)| {
        let named = if is_wrapper && BARE.contains(&key.as_str()) { named } else { key };
        of_value(key, value, named, look, depth)
    });
    Node::holder("", children.collect(), false)
}

/// Shortest text in base64 that is looked into, and the part of it that must be text, in bytes.
const SHORTEST_ENCODED: usize = 300;
const START: usize = 200;

/// The running text that a text in base64 stands for. Pictures and the like are known by their start.
fn decoded(text: &str) -> Option<String> {
    let start = text.get(..START).filter(|_| text.len() >= SHORTEST_ENCODED)?;
    let bytes = STANDARD.decode(start).ok()?;
    let valid = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let is_text =
        valid.len() + 4 > bytes.len() && !valid.contains(|c: char| c.is_control() && !c.is_whitespace());
    if is_text && valid.contains(' ') { encoded::decoded(text) } else { None }
}

fn of_text(key: &str, whole: &str, named: &str, look: Look<'_>, depth: usize) -> Node {
    let trimmed = whole.trim();
    // Addresses, digests and encoded bytes, which may be long: ASCII without white space, and no markup.
    let is_one_word = |text: &str| text.is_ascii() && !text.contains(|c: char| c.is_ascii_whitespace());
    if !trimmed.starts_with(['{', '[', '<', '&']) && is_one_word(trimmed) {
        return match decoded(trimmed) {
            Some(text) => of_text(key, &text, named, look, depth),
            None => Node::default(),
        };
    }
    if trimmed.len() > SHORTEST_JSON
        && trimmed.starts_with(['{', '['])
        && trimmed.ends_with(['}', ']'])
        && let Some(inner @ (Value::Object(_) | Value::Array(_))) = json_size::nested(trimmed)
    {
        return of_value(key, &inner, named, look, depth);
    }
    let page = html::reduce(trimmed);
    let text = page.as_ref().map_or(trimmed, |page| page.text.trim());
    let weight = prose::weight(text);
    let is_text = if look.every {
        text.contains(char::is_whitespace) || !text.is_ascii()
    } else {
        prose::is_prose(text)
    };
    if weight == 0 || !is_text {
        return Node::default();
    }
    let characters = page.as_ref().map_or(whole, |page| &page.text).chars().count();
    let unknown = if look.known.is_empty() { 1.0 } else { look.known.share_unknown(text) };
    let part = |whole: usize| (whole as f64 * unknown).round() as usize;
    let (weight, characters) = (part(weight), part(characters));
    let role = if look.every { Role::Text } else { role(named) };
    // A whole page around the article has its furniture too.
    let is_page = page.is_some() && look.known.body > 0 && unknown < 0.5 && has_root(trimmed);
    // The summary of a page stands in its head three times over.
    let is_repeated = role == Role::Summary && look.known.is_repeated(text);
    if is_page || is_repeated || leaf::is_aside(role, weight, look.known) {
        return Node::default();
    }
    Node { key: redact::key(key).to_owned(), weight, characters, ..Node::default() }
}

/// True for a whole page of HTML.
fn has_root(text: &str) -> bool {
    text.get(..text.floor_char_boundary(400))
        .is_some_and(|start| start.to_ascii_lowercase().contains("<html"))
}
