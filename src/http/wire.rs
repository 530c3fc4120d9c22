//! `GET /v1/articles`: the messages that were settled last, and each of them whole.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::console::Console;
use super::explain;
use super::filter::Filter;
use super::problem::Problem;
use super::query;
use super::response::{JSON, answer};
use crate::worker::Failure;
use crate::worker::outcome::Fate;
use crate::worker::recent::findings::IMPACTS;
use crate::worker::recent::row::{Kept, Row};

/// Rows of one answer.
const MOST: usize = 200;
/// Bytes of a raw article that are shown.
const LONGEST: usize = 512 * 1024;
/// Bytes that are no text are shown as a dump, hence fewer.
const LONGEST_DUMP: usize = 4096;

/// `GET /v1/articles?filter=…&after=…&limit=…`: the newest first.
pub(super) async fn list(State(console): State<Arc<Console>>, uri: Uri) -> Result<Response, Problem> {
    let monitor = console.monitor.as_ref().ok_or_else(Problem::no_worker)?;
    let filter = Filter::parse(&query::value(&uri, "filter").unwrap_or_default());
    let limit = query::number(&uri, "limit").unwrap_or(MOST).min(MOST);
    let rows = monitor.recent.rows(query::number(&uri, "after").unwrap_or(0), limit, |row| filter.takes(row));
    let rows: Vec<Value> = rows.iter().map(|row| json_of(row)).collect();
    Ok(answer(StatusCode::OK, JSON, format!("{}\n", json!({ "articles": rows }))))
}

/// `GET /v1/articles/{number}`. The text of a message that was not enriched needs the token.
pub(super) async fn one(
    State(console): State<Arc<Console>>,
    Path(number): Path<u64>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let row = row(&console, number)?;
    let kept = row.kept.as_ref().ok_or_else(Problem::articles_off)?;
    let needs_token = row.fate != Fate::Enriched && !console.access.is_known(&headers);
    let enriched = kept.outgoing().new_body().filter(|_| row.fate == Fate::Enriched);
    let enriched = enriched.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("null");
    let mut rest = json!({ "article": json_of(&row), "needs_token": needs_token });
    if !needs_token {
        rest["raw"] = raw(kept);
        rest["properties"] = kept.delivery().properties();
        rest["outgoing"] = kept.outgoing().properties();
    }
    // The bytes that were published, as they are: they are JSON already.
    let rest = rest.to_string();
    let body = format!("{{\"enriched\":{},{}\n", enriched.trim(), &rest[1..]);
    Ok(answer(StatusCode::OK, JSON, body))
}

/// `GET /v1/articles/{number}/why`.
pub(super) async fn why(
    State(console): State<Arc<Console>>,
    Path(number): Path<u64>,
) -> Result<Response, Problem> {
    let row = row(&console, number)?;
    if row.fate != Fate::Enriched {
        return Err(Problem::gone("only what was enriched has reasons"));
    }
    let kept = row.kept.as_ref().ok_or_else(Problem::articles_off)?;
    explain::reasons(&console, Arc::clone(kept.delivery())).await
}

fn row(console: &Console, number: u64) -> Result<Arc<Row>, Problem> {
    let monitor = console.monitor.as_ref().ok_or_else(Problem::no_worker)?;
    let gone = || Problem::gone("the console keeps the latest messages alone");
    monitor.recent.row(number).ok_or_else(gone)
}

/// A row as the page shows it.
pub(super) fn json_of(row: &Row) -> Value {
    let found = &row.findings;
    let impacts = IMPACTS
        .iter()
        .zip(found.impacts)
        .filter_map(|((name, _), count)| Some(((*name).to_owned(), count?.into())));
    json!({
        "number": row.number,
        "at": row.at.to_string(),
        "fate": row.fate.name(),
        "source": row.source,
        "id": found.id,
        "language": found.language,
        "countries": found.countries,
        "topics": found.topics,
        "form": found.form,
        "places": found.places.iter().map(|dot| dot.name.as_str()).collect::<Vec<_>>(),
        "figures": found.figures,
        "impacts": impacts.collect::<serde_json::Map<_, Value>>(),
        "title": found.title,
        "figure": found.figure,
        "bytes": row.bytes,
        "took_ms": row.took.as_secs_f64() * 1e3,
        "in_hand_ms": row.in_hand.as_secs_f64() * 1e3,
        "age_s": row.age.map(|age| age.as_secs()),
        "reason": row.failure.as_ref().map(|failure| failure.reason.code()),
        "error": row.failure.as_ref().map(Failure::clipped),
        "can_open": row.kept.is_some(),
    })
}

fn raw(kept: &Kept) -> Value {
    let delivery = kept.delivery();
    let mut raw = body(delivery.body());
    raw["content_type"] = json!(delivery.content_type());
    raw["content_encoding"] = json!(delivery.content_encoding());
    raw
}

/// A body as text, or as base64 where it is none; a long one is cut.
pub(super) fn body(bytes: &[u8]) -> Value {
    let end = bytes.len().min(LONGEST);
    let text = match std::str::from_utf8(&bytes[..end]) {
        Ok(text) => Some(text),
        // The cut is within a character.
        Err(error) if error.error_len().is_none() && end < bytes.len() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()
        }
        Err(_) => None,
    };
    if let Some(text) = text {
        return json!({ "text": text, "bytes": bytes.len(), "is_cut": text.len() < bytes.len() });
    }
    let dump = &bytes[..bytes.len().min(LONGEST_DUMP)];
    json!({ "base64": STANDARD.encode(dump), "bytes": bytes.len(), "is_cut": dump.len() < bytes.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_is_cut_at_a_character() {
        let long = "é".repeat(LONGEST);
        let cut = body(&long.as_bytes()[1..]);
        assert!(cut["base64"].is_string(), "it begins within a character");
        let cut = body(format!("x{long}").as_bytes());
        assert_eq!(
            (cut["is_cut"].as_bool(), cut["text"].as_str().map(str::len)),
            (Some(true), Some(LONGEST - 1))
        );
        assert_eq!(body(b"rain")["is_cut"], false);
        assert_eq!(body(b"\xff\xfe")["base64"], "//4=");
    }
}
