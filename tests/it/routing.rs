//! Routing keys, bindings by country and topic, and what nobody is bound to.

use crate::harness::Newsroom;
use crate::harness::newsroom::received;
use crate::test_articles::{flood, harvest};

#[tokio::test]
async fn outlets_bind_by_language_and_country() {
    let mut newsroom = Newsroom::open().await;
    let mut kenya = newsroom.outlet("kenya", &["article.*.KE.*"]).await;
    let mut peru = newsroom.outlet("peru", &["article.en.PE.#"]).await;
    let worker = newsroom.worker().await;
    newsroom.publish_json(&harvest("of-peru")).await;
    newsroom.publish_json(&flood("of-kenya")).await;
    newsroom.publish_json(&harvest("of-peru-too")).await;
    assert_eq!(received(&mut kenya).await.article["article"]["id"], "of-kenya");
    for id in ["of-peru", "of-peru-too"] {
        let received = received(&mut peru).await;
        assert_eq!(received.article["article"]["id"], id);
        assert!(received.delivery.routing_key.as_str().starts_with("article.en.PE."));
    }
    for _ in 0..3 {
        newsroom.next().await;
    }
    assert_eq!(newsroom.counts("unrouted").await.0, 0);
    worker.stop().await;
}

#[tokio::test]
async fn an_article_that_fits_two_bindings_of_a_queue_comes_once() {
    let mut newsroom = Newsroom::open().await;
    let mut region = newsroom.outlet("region", &["article.*.KE.*", "article.*.PE.*"]).await;
    let worker = newsroom.worker().await;
    let body = format!("{} {}", crate::test_articles::FLOOD, crate::test_articles::HARVEST);
    newsroom.publish_json(&serde_json::json!({ "id": "both", "body": body })).await;
    newsroom.publish_json(&flood("behind")).await;
    assert_eq!(received(&mut region).await.article["article"]["id"], "both");
    assert_eq!(received(&mut region).await.article["article"]["id"], "behind");
    for id in ["both", "behind"] {
        assert_eq!(newsroom.next().await.article["article"]["id"], id);
    }
    worker.stop().await;
}

#[tokio::test]
async fn what_is_not_known_has_its_place_in_the_key() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    newsroom.publish_json(&serde_json::json!({ "id": "empty", "pub_status": "canceled" })).await;
    assert_eq!(newsroom.next().await.delivery.routing_key.as_str(), "article._._._");
    worker.stop().await;
}

#[tokio::test]
async fn what_nobody_is_bound_to_is_parked() {
    let newsroom = Newsroom::open().await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker().await;
    newsroom.publish_json(&flood("nobody")).await;
    let parked = newsroom.take("unrouted").await;
    let article = crate::harness::schema::check(&parked.data);
    assert_eq!(article["article"]["id"], "nobody");
    assert!(parked.routing_key.as_str().starts_with("article.en.KE."), "{}", parked.routing_key);
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}
