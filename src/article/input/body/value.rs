//! The text that a value of JSON holds: a string, paragraphs in a list, an object around a text, a text in several
//! languages, a document of blocks.

use serde_json::Value;

use super::blocks;
use crate::article::input::draft::Markup;
use crate::article::input::encoded::decoded;
use crate::article::input::pointer::Fields;
use crate::article::input::prose::letters;
use crate::article::input::{html, json_size, prose, unread};

/// A text in the source's own writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article::input) struct Prose {
    pub(in crate::article::input) text: String,
    pub(in crate::article::input) markup: Markup,
    /// It was made of a document of blocks.
    pub(in crate::article::input) is_document: bool,
    /// The language that its key names.
    pub(in crate::article::input) language: Option<String>,
}

impl Prose {
    pub(in crate::article::input) fn new(text: String, markup: Markup) -> Self {
        Self { text, markup, is_document: false, language: None }
    }

    /// Adds a further part, unless it says the same. Small parts of a long text are not compared with it, so that the cost
    /// stays linear in the number of parts.
    pub(in crate::article::input) fn append(&mut self, part: &Self) {
        if self.text.len() > COMPARED && part.text.len() * RENDERING < self.text.len() {
            self.text.push_str("\n\n");
            self.text.push_str(&part.text);
            return;
        }
        let (known, added) = (letters(&self.text), letters(&part.text));
        if added.contains(&known) {
            self.text.clone_from(&part.text);
        } else if !known.contains(&added) {
            self.text.push_str("\n\n");
            self.text.push_str(&part.text);
        }
    }
}

/// Bytes of a text with which every part is compared (chosen: an article).
const COMPARED: usize = 16 * 1024;
/// A part this many times smaller than a longer text is no rendering of it (chosen).
const RENDERING: usize = 8;

/// Keys under which systems write the text of an object that is nothing but a text, the most finished first.
const WRAPPED: &[&str] = &[
    "processed",
    "rendered",
    "value",
    "@value",
    "#text",
    "#cdata",
    "#cdata-section",
    "__cdata",
    "__text",
    "_text",
    "_cdata",
    "_value",
    "cdata",
    "$t",
    "$",
    "_",
    "html",
    "text",
    "plain",
    "plaintext",
    "plain_text",
    "content",
    "body",
    "full",
    "main",
    "basic",
    "default",
    "raw",
    "markdown",
    "data",
];
/// Deepest nesting of texts in objects and strings.
const DEPTH: usize = 6;

/// The text of a value; `None` where it has none, or where more of it would be lost than read. `wanted` is the language
/// that is taken of several.
pub(in crate::article::input) fn read(value: &Value, markup: Markup, wanted: Option<&str>) -> Option<Prose> {
    read_to(value, markup, wanted, DEPTH)
}

fn read_to(value: &Value, markup: Markup, wanted: Option<&str>, depth: usize) -> Option<Prose> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => {
            if let Some(inner) = inner(text) {
                return document(&inner).or_else(|| read_to(&inner, markup, wanted, depth));
            }
            let text = without_cdata(text);
            Some(Prose::new(decoded(text).unwrap_or_else(|| text.to_owned()), markup))
        }
        Value::Array(values) if values.iter().all(Value::is_string) => {
            let paragraphs: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            Some(Prose::new(paragraphs.join("\n\n"), markup))
        }
        Value::Array(values) => match values.as_slice() {
            [alone @ Value::Object(fields)] if !has_type(fields) => read_to(alone, markup, wanted, depth),
            _ => document(value),
        },
        // A list as PHP writes it.
        Value::Object(fields) if is_numbered(fields) => {
            let values: Vec<Value> = fields.values().cloned().collect();
            read_to(&Value::Array(values), markup, wanted, depth)
        }
        Value::Object(fields) => translated(fields, markup, wanted, depth)
            .or_else(|| wrapped(fields, markup, wanted, depth))
            .or_else(|| document(value))
            .or_else(|| sections(fields, markup)),
        _ => None,
    }
}

