//! Trouble in the surroundings and trouble with a message: the first costs no message anything, the second ends in
//! the dead letters.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use dateline::amqp::{Body, Outgoing};
use dateline::worker::Verdict;
use lapin::options::{BasicConsumeOptions, BasicQosOptions};
use lapin::types::{AMQPValue, FieldTable};

use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, until};
use crate::test_articles::{flood, hochwasser};

/// Waits are short in tests.
pub(crate) const IMPATIENT: &[(&str, &str)] = &[
    ("RETRY__PROBE_FIRST", "50ms"),
    ("RETRY__PROBE_LONGEST", "200ms"),
    ("RETRY__DELAYS", r#"["100ms", "200ms"]"#),
];

#[tokio::test]
async fn a_full_output_queue_costs_no_message_anything() {
    let newsroom = Newsroom::open_with(IMPATIENT).await;
    newsroom.close_outlet().await;
    let queue = newsroom.small_queue("small", 5, "enriched", "#").await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    for number in 0..60 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
    }
    worker.logged("surroundings_troubled").await;
    // Many more probes than there are rungs on the ladder.
    worker.logged_times("probe_failed", 8).await;
    let mut seen = BTreeSet::new();
    until("everything came out", async || {
        while let Some(message) = newsroom.fetch(&queue).await {
            let id = message.properties.message_id().clone().unwrap();
            seen.insert(id.as_str().to_owned());
        }
        (seen.len() == 60).then_some(())
    })
    .await;
    worker.logged("surroundings_recovered").await;
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test]
async fn a_message_rejected_while_others_are_taken_climbs_the_ladder() {
    let newsroom = Newsroom::open_with(IMPATIENT).await;
    // Only German articles are routed here, and there is no room for them.
    let german = newsroom.small_queue("german", 1, "enriched", "article.de.#").await;
    newsroom.fill(&german).await;
    // A retry queue that somebody deletes is declared anew when it is needed.
    newsroom.delete_queue("work.retry.200").await;
    let worker = newsroom.worker_with(IMPATIENT).await;
    newsroom.delete_queue("work.retry.100").await;
    newsroom.publish_json(&hochwasser("does-not-fit")).await;
    worker.logged("surroundings_troubled").await;
    let mut others = 0;
    let dead = loop {
        // Others keep being taken in between.
        newsroom.publish_json(&flood(&format!("urn:example:{others}"))).await;
        others += 1;
        if newsroom.counts("dead").await.0 > 0 {
            break newsroom.take("dead").await;
        }
        assert!(others < 2000, "it never reached the dead letters");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let header = |name: &str| dead.properties.headers().as_ref().unwrap().inner().get(name).cloned();
    assert_eq!(header("dateline.reason"), Some(AMQPValue::LongString("retries_exhausted".into())));
    assert_eq!(header("dateline.attempts"), Some(AMQPValue::LongLongInt(3)));
    assert_eq!(header("dateline.original-routing-key"), Some(AMQPValue::LongString("wire".into())));
    let original: serde_json::Value = serde_json::from_slice(&dead.data).unwrap();
    assert_eq!(original["id"], "does-not-fit");
    newsroom.ready("work", 0).await;
    worker.stop().await;
}

#[tokio::test]
async fn what_was_delivered_often_is_handled_alone_and_takes_no_innocent_with_it() {
    let settings: &[(&str, &str)] = &[("TOPOLOGY__DELIVERY_LIMIT", "4")];
    let mut newsroom = Newsroom::open_with(settings).await;
    for number in 0..3 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
    }
    // A consumer that dies with all three in hand, time after time.
    let die_with_them = async || {
        let connection =
            lapin::Connection::connect(&newsroom.uri, lapin::ConnectionProperties::default()).await.unwrap();
        let channel = connection.create_channel().await.unwrap();
        channel.basic_qos(3, BasicQosOptions::default()).await.unwrap();
        let (options, none) = (BasicConsumeOptions::default(), FieldTable::default());
        let work = newsroom.named("work");
        let mut consumer = channel.basic_consume(work.into(), "doomed".into(), options, none).await.unwrap();
        for _ in 0..3 {
            futures_util::StreamExt::next(&mut consumer).await.unwrap().unwrap();
        }
        connection.close(200, "dead".into()).await.unwrap();
        newsroom.ready("work", 3).await;
    };
    for _ in 0..3 {
        die_with_them().await;
    }
    let worker = newsroom.worker_with(settings).await;
    for _ in 0..3 {
        newsroom.next().await;
    }
    worker.logged_times("handled_alone", 3).await;
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0, "no innocent is there");
    worker.stop().await;
}

#[tokio::test]
async fn an_unrouted_article_fails_or_is_dropped_as_the_settings_say() {
    let fail: &[(&str, &str)] = &[("OUTPUT__UNROUTABLE", "fail")];
    let newsroom = Newsroom::open_with(fail).await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker_with(fail).await;
    newsroom.publish_json(&flood("unwanted")).await;
    let dead = newsroom.take("dead").await;
    let reason = dead.properties.headers().as_ref().unwrap().inner().get("dateline.reason").cloned();
    assert_eq!(reason, Some(AMQPValue::LongString("unroutable".into())));
    worker.stop().await;

    let drop: &[(&str, &str)] = &[("OUTPUT__UNROUTABLE", "drop")];
    let newsroom = Newsroom::open_with(drop).await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker_with(drop).await;
    newsroom.publish_json(&flood("unwanted")).await;
    worker.logged("article_dropped").await;
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[tokio::test]
async fn returns_are_told_apart_although_the_message_ids_are_the_same() {
    let newsroom = Newsroom::open().await;
    newsroom.close_outlet().await;
    let bound = newsroom.named("work");
    let messages = (0..1000).map(|number| match number % 3 {
        0 => message("", "nobody.is.bound.to.this"),
        _ => message("", &bound),
    });
    let verdicts = publish_all(&newsroom.uri, messages).await;
    for (number, verdict) in verdicts.iter().enumerate() {
        let returned = matches!(verdict, Verdict::Returned(_));
        assert_eq!(returned, number % 3 == 0, "{number}: {verdict:?}");
    }
}

#[tokio::test]
async fn rejections_are_told_apart_in_a_long_stream() {
    let newsroom = Newsroom::open().await;
    let full = newsroom.small_queue("full", 1, "", "").await;
    let open = newsroom.named("outlet");
    let is_for_full = |number: usize| number % 10 == 7;
    let messages = (0..20_000).map(|number| Outgoing {
        body: Body::New(Arc::new(number.to_string().into_bytes())),
        ..message("", if is_for_full(number) { &full } else { &open })
    });
    let verdicts = publish_all(&newsroom.uri, messages).await;
    // The queue rejects once it is known to be full; what came before that is in it.
    let mut in_it = BTreeSet::new();
    while let Some(message) = newsroom.fetch(&full).await {
        in_it.insert(String::from_utf8(message.data.clone()).unwrap().parse::<usize>().unwrap());
    }
    assert!(in_it.len() < 1000, "{} of 2000 were taken", in_it.len());
    for (number, verdict) in verdicts.iter().enumerate() {
        let taken = !is_for_full(number) || in_it.contains(&number);
        let expected = if taken { Verdict::Confirmed } else { Verdict::Nacked };
        assert_eq!(*verdict, expected, "{number}");
    }
}
