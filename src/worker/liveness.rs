//! Signs of life: whether the worker's task runs, and whether the messages in hand move.
//!
//! Every step of a message has a limit of its own, at which something moves: an article is given up on, a publisher is
//! lost, a session ends. So a worker in which nothing has moved for all these limits together is stuck by a fault of its
//! own, and only a restart helps.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::settings::Settings;

/// Time beyond the limits that nothing may move for. Chosen.
const SPARE: Duration = Duration::from_secs(30);

/// When the worker's task last ran and when something last moved, in milliseconds from `start`.
#[derive(Debug)]
pub(crate) struct Liveness {
    start: Instant,
    /// Zero outside a session.
    beat: AtomicU64,
    moved: AtomicU64,
    limit: AtomicU64,
}

impl Default for Liveness {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            beat: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            limit: AtomicU64::new(0),
        }
    }
}

impl Liveness {
    /// A session begins.
    pub(crate) fn begin(&self, settings: &Settings) {
        let limits = settings.broker.connect_timeout
            + settings.limits.article_time
            + settings.publish.confirm_timeout
            + SPARE;
        self.begin_with(limits);
    }

    fn begin_with(&self, limit: Duration) {
        self.limit.store(limit.as_millis() as u64, Ordering::Relaxed);
        self.moved();
        self.beat();
    }

    /// The worker's task runs.
    pub(crate) fn beat(&self) {
        self.beat.store(self.now(), Ordering::Relaxed);
    }

    /// A message was taken, enriched, published or answered.
    pub(crate) fn moved(&self) {
        self.moved.store(self.now(), Ordering::Relaxed);
    }

    /// The session has ended.
    pub(crate) fn end(&self) {
        self.beat.store(0, Ordering::Relaxed);
    }

    /// Why a restart would help, if it would. `in_hand` counts the messages that ought to move: zero where they wait for
    /// the broker.
    pub(crate) fn stuck(&self, in_hand: u64) -> Option<String> {
        let (beat, moved) = (self.beat.load(Ordering::Relaxed), self.moved.load(Ordering::Relaxed));
        if beat == 0 {
            return None;
        }
        let (now, limit) = (self.now(), self.limit.load(Ordering::Relaxed));
        let (still, silent) = (now.saturating_sub(moved), now.saturating_sub(beat));
        if silent > limit {
            Some(format!("the worker's task has not run for {} s", silent / 1000))
        } else if still > limit && in_hand > 0 {
            Some(format!("nothing has moved for {} s, with {in_hand} messages in hand", still / 1000))
        } else {
            None
        }
    }

    /// From 1: zero means never.
    fn now(&self) -> u64 {
        self.start.elapsed().as_millis() as u64 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_stuck_when_messages_in_hand_do_not_move() {
        let pulse = Liveness::default();
        assert_eq!(pulse.stuck(7), None, "no session");
        pulse.begin_with(Duration::from_hours(1));
        assert_eq!(pulse.stuck(7), None);
        pulse.begin_with(Duration::ZERO);
        std::thread::sleep(Duration::from_millis(5));
        assert!(pulse.stuck(7).is_some_and(|words| words.contains("task")));
        pulse.beat();
        let words = pulse.stuck(7);
        assert!(words.as_ref().is_some_and(|words| words.contains("7 messages")), "{words:?}");
        pulse.beat();
        assert_eq!(pulse.stuck(0), None, "nothing in hand");
        pulse.beat();
        pulse.moved();
        assert_eq!(pulse.stuck(7), None);
        pulse.end();
        assert_eq!(pulse.stuck(7), None);
    }
}