/// A text without the marks of a CDATA section around it, which a program that read XML left.
fn without_cdata(text: &str) -> &str {
    let inner = text.trim().strip_prefix("<![CDATA[").and_then(|inner| inner.strip_suffix("]]>"));
    inner.unwrap_or(text)
}

/// True for an object whose keys are the numbers from 0 or 1 on.
fn is_numbered(fields: &Fields) -> bool {
    let first = usize::from(!fields.contains_key("0"));
    !fields.is_empty() && fields.keys().enumerate().all(|(index, key)| key.parse() == Ok(index + first))
}

fn has_type(fields: &Fields) -> bool {
    super::kinds::type_of(fields).is_some()
}

/// True for a document of blocks that says so itself, also as a string of JSON.
pub(in crate::article::input) fn is_document(value: &Value) -> bool {
    match value {
        Value::String(text) => inner(text).is_some_and(|value| is_document(&value)),
        Value::Object(fields) => {
            let root = ["root", "doc", "document"].iter().find_map(|&key| fields.get(key)?.as_object());
            let is_typed = |fields: &Fields| has_type(fields) && fields.values().any(Value::is_array);
            let is_draft_js = fields.contains_key("blocks") && fields.contains_key("entityMap");
            let is_quill = fields.get("ops").and_then(Value::as_array).is_some_and(|operations| {
                operations.first().is_some_and(|operation| operation.get("insert").is_some())
            });
            let is_mobiledoc = fields.contains_key("sections") && fields.contains_key("markups");
            is_draft_js
                || is_mobiledoc
                || is_quill
                || root.unwrap_or(fields).len() > 1 && is_typed(root.unwrap_or(fields))
        }
        _ => false,
    }
}

/// True for an object that says that it is a document of blocks, or is a list.
pub(in crate::article::input) fn says_document(fields: &Fields) -> bool {
    is_numbered(fields) || has_type(fields) && super::kinds::kind(fields) == super::kinds::Kind::Container
}

/// The value that a text in JSON stands for, if that is an object or a list with objects or lists in it.
fn inner(text: &str) -> Option<Value> {
    let text = text.trim();
    let is_json = text.starts_with("{\"") && text.ends_with('}')
        || ["[{", "[[", "[\""].iter().any(|start| text.starts_with(start)) && text.ends_with(']');
    let value = is_json.then(|| json_size::nested(text)).flatten()?;
    let is_list = value.as_array().is_some_and(|values| values.iter().any(|value| !value.is_string()));
    (is_list || value.is_object()).then_some(value)
}

/// The text of an object that is nothing but a text: the fullest of its renderings.
fn wrapped(fields: &Fields, markup: Markup, wanted: Option<&str>, depth: usize) -> Option<Prose> {
    if has_type(fields) && fields.values().any(Value::is_array) {
        return None;
    }
    let mut best: Option<(String, Prose)> = None;
    for value in WRAPPED.iter().filter_map(|&key| fields.get(key)) {
        let Some(prose) = read_to(value, markup, wanted, depth) else { continue };
        let found = letters(&html::to_text(&prose.text));
        let is_fuller = best
            .as_ref()
            .is_none_or(|(known, _)| found.len() > known.len() && found.contains(known.as_str()));
        if !found.is_empty() && is_fuller {
            best = Some((found, prose));
        }
    }
    let (_, mut prose) = best?;
    prepend_lead(fields, &mut prose);
    // An object that holds more than this text is a document, or no text at all.
    is_read(&Value::Object(fields.clone()), &html::to_text(&prose.text)).then_some(prose)
}

/// Names of a first paragraph that stands apart.
const LEADS: [&str; 4] = ["lead", "lede", "ingress", "intro"];

/// True if a first paragraph stands apart in an object.
pub(in crate::article::input) fn has_lead(fields: &Fields) -> bool {
    LEADS.iter().any(|&key| fields.get(key).and_then(Value::as_str).is_some_and(prose::is_prose))
}

