//! Ids that are the same in every copy of a system, where the one under `id` is a number of one copy.

use serde_json::Value;

use super::general_keys::is;
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;
use crate::article::input::id::is_local;
use crate::article::input::pointer::{self, Fields};

/// Keys of such ids, the surest first: those of Strapi, Storyblok, Craft, dpa and others.
const SURER: &[&str] = &["documentid", "uuid", "uid", "urn", "guid", "globalid", "versionedguid", "uri"];
/// Shortest of them; a shorter one may be a name.
const SHORTEST: usize = 8;

/// Sets the id from a surer field where `id` is a number that is unique in one copy of the system alone.
pub(super) fn take_surer(fields: &mut Fields, draft: &mut Draft<'_>) {
    if draft.has(Field::Id) {
        return;
    }
    // A name of the world comes before one of the system, whatever that is.
    let urn = fields
        .get("urn")
        .and_then(Value::as_str)
        .filter(|urn| urn.starts_with("urn:"))
        .map(|_| "urn".to_owned());
    let is_counted = fields.get("id").is_some_and(is_number);
    let key = urn.or_else(|| surer(fields).filter(|_| is_counted).cloned());
    if let Some(key) = key
        && let Some(value) = fields.get(&key)
        && draft.offer(Field::Id, value.clone(), format!("/{}", pointer::escape(&key))).is_ok()
    {
        fields.shift_remove(&key);
    }
}

/// The key of the surest id beside a number.
pub(super) fn surer(fields: &Fields) -> Option<&String> {
    SURER
        .iter()
        .find_map(|name| fields.iter().find(|(key, value)| is(key, name) && is_sure(value)))
        .map(|(key, _)| key)
}

/// True for an id that one copy of a system counts.
pub(super) fn is_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::String(text) => is_local(text.trim()) && !text.trim().starts_with('/'),
        _ => false,
    }
}

fn is_sure(value: &Value) -> bool {
    value.as_str().map(str::trim).is_some_and(|id| {
        id.len() >= SHORTEST
            && !is_local(id)
            && !id.contains(char::is_whitespace)
            && id.bytes().any(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::input::{Hints, Rules, read};

    #[test]
    fn an_id_of_all_copies_comes_before_a_number_of_one() {
        for (key, value) in [
            ("documentId", "x8f0kq2m1nzb4a7c"),
            ("uuid", "5d9f0c1e-0001-4000-8000-1234567890ab"),
            ("uid", "77aa2d10-0002-4000-8000-1234567890ab"),
            ("urn", "urn:newsml:example.org:20240506:1"),
        ] {
            let input = json!({"id": 17, key: value, "title": "Rain", "body": "Rain fell in the hills."});
            let article = read(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            assert_eq!((article.id.as_str(), &article.extra["id_raw"]), (value, &json!(17)), "{key}");
        }
        for (id, key, value) in [
            (json!("desk-17"), "uuid", "5d9f0c1e-0001-4000-8000-1234567890ab"),
            (json!(17), "uid", "ferry"),
            (json!(17), "uid", "a-ferry-for-ostra"),
        ] {
            let input = json!({"id": id, key: value, "title": "Rain", "body": "Rain fell in the hills."});
            let article = read(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            assert_ne!(article.id, value);
        }
    }
}
