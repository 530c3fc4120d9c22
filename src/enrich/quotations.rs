//! Quotations: the words between quotation marks, found once for every stage that asks who speaks.
//!
//! A quotation opens and closes within a paragraph. One that a paragraph leaves open counts only where the next
//! paragraph opens again, as newspapers set long quotations; any other open mark is an error of the text and is passed
//! over. Single marks are apostrophes too, so that a single mark opens only where its closing mark is found.

use std::ops::Range;

use crate::document::{Document, Gap, Token, TokenKind};
use crate::lexicon::word_lists;

word_lists! {
    "attribution":
    ELIDED_WORDS,
}

/// Words between quotation marks, as tokens without the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The paragraph begins with it.
    pub opens_paragraph: bool,
    /// It runs to the end of the paragraph without a closing mark: the next paragraph goes on with it.
    pub unclosed: bool,
}

/// A pair of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    Double,
    Single,
    Angle,
}

/// A quotation in single marks is at most so long.
const LONGEST_SINGLE: usize = 150;

/// The quotations of a document, in order and without overlaps.
pub fn find(document: &Document) -> Vec<Quotation> {
    let tokens = document.tokens();
    let mut found = Vec::new();
    let marked = tokens.iter().any(|token| token.kind == TokenKind::Quote);
    let mut start = 0;
    while marked && start < tokens.len() {
        let end = (start + 1..tokens.len()).find(|&i| ends_paragraph(tokens, i)).unwrap_or(tokens.len());
        let paragraph = Paragraph { document, tokens, start, end };
        paragraph.scan(&mut found);
        start = end;
    }
    found
}

/// True if a token stands between quotation marks.
pub(in crate::enrich) fn is_quoted(quotations: &[Quotation], at: usize) -> bool {
    quotation_at(quotations, at).is_some()
}

/// The index of the quotation in which a token stands.
pub(in crate::enrich) fn quotation_at(quotations: &[Quotation], at: usize) -> Option<usize> {
    let index = quotations.partition_point(|quotation| quotation.tokens.end <= at);
    quotations.get(index).filter(|quotation| quotation.tokens.start <= at).map(|_| index)
}

/// True if a paragraph begins at a token. A line that begins in lower case goes on with the one before.
fn ends_paragraph(tokens: &[Token], i: usize) -> bool {
    match tokens[i].gap {
        Gap::Paragraph => true,
        Gap::Line => tokens[i].case != crate::document::Case::Lower,
        Gap::None | Gap::Space => false,
    }
}

/// The tokens of a paragraph.
#[derive(Clone, Copy)]
struct Paragraph<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    start: usize,
    end: usize,
}

