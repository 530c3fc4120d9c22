//! schema.org's `NewsArticle` and its kind, as pages carry them in JSON-LD.

use serde_json::Value;

use super::{Form, has_any, nothing};
use crate::article::input::body::{Offer, Prose};
use crate::article::input::draft::Markup;
use crate::article::input::fields::Field;
use crate::article::input::pointer::Fields;
use crate::article::input::schema_org::is_article;

pub(super) const FORM: Form = Form {
    name: "json-ld",
    why: "before all that have a `headline` or a `url`: its type says what it is",
    is: |fields| {
        is_article(fields)
            || (fields.contains_key("@context") && has_any(fields, &["articleBody", "headline"]))
    },
    first: nothing,
    bodies,
    table: &[
        (Field::Id, &["/@id", "/identifier/value", "/identifier"]),
        (Field::Title, &["/headline", "/name", "/alternativeHeadline"]),
        (Field::Body, &["/articleBody", "/text", "/description", "/abstract"]),
        (Field::PublishedAt, &["/datePublished", "/dateCreated"]),
        (Field::UpdatedAt, &["/dateModified"]),
        (Field::Version, &["/version"]),
        (Field::PubStatus, &["/creativeWorkStatus"]),
        (Field::Type, &["/@type"]),
        (Field::Language, &["/inLanguage/alternateName", "/inLanguage/name", "/inLanguage"]),
        (Field::Source, &["/publisher", "/sourceOrganization", "/provider"]),
        (Field::Url, &["/url", "/mainEntityOfPage/@id", "/mainEntityOfPage"]),
        (Field::Author, &["/author", "/creator"]),
        (Field::Keywords, &["/keywords"]),
    ],
    html: &[],
};

/// The body of a live blog is in its updates.
fn bodies(fields: &Fields) -> Vec<Offer> {
    let updates = fields.get("liveBlogUpdate").and_then(Value::as_array).into_iter().flatten();
    let texts = updates.flat_map(|update| ["headline", "articleBody"].map(|key| update.get(key)?.as_str()));
    let texts: Vec<&str> = texts.flatten().filter(|text| !text.trim().is_empty()).collect();
    Offer::new(Prose::new(texts.join("\n\n"), Markup::Unknown), "/liveBlogUpdate").into_iter().collect()
}
