//! The title and the lines of a body, for rules.

use crate::document::{Document, Span};

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'d> {
    pub(super) span: Span,
    pub(super) text: &'d str,
    /// The text in lower case, made once for all rules.
    pub(super) lower: String,
}

/// The title, if there is one, and the lines of the body.
pub(super) fn lines(document: &Document) -> impl Iterator<Item = Line<'_>> {
    let text = document.text();
    let mut start = 0;
    text.split('\n').filter_map(move |raw| {
        let at = start + (raw.len() - raw.trim_start().len());
        start += raw.len() + 1;
        let line = raw.trim();
        let span = Span::new(at as u32, (at + line.len()) as u32);
        // The small form of the Turkish `İ` is an `i` with a dot above it.
        let lower = line.to_lowercase().replace("i\u{307}", "i");
        (!line.is_empty()).then_some(Line { span, text: line, lower })
    })
}

/// True if a line opens with one of these phrases, in any case, with brackets or stars before it and no letter behind.
pub(super) fn opens_with(line: &str, phrases: &[&str]) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    phrases.iter().any(|phrase| {
        bare.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            && !bare[phrase.len()..].starts_with(char::is_alphanumeric)
    })
}

/// True if a line opens with one of these words in capitals, or as a label before a colon or dash (`Update 2-…`).
pub(super) fn is_labelled(line: &str, labels: &[&str]) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    labels.iter().any(|label| {
        let Some(head) = bare.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label)) else {
            return false;
        };
        let rest = &bare[label.len()..];
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let marked = behind.starts_with([':', '-', '\u{2013}', '\u{2014}', '|', '*', ')', ']', '/']);
        !rest.starts_with(char::is_alphabetic)
            && (marked || behind.is_empty() || head.chars().all(|c| !c.is_lowercase()) && !is_shouted(behind))
    })
}

/// True if a line is in capitals as a whole, where a label in capitals says nothing.
pub(super) fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 3 && letters.clone().all(|c| !c.is_lowercase())
}

/// True if a text in lower case holds one of these phrases in lower case.
pub(super) fn holds(lower: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| lower.contains(phrase))
}

/// How many of these phrases a text holds, in any case; the phrases are in lower case.
pub(super) fn count(text: &str, phrases: &[&str]) -> usize {
    let lower = text.to_lowercase();
    phrases.iter().filter(|phrase| lower.contains(**phrase)).count()
}
