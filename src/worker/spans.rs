//! The spans of a message, by OpenTelemetry's conventions for messaging and for RabbitMQ:
//!
//! ```text
//! process <queue>            from the delivery to the acknowledgement; child of the sender's span
//! ├─ receive <queue>         until a thread takes it up
//! ├─ enrich                  with a span for each step: read, language, …, serialise
//! ├─ send <exchange>         from the publish to the confirm; its context goes out as `traceparent`
//! └─ ack <queue>             from the confirm to the acknowledgement
//! ```
//!
//! No attribute holds text of an article. The ids are those of the log, under the same stems.

use std::borrow::Cow;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

use super::clock;
use super::outcome::Fate;
use super::timeline::{Timeline, trace_of};
use super::trace::Trace;
use super::transport::{Delivery, Outgoing};
use crate::article::input::redact;
use crate::telemetry::spans::{Kind, Span, Value};

/// The name of the exchange without a name.
const DEFAULT_EXCHANGE: &str = "amq.default";

/// A message that is settled and waits for its acknowledgement.
#[derive(Debug)]
pub(crate) struct Passage {
    trace: Trace,
    timeline: Option<Timeline>,
    taken: Instant,
    published: Option<Instant>,
    confirmed: Instant,
    queue: String,
    fate: Fate,
    reason: Option<&'static str>,
    /// Exchange and key that it came by.
    from: (String, String),
    /// Exchange and key of what replaces it.
    to: (String, String),
    pub(crate) tag: u64,
    redelivered: bool,
    message_id: Option<String>,
    deliveries: Option<u32>,
}

/// When what happened to a message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    pub(crate) taken: Instant,
    /// The last publish of what replaces it.
    pub(crate) published: Option<Instant>,
    pub(crate) confirmed: Instant,
}

impl Passage {
    /// Notes what the spans will say; `None` for a trace that is not sampled. A message that no thread has finished has no
    /// timeline: its trace is taken up here.
    pub(crate) fn new(
        delivery: &impl Delivery,
        outgoing: &impl Outgoing,
        timeline: Option<Timeline>,
        sample: f64,
        times: Times,
        queue: &str,
    ) -> Option<Self> {
        let trace = match &timeline {
            Some(timeline) => timeline.trace.clone(),
            None => trace_of(delivery, Some(sample)),
        };
        if !trace.is_sampled() {
            return None;
        }
        let owned = |(exchange, key): (&str, &str)| (exchange.to_owned(), key.to_owned());
        Some(Self {
            trace,
            timeline,
            taken: times.taken,
            published: times.published,
            confirmed: times.confirmed,
            queue: queue.to_owned(),
            fate: Fate::Enriched,
            reason: None,
            from: owned(delivery.address()),
            to: owned(outgoing.address()),
            tag: delivery.tag(),
            redelivered: delivery.is_redelivered(),
            message_id: delivery.message_id().map(|id| redact::id(id).into_owned()),
            deliveries: delivery.delivery_count(),
        })
    }

    /// With its fate, and the reason of a failure.
    pub(crate) fn ended(self, fate: Fate, reason: Option<&'static str>) -> Self {
        Self { fate, reason, ..self }
    }

    /// Its spans, once it was acknowledged.
    pub(crate) fn spans(self, acknowledged: Instant) -> Vec<Span> {
        let clock = Clock { now: clock::now(), instant: Instant::now() };
        let (process, trace) = (fastrand::u64(1..), &self.trace);
        let span = |name: Cow<'static, str>, kind, begun: Instant, ended: Instant| Span {
            name,
            kind,
            trace: u128::from_str_radix(&trace.id, 16).unwrap_or_default(),
            id: fastrand::u64(1..),
            parent: process,
            parent_is_remote: false,
            state: trace.state.clone(),
            begun: clock.at(begun),
            ended: clock.at(ended.max(begun)),
            attributes: Vec::new(),
            failed: false,
        };
        let mut whole =
            span(format!("process {}", self.queue).into(), Kind::Consumer, self.taken, acknowledged);
        (whole.id, whole.parent) = (process, trace.remote.unwrap_or(0));
        whole.parent_is_remote = trace.remote.is_some();
        whole.attributes = self.message("process", "process", &self.from);
        whole.attributes.push(("dateline.outcome", text(self.fate.name())));
        if let Some(reason) = self.reason {
            whole.attributes.push(("error.type", text(reason)));
            whole.failed = true;
        }
        let mut spans = vec![whole];

