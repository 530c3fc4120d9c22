//! From an earlier version to this one, with messages in every queue, and back. What that version made is kept as data in
//! `upgrade/`: its exchanges, queues and arguments, and all its settings.

use std::collections::BTreeMap;

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, ExchangeKind};
use serde_json::Value;

use crate::harness::newsroom::header;
use crate::harness::{Newsroom, dateline};
use crate::test_articles::flood;

const TOPOLOGY: &str = include_str!("upgrade/topology.json");
const SETTINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/upgrade/settings.toml");

fn table(values: &Value) -> BTreeMap<lapin::types::ShortString, AMQPValue> {
    let value = |value: &Value| match value {
        Value::Number(number) => AMQPValue::LongLongInt(number.as_i64().unwrap()),
        other => AMQPValue::LongString(other.as_str().unwrap().into()),
    };
    let fields = values.as_object().into_iter().flatten();
    fields.map(|(name, of)| (name.as_str().into(), value(of))).collect()
}

/// Declares what the earlier version declared.
async fn declare(newsroom: &Newsroom) {
    let topology: Value = serde_json::from_str(&TOPOLOGY.replace("NAME", &newsroom.name)).unwrap();
    let is_new = std::env::var("DATELINE_TEST_BROKER").is_ok_and(|choice| choice.starts_with('4'))
        || dateline_sees_4(newsroom);
    for exchange in topology["exchanges"].as_array().unwrap() {
        let kind = ExchangeKind::Custom(exchange["type"].as_str().unwrap().into());
        let options = ExchangeDeclareOptions { durable: true, ..ExchangeDeclareOptions::default() };
        let alternate = exchange["alternate"].as_str();
        let arguments =
            alternate.map(|name| ("alternate-exchange".into(), AMQPValue::LongString(name.into())));
        let arguments = FieldTable::from(arguments.into_iter().collect::<BTreeMap<_, _>>());
        let name = exchange["name"].as_str().unwrap();
        newsroom.channel.exchange_declare(name.into(), kind, options, arguments).await.unwrap();
    }
    for queue in topology["queues"].as_array().unwrap() {
        let mut arguments = table(&queue["arguments"]);
        if is_new {
            arguments.extend(table(&queue["from_4"]));
        }
        let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
        let name = queue["name"].as_str().unwrap();
        newsroom.channel.queue_declare(name.into(), options, FieldTable::from(arguments)).await.unwrap();
    }
    for binding in topology["bindings"].as_array().unwrap() {
        let field = |name: &str| binding[name].as_str().unwrap();
        let (options, none) = (QueueBindOptions::default(), FieldTable::default());
        let (queue, exchange, key) = (field("queue"), field("exchange"), field("key"));
        newsroom.channel.queue_bind(queue.into(), exchange.into(), key.into(), options, none).await.unwrap();
    }
}

fn dateline_sees_4(newsroom: &Newsroom) -> bool {
    let check = dateline().args(["config", "check", "--connect"]).envs(newsroom.environment(&[])).output();
    String::from_utf8_lossy(&check.unwrap().stdout).contains("RabbitMQ 4")
}

/// A failed message as the earlier version wrote it.
fn failed(newsroom: &Newsroom, reason: &str) -> BasicProperties {
    let text = |value: &str| AMQPValue::LongString(value.into());
    let headers = BTreeMap::from([
        ("dateline.original-exchange".into(), text(&newsroom.named("raw"))),
        ("dateline.original-routing-key".into(), text("wire.sport")),
        ("dateline.reason".into(), text(reason)),
        ("dateline.error".into(), text("in the words of the earlier version")),
        ("dateline.attempts".into(), AMQPValue::LongLongInt(1)),
        ("dateline.first-failed-at".into(), text("2026-03-02T08:15:00Z")),
    ]);
    BasicProperties::default().with_content_type("application/json".into()).with_headers(headers.into())
}

fn say(newsroom: &Newsroom, arguments: &[&str]) -> String {
    let output = dateline().args(arguments).envs(newsroom.environment(&[])).output().unwrap();
    let words = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {words}");
    words.into_owned()
}

#[tokio::test]
async fn messages_of_an_earlier_version_are_taken_over_from_every_queue() {
    let newsroom = Newsroom::bare().await;
    declare(&newsroom).await;
    let body = |id: &str| serde_json::to_vec(&flood(id)).unwrap();
    newsroom.publish_json(&flood("waiting")).await;
    let retry = failed(&newsroom, "rejected");
    newsroom.publish_to("", &newsroom.named("work.retry.5000"), &body("retried"), retry).await;
    let letter = failed(&newsroom, "too_large");
    newsroom.publish_to("", &newsroom.named("dead"), &body("letter"), letter).await;
    let unrouted =
        br#"{"schema":"dateline/enriched-article/v1","article":{"id":"unrouted"},"enrichment":{}}"#;
    let json = BasicProperties::default().with_content_type("application/json".into());
    newsroom.publish_to(&newsroom.named("enriched"), "article.en.KE.weather", unrouted, json).await;
    newsroom.ready("unrouted", 1).await;

    // Nothing of the topology has to be changed: an earlier worker would find it as it left it.
    let words = say(&newsroom, &["config", "check", "--connect"]);
    assert!(words.contains("All exchanges and queues are there.") && !words.contains("Differs"), "{words}");
    let words = say(&newsroom, &["dead", "list"]);
    assert!(words.contains("too_large") && words.contains("wire.sport"), "{words}");

    let outlet = newsroom.small_queue("outlet", 100, "enriched", "#").await;
    let worker = newsroom.worker_with(&[("LOG__LEVEL", "info")]).await;
    say(&newsroom, &["dead", "replay", "--all"]);
    let mut seen = BTreeMap::new();
    for _ in 0..3 {
        let article = newsroom.take("outlet").await;
        let id = article.properties.message_id().as_ref().unwrap().as_str().to_owned();
        seen.insert(id, header(&article, "dateline.original-routing-key").unwrap());
    }
    let expected = [("letter", "wire.sport"), ("retried", "wire.sport"), ("waiting", "wire")];
    assert_eq!(seen, expected.map(|(id, key)| (id.to_owned(), key.to_owned())).into());
    say(&newsroom, &["dead", "replay", "--queue", "unrouted", "--all"]);
    assert_eq!(newsroom.take("outlet").await.data, unrouted);
    assert_eq!((worker.has_logged("topology_differs"), newsroom.counts("dead").await.0), (0, 0));
    assert!(newsroom.fetch(&outlet).await.is_none(), "nothing came twice");
    worker.stop().await;
}

#[test]
fn settings_of_an_earlier_version_are_taken() {
    let output = dateline().args(["--config", SETTINGS, "config", "check"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What an earlier version would refuse must be the fault of a setting that it does not know, and be named.
#[test]
fn a_setting_that_is_not_known_is_named() {
    let output =
        dateline().args(["--set", "broker.of_a_later_version=1", "config", "check"]).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("broker.of_a_later_version"), "{words}");
}
