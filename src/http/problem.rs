//! Refusals as problem details (RFC 9457). The reasons of dead letters keep their codes.

use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::response::answer;
use crate::worker::{Failure, Reason};

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A refusal: `{"type", "title", "status", "detail", "reason"}`, where `type` is a URN that ends in the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    status: StatusCode,
    reason: &'static str,
    title: &'static str,
    detail: String,
}

/// The reasons of refusals that are no dead letter's; the description lists them.
#[cfg(test)]
pub(super) const OWN_REASONS: [&str; 13] = [
    "not_found",
    "method_not_allowed",
    "host_not_allowed",
    "cross_site",
    "token_required",
    "not_acceptable",
    "body_incomplete",
    "overloaded",
    "enrichment_off",
    "articles_off",
    "bad_request",
    "no_worker",
    "broker_unavailable",
];

impl Problem {
    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "No such path", "curl / lists the paths")
    }

    pub(super) fn method_not_allowed() -> Self {
        let detail = "curl / lists the paths with their methods";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Another method is needed", detail)
    }

    /// A name in `Host` that is not this server's: a page of another site may have made the browser ask.
    pub(super) fn host_not_allowed() -> Self {
        let detail =
            "the Host header names neither an IP address, nor localhost, nor a name of console.hosts";
        Self::new(
            StatusCode::MISDIRECTED_REQUEST,
            "host_not_allowed",
            "The host name is unknown here",
            detail,
        )
    }

    /// A browser asks for a page of another site.
    pub(super) fn cross_site() -> Self {
        let detail = "the request comes from a page of another site";
        Self::new(StatusCode::FORBIDDEN, "cross_site", "Requests of other sites are refused", detail)
    }

    /// The token is missing or wrong.
    pub(super) fn token_required() -> Self {
        let detail = "send `Authorization: Bearer TOKEN` with the token of console.token_file";
        Self::new(StatusCode::UNAUTHORIZED, "token_required", "The token is missing or wrong", detail)
    }

    /// There is no token, and the port can be reached from other machines.
    pub(super) fn token_not_set() -> Self {
        let detail = "on an address other than loopback this path needs console.token_file";
        Self::new(StatusCode::FORBIDDEN, "token_required", "No token is set", detail)
    }

    pub(super) fn not_acceptable() -> Self {
        let detail = "the answer is application/json or application/vnd.iptc.ninjs+json";
        Self::new(StatusCode::NOT_ACCEPTABLE, "not_acceptable", "No such media type", detail)
    }

    pub(super) fn body_incomplete(detail: impl Into<String>) -> Self {
        let title = "The body did not come whole";
        Self::new(StatusCode::REQUEST_TIMEOUT, "body_incomplete", title, detail)
    }

    pub(super) fn overloaded() -> Self {
        let detail = "too many articles wait already; try again in a second";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", "Too much is waiting", detail)
    }

    /// The worker runs without `console.enrich`.
    pub(super) fn enrichment_off() -> Self {
        let detail = "set console.enrich = true, or run `dateline serve`";
        Self::new(StatusCode::NOT_FOUND, "enrichment_off", "Enrichment over HTTP is off", detail)
    }

    /// Something that needs the token wherever it is asked from, and there is none.
    pub(super) fn token_not_set_for_changes() -> Self {
        let detail = "changes and the text of dead letters need console.token_file, on loopback too";
        Self::new(StatusCode::FORBIDDEN, "token_required", "No token is set", detail)
    }

    /// The worker runs without `console.articles`.
    pub(super) fn articles_off() -> Self {
        let detail = "set console.articles = true: the console then keeps the latest articles in memory";
        Self::new(StatusCode::NOT_FOUND, "articles_off", "No articles are kept", detail)
    }

    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", "The request cannot be read", detail)
    }

    /// `dateline serve` has no broker.
    pub(super) fn no_worker() -> Self {
        let detail = "this server has no worker beside it: `dateline run` has";
        Self::new(StatusCode::NOT_FOUND, "no_worker", "There is no broker here", detail)
    }

    /// The broker does not answer, or refuses.
    pub(super) fn broker_unavailable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_GATEWAY, "broker_unavailable", "The broker does not do this", detail)
    }

    /// Nothing of this number or id (any more).
    pub(super) fn gone(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "It is not here", detail)
    }

    fn new(status: StatusCode, reason: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status, reason, title, detail: detail.into() }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let (status, title) = match failure.reason {
            Reason::UnreadableProperties | Reason::UnreadableEncoding | Reason::UnreadableBody => {
                (StatusCode::BAD_REQUEST, "The body cannot be read")
            }
            Reason::UnsupportedType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "This content type is not read"),
            Reason::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "The article is too large"),
            Reason::EnrichmentPanicked => (StatusCode::INTERNAL_SERVER_ERROR, "Enrichment failed"),
            _ => (StatusCode::UNPROCESSABLE_ENTITY, "The article cannot be enriched"),
        };
        Self::new(status, failure.reason.code(), title, failure.text)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": format!("urn:dateline:problem:{}", self.reason),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
            "reason": self.reason,
        });
        let mut response = answer(self.status, PROBLEM_JSON, format!("{body}\n"));
        let headers = response.headers_mut();
        match self.status {
            StatusCode::UNAUTHORIZED => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"dateline\""));
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        response
    }
}
