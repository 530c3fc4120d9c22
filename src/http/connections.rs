//! Connections: a bounded number, of which those that stand still give way to new ones.
//!
//! The head of a request says what it is for, and comes after the connection: no place can be kept for probes alone. So a new
//! connection always gets a place, and when all are taken, that of the connection which has stood still the longest. Clients
//! that are idle, slow or do not read their answers cannot shut out a probe. A connection whose article is being enriched
//! keeps its place.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::statistics::Statistics;

/// Connections at the same time. Chosen: a probe, Prometheus and a few dozen clients.
const MOST: usize = 64;
/// Time limit of a request's head, and of the pause before the next request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// A connection on which no byte has moved for so long is closed.
const STILL_TIME: Duration = Duration::from_secs(30);

/// The open connections.
#[derive(Debug)]
pub(super) struct Connections {
    open: Mutex<Vec<Arc<Connection>>>,
    statistics: Arc<Statistics>,
    begun: Instant,
}

/// One open connection.
#[derive(Debug)]
pub(super) struct Connection {
    begun: Instant,
    /// When a byte last moved, in milliseconds since `begun`.
    moved: AtomicU64,
    /// An article of it is being enriched.
    works: AtomicBool,
    cut: Notify,
}

impl Connection {
    fn touch(&self) {
        self.moved.store(self.begun.elapsed().as_millis() as u64, Ordering::Relaxed);
    }

    /// Keeps its place until the guard is dropped.
    pub(super) fn work(self: &Arc<Self>) -> Work {
        self.works.store(true, Ordering::Relaxed);
        Work(Arc::clone(self))
    }

    fn still_for(&self) -> Duration {
        let moved = Duration::from_millis(self.moved.load(Ordering::Relaxed));
        if self.works.load(Ordering::Relaxed) {
            Duration::ZERO
        } else {
            self.begun.elapsed().saturating_sub(moved)
        }
    }
}

/// A connection whose article is being enriched.
#[derive(Debug)]
pub(super) struct Work(Arc<Connection>);

impl Drop for Work {
    fn drop(&mut self) {
        self.0.touch();
        self.0.works.store(false, Ordering::Relaxed);
    }
}

impl Connections {
    pub(super) fn new(statistics: Arc<Statistics>) -> Arc<Self> {
        Arc::new(Self { open: Mutex::default(), statistics, begun: Instant::now() })
    }

    /// Accepts connections indefinitely and answers their requests by `routes`.
    pub(super) async fn accept(self: Arc<Self>, listener: TcpListener, routes: Router) {
        loop {
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                // Out of file descriptors, or a client that has gone already: both pass.
                Err(error) => {
                    tracing::debug!(%error, "accepting a connection over HTTP");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            let Some(connection) = self.take_place() else { continue };
            let (connections, routes) = (Arc::clone(&self), routes.clone());
            tokio::spawn(async move {
                serve(stream, &connection, routes, &connections.statistics).await;
                connections.release(&connection);
            });
        }
    }

    /// A place for a new connection; `None` if every connection has an article that is being enriched.
    fn take_place(&self) -> Option<Arc<Connection>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST {
            let stillest = open.iter().enumerate().filter(|(_, one)| !one.works.load(Ordering::Relaxed));
            let (index, _) = stillest.max_by_key(|(_, one)| one.still_for())?;
            open.swap_remove(index).cut.notify_one();
            self.statistics.connections_cut.inc();
        }
        let connection = Arc::new(Connection {
            begun: self.begun,
            moved: AtomicU64::default(),
            works: AtomicBool::new(false),
            cut: Notify::new(),
        });
        connection.touch();
        open.push(Arc::clone(&connection));
        self.statistics.connections.set(open.len().try_into().unwrap_or(i64::MAX));
        Some(connection)
    }

    fn release(&self, connection: &Arc<Connection>) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|one| !Arc::ptr_eq(one, connection));
        self.statistics.connections.set(open.len().try_into().unwrap_or(i64::MAX));
    }
}

/// Answers the requests of a connection until it ends, is cut, or stands still for too long.
async fn serve(stream: TcpStream, connection: &Arc<Connection>, routes: Router, statistics: &Statistics) {
    let routes = TowerToHyperService::new(routes);
    let of_this = Arc::clone(connection);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Arc::clone(&of_this));
        routes.call(request)
    });
    let stream = Watched { stream, connection: Arc::clone(connection) };
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        result = serving => {
            if let Err(error) = result {
                tracing::debug!(%error, "a connection over HTTP");
            }
        }
        () = connection.cut.notified() => {}
        () = stands_still(connection) => { statistics.connections_cut.inc(); }
    }
}

async fn stands_still(connection: &Connection) {
    loop {
        let still = connection.still_for();
        if still >= STILL_TIME {
            return;
        }
        tokio::time::sleep(STILL_TIME.saturating_sub(still)).await;
    }
}

/// A stream that tells its connection when bytes move.
#[derive(Debug)]
struct Watched {
    stream: TcpStream,
    connection: Arc<Connection>,
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let result = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.connection.touch();
        }
        result
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(context, bytes);
        if result.is_ready() {
            self.connection.touch();
        }
        result
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
