//! What an article costs: processor time of worker and broker, and bytes. Processor time says the same on a busy machine as on
//! a quiet one, nearly; time by the clock does not. `make scaling` prints the table of docs/SCALING.md.

use std::io::Write as _;

use dateline::amqp::{Body, Outgoing, Properties};
use futures_util::StreamExt;

use crate::harness::publishing::publish_all;
use crate::harness::{Newsroom, OwnBroker, Worker, within};
use crate::test_articles::FLOOD;

const SEED: &str = include_str!("../../seeds/000_371c06971a596525.txt");
/// Articles of one round.
const ARTICLES: usize = 3000;
/// Rounds, of which the middle one counts.
const ROUNDS: usize = 5;
/// Ticks of a process's clock in a second, on every Linux.
const TICKS: f64 = 100.0;

/// Bytes and milliseconds for one article.
#[derive(Clone, Copy)]
struct Cost {
    bytes_in: f64,
    bytes_out: f64,
    worker: f64,
    broker: f64,
}

/// Processor time of a process so far, in milliseconds.
fn processor(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) * 1000.0 / TICKS
}

/// The same of the broker.
async fn processor_of_broker(broker: &OwnBroker) -> f64 {
    let total = broker.control(&["eval", "element(1, erlang:statistics(runtime))."]).await;
    total.trim().parse().unwrap()
}

async fn round(broker: &OwnBroker, newsroom: &Newsroom, worker: &Worker, text: &str, number: usize) -> Cost {
    let mut bytes_in = 0;
    let articles: Vec<Outgoing> = (0..ARTICLES)
        .map(|index| {
            let article = serde_json::json!({ "id": format!("{number}-{index}"), "body": text }).to_string();
            bytes_in += article.len();
            Outgoing {
                exchange: newsroom.named("raw"),
                routing_key: "wire".into(),
                properties: Properties::default().with_delivery_mode(2),
                body: Body::New(article.into_bytes().into()),
            }
        })
        .collect();
    let begin = (processor(worker.id()), processor_of_broker(broker).await);
    let mut outlet = newsroom.outlet("reader", &["#"]).await;
    publish_all(&newsroom.uri, articles.into_iter()).await;
    let mut bytes_out = 0;
    for _ in 0..ARTICLES {
        bytes_out += within("an enriched article", outlet.next()).await.unwrap().unwrap().data.len();
    }
    let end = (processor(worker.id()), processor_of_broker(broker).await);
    newsroom.delete_queue("reader").await;
    let each = |sum: f64| sum / ARTICLES as f64;
    Cost {
        bytes_in: each(bytes_in as f64),
        bytes_out: each(bytes_out as f64),
        worker: each(end.0 - begin.0),
        broker: each(end.1 - begin.1),
    }
}

fn middle(costs: &[Cost], of: impl Fn(&Cost) -> f64) -> (f64, f64, f64) {
    let mut values: Vec<f64> = costs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    (values[0], values[values.len() / 2], values[values.len() - 1])
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, for a release build: make scaling"]
async fn what_an_article_costs() {
    let broker = OwnBroker::start().await;
    let newsroom = Newsroom::open_at(&broker.uri, &[]).await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker_with(&[("LOG__LEVEL", "warn")]).await;
    let mut err = std::io::stderr();
    writeln!(err, "article        KB in  KB out   worker ms (least, most)   broker ms (least, most)").ok();
    for (name, text) in [("short", FLOOD), ("the seed", SEED)] {
        let mut costs = Vec::new();
        for number in 0..=ROUNDS {
            let cost = round(&broker, &newsroom, &worker, text, number).await;
            // The first warms up.
            if number > 0 {
                costs.push(cost);
            }
        }
        let ((least, worker, most), (low, broker, high)) =
            (middle(&costs, |cost| cost.worker), middle(&costs, |cost| cost.broker));
        writeln!(
            err,
            "{name:<12} {:>7.2} {:>7.2}   {worker:>9.3} ({least:.3}, {most:.3})   {broker:>9.3} ({low:.3}, {high:.3})",
            costs[0].bytes_in / 1024.0,
            costs[0].bytes_out / 1024.0,
        )
        .ok();
        assert!(least > 0.0 && low > 0.0);
    }
    worker.stop().await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
}
