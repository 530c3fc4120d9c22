//! A sentence in clauses, and what is left of each when the numbers that are no figures go.

use std::ops::Range;

use super::super::figures::{Figure, is_cardinal};
use crate::document::{Document, Gap, Span, TokenKind};

/// A clause: the token ranges of it that are kept; empty where it cannot be told.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) kept: Vec<Range<usize>>,
    pub(super) whole: Range<usize>,
    /// Cannot be told: it holds a number that is no figure and that no phrase lets go.
    pub(super) barred: bool,
}

impl Piece {
    /// Whether a span lies in what is kept.
    pub(super) fn contains(&self, document: &Document, span: Span) -> bool {
        let tokens = document.tokens();
        self.kept.iter().any(|range| {
            !range.is_empty()
                && tokens[range.start].span.start <= span.start
                && span.end <= tokens[range.end - 1].span.end
        })
    }
}

/// Words that open a clause after a comma.
const OPENERS: &[&str] = &[
    "and",
    "but",
    "while",
    "as",
    "which",
    "who",
    "where",
    "when",
    "after",
    "because",
    "with",
    "although",
    "though",
    "including",
    "according",
    "compared",
    "up",
    "down",
    "from",
    "making",
    "bringing",
    "since",
    "or",
    "so",
    "yet",
    "before",
    "until",
    "whose",
    "despite",
    "following",
];
/// Openers that say nothing without the clause before.
const BOUND: &[&str] = &[
    "which",
    "who",
    "whose",
    "where",
    "including",
    "with",
    "compared",
    "up",
    "down",
    "from",
    "making",
    "bringing",
    "than",
    "according",
    "that",
];
/// Openers that a sentence can do without.
const LOOSE: &[&str] = &["and", "but", "while", "or", "so", "yet", "although", "though", "as"];

fn is_one_of(document: &Document, i: usize, words: &[&str]) -> bool {
    document.tokens().get(i).is_some_and(|token| {
        let text = document.word(token);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    })
}

/// The clauses of a sentence, in order.
pub(super) fn pieces(document: &Document, figures: &[Figure], sentence: usize) -> Vec<Piece> {
    let range = document.sentences()[sentence].range();
    let mut start = after_dateline(document, range.clone());
    let mut pieces = Vec::new();
    for i in range.clone().skip(start - range.start) {
        let text = document.word(&document.tokens()[i]);
        let dash = matches!(text, "\u{2014}" | "\u{2013}" | "--") && document.tokens()[i].gap != Gap::None;
        let border = text == ";" || dash || text == "," && is_one_of(document, i + 1, OPENERS);
        if border && i > start {
            pieces.push(piece(document, figures, start..i));
            start = i + 1;
        }
    }
    if start < range.end {
        pieces.push(piece(document, figures, start..range.end));
    }
    pieces
}

/// Behind `LONDON (Reuters) -`.
fn after_dateline(document: &Document, range: Range<usize>) -> usize {
    let tokens = document.tokens();
    let reach = range.end.min(range.start + 14);
    let dash = (range.start..reach).find(|&i| {
        matches!(document.word(&tokens[i]), "-" | "--" | "_" | "\u{2013}" | "\u{2014}")
            && tokens[i].gap != Gap::None
    });
    match dash {
        Some(i)
            if i > range.start
                && (range.start..i)
                    .all(|at| !tokens[at].is_word() || tokens[at].is_capitalised(document.text())) =>
        {
            i + 1
        }
        _ => range.start,
    }
}

fn piece(document: &Document, figures: &[Figure], whole: Range<usize>) -> Piece {
    let mut kept = vec![whole.clone()];
    let mut barred = false;
    let mut i = whole.start;
    while i < whole.end {
        if !is_foreign(document, figures, i) {
            i += 1;
            continue;
        }
        let Some(gone) = around(document, figures, whole.clone(), i) else {
            barred = true;
            break;
        };
        let last = kept.pop().unwrap_or(whole.clone());
        kept.push(last.start..gone.start.max(last.start));
        kept.push(gone.end..whole.end);
        i = gone.end.max(i + 1);
    }
    kept.retain(|range| !range.is_empty());
    barred |= kept.is_empty();
    Piece { kept, whole, barred }
}

