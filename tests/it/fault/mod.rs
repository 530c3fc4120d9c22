//! The fault test: good and bad messages, while the worker is killed, the broker restarted and killed, connections are
//! cut and the output queue is full. Every good message comes out at least once, its repeats byte-identical; every bad
//! one is in the dead letters for its own reason; nothing else exists.
//!
//! `DATELINE_FAULT_MESSAGES` is the number of messages; the number of faults follows from it (`make fault-test`: 20,000
//! messages, ten kills, twenty cuts, three restarts, one broker killed). `DATELINE_FAULT_SEED`, a number, puts the faults
//! into another order, the same for the same number; without it they are mixed evenly.

pub(crate) mod account;
pub(crate) mod articles;

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use lapin::Confirmation;
use lapin::options::{BasicGetOptions, BasicPublishOptions};

use crate::harness::{Newsroom, OwnBroker, Proxy, Worker, until, within};
use account::Account;
use articles::{Article, article};

/// Messages where nobody asks for more: `make test` stays short.
const MODEST: usize = 400;
/// A bound that is never reached.
const ROOM: u32 = 10_000_000;

/// What goes wrong next.
#[derive(Debug, Clone, Copy)]
enum Fault {
    CutConnections,
    KillWorker,
    FillOutput,
    RestartBroker,
    KillBroker,
}

