//! What is noted of a message on its way, for its trace, while there is a collector.

use std::time::Instant;

use super::outcome::Reason;
use super::trace::Trace;
use super::transport::Delivery;
use crate::enrich::{Stage, Stages};

/// The trace that a message belongs to; one that begins here is sampled with the probability `sample`.
pub(crate) fn trace_of(delivery: &impl Delivery, sample: Option<f64>) -> Trace {
    Trace::new(delivery.text_header("traceparent"), delivery.text_header("tracestate"), sample)
}

/// The times of the handling of one message.
#[derive(Debug)]
pub(crate) struct Timeline {
    pub(crate) trace: Trace,
    pub(crate) begun: Instant,
    /// Each step with its beginning; it ends where the next one begins.
    pub(crate) steps: Vec<(&'static str, Instant)>,
    pub(crate) ended: Instant,
    /// Why the handling failed.
    pub(crate) failure: Option<Reason>,
}

impl Timeline {
    /// A message that is handled from now on.
    pub(crate) fn new(trace: Trace, begun: Instant) -> Self {
        Self { trace, begun, steps: Vec::with_capacity(16), ended: begun, failure: None }
    }

    /// A step begins.
    pub(crate) fn step(&mut self, name: &'static str) {
        if self.trace.is_sampled() {
            self.steps.push((name, Instant::now()));
        }
    }

    /// The handling is over.
    pub(crate) fn end(&mut self, failure: Option<Reason>) {
        (self.ended, self.failure) = (Instant::now(), failure);
    }
}

impl Stages for Timeline {
    fn begin(&mut self, stage: Stage) {
        self.step(stage.name());
    }
}
