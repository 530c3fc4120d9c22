//! The cluster test: three nodes, quorum queues, two workers that know all three, and articles that flow while the leader
//! of the work queue is killed, a node is cut off and comes back, all nodes are restarted one by one, a worker is killed,
//! and a node runs out of disk. Every article is accounted for; the time without progress after each fault is printed.
//!
//! `make cluster-test` runs it with 20,000 articles (`CLUSTER_MESSAGES`).

mod desk;
mod nodes;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use lapin::options::QueueDeclareOptions;
use lapin::types::{AMQPValue, FieldTable};
use tokio::sync::watch;

use crate::harness::{Newsroom, Worker, until};
use desk::{Books, Shared};
use nodes::{Cluster, NODES, SMALL};

/// Articles if no other number is given.
const MESSAGES: usize = 20_000;
/// How long a node stays away: longer than the broker takes to notice, `net_ticktime` and a quarter.
const CUT: Duration = Duration::from_secs(80);
/// How long a killed node stays away, and how long a disk is full.
const AWAY: Duration = Duration::from_secs(15);
/// Progress between two faults, in articles.
const BETWEEN: usize = 20;

struct Stage {
    /// Articles in all.
    count: usize,
    cluster: Cluster,
    newsroom: Newsroom,
    books: Shared,
    /// Where publisher and reader are connected.
    desk: watch::Sender<String>,
    workers: Vec<Worker>,
    /// Each fault with the longest pause after it.
    pauses: Vec<(String, Duration)>,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "minutes, and three brokers in containers: make cluster-test"]
async fn a_cluster_whose_nodes_fail_loses_nothing() {
    let begun = Instant::now();
    let count = std::env::var("DATELINE_CLUSTER_MESSAGES").map_or(MESSAGES, |count| count.parse().unwrap());
    let mut stage = Stage::set(count).await;
    let (hurry, exchange) = (watch::Sender::new(false), stage.newsroom.named("raw"));
    let (desk, books) = (stage.desk.subscribe(), Arc::clone(&stage.books));
    let publishing = tokio::spawn(desk::publish(count, exchange, desk, hurry.subscribe(), books));
    let (outlet, dead) = (stage.newsroom.named("outlet"), stage.newsroom.named("dead"));
    let reading = tokio::spawn(desk::read(outlet, dead, stage.desk.subscribe(), Arc::clone(&stage.books)));

    stage.flowing().await;
    stage.note("no fault");
    stage.kill_leader().await;
    stage.cut_off().await;
    stage.restart_all().await;
    stage.kill_worker().await;
    // The last: the node may need an operator afterwards.
    stage.fill_disk().await;

    hurry.send_replace(true);
    publishing.await.unwrap();
    stage.finish().await;
    reading.abort();
    stage.report(begun.elapsed());
    stage.books.lock().unwrap().account.check();
}

impl Stage {
    async fn set(count: usize) -> Self {
        let cluster = Cluster::start().await;
        let newsroom = newsroom(&cluster).await;
        let workers = (0..2).map(|number| worker(&cluster, &newsroom, number)).collect();
        let (desk, _) = watch::channel(cluster.uri(0));
        let books: Shared = Arc::new(Mutex::new(Books::default()));
        drop(writeln!(std::io::stderr(), "cluster test: three nodes are up; {count} articles"));
        Self { count, cluster, newsroom, books, desk, workers, pauses: Vec::new() }
    }

    /// Waits for progress.
    async fn flowing(&self) {
        let now = || self.books.lock().unwrap().new;
        let wanted = now() + BETWEEN;
        assert!(wanted < self.count, "the faults took longer than the articles last");
        until("articles that flow", async || (now() >= wanted).then_some(())).await;
    }

    /// Writes down the longest pause since the last fault.
    fn note(&mut self, fault: &str) {
        let pause = self.books.lock().unwrap().take_pause();
        drop(writeln!(std::io::stderr(), "  {fault}: {:.1} s without progress", pause.as_secs_f64()));
        self.pauses.push((fault.to_owned(), pause));
    }

    /// Publisher and reader go to another node than this one.
    async fn keep_off(&self, node: usize) {
        let other = self.cluster.uri((node + 1) % NODES);
        if *self.desk.borrow() != other {
            self.desk.send_replace(other);
            self.flowing().await;
        }
        self.books.lock().unwrap().take_pause();
    }

    fn fault(&self, name: &str) {
        self.books.lock().unwrap().account.fault(name);
    }

