//! XML to an article: `NewsML-G2`, NITF, items of RSS and entries of Atom, by the root of the document.
//!
//! [`tree`] reads the document, [`markup`] makes HTML of a text in NITF or XHTML, and [`newsml`], [`nitf`], [`rss`] and
//! [`atom`] know their vocabularies. [`mod@split`] makes a message of each item of a feed, and [`unread`] finds the texts
//! that none of them took.

mod atom;
mod entities;
mod jats;
mod markup;
mod newsml;
mod newsml_1;
mod nitf;
mod rss;
mod split;
#[cfg(test)]
mod tests;
mod tree;
mod unread;

use std::collections::HashSet;

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::body::{self, Offer, Prose};
use super::draft::{Draft, Markup};
use super::error::InputError;
use super::fields::Field;
use super::{Rules, encoded, forms, html, id, redact};
use entities::Entities;
use tree::{Element, Node};

pub(super) use split::split;

/// A vocabulary of XML.
struct Form {
    /// Its name in `--explain-input` and in the table of docs/CONTRACT.md.
    name: &'static str,
    /// Tells it by the root, and finds the elements that are articles.
    items: fn(&Element) -> Option<Vec<&Element>>,
    /// Reads one article. The root holds what all of them share.
    read: for<'r> fn(&Element, &Element, Draft<'r>) -> Draft<'r>,
}

/// The vocabularies. Their roots differ, so that the order does not matter.
const FORMS: &[Form] = &[
    Form { name: "newsml_g2", items: newsml::items, read: newsml::read },
    Form { name: "newsml_1", items: newsml_1::items, read: newsml_1::read },
    Form { name: "nitf", items: nitf::items, read: nitf::read },
    Form { name: "jats", items: jats::items, read: jats::read },
    Form { name: "rss", items: rss::items, read: rss::read },
    Form { name: "atom", items: atom::items, read: atom::read },
];

const WHY: &str = "the root element names its vocabulary";

/// Reads a text that is XML.
pub(super) fn read<'r>(text: &str, rules: &'r Rules) -> Result<Draft<'r>, InputError> {
    let mut entities = Entities::of(text);
    let root = tree::parse_with(text, &mut entities)?;
    let Some((form, items)) = recognise(&root) else { return Err(unknown(&root)) };
    match items.as_slice() {
        [] => Err(InputError::NoArticle(format!("the XML ({}) holds no article", form.name))),
        [item] => {
            let mut draft = (form.read)(&root, item, draft(form, &rules.timezone));
            forms::read_marks(&marks(item, MARKS), &mut draft);
            if let Some(name) = entities.unread(text) {
                draft.note_left_out(format!("the entity \"{}\" of the document", redact::key(name)));
            }
            let sites: Vec<String> = sites(&root).collect();
            id::qualify(&mut draft, None, &sites);
            if draft.article.id.is_empty() {
                draft.digest = Some(digest(&text[item.start..item.end], &sites));
            }
            draft.unread = unread::texts(&root, &draft.article);
            Ok(with_original(draft, text))
        }
        several => Err(InputError::SeveralArticles(format!(
            "the message holds {} articles ({}): \"dateline publish\" splits them",
            several.len(),
            form.name
        ))),
    }
}

/// Deepest element that may hold a mark.
const MARKS: usize = 3;

/// The short texts of an item by the names of their elements, as the marks of an embargo or a state are looked for.
fn marks(item: &Element, depth: usize) -> Map<String, Value> {
    let mut marks = Map::new();
    for name in ["status", "state"] {
        if let Some(value) = item.attribute(name).filter(|value| value.len() <= LONGEST_MARK) {
            marks.insert(name.to_owned(), value.into());
        }
    }
    for element in item.elements().filter(|element| element.space != tree::Space::Xhtml) {
        let value = if element.elements().next().is_some() {
            if depth < 2 {
                continue;
            }
            Value::Object(self::marks(element, depth - 1))
        } else {
            let attribute = || STATES.iter().find_map(|name| element.attribute(name)).map(str::to_owned);
            let line = element.line().or_else(attribute);
            line.filter(|line| line.len() <= LONGEST_MARK).unwrap_or_default().into()
        };
        marks.entry(element.name.clone()).or_insert(value);
    }
    marks
}

/// Attributes that hold a state or a time where an element has no text.
const STATES: [&str; 10] =
    ["state", "status", "value", "name", "qcode", "FormalName", "until", "datetime", "date", "time"];
/// Longest text that is a mark, in bytes.
const LONGEST_MARK: usize = 100;

/// The hosts of a feed's site, and who registered the number of a document in NITF.
fn sites(root: &Element) -> impl Iterator<Item = String> + '_ {
    let feed = root.child("channel").unwrap_or(root);
    let links = feed.all("link").filter_map(|link| link.attribute("href").map(str::to_owned).or(link.line()));
    let registered = root.at(&["head", "docdata", "doc-id"]).and_then(|id| id.attribute("regsrc"));
    registered.map(str::to_owned).into_iter().chain(links.filter_map(|link| id::host(&link)))
}

