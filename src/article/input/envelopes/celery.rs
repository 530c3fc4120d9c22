//! Celery's task messages, protocol 1 (an object) and 2 (a list of arguments, named arguments and options).

use serde_json::Value;

use super::{Contents, Envelope, has_list, has_object, take};
use crate::article::input::draft::Recognised;

pub(super) const PROTOCOL_1: Envelope = Envelope {
    name: "celery-1",
    why: "`task` beside its arguments is nobody else's",
    is: |fields| {
        fields.get("task").is_some_and(Value::is_string)
            && (has_list(fields, "args") || has_object(fields, "kwargs"))
    },
    open: |mut fields| {
        let (arguments, named) = (take(&mut fields, "args"), take(&mut fields, "kwargs"));
        argument(arguments, named)
    },
};

/// Protocol 2, as it is named.
pub(in crate::article::input) const PROTOCOL_2: Recognised =
    Recognised { name: "celery-2", why: "before other lists: its third element has the options of a task" };

/// The article in a list that is a message of protocol 2: `[arguments, named arguments, {"callbacks": …}]`.
pub(in crate::article::input) fn protocol_2(values: &mut [Value]) -> Option<Contents> {
    let [arguments @ Value::Array(_), named @ Value::Object(_), Value::Object(options)] = values else {
        return None;
    };
    let is_celery = ["callbacks", "errbacks", "chain", "chord"].iter().any(|&key| options.contains_key(key));
    is_celery.then(|| argument(arguments.take(), named.take()))
}

/// The argument that is an object; else the named arguments themselves, which are the article's fields then.
fn argument(arguments: Value, named: Value) -> Contents {
    let mut objects = Vec::new();
    if let Value::Array(arguments) = arguments {
        objects.extend(arguments.into_iter().filter(Value::is_object));
    }
    let Value::Object(mut named) = named else {
        return one(objects);
    };
    let keys: Vec<String> =
        named.iter().filter(|(_, value)| value.is_object()).map(|(key, _)| key.clone()).collect();
    let is_article =
        ["body", "title", "headline", "text", "content"].iter().any(|&key| named.contains_key(key));
    if objects.is_empty() && (is_article || keys.is_empty()) && !named.is_empty() {
        return Contents::One(Value::Object(named));
    }
    objects.extend(keys.iter().map(|key| take(&mut named, key)));
    one(objects)
}

fn one(mut objects: Vec<Value>) -> Contents {
    // Options such as `{"retry": true}` may stand beside the article; an article has more fields.
    objects.sort_by_key(|value| std::cmp::Reverse(value.as_object().map_or(0, serde_json::Map::len)));
    match objects.into_iter().next() {
        Some(value) => Contents::One(value),
        None => Contents::Nothing("no argument of the Celery task is an object"),
    }
}
