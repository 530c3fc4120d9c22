//! The sentences that a summary can be made of.

use super::lean::{self, Lean};
use super::words;
use crate::document::furniture::Kind;
use crate::document::{Case, Document, Section, Sentence, Span, Token, TokenKind};
use crate::enrich::names::Person;
use crate::enrich::summary::thresholds::{FEWEST_WORDS, LONGEST};

/// How well a sentence reads by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quality {
    /// A whole sentence of the story.
    Good,
    /// A line without an end mark, a question, or words to the reader.
    Weak,
    /// A part of a sentence.
    Fragment,
}

/// A sentence of the text without its dateline.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Index in [`Document::sentences`].
    pub(super) sentence: usize,
    pub(super) section: Section,
    pub(super) span: Span,
    /// The text with single blanks, as the summary prints it.
    pub(super) text: String,
    /// Characters of the text.
    pub(super) length: usize,
    pub(super) quality: Quality,
    pub(super) lean: Lean,
    /// It opens with a condition: `If the wind turns, 900 homes could be lost`.
    pub(super) conditional: bool,
}

/// All sentences that are short enough and no furniture, in the order of the text.
pub(super) fn candidates(document: &Document, people: &[Person]) -> Vec<Candidate> {
    let title = title_text(document);
    let mut mentions: Vec<Span> = people.iter().flat_map(|person| person.mentions.iter().copied()).collect();
    mentions.sort_unstable();
    let numbered = document.sentences().iter().enumerate();
    numbered
        .filter_map(|(index, sentence)| {
            let span = without_prefix(document, sentence)?;
            if (span.len() as usize) > 4 * LONGEST {
                return None;
            }
            let text = with_single_blanks(document.slice(span));
            let length = text.chars().count();
            let repeats_title = sentence.section == Section::Body && same_words(&text, &title);
            if length > LONGEST || repeats_title {
                return None;
            }
            let first = document.token_at(span.start);
            let tokens = &document.tokens()[first..sentence.range().end];
            let quality = quality(document, sentence.section, tokens)?;
            let lean = lean::of(document, tokens, &mentions);
            let opener = tokens.iter().find(|token| token.kind != TokenKind::Quote);
            let conditional = opener.is_some_and(|token| words::is_condition(document.word(token)));
            let section = sentence.section;
            Some(Candidate { sentence: index, section, span, text, length, quality, lean, conditional })
        })
        .collect()
}

/// A text with a blank for each run of white space.
fn with_single_blanks(text: &str) -> String {
    let blank = |byte: u8| byte == b' ';
    let is_plain = |bytes: &[u8]| !(blank(bytes[0]) && blank(bytes[1]));
    // Most sentences are so already.
    if text.is_ascii()
        && !text.bytes().any(|byte| byte.is_ascii_control())
        && text.as_bytes().windows(2).all(is_plain)
        && text.trim_ascii().len() == text.len()
    {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title_text(document: &Document) -> String {
    document.text()[..document.body_start() as usize].trim().to_owned()
}

fn same_words(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    !b.is_empty() && letters(a).eq(letters(b))
}

/// The sentence behind the dateline, byline or note that opens it; `None` where it is furniture as a whole or has some
/// inside.
fn without_prefix(document: &Document, sentence: &Sentence) -> Option<Span> {
    let mut span = sentence.span;
    loop {
        let Some(piece) = document.furniture_piece_at(span) else { return Some(span) };
        let opens = piece.span.start <= span.start
            && matches!(piece.kind, Kind::Dateline | Kind::Byline | Kind::Note | Kind::Correction);
        if !opens || piece.span.end >= span.end {
            return None;
        }
        let next = document.tokens().get(document.token_at(piece.span.end))?;
        if next.span.start >= span.end {
            return None;
        }
        span = Span::new(next.span.start, span.end);
    }
}

/// How well a sentence of these tokens reads; `None` where it says nothing.
fn quality(document: &Document, section: Section, tokens: &[Token]) -> Option<Quality> {
    let word = |token: &Token| document.word(token);
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let first = tokens.first()?;
    if words < FEWEST_WORDS {
        return None;
    }
    let opener = tokens.iter().find(|token| token.kind != TokenKind::Quote)?;
    let fragment = opener.case == Case::Lower
        || matches!(first.kind, TokenKind::Punctuation) && !matches!(word(first), "(" | "[" | "\u{bf}" | "\u{a1}")
        || !balanced(document, tokens)
        || is_labelled(document, tokens)
        // `… the ministry [+2219 chars]`
        || ends_open(document, tokens);
    if fragment {
        return Some(Quality::Fragment);
    }
    let links = tokens.iter().any(|token| matches!(token.kind, TokenKind::Url | TokenKind::Handle));
    let last = tokens.iter().rev().find(|token| !is_closing(word(token)))?;
    let stops = word(last).ends_with(['.', '!']) || section == Section::Title;
    let wholly_quoted =
        first.kind == TokenKind::Quote && tokens.last().is_some_and(|last| last.kind == TokenKind::Quote);
    let calls = words::calls_to_reader(word(opener));
    if stops && !links && !wholly_quoted && !calls && !speaks_to_reader(document, tokens) {
        Some(Quality::Good)
    } else {
        Some(Quality::Weak)
    }
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "\u{201d}" | "\u{2019}" | "'" | "''" | ")" | "]" | "\u{bb}")
}

/// Whether a sentence breaks off.
fn ends_open(document: &Document, tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|last| {
        let word = document.word(last);
        word == "\u{2026}"
            || word.starts_with("..")
            || matches!(word, "," | ":" | ";" | "-" | "\u{2013}" | "\u{2014}")
    })
}

/// Whether every quotation mark and bracket has its partner.
fn balanced(document: &Document, tokens: &[Token]) -> bool {
    let (mut quotes, mut straight, mut brackets) = (0_i32, 0, 0_i32);
    for token in tokens {
        match document.word(token) {
            "\u{201c}" | "``" | "\u{ab}" | "\u{201e}" => quotes += 1,
            "\u{201d}" | "''" | "\u{bb}" => quotes -= 1,
            "\"" => straight += 1,
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets -= 1,
            _ => {}
        }
        if quotes < 0 || brackets < 0 {
            return false;
        }
    }
    // A straight mark may close a typographic one.
    brackets == 0 && (quotes + straight) % 2 == 0 && (quotes == 0 || straight > 0)
}

/// Whether a sentence opens with a speaker or a label: `Q: …`, `Smith: …`, `Photo: …`, `1. …`.
fn is_labelled(document: &Document, tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| document.word(token));
    let list = tokens[0].kind == TokenKind::Number && matches!(word(1), "." | ")");
    list || (1..=3).any(|at| {
        word(at) == ":"
            && tokens[..at].iter().all(|token| token.is_capitalised(document.text()) || word(at - 1) == ".")
    })
}

/// Whether a sentence outside of quotations speaks of the writer or to the reader.
fn speaks_to_reader(document: &Document, tokens: &[Token]) -> bool {
    let mut inside = false;
    for token in tokens {
        let word = document.word(token);
        if token.kind == TokenKind::Quote {
            inside = match word {
                "\u{201c}" | "``" | "\u{ab}" | "\u{2018}" => true,
                "\u{201d}" | "''" | "\u{bb}" | "\u{2019}" => false,
                _ => !inside,
            };
        } else if !inside && (word == "I" || words::addresses_reader(word)) {
            return true;
        }
    }
    false
}
