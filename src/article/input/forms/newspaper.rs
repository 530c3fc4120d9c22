//! An article of newspaper3k or newspaper4k.

use super::{Form, has_any, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "newspaper",
    why: "after trafilatura's; `publish_date` beside what is read off a page's head stands in no other form",
    is: |fields| {
        fields.contains_key("publish_date")
            && has_any(fields, &["text", "title"])
            && has_any(
                fields,
                &["authors", "canonical_link", "meta_lang", "meta_keywords", "source_url", "top_image"],
            )
    },
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/text", "/summary", "/meta_description"]),
        (Field::PublishedAt, &["/publish_date"]),
        (Field::Language, &["/meta_lang", "/language"]),
        (Field::Source, &["/meta_site_name", "/source", "/source_url"]),
        (Field::Url, &["/canonical_link", "/url"]),
        (Field::Author, &["/authors"]),
        (Field::Keywords, &["/meta_keywords", "/tags", "/keywords"]),
    ],
    html: &[],
};
