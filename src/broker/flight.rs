//! The messages in hand, from delivery to acknowledgement, and what is done when publishing is in trouble.
//!
//! Pure bookkeeping: what is to be published or given to the threads is put into lists that the session works off.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::acks::Acks;
use super::backoff::Backoff;
use super::error::BrokerError;
use super::events;
use super::handler::{Desk, Handled, too_large};
use super::headers::Origin;
use super::message::{Body, Outgoing, Received};
use super::monitor::{Condition, Monitor};
use super::outcome::{Failure, Outcome, Reason, Replacement, words};
use super::window::Verdict;
use crate::settings::Unroutable;

/// A message that was rejected this often, each time while others of its kind were taken, has trouble of its own.
const REJECTIONS: u32 = 5;
/// A message whose publish alone closed the channel this often has trouble of its own.
const CLOSINGS: u32 = 2;

/// A message in hand.
#[derive(Debug)]
struct Entry {
    received: Arc<Received>,
    span: tracing::Span,
    since: Instant,
    handled: Option<Handled>,
    /// Rejections between which others were taken.
    rejections: u32,
    /// How many enriched articles had been taken at the last rejection.
    taken_before: u64,
    /// Closings of the channel while this alone was in flight.
    closings: u32,
    /// Published since the trouble began.
    probe: bool,
}

impl Entry {
    /// The message's span; made now, where it was not from the start.
    fn span(&self) -> tracing::Span {
        if self.span.is_none() { events::message_span(&self.received) } else { self.span.clone() }
    }
}

/// What is published does not arrive.
#[derive(Debug)]
struct Trouble {
    cause: String,
    since: Instant,
    backoff: Backoff,
    /// When to try again.
    next: Instant,
    /// How many publishes may be in flight: one, and twice as many after each that succeeds.
    allowance: usize,
    probes: usize,
    /// One of those held back closes the channel: find it.
    one_by_one: bool,
    blocked: bool,
}

/// The messages in hand.
#[derive(Debug)]
pub(crate) struct Flight {
    desk: Arc<Desk>,
    monitor: Arc<Monitor>,
    entries: HashMap<u64, Entry>,
    pub(crate) acks: Acks,
    /// Ready to be published, but publishing is in trouble or the window is full.
    held: VecDeque<u64>,
    trouble: Option<Trouble>,
    /// Enriched articles taken by the broker.
    taken: u64,
    /// The largest message that this broker takes, where it told.
    largest: usize,
    /// What Dateline declared is missing on the broker: the publisher is opened anew, and the topology with it.
    pub(crate) reopen: Option<BrokerError>,
}

impl Flight {
    pub(crate) fn new(desk: Arc<Desk>, monitor: Arc<Monitor>) -> Self {
        Self {
            largest: desk.settings.limits.output_bytes,
            desk,
            monitor,
            entries: HashMap::new(),
            acks: Acks::default(),
            held: VecDeque::new(),
            trouble: None,
            taken: 0,
            reopen: None,
        }
    }

    /// Enters a delivery.
    pub(crate) fn delivered(&mut self, received: &Arc<Received>) -> tracing::Span {
        let span = events::span_from_the_start(received);
        self.acks.delivered(received.tag);
        self.monitor.received.increment();
        if received.redelivered {
            self.monitor.redelivered.increment();
        }
        let entry = Entry {
            received: Arc::clone(received),
            span: span.clone(),
            since: Instant::now(),
            handled: None,
            rejections: 0,
            taken_before: 0,
            closings: 0,
            probe: false,
        };
        self.entries.insert(received.tag, entry);
        self.monitor.in_flight.set(self.entries.len() as u64);
        span
    }

    /// A message was handled; it is published when the next list is taken.
    pub(crate) fn finished(&mut self, tag: u64, handled: Handled) {
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        if entry.handled.is_some() {
            // A thread that was given up came back after all.
            return;
        }
        self.monitor.enrich_time.observe(handled.took);
        entry.handled = Some(handled);
        self.held.push_back(tag);
    }

    /// A message took too long.
    pub(crate) fn too_slow(&mut self, tag: u64, limit: Duration) {
        let Some(entry) = self.entries.get(&tag) else { return };
        let words = format!("not finished after {} ms (limits.article_time)", limit.as_millis());
        let failure = Failure::new(Reason::EnrichmentTooSlow, words);
        let handled = self.desk.dead_letter(&entry.received, &failure, limit);
        self.finished(tag, handled);
    }

