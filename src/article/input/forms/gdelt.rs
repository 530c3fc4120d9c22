//! An entry of GDELT's DOC interface: a headline without a text.

use super::{Form, none, nothing};
use crate::article::input::fields::Field;

pub(super) const FORM: Form = Form {
    name: "gdelt",
    why: "`seendate` stands in no other form",
    is: |fields| fields.contains_key("seendate"),
    first: nothing,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/content", "/text"]),
        (Field::PublishedAt, &["/seendate"]),
        (Field::Language, &["/language"]),
        (Field::Source, &["/domain"]),
        (Field::Url, &["/url", "/url_mobile"]),
    ],
    html: &[],
};
