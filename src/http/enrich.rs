//! `POST /v1/enrich`: the body is an article in any input form, the answer is the enriched article.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Extension, Request, State};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, VARY};
use axum::http::{StatusCode, request::Parts};
use axum::response::Response;

use super::connections::Connection;
use super::enrichment::{Enrichment, RawArticle};
use super::problem::Problem;
use super::response::{JSON, answer};
use crate::article::OutputFormat;
use crate::worker::{Failure, Reason};

const NINJS: &str = "application/vnd.iptc.ninjs+json";
/// Time limit of a body.
const BODY_TIME: Duration = Duration::from_secs(30);

/// Reads, enriches and answers; every refusal is a [`Problem`].
pub(super) async fn enrich(
    State(enrichment): State<Option<Arc<Enrichment>>>,
    connection: Option<Extension<Arc<Connection>>>,
    request: Request,
) -> Result<Response, Problem> {
    let enrichment = enrichment.ok_or_else(Problem::enrichment_off)?;
    let (Parts { headers, .. }, body) = request.into_parts();
    let format = format(&headers, enrichment.format).ok_or_else(Problem::not_acceptable)?;
    let limit = enrichment.message_bytes;
    let declared = declared_length(&headers);
    if declared.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let _room = enrichment.room(declared.unwrap_or(limit)).await.map_err(|_| Problem::overloaded())?;
    let body = read(body, limit).await?;
    let _keeps_its_place = connection.as_ref().map(|Extension(connection)| connection.work());
    let raw = RawArticle::new(body, headers, format);
    let enriched = enrichment.enrich(raw).await.map_err(|_| Problem::overloaded())??;
    let content_type = match format {
        OutputFormat::Dateline => JSON,
        OutputFormat::Ninjs => HeaderValue::from_static(NINJS),
    };
    let mut response = answer(StatusCode::OK, content_type, enriched.body);
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("accept"));
    if let Ok(key) = HeaderValue::from_str(&enriched.routing_key) {
        headers.insert(HeaderName::from_static("dateline-routing-key"), key);
    }
    Ok(response)
}

/// The form that the client accepts; `None` if it accepts none of ours.
fn format(headers: &HeaderMap, default: OutputFormat) -> Option<OutputFormat> {
    let Some(accept) = headers.get(ACCEPT) else { return Some(default) };
    let ranges = accept.to_str().ok()?.split(',');
    // By the order of the client: qualities are rare in requests of programs.
    ranges.map(|range| range.split(';').next().unwrap_or_default().trim()).find_map(|range| match range {
        NINJS => Some(OutputFormat::Ninjs),
        "application/json" | "application/*" | "*/*" => Some(default),
        _ => None,
    })
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn read(body: axum::body::Body, limit: usize) -> Result<Bytes, Problem> {
    match tokio::time::timeout(BODY_TIME, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_about_length(&error) => Err(too_large(limit)),
        Ok(Err(_)) => Err(Problem::body_incomplete("the connection ended within the body")),
        Err(_) => Err(Problem::body_incomplete(format!("it took longer than {} s", BODY_TIME.as_secs()))),
    }
}

fn is_about_length(error: &axum::Error) -> bool {
    std::error::Error::source(error)
        .is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>)
}

fn too_large(limit: usize) -> Problem {
    let text = format!("the body has more than {limit} bytes (limits.message_bytes)");
    Problem::from(Failure::new(Reason::TooLarge, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_chooses_the_form() {
        let of = |accept: &'static str| {
            let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]);
            format(&headers, OutputFormat::Dateline)
        };
        assert_eq!(format(&HeaderMap::new(), OutputFormat::Ninjs), Some(OutputFormat::Ninjs));
        assert_eq!(of("*/*"), Some(OutputFormat::Dateline));
        assert_eq!(of("application/vnd.iptc.ninjs+json"), Some(OutputFormat::Ninjs));
        assert_eq!(of("text/html, application/json;q=0.9"), Some(OutputFormat::Dateline));
        assert_eq!(of("text/html"), None);
    }
}
