//! Logs: pretty on a terminal, JSON lines otherwise; always to standard error, which leaves standard output to results.
//! Logging never waits for a reader: see `log_writer`. Traces go to a collector, if there is one: [`spans`].

mod log_writer;
#[cfg(feature = "otel")]
mod otlp;
pub mod spans;

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::thread;
use std::time::Duration;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::settings::{Log, LogFormat};
use log_writer::{Lines, Queue};

/// Standard error belongs to the process, and so does its queue.
static QUEUE: Queue = Queue::new();

/// Always in front of the filter: lapin logs returned messages with their bodies, and bodies are never logged. Directives
/// that the settings give come later and win.
const SILENCED: &str = "lapin=off,";

/// Sets up logging for the whole process. [`flush`] has to be called before the process ends.
pub fn start(log: &Log) -> anyhow::Result<()> {
    let pretty = match log.format {
        LogFormat::Pretty => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    let registry = tracing_subscriber::registry().with(filter(&log.level));
    if pretty {
        let coloured = wants_colour(&std::io::stderr());
        registry.with(layer().compact().with_ansi(coloured).with_writer(Lines(&QUEUE))).try_init()?;
    } else {
        let json = layer().json().flatten_event(true).with_span_list(false).with_writer(Lines(&QUEUE));
        registry.with(json).try_init()?;
    }
    thread::Builder::new().name("log".into()).spawn(|| QUEUE.write_to(std::io::stderr(), lines_dropped))?;
    Ok(())
}

/// Waits until what was logged is written, but no longer than `limit`.
pub fn flush(limit: Duration) {
    QUEUE.flush(limit);
}

/// Number of log lines dropped because standard error did not accept them.
pub fn dropped_lines() -> u64 {
    QUEUE.dropped()
}

fn lines_dropped(lines: u64) {
    tracing::warn!(event = "log_lines_dropped", lines, "lines are missing in this log: nobody read it");
}

/// True for a terminal, unless `NO_COLOR` is set to anything but the empty string (<https://no-color.org>).
pub fn wants_colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && !forbids_colour(std::env::var_os("NO_COLOR").as_deref())
}

fn forbids_colour(variable: Option<&OsStr>) -> bool {
    variable.is_some_and(|value| !value.is_empty())
}

fn filter(level: &str) -> EnvFilter {
    // The settings have checked the directives.
    EnvFilter::try_new(format!("{SILENCED}{level}"))
        .unwrap_or_else(|_| EnvFilter::new(format!("{SILENCED}info")))
}

#[cfg(test)]
mod tests {
    use super::{filter, forbids_colour};

    #[test]
    fn an_empty_variable_forbids_no_colour() {
        assert!(!forbids_colour(None) && !forbids_colour(Some("".as_ref())));
        assert!(forbids_colour(Some("1".as_ref())) && forbids_colour(Some("0".as_ref())));
    }

    #[test]
    fn the_client_library_is_silent_unless_asked_for() {
        assert!(filter("debug").to_string().contains("lapin=off"));
        assert!(filter("info,lapin=error").to_string().contains("lapin=error"));
    }
}
