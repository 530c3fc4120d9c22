//! Raw article in: bytes of any supported form to an [`Article`].
//!
//! In order: [`encoding`] makes text of bytes; [`content`] says what kind of content it is, by its type and by a look at
//! it; [`json`] (through `envelopes` and `forms`), [`xml`], [`text`] or [`html`] put a [`draft::Draft`] together; HTML is
//! reduced to text; the id is settled last, since it may depend on all the rest.

mod body;
mod content;
pub(crate) mod draft;
mod encoded;
mod encoding;
mod envelopes;
mod error;
mod error_page;
mod fields;
mod forms;
mod front_matter;
mod head;
mod header_lines;
pub mod html;
mod id;
mod json;
mod json_size;
mod keys;
mod mail;
mod markdown;
mod markup;
mod page_data;
mod pointer;
mod prose;
pub mod redact;
mod repair;
mod repeated;
mod rows;
mod schema_org;
mod status;
mod text;
pub mod time;
mod unread;
mod xml;

use jiff::tz::TimeZone;
use serde_json::Value;

pub use content::Content;
pub use draft::{Recognised, Used};
pub use error::InputError;
pub use fields::Field;
pub use forms::Mapping;
pub use pointer::is_pointer;
pub use repair::Repair;
pub use unread::Unread;

use super::{Article, Original};
use crate::lexicon::is_placeholder;
use draft::{Draft, Markup};
use html::Dropped;

/// What is known about a message besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// `application/json`, `text/plain; charset=utf-8`, …; the text is looked at where it is missing.
    pub content_type: Option<&'a str>,
    /// `gzip`, `deflate`, `zstd`; also the name of a charset, which many clients put here.
    pub content_encoding: Option<&'a str>,
    /// The compression that a header names, where `content_encoding` does not: `application/x-gzip`.
    pub compression: Option<&'a str>,
    /// The id of an article that brings none of its own.
    pub message_id: Option<&'a str>,
}

/// How to read: the part of the settings that matters here.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Zone of times that come without one.
    pub timezone: TimeZone,
    /// Keep the HTML that a body was reduced from.
    pub keep_original: bool,
    /// Refuse JSON that would have to be repaired.
    pub strict: bool,
    /// The newsroom's own form.
    pub mapping: Mapping,
    /// Largest message, as it came.
    pub message_bytes: usize,
    /// Largest message, decompressed.
    pub decompressed_bytes: usize,
    /// Longest title, in bytes of UTF-8.
    pub title_bytes: usize,
    /// Longest body, in bytes of UTF-8.
    pub body_bytes: usize,
    /// How deep JSON may nest.
    pub json_depth: usize,
    /// Most values of JSON, keys among them.
    pub json_values: usize,
}

/// An article, and how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// The content that it was read as.
    pub content: Content,
    /// True if the content type promised another content, or the bytes were compressed and nothing said so.
    pub is_corrected: bool,
    /// Its form.
    pub form: Recognised,
    /// The envelopes around it, the outermost first.
    pub envelopes: Vec<Recognised>,
    /// The origin of each field.
    pub used: Vec<Used>,
    /// Long texts that no field took, the longest first.
    pub unread: Vec<Unread>,
    /// Values of fields that matter to a newsroom (an embargo, a status, the time of an update) and that cannot be read.
    pub unreadable: Vec<Used>,
    /// The repairs made in this reading.
    pub repairs: Vec<Repair>,
    /// The id is a number or a path that another site may have too.
    pub has_local_id: bool,
    /// The source cut the text and says so (`[+2219 chars]`).
    pub is_cut: bool,
}

/// Every envelope and every form of JSON, in the order in which a message is compared with them.
pub fn recognised() -> Vec<Recognised> {
    let envelopes =
        envelopes::ENVELOPES.iter().map(|envelope| Recognised { name: envelope.name, why: envelope.why });
    let forms = forms::FORMS.iter().map(|form| Recognised { name: form.name, why: form.why });
    let others = [envelopes::PROTOCOL_2, forms::MAPPING, forms::GENERAL];
    envelopes.chain(forms).chain(others).collect()
}

/// Reads one raw article.
pub fn read(bytes: &[u8], hints: &Hints<'_>, rules: &Rules) -> Result<Article, InputError> {
    read_closely(bytes, hints, rules).map(|reading| reading.article)
}

