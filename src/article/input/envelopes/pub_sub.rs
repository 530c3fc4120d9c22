//! Google's Pub/Sub: a message that was pushed, or pulled.

use serde_json::Value;

use super::{Contents, Envelope, List, encoded, has_list, has_object, take};
use crate::article::input::pointer::Fields;

/// Messages that were pulled.
pub(super) const PULLED: Envelope = Envelope {
    name: "pubsub-messages",
    why: "`receivedMessages` stands in no other form",
    is: |fields| has_list(fields, "receivedMessages"),
    open: |mut fields| match take(&mut fields, "receivedMessages") {
        Value::Array(values) => Contents::List(List::bare(values, "/receivedMessages")),
        _ => Contents::Nothing("the list of messages is missing"),
    },
};

/// A message, pushed beside its subscription or pulled beside its acknowledgement.
pub(super) const ENVELOPE: Envelope = Envelope {
    name: "pubsub",
    why: "before MassTransit's, which has a `message` too: its data is base64",
    is: |fields| {
        let is_message = |message: &Fields| {
            message.get("data").is_some_and(Value::is_string)
                && ["messageId", "message_id", "publishTime"].iter().any(|&key| message.contains_key(key))
        };
        let has_frame = fields.contains_key("subscription") || fields.contains_key("ackId");
        has_object(fields, "message")
            && (has_frame || fields.len() == 1)
            && fields.get("message").and_then(Value::as_object).is_some_and(is_message)
    },
    open: |mut fields| match take(&mut fields, "message") {
        Value::Object(mut message) => encoded(&take(&mut message, "data"), None),
        _ => Contents::Nothing("the Pub/Sub message is empty"),
    },
};
