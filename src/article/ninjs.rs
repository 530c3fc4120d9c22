//! An enriched article as IPTC's news in JSON 3.1, for systems that speak it.
//!
//! What ninjs has a field for stands there; ids, offsets, figures and all else stand in the field `dateline`, which a
//! schema of our own adds (`schema::ninjs`), since 3.1 refuses fields that it does not know.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::EnrichedArticle;
use super::enriched::{Enrichment, Location, Tag, TagKind};

/// Who found a subject, where it was Dateline.
const CREATOR: &str = "dateline";
/// Where Media Topics live.
const MEDIA_TOPICS: &str = "http://cv.iptc.org/newscodes/mediatopic/";
/// The field that our schema adds.
pub const FIELD: &str = "dateline";
/// `$id` of the schema that the output follows.
pub const SCHEMA_ID: &str = "https://dateline.invalid/schema/ninjs/v1";

/// The article as an item of ninjs.
pub fn item(enriched: &EnrichedArticle) -> Value {
    let (article, enrichment) = (&enriched.article, &enriched.enrichment);
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    put("uri", Some(uri(&article.id).into()));
    put("type", Some("text".into()));
    put("version", text(&article.version));
    put("firstCreated", text(&article.published_at));
    put("versionCreated", text(&article.updated_at).or_else(|| text(&article.published_at)));
    put("embargoedUntil", text(&article.embargoed_until));
    put("pubStatus", text(&article.pub_status).filter(|status| STATUSES.iter().any(|known| status == known)));
    put("language", text(&enrichment.language.code).or_else(|| text(&article.language)));
    put("headlines", article.title.as_ref().map(|title| json!([{"role": "main", "value": title}])));
    let characters = article.body.chars().count();
    let body =
        json!({"role": "main", "contentType": "text/plain", "charCount": characters, "value": article.body});
    put("bodies", (characters > 0).then(|| json!([body])));
    let summary = &enrichment.key_figures.summary;
    let description = json!([{"role": "summary", "contentType": "text/plain", "value": summary}]);
    put("descriptions", (!summary.is_empty()).then_some(description));
    put("by", text(&article.author));
    put("infoSources", article.source.as_ref().map(|source| json!([{"name": source}])));
    put("subjects", list(subjects(enriched)));
    put("places", list(enrichment.locations.iter().map(place).collect()));
    put("people", list(people(enrichment)));
    put("organisations", list(organisations(enrichment)));
    put("standard", Some(json!({"name": "ninjs", "version": "3.1", "schema": SCHEMA_ID})));
    put(FIELD, Some(rest(enriched)));
    Value::Object(item)
}

/// What `pubStatus` may be.
const STATUSES: &[&str] = &["usable", "withheld", "canceled"];

fn list(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}