    /// What may be published now, with at most `room` more in flight.
    pub(crate) fn take_publishable(&mut self, room: usize, now: Instant) -> Vec<(u64, Arc<Outgoing>)> {
        let room = match &self.trouble {
            None => room,
            Some(trouble) if trouble.blocked || now < trouble.next => 0,
            Some(trouble) => room.min(trouble.allowance.saturating_sub(trouble.probes)),
        };
        let mut list = Vec::with_capacity(room.min(self.held.len()));
        while list.len() < room {
            let Some(tag) = self.held.pop_front() else { break };
            self.check_before_publishing(tag);
            let Some(entry) = self.entries.get_mut(&tag) else { continue };
            let Some(handled) = &entry.handled else { continue };
            if let Some(trouble) = &mut self.trouble {
                trouble.probes += 1;
                entry.probe = true;
            }
            list.push((tag, Arc::clone(&handled.outgoing)));
        }
        self.end_trouble_if_over();
        list
    }

    /// Trouble of the message's own ends its tries before it is published once more.
    fn check_before_publishing(&mut self, tag: u64) {
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let Some(handled) = &entry.handled else { return };
        let size = handled.outgoing.body.bytes().len();
        let enriched = matches!(handled.outgoing.body, Body::New(_));
        if enriched && size > self.largest {
            let failure = too_large(size, self.largest);
            entry.handled = Some(self.desk.dead_letter(&entry.received, &failure, Duration::ZERO));
        } else if entry.rejections >= REJECTIONS || entry.closings >= CLOSINGS {
            let words = if entry.closings >= CLOSINGS {
                "publishing it closed the channel, more than once"
            } else {
                "the broker rejected it again and again, and took others in between"
            };
            (entry.rejections, entry.closings) = (0, 0);
            entry.handled = Some(self.desk.retry(&entry.received, &Failure::new(Reason::Rejected, words)));
        }
    }

    /// The fate of a publish.
    pub(crate) fn verdict(&mut self, tag: u64, verdict: Verdict, now: Instant) {
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let Some(handled) = &entry.handled else { return };
        let was_probe = std::mem::take(&mut entry.probe);
        if was_probe && let Some(trouble) = &mut self.trouble {
            trouble.probes = trouble.probes.saturating_sub(1);
        }
        match (verdict, words(&handled.outcome).0) {
            (Verdict::Confirmed, _) => {
                self.settle(tag);
                self.probe_succeeded(was_probe);
            }
            (Verdict::Nacked, _) => {
                self.monitor.nacked.increment();
                if entry.rejections == 0 || entry.taken_before < self.taken {
                    entry.rejections += 1;
                    entry.taken_before = self.taken;
                }
                self.held.push_back(tag);
                self.trouble("the broker rejected a publish: a queue is full or has no leader", now);
            }
            (Verdict::Returned(words), Some(Replacement::Enriched)) => {
                self.monitor.returned.increment();
                self.unroutable(tag, &words);
                self.probe_succeeded(was_probe);
            }
            (Verdict::Returned(words), _) => {
                self.monitor.returned.increment();
                let (exchange, key) = (&handled.outgoing.exchange, &handled.outgoing.routing_key);
                let cause = format!("nothing is bound to exchange {exchange:?} with key {key:?}: {words}");
                self.held.push_back(tag);
                self.reopen = Some(BrokerError::NotTaken(cause));
            }
        }
    }

    fn unroutable(&mut self, tag: u64, words: &str) {
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let outcome = self.desk.settings.output.unroutable;
        if outcome == Unroutable::Drop {
            entry.span().in_scope(|| events::article_dropped(words));
            self.monitor.dropped.increment();
            self.remove(tag);
            return;
        }
        let words = match outcome {
            Unroutable::Park => format!("nobody has bound to it and the unrouted queue is missing: {words}"),
            _ => format!("nobody has bound to it: {words}"),
        };
        let failure = Failure::new(Reason::Unroutable, words);
        entry.handled = Some(self.desk.dead_letter(&entry.received, &failure, Duration::ZERO));
        self.held.push_front(tag);
    }

    /// What replaces the message has arrived.
    fn settle(&mut self, tag: u64) {
        let Some(entry) = self.entries.get(&tag) else { return };
        let Some(handled) = &entry.handled else { return };
        let span = match handled.outcome {
            Outcome::Acknowledge => entry.span.clone(),
            _ => entry.span(),
        };
        let in_span = span.enter();
        match &handled.outcome {
            Outcome::Acknowledge => {
                self.taken += 1;
                self.monitor.enriched.increment();
                if let Some(summary) = &handled.summary {
                    span.record("article.id", summary.article_id.as_str());
                    events::article_enriched(summary, handled.took, entry.since.elapsed());
                }
            }
            Outcome::Retry { after, failure } => {
                self.monitor.retried.increment();
                events::article_retried(failure, *after, Origin::of(&entry.received).attempts + 1);
            }
            Outcome::DeadLetter(failure) => {
                self.monitor.dead_lettered(failure.reason).increment();
                events::article_dead_lettered(failure, Origin::of(&entry.received).attempts + 1);
            }
            Outcome::Requeue => {}
        }
        drop(in_span);
        self.monitor.message_time.observe(entry.since.elapsed());
        self.remove(tag);
    }

