//! Large articles: memory is bounded by bytes, not by the number of messages.

use crate::console::{address, get};
use crate::harness::publishing::publish_all;
use crate::harness::{Newsroom, until};
use dateline::amqp::{Body, Outgoing, Properties};

const ARTICLES: u32 = 100;
/// Of the photo in each article.
const PHOTO: usize = 2 << 20;

/// The most memory that a process has used, in bytes.
pub(crate) fn peak(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix("kB").unwrap().trim().parse::<usize>().unwrap() * 1024
}

#[tokio::test]
async fn large_articles_take_no_more_memory_than_is_allowed() {
    let settings: &[(&str, &str)] = &[
        ("CONSOLE__LISTEN", "127.0.0.1:0"),
        ("ENRICH__ENABLED", "false"),
        ("LIMITS__IN_HAND_BYTES", "8MiB"),
    ];
    let newsroom = Newsroom::open().await;
    let photo = "QUJD".repeat(PHOTO / 4);
    let articles = (0..ARTICLES).map(|number| {
        let article = serde_json::json!({ "id": number, "body": "It rained.", "photo": photo });
        Outgoing {
            exchange: newsroom.named("raw"),
            routing_key: "wire".into(),
            properties: Properties::default().with_delivery_mode(2),
            body: Body::New(article.to_string().into_bytes().into()),
        }
    });
    publish_all(&newsroom.uri, articles).await;
    let worker = newsroom.worker_with(settings).await;
    let address = address(&worker).await;
    newsroom.ready("outlet", ARTICLES).await;
    // As they came and as they go: 400 MiB; a prefetch of 512 takes all of them.
    let used = peak(worker.id());
    assert!(used < 300 << 20, "{} MiB", used >> 20);
    until("nothing in hand", async || {
        let (_, text) = get(&address, "/metrics").await?;
        text.lines().any(|line| line == "dateline_in_hand_bytes 0").then_some(())
    })
    .await;
    worker.stop().await;
    assert_eq!(newsroom.counts("outlet").await.0, ARTICLES, "none came twice");
}
