//! An item of the Guardian's Open Platform.

use super::{Form, has_text, nothing};
use crate::article::input::body::{Offer, Prose};
use crate::article::input::draft::Markup;
use crate::article::input::fields::Field;
use crate::article::input::pointer::Fields;

pub(super) const FORM: Form = Form {
    name: "guardian",
    why: "`webTitle` stands in no other form",
    is: |fields| has_text(fields, "/webTitle"),
    first: nothing,
    bodies,
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
};

/// Live blogs have their text in blocks.
fn bodies(fields: &Fields) -> Vec<Offer> {
    let blocks = fields.get("blocks").and_then(|blocks| blocks.get("body")?.as_array());
    let text = |key: &str, between: &str| {
        let texts = blocks.into_iter().flatten().filter_map(|block| block.get(key)?.as_str());
        texts.collect::<Vec<_>>().join(between)
    };
    let html = Prose::new(text("bodyHtml", "\n"), Markup::Html);
    let plain = Prose::new(text("bodyTextSummary", "\n\n"), Markup::Unknown);
    [html, plain].into_iter().filter_map(|prose| Offer::new(prose, "/blocks/body")).collect()
}
