//! The worker beside a bare relay, in one run, each on a fresh broker of its own: `make bench-relay`.
//!
//! Articles of 7 KB are put into a durable quorum queue; then they are drained to another quorum queue, by a relay that
//! does nothing else, by the worker with enrichment off, and by the worker with enrichment on. Measured is the time
//! from the first article in the output queue to the last.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

mod bare;
mod house;

use std::time::Duration;

use anyhow::Context;
use dateline::local_broker::PrivateBroker;

use house::House;

/// What is measured, in this order in every round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contender {
    Bare,
    EnrichmentOff,
    EnrichmentOn,
}

const CONTENDERS: [(Contender, &str); 3] = [
    (Contender::Bare, "bare relay (lapin; prefetch 512, multiple acks every 256)"),
    (Contender::EnrichmentOff, "worker, enrichment off"),
    (Contender::EnrichmentOn, "worker, enrichment on"),
];

fn main() -> anyhow::Result<()> {
    let messages: u32 = setting("MESSAGES", 50_000)?;
    let rounds: u32 = setting("ROUNDS", 3)?;
    // Enrichment is slower by far; fewer articles give its figure as well.
    let enriched: u32 = setting("ENRICHED", messages.min(5_000))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let mut rates: Vec<Vec<f64>> = vec![Vec::new(); CONTENDERS.len()];
        for round in 0..rounds {
            for (place, (contender, name)) in CONTENDERS.iter().enumerate() {
                let count = if *contender == Contender::EnrichmentOn { enriched } else { messages };
                // A broker of its own for each: deleting large quorum queues between the runs would load the next one.
                let broker = PrivateBroker::start("")?;
                let house = House::open(&broker.uri(), &format!("bench.{round}.{place}")).await?;
                house.fill(count).await?;
                let time = house.drain(*contender, count).await.with_context(|| (*name).to_owned())?;
                let rate = f64::from(count) / time.as_secs_f64().max(Duration::from_millis(1).as_secs_f64());
                println!("round {}: {name}: {rate:.0} articles/s ({count} articles)", round + 1);
                rates[place].push(rate);
            }
        }
        report(&mut rates);
        anyhow::Ok(())
    })
}

fn report(rates: &mut [Vec<f64>]) {
    println!("\n| | articles/s, min/median/max | of the bare relay |\n|---|---|---|");
    let middle = |rates: &[f64]| rates[rates.len() / 2];
    for rates in rates.iter_mut() {
        rates.sort_by(f64::total_cmp);
    }
    let bare = middle(&rates[0]);
    for ((_, name), rates) in CONTENDERS.iter().zip(rates.iter()) {
        let (least, median, most) = (rates[0], middle(rates), rates[rates.len() - 1]);
        println!("| {name} | {least:.0} / {median:.0} / {most:.0} | {:.2} |", median / bare);
    }
}

/// A number from the environment.
fn setting(name: &str, default: u32) -> anyhow::Result<u32> {
    match std::env::var(name) {
        Ok(text) => text.parse().with_context(|| format!("{name} is {text:?}, no number")),
        Err(_) => Ok(default),
    }
}
