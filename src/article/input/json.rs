//! JSON to an article: repaired where that is certain, taken out of its envelopes, read in the form that it has.

use std::borrow::Cow;

use serde_json::Value;

use super::draft::{Draft, Recognised};
use super::envelopes::{self, Contents, List};
use super::error::InputError;
use super::fields::Field;
use super::pointer::Fields;
use super::repair::{Repair, repair};
use super::unread::{self, Unread};
use super::{Hints, Rules, encoding, forms, id, json_size, redact, repeated};
use crate::article::enriched::SCHEMA;
use crate::article::ninjs::FIELD;

/// The content of a JSON message.
pub(super) enum Found<'r> {
    /// An article.
    Article(Box<Draft<'r>>),
    /// A text in an envelope, to be read as a message of this content type.
    Text {
        text: String,
        content_type: Option<String>,
        envelopes: Vec<Recognised>,
        repairs: Vec<Repair>,
        /// An envelope names an event that withdraws the article.
        withdraws: bool,
    },
}

/// Reads a text that is JSON.
pub(super) fn read<'r>(text: &str, rules: &'r Rules) -> Result<Found<'r>, InputError> {
    let (value, repairs) = parse(text, rules)?;
    if depth(&value) > rules.json_depth {
        return Err(InputError::UnreadableBody(format!(
            "the JSON nests deeper than {} levels (limits.json_depth)",
            rules.json_depth
        )));
    }
    let mut opened = Opened::default();
    let fields = match opened.article(value)? {
        Inner::Fields(fields) => fields,
        Inner::Text(text, content_type) => {
            let Opened { envelopes, withdraws, .. } = opened;
            return Ok(Found::Text { text, content_type, envelopes, repairs, withdraws });
        }
        Inner::Bytes(bytes, content_type) => {
            let text = decoded(&bytes, content_type.as_deref(), rules)?;
            let Opened { envelopes, withdraws, .. } = opened;
            return Ok(Found::Text { text, content_type, envelopes, repairs, withdraws });
        }
    };
    let mut draft = forms::read(fields, &rules.mapping, &rules.timezone);
    for (field, value) in opened.defaults {
        draft.set(field, value, "the list's head");
    }
    if opened.withdraws {
        draft.withdraw("the envelope");
    }
    id::qualify(&mut draft, opened.table.as_deref(), &opened.sites);
    if draft.article.id.is_empty() {
        draft.digest = Some(digest(text, rules)?);
    }
    draft.envelopes = opened.envelopes;
    draft.repairs = repairs;
    Ok(Found::Article(Box::new(draft)))
}

/// The text of bytes that an envelope held.
fn decoded(bytes: &[u8], content_type: Option<&str>, rules: &Rules) -> Result<String, InputError> {
    let hints = Hints { content_type, ..Hints::default() };
    let plain = encoding::decompress(bytes, &hints, rules.decompressed_bytes)?;
    Ok(encoding::decode(&plain.bytes, &hints)?.into_owned())
}

/// The digest of the item in a message without an id. It leaves out what is not the item's (envelopes, white space, the
/// order of keys), so that a worker, `dateline enrich` and a file that was split give the same.
fn digest(text: &str, rules: &Rules) -> Result<String, InputError> {
    let (value, _) = parse(text, rules)?;
    let mut opened = Opened::default();
    let Inner::Fields(fields) = opened.article(value)? else { return Ok(redact::digest([text.as_bytes()])) };
    let mut item = Vec::new();
    write_sorted(&Value::Object(fields), &mut item);
    let mut head = Vec::new();
    for (field, value) in &opened.defaults {
        head.extend_from_slice(field.name().as_bytes());
        write_sorted(value, &mut head);
    }
    let sites = opened.table.iter().chain(&opened.sites).map(String::as_bytes);
    Ok(redact::digest([item.as_slice(), head.as_slice()].into_iter().chain(sites)))
}

/// A value as JSON without white space, the keys of each object in their order.
fn write_sorted(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(key, _)| *key);
            out.push(b'{');
            for (key, value) in fields {
                out.extend_from_slice(Value::from(key.as_str()).to_string().as_bytes());
                out.push(b':');
                write_sorted(value, out);
                out.push(b',');
            }
            out.push(b'}');
        }
        Value::Array(values) => {
            out.push(b'[');
            for value in values {
                write_sorted(value, out);
                out.push(b',');
            }
            out.push(b']');
        }
        other => out.extend_from_slice(other.to_string().as_bytes()),
    }
}

/// A message in JSON that may be a list.
pub(super) enum Split {
    /// The articles, each as a value of its own.
    Values(Vec<Value>),
    /// A text in an envelope, which may be a list itself, and its content type.
    Text(String, Option<String>),
    /// One message.
    One,
}

