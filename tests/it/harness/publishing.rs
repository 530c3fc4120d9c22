//! Publishing with a verdict on each message, and queues that take only so many.

use std::sync::Arc;
use std::time::Duration;

use dateline::amqp::{Body, Endpoint, Outgoing, Properties, Publisher};
use dateline::settings::{Secret, Settings};
use dateline::worker::Verdict;
use lapin::options::{BasicGetOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};

use super::{Newsroom, until};

fn endpoint(uri: &str) -> Endpoint {
    let mut settings = Settings::default();
    settings.broker.uri = Secret::new(uri);
    // A busy machine with a slow disk may keep a broker that takes hundreds of megabytes from its heartbeats.
    settings.broker.heartbeat = Duration::from_mins(1);
    Endpoint::of(&settings.broker).unwrap()
}

/// Publishes all, with many in flight, and gives the verdict on each.
pub(crate) async fn publish_all(uri: &str, messages: impl Iterator<Item = Outgoing>) -> Vec<Verdict> {
    let patience = Duration::from_secs(30);
    let mut publisher = Publisher::open(&endpoint(uri), patience).await.unwrap();
    let mut verdicts = Vec::new();
    for (number, message) in messages.enumerate() {
        verdicts.push(None);
        publisher.publish(number, Arc::new(message));
        while publisher.in_flight() >= 256 {
            publisher.verdicts(|item, verdict| verdicts[item] = Some(verdict)).await.unwrap();
        }
    }
    while publisher.in_flight() > 0 {
        publisher.verdicts(|item, verdict| verdicts[item] = Some(verdict)).await.unwrap();
    }
    publisher.close(patience).await;
    verdicts.into_iter().map(|verdict| verdict.expect("each has a verdict")).collect()
}

/// A message whose id is that of all others.
pub(crate) fn message(exchange: &str, key: &str) -> Outgoing {
    Outgoing {
        exchange: exchange.into(),
        routing_key: key.into(),
        properties: Properties::default().with_message_id("the-same".into()),
        body: Body::New(Arc::new(b"x".to_vec())),
    }
}

impl Newsroom {
    /// A queue that takes so many messages and rejects the rest.
    pub(crate) async fn small_queue(&self, part: &str, length: i32, exchange: &str, key: &str) -> String {
        let queue = self.named(part);
        let mut arguments = FieldTable::default();
        arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
        arguments.insert("x-max-length".into(), AMQPValue::LongInt(length));
        arguments.insert("x-overflow".into(), AMQPValue::LongString("reject-publish".into()));
        let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
        self.channel.queue_declare(queue.as_str().into(), options, arguments).await.unwrap();
        if !exchange.is_empty() {
            self.bind(&queue, exchange, key).await;
        }
        queue
    }

    /// Binds a queue to this test's exchange `exchange`.
    pub(crate) async fn bind(&self, queue: &str, exchange: &str, key: &str) {
        let exchange = self.named(exchange);
        let (options, none) = (QueueBindOptions::default(), FieldTable::default());
        self.channel.queue_bind(queue.into(), exchange.into(), key.into(), options, none).await.unwrap();
    }

    /// Fills a queue until it rejects.
    pub(crate) async fn fill(&self, queue: &str) {
        until("the queue is full", async || {
            let verdicts = publish_all(&self.uri, std::iter::once(message("", queue))).await;
            (verdicts == [Verdict::Nacked]).then_some(())
        })
        .await;
    }

    /// The next message of a queue, if there is any.
    pub(crate) async fn fetch(&self, queue: &str) -> Option<lapin::message::BasicGetMessage> {
        self.channel.basic_get(queue.into(), BasicGetOptions { no_ack: true }).await.unwrap()
    }
}
