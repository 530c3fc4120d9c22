//! Documents of blocks, as editors and content systems keep them, as HTML: Editor.js, Portable Text, Draft.js, Slate,
//! `ProseMirror`, Lexical, Contentful, Prismic, Gutenberg, Wagtail, Arc, Apple News and those that resemble them.
//!
//! They differ in names, not in kind: a block has a type, a text of its own, or blocks in it. One reader reads them all by
//! these three, and [`super::value`] asks afterwards if it read what is there.

use serde_json::Value;

use super::kinds::{self, Kind, kind, type_of};
use crate::article::input::pointer::Fields;
use crate::article::input::{html, prose};

/// Keys of a block's own text.
const TEXTS: &[&str] = &[
    "text",
    "html",
    "content",
    "value",
    "innerHTML",
    "bodyHtml",
    "plain_text",
    "insert",
    "body",
    "paragraph",
    "rendered",
    "markdown",
    "markup",
    "message",
    "copy",
    "bodyText",
    "body_text",
    "richText",
    "rich_text",
    "quote",
    "answer",
    "#text",
];
/// Keys of the blocks in a block.
const CHILDREN: &[&str] = &[
    "children",
    "content",
    "contents",
    "content_elements",
    "blocks",
    "innerBlocks",
    "body",
    "document",
    "root",
    "components",
    "elements",
    "paragraphs",
    "sections",
    "nodes",
    "slices",
    "items",
    "rich_text",
    "richText",
    "text",
    "value",
    "data",
    "rows",
    "cells",
    "list",
    "listItems",
    "list_items",
    "contentData",
    "contentBlocks",
    "content_blocks",
    "columns",
    "body.content",
    "block",
    "p",
];
/// Keys of a block's heading, where the block is none itself.
const HEADINGS: &[&str] =
    &["heading", "title", "headline", "subheading", "subheadline", "crosshead", "question"];
/// Keys of objects that hold what belongs to the block.
const PAYLOADS: &[&str] = &[
    "data",
    "attrs",
    "attributes",
    "model",
    "value",
    "primary",
    "fields",
    "props",
    "textTypeData",
    "content",
];
/// Deepest nesting that is followed.
const DEPTH: usize = 400;

/// The document as HTML; empty where no block in it has a text.
pub(super) fn to_html(value: &Value) -> String {
    let mut html = String::new();
    block(value, &mut html, DEPTH);
    html
}

/// Writes a value that stands on lines of its own.
fn block(value: &Value, html: &mut String, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::String(text) => element("p", &marked_up(text), html),
        Value::Array(values) => several(values, html, depth),
        Value::Object(fields) => object(fields, html, depth),
        _ => {}
    }
}

/// Writes the blocks of a list; of several renderings of one text the first.
fn several(values: &[Value], html: &mut String, depth: usize) {
    if let Some((name, content)) = named(values) {
        let mut within = String::new();
        content.iter().filter(|value| !value.is_object()).for_each(|value| block(value, &mut within, depth));
        element(if name == "div" { "div" } else { "p" }, &within, html);
        return;
    }
    let mut written: Vec<String> = Vec::new();
    for value in values {
        let start = html.len();
        block(value, html, depth);
        if !is_rendering(value) {
            continue;
        }
        let letters = letters_of(&html[start..]);
        if written.contains(&letters) {
            html.truncate(start);
        } else {
            written.push(letters);
        }
    }
}

/// True for an object that names the content type of its text, as renderings of one text do.
fn is_rendering(value: &Value) -> bool {
    let types = ["contentType", "contenttype", "content_type", "mimeType", "format", "type"];
    types
        .iter()
        .any(|&key| value.get(key).and_then(Value::as_str).is_some_and(|kind| kind.starts_with("text/")))
}

/// An element of HTML as `JsonML` writes it: `["p", {"class": "lead"}, "text"]`.
fn named(values: &[Value]) -> Option<(&str, &[Value])> {
    let (name, content) = values.split_first()?;
    let name = name.as_str()?;
    let is_name =
        name.len() <= 10 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (is_name && !content.is_empty() && html::starts_as_html(&format!("<{name}>"))).then_some((name, content))
}

