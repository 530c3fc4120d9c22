//! A message as it came, and a message as it goes.

use std::sync::Arc;

use jiff::Timestamp;
use lapin::types::{AMQPValue, FieldTable};

use super::wire::{Registry, Unreadable};

/// Properties of a message, headers among them.
pub type Properties = lapin::BasicProperties;

/// The value of a header.
pub type HeaderValue = AMQPValue;

/// A table of headers.
pub type HeaderTable = FieldTable;

/// A message taken from a queue.
#[derive(Debug)]
pub struct Received {
    /// Which delivery of its channel.
    pub tag: u64,
    /// The exchange it was published to.
    pub exchange: String,
    /// The key it was published with.
    pub routing_key: String,
    /// True if it had been delivered before.
    pub redelivered: bool,
    /// Its properties.
    pub properties: Properties,
    /// Its bytes.
    pub body: Vec<u8>,
    /// Properties that could not be read; they are not in `properties`.
    pub unreadable: Vec<Unreadable>,
}

impl Received {
    /// A delivery on a channel of the connection that `registry` belongs to.
    pub(crate) fn from_delivery(
        delivery: lapin::message::Delivery,
        channel: &lapin::Channel,
        registry: &Registry,
    ) -> Self {
        Self {
            tag: delivery.delivery_tag,
            unreadable: registry.take(channel.id(), delivery.delivery_tag),
            exchange: delivery.exchange.as_str().to_owned(),
            routing_key: delivery.routing_key.as_str().to_owned(),
            redelivered: delivery.redelivered,
            properties: delivery.properties,
            body: delivery.data,
        }
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&AMQPValue> {
        self.properties.headers().as_ref()?.inner().get(name)
    }

    /// A header that is text.
    pub fn text_header(&self, name: &str) -> Option<&str> {
        text(self.header(name)?)
    }

    /// A header that is a whole number, in whatever width it came.
    pub fn number_header(&self, name: &str) -> Option<i64> {
        number(self.header(name)?)
    }

    /// The number of earlier deliveries from a quorum queue; `None` if the broker does not say. The broker writes the header
    /// from the second delivery on: at the first it is the publisher's, and says nothing.
    pub fn delivery_count(&self) -> Option<u32> {
        let count = self.number_header("x-delivery-count").and_then(|count| u32::try_from(count).ok())?;
        Some(if self.redelivered { count } else { 0 })
    }

    /// When it was published: `timestamp_in_ms`, which the broker sets if told to, else `timestamp`. AMQP counts seconds;
    /// some publishers count milliseconds, whose numbers are no seconds of our age.
    pub fn timestamp(&self) -> Option<Timestamp> {
        let exact = self.number_header("timestamp_in_ms").and_then(|ms| Timestamp::from_millisecond(ms).ok());
        exact.or_else(|| {
            let number = i64::try_from((*self.properties.timestamp())?).ok()?;
            Timestamp::from_second(number).or_else(|_| Timestamp::from_millisecond(number)).ok()
        })
    }

    /// `message_id`.
    pub fn message_id(&self) -> Option<&str> {
        self.properties.message_id().as_ref().map(lapin::types::ShortString::as_str)
    }
}

/// Text in a header.
pub(crate) fn text(value: &AMQPValue) -> Option<&str> {
    match value {
        AMQPValue::LongString(text) => std::str::from_utf8(text.as_bytes()).ok(),
        AMQPValue::ShortString(text) => Some(text.as_str()),
        _ => None,
    }
}

/// A whole number in a header.
pub(crate) fn number(value: &AMQPValue) -> Option<i64> {
    Some(match *value {
        AMQPValue::ShortShortInt(number) => number.into(),
        AMQPValue::ShortShortUInt(number) => number.into(),
        AMQPValue::ShortInt(number) => number.into(),
        AMQPValue::ShortUInt(number) => number.into(),
        AMQPValue::LongInt(number) => number.into(),
        AMQPValue::LongUInt(number) => number.into(),
        AMQPValue::LongLongInt(number) => number,
        _ => return None,
    })
}

/// The bytes of a message that goes out.
#[derive(Debug, Clone)]
pub enum Body {
    /// Made here.
    New(Arc<Vec<u8>>),
    /// As they came.
    Original(Arc<Received>),
}

impl Body {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::New(bytes) => bytes,
            Self::Original(received) => &received.body,
        }
    }
}

/// A message to be published.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The exchange.
    pub exchange: String,
    /// The routing key.
    pub routing_key: String,
    /// Properties, headers among them.
    pub properties: Properties,
    /// The bytes.
    pub body: Body,
}

/// The largest number of bytes that properties take on the wire: headers and properties have to fit into one frame.
pub fn wire_size(properties: &Properties) -> usize {
    let short =
        |text: &Option<lapin::types::ShortString>| text.as_ref().map_or(0, |text| 1 + text.as_str().len());
    let fixed = 14 + 1 + 1 + 8 + 2;
    fixed
        + short(properties.content_type())
        + short(properties.content_encoding())
        + short(properties.correlation_id())
        + short(properties.reply_to())
        + short(properties.expiration())
        + short(properties.message_id())
        + short(properties.kind())
        + short(properties.user_id())
        + short(properties.app_id())
        + short(properties.cluster_id())
        + properties.headers().as_ref().map_or(0, table_size)
}

fn table_size(table: &FieldTable) -> usize {
    4 + table.inner().iter().map(|(name, value)| 1 + name.as_str().len() + value_size(value)).sum::<usize>()
}

fn value_size(value: &AMQPValue) -> usize {
    1 + match value {
        AMQPValue::Boolean(_) | AMQPValue::ShortShortInt(_) | AMQPValue::ShortShortUInt(_) => 1,
        AMQPValue::ShortInt(_) | AMQPValue::ShortUInt(_) => 2,
        AMQPValue::LongInt(_) | AMQPValue::LongUInt(_) | AMQPValue::Float(_) => 4,
        AMQPValue::LongLongInt(_) | AMQPValue::Double(_) | AMQPValue::Timestamp(_) => 8,
        AMQPValue::DecimalValue(_) => 5,
        AMQPValue::ShortString(text) => 1 + text.as_str().len(),
        AMQPValue::LongString(text) => 4 + text.len(),
        AMQPValue::FieldArray(values) => 4 + values.as_slice().iter().map(value_size).sum::<usize>(),
        AMQPValue::FieldTable(table) => table_size(table),
        AMQPValue::ByteArray(bytes) => 4 + bytes.len(),
        AMQPValue::Void => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_in_every_width() {
        assert_eq!(number(&AMQPValue::LongLongInt(7)), Some(7));
        assert_eq!(number(&AMQPValue::ShortShortUInt(7)), Some(7));
        assert_eq!(number(&AMQPValue::LongString("7".into())), None);
    }

    #[test]
    fn size_counts_nested_headers() {
        let mut inner = FieldTable::default();
        inner.insert("a".into(), AMQPValue::LongString("0123456789".into()));
        let mut headers = FieldTable::default();
        headers.insert("t".into(), AMQPValue::FieldTable(inner));
        let properties = Properties::default().with_headers(headers);
        let without = wire_size(&Properties::default());
        assert_eq!(wire_size(&properties) - without, 4 + (2 + 1) + 4 + (2 + 1 + 4 + 10));
    }
}
