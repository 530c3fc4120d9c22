//! The messages in hand, from delivery to settlement, and the handling of outages.
//!
//! It performs no I/O: messages to be published or to be acknowledged are put into lists that the session works off, and
//! the time is an argument. It logs and counts the outcome of each message.

mod going_back;
mod message;
mod outage;
mod outbox;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use self::message::MessageInHand;
use self::outage::Outage;
use self::outbox::Outbox;
use super::backoff;
use super::byte_budget::ByteBudget;
use super::clock;
use super::events::{self, Event};
use super::handler::{Handled, MessageHandler, too_large, too_slow};
use super::monitor::{Condition, Monitor};
use super::outcome::{Failure, Fate, Outcome, Reason, Replacement, replacement};
use super::recent::Settled;
use super::retry_policy::{Decision, PublishHistory, decide};
use super::spans::{Passage, Times};
use super::transport::{Delivery, Outgoing, PublisherLoss, Transport, Verdict};
use crate::article::input::redact;
use crate::settings::Unroutable;

/// So many rejections in a row are an outage: fewer may come from one full queue of several.
const IN_A_ROW: u32 = 3;
/// Number of probes, each for different queues, that the supervisor keeps when all messages are returned to the queue.
const SAMPLES: usize = 8;

/// The messages in hand.
#[derive(Debug)]
pub(crate) struct InFlight<T: Transport> {
    handler: Arc<MessageHandler<T>>,
    monitor: Arc<Monitor>,
    messages: HashMap<u64, MessageInHand<T>>,
    /// Deliveries that may be acknowledged, in the order of their settlement.
    settled: Vec<u64>,
    /// Settled messages that wait for their acknowledgement, as far as its trace is sampled.
    passages: Vec<Passage>,
    /// Bytes of the messages in hand.
    budget: Arc<ByteBudget>,
    /// Ready to be published.
    outbox: Outbox,
    outage: Option<Outage>,
    /// Rejections since an enriched article was confirmed.
    rejected_in_a_row: u32,
    /// The message rejected last, if no pause followed.
    last_rejected: Option<u64>,
    /// Rejections of dead letters since one was confirmed.
    letters_rejected: u32,
    /// The largest message that this broker accepts, if known.
    largest: usize,
    /// The limit that the broker named when it refused a message.
    broker_limit: Option<usize>,
    /// Deliveries that go back to the queue, since no dead letter of them can be published.
    going_back: Vec<u64>,
    /// An exchange or queue is missing: the publisher must be reopened and the topology declared again.
    pub(crate) reopen: Option<String>,
}

impl<T: Transport> InFlight<T> {
    pub(crate) fn new(handler: Arc<MessageHandler<T>>, budget: Arc<ByteBudget>) -> Self {
        Self {
            largest: handler.settings.limits.output_bytes,
            monitor: Arc::clone(&handler.monitor),
            handler,
            budget,
            messages: HashMap::new(),
            settled: Vec::new(),
            passages: Vec::new(),
            broker_limit: None,
            going_back: Vec::new(),
            outbox: Outbox::default(),
            outage: None,
            rejected_in_a_row: 0,
            last_rejected: None,
            letters_rejected: 0,
            reopen: None,
        }
    }

    /// Adds a delivery.
    pub(crate) fn delivered(&mut self, delivery: &Arc<T::Delivery>) -> tracing::Span {
        let span = events::span_from_the_start(&**delivery);
        self.monitor.liveness.moved();
        Event::MessageReceived { redelivered: delivery.is_redelivered() }.emit(&self.monitor);
        let message = MessageInHand::new(Arc::clone(delivery), span.clone());
        self.messages.insert(delivery.tag(), message);
        self.monitor.in_flight.set(self.messages.len() as u64);
        span
    }

