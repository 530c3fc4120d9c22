//! The message broker as the worker needs it. `amqp` implements it; the worker itself names no type of AMQP.

use std::fmt::Debug;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::outcome::{Failure, Replacement};
use super::routing::Routes;
use super::trace::Trace;
use crate::article::{EnrichedArticle, OutputFormat};

/// A message that the broker has delivered and that has not been acknowledged.
pub(crate) trait Delivery: Debug + Send + Sync + 'static {
    /// The number of the delivery; each consumer counts its own.
    fn tag(&self) -> u64;
    /// True if the broker has delivered it before.
    fn is_redelivered(&self) -> bool;
    /// The number of earlier deliveries; `None` if the broker does not say.
    fn delivery_count(&self) -> Option<u32>;
    /// The number of failed attempts that its headers count.
    fn attempts(&self) -> u32;
    /// The bytes of the raw article.
    fn body(&self) -> &[u8];
    /// The publisher's id of the message.
    fn message_id(&self) -> Option<&str>;
    /// When it was published, as the publisher or the broker noted it.
    fn timestamp(&self) -> Option<Timestamp> {
        None
    }
    /// Exchange and key that it was published to; empty where there are none.
    fn address(&self) -> (&str, &str) {
        ("", "")
    }
    /// The content type that the publisher declared.
    fn content_type(&self) -> Option<&str>;
    /// The content encoding that the publisher declared.
    fn content_encoding(&self) -> Option<&str>;
    /// A header that is text.
    fn text_header(&self, name: &str) -> Option<&str>;
    /// The properties that cannot be read, for an operator; `None` if there are none.
    fn unreadable_properties(&self) -> Option<String>;
    /// The headers that were left out because all of them do not fit into a frame, for an operator; `None` if there are none.
    fn headers_without_room(&self) -> Option<String> {
        None
    }
    /// The form of the enriched article that the sender asks for; `None` leaves it to the settings.
    fn output_format(&self) -> Option<OutputFormat> {
        None
    }
    /// The key that it was published with, where the broker says.
    fn origin(&self) -> Option<String> {
        None
    }
    /// Properties and headers as JSON, for the console.
    fn properties(&self) -> Value {
        Value::Null
    }
}

/// A message that replaces a delivery.
pub(crate) trait Outgoing: Debug + Send + Sync + 'static {
    /// Bytes of a body that was made here; `None` if it is the body of the delivery.
    fn new_bytes(&self) -> Option<usize>;
    /// Bytes of its properties and headers, at most.
    fn properties_bytes(&self) -> usize;
    /// Exchange and key that it is published to; empty where there are none.
    fn address(&self) -> (&str, &str) {
        ("", "")
    }
    /// The place that it is published to, for an operator.
    fn destination(&self) -> String;
    /// True if both are published to the same place.
    fn has_same_destination(&self, other: &Self) -> bool
    where
        Self: Sized;
    /// A body that was made here, for the console.
    fn new_body(&self) -> Option<Arc<Vec<u8>>> {
        None
    }
    /// Exchange, routing key, properties and headers as JSON, for the console.
    fn properties(&self) -> Value {
        Value::Null
    }
}

/// A message broker.
pub(crate) trait Transport: Debug + Send + Sync + 'static {
    /// Its deliveries.
    type Delivery: Delivery;
    /// Its messages for publishing.
    type Outgoing: Outgoing;

    /// The message that holds an enriched article as `body`.
    fn enriched(
        &self,
        delivery: &Self::Delivery,
        article: &EnrichedArticle,
        routes: &Routes,
        trace: &Trace,
        body: Vec<u8>,
    ) -> Self::Outgoing;

    /// The original as a retry or a dead letter.
    fn original(&self, delivery: &Arc<Self::Delivery>, failed: &Failed<'_>) -> Self::Outgoing;

    /// The most bytes of properties and headers that can be published.
    fn properties_room(&self) -> usize {
        usize::MAX
    }
}

/// The failure for which the original is published again.
#[derive(Debug)]
pub(crate) struct Failed<'a> {
    pub(crate) failure: &'a Failure,
    pub(crate) replacement: Replacement,
    /// Failed attempts so far.
    pub(crate) attempts: u32,
    pub(crate) now: Timestamp,
}

/// The broker's answer to one publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every queue that it was routed to has taken it.
    Confirmed,
    /// A queue did not take it.
    Nacked,
    /// No queue is bound for it; the broker's explanation.
    Returned(String),
}

/// The loss of the connection for publishing, with all publishes that have no verdict.
#[derive(Debug, Clone)]
pub(crate) struct PublisherLoss {
    pub(crate) cause: String,
    /// The broker found fault with a message.
    pub(crate) by_a_message: bool,
    /// The broker did not answer in time.
    pub(crate) is_silent: bool,
    /// The size limit that the broker named.
    pub(crate) largest_message: Option<usize>,
}
