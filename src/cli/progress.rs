//! How far long work has come, on a terminal.

#![expect(clippy::print_stderr, reason = "the command line speaks to people here")]

use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Pause between two updates of the line.
const PAUSE: Duration = Duration::from_millis(200);

/// One line on standard error that is written over and over; nothing where that is no terminal.
pub(crate) struct Progress {
    shown: bool,
    started: Instant,
    next: Instant,
}

impl Progress {
    pub(crate) fn start() -> Self {
        let now = Instant::now();
        Self { shown: std::io::stderr().is_terminal(), started: now, next: now + PAUSE }
    }

    /// Shows how many are done, if it is time to.
    pub(crate) fn update(&mut self, done: u64, total: Option<u64>) {
        let now = Instant::now();
        if !self.shown || now < self.next {
            return;
        }
        self.next = now + PAUSE;
        let of = total.map_or_else(String::new, |total| format!(" of {total}"));
        eprint!("\r\x1b[K{done}{of}, {:.0} a second", self.rate(done));
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }

    /// How long it has taken.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// How many a second.
    pub(crate) fn rate(&self, done: u64) -> f64 {
        done as f64 / self.elapsed().as_secs_f64().max(1e-9)
    }
}
