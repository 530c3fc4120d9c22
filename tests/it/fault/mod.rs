//! The fault test: good and bad messages, while the worker is killed and stopped, the broker restarted and killed,
//! connections are cut and slow, queues are full and nobody reads the log. Every good message comes out at least once, its
//! repeats byte-identical; every bad one is in the dead letters for its own reason; nothing else exists.
//!
//! `DATELINE_FAULT_MESSAGES` is the number of messages; the number of faults follows from it (`make fault-test`: 20,000
//! messages, 46 faults). `DATELINE_FAULT_SEED`, a number, puts the faults into another order, the same for the same number;
//! without it they are mixed evenly.

pub(crate) mod account;
pub(crate) mod articles;

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use lapin::Confirmation;
use lapin::options::{BasicGetOptions, BasicPublishOptions};

use crate::harness::raw::RawPublisher;
use crate::harness::{Newsroom, OwnBroker, Proxy, Worker, until, within};
use account::Account;
use articles::{Article, any_article, unreadable_properties};

/// Messages where nobody asks for more: `make test` stays short.
const MODEST: usize = 400;
/// A bound that is never reached.
const ROOM: u32 = 10_000_000;

/// Bytes a second of a slow link.
const SLOW: usize = 200_000;
/// How long a link is slow, and nobody reads the log.
const WHILE: Duration = Duration::from_secs(3);
/// The worker's interval of heartbeats, and a time after which its broker has given it up.
const HEARTBEAT: &str = "2s";
const WITHOUT_HEARTBEAT: Duration = Duration::from_secs(8);
/// How many messages a full queue holds.
const FEW: u32 = 20;

/// What goes wrong next.
#[derive(Debug, Clone, Copy)]
enum Fault {
    CutConnections,
    KillWorker,
    StopWorker,
    FillOutput,
    FillWork,
    FillWorkAndDead,
    SlowLink,
    StuckLog,
    RestartBroker,
    KillBroker,
}

/// The faults in their order: of each kind so many, mixed evenly.
fn plan(full: bool) -> Vec<Fault> {
    let counts = [
        (Fault::CutConnections, 20, 3),
        (Fault::KillWorker, 10, 2),
        (Fault::RestartBroker, 3, 1),
        (Fault::FillOutput, 2, 1),
        (Fault::FillWork, 2, 1),
        (Fault::FillWorkAndDead, 2, 1),
        (Fault::StopWorker, 2, 1),
        (Fault::SlowLink, 2, 1),
        (Fault::StuckLog, 2, 1),
        (Fault::KillBroker, 1, 1),
    ];
    let mut placed: Vec<(usize, Fault)> = counts
        .into_iter()
        .flat_map(|(fault, many, few)| {
            let count = if full { many } else { few };
            (0..count).map(move |number| ((2 * number + 1) * 1000 / (2 * count), fault))
        })
        .collect();
    placed.sort_by_key(|&(place, _)| place);
    placed.into_iter().map(|(_, fault)| fault).collect()
}

/// All that takes part.
struct Stage {
    broker: OwnBroker,
    proxy: Proxy,
    newsroom: Newsroom,
    settings: Vec<(String, String)>,
    worker: Worker,
    account: Account,
    /// The number of the next message, and that behind the last.
    next: usize,
    end: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_whatever_happens() {
    let started = Instant::now();
    let messages = std::env::var("DATELINE_FAULT_MESSAGES").map_or(MODEST, |count| count.parse().unwrap());
    let mut faults = plan(messages > MODEST);
    if let Ok(seed) = std::env::var("DATELINE_FAULT_SEED") {
        fastrand::Rng::with_seed(seed.parse().expect("DATELINE_FAULT_SEED is a number")).shuffle(&mut faults);
    }
    let mut stage = Stage::set(messages).await;
    let chunk = messages.div_ceil(faults.len() + 1);
    for fault in faults {
        let before = settled(&stage.newsroom).await;
        // A full work queue has its fault while it is published to.
        stage
            .publish(if matches!(fault, Fault::FillWork | Fault::FillWorkAndDead) {
                chunk / 2
            } else {
                chunk
            })
            .await;
        // In the midst of work: some of this chunk are done, others are not.
        let newsroom = &stage.newsroom;
        until("some progress", async || (settled(newsroom).await > before).then_some(())).await;
        stage.account.fault(&format!("{fault:?}"));
        stage.strike(fault, chunk).await;
    }
    stage.publish(messages).await;
    finished(&stage.newsroom, &mut stage.account).await;
    let Stage { worker, mut account, newsroom, .. } = stage;
    worker.stop().await;
    account.drain(&newsroom).await;
    account.report("fault test", started.elapsed());
    account.check();
}

impl Stage {
    async fn set(messages: usize) -> Self {
        let broker = OwnBroker::start().await;
        let proxy = Proxy::start(broker.port()).await;
        let newsroom = Newsroom::open_at(&broker.uri, &[]).await;
        bound(&broker, &newsroom, "outlet", ROOM).await;
        written(&broker).await;
        let settings = newsroom.environment(&[
            ("BROKER__URI", &format!("amqp://guest:guest@127.0.0.1:{}/%2f", proxy.port())),
            ("BROKER__HEARTBEAT", HEARTBEAT),
            ("LIMITS__MESSAGE_BYTES", "32KiB"),
            ("RETRY__PROBE_FIRST", "50ms"),
            ("RETRY__PROBE_LONGEST", "500ms"),
        ]);
        let worker = Worker::start(&settings);
        Self {
            broker,
            proxy,
            newsroom,
            settings,
            worker,
            account: Account::default(),
            next: 0,
            end: messages,
        }
    }

