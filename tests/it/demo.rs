//! `dateline demo` shows an article and leaves nothing behind.

use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};

use crate::harness::{broker, dateline, schema};

#[tokio::test]
async fn on_a_broker_that_is_given_only_its_own_names_come_and_go() {
    let uri = broker::shared_uri().await;
    let child = dateline()
        .args(["demo", "--json", "--uri", uri])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("dateline runs");
    let id = child.id();
    let output = tokio::task::spawn_blocking(|| child.wait_with_output().expect("it ends")).await.unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    assert!(words.contains("all cleared away"), "{words}");
    let article = schema::check(output.stdout.trim_ascii_end());
    assert_eq!(article["article"]["hashtags"][0], "Armenians");
    let connection = Connection::connect(uri, ConnectionProperties::default()).await.unwrap();
    for part in ["work", "dead", "unrouted"] {
        let channel = connection.create_channel().await.unwrap();
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let queue = format!("dateline.demo.{id}.{part}");
        let left = channel.queue_declare(queue.as_str().into(), passive, FieldTable::default()).await;
        assert!(left.is_err(), "{queue} is left behind");
    }
}
