//! An article as one JSON object, read straight from the text.

use std::fmt;

use jiff::tz::TimeZone;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::error::InputError;
use super::{Rules, fields, ninjs, redact};
use crate::article::Article;
use crate::article::enriched::SCHEMA;
use crate::article::ninjs::FIELD;

/// Reads one JSON object as an article, ninjs included.
pub(super) fn read(text: &str, rules: &Rules) -> Result<Article, InputError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let raw = deserializer
        .deserialize_any(Object { zone: &rules.timezone })
        .and_then(|raw| deserializer.end().map(|()| raw))
        .map_err(|error| {
            InputError::UnreadableBody(format!(
                "the message is not an article in JSON: {}",
                redact::json_error(&error)
            ))
        })?;
    let mut article = raw.article;
    // Our own output has a schema at its top, or, as ninjs, in our own field.
    let schemas = [article.extra.get("schema"), article.extra.get(FIELD).and_then(|ours| ours.get("schema"))];
    if schemas.into_iter().flatten().any(|schema| schema.as_str().is_some_and(is_enriched)) {
        return Err(InputError::AlreadyEnriched);
    }
    // The object itself is the first level; serde_json's own bound keeps this recursion short.
    if article.extra.values().any(|value| depth(value) + 1 > rules.json_depth) {
        return Err(InputError::UnreadableBody(format!(
            "the JSON nests deeper than {} levels (limits.json_depth)",
            rules.json_depth
        )));
    }
    if !raw.has_body && ninjs::is_ninjs(&article.extra) {
        ninjs::map(&mut article, &rules.timezone);
    }
    Ok(article)
}

/// Whether a `schema` is that of our own output, in any version.
fn is_enriched(schema: &str) -> bool {
    let family = SCHEMA.trim_end_matches(|c: char| c.is_ascii_digit());
    schema.starts_with(family)
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

struct Raw {
    article: Article,
    has_body: bool,
}

struct Object<'z> {
    zone: &'z TimeZone,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("one JSON object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut article = Article::default();
        let mut body = None;
        // Ours: an article that comes in a second time keeps what its first reading found out.
        let (mut earlier_raw, mut earlier_zone) = (Value::Null, Value::Null);
        while let Some(key) = map.next_key::<String>()? {
            let named = |error: A::Error| A::Error::custom(format!("field \"{key}\": {error}"));
            match key.as_str() {
                "title" => article.title = map.next_value().map_err(named)?,
                "body" => body = map.next_value().map_err(named)?,
                "id" => match map.next_value().map_err(named)? {
                    Value::Null => {}
                    Value::String(id) => id.trim().clone_into(&mut article.id),
                    Value::Number(id) => article.id = id.to_string(),
                    _ => return Err(named(A::Error::custom("expected text or a number"))),
                },
                "published_at_raw" => earlier_raw = map.next_value().map_err(named)?,
                "published_at_zone" => earlier_zone = map.next_value().map_err(named)?,
                _ => {
                    let value = map.next_value().map_err(named)?;
                    fields::set(&mut article, key, value, self.zone);
                }
            }
        }
        if let (Value::String(raw), Some(zone @ ("given" | "assumed"))) = (earlier_raw, earlier_zone.as_str())
            && article.published_at.is_some()
        {
            article.published_at_raw = Some(raw);
            article.published_at_zone = Some(zone.to_owned());
        }
        // A title of nothing but white space is none.
        article.title.take_if(|title| title.trim().is_empty());
        for alias in ["text", "content"] {
            if body.is_none() && matches!(article.extra.get(alias), Some(Value::String(_))) {
                let Some(Value::String(text)) = article.extra.shift_remove(alias) else { break };
                body = Some(text);
            }
        }
        let has_body = body.is_some();
        article.body = body.unwrap_or_default();
        Ok(Raw { article, has_body })
    }
}
