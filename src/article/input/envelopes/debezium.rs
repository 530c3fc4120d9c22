//! Debezium's change events, and Kafka Connect's JSON with its schema beside it.

use serde_json::Value;

use super::{Contents, Envelope, has_object, inner, take};
use crate::article::input::pointer::Fields;

/// Kafka Connect's converter puts `schema` and `payload` around the value.
pub(super) const WITH_SCHEMA: Envelope = Envelope {
    name: "kafka-connect",
    why: "before Debezium's own envelope, which it contains",
    is: |fields| {
        let is_change = |payload: &Value| payload.as_object().is_some_and(is_change);
        fields.contains_key("payload")
            && match fields.len() {
                1 => fields.get("payload").is_some_and(is_change),
                2 => fields.contains_key("schema"),
                _ => false,
            }
    },
    open: |mut fields| match take(&mut fields, "payload") {
        Value::Null => Contents::Nothing("the payload is null, as in a tombstone"),
        value => inner(value, Some("application/json")),
    },
};

/// The row before and after a change.
pub(super) const ENVELOPE: Envelope = Envelope {
    name: "debezium",
    why: "`op` beside `before` or `after` stands in no other form",
    is: is_change,
    open: |mut fields| match (take(&mut fields, "after"), fields.get("op").and_then(Value::as_str)) {
        (Value::Null, Some("d" | "t")) => Contents::Nothing(
            "the change event is a deletion, which has no article: publish a kill (pub_status \"canceled\") instead",
        ),
        (Value::Null, _) => Contents::Nothing("the change event has no row after the change"),
        // MongoDB's connector writes the document as text.
        (row, _) => inner(row, Some("application/json")),
    },
};

fn is_change(fields: &Fields) -> bool {
    let has_row = |key| has_object(fields, key) || fields.get(key).is_some_and(Value::is_string);
    let has_place = || has_object(fields, "source") && fields.contains_key("ts_ms");
    fields.contains_key("op") && (has_row("after") || has_row("before") || has_place())
}
