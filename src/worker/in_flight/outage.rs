//! An outage: the broker confirms nothing that the worker publishes.

use std::time::{Duration, Instant};

use crate::settings::Retry;
use crate::worker::backoff::Backoff;

/// An outage: when it began, when the next probe is due, and how many publishes it may use.
#[derive(Debug)]
pub(crate) struct Outage {
    pub(crate) cause: String,
    pub(crate) since: Instant,
    backoff: Backoff,
    /// When the next probe is due.
    pub(crate) next: Instant,
    /// The number of publishes that may be in flight: one or two, doubled after each success.
    allowance: usize,
    /// Publishes in flight since the outage began.
    probes: usize,
    /// One of the messages held back closes the channel; probes go out one at a time to find it.
    one_by_one: bool,
    /// The broker has blocked the connection.
    pub(crate) blocked: bool,
}

impl Outage {
    /// An outage that begins now.
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

    /// Records a rejection. The next probe is a pair, one message that was rejected and one that was not: their results
    /// together show whether only one queue is affected.
    pub(crate) fn probe_with_a_pair(&mut self) {
        if !self.one_by_one {
            self.allowance = 2;
        }
    }

    /// True if no probe is in flight.
    pub(crate) fn is_quiet(&self) -> bool {
        self.probes == 0
    }

    /// The number of further messages that may be published now.
    pub(crate) fn room(&self, now: Instant) -> usize {
        if self.blocked || now < self.next { 0 } else { self.allowance.saturating_sub(self.probes) }
    }

    /// Records a publish.
    pub(crate) fn probe(&mut self) {
        self.probes += 1;
    }

    /// Records the verdict of a publish.
    pub(crate) fn answered(&mut self) {
        self.probes = self.probes.saturating_sub(1);
    }

    /// Records a confirmed publish: the next probe is due at once.
    pub(crate) fn succeeded(&mut self, now: Instant) {
        self.backoff.reset();
        self.next = self.next.min(now);
        if !self.one_by_one {
            self.allowance = self.allowance.saturating_mul(2);
        }
    }

    /// Records the loss of the channel and of all publishes in flight; one of the messages may have caused it. The new
    /// connection does not start as blocked.
    pub(crate) fn channel_lost(&mut self, by_a_message: bool) {
        self.probes = 0;
        self.blocked = false;
        self.allowance = 1;
        self.one_by_one |= by_a_message;
    }

    /// True if the outage is over, given that no message waits to be published.
    pub(crate) fn is_over(&self, now: Instant) -> bool {
        !self.blocked && self.is_quiet() && now >= self.next
    }
}
