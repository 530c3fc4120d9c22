//! What the tests stand on: a broker for the whole run, a newsroom (exchanges, queues) for each test, the worker as the
//! real program, and the schema that every output is held to.
//!
//! Nothing here sleeps to synchronise: tests wait for messages, confirms, the ends of processes, or for a condition,
//! each with a deadline.

pub(crate) mod broker;
pub(crate) mod newsroom;
pub(crate) mod program;
pub(crate) mod proxy;
pub(crate) mod publishing;
pub(crate) mod raw;
pub(crate) mod schema;

use std::time::Duration;

pub(crate) use broker::OwnBroker;
pub(crate) use newsroom::{Newsroom, received};
pub(crate) use program::{Worker, dateline};
pub(crate) use proxy::Proxy;

/// How long anything may take that ought to happen: long, since it is waited for only where a test fails.
pub(crate) const DEADLINE: Duration = Duration::from_secs(90);

/// Asks until the answer is `Some`, and fails with `what` after the deadline.
pub(crate) async fn until<T, F: AsyncFnMut() -> Option<T>>(what: &str, mut ask: F) -> T {
    let asking = async {
        // Ticks that were missed while `ask` took its time are skipped, so that it is never asked in a burst.
        let mut tick = tokio::time::interval(Duration::from_millis(20));
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Some(answer) = ask().await {
                return answer;
            }
        }
    };
    within(what, asking).await
}

/// Waits for `future`, and fails with `what` after the deadline.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    let Ok(value) = tokio::time::timeout(DEADLINE, future).await else {
        panic!("waited {} s in vain for {what}", DEADLINE.as_secs());
    };
    value
}
