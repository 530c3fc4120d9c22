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

/// Most bytes of a script's tag before its type. Chosen: identifiers and digests take some hundred.
const LONGEST_TAG: usize = 1000;

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
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let named = at + html[at..].find("ld+json")?;
            at = named + "ld+json".len();
            if !is_in_script_tag(&html[..named]) {
                continue;
            }
            // Scripts do not nest: the next one begins behind this one, and without its end there is none.
            let start = at + html[at..].find('>')? + 1;
            let end = start + end_of_script(&html[start..])?;
            at = end;
            let content = html[start..end].trim();
            return Some(content.trim_start_matches("<![CDATA[").trim_end_matches("]]>"));
        }
    })
}

/// True if a text ends inside the tag that opens a script.
fn is_in_script_tag(before: &str) -> bool {
    let window = before.floor_char_boundary(before.len().saturating_sub(LONGEST_TAG));
    let tag = before[window..].rfind('<').map(|open| &before[window + open + 1..]);
    tag.is_some_and(|tag| !tag.contains('>') && starts_with_script(tag))
}

/// The offset of the tag that closes a script.
fn end_of_script(html: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| starts_with_script(&html[at + 2..]))
}

fn starts_with_script(tag: &str) -> bool {
    tag.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("script"))
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

#[cfg(test)]
mod tests {
    use super::scripts;

    #[test]
    fn scripts_are_found_by_their_tags() {
        let html = "<p>ld+json > x</p><script>find('ld+json') > 0</script><SCRIPT id=\"a\" type=\"application/ld+json\">{\"a\":1}</SCRIPT>\
            <script type='application/ld+json'> <![CDATA[{\"b\":2}]]> </script>";
        assert_eq!(scripts(html).collect::<Vec<_>>(), ["{\"a\":1}", "{\"b\":2}"]);
    }

    #[test]
    fn a_script_without_its_end_is_the_last() {
        let html = "<script type=\"application/ld+json\">[[[[".repeat(50_000);
        assert_eq!(scripts(&html).count(), 0);
    }
}
