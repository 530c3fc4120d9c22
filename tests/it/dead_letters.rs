//! Every reason for which a message is dead-lettered at once, on the real broker.

use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::types::{AMQPValue, FieldTable};

use crate::harness::Newsroom;
use crate::harness::newsroom::header;
use crate::test_articles::flood;

/// Publishes one message to a worker with these settings and gives what became of it: it must be a dead letter for
/// this reason with the original bytes, and an innocent article behind it must come through.
async fn dead(reason: &str, settings: &[(&str, &str)], body: &[u8], properties: BasicProperties) -> Delivery {
    let mut newsroom = Newsroom::open_with(settings).await;
    let worker = newsroom.worker_with(settings).await;
    newsroom.publish("wire.africa", body, properties).await;
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some(reason), "{:?}", letter.properties);
    assert_eq!(letter.routing_key.as_str(), reason);
    assert!(letter.data == body, "the original bytes");
    assert!(header(&letter, "dateline.error").is_some_and(|words| !words.is_empty()));
    assert_eq!(header(&letter, "dateline.attempts").as_deref(), Some("1"));
    assert!(header(&letter, "dateline.first-failed-at").is_some_and(|time| time.contains('T')));
    assert_eq!(header(&letter, "dateline.original-exchange"), Some(newsroom.named("raw")));
    assert_eq!(header(&letter, "dateline.original-routing-key").as_deref(), Some("wire.africa"));
    if reason != "unroutable" {
        newsroom.publish_json(&serde_json::json!({ "id": "innocent", "body": "Rain." })).await;
        assert_eq!(newsroom.next().await.article["article"]["id"], "innocent");
    }
    worker.stop().await;
    letter
}

fn json() -> BasicProperties {
    BasicProperties::default().with_content_type("application/json".into())
}

fn body_of(size: usize) -> Vec<u8> {
    let body = "It rained in the hills. ".repeat(size / 24 + 1);
    serde_json::to_vec(&serde_json::json!({ "id": "long", "body": body })).unwrap()
}

#[tokio::test]
async fn unreadable_encoding_of_the_compression() {
    dead("unreadable_encoding", &[], b"no gzip at all", json().with_content_encoding("gzip".into())).await;
}

#[tokio::test]
async fn unreadable_body() {
    let properties = json().with_message_id("desk-3".into()).with_correlation_id("c-9".into());
    let letter = dead("unreadable_body", &[], br#"{"id": "x", "body": "#, properties).await;
    assert_eq!(letter.properties.message_id().as_ref().map(ToString::to_string).as_deref(), Some("desk-3"));
    assert_eq!(letter.properties.correlation_id().as_ref().map(ToString::to_string).as_deref(), Some("c-9"));
    assert_eq!(
        letter.properties.content_type().as_ref().map(ToString::to_string).as_deref(),
        Some("application/json")
    );
}

#[tokio::test]
async fn no_article() {
    let story = "The river rose through the night and took the bridge. ".repeat(5);
    let body = serde_json::json!({ "id": "x", "title": "River takes bridge", "telegram": { "part": story } });
    let letter = dead("no_article", &[], body.to_string().as_bytes(), json()).await;
    let words = header(&letter, "dateline.error").unwrap();
    assert!(words.contains("/telegram/part") && words.contains(&story.len().to_string()), "{words}");
    assert!(!words.contains("bridge"), "{words}");
}

#[tokio::test]
async fn several_articles() {
    let list = serde_json::json!({ "articles": [flood("one"), flood("two")] });
    let letter = dead("several_articles", &[], list.to_string().as_bytes(), json()).await;
    assert!(header(&letter, "dateline.error").unwrap().contains("dateline publish"));
}

#[tokio::test]
async fn unsupported_type() {
    let properties = BasicProperties::default().with_content_type("image/png".into());
    dead("unsupported_type", &[], b"\x89PNG\r\n\x1a\n", properties).await;
}

#[tokio::test]
async fn too_large() {
    dead("too_large", &[("LIMITS__MESSAGE_BYTES", "4KiB")], &body_of(5000), json()).await;
}

#[tokio::test]
async fn too_large_when_decompressed() {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&body_of(200_000)).unwrap();
    let properties = json().with_content_encoding("gzip".into());
    dead("too_large", &[("LIMITS__DECOMPRESSED_BYTES", "64KiB")], &gzip.finish().unwrap(), properties).await;
}

