//! `dateline run`: the worker.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline::amqp;
use dateline::enrich::SwappableEnricher;
use dateline::http::{Enrichment, Server};
use dateline::settings::Loaded;
use dateline::shutdown::Shutdown;
use dateline::telemetry::{self, spans::Traces};
use dateline::worker::{self, Monitor, rules_reload};

/// Longest wait for the last lines of the log.
const LAST_LINES: Duration = Duration::from_secs(1);
/// Longest wait for the last spans; with the lines of the log within [`amqp::CLOSE_ALLOWANCE`].
const LAST_SPANS: Duration = Duration::from_secs(2);

/// The worker takes no arguments of its own: everything is a setting.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    telemetry::start(&settings.log)?;
    let settings = Arc::new(dateline::settings::Settings::clone(settings));
    let enricher = Arc::new(SwappableEnricher::new(worker::enricher(&settings.enrich)));
    // One thread serves connections, timers and books; enrichment has threads of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let traces = runtime.block_on(async { Traces::start(&settings.traces) })?;
    let result = runtime.block_on(async {
        let longest = settings.shutdown.grace + amqp::CLOSE_ALLOWANCE;
        let shutdown = Shutdown::on_signals(Some(longest))?;
        let monitor = Arc::new(Monitor::with_traces(traces.clone()));
        if let Some(address) = settings.console.listen {
            let (monitor, enricher) = (Arc::clone(&monitor), Arc::clone(&enricher));
            let enrichment = settings.console.enrich.then(|| {
                Enrichment::start(&settings, Arc::clone(&enricher) as _, settings.console.enrich_threads)
            });
            let server = Server::bind(address, &settings, enricher, Some(monitor), enrichment.transpose()?)
                .await
                .with_context(|| format!("console.listen = \"{address}\" cannot be opened"))?;
            tracing::info!(event = "console_listening", address = %server.address()?, "the HTTP server listens");
            tokio::spawn(server.serve());
        }
        rules_reload::on_hangup(Arc::clone(&settings), Arc::clone(&enricher), Arc::clone(&monitor))?;
        amqp::run(settings, enricher, shutdown, monitor).await?;
        anyhow::Ok(ExitCode::SUCCESS)
    });
    traces.finish(LAST_SPANS);
    telemetry::flush(LAST_LINES);
    // Without waiting for a name server that does not answer: its thread ends with the process.
    runtime.shutdown_background();
    result
}
