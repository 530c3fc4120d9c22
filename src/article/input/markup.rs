//! Titles and bodies that are HTML or Markdown, or hold character references, as a reader sees them.

use std::borrow::Cow;

use super::draft::Markup;
use super::html::{self, Dropped, Page};
use super::markdown;
use crate::article::{Article, Original};

/// Makes text of a body, and keeps what it was, if it was no text already. Returns what was left out.
pub(super) fn reduce_body(article: &mut Article, markup: Markup) -> Vec<Dropped> {
    if markup == Markup::Reduced {
        return Vec::new();
    }
    match &article.original {
        None => {
            let Some((page, content_type)) = reduce(&article.body, markup) else { return Vec::new() };
            if page.text != article.body {
                let body = std::mem::replace(&mut article.body, page.text);
                article.original = Some(Original { content_type: content_type.into(), body });
            }
            article.marks = page.marks;
            page.dropped
        }
        // An article that comes in once more has the marks of its first reading.
        Some(original) if markup == Markup::Unknown && original.content_type == "text/html" => {
            let page = html::page(&original.body);
            if page.text == article.body {
                article.marks = page.marks;
            }
            Vec::new()
        }
        Some(_) => Vec::new(),
    }
}

/// Makes one line of text of a title.
pub(super) fn reduce_title(title: &mut String, markup: Markup) {
    let text = match markup {
        Markup::Html => Some(html::to_text(title)),
        Markup::Unknown => html::reduce(title).map(|page| page.text),
        Markup::Markdown | Markup::None | Markup::Reduced => None,
    };
    if let Some(text) = text {
        *title = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// The text with its marks, and the content type of what it was made of; `None` where it is a text already.
pub(super) fn reduce(body: &str, markup: Markup) -> Option<(Page, &'static str)> {
    let is_html = || html::looks_like_html(body);
    match markup {
        Markup::Reduced => None,
        Markup::Html => Some((html::page(body), "text/html")),
        Markup::Markdown => Some((markdown::reduce(body), "text/markdown")),
        // HTML comes first: a page may hold what looks like Markdown.
        Markup::Unknown | Markup::None if !is_html() && markdown::is_certain(body) => {
            Some((markdown::reduce(body), "text/markdown"))
        }
        Markup::Unknown => html::reduce(body).map(|page| (page, "text/html")),
        // What is sent as plain text keeps its angle brackets; a reference is certain all the same.
        Markup::None => match html::decode(body) {
            Cow::Owned(text) if !is_html() => Some((Page { text, ..Page::default() }, "text/plain")),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Markup, reduce_body};
    use crate::article::Article;

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
            let mut found = Article { body: body.to_owned(), ..Article::default() };
            reduce_body(&mut found, markup);
            assert_eq!(found.body, text, "{body}");
            let original = found.original;
            assert_eq!(
                original.as_ref().map(|original| original.content_type.as_str()),
                content_type,
                "{body}"
            );
            assert!(original.is_none_or(|original| original.body == body));
        }
    }
}
