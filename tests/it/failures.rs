//! Enrichment that panics or never comes back. No message and no setting makes the real one do so, and the worker has
//! no switch for it: here the worker runs inside the test, with an enrichment of the test's own.

use std::sync::Arc;
use std::time::Duration;

use dateline::article::{Article, EnrichedArticle};
use dateline::broker::{self, Enrich, Monitor, Reason};
use dateline::enrich::{Enricher, Options, Scratch};
use dateline::settings::{Secret, Settings};
use dateline::shutdown::{Shutdown, Trigger};
use lapin::message::Delivery;
use lapin::types::ShortString;
use tokio::task::JoinHandle;

use crate::harness::newsroom::header;
use crate::harness::{Newsroom, until, within};
use crate::texts::flood;

/// The real enrichment, but for articles with certain ids.
#[derive(Debug)]
struct Fragile(Enricher);

impl Enrich for Fragile {
    fn enrich(&self, article: Article, scratch: &mut Scratch) -> EnrichedArticle {
        match article.id.as_str() {
            "panics" => panic!("a piece of the text: {}", article.body),
            "never-ends" => loop {
                std::thread::park();
            },
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
    running: JoinHandle<Result<(), broker::BrokerError>>,
}

fn start(newsroom: &Newsroom, change: impl FnOnce(&mut Settings)) -> Inside {
    let mut settings = Settings::default();
    settings.broker.uri = Secret::new(newsroom.uri.as_str());
    let topology = &mut settings.topology;
    topology.input_exchange = newsroom.named("raw");
    topology.input_queue = newsroom.named("work");
    topology.output_exchange = newsroom.named("enriched");
    topology.unrouted_exchange = newsroom.named("unrouted");
    topology.unrouted_queue = newsroom.named("unrouted");
    topology.dead_exchange = newsroom.named("dead");
    topology.dead_queue = newsroom.named("dead");
    settings.enrich.workers = 1;
    change(&mut settings);
    let (trigger, shutdown) = Shutdown::manual();
    let monitor = Arc::new(Monitor::default());
    let enricher = Arc::new(Fragile(Enricher::new(Options::default())));
    let running = tokio::spawn(broker::run(Arc::new(settings), enricher, shutdown, Arc::clone(&monitor)));
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
    let worker = start(&newsroom, change);
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
