//! An entry of a feed as Python's feedparser writes it.

use super::{Form, has_any, nothing};
use crate::article::input::fields::Field;
use crate::article::input::pointer;

pub(super) const FORM: Form = Form {
    name: "feedparser",
    why: "the details and parsed times beside each value are nobody else's; without them its content is a list of values",
    is: |fields| {
        has_any(
            fields,
            &["published_parsed", "updated_parsed", "title_detail", "summary_detail", "guidislink"],
        ) || pointer::get(fields, "/content/0/value").is_some()
            || (["link", "summary"].iter().all(|&key| fields.contains_key(key))
                && has_any(fields, &["published", "updated"]))
    },
    first: nothing,
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
    known: &["content", "description", "summary", "summary_detail", "title_detail", "rights"],
};
