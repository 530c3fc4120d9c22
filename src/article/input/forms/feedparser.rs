//! An entry of a feed as Python's feedparser writes it.

use serde_json::Value;

use super::{Form, has_any, none, nothing};
use crate::article::input::fields::Field;
use crate::article::input::pointer::{self, Fields};

pub(super) const FORM: Form = Form {
    name: "feedparser",
    why: "the details and parsed times beside each value stand in no other form; without them its content is a list of values",
    is: |fields| {
        has_any(
            fields,
            &["published_parsed", "updated_parsed", "title_detail", "summary_detail", "guidislink"],
        ) || is_rendering(fields)
            || (["link", "summary"].iter().all(|&key| fields.contains_key(key))
                && has_any(fields, &["published", "updated"]))
    },
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id", "/guid"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/content/0/value", "/summary", "/description"]),
        (Field::PublishedAt, &["/published", "/published_parsed", "/created"]),
        (Field::UpdatedAt, &["/updated", "/updated_parsed"]),
        (
            Field::Language,
            &[
                "/language",
                "/content/0/language",
                "/title_detail/language",
                "/summary_detail/language",
                "/title_detail/base_language",
            ],
        ),
        (Field::Source, &["/source/title", "/publisher", "/source"]),
        (Field::Url, &["/link"]),
        (Field::Author, &["/author", "/authors"]),
        (Field::Keywords, &["/tags"]),
    ],
    html: &["/title", "/content/0/value", "/summary", "/description"],
};

/// True if the content is a list of renderings: with a content type, if with any, while blocks have one of their editor.
fn is_rendering(fields: &Fields) -> bool {
    let kind = pointer::get(fields, "/content/0/type").and_then(Value::as_str);
    pointer::get(fields, "/content/0/value").is_some() && kind.is_none_or(|kind| kind.contains('/'))
}
