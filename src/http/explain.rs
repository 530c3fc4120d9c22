//! `POST /v1/explain`: the reasons for the findings of an article, as `dateline explain --json` prints them.

use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::connections::Connection;
use super::console::Console;
use super::enrichment::RawArticle;
use super::problem::Problem;
use super::response::{JSON, answer};
use crate::article::OutputFormat;
use crate::enrich::Scratch;
use crate::worker::decode::decode;
use crate::worker::enrich_threads::catch;
use crate::worker::transport::Delivery;
use crate::worker::{Failure, Reason};

/// Bytes of an article that is explained. Chosen: the longest article of a newspaper has a tenth of it, and an explanation
/// cannot be given up on.
const LONGEST: usize = 256 * 1024;
/// Longest wait for the explanation of another article.
const TURN: Duration = Duration::from_secs(10);

/// Reads an article and explains it.
pub(super) async fn explain(
    State(console): State<Arc<Console>>,
    connection: Option<Extension<Arc<Connection>>>,
    request: Request,
) -> Result<Response, Problem> {
    if !console.enriches {
        return Err(Problem::enrichment_off());
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LONGEST).await.map_err(|_| too_large())?;
    let _keeps_its_place = connection.as_ref().map(|Extension(connection)| connection.work());
    reasons(&console, Arc::new(RawArticle::new(body, parts.headers, OutputFormat::Dateline))).await
}

/// The reasons for the findings of an article.
pub(super) async fn reasons(console: &Arc<Console>, raw: Arc<dyn Delivery>) -> Result<Response, Problem> {
    if raw.body().len() > LONGEST {
        return Err(too_large());
    }
    let turn = Arc::clone(&console.explaining).acquire_owned();
    let turn = tokio::time::timeout(TURN, turn).await.map_err(|_| Problem::overloaded())?;
    let console = Arc::clone(console);
    let work = move || {
        let _turn = turn;
        let article = decode(&*raw, &console.rules)?.article;
        if article.body.len() > LONGEST {
            return Err(too_large_failure());
        }
        let explained = console.enricher.explain(article, &mut Scratch::default());
        Ok(explained.and_then(|explained| serde_json::to_vec(&explained).ok()))
    };
    let explained = tokio::task::spawn_blocking(move || catch(work).and_then(|result| result)).await;
    let body = explained.map_err(|_| Problem::overloaded())??;
    Ok(answer(StatusCode::OK, JSON, body.ok_or_else(|| Problem::gone("this enricher gives no reasons"))?))
}

fn too_large() -> Problem {
    Problem::from(too_large_failure())
}

fn too_large_failure() -> Failure {
    Failure::new(Reason::TooLarge, format!("only articles of up to {LONGEST} bytes are explained"))
}
