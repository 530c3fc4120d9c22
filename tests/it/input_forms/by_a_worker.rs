//! Samples through a worker: the log, the counters, and properties that say little.

use super::*;

/// An embargo that cannot be read: the article goes on, withheld, and the log names the field and no word of the article.
#[tokio::test]
async fn a_field_that_cannot_be_read_is_logged() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let mut article: Value = serde_json::from_slice(&bytes("dateline.json")).unwrap();
    article["embargoed_until"] = "when Ilse has spoken".into();
    article["published_at"] = Value::Null;
    newsroom.publish_json(&article).await;
    let output = newsroom.next().await.article["article"].clone();
    let line = worker.logged("article_field_unreadable").await;
    worker.stop().await;
    assert_eq!((&output["pub_status"], &output["embargoed_until"]), (&"withheld".into(), &Value::Null));
    assert_eq!(output["embargoed_until_raw"], "when Ilse has spoken");
    assert!(line.contains("embargoed_until") && line.contains("WARN") || line.contains("warn"), "{line}");
    assert!(!line.contains("Ilse") && !line.contains("Ferries"), "{line}");
}

#[tokio::test]
async fn a_text_that_the_source_cut_and_a_number_for_an_id_are_logged() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let mut article: Value = serde_json::from_slice(&bytes("dateline.json")).unwrap();
    article["body"] =
        "Ferries between Vell and the island of Ostra sailed again on Monday… [+2312 chars]".into();
    article["id"] = 17.into();
    for key in ["url", "source"] {
        article.as_object_mut().unwrap().remove(key);
    }
    newsroom.publish_json(&article).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "17");
    let lines = [worker.logged("article_text_cut").await, worker.logged("article_id_local").await];
    worker.stop().await;
    assert!(lines.iter().all(|line| !line.contains("Ferries")), "{lines:?}");
}

#[tokio::test]
async fn cloud_events_in_binary_mode_are_the_article_itself() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let mut headers = FieldTable::default();
    for (name, value) in [
        ("cloudEvents:specversion", "1.0"),
        ("cloudEvents:id", "event-80"),
        ("cloudEvents:datacontenttype", "application/json"),
    ] {
        headers.insert(name.into(), AMQPValue::LongString(value.into()));
    }
    newsroom.publish("wire", &bytes("dateline.json"), BasicProperties::default().with_headers(headers)).await;
    let output = newsroom.next().await.article;
    worker.stop().await;
    check(&SAMPLES[0], &output["article"]);
}

/// The bodies that messaging libraries send: compression that a header names, or nothing at all; bytes that are no text.
#[tokio::test]
async fn bytes_are_looked_at_where_properties_say_nothing() {
    use std::io::Write;
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&bytes("dateline.json")).unwrap();
    let gzip = gzip.finish().unwrap();
    let json = || BasicProperties::default().with_content_type("application/json".into());
    let mut headers = FieldTable::default();
    headers.insert("compression".into(), AMQPValue::LongString("application/x-gzip".into()));
    for properties in [json().with_headers(headers), json(), BasicProperties::default()] {
        newsroom.publish("wire", &gzip, properties).await;
        check(&SAMPLES[0], &newsroom.next().await.article["article"]);
    }
    worker.logged("content_type_corrected").await;
    let avro = [b"Obj\x01\x04\x14avro.codec\x08null\x16avro.schema\x02{}".as_slice(), &[0; 20]].concat();
    newsroom.publish("wire", &avro, BasicProperties::default()).await;
    let letter = newsroom.dead().await;
    let words = crate::harness::newsroom::header(&letter, "dateline.error").unwrap();
    assert!(words.contains("NUL"), "{words}");
    worker.stop().await;
}

#[tokio::test]
async fn a_long_text_that_no_field_took_is_logged() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let background = "The ferry was built in the nineties and has been repaired twice. ".repeat(5);
    let mut article: Value = serde_json::from_slice(&bytes("dateline.json")).unwrap();
    article["background"] = serde_json::json!({ "A heading with blanks": background });
    article["language"] = "Klingonish".into();
    newsroom.publish_json(&article).await;
    newsroom.next().await;
    let line = worker.logged("article_text_unread").await;
    let unknown = worker.logged("language_unknown").await;
    worker.stop().await;
    assert!(unknown.contains("Klingonish"), "{unknown}");
    assert!(line.contains("/background/…") && line.contains("325"), "{line}");
    assert!(!line.contains("heading") && !line.contains("nineties"), "{line}");
}

#[tokio::test]
async fn repairs_are_told_and_counted() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("CONSOLE__LISTEN", "127.0.0.1:0")]).await;
    let console = crate::console::address(&worker).await;
    newsroom.publish("wire", &bytes("broken.json"), BasicProperties::default()).await;
    let repaired = newsroom.next().await.article["article"]["repaired"].clone();
    assert_eq!(repaired, serde_json::json!(["control_characters", "bad_escapes", "lone_surrogates"]));
    let line = "dateline_articles_repaired_total{repair=\"bad_escapes\"} 1";
    crate::harness::until("the counter", async || {
        let (_, text) = crate::console::get(&console, "/metrics").await?;
        text.lines().any(|found| found == line).then_some(())
    })
    .await;
    worker.stop().await;
    let strict = newsroom.worker_with(&[("INPUT__STRICT", "true")]).await;
    newsroom.publish("wire", &bytes("broken.json"), BasicProperties::default()).await;
    let letter = newsroom.dead().await;
    strict.stop().await;
    let reason = crate::harness::newsroom::header(&letter, "dateline.reason");
    assert_eq!(reason.as_deref(), Some("unreadable_body"));
}

#[test]
fn an_input_is_explained_without_its_text() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/forms/cloudevents.json");
    let output = dateline().args(["enrich", "--explain-input", sample]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    for part in [
        "read as application/json",
        "envelope        cloudevents",
        "form            dateline",
        "body            from /body (290",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("Ferries"), "{text}");
}

/// Without `message_id` and in the forms whose ids stand elsewhere: consumers drop repeats by the id.
#[tokio::test]
async fn different_articles_never_share_an_id() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let files = [
        "superdesk.json",
        "superdesk-embargo.json",
        "newsapi.json",
        "newsapi-list.json",
        "gdelt.json",
        "cc-news.json",
    ];
    let mut ids = std::collections::BTreeSet::new();
    for file in files {
        newsroom.publish("wire", &bytes(file), BasicProperties::default()).await;
        let properties = newsroom.next().await.delivery.properties;
        ids.insert(properties.message_id().as_ref().map(ToString::to_string));
    }
    worker.stop().await;
    assert_eq!(ids.len(), files.len(), "{ids:?}");
}
