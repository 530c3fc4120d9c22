//! A live blog whose entries stand in a list: one article, although its entries look like articles.

use serde_json::Value;

use super::{Contents, Envelope, take};
use crate::article::input::fields::is_blank;
use crate::article::input::keys::fold;
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "live-blog",
    why: "before lists of articles: a headline, an id and entries that are parts of one live blog",
    is: |fields| list_of(fields).is_some(),
    open: |mut fields| {
        let Some(key) = list_of(&fields) else { return Contents::Nothing("the live blog has no entries") };
        let entries = take(&mut fields, key);
        fields.shift_remove(key);
        fields.insert("body".into(), entries);
        Contents::One(Value::Object(fields))
    },
};

/// Keys of the entries.
const LISTS: [&str; 6] = ["posts", "entries", "updates", "liveBlogUpdates", "liveblogEntries", "items"];
/// Keys under which a text of an entry stands.
const TEXTS: [&str; 6] = ["body", "text", "content", "html", "body_html", "bodyHtml"];
/// Keys of what is written only on an article of its own.
const OWN: [&str; 6] = ["url", "link", "guid", "uri", "canonical_url", "slug"];

/// The key of the entries of a live blog.
fn list_of(fields: &Fields) -> Option<&'static str> {
    let has = |keys: &[&str]| keys.iter().any(|&key| fields.get(key).is_some_and(|value| !is_blank(value)));
    if !has(&["title", "headline", "name"]) || !has(&["id", "_id", "uri", "guid", "uuid"]) || has(&TEXTS) {
        return None;
    }
    let key = LISTS.into_iter().find(|&key| fields.get(key).is_some_and(Value::is_array))?;
    let entries: Vec<&Fields> = fields.get(key)?.as_array()?.iter().filter_map(Value::as_object).collect();
    let has_text =
        |entry: &&Fields| TEXTS.iter().any(|&key| entry.get(key).is_some_and(|value| !is_blank(value)));
    if entries.len() < 2 || !entries.iter().all(has_text) {
        return None;
    }
    let is_part = |entry: &&Fields| {
        !["title", "headline"]
            .iter()
            .chain(&OWN)
            .any(|&key| entry.get(key).is_some_and(|value| !is_blank(value)))
    };
    (says_live(fields) || entries.iter().all(is_part)).then_some(key)
}

/// True if a field that names the kind of the item says that it is live.
fn says_live(fields: &Fields) -> bool {
    let kinds = ["type", "_type", "form", "kind", "genre", "template", "contenttype", "profile"];
    let is_kind = |key: &str| kinds.contains(&fold(key).as_str());
    let is_live = |value: &Value| {
        let words = value.as_str().unwrap_or_default().to_lowercase();
        ["live", "liveblog", "live-blog", "live_blog", "livecoverage", "liveticker", "ticker"]
            .contains(&words.as_str())
    };
    fields.iter().any(|(key, value)| {
        is_kind(key) && is_live(value)
            || matches!(fold(key).as_str(), "islive" | "isliveblog") && value == &Value::Bool(true)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::article::input::{Hints, Rules, read, split};

    fn entries(title: bool) -> Vec<Value> {
        ["First boat leaves the harbour of Ostra.", "Twelve boats were damaged, the harbour master said."]
            .into_iter()
            .enumerate()
            .map(|(number, text)| {
                let mut entry = json!({"created": "2024-05-06T07:15:00Z", "body": text});
                if title {
                    entry["title"] = format!("Entry {number}").into();
                }
                entry
            })
            .collect()
    }

    #[test]
    fn the_entries_of_a_live_blog_are_one_text() {
        for (kind, key, title) in [("liveblog", "posts", true), ("text", "entries", false)] {
            let message =
                json!({"id": "live-1", "title": "Storm at Ostra", "type": kind, key: entries(title)})
                    .to_string();
            assert!(
                split(message.as_bytes(), &Hints::default(), &Rules::default()).unwrap().is_none(),
                "{message}"
            );
            let article = read(message.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            assert_eq!((article.id.as_str(), article.title.as_deref()), ("live-1", Some("Storm at Ostra")));
            assert!(
                article.body.contains("First boat") && article.body.contains("Twelve boats"),
                "{}",
                article.body
            );
        }
    }

    #[test]
    fn a_list_of_articles_is_none() {
        let message = json!({"id": "feed-1", "title": "Wire", "items": entries(true)}).to_string();
        let parts = split(message.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        assert_eq!(parts.map(|parts| parts.len()), Some(2));
    }
}
