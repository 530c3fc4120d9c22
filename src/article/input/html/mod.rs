//! HTML to text: what a reader would see, paragraphs on lines of their own, character references decoded.
//!
//! html5ever's tokenizer does the reading. [`sink`] keeps the open elements, but no tree is built, so that neither depth
//! nor unclosed elements can hurt, and [`attributes`] bounds what a tag takes. [`elements`] says what a reader sees of each element, by its name, attributes and
//! class ([`classes`]); [`related`] finds boxes of links to other stories, [`script`] writes superscripts, and
//! [`reading`] takes the boxes out, and [`mod@dropped`] finds running text among what was left out. [`entities`] decodes text that has no elements.

mod attributes;
mod classes;
mod dropped;
mod elements;
mod entities;
mod front;
mod part;
mod reading;
mod related;
mod script;
mod sink;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

pub use dropped::Dropped;
pub use entities::decode;

use crate::article::Mark;

/// A page or fragment of HTML, reduced.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The headline, where it repeats the page's title; else the title.
    pub title: Option<String>,
    /// The `lang` of the `html` or `body` element.
    pub language: Option<String>,
    /// The text that a reader of the article sees.
    pub text: String,
    /// Captions, credits, bylines and tables in the text, in order.
    pub marks: Vec<Mark>,
    /// What the page says of itself.
    pub metas: Vec<Meta>,
    /// Running text that is not in `text`.
    pub dropped: Vec<Dropped>,
    /// How many stories a page leads to that tells none of them.
    pub stories: Option<usize>,
}

/// A `meta` element, the canonical address, or a time that is marked as the article's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// In lower case: `og:title`, `author`, `canonical`, `datepublished`.
    pub name: String,
    /// Its value.
    pub content: String,
}

/// The text of a fragment or page.
pub fn to_text(html: &str) -> String {
    page(html).text
}

/// The text of a fragment on one line; `None` where nothing is left.
pub fn to_line(html: &str) -> Option<String> {
    let text = to_text(html).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Shortest text that was hidden with all that stands around it and is the article all the same, in bytes.
const HIDDEN_ARTICLE: usize = 200;

/// Text, title and language of a fragment or page.
///
/// A page that hides all of its text shows it by a script (`opacity: 0` until it is loaded): such a text is read.
pub fn page(html: &str) -> Page {
    let html = entities::unescape_twice(html);
    let reading = read(&html, sink::Sink::default());
    let has_hidden = reading.has_hidden;
    let seen = reading::finish(reading);
    if !has_hidden || !seen.text.is_empty() {
        return seen;
    }
    let all = reading::finish(read(&html, sink::Sink::showing_hidden()));
    if all.text.len() >= HIDDEN_ARTICLE { all } else { seen }
}

/// HTML behind the internal subset of its `DOCTYPE`, of which a browser would show the end.
fn without_subset(html: &str) -> &str {
    let Some(start) = html.trim_start().get(..9).filter(|start| start.eq_ignore_ascii_case("<!doctype"))
    else {
        return html;
    };
    let rest = &html.trim_start()[start.len()..];
    let open = rest.find(['[', '>']).filter(|&at| rest[at..].starts_with('['));
    let close = open.and_then(|open| rest[open..].find("]>").map(|at| open + at + 2));
    close.map_or(html, |close| &rest[close..])
}

fn read(html: &str, sink: sink::Sink) -> sink::Reading {
    let html = without_subset(html);
    let sink = if ends_in_comment(html) { sink.with_open_comment() } else { sink };
    tokenise(html, sink)
}

/// The text of an unclosed comment. A comment inside it is not read in its turn, so that a text of many openings is read once.
fn text_of_comment(comment: &str) -> String {
    reading::finish(tokenise(comment, sink::Sink::default())).text
}

fn tokenise(html: &str, sink: sink::Sink) -> sink::Reading {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*attributes::bounded(html)));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    // The sink never stops the tokenizer to run a script, so that one call reads all.
    drop(tokenizer.feed(&input));
    tokenizer.end();
    tokenizer.sink.finish()
}

/// True if a document ends in an unclosed comment.
fn ends_in_comment(html: &str) -> bool {
    html.rfind("<!--").is_some_and(|at| !html[at + 4..].contains("-->"))
}

/// Reduces a text that is HTML, or holds character references, to what a reader sees; `None` where it is that already.
///
/// HTML that was escaped as a whole (`&lt;p&gt;…`) is HTML.
pub fn reduce(text: &str) -> Option<Page> {
    if looks_like_html(text) {
        return Some(page(text));
    }
    match decode(text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(decoded) if looks_like_html(&decoded) => Some(page(&decoded)),
        Cow::Owned(text) => Some(Page { text, ..Page::default() }),
    }
}

/// The same for a text of one line, such as a title.
pub fn reduce_line(text: &str) -> Option<String> {
    let reduced = reduce(text)?.text;
    Some(reduced.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

/// True if a text has at least one element of HTML in it, closed or void.
pub fn looks_like_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        match rest.strip_prefix('/') {
            Some(rest) => elements::element(rest).is_some(),
            None => elements::element(rest).is_some_and(|name| matches!(name, "br" | "p" | "img" | "hr")),
        }
    })
}

/// True if a text that starts with `<` starts as HTML does.
pub fn starts_as_html(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    rest.starts_with("!--")
        || rest.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("!doctype"))
        || elements::element(rest).is_some()
}
