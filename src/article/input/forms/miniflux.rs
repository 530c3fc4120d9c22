//! An entry as Miniflux gives and sends it.

use super::{Form, has_any, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "miniflux",
    why: "`feed_id` or `feed` beside the state of an entry is nobody else's",
    is: |fields| {
        has_any(fields, &["feed_id", "feed"])
            && has_any(fields, &["hash", "reading_time", "starred", "comments_url", "published_at"])
    },
    first: nothing,
    table: &[
        (Field::Id, &["/id", "/hash"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/content"]),
        (Field::PublishedAt, &["/published_at"]),
        (Field::UpdatedAt, &["/changed_at"]),
        (Field::Language, &["/language", "/feed/language"]),
        (Field::Source, &["/feed/title"]),
        (Field::Url, &["/url"]),
        (Field::Author, &["/author"]),
        (Field::Keywords, &["/tags"]),
    ],
    html: &["/content"],
    known: &["feed", "enclosures"],
};
