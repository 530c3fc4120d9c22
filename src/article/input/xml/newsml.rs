//! A `newsItem` of `NewsML-G2`, alone or in a `newsMessage`. Its text stands in NITF, in XHTML, or as plain text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::tree::{Element, Space};
use super::{keep_line, nitf, offer, offer_markup, set_body, set_keywords, set_line, status, subject};
use crate::article::input::body::{self, Offer, Prose};
use crate::article::input::draft::{Draft, Markup};
use crate::article::input::fields::Field;

/// A package, a concept or a plan is no article, but the document is of this form all the same.
const ITEMS: &[&str] = &["catalogItem", "conceptItem", "knowledgeItem", "packageItem", "planningItem"];

pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    match root.name.as_str() {
        "newsItem" => Some(vec![root]),
        "newsMessage" => {
            let sets = root.all("itemSet").flat_map(|set| set.all("newsItem"));
            Some(sets.collect())
        }
        name if ITEMS.contains(&name) => Some(Vec::new()),
        _ => None,
    }
}

pub(super) fn read<'r>(_: &Element, item: &Element, mut draft: Draft<'r>) -> Draft<'r> {
    for (field, attribute) in [(Field::Id, "guid"), (Field::Version, "version")] {
        if let Some(value) = item.attribute(attribute) {
            draft.set(field, value, format!("newsItem/@{attribute}"));
        }
    }
    if let Some(meta) = item.child("contentMeta") {
        read_content_meta(meta, &mut draft);
    }
    if let Some(meta) = item.child("itemMeta") {
        read_item_meta(meta, &mut draft);
    }
    // Each set is a part of the content; the renderings in a set are of one part.
    let parts: Vec<Offer> = item.all("contentSet").filter_map(|set| read_content(set, &mut draft)).collect();
    set_body(&mut draft, body::joined(parts));
    // The description of a picture is its text.
    let description = item.at(&["contentMeta", "description"]);
    set_body(&mut draft, description.and_then(|element| offer(element, "newsItem/contentMeta/description")));
    set_line(&mut draft, Field::Title, item.at(&["itemMeta", "title"]), "newsItem/itemMeta/title");
    if let Some(language) = item.attribute("lang") {
        draft.set(Field::Language, language, "newsItem/@xml:lang");
    }
    let holder = item.at(&["rightsInfo", "copyrightHolder"]).and_then(name_of);
    keep_line(&mut draft, "copyrightholder", holder);
    draft
}

/// Times, status, type and provider.
fn read_item_meta(meta: &Element, draft: &mut Draft<'_>) {
    for (field, name) in [
        (Field::PublishedAt, "firstCreated"),
        (Field::UpdatedAt, "versionCreated"),
        (Field::EmbargoedUntil, "embargoed"),
        (Field::PublishedAt, "versionCreated"),
    ] {
        set_line(draft, field, meta.child(name), &format!("newsItem/itemMeta/{name}"));
    }
    // An empty element is an embargo that no time ends.
    if let Some(embargo) = meta.child("embargoed").filter(|embargo| embargo.line().is_none()) {
        let named = embargo.attribute("nil").is_none_or(|nil| nil != "true");
        draft.note_unreadable(
            Field::EmbargoedUntil,
            &Value::Bool(named),
            "newsItem/itemMeta/embargoed".into(),
        );
    }
    if let Some(code) = meta.child("pubStatus").and_then(code_of) {
        draft.set(Field::PubStatus, status(code), "newsItem/itemMeta/pubStatus");
    }
    if let Some(code) = meta.child("itemClass").and_then(code_of) {
        let kind = code.rsplit([':', '/']).next().unwrap_or(code);
        draft.set(Field::Type, kind, "newsItem/itemMeta/itemClass");
    }
    if let Some(provider) = meta.child("provider").and_then(name_of) {
        draft.set(Field::Source, provider, "newsItem/itemMeta/provider");
    }
    let notes: Vec<String> = meta.all("edNote").filter_map(Element::line).collect();
    keep_line(draft, "ednote", (!notes.is_empty()).then(|| notes.join(" ")));
}