    /// Publishes the next messages, at most so many.
    async fn publish(&mut self, count: usize) {
        let to = self.end.min(self.next + count);
        let articles: Vec<Article> = (self.next..to).map(any_article).collect();
        self.next = to;
        publish(&self.newsroom, articles, &mut self.account).await;
    }

    async fn strike(&mut self, fault: Fault, chunk: usize) {
        match fault {
            Fault::CutConnections => self.proxy.cut(),
            Fault::KillWorker => {
                let next = Worker::start(&self.settings);
                std::mem::replace(&mut self.worker, next).kill().await;
            }
            Fault::StopWorker => {
                self.worker.signal("STOP");
                tokio::time::sleep(WITHOUT_HEARTBEAT).await;
                self.worker.signal("CONT");
            }
            Fault::FillOutput => self.fill_output().await,
            Fault::FillWork => self.fill(&["work"], chunk).await,
            Fault::FillWorkAndDead => self.fill(&["work", "dead"], chunk).await,
            Fault::SlowLink => {
                self.proxy.slow_down(Some(SLOW));
                tokio::time::sleep(WHILE).await;
                self.proxy.slow_down(None);
            }
            Fault::StuckLog => {
                self.worker.read_log(false);
                tokio::time::sleep(WHILE).await;
                self.worker.read_log(true);
            }
            Fault::RestartBroker | Fault::KillBroker => {
                if matches!(fault, Fault::KillBroker) {
                    self.broker.kill().await;
                } else {
                    self.broker.stop().await;
                }
                self.broker.start_again().await;
                let bound = bound_in_force(&self.broker, &self.newsroom).await;
                assert_eq!(bound, ROOM.to_string(), "the broker forgot that the bound was lifted");
                self.newsroom.reconnect().await;
            }
        }
    }

    /// These queues take only a few messages while others are published, each until it is taken.
    async fn fill(&mut self, parts: &[&str], chunk: usize) {
        for part in parts {
            bound(&self.broker, &self.newsroom, part, FEW).await;
        }
        self.publish(chunk.div_ceil(2)).await;
        for part in parts {
            bound(&self.broker, &self.newsroom, part, ROOM).await;
        }
        written(&self.broker).await;
    }

    /// The outlet takes nothing for a while: the worker must wait and dead-letter nothing for it.
    async fn fill_output(&self) {
        bound(&self.broker, &self.newsroom, "outlet", 1).await;
        // Long enough for many probes. This is the fault itself, not a way to wait for something.
        tokio::time::sleep(Duration::from_secs(3)).await;
        bound(&self.broker, &self.newsroom, "outlet", ROOM).await;
        written(&self.broker).await;
    }
}

/// Publishes, each until it is confirmed: a full queue rejects. The broker is up whenever this runs.
async fn publish(newsroom: &Newsroom, articles: Vec<Article>, account: &mut Account) {
    let exchange = newsroom.named("raw");
    let mut left = articles;
    while !left.is_empty() {
        let (unreadable, readable): (Vec<_>, Vec<_>) =
            std::mem::take(&mut left).into_iter().partition(|article| article.is_unreadable);
        let mut confirms = FuturesUnordered::new();
        for article in readable {
            account.published(&article);
            let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
            let properties = article.properties.clone().with_delivery_mode(2);
            let sent = newsroom
                .channel
                .basic_publish(exchange.as_str().into(), "wire".into(), options, &article.body, properties)
                .await
                .expect("published");
            confirms.push(async { (sent.await, article) });
        }
        while let Some((confirm, article)) = within("a confirm", confirms.next()).await {
            match confirm.expect("answered") {
                Confirmation::Ack(None) => account.confirmed(),
                Confirmation::Nack(None) => left.push(article),
                other => panic!("{other:?}"),
            }
        }
        if !unreadable.is_empty() {
            left.extend(publish_unreadable(newsroom, unreadable, account));
        }
        if !left.is_empty() {
            // The queue is full: the worker makes room.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// Publishes what the client library cannot send, and gives what the broker rejected.
fn publish_unreadable(newsroom: &Newsroom, articles: Vec<Article>, account: &mut Account) -> Vec<Article> {
    let exchange = newsroom.named("raw");
    tokio::task::block_in_place(|| {
        let mut publisher = RawPublisher::connect(&newsroom.uri);
        let mut rejected = Vec::new();
        for article in articles {
            account.published(&article);
            if publisher.publish(&exchange, b"wire", &unreadable_properties(&article.id), &article.body) {
                account.confirmed();
            } else {
                rejected.push(article);
            }
        }
        rejected
    })
}

/// How many messages are out of the worker's hands.
async fn settled(newsroom: &Newsroom) -> u32 {
    newsroom.counts("outlet").await.0 + newsroom.counts("dead").await.0
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

/// Bounds a queue. The overflow has to be in force before the bound is: a classic queue that gets both at once drops what it
/// has beyond the bound.
async fn bound(broker: &OwnBroker, newsroom: &Newsroom, part: &str, length: u32) {
    let pattern = format!("^{}$", newsroom.named(part).replace('.', "\\."));
    let policy = format!(r#"{{"max-length":{length},"overflow":"reject-publish"}}"#);
    broker
        .control(&["set_policy", "--apply-to", "queues", &format!("bound-{part}"), &pattern, &policy])
        .await;
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
