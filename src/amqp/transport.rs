//! AMQP as the worker's [`Transport`]: its deliveries, and the messages that replace them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use serde_json::Value;

use super::header_json;
use super::headers::{self, Origin};
use super::message::{Body, Outgoing, Received, wire_size};
use super::topology::retry_queue;
use super::wire;
use crate::article::EnrichedArticle;
use crate::settings::Topology;
use crate::worker::outcome::Replacement;
use crate::worker::routing::Routes;
use crate::worker::trace::Trace;
use crate::worker::transport::{self, Delivery, Failed, Transport};

/// Most bytes of properties and headers. They have to fit into one frame, and most brokers offer frames of 128 KiB; a retry
/// queue adds to them.
const MOST_ROOM: usize = 127 * 1024;

/// RabbitMQ, with the exchanges and queues of the settings.
#[derive(Debug)]
pub(crate) struct Amqp {
    topology: Topology,
    /// Bytes of properties and headers that fit into a frame of the connection that publishes.
    room: AtomicUsize,
}

impl Amqp {
    pub(crate) fn new(topology: Topology) -> Self {
        Self { topology, room: AtomicUsize::new(MOST_ROOM) }
    }

    /// So many bytes of properties and headers fit into a frame of the connection that publishes now.
    pub(crate) fn set_room(&self, room: usize) {
        self.room.store(room.min(MOST_ROOM), Ordering::Relaxed);
    }
}

impl Transport for Amqp {
    type Delivery = Received;
    type Outgoing = Outgoing;

    fn enriched(
        &self,
        delivery: &Received,
        article: &EnrichedArticle,
        routes: &Routes,
        trace: &Trace,
        body: Vec<u8>,
    ) -> Outgoing {
        let origin = Origin::of(delivery);
        Outgoing {
            exchange: self.topology.output_exchange.clone(),
            routing_key: routes.key(),
            properties: headers::enriched(delivery, article, routes, &origin, trace),
            body: Body::New(Arc::new(body)),
        }
    }

    fn original(&self, delivery: &Arc<Received>, failed: &Failed<'_>) -> Outgoing {
        let origin = Origin { attempts: failed.attempts, ..Origin::of(delivery) };
        let (exchange, routing_key) = match failed.replacement {
            // The default exchange leads to the queue of that name.
            Replacement::Retry(after) => (String::new(), retry_queue(&self.topology.input_queue, after)),
            // The input queue is bound to the dead-letter exchange, and would get this letter again.
            _ if origin.exchange == self.topology.dead_exchange => {
                (String::new(), self.topology.dead_queue.clone())
            }
            _ => (self.topology.dead_exchange.clone(), failed.failure.reason.code().to_owned()),
        };
        let properties =
            headers::failed(delivery, failed.failure, &origin, failed.now, self.properties_room());
        Outgoing { exchange, routing_key, properties, body: Body::Original(Arc::clone(delivery)) }
    }

    fn properties_room(&self) -> usize {
        self.room.load(Ordering::Relaxed)
    }
}

impl Delivery for Received {
    fn tag(&self) -> u64 {
        self.tag
    }

    fn is_redelivered(&self) -> bool {
        self.redelivered
    }

    fn delivery_count(&self) -> Option<u32> {
        Self::delivery_count(self)
    }

    fn attempts(&self) -> u32 {
        Origin::of(self).attempts
    }

    fn body(&self) -> &[u8] {
        &self.body
    }

    fn message_id(&self) -> Option<&str> {
        Self::message_id(self)
    }

    fn address(&self) -> (&str, &str) {
        (&self.exchange, &self.routing_key)
    }

    fn timestamp(&self) -> Option<Timestamp> {
        Self::timestamp(self)
    }

    fn content_type(&self) -> Option<&str> {
        self.properties.content_type().as_ref().map(lapin::types::ShortString::as_str)
    }

    fn content_encoding(&self) -> Option<&str> {
        self.properties.content_encoding().as_ref().map(lapin::types::ShortString::as_str)
    }

    fn text_header(&self, name: &str) -> Option<&str> {
        Self::text_header(self, name)
    }

    fn unreadable_properties(&self) -> Option<String> {
        wire::summary(&self.unreadable)
    }

    fn headers_without_room(&self) -> Option<String> {
        wire::left_out(&self.unreadable)
    }

    fn origin(&self) -> Option<String> {
        Some(Origin::of(self).routing_key)
    }

    fn properties(&self) -> Value {
        header_json::properties(&self.exchange, &self.routing_key, &self.properties)
    }
}

impl transport::Outgoing for Outgoing {
    fn new_bytes(&self) -> Option<usize> {
        match &self.body {
            Body::New(bytes) => Some(bytes.len()),
            Body::Original(_) => None,
        }
    }

    fn properties_bytes(&self) -> usize {
        wire_size(&self.properties)
    }

    fn address(&self) -> (&str, &str) {
        (&self.exchange, &self.routing_key)
    }

    fn destination(&self) -> String {
        match self.exchange.as_str() {
            // The default exchange leads to the queue of that name.
            "" => format!("queue {}", self.routing_key),
            exchange => format!("exchange {exchange} with key {}", self.routing_key),
        }
    }

    fn has_same_destination(&self, other: &Self) -> bool {
        self.exchange == other.exchange && self.routing_key == other.routing_key
    }

    fn new_body(&self) -> Option<Arc<Vec<u8>>> {
        match &self.body {
            Body::New(bytes) => Some(Arc::clone(bytes)),
            Body::Original(_) => None,
        }
    }

    fn properties(&self) -> Value {
        header_json::properties(&self.exchange, &self.routing_key, &self.properties)
    }
}
