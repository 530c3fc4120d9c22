//! An unacknowledged message and its publish history.

use std::sync::Arc;
use std::time::Instant;

use super::events;
use super::handler::Handled;
use super::intake::is_suspect;
use super::message::Received;
use super::outcome::Outcome;

/// A message in hand.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) received: Arc<Received>,
    pub(crate) span: tracing::Span,
    pub(crate) since: Instant,
    pub(crate) handled: Option<Handled>,
    /// Its bytes in hand: as it came, and as it goes.
    pub(crate) bytes: u64,
    /// The broker has rejected it at least once.
    pub(crate) was_rejected: bool,
    /// How often it stepped aside with a pause of its own.
    pub(crate) pauses: u32,
    /// Rejections while the one behind it was taken.
    pub(crate) rejections: u32,
    /// Closings of the channel while this alone was in flight.
    pub(crate) closings: u32,
    /// Published since the trouble began.
    pub(crate) probe: bool,
}

impl Entry {
    /// A delivery.
    pub(crate) fn new(received: Arc<Received>, span: tracing::Span) -> Self {
        Self {
            bytes: received.body.len() as u64,
            received,
            span,
            since: Instant::now(),
            handled: None,
            was_rejected: false,
            pauses: 0,
            rejections: 0,
            closings: 0,
            probe: false,
        }
    }

    /// True where it was delivered so often that the broker will soon give it up, with this limit.
    pub(crate) fn was_delivered_often(&self, limit: u32) -> bool {
        self.received.delivery_count().is_some_and(|count| is_suspect(count, limit))
    }

    /// True for a dead letter that the dead-letter exchange has rejected.
    pub(crate) fn is_letter_without_room(&self) -> bool {
        let outcome = self.handled.as_ref().map(|handled| &handled.outcome);
        self.was_rejected && matches!(outcome, Some(Outcome::DeadLetter(_)))
    }

    /// The message's span; made now, where it was not from the start.
    pub(crate) fn span(&self) -> tracing::Span {
        if self.span.is_none() { events::message_span(&self.received) } else { self.span.clone() }
    }
}
