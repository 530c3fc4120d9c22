//! A small HTTP server for operators of the worker: health and metrics. Off unless `console.listen` is set.
//!
//! It only reads: no path changes anything, and no path shows an article's text or a secret.

mod answer;
mod metrics;
mod process;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::worker::Monitor;

/// Connections at the same time. A further one takes the place of the oldest, so that probes are answered whatever
/// other clients do.
const CONNECTIONS: usize = 64;
/// Time limit of a connection: each carries one request and its response.
const LIFETIME: Duration = Duration::from_secs(10);

/// The server, with its port open.
#[derive(Debug)]
pub struct Console {
    listener: TcpListener,
    monitor: Arc<Monitor>,
}

impl Console {
    /// Opens the port.
    pub async fn bind(address: SocketAddr, monitor: Arc<Monitor>) -> std::io::Result<Self> {
        Ok(Self { listener: TcpListener::bind(address).await?, monitor })
    }

    /// Its address; with the port that was assigned if the settings asked for port 0.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves requests indefinitely; dropped when the worker has ended.
    pub async fn serve(self) {
        let mut open: VecDeque<AbortHandle> = VecDeque::new();
        loop {
            let stream = match self.listener.accept().await {
                Ok((stream, _)) => stream,
                // Out of file descriptors, or a client that has gone already: neither is for ever.
                Err(error) => {
                    tracing::debug!(%error, "accepting a connection of the console");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            open.retain(|connection| !connection.is_finished());
            if open.len() >= CONNECTIONS
                && let Some(oldest) = open.pop_front()
            {
                oldest.abort();
            }
            let monitor = Arc::clone(&self.monitor);
            let serving = tokio::spawn(async move {
                let service = service_fn(move |request| {
                    let response = answer::answer(request.method(), request.uri().path(), &monitor);
                    std::future::ready(Ok::<_, Infallible>(response))
                });
                let serving = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(LIFETIME)
                    .keep_alive(false)
                    .serve_connection(TokioIo::new(stream), service);
                if let Ok(Err(error)) = timeout(LIFETIME, serving).await {
                    tracing::debug!(%error, "a connection of the console");
                }
            });
            open.push_back(serving.abort_handle());
        }
    }
}
