//! `GET /v1/events`: server-sent events. Each second all clients get the status, and every five seconds sources and places; each
//! gets the rows that its filter takes. A client that reads more slowly misses events, and the server does not wait for it.

use std::convert::Infallible;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::Response;
use futures_util::stream::unfold;
use serde_json::{Value, json};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::MissedTickBehavior;

use super::console::Console;
use super::filter::Filter;
use super::problem::Problem;
use super::query;
use super::response::answer;
use super::status::snapshot;
use super::wire::json_of;
use crate::worker::outcome::Fate;

/// Clients at the same time. Chosen: half of the connections.
const MOST_CLIENTS: usize = 32;
/// Rows of one event; the page shows a sample where more pass.
const MOST_ROWS: usize = 20;
/// Rows that a client gets at the start.
const FIRST_ROWS: usize = 100;
/// Rows that are looked at for one event.
const SCANNED: usize = 2000;
/// Sources and places go out with every fifth status.
const SLOW: u64 = 5;
/// Sources that are sent.
const SOURCES: usize = 50;

/// Takes a sample each second and tells the clients, indefinitely.
pub(super) async fn tell(console: Arc<Console>) {
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut count = 0_u64;
    loop {
        tick.tick().await;
        if let Some(monitor) = &console.monitor {
            console.history.sample(monitor);
        }
        count += 1;
        if console.ticks.receiver_count() > 0 {
            // Without a receiver, which may just have gone, nothing is sent.
            console.ticks.send(events(&console, count.is_multiple_of(SLOW))).ok();
        }
    }
}

/// The events that are the same for all clients.
fn events(console: &Console, with_slow: bool) -> Bytes {
    let mut text = String::with_capacity(8192);
    event(&mut text, "status", &snapshot(console));
    if let Some(monitor) = console.monitor.as_ref().filter(|_| with_slow) {
        let places = monitor.recent.places();
        let places = places.iter().map(|(dot, count)| {
            json!([dot.name, dot.country, rounded(dot.latitude), rounded(dot.longitude), count])
        });
        event(&mut text, "world", &places.collect());
        let sources = monitor.recent.sources();
        let sources = sources.iter().take(SOURCES).map(|(name, source)| {
            json!({
                "name": name,
                "enriched": source.enriched,
                "retried": source.retried,
                "dead": source.dead,
                "reason": source.reason,
                "latest": source.latest.map(|time| time.to_string()),
                "age_s": source.median_age(),
                "languages": source.languages,
                "forms": source.forms,
            })
        });
        event(&mut text, "sources", &sources.collect());
    }
    text.into()
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 100.0).round() / 100.0
}

fn event(text: &mut String, name: &str, data: &Value) {
    // JSON in one line: no line break ends the event early.
    write!(text, "event: {name}\ndata: {data}\n\n").ok();
}

/// A client, until it goes.
struct Client {
    console: Arc<Console>,
    ticks: Receiver<Bytes>,
    filter: Filter,
    /// The number of the latest row that it has.
    after: u64,
    is_new: bool,
}

impl Drop for Client {
    fn drop(&mut self) {
        self.console.listeners.fetch_sub(1, Ordering::Relaxed);
    }
}

/// `GET /v1/events?filter=…&after=…`.
pub(super) async fn listen(State(console): State<Arc<Console>>, uri: Uri) -> Result<Response, Problem> {
    let listeners = console.listeners.fetch_add(1, Ordering::Relaxed);
    let client = Client {
        ticks: console.ticks.subscribe(),
        console,
        filter: Filter::parse(&query::value(&uri, "filter").unwrap_or_default()),
        after: query::number(&uri, "after").unwrap_or(0),
        is_new: true,
    };
    if listeners >= MOST_CLIENTS {
        return Err(Problem::overloaded());
    }
    let stream = unfold(client, async |mut client| {
        let bytes = client.next().await?;
        Some((Ok::<_, Infallible>(bytes), client))
    });
    Ok(answer(StatusCode::OK, HeaderValue::from_static("text/event-stream"), Body::from_stream(stream)))
}

impl Client {
    /// The next events; `None` when the server ends.
    async fn next(&mut self) -> Option<Bytes> {
        let shared = if std::mem::take(&mut self.is_new) {
            events(&self.console, true)
        } else {
            loop {
                match self.ticks.recv().await {
                    Ok(events) => break events,
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                }
            }
        };
        let mut text = String::new();
        self.rows(&mut text);
        if text.is_empty() {
            return Some(shared);
        }
        Some([shared, text.into()].concat().into())
    }

    /// The rows since the last event, the newest first. Where there are too many, dead letters come before others.
    fn rows(&mut self, text: &mut String) {
        let Some(monitor) = &self.console.monitor else { return };
        let is_first = self.after == 0;
        let most = if is_first { FIRST_ROWS } else { MOST_ROWS };
        let newest = monitor.recent.rows(self.after, 1, |_| true);
        let Some(newest) = newest.first().map(|row| row.number) else { return };
        let mut rows = monitor.recent.rows(self.after, SCANNED, |row| self.filter.takes(row));
        self.after = newest;
        let skipped = rows.len().saturating_sub(most);
        if skipped > 0 {
            rows.sort_by_key(|row| (row.fate == Fate::Enriched, std::cmp::Reverse(row.number)));
            rows.truncate(most);
            rows.sort_by_key(|row| std::cmp::Reverse(row.number));
        }
        let rows: Vec<Value> = rows.iter().map(|row| json_of(row)).collect();
        // Rows from before the client came were not left out.
        let skipped = if is_first { 0 } else { skipped };
        event(text, "articles", &json!({ "articles": rows, "skipped": skipped }));
    }
}
