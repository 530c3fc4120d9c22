//! An entry of Atom 1.0 (RFC 4287) or 0.3.

use super::tree::{Element, Space};
use super::{keep_line, nitf, offer_markup, set_body, set_keywords, set_line};
use crate::article::input::body::{Offer, Prose};
use crate::article::input::draft::{Draft, Markup};
use crate::article::input::fields::Field;
use crate::article::input::{encoded, html};

pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    match root.name.as_str() {
        "feed" => Some(root.elements().filter(|item| is_item(item)).collect()),
        "entry" | "deleted-entry" => Some(vec![root]),
        _ => None,
    }
}

/// True for an entry, and for the mark of one that was deleted (RFC 6721).
fn is_item(element: &Element) -> bool {
    matches!(element.name.as_str(), "entry" | "deleted-entry")
}

pub(super) fn read<'r>(root: &Element, entry: &Element, mut draft: Draft<'r>) -> Draft<'r> {
    if entry.name == "deleted-entry" {
        for (field, attribute) in [(Field::Id, "ref"), (Field::UpdatedAt, "when")] {
            if let Some(value) = entry.attribute(attribute) {
                draft.set(field, value, format!("deleted-entry/@{attribute}"));
            }
        }
        draft.withdraw("deleted-entry");
        return draft;
    }
    let feed = (root.name == "feed").then_some(root);
    for (field, name) in [
        (Field::Id, "id"),
        (Field::PublishedAt, "published"),
        (Field::PublishedAt, "issued"),
        (Field::PublishedAt, "created"),
        (Field::UpdatedAt, "updated"),
        (Field::UpdatedAt, "modified"),
    ] {
        set_line(&mut draft, field, entry.child(name), &format!("entry/{name}"));
    }
    // An entry need not have a time of publication, but must have one of its last change.
    set_line(&mut draft, Field::PublishedAt, entry.child("updated"), "entry/updated");
    if let Some(address) =
        entry.all("link").find(|link| is_alternate(link)).and_then(|link| link.attribute("href"))
    {
        draft.set(Field::Url, address, "entry/link/@href");
    }
    let authors = entry.all("author").chain(feed.into_iter().flat_map(|feed| feed.all("author")));
    let names: Vec<String> =
        authors.filter_map(|author| author.child("name").unwrap_or(author).line()).collect();
    let own = entry.all("author").count();
    let names = if own > 0 { &names[..own.min(names.len())] } else { &names[..] };
    if !names.is_empty() {
        draft.set(Field::Author, names.join(", "), "entry/author/name");
    }
    let categories = entry.all("category");
    let keywords = categories.filter_map(|category| {
        category.attribute("label").or_else(|| category.attribute("term")).map(str::to_owned)
    });
    set_keywords(&mut draft, keywords, "entry/category");
    set_line(&mut draft, Field::Source, entry.at(&["source", "title"]), "entry/source/title");
    set_line(&mut draft, Field::Source, feed.and_then(|feed| feed.child("title")), "feed/title");
    let in_content = entry.child("content").and_then(|content| content.attribute("lang"));
    let language = entry.attribute("lang").or(in_content).or(feed.and_then(|feed| feed.attribute("lang")));
    if let Some(language) = language {
        draft.set(Field::Language, language, "entry/@xml:lang");
    }
    if let Some(title) = entry.all("title").find(|title| title.space != Space::Media) {
        set_title(&mut draft, title);
    }
    set_text(entry, &mut draft);
    keep_line(&mut draft, "copyrightnotice", entry.child("rights").and_then(Element::line));
    draft
}

fn is_alternate(link: &Element) -> bool {
    link.attribute("rel").is_none_or(|rel| rel == "alternate")
}

/// The content, else the summary, which is kept beside a content.
fn set_text(entry: &Element, draft: &mut Draft<'_>) {
    let content = entry.child("content").filter(|content| content.attribute("src").is_none());
    let summary = entry.child("summary");
    if let Some(document) = content.and_then(|content| content.child("nitf")) {
        nitf::read_body_head(document, draft);
        set_body(draft, nitf::text(document));
    }
    let content = content.and_then(|content| construct(content, "entry/content"));
    let is_summary =
        set_body(draft, content.into_iter().chain(summary.and_then(|summary| construct(summary, SUMMARY))))
            .is_none_or(|from| from == SUMMARY);
    if let Some(summary) = summary.filter(|_| !is_summary) {
        let text = summary.raw_text();
        keep_line(draft, "summary", html::reduce_line(&text).or_else(|| summary.line()));
    }
}

const SUMMARY: &str = "entry/summary";

/// A text construct of Atom: `text`, escaped `html`, or `xhtml` in a `div`.
fn construct(element: &Element, from: &str) -> Option<Offer> {
    if element.elements().next().is_some() {
        return offer_markup(element, from);
    }
    let markup = if is_html(element) { Markup::Html } else { Markup::Unknown };
    let text = element.raw_text().trim().to_owned();
    let text = encoded::decoded(&text).unwrap_or(text);
    // Some feeds escape their HTML twice: then no element is left, and elements are what a reader would see.
    let twice = is_html(element) && !html::looks_like_html(&text);
    let decoded = html::decode(&text);
    let text = if twice && html::looks_like_html(&decoded) { decoded.into_owned() } else { text };
    Offer::new(Prose::new(text, markup), from)
}

fn is_html(element: &Element) -> bool {
    matches!(element.attribute("type"), Some("html" | "text/html"))
}

fn set_title(draft: &mut Draft<'_>, element: &Element) {
    if is_html(element) {
        draft.set_html(Field::Title, element.raw_text(), "entry/title");
    } else {
        set_line(draft, Field::Title, Some(element), "entry/title");
    }
}