/// Whether a token holds a number that is no figure.
fn is_foreign(document: &Document, figures: &[Figure], i: usize) -> bool {
    let token = &document.tokens()[i];
    let numeric = document.word(token).chars().any(char::is_numeric) || is_cardinal(token);
    numeric && !holds_figure(figures, token.span)
}

/// Whether a figure overlaps a span; figures stand in the order of the text.
fn holds_figure(figures: &[Figure], span: Span) -> bool {
    let behind = figures.partition_point(|figure| figure.span.start < span.end);
    figures[behind.saturating_sub(3)..behind].iter().any(|figure| figure.span.overlaps(span))
}

/// The phrase around a number that the clause can do without: `on September 20`, `(1800 GMT)`, `in 2018`.
fn around(document: &Document, figures: &[Figure], whole: Range<usize>, i: usize) -> Option<Range<usize>> {
    let tokens = document.tokens();
    let word = |at: usize| document.word(&tokens[at]);
    let figure = |range: Range<usize>| range.clone().any(|at| holds_figure(figures, tokens[at].span));
    if let Some(open) = (whole.start..i).rev().take(12).find(|&at| word(at) == "(") {
        let close = (i..whole.end).find(|&at| word(at) == ")");
        if let Some(close) =
            close.filter(|&close| !(open..i).any(|at| word(at) == ")") && !figure(open..close))
        {
            return Some(open..close + 1);
        }
    }
    // `a man, 45, to`: an aside that is only a number.
    let comma = |at: usize| whole.contains(&at) && word(at) == ",";
    if i > whole.start && comma(i - 1) && comma(i + 1) {
        return Some(i - 1..i + 2);
    }
    let dates = |at: usize| {
        tokens[at].kind == TokenKind::Number
            || is_one_of(document, at, MONTHS)
            || matches!(word(at), "," | "-" | "\u{2013}" | ".")
                && at + 1 < whole.end
                && tokens[at + 1].kind == TokenKind::Number
    };
    let mut end = i + 1;
    while end < whole.end && dates(end) && !figure(end..end + 1) {
        end += 1;
    }
    let mut start = i;
    while start > whole.start
        && (dates(start - 1)
            || is_one_of(document, start - 1, WEEKDAYS)
            || word(start - 1) == "," && start >= whole.start + 2 && is_one_of(document, start - 2, WEEKDAYS))
        && !figure(start - 1..start)
    {
        start -= 1;
    }
    if start > whole.start
        && is_one_of(
            document,
            start - 1,
            &["on", "in", "since", "by", "until", "during", "of", "from", "late", "early"],
        )
    {
        start -= 1;
        if start > whole.start && is_one_of(document, start - 1, &["late", "early", "on", "back", "as"]) {
            start -= 1;
        }
        // A year that qualifies a noun (`in 2018 figures`) leaves a broken phrase.
        let closes = end == whole.end || !tokens[end].is_word() || is_one_of(document, end, CONTINUES);
        if closes && tokens[i].kind == TokenKind::Number {
            if end < whole.end && word(end) == "," && (start == whole.start || word(start - 1) == ",") {
                end += 1;
            }
            return Some(start..end);
        }
    }
    None
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];
const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// What may follow a date phrase that goes.
const CONTINUES: &[&str] = &[
    "and", "or", "but", "to", "in", "at", "by", "for", "with", "after", "when", "as", "that", "the", "a",
    "an", "because", "while", "from", "said", "was", "were", "is", "are", "had", "has", "have", "will",
    "would", "on", "over", "he", "she", "they", "it", "who", "which", "where", "under", "against", "near",
];

/// Widens a run of clauses so that it says something by itself, and cuts what it can do without. `None` where a
/// barred clause would be needed.
pub(super) fn grounded(
    document: &Document,
    pieces: &[Piece],
    from: usize,
    until: usize,
) -> Option<(usize, usize)> {
    let mut from = from;
    while from > 0
        && pieces[from].kept.first().is_some_and(|range| {
            is_one_of(document, range.start, BOUND) && !is_one_of(document, range.start, LOOSE)
        })
    {
        from -= 1;
    }
    (from < until && pieces[from..until].iter().all(|piece| !piece.barred)).then_some((from, until))
}

/// Whether a clause opens with a word that a sentence can do without.
pub(super) fn is_loose(document: &Document, i: usize) -> bool {
    is_one_of(document, i, LOOSE)
}
