//! Events of Directus: the fields that were written under `payload`, the key of the row beside them.

use serde_json::{Map, Value};

use super::{Contents, Envelope, take};
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "directus",
    why: "`payload` beside `event`, `collection` and the key of the row stands in no other form",
    is: |fields| {
        let is_text = |key: &str| fields.get(key).is_some_and(Value::is_string);
        is_text("event")
            && is_text("collection")
            && fields.contains_key("payload")
            && key_of(fields).is_some()
    },
    open: |mut fields| {
        let id = key_of(&fields).unwrap_or_default();
        let is_deleted =
            fields.get("event").and_then(Value::as_str).is_some_and(|event| event.ends_with("delete"));
        let mut row = match take(&mut fields, "payload") {
            Value::Object(row) => row,
            // The payload of a deletion is the list of keys.
            _ if is_deleted => Map::new(),
            _ => return Contents::Nothing("the event holds no row"),
        };
        if !row.contains_key("id") {
            row.insert("id".into(), id.into());
        }
        if is_deleted {
            row.insert("pub_status".into(), "canceled".into());
        }
        Contents::One(Value::Object(row))
    },
};

/// The id of the one row that an event is about: the collection and its key.
fn key_of(fields: &Fields) -> Option<String> {
    let collection = fields.get("collection")?.as_str()?;
    let keys = fields.get("keys").or_else(|| fields.get("payload")).and_then(Value::as_array);
    let alone = keys.filter(|keys| keys.len() == 1).and_then(|keys| keys.first());
    let key = match fields.get("key").or(alone)? {
        Value::String(key) => key.clone(),
        Value::Number(key) => key.to_string(),
        _ => return None,
    };
    Some(format!("{collection}/{key}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::input::{Hints, Rules, read_closely};

    #[test]
    fn the_key_of_the_row_is_the_id() {
        let row = json!({"title": "Ferry", "body": "Ferries sailed again."});
        for (message, id, status) in [
            (
                json!({"event": "items.create", "collection": "articles", "key": 5, "payload": row}),
                "articles/5",
                None,
            ),
            (
                json!({"event": "articles.items.update", "collection": "articles", "keys": ["5"], "payload": row}),
                "articles/5",
                None,
            ),
            (
                json!({"event": "items.delete", "collection": "articles", "keys": ["5"], "payload": ["5"]}),
                "articles/5",
                Some("canceled"),
            ),
        ] {
            let reading =
                read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            let article = reading.article;
            assert_eq!((article.id.as_str(), article.pub_status.as_deref()), (id, status), "{message}");
            assert_eq!(reading.envelopes[0].name, "directus");
        }
    }
}
