//! What the console costs at 500 articles a second: `make bench-console`.
//!
//! The same briefs go through a worker without the console, with it, and with it open in a browser; in every round in this
//! order, each on queues of its own. Measured are the processor time of the worker per article, and the memory of the page.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench tells what it measured, and ends where it cannot"
)]

#[path = "../tests/browser/browser.rs"]
#[expect(dead_code, reason = "the tests of the page use the rest")]
mod browser;
#[path = "../tests/it/harness/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use the rest")]
mod harness;

use std::time::{Duration, Instant};

use lapin::BasicProperties;
use lapin::options::BasicPublishOptions;

use browser::{Browser, DESK};
use harness::{Newsroom, Worker, until};

/// Clock ticks a second in `/proc`: the same on every Linux.
const TICKS: f64 = 100.0;
/// Time between two handfuls of articles.
const BEAT: Duration = Duration::from_millis(20);
/// The briefs are the first paragraphs of these articles, up to so many bytes: with whole articles, two cores do not pass 500 a
/// second beside the broker.
const ARTICLES: &str = "tests/gold/dev";
const BRIEF: usize = 600;
const CONTENDERS: [&str; 3] = ["without the console", "with it", "with it, open in a browser"];
const CONSOLE: [(&str, &str); 2] = [("CONSOLE__LISTEN", "127.0.0.1:0"), ("CONSOLE__ARTICLES", "true")];

/// The measurements of one run.
struct Measured {
    rate: f64,
    milliseconds_per_article: f64,
    /// The largest heap of the page, and the largest private memory of its process, in bytes.
    page: Option<(f64, f64)>,
}

#[tokio::main]
async fn main() {
    let (rate, seconds, rounds) = (setting("RATE", 500), setting("SECONDS", 30), setting("ROUNDS", 5));
    let mut costs: [Vec<f64>; CONTENDERS.len()] = Default::default();
    for round in 1..=rounds {
        for (contender, name) in CONTENDERS.iter().enumerate() {
            let measured = run(contender, rate, seconds).await;
            print!(
                "round {round}: {name}: {:.0} articles/s, {:.3} ms of the worker's processor time an article",
                measured.rate, measured.milliseconds_per_article
            );
            match measured.page {
                Some((heap, private)) => println!(
                    "; the page: heap at most {:.1} MB, its process at most {:.0} MB private",
                    heap / 1e6,
                    private / 1e6
                ),
                None => println!(),
            }
            costs[contender].push(measured.milliseconds_per_article);
        }
    }
    println!("\n| | ms an article, median | more than without |\n|---|---:|---:|");
    let median = |costs: &mut Vec<f64>| {
        costs.sort_by(f64::total_cmp);
        costs[costs.len() / 2]
    };
    let without = median(&mut costs[0]);
    for (name, costs) in CONTENDERS.iter().zip(&mut costs) {
        let median = median(costs);
        println!("| {name} | {median:.3} | {:+.1} % |", (median / without - 1.0) * 100.0);
    }
}

async fn run(contender: usize, rate: u32, seconds: u32) -> Measured {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(if contender == 0 { &[] } else { &CONSOLE }).await;
    let browser = match contender {
        2 => Some(Browser::open(&address(&worker).await, "/", DESK, false).await),
        _ => None,
    };
    let count = rate * seconds;
    let (before, begun) = (processor_time(&worker), Instant::now());
    let (mut heap, mut private) = (0.0_f64, 0.0_f64);
    let publishing = publish(&newsroom, rate, count);
    let watching = async {
        until_settled(&newsroom, count, async || {
            let Some(browser) = &browser else { return };
            let script = "return performance.memory.usedJSHeapSize";
            heap = heap.max(browser.script(script).await.as_f64().unwrap_or(0.0));
            private = private.max(browser.private_bytes());
        })
        .await;
    };
    tokio::join!(publishing, watching);
    let (spent, lasted) = (processor_time(&worker) - before, begun.elapsed());
    let page = browser.is_some().then_some((heap, private));
    if let Some(browser) = browser {
        browser.close(&[]).await;
    }
    worker.stop().await;
    newsroom.delete_queue("outlet").await;
    Measured {
        rate: f64::from(count) / lasted.as_secs_f64(),
        milliseconds_per_article: spent * 1e3 / f64::from(count),
        page,
    }
}

/// Titles with the first paragraphs.
fn briefs() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(ARTICLES);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let brief = |file: &std::path::PathBuf| {
        let record: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let text = |field: &str| record["article"][field].as_str().unwrap_or_default().to_owned();
        let mut body = String::new();
        for paragraph in text("body").split("\n\n") {
            if body.len() + paragraph.len() > BRIEF && !body.is_empty() {
                break;
            }
            body.push_str(paragraph);
            body.push_str("\n\n");
        }
        (text("title"), body)
    };
    files.iter().map(brief).collect()
}

/// Publishes at a steady rate, without a look at the confirms.
async fn publish(newsroom: &Newsroom, rate: u32, count: u32) {
    let briefs = briefs();
    let mut beat = tokio::time::interval(BEAT);
    let mut published = 0;
    let begun = Instant::now();
    while published < count {
        beat.tick().await;
        let due = ((begun.elapsed().as_secs_f64() * f64::from(rate)) as u32).min(count);
        for number in published..due {
            let (title, body) = &briefs[number as usize % briefs.len()];
            let article = serde_json::json!({ "id": format!("bench:{number}"), "source": format!("Wire {}", number % 7),
                "title": title, "body": body, "language": "en", "published_at": "2026-03-02T08:15:00Z" });
            let properties = BasicProperties::default().with_content_type("application/json".into());
            let body = serde_json::to_vec(&article).expect("JSON");
            let (exchange, options) = (newsroom.named("raw"), BasicPublishOptions::default());
            let sending =
                newsroom.channel.basic_publish(exchange.into(), "wire".into(), options, &body, properties);
            sending.await.expect("published");
        }
        published = due;
    }
}

/// Waits until all articles are in the outlet's queue, and looks at the page once a second.
async fn until_settled(newsroom: &Newsroom, count: u32, mut look: impl AsyncFnMut()) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    loop {
        second.tick().await;
        look().await;
        if newsroom.counts("outlet").await.0 >= count {
            return;
        }
    }
}

/// Seconds of processor time that the worker has used.
fn processor_time(worker: &Worker) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", worker.id())).expect("it runs");
    let fields = stat.rsplit_once(')').expect("a name").1.split_ascii_whitespace().skip(11).take(2);
    fields.map(|ticks| ticks.parse::<f64>().expect("a number")).sum::<f64>() / TICKS
}

async fn address(worker: &Worker) -> String {
    let line = until("the console's address", async || {
        worker.log().into_iter().find(|line| line.contains("console_listening"))
    })
    .await;
    let event: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    event["address"].as_str().expect("an address").to_owned()
}

fn setting(name: &str, default: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}
