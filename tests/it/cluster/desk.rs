//! Publisher and reader of the cluster test. Both stay away from the node that has its fault, so that a pause is one of
//! queues and workers, not one of theirs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dateline::amqp::{Body, Endpoint, Outgoing, Publisher};
use dateline::settings::{Secret, Settings};
use dateline::worker::Verdict;
use futures_util::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};
use tokio::sync::watch;

use crate::fault::account::Account;
use crate::fault::articles::article;

/// Unconfirmed messages of the publisher, and unacknowledged ones of the reader, at most.
const WINDOW: usize = 200;
/// In this time all would be published at the rate of the beginning.
const FAULTS: Duration = Duration::from_secs(200);
/// Articles a second when there is a hurry.
const HURRY: f64 = 1000.0;
/// Longest time without any confirm before the publisher reconnects.
const PATIENCE: Duration = Duration::from_secs(20);

/// What both write down.
#[derive(Default)]
pub(super) struct Books {
    pub(super) account: Account,
    /// Messages that were published again because their confirm did not come.
    pub(super) published_again: usize,
    /// Messages that the broker delivered to the reader again.
    pub(super) read_again: usize,
    /// When the last article came out that had not come before.
    pub(super) last_new: Option<Instant>,
    /// The longest pause between two such since it was taken last.
    pub(super) longest_pause: Duration,
    /// Articles and dead letters that came out, each once.
    pub(super) new: usize,
}

pub(super) type Shared = Arc<Mutex<Books>>;

/// Publishes articles `0..count`, until each is confirmed: ever slower, so that some are left for each
/// fault, and fast when there is a hurry.
pub(super) async fn publish(
    count: usize,
    exchange: String,
    mut uri: watch::Receiver<String>,
    hurry: watch::Receiver<bool>,
    books: Shared,
) {
    let mut waiting: VecDeque<usize> = (0..count).collect();
    let (mut credit, mut last) = (0.0, Instant::now());
    while !waiting.is_empty() {
        let address = uri.borrow_and_update().clone();
        let Ok(mut publisher) = Publisher::open(&endpoint(&address), PATIENCE).await else {
            tokio::time::sleep(Duration::from_millis(500)).await;
            continue;
        };
        let mut last_confirm = Instant::now();
        while !(waiting.is_empty() && publisher.in_flight() == 0) {
            let moved = uri.has_changed().unwrap_or(false);
            if last_confirm.elapsed() > PATIENCE || (moved && publisher.in_flight() == 0) {
                break;
            }
            let share = waiting.len() as f64 / FAULTS.as_secs_f64();
            let rate = if *hurry.borrow() { HURRY } else { share.max(1.0) };
            credit = (credit + rate * last.elapsed().as_secs_f64()).min(rate.max(1.0));
            last = Instant::now();
            for _ in 0..(credit as usize).min(WINDOW.saturating_sub(publisher.in_flight())) {
                let Some(number) = waiting.pop_front().filter(|_| !moved) else { break };
                credit -= 1.0;
                let message = article(number);
                books.lock().unwrap().account.published(&message);
                let outgoing = Outgoing {
                    exchange: exchange.clone(),
                    routing_key: "wire".into(),
                    properties: message.properties.with_delivery_mode(2),
                    body: Body::New(message.body.into()),
                };
                publisher.publish(number, Arc::new(outgoing));
            }
            let mut failed = false;
            let step = async {
                while publisher.in_flight() > 0 {
                    let mut again = Vec::new();
                    let read = publisher.verdicts(|number, verdict| {
                        if verdict == Verdict::Confirmed {
                            books.lock().unwrap().account.confirmed();
                        } else {
                            again.push(number);
                        }
                        last_confirm = Instant::now();
                    });
                    failed = read.await.is_err();
                    books.lock().unwrap().published_again += again.len();
                    waiting.extend(again);
                    if failed {
                        return;
                    }
                }
                std::future::pending::<()>().await;
            };
            drop(tokio::time::timeout(Duration::from_millis(50), step).await);
            if failed {
                break;
            }
            if publisher.in_flight() == 0 {
                last_confirm = Instant::now();
            }
        }
        let left: Vec<usize> = publisher.into_items().collect();
        books.lock().unwrap().published_again += left.len();
        waiting.extend(left);
    }
}

/// Reads both queues for ever.
pub(super) async fn read(outlet: String, dead: String, mut uri: watch::Receiver<String>, books: Shared) {
    loop {
        let address = uri.borrow_and_update().clone();
        tokio::select! {
            _ = read_from(&address, &outlet, &dead, &books) => {}
            _ = uri.changed() => {}
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn read_from(address: &str, outlet: &str, dead: &str, books: &Shared) -> lapin::Result<()> {
    let connection = Connection::connect(address, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    channel.basic_qos(u16::try_from(WINDOW).unwrap(), BasicQosOptions::default()).await?;
    let (options, none) = (BasicConsumeOptions::default(), FieldTable::default());
    let mut articles = channel.basic_consume(outlet.into(), "".into(), options, none.clone()).await?;
    let mut letters = channel.basic_consume(dead.into(), "".into(), options, none).await?;
    loop {
        let (delivery, is_letter) = tokio::select! {
            delivery = articles.next() => (delivery, false),
            delivery = letters.next() => (delivery, true),
        };
        let Some(delivery) = delivery else { return Ok(()) };
        let delivery = delivery?;
        books.lock().unwrap().came(&delivery, is_letter);
        delivery.ack(BasicAckOptions::default()).await?;
    }
}

impl Books {
    fn came(&mut self, delivery: &lapin::message::Delivery, is_letter: bool) {
        self.read_again += usize::from(delivery.redelivered);
        let is_new = if is_letter { self.account.letter(delivery) } else { self.account.enriched(delivery) };
        if !is_new {
            return;
        }
        let now = Instant::now();
        self.new += 1;
        let pause = self.last_new.replace(now).map_or(Duration::ZERO, |last| now - last);
        self.longest_pause = self.longest_pause.max(pause);
    }

    /// The longest pause until now, and begins the next measurement.
    pub(super) fn take_pause(&mut self) -> Duration {
        let running = self.last_new.map_or(Duration::ZERO, |last| last.elapsed());
        std::mem::take(&mut self.longest_pause).max(running)
    }
}

fn endpoint(uri: &str) -> Endpoint {
    let mut settings = Settings::default();
    settings.broker.uri = Secret::new(uri);
    Endpoint::of(&settings.broker).unwrap()
}
