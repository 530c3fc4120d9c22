//! The kind of content of a message: by its content type, checked against the text.

use super::error::InputError;
use super::{html, redact};

/// A kind of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// JSON.
    Json,
    /// XML: a feed, NewsML-G2, NITF.
    Xml,
    /// A page or fragment of HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text, with or without a line of hashtags and a line with a time at its end.
    Text,
}

impl Content {
    /// Its content type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
            Self::Html => "text/html",
            Self::Markdown => "text/markdown",
            Self::Text => "text/plain",
        }
    }
}

/// The content that a type promises; `None` for no type, and for one that says nothing.
pub(super) fn declared(content_type: Option<&str>) -> Result<Option<Content>, InputError> {
    let Some(given) = content_type else { return Ok(None) };
    let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Ok(match essence.as_str() {
        "" | "application/octet-stream" | "application/unknown" | "binary/octet-stream" => None,
        "application/json" | "text/json" | "text/x-json" => Some(Content::Json),
        "application/xml" | "text/xml" => Some(Content::Xml),
        "text/html" | "application/xhtml+xml" => Some(Content::Html),
        "text/markdown" | "text/x-markdown" => Some(Content::Markdown),
        "text/plain" | "message/rfc822" => Some(Content::Text),
        _ if essence.ends_with("+json") => Some(Content::Json),
        _ if essence.ends_with("+xml") => Some(Content::Xml),
        _ => return Err(InputError::UnsupportedType(redact::name(given).to_owned())),
    })
}

/// The content of a text: as declared, unless the text shows that the type is wrong. JSON and XML begin in a way that
/// nothing else does; what only might be one of them stays what it was declared as.
pub(super) fn of(declared: Option<Content>, text: &str) -> Result<Content, InputError> {
    let seen = look(text);
    let content = match (declared, seen) {
        (None, seen) => seen,
        // What is declared as JSON and begins otherwise is broken JSON, unless it is plainly something else. A page of
        // HTML is sent as XML where it is XHTML.
        (Some(Content::Json), Content::Xml | Content::Html)
        | (Some(Content::Xml), Content::Json | Content::Html)
        | (Some(Content::Html | Content::Markdown | Content::Text), Content::Json | Content::Xml) => seen,
        (Some(Content::Text), Content::Html) if html::looks_like_html(text) => seen,
        (Some(declared), _) => declared,
    };
    if matches!(content, Content::Text | Content::Markdown | Content::Html) && text.contains('\0') {
        return Err(InputError::UnreadableBody("the message holds NUL bytes, so that it is no text".into()));
    }
    if let Some(words) = foreign(text.trim()).filter(|_| matches!(content, Content::Text | Content::Markdown))
    {
        return Err(InputError::UnreadableBody(words.into()));
    }
    Ok(content)
}

/// Words about a text that is the writing of a program and no article.
fn foreign(text: &str) -> Option<&'static str> {
    let first = text.lines().next().unwrap_or_default();
    let is_call = || {
        let name = first.split('(').next().unwrap_or_default();
        let rest = &first[name.len()..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$');
        !name.is_empty()
            && name.chars().all(is_name)
            && rest.starts_with("({\"")
            && text.trim_end_matches(';').ends_with("})")
    };
    let is_form = || {
        let fields: Vec<&str> = text.split('&').collect();
        let is_key = |key: &str| {
            !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-[]%.".contains(&b))
        };
        let is_field = |field: &&str| field.split_once('=').is_some_and(|(key, _)| is_key(key));
        fields.len() > 1 && !text.contains(char::is_whitespace) && fields.iter().all(is_field)
    };
    if text.starts_with("%PDF-") {
        Some("the message is a PDF, which is not read: send its text")
    } else if text.starts_with("{'") && text.ends_with('}') {
        Some("the message is written as Python prints a dictionary, which is no JSON: send JSON")
    } else if is_call() {
        Some("the message is JSON in a call of a function (JSONP): send the JSON alone")
    } else if is_form() {
        Some("the message is a form of a web page, which is not read: send JSON")
    } else {
        None
    }
}

/// True if a text begins as JSON, XML or HTML does.
pub(super) fn is_markup(text: &str) -> bool {
    look(text) != Content::Text
}

/// A look at the text: an object or a list of objects is JSON, a declaration or a known root is XML, a tag at the very
/// start is HTML, the rest is text.
fn look(text: &str) -> Content {
    let start = text.trim_start();
    if starts_as_json(start) {
        Content::Json
    } else if starts_as_xml(start) {
        Content::Xml
    } else if html::starts_as_html(start) || is_html_root(start) {
        Content::Html
    } else {
        Content::Text
    }
}

/// `{` before a key or an end, `[` before something of the kind: `{Update} Floods …` and `[Corrected] …` are text.
fn starts_as_json(start: &str) -> bool {
    if let Some(rest) = start.strip_prefix('{') {
        return rest.trim_start().starts_with(['"', '}']);
    }
    // A string that holds JSON, encoded twice.
    if start.starts_with("\"{\\\"") || start.starts_with("\"[{\\\"") {
        return start.trim_end().ends_with('"');
    }
    let Some(rest) = start.strip_prefix('[') else { return false };
    let rest = rest.trim_start();
    match rest.strip_prefix('[') {
        // A list of arguments, as Celery sends it: `[[{"id": …`.
        Some(inner) => inner.trim_start().starts_with(['{', '"', '[', ']']),
        // The same with its arguments written as text: `["[{\"id\": …`.
        None if rest.starts_with('"') => rest[1..].trim_start().starts_with(['{', '[']),
        None => rest.starts_with('{') && starts_as_json(rest),
    }
}

