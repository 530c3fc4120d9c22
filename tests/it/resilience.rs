//! The bad days: a broker that is not there, goes away or loses a queue, and a worker that is told to go.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

use crate::console;
use crate::harness::{Newsroom, OwnBroker, Proxy, Worker, dateline, until};
use crate::test_articles::flood;

/// Reads until every one of these ids has come out; repeats must be byte-identical. Gives how many were repeats.
pub(crate) async fn collect(newsroom: &mut Newsroom, ids: &[String]) -> usize {
    let mut seen: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut repeats = 0;
    while !ids.iter().all(|id| seen.contains_key(id)) {
        let received = newsroom.next().await;
        let id = received.article["article"]["id"].as_str().unwrap().to_owned();
        assert!(ids.contains(&id), "{id} was never published");
        if let Some(first) = seen.insert(id.clone(), received.delivery.data.clone()) {
            assert!(first == received.delivery.data, "the repeat of {id} differs");
            repeats += 1;
        }
    }
    repeats
}

pub(crate) async fn publish_many(newsroom: &Newsroom, count: usize) -> Vec<String> {
    let ids: Vec<String> = (0..count).map(|number| format!("urn:example:{number}")).collect();
    for id in &ids {
        newsroom.publish_json(&flood(id)).await;
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_not_there_yet() {
    let mut broker = OwnBroker::start().await;
    let mut newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    newsroom.publish_json(&flood("early")).await;
    broker.stop().await;
    let mut worker = Worker::start(&newsroom.environment(&[]));
    worker.logged("connect").await;
    assert!(worker.runs(), "it waits for the broker");
    broker.start_again().await;
    newsroom.reconnect().await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "early");
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_restarted_and_killed_with_messages_in_flight() {
    let mut broker = OwnBroker::start().await;
    for kill in [false, true] {
        let mut newsroom = Newsroom::open_at(&broker.uri, &[]).await;
        let worker =
            newsroom.worker_with(&[("CONSUME__PREFETCH", "50"), ("CONSUME__ACKNOWLEDGE_EVERY", "10")]).await;
        newsroom.warm_up().await;
        // Stopped, it takes its prefetch and settles nothing: then all of it is in flight.
        worker.signal("STOP");
        let ids = publish_many(&newsroom, 200).await;
        newsroom.ready("work", 150).await;
        worker.signal("CONT");
        until("the first article out", async || (newsroom.counts("outlet").await.0 > 0).then_some(())).await;
        if kill {
            broker.kill().await;
        } else {
            broker.stop().await;
        }
        broker.start_again().await;
        // Nobody has read the outlet before: whatever is missing in it now is lost.
        newsroom.reconnect().await;
        collect(&mut newsroom, &ids).await;
        newsroom.ready("work", 0).await;
        worker.stop().await;
        assert_eq!(newsroom.counts("dead").await.0, 0);
    }
}

/// An address in brackets is that address, and not `localhost` on the same port.
#[tokio::test]
async fn a_broker_is_reached_over_ipv6() {
    // A machine may have no IPv6 at all.
    let Ok(listener) = TcpListener::bind("[::1]:0").await else { return };
    let mut newsroom = Newsroom::open().await;
    let (_, broker) = newsroom.uri.rsplit_once('@').unwrap();
    let broker = broker.split('/').next().unwrap().to_owned();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut server = TcpStream::connect(&broker).await.unwrap();
            tokio::spawn(async move { tokio::io::copy_bidirectional(&mut client, &mut server).await });
        }
    });
    let worker =
        newsroom.worker_with(&[("BROKER__URI", &format!("amqp://guest:guest@[::1]:{port}/%2f"))]).await;
    let line = worker.logged("worker_consuming").await;
    assert!(line.contains(&format!("amqp://[::1]:{port}/%2f")), "{line}");
    newsroom.publish_json(&flood("v6")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "v6");
    worker.stop().await;
}

#[tokio::test]
async fn a_queue_deleted_under_the_consumer() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    newsroom.publish_json(&flood("before")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "before");
    newsroom.delete_queue("work").await;
    newsroom.consumers(1).await;
    newsroom.publish_json(&flood("after")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "after");
    worker.stop().await;
}

#[tokio::test]
async fn a_stop_with_messages_in_flight_loses_and_repeats_nothing() {
    let mut newsroom = Newsroom::open().await;
    let worker =
        newsroom.worker_with(&[("CONSUME__PREFETCH", "64"), ("CONSUME__ACKNOWLEDGE_EVERY", "16")]).await;
    let ids = publish_many(&newsroom, 100).await;
    worker.stop().await;
    newsroom.consumers(0).await;
    let worker = newsroom.worker().await;
    let repeats = collect(&mut newsroom, &ids).await;
    assert_eq!(repeats, 0);
    newsroom.ready("work", 0).await;
    worker.stop().await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
}

#[tokio::test]
async fn a_worker_that_is_killed_loses_nothing() {
    let mut newsroom = Newsroom::open().await;
    let worker =
        newsroom.worker_with(&[("CONSUME__PREFETCH", "64"), ("CONSUME__ACKNOWLEDGE_EVERY", "16")]).await;
    let ids = publish_many(&newsroom, 100).await;
    worker.kill().await;
    let worker = newsroom.worker().await;
    collect(&mut newsroom, &ids).await;
    worker.stop().await;
}

