//! An article of NewsAPI.org, and of those that took over its form.

use super::{Form, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "newsapi",
    why: "after all whose `content` is richer: only `publishedAt` tells it",
    is: |fields| fields.contains_key("publishedAt"),
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/content", "/description"]),
        (Field::PublishedAt, &["/publishedAt"]),
        (Field::UpdatedAt, &["/updatedAt"]),
        (Field::Language, &["/language", "/lang"]),
        (Field::Source, &["/source/name", "/source"]),
        (Field::Url, &["/url"]),
        (Field::Author, &["/author"]),
        (Field::Keywords, &["/keywords"]),
    ],
    html: &[],
};