/// True for an object whose values are the sections of a text: `{"intro": "…", "what_happened": "…"}`.
pub(in crate::article::input) fn is_sections(fields: &Fields) -> bool {
    let is_section = |value: &Value| value.as_str().is_some_and(|text| prose::is_prose(&html::to_text(text)));
    fields.len() > 1 && !has_type(fields) && fields.values().all(is_section)
}

/// The sections of a text, in their order.
fn sections(fields: &Fields, markup: Markup) -> Option<Prose> {
    let texts = || fields.values().filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n");
    is_sections(fields).then(|| Prose::new(texts(), markup))
}

/// Puts a first paragraph that stands apart before the text, unless the text begins with it.
fn prepend_lead(fields: &Fields, prose: &mut Prose) {
    let Some(lead) = LEADS.iter().find_map(|&key| fields.get(key)?.as_str()) else { return };
    let (start, whole) = (letters(&html::to_text(lead)), letters(&html::to_text(&prose.text)));
    if start.is_empty() || whole.contains(&start) || !prose::is_prose(&html::to_text(lead)) {
        return;
    }
    let is_html = html::looks_like_html(&prose.text);
    let lead =
        if is_html && !html::looks_like_html(lead) { format!("<p>{lead}</p>") } else { lead.to_owned() };
    prose.text = format!("{lead}\n\n{}", prose.text);
}

/// The text of a map from languages to texts: the one that is wanted, English, or the first.
fn translated(fields: &Fields, markup: Markup, wanted: Option<&str>, depth: usize) -> Option<Prose> {
    languages(fields, wanted).into_iter().find_map(|(key, value)| {
        let prose = read_to(value, markup, wanted, depth)?;
        let is_text = !crate::lexicon::is_placeholder(&html::to_text(&prose.text));
        let named = !matches!(key.as_str(), "und" | "x-default");
        is_text.then(|| Prose { language: named.then(|| key.clone()), ..prose })
    })
}

/// The values of a map from languages, the one that is wanted first, then English; none where it is no such map.
pub(in crate::article::input) fn languages<'f>(
    fields: &'f Fields,
    wanted: Option<&str>,
) -> Vec<(&'f String, &'f Value)> {
    // A system may write the type of the map beside the languages.
    let is_mark = |(key, value): &(&String, &Value)| key.starts_with('_') && value.is_string();
    let own: Vec<(&String, &Value)> = fields.iter().filter(|field| !is_mark(field)).collect();
    if own.is_empty() || !own.iter().all(|(key, _)| is_language(key)) {
        return Vec::new();
    }
    let short = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let rank = |key: &str| {
        let is = |wanted: &str| key.replace('_', "-").eq_ignore_ascii_case(wanted);
        let order = [
            wanted.is_some_and(is),
            wanted.is_some_and(|wanted| short(key) == short(wanted)),
            is("en"),
            short(key) == "en",
        ];
        order.iter().position(|fits| *fits).unwrap_or(order.len())
    };
    let mut values = own;
    values.sort_by_key(|(key, _)| rank(key));
    values
}

/// True if a key has the form of a language's tag: `en`, `pt-BR`, `zh_Hans`.
fn is_language(key: &str) -> bool {
    // No language is named.
    if matches!(key, "und" | "x-default") {
        return true;
    }
    let mut parts = key.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let is_code = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let region = parts.next().is_none_or(|region| {
        (2..=4).contains(&region.len()) && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    is_code && region && parts.next().is_none() && key != "id" && key != "hl"
}

/// The text of a document of blocks, if most of what is written in it was read.
fn document(value: &Value) -> Option<Prose> {
    let html = blocks::to_html(value);
    let text = html::to_text(&html);
    let is_text = !text.is_empty() && is_read(value, &text);
    is_text.then_some(Prose { text: html, markup: Markup::Html, is_document: true, language: None })
}

/// True if at most a third of the text in a value is not in `text`.
fn is_read(value: &Value, text: &str) -> bool {
    let (all, left) = unread::weigh(value, text);
    left * 3 <= all
}
