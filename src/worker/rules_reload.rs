//! On SIGHUP the newsroom's rules and names are read again while the worker keeps working.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use super::enricher::enricher;
use super::events::Event;
use super::monitor::Monitor;
use crate::enrich::SwappableEnricher;
use crate::settings::{Enrich, Settings, read_newsroom};

/// Makes SIGHUP read the rules and names again. All other settings need a restart.
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

/// Reads all files of the newsroom and puts them in force; if one cannot be read, the previous ones stay.
fn reload(settings: &Enrich, current: &SwappableEnricher, monitor: &Monitor) {
    let files: Vec<_> = settings.files().collect();
    let Some((_, first)) = files.first() else { return Event::RulesNotSet.emit(monitor) };
    let mut settings = settings.clone();
    if let Err((key, error)) = read_newsroom(&mut settings) {
        let file = files.iter().find(|(known, _)| *known == key).map_or(*first, |(_, file)| *file);
        return Event::RulesRefused { file, error: &error }.emit(monitor);
    }
    let names = settings.authority.len();
    let enricher = enricher(&settings);
    let (rules, settings) = (enricher.rules().len(), &enricher.engine().settings);
    Event::RulesReloaded { file: first, rules, names, settings }.emit(monitor);
    current.exchange(enricher);
}