    async fn kill_leader(&mut self) {
        let node = self.cluster.leader(&self.newsroom.named("work"));
        self.keep_off(node).await;
        self.fault("leader killed");
        self.cluster.kill(node);
        tokio::time::sleep(AWAY).await;
        self.cluster.start_node(node);
        self.cluster.whole().await;
        self.flowing().await;
        self.note("leader of the work queue killed");
    }

    async fn cut_off(&mut self) {
        let node = self.cluster.leader(&self.newsroom.named("work"));
        self.keep_off(node).await;
        self.fault("leader cut off");
        self.cluster.cut_off(node);
        tokio::time::sleep(CUT).await;
        self.note("leader of the work queue cut off from the other two");
        self.cluster.join(node);
        self.cluster.whole().await;
        self.flowing().await;
        self.note("that node back again");
    }

    async fn fill_disk(&mut self) {
        self.keep_off(SMALL).await;
        self.fault("disk full");
        self.cluster.fill_disk(AWAY).await;
        // An operator would do the same: a node that does not come back by itself is started again.
        let back = tokio::time::timeout(AWAY, self.cluster.running()).await.is_ok();
        if !back {
            if self.cluster.runs(SMALL) {
                self.cluster.kill(SMALL);
            }
            self.cluster.start_node(SMALL);
        }
        self.flowing().await;
        let end = if back { "it came back by itself" } else { "it was started again" };
        self.note(&format!("a node without a byte of disk for {} s ({end})", AWAY.as_secs()));
    }

    async fn restart_all(&mut self) {
        for node in 0..NODES {
            self.keep_off(node).await;
            self.fault("node restarted");
            self.cluster.stop(node);
            self.cluster.start_node(node);
            self.cluster.whole().await;
            self.flowing().await;
            self.note(&format!("node {} restarted", node + 1));
        }
    }

    async fn kill_worker(&mut self) {
        self.fault("worker killed");
        self.workers.remove(0).kill().await;
        self.workers.push(worker(&self.cluster, &self.newsroom, 0));
        self.flowing().await;
        self.note("one of two workers killed");
    }

    /// Waits until everything came out, and looks at what is left.
    async fn finish(&mut self) {
        let mut last = (0, Instant::now());
        while last.1.elapsed() < Duration::from_mins(1) {
            let now = self.books.lock().unwrap().new;
            if now != last.0 {
                last = (now, Instant::now());
            }
            // A little longer than the last: what comes twice comes late.
            if now >= self.count && last.1.elapsed() > Duration::from_secs(5) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        for worker in self.workers.drain(..) {
            worker.stop().await;
        }
        until("empty queues of the reader", async || {
            let read = ["outlet", "dead"].map(|part| self.newsroom.named(part));
            let left = self.cluster.messages().into_iter().filter(|(name, _)| read.contains(name));
            (left.map(|(_, count)| count).sum::<u64>() == 0).then_some(())
        })
        .await;
        for (queue, left) in self.cluster.messages() {
            if left > 0 {
                self.books.lock().unwrap().account.wrong(format!("{left} messages are left in {queue}"));
            }
        }
    }

    fn report(&self, took: Duration) {
        let books = self.books.lock().unwrap();
        books.account.report("cluster test", took);
        let mut err = std::io::stderr();
        writeln!(err, "  published again      {:>7}", books.published_again).ok();
        writeln!(err, "  read again           {:>7}", books.read_again).ok();
        for (fault, pause) in &self.pauses {
            writeln!(err, "  {:>5.1} s without progress: {fault}", pause.as_secs_f64()).ok();
        }
    }
}

/// A newsroom whose outlet is a quorum queue, as everything on a cluster that loses nodes.
async fn newsroom(cluster: &Cluster) -> Newsroom {
    let newsroom = Newsroom::open_at(&cluster.uri(0), &[]).await;
    newsroom.close_outlet().await;
    let outlet = newsroom.named("outlet");
    let quorum = AMQPValue::LongString("quorum".into());
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), quorum);
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    newsroom.channel.queue_declare(outlet.as_str().into(), options, arguments).await.unwrap();
    newsroom.bind(&outlet, "enriched", "#").await;
    newsroom
}

/// A worker that knows all nodes, each in an order of its own.
fn worker(cluster: &Cluster, newsroom: &Newsroom, number: usize) -> Worker {
    let uris: Vec<String> = (0..NODES).map(|node| cluster.uri((node + number) % NODES)).collect();
    let settings = [
        ("BROKER__URIS", uris.join(",")),
        ("BROKER__BACKOFF_LONGEST", "5s".into()),
        ("LIMITS__MESSAGE_BYTES", "32KiB".into()),
        ("LOG__LEVEL", "warn".into()),
    ];
    let settings: Vec<(&str, &str)> = settings.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Worker::start(&newsroom.environment(&settings))
}
