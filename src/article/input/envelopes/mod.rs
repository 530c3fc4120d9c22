//! Envelopes that other systems put around an article, and lists of articles; opened until an article is left.

mod activity;
mod aws;
mod celery;
mod cloud_events;
mod debezium;
mod directus;
mod events;
mod in_body;
mod in_text;
mod list_of_articles;
mod lists;
mod live;
mod masstransit;
mod pub_sub;
mod row_changes;
#[cfg(test)]
mod tests;
mod typed;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::Value;

use super::fields::Field;
use super::pointer::Fields;

pub(super) use celery::{PROTOCOL_2, protocol_2};
pub(super) use lists::articles_of_a_page;
pub(super) use row_changes::table as table_of_a_change;

/// An envelope, or a list of articles with what belongs to all of them.
pub(super) struct Envelope {
    /// Its name in `--explain-input` and in docs/CONTRACT.md.
    pub(super) name: &'static str,
    /// Why it stands at its place in the list.
    pub(super) why: &'static str,
    /// Tells it by its own fields.
    pub(super) is: fn(&Fields) -> bool,
    /// Opens it.
    pub(super) open: fn(Fields) -> Contents,
}

/// The content of an envelope.
#[derive(Debug)]
pub(super) enum Contents {
    /// A value: an article, or a further envelope.
    One(Value),
    /// A value written as text, and its content type if that is known.
    Text(String, Option<String>),
    /// Bytes that were encoded as text, and their content type if that is known.
    Bytes(Vec<u8>, Option<String>),
    /// A list of articles.
    List(List),
    /// Nothing; why, in words without any of the message's text.
    Nothing(&'static str),
}

/// A list of articles.
#[derive(Debug)]
pub(super) struct List {
    pub(super) values: Vec<Value>,
    /// Points at the list; empty where the message itself is the list.
    pub(super) pointer: &'static str,
    /// Values for fields that an article of the list lacks.
    pub(super) defaults: Vec<(Field, Value)>,
    /// What stands around the list.
    pub(super) head: Fields,
}

impl List {
    /// A list without a head.
    pub(super) fn bare(values: Vec<Value>, pointer: &'static str) -> Self {
        Self { values, pointer, defaults: Vec::new(), head: Fields::new() }
    }
}

/// The envelopes, in the order in which an object is compared with them; `why` gives the reason for each place.
pub(super) const ENVELOPES: &[Envelope] = &[
    cloud_events::ENVELOPE,
    activity::ENVELOPE,
    row_changes::HASURA,
    row_changes::SUPABASE,
    directus::ENVELOPE,
    row_changes::BINLOG,
    row_changes::JSON_RPC,
    typed::DYNAMODB,
    typed::DYNAMODB_ITEM,
    typed::AVRO,
    aws::RECORDS,
    aws::SQS,
    aws::SNS,
    aws::EVENT_BRIDGE,
    aws::KINESIS,
    pub_sub::PULLED,
    pub_sub::ENVELOPE,
    events::EVENT_GRID,
    events::NEST,
    masstransit::ENVELOPE,
    debezium::WITH_SCHEMA,
    debezium::ENVELOPE,
    celery::PROTOCOL_1,
    celery::KOMBU,
    live::ENVELOPE,
    list_of_articles::ENVELOPE,
    lists::GRAPH,
    lists::MAIN_ENTITY,
    lists::ITEM_LIST,
    lists::JSON_FEED,
    lists::GUARDIAN,
    lists::AP,
    lists::AP_ITEM,
    lists::AFP,
    lists::FEEDPARSER,
    lists::NEWSAPI,
    lists::NOTION,
    lists::CONNECTION,
    lists::BY_ID,
    lists::NINJS,
    lists::ROWS,
    in_body::ENVELOPE,
    in_text::ENVELOPE,
];

/// The name of change events.
pub(super) const DEBEZIUM: &str = debezium::ENVELOPE.name;

/// The envelope that an object is.
pub(super) fn find(fields: &Fields) -> Option<&'static Envelope> {
    ENVELOPES.iter().find(|envelope| (envelope.is)(fields))
}

/// The content of an envelope that may be written as text. A type of JSON says nothing of a text that is none: there it is
/// the type of the string.
fn inner(value: Value, content_type: Option<&str>) -> Contents {
    match value {
        Value::Null => Contents::Nothing("the envelope is empty"),
        Value::String(text) => {
            let is_string_of_json = content_type.is_some_and(|kind| kind.contains("json"))
                && !text.trim_start().starts_with(['{', '[', '"']);
            Contents::Text(text, content_type.filter(|_| !is_string_of_json).map(str::to_owned))
        }
        other => Contents::One(other),
    }
}

/// The bytes of a text in base64, in whichever alphabet, with or without its filling.
fn encoded(value: &Value, content_type: Option<&str>) -> Contents {
    let text: String = value.as_str().unwrap_or_default().split_ascii_whitespace().collect();
    if text.is_empty() {
        return Contents::Nothing("the envelope is empty");
    }
    let alphabets = [STANDARD, URL_SAFE, STANDARD_NO_PAD, URL_SAFE_NO_PAD];
    match alphabets.iter().find_map(|alphabet| alphabet.decode(&text).ok()) {
        Some(bytes) => Contents::Bytes(bytes, content_type.map(str::to_owned)),
        None => Contents::Nothing("the data in the envelope is no base64"),
    }
}

/// True if a key holds an object.
fn has_object(fields: &Fields, key: &str) -> bool {
    fields.get(key).is_some_and(Value::is_object)
}

/// True if a key holds a list.
fn has_list(fields: &Fields, key: &str) -> bool {
    fields.get(key).is_some_and(Value::is_array)
}

/// The value of a key, out of the object.
fn take(fields: &mut Fields, key: &str) -> Value {
    fields.get_mut(key).map(Value::take).unwrap_or_default()
}
