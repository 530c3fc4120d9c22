//! `dateline serve`: enrichment over HTTP, without a broker.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline::enrich::SwappableEnricher;
use dateline::http::{Enrichment, Server};
use dateline::settings::{Loaded, Settings};
use dateline::shutdown::Shutdown;
use dateline::telemetry;
use dateline::worker::{self, Monitor, rules_reload};

/// The address where neither a flag nor a setting names one.
const DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 9464);
/// Longest wait for the last lines of the log.
const LAST_LINES: Duration = Duration::from_secs(1);

/// The address; everything else is a setting.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Listen here instead of console.listen; 127.0.0.1:9464 if neither is set.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

const EXAMPLES: &str = "\
Examples:
  dateline serve
  curl --data-binary @article.json http://localhost:9464/v1/enrich
  curl --data-binary @article.txt -H 'Content-Type: text/plain' \\
       -H 'Accept: application/vnd.iptc.ninjs+json' http://localhost:9464/v1/enrich

Every input form that the worker reads is read; the answer has the same bytes that the worker publishes.
On an address that other machines reach, console.token_file must be set.";

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    telemetry::start(&settings.log)?;
    let settings = Arc::new(Settings::clone(settings));
    let enricher = Arc::new(SwappableEnricher::new(worker::enricher(&settings.enrich)));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let result = runtime.block_on(serve(arguments, settings, enricher));
    telemetry::flush(LAST_LINES);
    result
}

async fn serve(
    arguments: &Arguments,
    settings: Arc<Settings>,
    enricher: Arc<SwappableEnricher>,
) -> anyhow::Result<ExitCode> {
    let mut shutdown = Shutdown::on_signals(Some(settings.shutdown.grace))?;
    let address = arguments.listen.or(settings.console.listen).unwrap_or(DEFAULT);
    rules_reload::on_hangup(Arc::clone(&settings), Arc::clone(&enricher), Arc::new(Monitor::default()))?;
    let enrichment = Enrichment::start(&settings, Arc::clone(&enricher) as _, settings.enrich.threads())?;
    let server = Server::bind(address, &settings, enricher, None, Some(enrichment))
        .await
        .with_context(|| format!("{address} cannot be listened on"))?;
    let address = server.address()?;
    tracing::info!(event = "console_listening", %address, "the HTTP server listens");
    tokio::select! {
        () = server.serve() => {}
        () = shutdown.requested() => {}
    }
    Ok(ExitCode::SUCCESS)
}
