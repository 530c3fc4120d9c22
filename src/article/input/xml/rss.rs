//! An item of RSS 2.0, 0.9x or 1.0 with the modules `content`, Dublin Core, Media RSS and Atom.

use serde_json::{Map, Value};

use super::tree::{Element, Space};
use super::{keep_line, offer, set_body, set_keywords, set_line};
use crate::article::input::body::Offer;
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;
use crate::article::input::forms::names_a_text;
use crate::article::input::redact;

pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    match root.name.as_str() {
        "rss" => {
            // RSS 1.0 and some of 0.9x have their items beside the channel.
            let channels = root.all("channel").chain(std::iter::once(root));
            Some(channels.flat_map(|channel| channel.all_of(Space::Plain, "item")).collect())
        }
        "RDF" => Some(root.all_of(Space::Plain, "item").collect()),
        "item" if root.space == Space::Plain => Some(vec![root]),
        _ => None,
    }
}

pub(super) fn read<'r>(root: &Element, item: &Element, mut draft: Draft<'r>) -> Draft<'r> {
    let plain = |name: &str| item.all_of(Space::Plain, name).next();
    let dc = |name: &str| item.all_of(Space::Dc, name).next();
    let channel = root.child("channel");
    let of_channel = |space, name: &str| channel.and_then(|channel| channel.all_of(space, name).next());
    for (field, element, from) in [
        (Field::Id, plain("guid"), "item/guid"),
        (Field::Id, dc("identifier"), "item/dc:identifier"),
        (Field::PublishedAt, plain("pubDate"), "item/pubDate"),
        (Field::PublishedAt, dc("date"), "item/dc:date"),
        (Field::PublishedAt, dc("created"), "item/dcterms:created"),
        (Field::PublishedAt, item.all_of(Space::Atom, "published").next(), "item/atom:published"),
        (Field::UpdatedAt, dc("modified"), "item/dcterms:modified"),
        (Field::UpdatedAt, item.all_of(Space::Atom, "updated").next(), "item/atom:updated"),
        (Field::Url, plain("link"), "item/link"),
        (Field::Language, dc("language"), "item/dc:language"),
        (Field::Language, of_channel(Space::Plain, "language"), "channel/language"),
        (Field::Language, of_channel(Space::Dc, "language"), "channel/dc:language"),
        (Field::Source, plain("source"), "item/source"),
        (Field::Source, dc("publisher"), "item/dc:publisher"),
        (Field::Source, of_channel(Space::Plain, "title"), "channel/title"),
    ] {
        set_line(&mut draft, field, element, from);
    }
    let permanent = plain("guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    let address = permanent.and_then(Element::line).filter(|guid| guid.starts_with("http"));
    if let Some(address) = address {
        draft.set(Field::Url, address, "item/guid");
    }
    if let Some(about) = item.attribute("about") {
        draft.set(Field::Id, about, "item/@rdf:about");
    }
    set_author(item, &mut draft);
    let categories = item.all_of(Space::Plain, "category").chain(item.all_of(Space::Dc, "subject"));
    let media = item.all_of(Space::Media, "keywords").filter_map(Element::line);
    let media = media.flat_map(|line| line.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>());
    let keywords = categories.filter_map(Element::line).chain(media).filter(|word| !word.is_empty());
    set_keywords(&mut draft, keywords, "item/category");
    set_text(item, &mut draft);
    keep_media(item, &mut draft);
    draft
}

/// `dc:creator` names people; `author` of RSS is an address with the name behind it.
fn set_author(item: &Element, draft: &mut Draft<'_>) {
    let creators: Vec<String> = item.all_of(Space::Dc, "creator").filter_map(Element::line).collect();
    if !creators.is_empty() {
        draft.set(Field::Author, creators.join(", "), "item/dc:creator");
    }
    for (space, from) in [(Space::Plain, "item/author"), (Space::Atom, "item/atom:author")] {
        let Some(author) = item.all_of(space, "author").next() else { continue };
        let line = author.child("name").unwrap_or(author).line();
        let named = |line: &str| {
            let (address, name) = line.split_once('(')?;
            address.contains('@').then(|| name.trim_end_matches(')').trim().to_owned())
        };
        if let Some(line) = line {
            draft.set(Field::Author, named(&line).unwrap_or(line), from);
        }
    }
}

/// The whole text, else the description, whichever says more; the other is kept.
fn set_text(item: &Element, draft: &mut Draft<'_>) {
    if let Some(title) = item.all_of(Space::Plain, "title").next().map(Element::raw_text) {
        draft.set(Field::Title, title.trim(), "item/title");
    }
    let first = |space, name| item.all_of(space, name).next();
    let encoded = first(Space::Content, "encoded").and_then(|element| offer(element, "item/content:encoded"));
    let xhtml = first(Space::Xhtml, "body").and_then(|element| offer(element, "item/xhtml:body"));
    let description = first(Space::Plain, "description");
    let summary = description.and_then(|element| offer(element, DESCRIPTION));
    let mut offers: Vec<Offer> =
        [encoded, xhtml].into_iter().flatten().chain(full_texts(item)).chain(summary).collect();
    // The first of equal length is the one that is meant to be whole.
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.text().len()));
    let is_summary = set_body(draft, offers).is_none_or(|from| from == DESCRIPTION);
    if let Some(description) = description.filter(|_| !is_summary) {
        let text = description.raw_text();
        let line = crate::article::input::html::reduce_line(&text).or_else(|| description.line());
        keep_line(draft, "description", line);
    }
}

const DESCRIPTION: &str = "item/description";

/// The whole text under a name of a publisher's own: `full-text`, `fulltext`, `story`.
fn full_texts(item: &Element) -> impl Iterator<Item = Offer> {
    let is_known =
        |space| matches!(space, Space::Content | Space::Xhtml | Space::Media | Space::Atom | Space::Dc);
    let named =
        item.elements().filter(move |element| !is_known(element.space) && names_a_text(&element.name));
    named.filter_map(|element| offer(element, &format!("item/{}", redact::key(&element.name))))
}

/// Pictures and recordings, as Media RSS and enclosures name them.
fn keep_media(item: &Element, draft: &mut Draft<'_>) {
    let grouped = item.all_of(Space::Media, "group").flat_map(|group| group.all_of(Space::Media, "content"));
    let named = ["content", "thumbnail"].into_iter().flat_map(|name| item.all_of(Space::Media, name));
    let media = item.all_of(Space::Plain, "enclosure").chain(named).chain(grouped);
    let media: Vec<Value> = media.filter_map(medium).collect();
    if !media.is_empty() {
        draft.keep("media", Value::Array(media));
    }
}

fn medium(element: &Element) -> Option<Value> {
    let mut medium = Map::new();
    for key in ["url", "type", "medium"] {
        if let Some(value) = element.attribute(key) {
            medium.insert(key.into(), value.into());
        }
    }
    for key in ["title", "description", "credit"] {
        if let Some(line) = element.all_of(Space::Media, key).next().and_then(Element::line) {
            medium.insert(key.into(), line.into());
        }
    }
    medium.contains_key("url").then_some(Value::Object(medium))
}
