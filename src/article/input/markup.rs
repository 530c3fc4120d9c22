//! Titles and bodies that are HTML or Markdown, or hold character references, as a reader sees them.

use std::borrow::Cow;

use super::draft::Markup;
use super::{html, markdown};
use crate::article::Original;

/// Makes text of a body. Gives what it was, if it was no text already.
pub(super) fn reduce_body(body: &mut String, markup: Markup) -> Option<Original> {
    let (text, content_type) = reduce(body, markup)?;
    if text == *body {
        return None;
    }
    let body = std::mem::replace(body, text);
    Some(Original { content_type: content_type.into(), body })
}

/// Makes one line of text of a title.
pub(super) fn reduce_title(title: &mut String, markup: Markup) {
    let text = match markup {
        Markup::Html => Some(html::to_text(title)),
        Markup::Unknown => html::reduce(title).map(|page| page.text),
        Markup::Markdown | Markup::None => None,
    };
    if let Some(text) = text {
        *title = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// The text, and the content type of what it was made of; `None` where it is a text already.
fn reduce(body: &str, markup: Markup) -> Option<(String, &'static str)> {
    let is_html = || html::looks_like_html(body);
    match markup {
        Markup::Html => Some((html::to_text(body), "text/html")),
        Markup::Markdown => Some((markdown::reduce(body).text, "text/markdown")),
        // HTML comes first: a page may hold what looks like Markdown.
        Markup::Unknown | Markup::None if !is_html() && markdown::is_certain(body) => {
            Some((markdown::reduce(body).text, "text/markdown"))
        }
        Markup::Unknown => html::reduce(body).map(|page| (page.text, "text/html")),
        // What is sent as plain text keeps its angle brackets; a reference is certain all the same.
        Markup::None => match html::decode(body) {
            Cow::Owned(text) if !is_html() => Some((text, "text/plain")),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Markup, reduce_body};

    #[test]
    fn each_markup_is_reduced_and_kept() {
        for (body, markup, text, content_type) in [
            ("<p>a</p>", Markup::Unknown, "a", Some("text/html")),
            ("a &amp; b", Markup::Unknown, "a & b", Some("text/html")),
            ("a &amp; b", Markup::None, "a & b", Some("text/plain")),
            ("<p>a &amp; b</p>", Markup::None, "<p>a &amp; b</p>", None),
            ("**a** b &amp; c", Markup::Unknown, "a b & c", Some("text/markdown")),
            ("**a** b", Markup::None, "a b", Some("text/markdown")),
            ("*a* b", Markup::Markdown, "a b", Some("text/markdown")),
            ("*a* b", Markup::Unknown, "*a* b", None),
            ("<p>**a**</p>", Markup::Unknown, "**a**", Some("text/html")),
            ("a b", Markup::Html, "a b", None),
            ("a b", Markup::Markdown, "a b", None),
        ] {
            let mut found = body.to_owned();
            let original = reduce_body(&mut found, markup);
            assert_eq!(found, text, "{body}");
            assert_eq!(
                original.as_ref().map(|original| original.content_type.as_str()),
                content_type,
                "{body}"
            );
            assert!(original.is_none_or(|original| original.body == body));
        }
    }
}