/// Reads one raw article, and gives an account of how.
pub fn read_closely(bytes: &[u8], hints: &Hints<'_>, rules: &Rules) -> Result<Reading, InputError> {
    error::within("the message", bytes.len(), rules.message_bytes)?;
    // A type that is not read is told as such, not as text in a wrong encoding.
    let declared = content::declared(hints.content_type)?;
    let decompressed = encoding::decompress(bytes, hints, rules.decompressed_bytes)?;
    let text = encoding::decode(&decompressed.bytes, hints)?;
    let content = content::of(declared, &text)?;
    let mut draft = read_text(&text, content, rules)?;
    let mut reading = Reading {
        content,
        is_corrected: decompressed.is_undeclared || declared.is_some_and(|declared| declared != content),
        form: draft.form,
        envelopes: std::mem::take(&mut draft.envelopes),
        used: std::mem::take(&mut draft.used),
        unread: std::mem::take(&mut draft.unread),
        unreadable: draft.settle_unreadable(),
        repairs: draft.repairs.clone(),
        has_local_id: false,
        is_cut: false,
        article: Article::default(),
    };
    let has_id = !draft.article.id.is_empty() || hints.message_id.is_some_and(fields::names_one);
    let digest = draft.digest.take().unwrap_or_default();
    let (mut article, dropped) = finish(draft, rules)?;
    add_left_out(&mut reading.unread, dropped, &article);
    if article.title.is_none() && article.body.trim().is_empty() {
        is_item_without_text(&article, has_id, &reading.unread)?;
    } else if article.body.trim().is_empty() {
        is_headline_alone(&article, &reading.unread)?;
    }
    id::settle(&mut article, hints.message_id, digest);
    let (has_local_id, is_cut) = (id::is_local(&article.id), body::says_cut(&article.body));
    Ok(Reading { article, has_local_id, is_cut, ..reading })
}

/// Adds the running text that the reduction of the body left out and that is not in the article.
fn add_left_out(unread: &mut Vec<Unread>, dropped: Vec<Dropped>, article: &Article) {
    if dropped.is_empty() {
        return;
    }
    let known = unread::known(article.title.as_deref(), &article.body);
    unread.extend(
        dropped.into_iter().filter_map(|Dropped { place, text }| unread::left_out(place, &text, &known)),
    );
    unread.sort_by_key(|unread| std::cmp::Reverse(unread.characters));
}

/// The articles of a list or a feed, each as the bytes of a message of its own; `None` where the bytes are one message.
pub fn split(bytes: &[u8], hints: &Hints<'_>, rules: &Rules) -> Result<Option<Vec<Vec<u8>>>, InputError> {
    let declared = content::declared(hints.content_type)?;
    let decompressed = encoding::decompress(bytes, hints, rules.decompressed_bytes)?;
    let text = encoding::decode(&decompressed.bytes, hints)?;
    split_text(&text, content::of(declared, &text)?, rules, DEEPEST)
}

/// The long texts beside the articles of a list in JSON, which none of the messages that [`split`] makes of it has.
pub fn beside_a_list(bytes: &[u8], hints: &Hints<'_>, rules: &Rules) -> Vec<Unread> {
    let Ok(declared) = content::declared(hints.content_type) else { return Vec::new() };
    let Ok(decompressed) = encoding::decompress(bytes, hints, rules.decompressed_bytes) else {
        return Vec::new();
    };
    let Ok(text) = encoding::decode(&decompressed.bytes, hints) else { return Vec::new() };
    if matches!(content::of(declared, &text), Ok(Content::Json)) {
        json::beside_a_list(&text, rules)
    } else {
        Vec::new()
    }
}

fn split_text(
    text: &str,
    content: Content,
    rules: &Rules,
    depth: usize,
) -> Result<Option<Vec<Vec<u8>>>, InputError> {
    match content {
        Content::Json => match json::split(text, rules)? {
            json::Split::Values(values) => {
                Ok(Some(values.iter().map(|value| value.to_string().into_bytes()).collect()))
            }
            json::Split::Text(inner, content_type) if depth > 1 => {
                let declared = content::declared(content_type.as_deref())?;
                let content = content::of(declared, &inner)?;
                split_text(&inner, content, rules, depth - 1)
            }
            json::Split::Text(..) | json::Split::One => Ok(None),
        },
        Content::Xml => {
            Ok(xml::split(text)?.map(|documents| documents.into_iter().map(String::into_bytes).collect()))
        }
        Content::Html | Content::Markdown | Content::Text => Ok(None),
    }
}

/// Prefix of a pointer that starts at the message instead of the article in it.
const AROUND: &str = "message: ";

/// Deepest nesting of messages that hold messages as text.
const DEEPEST: usize = 4;

