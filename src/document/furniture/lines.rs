//! The lines of a body.

use crate::document::Span;

/// A line that is not blank, without white space at its ends.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
    /// The text in lower case without brackets, dashes and bullets in front, for comparison.
    pub(super) plain: String,
}

impl Line<'_> {
    /// True if the line has no more words than this; a long line is not read to its end.
    pub(super) fn has_at_most(&self, words: usize) -> bool {
        self.text.split_whitespace().nth(words).is_none()
    }

    pub(super) fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\u{201d}', '\u{2019}', '\'', ')', ']']);
        text.ends_with(['.', '!', '?', '\u{2026}'])
    }
}

/// The first so many characters of a line decide what it is.
const LOOKED_AT: usize = 120;

pub(super) fn lines(text: &str, body_start: u32) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = body_start as usize;
    for raw in text[start..].split('\n') {
        let line = raw.trim();
        if !line.is_empty() {
            let at = start + (raw.len() - raw.trim_start().len());
            let span = Span::new(at as u32, (at + line.len()) as u32);
            lines.push(Line { span, text: line, plain: plain(line) });
        }
        start += raw.len() + 1;
    }
    lines
}

fn plain(line: &str) -> String {
    let bare =
        line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '@' | '#' | '\u{a9}'));
    let head = &bare[..bare.floor_char_boundary(LOOKED_AT)];
    head.to_lowercase().replace('\u{2019}', "'")
}