/// Roots of the XML that newsrooms exchange.
const ROOTS: &[&str] = &[
    "newsItem",
    "newsMessage",
    "packageItem",
    "knowledgeItem",
    "planningItem",
    "NewsML",
    "nitf",
    "rss",
    "feed",
    "entry",
    "item",
    "RDF",
    "news",
    "root",
    "article",
    "urlset",
];

/// An XML declaration before anything but HTML, or a known root. `<article>` and the like are elements of HTML too, hence
/// only a declaration or a namespace makes XML of them.
fn starts_as_xml(start: &str) -> bool {
    let has_declaration = start.starts_with("<?xml");
    let Some(root) = root(start) else { return has_declaration };
    let name = root.split([' ', '\t', '\r', '\n', '>', '/']).next().unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or_default();
    if local.eq_ignore_ascii_case("html") {
        return false;
    }
    let head = &root[..root.find('>').unwrap_or(root.len())];
    let is_html_too = html::starts_as_html(&format!("<{name}>"));
    has_declaration || (ROOTS.contains(&local) && (!is_html_too || head.contains("xmlns")))
}

/// True if the root element is `html`, behind whatever declarations.
fn is_html_root(start: &str) -> bool {
    root(start).is_some_and(|root| root.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html")))
}

/// The text from the root element's name on, behind declarations and comments.
fn root(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        let end = match text {
            _ if text.starts_with("<?") => "?>",
            _ if text.starts_with("<!--") => "-->",
            // A document type may declare entities of its own.
            _ if text.starts_with("<!") => {
                let end = text.find('>')?;
                if text[..end].contains('[') { "]>" } else { ">" }
            }
            _ => return text.strip_prefix('<').filter(|rest| rest.starts_with(|c: char| c.is_alphabetic())),
        };
        let at = text.find(end).or_else(|| doctype_end(text).filter(|_| end == "]>"))?;
        text = &text[at + if text[at..].starts_with(end) { end.len() } else { 1 }..];
    }
}

/// The `>` that ends a document type whose declarations stand in brackets.
fn doctype_end(text: &str) -> Option<usize> {
    let close = text.find(']')?;
    Some(close + text[close..].find('>')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_that_does_not_fit_is_corrected() {
        let text = Some("text/plain");
        let json = Some("application/json");
        for (declared, content, expected) in [
            (text, "{\"id\": 1}", Content::Json),
            (text, " {}", Content::Json),
            (text, "[{\"id\": 1}]", Content::Json),
            (text, "[\"[{\\\"id\\\": 1}]\", {}, {}]", Content::Json),
            (text, "[\"Floods\"] is a word", Content::Text),
            (text, "{Update} Floods kill 14", Content::Text),
            (text, "[Corrected] Floods kill 14", Content::Text),
            (text, "<?xml version=\"1.0\"?><nitf/>", Content::Xml),
            (text, "<rss version=\"2.0\">", Content::Xml),
            (text, "<p>Floods</p>", Content::Html),
            (text, "<b is the answer", Content::Text),
            (text, "Floods kill 14", Content::Text),
            (None, "<?xml version=\"1.0\"?>\n<!-- a --><html xmlns=\"x\">", Content::Html),
            (None, "\"{\\\"id\\\": 1}\"", Content::Json),
            (text, "\"{Update}\" is a label.", Content::Text),
            (None, "<!DOCTYPE html><p>", Content::Html),
            (None, "<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>", Content::Xml),
            (None, "<!DOCTYPE nitf [ <!ENTITY x \"y\"> ]>\n<nitf>", Content::Xml),
            (None, "<!DOCTYPE nitf SYSTEM \"n.dtd\" [\n<!ENTITY x \"y\">\n] >\n<nitf>", Content::Xml),
            (None, "<article><p>Floods</p></article>", Content::Html),
            (None, "<atom:entry xmlns:atom=\"x\">", Content::Xml),
            (json, "Floods kill 14", Content::Json),
            (json, "<rss>", Content::Xml),
            (Some("text/html"), "{\"id\": 1}", Content::Json),
            (Some("application/rss+xml"), "<rss>", Content::Xml),
            (Some("application/xml"), "{\"id\": 1}", Content::Json),
            (Some("application/xml"), "Floods", Content::Xml),
            (Some("application/cloudevents+json; charset=utf-8"), "{}", Content::Json),
            (Some("application/octet-stream"), "{}", Content::Json),
        ] {
            let found = of(super::declared(declared).unwrap(), content).unwrap();
            assert_eq!(found, expected, "{declared:?} {content}");
        }
        for program in ["%PDF-1.4 text", "{'id': 1}", "call({\"id\": 1});", "id=1&title=Rain+fell"] {
            assert_eq!(of(None, program).unwrap_err().reason(), "unreadable_body", "{program}");
        }
        for text in
            ["Rain (heavy) fell.", "a=b&c is a form", "id=1", "call(it)", "{'Tis the season}, they sang."]
        {
            assert_eq!(of(None, text), Ok(Content::Text), "{text}");
        }
        assert!(declared(Some("image/png")).is_err());
        assert_eq!(of(None, "Obj\u{1}\0\0").unwrap_err().reason(), "unreadable_body");
    }
}
