//! The article that a page of HTML holds in JSON-LD, for pages whose text a script writes.

use serde_json::Value;

use super::json_size;
use super::pointer::Fields;
use super::prose::letters;
use super::schema_org::is_article;

/// Deepest nesting that is searched for the article.
const DEPTH: usize = 8;

/// The article in the JSON-LD of a page; `None` where there is none with a text, or several.
pub(super) fn article(html: &str) -> Option<Fields> {
    let body = |fields: &Fields| fields.get("articleBody").and_then(Value::as_str).map(letters);
    let mut articles = articles(html);
    articles.retain(|fields| fields.get("articleBody").is_some_and(Value::is_string));
    articles.dedup_by(|a, b| body(a) == body(b));
    match articles.len() {
        1 => articles.pop(),
        _ => None,
    }
}

/// What the JSON-LD of a page says of its article: of one with a text, else of the only one.
pub(super) fn described(html: &str) -> Option<Fields> {
    if !html.contains("ld+json") {
        return None;
    }
    article(html).or_else(|| {
        let mut articles = articles(html);
        if articles.len() == 1 { articles.pop() } else { None }
    })
}

/// The articles in the JSON-LD of a page.
fn articles(html: &str) -> Vec<Fields> {
    let mut articles: Vec<Fields> = Vec::new();
    for script in scripts(html) {
        if let Some(value) = json_size::nested(script) {
            collect(value, DEPTH, &mut articles);
        }
    }
    articles
}

/// The text of the article in the JSON-LD of a page.
pub(super) fn text(html: &str) -> Option<String> {
    article(html)?.get("articleBody")?.as_str().map(str::to_owned)
}

/// The contents of the scripts that are JSON-LD.
fn scripts(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("ld+json").filter_map(|(at, _)| {
        let rest = &html[at..];
        let content = &rest[rest.find('>')? + 1..];
        let end = content.find("</script").or_else(|| content.find("</SCRIPT"))?;
        let content = content[..end].trim();
        Some(content.trim_start_matches("<![CDATA[").trim_end_matches("]]>"))
    })
}

/// Adds the articles in a value.
fn collect(value: Value, depth: usize, articles: &mut Vec<Fields>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, depth, articles)),
        Value::Object(fields) if is_article(&fields) => articles.push(fields),
        Value::Object(mut fields) => {
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                if let Some(value) = fields.get_mut(key) {
                    collect(value.take(), depth, articles);
                }
            }
        }
        _ => {}
    }
}
