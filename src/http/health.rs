//! Health of the process, for probes.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::response::{JSON, answer};
use crate::worker::{Condition, Monitor};

/// 200 while the process works. An unavailable broker is no reason to restart a worker, which reconnects by itself.
pub(super) async fn live(State(monitor): State<Option<Arc<Monitor>>>) -> Response {
    health(monitor.as_deref(), |condition| *condition != Condition::Stopped)
}

/// 200 while the worker consumes, or while a server without a worker answers.
pub(super) async fn ready(State(monitor): State<Option<Arc<Monitor>>>) -> Response {
    health(monitor.as_deref(), |condition| *condition == Condition::Consuming)
}

fn health(monitor: Option<&Monitor>, is_well: impl Fn(&Condition) -> bool) -> Response {
    let Some(monitor) = monitor else {
        return report(StatusCode::OK, "serving", None);
    };
    let (condition, stuck) = (monitor.condition(), monitor.stuck());
    let cause = stuck.as_deref().or(match &condition {
        Condition::Connecting(cause) => cause.as_deref(),
        Condition::Troubled(cause) => Some(cause.as_str()),
        Condition::Consuming | Condition::Draining | Condition::Stopped => None,
    });
    let status =
        if is_well(&condition) && stuck.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    report(status, condition.name(), cause)
}

fn report(status: StatusCode, condition: &str, cause: Option<&str>) -> Response {
    answer(status, JSON, format!("{}\n", json!({ "condition": condition, "cause": cause })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_that_is_away_makes_a_worker_unready_and_leaves_it_alive() {
        let away = || Condition::Connecting(Some("refused".into()));
        let status = |condition, is_well: fn(&Condition) -> bool| {
            let monitor = Monitor::default();
            monitor.set(condition);
            health(Some(&monitor), is_well).status().as_u16()
        };
        let live = |condition| status(condition, |condition| *condition != Condition::Stopped);
        let ready = |condition| status(condition, |condition| *condition == Condition::Consuming);
        assert_eq!((live(away()), ready(away())), (200, 503));
        assert_eq!((live(Condition::Consuming), ready(Condition::Consuming)), (200, 200));
        let troubled = || Condition::Troubled("full".into());
        assert_eq!((live(troubled()), ready(troubled())), (200, 503));
        assert_eq!((live(Condition::Draining), ready(Condition::Draining)), (200, 503));
        assert_eq!((live(Condition::Stopped), ready(Condition::Stopped)), (503, 503));
    }

    #[test]
    fn a_server_without_a_worker_is_ready() {
        assert_eq!(health(None, |_| false).status(), StatusCode::OK);
    }
}
