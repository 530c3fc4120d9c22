//! Enrichment that panics, never comes back, or takes the whole process with it. No message and no setting makes the real
//! one do so, and the worker has no switch for it: here the worker runs inside the test, with an enrichment of the test's
//! own.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dateline::amqp;
use dateline::article::{Article, EnrichedArticle};
use dateline::document::Stop;
use dateline::enrich::{Enricher, Options, Scratch};
use dateline::settings::{Secret, Settings};
use dateline::shutdown::{Shutdown, Trigger};
use dateline::worker::{Enrich, Monitor, Reason};
use lapin::message::Delivery;
use lapin::types::ShortString;
use tokio::task::JoinHandle;

use crate::harness::newsroom::header;
use crate::harness::{Newsroom, dateline, until, within};
use crate::test_articles::flood;

/// The article `waits` is being enriched, and until when.
static WAITS: AtomicBool = AtomicBool::new(false);
static MAY_GO_ON: AtomicBool = AtomicBool::new(false);

/// The real enrichment, but for articles with certain ids.
#[derive(Debug)]
struct Fragile(Enricher);

impl Enrich for Fragile {
    fn enrich(&self, article: Article, scratch: &mut Scratch, stop: &Stop) -> EnrichedArticle {
        match article.id.as_str() {
            "panics" => panic!("a piece of the text: {}", article.body),
            "never-ends" => loop {
                std::thread::park();
            },
            "slow" => {
                while !stop.is_requested() {
                    std::thread::park_timeout(Duration::from_millis(10));
                }
                self.0.enrich(article, scratch)
            }
            "waits" => {
                WAITS.store(true, Ordering::SeqCst);
                while !MAY_GO_ON.load(Ordering::SeqCst) {
                    std::thread::park_timeout(Duration::from_millis(10));
                }
                self.0.pass_through(article)
            }
            "kills" => std::process::abort(),
            _ => self.0.enrich(article, scratch),
        }
    }

    fn pass_through(&self, article: Article) -> EnrichedArticle {
        self.0.pass_through(article)
    }
}

/// A worker inside this process.
struct Inside {
    trigger: Trigger,
    monitor: Arc<Monitor>,
    running: JoinHandle<Result<(), amqp::BrokerError>>,
}

fn start(uri: &str, name: &str, change: impl FnOnce(&mut Settings)) -> Inside {
    let mut settings = Settings::default();
    settings.broker.uri = Secret::new(uri);
    let topology = &mut settings.topology;
    topology.input_exchange = format!("{name}.raw");
    topology.input_queue = format!("{name}.work");
    topology.output_exchange = format!("{name}.enriched");
    topology.unrouted_exchange = format!("{name}.unrouted");
    topology.unrouted_queue = format!("{name}.unrouted");
    topology.dead_exchange = format!("{name}.dead");
    topology.dead_queue = format!("{name}.dead");
    settings.enrich.workers = 1;
    change(&mut settings);
    let (trigger, shutdown) = Shutdown::manual();
    let monitor = Arc::new(Monitor::default());
    let enricher = Arc::new(Fragile(Enricher::new(Options::default())));
    let running = tokio::spawn(amqp::run(Arc::new(settings), enricher, shutdown, Arc::clone(&monitor)));
    Inside { trigger, monitor, running }
}

impl Inside {
    async fn stop(self) {
        self.trigger.stop();
        within("the worker's end", self.running).await.unwrap().unwrap();
    }
}

/// Publishes the fatal article and an innocent one behind it, and gives the dead letter.
async fn dead(id: &str, reason: Reason, change: impl FnOnce(&mut Settings)) -> Delivery {
    let mut newsroom = Newsroom::open().await;
    let worker = start(&newsroom.uri, &newsroom.name, change);
    // A scratch that is in use, and the full prefetch.
    newsroom.publish_json(&flood("before")).await;
    newsroom.publish_json(&flood(id)).await;
    newsroom.publish_json(&flood("innocent")).await;
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some(reason.code()));
    assert_eq!(letter.routing_key, ShortString::from(reason.code()));
    let original: serde_json::Value = serde_json::from_slice(&letter.data).unwrap();
    assert_eq!(original, flood(id), "the original bytes");
    let mut outlet = Vec::new();
    for _ in 0..2 {
        outlet.push(newsroom.next().await);
    }
    assert!(outlet[0].article["article"]["body"] == outlet[1].article["article"]["body"]);
    assert_eq!(
        outlet[0].article["enrichment"], outlet[1].article["enrichment"],
        "what came before leaves no trace in the enrichment of others"
    );
    newsroom.ready("work", 0).await;
    until("the count", async || (worker.monitor.dead_lettered(reason).get() == 1).then_some(())).await;
    assert_eq!(worker.monitor.all_dead_lettered(), 1);
    worker.stop().await;
    letter
}

