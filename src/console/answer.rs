//! The console's answers, by path.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Response, StatusCode};
use serde_json::json;

use super::metrics;
use crate::worker::{Condition, Monitor};

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
/// The text format of Prometheus.
const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";

const PATHS: &str = "\
/health/live    200 while the worker works, 503 with the cause where only a restart helps
/health/ready   200 while it consumes, else 503 with the cause
/metrics        Prometheus
";

/// The answer to a request.
pub(super) fn answer(method: &Method, path: &str, monitor: &Monitor) -> Response<Full<Bytes>> {
    if method != Method::GET && method != Method::HEAD {
        return response(StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD\n".into());
    }
    match path {
        "/" => response(StatusCode::OK, TEXT, PATHS.into()),
        "/health/live" => live(&monitor.condition(), monitor.stuck().as_deref()),
        "/health/ready" => ready(&monitor.condition(), monitor.stuck().as_deref()),
        "/metrics" => response(StatusCode::OK, METRICS, metrics::text(monitor)),
        _ => response(StatusCode::NOT_FOUND, TEXT, PATHS.into()),
    }
}

/// An unavailable broker is no reason to restart the worker, which reconnects by itself.
fn live(condition: &Condition, stuck: Option<&str>) -> Response<Full<Bytes>> {
    health(*condition != Condition::Stopped && stuck.is_none(), condition, stuck)
}

fn ready(condition: &Condition, stuck: Option<&str>) -> Response<Full<Bytes>> {
    health(*condition == Condition::Consuming && stuck.is_none(), condition, stuck)
}

fn health(is_well: bool, condition: &Condition, stuck: Option<&str>) -> Response<Full<Bytes>> {
    let status = if is_well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let cause = stuck.or(match condition {
        Condition::Connecting(cause) => cause.as_deref(),
        Condition::Troubled(cause) => Some(cause.as_str()),
        Condition::Consuming | Condition::Draining | Condition::Stopped => None,
    });
    response(status, JSON, format!("{}\n", json!({ "condition": metrics::name(condition), "cause": cause })))
}

fn response(status: StatusCode, content_type: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(path: &str, condition: Condition) -> u16 {
        let monitor = Monitor::default();
        monitor.set(condition);
        answer(&Method::GET, path, &monitor).status().as_u16()
    }

    #[test]
    fn a_broker_that_is_away_makes_it_unready_and_leaves_it_alive() {
        let away = || Condition::Connecting(Some("refused".into()));
        assert_eq!(status("/health/live", away()), 200);
        assert_eq!(status("/health/ready", away()), 503);
        assert_eq!(status("/health/ready", Condition::Consuming), 200);
        assert_eq!(status("/health/ready", Condition::Troubled("full".into())), 503);
        assert_eq!(status("/health/ready", Condition::Draining), 503);
        assert_eq!(status("/health/live", Condition::Draining), 200);
        assert_eq!(status("/nowhere", Condition::Consuming), 404);
    }

    #[test]
    fn a_worker_that_is_stuck_is_neither_ready_nor_alive() {
        let stuck = Some("nothing has moved for 100 s");
        assert_eq!(live(&Condition::Consuming, None).status(), StatusCode::OK);
        assert_eq!(live(&Condition::Consuming, stuck).status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(ready(&Condition::Consuming, stuck).status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[test]
    fn nothing_can_be_changed() {
        let response = answer(&Method::POST, "/health/live", &Monitor::default());
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
