//! IPTC's news in JSON, 1.x to 3.x, mapped to the article's fields. What has no field is carried through.

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::fields;
use crate::article::Article;

type Fields = Map<String, Value>;

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
    "headline",
    "body_text",
    "body_xhtml",
    "contentcreated",
    "contentCreated",
    "representationtype",
    "representationType",
];

/// Whether an object without `body`, `text` and `content` is an item of ninjs: it has a `uri`, which ninjs demands, and a
/// field of its own.
pub(super) fn is_ninjs(fields: &Fields) -> bool {
    fields.get("uri").is_some_and(Value::is_string) && MARKS.iter().any(|&mark| fields.contains_key(mark))
}

/// Maps the fields of ninjs that have a counterpart.
pub(super) fn map(article: &mut Article, zone: &TimeZone) {
    let mut extra = std::mem::take(&mut article.extra);
    if article.id.is_empty()
        && let Some(Value::String(uri)) = extra.shift_remove("uri")
    {
        uri.trim().clone_into(&mut article.id);
    }
    if let Some(body) = body(&mut extra) {
        article.body = body;
    }
    if let Some(headline) = headline(&mut extra) {
        // ninjs has both: `title` is the item's short name. It stays readable beside the headline.
        if let Some(name) =
            article.title.replace(headline).filter(|name| article.title.as_ref() != Some(name))
        {
            extra.insert("title_raw".into(), Value::String(name));
        }
    }
    for (theirs, ours) in [
        (["firstcreated", "firstCreated"], "published_at"),
        (["versioncreated", "versionCreated"], "updated_at"),
        (["embargoed", "embargoedUntil"], "embargoed_until"),
        (["pubstatus", "pubStatus"], "pub_status"),
        (["byline", "by"], "author"),
        (["infosource", "infosources"], "source"),
        (["infoSource", "infoSources"], "source"),
    ] {
        for key in theirs {
            if let Some(value) = extra.shift_remove(key) {
                fields::set(article, ours.to_owned(), value, zone);
            }
        }
    }
    if article.published_at.is_none()
        && let Some(updated) = article.updated_at.clone()
    {
        // A first version often has only the time of its version.
        fields::publish(article, &Value::String(updated), zone);
    }
    // What `fields::set` could not read stands in the article already.
    extra.append(&mut article.extra);
    article.extra = extra;
}

/// `body_text` > `body_xhtml` > any other `body_…` > `bodies` by content type and role.
fn body(extra: &mut Fields) -> Option<String> {
    let other = extra.keys().find(|key| key.starts_with("body_")).cloned();
    for key in ["body_text", "body_xhtml"].into_iter().chain(other.as_deref()) {
        if let Some(Value::String(_)) = extra.get(key) {
            return take_text(extra, key);
        }
    }
    take_best(extra, "bodies", |body| {
        let kind = text(body, &["contenttype", "contentType"]).unwrap_or_default();
        let by_type = match kind.split(';').next().unwrap_or_default().trim() {
            "text/plain" => 3,
            "application/xhtml+xml" | "text/html" => 2,
            "" => 1,
            other if other.starts_with("text/") => 1,
            _ => return None,
        };
        Some((role(body, &["main", "body", "full", "article"]), by_type))
    })
}

/// `headline` > `headlines` by role > any other `headline_…`.
fn headline(extra: &mut Fields) -> Option<String> {
    if let Some(Value::String(_)) = extra.get("headline") {
        return take_text(extra, "headline");
    }
    let best =
        take_best(extra, "headlines", |headline| Some((role(headline, &["main", "headline", "title"]), 0)));
    best.or_else(|| {
        let key = extra.keys().find(|key| key.starts_with("headline_")).cloned()?;
        take_text(extra, &key)
    })
}

fn take_text(extra: &mut Fields, key: &str) -> Option<String> {
    match extra.shift_remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// Takes the `value` of the best element of a list; the list stays if it held more than that one.
fn take_best<R: Ord>(extra: &mut Fields, key: &str, rank: impl Fn(&Fields) -> Option<R>) -> Option<String> {
    let elements = extra.get(key)?.as_array()?;
    let mut best: Option<(R, &str)> = None;
    for element in elements.iter().filter_map(Value::as_object) {
        let (Some(value), Some(rank)) = (text(element, &["value"]), rank(element)) else { continue };
        // Among equals the first wins.
        if best.as_ref().is_none_or(|(highest, _)| rank > *highest) {
            best = Some((rank, value));
        }
    }
    let chosen = best?.1.to_owned();
    if elements.len() == 1 {
        extra.shift_remove(key);
    }
    Some(chosen)
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
