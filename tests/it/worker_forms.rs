//! Every form in which an article may come in, through the worker; and the same bytes by worker and command line.

use std::io::Write;
use std::process::Stdio;

use lapin::BasicProperties;
use serde_json::{Value, json};

use crate::harness::{Newsroom, dateline};
use crate::test_articles::{FLOOD, flood, harvest};

fn typed(content_type: &str) -> BasicProperties {
    BasicProperties::default().with_content_type(content_type.into())
}

async fn enriched(body: &[u8], properties: BasicProperties) -> Value {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    newsroom.publish("wire", body, properties).await;
    let article = newsroom.next().await.article;
    worker.stop().await;
    article
}

#[tokio::test]
async fn json() {
    let mut input = flood("json-1");
    input["desk"] = json!({ "name": "Africa", "shift": 2 });
    let output = enriched(&serde_json::to_vec(&input).unwrap(), typed("application/json")).await;
    assert_eq!(output["article"]["id"], "json-1");
    assert_eq!(output["article"]["title"], "Heavy rain floods Nairobi");
    assert_eq!(output["article"]["body"], FLOOD);
    assert_eq!(
        output["article"]["desk"],
        json!({ "name": "Africa", "shift": 2 }),
        "unknown fields come back"
    );
    assert_eq!(output["enrichment"]["status"], "complete");
    assert_eq!(output["enrichment"]["language"]["code"], "en");
}

#[tokio::test]
async fn json_without_a_content_type() {
    let output = enriched(&serde_json::to_vec(&flood("sniffed")).unwrap(), BasicProperties::default()).await;
    assert_eq!(output["article"]["id"], "sniffed");
}

#[tokio::test]
async fn plain_text_with_hashtags_and_time() {
    let text = format!("{FLOOD}\n#Kenya #flood\n2026-03-02 08:15:00\n");
    let output = enriched(text.as_bytes(), typed("text/plain")).await;
    assert_eq!(output["article"]["body"].as_str().unwrap().trim_end(), FLOOD);
    assert_eq!(output["article"]["hashtags"], json!(["Kenya", "flood"]));
    assert_eq!(output["article"]["published_at"], "2026-03-02T08:15:00Z");
    assert_eq!(output["article"]["published_at_zone"], "assumed");
    assert!(output["article"]["id"].as_str().unwrap().starts_with("sha256:"));
}

#[tokio::test]
async fn plain_text_takes_its_id_from_the_message() {
    let output = enriched(FLOOD.as_bytes(), typed("text/plain").with_message_id("desk-77".into())).await;
    assert_eq!(output["article"]["id"], "desk-77");
}

#[tokio::test]
async fn ninjs() {
    let input = json!({
        "uri": "urn:newsml:example:1", "type": "text", "headline": "Heavy rain floods Nairobi",
        "body_text": FLOOD, "versioncreated": "2026-03-02T08:15:00Z", "language": "en", "pubstatus": "usable",
    });
    let output = enriched(&serde_json::to_vec(&input).unwrap(), typed("application/json")).await;
    assert_eq!(output["article"]["id"], "urn:newsml:example:1");
    assert_eq!(output["article"]["title"], "Heavy rain floods Nairobi");
    assert_eq!(output["article"]["body"], FLOOD);
    assert_eq!(output["article"]["updated_at"], "2026-03-02T08:15:00Z");
}

#[tokio::test]
async fn html_is_reduced_to_text() {
    let input =
        json!({ "id": "html-1", "body": format!("<p>{FLOOD}</p><p>More &amp; more rain is expected.</p>") });
    let output = enriched(&serde_json::to_vec(&input).unwrap(), typed("application/json")).await;
    let body = output["article"]["body"].as_str().unwrap();
    assert!(body.starts_with(FLOOD) && body.contains("More & more rain") && !body.contains('<'), "{body}");
    assert_eq!(output["article"]["original"]["content_type"], "text/html");
}

#[tokio::test]
async fn compressed() {
    let plain = serde_json::to_vec(&flood("packed")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&plain).unwrap();
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(&plain).unwrap();
    let zstd =
        ruzstd::encoding::compress_to_vec(plain.as_slice(), ruzstd::encoding::CompressionLevel::Fastest);
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    for (encoding, body) in
        [("gzip", gzip.finish().unwrap()), ("deflate", deflate.finish().unwrap()), ("zstd", zstd)]
    {
        let properties = typed("application/json").with_content_encoding(encoding.into());
        newsroom.publish("wire", &body, properties).await;
        let received = newsroom.next().await;
        assert_eq!(received.article["article"]["id"], "packed", "{encoding}");
        assert!(received.delivery.properties.content_encoding().is_none(), "the output is not compressed");
    }
    worker.stop().await;
}

#[tokio::test]
async fn an_article_without_a_body_goes_on() {
    let input = json!({ "id": "gone", "pub_status": "canceled" });
    let output = enriched(&serde_json::to_vec(&input).unwrap(), typed("application/json")).await;
    assert_eq!(output["enrichment"]["status"], "no_text");
    assert_eq!(output["article"]["pub_status"], "canceled");
}

#[tokio::test]
async fn the_worker_and_the_command_line_give_the_same_bytes() {
    let seed = include_bytes!("../../seeds/000_371c06971a596525.txt");
    let flood = serde_json::to_vec(&flood("same")).unwrap();
    let harvest = serde_json::to_vec(&harvest("same-too")).unwrap();
    let inputs: [(&str, &str, &[u8]); 3] = [
        ("text", "text/plain", seed),
        ("json", "application/json", &flood),
        ("json", "application/json", &harvest),
    ];
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    for (form, content_type, input) in inputs {
        let printed = enrich(form, input);
        for time in ["first", "second"] {
            newsroom.publish("wire", input, typed(content_type)).await;
            let received = newsroom.next().await.delivery;
            assert!(received.data == printed, "the worker's bytes differ the {time} time");
        }
    }
    worker.stop().await;
}

/// The line that `dateline enrich` prints, without its end.
fn enrich(form: &str, input: &[u8]) -> Vec<u8> {
    let mut child = dateline()
        .args(["enrich", "--from", form])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("dateline runs");
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    output.stdout.strip_suffix(b"\n").expect("a line").to_vec()
}