fn read_text<'r>(text: &str, content: Content, rules: &'r Rules) -> Result<Draft<'r>, InputError> {
    let (mut envelopes, mut repairs, mut is_withdrawn) = (Vec::new(), Vec::new(), false);
    let mut inner: (String, Content);
    let message = (text, content);
    let (mut text, mut content) = message;
    for _ in 0..DEEPEST {
        let mut draft = match content {
            Content::Json => match json::read(text, rules)? {
                json::Found::Article(draft) => *draft,
                json::Found::Text {
                    text: next,
                    content_type,
                    envelopes: opened,
                    repairs: repaired,
                    withdraws,
                } => {
                    is_withdrawn |= withdraws;
                    envelopes.extend(opened);
                    repairs.extend(repaired);
                    let declared = content::declared(content_type.as_deref())?;
                    let seen = content::of(declared, &next)?;
                    inner = (next, seen);
                    (text, content) = (inner.0.as_str(), inner.1);
                    continue;
                }
            },
            Content::Xml => xml::read(text, rules)?,
            Content::Html => read_html(text, rules)?,
            Content::Text if rows::are_rows(text) => {
                let words =
                    "the message is CSV, whose rows are no article: send each row as an article in JSON";
                return Err(InputError::UnreadableBody(words.into()));
            }
            Content::Text => text::read(text, &rules.timezone, Markup::None)?,
            Content::Markdown => text::read(text, &rules.timezone, Markup::Markdown)?,
        };
        if draft.article.id.is_empty() && draft.digest.is_none() {
            draft.digest = Some(redact::digest([text.trim().as_bytes()]));
        }
        if is_withdrawn {
            draft.withdraw("the envelope");
        }
        envelopes.append(&mut draft.envelopes);
        draft.envelopes = envelopes;
        repairs.append(&mut draft.repairs);
        repairs.sort_unstable();
        repairs.dedup();
        draft.repairs = repairs;
        let has_more = !draft.envelopes.is_empty() || message.0.trim_start().starts_with('[');
        if draft.unread.is_empty() && message.1 == Content::Json && has_more {
            // These stand outside the article, where a pointer of `input.fields` does not reach.
            draft.unread = json::around(message.0, &draft, rules);
            draft.unread.iter_mut().for_each(|unread| unread.pointer.insert_str(0, AROUND));
        }
        return Ok(draft);
    }
    Err(InputError::UnreadableBody(format!("more than {DEEPEST} messages stand in each other")))
}

/// HTML, as it is named.
const HTML: Recognised = Recognised { name: "html", why: "a tag stands at the very start" };

/// A page or fragment of HTML as an article. Where a script writes the text, the page's JSON-LD may have it.
fn read_html<'r>(text: &str, rules: &'r Rules) -> Result<Draft<'r>, InputError> {
    let mut page = html::page(text);
    let metas = std::mem::take(&mut page.metas);
    let mut draft = Draft::new(HTML, &rules.timezone);
    draft.set(Field::Title, page.title, "title");
    draft.set(Field::Language, page.language, "html[lang]");
    let original = Original { content_type: "text/html".into(), body: text.to_owned() };
    if let Some(stories) = page.stories {
        return Err(InputError::SeveralArticles(format!(
            "the page is one of {stories} stories, and a message is one article: send the pages of \
             the stories"
        )));
    }
    let data = body::data_of(text, &page.text);
    let title = draft.article.title.as_deref().unwrap_or_default();
    if data.is_none() && error_page::is_page(title, &page.text) {
        let words = "the page is that of an error, a question about cookies or a log-in, by its title";
        return Err(InputError::NoArticle(words.into()));
    }
    match data {
        Some(body) => {
            let page = html::Page { text: body, ..html::Page::default() };
            draft.set_page(page, Some(original), "JSON-LD/articleBody");
        }
        None if is_placeholder(&page.text) && draft.has(Field::Title) => {
            let words = "the page has a title, but no text that a reader sees: perhaps a script writes it";
            return Err(InputError::NoArticle(words.into()));
        }
        None => draft.set_page(html::Page { title: None, language: None, ..page }, Some(original), "body"),
    }
    describe(&mut draft, text);
    head::describe(&mut draft, &metas);
    Ok(draft)
}

/// Sets what the page's JSON-LD says of its article.
fn describe(draft: &mut Draft<'_>, text: &str) {
    let Some(fields) = page_data::described(text) else { return };
    for (field, key) in [
        (Field::Id, "@id"),
        (Field::Title, "headline"),
        (Field::PublishedAt, "datePublished"),
        (Field::UpdatedAt, "dateModified"),
        (Field::Language, "inLanguage"),
        (Field::Author, "author"),
        (Field::Source, "publisher"),
        (Field::Url, "url"),
        (Field::Keywords, "keywords"),
        (Field::PubStatus, "creativeWorkStatus"),
    ] {
        if let Some(value) = fields.get(key) {
            drop(draft.offer(field, value.clone(), format!("JSON-LD/{key}")));
        }
    }
}

