//! Front matter: fields in YAML between lines of `---`, or in TOML between lines of `+++`, before a text, as Markdown files
//! have it.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::fields::Field;
use super::forms;

/// Longest front matter, in bytes.
const LONGEST: usize = 16 * 1024;

/// Keys that front matter has under names of its own.
const KEYS: &[(Field, &[&str])] = &[
    (Field::PublishedAt, &["created"]),
    (Field::UpdatedAt, &["lastmod"]),
    (Field::Url, &["canonical_url", "permalink", "link"]),
    (Field::Keywords, &["keywords", "tags", "categories"]),
    (Field::Version, &["version"]),
    (Field::PubStatus, &["pub_status", "status"]),
    (Field::Type, &["type"]),
];

/// Sets the fields of the front matter, and gives the text behind it. A text without it comes back whole.
pub(super) fn read<'t>(text: &'t str, draft: &mut Draft<'_>) -> &'t str {
    let Some((mut fields, rest)) = split(text) else { return text };
    let is_own = |key: &String| KEYS.iter().any(|(_, keys)| keys.contains(&key.as_str()));
    let known = |key: &String| is_own(key) || forms::names_a_field(key) || forms::names_an_embargo(key);
    if !fields.keys().any(known) {
        return text;
    }
    // Some programs keep what is not theirs below a key of its own.
    if let Some(Value::Object(inner)) = fields.get("params").or(fields.get("extra")).cloned() {
        for (key, value) in inner {
            fields.entry(key).or_insert(value);
        }
    }
    forms::read_head(&mut fields, draft, "front matter");
    for (field, keys) in KEYS {
        for key in *keys {
            if let Some(value) = fields.get(*key).cloned()
                && draft.offer(*field, value, format!("front matter/{key}")).is_ok()
            {
                fields.shift_remove(*key);
            }
        }
    }
    draft.keep_all(fields);
    without_title(rest, draft.article.title.as_deref())
}

/// The text without a heading that repeats the title.
fn without_title<'t>(text: &'t str, title: Option<&str>) -> &'t str {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let repeats = line.strip_prefix("# ").is_some_and(|heading| Some(heading.trim()) == title);
    if repeats { text[line.len()..].trim_start_matches(['\n', '\r']) } else { text }
}

/// The fields between the first line, which is `---` (YAML) or `+++` (TOML), and the next such line, and the text behind that.
fn split(text: &str) -> Option<(Map<String, Value>, &str)> {
    let text = text.trim_start();
    let mark = ["---", "+++"].into_iter().find(|mark| text.starts_with(mark))?;
    let start = text.strip_prefix(mark)?.trim_start_matches([' ', '\t']).strip_prefix(['\n', '\r'])?;
    let mut at = 0;
    for line in start.split_inclusive(['\n', '\r']) {
        if at > LONGEST {
            return None;
        }
        let plain = line.trim_end();
        if plain == mark || plain == "..." && mark == "---" {
            let source = start[..at].replace('\r', "\n");
            let fields = if mark == "---" { of_yaml(&source)? } else { of_toml(&source)? };
            return Some((fields, start[at + line.len()..].trim_start_matches(['\n', '\r'])));
        }
        at += line.len();
    }
    None
}

fn of_yaml(source: &str) -> Option<Map<String, Value>> {
    match serde_norway::from_str::<Value>(source).ok()? {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

fn of_toml(source: &str) -> Option<Map<String, Value>> {
    let table = source.parse::<toml::Table>().ok()?;
    Some(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
}

/// A value of TOML as JSON; its times are texts.
fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::Article;
    use crate::article::input::{Hints, Rules, read};

    fn article(text: &str, content_type: &str) -> Article {
        let hints = Hints { content_type: Some(content_type), ..Hints::default() };
        read(text.as_bytes(), &hints, &Rules::default()).unwrap()
    }

    const POST: &str = "---\ntitle: \"Ferry: service resumes\"\ndate: 2024-05-07 06:30:00 +0000\nauthor: Ann Lee\ntags:\n  - ferry\n  - \
        storm\nlang: en\nlayout: post\nweight: 3\n---\n\nFerries sailed again on *Monday*.\n";

    #[test]
    fn front_matter_is_no_text() {
        for (ends, content_type) in
            [("\n", "text/markdown"), ("\n", "text/plain"), ("\r\n", "text/markdown"), ("\r", "text/plain")]
        {
            let found = article(&POST.replace('\n', ends), content_type);
            assert_eq!(found.title.as_deref(), Some("Ferry: service resumes"), "{ends:?} {content_type}");
            assert_eq!(found.published_at.as_deref(), Some("2024-05-07T06:30:00Z"));
            assert_eq!((found.author.as_deref(), found.language.as_deref()), (Some("Ann Lee"), Some("en")));
            assert_eq!(found.keywords, ["ferry", "storm"]);
            assert_eq!((&found.extra["layout"], &found.extra["weight"]), (&json!("post"), &json!(3)));
            let body = if content_type == "text/markdown" {
                "Ferries sailed again on Monday."
            } else {
                "Ferries sailed again on *Monday*."
            };
            assert_eq!(found.body.trim_end(), body, "{ends:?} {content_type}");
        }
    }

    #[test]
    fn front_matter_in_toml_and_under_other_names_is_read() {
        let toml = "+++\ntitle = \"Ferry\"\ndate = 2024-05-07T06:30:00Z\ndraft = true\n[params]\nauthor = \"Ann Lee\"\n+++\nFerries \
            sailed again on Monday.";
        let yaml = "---\nTitle: Ferry\nPublish_Date: 2024-05-07T06:30:00Z\nholdUntil: 2099-01-05T10:00:00Z\nAuthor: Ann \
            Lee\n---\nFerries sailed again on Monday.";
        for (text, status, embargo) in
            [(toml, Some("withheld"), None), (yaml, None, Some("2099-01-05T10:00:00Z"))]
        {
            let found = article(text, "text/plain");
            assert_eq!(
                (found.title.as_deref(), found.author.as_deref()),
                (Some("Ferry"), Some("Ann Lee")),
                "{text}"
            );
            assert_eq!(found.published_at.as_deref(), Some("2024-05-07T06:30:00Z"), "{text}");
            assert_eq!(
                (found.pub_status.as_deref(), found.embargoed_until.as_deref()),
                (status, embargo),
                "{text}"
            );
            assert_eq!(found.body, "Ferries sailed again on Monday.", "{text}");
        }
    }

    #[test]
    fn a_heading_that_repeats_the_title_is_no_text() {
        let post = POST.replace("---\n\nFerries", "---\n\n# Ferry: service resumes\n\nFerries");
        assert_eq!(article(&post, "text/markdown").body.trim_end(), "Ferries sailed again on Monday.");
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter() {
        for text in [
            "---\nFerries sailed again on Monday.\n---\nThe end.",
            "---\nNote: ferries sail again.\n---\nThe end.",
            "---\ntitle: Ferry\nFerries sailed again on Monday.",
            "---\n- title\n- date\n---\nFerries sailed again.",
            "--- Ferries sailed again.\n---\nThe end.",
            "---\ntitle: [\n---\nFerries sailed again.",
        ] {
            let found = article(text, "text/plain");
            assert_eq!((found.body.as_str(), found.title), (text, None));
        }
    }
}
