//! Bytes in hand: reading pauses while they are too many.
//!
//! The broker hands out as many messages as the prefetch allows, however large they are, and the client library takes
//! all of them at once. While the bytes in hand are above their limit, the reader of the connection reads nothing that begins another
//! message: what follows waits in the broker.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::Context;
use std::time::{Duration, Instant};

use futures_util::task::AtomicWaker;

/// After a pause of this length a little is read: a broker closes a connection that takes nothing for 15 seconds
/// (`send_timeout`), and so does the client library at one on which nothing comes for two heartbeats.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// Bytes that are read after each such pause, and the rest of the message that they end in: a message once begun is read
/// whole. So at most one large message a pause comes in above the limit.
const FLOW: u64 = 64 * 1024;

/// The bytes of the messages of one connection, from reading until they are done.
#[derive(Debug)]
pub(crate) struct ByteBudget {
    limit: u64,
    in_hand: AtomicU64,
    /// Bytes that may be read beyond the limit at present.
    beyond: AtomicU64,
    /// Answers of the broker that somebody waits for: they may lie behind messages.
    awaited: AtomicUsize,
    reader: AtomicWaker,
}

impl ByteBudget {
    /// No more than `limit` bytes, and one message.
    pub(crate) fn new(limit: u64) -> Self {
        Self {
            limit,
            in_hand: AtomicU64::new(0),
            beyond: AtomicU64::new(0),
            awaited: AtomicUsize::new(0),
            reader: AtomicWaker::new(),
        }
    }

    /// Bytes in hand.
    pub(crate) fn in_hand(&self) -> u64 {
        self.in_hand.load(Ordering::Acquire)
    }

    /// So many bytes are in hand from now on.
    pub(crate) fn take(&self, bytes: u64) {
        self.in_hand.fetch_add(bytes, Ordering::AcqRel);
    }

    /// So many bytes are done with.
    pub(crate) fn give_back(&self, bytes: u64) {
        let before = self.in_hand.fetch_sub(bytes, Ordering::AcqRel);
        if before > self.limit {
            self.reader.wake();
        }
    }

    /// True if nothing more is to be begun.
    pub(crate) fn is_full(&self) -> bool {
        self.in_hand() > self.limit
    }

    /// The same for the reader, whose task is woken when it is over.
    pub(crate) fn pauses(&self, context: &Context<'_>) -> bool {
        if !self.has_to_wait() {
            return false;
        }
        self.reader.register(context.waker());
        self.has_to_wait()
    }

    fn has_to_wait(&self) -> bool {
        let limit = self.limit.saturating_add(self.beyond.load(Ordering::Acquire));
        self.in_hand() > limit && self.awaited.load(Ordering::Acquire) == 0
    }

    /// Reading goes on for as long as the value lives: an answer of the broker is waited for.
    pub(crate) fn awaiting_an_answer(&self) -> Awaited<'_> {
        self.awaited.fetch_add(1, Ordering::AcqRel);
        self.reader.wake();
        Awaited(self)
    }

    /// A look at the clock, some twenty times a second; `full_since` is what the one before gave.
    pub(crate) fn look(&self, full_since: Option<Instant>, now: Instant) -> Option<Instant> {
        if !self.is_full() {
            self.beyond.store(0, Ordering::Release);
            return None;
        }
        let since = full_since.unwrap_or(now);
        let excess = self.in_hand().saturating_sub(self.limit);
        if now.saturating_duration_since(since) > LONGEST_PAUSE {
            self.beyond.store(excess.saturating_add(FLOW), Ordering::Release);
            self.reader.wake();
            return Some(now);
        }
        // What was allowed is read, or what is in hand has become less: nothing is kept for later.
        let allowed = self.beyond.load(Ordering::Acquire);
        let left = if excess > allowed { 0 } else { allowed.min(excess.saturating_add(FLOW)) };
        self.beyond.store(left, Ordering::Release);
        Some(since)
    }

    #[cfg(test)]
    fn waker(&self) -> Option<std::task::Waker> {
        self.reader.take()
    }
}

/// See [`ByteBudget::awaiting_an_answer`].
#[derive(Debug)]
pub(crate) struct Awaited<'a>(&'a ByteBudget);

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        self.0.awaited.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::task::noop_waker_ref;

    use super::*;

    #[test]
    fn it_pauses_above_its_limit_and_never_where_an_answer_is_awaited() {
        let budget = ByteBudget::new(100);
        let context = Context::from_waker(noop_waker_ref());
        budget.take(100);
        assert!(!budget.pauses(&context));
        budget.take(1);
        assert!(budget.pauses(&context) && budget.waker().is_some());
        {
            let _answer = budget.awaiting_an_answer();
            assert!(!budget.pauses(&context));
        }
        assert!(budget.pauses(&context));
        budget.give_back(1);
        assert!(!budget.pauses(&context) && budget.waker().is_none(), "the reader was woken");
    }

    /// Large messages that are done one by one while the broker has more of them: a minute of it.
    #[test]
    fn a_steady_load_of_large_messages_stays_near_the_limit() {
        const MESSAGE: u64 = 3_500_000;
        let budget = ByteBudget::new(8_000_000);
        let context = Context::from_waker(noop_waker_ref());
        let begun = Instant::now();
        let (mut since, mut largest) = (None, 0);
        for look in 0..1200_u32 {
            if !budget.pauses(&context) {
                budget.take(MESSAGE);
            }
            if look % 20 == 19 {
                budget.give_back(MESSAGE);
            }
            largest = largest.max(budget.in_hand());
            since = budget.look(since, begun + Duration::from_millis(50) * look);
        }
        assert!(largest <= 8_000_000 + 3 * MESSAGE, "{largest} bytes in hand");
    }

    #[test]
    fn a_long_pause_becomes_a_slow_flow() {
        let budget = ByteBudget::new(100);
        let context = Context::from_waker(noop_waker_ref());
        budget.take(1000);
        let begun = Instant::now();
        let since = budget.look(None, begun);
        assert!(budget.look(since, begun + LONGEST_PAUSE).is_some() && budget.pauses(&context));
        budget.look(since, begun + LONGEST_PAUSE * 2);
        assert!(!budget.pauses(&context));
        budget.take(FLOW + 1);
        assert!(budget.pauses(&context), "no more than that until the next look");
        budget.give_back(1000 + FLOW);
        assert_eq!(budget.look(since, begun), None);
    }
}
