//! A soak: full load with articles of mixed sizes; afterwards the worker holds no more memory and no more file descriptors
//! than after the first part. `make soak` runs it for ten minutes.

use std::io::Write as _;
use std::time::{Duration, Instant};

use dateline::amqp::{Body, Outgoing, Properties};
use futures_util::StreamExt;

use crate::harness::publishing::publish_all;
use crate::harness::{Newsroom, within};
use crate::test_articles::FLOOD;

/// Seconds of the load; `DATELINE_SOAK_SECONDS` sets another number.
const SECONDS: u64 = 20;
/// Articles of one round, from one paragraph to the last size in the list.
const ROUND: usize = 60;
/// Paragraphs of an article, one after the other: most are short, a few long.
const PARAGRAPHS: [usize; 6] = [1, 3, 8, 2, 40, 400];
/// Growth of memory that the end may show beside the middle: the share that issue reports allow, and the noise of a
/// short run.
const GROWTH: f64 = 0.05;
const NOISE: usize = 12 << 20;

fn resident(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix("kB").unwrap().trim().parse::<usize>().unwrap() * 1024
}

fn descriptors(process: u32) -> usize {
    std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count()
}

/// The articles of one round, each with an id of its own.
fn round(newsroom: &Newsroom, number: usize) -> Vec<Outgoing> {
    let article = |index: usize| {
        let body = format!("{FLOOD}\n\n").repeat(PARAGRAPHS[index % PARAGRAPHS.len()]);
        let article = serde_json::json!({ "id": format!("{number}-{index}"), "body": body });
        Outgoing {
            exchange: newsroom.named("raw"),
            routing_key: "wire".into(),
            properties: Properties::default().with_delivery_mode(2),
            body: Body::New(article.to_string().into_bytes().into()),
        }
    };
    (0..ROUND).map(article).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_and_file_descriptors_stay_as_they_are() {
    let seconds = std::env::var("DATELINE_SOAK_SECONDS").ok().and_then(|text| text.parse().ok());
    let length = Duration::from_secs(seconds.unwrap_or(SECONDS));
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    // Read, not purged: a classic queue of RabbitMQ 4.0.5 that was purged 4,000 times crashed for good.
    let mut outlet = newsroom.outlet("reader", &["#"]).await;
    newsroom.close_outlet().await;
    let (begun, mut rounds) = (Instant::now(), 0);
    let (mut middle, mut end) = ((0, 0), (0, 0));
    while begun.elapsed() < length || rounds < 4 {
        publish_all(&newsroom.uri, round(&newsroom, rounds).into_iter()).await;
        for _ in 0..ROUND {
            within("an enriched article", outlet.next()).await.unwrap().unwrap();
        }
        rounds += 1;
        let now = (resident(worker.id()), descriptors(worker.id()));
        let half = if begun.elapsed() < length / 2 || rounds <= 2 { &mut middle } else { &mut end };
        *half = (half.0.max(now.0), half.1.max(now.1));
    }
    writeln!(
        std::io::stderr(),
        "soak: {} articles in {} s; memory {} MiB in the first half, {} MiB in the second; descriptors {} and {}",
        rounds * ROUND,
        begun.elapsed().as_secs(),
        middle.0 >> 20,
        end.0 >> 20,
        middle.1,
        end.1
    )
    .ok();
    let allowed = middle.0 + (middle.0 as f64 * GROWTH) as usize + NOISE;
    assert!(end.0 <= allowed, "memory grew from {} to {} MiB", middle.0 >> 20, end.0 >> 20);
    assert!(end.1 <= middle.1, "file descriptors grew from {} to {}", middle.1, end.1);
    worker.stop().await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    newsroom.ready("work", 0).await;
}
