//! Front matter: fields in YAML between lines of `---` before a text, as Markdown files have it.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::fields::Field;

/// Longest front matter, in bytes.
const LONGEST: usize = 16 * 1024;

/// The keys of each field, the surest first.
const KEYS: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "guid", "uid", "uri"]),
    (Field::Title, &["title", "headline"]),
    (
        Field::PublishedAt,
        &[
            "published_at",
            "published",
            "publishDate",
            "pubDate",
            "datePublished",
            "date",
            "datetime",
            "created",
        ],
    ),
    (Field::UpdatedAt, &["updated_at", "updated", "lastmod", "last_modified_at", "modified"]),
    (Field::EmbargoedUntil, &["embargoed_until", "embargo"]),
    (Field::Version, &["version"]),
    (Field::PubStatus, &["pub_status", "status"]),
    (Field::Type, &["type"]),
    (Field::Urgency, &["urgency"]),
    (Field::Language, &["language", "lang", "locale"]),
    (Field::Source, &["source", "publisher", "agency"]),
    (Field::Url, &["url", "canonical_url", "permalink", "link"]),
    (Field::Author, &["author", "authors", "byline"]),
    (Field::Hashtags, &["hashtags"]),
    (Field::Keywords, &["keywords", "tags", "categories"]),
];

/// Sets the fields of the front matter, and gives the text behind it. A text without it comes back whole.
pub(super) fn read<'t>(text: &'t str, draft: &mut Draft<'_>) -> &'t str {
    let Some((mut fields, rest)) = split(text) else { return text };
    let known = |key: &String| KEYS.iter().any(|(_, keys)| keys.contains(&key.as_str()));
    if !fields.keys().any(known) {
        return text;
    }
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

/// The fields between the first line, which is `---`, and the next such line, and the text behind that.
fn split(text: &str) -> Option<(Map<String, Value>, &str)> {
    let start = text.trim_start().strip_prefix("---")?;
    let start = start.trim_start_matches([' ', '\t']).strip_prefix(['\n', '\r'])?;
    let mut at = 0;
    for line in start.split_inclusive(['\n', '\r']) {
        if at > LONGEST {
            return None;
        }
        if matches!(line.trim_end(), "---" | "...") {
            let fields = serde_norway::from_str::<Value>(&start[..at].replace('\r', "\n")).ok()?;
            let Value::Object(fields) = fields else { return None };
            return Some((fields, start[at + line.len()..].trim_start_matches(['\n', '\r'])));
        }
        at += line.len();
    }
    None
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
