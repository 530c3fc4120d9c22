//! On SIGHUP the newsroom's rules are read again while the worker keeps working.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use super::events;
use super::monitor::Monitor;
use crate::enrich::Live;
use crate::settings::{Enrich, Settings};

/// Makes SIGHUP read the rules again. All other settings need a restart.
pub fn on_hangup(settings: Arc<Settings>, live: Arc<Live>, monitor: Arc<Monitor>) -> std::io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            let (settings, live, monitor) = (Arc::clone(&settings), Arc::clone(&live), Arc::clone(&monitor));
            // The file can lie on a disk that is slow, and heartbeats must not wait for it.
            let reading = tokio::task::spawn_blocking(move || reload(&settings.enrich, &live, &monitor));
            if let Err(error) = reading.await {
                tracing::error!(%error, "reading the rules anew ended early");
            }
        }
    });
    Ok(())
}

/// Reads the rules and puts them in force; if they cannot be read, the previous rules stay.
fn reload(settings: &Enrich, live: &Live, monitor: &Monitor) {
    let Some(file) = &settings.rules_file else { return events::rules_not_set() };
    match settings.read_rules_anew() {
        Ok(enricher) => {
            events::rules_reloaded(monitor, file, enricher.rules().len(), &enricher.engine().settings);
            live.exchange(enricher);
        }
        Err(words) => events::rules_refused(monitor, file, &words),
    }
}