/// The digest of an item without an id: over the item as it stands, and the site that it comes from.
fn digest(item: &str, sites: &[String]) -> String {
    redact::digest(std::iter::once(item).chain(sites.iter().map(String::as_str)).map(str::as_bytes))
}

fn recognise(root: &Element) -> Option<(&'static Form, Vec<&Element>)> {
    FORMS.iter().find_map(|form| (form.items)(root).map(|items| (form, items)))
}

fn draft<'r>(form: &Form, zone: &'r TimeZone) -> Draft<'r> {
    Draft::new(super::draft::Recognised { name: form.name, why: WHY }, zone)
}

/// Keeps the document where its text was made of markup of its own; HTML in a feed is kept by who reduces it.
fn with_original<'r>(mut draft: Draft<'r>, text: &str) -> Draft<'r> {
    let original = draft.article.original.as_mut();
    if let Some(original) = original.filter(|original| original.content_type == "application/xml") {
        text.clone_into(&mut original.body);
    }
    draft
}

/// The text of an element as a body: of the elements in it, or of the text, which may be HTML that was escaped.
fn offer(element: &Element, from: &str) -> Option<Offer> {
    if element.elements().next().is_some() {
        return offer_markup(element, from);
    }
    let text = element.raw_text().trim().to_owned();
    let text = encoded::decoded(&text).unwrap_or(text);
    Offer::new(Prose::new(text, Markup::Unknown), from)
}

/// The text of the markup in an element as a body. The document is kept as what it was made of.
fn offer_markup(element: &Element, from: &str) -> Option<Offer> {
    // HTML in a CDATA section is no element of the document.
    if element.elements().next().is_none() && html::looks_like_html(&element.raw_text()) {
        return Offer::new(Prose::new(element.raw_text(), Markup::Html), from);
    }
    Offer::new(Prose::new(markup::to_html(element), Markup::Html), from).map(Offer::of_xml)
}

/// Makes the fullest of several texts the body. Returns the place of it.
fn set_body(draft: &mut Draft<'_>, offers: impl IntoIterator<Item = Offer>) -> Option<String> {
    let offer = body::choose(offers.into_iter().collect()).filter(|_| !draft.has(Field::Body))?;
    let from = offer.from.clone();
    body::set(draft, &mut Map::new(), offer);
    Some(from)
}

/// Sets a field from an element's text.
fn set_line(draft: &mut Draft<'_>, field: Field, element: Option<&Element>, from: &str) -> bool {
    element.and_then(Element::line).is_some_and(|line| draft.set(field, line, from))
}

/// Keeps a text that the contract has no field for.
fn keep_line(draft: &mut Draft<'_>, key: &str, line: Option<String>) {
    if let Some(line) = line {
        draft.keep(key, line.into());
    }
}

/// A subject as ninjs writes it. Codes of IPTC's vocabularies become their URIs, so that topics can be told by them.
fn subject(name: Option<String>, code: Option<&str>) -> Option<Value> {
    let uri = code.and_then(iptc_uri);
    let literal = if uri.is_none() { code.map(str::to_owned) } else { None };
    let fields = [("name", name), ("uri", uri), ("literal", literal)];
    let fields: Map<String, Value> =
        fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.into()))).collect();
    (!fields.is_empty()).then_some(Value::Object(fields))
}

/// `medtop:20000056` and `subj:04000000` in full.
fn iptc_uri(code: &str) -> Option<String> {
    let (scheme, number) = code.split_once(':').unwrap_or(("subj", code));
    if number.len() != 8 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return code.starts_with("http://cv.iptc.org/").then(|| code.to_owned());
    }
    let vocabulary = match scheme {
        "medtop" => "mediatopic",
        "subj" => "subjectcode",
        _ => return None,
    };
    Some(format!("http://cv.iptc.org/newscodes/{vocabulary}/{number}"))
}

/// Sets keywords, each once, in their order.
fn set_keywords(draft: &mut Draft<'_>, keywords: impl IntoIterator<Item = String>, from: &str) {
    let mut known = HashSet::new();
    let keywords = keywords.into_iter().filter(|keyword| known.insert(keyword.clone()));
    let distinct: Vec<Value> = keywords.map(Value::String).collect();
    if !distinct.is_empty() {
        draft.set(Field::Keywords, Value::Array(distinct), from);
    }
}

/// `usable`, `withheld` or `canceled` from the status that a vocabulary names.
fn status(code: &str) -> String {
    let status = code.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    match status.as_str() {
        "cancelled" | "killed" | "deleted" => "canceled".into(),
        "embargoed" => "withheld".into(),
        _ => status,
    }
}

/// The error for a document of another vocabulary: where its longest text stands.
fn unknown(root: &Element) -> InputError {
    let place = unread::longest(root).map(|(path, characters)| {
        format!("; the longest text stands at \"{path}\" ({characters} characters)")
    });
    InputError::NoArticle(format!("the XML is no NewsML-G2, NITF, RSS or Atom{}", place.unwrap_or_default()))
}
