//! `/v1/dead`: dead letters and unrouted articles, as `dateline dead` handles them, over connections of their own.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::OwnedMutexGuard;

use super::advice;
use super::console::Console;
use super::problem::Problem;
use super::query;
use super::response::{JSON, answer};
use super::wire::body;
use crate::amqp::{BrokerError, QueueBrowser};
use crate::dead_letters::record::headers;
use crate::dead_letters::{self, Letter, LetterQueue, Selection, Tally, Target};

/// Letters of one answer.
const MOST: usize = 100;
/// Letters that are looked at for one answer.
const SCANNED: u32 = 2000;
/// Bytes of a request.
const LONGEST: usize = 64 * 1024;
/// Longest wait for another command.
const TURN: Duration = Duration::from_secs(20);

/// `GET /v1/dead?queue=…&reason=…`: without bodies.
pub(super) async fn list(State(console): State<Arc<Console>>, uri: Uri) -> Result<Response, Problem> {
    let which = queue(query::value(&uri, "queue").as_deref())?;
    let selection =
        Selection { reasons: query::value(&uri, "reason").into_iter().collect(), ..Selection::default() };
    let turn = turn(&console).await?;
    detached(turn, async move {
        let mut browser = which.open(&console.settings, false).await?;
        let (mut letters, mut reasons, mut seen) = (Vec::new(), BTreeMap::<String, u32>::new(), 0);
        let read = dead_letters::read(&mut browser, which, &selection, |letter, _| {
            *reasons.entry(letter.reason.clone()).or_default() += 1;
            if letters.len() < MOST {
                letters.push(of_letter(letter));
            }
            seen += 1;
            seen < SCANNED
        });
        let read = read.await;
        let (queue, total) = (browser.queue().to_owned(), browser.total());
        browser.close().await;
        let is_whole = read?.seen >= total;
        // The newest first, as in the wire; the broker gives the oldest first.
        letters.reverse();
        Ok(json!({ "queue": queue, "total": total, "is_whole": is_whole, "reasons": reasons, "letters": letters }))
    })
    .await
}

/// `GET /v1/dead/{id}`: with body and headers.
pub(super) async fn one(
    State(console): State<Arc<Console>>,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let which = queue(query::value(&uri, "queue").as_deref())?;
    let selection = Selection { ids: vec![id.to_lowercase()], ..Selection::default() };
    let turn = turn(&console).await?;
    detached(turn, async move {
        let mut browser = which.open(&console.settings, false).await?;
        let mut found = Value::Null;
        let read = dead_letters::read(&mut browser, which, &selection, |letter, received| {
            found = of_letter(letter);
            found["headers"] = headers(received);
            found["body"] = body(&received.body);
            false
        });
        let read = read.await;
        browser.close().await;
        read.map(|_| found)
    })
    .await
}

/// `POST /v1/dead/replay`, with `{"queue", "ids" or "reason", "most"}`.
pub(super) async fn replay(
    State(console): State<Arc<Console>>,
    request: Request,
) -> Result<Response, Problem> {
    change(&console, request, Change::Replay).await
}

/// `POST /v1/dead/discard`, with the same.
pub(super) async fn discard(
    State(console): State<Arc<Console>>,
    request: Request,
) -> Result<Response, Problem> {
    change(&console, request, Change::Discard).await
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Replay,
    Discard,
}

async fn change(console: &Arc<Console>, request: Request, change: Change) -> Result<Response, Problem> {
    let Command { which, selection, most } = Command::read(request).await?;
    let (turn, settings) = (turn(console).await?, Arc::clone(&console.settings));
    detached(turn, async move {
        let mut browser = which.open(&settings, false).await?;
        let (done, event) = match change {
            Change::Replay => {
                let target = match which {
                    LetterQueue::Dead => Target::WorkQueue,
                    LetterQueue::Unrouted => Target::Origin,
                };
                let replayed =
                    dead_letters::replay(&settings, &mut browser, which, &selection, target, most, |_| true);
                (replayed.await, "letters_replayed")
            }
            Change::Discard => {
                let each = |_: &Letter, _: &_, _: &Tally| Ok::<(), BrokerError>(());
                let purged = dead_letters::purge(&mut browser, which, &selection, most, || true, each);
                (purged.await, "letters_discarded")
            }
        };
        tell(browser, done, event).await
    })
    .await
}

/// Logs a change and gives its result.
async fn tell(
    browser: QueueBrowser,
    done: Result<Tally, BrokerError>,
    event: &str,
) -> Result<Value, BrokerError> {
    let queue = browser.queue().to_owned();
    browser.close().await;
    let tally = done?;
    tracing::info!(event, queue, count = tally.done, "letters were changed by the console");
    Ok(
        json!({ "seen": tally.seen, "selected": tally.selected, "done": tally.done, "stopped": tally.stopped }),
    )
}

/// The letters to change.
struct Command {
    which: LetterQueue,
    selection: Selection,
    most: u32,
}

impl Command {
    async fn read(request: Request) -> Result<Self, Problem> {
        let wanted = || {
            Problem::bad_request("the body is {\"queue\": \"dead\", \"ids\": [\"…\"]} or has a \"reason\"")
        };
        let bytes = to_bytes(request.into_body(), LONGEST).await.map_err(|_| wanted())?;
        let given: Value = serde_json::from_slice(&bytes).map_err(|_| wanted())?;
        let ids = given["ids"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let selection = Selection {
            ids: ids.map(str::to_lowercase).collect(),
            reasons: given["reason"].as_str().map(str::to_owned).into_iter().collect(),
            ..Selection::default()
        };
        // An empty id would be the beginning of every other.
        if selection.is_everything() || selection.ids.iter().any(String::is_empty) {
            return Err(wanted());
        }
        let most = given["most"].as_u64().and_then(|most| u32::try_from(most).ok()).unwrap_or(u32::MAX);
        Ok(Self { which: queue(given["queue"].as_str())?, selection, most })
    }
}

fn queue(name: Option<&str>) -> Result<LetterQueue, Problem> {
    match name {
        None | Some("dead") => Ok(LetterQueue::Dead),
        Some("unrouted") => Ok(LetterQueue::Unrouted),
        Some(_) => Err(Problem::bad_request("queue is dead or unrouted")),
    }
}

/// The right to look into the queue: what another command has taken could not be seen.
async fn turn(console: &Console) -> Result<OwnedMutexGuard<()>, Problem> {
    if console.monitor.is_none() {
        return Err(Problem::no_worker());
    }
    let turn = Arc::clone(&console.dead).lock_owned();
    tokio::time::timeout(TURN, turn).await.map_err(|_| Problem::overloaded())
}

/// Runs a command to its end, also if the client goes.
async fn detached(
    turn: OwnedMutexGuard<()>,
    command: impl Future<Output = Result<Value, BrokerError>> + Send + 'static,
) -> Result<Response, Problem> {
    let running = tokio::spawn(async move {
        let _turn = turn;
        command.await
    });
    let result = running.await.map_err(|_| Problem::overloaded())?;
    let value = result.map_err(|error| Problem::broker_unavailable(error.to_string()))?;
    if value.is_null() {
        return Err(Problem::gone("there is no such letter (any more)"));
    }
    Ok(answer(StatusCode::OK, JSON, format!("{value}\n")))
}

fn of_letter(letter: &Letter) -> Value {
    let mut json = json!(letter);
    let advice = advice::on_reason(&letter.reason);
    json["meaning"] = json!(advice.map(|advice| advice.meaning.as_str()));
    json["remedy"] = json!(advice.map(|advice| advice.remedy.as_str()));
    json
}
