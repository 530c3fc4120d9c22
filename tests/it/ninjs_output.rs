//! Enriched articles as items of ninjs (`output.format = "ninjs"`), through the worker.

use lapin::BasicProperties;
use serde_json::Value;

use crate::harness::Newsroom;
use crate::harness::newsroom::header;
use crate::test_articles::{FLOOD, flood};

#[tokio::test]
async fn an_item_repeats_byte_by_byte_and_is_not_enriched_again() {
    let settings: &[(&str, &str)] = &[("OUTPUT__FORMAT", "ninjs")];
    let newsroom = Newsroom::open_with(settings).await;
    let worker = newsroom.worker_with(settings).await;
    newsroom.publish_json(&flood("item")).await;
    let first = newsroom.take("outlet").await;
    let item: Value = serde_json::from_slice(&first.data).unwrap();
    assert_eq!(item["standard"]["name"], "ninjs");
    assert_eq!((&item["uri"], &item["bodies"][0]["value"]), (&"urn:dateline:item".into(), &FLOOD.into()));
    assert_eq!(first.properties.content_type().as_ref().unwrap().as_str(), "application/json");
    assert!(first.routing_key.as_str().starts_with("article.en.KE."), "{}", first.routing_key);

    newsroom.publish_json(&flood("item")).await;
    let repeat = newsroom.take("outlet").await;
    assert!(repeat.data == first.data, "the repeat differs");
    assert_eq!(header(&repeat, "dateline.digest"), header(&first, "dateline.digest"));

    // A wrong binding would bring it in again.
    let json = BasicProperties::default().with_content_type("application/json".into());
    newsroom.publish("wire", &first.data, json).await;
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("already_enriched"));
    assert!(letter.data == first.data, "the original bytes");
    worker.stop().await;
}