fn object(fields: &Fields, html: &mut String, depth: usize) {
    if let Some(lines) = super::dialects::lines(fields) {
        for line in lines {
            element("p", &marked_up(&line), html);
        }
        return;
    }
    let payloads = payloads(fields);
    match kind(fields) {
        Kind::Skipped => {}
        Kind::Break => html.push_str("<br>"),
        Kind::Media => {
            let caption = payloads.iter().find_map(|payload| payload.get("caption"));
            let caption = caption.map(|caption| inline(caption, depth)).unwrap_or_default();
            // A text with a picture beside it has a text of its own; a link to what is embedded is none.
            let own = own_text(&payloads);
            if prose::is_prose(&html::to_text(&own)) {
                element("p", &own, html);
            }
            element("figcaption", &caption, html);
            if caption.is_empty() {
                children(&payloads, Kind::Media, html, depth);
            }
        }
        Kind::Table => table(&payloads, html, depth),
        kind => {
            let is_heading = kind == Kind::Heading;
            let heading = payloads.iter().find_map(|payload| {
                HEADINGS.iter().find_map(|&key| payload.get(key)?.as_str()).filter(|_| !is_heading)
            });
            element("h2", &heading.map(marked_up).unwrap_or_default(), html);
            let tag = match kind {
                Kind::Heading => "h2",
                Kind::List => "ul",
                Kind::Item => "li",
                Kind::Quote => "blockquote",
                Kind::Code => "pre",
                Kind::Container => "div",
                Kind::Row => "tr",
                Kind::Cell => "td",
                _ => "p",
            };
            element(tag, &content(&payloads, kind, depth), html);
            // The speaker of a quotation.
            let speaker = payloads.iter().find_map(|payload| {
                ["caption", "citation", "attribution"].iter().find_map(|&key| payload.get(key))
            });
            if kind == Kind::Quote
                && let Some(speaker) = speaker
            {
                element("p", &inline(speaker, depth), html);
            }
        }
    }
}

/// The text of a block and of the blocks in it; where one holds the other it is written once.
fn content(payloads: &[&Fields], kind: Kind, depth: usize) -> String {
    let own = own_text(payloads);
    let mut within = String::new();
    children(payloads, kind, &mut within, depth);
    if own.is_empty() || within.is_empty() {
        return own + &within;
    }
    let (own_letters, inner_letters) = (letters_of(&own), letters_of(&within));
    if inner_letters.contains(&own_letters) {
        within
    } else if own_letters.contains(&inner_letters) {
        own
    } else {
        own + &within
    }
}

/// Letters and digits of HTML outside its tags, in lower case: enough to compare two renderings of a text.
fn letters_of(html: &str) -> String {
    let mut in_tag = false;
    let outside = html.chars().filter(|&c| {
        let was_in_tag = in_tag;
        in_tag = c == '<' || in_tag && c != '>';
        !was_in_tag && !in_tag && c.is_alphanumeric()
    });
    outside.flat_map(char::to_lowercase).collect()
}

/// The block, and the objects that hold what belongs to it.
fn payloads(fields: &Fields) -> Vec<&Fields> {
    let of_its_type = type_of(fields).and_then(|name| fields.get(name)?.as_object());
    let named = PAYLOADS.iter().filter_map(|&key| fields.get(key)?.as_object());
    std::iter::once(fields).chain(named).chain(of_its_type).collect()
}

/// The texts of a block that none of its other texts holds.
fn own_text(payloads: &[&Fields]) -> String {
    let mut texts: Vec<(String, String)> = Vec::new();
    let found = payloads.iter().flat_map(|fields| TEXTS.iter().filter_map(|&key| fields.get(key)?.as_str()));
    for text in found {
        let text = marked_up(text);
        let letters = letters_of(&text);
        if letters.is_empty() || texts.iter().any(|(_, known)| known.contains(&letters)) {
            continue;
        }
        texts.retain(|(_, known)| !letters.contains(known.as_str()));
        texts.push((text, letters));
    }
    texts.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("<br><br>")
}

