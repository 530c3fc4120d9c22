//! Fields in lines of `Key: value` before a text, as desks write them.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::error::InputError;
use super::forms;
use super::keys::fold;

/// Most lines of such a head, and the longest, in bytes.
const LINES: usize = 60;
const LONGEST: usize = 1000;
/// Longest key, in bytes, and its most words.
const LONGEST_KEY: usize = 40;
const WORDS: usize = 4;

/// Keys that stand before an article and nowhere else, without case and marks. One of them must be there.
const SURE: &[&str] = &[
    "byline",
    "headline",
    "messageid",
    "mimeversion",
    "priority",
    "pubstatus",
    "slug",
    "slugline",
    "status",
    "storyid",
    "storynumber",
    "subject",
    "title",
    "titel",
    "titre",
    "titulo",
    "título",
    "titular",
    "titolo",
    "überschrift",
    "schlagzeile",
    "urgency",
    "заголовок",
    "العنوان",
    "عنوان",
    "标题",
    "標題",
    "見出し",
    "タイトル",
    "제목",
];
/// Further keys of such heads that no field takes: they come back as they came.
const FURTHER: &[&str] = &[
    "bcc",
    "category",
    "cc",
    "contact",
    "contenttransferencoding",
    "contenttype",
    "copyright",
    "credit",
    "dateline",
    "desk",
    "edition",
    "editor",
    "from",
    "location",
    "note",
    "received",
    "replyto",
    "ressort",
    "returnpath",
    "section",
    "sender",
    "service",
    "subjects",
    "to",
    "topic",
    "topics",
    "wordcount",
    "words",
    "xmailer",
];

/// Sets the fields of the head, and gives the text behind it. A text without one comes back whole.
pub(super) fn read<'t>(text: &'t str, draft: &mut Draft<'_>) -> Result<&'t str, InputError> {
    let Some((mut fields, rest)) = split(text) else { return Ok(text) };
    let keys: Vec<String> = fields.keys().map(|key| fold(key)).collect();
    let is_known = |key: &String| {
        FURTHER.contains(&key.as_str()) || SURE.contains(&key.as_str()) || forms::names_a_field(key)
    };
    let known = keys.iter().filter(|key| is_known(key)).count();
    // The text itself stands under a key of a document of YAML.
    let is_text = |(key, value): (&String, &Value)| {
        forms::names_a_text(key)
            && value.as_str().is_some_and(|value| matches!(value, "|" | "|-" | ">" | ">-" | "|+" | ">+"))
    };
    if fields.iter().any(is_text) {
        let words = "the message is YAML, which is read only before a text, between lines of ---: send JSON";
        return Err(InputError::UnreadableBody(words.into()));
    }
    let is_sure = |key: &String| SURE.contains(&key.as_str()) || forms::names_an_embargo(key);
    if known < 2 || known * 2 < keys.len() || !keys.iter().any(is_sure) {
        return Ok(text);
    }
    forms::read_head(&mut fields, draft, "header");
    draft.keep_all(fields);
    Ok(rest)
}

/// The lines of `Key: value` that a text begins with, up to a blank line, and the text behind it.
fn split(text: &str) -> Option<(Map<String, Value>, &str)> {
    let start = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let mut fields: Map<String, Value> = Map::new();
    let mut last: Option<String> = None;
    let mut at = 0;
    for (number, line) in start.split_inclusive('\n').enumerate() {
        if number > LINES || line.len() > LONGEST {
            return None;
        }
        at += line.len();
        let plain = line.trim_end();
        if plain.trim().is_empty() {
            let rest = start[at..].trim_start_matches(['\n', '\r']);
            return (fields.len() > 1 && !rest.trim().is_empty()).then_some((fields, rest));
        }
        // A line that is indented goes on with the value before it.
        if plain.starts_with([' ', '\t']) {
            let value = last.as_ref().and_then(|key| fields.get_mut(key))?;
            // Below the mark of YAML stands the text, not the value.
            if value.as_str().is_some_and(|value| value.starts_with(['|', '>'])) {
                continue;
            }
            *value = format!("{} {}", value.as_str().unwrap_or_default(), plain.trim()).into();
            continue;
        }
        let (key, value) = plain.split_once([':', '\u{ff1a}'])?;
        if !is_key(key) || value.starts_with("//") {
            return None;
        }
        let key = key.trim().to_owned();
        if !value.trim().is_empty() && !fields.contains_key(&key) {
            fields.insert(key.clone(), value.trim().into());
        }
        last = Some(key);
    }
    None
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    let is_of_words = key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.'));
    !key.is_empty()
        && key.len() <= LONGEST_KEY
        && is_of_words
        && key.starts_with(char::is_alphabetic)
        && key.split_whitespace().count() <= WORDS
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::Article;
    use crate::article::input::{Hints, Rules, read};

    const STORY: &str = "Ferries sailed again on Monday.\n\nNo one was hurt.";

    fn article(head: &str) -> Article {
        read(format!("{head}\n\n{STORY}").as_bytes(), &Hints::default(), &Rules::default()).unwrap()
    }

    #[test]
    fn a_head_of_a_desk_is_no_text() {
        for ends in ["\n", "\r\n"] {
            let head = "Headline: Ferry service resumes\nSTATUS: Withheld\nStory-ID: FERRY-117\nSlug: ostra-ferry\nEmbargo: \
                2099-01-05T10:00:00Z\nByline: Ann Lee";
            let found = article(&head.replace('\n', ends));
            assert_eq!(found.title.as_deref(), Some("Ferry service resumes"));
            assert_eq!((found.id.as_str(), found.author.as_deref()), ("FERRY-117", Some("Ann Lee")));
            assert_eq!(found.pub_status.as_deref(), Some("withheld"));
            assert_eq!(found.embargoed_until.as_deref(), Some("2099-01-05T10:00:00Z"));
            assert_eq!((found.body.as_str(), &found.extra["Slug"]), (STORY, &json!("ostra-ferry")));
        }
    }

    #[test]
    fn a_head_of_a_mail_is_no_text() {
        let found = article(
            "From: desk@wire.example\nTo: all@news.example\nSubject: Ferry service\n resumes\nDate: Mon, 06 May 2024 07:15:00 \
             +0000\nMessage-ID: <ferry-1@wire.example>\nContent-Type: text/plain; charset=utf-8",
        );
        assert_eq!((found.title.as_deref(), found.body.as_str()), (Some("Ferry service resumes"), STORY));
        assert_eq!(found.published_at.as_deref(), Some("2024-05-06T07:15:00Z"));
        assert_eq!(found.id, "<ferry-1@wire.example>");
    }

    #[test]
    fn a_document_of_yaml_is_refused() {
        let yaml = "id: y-1\ntitle: Ferry\nbody: |\n  Ferries sailed again.\n\n  No one was hurt.\n";
        let error = read(yaml.as_bytes(), &Hints::default(), &Rules::default()).unwrap_err();
        assert_eq!(error.reason(), "unreadable_body");
    }

    #[test]
    fn other_lines_with_colons_are_text() {
        for head in [
            "Note: ferries sail again.",
            "Question: Why did you stop?\nAnswer: There was a storm.",
            "Location: Ostra\nDate: 7 May 2024\nContact: the harbour",
            "What: a regatta\nWhen: Saturday\nWhere: Ostra",
            "Leeds: 2\nHull: 1\nTitle: none of theirs",
            "https://news.example/1\nTitle: Ferry",
        ] {
            let found = article(head);
            assert!(found.body.starts_with(head) && found.title.is_none(), "{head}: {}", found.body);
        }
    }
}