/// Splits a list or feed in JSON.
pub(super) fn split(text: &str, rules: &Rules) -> Result<Split, InputError> {
    let (mut value, _) = parse(text, rules)?;
    loop {
        let contents = match value {
            Value::Array(mut values) => match envelopes::protocol_2(&mut values) {
                Some(contents) => contents,
                None => return Ok(Split::Values(envelopes::articles_of_a_page(values))),
            },
            Value::Object(fields) => match envelopes::find(&fields) {
                Some(envelope) => (envelope.open)(fields),
                None => return Ok(Split::One),
            },
            _ => return Ok(Split::One),
        };
        match contents {
            Contents::One(inner) => value = inner,
            Contents::List(list) => return Ok(Split::Values(with_head(list))),
            Contents::Text(text, content_type) => return Ok(Split::Text(text, content_type)),
            Contents::Bytes(bytes, content_type) => {
                return Ok(Split::Text(decoded(&bytes, content_type.as_deref(), rules)?, content_type));
            }
            Contents::Nothing(_) => return Ok(Split::One),
        }
    }
}

/// The long texts that stand beside the articles of a list.
pub(super) fn beside_a_list(text: &str, rules: &Rules) -> Vec<Unread> {
    let Ok((mut value, _)) = parse(text, rules) else { return Vec::new() };
    while let Value::Object(fields) = value {
        let Some(envelope) = envelopes::find(&fields) else { break };
        match (envelope.open)(fields) {
            Contents::One(inner) => value = inner,
            Contents::List(list) => return unread::beside_a_list(list.head),
            _ => break,
        }
    }
    Vec::new()
}

/// The long texts of a message that stand around the article in it and are not in it.
pub(super) fn around(text: &str, draft: &Draft<'_>, rules: &Rules) -> Vec<Unread> {
    let Ok((message, _)) = parse(text, rules) else { return Vec::new() };
    let known = unread::known(draft.article.title.as_deref(), &draft.article.body);
    let mut found = unread::around(&message, &known);
    // The row before a change is the article before it.
    if draft.envelopes.iter().any(|envelope| envelope.name.starts_with("debezium")) {
        found.retain(|unread| !unread.pointer.split('/').any(|key| key == "before"));
    }
    found
}

/// The articles of a list. Where its head says something of all of them, each is a list of one under the same head.
fn with_head(list: List) -> Vec<Value> {
    let List { values, pointer, defaults, head } = list;
    let key = pointer.trim_start_matches('/');
    let says_more = !defaults.is_empty()
        || id::sites(&head).next().is_some()
        || names_a_withdrawal(&head)
        || envelopes::table_of_a_change(&head).is_some();
    if key.contains('/') || !says_more {
        return values;
    }
    let under_the_head = |value| {
        let mut fields = head.clone();
        fields.insert(key.to_owned(), Value::Array(vec![value]));
        Value::Object(fields)
    };
    values.into_iter().map(under_the_head).collect()
}

/// The value of a JSON text, and what had to be repaired.
fn parse(text: &str, rules: &Rules) -> Result<(Value, Vec<Repair>), InputError> {
    if json_size::values(text, rules.json_values) > rules.json_values {
        return Err(InputError::TooManyValues { limit: rules.json_values });
    }
    let error = match serde_json::from_str::<Value>(text) {
        Ok(value) => return one_value_a_key(text, value, rules),
        Err(error) => error,
    };
    let repaired = if rules.strict { None } else { repair(text) };
    if let Some((text, mut repairs)) = repaired
        && let Ok(value) = serde_json::from_str(&text)
    {
        let (value, further) = one_value_a_key(&text, value, rules)?;
        repairs.extend(further);
        return Ok((value, repairs));
    }
    // The words are about the text as it came.
    Err(InputError::UnreadableBody(format!("the message is not valid JSON: {}", redact::json_error(&error))))
}

/// The value of a JSON text in which no empty value hides another of the same key.
fn one_value_a_key(text: &str, value: Value, rules: &Rules) -> Result<(Value, Vec<Repair>), InputError> {
    let Some(separated) = repeated::separate(text) else { return Ok((value, Vec::new())) };
    if rules.strict {
        return Err(InputError::UnreadableBody("an object has one key twice, with different values".into()));
    }
    Ok((serde_json::from_str(&separated).unwrap_or(value), vec![Repair::RepeatedKeys]))
}

/// The nesting depth of a value; the value itself is the first level.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// The content left after all envelopes are opened.
enum Inner {
    Fields(Fields),
    Text(String, Option<String>),
    Bytes(Vec<u8>, Option<String>),
}

/// The way through envelopes and lists.
#[derive(Default)]
struct Opened {
    envelopes: Vec<Recognised>,
    /// Values for fields that the article lacks, from the head of its list.
    defaults: Vec<(Field, Value)>,
    /// What names the site of all articles of a list.
    sites: Vec<String>,
    /// The table of a database that the article is a row of.
    table: Option<String>,
    /// An envelope names an event that withdraws the article.
    withdraws: bool,
}

