//! Values that carry their type, as databases and serialisers write them: `{"S": "…"}` in `DynamoDB`, `{"string": "…"}` for
//! a union in the JSON encoding of Avro.

use serde_json::{Map, Value};

use super::{Contents, Envelope, take};
use crate::article::input::pointer::Fields;

/// A record of a stream of `DynamoDB`: the item after the change, or before it where it was removed.
pub(super) const DYNAMODB: Envelope = Envelope {
    name: "dynamodb",
    why: "`dynamodb` with the image of an item stands in no other form",
    is: |fields| image(fields).is_some(),
    open: |fields| {
        let name = fields.get("eventName").and_then(Value::as_str);
        let is_removed = name == Some("REMOVE");
        match image(&fields) {
            Some(image) => {
                let mut item = plain_item(image);
                if is_removed {
                    item.insert("pub_status".into(), "canceled".into());
                }
                Contents::One(Value::Object(item))
            }
            None => Contents::Nothing("the change holds no item"),
        }
    },
};

/// An item of `DynamoDB`, alone or under `Item`.
pub(super) const DYNAMODB_ITEM: Envelope = Envelope {
    name: "dynamodb-item",
    why: "every value is an object of one type of `DynamoDB`",
    is: |fields| item(fields).is_some(),
    open: |fields| {
        item(&fields).map_or(Contents::Nothing("the item is empty"), |item| {
            Contents::One(Value::Object(plain_item(item)))
        })
    },
};

/// A record in the JSON encoding of Avro.
pub(super) const AVRO: Envelope = Envelope {
    name: "avro-json",
    why: "several values are objects of one type of Avro, which no other form has",
    is: |fields| fields.iter().filter(|(_, value)| branch(value).is_some()).count() >= FEWEST,
    open: |mut fields| {
        let keys: Vec<String> = fields.keys().cloned().collect();
        let plain = keys.into_iter().map(|key| {
            let value = take(&mut fields, &key);
            (key, without_branches(value))
        });
        Contents::One(Value::Object(plain.collect()))
    },
};

/// Fewest values with a type in a record.
const FEWEST: usize = 2;

/// The image of the item in a record of a stream.
fn image(fields: &Fields) -> Option<&Fields> {
    let change = fields.get("dynamodb")?.as_object()?;
    ["NewImage", "OldImage"].iter().find_map(|&key| change.get(key)?.as_object())
}

/// The item that an object is or holds.
fn item(fields: &Fields) -> Option<&Fields> {
    let inner = fields.get("Item").and_then(Value::as_object).filter(|_| fields.len() <= 2);
    let is_item = |item: &&Fields| item.len() >= FEWEST && item.values().all(|value| typed(value).is_some());
    [inner, Some(fields)].into_iter().flatten().find(is_item)
}

/// The type and the content of a value of `DynamoDB`.
fn typed(value: &Value) -> Option<(&str, &Value)> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    let (kind, inner) = fields.iter().next()?;
    let fits = match kind.as_str() {
        "S" | "N" | "B" => inner.is_string(),
        "BOOL" | "NULL" => inner.is_boolean(),
        "L" | "SS" | "NS" | "BS" => inner.is_array(),
        "M" => inner.is_object(),
        _ => false,
    };
    fits.then_some((kind, inner))
}

fn plain_item(item: &Fields) -> Fields {
    item.iter().map(|(key, value)| (key.clone(), plain(value))).collect()
}

fn plain(value: &Value) -> Value {
    match typed(value) {
        Some(("NULL", _)) => Value::Null,
        Some(("N", Value::String(number))) => {
            number.parse().map_or_else(|_| number.clone().into(), Value::Number)
        }
        Some(("L", Value::Array(values))) => values.iter().map(plain).collect(),
        Some(("M", Value::Object(fields))) => Value::Object(plain_item(fields)),
        Some((_, inner)) => inner.clone(),
        None => value.clone(),
    }
}

