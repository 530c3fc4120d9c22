//! A message as JSON, with everything that it holds: for `--json` and for a copy before a purge.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lapin::types::{AMQPValue, FieldTable};
use serde_json::{Map, Value, json};

use super::letter::Letter;
use crate::broker::message::Received;

/// Letter, headers and body: as `body` where it is UTF-8, else as `body_base64`.
pub fn record(letter: &Letter, received: &Received) -> Value {
    let mut record = json!(letter);
    record["headers"] = headers(received);
    match std::str::from_utf8(&received.body) {
        Ok(text) => record["body"] = text.into(),
        Err(_) => record["body_base64"] = STANDARD.encode(&received.body).into(),
    }
    record
}

/// All headers.
pub fn headers(received: &Received) -> Value {
    received.properties.headers().as_ref().map_or_else(|| json!({}), table)
}

fn table(table: &FieldTable) -> Value {
    let entries = table.inner().iter().map(|(name, value)| (name.as_str().to_owned(), json_of(value)));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn json_of(value: &AMQPValue) -> Value {
    match value {
        AMQPValue::Boolean(value) => (*value).into(),
        AMQPValue::ShortShortInt(number) => (*number).into(),
        AMQPValue::ShortShortUInt(number) => (*number).into(),
        AMQPValue::ShortInt(number) => (*number).into(),
        AMQPValue::ShortUInt(number) => (*number).into(),
        AMQPValue::LongInt(number) => (*number).into(),
        AMQPValue::LongUInt(number) => (*number).into(),
        AMQPValue::LongLongInt(number) => (*number).into(),
        AMQPValue::Float(number) => (*number).into(),
        AMQPValue::Double(number) => (*number).into(),
        AMQPValue::DecimalValue(number) => json!({ "scale": number.scale, "value": number.value }),
        AMQPValue::ShortString(text) => text.as_str().into(),
        AMQPValue::LongString(text) => bytes(text.as_bytes()),
        AMQPValue::ByteArray(array) => bytes(array.as_slice()),
        AMQPValue::FieldArray(values) => values.as_slice().iter().map(json_of).collect(),
        AMQPValue::Timestamp(seconds) => i64::try_from(*seconds)
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .map_or(Value::Null, |time| time.to_string().into()),
        AMQPValue::FieldTable(inner) => table(inner),
        AMQPValue::Void => Value::Null,
    }
}

/// Text where it is UTF-8, else base64 under a name that says so.
fn bytes(bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => json!({ "base64": STANDARD.encode(bytes) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broker::dead::Which;
    use crate::broker::message::Properties;

    #[test]
    fn bytes_that_are_no_text_survive() {
        let mut headers = FieldTable::default();
        headers.insert("raw".into(), AMQPValue::LongString(vec![0xff].into()));
        headers.insert("count".into(), AMQPValue::LongLongInt(3));
        let received = Received {
            tag: 1,
            exchange: "news.dead".into(),
            routing_key: "k".into(),
            redelivered: false,
            unreadable: Vec::new(),
            properties: Properties::default().with_headers(headers),
            body: vec![0xff, 0xfe],
        };
        let record = record(&Letter::of(&received, Which::Dead), &received);
        assert_eq!(record["body_base64"], "//4=");
        assert_eq!(record["headers"], json!({ "count": 3, "raw": { "base64": "/w==" } }));
        assert!(record["body"].is_null());
    }
}
