//! The fields of an article, and how the values that sources write are read. None of the fields around title and body is
//! worth losing an article.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{redact, status, time};
use crate::article::Article;

/// A field of the article that forms fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `id`.
    Id,
    /// `title`.
    Title,
    /// `body`.
    Body,
    /// `published_at`.
    PublishedAt,
    /// `updated_at`.
    UpdatedAt,
    /// `embargoed_until`.
    EmbargoedUntil,
    /// `version`.
    Version,
    /// `pub_status`.
    PubStatus,
    /// `type`.
    Type,
    /// `urgency`.
    Urgency,
    /// `language`.
    Language,
    /// `source`.
    Source,
    /// `url`.
    Url,
    /// `author`.
    Author,
    /// `hashtags`.
    Hashtags,
    /// `keywords`.
    Keywords,
}

impl Field {
    /// Every field, in the order of the article.
    pub const ALL: [Self; 16] = [
        Self::Id,
        Self::Title,
        Self::Body,
        Self::PublishedAt,
        Self::UpdatedAt,
        Self::EmbargoedUntil,
        Self::Version,
        Self::PubStatus,
        Self::Type,
        Self::Urgency,
        Self::Language,
        Self::Source,
        Self::Url,
        Self::Author,
        Self::Hashtags,
        Self::Keywords,
    ];

    /// Its key in the article.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Body => "body",
            Self::PublishedAt => "published_at",
            Self::UpdatedAt => "updated_at",
            Self::EmbargoedUntil => "embargoed_until",
            Self::Version => "version",
            Self::PubStatus => "pub_status",
            Self::Type => "type",
            Self::Urgency => "urgency",
            Self::Language => "language",
            Self::Source => "source",
            Self::Url => "url",
            Self::Author => "author",
            Self::Hashtags => "hashtags",
            Self::Keywords => "keywords",
        }
    }
}

/// Keys of the article that no form fills.
const FURTHER: &[&str] = &["published_at_zone", "published_at_raw", "repaired", "form", "form_evidence"];

/// True if a key is one of the article's own, so that nothing of the source may come back under it.
pub(super) fn is_ours(key: &str) -> bool {
    Field::ALL.iter().any(|field| field.name() == key) || FURTHER.contains(&key)
}

/// Sets a field from a value that is not blank; gives the value back if it cannot be read.
pub(super) fn set(article: &mut Article, field: Field, value: Value, zone: &TimeZone) -> Result<(), Value> {
    let value = match field {
        Field::Title => return prose(value).map(|title| article.title = Some(title)),
        Field::Body => return prose(value).map(|body| article.body = body),
        _ => value,
    };
    let unwrapped = unwrap(&value);
    if set_small(article, field, unwrapped.as_ref().unwrap_or(&value), zone) { Ok(()) } else { Err(value) }
}

/// Words of an empty field.
const FILLERS: [&str; 12] =
    ["-", "--", "/", "null", "nil", "none", "undefined", "n/a", "nan", "unknown", "tbd", "tba"];

/// Whether an id can name one article: many sources fill an empty field with a word, and a fragment or a blank
/// node of JSON-LD (`#article`, `_:b0`) is the same on every page.
pub(super) fn names_one(id: &str) -> bool {
    let id = id.trim();
    // A counter that was never set.
    let zero = id.bytes().all(|byte| byte == b'0') || id == "-1";
    let zero_uuid = id.len() == 36 && id.bytes().all(|byte| matches!(byte, b'0' | b'-'));
    let filler = FILLERS.iter().any(|filler| id.eq_ignore_ascii_case(filler))
        || ["new", "about:blank", "[object object]"].iter().any(|word| id.eq_ignore_ascii_case(word))
        || id.eq_ignore_ascii_case("true")
        || id.eq_ignore_ascii_case("false");
    // The address of a site as a whole.
    let is_site = ["http://", "https://"].iter().any(|scheme| {
        id.strip_prefix(scheme).is_some_and(|rest| {
            rest.find(['/', '?', '#']).is_none_or(|at| rest[at..].trim_matches('/').is_empty())
        })
    });
    let is_none = id.is_empty() || zero || filler || zero_uuid || is_site;
    !(is_none || id.starts_with('#') || id.starts_with("_:"))
}

/// True if a value says more than that there is none.
pub(super) fn says_something(value: &Value) -> bool {
    let filler = |text: &str| FILLERS.iter().any(|filler| text.trim().eq_ignore_ascii_case(filler));
    match value {
        Value::String(text) => !is_blank(value) && !filler(text) && !is_zero_of_time(text),
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_f64() != Some(0.0),
        _ => !is_blank(value),
    }
}

/// True for the time that a program writes where nothing has happened: `1970-01-01`, `0001-01-01T00:00:00Z`.
pub(super) fn is_zero_of_time(text: &str) -> bool {
    let text = text.trim();
    ["1970-01-01", "1900-01-01", "0001-", "0000-"].iter().any(|zero| text.starts_with(zero))
        || !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0' | b'-' | b':' | b' '))
}

/// Words that say that there is no embargo.
const NO_EMBARGO: &[&str] =
    &["no", "n", "false", "0", "off", "lifted", "released", "ended", "expired", "over", "inactive"];

/// True if a value that is no time says that there is an embargo.
pub(super) fn says_embargo(value: &Value) -> bool {
    let denies = |text: &str| NO_EMBARGO.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    // An object in which nothing is said, or that says that it does not hold.
    let is_empty = value.as_object().is_some_and(|fields| {
        fields.values().all(|value| !says_something(value) || value.as_str().is_some_and(denies))
    });
    says_something(value) && !is_empty && !value.as_str().is_some_and(denies)
}

