//! Everything that the worker logs and counts. An [`Event`] logs and counts in one function, so that log and metrics
//! cannot disagree; docs/LOGGING.md lists the events that have a line, docs/METRICS.md the counters.
//!
//! A failure is logged once, where it is handled. Nothing here takes an article's text.

use std::fmt::Display;
use std::path::Path;
use std::sync::PoisonError;
use std::time::Duration;

use tracing::{error, info, warn};

use super::article_summary::ArticleSummary;
use super::monitor::Monitor;
use super::outcome::Failure;
use super::trace::Trace;
use super::transport::Delivery;
use crate::article::input::{Reading, redact};
use crate::enrich::language;

/// Something that happened in the worker.
#[derive(Clone, Copy)]
pub(crate) enum Event<'a> {
    /// A delivery was taken from the work queue.
    MessageReceived { redelivered: bool },
    /// Deliveries were acknowledged.
    MessagesAcknowledged { count: u64 },
    /// The broker rejected a publish.
    PublishNacked,
    /// The broker returned a publish.
    PublishReturned,
    /// An article was read; has a line if it was read in an unusual way.
    ArticleRead(&'a Reading),
    /// An enriched article was confirmed.
    ArticleEnriched { summary: Option<&'a ArticleSummary>, took: Duration, in_hand: Duration },
    /// A dead letter was confirmed.
    ArticleDeadLettered { failure: &'a Failure, attempts: u32 },
    /// A retry was confirmed.
    ArticleRetried { failure: &'a Failure, after: Duration, attempts: u32 },
    /// An enriched article matched no binding, and the settings say to drop it.
    ArticleDropped { cause: &'a str },
    /// The input queue receives what is published to the dead-letter exchange.
    DeadLetterCameBack { queue: &'a str, exchange: &'a str },
    /// A message goes back to the queue, since the broker refuses its dead letter as too large.
    MessageGivenBack { size: usize, limit: usize },
    /// A message was delivered so often that it may be what kills workers.
    HandledAlone { deliveries: u32, limit: u32 },
    /// A connection for consuming was opened.
    Connected,
    /// Connected, topology in place, consuming.
    WorkerConsuming { address: &'a str, version: &'a str, queue: &'a str, prefetch: u16, threads: usize },
    /// No connection, or one that was lost.
    ConnectionFailed { error: &'a dyn Display, attempt: u32, wait: Duration },
    /// The consumer or its connection is gone; everything is rebuilt.
    SessionLost { cause: &'a str, in_flight: usize },
    /// The queue is gone, or the broker cancelled the consumer.
    ConsumerCancelled { queue: &'a str },
    /// An outage began: the broker does not confirm what is published.
    OutageBegan { cause: &'a str, in_flight: usize },
    /// A probe failed.
    ProbeFailed { cause: &'a str, attempt: u32, wait: Duration },
    /// Everything that was held back is confirmed.
    OutageEnded { cause: &'a str, lasted: Duration },
    /// An outage lasts longer than the broker lets a consumer keep messages.
    DeliveriesGivenBack { count: usize, lasted: Duration },
    /// Something on the broker differs from the settings.
    TopologyDiffers { difference: &'a str },
    /// This user cannot see something about the topology.
    TopologyUnchecked { what: &'a str },
    /// Something was deleted on the broker.
    TopologyMissing { what: &'a str },
    /// It exists again.
    TopologyRestored { what: &'a str },
    /// The topology cannot be used; the worker ends.
    TopologyRefused { error: &'a dyn Display },
    /// The worker's task did not run.
    WorkerPaused { lasted: Duration },
    /// SIGHUP: new rules are in force.
    RulesReloaded { file: &'a Path, rules: usize, names: usize, settings: &'a str },
    /// SIGHUP: the rules cannot be read.
    RulesRefused { file: &'a Path, error: &'a str },
    /// SIGHUP without rules.
    RulesNotSet,
    /// A request to stop.
    WorkerDraining { in_flight: usize, grace: Duration },
    /// The worker has stopped.
    WorkerStopped { given_back: usize },
}

impl Event<'_> {
    /// Logs and counts it.
    pub(crate) fn emit(self, monitor: &Monitor) {
        match self {
            Self::MessageReceived { redelivered } => {
                monitor.received.increment();
                monitor.redelivered.add(u64::from(redelivered));
            }
            Self::MessagesAcknowledged { count } => monitor.acknowledged.add(count),
            Self::PublishNacked => monitor.nacked.increment(),
            Self::PublishReturned => monitor.returned.increment(),
            Self::Connected => monitor.connections.increment(),
            Self::ArticleRead(reading) => article_read(reading),
            Self::ArticleEnriched { summary, took, in_hand } => {
                article_enriched(monitor, summary, took, in_hand);
            }
            Self::ArticleDeadLettered { failure, attempts } => {
                article_dead_lettered(monitor, failure, attempts);
            }
            Self::ArticleRetried { failure, after, attempts } => {
                article_retried(monitor, failure, after, attempts);
            }
            Self::ArticleDropped { cause } => article_dropped(monitor, cause),
            Self::HandledAlone { deliveries, limit } => handled_alone(deliveries, limit),
            Self::OutageBegan { cause, in_flight } => outage_began(monitor, cause, in_flight),
            Self::ProbeFailed { cause, attempt, wait } => probe_failed(cause, attempt, wait),
            Self::OutageEnded { cause, lasted } => outage_ended(cause, lasted),
            Self::RulesReloaded { file, rules, names, settings } => {
                rules_reloaded(monitor, file, rules, names, settings);
            }
            Self::RulesRefused { file, error } => rules_refused(monitor, file, error),
            Self::RulesNotSet => rules_not_set(),
            Self::WorkerPaused { lasted } => worker_paused(monitor, lasted),
            Self::WorkerConsuming { address, version, .. } => {
                *monitor.broker.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some((address.to_owned(), version.to_owned()));
                self.log();
            }
            of_the_session => of_the_session.log(),
        }
    }

    /// Events of connection and topology, which have no counter.
    fn log(self) {
        match self {
            Self::WorkerConsuming { address, version, queue, prefetch, threads } => {
                worker_consuming(address, version, queue, prefetch, threads);
            }
            Self::ConnectionFailed { error, attempt, wait } => connection_failed(error, attempt, wait),
            Self::SessionLost { cause, in_flight } => session_lost(cause, in_flight),
            Self::ConsumerCancelled { queue } => consumer_cancelled(queue),
            Self::DeadLetterCameBack { queue, exchange } => dead_letter_came_back(queue, exchange),
            Self::MessageGivenBack { size, limit } => message_given_back(size, limit),
            Self::DeliveriesGivenBack { count, lasted } => deliveries_given_back(count, lasted),
            Self::TopologyDiffers { difference } => topology_differs(difference),
            Self::TopologyUnchecked { what } => topology_unchecked(what),
            Self::TopologyMissing { what } => topology_missing(what),
            Self::TopologyRestored { what } => topology_restored(what),
            Self::TopologyRefused { error } => topology_refused(error),
            Self::WorkerDraining { in_flight, grace } => worker_draining(in_flight, grace),
            Self::WorkerStopped { given_back } => worker_stopped(given_back),
            _ => {}
        }
    }
}

/// The span of one message; every event about it carries these fields.
pub(crate) fn message_span(delivery: &impl Delivery) -> tracing::Span {
    tracing::error_span!(
        "message",
        message.id = redact::id(delivery.message_id().unwrap_or_default()).as_ref(),
        article.id = tracing::field::Empty,
        delivery.tag = delivery.tag(),
        redelivered = delivery.is_redelivered(),
        trace_id = delivery.text_header("traceparent").and_then(Trace::id_in).unwrap_or_default(),
    )
}

/// The same, where each message gets a line anyway; none where only failures do, which then make their own.
pub(crate) fn span_from_the_start(delivery: &impl Delivery) -> tracing::Span {
    if tracing::enabled!(tracing::Level::INFO) { message_span(delivery) } else { tracing::Span::none() }
}

fn article_enriched(monitor: &Monitor, summary: Option<&ArticleSummary>, took: Duration, in_hand: Duration) {
    monitor.enriched.increment();
    let Some(summary) = summary else { return };
    for &repair in &summary.repairs {
        monitor.repaired(repair).increment();
    }
    info!(
        event = "article_enriched",
        status = summary.status,
        routing_key = summary.routing_key,
        tags = summary.tags,
        locations = summary.locations,
        people = summary.people,
        organisations = summary.organisations,
        figures = summary.figures,
        duration_ms = milliseconds(took),
        in_hand_ms = milliseconds(in_hand),
        "article enriched"
    );
}

fn article_read(reading: &Reading) {
    if let Some(longest) = reading.unread.first() {
        let (pointer, characters) = (longest.pointer.as_str(), longest.characters);
        let (form, texts) = (reading.form.name, reading.unread.len());
        warn!(
            event = "article_text_unread",
            form, pointer, characters, texts, "the article holds a further text that no field took"
        );
    }
    if let Some(declared) =
        reading.article.language.as_deref().filter(|&declared| !language::is_known(declared))
    {
        let language = redact::key(declared);
        info!(event = "language_unknown", language, "the declared language is not known and is ignored");
    }
    for missed in &reading.unreadable {
        let (field, from) = (missed.field.name(), missed.from.as_str());
        warn!(event = "article_field_unreadable", field, from, "the value of a field cannot be read");
    }
    if reading.is_cut {
        let form = reading.form.name;
        info!(event = "article_text_cut", form, "the source cut the text of the article");
    }
    if reading.has_local_id {
        let form = reading.form.name;
        info!(
            event = "article_id_local",
            form, "the id of the article is a number that another site may have too"
        );
    }
    if reading.is_corrected {
        let content = reading.content.content_type();
        info!(
            event = "content_type_corrected",
            content, "the message is not of the type that its properties name"
        );
    }
}

fn article_dead_lettered(monitor: &Monitor, failure: &Failure, attempts: u32) {
    monitor.dead_lettered(failure.reason).increment();
    let (reason, words) = (failure.reason.code(), failure.clipped());
    warn!(event = "article_dead_lettered", reason, error = words, attempts, "article dead-lettered");
}

fn article_retried(monitor: &Monitor, failure: &Failure, after: Duration, attempts: u32) {
    monitor.retried.increment();
    let (reason, words) = (failure.reason.code(), failure.clipped());
    let after_ms = after.as_millis() as u64;
    warn!(
        event = "article_retried",
        reason,
        error = words,
        attempts,
        after_ms,
        "article will be tried again"
    );
}

fn article_dropped(monitor: &Monitor, words: &str) {
    monitor.dropped.increment();
    warn!(
        event = "article_dropped",
        error = words,
        "nobody has bound to this article; dropped as configured"
    );
}

fn worker_consuming(address: &str, version: &str, queue: &str, prefetch: u16, threads: usize) {
    info!(
        event = "worker_consuming",
        address,
        broker.version = version,
        queue,
        prefetch,
        threads,
        "consuming"
    );
}

fn connection_failed(error: &dyn Display, attempt: u32, wait: Duration) {
    let retry_in_ms = wait.as_millis() as u64;
    warn!(event = "connection_failed", %error, attempt, retry_in_ms, "no connection to the broker");
}

fn session_lost(cause: &str, in_flight: usize) {
    warn!(event = "session_lost", cause, in_flight, "lost the broker; rebuilding connection and consumer");
}

fn consumer_cancelled(queue: &str) {
    warn!(event = "consumer_cancelled", queue, "the broker cancelled the consumer (queue deleted or moved)");
}

fn outage_began(monitor: &Monitor, cause: &str, in_flight: usize) {
    monitor.troubles.increment();
    warn!(event = "surroundings_troubled", cause, in_flight, "publishing is in trouble; consuming is paused");
}

fn probe_failed(cause: &str, attempt: u32, wait: Duration) {
    let retry_in_ms = wait.as_millis() as u64;
    info!(event = "probe_failed", cause, attempt, retry_in_ms, "still in trouble");
}

fn outage_ended(cause: &str, lasted: Duration) {
    let duration_ms = lasted.as_millis() as u64;
    info!(event = "surroundings_recovered", cause, duration_ms, "publishing works again; consuming goes on");
}

fn deliveries_given_back(count: usize, lasted: Duration) {
    let duration_ms = lasted.as_millis() as u64;
    warn!(
        event = "deliveries_given_back",
        count, duration_ms, "gave the messages back before the broker's consumer time-out; probing goes on"
    );
}

fn dead_letter_came_back(queue: &str, exchange: &str) {
    warn!(
        event = "dead_letter_came_back",
        queue,
        exchange,
        "the input queue receives dead letters: remove its binding to the dead-letter exchange"
    );
}

fn message_given_back(size: usize, limit: usize) {
    warn!(
        event = "message_given_back",
        bytes = size,
        limit,
        "the broker refuses a dead letter of this size (max_message_size); the message goes back to its queue, and at the \
         queue's delivery limit the broker makes it a dead letter"
    );
}

fn handled_alone(deliveries: u32, limit: u32) {
    warn!(
        event = "handled_alone",
        deliveries, limit, "this message was delivered often without an answer; it is handled alone"
    );
}

fn worker_paused(monitor: &Monitor, lasted: Duration) {
    monitor.pauses.increment();
    let duration_ms = lasted.as_millis() as u64;
    warn!(
        event = "worker_paused",
        duration_ms, "the process did not run for a while; no time limit counts it"
    );
}

fn topology_differs(difference: &str) {
    warn!(
        event = "topology_differs",
        difference, "what exists on the broker differs from the settings; it is used as it is"
    );
}

fn topology_unchecked(what: &str) {
    info!(
        event = "topology_unchecked",
        what, "not checked: AMQP does not show it to this user (broker.management_uri would)"
    );
}

fn topology_missing(what: &str) {
    warn!(event = "topology_missing", what, "deleted on the broker");
}

fn topology_restored(what: &str) {
    info!(event = "topology_restored", what, "there again");
}

fn rules_reloaded(monitor: &Monitor, file: &Path, rules: usize, names: usize, settings: &str) {
    monitor.rules_reloaded.increment();
    let file = file.display();
    info!(
        event = "rules_reloaded",
        %file,
        rules,
        names,
        settings,
        "the newsroom's rules and names were read again"
    );
}

fn rules_refused(monitor: &Monitor, file: &Path, words: &str) {
    monitor.rules_refused.increment();
    let file = file.display();
    error!(event = "rules_refused", %file, error = words, "the rules or names cannot be read; those in force stay");
}

fn rules_not_set() {
    info!(
        event = "rules_not_set",
        "SIGHUP, but neither rules nor names are set: there is nothing to read again"
    );
}

fn worker_draining(in_flight: usize, grace: Duration) {
    let grace_ms = grace.as_millis() as u64;
    info!(
        event = "worker_draining",
        in_flight, grace_ms, "stopping: no new messages, finishing those in flight"
    );
}

fn worker_stopped(given_back: usize) {
    info!(event = "worker_stopped", given_back, "stopped");
}

fn topology_refused(error: &dyn Display) {
    error!(event = "topology_refused", %error, "the broker's exchanges and queues are not what is needed");
}

fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}
