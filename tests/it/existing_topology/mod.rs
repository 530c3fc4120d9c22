//! Exchanges and queues that are there already: what `topology.mode = "check"` sees, what is taken as it is, what is
//! refused before a message is taken, and that nothing of it is ever changed.

mod management_api;

use std::collections::BTreeMap;
use std::process::Output;

use dateline::amqp::topology::Argument;
use dateline::amqp::{ServerVersion, Topology};
use dateline::settings::{Secret, Settings};
use dateline::worker::Verdict;
use lapin::options::{ExchangeDeclareOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Connection, ConnectionProperties, ExchangeKind};

use crate::console::{address, get};
use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, OwnBroker, dateline, until};
use crate::test_articles::flood;

const CHECK: (&str, &str) = ("TOPOLOGY__MODE", "check");
/// What no advice may say about a newsroom's exchanges and queues.
const FORBIDDEN: &[&str] = &["delete it", "drain", "anew", "purge"];

/// Runs a command with the settings of a newsroom, and gives what it says.
fn say(newsroom: &Newsroom, settings: &[(&str, &str)], arguments: &[&str]) -> (Output, String) {
    let output = dateline().args(arguments).envs(newsroom.environment(settings)).output().unwrap();
    let words =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    for word in FORBIDDEN {
        assert!(!words.contains(word), "{arguments:?}: {words}");
    }
    (output, words)
}

/// Declares a queue of this test.
async fn queue(newsroom: &Newsroom, part: &str, arguments: BTreeMap<&str, AMQPValue>, auto_delete: bool) {
    let mut table = FieldTable::default();
    for (name, value) in arguments {
        table.insert(name.into(), value);
    }
    let options = QueueDeclareOptions { durable: true, auto_delete, ..QueueDeclareOptions::default() };
    newsroom.channel.queue_declare(newsroom.named(part).into(), options, table).await.unwrap();
}

async fn exchange(newsroom: &Newsroom, part: &str, kind: ExchangeKind, durable: bool) {
    let options = ExchangeDeclareOptions { durable, ..ExchangeDeclareOptions::default() };
    newsroom
        .channel
        .exchange_declare(newsroom.named(part).into(), kind, options, FieldTable::default())
        .await
        .unwrap();
}

/// True where an exchange of this name exists.
async fn exchange_exists(uri: &str, name: &str) -> bool {
    let connection = Connection::connect(uri, ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    let options = ExchangeDeclareOptions { passive: true, ..ExchangeDeclareOptions::default() };
    channel.exchange_declare(name.into(), ExchangeKind::Topic, options, FieldTable::default()).await.is_ok()
}

async fn queue_exists(uri: &str, name: &str) -> bool {
    let connection = Connection::connect(uri, ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    let options = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
    channel.queue_declare(name.into(), options, FieldTable::default()).await.is_ok()
}

/// Publishes so many articles straight into a queue.
async fn fill(newsroom: &Newsroom, part: &str, count: usize) {
    let queue = newsroom.named(part);
    let article = |number| dateline::amqp::Outgoing {
        body: dateline::amqp::Body::New(
            serde_json::to_vec(&flood(&format!("urn:example:{number}"))).unwrap().into(),
        ),
        ..message("", &queue)
    };
    let verdicts = publish_all(&newsroom.uri, (0..count).map(article)).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Confirmed), "{verdicts:?}");
}

