//! CloudEvents 1.0 in structured mode. In binary mode the article is the message itself, and nothing has to be opened.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{Contents, Envelope, take};

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "cloudevents",
    why: "first: `specversion` is demanded of each event, and `data` may hold any other envelope",
    is: |fields| {
        fields.contains_key("specversion")
            && ["data", "data_base64"].iter().any(|&key| fields.contains_key(key))
    },
    open: |mut fields| {
        let content_type = fields.get("datacontenttype").and_then(Value::as_str).map(str::to_owned);
        match (take(&mut fields, "data"), take(&mut fields, "data_base64")) {
            (Value::Null, Value::String(encoded)) => match STANDARD.decode(encoded.trim()) {
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => Contents::Text(text, content_type),
                    Err(_) => Contents::Nothing("`data_base64` of the CloudEvent is no text in UTF-8"),
                },
                Err(_) => Contents::Nothing("`data_base64` of the CloudEvent is no base64"),
            },
            (Value::Null, _) => Contents::Nothing("the CloudEvent has no data"),
            (Value::String(text), _) => Contents::Text(text, content_type),
            (value, _) => Contents::One(value),
        }
    },
};
