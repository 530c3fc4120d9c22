//! What AMQP does not show: bindings, arguments and policies, read over the management API.

use std::collections::BTreeMap;

use dateline::amqp::Topology;
use dateline::settings::Settings;
use dateline::worker::Verdict;
use lapin::types::{AMQPValue, FieldTable};

use super::{CHECK, amqp, fill, queue, queue_exists, say, version};
use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, OwnBroker, until};
use crate::test_articles::flood;

/// Over the management API a worker sees what AMQP does not show. A user without the permission `configure` takes from a
/// queue that is deleted with its last consumer, and does not destroy it.
#[tokio::test(flavor = "multi_thread")]
async fn what_amqp_does_not_show_is_read_over_the_management_api() {
    let (broker, management) = OwnBroker::start_managed().await;
    let newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    broker.control(&["add_user", "restricted", "secret"]).await;
    broker.control(&["set_permissions", "restricted", "^$", ".*", ".*"]).await;
    broker.control(&["set_user_tags", "restricted", "management"]).await;
    let uri = broker.uri.replace("guest:guest", "restricted:secret");
    let restricted = [CHECK, ("BROKER__URI", uri.as_str())];
    let seeing = [CHECK, ("BROKER__URI", &uri), ("BROKER__MANAGEMENT_URI", &management)];
    let check = ["config", "check", "--connect"];

    let (output, words) = say(&newsroom, &seeing, &check);
    assert!(output.status.success() && !words.contains("Not checked"), "{words}");
    let (output, words) = say(&newsroom, &restricted, &check);
    assert!(
        output.status.success() && words.contains("its bindings") && words.contains("its arguments"),
        "{words}"
    );

    // A binding is gone.
    let (work, raw) = (newsroom.named("work"), newsroom.named("raw"));
    let unbind = || {
        newsroom.channel.queue_unbind(
            work.as_str().into(),
            raw.as_str().into(),
            "#".into(),
            FieldTable::default(),
        )
    };
    unbind().await.unwrap();
    for command in [&["run"][..], &check] {
        let (output, words) = say(&newsroom, &seeing, command);
        assert_eq!(output.status.code(), Some(1), "{words}");
        assert!(words.contains("no exchange leads to it"), "{words}");
    }
    newsroom.bind(&work, "raw", "#").await;

    // And under a running worker, which may declare and hears of it.
    let watching = [("BROKER__MANAGEMENT_URI", management.as_str()), ("TOPOLOGY__WATCH_INTERVAL", "200ms")];
    let worker = newsroom.worker_with(&watching).await;
    unbind().await.unwrap();
    let line = worker.logged("topology_missing").await;
    assert!(line.contains("binding"), "{line}");
    worker.logged("topology_restored").await;
    newsroom.publish_json(&flood("bound")).await;
    newsroom.take("outlet").await;
    worker.stop().await;

    // A policy gives what the arguments lack.
    newsroom.delete_queue("work").await;
    let mut settings = Settings::default();
    settings.topology.input_queue = work.clone();
    settings.topology.dead_exchange = newsroom.named("dead");
    let topology = Topology::of(&settings, version(&broker.uri).await);
    let plan = topology.queues.iter().find(|queue| queue.name == work).unwrap();
    let mut arguments: BTreeMap<_, _> =
        plan.arguments.iter().map(|(name, value)| (*name, amqp(value))).collect();
    arguments.insert("x-queue-type", AMQPValue::LongString("quorum".into()));
    arguments.remove("x-delivery-limit");
    queue(&newsroom, "work", arguments, false).await;
    newsroom.bind(&work, "raw", "#").await;
    let (output, words) = say(&newsroom, &seeing, &check);
    assert!(!output.status.success() && words.contains("x-delivery-limit is not set"), "{words}");
    broker
        .control(&["set_policy", "--apply-to", "queues", "limit", "work$", r#"{"delivery-limit": 20}"#])
        .await;
    until("the policy is seen", async || say(&newsroom, &seeing, &check).0.status.success().then_some(()))
        .await;

    // Deleted with its last consumer: seen over the API, and refused.
    newsroom.delete_queue("work").await;
    queue(&newsroom, "work", BTreeMap::new(), true).await;
    newsroom.bind(&work, "raw", "#").await;
    fill(&newsroom, "work", 200).await;
    let (output, words) = say(&newsroom, &seeing, &["run"]);
    assert!(!output.status.success() && words.contains("auto_delete"), "{words}");
    assert_eq!(newsroom.counts("work").await, (200, 0));
    // A worker that cannot see the property refuses the queue too, because the broker would delete it with its consumer.
    let classic = [&restricted[..], &[("TOPOLOGY__INPUT_QUEUE_MODE", "use")]].concat();
    let (output, words) = say(&newsroom, &classic, &["run"]);
    assert!(!output.status.success() && words.contains("cannot see"), "{words}");
    assert_eq!(newsroom.counts("work").await, (200, 0));
    assert!(queue_exists(&broker.uri, &work).await);
}

/// A policy may limit the length of a queue whose arguments are right, and make it drop what was confirmed.
#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_drops_messages_is_told() {
    let (broker, management) = OwnBroker::start_managed().await;
    let newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    let check = ["config", "check", "--connect"];
    let (_, words) = say(&newsroom, &[], &check);
    assert!(words.contains("Not checked: policies"), "{words}");
    let management = ("BROKER__MANAGEMENT_URI", management.as_str());
    let in_both_modes = async |word: &str| {
        for settings in [&[management][..], &[management, CHECK]] {
            until(&format!("{word:?} in the check"), async || {
                let (output, words) = say(&newsroom, settings, &check);
                assert!(output.status.success() && !words.contains("Not checked"), "{words}");
                words.contains(word).then_some(())
            })
            .await;
        }
    };
    let pattern = format!("^{}$", newsroom.named("work").replace('.', "\\."));
    let policy = async |definition: &str| {
        broker.control(&["set_policy", "--apply-to", "queues", "length", &pattern, definition]).await;
    };
    let articles = || (0..9).map(|_| message("", &newsroom.named("work")));

    policy(r#"{"max-length": 5}"#).await;
    in_both_modes("x-max-length = 5 by a policy: beyond so many messages the broker rejects").await;
    // A quorum queue tells its publishers that it is full, and takes what is on its way until then.
    publish_all(&newsroom.uri, articles()).await;
    let verdicts = publish_all(&newsroom.uri, articles()).await;
    assert!(verdicts.contains(&Verdict::Nacked), "{verdicts:?}");

    // A policy wins over the queue's own `reject-publish`.
    policy(r#"{"max-length": 5, "overflow": "drop-head"}"#).await;
    in_both_modes("the oldest are dead-lettered, at most once").await;
    let verdicts = publish_all(&newsroom.uri, articles()).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Confirmed), "{verdicts:?}");
    newsroom.ready("work", 5).await;
    until("what was dropped", async || (newsroom.counts("dead").await.0 > 0).then_some(())).await;
    let worker = newsroom.worker_with(&[management]).await;
    let line = worker.logged("x-max-length = 5").await;
    assert!(line.contains("topology_differs"), "{line}");
    worker.stop().await;
}
