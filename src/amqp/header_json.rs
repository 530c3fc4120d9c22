//! Headers and properties as JSON, for people and programs that look at a message.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lapin::types::{AMQPValue, FieldTable, ShortString};
use serde_json::{Map, Value, json};

use super::message::{Properties, Received};

/// All headers.
pub fn headers(received: &Received) -> Value {
    of_properties(&received.properties)
}

/// Those of a message that goes out.
fn of_properties(properties: &Properties) -> Value {
    properties.headers().as_ref().map_or_else(|| json!({}), table)
}

/// Exchange, routing key, properties and headers.
pub(crate) fn properties(exchange: &str, routing_key: &str, properties: &Properties) -> Value {
    let text = |value: &Option<ShortString>| value.as_ref().map(|text| text.as_str().to_owned());
    let mut all = json!({ "exchange": exchange, "routing_key": routing_key });
    for (name, value) in [
        ("message_id", text(properties.message_id())),
        ("content_type", text(properties.content_type())),
        ("content_encoding", text(properties.content_encoding())),
        ("type", text(properties.kind())),
        ("app_id", text(properties.app_id())),
        ("correlation_id", text(properties.correlation_id())),
        ("timestamp", properties.timestamp().as_ref().and_then(|&seconds| time(seconds))),
    ] {
        if let Some(value) = value {
            all[name] = value.into();
        }
    }
    if let Some(priority) = properties.priority() {
        all["priority"] = (*priority).into();
    }
    all["headers"] = of_properties(properties);
    all
}

fn time(seconds: u64) -> Option<String> {
    let seconds = i64::try_from(seconds).ok()?;
    jiff::Timestamp::from_second(seconds).ok().map(|time| time.to_string())
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
        AMQPValue::Timestamp(seconds) => time(*seconds).map_or(Value::Null, Value::from),
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
