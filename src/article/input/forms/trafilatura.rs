//! A document of trafilatura's.

use serde_json::Value;

use super::{Form, has_any, none};
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;
use crate::article::input::pointer::Fields;

pub(super) const FORM: Form = Form {
    name: "trafilatura",
    why: "before newspaper's: both have `text`, its other fields stand in no other form",
    is: |fields| {
        fields.contains_key("raw_text")
            || (has_any(fields, &["text"])
                && has_any(fields, &["fingerprint", "source-hostname", "hostname", "pagetype", "filedate"]))
    },
    first,
    bodies: none,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/title"]),
        (Field::Body, &["/text", "/raw_text", "/excerpt", "/description"]),
        (Field::PublishedAt, &["/date"]),
        (Field::Language, &["/language"]),
        (Field::Source, &["/sitename", "/source-hostname", "/hostname"]),
        (Field::Url, &["/url"]),
        (Field::Author, &["/author"]),
        (Field::Keywords, &["/tags", "/categories"]),
    ],
    html: &[],
};

/// The page's address stands under `source`.
fn first(fields: &mut Fields, draft: &mut Draft<'_>) {
    let is_address = |value: &Value| value.as_str().is_some_and(|text| text.starts_with("http"));
    if let Some(address) = fields.get("source").filter(|value| is_address(value)).cloned() {
        draft.set(Field::Url, address, "/source");
        fields.shift_remove("source");
    }
}
