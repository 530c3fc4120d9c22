//! No text of an article stands in logs, in headers of ours, on the console or in metrics, whatever is wrong with it.

use std::io::Write;

use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::types::{AMQPValue, FieldTable};

use crate::console::{address, get};
use crate::harness::Newsroom;
use crate::harness::newsroom::header;

/// Stands in every body; a word that no text of the program has.
const MARK: &str = "Quibblethorn";

fn typed(content_type: &str) -> BasicProperties {
    BasicProperties::default().with_content_type(content_type.into())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// Messages that cannot be read, each with the mark where the damage is.
fn damaged() -> Vec<(BasicProperties, Vec<u8>)> {
    let json = || typed("application/json");
    let long = format!("{MARK} rain fell. ").repeat(40);
    let texts = [
        format!("\"{MARK} killed 14\""),
        format!("{{\"id\": \"1\", \"body\": {MARK}}}"),
        format!("{{\"id\": \"1\", \"body\": \"{MARK}"),
        format!("{{\"{MARK}\""),
        format!("{{{MARK}: 1}}"),
        format!("[\"{MARK}\"]"),
        format!(
            "{{\"body\": {{\"{MARK}\": \"{MARK}\"}}, \"title\": {{\"{MARK}\": 2}}, \"id\": {{\"{MARK}\": 1}}}}"
        ),
        format!("{{\"title\": \"Rain\", \"{MARK} is a key\": \"{long}\"}}"),
        format!(
            "{{\"specversion\": \"1.0\", \"data\": \"{MARK} <p\", \"datacontenttype\": \"{MARK} {MARK}\"}}"
        ),
        format!("[{{\"body\": \"{MARK}\"}}, {{\"body\": \"{MARK}\"}}]"),
        format!("<nitf><body><body.content><{MARK}></body.content></nitf>"),
        format!("<?xml version=\"1.0\"?><story>{MARK}</story>"),
        format!("{{\"id\": \"1\", \"body\": \"{MARK}\"}} {MARK}"),
        format!("{{\"a\": {}\"{MARK}\"{}}}", "[".repeat(200), "]".repeat(200)),
        format!("callback({{\"body\": \"{MARK}\"}})"),
        MARK.to_owned(),
        format!("{{\"body\": {}{MARK}}}", "9".repeat(400)),
        format!("{{\"body\": \"{}\"}}", long.repeat(10_000)),
        format!("{{\"title\": \"{}\", \"body\": \"Rain.\"}}", long.repeat(40)),
    ];
    let mut messages: Vec<_> = texts.iter().map(|text| (json(), text.clone().into_bytes())).collect();
    messages.push((json(), [MARK.as_bytes(), b" \xff\xfe"].concat()));
    messages.push((typed("text/plain"), [MARK.as_bytes(), b" \xfcber"].concat()));
    messages.push((json().with_content_encoding("gzip".into()), MARK.into()));
    messages.push((json().with_content_encoding("zstd".into()), MARK.into()));
    messages.push((json().with_content_encoding("deflate".into()), MARK.into()));
    let packed = gzip(format!("{{\"body\": \"{MARK}\"}}").as_bytes());
    messages.push((json().with_content_encoding("gzip".into()), packed[..packed.len() - 9].to_vec()));
    messages.push((typed(&format!("{MARK} {MARK}")), MARK.into()));
    messages.push((typed(&format!("text/plain; charset=\"{MARK} {MARK}\"")), MARK.into()));
    messages.push((json().with_content_encoding(format!("{MARK} {MARK}").into()), MARK.into()));
    messages
}

/// Headers of ours; those of the sender come back as they came.
fn ours(letter: &Delivery) -> String {
    let headers = letter.properties.headers().clone().unwrap_or_default();
    let ours = headers.inner().iter().filter(|(name, _)| name.as_str().starts_with("dateline."));
    ours.map(|(name, value)| format!("{name}={}", words(value))).collect::<Vec<_>>().join("\n")
}

fn words(value: &AMQPValue) -> String {
    match value {
        AMQPValue::LongString(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn nothing_of_a_damaged_article_is_told() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("CONSOLE__LISTEN", "127.0.0.1:0"), ("LOG__LEVEL", "debug")]).await;
    let console = address(&worker).await;
    let messages = damaged();
    for (properties, body) in &messages {
        newsroom.publish("wire", body, properties.clone()).await;
    }
    // What is read nonetheless: a text as id and as version of an article.
    let article = serde_json::json!({ "id": format!("{MARK} is the id"), "version": format!("{MARK} ").repeat(20),
        "pub_status": MARK, "embargoed_until": MARK, "body": format!("{MARK} rain fell.") });
    newsroom.publish_json(&article).await;
    let read = [
        format!(
            "{{\"id\": [\"{MARK}\", \"{MARK}\"], \"body\": \"{MARK} rain fell.\", \"{MARK} is a key\": \"{}\"}}",
            "Rain fell. ".repeat(30)
        ),
        format!("{{\"id\": \"x\", \"body\": \"Rain\nfell.\", \"note\": \"{MARK} \\ud800 \\q\"}}"),
    ];
    for body in &read {
        newsroom.publish("wire", body.as_bytes(), typed("text/plain")).await;
    }
    let properties = typed("text/plain").with_message_id(format!("{MARK} is the id").into());
    newsroom.publish("wire", b"Rain fell.", properties.with_headers(FieldTable::default())).await;
    let mut dead = 0;
    for (properties, body) in &messages {
        let letter = newsroom.dead().await;
        assert!(messages.iter().any(|(_, body)| *body == letter.data));
        let told = ours(&letter);
        assert!(header(&letter, "dateline.error").is_some_and(|words| words.len() > 10), "{told}");
        assert!(!told.contains(MARK), "{told}\n{properties:?}\n{}", body.len());
        dead += 1;
    }
    for _ in 0..4 {
        let enriched = newsroom.next().await.delivery;
        assert!(!ours(&enriched).contains(MARK), "{}", ours(&enriched));
    }
    for path in ["/metrics", "/health/ready", "/health/live"] {
        let (_, text) = get(&console, path).await.unwrap();
        assert!(!text.contains(MARK), "{text}");
    }
    worker.logged_times("article_dead_lettered", dead).await;
    worker.logged_times("article_enriched", 4).await;
    let log = worker.log();
    worker.stop().await;
    let telling: Vec<_> = log.iter().filter(|line| line.contains(MARK)).collect();
    assert!(telling.is_empty(), "{telling:#?}");
}
