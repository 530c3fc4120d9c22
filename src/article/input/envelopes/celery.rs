//! Messages of task queues: Celery's, protocol 1 (an object) and 2 (a list of arguments, named arguments and options), and
//! those of Dramatiq and Nameko, which have the same parts.

use serde_json::Value;

use super::{Contents, Envelope, encoded, has_object, inner, take};
use crate::article::input::content;
use crate::article::input::draft::Recognised;
use crate::article::input::json_size;
use crate::article::input::pointer::Fields;

pub(super) const PROTOCOL_1: Envelope = Envelope {
    name: "celery-1",
    why: "the name of a task beside its arguments stands in no other form",
    is: |fields| {
        let has_name =
            ["task", "actor_name"].iter().any(|&key| fields.get(key).is_some_and(Value::is_string));
        let has_both = ["args", "kwargs"].iter().all(|&key| fields.contains_key(key));
        let has_one = ["args", "kwargs"].iter().any(|&key| holds_arguments(fields.get(key)));
        has_one && (has_name || has_both && fields.len() == 2)
    },
    open: |mut fields| {
        let (arguments, named) = (take(&mut fields, "args"), take(&mut fields, "kwargs"));
        argument(arguments, named)
    },
};

/// A message as kombu writes it where the transport has no properties: the body is encoded.
pub(super) const KOMBU: Envelope = Envelope {
    name: "kombu",
    why: "before all that have a `body`: `content-type` and the properties of a message beside it stand in no other form",
    is: |fields| {
        fields.get("body").is_some_and(Value::is_string)
            && fields.contains_key("content-type")
            && has_object(fields, "properties")
    },
    open: |mut fields| {
        let body = take(&mut fields, "body");
        let content_type = fields.get("content-type").and_then(Value::as_str);
        let encoding = fields.get("properties").and_then(|properties| properties.get("body_encoding"));
        match encoding.and_then(Value::as_str) {
            Some("base64") => encoded(&body, content_type),
            _ => inner(body, content_type),
        }
    },
};

/// Protocol 2, as it is named.
pub(in crate::article::input) const PROTOCOL_2: Recognised =
    Recognised { name: "celery-2", why: "before other lists: its third element has the options of a task" };

/// The article in a list that is a message of protocol 2: `[arguments, named arguments, {"callbacks": …}]`.
pub(in crate::article::input) fn protocol_2(values: &mut [Value]) -> Option<Contents> {
    let [arguments, named, options] = values else { return None };
    let known = ["callbacks", "errbacks", "chain", "chord"];
    let is_celery = match options {
        Value::Object(options) => options.keys().all(|key| known.contains(&key.as_str())),
        Value::Null => true,
        _ => false,
    };
    let are_arguments = arguments.is_array() && named.is_object()
        || holds_arguments(Some(arguments)) && holds_arguments(Some(named)) && options.is_object();
    (is_celery && are_arguments).then(|| argument(arguments.take(), named.take()))
}

/// True for a list or an object, also one that is written as text.
fn holds_arguments(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Array(_) | Value::Object(_)) => true,
        Some(Value::String(text)) => parsed(text).is_some(),
        _ => false,
    }
}

/// The list or object that a text writes.
fn parsed(text: &str) -> Option<Value> {
    let start = text.trim_start();
    let value: Value = start.starts_with(['[', '{']).then(|| json_size::nested(text))??;
    (value.is_array() || value.is_object()).then_some(value)
}

/// The value of a text that writes one; any other value as it is.
fn unwritten(value: Value) -> Value {
    match value {
        Value::String(text) => parsed(&text).unwrap_or(Value::String(text)),
        other => other,
    }
}

/// The argument that is an object; else the named arguments themselves, which are the article's fields then; else the
/// argument that is a text.
fn argument(arguments: Value, named: Value) -> Contents {
    let mut objects = Vec::new();
    let mut texts = Vec::new();
    if let Value::Array(arguments) = unwritten(arguments) {
        arguments.into_iter().map(unwritten).for_each(|value| sort(value, &mut objects, &mut texts));
    }
    let Value::Object(named) = unwritten(named) else { return one(objects, texts) };
    if objects.is_empty() && is_article(&named) {
        return Contents::One(Value::Object(named));
    }
    let before = objects.len();
    let mut values = Vec::new();
    for value in named.values().cloned().map(unwritten) {
        sort(value, &mut objects, &mut values);
    }
    if objects.is_empty() && before == 0 && !named.is_empty() && texts.is_empty() {
        return Contents::One(Value::Object(named));
    }
    texts.extend(values);
    one(objects, texts)
}

/// True if named arguments are the fields of an article.
fn is_article(named: &Fields) -> bool {
    ["body", "title", "headline", "text", "content"].iter().any(|&key| named.contains_key(key))
}

fn sort(value: Value, objects: &mut Vec<Value>, texts: &mut Vec<String>) {
    match value {
        // A list of one article, as `group` and `chunks` pass it.
        Value::Array(values) if values.len() == 1 && values[0].is_object() => objects.extend(values),
        Value::Object(_) => objects.push(value),
        Value::String(text) => texts.push(text),
        _ => {}
    }
}

/// The object with the most fields: options such as `{"retry": true}` may stand beside the article. Else the longest text
/// that is markup or has words.
fn one(mut objects: Vec<Value>, mut texts: Vec<String>) -> Contents {
    objects.sort_by_key(|value| std::cmp::Reverse(value.as_object().map_or(0, serde_json::Map::len)));
    if let Some(value) = objects.into_iter().next() {
        return Contents::One(value);
    }
    texts.retain(|text| text.trim().contains(char::is_whitespace) || content::is_markup(text));
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    match texts.into_iter().next() {
        Some(text) => Contents::Text(text, None),
        None => Contents::Nothing("no argument of the task is an article"),
    }
}