/// Sets any field but title and body.
fn set_small(article: &mut Article, field: Field, value: &Value, zone: &TimeZone) -> bool {
    match field {
        // Drupal writes each field as a list of one.
        Field::Id if value.as_array().is_some_and(|values| values.len() != 1) => false,
        Field::Id => text_of(value).filter(|id| names_one(id)).map(|id| article.id = id).is_some(),
        Field::PublishedAt => publish(article, value, zone),
        Field::UpdatedAt => {
            let time = time::read_value(value, zone).filter(|time| time::is_plausible(time, zone));
            article.updated_at = time.map(|time| time.timestamp.to_string());
            time.is_some()
        }
        // An embargo may last for ever.
        Field::EmbargoedUntil => set_time(&mut article.embargoed_until, value, zone),
        Field::Version => set_version(&mut article.version, value),
        Field::PubStatus => set_status(&mut article.pub_status, value),
        Field::Type => set_text(&mut article.r#type, value),
        Field::Urgency => set_urgency(&mut article.urgency, value),
        Field::Language => set_text(&mut article.language, value),
        Field::Source => set_text(&mut article.source, value),
        Field::Url => set_text(&mut article.url, value),
        Field::Author => set_text(&mut article.author, value),
        Field::Hashtags => set_hashtags(&mut article.hashtags, value),
        Field::Keywords => set_list(&mut article.keywords, value, KEYWORD_BORDERS),
        Field::Title | Field::Body => false,
    }
}

/// The value inside MongoDB's extended JSON: `{"$date": …}`, `{"$oid": …}`, `{"$numberLong": …}`.
fn unwrap(value: &Value) -> Option<Value> {
    let mut inner = value;
    while let Value::Object(fields) = inner
        && fields.len() == 1
        && let Some((key, value)) = fields.iter().next()
        && key.starts_with('$')
    {
        inner = value;
    }
    if std::ptr::eq(inner, value) {
        return None;
    }
    // A date beyond what ISO 8601 writes is milliseconds in a string.
    match inner {
        Value::String(text) if value.get("$date").is_some_and(Value::is_object) => {
            Some(text.parse::<i64>().map_or_else(|_| inner.clone(), Value::from))
        }
        _ => Some(inner.clone()),
    }
}

/// The text of a title or a body: a string, or paragraphs in a list.
fn prose(value: Value) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(text),
        Value::Array(values) if values.iter().all(Value::is_string) => {
            let paragraphs: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            Ok(paragraphs.join("\n\n"))
        }
        other => Err(other),
    }
}

/// Sets the time of publication. Its raw form has a field of its own, also where it is no time.
fn publish(article: &mut Article, value: &Value, zone: &TimeZone) -> bool {
    let raw = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let time = time::read_value(value, zone).filter(|time| time::is_plausible(time, zone));
    if let Some(time) = time {
        time.publish(article, &raw);
    } else {
        article.published_at_raw.get_or_insert(raw);
    }
    time.is_some()
}

fn set_time(field: &mut Option<String>, value: &Value, zone: &TimeZone) -> bool {
    // A year of another calendar would end an embargo long ago.
    let time = time::read_value(value, zone).filter(|time| time.timestamp > Timestamp::UNIX_EPOCH);
    *field = time.map(|time| time.timestamp.to_string());
    field.is_some()
}

/// True if a value says nothing: `null`, white space, an empty list or object.
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_blank),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn set_text(field: &mut Option<String>, value: &Value) -> bool {
    *field = text_of(value);
    field.is_some()
}

/// Sets a version: a number or one word. It becomes a header, hence no other text is taken for one.
fn set_version(field: &mut Option<String>, value: &Value) -> bool {
    *field = text_of(value).filter(|text| redact::key(text) == text);
    field.is_some()
}

/// Sets the urgency, 1 for the highest as a rule.
fn set_urgency(field: &mut Option<u8>, value: &Value) -> bool {
    *field = text_of(value).and_then(|text| text.parse().ok());
    field.is_some()
}

/// Sets the state of the item; `stat:usable` and `Usable` are `usable`.
fn set_status(field: &mut Option<String>, value: &Value) -> bool {
    *field = text_of(value).and_then(|text| status::of(&text)).map(str::to_owned);
    field.is_some()
}

/// Keys under which systems put what a person reads of an object.
const LABELS: &[&str] = &[
    "name", "rendered", "value", "term", "by", "webTitle", "literal", "byline", "title", "@value", "#text",
    "$t", "_",
];

/// Text of a text, a number, an object with a label, or a list of these.
pub(super) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(fields) => LABELS.iter().find_map(|&key| fields.get(key)?.as_str())?.trim().to_owned(),
        Value::Array(values) => {
            let texts: Option<Vec<_>> = values.iter().filter(|value| !is_blank(value)).map(text_of).collect();
            texts?.join(", ")
        }
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// What separates hashtags, and keywords, in one string.
const HASHTAG_BORDERS: &[char] = &[' ', ',', ';', '\n', '\t'];
const KEYWORD_BORDERS: &[char] = &[',', ';', '\n'];

fn set_hashtags(field: &mut Vec<String>, value: &Value) -> bool {
    if !set_list(field, value, HASHTAG_BORDERS) {
        return false;
    }
    for tag in field.iter_mut() {
        let bare = tag.trim_start_matches('#');
        if bare.len() < tag.len() {
            *tag = bare.to_owned();
        }
    }
    field.retain(|tag| !tag.is_empty());
    true
}

fn set_list(field: &mut Vec<String>, value: &Value, borders: &[char]) -> bool {
    match value {
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
