//! A newsroom of its own for every test: exchanges and queues with names of their own, a desk that publishes raw
//! articles, an outlet that receives enriched ones.

use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::StreamExt;
use lapin::message::Delivery;
use lapin::options::{
    BasicConsumeOptions, BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions, ExchangeDeleteOptions,
    QueueBindOptions, QueueDeclareOptions, QueueDeleteOptions,
};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties, Consumer};
use serde_json::Value;

use super::program::{Worker, dateline};
use super::{broker, schema, until, within};

/// The settings of one test, and a connection that plays everybody else in the house.
pub(crate) struct Newsroom {
    pub(crate) uri: String,
    /// Begins the name of every exchange and queue of this test.
    pub(crate) name: String,
    pub(crate) channel: Channel,
    connection: Connection,
    /// Reads from the first article asked for; until then the outlet's queue keeps them, also over a restart.
    outlet: Option<Consumer>,
}

/// An enriched article as an outlet receives it.
pub(crate) struct Received {
    pub(crate) delivery: Delivery,
    pub(crate) article: Value,
}

impl Newsroom {
    /// A newsroom on the run's broker.
    pub(crate) async fn open() -> Self {
        Self::open_at(broker::shared_uri().await, &[]).await
    }

    /// A newsroom on the run's broker, whose topology is made with these settings too.
    pub(crate) async fn open_with(settings: &[(&str, &str)]) -> Self {
        Self::open_at(broker::shared_uri().await, settings).await
    }

    /// Names and a connection on the run's broker; nothing is declared.
    pub(crate) async fn bare() -> Self {
        let (uri, name) = (broker::shared_uri().await, fresh_name());
        let connection = Connection::connect(uri, ConnectionProperties::default()).await.expect("a broker");
        let channel = connection.create_channel().await.expect("a channel");
        channel.confirm_select(ConfirmSelectOptions::default()).await.expect("confirms");
        Self { uri: uri.into(), name, channel, connection, outlet: None }
    }