/// Headline, byline, dateline, urgency, subjects and keywords.
fn read_content_meta(meta: &Element, draft: &mut Draft<'_>) {
    let headlines: Vec<&Element> = meta.all("headline").collect();
    let is_main =
        |headline: &&&Element| headline.attribute("role").is_none_or(|role| role.ends_with(":main"));
    let headline = headlines.iter().find(is_main).or(headlines.first()).copied();
    set_line(draft, Field::Title, headline, "newsItem/contentMeta/headline");
    // A byline is written as it is printed.
    let by = meta.child("by").and_then(Element::line);
    let by = by.map(|line| line.strip_prefix("By ").map_or(line.clone(), str::to_owned));
    if let Some(by) = by {
        draft.set(Field::Author, by, "newsItem/contentMeta/by");
    }
    for (field, name) in [
        (Field::Urgency, "urgency"),
        (Field::PublishedAt, "contentCreated"),
        (Field::UpdatedAt, "contentModified"),
    ] {
        set_line(draft, field, meta.child(name), &format!("newsItem/contentMeta/{name}"));
    }
    let creators: Vec<String> = meta.all("creator").filter_map(name_of).collect();
    if !creators.is_empty() {
        draft.set(Field::Author, creators.join(", "), "newsItem/contentMeta/creator");
    }
    if let Some(source) = meta.all("infoSource").find_map(name_of) {
        draft.set(Field::Source, source, "newsItem/contentMeta/infoSource");
    }
    if let Some(language) = meta.child("language").and_then(|language| language.attribute("tag")) {
        draft.set(Field::Language, language, "newsItem/contentMeta/language/@tag");
    }
    set_keywords(draft, meta.all("keyword").filter_map(Element::line), "newsItem/contentMeta/keyword");
    let subjects: Vec<Value> =
        meta.all("subject").filter_map(|element| subject(name_of(element), code_of(element))).collect();
    if !subjects.is_empty() {
        draft.keep("subjects", Value::Array(subjects));
    }
    let genre = meta.child("genre");
    keep_line(draft, "genre", genre.and_then(|genre| name_of(genre).or(code_of(genre).map(str::to_owned))));
    for (key, name) in
        [("dateline_text", "dateline"), ("slugline", "slugline"), ("description", "description")]
    {
        keep_line(draft, key, meta.child(name).and_then(Element::line));
    }
    keep_line(draft, "located", meta.child("located").and_then(name_of));
}

/// The text: in NITF, in XHTML, or as data. Of several renderings the fullest is taken.
fn read_content(content: &Element, draft: &mut Draft<'_>) -> Option<Offer> {
    let mut offers = Vec::new();
    for inline in content.all("inlineXML") {
        if let Some(document) = inline.child("nitf") {
            offers.extend(nitf::text(document));
            nitf::read_body_head(document, draft);
        } else if let Some(body) = inline.at(&["html", "body"]) {
            offers.extend(offer_markup(body, "newsItem/contentSet/inlineXML/html/body"));
        } else if inline
            .elements()
            .all(|element| matches!(element.space, Space::Xhtml | Space::Plain | Space::NewsMl))
        {
            offers.extend(offer_markup(inline, "newsItem/contentSet/inlineXML"));
        }
    }
    offers.extend(content.all("inlineData").filter_map(inline_data));
    body::choose(offers)
}

/// A text as data. Other encodings than base64, and other types than text, hold pictures and the like.
fn inline_data(inline: &Element) -> Option<Offer> {
    let kind = inline.attribute("contenttype");
    let text = inline.raw_text();
    let text = match inline.attribute("encoding") {
        None => text.trim().to_owned(),
        Some(encoding) if encoding.ends_with("base64") => {
            let encoded: String = text.split_whitespace().collect();
            String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?
        }
        Some(_) => return None,
    };
    let markup = if kind.is_some_and(|kind| kind.contains("html")) { Markup::Html } else { Markup::Unknown };
    let is_text = kind.is_none_or(|kind| kind.starts_with("text/")) && !text.contains('\0');
    is_text.then(|| Offer::new(Prose::new(text, markup), "newsItem/contentSet/inlineData"))?
}

fn code_of(element: &Element) -> Option<&str> {
    element.attribute("qcode").or_else(|| element.attribute("uri")).or_else(|| element.attribute("literal"))
}

/// The name of a concept: in English or else the first, or the literal that stands for it.
fn name_of(element: &Element) -> Option<String> {
    let in_english =
        |name: &&Element| name.attribute("lang").is_some_and(|language| language.starts_with("en"));
    let name = element.all("name").find(in_english).or_else(|| element.child("name"));
    let literal = || element.attribute("literal").map(str::to_owned);
    name.and_then(Element::line)
        .or_else(literal)
        .or_else(|| element.nodes.first().and_then(|_| element.line()))
}
