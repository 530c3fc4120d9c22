//! Documents whose blocks are not objects with a type: Quill's operations, Mobiledoc's lists of numbers.

use serde_json::Value;

use super::kinds;
use crate::article::input::pointer::Fields;

/// The lines of such a document; `None` where it is none.
pub(super) fn lines(fields: &Fields) -> Option<Vec<String>> {
    quill(fields).or_else(|| mobiledoc(fields))
}

/// `{"ops": [{"insert": "text\n"}]}`: the line ends are in the text.
fn quill(fields: &Fields) -> Option<Vec<String>> {
    let operations = fields.get("ops")?.as_array()?;
    let text: String = operations.iter().filter_map(inserted).collect();
    Some(text.lines().map(str::to_owned).collect())
}

/// The text that an operation of Quill inserts: plain text, or the name in a mention. Text that is struck out is left out.
fn inserted(operation: &Value) -> Option<&str> {
    if operation.get("attributes").and_then(Value::as_object).is_some_and(kinds::is_struck) {
        return None;
    }
    let insert = operation.get("insert")?;
    insert.as_str().or_else(|| kinds::label(insert.get("mention")?.as_object()?))
}

/// Sections of Mobiledoc: paragraphs and lists of markers, and cards by their number.
fn mobiledoc(fields: &Fields) -> Option<Vec<String>> {
    let sections = fields.get("sections")?.as_array().filter(|_| fields.contains_key("markups"))?;
    let mut lines = Vec::new();
    for section in sections.iter().filter_map(Value::as_array) {
        match (section.first().and_then(Value::as_u64), section.get(2)) {
            (Some(1), Some(markers)) => lines.push(markers_of(markers)),
            (Some(3), Some(Value::Array(items))) => lines.extend(items.iter().map(markers_of)),
            (Some(10), _) => {
                let index =
                    section.get(1).and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
                let card = index.and_then(|index| fields.get("cards")?.get(index)?.get(1));
                let text = card.and_then(|card| {
                    ["html", "markdown", "caption"].iter().find_map(|&key| card.get(key)?.as_str())
                });
                lines.extend(text.map(str::to_owned));
            }
            _ => {}
        }
    }
    Some(lines)
}

/// The text of markers: `[type, opened, closed, text]`.
fn markers_of(markers: &Value) -> String {
    let texts = markers.as_array().into_iter().flatten();
    texts.filter_map(|marker| marker.as_array()?.get(3)?.as_str()).collect()
}
