//! Trouble in the surroundings, kind by kind: the worker waits, tries, and goes on by itself; nothing is lost and nothing
//! is a dead letter for it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::harness::{Newsroom, OwnBroker, Proxy, Worker, until, within};
use crate::rejections::IMPATIENT;
use crate::test_articles::{flood, hochwasser};

/// The id of the messages that queues are filled with.
const FILLER: &str = "the-same";

/// Begins the ids of articles that find no room in one queue, and come again and again to the others.
const MISFIT: &str = "does-not-fit";

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("urn:example:{number}")).collect()
}

async fn publish(newsroom: &Newsroom, ids: &[String]) {
    for id in ids {
        newsroom.publish_json(&flood(id)).await;
    }
}

/// Takes from a queue until all of these have come, and gives how many were repeats.
async fn collect(newsroom: &Newsroom, queue: &str, ids: &[String]) -> usize {
    let (mut seen, mut count) = (BTreeSet::new(), 0);
    until("everything came out", async || {
        while let Some(message) = newsroom.fetch(queue).await {
            let id = message.properties.message_id().clone().unwrap().as_str().to_owned();
            if id == FILLER || id.starts_with(MISFIT) {
                continue;
            }
            assert!(ids.contains(&id), "{id} was never published");
            seen.insert(id);
            count += 1;
        }
        (seen.len() == ids.len()).then_some(())
    })
    .await;
    count - seen.len()
}

