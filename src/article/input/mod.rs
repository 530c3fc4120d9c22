//! Raw article in: bytes of any supported form to an [`Article`].
//!
//! In order: [`encoding`] makes text of bytes, the content type (or a look at the text) says which form it has,
//! [`json`] (with [`ninjs`]), [`text`] or [`html`] read it, and the id is settled last, since it may depend on all
//! the rest.

mod encoding;
mod error;
mod fields;
mod form;
pub mod html;
mod id;
mod json;
mod ninjs;
pub mod redact;
mod text;
pub mod time;

use jiff::tz::TimeZone;

pub use error::InputError;
pub use form::{Form, form_of};

use super::{Article, Original};
use crate::settings::Settings;

/// What is known about a message besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// `application/json`, `text/plain; charset=utf-8`, …; the text is looked at where it is missing.
    pub content_type: Option<&'a str>,
    /// `gzip`, `deflate`, `zstd`; also the name of a charset, which many clients put here.
    pub content_encoding: Option<&'a str>,
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
}

impl Rules {
    /// The rules that the settings lay down.
    pub fn of(settings: &Settings) -> Self {
        let limits = &settings.limits;
        Self {
            timezone: settings.input.timezone.clone(),
            keep_original: settings.input.keep_original,
            message_bytes: limits.message_bytes,
            decompressed_bytes: limits.decompressed_bytes,
            title_bytes: limits.title_bytes,
            body_bytes: limits.body_bytes,
            json_depth: limits.json_depth,
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(&Settings::default())
    }
}

/// Reads one raw article.
pub fn read(bytes: &[u8], hints: &Hints<'_>, rules: &Rules) -> Result<Article, InputError> {
    error::within("the message", bytes.len(), rules.message_bytes)?;
    // A type that is not read is told as such, not as text in a wrong encoding.
    form_of(hints.content_type, "")?;
    let decompressed = encoding::decompress(bytes, hints.content_encoding, rules.decompressed_bytes)?;
    let charset = encoding::charset(hints);
    let text = encoding::decode(&decompressed, charset)?;
    let mut article = match form_of(hints.content_type, &text)? {
        Form::Json => reduce(json::read(&text, rules)?),
        Form::Text => text::read(&text, &rules.timezone),
        Form::Html => read_html(&text),
    };
    if !rules.keep_original {
        article.original = None;
    }
    if let Some(title) = &article.title {
        error::within("the title", title.len(), rules.title_bytes)?;
    }
    error::within("the body", article.body.len(), rules.body_bytes)?;
    id::settle(&mut article, hints.message_id, &decompressed);
    Ok(article)
}

/// A page or fragment of HTML as an article.
fn read_html(text: &str) -> Article {
    let page = html::page(text);
    Article {
        title: page.title,
        language: page.language,
        body: page.text,
        original: Some(Original { content_type: "text/html".into(), body: text.to_owned() }),
        ..Article::default()
    }
}

/// Makes text of a body and title in JSON that are HTML, or that hold character references.
fn reduce(mut article: Article) -> Article {
    if article.original.is_none()
        && let Some(page) = html::reduce(&article.body)
    {
        let body = std::mem::replace(&mut article.body, page.text);
        article.original = Some(Original { content_type: "text/html".into(), body });
    }
    if let Some(title) = &mut article.title
        && let Some(line) = html::reduce_line(title)
    {
        *title = line;
    }
    article.title.take_if(|title| title.trim().is_empty());
    article
}

#[cfg(test)]
mod tests;