    /// A newsroom on any broker. The topology is made by `dateline topology apply`.
    pub(crate) async fn open_at(uri: &str, settings: &[(&str, &str)]) -> Self {
        let name = fresh_name();
        let output = dateline()
            .args(["topology", "apply"])
            // A broker that has just started answers slowly on a busy machine.
            .env("DATELINE__BROKER__CONNECT_TIMEOUT", "60s")
            .envs(environment(uri, &name, settings))
            .output()
            .expect("dateline runs");
        assert!(
            output.status.success(),
            "dateline topology apply: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let (connection, channel) = connect(uri, &name).await;
        Self { uri: uri.into(), name, channel, connection, outlet: None }
    }

    /// Connects anew, after the broker was away; names, queues and what is in them stay.
    pub(crate) async fn reconnect(&mut self) {
        (self.connection, self.channel) = connect(&self.uri, &self.name).await;
        self.outlet = None;
    }

    /// Takes the outlet away: from now on nobody is bound to the enriched articles.
    pub(crate) async fn close_outlet(&self) {
        self.delete_queue("outlet").await;
    }

    /// The settings of a worker of this newsroom.
    pub(crate) fn environment(&self, settings: &[(&str, &str)]) -> Vec<(String, String)> {
        environment(&self.uri, &self.name, settings)
    }

    /// Starts a worker and waits until it consumes.
    pub(crate) async fn worker(&self) -> Worker {
        self.worker_with(&[]).await
    }

    /// Starts a worker with these settings and waits until it consumes.
    pub(crate) async fn worker_with(&self, settings: &[(&str, &str)]) -> Worker {
        let mut worker = Worker::start(&self.environment(settings));
        until("a consumer on the work queue", async || {
            assert!(worker.runs(), "the worker ended at once");
            (self.counts("work").await.1 > 0).then_some(())
        })
        .await;
        worker
    }

    /// Sends a worker to its full prefetch: it starts with one message at a time, and takes more after the first that
    /// is not suspected of killing workers. The second can only come to the consumer that takes more. To be called
    /// before anything is read from the outlet.
    pub(crate) async fn warm_up(&self) {
        for id in ["warm-1", "warm-2"] {
            self.publish_json(&serde_json::json!({ "id": id, "body": "It rains." })).await;
            schema::check(&self.take("outlet").await.data);
        }
    }

    /// The name of this test's queue or exchange `part`.
    pub(crate) fn named(&self, part: &str) -> String {
        format!("{}.{part}", self.name)
    }

    /// Publishes a raw article and waits until the broker has it.
    pub(crate) async fn publish(&self, key: &str, body: &[u8], properties: BasicProperties) {
        self.publish_to(&self.named("raw"), key, body, properties).await;
    }

    /// Publishes to any exchange and waits until the broker has it; the exchange "" leads to the queue that the key names.
    pub(crate) async fn publish_to(
        &self,
        exchange: &str,
        key: &str,
        body: &[u8],
        properties: BasicProperties,
    ) {
        let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
        let properties = properties.with_delivery_mode(2);
        let confirmation = self
            .channel
            .basic_publish(exchange.into(), key.into(), options, body, properties)
            .await
            .expect("published")
            .await
            .expect("answered");
        assert!(matches!(confirmation, Confirmation::Ack(None)), "{confirmation:?}");
    }

    /// Publishes a JSON article.
    pub(crate) async fn publish_json(&self, article: &Value) {
        let properties = BasicProperties::default().with_content_type("application/json".into());
        self.publish("wire", &serde_json::to_vec(article).expect("JSON"), properties).await;
    }

    /// The next enriched article, which must follow the schema.
    pub(crate) async fn next(&mut self) -> Received {
        if self.outlet.is_none() {
            self.outlet = Some(read(&self.channel, &self.named("outlet")).await);
        }
        received(self.outlet.as_mut().expect("just opened")).await
    }

    /// Opens another outlet, bound with these keys.
    pub(crate) async fn outlet(&self, part: &str, keys: &[&str]) -> Consumer {
        bind(&self.channel, &self.name, part, keys).await;
        read(&self.channel, &self.named(part)).await
    }

    /// Takes the next message out of a queue, waiting for it.
    pub(crate) async fn take(&self, part: &str) -> Delivery {
        let queue = self.named(part);
        until(&format!("a message in {queue}"), async || {
            let options = BasicGetOptions { no_ack: true };
            self.channel.basic_get(queue.as_str().into(), options).await.expect("the queue is there")
        })
        .await
        .delivery
    }

    /// The next dead letter.
    pub(crate) async fn dead(&self) -> Delivery {
        self.take("dead").await
    }

    /// Messages that are ready in a queue, and its consumers; zeros where there is no such queue.
    pub(crate) async fn counts(&self, part: &str) -> (u32, u32) {
        // Asking for a queue that is missing costs the channel.
        let channel = self.connection.create_channel().await.expect("a channel");
        let options = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let queue = channel.queue_declare(self.named(part).into(), options, FieldTable::default()).await;
        let counts = queue.map_or((0, 0), |queue| (queue.message_count(), queue.consumer_count()));
        channel.close(200, "asked".into()).await.ok();
        counts
    }

    /// Waits until the work queue has so many consumers.
    pub(crate) async fn consumers(&self, wanted: u32) {
        let what = format!("{wanted} consumer(s) on the work queue");
        until(&what, async || (self.counts("work").await.1 == wanted).then_some(())).await;
    }

    /// Waits until so many messages are ready in a queue.
    pub(crate) async fn ready(&self, part: &str, wanted: u32) {
        let what = format!("{wanted} message(s) in {part}");
        until(&what, async || (self.counts(part).await.0 == wanted).then_some(())).await;
    }

    /// Deletes an exchange, and the bindings to it.
    pub(crate) async fn delete_exchange(&self, part: &str) {
        let options = ExchangeDeleteOptions::default();
        self.channel.exchange_delete(self.named(part).into(), options).await.expect("the exchange was there");
    }

    /// Deletes a queue, with what is in it.
    pub(crate) async fn delete_queue(&self, part: &str) {
        let deleted = self.channel.queue_delete(self.named(part).into(), QueueDeleteOptions::default()).await;
        deleted.expect("the queue was there");
    }
}

fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("t{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// The next enriched article of an outlet, which must follow the schema.
pub(crate) async fn received(outlet: &mut Consumer) -> Received {
    let delivery =
        within("an enriched article", outlet.next()).await.expect("the outlet stays").expect("a delivery");
    let article = schema::check(&delivery.data);
    Received { delivery, article }
}

/// A header as text.
pub(crate) fn header(delivery: &Delivery, name: &str) -> Option<String> {
    match delivery.properties.headers().as_ref()?.inner().get(name)? {
        AMQPValue::LongString(text) => Some(text.to_string()),
        AMQPValue::ShortString(text) => Some(text.to_string()),
        AMQPValue::LongLongInt(number) => Some(number.to_string()),
        AMQPValue::LongInt(number) => Some(number.to_string()),
        AMQPValue::LongUInt(number) => Some(number.to_string()),
        AMQPValue::Boolean(value) => Some(value.to_string()),
        AMQPValue::FieldArray(values) => Some(format!("{values:?}")),
        other => panic!("{name} is {other:?}"),
    }
}

async fn connect(uri: &str, name: &str) -> (Connection, Channel) {
    let connection = Connection::connect(uri, ConnectionProperties::default()).await.expect("a broker");
    let channel = connection.create_channel().await.expect("a channel");
    channel.confirm_select(ConfirmSelectOptions::default()).await.expect("confirms");
    bind(&channel, name, "outlet", &["#"]).await;
    (connection, channel)
}

/// Binds a durable queue to the enriched articles.
async fn bind(channel: &Channel, name: &str, part: &str, keys: &[&str]) {
    let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    let queue = ShortString::from(format!("{name}.{part}"));
    channel.queue_declare(queue.clone(), durable, FieldTable::default()).await.expect("a queue");
    let exchange = ShortString::from(format!("{name}.enriched"));
    for &key in keys {
        channel
            .queue_bind(
                queue.clone(),
                exchange.clone(),
                key.into(),
                QueueBindOptions::default(),
                FieldTable::default(),
            )
            .await
            .expect("bound");
    }
}

async fn read(channel: &Channel, queue: &str) -> Consumer {
    let options = BasicConsumeOptions { no_ack: true, ..BasicConsumeOptions::default() };
    channel.basic_consume(queue.into(), "".into(), options, FieldTable::default()).await.expect("consuming")
}

impl Drop for Newsroom {
    /// Takes exchanges and queues away where the broker stays: one of the run's own goes with everything on it.
    fn drop(&mut self) {
        let Ok(uri) = std::env::var("DATELINE_TEST_AMQP_URI").map_err(drop) else { return };
        if uri != self.uri {
            return;
        }
        let name = self.name.clone();
        let clean = move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let Ok(connection) = Connection::connect(&uri, ConnectionProperties::default()).await else {
                    return;
                };
                let Ok(channel) = connection.create_channel().await else { return };
                let retries = ["work.retry.5000", "work.retry.30000", "work.retry.300000"];
                for part in ["work", "dead", "unrouted", "outlet"].into_iter().chain(retries) {
                    channel
                        .queue_delete(format!("{name}.{part}").into(), QueueDeleteOptions::default())
                        .await
                        .ok();
                }
                for part in ["raw", "enriched", "dead", "unrouted"] {
                    let options = ExchangeDeleteOptions::default();
                    channel.exchange_delete(format!("{name}.{part}").into(), options).await.ok();
                }
            });
        };
        std::thread::spawn(clean).join().ok();
    }
}

fn environment(uri: &str, name: &str, settings: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = [
        ("BROKER__URI", uri.to_owned()),
        ("BROKER__BACKOFF_FIRST", "50ms".into()),
        ("BROKER__BACKOFF_LONGEST", "500ms".into()),
        ("TOPOLOGY__INPUT_EXCHANGE", format!("{name}.raw")),
        ("TOPOLOGY__INPUT_QUEUE", format!("{name}.work")),
        ("TOPOLOGY__OUTPUT_EXCHANGE", format!("{name}.enriched")),
        ("TOPOLOGY__UNROUTED_EXCHANGE", format!("{name}.unrouted")),
        ("TOPOLOGY__UNROUTED_QUEUE", format!("{name}.unrouted")),
        ("TOPOLOGY__DEAD_EXCHANGE", format!("{name}.dead")),
        ("TOPOLOGY__DEAD_QUEUE", format!("{name}.dead")),
        ("ENRICH__WORKERS", "1".into()),
    ];
    let asked = settings.iter().map(|&(key, value)| (key, value.to_owned()));
    own.into_iter().chain(asked).map(|(key, value)| (format!("DATELINE__{key}"), value)).collect()
}
