//! What was declared and is gone, and what finds no room: nothing that the worker has in hand is lost for it.

use std::sync::Arc;

use dateline::amqp::{Body, Outgoing, Properties};
use lapin::BasicProperties;

use crate::harness::newsroom::header;
use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, OwnBroker};
use crate::rejections::IMPATIENT;
use crate::test_articles::flood;

#[tokio::test]
async fn an_exchange_that_was_deleted_is_declared_anew() {
    let newsroom = Newsroom::open_with(IMPATIENT).await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    newsroom.publish_json(&flood("before")).await;
    newsroom.take("outlet").await;
    newsroom.delete_exchange("enriched").await;
    newsroom.delete_exchange("dead").await;
    newsroom.publish_json(&flood("after")).await;
    newsroom
        .publish("wire", b"{", BasicProperties::default().with_content_type("application/json".into()))
        .await;
    // The outlet's binding is gone with the exchange: nobody is bound, and that is what the unrouted queue is for.
    let parked = newsroom.take("unrouted").await;
    assert_eq!(parked.properties.message_id().as_ref().unwrap().as_str(), "after");
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
    newsroom.ready("work", 0).await;
    worker.stop().await;
}

#[tokio::test]
async fn a_dead_letter_queue_that_was_deleted_is_declared_anew() {
    let newsroom = Newsroom::open_with(IMPATIENT).await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    newsroom
        .publish("wire", b"{", BasicProperties::default().with_content_type("application/json".into()))
        .await;
    newsroom.dead().await;
    // The exchange stays, and returns what is published to it.
    newsroom.delete_queue("dead").await;
    newsroom
        .publish("wire", b"{", BasicProperties::default().with_content_type("application/json".into()))
        .await;
    newsroom.ready("dead", 1).await;
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
    newsroom.ready("work", 0).await;
    worker.stop().await;
}

#[tokio::test]
async fn what_cannot_be_parked_is_a_dead_letter() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    newsroom.warm_up().await;
    newsroom.close_outlet().await;
    newsroom.delete_queue("unrouted").await;
    newsroom.publish_json(&flood("homeless")).await;
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unroutable"));
    assert!(header(&letter, "dateline.error").unwrap().contains("unrouted queue is missing"));
    let original: serde_json::Value = serde_json::from_slice(&letter.data).unwrap();
    assert_eq!(original, flood("homeless"));
    worker.stop().await;
}

