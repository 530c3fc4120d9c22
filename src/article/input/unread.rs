//! Texts of a message that no field took. None of them is lost in silence: where no body was found they make a dead
//! letter, else the log names the longest.

use serde_json::{Map, Value};

use super::draft::below;

/// A text is long from here on, in characters.
const LONG: usize = 200;

/// A long text that no field took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// A JSON Pointer; keys that may be text are `…`.
    pub pointer: String,
    /// Its length in characters.
    pub characters: usize,
}

/// The long texts below an object, the longest first. `known` are keys at its top whose texts a form knows and carries
/// along: a summary, another rendering of the body.
pub(super) fn texts(fields: &Map<String, Value>, known: &[&str]) -> Vec<Unread> {
    let mut found = Vec::new();
    for (key, value) in fields.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
        collect(value, &below("", key), &mut found);
    }
    found.sort_by_key(|unread| std::cmp::Reverse(unread.characters));
    found
}

fn collect(value: &Value, pointer: &str, found: &mut Vec<Unread>) {
    match value {
        Value::String(text) => {
            let characters = text.chars().count();
            if characters > LONG && is_text(text) {
                found.push(Unread { pointer: pointer.to_owned(), characters });
            }
        }
        Value::Array(values) => {
            // Paragraphs in a list are one text.
            let strings = values.iter().filter_map(Value::as_str);
            let characters = strings.map(|text| text.chars().count()).sum();
            if characters > LONG && values.iter().all(Value::is_string) {
                found.push(Unread { pointer: pointer.to_owned(), characters });
                return;
            }
            for (index, value) in values.iter().enumerate() {
                collect(value, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                collect(value, &below(pointer, key), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Addresses, digests and encoded bytes are ASCII without white space; texts are not.
fn is_text(text: &str) -> bool {
    !text.is_ascii() || text.trim().contains(|c: char| c.is_ascii_whitespace())
}
