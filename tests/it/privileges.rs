//! Least privilege: each user of deploy/rabbitmq/definitions.json does its own work and nothing else.

use std::path::Path;

use lapin::options::{
    BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions, QueueBindOptions, QueueDeclareOptions,
    QueuePurgeOptions,
};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties};
use serde_json::Value;

use crate::harness::{OwnBroker, Worker, dateline, until};
use crate::test_articles::flood;

const DEFINITIONS: &str = include_str!("../../deploy/rabbitmq/definitions.json");
const PASSWORD: &str = "secret-of-the-test";

/// What somebody may try.
#[derive(Debug, Clone, Copy)]
enum Deed<'a> {
    Publish(&'a str),
    Read(&'a str),
    Purge(&'a str),
    Declare(&'a str),
    Bind(&'a str, &'a str),
}

/// A broker with the topology of the defaults and the users of the definitions, as deploy/rabbitmq/README.md says.
async fn house() -> OwnBroker {
    let broker = OwnBroker::start().await;
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/rabbitmq/definitions.json");
    broker.import_definitions(Path::new(file)).await;
    let definitions: Value = serde_json::from_str(DEFINITIONS).unwrap();
    for user in definitions["users"].as_array().unwrap() {
        let name = user["name"].as_str().unwrap();
        let uri = broker.uri.replace("guest:guest", &format!("{name}:"));
        assert!(
            Connection::connect(&uri, ConnectionProperties::default()).await.is_err(),
            "{name} has no password"
        );
        broker.control(&["change_password", name, PASSWORD]).await;
    }
    let output = dateline().args(["--uri", &broker.uri, "topology", "apply"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    broker
}

fn uri(broker: &OwnBroker, user: &str) -> String {
    broker.uri.replace("guest:guest", &format!("{user}:{PASSWORD}"))
}

async fn may(uri: &str, deed: Deed<'_>) -> bool {
    let connection = Connection::connect(uri, ConnectionProperties::default()).await.expect("a connection");
    let channel = connection.create_channel().await.expect("a channel");
    let result = try_to(&channel, deed).await;
    if let Err(error) = &result {
        assert!(error.to_string().contains("ACCESS_REFUSED"), "{deed:?}: {error}");
    }
    result.is_ok()
}

async fn try_to(channel: &Channel, deed: Deed<'_>) -> lapin::Result<()> {
    match deed {
        Deed::Publish(exchange) => {
            channel.confirm_select(ConfirmSelectOptions::default()).await?;
            // A key that no queue has: what is allowed does no harm.
            let key = "nobody".into();
            let options = BasicPublishOptions::default();
            let sent = channel.basic_publish(exchange.into(), key, options, b"{", BasicProperties::default());
            sent.await?.await.map(drop)
        }
        Deed::Read(queue) => {
            // Closed with the channel, which gives back what it took.
            channel.basic_get(queue.into(), BasicGetOptions { no_ack: false }).await.map(drop)
        }
        Deed::Purge(queue) => channel.queue_purge(queue.into(), QueuePurgeOptions::default()).await.map(drop),
        Deed::Declare(queue) => {
            let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
            channel.queue_declare(queue.into(), options, FieldTable::default()).await.map(drop)
        }
        Deed::Bind(queue, exchange) => {
            let options = QueueBindOptions::default();
            channel
                .queue_bind(queue.into(), exchange.into(), "#".into(), options, FieldTable::default())
                .await
        }
    }
}

/// Publishes a raw article with the property `user_id`.
async fn sign(uri: &str, user: &str, body: &[u8]) {
    let connection = Connection::connect(uri, ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    channel.confirm_select(ConfirmSelectOptions::default()).await.unwrap();
    let properties = BasicProperties::default()
        .with_user_id(user.into())
        .with_delivery_mode(2)
        .with_content_type("application/json".into());
    let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
    let sent =
        channel.basic_publish("news.raw".into(), "wire".into(), options, body, properties).await.unwrap();
    assert!(matches!(sent.await.unwrap(), Confirmation::Ack(None)));
}

fn succeeds(uri: &str, arguments: &[&str]) {
    let output = dateline().args(["--uri", uri]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_user_does_its_own_work_and_nothing_else() {
    let broker = house().await;
    let [worker, publisher, reader, operator] =
        ["worker", "publisher", "reader", "operator"].map(|name| uri(&broker, &format!("dateline-{name}")));

    // Each its own work, with the real program.
    assert!(may(&reader, Deed::Declare("reader.sport")).await);
    assert!(may(&reader, Deed::Bind("reader.sport", "news.enriched")).await);
    let folder = std::env::temp_dir().join(format!("dateline-privileges-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (good, bad) = (folder.join("good.json"), folder.join("bad.json"));
    std::fs::write(&good, flood("allowed").to_string()).unwrap();
    std::fs::write(&bad, "{\"id\": ").unwrap();
    succeeds(&publisher, &["publish", good.to_str().unwrap()]);
    succeeds(&publisher, &["publish", "--unchecked", bad.to_str().unwrap()]);
    // Whoever publishes may say who it is; nobody else may say so again for it: the broker would close the channel.
    for body in [flood("signed").to_string().as_bytes(), b"{"] {
        sign(&publisher, "dateline-publisher", body).await;
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let settings = [("BROKER__URI", worker.as_str()), ("TOPOLOGY__MODE", "check"), ("ENRICH__WORKERS", "1")];
    let run = Worker::start(&settings.map(|(name, value)| (format!("DATELINE__{name}"), value.to_owned())));
    let connection = Connection::connect(&reader, ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    for _ in ["allowed", "signed"] {
        until("the enriched article", async || {
            channel.basic_get("reader.sport".into(), BasicGetOptions { no_ack: true }).await.unwrap()
        })
        .await;
    }
    until("the dead letters", async || {
        let output = dateline().args(["--uri", &operator, "dead", "list", "--json"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8_lossy(&output.stdout).lines().count() == 2).then_some(())
    })
    .await;
    run.stop().await;
    succeeds(&operator, &["dead", "replay", "--all"]);
    succeeds(&operator, &["dead", "purge", "--all"]);
    succeeds(&operator, &["dead", "replay", "--queue", "unrouted", "--all"]);

    // And nothing else.
    let forbidden = [
        (&worker, Deed::Publish("news.raw")),
        (&worker, Deed::Read("dateline.dead")),
        (&worker, Deed::Read("reader.sport")),
        (&worker, Deed::Declare("dateline.more")),
        (&worker, Deed::Bind("dateline.raw", "news.enriched")),
        (&publisher, Deed::Publish("news.enriched")),
        (&publisher, Deed::Publish("")),
        (&publisher, Deed::Read("dateline.raw")),
        (&publisher, Deed::Read("dateline.dead")),
        (&publisher, Deed::Declare("dateline.more")),
        (&reader, Deed::Publish("news.enriched")),
        (&reader, Deed::Publish("news.raw")),
        (&reader, Deed::Read("dateline.raw")),
        (&reader, Deed::Read("dateline.dead")),
        (&reader, Deed::Bind("reader.sport", "news.raw")),
        (&reader, Deed::Declare("dateline.more")),
        (&operator, Deed::Publish("news.dead")),
        (&operator, Deed::Read("dateline.raw")),
        (&operator, Deed::Read("reader.sport")),
        (&operator, Deed::Purge("dateline.raw")),
        (&operator, Deed::Declare("dateline.more")),
    ];
    for (uri, deed) in forbidden {
        assert!(!may(uri, deed).await, "{uri} may {deed:?}");
    }
}
