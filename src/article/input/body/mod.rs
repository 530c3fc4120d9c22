//! The choice of a message's body among the texts that a form may have it under.
//!
//! All are reduced to what a reader sees first: an empty paragraph, a placeholder (`[Removed]`) and the start of a text
//! that stands in full elsewhere are no body.

mod blocks;
mod dialects;
mod kinds;
pub(super) mod value;

use serde_json::Value;

use super::draft::{Draft, Markup};
use super::fields::{Field, is_blank};
use super::html::{self, Page};
use super::pointer::{self, Fields};
use super::prose::{LONG, letters};
use super::unread;
use super::{markup, page_data};
use crate::article::Original;
use crate::lexicon::is_placeholder;
pub(super) use value::Prose;

/// A text that may be the body.
#[derive(Debug)]
pub(super) struct Offer {
    /// Where it stands, as `--explain-input` shows it.
    pub(super) from: String,
    /// The pointer of what goes from the message with it.
    pub(super) taken: Option<String>,
    /// It is no more than a summary, where there is a body.
    pub(super) is_summary: bool,
    prose: Prose,
    page: Page,
    /// What the text was made of; `None` where it is as it came.
    content_type: Option<&'static str>,
}

impl Offer {
    /// A text at a place of the message; `None` where a reader sees nothing of it.
    pub(super) fn new(prose: Prose, from: impl Into<String>) -> Option<Self> {
        let (page, content_type) = match markup::reduce(&prose.text, prose.markup) {
            Some((page, content_type)) => (page, Some(content_type)),
            None => (Page { text: prose.text.clone(), ..Page::default() }, None),
        };
        let (page, content_type) = match data_of(&prose.text, &page.text) {
            Some(text) => (Page { text, marks: Vec::new(), ..page }, Some("text/html")),
            None => (page, content_type),
        };
        let content_type = content_type.filter(|_| page.text != prose.text);
        let content_type = if prose.is_document { Some("application/json") } else { content_type };
        let is_text = !is_placeholder(&page.text);
        is_text.then(|| Self { from: from.into(), taken: None, is_summary: false, prose, page, content_type })
    }

    /// The value at a pointer, which goes from the message if it is chosen.
    pub(super) fn at(fields: &Fields, pointer: &str, markup: Markup, wanted: Option<&str>) -> Option<Self> {
        let value = pointer::get(fields, pointer).filter(|value| !is_blank(value))?;
        let offer = Self::new(value::read(value, markup, wanted)?, pointer)?;
        let is_summary = pointer.split('/').any(|key| unread::role(key) == unread::Role::Summary);
        Some(Self { taken: Some(pointer.to_owned()), is_summary, ..offer })
    }

    /// The same, made of markup in a document of XML, which is kept as what it was made of.
    pub(super) fn of_xml(self) -> Self {
        Self { content_type: Some("application/xml"), ..self }
    }

    /// The text before a further part of the same article, unless one says what the other does.
    fn and(self, next: &Self) -> Self {
        let content_type = self.content_type.or(next.content_type);
        let from = self.from.clone();
        let markup = if self.prose.markup == next.prose.markup { self.prose.markup } else { Markup::Html };
        let mut prose = Prose { markup, ..self.prose.clone() };
        prose.append(&next.prose);
        Self::new(prose, from).map_or(self, |offer| Self { content_type, ..offer })
    }

    /// The text that a reader sees.
    pub(super) fn text(&self) -> &str {
        &self.page.text
    }
}

/// The text of the article in a page's JSON-LD, where a reader of the page sees less.
pub(super) fn data_of(html: &str, seen: &str) -> Option<String> {
    if !html.contains("ld+json") {
        return None;
    }
    let text =
        html::reduce(&page_data::text(html)?).map(|page| page.text).or_else(|| page_data::text(html))?;
    let is_more = is_placeholder(seen) || is_fuller(&text, seen) || text.len() > 2 * seen.len().max(LONG);
    (is_more && !is_placeholder(&text)).then_some(text)
}

