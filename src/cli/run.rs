//! `dateline run`: the worker.

use std::process::ExitCode;
use std::sync::Arc;

use dateline::broker::{self, Monitor};
use dateline::enrich::Enricher;
use dateline::settings::Loaded;
use dateline::shutdown::Shutdown;
use dateline::telemetry;

/// The worker takes no arguments of its own: everything is a setting.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    telemetry::start(&settings.log)?;
    let settings = Arc::new(dateline::settings::Settings::clone(settings));
    let enricher = Arc::new(Enricher::new(settings.enrich.options.clone()));
    // One thread serves connections, timers and books; enrichment has threads of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let shutdown = Shutdown::on_signals()?;
        broker::run(settings, enricher, shutdown, Arc::new(Monitor::default())).await?;
        anyhow::Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}
