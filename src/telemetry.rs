//! Logs: pretty on a terminal, JSON lines otherwise; always to standard error, which leaves standard output to results.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use crate::settings::{Log, LogFormat};

/// Always in front of the filter: lapin logs returned messages with their bodies, and bodies are never logged. Directives
/// that the settings give come later and win.
const SILENCED: &str = "lapin=off,";

/// Sets up logging for the whole process.
pub fn start(log: &Log) -> Result<(), TryInitError> {
    let pretty = match log.format {
        LogFormat::Pretty => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    let registry = tracing_subscriber::registry().with(filter(&log.level));
    if pretty {
        let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        registry.with(layer().compact().with_ansi(coloured).with_writer(std::io::stderr)).try_init()
    } else {
        let json = layer().json().flatten_event(true).with_span_list(false).with_writer(std::io::stderr);
        registry.with(json).try_init()
    }
}

fn filter(level: &str) -> EnvFilter {
    // The settings have checked the directives.
    EnvFilter::try_new(format!("{SILENCED}{level}"))
        .unwrap_or_else(|_| EnvFilter::new(format!("{SILENCED}info")))
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn the_client_library_is_silent_unless_asked_for() {
        assert!(filter("debug").to_string().contains("lapin=off"));
        assert!(filter("info,lapin=error").to_string().contains("lapin=error"));
    }
}
