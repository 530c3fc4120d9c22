//! JSON Pointers (RFC 6901) into an object, and taking what they point at.

use serde_json::{Map, Value};

/// The object that a message holds.
pub(super) type Fields = Map<String, Value>;

/// The keys of a pointer, `~1` and `~0` undone.
fn keys(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer
        .strip_prefix('/')
        .into_iter()
        .flat_map(|rest| rest.split('/'))
        .map(|key| if key.contains('~') { key.replace("~1", "/").replace("~0", "~") } else { key.to_owned() })
}

/// A key as it stands in a pointer.
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The value that a pointer points at.
pub(super) fn get<'f>(fields: &'f Fields, pointer: &str) -> Option<&'f Value> {
    let mut keys = keys(pointer);
    let first = fields.get(&keys.next()?)?;
    keys.try_fold(first, |value, key| match value {
        Value::Object(fields) => fields.get(&key),
        Value::Array(values) => values.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Takes what a pointer points at out of the object, and the objects around it that are empty then. Elements of lists stay
/// at their places: what was taken is `null` there, and a list of nothing else goes too.
pub(super) fn take(fields: &mut Fields, pointer: &str) -> Option<Value> {
    let keys: Vec<String> = keys(pointer).collect();
    let (first, rest) = keys.split_first()?;
    let (taken, is_empty) = take_below(fields.get_mut(first)?, rest)?;
    if is_empty {
        fields.shift_remove(first);
    }
    Some(taken)
}

/// The value taken out; true if `value` is empty afterwards.
fn take_below(value: &mut Value, keys: &[String]) -> Option<(Value, bool)> {
    let Some((first, rest)) = keys.split_first() else { return Some((value.take(), true)) };
    match value {
        Value::Object(fields) => {
            let (taken, is_empty) = take_below(fields.get_mut(first)?, rest)?;
            if is_empty {
                fields.shift_remove(first);
            }
            Some((taken, fields.is_empty()))
        }
        Value::Array(values) => {
            let (taken, is_empty) = take_below(values.get_mut(first.parse::<usize>().ok()?)?, rest)?;
            if is_empty && let Some(slot) = values.get_mut(first.parse::<usize>().ok()?) {
                *slot = Value::Null;
            }
            Some((taken, values.iter().all(Value::is_null)))
        }
        _ => None,
    }
}

/// True if a text is a pointer to something below an object: `/a`, `/a/0/b`; `~` only as `~0` and `~1`.
pub fn is_pointer(text: &str) -> bool {
    let escapes = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    text.len() > 1 && text.starts_with('/') && escapes
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn object(value: Value) -> Fields {
        let Value::Object(fields) = value else { panic!("an object") };
        fields
    }

    #[test]
    fn what_is_taken_leaves_no_empty_objects() {
        let mut fields =
            object(json!({"a": {"b": "x", "c": 1}, "d": {"e": {"f": "y"}}, "g/h": "z", "i": [{"j": 1}, 2]}));
        assert_eq!(get(&fields, "/a/b"), Some(&json!("x")));
        assert_eq!(take(&mut fields, "/a/b"), Some(json!("x")));
        assert_eq!(take(&mut fields, "/d/e/f"), Some(json!("y")));
        assert_eq!(take(&mut fields, "/g~1h"), Some(json!("z")));
        assert_eq!(take(&mut fields, "/i/0/j"), Some(json!(1)));
        assert_eq!(Value::Object(fields.clone()), json!({"a": {"c": 1}, "i": [null, 2]}));
        for pointer in ["/x", "/a/x", "/a/c/d", "/i/9", "/i/x", "", "a"] {
            assert_eq!(take(&mut fields, pointer), None, "{pointer}");
        }
        assert_eq!(take(&mut fields, "/a"), Some(json!({"c": 1})));
    }

    #[test]
    fn pointers_are_told_from_other_text() {
        assert!(["/a", "/a/b", "/a~1b", "/0"].iter().all(|text| is_pointer(text)));
        assert!(["", "/", "a", "/a~2", "$.a"].iter().all(|text| !is_pointer(text)));
    }
}
