//! An item of a JSON Feed.

use super::{Form, has_any, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "json-feed",
    why: "`content_html` and `content_text` stand in no other form",
    is: |fields| has_any(fields, &["content_html", "content_text", "date_published"]),
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/content_html", "/content_text", "/summary"]),
        (Field::PublishedAt, &["/date_published"]),
        (Field::UpdatedAt, &["/date_modified"]),
        (Field::Language, &["/language"]),
        (Field::Url, &["/url", "/external_url"]),
        (Field::Author, &["/authors", "/author"]),
        (Field::Keywords, &["/tags"]),
    ],
    html: &["/content_html"],
};