    /// A message was handled; it is published when the next list is taken.
    pub(crate) fn finished(&mut self, tag: u64, mut handled: Handled<T::Outgoing>) {
        let Some(message) = self.messages.get_mut(&tag) else { return };
        if message.handled.is_some() {
            // A thread that was given up came back after all.
            return;
        }
        self.monitor.enrich_time.observe(handled.took);
        self.monitor.liveness.moved();
        if let Some(bytes) = handled.outgoing.new_bytes() {
            message.bytes += bytes as u64;
            self.budget.take(bytes as u64);
        }
        message.provenance = handled.provenance.take().unwrap_or_default();
        message.timeline = handled.timeline.take();
        message.handled = Some(handled);
        self.outbox.push(tag);
    }

    /// A message took too long.
    pub(crate) fn too_slow(&mut self, tag: u64, limit: Duration) {
        let Some(message) = self.messages.get(&tag) else { return };
        let handled = self.handler.dead_letter(&message.delivery, &too_slow(limit), limit);
        self.finished(tag, handled);
    }

    /// The messages to publish now, at most `room`.
    pub(crate) fn take_publishable(&mut self, room: usize, now: Instant) -> Vec<(u64, Arc<T::Outgoing>)> {
        let room = self.outage.as_ref().map_or(room, |outage| room.min(outage.room(now)));
        let mut list = Vec::with_capacity(room.min(self.outbox.fresh()));
        if room > 0 && self.outage.as_ref().is_some_and(Outage::is_quiet) && self.is_stuck() {
            // There was a pause: one that is taken now proves nothing about what was rejected before.
            self.last_rejected = None;
        }
        while list.len() < room {
            let Some(tag) = self.outbox.next(now) else { break };
            self.check_before_publishing(tag, now);
            let Some(message) = self.messages.get_mut(&tag).filter(|message| !message.is_going_back) else {
                continue;
            };
            let Some(handled) = &message.handled else { continue };
            if let Some(outage) = &mut self.outage {
                outage.probe();
                message.probe = true;
            }
            message.published = Some(now);
            list.push((tag, Arc::clone(&handled.outgoing)));
        }
        self.end_outage_if_over(now);
        list
    }

    /// Replaces a message that is itself at fault by its retry or dead letter; called before each publish.
    fn check_before_publishing(&mut self, tag: u64, now: Instant) {
        let settings = &self.handler.settings;
        let Some(message) = self.messages.get(&tag) else { return };
        let is_crowded = message.is_letter() && self.is_crowded_by_dead_letters();
        let Some(message) = self.messages.get_mut(&tag) else { return };
        let waited = now.saturating_duration_since(message.since);
        let history = PublishHistory {
            largest: self.largest,
            broker_limit: self.broker_limit,
            is_crowded,
            has_waited_long: waited >= settings.consume.answer_within(),
            ..message.history(settings.topology.delivery_limit)
        };
        match decide(&history) {
            Decision::Publish => {}
            Decision::TooLarge { size } => {
                let failure = too_large(size, self.largest);
                message.handled = Some(self.handler.dead_letter(&message.delivery, &failure, Duration::ZERO));
            }
            Decision::GiveBack { size, limit } => self.give_back(tag, size, limit, now),
            Decision::Retry(cause) => {
                (message.rejections, message.closings, message.pauses) = (0, 0, 0);
                let next = self.handler.retry(&message.delivery, &Failure::new(Reason::Rejected, cause));
                // A dead letter that finds no room has its reason already, and keeps it at the end of the ladder.
                if !(history.is_dead_letter && matches!(next.outcome, Outcome::DeadLetter(_))) {
                    message.handled = Some(next);
                }
            }
            Decision::PutOff => {
                if let Some(put_off) = self.handler.put_off(&message.delivery) {
                    message.handled = Some(put_off);
                }
            }
        }
    }

    /// True where dead letters find no room and take half of the prefetch: what is behind them would wait for an operator.
    /// They have one destination, so that not each of them is tried: in an outage that would take hours.
    fn is_crowded_by_dead_letters(&self) -> bool {
        let waiting = || self.messages.values().filter(|message| message.is_letter()).count();
        self.letters_rejected >= IN_A_ROW
            && waiting() * 2 >= usize::from(self.handler.settings.consume.prefetch)
    }