#[tokio::test]
async fn streams_and_auto_delete_queues_are_refused_before_a_message_is_taken() {
    let stream = || BTreeMap::from([("x-queue-type", AMQPValue::LongString("stream".into()))]);
    for (arguments, auto_delete, word) in
        [(stream(), false, "it is a stream"), (BTreeMap::new(), true, "auto_delete")]
    {
        let newsroom = Newsroom::open().await;
        newsroom.delete_queue("work").await;
        queue(&newsroom, "work", arguments, auto_delete).await;
        newsroom.bind(&newsroom.named("work"), "raw", "#").await;
        fill(&newsroom, "work", 20).await;
        newsroom.ready("work", 20).await;
        let settings: [&[(&str, &str)]; 3] = [&[CHECK], &[], &[CHECK, ("TOPOLOGY__INPUT_QUEUE_MODE", "use")]];
        for settings in settings {
            for command in [&["run"][..], &["config", "check", "--connect"]] {
                if command[0] == "config" && settings.is_empty() {
                    continue;
                }
                let (output, words) = say(&newsroom, settings, command);
                assert_eq!(output.status.code(), Some(1), "{settings:?} {command:?}: {words}");
                assert!(words.contains(word) && words.contains(&newsroom.named("work")), "{words}");
            }
        }
        assert_eq!(newsroom.counts("work").await, (20, 0), "{word}");
    }
}

#[tokio::test]
async fn a_check_creates_nothing() {
    let newsroom = Newsroom::bare().await;
    for command in [&["run"][..], &["config", "check", "--connect"]] {
        let (output, words) = say(&newsroom, &[CHECK], command);
        assert_eq!(output.status.code(), Some(1), "{words}");
        // All of it, not only the first.
        for part in ["raw", "work", "enriched", "dead", "unrouted", "work.retry.5000"] {
            assert!(words.contains(&newsroom.named(part)), "{part}: {words}");
        }
    }
    let (output, words) = say(&newsroom, &[CHECK], &["dead", "list"]);
    assert_eq!(output.status.code(), Some(1), "{words}");
    for part in ["raw", "enriched", "dead", "unrouted"] {
        assert!(!exchange_exists(&newsroom.uri, &newsroom.named(part)).await, "{part}");
    }
    for part in ["work", "dead", "unrouted", "work.retry.5000"] {
        assert!(!queue_exists(&newsroom.uri, &newsroom.named(part)).await, "{part}");
    }
}

/// Each argument that Dateline asks for, on each of its queues, over AMQP alone.
#[tokio::test]
async fn a_check_names_each_argument_that_differs() {
    let newsroom = Newsroom::open().await;
    let (output, words) = say(&newsroom, &[CHECK], &["config", "check", "--connect"]);
    assert!(output.status.success(), "{words}");
    assert!(words.contains("Not checked") && words.contains("bindings"), "{words}");
    let version = version(&newsroom.uri).await;
    let mut settings = Settings::default();
    settings.topology.input_queue = newsroom.named("work");
    settings.topology.dead_exchange = newsroom.named("dead");
    settings.topology.dead_queue = newsroom.named("dead");
    settings.topology.unrouted_queue = newsroom.named("unrouted");
    let topology = Topology::of(&settings, version);
    for plan in
        topology.queues.iter().filter(|queue| !queue.name.ends_with("000") || queue.name.ends_with(".5000"))
    {
        let part = plan.name.strip_prefix(&format!("{}.", newsroom.name)).unwrap();
        for (left_out, _) in &plan.arguments {
            let kept = plan.arguments.iter().filter(|(name, _)| name != left_out);
            let mut arguments: BTreeMap<_, _> = kept.map(|(name, value)| (*name, amqp(value))).collect();
            if *left_out == "x-dead-letter-exchange" {
                // A key alone is refused by the broker.
                arguments.insert("x-dead-letter-exchange", AMQPValue::LongString("elsewhere".into()));
            }
            arguments.insert("x-queue-type", AMQPValue::LongString("quorum".into()));
            // Extra arguments change nothing about that.
            arguments.insert("x-max-length-bytes", AMQPValue::LongLongInt(1 << 30));
            newsroom.delete_queue(part).await;
            queue(&newsroom, part, arguments, false).await;
            let (output, words) = say(&newsroom, &[CHECK], &["config", "check", "--connect"]);
            assert!(
                words.contains(left_out) && words.contains(&plan.name),
                "{}: {left_out}: {words}",
                plan.name
            );
            assert_eq!(output.status.success(), plan.may_differ.contains(left_out), "{left_out}: {words}");
        }
        newsroom.delete_queue(part).await;
        let (output, words) = say(&newsroom, &[], &["topology", "apply"]);
        assert!(output.status.success(), "{words}");
    }
}

