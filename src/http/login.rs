//! Signing in on the page: the token for a cookie.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::access::{Access, COOKIE};
use super::problem::Problem;
use super::response::{JSON, answer};
use super::sessions::LIFETIME;

/// Bytes of a body with a token.
const LONGEST: usize = 4096;

/// `GET /v1/session`.
pub(super) async fn session(State(access): State<Arc<Access>>, headers: HeaderMap) -> Response {
    status(access.has_token(), access.is_known(&headers))
}

/// `POST /v1/login`, with `{"token": "…"}`.
pub(super) async fn login(State(access): State<Arc<Access>>, request: Request) -> Result<Response, Problem> {
    let is_encrypted = request
        .headers()
        .get(ORIGIN)
        .and_then(|origin| origin.to_str().ok())
        .is_some_and(|origin| origin.starts_with("https://"));
    let body = to_bytes(request.into_body(), LONGEST)
        .await
        .map_err(|_| Problem::bad_request("the body is {\"token\": \"…\"}"))?;
    let given: serde_json::Value =
        serde_json::from_slice(&body).map_err(|_| Problem::bad_request("the body is {\"token\": \"…\"}"))?;
    let key = access.begin_session(given["token"].as_str().unwrap_or_default())?;
    // Over TLS by a proxy the cookie must not go out in plain text either.
    let secure = if is_encrypted { "; Secure" } else { "" };
    let seconds = LIFETIME.as_secs();
    let cookie = format!("{COOKIE}={key}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let mut response = status(true, true);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /v1/logout`.
pub(super) async fn logout(State(access): State<Arc<Access>>, headers: HeaderMap) -> Response {
    access.end_session(&headers);
    let mut response = status(access.has_token(), false);
    let ended = format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::from_str(&ended) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn status(token_set: bool, signed_in: bool) -> Response {
    answer(StatusCode::OK, JSON, format!("{}\n", json!({ "token_set": token_set, "signed_in": signed_in })))
}
