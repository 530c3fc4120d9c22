//! `dateline demo`: a broker, the worker, some articles through both, and everything cleared away again.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the command line speaks to people here")]

mod console;
mod source;
mod stage;

use std::path::PathBuf;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use dateline::amqp::raw_article::{Label, outgoing};
use dateline::amqp::{self, Endpoint, Publisher, Tail, topology_admin};
use dateline::article::EnrichedArticle;
use dateline::article::input;
use dateline::enrich::SwappableEnricher;
use dateline::settings::{Loaded, Settings};
use dateline::shutdown::Shutdown;
use dateline::worker::{self, Monitor, Verdict};

use super::source::Raw;
use super::{style, view};
use stage::Stage;

/// How long an article may take through broker and worker.
const PATIENCE: Duration = Duration::from_secs(45);

/// Which broker, and which articles.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files or folders with articles; an article that is part of this program if none is given.
    files: Vec<PathBuf>,
    /// The image of the broker's container.
    #[arg(long, default_value = "rabbitmq:4")]
    image: String,
    /// Start this machine's rabbitmq-server as a private process; no container.
    #[arg(long)]
    process: bool,
    /// Print JSON lines instead of the readable view.
    #[arg(long)]
    json: bool,
    /// Keep broker and worker running afterwards, with the console in a browser, until Ctrl-C.
    #[arg(long)]
    keep: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline demo                                 a container, else this machine's rabbitmq-server
  dateline demo --keep                          ends with the address of the console and keeps it open
  dateline demo my-articles/                    your own articles
  dateline demo --uri amqp://user@host/vhost    a broker that runs already

Exchanges and queues have names of the demo's own (dateline.demo.…). At the end, and on Ctrl-C, the worker
is stopped and the broker is taken away, or, on a broker that was given, the exchanges and queues.";

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let articles = source::articles(&arguments.files, &settings.read_options())?;
    let stage = Stage::set(arguments, settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let mut interrupted = Shutdown::on_signals(None)?;
        let result = tokio::select! {
            result = play(stage.settings(), &articles, arguments) => result,
            () = interrupted.requested() => {
                eprintln!("==> interrupted: clearing away");
                Ok(if arguments.keep { ExitCode::SUCCESS } else { ExitCode::from(130) })
            }
        };
        stage.clear().await.context("clearing away")?;
        result
    })
}

/// Articles in, articles out, beside a worker.
async fn play(settings: &Arc<Settings>, articles: &[Raw], arguments: &Arguments) -> anyhow::Result<ExitCode> {
    topology_admin::apply_topology(settings).await?;
    eprintln!("==> starting the worker");
    let enricher = Arc::new(SwappableEnricher::new(worker::enricher(&settings.enrich)));
    let monitor = Arc::new(Monitor::default());
    let mut console = None;
    if arguments.keep {
        console = Some(console::start(settings, &enricher, &monitor).await?);
    }
    let (trigger, shutdown) = Shutdown::manual();
    let worker = amqp::run(Arc::clone(settings), enricher, shutdown, monitor);
    let mut worker = pin!(worker);
    tokio::select! {
        ended = &mut worker => {
            ended?;
            bail!("the worker ended before its time");
        }
        shown = show(settings, articles, arguments.json) => shown?,
    }
    if let Some(address) = console {
        eprintln!("==> the console, until Ctrl-C: {address}");
        worker.await?;
        bail!("the worker ended before its time");
    }
    trigger.stop();
    worker.await?;
    Ok(ExitCode::SUCCESS)
}

/// Publishes the articles and shows what comes out of the output exchange.
async fn show(settings: &Settings, articles: &[Raw], json: bool) -> anyhow::Result<()> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let plan = &settings.topology;
    let patience = settings.broker.connect_timeout;
    let mut tail = Tail::open(&endpoint, &plan.output_exchange, &["#".to_owned()], patience).await?;
    eprintln!("==> publishing {} article(s) to the exchange {}", articles.len(), plan.input_exchange);
    publish(settings, &endpoint, articles).await?;
    for _ in articles {
        let received = tokio::time::timeout(PATIENCE, tail.next()).await;
        let seconds = PATIENCE.as_secs();
        let received = received
            .with_context(|| {
                format!("nothing came out of the exchange {} within {seconds} s", plan.output_exchange)
            })??
            .context("the output queue is gone")?;
        eprintln!("==> out of the exchange {} as {}", received.exchange, received.routing_key);
        if json {
            println!("{}", String::from_utf8_lossy(&received.body));
        } else {
            let enriched: EnrichedArticle = serde_json::from_slice(&received.body)?;
            println!("\n{}", view::render(&enriched, style::coloured()));
        }
        tail.done(&received).await?;
        // Many articles may be there at once; an interruption must not wait for the last of them.
        tokio::task::yield_now().await;
    }
    tail.close().await;
    Ok(())
}

/// Publishes the articles and waits until the broker has them.
async fn publish(settings: &Settings, endpoint: &Endpoint, articles: &[Raw]) -> anyhow::Result<()> {
    let patience = settings.broker.connect_timeout;
    let mut publisher = Publisher::open(endpoint, patience).await?;
    for raw in articles {
        let article = input::read(&raw.bytes, &raw.hints(), &settings.read_options())
            .with_context(|| format!("{} cannot be read", raw.label))?;
        let label =
            Label { id: &article.id, content_type: raw.content_type, content_encoding: raw.content_encoding };
        let message = outgoing(&settings.topology.input_exchange, "demo", label, raw.bytes.clone());
        publisher.publish((), Arc::new(message));
    }
    let mut refused = None;
    while publisher.in_flight() > 0 {
        let verdicts = publisher.verdicts(|(), verdict| {
            if !matches!(verdict, Verdict::Confirmed) {
                refused = Some(verdict);
            }
        });
        tokio::time::timeout(PATIENCE, verdicts).await.context("the broker does not confirm")??;
    }
    publisher.close(patience).await;
    match refused {
        Some(verdict) => bail!("the broker did not take an article: {verdict:?}"),
        None => Ok(()),
    }
}
