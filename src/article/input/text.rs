//! Plain text in the form of a wire dump: the body, then a line of hashtags, then a line with a time; both optional.

use jiff::tz::TimeZone;

use super::time;
use crate::article::Article;

/// Reads the whole of `text`; what is cut off as hashtags and time is not part of the body.
pub(super) fn read(text: &str, zone: &TimeZone) -> Article {
    let mut article = Article::default();
    let mut body = text.trim_end();
    let (rest, line) = last_line(body);
    if let Some(time) = time::read_line(line, zone) {
        time.publish(&mut article, line);
        body = rest;
    }
    let (rest, line) = last_line(body);
    if let Some(hashtags) = hashtags(line) {
        article.hashtags = hashtags;
        body = rest;
    }
    body.clone_into(&mut article.body);
    article
}

/// The text before the last line, and the last line, both without white space at their ends.
fn last_line(text: &str) -> (&str, &str) {
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    (text[..start].trim_end(), text[start..].trim())
}

/// The hashtags of a line that holds nothing else.
fn hashtags(line: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for word in line.split([' ', '\t', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
        let tag = word.strip_prefix('#')?;
        if tag.is_empty() || tag.contains('#') || !tag.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        {
            return None;
        }
        found.push(tag.to_owned());
    }
    (!found.is_empty()).then_some(found)
}
