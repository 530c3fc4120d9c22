//! Tokens to sentences.

use super::abbreviations::{Ends, abbreviation};
use super::{Case, Gap, Section, Sentence, Token, TokenKind};
use crate::lexicon::{self, SENTENCE_OPENER};

/// A text without a full stop is parted at a comma behind so many tokens, at a space behind twice as many, and anywhere behind four
/// times as many. Chosen: far above any sentence; rules that look at a whole sentence cost the square of its length.
pub(super) const LONGEST: usize = 1000;

/// Most quotation marks and brackets behind a full stop. Chosen: quotations in quotations in brackets take four.
const CLOSING_MARKS: usize = 16;

pub(super) fn split(text: &str, tokens: &[Token], body_start: u32) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(tokens.len() / 20 + 4);
    let mut first = 0;
    let mut paragraph = 0;
    for index in 1..=tokens.len() {
        let hard = tokens.get(index).is_none_or(|next| next.gap >= Gap::Line);
        if !hard && !soft_break(text, tokens, index) && !is_endless(text, tokens, first, index) {
            continue;
        }
        let span = tokens[first].span.to(tokens[index - 1].span);
        let section = if span.start < body_start { Section::Title } else { Section::Body };
        sentences.push(Sentence { span, tokens: first as u32..index as u32, section, paragraph });
        paragraph += u32::from(hard);
        first = index;
    }
    sentences
}

/// True if a text without a full stop is parted before token `index`.
fn is_endless(text: &str, tokens: &[Token], first: usize, index: usize) -> bool {
    let length = index - first;
    let pause = || matches!(&text[tokens[index - 1].span.range()], "," | ";" | ":");
    let is_glued = tokens[index].gap == Gap::None;
    match length / LONGEST {
        0 => false,
        1 => !is_glued && pause(),
        2 | 3 => !is_glued,
        _ => true,
    }
}

/// True if a sentence ends before token `index`, inside a paragraph.
fn soft_break(text: &str, tokens: &[Token], index: usize) -> bool {
    // Closing quotes and brackets belong to the sentence they end.
    let mut last = index - 1;
    let furthest = index.saturating_sub(CLOSING_MARKS);
    while last > furthest && tokens[last].gap == Gap::None && is_closing(text, tokens[last]) {
        last -= 1;
    }
    let next = tokens[index];
    let Some(end) = terminator(text, tokens, last) else { return false };
    if next.gap == Gap::None {
        // `home.The`: a forgotten space. A closing quote that is glued belongs to the sentence before.
        return end == Terminator::Full && next.case == Case::Title && last == index - 1;
    }
    if is_closing_mark(text, next) {
        return false;
    }
    let opens = next.kind == TokenKind::Quote
        || matches!(&text[next.span.range()], "(" | "[" | "\u{2014}" | "-" | "_");
    let after = if opens { tokens.get(index + 1).copied().unwrap_or(next) } else { next };
    let starts = after.is_capitalised(text)
        || matches!(after.kind, TokenKind::Number | TokenKind::Hashtag | TokenKind::Handle | TokenKind::Url)
        || (after.kind == TokenKind::Symbol && text[after.span.range()].starts_with(['$', '\u{20ac}', '\u{a3}']))
        || (after.case == Case::None && after.kind == TokenKind::Word)
        // `iPhone`, and quotations that go on after the end of another.
        || (after.case == Case::Mixed)
        || (next.kind == TokenKind::Quote && last == index - 1 && end == Terminator::Full);
    match end {
        Terminator::Full => starts,
        // `said. "The`: three dots may also stand in the middle of a sentence.
        Terminator::Weak => starts && after.kind == TokenKind::Word,
        Terminator::Abbreviation => starts && is_sentence_opener(&text[after.span.range()]),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminator {
    Full,
    Weak,
    Abbreviation,
}

fn terminator(text: &str, tokens: &[Token], index: usize) -> Option<Terminator> {
    let token = tokens[index];
    let word = &text[token.span.range()];
    match token.kind {
        TokenKind::Punctuation if word == "." => {
            // `No. 5` and list numbers: `1. Introduction`.
            let starts_line = index > 0
                && tokens[index - 1].gap >= Gap::Line
                && tokens[index - 1].kind == TokenKind::Number;
            (!starts_line).then_some(Terminator::Full)
        }
        TokenKind::Punctuation
            if word.starts_with(['!', '?', '\u{3002}', '\u{61f}', '\u{964}', '\u{203d}']) =>
        {
            Some(Terminator::Full)
        }
        TokenKind::Punctuation if word.starts_with("..") || word == "\u{2026}" => Some(Terminator::Weak),
        TokenKind::Word if word.ends_with('.') => {
            let stem = &word[..word.len() - 1];
            if stem.contains('.') {
                return Some(Terminator::Abbreviation);
            }
            match abbreviation(stem) {
                Some(Ends::Maybe) => Some(Terminator::Abbreviation),
                Some(Ends::Never) | None => None,
            }
        }
        _ => None,
    }
}

fn is_closing(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Quote || is_closing_mark(text, token)
}

fn is_closing_mark(text: &str, token: Token) -> bool {
    matches!(&text[token.span.range()], ")" | "]" | "\u{201d}" | "\u{bb}" | "''" | "\u{203a}")
}

/// True for a capitalised word that opens a sentence rather than continues a name after an abbreviation (`in the U.S.
/// The …`).
fn is_sentence_opener(word: &str) -> bool {
    let capitalised = word.starts_with(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase);
    capitalised && lexicon::has(word, SENTENCE_OPENER)
}
