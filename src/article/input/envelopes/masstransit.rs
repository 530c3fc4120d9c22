//! MassTransit's envelope (`application/vnd.masstransit+json`).

use serde_json::Value;

use super::{Contents, Envelope, has_list, has_object, take};

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "masstransit",
    why: "`messageType` beside `message` is nobody else's",
    is: |fields| {
        has_object(fields, "message")
            && (has_list(fields, "messageType") || fields.get("messageType").is_some_and(Value::is_string))
    },
    open: |mut fields| {
        let Value::Object(mut message) = take(&mut fields, "message") else {
            return Contents::Nothing("the MassTransit message is empty");
        };
        // A contract of the shape `ArticlePublished { Article }` has the article one level down.
        let alone = message.len() == 1 && message.values().all(Value::is_object);
        match message.keys().next().cloned().filter(|_| alone) {
            Some(key) => Contents::One(take(&mut message, &key)),
            None => Contents::One(Value::Object(message)),
        }
    },
};