#[tokio::test]
async fn no_more_than_the_prefetch_is_taken() {
    let mut newsroom = Newsroom::open().await;
    let settings =
        [("CONSUME__PREFETCH", "5"), ("CONSUME__ACKNOWLEDGE_EVERY", "1"), ("CONSOLE__LISTEN", "127.0.0.1:0")];
    let worker = newsroom.worker_with(&settings).await;
    newsroom.warm_up().await;
    // Nothing is in hand.
    let address = console::address(&worker).await;
    until("both acknowledged", async || {
        let (_, metrics) = console::get(&address, "/metrics").await?;
        metrics.contains("dateline_messages_acknowledged_total 2").then_some(())
    })
    .await;
    // It takes in nothing now; the broker hands out what the prefetch allows, and no more.
    worker.signal("STOP");
    let mut ids = publish_many(&newsroom, 30).await;
    newsroom.ready("work", 25).await;
    newsroom.publish_json(&flood("one-more")).await;
    ids.push("one-more".into());
    newsroom.ready("work", 26).await;
    worker.signal("CONT");
    assert_eq!(collect(&mut newsroom, &ids).await, 0);
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_at_once_and_what_was_in_hand_comes_again() {
    let mut newsroom = Newsroom::open().await;
    let full = newsroom.small_queue("full", 1, "enriched", "#").await;
    newsroom.fill(&full).await;
    // By itself it would not end while this test runs.
    let mut worker = newsroom.worker_with(&[("SHUTDOWN__GRACE", "1h")]).await;
    let ids = publish_many(&newsroom, 20).await;
    worker.logged("surroundings_troubled").await;
    worker.signal("TERM");
    worker.logged("worker_draining").await;
    // At once it would be the same request, sent twice.
    worker.signal("TERM");
    tokio::time::sleep(Duration::from_millis(1200)).await;
    worker.signal("TERM");
    assert_eq!(worker.ended().await.code(), Some(143));
    worker.logged("worker_killed").await;
    newsroom.delete_queue("full").await;
    let worker = newsroom.worker().await;
    collect(&mut newsroom, &ids).await;
    newsroom.ready("work", 0).await;
    worker.stop().await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_share_a_queue_and_each_article_comes_once() {
    let mut newsroom = Newsroom::open().await;
    let few = [("CONSUME__PREFETCH", "5")];
    let workers = [newsroom.worker_with(&few).await, newsroom.worker_with(&few).await];
    newsroom.consumers(2).await;
    let ids = publish_many(&newsroom, 60).await;
    assert_eq!(collect(&mut newsroom, &ids).await, 0, "repeats");
    for worker in workers {
        worker.logged("article_enriched").await;
        worker.stop().await;
    }
    newsroom.ready("work", 0).await;
}

/// A password is changed at the broker and in its file: the next connection takes the new one.
#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_was_changed_is_read_from_its_file_again() {
    let broker = OwnBroker::start().await;
    broker.control(&["add_user", "rotating", "before"]).await;
    broker.control(&["set_permissions", "rotating", ".*", ".*", ".*"]).await;
    let mut newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    let file = std::env::temp_dir().join(format!("dateline-rotated-{}", std::process::id()));
    std::fs::write(&file, "before\n").unwrap();
    let settings = [("BROKER__USERNAME", "rotating"), ("BROKER__PASSWORD_FILE", file.to_str().unwrap())];
    let worker = newsroom.worker_with(&settings).await;
    broker.control(&["change_password", "rotating", "after"]).await;
    broker.control(&["close_all_connections", "rotation"]).await;
    worker.logged("connection_failed").await;
    std::fs::write(&file, "after\n").unwrap();
    newsroom.reconnect().await;
    worker.logged_times("worker_consuming", 2).await;
    newsroom.publish_json(&flood("rotated")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "rotated");
    worker.stop().await;
    std::fs::remove_file(&file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nodes_of_a_cluster_are_tried_in_turn() {
    let broker = OwnBroker::start().await;
    let (first, second) = (Proxy::start(broker.port()).await, Proxy::start(broker.port()).await);
    let mut newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    // Nobody listens on the first; what the addresses leave out comes from broker.uri.
    let nodes =
        format!("amqp://127.0.0.1:1,amqp://127.0.0.1:{},amqp://127.0.0.1:{}", first.port(), second.port());
    let settings = [("BROKER__URIS", nodes.as_str()), ("PUBLISH__CONFIRM_TIMEOUT", "1s")];
    let worker = newsroom.worker_with(&settings).await;
    let line = worker.logged("worker_consuming").await;
    assert!(line.contains(&format!(":{}/", first.port())), "{line}");
    newsroom.warm_up().await;
    // A node that takes what is published and confirms nothing is left for the next, as soon as that shows.
    worker.signal("STOP");
    let ids = publish_many(&newsroom, 2).await;
    newsroom.ready("work", 0).await;
    first.hold(true);
    worker.signal("CONT");
    let line = worker.logged("session_lost").await;
    assert!(line.contains("the node confirms nothing"), "{line}");
    worker.logged_times("worker_consuming", 2).await;
    let line = worker.log().into_iter().rfind(|line| line.contains("worker_consuming")).unwrap();
    assert!(line.contains(&format!(":{}/", second.port())), "{line}");
    // The broker learns that the first consumer is gone, and delivers its messages to the second.
    first.hold(false);
    collect(&mut newsroom, &ids).await;
    newsroom.ready("work", 0).await;
    worker.stop().await;
}

#[test]
fn of_several_addresses_that_do_not_answer_each_is_named() {
    let nodes = "amqp://guest:geheim@127.0.0.1:1/%2f,amqp://127.0.0.1:2";
    let mut check = dateline();
    let output =
        check.args(["config", "check", "--connect"]).env("DATELINE__BROKER__URIS", nodes).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && text.contains("127.0.0.1:1/%2f: ") && text.contains("127.0.0.1:2/%2f: ")
    );
    assert!(!text.contains("geheim"), "{text}");
}
