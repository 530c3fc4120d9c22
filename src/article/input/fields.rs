//! The fields around title and body. Sources write them in many forms, and none of them is worth losing an article:
//! what cannot be read comes back under `<field>_raw`.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::{redact, time};
use crate::article::Article;

/// Sets the field `key`; one that the contract does not know is carried through.
pub(super) fn set(article: &mut Article, key: String, value: Value, zone: &TimeZone) {
    let understood = match key.as_str() {
        "published_at" => publish(article, &value, zone),
        "updated_at" => set_time(&mut article.updated_at, &value, zone),
        "embargoed_until" => set_time(&mut article.embargoed_until, &value, zone),
        "version" => set_version(&mut article.version, &value),
        "pub_status" => set_status(&mut article.pub_status, &value),
        "type" => set_text(&mut article.r#type, &value),
        "language" => set_text(&mut article.language, &value),
        "source" => set_text(&mut article.source, &value),
        "url" => set_text(&mut article.url, &value),
        "author" => set_text(&mut article.author, &value),
        "hashtags" => set_list(&mut article.hashtags, &value, HASHTAG_BORDERS),
        "keywords" => set_list(&mut article.keywords, &value, KEYWORD_BORDERS),
        "original" => {
            article.original = serde_json::from_value(value).ok();
            return;
        }
        _ => {
            article.extra.insert(key, value);
            return;
        }
    };
    if !understood {
        article.extra.insert(format!("{key}_raw"), value);
    }
    if key == "hashtags" {
        for tag in &mut article.hashtags {
            let bare = tag.trim_start_matches('#');
            if bare.len() < tag.len() {
                *tag = bare.to_owned();
            }
        }
        article.hashtags.retain(|tag| !tag.is_empty());
    }
}

/// Sets the time of publication. Its raw form has a field of its own.
pub(super) fn publish(article: &mut Article, value: &Value, zone: &TimeZone) -> bool {
    let raw = match value {
        Value::Null => return true,
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return false,
    };
    match read_time(value, zone) {
        Some(time) => time.publish(article, &raw),
        None if raw.trim().is_empty() => {}
        None => article.published_at_raw = Some(raw),
    }
    true
}

fn set_time(field: &mut Option<String>, value: &Value, zone: &TimeZone) -> bool {
    *field = read_time(value, zone).map(|time| time.timestamp.to_string());
    field.is_some() || is_blank(value)
}

fn read_time(value: &Value, zone: &TimeZone) -> Option<time::Time> {
    match value {
        Value::String(text) => time::read(text, zone),
        Value::Number(number) => time::of_number(number.as_f64()?, zone),
        _ => None,
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn set_text(field: &mut Option<String>, value: &Value) -> bool {
    *field = text_of(value);
    field.is_some() || is_blank(value)
}

/// Sets a version: a number or one word. It becomes a header, hence no other text is taken for one.
fn set_version(field: &mut Option<String>, value: &Value) -> bool {
    *field = text_of(value).filter(|text| redact::key(text) == text);
    field.is_some() || is_blank(value)
}

/// Words that systems use for the three states of an item.
const STATUSES: &[(&str, &str)] = &[
    ("usable", "usable"),
    ("publish", "usable"),
    ("published", "usable"),
    ("corrected", "usable"),
    ("withheld", "withheld"),
    ("embargoed", "withheld"),
    ("draft", "withheld"),
    ("pending", "withheld"),
    ("future", "withheld"),
    ("private", "withheld"),
    ("canceled", "canceled"),
    ("cancelled", "canceled"),
    ("killed", "canceled"),
    ("kill", "canceled"),
    ("recalled", "canceled"),
    ("trash", "canceled"),
    ("deleted", "canceled"),
];

/// Sets the state of the item; `stat:usable` and `Usable` are `usable`.
fn set_status(field: &mut Option<String>, value: &Value) -> bool {
    let text = text_of(value).unwrap_or_default().to_ascii_lowercase();
    let word = text.rsplit([':', '/']).next().unwrap_or_default();
    let known = STATUSES.iter().find(|(theirs, _)| *theirs == word);
    *field = known.map(|(_, ours)| (*ours).to_owned());
    field.is_some() || is_blank(value)
}

/// Text of a text, a number, an object with a name, or a list of these.
pub(super) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str)?.trim().to_owned(),
        Value::Array(values) => {
            let texts: Option<Vec<_>> = values.iter().map(text_of).collect();
            texts?.join(", ")
        }
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// What separates hashtags, and keywords, in one string.
const HASHTAG_BORDERS: &[char] = &[' ', ',', ';', '\n', '\t'];
const KEYWORD_BORDERS: &[char] = &[',', ';', '\n'];

fn set_list(field: &mut Vec<String>, value: &Value, borders: &[char]) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => {
            let parts = text.split(borders).map(str::trim).filter(|part| !part.is_empty());
            *field = parts.map(str::to_owned).collect();
            true
        }
        Value::Array(values) => {
            let texts = values.iter().filter(|value| !is_blank(value)).map(text_of);
            let Some(texts) = texts.collect() else { return false };
            *field = texts;
            true
        }
        _ => false,
    }
}