/// The first offer, unless another holds all of it and more, or it says itself that it is cut.
pub(super) fn choose(offers: Vec<Offer>) -> Option<Offer> {
    let mut offers = offers.into_iter();
    let mut best = offers.next()?;
    for offer in offers {
        if is_fuller(offer.text(), best.text()) {
            best = offer;
        }
    }
    Some(best)
}

/// The parts of one text, in order.
pub(super) fn joined(parts: Vec<Offer>) -> Option<Offer> {
    parts.into_iter().reduce(|whole, next| whole.and(&next))
}

/// True if `text` is what `other` is the start or a part of: longer by a tenth at least, so that a caption or a line of
/// credits does not decide.
pub(super) fn is_fuller(text: &str, other: &str) -> bool {
    let start = without_cut(other);
    if start.is_some() && is_cut_short_of(text, other) {
        return true;
    }
    let (whole, part) = (letters(text), letters(start.unwrap_or(other)));
    whole.len() > part.len() + part.len() / 10 && whole.contains(&part)
}

/// True if `text` is a whole text of which `other` can be the start: half as long again, and not cut itself.
fn is_cut_short_of(text: &str, other: &str) -> bool {
    text.len() > other.len() + other.len() / 2 && without_cut(text).is_none()
}

/// True if a text says at its end how much of it is missing: `[+2219 chars]`, `... [800 chars]`.
pub(super) fn says_cut(text: &str) -> bool {
    let mark = text.trim_end().strip_suffix(']').and_then(|inner| inner.rsplit_once('['));
    mark.is_some_and(|(_, mark)| {
        let number =
            mark.trim_start_matches('+').trim_end_matches("characters").trim_end_matches("chars").trim();
        mark.len() < 30
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && number.len() < mark.len()
            && !number.is_empty()
    })
}

/// The text before a mark of truncation; `None` where there is none.
pub(super) fn without_cut(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let before = text.strip_suffix(']').and_then(|inner| {
        let (before, mark) = inner.rsplit_once('[')?;
        let is_mark = mark.ends_with("chars") || mark.ends_with("characters") || is_dots(mark);
        is_mark.then_some(before)
    });
    let dots = || text.strip_suffix('…').or_else(|| text.strip_suffix("..."));
    before.map(|before| before.trim_end_matches(['…', '.', ' '])).or_else(dots).or_else(|| without_call(text))
}

/// The text before a call to read on: `… Read more`, `[…] Continue reading →`.
fn without_call(text: &str) -> Option<&str> {
    let at = text.rfind(['…', ']', '.', '\n'])?;
    let end = at + text[at..].chars().next()?.len_utf8();
    let (before, call) = text.split_at(end);
    let has_words = call.contains(char::is_alphanumeric);
    (has_words && is_placeholder(call)).then(|| before.trim_end_matches(['…', '.', ' ', '[', ']', '\n']))
}

fn is_dots(mark: &str) -> bool {
    matches!(mark.trim(), "…" | "..." | "&hellip;")
}

/// Makes an offer the body, and takes it out of the message. Returns the document that it was made of.
pub(super) fn set(draft: &mut Draft<'_>, fields: &mut Fields, offer: Offer) -> Option<Value> {
    let Offer { from, taken, prose, page, content_type, .. } = offer;
    let value = taken.and_then(|pointer| pointer::take(fields, &pointer));
    let original = content_type.map(|content_type| Original {
        content_type: content_type.into(),
        body: match &value {
            Some(Value::String(text)) if prose.is_document => text.clone(),
            Some(value) if prose.is_document => value.to_string(),
            _ => prose.text,
        },
    });
    draft.set_page(page, original, from);
    if let Some(language) = prose.language {
        draft.set(Field::Language, language, "the key of the body");
    }
    // A text that was taken whole leaves nothing unread; an object or a list may.
    value.filter(|value| !value.is_string() || prose.is_document)
}

#[cfg(test)]
mod tests;
