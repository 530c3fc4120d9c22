//! Counters of the server itself.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;

use crate::worker::histogram::BOUNDS;

/// The labels of a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct RequestLabels {
    /// A path of ours, or `other`: a client cannot make labels.
    path: String,
    status: u16,
}

impl EncodeLabelSet for RequestLabels {
    fn encode(&self, encoder: &mut prometheus_client::encoding::LabelSetEncoder) -> std::fmt::Result {
        [("path", self.path.as_str()), ("status", &self.status.to_string())].encode(encoder)
    }
}

/// Requests and connections.
#[derive(Debug)]
pub(super) struct Statistics {
    requests: Family<RequestLabels, Counter>,
    pub(super) connections: Gauge,
    pub(super) connections_cut: Counter,
    enrich_time: Histogram,
}

impl Default for Statistics {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            connections: Gauge::default(),
            connections_cut: Counter::default(),
            enrich_time: Histogram::new(BOUNDS),
        }
    }
}

impl Statistics {
    /// Adds the counters to the metrics.
    pub(super) fn register(&self, registry: &mut prometheus_client::registry::Registry) {
        registry.register(
            "dateline_http_requests",
            "Answered requests over HTTP, by path and status",
            self.requests.clone(),
        );
        registry.register(
            "dateline_http_connections",
            "Open connections over HTTP",
            self.connections.clone(),
        );
        registry.register(
            "dateline_http_connections_cut",
            "Connections over HTTP that were closed because they stood still",
            self.connections_cut.clone(),
        );
        registry.register(
            "dateline_http_enrich_duration_seconds",
            "From the head of POST /v1/enrich to its answer",
            self.enrich_time.clone(),
        );
    }
}

/// Counts a request by its answer.
pub(super) async fn count(
    State(statistics): State<Arc<Statistics>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let is_enrich = path == "/v1/enrich";
    let begun = Instant::now();
    let response = next.run(request).await;
    if is_enrich {
        statistics.enrich_time.observe(begun.elapsed().as_secs_f64());
    }
    let labels = RequestLabels { path, status: response.status().as_u16() };
    statistics.requests.get_or_create(&labels).inc();
    response
}