/// Arguments that somebody else gave to one of Dateline's queues, with the fate of messages that depends on them.
#[tokio::test]
async fn arguments_of_others_on_our_queues_are_logged() {
    let newsroom = Newsroom::open().await;
    let mut settings = Settings::default();
    settings.topology.input_queue = newsroom.named("work");
    settings.topology.dead_exchange = newsroom.named("dead");
    settings.topology.dead_queue = newsroom.named("dead");
    let topology = Topology::of(&settings, version(&newsroom.uri).await);
    for (part, name, value) in [
        ("work", "x-single-active-consumer", AMQPValue::Boolean(true)),
        ("work", "x-message-ttl", AMQPValue::LongLongInt(600_000)),
        ("dead", "x-message-ttl", AMQPValue::LongLongInt(600_000)),
        ("dead", "x-max-length", AMQPValue::LongLongInt(1000)),
    ] {
        let plan = topology.queues.iter().find(|queue| queue.name == newsroom.named(part)).unwrap();
        let mut arguments: BTreeMap<_, _> =
            plan.arguments.iter().map(|(name, value)| (*name, amqp(value))).collect();
        arguments.insert("x-queue-type", AMQPValue::LongString("quorum".into()));
        arguments.insert(name, value);
        newsroom.delete_queue(part).await;
        queue(&newsroom, part, arguments, false).await;
        for settings in [&[][..], &[CHECK]] {
            let worker = newsroom.worker_with(settings).await;
            let line = worker.logged(name).await;
            assert!(line.contains("topology_differs") && line.contains(&plan.name), "{settings:?}: {line}");
            worker.stop().await;
        }
        newsroom.delete_queue(part).await;
        let (output, words) = say(&newsroom, &[], &["topology", "apply"]);
        assert!(output.status.success(), "{words}");
    }
}

fn amqp(value: &Argument) -> AMQPValue {
    match value {
        Argument::Text(text) => AMQPValue::LongString(text.as_str().into()),
        Argument::Number(number) => AMQPValue::LongLongInt(*number),
    }
}

async fn version(uri: &str) -> ServerVersion {
    let mut settings = Settings::default();
    settings.broker.uri = Secret::new(uri);
    dateline::amqp::Endpoint::of(&settings.broker).unwrap().version().await.unwrap().unwrap()
}

#[tokio::test]
async fn an_exchange_of_any_type_is_taken_as_it_is_and_the_rest_declared() {
    for (kind, durable) in
        [(ExchangeKind::Direct, true), (ExchangeKind::Fanout, false), (ExchangeKind::Headers, true)]
    {
        let newsroom = Newsroom::bare().await;
        exchange(&newsroom, "raw", kind, durable).await;
        // As it is, nothing is declared: neither half of it.
        let (output, words) = say(&newsroom, &[], &["topology", "apply"]);
        assert_eq!(output.status.code(), Some(1), "{words}");
        assert!(words.contains("input_exchange_mode = \"use\""), "{words}");
        assert!(!exchange_exists(&newsroom.uri, &newsroom.named("dead")).await);
        assert!(!queue_exists(&newsroom.uri, &newsroom.named("work")).await);

        let settings = [("TOPOLOGY__INPUT_EXCHANGE_MODE", "use"), ("TOPOLOGY__INPUT_KEYS", "wire")];
        let (output, words) = say(&newsroom, &settings, &["topology", "apply"]);
        assert!(output.status.success(), "{words}");
        let worker = newsroom.worker_with(&settings).await;
        newsroom.publish_json(&flood("taken")).await;
        let parked = newsroom.take("unrouted").await;
        assert_eq!(parked.properties.message_id().as_ref().unwrap().as_str(), "taken");
        worker.stop().await;
        let worker = newsroom.worker_with(&[&settings[..], &[CHECK]].concat()).await;
        newsroom.publish_json(&flood("checked")).await;
        newsroom.take("unrouted").await;
        worker.stop().await;
    }
}

