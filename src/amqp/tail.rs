//! Tails enriched articles through an exclusive, auto-delete queue.

use std::time::Duration;

use futures_util::StreamExt;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicQosOptions, QueueBindOptions, QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{Channel, Consumer};

use super::connection::{Endpoint, Reading, channel, close, within};
use super::error::BrokerError;
use super::headers::short;
use super::message::Received;

/// Prefetch.
const PREFETCH: u16 = 64;
/// Length limit of the queue: a slow reader loses the oldest messages instead of filling the broker.
const MAX_LENGTH: i64 = 10_000;

/// An exclusive queue bound to an exchange, and its messages.
#[derive(Debug)]
pub struct Tail {
    reading: Reading,
    channel: Channel,
    consumer: Consumer,
    timeout: Duration,
}

impl Tail {
    /// Declares an exclusive queue and binds it to `exchange` with each of `keys`.
    pub async fn open(
        endpoint: &Endpoint,
        exchange: &str,
        keys: &[String],
        timeout: Duration,
    ) -> Result<Self, BrokerError> {
        let reading = endpoint.open_to_read("tail").await?;
        let channel = channel(&reading.connection, timeout).await?;
        let mut arguments = FieldTable::default();
        arguments.insert("x-max-length".into(), AMQPValue::LongLongInt(MAX_LENGTH));
        let options =
            QueueDeclareOptions { exclusive: true, auto_delete: true, ..QueueDeclareOptions::default() };
        let declaring = channel.queue_declare("".into(), options, arguments);
        let queue = within(timeout, "declaring a queue to look on", declaring).await?.name().clone();
        for key in keys {
            let (options, arguments) = (QueueBindOptions::default(), FieldTable::default());
            let binding = channel.queue_bind(queue.clone(), short(exchange), short(key), options, arguments);
            within(timeout, "binding a queue to look on", binding).await?;
        }
        let qos = channel.basic_qos(PREFETCH, BasicQosOptions::default());
        within(timeout, "setting the prefetch", qos).await?;
        let options = BasicConsumeOptions { exclusive: true, ..BasicConsumeOptions::default() };
        let consuming = channel.basic_consume(queue, "".into(), options, FieldTable::default());
        let consumer = within(timeout, "consuming", consuming).await?;
        Ok(Self { reading, channel, consumer, timeout })
    }

    /// The next message; `None` when the queue is gone.
    pub async fn next(&mut self) -> Result<Option<Received>, BrokerError> {
        match self.consumer.next().await {
            None => Ok(None),
            Some(Err(error)) => Err(BrokerError::lost(&error)),
            Some(Ok(delivery)) => {
                let unreadable = &self.reading.unreadable;
                Ok(Some(Received::from_delivery(delivery, &self.channel, unreadable)))
            }
        }
    }

    /// Acknowledges a message and all before it.
    pub async fn done(&self, received: &Received) -> Result<(), BrokerError> {
        let acknowledging = self.channel.basic_ack(received.tag, BasicAckOptions { multiple: true });
        within(self.timeout, "acknowledging", acknowledging).await.map(drop)
    }

    /// Closes the connection, which deletes the queue.
    pub async fn close(self) {
        close(&self.reading.connection, self.timeout).await;
    }
}