    /// Handles the verdict of a publish.
    pub(crate) fn verdict(&mut self, tag: u64, verdict: Verdict, now: Instant) {
        let Some(message) = self.messages.get_mut(&tag) else { return };
        let Some(handled) = &message.handled else { return };
        self.monitor.liveness.moved();
        let was_probe = std::mem::take(&mut message.probe);
        if was_probe && let Some(outage) = &mut self.outage {
            outage.answered();
        }
        match (verdict, replacement(&handled.outcome)) {
            (Verdict::Confirmed, replacement) => {
                match replacement {
                    Replacement::Enriched => self.taken(),
                    Replacement::DeadLetter => self.letters_rejected = 0,
                    Replacement::Retry(_) => {}
                }
                self.settle(tag, now);
                self.probe_succeeded(was_probe, now);
            }
            (Verdict::Nacked, _) => {
                Event::PublishNacked.emit(&self.monitor);
                self.rejected(tag, now);
            }
            (Verdict::Returned(text), Replacement::Enriched) => {
                Event::PublishReturned.emit(&self.monitor);
                self.unroutable(tag, &text, now);
                self.probe_succeeded(was_probe, now);
            }
            (Verdict::Returned(text), _) => {
                Event::PublishReturned.emit(&self.monitor);
                let destination = handled.outgoing.destination();
                self.outbox.push(tag);
                self.reopen = Some(format!("nothing is bound for {destination}: {text}"));
            }
        }
    }

    /// Handles a confirm: the message rejected just before it is itself at fault.
    fn taken(&mut self) {
        self.rejected_in_a_row = 0;
        if let Some(message) = self.last_rejected.take().and_then(|tag| self.messages.get_mut(&tag)) {
            message.rejections += 1;
        }
    }

    /// Handles a rejection: the message is set aside, and only several rejections in a row are an outage.
    fn rejected(&mut self, tag: u64, now: Instant) {
        self.rejected_in_a_row = self.rejected_in_a_row.saturating_add(1);
        self.last_rejected = Some(tag);
        let stuck = self.is_stuck();
        let Some(message) = self.messages.get_mut(&tag) else { return };
        let cause =
            message.handled.as_ref().map_or_else(String::new, |handled| rejection(&*handled.outgoing));
        message.was_rejected = true;
        if message.is_letter() {
            self.letters_rejected = self.letters_rejected.saturating_add(1);
        }
        if stuck {
            self.outbox.set_aside(tag, now);
            self.outbox.rejected_next();
            self.outage_began(&cause, now);
            if let Some(outage) = &mut self.outage {
                outage.probe_with_a_pair();
            }
        } else {
            let retry = &self.handler.settings.retry;
            let wait = backoff::wait(retry.probe_first, retry.probe_longest, message.pauses);
            message.pauses = message.pauses.saturating_add(1);
            self.outbox.set_aside(tag, now + wait);
        }
    }

    /// True if all recent publishes were rejected.
    fn is_stuck(&self) -> bool {
        self.rejected_in_a_row >= IN_A_ROW
    }

    fn unroutable(&mut self, tag: u64, text: &str, now: Instant) {
        let Some(message) = self.messages.get_mut(&tag) else { return };
        let outcome = self.handler.settings.output.unroutable;
        if outcome == Unroutable::Drop {
            let span = message.span();
            span.in_scope(|| Event::ArticleDropped { cause: text }.emit(&self.monitor));
            observe_delays(&self.monitor, message, Fate::Dropped);
            self.note_passage(tag, Fate::Dropped, now);
            self.remove(tag);
            return;
        }
        let text = match outcome {
            Unroutable::Park => format!("nobody has bound to it and the unrouted queue is missing: {text}"),
            _ => format!("nobody has bound to it: {text}"),
        };
        let failure = Failure::new(Reason::Unroutable, text);
        message.handled = Some(self.handler.dead_letter(&message.delivery, &failure, Duration::ZERO));
        self.outbox.push_first(tag);
    }

