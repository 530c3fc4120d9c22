//! Everything the worker tells an operator, in one place: docs/LOGGING.md lists these events. An event that has a counter
//! counts here too, so that log and metrics cannot disagree.
//!
//! A failure is logged once, where it is handled. Nothing here takes an article's text.

use std::path::Path;
use std::time::Duration;

use tracing::{error, info, warn};

use super::handler::Summary;
use super::headers::{LONGEST_ERROR, clip};
use super::message::Received;
use super::monitor::Monitor;
use super::outcome::Failure;
use super::trace::Trace;
use crate::article::input::{Reading, redact};
use crate::enrich::language;

/// The span of one message; every event about it carries these fields.
pub(crate) fn message_span(received: &Received) -> tracing::Span {
    tracing::error_span!(
        "message",
        message.id = redact::id(received.message_id().unwrap_or_default()).as_ref(),
        article.id = tracing::field::Empty,
        delivery.tag = received.tag,
        redelivered = received.redelivered,
        trace_id = Trace::id_of(received).unwrap_or_default(),
    )
}

/// The same, where each message gets a line anyway; none where only failures do, which then make their own.
pub(crate) fn span_from_the_start(received: &Received) -> tracing::Span {
    if tracing::enabled!(tracing::Level::INFO) { message_span(received) } else { tracing::Span::none() }
}

/// One line per article.
pub(crate) fn article_enriched(
    monitor: &Monitor,
    summary: Option<&Summary>,
    took: Duration,
    in_hand: Duration,
) {
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

/// An article was read in an unusual way: something in it was left unread, or it was not of the type that it claimed.
pub(crate) fn article_read(reading: &Reading) {
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
    if reading.is_corrected {
        let content = reading.content.content_type();
        info!(
            event = "content_type_corrected",
            content, "the message is not of the type that its properties name"
        );
    }
}

/// A message went to the dead letters.
pub(crate) fn article_dead_lettered(monitor: &Monitor, failure: &Failure, attempts: u32) {
    monitor.dead_lettered(failure.reason).increment();
    let (reason, words) = (failure.reason.code(), clip(&failure.words, LONGEST_ERROR));
    warn!(event = "article_dead_lettered", reason, error = words, attempts, "article dead-lettered");
}

/// A message will be tried again.
pub(crate) fn article_retried(monitor: &Monitor, failure: &Failure, after: Duration, attempts: u32) {
    monitor.retried.increment();
    let (reason, words) = (failure.reason.code(), clip(&failure.words, LONGEST_ERROR));
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

/// Nobody had bound to an enriched article, and the settings say to drop it.
pub(crate) fn article_dropped(monitor: &Monitor, words: &str) {
    monitor.dropped.increment();
    warn!(
        event = "article_dropped",
        error = words,
        "nobody has bound to this article; dropped as configured"
    );
}

/// Connected, topology in place, consuming.
pub(crate) fn worker_consuming(address: &str, version: &str, queue: &str, prefetch: u16, threads: usize) {
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

/// No connection, or one that was lost.
pub(crate) fn connection_failed(error: &dyn std::fmt::Display, attempt: u32, wait: Duration) {
    let retry_in_ms = wait.as_millis() as u64;
    warn!(event = "connection_failed", %error, attempt, retry_in_ms, "no connection to the broker");
}

/// The consumer or its connection is gone; everything is rebuilt.
pub(crate) fn session_lost(cause: &str, in_flight: usize) {
    warn!(event = "session_lost", cause, in_flight, "lost the broker; rebuilding connection and consumer");
}

/// The queue is gone, or the broker cancelled the consumer.
pub(crate) fn consumer_cancelled(queue: &str) {
    warn!(event = "consumer_cancelled", queue, "the broker cancelled the consumer (queue deleted or moved)");
}

/// What is published does not arrive.
pub(crate) fn surroundings_troubled(monitor: &Monitor, cause: &str, in_flight: usize) {
    monitor.troubles.increment();
    warn!(event = "surroundings_troubled", cause, in_flight, "publishing is in trouble; consuming is paused");
}

/// A probe failed.
pub(crate) fn probe_failed(cause: &str, attempt: u32, wait: Duration) {
    let retry_in_ms = wait.as_millis() as u64;
    info!(event = "probe_failed", cause, attempt, retry_in_ms, "still in trouble");
}

/// Everything that was held back has arrived.
pub(crate) fn surroundings_recovered(cause: &str, lasted: Duration) {
    let duration_ms = lasted.as_millis() as u64;
    info!(event = "surroundings_recovered", cause, duration_ms, "publishing works again; consuming goes on");
}

/// Trouble lasts longer than the broker lets a consumer keep messages.
pub(crate) fn deliveries_given_back(count: usize, lasted: Duration) {
    let duration_ms = lasted.as_millis() as u64;
    warn!(
        event = "deliveries_given_back",
        count, duration_ms, "gave the messages back before the broker's consumer time-out; probing goes on"
    );
}

/// A message came so often that it may be what kills workers.
pub(crate) fn handled_alone(deliveries: u32, limit: u32) {
    warn!(
        event = "handled_alone",
        deliveries, limit, "this message was delivered often without an answer; it is handled alone"
    );
}

/// Something on the broker differs from what Dateline would have declared.
pub(crate) fn topology_differs(difference: &str) {
    warn!(
        event = "topology_differs",
        difference, "what exists on the broker differs from the settings; it is used as it is"
    );
}

/// Something about the topology could not be seen by this user.
pub(crate) fn topology_unchecked(what: &str) {
    info!(
        event = "topology_unchecked",
        what, "not checked: AMQP does not show it to this user (broker.management_uri would)"
    );
}

/// Something was deleted on the broker.
pub(crate) fn topology_missing(what: &str) {
    warn!(event = "topology_missing", what, "deleted on the broker");
}

/// It is there again.
pub(crate) fn topology_restored(what: &str) {
    info!(event = "topology_restored", what, "there again");
}

/// SIGHUP: new rules are in force.
pub(crate) fn rules_reloaded(monitor: &Monitor, file: &Path, rules: usize, settings: &str) {
    monitor.rules_reloaded.increment();
    let file = file.display();
    info!(event = "rules_reloaded", %file, rules, settings, "the newsroom's rules were read anew");
}

/// SIGHUP: the rules cannot be read.
pub(crate) fn rules_refused(monitor: &Monitor, file: &Path, words: &str) {
    monitor.rules_refused.increment();
    let file = file.display();
    error!(event = "rules_refused", %file, error = words, "the rules cannot be read; those in force stay");
}

/// SIGHUP without rules.
pub(crate) fn rules_not_set() {
    info!(event = "rules_not_set", "SIGHUP, but enrich.rules_file is not set: there is nothing to read anew");
}

/// Told to stop.
pub(crate) fn worker_draining(in_flight: usize, grace: Duration) {
    let grace_ms = grace.as_millis() as u64;
    info!(
        event = "worker_draining",
        in_flight, grace_ms, "stopping: no new messages, finishing those in flight"
    );
}

/// Stopped.
pub(crate) fn worker_stopped(given_back: usize) {
    info!(event = "worker_stopped", given_back, "stopped");
}

/// The topology cannot be had; the worker ends.
pub(crate) fn topology_refused(error: &dyn std::fmt::Display) {
    error!(event = "topology_refused", %error, "the broker's exchanges and queues are not what is needed");
}

fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}
