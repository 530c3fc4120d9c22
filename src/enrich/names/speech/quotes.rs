//! What stands between quotation marks.

use std::ops::Range;

use super::View;
use crate::document::{Gap, TokenKind};

/// Words between quotation marks, as tokens without the marks.
#[derive(Debug, Clone)]
pub(in super::super) struct Quote {
    pub tokens: Range<usize>,
    /// The paragraph begins with it.
    pub opens_paragraph: bool,
    /// It runs to the end of the paragraph without a closing mark: the next paragraph goes on with it.
    pub unclosed: bool,
}

/// The quotations of a document, in order.
pub(in super::super) fn find(view: &View<'_>) -> Vec<Quote> {
    let (mut found, mut open): (Vec<Quote>, Option<usize>) = (Vec::new(), None);
    let mut paragraph = None;
    for sentence in view.document.sentences() {
        let range = sentence.range();
        if paragraph != Some(sentence.paragraph) {
            // A mark left open counts only where the next paragraph opens one too.
            if let Some(first) = open.take()
                && view.tokens[range.start].kind == TokenKind::Quote
                && range.start > first + 1
            {
                push(view, &mut found, first, range.start, true);
            }
            paragraph = Some(sentence.paragraph);
        }
        for at in range {
            if view.tokens[at].kind != TokenKind::Quote {
                continue;
            }
            match open {
                Some(first) if closes(view, first, at) => {
                    push(view, &mut found, first, at, false);
                    open = None;
                }
                None if may_open(view, at) => open = Some(at),
                _ => {}
            }
        }
    }
    found
}

/// True if a token stands between quotation marks.
pub(in super::super) fn is_quoted(quotes: &[Quote], at: usize) -> bool {
    let index = quotes.partition_point(|quote| quote.tokens.end <= at);
    quotes.get(index).is_some_and(|quote| quote.tokens.start <= at)
}

fn push(view: &View<'_>, found: &mut Vec<Quote>, first: usize, end: usize, unclosed: bool) {
    if end > first + 1 {
        let opens_paragraph = first == 0 || view.tokens[first].gap >= Gap::Line;
        found.push(Quote { tokens: first + 1..end, opens_paragraph, unclosed });
    }
}

fn may_open(view: &View<'_>, at: usize) -> bool {
    match view.word(at) {
        "\u{201c}" | "\u{ab}" | "\u{2018}" | "``" | "`" | "\u{201e}" => true,
        // A plain mark opens where a word is glued to it and none before it.
        "\"" => at == 0 || view.tokens[at].gap != Gap::None || !view.is_word(at - 1),
        _ => false,
    }
}

/// True if a mark closes the one that opened at `first`.
fn closes(view: &View<'_>, first: usize, at: usize) -> bool {
    let mark = view.word(at);
    match view.word(first) {
        "\u{201c}" | "\u{201e}" => matches!(mark, "\u{201d}" | "\""),
        "\"" => matches!(mark, "\"" | "\u{201d}"),
        "\u{ab}" => mark == "\u{bb}",
        "``" => matches!(mark, "''" | "\"" | "\u{201d}"),
        // The single mark is an apostrophe too: it closes behind a mark or before a space.
        _ => {
            matches!(mark, "\u{2019}" | "'")
                && (!view.is_word(at - 1) || view.tokens.get(at + 1).is_none_or(|next| next.gap != Gap::None))
        }
    }
}