/// Fields of envelopes that name what happened to the article.
const EVENTS: &[&str] = &[
    "action",
    "actor_name",
    "detail-type",
    "event",
    "eventName",
    "eventType",
    "event_type",
    "kind",
    "messageType",
    "notificationType",
    "operation",
    "pattern",
    "task",
    "topic",
    "trigger",
    "type",
];

/// Objects in envelopes that hold attributes of the message.
const ATTRIBUTES: [&str; 4] = ["attributes", "messageAttributes", "MessageAttributes", "headers"];

/// True if an envelope names an event that withdraws the article, by itself or in the attributes of its message.
fn names_a_withdrawal(fields: &Fields) -> bool {
    // An attribute with its type: `{"Type": "String", "Value": "article.deleted"}`.
    let text = |value: &'_ Value| -> Option<String> {
        let typed = ["Value", "stringValue", "StringValue"].iter().find_map(|&key| value.get(key)?.as_str());
        value.as_str().or(typed).map(str::to_owned)
    };
    let named = |fields: &Fields| {
        EVENTS.iter().filter_map(|&key| text(fields.get(key)?)).any(|event| forms::withdraws(&event))
    };
    let message = fields.get("message").and_then(Value::as_object);
    let around = [Some(fields), message].into_iter().flatten();
    let attributes = around
        .flat_map(|fields| ATTRIBUTES.iter().filter_map(|&key| fields.get(key).and_then(Value::as_object)));
    named(fields) || attributes.into_iter().any(named)
}

impl Opened {
    fn article(&mut self, mut value: Value) -> Result<Inner, InputError> {
        loop {
            let contents = match value {
                Value::Object(fields) => {
                    if is_enriched(&fields) {
                        return Err(InputError::AlreadyEnriched);
                    }
                    let Some(envelope) = envelopes::find(&fields) else { return Ok(Inner::Fields(fields)) };
                    self.envelopes.push(Recognised { name: envelope.name, why: envelope.why });
                    self.withdraws |= names_a_withdrawal(&fields);
                    let names = fields.get("messageType").and_then(Value::as_array).into_iter().flatten();
                    self.withdraws |= names.filter_map(Value::as_str).any(forms::withdraws);
                    if let Some(table) = envelopes::table_of_a_change(&fields) {
                        self.table = Some(table);
                    }
                    if envelope.name == envelopes::DEBEZIUM {
                        self.table = id::table(&fields);
                    }
                    (envelope.open)(fields)
                }
                Value::Array(mut values) => match envelopes::protocol_2(&mut values) {
                    Some(contents) => {
                        self.envelopes.push(envelopes::PROTOCOL_2);
                        contents
                    }
                    None => Contents::List(List::bare(envelopes::articles_of_a_page(values), "")),
                },
                // It was encoded twice.
                Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
                    return Ok(Inner::Text(text, Some("application/json".into())));
                }
                other => return Err(no_object(&other)),
            };
            value = match contents {
                Contents::One(inner) => inner,
                Contents::Text(text, content_type) => return Ok(Inner::Text(text, content_type)),
                Contents::Bytes(bytes, content_type) => return Ok(Inner::Bytes(bytes, content_type)),
                Contents::List(List { values, pointer, defaults, head }) => {
                    self.defaults.extend(defaults);
                    self.sites.extend(id::sites(&head));
                    one_of(values, pointer)?
                }
                Contents::Nothing(words) => return Err(InputError::NoArticle(words.to_owned())),
            };
        }
    }
}

/// The article of a list of one.
fn one_of(values: Vec<Value>, pointer: &str) -> Result<Value, InputError> {
    let place =
        if pointer.is_empty() { Cow::Borrowed("the message") } else { format!("\"{pointer}\"").into() };
    let count = values.len();
    match values.into_iter().next() {
        Some(value) if count == 1 => Ok(value),
        Some(_) => Err(InputError::SeveralArticles(format!(
            "{place} is a list of {count}, and a message is one article: `dateline publish` splits lists and feeds"
        ))),
        None => Err(InputError::NoArticle(format!("{place} is an empty list"))),
    }
}

fn no_object(value: &Value) -> InputError {
    let kind = match value {
        Value::String(_) => "a string",
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Null => "null",
        Value::Array(_) | Value::Object(_) => "no object",
    };
    InputError::UnreadableBody(format!(
        "the message is JSON, but {kind} where an object with an article is expected"
    ))
}

/// True if an object is our own output, in any version: it has a schema at its top, or, as ninjs, in our own field.
fn is_enriched(fields: &Fields) -> bool {
    let family = SCHEMA.trim_end_matches(|c: char| c.is_ascii_digit());
    let schemas = [fields.get("schema"), fields.get(FIELD).and_then(|ours| ours.get("schema"))];
    schemas
        .into_iter()
        .flatten()
        .any(|schema| schema.as_str().is_some_and(|schema| schema.starts_with(family)))
}