    /// Settles a message whose replacement is confirmed.
    fn settle(&mut self, tag: u64, now: Instant) {
        let Some(message) = self.messages.get(&tag) else { return };
        let Some(handled) = &message.handled else { return };
        let in_hand = now.saturating_duration_since(message.since);
        let span = match handled.outcome {
            Outcome::Acknowledge => message.span.clone(),
            _ => message.span(),
        };
        let in_span = span.enter();
        let fate = match &handled.outcome {
            Outcome::Acknowledge => {
                let summary = handled.summary.as_ref();
                if let Some(summary) = summary {
                    span.record("article.id", redact::id(&summary.article_id).as_ref());
                }
                let took = handled.took;
                Event::ArticleEnriched { summary, took, in_hand }.emit(&self.monitor);
                Fate::Enriched
            }
            &Outcome::Retry { after, ref failure } => {
                let attempts = handled.attempts;
                Event::ArticleRetried { failure, after, attempts }.emit(&self.monitor);
                Fate::Retried
            }
            Outcome::DeadLetter(failure) => {
                let attempts = handled.attempts;
                Event::ArticleDeadLettered { failure, attempts }.emit(&self.monitor);
                Fate::Dead
            }
        };
        drop(in_span);
        self.monitor.message_time.observe(in_hand);
        observe_delays(&self.monitor, message, fate);
        if self.monitor.recent.with_text().is_some() {
            self.monitor.recent.settled(Settled {
                outcome: &handled.outcome,
                findings: handled.summary.as_ref().and_then(|summary| summary.findings.clone()),
                delivery: Arc::clone(&message.delivery) as Arc<dyn Delivery>,
                outgoing: Arc::clone(&handled.outgoing) as Arc<dyn Outgoing>,
                took: handled.took,
                in_hand,
            });
        }
        self.note_passage(tag, fate, now);
        self.remove(tag);
    }

    /// Notes the spans of a message that is settled, if its trace is sampled.
    fn note_passage(&mut self, tag: u64, fate: Fate, now: Instant) {
        let Some(sample) = self.monitor.traces.sample() else { return };
        let Some(message) = self.messages.get_mut(&tag) else { return };
        let Some(handled) = &message.handled else { return };
        let times = Times { taken: message.since, published: message.published, confirmed: now };
        let reason = handled.outcome.failure().map(|failure| failure.reason.code());
        let queue = &self.handler.settings.topology.input_queue;
        let timeline = message.timeline.take();
        let passage = Passage::new(&*message.delivery, &*handled.outgoing, timeline, sample, times, queue);
        self.passages.extend(passage.map(|passage| passage.ended(fate, reason)));
    }

    /// Deliveries were acknowledged: this one, and with `multiple` all that are settled and came before it.
    pub(crate) fn acknowledged(&mut self, tag: u64, multiple: bool) {
        if self.passages.is_empty() {
            return;
        }
        let now = Instant::now();
        let is_meant = |passage: &mut Passage| passage.tag == tag || (multiple && passage.tag < tag);
        for passage in self.passages.extract_if(.., is_meant) {
            self.monitor.traces.send(passage.spans(now));
        }
    }

    fn remove(&mut self, tag: u64) {
        if let Some(message) = self.messages.remove(&tag) {
            self.budget.give_back(message.bytes);
        }
        self.settled.push(tag);
        self.monitor.in_flight.set(self.messages.len() as u64);
    }

    /// Handles the loss of the publisher and of all publishes in flight.
    pub(crate) fn publisher_lost(&mut self, tags: Vec<u64>, loss: &PublisherLoss, now: Instant) {
        if let Some(largest) = loss.largest_message {
            self.largest = self.largest.min(largest);
            self.broker_limit = Some(largest);
        }
        let alone = tags.len() == 1;
        let silent = alone && loss.is_silent;
        for tag in tags.into_iter().rev() {
            let Some(message) = self.messages.get_mut(&tag) else { continue };
            message.probe = false;
            message.closings += u32::from(loss.by_a_message && alone);
            if silent {
                // It alone had no answer: others are tried before it is again.
                self.outbox.set_aside(tag, now);
            } else {
                self.outbox.push_first(tag);
            }
            self.last_rejected = silent.then_some(tag);
        }
        self.outage_began(&loss.cause, now);
        if let Some(outage) = &mut self.outage {
            outage.channel_lost(loss.by_a_message);
        }
    }

