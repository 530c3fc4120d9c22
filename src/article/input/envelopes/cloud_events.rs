//! CloudEvents 1.0 in structured mode. In binary mode the article is the message itself, and nothing has to be opened.

use serde_json::Value;

use super::{Contents, Envelope, encoded, inner, take};

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "cloudevents",
    why: "first: `specversion` is demanded of each event, and `data` may hold any other envelope",
    is: |fields| {
        ["specversion", "cloudEventsVersion"].iter().any(|&key| fields.contains_key(key))
            && ["data", "data_base64"].iter().any(|&key| fields.contains_key(key))
    },
    open: |mut fields| {
        let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
        let content_type = text("datacontenttype").or_else(|| text("contentType"));
        // Before 1.0 an attribute said that `data` is encoded.
        let is_encoded =
            text("datacontentencoding").is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64"));
        match (take(&mut fields, "data"), take(&mut fields, "data_base64")) {
            (Value::Null, Value::Null) => Contents::Nothing("the CloudEvent has no data"),
            (Value::Null, data) => encoded(&data, content_type.as_deref()),
            (data @ Value::String(_), _) if is_encoded => encoded(&data, content_type.as_deref()),
            (data, _) => inner(data, content_type.as_deref()),
        }
    },
};