impl Paragraph<'_> {
    fn scan(self, found: &mut Vec<Quotation>) {
        let mut at = self.start;
        while at < self.end {
            let Some(pair) = self.opening(at) else {
                at += 1;
                continue;
            };
            match self.closing(pair, at) {
                Some(Close::At(close)) => {
                    self.push(found, at, close, false);
                    at = close + 1;
                }
                // Each paragraph of a long quotation opens again, here without line breaks between them.
                Some(Close::Restart(next)) => {
                    if self.ends_sentence(next) && !self.has_speaker(at, next) {
                        self.push(found, at, next, true);
                    }
                    at = next;
                }
                None if pair == Pair::Double && self.goes_on() => {
                    self.push(found, at, self.end, true);
                    return;
                }
                None => at += 1,
            }
        }
    }

    fn push(self, found: &mut Vec<Quotation>, open: usize, close: usize, unclosed: bool) {
        if close > open + 1 {
            found.push(Quotation { tokens: open + 1..close, opens_paragraph: open == self.start, unclosed });
        }
    }

    fn ends_sentence(self, next: usize) -> bool {
        matches!(self.document.word(&self.tokens[next - 1]), "." | "!" | "?" | "...")
    }

    /// True if words between two marks tell who speaks: the first has lost its end, and the speaker stands behind it.
    fn has_speaker(self, open: usize, next: usize) -> bool {
        let says =
            |i: &usize| matches!(self.document.word(&self.tokens[*i]), "said" | "says" | "added" | "told");
        (open + 1..next).any(|i| says(&i) && matches!(self.tokens[i - 1].kind, TokenKind::Word))
    }

    fn text(self, at: usize) -> &'static str {
        // The marks are compared by their text alone.
        match self.tokens.get(at).filter(|token| token.kind == TokenKind::Quote) {
            Some(token) => mark(self.document.word(token)),
            None => "",
        }
    }

    /// True if nothing is glued to a mark from the left but another opening mark, a dash or a bracket.
    fn is_free_before(self, at: usize) -> bool {
        at == self.start
            || self.tokens[at].gap != Gap::None
            || matches!(self.tokens[at - 1].kind, TokenKind::Quote | TokenKind::Punctuation)
                && !matches!(self.document.word(&self.tokens[at - 1]), "." | "," | "!" | "?" | ")" | "...")
    }

    fn is_glued_behind(self, at: usize) -> bool {
        at + 1 < self.end && self.tokens[at + 1].gap == Gap::None
    }

    /// The pair that a mark opens.
    fn opening(self, at: usize) -> Option<Pair> {
        let (free, glued) = (self.is_free_before(at), self.is_glued_behind(at));
        match self.text(at) {
            "\u{201c}" => Some(Pair::Double),
            "\"" if free && (glued || self.tokens[at].gap != Gap::None) => Some(Pair::Double),
            "\u{2018}" if glued => Some(Pair::Single),
            "'" if free && glued && !self.is_elision(at) => Some(Pair::Single),
            "\u{ab}" => Some(Pair::Angle),
            _ => None,
        }
    }

    /// `'em`, `'til`, `'90s`.
    fn is_elision(self, at: usize) -> bool {
        let next = &self.tokens[at + 1];
        next.kind == TokenKind::Number
            || ELIDED_WORDS.iter().any(|word| self.document.word(next).eq_ignore_ascii_case(word))
    }

    fn closing(self, pair: Pair, open: usize) -> Option<Close> {
        match pair {
            Pair::Double => self.close_double(open),
            Pair::Single => self.close_single(open).map(Close::At),
            Pair::Angle => (open + 1..self.end).find(|&i| self.text(i) == "\u{bb}").map(Close::At),
        }
    }

    fn close_double(self, open: usize) -> Option<Close> {
        let mut nested = false;
        for at in open + 1..self.end {
            match self.text(at) {
                "\u{201d}" | "''" | "\"" if nested => nested = false,
                // A straight mark with a space before and none behind opens: the mark before has lost its end.
                "\"" if self.tokens[at].gap != Gap::None && self.is_glued_behind(at) => {
                    return Some(Close::Restart(at));
                }
                "\u{201d}" | "''" | "\"" => return Some(Close::At(at)),
                // A quotation in a quotation has two closing marks behind it.
                "\u{201c}" => {
                    if self.marks_behind(at) < 2 {
                        return Some(Close::Restart(at));
                    }
                    nested = true;
                }
                _ => {}
            }
        }
        None
    }

    /// The closing marks behind a mark before the next opening one.
    fn marks_behind(self, at: usize) -> usize {
        let marks = (at + 1..self.end).map(|i| self.text(i)).take_while(|&mark| mark != "\u{201c}");
        marks.filter(|mark| matches!(*mark, "\u{201d}" | "\"")).count()
    }

    /// The end of a quotation in single marks. Behind a letter s the mark may be a possessive (`the workers' union`).
    fn close_single(self, open: usize) -> Option<usize> {
        // A fragment in lower case is short: it ends with the first mark that can be its end.
        let fragment = self.tokens[open + 1].case == crate::document::Case::Lower;
        let mut possessive = None;
        let mut doubles = 0;
        for at in open + 1..self.end.min(open + LONGEST_SINGLE) {
            doubles += usize::from(matches!(self.text(at), "\"" | "\u{201c}" | "\u{201d}"));
            if !matches!(self.text(at), "\u{2019}" | "'") || self.tokens[at].gap != Gap::None {
                continue;
            }
            let next = self.tokens.get(at + 1).filter(|_| at + 1 < self.end);
            let before = self.tokens[at - 1];
            let marked = before.kind == TokenKind::Punctuation
                || next.is_none_or(|next| {
                    matches!(next.kind, TokenKind::Punctuation | TokenKind::Quote)
                        && self.document.word(next) != "-"
                });
            let apart = next.is_none_or(|next| next.gap != Gap::None);
            if doubles % 2 == 0
                && (marked || apart && (fragment || !self.document.word(&before).ends_with(['s', 'S'])))
            {
                return Some(at);
            }
            if apart && doubles % 2 == 0 {
                possessive.get_or_insert(at);
            }
        }
        possessive
    }

    /// True if the next paragraph opens a quotation again.
    fn goes_on(self) -> bool {
        let next = self.end;
        next < self.tokens.len() && matches!(self.text(next), "\u{201c}" | "\"")
    }
}

