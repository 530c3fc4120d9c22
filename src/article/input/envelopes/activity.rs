//! Activities of `ActivityPub`: what somebody did with an article.

use serde_json::{Value, json};

use super::{Contents, Envelope, take};
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "activity",
    why: "`object` beside an `actor` and the name of an activity: the id of the activity is not that of the article",
    is,
    open,
};

/// Activities whose object is the article.
const ON_AN_ARTICLE: [&str; 3] = ["Create", "Update", "Announce"];
/// Activities that withdraw it.
const WITHDRAWALS: [&str; 2] = ["Delete", "Undo"];

fn kind(fields: &Fields) -> &str {
    fields.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn is(fields: &Fields) -> bool {
    let is_known = fields.contains_key("actor") || fields.get("@context").is_some_and(names_activity_streams);
    let object = fields.get("object");
    let is_on_an_article = ON_AN_ARTICLE.contains(&kind(fields)) && object.is_some_and(Value::is_object);
    let is_withdrawal =
        kind(fields) == WITHDRAWALS[0] && object.is_some_and(|object| id_of(object).is_some());
    is_known && (is_on_an_article || is_withdrawal || undoes_an_article(fields))
}

/// True where the making of an article is undone.
fn undoes_an_article(fields: &Fields) -> bool {
    let undone = fields.get("object").and_then(|object| object.get("object"));
    kind(fields) == WITHDRAWALS[1] && undone.is_some_and(|object| id_of(object).is_some())
}

fn names_activity_streams(context: &Value) -> bool {
    match context {
        Value::String(text) => text.contains("ns/activitystreams"),
        Value::Array(values) => values.iter().any(names_activity_streams),
        _ => false,
    }
}

/// The id of an object, or the object where it is an id.
fn id_of(object: &Value) -> Option<&str> {
    object.as_str().or_else(|| object.get("id")?.as_str())
}

fn open(mut fields: Fields) -> Contents {
    let undone = undoes_an_article(&fields);
    let is_withdrawal = WITHDRAWALS.contains(&kind(&fields));
    let mut object = take(&mut fields, "object");
    if undone {
        object = object.get_mut("object").map(Value::take).unwrap_or_default();
    }
    if is_withdrawal {
        let id = id_of(&object).map(str::to_owned);
        return match object {
            Value::Object(mut article) => {
                article.insert("pub_status".into(), "canceled".into());
                Contents::One(Value::Object(article))
            }
            _ => Contents::One(json!({"id": id, "pub_status": "canceled"})),
        };
    }
    Contents::One(object)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::article::input::{Hints, Rules, read_closely};

    fn activity(kind: &str, object: &Value) -> Value {
        json!({"@context": ["https://www.w3.org/ns/activitystreams"], "id": "https://news.example/acts/9", "type": kind,
            "actor": "https://news.example/desk", "published": "2024-05-08T09:00:00Z", "object": object})
    }

    #[test]
    fn the_article_is_the_object() {
        let article = json!({"id": "https://news.example/1", "type": "Article", "name": "Rain in the hills",
            "content": "<p>Rain fell in the hills on Monday.</p>", "published": "2024-05-07T06:30:00Z"});
        for kind in ["Create", "Update"] {
            let message = activity(kind, &article).to_string();
            let found = read_closely(message.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            assert_eq!(
                (found.article.id.as_str(), found.envelopes[0].name),
                ("https://news.example/1", "activity")
            );
            assert_eq!(found.article.title.as_deref(), Some("Rain in the hills"));
            assert_eq!(found.article.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
        }
    }

    #[test]
    fn a_deletion_is_a_kill() {
        let tombstone = json!({"id": "https://news.example/1", "type": "Tombstone"});
        let creation = json!({"type": "Create", "object": "https://news.example/1"});
        for (kind, object) in
            [("Delete", &json!("https://news.example/1")), ("Delete", &tombstone), ("Undo", &creation)]
        {
            let message = activity(kind, object).to_string();
            let found =
                read_closely(message.as_bytes(), &Hints::default(), &Rules::default()).unwrap().article;
            assert_eq!(
                (found.id.as_str(), found.pub_status.as_deref()),
                ("https://news.example/1", Some("canceled"))
            );
        }
    }
}
