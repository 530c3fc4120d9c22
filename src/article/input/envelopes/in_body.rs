//! An article as an object under a key that names a text, beside a header of the system that sent it.

use serde_json::Value;

use super::{Contents, Envelope, take};
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "article-in-body",
    why: "`body`, `content` or `text` is an object with a title and a text, and no title stands beside it",
    is,
    open,
};

const TITLES: [&str; 2] = ["title", "headline"];
const TEXTS: [&str; 4] = ["text", "body", "content", "html"];
/// Fields that identify an article or say whether it may be published. They must not be lost with the envelope.
const OWN: [&str; 9] =
    ["id", "_id", "uri", "guid", "url", "pub_status", "pubstatus", "published_at", "embargoed_until"];

/// Keys that such an object stands under.
const KEYS: [&str; 3] = ["body", "content", "text"];

fn is(fields: &Fields) -> bool {
    key_of(fields).is_some()
}

fn key_of(fields: &Fields) -> Option<&'static str> {
    let is_article = |key: &&str| {
        let Some(Value::Object(inner)) = fields.get(*key) else { return false };
        let has = |keys: &[&str]| keys.iter().any(|&key| inner.get(key).is_some_and(Value::is_string));
        has(&TITLES) && has(&TEXTS)
    };
    KEYS.into_iter().find(is_article).filter(|_| !TITLES.iter().any(|&key| fields.contains_key(key)))
}

/// A header that identifies nothing is left behind. What else stands around the article belongs to it.
fn open(mut fields: Fields) -> Contents {
    let Some(key) = key_of(&fields) else { return Contents::Nothing("no field holds an article") };
    let body = take(&mut fields, key);
    let Value::Object(mut inner) = body else { return Contents::One(body) };
    if OWN.iter().any(|&key| fields.contains_key(key)) {
        fields.shift_remove(key);
        for (key, value) in fields {
            let key = if inner.contains_key(&key) { format!("{key}_around") } else { key };
            inner.entry(key).or_insert(value);
        }
    }
    Contents::One(Value::Object(inner))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::input::{Hints, Rules, read};

    #[test]
    fn what_stands_around_an_article_that_it_identifies_is_kept() {
        let message = json!({"id": "desk-17", "published_at": "2024-05-07T06:30:00Z", "desk": "coast",
            "body": {"headline": "Ferry", "text": "Ferries sailed again.", "byline": "Ann Lee", "section": "Sea"}});
        let article = read(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        assert_eq!((article.id.as_str(), article.title.as_deref()), ("desk-17", Some("Ferry")));
        assert_eq!(
            (article.body.as_str(), article.published_at.as_deref()),
            ("Ferries sailed again.", Some("2024-05-07T06:30:00Z"))
        );
        assert_eq!((&article.extra["section"], &article.extra["desk"]), (&json!("Sea"), &json!("coast")));
        let message = json!({"id": "event-9", "body": {"id": "desk-17", "title": "Ferry", "text": "Ferries sailed again."}});
        let article = read(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        assert_eq!((article.id.as_str(), &article.extra["id_around"]), ("desk-17", &json!("event-9")));
    }
}
