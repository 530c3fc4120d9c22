//! The description of `/v1` for programs: `OpenAPI` 3.1 and the JSON Schema it refers to.

use std::sync::LazyLock;

use axum::http::StatusCode;
use axum::response::Response;

use super::response::{JSON, answer};
use crate::article::schema;

/// Written by hand; tests hold it to the routes, the reasons and the schema.
pub(super) const DESCRIPTION: &str = include_str!("openapi.json");

/// `GET /v1/openapi.json`.
pub(super) async fn description() -> Response {
    answer(StatusCode::OK, JSON, DESCRIPTION)
}

/// `GET /v1/schema.json`.
pub(super) async fn schema() -> Response {
    static SCHEMA: LazyLock<String> = LazyLock::new(|| schema::text(&schema::enriched()));
    answer(StatusCode::OK, JSON, SCHEMA.as_str())
}
