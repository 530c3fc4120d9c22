//! The messages in hand, from delivery to acknowledgement, and the handling of outages.
//!
//! It performs no I/O: messages to be published or given to the threads are put into lists that the session works off,
//! and the time is an argument. It logs and counts the outcome of each message.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::acks::Acks;
use super::backoff;
use super::entry::Entry;
use super::error::BrokerError;
use super::events;
use super::handler::{Desk, Handled, too_large};
use super::message::{Body, Outgoing, Received};
use super::monitor::{Condition, Monitor};
use super::outbox::Outbox;
use super::outcome::{Failure, Outcome, Reason, Replacement, replacement};
use super::trouble::Trouble;
use super::window::Verdict;
use super::wire::Registry;
use crate::article::input::redact;
use crate::settings::Unroutable;

/// A message that was rejected this often, each time while the one behind it was accepted, is itself at fault.
const REJECTIONS: u32 = 5;
/// So many rejections in a row are an outage: fewer may come from one full queue of several.
const IN_A_ROW: u32 = 3;
/// Number of probes, each for different queues, that the supervisor keeps when all messages are returned to the queue.
const SAMPLES: usize = 8;
/// A message whose publish alone closed the channel this often is itself at fault.
const CLOSINGS: u32 = 2;

/// The messages in hand.
#[derive(Debug)]
pub(crate) struct Flight {
    desk: Arc<Desk>,
    monitor: Arc<Monitor>,
    entries: HashMap<u64, Entry>,
    pub(crate) acks: Acks,
    /// Bytes of the messages in hand.
    reading: Arc<Registry>,
    /// Ready to be published.
    outbox: Outbox,
    trouble: Option<Trouble>,
    /// Rejections since an enriched article was confirmed.
    rejected_in_a_row: u32,
    /// The message rejected last, if no pause followed.
    last_rejected: Option<u64>,
    /// The largest message that this broker accepts, if known.
    largest: usize,
    /// An exchange or queue is missing: the publisher must be reopened and the topology declared again.
    pub(crate) reopen: Option<BrokerError>,
}

impl Flight {
    pub(crate) fn new(desk: Arc<Desk>, monitor: Arc<Monitor>, reading: Arc<Registry>) -> Self {
        Self {
            largest: desk.settings.limits.output_bytes,
            desk,
            monitor,
            reading,
            entries: HashMap::new(),
            acks: Acks::default(),
            outbox: Outbox::default(),
            trouble: None,
            rejected_in_a_row: 0,
            last_rejected: None,
            reopen: None,
        }
    }

    /// Adds a delivery.
    pub(crate) fn delivered(&mut self, received: &Arc<Received>) -> tracing::Span {
        let span = events::span_from_the_start(received);
        self.acks.delivered(received.tag);
        self.monitor.pulse.moved();
        self.monitor.received.increment();
        if received.redelivered {
            self.monitor.redelivered.increment();
        }
        let entry = Entry::new(Arc::clone(received), span.clone());
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
        self.monitor.pulse.moved();
        if let Body::New(body) = &handled.outgoing.body {
            entry.bytes += body.len() as u64;
            self.reading.budget.take(body.len() as u64);
        }
        entry.handled = Some(handled);
        self.outbox.push(tag);
    }

    /// A message took too long.
    pub(crate) fn too_slow(&mut self, tag: u64, limit: Duration) {
        let Some(entry) = self.entries.get(&tag) else { return };
        let words = format!("not finished after {} ms (limits.article_time)", limit.as_millis());
        let failure = Failure::new(Reason::EnrichmentTooSlow, words);
        let handled = self.desk.dead_letter(&entry.received, &failure, limit);
        self.finished(tag, handled);
    }

