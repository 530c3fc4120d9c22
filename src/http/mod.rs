//! Dateline over HTTP: health and metrics for operators, and enrichment for programs that have no broker at hand.
//!
//! 1. [`connections`] accepts connections, bounds their number and closes those that stand still.
//! 2. [`access`] decides who may ask for what.
//! 3. [`health`], [`metrics`], [`enrich`] and [`openapi`] answer; [`problem`] is the form of every refusal.
//! 4. [`enrichment`] runs the worker's message handler on threads of its own.

mod access;
mod connections;
mod enrich;
mod enrichment;
mod health;
mod metrics;
mod openapi;
mod problem;
mod process;
mod response;
mod statistics;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use access::Access;
use connections::Connections;
use metrics::Metrics;
use problem::Problem;
use response::{TEXT, answer};
use statistics::Statistics;

use crate::settings::Console;
use crate::worker::Monitor;

pub use enrichment::Enrichment;

/// The routes of the server. The order is that of the documents.
const PATHS: &str = "\
GET  /health/live       200 while the process works, 503 with the cause where only a restart helps
GET  /health/ready      200 while it does its work, else 503 with the cause
GET  /metrics           Prometheus
POST /v1/enrich         an article in any input form; the enriched article
GET  /v1/openapi.json   the description of /v1 for programs
GET  /v1/schema.json    the JSON Schema of the enriched article
";

/// The server, with its port open.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    /// The worker's condition and counters; `None` without a worker.
    monitor: Option<Arc<Monitor>>,
    /// `None` if `POST /v1/enrich` is off.
    enrichment: Option<Arc<Enrichment>>,
    access: Arc<Access>,
}

impl Server {
    /// Opens the port. `monitor` is the worker's; without it the server has no worker beside it.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened on.
    pub async fn bind(
        address: SocketAddr,
        settings: &Console,
        monitor: Option<Arc<Monitor>>,
        enrichment: Option<Enrichment>,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let access = Arc::new(Access::new(listener.local_addr()?, settings));
        Ok(Self { listener, monitor, enrichment: enrichment.map(Arc::new), access })
    }

    /// Its address; with the port that was assigned if the settings asked for port 0.
    ///
    /// # Errors
    ///
    /// If the system cannot name it.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers requests indefinitely.
    pub async fn serve(self) {
        let statistics = Arc::new(Statistics::default());
        let routes = routes(self.monitor, self.enrichment, self.access, &statistics);
        Connections::new(statistics).accept(self.listener, routes).await;
    }
}

/// Health and metrics are open to everyone who reaches the port; all other routes ask [`Access`] first.
fn routes(
    monitor: Option<Arc<Monitor>>,
    enrichment: Option<Arc<Enrichment>>,
    access: Arc<Access>,
    statistics: &Arc<Statistics>,
) -> Router {
    let metrics = Arc::new(Metrics::new(monitor.clone(), statistics));
    let open = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(monitor)
        .route("/metrics", get(metrics::text))
        .with_state(metrics);
    let guarded = Router::new()
        .route("/", get(async || answer(StatusCode::OK, TEXT, PATHS)))
        .route("/v1/enrich", post(enrich::enrich))
        .route("/v1/openapi.json", get(openapi::description))
        .route("/v1/schema.json", get(openapi::schema))
        .with_state(enrichment)
        .fallback(async || Problem::not_found())
        .layer(middleware::from_fn_with_state(access, access::guard));
    open.merge(guarded)
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(middleware::from_fn_with_state(Arc::clone(statistics), statistics::count))
}

#[cfg(test)]
mod tests;
