//! An article of news-please.

use super::{Form, has_any, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "news-please",
    why: "`maintext` stands in no other form",
    is: |fields| {
        fields.contains_key("maintext")
            || (has_any(fields, &["date_publish"]) && has_any(fields, &["source_domain", "date_download"]))
    },
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title", "/title_page", "/title_rss"]),
        (Field::Body, &["/maintext", "/text", "/description"]),
        (Field::PublishedAt, &["/date_publish"]),
        (Field::UpdatedAt, &["/date_modify"]),
        (Field::Language, &["/language"]),
        (Field::Source, &["/source_domain"]),
        (Field::Url, &["/url"]),
        (Field::Author, &["/authors"]),
        (Field::Keywords, &["/keywords", "/tags"]),
    ],
    html: &[],
};
