//! Dateline's own form, and whatever has its fields.

use serde_json::{Value, from_value};

use super::{Form, has_text, none};
use crate::article::Original;
use crate::article::input::draft::Draft;
use crate::article::input::fields::{Field, is_blank};
use crate::article::input::pointer::Fields;

const TABLE: &[(Field, &[&str])] = &[
    (Field::Id, &["/id", "/uri", "/guid", "/@id", "/_id"]),
    (Field::Title, &["/title", "/headline"]),
    (Field::Body, &["/body", "/text", "/content"]),
    (Field::PublishedAt, &["/published_at"]),
    (Field::UpdatedAt, &["/updated_at"]),
    (Field::EmbargoedUntil, &["/embargoed_until"]),
    (Field::Version, &["/version"]),
    (Field::PubStatus, &["/pub_status"]),
    (Field::Type, &["/type"]),
    (Field::Urgency, &["/urgency"]),
    (Field::Language, &["/language"]),
    (Field::Source, &["/source"]),
    (Field::Url, &["/url"]),
    (Field::Author, &["/author"]),
    (Field::Hashtags, &["/hashtags"]),
    (Field::Keywords, &["/keywords"]),
];

/// An object with a body in our own field.
pub(super) const WITH_A_BODY: Form = Form {
    name: "dateline",
    why: "`body` is text in no other form, so that whatever else stands beside it, this is the body",
    is: |fields| has_text(fields, "/body"),
    first: earlier,
    bodies: none,
    table: TABLE,
    html: &[],
};

/// Any other object.
pub(super) const FORM: Form = Form {
    name: "dateline",
    why: "last: it takes any object",
    is: |_| true,
    first: earlier,
    bodies: none,
    table: TABLE,
    html: &[],
};

/// An article that comes in a second time keeps what its first reading found out.
fn earlier(fields: &mut Fields, draft: &mut Draft<'_>) {
    // Several authors come back as they came.
    if let Some(authors) = fields.get("authors").filter(|_| fields.get("author").is_none_or(is_blank)) {
        drop(draft.offer(Field::Author, authors.clone(), "/authors"));
    }
    let original = fields.get("original").cloned().and_then(|value| from_value::<Original>(value).ok());
    if let Some(original) = original.filter(Original::is_ours) {
        fields.shift_remove("original");
        draft.article.original = Some(original);
    }
    if let Some(Value::Array(repairs)) = fields.get("repaired")
        && let Some(repaired) = repairs.iter().map(|name| name.as_str().map(str::to_owned)).collect()
    {
        draft.article.repaired = repaired;
        fields.shift_remove("repaired");
    }
    // Enrichment finds the form of the item again.
    if fields.get("form_evidence").is_some_and(Value::is_array) {
        fields.shift_remove("form");
        fields.shift_remove("form_evidence");
    }
    let (raw, zone) = (fields.get("published_at_raw"), fields.get("published_at_zone"));
    let raw = raw.and_then(Value::as_str).map(str::to_owned);
    let zone =
        zone.and_then(Value::as_str).filter(|zone| ["given", "assumed"].contains(zone)).map(str::to_owned);
    let published = fields.get("published_at").filter(|value| value.is_string()).cloned();
    if let (Some(raw), Some(zone), Some(published)) = (raw, zone, published)
        && draft.set(Field::PublishedAt, published, "/published_at")
    {
        for key in ["published_at", "published_at_raw", "published_at_zone"] {
            fields.shift_remove(key);
        }
        draft.article.published_at_raw = Some(raw);
        draft.article.published_at_zone = Some(zone);
    }
    // What an earlier reading could not understand stays as it was; a time that is no time comes back as `null`.
    if fields.get("published_at").is_some_and(Value::is_null)
        && let Some(Value::String(raw)) = fields.get("published_at_raw").cloned()
    {
        draft.article.published_at_raw = Some(raw);
        fields.shift_remove("published_at_raw");
        fields.shift_remove("published_at_zone");
    }
}