/// The check finds what a worker that declares would refuse, and declares nothing itself.
#[tokio::test]
async fn a_check_of_the_connection_refuses_what_a_worker_would_refuse() {
    let newsroom = Newsroom::bare().await;
    let check = ["config", "check", "--connect"];
    let (output, words) = say(&newsroom, &[], &check);
    let missing = format!("declared by a worker at its start: queue {}", newsroom.named("work"));
    assert!(output.status.success() && words.contains(&missing), "{words}");
    assert!(!queue_exists(&newsroom.uri, &newsroom.named("work")).await);

    let (output, words) = say(&newsroom, &[], &["topology", "apply"]);
    assert!(output.status.success(), "{words}");
    let (output, words) = say(&newsroom, &[], &check);
    assert!(output.status.success() && words.contains("All exchanges and queues are there."), "{words}");
    let (output, words) = say(&newsroom, &[("OUTPUT__UNROUTABLE", "fail")], &check);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("its alternate exchange") && words.contains("output.unroutable"), "{words}");
    let (run, refused) = say(&newsroom, &[("OUTPUT__UNROUTABLE", "fail")], &["run"]);
    assert_eq!(run.status.code(), output.status.code());
    assert!(refused.contains("its alternate exchange"), "{refused}");
}

#[tokio::test]
async fn a_direct_exchange_and_a_pattern_do_not_go_together() {
    let newsroom = Newsroom::bare().await;
    exchange(&newsroom, "raw", ExchangeKind::Direct, true).await;
    let settings = [("TOPOLOGY__INPUT_EXCHANGE_MODE", "use")];
    let (output, words) = say(&newsroom, &settings, &["topology", "apply"]);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("topology.input_keys") && words.contains("literally"), "{words}");
    assert!(!queue_exists(&newsroom.uri, &newsroom.named("work")).await);
}

#[tokio::test]
async fn a_queue_of_the_newsroom_is_taken_as_it_is() {
    let newsroom = Newsroom::bare().await;
    exchange(&newsroom, "raw", ExchangeKind::Topic, true).await;
    let arguments = BTreeMap::from([
        ("x-max-priority", AMQPValue::LongLongInt(5)),
        ("x-message-ttl", AMQPValue::LongLongInt(600_000)),
    ]);
    queue(&newsroom, "work", arguments, false).await;
    newsroom.bind(&newsroom.named("work"), "raw", "wire").await;
    let (output, words) = say(&newsroom, &[], &["topology", "apply"]);
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("topology.queue_type") || words.contains("queue of its own"), "{words}");
    let settings = [("TOPOLOGY__INPUT_QUEUE_MODE", "use")];
    let worker = newsroom.worker_with(&settings).await;
    newsroom.publish_json(&flood("taken")).await;
    newsroom.take("unrouted").await;
    worker.logged("x-message-ttl").await;
    worker.stop().await;
}

#[tokio::test]
async fn an_exchange_that_is_deleted_under_an_idle_worker_is_declared_again() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("TOPOLOGY__WATCH_INTERVAL", "200ms")]).await;
    newsroom.delete_exchange("raw").await;
    worker.logged("topology_missing").await;
    worker.logged("topology_restored").await;
    newsroom.publish_json(&flood("after")).await;
    newsroom.take("outlet").await;
    // A binding cannot be seen over AMQP, and is declared again all the same.
    let (work, raw) = (newsroom.named("work"), newsroom.named("raw"));
    newsroom.channel.queue_unbind(work.into(), raw.into(), "#".into(), FieldTable::default()).await.unwrap();
    until("the binding", async || {
        let verdicts =
            publish_all(&newsroom.uri, std::iter::once(message(&newsroom.named("raw"), "wire"))).await;
        (verdicts == [Verdict::Confirmed]).then_some(())
    })
    .await;
    worker.stop().await;
}

