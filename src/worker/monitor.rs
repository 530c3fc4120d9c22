//! Counters and the condition of the worker, for health, metrics and tests.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

use super::delays::Delays;
use super::histogram::Histogram;
use super::liveness::Liveness;
use super::outcome::Reason;
use super::recent::Recent;

use crate::article::input::Repair;
use crate::telemetry::spans::Traces;

/// The condition of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// There is no connection yet, or not any more; why.
    Connecting(Option<String>),
    /// All is well.
    Consuming,
    /// Connected, but what is published does not arrive; nothing is taken until it does. Why.
    Troubled(String),
    /// Told to stop: what is in flight is finished.
    Draining,
    /// Ended.
    Stopped,
}

impl Condition {
    /// The names of all conditions.
    pub const NAMES: [&str; 5] = ["connecting", "consuming", "troubled", "draining", "stopped"];

    /// Its name in health and metrics.
    pub fn name(&self) -> &'static str {
        Self::NAMES[match self {
            Self::Connecting(_) => 0,
            Self::Consuming => 1,
            Self::Troubled(_) => 2,
            Self::Draining => 3,
            Self::Stopped => 4,
        }]
    }
}

/// Counters and condition, shared by the worker and its observers.
#[derive(Debug)]
pub struct Monitor {
    /// Deliveries taken from the work queue.
    pub received: Counter,
    /// Deliveries that the broker had delivered before.
    pub redelivered: Counter,
    /// Enriched articles confirmed.
    pub enriched: Counter,
    /// Retries confirmed.
    pub retried: Counter,
    /// Deliveries acknowledged.
    pub acknowledged: Counter,
    /// Enriched articles that matched no binding and were dropped (`output.unroutable = "drop"`).
    pub dropped: Counter,
    /// Publishes that the broker rejected.
    pub nacked: Counter,
    /// Publishes that the broker returned.
    pub returned: Counter,
    /// Connections opened for consuming.
    pub connections: Counter,
    /// Outages.
    pub troubles: Counter,
    /// Times that the newsroom's rules were read again.
    pub rules_reloaded: Counter,
    /// Times that they could not be read and those in force stayed.
    pub rules_refused: Counter,
    /// Exchanges, queues and bindings that were deleted under the worker and are still missing; a gauge.
    pub topology_missing: Counter,
    /// Times for which the process did not run (SIGSTOP, a suspended machine).
    pub pauses: Counter,
    /// Deliveries without an answer; a gauge.
    pub in_flight: Counter,
    /// Bytes of the messages in hand, as they came and as they go; a gauge.
    pub in_hand_bytes: Counter,
    /// Enriching threads that were given up and have not come back; a gauge.
    pub threads_given_up: Counter,
    /// Publishes that may wait for their confirms; a gauge.
    pub publish_window: Counter,
    /// Reading and enriching one article.
    pub enrich_time: Histogram,
    /// From taking a message until what replaces it is confirmed.
    pub message_time: Histogram,
    /// The latest messages, for the console.
    pub recent: Recent,
    /// Address and version of the broker, as the last connection had them.
    pub broker: Mutex<Option<(String, String)>>,
    /// How late articles are.
    pub delays: Delays,
    /// The way of traces to a collector.
    pub(crate) traces: Traces,
    pub(crate) liveness: Liveness,
    dead_lettered: [Counter; Reason::ALL.len()],
    repaired: [Counter; Repair::ALL.len()],
    condition: watch::Sender<Condition>,
}

impl Default for Monitor {
    fn default() -> Self {
        Self {
            received: Counter::default(),
            redelivered: Counter::default(),
            enriched: Counter::default(),
            retried: Counter::default(),
            acknowledged: Counter::default(),
            dropped: Counter::default(),
            nacked: Counter::default(),
            returned: Counter::default(),
            connections: Counter::default(),
            troubles: Counter::default(),
            rules_reloaded: Counter::default(),
            rules_refused: Counter::default(),
            topology_missing: Counter::default(),
            pauses: Counter::default(),
            in_flight: Counter::default(),
            in_hand_bytes: Counter::default(),
            threads_given_up: Counter::default(),
            publish_window: Counter::default(),
            enrich_time: Histogram::default(),
            message_time: Histogram::default(),
            recent: Recent::default(),
            broker: Mutex::default(),
            delays: Delays::default(),
            traces: Traces::default(),
            liveness: Liveness::default(),
            dead_lettered: Default::default(),
            repaired: Default::default(),
            condition: watch::Sender::new(Condition::Connecting(None)),
        }
    }
}

impl Monitor {
    /// A monitor whose worker sends traces.
    pub fn with_traces(traces: Traces) -> Self {
        Self { traces, ..Self::default() }
    }

    /// Dead letters confirmed, by reason.
    pub fn dead_lettered(&self, reason: Reason) -> &Counter {
        &self.dead_lettered[reason as usize]
    }

    /// Articles read after a repair, by its kind.
    pub fn repaired(&self, repair: Repair) -> &Counter {
        &self.repaired[repair as usize]
    }

    /// Dead letters confirmed.
    pub fn all_dead_lettered(&self) -> u64 {
        self.dead_lettered.iter().map(Counter::get).sum()
    }

    /// The present condition.
    pub fn condition(&self) -> Condition {
        self.condition.borrow().clone()
    }

    /// Why the worker is stuck, if it is: only a restart would help.
    ///
    /// A message that waits for the broker does not count: it moves by itself when the broker is back.
    pub fn stuck(&self) -> Option<String> {
        let ought_to_move = matches!(*self.condition.borrow(), Condition::Consuming | Condition::Draining);
        self.liveness.stuck(if ought_to_move { self.in_flight.get() } else { 0 })
    }

    pub(crate) fn set(&self, condition: Condition) {
        self.condition.send_if_modified(|current| {
            let changed = *current != condition;
            *current = condition;
            changed
        });
    }
}

/// A number that many threads count.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn increment(&self) {
        self.add(1);
    }

    /// So many more.
    pub fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    pub(crate) fn set(&self, count: u64) {
        self.0.store(count, Ordering::Relaxed);
    }

    /// The present count.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_a_counter_of_its_own() {
        let monitor = Monitor::default();
        for (index, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, index);
            monitor.dead_lettered(reason).add(index as u64);
        }
        assert_eq!(monitor.all_dead_lettered(), (0..Reason::ALL.len() as u64).sum::<u64>());
    }
}