#[tokio::test(flavor = "multi_thread")]
async fn enrichment_that_panics_is_a_dead_letter() {
    let letter = dead("panics", Reason::EnrichmentPanicked, |_| {}).await;
    let words = header(&letter, "dateline.error").unwrap();
    assert!(words.contains("failures.rs:"), "the place: {words}");
    assert!(!words.contains("Nairobi"), "a panic's message may hold the article's text: {words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn enrichment_that_never_ends_is_a_dead_letter() {
    // Long enough for an article that is enriched in the slowest build on a busy machine.
    let patience = Duration::from_secs(5);
    let letter = dead("never-ends", Reason::EnrichmentTooSlow, |settings| {
        settings.limits.article_time = patience;
    })
    .await;
    let words = header(&letter, "dateline.error").unwrap();
    assert!(words.contains("not finished after 5000 ms"), "{words}");
}

/// An article that is given up is given up by the stages too: its thread ends, and none is missing.
#[tokio::test(flavor = "multi_thread")]
async fn the_thread_of_an_article_that_is_given_up_comes_back() {
    let newsroom = Newsroom::open().await;
    let worker = start(&newsroom.uri, &newsroom.name, |settings| {
        settings.limits.article_time = Duration::from_secs(5);
    });
    newsroom.publish_json(&flood("slow")).await;
    let letter = newsroom.dead().await;
    let reason = Reason::EnrichmentTooSlow.code();
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some(reason));
    until("its thread", async || (worker.monitor.threads_given_up.get() == 0).then_some(())).await;
    newsroom.publish_json(&flood("next")).await;
    newsroom.take("outlet").await;
    newsroom.publish_json(&flood("never-ends")).await;
    newsroom.dead().await;
    until("a thread that stays away", async || (worker.monitor.threads_given_up.get() == 1).then_some(()))
        .await;
    assert_eq!(worker.monitor.all_dead_lettered(), 2);
    worker.stop().await;
}

/// Blocks the only thread of the runtime, which is the fault that is tried.
fn stand_still(time: Duration) {
    let (_sender, nothing) = std::sync::mpsc::channel::<()>();
    nothing.recv_timeout(time).expect_err("nobody sends");
}

/// A process that is stopped for longer than an article may take, as with SIGSTOP or a suspended machine: the worker's
/// task shares its only thread with this test, which blocks it.
#[tokio::test]
async fn an_article_is_not_given_up_for_a_time_in_which_the_worker_did_not_run() {
    let newsroom = Newsroom::open().await;
    let patience = Duration::from_secs(3);
    let worker = start(&newsroom.uri, &newsroom.name, |settings| {
        settings.limits.article_time = patience;
    });
    newsroom.publish_json(&flood("waits")).await;
    until("an article that is being enriched", async || WAITS.load(Ordering::SeqCst).then_some(())).await;
    stand_still(patience + Duration::from_secs(1));
    until("the pause is noticed", async || (worker.monitor.pauses.get() > 0).then_some(())).await;
    MAY_GO_ON.store(true, Ordering::SeqCst);
    let article = newsroom.take("outlet").await;
    assert_eq!(article.properties.message_id().as_ref().unwrap().as_str(), "waits");
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    assert_eq!(worker.monitor.threads_given_up.get(), 0);
    worker.stop().await;
}

/// Deliveries after which the broker gives a message up.
const LIMIT: u32 = 4;
/// Broker and newsroom of the worker that dies; set where this test binary is run for it alone.
const DYING: [&str; 2] = ["DATELINE_TEST_DYING_URI", "DATELINE_TEST_DYING_NAME"];

/// Not a test by itself: the process that the next one starts again and again.
#[tokio::test(flavor = "multi_thread")]
async fn the_worker_that_dies() {
    let [Ok(uri), Ok(name)] = DYING.map(std::env::var) else { return };
    let worker = start(&uri, &name, |settings| settings.topology.delivery_limit = LIMIT);
    worker.running.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_message_that_kills_every_worker_ends_in_the_dead_letters_alone() {
    let limit = LIMIT.to_string();
    let settings = [("TOPOLOGY__DELIVERY_LIMIT", limit.as_str())];
    let mut newsroom = Newsroom::open_with(&settings).await;
    for id in ["innocent-1", "innocent-2", "kills", "innocent-3", "innocent-4", "innocent-5"] {
        newsroom.publish_json(&flood(id)).await;
    }
    let mut command = tokio::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "failures::the_worker_that_dies", "--nocapture"]);
    command.env(DYING[0], &newsroom.uri).env(DYING[1], &newsroom.name).kill_on_drop(true);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut deaths = 0;
    let mut child = command.spawn().unwrap();
    until("the broker gave it up", async || {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(!status.success(), "it only ends by dying");
            deaths += 1;
            child = command.spawn().unwrap();
        }
        (newsroom.counts("dead").await.0 > 0).then_some(())
    })
    .await;
    assert!(deaths >= LIMIT, "{deaths} deaths");
    let mut seen = BTreeSet::new();
    while seen.len() < 5 {
        seen.insert(newsroom.next().await.article["article"]["id"].as_str().unwrap().to_owned());
    }
    assert!(seen.iter().all(|id| id.starts_with("innocent")), "{seen:?}");
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 1, "no innocent is there");
    let list =
        dateline().args(["dead", "list", "--json"]).envs(newsroom.environment(&settings)).output().unwrap();
    let letter: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(letter["reason"], "delivery_limit");
    let original: serde_json::Value = serde_json::from_slice(&newsroom.dead().await.data).unwrap();
    assert_eq!(original["id"], "kills");
    child.kill().await.unwrap();
}