    /// The messages to publish now, at most `room`.
    pub(crate) fn take_publishable(&mut self, room: usize, now: Instant) -> Vec<(u64, Arc<Outgoing>)> {
        let room = self.trouble.as_ref().map_or(room, |trouble| room.min(trouble.room(now)));
        let mut list = Vec::with_capacity(room.min(self.outbox.fresh()));
        if room > 0 && self.trouble.as_ref().is_some_and(Trouble::is_quiet) && self.is_stuck() {
            // There was a pause: one that is taken now proves nothing about what was rejected before.
            self.last_rejected = None;
        }
        while list.len() < room {
            let Some(tag) = self.outbox.next(now) else { break };
            self.check_before_publishing(tag, now);
            let Some(entry) = self.entries.get_mut(&tag) else { continue };
            let Some(handled) = &entry.handled else { continue };
            if let Some(trouble) = &mut self.trouble {
                trouble.probe();
                entry.probe = true;
            }
            list.push((tag, Arc::clone(&handled.outgoing)));
        }
        self.end_trouble_if_over(now);
        list
    }

    /// Gives up on a message that is itself at fault; called before each publish.
    fn check_before_publishing(&mut self, tag: u64, now: Instant) {
        let crowded = self.entries.get(&tag).is_some_and(Entry::is_letter_without_room)
            && self.is_crowded_by_dead_letters();
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let Some(handled) = &entry.handled else { return };
        let is_dead = |handled: &Handled| matches!(handled.outcome, Outcome::DeadLetter(_));
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
            (entry.rejections, entry.closings, entry.pauses) = (0, 0, 0);
            let next = self.desk.retry(&entry.received, &Failure::new(Reason::Rejected, words));
            // A dead letter that finds no room has its reason already, and keeps it at the end of the ladder.
            if !(is_dead(handled) && is_dead(&next)) {
                entry.handled = Some(next);
            }
        } else if entry.was_rejected
            && (matches!(handled.outcome, Outcome::Acknowledge)
                && entry.was_delivered_often(self.desk.settings.topology.delivery_limit)
                || is_dead(handled)
                    && (crowded
                        || now.saturating_duration_since(entry.since)
                            >= self.desk.settings.consume.answer_within()))
        {
            // The first did not end the worker: what brought it near its limit was this trouble. The second finds no
            // room: it holds up the good articles behind it, or has waited for so long that the broker would soon close
            // the channel, for all that is in hand.
            if let Some(put_off) = self.desk.put_off(&entry.received) {
                entry.handled = Some(put_off);
            }
        }
    }

    /// True where dead letters that find no room take half of the prefetch: what is behind them would wait for an
    /// operator.
    fn is_crowded_by_dead_letters(&self) -> bool {
        let waiting = self.entries.values().filter(|entry| entry.is_letter_without_room()).count();
        waiting * 2 >= usize::from(self.desk.settings.consume.prefetch)
    }

    /// Handles the verdict of a publish.
    pub(crate) fn verdict(&mut self, tag: u64, verdict: Verdict, now: Instant) {
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let Some(handled) = &entry.handled else { return };
        self.monitor.pulse.moved();
        let was_probe = std::mem::take(&mut entry.probe);
        if was_probe && let Some(trouble) = &mut self.trouble {
            trouble.answered();
        }
        match (verdict, replacement(&handled.outcome)) {
            (Verdict::Confirmed, replacement) => {
                if replacement == Replacement::Enriched {
                    self.taken();
                }
                self.settle(tag, now);
                self.probe_succeeded(was_probe, now);
            }
            (Verdict::Nacked, _) => {
                self.monitor.nacked.increment();
                self.rejected(tag, now);
            }
            (Verdict::Returned(words), Replacement::Enriched) => {
                self.monitor.returned.increment();
                self.unroutable(tag, &words);
                self.probe_succeeded(was_probe, now);
            }
            (Verdict::Returned(words), _) => {
                self.monitor.returned.increment();
                let (exchange, key) = (&handled.outgoing.exchange, &handled.outgoing.routing_key);
                let cause = format!("nothing is bound to exchange {exchange:?} with key {key:?}: {words}");
                self.outbox.push(tag);
                self.reopen = Some(BrokerError::NotTaken(cause));
            }
        }
    }

    /// Handles a confirm: the message rejected just before it is itself at fault.
    fn taken(&mut self) {
        self.rejected_in_a_row = 0;
        if let Some(entry) = self.last_rejected.take().and_then(|tag| self.entries.get_mut(&tag)) {
            entry.rejections += 1;
        }
    }

    /// Handles a rejection: the message is set aside, and only several rejections in a row are an outage.
    fn rejected(&mut self, tag: u64, now: Instant) {
        self.rejected_in_a_row = self.rejected_in_a_row.saturating_add(1);
        self.last_rejected = Some(tag);
        let stuck = self.is_stuck();
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let cause = entry.handled.as_ref().map_or_else(String::new, |handled| rejection(&handled.outgoing));
        entry.was_rejected = true;
        if stuck {
            self.outbox.set_aside(tag, now);
            self.outbox.rejected_next();
            self.trouble(&cause, now);
            if let Some(trouble) = &mut self.trouble {
                trouble.probe_with_a_pair();
            }
        } else {
            let retry = &self.desk.settings.retry;
            let wait = backoff::wait(retry.probe_first, retry.probe_longest, entry.pauses);
            entry.pauses = entry.pauses.saturating_add(1);
            self.outbox.set_aside(tag, now + wait);
        }
    }

    /// True if all recent publishes were rejected.
    fn is_stuck(&self) -> bool {
        self.rejected_in_a_row >= IN_A_ROW
    }

    fn unroutable(&mut self, tag: u64, words: &str) {
        let Some(entry) = self.entries.get_mut(&tag) else { return };
        let outcome = self.desk.settings.output.unroutable;
        if outcome == Unroutable::Drop {
            entry.span().in_scope(|| events::article_dropped(&self.monitor, words));
            self.remove(tag);
            return;
        }
        let words = match outcome {
            Unroutable::Park => format!("nobody has bound to it and the unrouted queue is missing: {words}"),
            _ => format!("nobody has bound to it: {words}"),
        };
        let failure = Failure::new(Reason::Unroutable, words);
        entry.handled = Some(self.desk.dead_letter(&entry.received, &failure, Duration::ZERO));
        self.outbox.push_first(tag);
    }

    /// Settles a message whose replacement is confirmed.
    fn settle(&mut self, tag: u64, now: Instant) {
        let Some(entry) = self.entries.get(&tag) else { return };
        let Some(handled) = &entry.handled else { return };
        let in_hand = now.saturating_duration_since(entry.since);
        let span = match handled.outcome {
            Outcome::Acknowledge => entry.span.clone(),
            _ => entry.span(),
        };
        let in_span = span.enter();
        match &handled.outcome {
            Outcome::Acknowledge => {
                let summary = handled.summary.as_ref();
                if let Some(summary) = summary {
                    span.record("article.id", redact::id(&summary.article_id).as_ref());
                }
                events::article_enriched(&self.monitor, summary, handled.took, in_hand);
            }
            Outcome::Retry { after, failure } => {
                events::article_retried(&self.monitor, failure, *after, handled.attempts);
            }
            Outcome::DeadLetter(failure) => {
                events::article_dead_lettered(&self.monitor, failure, handled.attempts);
            }
        }
        drop(in_span);
        self.monitor.message_time.observe(in_hand);
        self.remove(tag);
    }

    fn remove(&mut self, tag: u64) {
        if let Some(entry) = self.entries.remove(&tag) {
            self.reading.budget.give_back(entry.bytes);
        }
        self.acks.settle(tag);
        self.monitor.in_flight.set(self.entries.len() as u64);
    }

    /// Handles the loss of the publisher and of all publishes in flight.
    pub(crate) fn publisher_lost(&mut self, tags: Vec<u64>, error: &BrokerError, now: Instant) {
        let refused = error.is_about_the_message();
        if let Some(largest) = error.largest_message() {
            self.largest = self.largest.min(largest);
        }
        let alone = tags.len() == 1;
        let silent = alone && matches!(error, BrokerError::Silent { .. });
        for tag in tags.into_iter().rev() {
            let Some(entry) = self.entries.get_mut(&tag) else { continue };
            entry.probe = false;
            entry.closings += u32::from(refused && alone);
            if silent {
                // It alone had no answer: others are tried before it is again.
                self.outbox.set_aside(tag, now);
            } else {
                self.outbox.push_first(tag);
            }
            self.last_rejected = silent.then_some(tag);
        }
        self.trouble(&error.to_string(), now);
        if let Some(trouble) = &mut self.trouble {
            trouble.channel_lost(refused);
        }
    }

    /// Begins an outage, or continues it.
    pub(crate) fn trouble(&mut self, cause: &str, now: Instant) {
        let retry = &self.desk.settings.retry;
        let in_hand = self.entries.len();
        let trouble = self.trouble.get_or_insert_with(|| {
            events::surroundings_troubled(&self.monitor, cause, in_hand);
            Trouble::new(retry, now)
        });
        if let Some((failed, wait)) = trouble.failed(cause, now) {
            events::probe_failed(cause, failed, wait);
        }
        self.monitor.set(Condition::Troubled(cause.to_owned()));
    }

    fn probe_succeeded(&mut self, was_probe: bool, now: Instant) {
        if was_probe && let Some(trouble) = &mut self.trouble {
            trouble.succeeded(now);
        }
        self.end_trouble_if_over(now);
    }

    /// Handles `connection.blocked` and `connection.unblocked`.
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
        self.end_trouble_if_over(now);
    }

    fn end_trouble_if_over(&mut self, now: Instant) {
        let over =
            self.trouble.as_ref().is_some_and(|trouble| trouble.is_over(now)) && self.outbox.is_empty(now);
        if over && let Some(trouble) = self.trouble.take() {
            self.rejected_in_a_row = 0;
            events::surroundings_recovered(&trouble.cause, now.saturating_duration_since(trouble.since));
            self.monitor.set(Condition::Consuming);
        }
    }

    /// When the next probe is due; `None` without a message to probe with.
    pub(crate) fn next_probe(&self) -> Option<Instant> {
        self.trouble.as_ref().filter(|trouble| !trouble.blocked).map(|trouble| trouble.next)
    }

    /// Start of the outage, if there is one.
    pub(crate) fn troubled_since(&self) -> Option<Instant> {
        self.trouble.as_ref().map(|trouble| trouble.since)
    }

    /// Some of the messages held back, each with a routing key of its own: the supervisor probes with them when all
    /// have been given back.
    pub(crate) fn probe_samples(&self) -> Vec<Arc<Outgoing>> {
        let mut samples: Vec<Arc<Outgoing>> = Vec::new();
        for outgoing in self.outbox.tags().filter_map(|tag| self.entries.get(&tag)?.handled.as_ref()) {
            let outgoing = &outgoing.outgoing;
            let same = |known: &Arc<Outgoing>| {
                known.exchange == outgoing.exchange && known.routing_key == outgoing.routing_key
            };
            if samples.len() < SAMPLES && !samples.iter().any(same) {
                samples.push(Arc::clone(outgoing));
            }
        }
        samples
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

/// Why a publish was rejected, with the place that rejected it.
fn rejection(outgoing: &Outgoing) -> String {
    let place = match outgoing.exchange.as_str() {
        // The default exchange leads to the queue of that name.
        "" => format!("queue {}", outgoing.routing_key),
        exchange => format!("exchange {exchange} with key {}", outgoing.routing_key),
    };
    format!("the broker rejected a publish to {place}: a queue behind it is full or has no leader")
}

#[cfg(test)]
mod tests;