/// Where a quotation closes, or where the next one opens if this one has lost its end.
enum Close {
    At(usize),
    Restart(usize),
}

/// A mark in the form by which rules ask for it.
fn mark(text: &str) -> &'static str {
    match text {
        "\u{201c}" | "\u{201e}" | "\u{201f}" | "``" => "\u{201c}",
        "\u{201d}" => "\u{201d}",
        "''" => "''",
        "\"" => "\"",
        "\u{2018}" | "\u{201a}" | "\u{201b}" | "`" => "\u{2018}",
        "\u{2019}" => "\u{2019}",
        "'" => "'",
        "\u{ab}" => "\u{ab}",
        "\u{bb}" => "\u{bb}",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<String> {
        let document = Document::new(None, text);
        let tokens = document.tokens();
        let words = |quotation: &Quotation| {
            let span = tokens[quotation.tokens.start].span.to(tokens[quotation.tokens.end - 1].span);
            document.slice(span).to_owned()
        };
        find(&document).iter().map(words).collect()
    }

    #[test]
    fn marks_of_all_kinds_open_and_close() {
        for (text, expected) in [
            ("\"It holds,\" she said. \"It will.\"", &["It holds,", "It will."][..]),
            ("“It holds,” she said.", &["It holds,"]),
            ("‘It’s the workers’ bridge,’ she said.", &["It’s the workers’ bridge,"]),
            ("'It's the workers' bridge,' she said.", &["It's the workers' bridge,"]),
            ("The 'rogue states' list grew.", &["rogue states"]),
            ("He said ‘the “old” bridge’ fell.", &["the “old” bridge"]),
            ("«Il pont tient», he said.", &["Il pont tient"]),
            ("``It holds,'' she said.", &["It holds,"]),
            (
                "His 'no new taxes' pledge failed. He said 'it is over,' and left.",
                &["no new taxes", "it is over,"],
            ),
            ("Rock 'n' roll in the '90s was the fans' joy.", &[]),
            ("She said “I told him “no” twice” and left.", &["I told him “no” twice"]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_lost_mark_spoils_one_quotation_only() {
        assert_eq!(quoted("\"We lost, he said. \"It was hard,\" he added."), ["It was hard,"]);
        assert_eq!(quoted("\"We lost it. \"It was hard,\" he added."), ["We lost it.", "It was hard,"]);
        assert_eq!(quoted("“We lost, he said.\n\nThe team left. “It was hard,” he added."), ["It was hard,"]);
    }

    #[test]
    fn a_long_quotation_opens_each_paragraph_again() {
        let text = "“We built it.\n\n“It took years,” she said.";
        let document = Document::new(None, text);
        let found = find(&document);
        assert_eq!(found.iter().map(|quotation| quotation.unclosed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(quoted(text), ["We built it.", "It took years,"]);
    }
}
