//! A message as JSON, with everything that it holds: for `--json` and for a copy before a purge.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::letter::Letter;
use crate::amqp::{HeaderTable, HeaderValue, Received};

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

fn table(table: &HeaderTable) -> Value {
    let entries = table.inner().iter().map(|(name, value)| (name.as_str().to_owned(), json_of(value)));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn json_of(value: &HeaderValue) -> Value {
    match value {
        HeaderValue::Boolean(value) => (*value).into(),
        HeaderValue::ShortShortInt(number) => (*number).into(),
        HeaderValue::ShortShortUInt(number) => (*number).into(),
        HeaderValue::ShortInt(number) => (*number).into(),
        HeaderValue::ShortUInt(number) => (*number).into(),
        HeaderValue::LongInt(number) => (*number).into(),
        HeaderValue::LongUInt(number) => (*number).into(),
        HeaderValue::LongLongInt(number) => (*number).into(),
        HeaderValue::Float(number) => (*number).into(),
        HeaderValue::Double(number) => (*number).into(),
        HeaderValue::DecimalValue(number) => json!({ "scale": number.scale, "value": number.value }),
        HeaderValue::ShortString(text) => text.as_str().into(),
        HeaderValue::LongString(text) => bytes(text.as_bytes()),
        HeaderValue::ByteArray(array) => bytes(array.as_slice()),
        HeaderValue::FieldArray(values) => values.as_slice().iter().map(json_of).collect(),
        HeaderValue::Timestamp(seconds) => i64::try_from(*seconds)
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .map_or(Value::Null, |time| time.to_string().into()),
        HeaderValue::FieldTable(inner) => table(inner),
        HeaderValue::Void => Value::Null,
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
    use crate::amqp::Properties;
    use crate::dead_letters::queue::LetterQueue;

    #[test]
    fn bytes_that_are_no_text_survive() {
        let mut headers = HeaderTable::default();
        headers.insert("raw".into(), HeaderValue::LongString(vec![0xff].into()));
        headers.insert("count".into(), HeaderValue::LongLongInt(3));
        let received = Received {
            tag: 1,
            exchange: "news.dead".into(),
            routing_key: "k".into(),
            redelivered: false,
            unreadable: Vec::new(),
            properties: Properties::default().with_headers(headers),
            body: vec![0xff, 0xfe],
        };
        let record = record(&Letter::of(&received, LetterQueue::Dead), &received);
        assert_eq!(record["body_base64"], "//4=");
        assert_eq!(record["headers"], json!({ "count": 3, "raw": { "base64": "/w==" } }));
        assert!(record["body"].is_null());
    }
}
