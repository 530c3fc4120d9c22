//! MassTransit's envelope (`application/vnd.masstransit+json`).

use serde_json::Value;

use super::{Contents, Envelope, inner, take};
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "masstransit",
    why: "`messageType` beside `message` stands in no other form, in whichever case a serializer writes them",
    is: |fields| {
        let has_type = find(fields, "messagetype").is_some_and(|key| is_type(&fields[key]));
        has_type
            && find(fields, "message").is_some_and(|key| fields[key].is_object() || fields[key].is_string())
    },
    open: |mut fields| {
        let key = find(&fields, "message").map(str::to_owned).unwrap_or_default();
        let mut message = match take(&mut fields, &key) {
            Value::Object(message) => message,
            other => return inner(other, Some("application/json")),
        };
        // A contract of the shape `ArticlePublished { Article }` has the article one level down.
        let alone = message.len() == 1 && message.values().all(Value::is_object);
        match message.keys().next().cloned().filter(|_| alone) {
            Some(key) => Contents::One(take(&mut message, &key)),
            None => Contents::One(Value::Object(message)),
        }
    },
};

/// `urn:message:Newsroom:ArticlePublished`, or several.
fn is_type(value: &Value) -> bool {
    match value {
        Value::Array(kinds) => kinds.iter().all(Value::is_string),
        other => other.is_string(),
    }
}

/// The key that is a name in whatever case.
fn find<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.keys().map(String::as_str).find(|key| key.eq_ignore_ascii_case(name))
}
