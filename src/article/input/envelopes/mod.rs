//! Envelopes that other systems put around an article, and lists of articles; opened until an article is left.

mod celery;
mod cloud_events;
mod debezium;
mod lists;
mod masstransit;

use serde_json::Value;

use super::fields::Field;
use super::pointer::Fields;

pub(super) use celery::{PROTOCOL_2, protocol_2};
pub(super) use lists::articles_of_a_page;

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
    masstransit::ENVELOPE,
    debezium::WITH_SCHEMA,
    debezium::ENVELOPE,
    celery::PROTOCOL_1,
    lists::GRAPH,
    lists::MAIN_ENTITY,
    lists::JSON_FEED,
    lists::GUARDIAN,
    lists::AP,
    lists::AP_ITEM,
    lists::AFP,
    lists::FEEDPARSER,
    lists::NEWSAPI,
    lists::NINJS,
];

/// The envelope that an object is.
pub(super) fn find(fields: &Fields) -> Option<&'static Envelope> {
    ENVELOPES.iter().find(|envelope| (envelope.is)(fields))
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
