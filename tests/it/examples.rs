//! The programs of examples/, run as they stand.

use std::process::Stdio;

use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::harness::{Newsroom, within};

#[expect(dead_code, unreachable_pub, reason = "it is a program of its own")]
#[path = "../../examples/enrich.rs"]
mod enrich;
#[expect(dead_code, unreachable_pub, reason = "it is a program of its own")]
#[path = "../../examples/publisher.rs"]
mod publisher;

#[test]
fn the_library_enriches_an_article() {
    let enriched =
        enrich::enrich(b"Floods killed 14 people in Nairobi, Kenya, officials said on Tuesday.").unwrap();
    let mut out = Vec::new();
    enrich::print(&enriched, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("place   Nairobi") && text.contains("figure  14 people (14 person)"), "{text}");
    assert!(enrich::enrich(b"{\"id\": 1").is_err());
}

/// Two articles through a worker, one of them twice, from the publisher in Rust to the consumer in Python.
#[tokio::test]
async fn publisher_and_consumer_meet_and_a_repeat_is_dropped() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/consumer.py");
    let mut consumer = tokio::process::Command::new(python());
    consumer.arg(script).arg(&newsroom.uri).args(["--exchange", &newsroom.named("enriched"), "--count", "3"]);
    let mut consumer = consumer
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("python3 runs");
    let mut words = BufReader::new(consumer.stderr.take().unwrap()).lines();
    let first = within("the consumer's start", words.next_line()).await.unwrap().unwrap_or_default();
    assert_eq!(first, "consuming", "python3 with pika is needed (Debian: python3-pika)");
    // A repeat, a kill of the same id without a version, and another article.
    let story = "Floods killed 14 people in Kenya.";
    for (id, title, body) in [
        ("urn:ex:1", "Überflutung 🌊", story),
        ("urn:ex:1", "Überflutung 🌊", story),
        ("urn:ex:1", "MANDATORY KILL", "Please kill the story about floods."),
        ("urn:ex:2", "Überflutung 🌊", story),
    ] {
        let article = json!({"id": id, "title": title, "body": body});
        let bytes = serde_json::to_vec(&article).unwrap();
        publisher::publish(&newsroom.uri, &newsroom.named("raw"), id, "application/json", &bytes)
            .await
            .unwrap();
    }
    let output = within("the consumer's end", consumer.wait_with_output()).await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert_eq!(text.matches("urn:ex:1: Überflutung").count(), 1, "{text}");
    assert_eq!(text.matches("urn:ex:1: MANDATORY KILL").count(), 1, "{text}");
    assert!(text.contains("urn:ex:2") && text.contains("place  Kenya (KE): Kenya"), "{text}");
    assert!(text.contains("figure 14 person: 14 people"), "{text}");
    let nobody = publisher::publish(&newsroom.uri, "amq.topic", "urn:ex:3", "text/plain", b"x").await;
    assert!(nobody.unwrap_err().to_string().contains("no queue is bound"));
    worker.stop().await;
}

/// A feed from a file, twice: each item once, a changed one again.
#[tokio::test]
async fn the_publisher_of_feeds_sends_what_is_new() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let folder = std::env::temp_dir().join(format!("dateline-feed-publisher-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (path, seen) = (folder.join("feed.xml"), folder.join("seen"));
    let item = |id: u32, text: &str| {
        format!(
            "<item><guid>{id}</guid><title>Überflutung 🌊</title><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
        )
    };
    let feed = |items: &str| {
        format!(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Example Wire</title>\
            <link>https://news.example/</link><language>en</language>{items}</channel></rss>"
        )
    };
    let publish = async |items: String| {
        std::fs::write(&path, feed(&items)).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/feed_publisher.py");
        let mut command = tokio::process::Command::new(python());
        command.args([script, &newsroom.uri, &format!("file://{}", path.display())]);
        command.args(["--exchange", &newsroom.named("raw"), "--seen"]).arg(&seen);
        let output = command.output().await.expect("python3 runs");
        String::from_utf8(output.stderr).unwrap()
    };
    let first = item(1, "Floods killed 14 people in Kenya.");
    let words = publish(format!("{first}{}", item(2, "Rain fell in Oman."))).await;
    assert!(words.contains("2 published"), "python3 with pika is needed (Debian: python3-pika): {words}");
    let words = publish(format!("{first}{}", item(2, "Rain fell in Oman and Yemen."))).await;
    assert!(words.contains("1 published"), "{words}");
    std::fs::remove_dir_all(&folder).unwrap();
    for (id, body) in [
        ("news.example/1", "Floods killed 14 people in Kenya."),
        ("news.example/2", "Rain fell in Oman."),
        ("news.example/2", "Rain fell in Oman and Yemen."),
    ] {
        let article = newsroom.next().await.article["article"].clone();
        assert_eq!((article["id"].as_str(), article["body"].as_str()), (Some(id), Some(body)));
        assert_eq!(
            (article["source"].as_str(), article["language"].as_str()),
            (Some("Example Wire"), Some("en"))
        );
    }
    worker.stop().await;
}

/// The Python that has pika: the first on the path, or that of the system, for which `scripts/set-up-python` installs it.
fn python() -> &'static str {
    let has_pika = |python: &&str| {
        let import = std::process::Command::new(python).args(["-c", "import pika"]).output();
        import.is_ok_and(|output| output.status.success())
    };
    ["python3", "/usr/bin/python3"].into_iter().find(has_pika).unwrap_or("python3")
}
