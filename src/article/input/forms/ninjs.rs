//! IPTC's news in JSON, 1.x to 3.x, and Superdesk's variant of it.

use serde_json::Value;

use super::{Form, has_any};
use crate::article::input::draft::Draft;
use crate::article::input::fields::{Field, is_blank};
use crate::article::input::pointer::Fields;

/// Fields that an item of ninjs has and no other article.
const MARKS: &[&str] = &[
    "$standard",
    "standard",
    "versioncreated",
    "versionCreated",
    "firstcreated",
    "firstCreated",
    "pubstatus",
    "pubStatus",
    "bodies",
    "headlines",
    "descriptions",
    "headline",
    "body_text",
    "body_html",
    "body_xhtml",
    "description_text",
    "contentcreated",
    "contentCreated",
    "representationtype",
    "representationType",
];

const HEADLINE: &[&str] = &["headline"];
const BODIES: &[&str] = &["body_text", "body_html", "body_xhtml"];

pub(super) const FORM: Form = Form {
    name: "ninjs",
    why: "after AP's items, which have most of its fields; before feeds, whose entries have a `guid` too",
    is: |fields| {
        let has_id = ["uri", "guid"].iter().any(|&key| fields.get(key).is_some_and(Value::is_string));
        has_id && has_any(fields, MARKS) && !has_any(fields, &["text", "content"])
    },
    first,
    table: &[
        (Field::Id, &["/uri", "/guid"]),
        (Field::Title, &["/headline", "/title", "/name", "/slugline"]),
        (Field::Body, &["/body_text", "/body_html", "/body_xhtml", "/description_text", "/description_html"]),
        (Field::PublishedAt, &["/firstpublished", "/firstcreated", "/firstCreated"]),
        (Field::UpdatedAt, &["/versioncreated", "/versionCreated"]),
        (Field::EmbargoedUntil, &["/embargoed", "/embargoedUntil", "/embargo"]),
        (Field::Version, &["/version"]),
        (Field::PubStatus, &["/pubstatus", "/pubStatus", "/state"]),
        (Field::Type, &["/type"]),
        (Field::Urgency, &["/urgency"]),
        (Field::Language, &["/language"]),
        (Field::Source, &["/infosource", "/infosources", "/infoSource", "/infoSources", "/source"]),
        (Field::Url, &["/canonicalurl", "/canonicalUrl", "/url"]),
        (Field::Author, &["/byline", "/by", "/bylines", "/authors"]),
        (Field::Hashtags, &["/hashtags"]),
        (Field::Keywords, &["/keywords"]),
    ],
    html: &["/body_html", "/body_xhtml", "/description_html"],
    known: &[
        "associations",
        "authors",
        "bodies",
        "body_html",
        "body_text",
        "body_xhtml",
        "copyrightnotice",
        "copyrightNotice",
        "description_html",
        "description_text",
        "descriptions",
        "ednote",
        "edNote",
        "headlines",
        "people",
        "person",
        "renditions",
        "usageterms",
        "usageTerms",
    ],
};

/// Lists of renderings, of which the best is taken, and the keys with a name of their own at the end (`body_amp`).
fn first(fields: &mut Fields, draft: &mut Draft<'_>) {
    // A first version often has only the time of its version.
    let has_first = ["firstpublished", "firstcreated", "firstCreated"]
        .iter()
        .any(|&key| fields.get(key).is_some_and(|value| !is_blank(value)));
    for key in ["versioncreated", "versionCreated"] {
        if let Some(version) = fields.get(key).filter(|_| !has_first) {
            draft.set(Field::PublishedAt, version.clone(), format!("/{key}"));
        }
    }
    if !has_any(fields, HEADLINE) {
        let roles = ["main", "headline", "title"];
        take_best(fields, draft, Field::Title, "headlines", |headline| Some((role(headline, &roles), 0)));
    }
    if !has_any(fields, BODIES) {
        let roles = ["main", "body", "full", "article"];
        take_best(fields, draft, Field::Body, "bodies", |body| Some((role(body, &roles), by_type(body)?)));
    }
    // Any other rendering: `headline_main`, `body_amp`.
    for (field, plain, start) in [(Field::Title, HEADLINE, "headline_"), (Field::Body, BODIES, "body_")] {
        let other = fields.keys().find(|key| key.starts_with(start)).cloned();
        if let Some(key) = other.filter(|_| !has_any(fields, plain)) {
            super::take_into(draft, field, fields, &format!("/{key}"), false);
        }
    }
    if !draft.has(Field::Body) && !fields.keys().any(|key| key.starts_with("body_")) {
        let roles = ["text", "caption", "summary", "main"];
        take_best(fields, draft, Field::Body, "descriptions", |body| {
            Some((role(body, &roles), by_type(body)?))
        });
    }
}

/// How good a content type is: plain text before HTML before what has none; `None` for what is no text.
fn by_type(element: &Fields) -> Option<u8> {
    let kind = text(element, &["contenttype", "contentType"]).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim() {
        "text/plain" => Some(3),
        "application/xhtml+xml" | "text/html" => Some(2),
        "" => Some(1),
        other if other.starts_with("text/") => Some(1),
        _ => None,
    }
}

/// Takes the `value` of the best element of a list; the list stays if it held more than that one.
fn take_best<R: Ord>(
    fields: &mut Fields,
    draft: &mut Draft<'_>,
    field: Field,
    key: &str,
    rank: impl Fn(&Fields) -> Option<R>,
) {
    let Some(elements) = fields.get(key).and_then(Value::as_array) else { return };
    let mut best: Option<(R, usize, &str)> = None;
    for (index, element) in elements.iter().enumerate() {
        let Some(element) = element.as_object() else { continue };
        let (Some(value), Some(rank)) = (text(element, &["value"]), rank(element)) else { continue };
        // Among equals the first wins.
        if best.as_ref().is_none_or(|(highest, ..)| rank > *highest) {
            best = Some((rank, index, value));
        }
    }
    let Some((_, index, value)) = best else { return };
    let is_html = elements[index].get("contentType").or_else(|| elements[index].get("contenttype"));
    let is_html = is_html.and_then(Value::as_str).is_some_and(|kind| kind.contains("html"));
    let (value, from, is_alone) = (value.to_owned(), format!("/{key}/{index}/value"), elements.len() == 1);
    if is_html {
        draft.set_html(field, value, from);
    } else {
        draft.set(field, value, from);
    }
    if is_alone {
        fields.shift_remove(key);
    }
}

fn text<'v>(fields: &'v Fields, keys: &[&str]) -> Option<&'v str> {
    keys.iter().find_map(|&key| fields.get(key)?.as_str())
}

/// 2 for a role that says it is the one, 1 for none, 0 for any other.
fn role(element: &Fields, main: &[&str]) -> u8 {
    match text(element, &["role"]) {
        None => 1,
        Some(role) if main.iter().any(|main| role.eq_ignore_ascii_case(main)) => 2,
        Some(_) => 0,
    }
}