/// Writes the blocks in a block. Those in a paragraph are pieces of its line.
fn children(payloads: &[&Fields], parent: Kind, html: &mut String, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let mut written: Vec<&Value> = Vec::new();
    for &payload in payloads {
        for &key in CHILDREN {
            let Some(value) = payload.get(key).filter(|value| value.is_array() || value.is_object()) else {
                continue;
            };
            // Its own objects are looked into already.
            let is_payload = value
                .as_object()
                .is_some_and(|value| payloads.iter().any(|known| std::ptr::eq(*known, value)));
            if is_payload || written.iter().any(|known| std::ptr::eq(*known, value)) {
                continue;
            }
            written.push(value);
            match value {
                Value::Array(values) if parent == Kind::List => list(values, html, depth),
                Value::Array(values) if !is_container(parent) && values.iter().any(is_inline) => {
                    html.extend(values.iter().map(|value| inline(value, depth)));
                }
                value => block(value, html, depth),
            }
        }
    }
}

fn is_container(kind: Kind) -> bool {
    matches!(kind, Kind::Container | Kind::List | Kind::Row)
}

fn is_inline(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| kind(fields) == Kind::Inline)
}

/// Writes the items of a list, which may be plain texts.
fn list(values: &[Value], html: &mut String, depth: usize) {
    for value in values {
        if matches!(value.as_object().map(kind), Some(Kind::Item | Kind::List)) {
            block(value, html, depth);
            continue;
        }
        let mut item = String::new();
        block(value, &mut item, depth);
        element("li", &item, html);
    }
}

/// A value as a piece of a line.
fn inline(value: &Value, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return String::new() };
    match value {
        Value::String(text) => marked_up(text),
        Value::Array(values) => values.iter().map(|value| inline(value, depth)).collect(),
        Value::Object(fields) => match kind(fields) {
            Kind::Break => "<br>".into(),
            Kind::Skipped => String::new(),
            _ if kinds::is_struck(fields) => String::new(),
            Kind::Inline | Kind::Paragraph => {
                let payloads = payloads(fields);
                let mut text = own_text(&payloads);
                if text.is_empty() && kinds::is_mention(fields) {
                    text.push_str(
                        payloads.iter().find_map(|payload| kinds::label(payload)).unwrap_or_default(),
                    );
                } else if text.is_empty() {
                    // White space between two words is a piece of its own.
                    let blank = TEXTS.iter().find_map(|&key| fields.get(key)?.as_str());
                    text.push_str(blank.unwrap_or_default());
                    children(&payloads, Kind::Paragraph, &mut text, depth);
                }
                text
            }
            _ => {
                let mut html = String::new();
                object(fields, &mut html, depth);
                html
            }
        },
        _ => String::new(),
    }
}

/// Writes a table, whose rows stand in lists of cells or in HTML.
fn table(payloads: &[&Fields], html: &mut String, depth: usize) {
    let own = own_text(payloads);
    if !own.is_empty() {
        html.push_str(&own);
        return;
    }
    html.push_str("<table>");
    for payload in payloads {
        for key in ["header", "content", "rows", "children", "body"] {
            let Some(Value::Array(rows)) = payload.get(key) else { continue };
            let is_row = key == "header" && !rows.iter().any(Value::is_array);
            let rows: Vec<&Value> = if is_row { vec![&payload[key]] } else { rows.iter().collect() };
            for row in rows {
                let cells = match row {
                    Value::Array(cells) => Some(cells),
                    Value::Object(row) => {
                        ["cells", "content", "children"].iter().find_map(|&key| row.get(key)?.as_array())
                    }
                    _ => None,
                };
                html.push_str("<tr>");
                for cell in cells.into_iter().flatten() {
                    element("td", &inline(cell, depth), html);
                }
                html.push_str("</tr>");
            }
        }
    }
    html.push_str("</table>");
}

/// Writes an element around a content; nothing around none.
fn element(name: &str, content: &str, html: &mut String) {
    if !content.is_empty() {
        html.extend(["<", name, ">", content, "</", name, ">"]);
    }
}

/// A text as HTML: as it is where it is that already, its line breaks kept where it is not.
fn marked_up(text: &str) -> String {
    if html::looks_like_html(text) {
        return text.to_owned();
    }
    // A reference (`&amp;`) is one in plain text too.
    text.replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}
