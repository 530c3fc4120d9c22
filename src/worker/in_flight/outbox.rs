//! Messages that wait to be published: fresh messages in their order, and those that were rejected.
//!
//! A queue that is full rejects what is routed to it and nothing else. So a rejected message steps aside, with a pause
//! of its own, and others are published in the meantime.

use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

/// Number of fresh messages between two that were rejected: the verdicts of both together show whether the broker or the
/// message is at fault.
const FRESH_BETWEEN: usize = 4;

/// Tags of deliveries whose replacement waits to be published.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    fresh: VecDeque<u64>,
    /// With the end of each one's pause.
    rejected: BTreeSet<(Instant, u64)>,
    /// Fresh ones taken since the last that was rejected.
    fresh_taken: usize,
}

impl Outbox {
    /// Behind all others.
    pub(crate) fn push(&mut self, tag: u64) {
        self.fresh.push_back(tag);
    }

    /// Before all others.
    pub(crate) fn push_first(&mut self, tag: u64) {
        self.fresh.push_front(tag);
    }

    /// It was rejected: not before this time.
    pub(crate) fn set_aside(&mut self, tag: u64, until: Instant) {
        self.rejected.insert((until, tag));
    }

    /// The next one is to be one that was rejected, if there is any.
    pub(crate) fn rejected_next(&mut self) {
        self.fresh_taken = FRESH_BETWEEN;
    }

    /// The next one.
    pub(crate) fn next(&mut self, now: Instant) -> Option<u64> {
        if let Some(due) = self.due(now)
            && (self.fresh.is_empty() || self.fresh_taken >= FRESH_BETWEEN)
        {
            self.rejected.remove(&due);
            self.fresh_taken = 0;
            return Some(due.1);
        }
        self.fresh_taken = self.fresh_taken.saturating_add(1);
        self.fresh.pop_front()
    }

    /// True if nothing waits but for its own time.
    pub(crate) fn is_empty(&self, now: Instant) -> bool {
        self.fresh.is_empty() && self.due(now).is_none()
    }

    fn due(&self, now: Instant) -> Option<(Instant, u64)> {
        self.rejected.first().copied().filter(|&(until, _)| until <= now)
    }

    /// The number of fresh messages.
    pub(crate) fn fresh(&self) -> usize {
        self.fresh.len()
    }

    /// All that wait, the fresh ones first.
    pub(crate) fn tags(&self) -> impl Iterator<Item = u64> {
        self.fresh.iter().copied().chain(self.rejected.iter().map(|&(_, tag)| tag))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_rejected_wait_for_their_time_and_stand_between_others() {
        let now = Instant::now();
        let later = now + Duration::from_secs(1);
        let mut outbox = Outbox::default();
        (1..=9).for_each(|tag| outbox.push(tag));
        outbox.set_aside(100, later);
        outbox.set_aside(101, now);
        let taken: Vec<u64> = std::iter::from_fn(|| outbox.next(now)).collect();
        assert_eq!(taken, [1, 2, 3, 4, 101, 5, 6, 7, 8, 9]);
        assert!(outbox.is_empty(now) && !outbox.is_empty(later));
        outbox.push(10);
        outbox.rejected_next();
        assert_eq!((outbox.next(later), outbox.next(later), outbox.next(later)), (Some(100), Some(10), None));
    }

    #[test]
    fn what_was_in_flight_when_the_channel_was_lost_goes_first() {
        let mut outbox = Outbox::default();
        outbox.push(2);
        outbox.push_first(1);
        outbox.set_aside(3, Instant::now());
        assert_eq!(outbox.tags().collect::<Vec<_>>(), [1, 2, 3]);
    }
}
