//! Clauses to a sentence that stands by itself.

use super::clause::{Piece, is_loose};
use crate::document::{Case, Document, Gap, TokenKind};

/// Fewer words than this say nothing.
const FEWEST_WORDS: usize = 4;

/// The clauses as one sentence: first letter upper case, one period, no half quotation. `None` where too little is
/// left.
pub(super) fn sentence(document: &Document, pieces: &[Piece]) -> Option<String> {
    let tokens = document.tokens();
    let mut text = String::new();
    let mut words = 0;
    let quotes = balanced(document, pieces);
    let brackets = closes(document, pieces);
    let mut previous: Option<usize> = None;
    let whole = pieces.first()?.whole.start..pieces.last()?.whole.end;
    let kept = |i: usize| {
        // The mark between two clauses belongs to neither; it stays where both do.
        pieces.iter().any(|piece| piece.kept.iter().any(|range| range.contains(&i)))
            || !pieces.iter().any(|piece| piece.whole.contains(&i))
    };
    for i in whole {
        let token = tokens[i];
        let word = document.word(&token);
        if !kept(i) || token.kind == TokenKind::Quote && !quotes && !matches!(word, "'" | "\u{2019}") {
            continue;
        }
        if text.is_empty()
            && (!token.is_word()
                && !matches!(token.kind, TokenKind::Number | TokenKind::Symbol | TokenKind::Quote)
                || token.case == Case::Lower && is_loose(document, i))
        {
            continue;
        }
        // `But prices fell`, `Meanwhile, prices fell`: what it links to is not told.
        if text.is_empty()
            && let Some(comma) = super::words::links(word)
            && (!comma || tokens.get(i + 1).is_some_and(|next| document.word(next) == ","))
        {
            continue;
        }
        if !brackets && matches!(word, "(" | ")" | "[" | "]") {
            continue;
        }
        let glued = token.gap == Gap::None && previous.is_some_and(|previous| previous + 1 == i);
        let mark =
            token.kind == TokenKind::Punctuation && matches!(word, "," | "." | ";" | ":" | ")" | "!" | "?");
        if mark && text.ends_with(',') {
            if word == "," {
                continue;
            }
            text.pop();
        }
        if !text.is_empty() && !glued && !mark {
            text.push(' ');
        }
        text.push_str(word);
        words += usize::from(token.is_word());
        previous = Some(i);
    }
    if words < FEWEST_WORDS {
        return None;
    }
    Some(closed(&text))
}

/// Whether the clauses hold as many opening as closing quotation marks.
fn balanced(document: &Document, pieces: &[Piece]) -> bool {
    let (mut open, mut close, mut straight) = (0, 0, 0);
    for i in pieces.iter().flat_map(|piece| piece.kept.iter().cloned().flatten()) {
        match document.word(&document.tokens()[i]) {
            "\u{201c}" | "``" | "\u{ab}" => open += 1,
            "\u{201d}" | "''" | "\u{bb}" => close += 1,
            "\"" => straight += 1,
            _ => {}
        }
    }
    open == close && straight % 2 == 0
}

/// Whether every bracket that opens closes, in that order.
fn closes(document: &Document, pieces: &[Piece]) -> bool {
    let mut open = 0_i32;
    for i in pieces.iter().flat_map(|piece| piece.kept.iter().cloned().flatten()) {
        match document.word(&document.tokens()[i]) {
            "(" | "[" => open += 1,
            ")" | "]" => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}

/// With its first letter upper case and a mark at its end.
fn closed(text: &str) -> String {
    let trimmed = text.trim_end_matches([',', ';', ':', '-', '\u{2013}', '\u{2014}', ' ']);
    let mut text = capitalised(trimmed);
    if !text.ends_with(['.', '!', '?', '\u{201d}', '"', '\u{2026}']) {
        text.push('.');
    }
    text
}

/// With its first letter upper case.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
