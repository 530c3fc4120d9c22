//! An article in JSON or XML as a text in a field of an object that is none itself, plain or in base64: how queues and
//! databases that know no objects carry it.

use serde_json::Value;

use super::{Contents, Envelope, encoded, take};
use crate::article::input::content;
use crate::article::input::forms::{is_of_a_known_form, names_a_text};
use crate::article::input::json_size;
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "article-in-text",
    why: "last: one field is an article or an envelope in JSON or XML, and no text stands beside it",
    is: |fields| key_of(fields).is_some(),
    open: |mut fields| {
        let Some(key) = key_of(&fields) else {
            return Contents::Nothing("no field holds an article");
        };
        match take(&mut fields, &key) {
            Value::String(text) if is_object(&text) || is_document(&text) => Contents::Text(text, None),
            value => encoded(&value, None),
        }
    },
};

/// The key of the one text that is an article or an envelope.
fn key_of(fields: &Fields) -> Option<String> {
    if is_an_article_itself(fields) {
        return None;
    }
    let texts = || fields.iter().filter_map(|(key, value)| Some((key, value.as_str()?)));
    // What has a text of its own is the article, and the JSON beside it something else.
    if texts()
        .any(|(key, text)| names_a_text(key) && text.contains(' ') && !is_object(text) && !is_document(text))
    {
        return None;
    }
    let mut found = texts().filter(|(_, text)| is_article(text)).map(|(key, _)| key);
    let key = found.next()?;
    found.next().is_none().then(|| key.clone())
}

/// True if an object has a title and an id of its own, or says whether it may be published: the document in one of its
/// fields is its body then, and its own fields must not be lost.
fn is_an_article_itself(fields: &Fields) -> bool {
    let has = |keys: [&str; 4]| {
        keys.iter().any(|&key| fields.get(key).is_some_and(|value| value.is_string() || value.is_number()))
    };
    has(["title", "headline", "name", "slugline"]) && has(["id", "uri", "guid", "_id"])
        || has(["pubstatus", "pub_status", "embargoed", "embargoed_until"])
}

fn is_object(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.ends_with('}')
}

/// Roots of documents of XML that are articles or hold one.
const ROOTS: &[&str] = &["<nitf", "<newsItem", "<newsMessage", "<rss", "<feed", "<entry"];

/// True if a text is a document of XML that is an article.
fn is_document(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<')
        && matches!(content::of(None, text), Ok(content::Content::Xml))
        && ROOTS.iter().any(|root| text.starts_with(root) || text.starts_with("<?xml") && text.contains(root))
}

/// Shortest text in base64 that can hold an article, in bytes.
const SHORTEST: usize = 40;

/// True if a text is an object in JSON, plain or in base64, that is an article or an envelope.
fn is_article(text: &str) -> bool {
    let decoded;
    let mut json = text;
    if !is_object(text) {
        if is_document(text) {
            return true;
        }
        // `{` and `<` in base64 begin so.
        if text.len() < SHORTEST
            || !["ey", "ew", "PD", "PG", "PH"].iter().any(|start| text.starts_with(start))
        {
            return false;
        }
        let Contents::Bytes(bytes, _) = encoded(&Value::String(text.to_owned()), None) else { return false };
        let Ok(text) = String::from_utf8(bytes) else { return false };
        if is_document(&text) {
            return true;
        }
        decoded = text;
        json = &decoded;
    }
    let Some(Value::Object(inner)) = json_size::nested(json) else { return false };
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
            (json!({"id": "1", "title": "Ferry stops", "payload": article}), 0),
            (json!({"guid": "1", "pubstatus": "canceled", "data": encoded}), 0),
            (
                json!({"content": "<nitf><body><body.content><p>Rain fell.</p></body.content></body></nitf>"}),
                1,
            ),
            (
                json!({"xml": STANDARD.encode("<?xml version='1.0'?><rss><channel><item><title>Ferry</title></item></channel></rss>")}),
                1,
            ),
            (json!(article), 0),
            (json!(json!(article).to_string()), 0),
        ] {
            assert_eq!(envelopes(&message), Ok(vec!["article-in-text"; opened]), "{message}");
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