    /// Begins an outage, or continues it.
    pub(crate) fn outage_began(&mut self, cause: &str, now: Instant) {
        let retry = &self.handler.settings.retry;
        let in_hand = self.messages.len();
        let outage = self.outage.get_or_insert_with(|| {
            Event::OutageBegan { cause, in_flight: in_hand }.emit(&self.monitor);
            Outage::new(retry, now)
        });
        if let Some((attempt, wait)) = outage.failed(cause, now) {
            Event::ProbeFailed { cause, attempt, wait }.emit(&self.monitor);
        }
        self.monitor.set(Condition::Troubled(cause.to_owned()));
    }

    fn probe_succeeded(&mut self, was_probe: bool, now: Instant) {
        if was_probe && let Some(outage) = &mut self.outage {
            outage.succeeded(now);
        }
        self.end_outage_if_over(now);
    }

    /// Handles `connection.blocked` and `connection.unblocked`.
    pub(crate) fn set_blocked(&mut self, blocked: Option<&str>, now: Instant) {
        if let Some(reason) = blocked {
            self.outage_began(&format!("the broker has blocked the connection: {reason}"), now);
        }
        if let Some(outage) = &mut self.outage {
            outage.blocked = blocked.is_some();
            if !outage.blocked {
                outage.next = now;
            }
        }
        self.end_outage_if_over(now);
    }

    fn end_outage_if_over(&mut self, now: Instant) {
        let over =
            self.outage.as_ref().is_some_and(|outage| outage.is_over(now)) && self.outbox.is_empty(now);
        if over && let Some(outage) = self.outage.take() {
            self.rejected_in_a_row = 0;
            let lasted = now.saturating_duration_since(outage.since);
            Event::OutageEnded { cause: &outage.cause, lasted }.emit(&self.monitor);
            self.monitor.set(Condition::Consuming);
        }
    }

    /// When the next probe is due; `None` without a message to probe with.
    pub(crate) fn next_probe(&self) -> Option<Instant> {
        self.outage.as_ref().filter(|outage| !outage.blocked).map(|outage| outage.next)
    }

    /// Start of the outage, if there is one.
    pub(crate) fn outage_since(&self) -> Option<Instant> {
        self.outage.as_ref().map(|outage| outage.since)
    }

    /// Some of the messages held back, each with a routing key of its own: the supervisor probes with them when all
    /// have been given back.
    pub(crate) fn probe_samples(&self) -> Vec<Arc<T::Outgoing>> {
        let mut samples: Vec<Arc<T::Outgoing>> = Vec::new();
        for outgoing in self.outbox.tags().filter_map(|tag| self.messages.get(&tag)?.handled.as_ref()) {
            let outgoing = &outgoing.outgoing;
            let is_known = samples.iter().any(|known| known.has_same_destination(outgoing));
            if samples.len() < SAMPLES && !is_known {
                samples.push(Arc::clone(outgoing));
            }
        }
        samples
    }

    /// How many messages are in hand.
    pub(crate) fn len(&self) -> usize {
        self.messages.len()
    }

    /// Takes the deliveries that may be acknowledged, because what replaces them is confirmed.
    pub(crate) fn take_settled(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.settled)
    }

    /// Tags of the messages in hand.
    pub(crate) fn tags(&self) -> Vec<u64> {
        self.messages.keys().copied().collect()
    }
}

/// Counts how late a message is that is done with.
fn observe_delays<T: Transport>(monitor: &Monitor, message: &MessageInHand<T>, fate: Fate) {
    let age = message.provenance.published.and_then(|published| clock::age(published, clock::now()));
    monitor.delays.observe(&message.provenance, fate, age, message.waited);
}

/// The cause of a rejection, with the place that rejected it.
fn rejection(outgoing: &impl Outgoing) -> String {
    let destination = outgoing.destination();
    format!("the broker rejected a publish to {destination}: a queue behind it is full or has no leader")
}

#[cfg(test)]
mod tests;