    fn remove(&mut self, tag: u64) {
        self.entries.remove(&tag);
        self.acks.settle(tag);
        self.monitor.in_flight.set(self.entries.len() as u64);
    }

    /// The publisher is gone, and what was in flight with it.
    pub(crate) fn publisher_lost(&mut self, tags: Vec<u64>, error: &BrokerError, now: Instant) {
        let refused = error.is_about_the_message();
        if let BrokerError::Refused(words) = error
            && let Some(largest) = largest_message(words)
        {
            self.largest = self.largest.min(largest);
        }
        let alone = tags.len() == 1;
        for tag in tags.into_iter().rev() {
            let Some(entry) = self.entries.get_mut(&tag) else { continue };
            entry.probe = false;
            entry.closings += u32::from(refused && alone);
            self.held.push_front(tag);
        }
        self.trouble(&error.to_string(), now);
        if let Some(trouble) = &mut self.trouble {
            trouble.probes = 0;
            trouble.one_by_one |= refused;
        }
    }

    /// Trouble begins, or goes on.
    pub(crate) fn trouble(&mut self, cause: &str, now: Instant) {
        let retry = &self.desk.settings.retry;
        let in_hand = self.entries.len();
        let trouble = self.trouble.get_or_insert_with(|| {
            events::surroundings_troubled(cause, in_hand);
            self.monitor.troubles.increment();
            Trouble {
                cause: cause.to_owned(),
                since: now,
                backoff: Backoff::new(retry.probe_first, retry.probe_longest),
                next: now,
                allowance: 1,
                probes: 0,
                one_by_one: false,
                blocked: false,
            }
        });
        trouble.allowance = 1;
        // Several of one volley may fail; they count once.
        if trouble.next <= now {
            let wait = trouble.backoff.next();
            trouble.next = now + wait;
            if trouble.backoff.tries() > 1 {
                events::probe_failed(cause, trouble.backoff.tries() - 1, wait);
            }
        }
        cause.clone_into(&mut trouble.cause);
        self.monitor.set(Condition::Troubled(cause.to_owned()));
    }

    fn probe_succeeded(&mut self, was_probe: bool) {
        if was_probe && let Some(trouble) = &mut self.trouble {
            trouble.backoff.reset();
            if !trouble.one_by_one {
                trouble.allowance = trouble.allowance.saturating_mul(2);
            }
        }
        self.end_trouble_if_over();
    }

    /// The broker reads from our connection no more, or again.
    pub(crate) fn set_blocked(&mut self, blocked: Option<&str>, now: Instant) {
        if let Some(reason) = blocked {
            self.trouble(&format!("the broker has blocked the connection: {reason}"), now);
        }
        if let Some(trouble) = &mut self.trouble {
            trouble.blocked = blocked.is_some();
            if !trouble.blocked {
                trouble.next = now;
            }
        }
        self.end_trouble_if_over();
    }

    fn end_trouble_if_over(&mut self) {
        let over = self.trouble.as_ref().is_some_and(|trouble| {
            !trouble.blocked && trouble.probes == 0 && self.held.is_empty() && Instant::now() >= trouble.next
        });
        if over && let Some(trouble) = self.trouble.take() {
            events::surroundings_recovered(&trouble.cause, trouble.since.elapsed());
            self.monitor.set(Condition::Consuming);
        }
    }

    /// When the next probe is due; `None` where nothing waits for one.
    pub(crate) fn next_probe(&self) -> Option<Instant> {
        self.trouble.as_ref().filter(|trouble| !trouble.blocked).map(|trouble| trouble.next)
    }

    /// Since when there is trouble.
    pub(crate) fn troubled_since(&self) -> Option<Instant> {
        self.trouble.as_ref().map(|trouble| trouble.since)
    }

    /// One of the messages held back: the supervisor probes with it when all have been given back.
    pub(crate) fn probe_sample(&self) -> Option<Arc<Outgoing>> {
        let handled = |tag: &u64| self.entries.get(tag)?.handled.as_ref();
        self.held.iter().find_map(|tag| handled(tag).map(|handled| Arc::clone(&handled.outgoing)))
    }

    /// How many messages are in hand.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many messages the broker has no answer for.
    pub(crate) fn without_answer(&self) -> usize {
        self.entries.len() + self.acks.settled()
    }

    /// Tags of the messages in hand.
    pub(crate) fn tags(&self) -> Vec<u64> {
        self.entries.keys().copied().collect()
    }
}

/// The limit in the broker's words about a message that is too large.
fn largest_message(words: &str) -> Option<usize> {
    let (_, limit) = words.split_once("larger than configured max size ")?;
    let digits = limit.find(|c: char| !c.is_ascii_digit()).unwrap_or(limit.len());
    limit[..digits].parse().ok()
}