/// Makes an article of a draft: HTML becomes text, and what is too long is refused.
/// Returns also what the reduction left out.
fn finish(draft: Draft<'_>, rules: &Rules) -> Result<(Article, Vec<Dropped>), InputError> {
    let Draft { mut article, title_markup, body_markup, repairs, mut dropped, .. } = draft;
    let reduced = markup::reduce_body(&mut article, body_markup).into_iter();
    dropped.extend(reduced.map(|Dropped { place, text }| Dropped { place: format!("body: {place}"), text }));
    if let Some(title) = &mut article.title {
        markup::reduce_title(title, title_markup);
    }
    article.title.take_if(|title| title.trim().is_empty());
    article.repaired.extend(repairs.iter().map(|repair| repair.name().to_owned()));
    if !rules.keep_original {
        article.original = None;
    }
    if let Some(title) = &article.title {
        error::within("the title", title.len(), rules.title_bytes)?;
    }
    if article.body.trim_start().starts_with("{\\rtf") {
        let words = "the body is RTF, which is not read: send plain text, HTML or Markdown";
        return Err(InputError::UnreadableBody(words.into()));
    }
    if is_of_php(&article.body) {
        let words = "the body is written as PHP serialises values, which is not read: send its text or JSON";
        return Err(InputError::UnreadableBody(words.into()));
    }
    error::within("the body", article.body.len(), rules.body_bytes)?;
    give_way(&mut article);
    Ok((article, dropped))
}

/// True for values as PHP serialises them: `a:1:{s:4:"text";…}`.
fn is_of_php(body: &str) -> bool {
    let body = body.trim();
    let mut parts = body.splitn(3, ':');
    let kind = parts.next().is_some_and(|kind| ["a", "O", "s"].contains(&kind));
    let is_counted = parts.next().is_some_and(|count| count.parse::<u32>().is_ok());
    kind && is_counted
        && parts.next().is_some_and(|rest| rest.starts_with(['{', '"']))
        && body.ends_with(['}', ';'])
}

/// A publisher's own `original` stays where it is; ours goes beside it.
fn give_way(article: &mut Article) {
    if article.extra.contains_key("original")
        && let Some(ours) = article.original.take()
    {
        let ours = serde_json::to_value(ours).unwrap_or(Value::Null);
        article.extra.insert("original_body".into(), ours);
    }
}

/// Types of items that have no text of their own.
const TEXTLESS: &[&str] = &[
    "picture",
    "photo",
    "image",
    "graphic",
    "video",
    "audio",
    "composite",
    "package",
    "planning",
    "event",
    "component",
];

/// A kill and a picture pass without a text; anything else in which neither title nor body was found is no article.
fn is_item_without_text(article: &Article, has_id: bool, unread: &[Unread]) -> Result<(), InputError> {
    let is_withheld = article.pub_status.as_deref().is_some_and(|status| status != "usable");
    let kind = article.r#type.as_deref().unwrap_or_default().to_ascii_lowercase();
    let is_textless =
        unread.iter().all(|unread| !unread.is_long) && (is_withheld || TEXTLESS.contains(&kind.as_str()));
    if has_id && (is_kill(article) || is_textless) {
        return Ok(());
    }
    Err(no_article("neither a title nor a body was found", unread))
}

/// The headline of a text that was not found is no article, unless it is that of a kill.
fn is_headline_alone(article: &Article, unread: &[Unread]) -> Result<(), InputError> {
    if error_page::is_answer(article) {
        let words = "the message is the error of a service, by its status";
        return Err(InputError::NoArticle(words.into()));
    }
    if unread.iter().all(|unread| !unread.is_long) || is_kill(article) {
        return Ok(());
    }
    Err(no_article("a title was found but no body", unread))
}

/// True for a kill, which must reach everyone who has the first version, whatever its note to editors says.
fn is_kill(article: &Article) -> bool {
    article.pub_status.as_deref() == Some("canceled")
}

fn no_article(words: &str, unread: &[Unread]) -> InputError {
    let place = unread.first().map(|longest| {
        let Unread { pointer, characters, .. } = longest;
        // A pointer of the settings starts at the article.
        let remedy = if pointer.starts_with(AROUND) {
            "it stands outside the article"
        } else {
            "name it in the settings, section [input.fields]"
        };
        format!("; the longest text stands at \"{pointer}\" ({characters} characters): {remedy}")
    });
    InputError::NoArticle(format!("{words}{}", place.unwrap_or_default()))
}

#[cfg(test)]
mod loss_tests;
#[cfg(test)]
mod tests;
