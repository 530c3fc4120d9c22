//! Exchanges and queues for one contender, filled and drained.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};

use crate::{Contender, bare};

const SEED: &str = include_str!("../../seeds/000_371c06971a596525.txt");
/// Messages published before their confirms are waited for.
const WINDOW: u32 = 500;
/// Without progress for so long, something is wrong.
const PATIENCE: Duration = Duration::from_secs(90);

/// The names and the connection of one measurement.
pub(crate) struct House {
    uri: String,
    name: String,
    channel: Channel,
    _connection: Connection,
}

impl House {
    /// Makes exchanges and queues: the worker's own, and a quorum queue for all that comes out.
    pub(crate) async fn open(uri: &str, name: &str) -> anyhow::Result<Self> {
        let connection = Connection::connect(uri, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        let house = Self { uri: uri.into(), name: name.into(), channel, _connection: connection };
        let made = house.dateline("topology").arg("apply").stdout(Stdio::null()).status()?;
        ensure!(made.success(), "dateline topology apply failed");
        let mut arguments = FieldTable::default();
        arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
        let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
        house.channel.queue_declare(house.named("out").into(), durable, arguments).await?;
        let (queue, exchange) = (house.named("out").into(), house.named("enriched").into());
        let options = QueueBindOptions::default();
        house.channel.queue_bind(queue, exchange, "#".into(), options, FieldTable::default()).await?;
        Ok(house)
    }

    /// Puts articles of 7 KB into the work queue.
    pub(crate) async fn fill(&self, count: u32) -> anyhow::Result<()> {
        let properties =
            BasicProperties::default().with_delivery_mode(2).with_content_type("application/json".into());
        let mut confirms = Vec::new();
        for number in 0..count {
            let article = serde_json::json!({ "id": format!("urn:bench:{number}"), "body": SEED });
            let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
            let bytes = serde_json::to_vec(&article)?;
            let exchange = self.named("raw").into();
            let publishing =
                self.channel.basic_publish(exchange, "bench".into(), options, &bytes, properties.clone());
            confirms.push(publishing.await?);
            if (number + 1) % WINDOW == 0 {
                for confirm in confirms.drain(..) {
                    confirm.await?;
                }
            }
        }
        for confirm in confirms {
            confirm.await?;
        }
        self.until("work", count).await?;
        Ok(())
    }

    /// Drains the work queue and gives the time from the first article out to the last.
    pub(crate) async fn drain(&self, contender: Contender, count: u32) -> anyhow::Result<Duration> {
        if contender == Contender::Bare {
            let (queue, exchange) = (self.named("work"), self.named("enriched"));
            let (time, relayed) =
                tokio::join!(self.time(count), bare::relay(&self.uri, &queue, &exchange, count));
            relayed?;
            return time;
        }
        let enabled = contender == Contender::EnrichmentOn;
        let mut worker = self
            .dateline("run")
            .env("DATELINE__ENRICH__ENABLED", enabled.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let time = self.time(count).await;
        let script = format!("kill -TERM {}", worker.id());
        Command::new("/bin/sh").args(["-c", &script]).status()?;
        let ended = worker.wait()?;
        ensure!(ended.success(), "the worker ended with {ended}");
        time
    }

    async fn time(&self, count: u32) -> anyhow::Result<Duration> {
        self.until("out", 1).await?;
        let begun = Instant::now();
        self.until("out", count).await?;
        Ok(begun.elapsed())
    }

    /// Waits until so many messages are in a queue.
    async fn until(&self, part: &str, wanted: u32) -> anyhow::Result<()> {
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let mut tick = tokio::time::interval(Duration::from_millis(20));
        let (mut last, mut progress) = (0, Instant::now());
        loop {
            tick.tick().await;
            let queue = self.channel.queue_declare(self.named(part).into(), passive, FieldTable::default());
            let found = queue.await.context("the queue is gone")?.message_count();
            if found >= wanted {
                return Ok(());
            }
            if found != last {
                (last, progress) = (found, Instant::now());
            }
            ensure!(progress.elapsed() < PATIENCE, "stuck at {found} of {wanted} messages in {part}");
        }
    }

    fn named(&self, part: &str) -> String {
        format!("{}.{part}", self.name)
    }

    fn dateline(&self, verb: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg(verb).env("DATELINE__BROKER__URI", &self.uri);
        for (key, part) in [
            ("INPUT_EXCHANGE", "raw"),
            ("INPUT_QUEUE", "work"),
            ("OUTPUT_EXCHANGE", "enriched"),
            ("UNROUTED_EXCHANGE", "unrouted"),
            ("UNROUTED_QUEUE", "unrouted"),
            ("DEAD_EXCHANGE", "dead"),
            ("DEAD_QUEUE", "dead"),
        ] {
            command.env(format!("DATELINE__TOPOLOGY__{key}"), self.named(part));
        }
        command
    }
}
