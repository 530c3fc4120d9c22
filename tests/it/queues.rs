//! Queues by setting: classic ones, and retry queues whose delay was changed.

use crate::harness::newsroom::header;
use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, dateline};
use crate::test_articles::{flood, hochwasser};

#[tokio::test]
async fn classic_queues_do_the_same_work() {
    let settings: &[(&str, &str)] = &[
        ("TOPOLOGY__QUEUE_TYPE", "classic"),
        ("RETRY__DELAYS", r#"["300ms"]"#),
        ("RETRY__PROBE_FIRST", "20ms"),
        ("RETRY__PROBE_LONGEST", "100ms"),
    ];
    let mut newsroom = Newsroom::open_with(settings).await;
    let german = newsroom.small_queue("german", 1, "enriched", "article.de.#").await;
    newsroom.fill(&german).await;
    let worker = newsroom.worker_with(settings).await;
    newsroom.publish_json(&flood("good")).await;
    newsroom
        .publish("wire", b"{", lapin::BasicProperties::default().with_content_type("application/json".into()))
        .await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "good");
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
    // The ladder, with one rung.
    newsroom.publish_json(&hochwasser("does-not-fit")).await;
    let mut number = 0;
    while newsroom.counts("dead").await.0 == 0 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
        newsroom.next().await;
        number += 1;
        assert!(number < 2000, "it never reached the dead letters");
    }
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("retries_exhausted"));
    // Reading classic queues destroys nothing, so that nothing is refused.
    let list = dateline().args(["dead", "list"]).envs(newsroom.environment(settings)).output().unwrap();
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    worker.stop().await;
}

#[tokio::test]
async fn after_a_changed_retry_delay_the_old_queue_empties_itself() {
    let before: &[(&str, &str)] = &[("RETRY__DELAYS", r#"["3s"]"#)];
    let after: &[(&str, &str)] = &[("RETRY__DELAYS", r#"["200ms"]"#)];
    let mut newsroom = Newsroom::open_with(before).await;
    // A message waits for its next try when the delay is changed.
    let old = newsroom.named("work.retry.3000");
    let waiting = dateline::amqp::Outgoing {
        body: dateline::amqp::Body::New(serde_json::to_vec(&flood("waiting")).unwrap().into()),
        ..message("", &old)
    };
    assert_eq!(publish_all(&newsroom.uri, std::iter::once(waiting)).await.len(), 1);
    let worker = newsroom.worker_with(after).await;
    assert_eq!(newsroom.counts("work.retry.200").await.0, 0);
    newsroom.publish_json(&flood("later")).await;
    // In either order: the worker may start later than the old delay ends.
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(newsroom.next().await.article["article"]["id"].as_str().unwrap().to_owned());
    }
    ids.sort_unstable();
    assert_eq!(ids, ["later", "waiting"]);
    newsroom.ready("work.retry.3000", 0).await;
    // Both queues are there, and what to do with the old one is said where the new one is listed.
    let show = dateline().args(["topology", "show"]).envs(newsroom.environment(after)).output().unwrap();
    let text = String::from_utf8(show.stdout).unwrap();
    assert!(text.contains("work.retry.200") && text.contains("another delay makes another queue"), "{text}");
    newsroom.delete_queue("work.retry.3000").await;
    worker.stop().await;
}

#[tokio::test]
async fn what_differs_is_refused_with_words() {
    let newsroom = Newsroom::open().await;
    let settings = newsroom.environment(&[("TOPOLOGY__DELIVERY_LIMIT", "7")]);
    let run = dateline().arg("run").envs(settings).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let words = String::from_utf8_lossy(&run.stderr).into_owned() + &String::from_utf8_lossy(&run.stdout);
    assert!(words.contains("topology_refused") && words.contains(&newsroom.named("work")), "{words}");
    assert!(words.contains("x-delivery-limit") && words.contains("topology.delivery_limit"), "{words}");
}