/// The faults in their order: of each kind so many, mixed evenly.
fn plan(full: bool) -> Vec<Fault> {
    let counts = if full {
        [
            (Fault::CutConnections, 20),
            (Fault::KillWorker, 10),
            (Fault::RestartBroker, 3),
            (Fault::FillOutput, 2),
            (Fault::KillBroker, 1),
        ]
    } else {
        [
            (Fault::CutConnections, 3),
            (Fault::KillWorker, 2),
            (Fault::RestartBroker, 1),
            (Fault::FillOutput, 1),
            (Fault::KillBroker, 1),
        ]
    };
    let mut placed: Vec<(usize, Fault)> = counts
        .into_iter()
        .flat_map(|(fault, count)| {
            (0..count).map(move |number| ((2 * number + 1) * 1000 / (2 * count), fault))
        })
        .collect();
    placed.sort_by_key(|&(place, _)| place);
    placed.into_iter().map(|(_, fault)| fault).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_whatever_happens() {
    let started = Instant::now();
    let messages = std::env::var("DATELINE_FAULT_MESSAGES").map_or(MODEST, |count| count.parse().unwrap());
    let mut faults = plan(messages > MODEST);
    if let Ok(seed) = std::env::var("DATELINE_FAULT_SEED") {
        fastrand::Rng::with_seed(seed.parse().expect("DATELINE_FAULT_SEED is a number")).shuffle(&mut faults);
    }
    let mut broker = OwnBroker::start().await;
    let proxy = Proxy::start(broker.port()).await;
    let mut newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    bound_output(&broker, &newsroom, ROOM).await;
    written(&broker).await;
    let settings = newsroom.environment(&[
        ("BROKER__URI", &format!("amqp://guest:guest@127.0.0.1:{}/%2f", proxy.port())),
        ("LIMITS__MESSAGE_BYTES", "32KiB"),
        ("RETRY__PROBE_FIRST", "50ms"),
        ("RETRY__PROBE_LONGEST", "500ms"),
        ("LOG__LEVEL", "error"),
    ]);
    let mut worker = Some(Worker::start(&settings));
    let mut account = Account::default();

    let chunk = messages.div_ceil(faults.len() + 1);
    let mut number = 0;
    for step in 0..=faults.len() {
        let articles: Vec<Article> = (number..messages.min(number + chunk)).map(article).collect();
        number += articles.len();
        let before = settled(&newsroom).await;
        publish(&newsroom, &articles, &mut account).await;
        let Some(&fault) = faults.get(step) else { break };
        // In the midst of work: some of this chunk are done, others are not.
        until("some progress", async || (settled(&newsroom).await > before).then_some(())).await;
        account.fault(&format!("{fault:?}"));
        match fault {
            Fault::CutConnections => proxy.cut(),
            Fault::KillWorker => {
                worker.take().unwrap().kill().await;
                worker = Some(Worker::start(&settings));
            }
            Fault::FillOutput => fill_output(&broker, &newsroom).await,
            Fault::RestartBroker | Fault::KillBroker => {
                if matches!(fault, Fault::KillBroker) {
                    broker.kill().await;
                } else {
                    broker.stop().await;
                }
                broker.start_again().await;
                let bound = bound_in_force(&broker, &newsroom).await;
                assert_eq!(bound, ROOM.to_string(), "the broker forgot that the bound was lifted");
                newsroom.reconnect().await;
            }
        }
    }
    finished(&newsroom, &mut account).await;
    worker.take().unwrap().stop().await;
    account.drain(&newsroom).await;
    account.report("fault test", started.elapsed());
    account.check();
}

/// Publishes, each confirmed. A publisher sees no faults: the broker is up whenever this runs.
async fn publish(newsroom: &Newsroom, articles: &[Article], account: &mut Account) {
    let mut confirms = FuturesUnordered::new();
    let exchange = newsroom.named("raw");
    for article in articles {
        let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
        let properties = article.properties.clone().with_delivery_mode(2);
        let sent = newsroom
            .channel
            .basic_publish(exchange.as_str().into(), "wire".into(), options, &article.body, properties)
            .await
            .expect("published");
        account.published(article);
        confirms.push(sent);
    }
    while let Some(confirm) = within("a confirm", confirms.next()).await {
        assert!(matches!(confirm.expect("answered"), Confirmation::Ack(None)));
        account.confirmed();
    }
}

/// How many messages are out of the worker's hands.
async fn settled(newsroom: &Newsroom) -> u32 {
    newsroom.counts("outlet").await.0 + newsroom.counts("dead").await.0
}

/// The outlet takes nothing for a while: the worker must wait and dead-letter nothing for it.
async fn fill_output(broker: &OwnBroker, newsroom: &Newsroom) {
    bound_output(broker, newsroom, 1).await;
    // Long enough for many probes. This is the fault itself, not a way to wait for something.
    tokio::time::sleep(Duration::from_secs(3)).await;
    bound_output(broker, newsroom, ROOM).await;
    written(broker).await;
}

/// Waits until the broker has on disk what was configured.
///
/// When `set_policy` is answered, the policy is on disk, but the record of the queue, which has it too, may not be. A
/// broker that is killed then comes back with the new policy and a queue that has the old one, until somebody sets
/// another; and a classic queue that is recovered with a bound drops what it holds beyond it, `reject-publish` or not,
/// since it gets its bound before its overflow. So the broker would lose what it had confirmed and then take no more:
/// nothing that a worker could do anything about, and this test is about the worker. (Mnesia; with Khepri in its place
/// the answer comes after the write.)
async fn written(broker: &OwnBroker) {
    let sync = "case mnesia:system_info(is_running) of yes -> ok = mnesia:sync_log(); _ -> ok end.";
    broker.control(&["eval", sync]).await;
}

/// The bound that is in force for the outlet, as the broker says it.
async fn bound_in_force(broker: &OwnBroker, newsroom: &Newsroom) -> String {
    let outlet = newsroom.named("outlet");
    let ask = format!(
        r#"{{ok, Queue}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, <<"{outlet}">>)),
           rabbit_policy:get(<<"max-length">>, Queue)."#
    );
    broker.control(&["eval", &ask]).await.trim().to_owned()
}

/// Bounds the outlet. The overflow has to be in force before the bound is: a classic queue that gets both at once drops
/// what it has beyond the bound.
async fn bound_output(broker: &OwnBroker, newsroom: &Newsroom, length: u32) {
    let pattern = format!("^{}$", newsroom.named("outlet").replace('.', "\\."));
    let policy = format!(r#"{{"max-length":{length},"overflow":"reject-publish"}}"#);
    broker.control(&["set_policy", "--apply-to", "queues", "bound", &pattern, &policy]).await;
}

/// Waits until nothing is left to be done: as long as anything moves.
async fn finished(newsroom: &Newsroom, account: &mut Account) {
    let mut last = (0, Instant::now());
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let settled = settled(newsroom).await;
        if settled != last.0 {
            last = (settled, Instant::now());
        }
        let waiting = newsroom.counts("work").await.0 + newsroom.retries().await;
        if waiting == 0 && settled as usize >= account.expected() && last.1.elapsed() > Duration::from_secs(2)
        {
            return;
        }
        if last.1.elapsed() > Duration::from_mins(2) {
            account.stuck(waiting);
            return;
        }
    }
}

impl Newsroom {
    /// Messages that wait in retry queues.
    async fn retries(&self) -> u32 {
        let mut waiting = 0;
        for delay in ["5000", "30000", "300000"] {
            waiting += self.counts(&format!("work.retry.{delay}")).await.0;
        }
        waiting
    }

    /// Takes everything out of a queue.
    async fn empty(&self, part: &str) -> Vec<lapin::message::Delivery> {
        let mut found = Vec::new();
        let queue = self.named(part);
        while let Some(message) = self
            .channel
            .basic_get(queue.as_str().into(), BasicGetOptions { no_ack: true })
            .await
            .expect("the queue is there")
        {
            found.push(message.delivery);
        }
        found
    }
}
