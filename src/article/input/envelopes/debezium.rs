//! Debezium's change events, and Kafka Connect's JSON with its schema beside it.

use serde_json::Value;

use super::{Contents, Envelope, has_object, take};

/// Kafka Connect's converter puts `schema` and `payload` around the value.
pub(super) const WITH_SCHEMA: Envelope = Envelope {
    name: "kafka-connect",
    why: "before Debezium's own envelope, which it contains",
    is: |fields| fields.len() == 2 && fields.contains_key("schema") && fields.contains_key("payload"),
    open: |mut fields| match take(&mut fields, "payload") {
        Value::Null => Contents::Nothing("the payload is null, as in a tombstone"),
        value => Contents::One(value),
    },
};

/// The row before and after a change.
pub(super) const ENVELOPE: Envelope = Envelope {
    name: "debezium",
    why: "`op` beside `before` or `after` is nobody else's",
    is: |fields| {
        let has_row = |key| has_object(fields, key) || fields.get(key).is_some_and(Value::is_string);
        fields.contains_key("op") && (has_row("after") || has_row("before"))
    },
    open: |mut fields| match take(&mut fields, "after") {
        Value::Null => Contents::Nothing(
            "the change event is a deletion, which has no article: publish a kill (pub_status \"canceled\") instead",
        ),
        // MongoDB's connector writes the document as text.
        Value::String(document) => Contents::Text(document, Some("application/json".into())),
        value => Contents::One(value),
    },
};