        if let Some(timeline) = &self.timeline {
            let mut receive =
                span(format!("receive {}", self.queue).into(), Kind::Client, self.taken, timeline.begun);
            receive.attributes = self.message("receive", "receive", &self.from);
            spans.push(receive);
            let mut enrich = span("enrich".into(), Kind::Internal, timeline.begun, timeline.ended);
            if let Some(reason) = timeline.failure {
                enrich.attributes.push(("error.type", text(reason.code())));
                enrich.failed = true;
            }
            let ends = timeline.steps.iter().skip(1).map(|(_, begun)| *begun).chain([timeline.ended]);
            let steps = timeline.steps.iter().zip(ends).map(|(&(name, begun), ended)| Span {
                parent: enrich.id,
                ..span(name.into(), Kind::Internal, begun, ended)
            });
            let steps: Vec<Span> = steps.collect();
            spans.push(enrich);
            spans.extend(steps);
        }
        if let Some(published) = self.published {
            let name = format!("send {}", exchange(&self.to.0));
            let mut send = span(name.into(), Kind::Producer, published, self.confirmed);
            send.id = trace.span;
            send.attributes = self.message("send", "send", &self.to);
            spans.push(send);
        }
        let mut settle =
            span(format!("ack {}", self.queue).into(), Kind::Client, self.confirmed, acknowledged);
        settle.attributes = self.message("ack", "settle", &self.from);
        spans.push(settle);
        spans
    }

    fn message(
        &self,
        operation: &'static str,
        kind: &'static str,
        (to, key): &(String, String),
    ) -> Vec<(&'static str, Value)> {
        let mut attributes = vec![
            ("messaging.system", text("rabbitmq")),
            ("messaging.operation.name", text(operation)),
            ("messaging.operation.type", text(kind)),
            ("messaging.destination.name", owned(exchange(to))),
        ];
        if !key.is_empty() {
            attributes.push(("messaging.rabbitmq.destination.routing_key", owned(key)));
        }
        if let Some(id) = &self.message_id {
            attributes.push(("messaging.message.id", owned(id)));
        }
        if kind != "send" {
            let tag = i64::try_from(self.tag).unwrap_or(i64::MAX);
            attributes.push(("messaging.rabbitmq.message.delivery_tag", Value::Number(tag)));
            attributes.push(("messaging.consumer.group.name", owned(&self.queue)));
        }
        if kind == "process" {
            attributes.push(("redelivered", Value::Flag(self.redelivered)));
            let deliveries = self.deliveries.map(|count| ("deliveries", Value::Number(count.into())));
            attributes.extend(deliveries);
        }
        attributes
    }
}

/// Turns moments of this process into times of day.
struct Clock {
    now: Timestamp,
    instant: Instant,
}

impl Clock {
    fn at(&self, moment: Instant) -> Timestamp {
        let ago = SignedDuration::try_from(self.instant.saturating_duration_since(moment));
        ago.ok().and_then(|ago| self.now.checked_sub(ago).ok()).unwrap_or(self.now)
    }
}

fn exchange(name: &str) -> &str {
    if name.is_empty() { DEFAULT_EXCHANGE } else { name }
}

fn text(text: &'static str) -> Value {
    Value::Text(Cow::Borrowed(text))
}

fn owned(text: &str) -> Value {
    Value::Text(Cow::Owned(text.to_owned()))
}
