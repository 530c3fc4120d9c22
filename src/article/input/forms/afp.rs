//! A document of AFP's: the paragraphs in a list.

use serde_json::Value;

use super::{Form, has_any, has_text, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "afp",
    why: "`uno`, or paragraphs under `news`, stand in no other form",
    is: |fields| {
        has_text(fields, "/uno")
            || (fields.get("news").is_some_and(Value::is_array) && has_any(fields, &["lang", "provider"]))
    },
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/uno", "/id"]),
        (Field::Title, &["/headline", "/title"]),
        (Field::Body, &["/news", "/caption", "/summary"]),
        (Field::PublishedAt, &["/published", "/created"]),
        (Field::UpdatedAt, &["/updated", "/modified"]),
        (Field::EmbargoedUntil, &["/embargo", "/embargoed"]),
        (Field::Version, &["/revision", "/version"]),
        (Field::PubStatus, &["/status"]),
        (Field::Type, &["/class", "/product"]),
        (Field::Urgency, &["/urgency", "/priority"]),
        (Field::Language, &["/lang", "/language"]),
        (Field::Source, &["/provider", "/source"]),
        (Field::Url, &["/href", "/url"]),
        (Field::Author, &["/byline", "/creator", "/author", "/contributor"]),
        (Field::Keywords, &["/keyword", "/keywords", "/slug"]),
    ],
    html: &[],
};
