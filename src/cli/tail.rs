//! `dateline tail`: enriched articles as they come, for a person or for a pipe.

#![expect(clippy::print_stderr, reason = "the command line speaks to people here")]

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::bail;
use dateline::amqp::{Endpoint, Tail};
use dateline::article::EnrichedArticle;
use dateline::settings::Loaded;

use super::{style, view};

/// What to look at.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Binding key, article.<language>.<country>.<topic>; repeatable. `*` stands for one word, `#` for any number.
    #[arg(long, value_name = "KEY", default_value = "article.#")]
    binding: Vec<String>,
    /// End after this many articles.
    #[arg(long)]
    count: Option<u64>,
    /// The exchange to look at; by default `topology.output_exchange`.
    #[arg(long)]
    exchange: Option<String>,
    /// Print JSON lines on a terminal, too.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline tail                                     everything
  dateline tail --binding 'article.en.US.#'         English articles about the United States
  dateline tail --binding 'article.*.*.disaster' | jq .enrichment.key_figures.summary

A queue of its own is bound to the output exchange and goes when the command ends: no other consumer
misses anything.";

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(tail(arguments, settings))
}

async fn tail(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let exchange = arguments.exchange.as_deref().unwrap_or(&settings.topology.output_exchange);
    let endpoint = Endpoint::of(&settings.broker)?;
    let patience = settings.broker.connect_timeout;
    let mut tail = Tail::open(&endpoint, exchange, &arguments.binding, patience).await?;
    // Whoever publishes a test message now will see it.
    eprintln!("Looking at {exchange} for {}; Ctrl-C ends.", arguments.binding.join(", "));
    let readable = io::stdout().is_terminal() && !arguments.json;
    let mut left = arguments.count.unwrap_or(u64::MAX);
    while left > 0 {
        let received = tokio::select! {
            received = tail.next() => received?,
            signal = tokio::signal::ctrl_c() => {
                signal?;
                break;
            }
        };
        let Some(received) = received else {
            bail!("the queue is gone: was it deleted, or the broker stopped?")
        };
        print(&received.body, readable)?;
        tail.done(&received).await?;
        left -= 1;
    }
    tail.close().await;
    Ok(ExitCode::SUCCESS)
}

fn print(body: &[u8], readable: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match serde_json::from_slice::<EnrichedArticle>(body) {
        Ok(enriched) if readable => out.write_all(view::render(&enriched, style::coloured()).as_bytes())?,
        // What is no enriched article of ours is shown as it is.
        _ => {
            out.write_all(body)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()
}