#[tokio::test]
async fn ours_is_declared_again_while_an_exchange_of_the_newsroom_is_missing() {
    let newsroom = Newsroom::bare().await;
    exchange(&newsroom, "raw", ExchangeKind::Topic, true).await;
    let settings = [
        ("TOPOLOGY__INPUT_EXCHANGE_MODE", "use"),
        ("TOPOLOGY__WATCH_INTERVAL", "200ms"),
        ("CONSOLE__LISTEN", "127.0.0.1:0"),
    ];
    let worker = newsroom.worker_with(&settings).await;
    let console = address(&worker).await;
    newsroom.delete_exchange("raw").await;
    worker.logged("topology_missing").await;
    newsroom.delete_exchange("enriched").await;
    // What waits in the work queue is not held up.
    let body = serde_json::to_vec(&flood("waits")).unwrap();
    newsroom.publish_to("", &newsroom.named("work"), &body, BasicProperties::default()).await;
    newsroom.take("unrouted").await;
    until("the alarm of what is not ours", async || {
        let (_, text) = get(&console, "/metrics").await?;
        text.lines().any(|line| line == "dateline_topology_missing 1").then_some(())
    })
    .await;
    worker.stop().await;
}

#[tokio::test]
async fn a_worker_that_may_not_declare_says_what_is_gone_and_when_it_is_there_again() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[CHECK, ("TOPOLOGY__WATCH_INTERVAL", "200ms")]).await;
    newsroom.delete_exchange("raw").await;
    let line = worker.logged("topology_missing").await;
    assert!(line.contains(&newsroom.named("raw")), "{line}");
    assert!(!exchange_exists(&newsroom.uri, &newsroom.named("raw")).await);
    exchange(&newsroom, "raw", ExchangeKind::Topic, true).await;
    worker.logged("topology_restored").await;
    worker.stop().await;
}

/// A user who may declare nothing learns so before anything is declared by halves.
#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_may_declare_only_half_declares_nothing() {
    let broker = OwnBroker::start().await;
    broker.control(&["add_user", "half", "secret"]).await;
    broker.control(&["set_permissions", "half", "^news\\.", ".*", ".*"]).await;
    let uri = broker.uri.replace("guest:guest", "half:secret");
    let output = dateline().args(["--uri", &uri, "topology", "apply"]).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("may not declare") && words.contains("dateline.raw"), "{words}");
    for name in ["news.raw", "news.enriched", "news.dead"] {
        assert!(!exchange_exists(&broker.uri, name).await, "{name}");
    }
}

/// Retries and what a full dead-letter queue refuses go through the default exchange. A check says so before that happens.
#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_may_not_write_to_the_default_exchange_learns_so_from_a_check() {
    let broker = OwnBroker::start().await;
    let newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    broker.control(&["add_user", "narrow", "secret"]).await;
    let uri = broker.uri.replace("guest:guest", "narrow:secret");
    let word = "may not write to the default exchange";
    for mode in ["check", "declare"] {
        let settings = [("BROKER__URI", uri.as_str()), ("TOPOLOGY__MODE", mode)];
        for (writes, is_told) in [("^(?!amq\\.default).*", true), (".*", false)] {
            broker.control(&["set_permissions", "narrow", ".*", writes, ".*"]).await;
            let (output, words) = say(&newsroom, &settings, &["config", "check", "--connect"]);
            assert!(output.status.success(), "{words}");
            assert_eq!(words.contains(word), is_told, "{mode}: {words}");
        }
    }
}