/// The value inside a branch of a union of Avro.
fn branch(value: &Value) -> Option<&Value> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    let (kind, inner) = fields.iter().next()?;
    let fits = match kind.as_str() {
        "string" | "bytes" => inner.is_string(),
        "int" | "long" => inner.is_i64() || inner.is_u64(),
        "float" | "double" => inner.is_number(),
        "boolean" => inner.is_boolean(),
        "array" => inner.is_array(),
        "map" => inner.is_object(),
        // The full name of a record, an enumeration or a logical type.
        name => {
            let parts = name.split('.');
            let is_name = |part: &str| {
                part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            };
            name.contains('.') && parts.clone().count() > 1 && parts.into_iter().all(is_name)
        }
    };
    fits.then_some(inner)
}

fn without_branches(value: Value) -> Value {
    let value = match branch(&value) {
        Some(inner) => inner.clone(),
        None => value,
    };
    match value {
        Value::Array(values) => values.into_iter().map(without_branches).collect(),
        Value::Object(fields) => Value::Object(
            fields.into_iter().map(|(key, value)| (key, without_branches(value))).collect::<Map<_, _>>(),
        ),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::input::{Hints, Rules, read_closely};

    const STORY: &str = "Ferries sailed again on Monday.";

    #[test]
    fn an_item_of_dynamodb_is_its_values() {
        let item = json!({"id": {"S": "ferry-7"}, "headline": {"S": "Ferry"}, "body": {"S": STORY}, "version": {"N": "3"},
            "tags": {"L": [{"S": "sea"}, {"S": "storm"}]}, "keywords": {"SS": ["sea"]}, "meta": {"M": {"live": {"BOOL": true}}},
            "teaser": {"NULL": true}, "publishedAt": {"S": "2024-05-07T06:30:00Z"}});
        let change = |name: &str, image: &str| json!({"eventName": name, "eventSource": "aws:dynamodb", "dynamodb": {"Keys": {"id": {"S": "ferry-7"}}, image: item}});
        for (message, status) in [
            (json!({"Records": [change("INSERT", "NewImage")]}), None),
            (change("MODIFY", "NewImage"), None),
            (change("REMOVE", "OldImage"), Some("canceled")),
            (json!({"Item": item}), None),
            (item.clone(), None),
        ] {
            let article = read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default())
                .unwrap()
                .article;
            assert_eq!(
                (article.id.as_str(), article.body.as_str(), article.pub_status.as_deref()),
                ("ferry-7", STORY, status),
                "{message}"
            );
            assert_eq!(
                (article.version.as_deref(), article.published_at.as_deref()),
                (Some("3"), Some("2024-05-07T06:30:00Z"))
            );
            assert_eq!(article.extra["meta"], json!({"live": true}));
        }
    }

    #[test]
    fn a_record_of_avro_is_its_values() {
        let message = json!({"id": "ferry-7", "title": {"string": "Ferry"}, "body": {"string": STORY}, "published_at": {"long": 1_715_063_400_000_i64},
            "author": {"com.example.news.Author": {"name": {"string": "Ann Lee"}}}, "keywords": {"array": [{"string": "sea"}]}, "desk": null});
        let reading =
            read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        let article = reading.article;
        assert_eq!((article.title.as_deref(), article.body.as_str()), (Some("Ferry"), STORY));
        assert_eq!(
            (article.author.as_deref(), article.published_at.as_deref()),
            (Some("Ann Lee"), Some("2024-05-07T06:30:00Z"))
        );
        assert_eq!(article.keywords, ["sea"]);
        // One object with such a key is a text of another system.
        let other =
            json!({"id": "ferry-7", "title": "Ferry", "body": {"text": STORY}, "note": {"string": "a"}});
        assert!(
            read_closely(other.to_string().as_bytes(), &Hints::default(), &Rules::default())
                .unwrap()
                .envelopes
                .is_empty()
        );
    }
}