#[tokio::test]
async fn deliveries_are_given_back_before_the_brokers_time_out() {
    let settings =
        [IMPATIENT, &[("CONSUME__CONSUMER_TIMEOUT", "4s"), ("PUBLISH__CONFIRM_TIMEOUT", "2s")]].concat();
    let newsroom = Newsroom::open_with(&settings).await;
    newsroom.close_outlet().await;
    let queue = newsroom.small_queue("small", 1, "enriched", "#").await;
    newsroom.fill(&queue).await;
    let worker = newsroom.worker_with(&settings).await;
    let ids = ids(30);
    publish(&newsroom, &ids).await;
    worker.logged("surroundings_troubled").await;
    worker.logged("deliveries_given_back").await;
    // All are back, nobody holds any, and the worker goes on probing without taking more.
    newsroom.ready("work", 30).await;
    newsroom.consumers(0).await;
    let probes = worker.has_logged("probe_failed");
    worker.logged_times("probe_failed", probes + 2).await;
    assert_eq!(newsroom.counts("work").await, (30, 0));
    // From now on there is room: what served as a probe comes twice, at most.
    let repeats = collect(&newsroom, &queue, &ids).await;
    assert!(repeats <= 1, "{repeats} repeats");
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_connection_pauses_the_worker_and_loses_nothing() {
    let broker = OwnBroker::start().await;
    let mut newsroom = Newsroom::open_at(&broker.uri, IMPATIENT).await;
    // Publishing takes longer than a confirm may take: while blocked, that is no second trouble.
    let worker = newsroom.worker_with(&[IMPATIENT, &[("PUBLISH__CONFIRM_TIMEOUT", "1s")]].concat()).await;
    newsroom.warm_up().await;
    worker.signal("STOP");
    let ids = ids(50);
    publish(&newsroom, &ids).await;
    // The alarm: the broker reads from nobody who publishes.
    broker.control(&["set_vm_memory_high_watermark", "0"]).await;
    newsroom.reconnect().await;
    worker.signal("CONT");
    let line = worker.logged("surroundings_troubled").await;
    assert!(line.contains("blocked"), "{line}");
    // It holds what it has, and takes no more than that: nothing of it is lost when the worker has to go now.
    worker.stop().await;
    newsroom.consumers(0).await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    worker.logged("surroundings_troubled").await;
    broker.control(&["set_vm_memory_high_watermark", "0.6"]).await;
    worker.logged("surroundings_recovered").await;
    let outlet = newsroom.named("outlet");
    collect(&newsroom, &outlet, &ids).await;
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_taken_away_is_waited_for() {
    let broker = OwnBroker::start().await;
    let newsroom = Newsroom::open_at(&broker.uri, IMPATIENT).await;
    broker.control(&["add_user", "worker", "secret"]).await;
    let permit = async |write: &str| {
        broker.control(&["set_permissions", "-p", "/", "worker", "^$", write, ".*"]).await;
    };
    permit(".*").await;
    let uri = broker.uri.replace("guest:guest", "worker:secret");
    let own: &[(&str, &str)] = &[("BROKER__URI", &uri), ("TOPOLOGY__MODE", "check")];
    let worker = newsroom.worker_with(&[IMPATIENT, own].concat()).await;
    let ids = ids(20);
    publish(&newsroom, &ids[..10]).await;
    let outlet = newsroom.named("outlet");
    collect(&newsroom, &outlet, &ids[..10]).await;
    permit("^$").await;
    // The broker remembers what a channel may do until the channel has been idle for one to ten seconds.
    let mut sent = 10;
    let line = loop {
        publish(&newsroom, &ids[sent..=sent]).await;
        sent += 1;
        let troubled = worker.logged("surroundings_troubled");
        match tokio::time::timeout(Duration::from_secs(12), troubled).await {
            Ok(line) => break line,
            Err(_) => assert!(sent < ids.len(), "all went out without a permission"),
        }
    };
    assert!(line.contains("403"), "{line}");
    worker.logged_times("probe_failed", 3).await;
    permit(".*").await;
    collect(&newsroom, &outlet, &ids[10..sent]).await;
    worker.logged("surroundings_recovered").await;
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn confirms_that_do_not_come_are_waited_for() {
    let broker = OwnBroker::start().await;
    let proxy = Proxy::start(broker.port()).await;
    let newsroom = Newsroom::open_at(&broker.uri, IMPATIENT).await;
    let uri = format!("amqp://guest:guest@127.0.0.1:{}/%2f", proxy.port());
    let own: &[(&str, &str)] = &[("BROKER__URI", &uri), ("PUBLISH__CONFIRM_TIMEOUT", "1s")];
    let worker = newsroom.worker_with(&[IMPATIENT, own].concat()).await;
    newsroom.warm_up().await;
    worker.signal("STOP");
    let ids = ids(20);
    publish(&newsroom, &ids).await;
    newsroom.ready("work", 0).await;
    proxy.hold(true);
    worker.signal("CONT");
    let line = worker.logged("surroundings_troubled").await;
    assert!(line.contains("confirming a publish: no answer within 1000 ms"), "{line}");
    proxy.hold(false);
    let outlet = newsroom.named("outlet");
    collect(&newsroom, &outlet, &ids).await;
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test]
async fn one_full_queue_of_several_does_not_hold_up_the_others() {
    // Long pauses between probes: each that held up all others would be felt.
    let settings: &[(&str, &str)] = &[("RETRY__DELAYS", r#"["1h"]"#), ("RETRY__PROBE_FIRST", "1s")];
    let newsroom = Newsroom::open_with(settings).await;
    let german = newsroom.small_queue("german", 1, "enriched", "article.de.#").await;
    newsroom.fill(&german).await;
    let worker = newsroom.worker_with(settings).await;
    let outlet = newsroom.named("outlet");
    // How long the others take by themselves, and how long where one of ten finds no room.
    let all = ids(360);
    let (alone, beside) = all.split_at(180);
    let begun = Instant::now();
    publish(&newsroom, alone).await;
    collect(&newsroom, &outlet, alone).await;
    let undisturbed = begun.elapsed();
    let begun = Instant::now();
    for (number, id) in beside.iter().enumerate() {
        if number % 9 == 8 {
            newsroom.publish_json(&hochwasser(&format!("{MISFIT}-{number}"))).await;
        }
        newsroom.publish_json(&flood(id)).await;
    }
    collect(&newsroom, &outlet, beside).await;
    let disturbed = begun.elapsed();
    // Twenty rejections, each tried again and again, at a second and more each.
    assert!(
        disturbed < 3 * undisturbed + Duration::from_secs(10),
        "180 articles took {undisturbed:?}, and {disturbed:?} beside a full queue"
    );
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test]
async fn requeues_at_shutdown_bring_no_message_to_its_delivery_limit() {
    let settings: &[(&str, &str)] = &[
        ("TOPOLOGY__DELIVERY_LIMIT", "6"),
        ("SHUTDOWN__GRACE", "100ms"),
        ("RETRY__PROBE_FIRST", "50ms"),
        ("RETRY__PROBE_LONGEST", "200ms"),
        ("RETRY__DELAYS", r#"["500ms"]"#),
        ("CONSUME__PREFETCH", "10"),
    ];
    let newsroom = Newsroom::open_with(settings).await;
    newsroom.close_outlet().await;
    let queue = newsroom.small_queue("small", 1, "enriched", "#").await;
    newsroom.fill(&queue).await;
    let ids = ids(20);
    publish(&newsroom, &ids).await;
    // Many more stops than deliveries are allowed, each with messages in hand that cannot be published.
    for _ in 0..20 {
        let worker = Worker::start(&newsroom.environment(settings));
        worker.logged("worker_consuming").await;
        until("a rejection", async || {
            (worker.has_logged("surroundings_troubled") + worker.has_logged("article_retried") > 0)
                .then_some(())
        })
        .await;
        worker.stop().await;
    }
    let worker = newsroom.worker_with(settings).await;
    collect(&newsroom, &queue, &ids).await;
    within("an empty work queue", newsroom.ready("work", 0)).await;
    assert_eq!(newsroom.counts("dead").await.0, 0, "no innocent is there");
    worker.stop().await;
}
