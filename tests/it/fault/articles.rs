//! What is published: nine good articles in ten, and each tenth bad in a way of its own.

use lapin::BasicProperties;

use crate::harness::raw::{Property, short};
use crate::test_articles::{FLOOD, HARVEST};

/// A message, and what must become of it.
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) body: Vec<u8>,
    pub(crate) properties: BasicProperties,
    /// The reason for which it must be dead-lettered.
    pub(crate) reason: Option<&'static str>,
    /// A property is not UTF-8: the client library cannot send it.
    pub(crate) is_unreadable: bool,
}

/// The message with this number, of which some more are bad: one of sixty has a property that is not UTF-8.
pub(super) fn any_article(number: usize) -> Article {
    let article = article(number);
    if number % 60 != 39 {
        return article;
    }
    let body = serde_json::json!({ "id": article.id, "body": FLOOD }).to_string().into_bytes();
    Article { body, reason: Some("unreadable_properties"), is_unreadable: true, ..article }
}

/// The properties of an unreadable article, for a publisher that sends bytes.
pub(super) fn unreadable_properties(id: &str) -> Vec<Property> {
    vec![
        (1 << 15, short(b"application/json")),
        (1 << 12, vec![2]),
        (1 << 7, short(id.as_bytes())),
        (1 << 3, short(b"Agence T\xe9l\xe9no")),
    ]
}

/// The message with this number: always the same.
pub(crate) fn article(number: usize) -> Article {
    let id = format!("urn:example:{number}");
    let json = BasicProperties::default().with_content_type("application/json".into());
    let properties = json.clone().with_message_id(id.as_str().into());
    let bad = |reason, body: &[u8], properties: BasicProperties| Article {
        id: id.clone(),
        body: body.to_vec(),
        properties: properties.with_message_id(id.as_str().into()),
        reason: Some(reason),
        is_unreadable: false,
    };
    if number % 10 == 9 {
        return match number / 10 % 5 {
            0 => bad("unreadable_body", format!("{{\"id\": \"{id}\", ").as_bytes(), json),
            1 => bad("unreadable_encoding", b"no gzip", json.with_content_encoding("gzip".into())),
            2 => bad("unsupported_type", b"\x89PNG", json.with_content_type("image/png".into())),
            3 => {
                let body = serde_json::json!({ "id": id, "body": FLOOD.repeat(400) });
                bad("too_large", body.to_string().as_bytes(), json)
            }
            _ => {
                let body =
                    serde_json::json!({ "schema": "dateline/enriched-article/v1", "article": { "id": id } });
                bad("already_enriched", body.to_string().as_bytes(), json)
            }
        };
    }
    let text = if number.is_multiple_of(2) { FLOOD } else { HARVEST };
    let body = serde_json::json!({ "id": id, "body": format!("{text} This was report {number}.") });
    Article { id, body: body.to_string().into_bytes(), properties, reason: None, is_unreadable: false }
}
