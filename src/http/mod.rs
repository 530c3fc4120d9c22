//! Dateline over HTTP: health and metrics for operators, the console for people, and enrichment for programs that have no broker
//! at hand.
//!
//! 1. [`connections`] accepts connections, bounds their number and closes those that stand still.
//! 2. [`access`] decides who may ask for what; [`login`] and [`sessions`] let a browser show the token once.
//! 3. [`health`], [`metrics`], [`enrich`] and [`openapi`] answer programs; [`problem`] is the form of every refusal.
//! 4. [`page`] is the console's page. [`status`] and [`events`] tell it how the worker is, [`wire`] what passes, [`explain`] why
//!    something was found, and [`dead`] handles dead letters. [`console`] is what they share.
//! 5. [`enrichment`] runs the worker's message handler on threads of its own.

mod access;
mod advice;
mod connections;
mod console;
mod dead;
mod depths;
mod enrich;
mod enrichment;
mod events;
mod explain;
mod filter;
mod health;
mod history;
mod login;
mod metrics;
mod openapi;
mod page;
mod paths;
mod problem;
mod process;
mod query;
mod response;
mod sessions;
mod statistics;
mod status;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use access::Access;
use connections::Connections;
use console::Console;
use metrics::Metrics;
use problem::Problem;
use statistics::Statistics;

use crate::settings::Settings;
use crate::worker::{Enrich, Monitor};

pub use enrichment::Enrichment;

/// The server, with its port open.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    console: Arc<Console>,
    /// `None` if `POST /v1/enrich` is off.
    enrichment: Option<Arc<Enrichment>>,
}

impl Server {
    /// Opens the port. `monitor` is the worker's; without it the server has no worker beside it. `enricher` explains articles.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened on.
    pub async fn bind(
        address: SocketAddr,
        settings: &Arc<Settings>,
        enricher: Arc<dyn Enrich>,
        monitor: Option<Arc<Monitor>>,
        enrichment: Option<Enrichment>,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let access = Arc::new(Access::new(listener.local_addr()?, &settings.console));
        if let Some(monitor) = &monitor {
            monitor.recent.open(settings.console.articles);
        }
        let console = Console::new(Arc::clone(settings), monitor, enricher, enrichment.is_some(), access);
        Ok(Self { listener, console: Arc::new(console), enrichment: enrichment.map(Arc::new) })
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
        let console = self.console;
        let depths =
            Arc::clone(&console.depths).keep(Arc::clone(&console.settings), Arc::clone(&console.dead));
        let told = events::tell(Arc::clone(&console));
        let routes = routes(&console, self.enrichment, &statistics);
        // They end with the server.
        tokio::join!(Connections::new(statistics).accept(self.listener, routes), depths, told);
    }
}

/// Health and metrics are open to everyone who reaches the port; all other routes ask [`Access`] first.
fn routes(
    console: &Arc<Console>,
    enrichment: Option<Arc<Enrichment>>,
    statistics: &Arc<Statistics>,
) -> Router {
    let (monitor, access) = (console.monitor.clone(), &console.access);
    let metrics = Arc::new(Metrics::new(monitor.clone(), statistics));
    let open = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(monitor)
        .route("/metrics", get(metrics::text))
        .with_state(metrics);
    let page = Router::new()
        .route("/", get(page::page))
        .route("/console/{name}", get(page::file))
        .route("/v1/session", get(login::session))
        .route("/v1/login", post(login::login))
        .route("/v1/logout", post(login::logout))
        .with_state(Arc::clone(access))
        .layer(middleware::from_fn_with_state(Arc::clone(access), access::guard_page));
    let changes = Router::new()
        .route("/v1/dead/{id}", get(dead::one))
        .route("/v1/dead/replay", post(dead::replay))
        .route("/v1/dead/discard", post(dead::discard))
        .with_state(Arc::clone(console))
        .layer(middleware::from_fn_with_state(Arc::clone(access), access::guard_changes));
    let guarded = Router::new()
        .route("/v1/enrich", post(enrich::enrich))
        .route("/v1/openapi.json", get(openapi::description))
        .route("/v1/schema.json", get(openapi::schema))
        .with_state(enrichment)
        .route("/v1/explain", post(explain::explain))
        .route("/v1/status", get(status::status))
        .route("/v1/events", get(events::listen))
        .route("/v1/articles", get(wire::list))
        .route("/v1/articles/{number}", get(wire::one))
        .route("/v1/articles/{number}/why", get(wire::why))
        .route("/v1/dead", get(dead::list))
        .with_state(Arc::clone(console))
        .fallback(async || Problem::not_found())
        .layer(middleware::from_fn_with_state(Arc::clone(access), access::guard));
    open.merge(page)
        .merge(changes)
        .merge(guarded)
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(middleware::from_fn_with_state(Arc::clone(statistics), statistics::count))
}

#[cfg(test)]
mod tests;
