//! An article in JSON as a text in a field of an object that is none itself, plain or in base64: how queues and databases
//! that know no objects carry it.

use serde_json::Value;

use super::{Contents, Envelope, encoded, take};
use crate::article::input::forms::{is_of_a_known_form, names_a_text};
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "json-in-text",
    why: "last: one field is an article or an envelope in JSON, and no text stands beside it",
    is: |fields| key_of(fields).is_some(),
    open: |mut fields| {
        let Some(key) = key_of(&fields) else {
            return Contents::Nothing("no field holds an article in JSON");
        };
        match take(&mut fields, &key) {
            Value::String(text) if is_object(&text) => Contents::Text(text, Some("application/json".into())),
            value => encoded(&value, Some("application/json")),
        }
    },
};

/// The key of the one text that is an article or an envelope.
fn key_of(fields: &Fields) -> Option<String> {
    let texts = || fields.iter().filter_map(|(key, value)| Some((key, value.as_str()?)));
    // What has a text of its own is the article, and the JSON beside it something else.
    if texts().any(|(key, text)| names_a_text(key) && text.contains(' ') && !is_object(text)) {
        return None;
    }
    let mut found = texts().filter(|(_, text)| is_article(text)).map(|(key, _)| key);
    let key = found.next()?;
    found.next().is_none().then(|| key.clone())
}

fn is_object(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.ends_with('}')
}

/// Shortest text in base64 that can hold an article, in bytes.
const SHORTEST: usize = 40;

/// True if a text is an object in JSON, plain or in base64, that is an article or an envelope.
fn is_article(text: &str) -> bool {
    let decoded;
    let mut json = text;
    if !is_object(text) {
        // `{"` in base64 begins so.
        if text.len() < SHORTEST || !text.starts_with("ey") && !text.starts_with("ew") {
            return false;
        }
        let Contents::Bytes(bytes, _) = encoded(&Value::String(text.to_owned()), None) else { return false };
        let Ok(text) = String::from_utf8(bytes) else { return false };
        decoded = text;
        json = &decoded;
    }
    let Ok(Value::Object(inner)) = serde_json::from_str(json) else { return false };
    let has_text = inner.iter().any(|(key, value)| names_a_text(key) && !value.is_null());
    let has_title = ["title", "headline", "headlines", "id", "uri", "guid", "_id"]
        .iter()
        .any(|&key| inner.contains_key(key));
    has_text && has_title || is_of_a_known_form(&inner) || super::find(&inner).is_some()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde_json::{Value, json};

    use crate::article::input::{Hints, Rules, read_closely};

    fn envelopes(message: &Value) -> Result<Vec<&'static str>, String> {
        let reading = read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default());
        let reading = reading.map_err(|error| error.to_string())?;
        Ok(reading.envelopes.iter().map(|envelope| envelope.name).collect())
    }

    #[test]
    fn an_article_in_a_text_is_opened_where_it_is_certainly_one() {
        let article = json!({"id": "urn:x:1", "title": "Ferry", "body": "Rain fell."}).to_string();
        let encoded = STANDARD.encode(&article);
        for (message, opened) in [
            (json!({"event": "created", "payload": article}), 1),
            (json!({"data": encoded, "messageId": "1"}), 1),
            (json!({"outer": json!({"inner": article}).to_string()}), 2),
            (json!(article), 0),
            (json!(json!(article).to_string()), 0),
        ] {
            assert_eq!(envelopes(&message), Ok(vec!["json-in-text"; opened]), "{message}");
        }
        // An article keeps the JSON beside its text, and of two articles none is the one.
        assert_eq!(envelopes(&json!({"body": "Snow fell.", "raw": article})), Ok(Vec::new()));
        for message in [
            json!({"one": article, "other": encoded}),
            json!({"settings": "{\"text\": 1}"}),
            json!({"data": STANDARD.encode([0xff; 60])}),
        ] {
            assert!(envelopes(&message).unwrap_err().contains("neither"), "{message}");
        }
    }
}