#[tokio::test]
async fn what_is_deleted_while_the_worker_probes_is_declared_anew() {
    let timeouts: &[(&str, &str)] =
        &[("CONSUME__CONSUMER_TIMEOUT", "3s"), ("PUBLISH__CONFIRM_TIMEOUT", "2s")];
    let settings = [IMPATIENT, timeouts].concat();
    let newsroom = Newsroom::open_with(&settings).await;
    newsroom.close_outlet().await;
    let queue = newsroom.small_queue("small", 1, "enriched", "#").await;
    newsroom.fill(&queue).await;
    let worker = newsroom.worker_with(&settings).await;
    newsroom.publish_json(&flood("held-up")).await;
    worker.logged("deliveries_given_back").await;
    newsroom.delete_exchange("enriched").await;
    // Nobody is bound to the new one.
    let parked = newsroom.take("unrouted").await;
    assert_eq!(parked.properties.message_id().as_ref().unwrap().as_str(), "held-up");
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

/// A queue that is full is bound beside the dead-letter queue, so that the broker rejects each dead letter although one
/// of the two has it.
#[tokio::test]
async fn a_dead_letter_that_finds_no_room_keeps_its_reason() {
    let mut newsroom = Newsroom::open_with(IMPATIENT).await;
    let full = newsroom.small_queue("full", 1, "dead", "#").await;
    newsroom.fill(&full).await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    newsroom
        .publish("wire", b"{", BasicProperties::default().with_content_type("application/json".into()))
        .await;
    // Others are taken in between, until it has been on each rung of the ladder and is at its end once more.
    let mut number = 0;
    while worker.has_logged("article_retried") < 2 || number < 100 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
        newsroom.next().await;
        number += 1;
        assert!(number < 2000, "it never climbed the ladder");
    }
    newsroom.delete_queue("full").await;
    newsroom.publish_json(&flood("last")).await;
    worker.logged("article_dead_lettered").await;
    newsroom.ready("work", 0).await;
    worker.stop().await;
    while let Some(letter) = newsroom.fetch(&newsroom.named("dead")).await {
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_for_the_broker_is_a_dead_letter_and_holds_up_nobody() {
    let broker = OwnBroker::start().await;
    // Where it is read from depends on the version.
    let limit =
        "application:set_env(rabbit, max_message_size, 6500), persistent_term:put(max_message_size, 6500).";
    broker.control(&["eval", limit]).await;
    let mut newsroom = Newsroom::open_at(&broker.uri, IMPATIENT).await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    // It fits as it comes, and no more when it is enriched.
    let long = serde_json::json!({ "id": "long", "body": "It rained in the hills. ".repeat(250) });
    for number in 0..10 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
        if number == 4 {
            newsroom.publish_json(&long).await;
        }
    }
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("output_too_large"));
    assert!(header(&letter, "dateline.error").unwrap().contains("the broker takes 6500"));
    let original: serde_json::Value = serde_json::from_slice(&letter.data).unwrap();
    assert_eq!(original, long);
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < 10 {
        let received = newsroom.next().await;
        seen.insert(received.article["article"]["id"].as_str().unwrap().to_owned());
    }
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0, "nobody else");
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_original_that_is_too_large_for_the_broker_becomes_a_dead_letter_and_holds_up_nobody() {
    let broker = OwnBroker::start().await;
    let mut newsroom = Newsroom::open_at(&broker.uri, IMPATIENT).await;
    let is_json = BasicProperties::default().with_content_type("application/json".into());
    // It was published before the limit was lowered, as by an upgrade from 3.x to 4.
    let bad = format!("{{\"id\": 1, {}", "x".repeat(9000));
    let good = serde_json::json!({ "id": "long", "body": "It rained in the hills. ".repeat(400) });
    for number in 0..10 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
        match number {
            3 => newsroom.publish("wire", bad.as_bytes(), is_json.clone()).await,
            6 => newsroom.publish_json(&good).await,
            _ => {}
        }
    }
    let limit =
        "application:set_env(rabbit, max_message_size, 6500), persistent_term:put(max_message_size, 6500).";
    broker.control(&["eval", limit]).await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < 10 {
        let received = newsroom.next().await;
        seen.insert(received.article["article"]["id"].as_str().unwrap().to_owned());
    }
    worker.logged("message_given_back").await;
    let letters = [newsroom.dead().await, newsroom.dead().await];
    for letter in &letters {
        assert_eq!(header(letter, "dateline.reason"), None, "the broker made it");
    }
    let mut bodies: Vec<&[u8]> = letters.iter().map(|letter| letter.data.as_slice()).collect();
    bodies.sort_by_key(|body| body.len());
    assert_eq!(bodies, [bad.as_bytes(), &serde_json::to_vec(&good).unwrap()]);
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0, "nobody else");
    worker.stop().await;
}

/// With the defaults for prefetch and probes: the burst fills the prefetch, and each probe of an outage takes longer.
#[tokio::test]
async fn a_burst_of_bad_messages_and_a_full_dead_letter_queue_hold_up_no_good_article() {
    let mut newsroom = Newsroom::open().await;
    let full = newsroom.small_queue("full", 1, "dead", "#").await;
    newsroom.fill(&full).await;
    let work = newsroom.named("work");
    let bad = (0..700).map(|_| Outgoing {
        properties: Properties::default().with_content_type("application/json".into()),
        body: Body::New(Arc::new(b"{".to_vec())),
        ..message("", &work)
    });
    assert_eq!(publish_all(&newsroom.uri, bad).await.len(), 700);
    for number in 0..20 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
    }
    let worker = newsroom.worker().await;
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < 20 {
        seen.insert(newsroom.next().await.article["article"]["id"].as_str().unwrap().to_owned());
    }
    worker.kill().await;
}

#[tokio::test]
async fn a_full_dead_letter_queue_names_itself_and_holds_up_no_good_article() {
    let settings = [IMPATIENT, &[("CONSUME__PREFETCH", "16")]].concat();
    let mut newsroom = Newsroom::open_with(&settings).await;
    let full = newsroom.small_queue("full", 1, "dead", "#").await;
    newsroom.fill(&full).await;
    for _ in 0..40 {
        newsroom
            .publish("wire", b"{", BasicProperties::default().with_content_type("application/json".into()))
            .await;
    }
    for number in 0..20 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
    }
    let worker = newsroom.worker_with(&settings).await;
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < 20 {
        seen.insert(newsroom.next().await.article["article"]["id"].as_str().unwrap().to_owned());
    }
    let line = worker.logged("surroundings_troubled").await;
    assert!(
        line.contains(&format!("exchange {} with key unreadable_body", newsroom.named("dead"))),
        "{line}"
    );
    // With room again, all of them become dead letters, each with its reason.
    newsroom.delete_queue("full").await;
    newsroom.ready("work", 0).await;
    worker.stop().await;
    let mut letters = 0;
    while let Some(letter) = newsroom.fetch(&newsroom.named("dead")).await {
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
        letters += 1;
    }
    assert!(letters >= 40, "{letters}");
}
