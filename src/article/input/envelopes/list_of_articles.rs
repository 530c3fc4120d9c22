//! A list of whole articles under any key, also one that names a text: `{"content": [article, article], "pageable": …}`.

use serde_json::Value;

use super::{Envelope, lists};
use crate::article::input::fields::is_blank;
use crate::article::input::forms::names_a_text;
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "list-of-articles",
    why: "before what reads a list under such a key as paragraphs: each of its objects is an article by itself",
    is: |fields| key_of(fields).is_some(),
    open: |fields| {
        let pointer = key_of(&fields).unwrap_or("/content");
        lists::list(fields, pointer, &[])
    },
};

/// Keys of such lists.
const KEYS: &[&str] = &[
    "/content",
    "/contents",
    "/body",
    "/text",
    "/article",
    "/articlelist",
    "/articleList",
    "/blocks",
    "/children",
    "/elements",
    "/feed",
    "/hydra:member",
    "/list",
    "/member",
    "/message",
    "/messages",
    "/news",
    "/newsItems",
    "/pages",
    "/payload",
    "/result",
    "/sections",
    "/story",
];
/// Keys of an address and of a time of an article.
const ADDRESSES: [&str; 5] = ["url", "link", "permalink", "canonical_url", "webUrl"];
const TIMES: [&str; 9] = [
    "published",
    "published_at",
    "publishedAt",
    "pubDate",
    "date",
    "datePublished",
    "date_published",
    "publish_date",
    "created_at",
];
const IDS: [&str; 6] = ["id", "_id", "@id", "guid", "uri", "uuid"];

/// The key of the one list whose objects are articles.
fn key_of(fields: &Fields) -> Option<&'static str> {
    let has_title = has(fields, &["title", "headline"]);
    KEYS.iter().copied().find(|pointer| {
        let values = fields.get(&pointer[1..]).and_then(Value::as_array);
        values.is_some_and(|values| {
            let is_whole = |value: &Value| value.as_object().is_some_and(is_article);
            // An object with a title and one such part may be an article with a box in it.
            !values.is_empty() && (values.len() > 1 || !has_title) && values.iter().all(is_whole)
        })
    })
}

/// True for an object with a title, an id, an address or a time, and a text. A section of a document has no address and no time.
fn is_article(fields: &Fields) -> bool {
    let is_named = has(fields, &ADDRESSES) || has(fields, &TIMES) && has(fields, &IDS);
    let has_text = fields.iter().any(|(key, value)| names_a_text(key) && !is_blank(value));
    has(fields, &["title", "headline"]) && is_named && has_text
}

fn has(fields: &Fields, keys: &[&str]) -> bool {
    let says = |value: &Value| !is_blank(value) && !value.is_boolean();
    keys.iter().any(|&key| fields.get(key).is_some_and(says))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::article::input::{Hints, Rules, read_closely, split};

    fn article(number: u32) -> Value {
        json!({"id": number, "title": format!("Ferry {number}"), "url": format!("https://m.example/{number}"),
            "content": "<p>Ferries sailed again on Monday.</p>", "published": "2024-05-06T07:15:00Z"})
    }

    #[test]
    fn whole_articles_under_a_key_of_a_text_are_a_list() {
        for key in ["content", "body", "text", "message", "hydra:member"] {
            let message = json!({key: [article(1), article(2)], "total": 2}).to_string();
            let parts = split(message.as_bytes(), &Hints::default(), &Rules::default()).unwrap().expect(key);
            let ids: Vec<String> = parts
                .iter()
                .map(|part| read_closely(part, &Hints::default(), &Rules::default()).unwrap().article.id)
                .collect();
            assert_eq!(ids, ["m.example/1", "m.example/2"], "{key}");
            let one = json!({key: [article(1)], "total": 1}).to_string();
            let one = read_closely(one.as_bytes(), &Hints::default(), &Rules::default()).unwrap().article;
            assert_eq!((one.title.as_deref(), one.id.as_str()), (Some("Ferry 1"), "m.example/1"), "{key}");
        }
    }

    #[test]
    fn parts_of_an_article_are_none() {
        let section =
            |title: &str| json!({"id": 1, "title": title, "text": "Ferries sailed again on Monday."});
        for message in [
            json!({"id": "d-1", "title": "Briefing", "content": [section("One"), section("Two")]}),
            json!({"id": "d-1", "title": "Briefing", "content": [article(1)], "body": "Rain fell."}),
        ] {
            let bytes = message.to_string();
            let reading = read_closely(bytes.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            assert!(reading.envelopes.is_empty() && reading.article.id == "d-1", "{message}");
        }
    }
}