#[tokio::test]
async fn a_title_or_a_body_that_is_too_long() {
    let title = serde_json::json!({ "id": "t", "title": "Rain ".repeat(1000), "body": "It rained." });
    dead("too_large", &[("LIMITS__TITLE_BYTES", "4KiB")], &serde_json::to_vec(&title).unwrap(), json()).await;
    dead("too_large", &[("LIMITS__BODY_BYTES", "4KiB")], &body_of(5000), json()).await;
}

#[tokio::test]
async fn json_that_nests_too_deeply() {
    let nested =
        format!(r#"{{"id": "n", "body": "It rained.", "more": {}1{}}}"#, "[".repeat(20), "]".repeat(20));
    let letter = dead("unreadable_body", &[("LIMITS__JSON_DEPTH", "10")], nested.as_bytes(), json()).await;
    let words = header(&letter, "dateline.error").unwrap();
    assert!(words.contains("10") && words.contains("deep"), "{words}");
}

#[tokio::test]
async fn json_of_too_many_values() {
    let many =
        format!(r#"{{"id": "n", "body": "It rained.", "more": [{}0]}}"#, r#"{"a":0},"#.repeat(100_000));
    let letter = dead("too_large", &[], many.as_bytes(), json()).await;
    assert!(header(&letter, "dateline.error").unwrap().contains("limits.json_values"));
}

#[tokio::test]
async fn a_dead_letter_that_comes_back_goes_in_no_circle() {
    let mut newsroom = Newsroom::open().await;
    newsroom.bind(&newsroom.named("work"), "dead", "#").await;
    let worker = newsroom.worker().await;
    newsroom.publish("wire", b"{", json()).await;
    worker.logged("dead_letter_came_back").await;
    for _ in 0..2 {
        let letter = newsroom.dead().await;
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"));
    }
    newsroom.publish_json(&serde_json::json!({ "id": "innocent", "body": "Rain." })).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "innocent");
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0, "the letter came back once");
    worker.stop().await;
}

#[tokio::test]
async fn output_too_large() {
    dead("output_too_large", &[("LIMITS__OUTPUT_BYTES", "4KiB")], &body_of(6000), json()).await;
}

#[tokio::test]
async fn headers_too_large() {
    let mut headers = FieldTable::default();
    headers.insert("desk-note".into(), AMQPValue::LongString("n".repeat(6000).into()));
    let body = serde_json::to_vec(&flood("noted")).unwrap();
    dead("headers_too_large", &[("LIMITS__HEADERS_BYTES", "4KiB")], &body, json().with_headers(headers))
        .await;
}

#[tokio::test]
async fn already_enriched() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    newsroom.publish_json(&flood("loop")).await;
    let enriched = newsroom.next().await.delivery;
    // By its properties, and by its body alone.
    newsroom.publish("wire", &enriched.data, enriched.properties.clone()).await;
    newsroom.publish("wire", &enriched.data, json()).await;
    for _ in 0..2 {
        let letter = newsroom.dead().await;
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("already_enriched"));
    }
    worker.stop().await;
}

#[tokio::test]
async fn unroutable_where_that_is_a_failure() {
    let settings = [("OUTPUT__UNROUTABLE", "fail")];
    let newsroom = Newsroom::open_with(&settings).await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker_with(&settings).await;
    let body = serde_json::to_vec(&flood("nobody")).unwrap();
    newsroom.publish("wire", &body, json()).await;
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unroutable"));
    assert!(letter.data == body, "the raw article, not the enriched one");
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_holds_no_text() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    // Whole, cut off in the midst of a text, and with text where a number is wanted.
    newsroom.publish_json(&flood("whole")).await;
    newsroom.next().await;
    let whole = flood("broken").to_string();
    for broken in [&whole[..whole.len() / 2], &whole.replace(r#"["Kenya"]"#, r#"{"Nairobi":"Kenya"}"#)] {
        newsroom.publish("wire", broken.as_bytes(), json()).await;
    }
    worker.logged("article_enriched").await;
    worker.logged("article_dead_lettered").await;
    newsroom.ready("work", 0).await;
    for line in worker.log() {
        assert!(!line.contains("Nairobi") && !line.contains("Heavy"), "{line}");
    }
    worker.stop().await;
}
