//! A row of the sets that are made of CC-News.

use super::{Form, has_any, has_text, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "cc-news",
    why: "after newspaper's, for its fields are few: `plain_text`, or `text` beside a domain and a date",
    is: |fields| {
        has_text(fields, "/plain_text")
            || (has_text(fields, "/text")
                && has_any(fields, &["domain", "sitename", "warc_path"])
                && has_any(fields, &["date", "published_date", "crawl_date"]))
    },
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/plain_text", "/text", "/description"]),
        (Field::PublishedAt, &["/published_date", "/date"]),
        (Field::Language, &["/language"]),
        (Field::Source, &["/sitename", "/publisher", "/domain"]),
        (Field::Url, &["/responded_url", "/requested_url", "/url"]),
        (Field::Author, &["/author", "/authors"]),
        (Field::Keywords, &["/tags", "/categories"]),
    ],
    html: &[],
};
