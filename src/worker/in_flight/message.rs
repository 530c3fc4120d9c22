//! An unacknowledged message and its publish history.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::worker::clock;
use crate::worker::delays::Provenance;
use crate::worker::events;
use crate::worker::handler::Handled;
use crate::worker::outcome::Outcome;
use crate::worker::retry_policy::{PublishHistory, is_suspect};
use crate::worker::timeline::Timeline;
use crate::worker::transport::{Delivery, Outgoing, Transport};

/// A message in hand.
#[derive(Debug)]
pub(crate) struct MessageInHand<T: Transport> {
    pub(crate) delivery: Arc<T::Delivery>,
    pub(crate) span: tracing::Span,
    pub(crate) since: Instant,
    /// Time that it waited before it was taken; `None` if nothing says when it was published.
    pub(crate) waited: Option<Duration>,
    /// Of the article in it, once it is read.
    pub(crate) provenance: Provenance,
    /// Of its handling; `None` without a collector.
    pub(crate) timeline: Option<Timeline>,
    /// When what replaces it was published last.
    pub(crate) published: Option<Instant>,
    pub(crate) handled: Option<Handled<T::Outgoing>>,
    /// Bytes of the raw article and, once there is one, of the enriched article.
    pub(crate) bytes: u64,
    /// The broker has rejected it at least once.
    pub(crate) was_rejected: bool,
    /// The number of times that it was set aside with a pause of its own.
    pub(crate) pauses: u32,
    /// Rejections while the one behind it was taken.
    pub(crate) rejections: u32,
    /// Closings of the channel while this alone was in flight.
    pub(crate) closings: u32,
    /// Published since the outage began.
    pub(crate) probe: bool,
    /// It goes back to the queue when its pause is over.
    pub(crate) is_going_back: bool,
}

impl<T: Transport> MessageInHand<T> {
    /// A delivery that was just taken.
    pub(crate) fn new(delivery: Arc<T::Delivery>, span: tracing::Span) -> Self {
        Self {
            bytes: delivery.body().len() as u64,
            waited: delivery.timestamp().and_then(|published| clock::age(published, clock::now())),
            provenance: Provenance::default(),
            timeline: None,
            published: None,
            delivery,
            span,
            since: Instant::now(),
            handled: None,
            was_rejected: false,
            pauses: 0,
            rejections: 0,
            closings: 0,
            probe: false,
            is_going_back: false,
        }
    }

    /// True for a dead letter.
    pub(crate) fn is_letter(&self) -> bool {
        let outcome = self.handled.as_ref().map(|handled| &handled.outcome);
        matches!(outcome, Some(Outcome::DeadLetter(_)))
    }

    /// Its history as far as it matters before a publish; the rest is the caller's.
    pub(crate) fn history(&self, delivery_limit: u32) -> PublishHistory {
        let outcome = self.handled.as_ref().map(|handled| &handled.outcome);
        let deliveries = self.delivery.delivery_count().unwrap_or(0);
        let new_bytes = self.handled.as_ref().and_then(|handled| handled.outgoing.new_bytes());
        PublishHistory {
            new_bytes,
            original_bytes: new_bytes.is_none().then(|| self.delivery.body().len()),
            is_dead_letter: matches!(outcome, Some(Outcome::DeadLetter(_))),
            is_enriched: matches!(outcome, Some(Outcome::Acknowledge)),
            was_rejected: self.was_rejected,
            rejections: self.rejections,
            closings: self.closings,
            was_delivered_often: is_suspect(deliveries, delivery_limit),
            ..PublishHistory::default()
        }
    }

    /// The message's span; made now if it was not made at the start.
    pub(crate) fn span(&self) -> tracing::Span {
        if self.span.is_none() { events::message_span(&*self.delivery) } else { self.span.clone() }
    }
}
