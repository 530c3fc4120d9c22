//! The number of publishes that may wait for their confirms: fewer while confirms are slow.
//!
//! Over a slow link, or to a slow broker, a full window of large articles takes longer than `publish.confirm_timeout`.
//! The window follows the time that a confirm takes, as a congestion window follows a link (additive increase,
//! multiplicative decrease; RFC 5681): it grows by one for each quick confirm and is cut where one was slow, once for
//! the publishes that were in flight then.

use std::time::{Duration, Instant};

/// A confirm that took more than this part of the timeout is slow. Chosen: far from the timeout, far above the second
/// that a busy quorum queue may take.
const SLOW: u32 = 6;
/// A confirm that took less than this part of the timeout is quick.
const QUICK: u32 = 15;
/// A cut leaves this part of the window.
const CUT: (usize, usize) = (1, 2);
/// Fewest publishes in flight: one alone would wait for its way there and back.
const FEWEST: usize = 4;

/// The window of publishes in flight.
#[derive(Debug)]
pub(crate) struct Pace {
    window: usize,
    most: usize,
    timeout: Duration,
    /// Publishes sent before this time were in flight at the last cut.
    cut_at: Option<Instant>,
}

/// The confirms of one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Confirms {
    /// The number of confirms.
    pub(crate) count: usize,
    /// When the one that took longest was sent.
    pub(crate) oldest_sent: Instant,
}

impl Pace {
    /// Begins with `most`, that of the settings.
    pub(crate) fn new(most: usize, timeout: Duration) -> Self {
        Self { window: most.max(1), most: most.max(1), timeout, cut_at: None }
    }

    /// Publishes that may be in flight.
    pub(crate) fn window(&self) -> usize {
        self.window
    }

    /// Confirms came.
    pub(crate) fn confirmed(&mut self, confirms: Confirms, now: Instant) {
        let took = now.saturating_duration_since(confirms.oldest_sent);
        if took * SLOW > self.timeout {
            if self.cut_at.is_none_or(|cut| confirms.oldest_sent > cut) {
                self.cut(now);
            }
        } else if took * QUICK < self.timeout {
            self.window = self.window.saturating_add(confirms.count).min(self.most);
        }
    }

    /// Confirms did not come in time.
    pub(crate) fn timed_out(&mut self, now: Instant) {
        self.cut(now);
    }

    fn cut(&mut self, now: Instant) {
        self.window = (self.window * CUT.0 / CUT.1).max(FEWEST.min(self.most));
        self.cut_at = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    const TIMEOUT: Duration = Duration::from_secs(30);

    /// A broker that confirms one publish after another, each after `service`. Gives the longest time that a confirm
    /// took in the second half, and the window at the end.
    fn run(pace: &mut Pace, service: Duration, publishes: usize) -> (Duration, usize) {
        let begin = Instant::now();
        let (mut now, mut in_flight, mut longest) = (begin, VecDeque::new(), Duration::ZERO);
        for number in 0..publishes {
            while in_flight.len() < pace.window() {
                in_flight.push_back(now);
            }
            now += service;
            let sent = in_flight.pop_front().unwrap();
            if number > publishes / 2 {
                longest = longest.max(now - sent);
            }
            pace.confirmed(Confirms { count: 1, oldest_sent: sent }, now);
        }
        (longest, pace.window())
    }

    #[test]
    fn it_shrinks_where_confirms_are_slow_and_grows_again() {
        let mut pace = Pace::new(512, TIMEOUT);
        // 20 articles of 2.5 kB a second: the link of 50 kB/s.
        let (longest, window) = run(&mut pace, Duration::from_millis(50), 4000);
        assert!(longest < TIMEOUT / 4, "{longest:?}");
        assert!((20..=110).contains(&window), "{window}");
        // A tenth of that: still far from the timeout.
        let (longest, window) = run(&mut pace, Duration::from_millis(500), 2000);
        assert!(longest < TIMEOUT / 3, "{longest:?}");
        assert!(window <= 12, "{window}");
        let (longest, window) = run(&mut pace, Duration::from_micros(100), 2000);
        assert!(longest < Duration::from_secs(1));
        assert_eq!(window, 512);
    }

    #[test]
    fn a_timeout_cuts_it_and_it_never_closes() {
        let mut pace = Pace::new(512, TIMEOUT);
        for _ in 0..20 {
            pace.timed_out(Instant::now());
        }
        assert_eq!(pace.window(), FEWEST);
        let mut small = Pace::new(1, TIMEOUT);
        small.timed_out(Instant::now());
        assert_eq!(small.window(), 1);
    }

    #[test]
    fn one_slow_moment_cuts_once() {
        let mut pace = Pace::new(512, TIMEOUT);
        let sent = Instant::now();
        for _ in 0..100 {
            pace.confirmed(Confirms { count: 1, oldest_sent: sent }, sent + TIMEOUT / 2);
        }
        assert_eq!(pace.window(), 256);
    }
}
