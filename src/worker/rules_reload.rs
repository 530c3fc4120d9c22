//! On SIGHUP the newsroom's rules are read again while the worker keeps working.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use super::enricher::enricher;
use super::events::Event;
use super::monitor::Monitor;
use crate::enrich::SwappableEnricher;
use crate::settings::{Enrich, Settings, read_rules};

/// Makes SIGHUP read the rules again. All other settings need a restart.
pub fn on_hangup(
    settings: Arc<Settings>,
    current: Arc<SwappableEnricher>,
    monitor: Arc<Monitor>,
) -> std::io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            let (settings, current, monitor) =
                (Arc::clone(&settings), Arc::clone(&current), Arc::clone(&monitor));
            // The file can lie on a disk that is slow, and heartbeats must not wait for it.
            let reading = tokio::task::spawn_blocking(move || reload(&settings.enrich, &current, &monitor));
            if let Err(error) = reading.await {
                tracing::error!(%error, "reading the rules anew ended early");
            }
        }
    });
    Ok(())
}

/// Reads the rules and puts them in force; if they cannot be read, the previous rules stay.
fn reload(settings: &Enrich, current: &SwappableEnricher, monitor: &Monitor) {
    let Some(file) = &settings.rules_file else { return Event::RulesNotSet.emit(monitor) };
    match read_rules(file).map(|rules| enricher(&Enrich { rules, ..settings.clone() })) {
        Ok(enricher) => {
            let (rules, settings) = (enricher.rules().len(), &enricher.engine().settings);
            Event::RulesReloaded { file, rules, settings }.emit(monitor);
            current.exchange(enricher);
        }
        Err(error) => Event::RulesRefused { file, error: &error }.emit(monitor),
    }
}