/// The id as a URI; one that is none becomes the end of one.
fn uri(id: &str) -> String {
    let scheme = id.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    if is_scheme && id.bytes().all(plain) && !scheme.eq_ignore_ascii_case("sha256") {
        return id.to_owned();
    }
    let mut uri = String::from("urn:dateline:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    uri
}

/// The editors' own subjects, then ours, told apart by `creator`.
fn subjects(enriched: &EnrichedArticle) -> Vec<Value> {
    let extra = &enriched.article.extra;
    let theirs = ["subjects", "subject"].iter().find_map(|&key| extra.get(key)?.as_array());
    let theirs = theirs.into_iter().flatten().filter_map(Value::as_object).map(editors_subject);
    let ours = enriched.enrichment.tags.iter().map(subject);
    theirs
        .filter(|subject| subject.as_object().is_some_and(|fields| !fields.is_empty()))
        .chain(ours)
        .collect()
}

/// Those fields of an editor's subject that 3.1 knows and that have the right type.
fn editors_subject(fields: &Map<String, Value>) -> Value {
    let known = ["name", "rel", "uri", "literal", "creator"];
    let kept = fields.iter().filter(|(key, value)| known.contains(&key.as_str()) && value.is_string());
    Value::Object(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn subject(tag: &Tag) -> Value {
    let mut subject = json!({"name": tag.label, "rel": tag.kind});
    if tag.kind != TagKind::Given {
        let confidence = (tag.score * 100.0).round() as u8;
        subject["creator"] = CREATOR.into();
        subject["relevance"] = tag.relevance.unwrap_or(confidence).into();
        subject["confidence"] = confidence.into();
    }
    if let Some(number) = tag.code.as_deref().and_then(|code| code.strip_prefix("medtop:")) {
        subject["uri"] = format!("{MEDIA_TOPICS}{number}").into();
    }
    subject
}

fn place(location: &Location) -> Value {
    let rel = if location.focus.is_some() { "focus" } else { "mentioned" };
    let mut place = identified(json!({"name": location.name, "rel": rel}), &location.ids);
    if let (Some(latitude), Some(longitude)) = (location.latitude, location.longitude) {
        place["geoJSON"] = json!({"type": "Point", "coordinates": [longitude, latitude]});
    }
    place
}

fn people(enrichment: &Enrichment) -> Vec<Value> {
    let rel = |key| if key { "key" } else { "mentioned" };
    let people = enrichment.people.iter();
    people
        .map(|person| identified(json!({"name": person.name, "rel": rel(person.key)}), &person.ids))
        .collect()
}

fn organisations(enrichment: &Enrichment) -> Vec<Value> {
    let organisations = enrichment.organisations.iter();
    organisations.map(|one| identified(json!({"name": one.name}), &one.ids)).collect()
}

/// Adds the ids for which 3.1 has fields: GeoNames' or Wikidata's as `uri`, the newsroom's own as `literal`.
fn identified(mut value: Value, ids: &BTreeMap<String, String>) -> Value {
    if let Some(id) = ids.get("geonames") {
        value["uri"] = format!("https://sws.geonames.org/{id}/").into();
    } else if let Some(id) = ids.get("wikidata") {
        value["uri"] = format!("http://www.wikidata.org/entity/{id}").into();
    }
    if let Some((_, id)) = ids.iter().find(|(key, _)| !matches!(key.as_str(), "geonames" | "wikidata")) {
        value["literal"] = id.as_str().into();
    }
    value
}

/// Everything that ninjs has no field for. Offsets into `title` and `body` count in the main headline and body.
fn rest(enriched: &EnrichedArticle) -> Value {
    let mut article = serde_json::to_value(&enriched.article).unwrap_or_default();
    if let Some(fields) = article.as_object_mut() {
        fields.shift_remove("title");
        fields.shift_remove("body");
    }
    json!({"schema": enriched.schema, "article": article, "enrichment": enriched.enrichment})
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::{identified, uri};

    #[test]
    fn every_id_becomes_a_uri() {
        assert_eq!(uri("tag:example.org,2024:1"), "tag:example.org,2024:1");
        assert_eq!(uri("sha256:00ff"), "urn:dateline:sha256:00ff");
        assert_eq!(uri("a b/ü"), "urn:dateline:a%20b%2F%C3%BC");
    }

    #[test]
    fn ids_stand_where_ninjs_has_a_field() {
        let with = |ids: &[(&str, &str)]| {
            let ids: BTreeMap<String, String> =
                ids.iter().map(|&(key, id)| (key.to_owned(), id.to_owned())).collect();
            identified(json!({}), &ids)
        };
        assert_eq!(with(&[]), json!({}));
        let person = with(&[("desk", "p-7"), ("wikidata", "Q42")]);
        assert_eq!(person, json!({"uri": "http://www.wikidata.org/entity/Q42", "literal": "p-7"}));
        let place = with(&[("geonames", "12"), ("wikidata", "Q1"), ("zeta", "l 9")]);
        assert_eq!(place, json!({"uri": "https://sws.geonames.org/12/", "literal": "l 9"}));
    }
}
