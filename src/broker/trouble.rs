//! Trouble in the surroundings: what is published does not arrive, whatever it is.

use std::time::{Duration, Instant};

use super::backoff::Backoff;
use crate::settings::Retry;

/// How long it lasts, and when to try again with how much.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) cause: String,
    pub(crate) since: Instant,
    backoff: Backoff,
    /// When to try again.
    pub(crate) next: Instant,
    /// How many publishes may be in flight: one or two, and twice as many after each that succeeds.
    allowance: usize,
    /// Publishes in flight since it began.
    probes: usize,
    /// One of those held back closes the channel: find it.
    one_by_one: bool,
    /// The broker reads from our connection no more.
    pub(crate) blocked: bool,
}

impl Trouble {
    /// It begins.
    pub(crate) fn new(retry: &Retry, now: Instant) -> Self {
        Self {
            cause: String::new(),
            since: now,
            backoff: Backoff::new(retry.probe_first, retry.probe_longest),
            next: now,
            allowance: 1,
            probes: 0,
            one_by_one: false,
            blocked: false,
        }
    }

    /// A try failed, the first of all included; several of one volley may fail and count once. Gives the number of
    /// failed probes and the wait before the next, where this was one.
    pub(crate) fn failed(&mut self, cause: &str, now: Instant) -> Option<(u32, Duration)> {
        cause.clone_into(&mut self.cause);
        self.allowance = 1;
        if self.next > now {
            return None;
        }
        let wait = self.backoff.next();
        self.next = now + wait;
        let failed = self.backoff.tries() - 1;
        (failed > 0).then_some((failed, wait))
    }

    /// It was a rejection: the next probe is a pair, one that was rejected and one that was not, whose fates side by side
    /// tell whether the trouble is that of one queue.
    pub(crate) fn probe_with_a_pair(&mut self) {
        if !self.one_by_one {
            self.allowance = 2;
        }
    }

    /// Whether no probe is in flight.
    pub(crate) fn is_quiet(&self) -> bool {
        self.probes == 0
    }

    /// How many more may be published now.
    pub(crate) fn room(&self, now: Instant) -> usize {
        if self.blocked || now < self.next { 0 } else { self.allowance.saturating_sub(self.probes) }
    }

    /// A publish is in flight.
    pub(crate) fn probe(&mut self) {
        self.probes += 1;
    }

    /// One of them has its verdict.
    pub(crate) fn answered(&mut self) {
        self.probes = self.probes.saturating_sub(1);
    }

    /// One of them was taken: the next need not wait.
    pub(crate) fn succeeded(&mut self, now: Instant) {
        self.backoff.reset();
        self.next = self.next.min(now);
        if !self.one_by_one {
            self.allowance = self.allowance.saturating_mul(2);
        }
    }

    /// The channel is gone, with what was in flight; a message may have been the cause. What the broker said about the
    /// old connection does not hold for the next.
    pub(crate) fn channel_lost(&mut self, by_a_message: bool) {
        self.probes = 0;
        self.blocked = false;
        self.allowance = 1;
        self.one_by_one |= by_a_message;
    }

    /// Whether it is over, where nothing waits to be published any more.
    pub(crate) fn is_over(&self, now: Instant) -> bool {
        !self.blocked && self.is_quiet() && now >= self.next
    }
}
