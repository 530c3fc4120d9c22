//! A link that carries less than a full window in the time that a confirm may take.

use lapin::uri::AMQPUri;

use crate::harness::publishing::publish_all;
use crate::harness::{Newsroom, Proxy};
use dateline::amqp::{Body, Outgoing, Properties};

/// Bytes a second.
const RATE: usize = 100_000;
const ARTICLES: usize = 250;

#[tokio::test]
async fn a_slow_link_repeats_nothing() {
    let newsroom = Newsroom::open().await;
    let broker: AMQPUri = newsroom.uri.parse().unwrap();
    let proxy = Proxy::slow(broker.authority.port, RATE).await;
    let articles = (0..ARTICLES).map(|number| {
        let body = format!("It rained on day {number}. ").repeat(80);
        Outgoing {
            exchange: newsroom.named("raw"),
            routing_key: "wire".into(),
            properties: Properties::default().with_delivery_mode(2),
            body: Body::New(
                serde_json::json!({ "id": number, "body": body }).to_string().into_bytes().into(),
            ),
        }
    });
    publish_all(&newsroom.uri, articles).await;
    let through = format!("amqp://guest:guest@127.0.0.1:{}/%2f", proxy.port());
    // All at once would take more than six times as long as a confirm may take.
    let settings: &[(&str, &str)] =
        &[("BROKER__URI", &through), ("PUBLISH__CONFIRM_TIMEOUT", "1500ms"), ("ENRICH__ENABLED", "false")];
    let worker = newsroom.worker_with(settings).await;
    let all = u32::try_from(ARTICLES).unwrap();
    newsroom.ready("outlet", all).await;
    worker.stop().await;
    assert_eq!(newsroom.counts("work").await.0, 0, "all were acknowledged");
    assert_eq!(newsroom.counts("outlet").await.0, all, "none came twice");
}
