//! An item of the Guardian's Open Platform.

use super::{Form, has_text};
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;
use crate::article::input::pointer::Fields;

pub(super) const FORM: Form = Form {
    name: "guardian",
    why: "`webTitle` is nobody else's",
    is: |fields| has_text(fields, "/webTitle"),
    first,
    table: &[
        (Field::Id, &["/id"]),
        (Field::Title, &["/fields/headline", "/webTitle"]),
        (Field::Body, &["/fields/body", "/fields/bodyText", "/fields/standfirst", "/fields/trailText"]),
        (Field::PublishedAt, &["/webPublicationDate", "/fields/firstPublicationDate"]),
        (Field::UpdatedAt, &["/fields/lastModified"]),
        (Field::Type, &["/type"]),
        (Field::Language, &["/fields/lang", "/fields/language"]),
        (Field::Source, &["/fields/publication"]),
        (Field::Url, &["/webUrl", "/fields/shortUrl"]),
        (Field::Author, &["/fields/byline"]),
        (Field::Keywords, &["/tags"]),
    ],
    html: &["/fields/headline", "/fields/body", "/fields/standfirst", "/fields/trailText"],
    known: &["blocks", "fields", "tags", "elements", "section"],
};

/// Live blogs have their text in blocks.
fn first(fields: &mut Fields, draft: &mut Draft<'_>) {
    if has_text(fields, "/fields/body") || has_text(fields, "/fields/bodyText") {
        return;
    }
    let blocks = fields.get("blocks").and_then(|blocks| blocks.get("body")?.as_array());
    let texts = |key: &str| -> Vec<&str> {
        blocks.into_iter().flatten().filter_map(|block| block.get(key)?.as_str()).collect()
    };
    let (html, plain) = (texts("bodyHtml"), texts("bodyTextSummary"));
    if !html.is_empty() {
        draft.set_html(Field::Body, html.join("\n"), "/blocks/body");
    } else if !plain.is_empty() {
        draft.set(Field::Body, plain.join("\n\n"), "/blocks/body");
    }
}
