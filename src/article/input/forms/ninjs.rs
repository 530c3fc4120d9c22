//! IPTC's news in JSON, 1.x to 3.x, and Superdesk's variant of it.

use serde_json::Value;

use super::{Form, has_any};
use crate::article::input::body::{self, Offer, Prose};
use crate::article::input::draft::{Draft, Markup};
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

const BODIES: &[&str] = &["body_text", "body_html", "body_xhtml"];

pub(super) const FORM: Form = Form {
    name: "ninjs",
    why: "after AP's items, which have most of its fields; before feeds, whose entries have a `guid` too",
    is: |fields| {
        let has_id = ["uri", "guid"].iter().any(|&key| fields.get(key).is_some_and(Value::is_string));
        has_id && has_any(fields, MARKS) && !has_any(fields, &["text", "content"])
    },
    first,
    bodies,
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
};

/// The time of a first version, and a headline where it stands in a list or under a key of its own (`headline_main`).
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
    super::take_title(draft, fields, &["/headline"], &[], None);
    let roles = ["main", "headline", "title"];
    let headlines = elements(fields, "headlines");
    let best = headlines.iter().rev().max_by_key(|(_, headline)| role(headline, &roles));
    if let Some(&(index, headline)) = best
        && let Some(title) =
            headline.get("value").and_then(|value| super::title(value, by_type(headline).1, None))
    {
        let is_alone = headlines.len() == 1;
        if super::set_title(draft, title, format!("/headlines/{index}/value")) && is_alone {
            fields.shift_remove("headlines");
        }
    }
    if let Some(key) = fields.keys().find(|key| key.starts_with("headline_")).cloned() {
        super::take_title(draft, fields, &[&format!("/{key}")], &[], None);
    }
}

/// The renderings in `bodies`, under keys with a name of their own (`body_amp`), and in `descriptions`.
fn bodies(fields: &Fields) -> Vec<Offer> {
    let mut offers = renderings(fields, "bodies", &["main", "body", "full", "article"]);
    let others = fields.keys().filter(|key| key.starts_with("body_") && !BODIES.contains(&key.as_str()));
    offers.extend(others.filter_map(|key| Offer::at(fields, &format!("/{key}"), Markup::Unknown, None)));
    let mut descriptions = renderings(fields, "descriptions", &["text", "caption", "summary", "main"]);
    for offer in &mut descriptions {
        offer.is_summary = true;
    }
    offers.append(&mut descriptions);
    offers
}

/// The texts of a list of renderings that have the best role, the best type first. Several of one role and one type are
/// parts of one text.
fn renderings(fields: &Fields, key: &str, roles: &[&str]) -> Vec<Offer> {
    let elements = elements(fields, key);
    let readable = |element: &Fields| by_type(element).0 > 0;
    let Some(best) = elements
        .iter()
        .filter(|(_, element)| readable(element))
        .map(|(_, element)| role(element, roles))
        .max()
    else {
        return Vec::new();
    };
    let mut found: Vec<(u8, Prose, String)> = Vec::new();
    for (index, element) in elements.iter().filter(|(_, element)| role(element, roles) == best) {
        let (rank, markup) = by_type(element);
        let value = element.get("value").filter(|_| rank > 0);
        let Some(prose) = value.and_then(|value| body::value::read(value, markup, None)) else { continue };
        match found.iter_mut().find(|(known, other, _)| *known == rank && other.markup == prose.markup) {
            Some((_, known, _)) => known.append(&prose),
            None => found.push((rank, prose, format!("/{key}/{index}/value"))),
        }
    }
    found.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
    let taken = (elements.len() == 1).then(|| format!("/{key}"));
    let mut offers: Vec<Offer> =
        found.into_iter().filter_map(|(_, prose, from)| Offer::new(prose, from)).collect();
    for offer in &mut offers {
        offer.taken.clone_from(&taken);
    }
    offers
}

/// The objects of a list, with their numbers.
fn elements<'f>(fields: &'f Fields, key: &str) -> Vec<(usize, &'f Fields)> {
    let elements = fields.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
    elements.filter_map(|(index, element)| Some((index, element.as_object()?))).collect()
}

/// How good a content type is, and the markup that it promises: plain text before HTML before what has none; 0 for what
/// is no text.
fn by_type(element: &Fields) -> (u8, Markup) {
    let kind =
        ["contenttype", "contentType"].iter().find_map(|&key| element.get(key)?.as_str()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim() {
        "text/plain" => (3, Markup::Unknown),
        "application/xhtml+xml" | "text/html" => (2, Markup::Html),
        "" => (1, Markup::Unknown),
        other if other.starts_with("text/") => (1, Markup::Unknown),
        _ => (0, Markup::Unknown),
    }
}

/// 2 for a role that says it is the one, 1 for none, 0 for any other.
fn role(element: &Fields, main: &[&str]) -> u8 {
    match element.get("role").and_then(Value::as_str) {
        None => 1,
        Some(role) if main.iter().any(|main| role.eq_ignore_ascii_case(main)) => 2,
        Some(_) => 0,
    }
}
