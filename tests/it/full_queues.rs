//! Queues of Dateline's own that are full: the work queue, and the work queue and the dead-letter queue together.

use std::collections::BTreeSet;

use dateline::amqp::{Body, Outgoing, Properties};
use dateline::worker::Verdict;
use lapin::BasicProperties;

use crate::harness::newsroom::header;
use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, OwnBroker, dateline, until};
use crate::test_articles::flood;

/// From now on a queue takes only so many messages.
async fn bound(broker: &OwnBroker, newsroom: &Newsroom, part: &str, length: u32) {
    let pattern = format!("^{}$", newsroom.named(part).replace('.', "\\."));
    let policy = format!(r#"{{"max-length":{length}}}"#);
    broker.control(&["set_policy", "--apply-to", "queues", part, &pattern, &policy]).await;
}

/// A raw article, or one that cannot be read.
fn raw(newsroom: &Newsroom, id: &str, is_good: bool) -> Outgoing {
    let body = if is_good { serde_json::to_vec(&flood(id)).unwrap() } else { b"{".to_vec() };
    Outgoing {
        body: Body::New(body.into()),
        properties: Properties::default()
            .with_message_id(id.into())
            .with_content_type("application/json".into())
            .with_delivery_mode(2),
        ..message(&newsroom.named("raw"), "wire")
    }
}

/// Publishes each until the broker takes it.
async fn publish_each(newsroom: &Newsroom, ids: impl Iterator<Item = String>, is_good: bool) {
    for id in ids {
        until("room in the work queue", async || {
            let verdicts = publish_all(&newsroom.uri, std::iter::once(raw(newsroom, &id, is_good))).await;
            (verdicts == [Verdict::Confirmed]).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_work_queue_rejects_and_loses_nothing_that_it_took() {
    let broker = OwnBroker::start().await;
    let newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    bound(&broker, &newsroom, "work", 5).await;
    let articles = (0..1000).map(|number| raw(&newsroom, &format!("urn:example:{number}"), true));
    let verdicts = publish_all(&newsroom.uri, articles).await;
    let taken: BTreeSet<String> = (0..1000)
        .filter(|&number| verdicts[number] == Verdict::Confirmed)
        .map(|number| format!("urn:example:{number}"))
        .collect();
    let rejected = verdicts.iter().filter(|verdict| **verdict == Verdict::Nacked).count();
    assert!(rejected > 0 && taken.len() + rejected == 1000, "{} taken, {rejected} rejected", taken.len());

    // The command line says so, and a replay removes no letter.
    let letter = BasicProperties::default().with_content_type("application/json".into());
    let body = br#"{"id": "letter", "body": "It rained."}"#;
    newsroom.publish_to("", &newsroom.named("dead"), body, letter).await;
    let run = |arguments: &[&str]| {
        let mut command = dateline();
        let output = command.args(arguments).envs(newsroom.environment(&[])).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, words) = run(&["dead", "replay", "--all"]);
    assert!(code == Some(1) && words.contains("is the queue full?"), "{code:?}: {words}");
    let (code, words) = run(&["publish", "seeds"]);
    assert!(code == Some(1) && words.contains("is it full?"), "{code:?}: {words}");
    newsroom.ready("dead", 1).await;

    let worker = newsroom.worker_with(&[("ENRICH__ENABLED", "false")]).await;
    newsroom.ready("outlet", u32::try_from(taken.len()).unwrap()).await;
    newsroom.ready("work", 0).await;
    worker.stop().await;
    let mut came = BTreeSet::new();
    while let Some(article) = newsroom.fetch(&newsroom.named("outlet")).await {
        came.insert(article.properties.message_id().as_ref().unwrap().as_str().to_owned());
    }
    assert!(came == taken, "what was taken came out, and nothing else");
}

/// The work queue is full too, so that nothing can come back into it from a retry queue: there dead letters wait.
#[tokio::test(flavor = "multi_thread")]
async fn full_work_and_dead_letter_queues_hold_up_no_good_article() {
    let broker = OwnBroker::start().await;
    // After this time a retry queue tries once more what the work queue rejected: three minutes by default.
    let again = "application:set_env(rabbit, dead_letter_worker_publisher_confirm_timeout, 500).";
    broker.control(&["eval", again]).await;
    let settings: &[(&str, &str)] = &[
        ("CONSUME__PREFETCH", "16"),
        ("RETRY__DELAYS", r#"["200ms"]"#),
        ("RETRY__PROBE_FIRST", "50ms"),
        ("RETRY__PROBE_LONGEST", "200ms"),
    ];
    let mut newsroom = Newsroom::open_at(&broker.uri, settings).await;
    bound(&broker, &newsroom, "work", 5).await;
    bound(&broker, &newsroom, "dead", 1).await;
    let worker = newsroom.worker_with(settings).await;
    publish_each(&newsroom, (0..40).map(|number| format!("bad-{number}")), false).await;
    publish_each(&newsroom, (0..20).map(|number| format!("good-{number}")), true).await;
    let mut seen = BTreeSet::new();
    while seen.len() < 20 {
        seen.insert(newsroom.next().await.article["article"]["id"].as_str().unwrap().to_owned());
    }
    let line = worker.logged("surroundings_troubled").await;
    assert!(line.contains(&format!("exchange {} with key", newsroom.named("dead"))), "{line}");

    // With room again, each bad message becomes a dead letter, with its own reason.
    bound(&broker, &newsroom, "work", 100_000).await;
    bound(&broker, &newsroom, "dead", 100_000).await;
    let mut letters = BTreeSet::new();
    until("all dead letters", async || {
        while let Some(letter) = newsroom.fetch(&newsroom.named("dead")).await {
            assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
            letters.insert(letter.properties.message_id().as_ref().unwrap().as_str().to_owned());
        }
        (letters.len() == 40).then_some(())
    })
    .await;
    newsroom.ready("work", 0).await;
    newsroom.ready("work.retry.200", 0).await;
    worker.stop().await;
}
