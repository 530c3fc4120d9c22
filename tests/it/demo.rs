//! `dateline demo` shows an article and leaves nothing behind.

use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::{Connection, ConnectionProperties};

use crate::console_api::{TOKEN, rows};
use crate::harness::{Worker, broker, dateline, schema};

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

#[tokio::test]
async fn kept_it_shows_its_article_on_the_console_until_it_is_interrupted() {
    let uri = broker::shared_uri().await;
    let settings = [("DATELINE__CONSOLE__LISTEN", "127.0.0.1:0"), ("DATELINE__CONSOLE__TOKEN", TOKEN)];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut demo = Worker::start_as(&["demo", "--keep", "--json", "--uri", uri], &settings);
    let line = demo.logged("until Ctrl-C").await;
    let (_, page) = line.split_once("http://").unwrap_or_else(|| panic!("{line}"));
    let (address, token) = page.split_once("/#token=").unwrap_or_else(|| panic!("{line}"));
    assert_eq!(token, TOKEN);
    let rows = rows(address, "", 1).await;
    assert_eq!(
        (rows[0]["fate"].as_str(), rows[0]["language"].as_str()),
        (Some("enriched"), Some("en")),
        "{rows:?}"
    );
    demo.signal("INT");
    let status = demo.ended().await;
    assert!(status.success(), "{status}");
    demo.logged("all cleared away").await;
}
