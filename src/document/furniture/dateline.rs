//! Datelines: place, date and agency in front of the first sentence of a report.

use super::{Furniture, Kind};
use crate::document::{Case, Gap, Section, Sentence, Span, Token, TokenKind};
use crate::lexicon;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;

word_lists! {
    "furniture":
    NAME_JOINERS, SPOKEN_OPENERS,
}

/// Most tokens of a dateline, its separator included.
const LONGEST: usize = 26;
/// Most tokens of one without a date or an agency (`CAPE TOWN -`).
const BARE: usize = 8;

/// Fewest letters of a place in capitals before a colon; most acronyms have fewer.
const SHOUTED: u32 = 4;

/// Finds the datelines at the beginning of paragraphs.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    body_start: u32,
    found: &mut Vec<Furniture>,
) {
    let mut notes: Vec<Span> = found.iter().map(|piece| piece.span).collect();
    notes.sort_by_key(|note| note.start);
    let mut paragraph = None;
    let mut opened = 0;
    for sentence in sentences.iter().filter(|sentence| sentence.section == Section::Body) {
        if paragraph == Some(sentence.paragraph) {
            continue;
        }
        paragraph = Some(sentence.paragraph);
        opened += 1;
        // A note or byline may stand in front on the same line.
        let mut first = sentence.tokens.start as usize;
        let start = tokens[first].span.start;
        let note = notes.partition_point(|note| note.start < start);
        if let Some(note) = notes.get(note).filter(|note| note.start == start) {
            first += tokens[first..].iter().take_while(|token| token.span.start < note.end).count();
        }
        if let Some(byline) = byline_before(text, tokens, first) {
            found
                .push(Furniture { span: tokens[first].span.to(tokens[byline - 1].span), kind: Kind::Byline });
            first = byline;
        }
        let end = read(text, tokens, first, opened)
            .or_else(|| if opened == 1 { in_small_letters(text, tokens, first) } else { None });
        let Some(end) = end else { continue };
        let start = tokens[first].span.start.max(body_start);
        found.push(Furniture { span: Span::new(start, tokens[end - 1].span.end), kind: Kind::Dateline });
    }
}

/// The index behind `By Ana Lopes`, where a place in capitals follows.
fn byline_before(text: &str, tokens: &[Token], first: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.span.range()]);
    if !matches!(word(first), "By" | "BY") {
        return None;
    }
    let shouted =
        |at: usize| tokens.get(at).is_some_and(|token| token.case == Case::Upper && token.span.len() > 2);
    if shouted(first + 1) {
        return None;
    }
    let place = (first + 2..first + 14).find(|&at| shouted(at))?;
    let names =
        (first + 1..place).all(|at| tokens[at].is_capitalised(text) || NAME_JOINERS.contains(&word(at)));
    names.then_some(place)
}

/// The index behind `Cape Town -` or `Doha:` before a whole sentence, as the first paragraph may begin.
///
/// A name before a colon may also be a speaker's; a second dash closes an aside.
fn in_small_letters(text: &str, tokens: &[Token], first: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.span.range()]);
    let mut at = first;
    // `DHAKA:`, `KOCHI:`: too short to be told from an acronym but by the whole sentence behind it.
    let shouted =
        tokens.get(at).is_some_and(|token| token.case == Case::Upper && token.span.len() >= SHOUTED);
    at += usize::from(shouted && word(at + 1) == ":");
    while tokens.get(at).is_some_and(|token| token.case == Case::Title) || at > first && word(at) == "," {
        at += 1;
    }
    let words = at - first;
    let colon = word(at) == ":";
    let known = (1..=5).contains(&words)
        && word(first).len() > 2
        && !is_label(word(first))
        && (colon && words <= 2 || is_dash(word(at)));
    let spoken = SPOKEN_OPENERS.contains(&word(at + 1));
    if !known || !colon && tokens[at].gap == Gap::None || spoken || !opens(text, tokens, at + 1) {
        return None;
    }
    let rest = &tokens[at + 1..];
    let line = rest.iter().position(|token| token.gap >= Gap::Line).unwrap_or(rest.len());
    let aside =
        (at + 1..at + 1 + line).take(30).any(|other| is_dash(word(other)) && tokens[other].gap == Gap::Space);
    let whole = line >= 10 && (at + 1..at + 1 + line).any(|other| word(other) == ".");
    (whole && !aside).then_some(at + 1)
}

/// True if a word opens lines and is no place.
fn is_label(word: &str) -> bool {
    NO_PLACES.iter().any(|label| word.eq_ignore_ascii_case(label))
}

/// The index behind the dateline that starts at token `first`.
fn read(text: &str, tokens: &[Token], first: usize, paragraph: usize) -> Option<usize> {
    let word = |at: usize| &text[tokens[at].span.range()];
    if tokens.get(first).is_none_or(|token| !token.is_word() && !word_is(text, token, "(")) {
        return None;
    }
    let mut evidence = Evidence::default();
    let mut brackets = 0_u32;
    for at in first..tokens.len().min(first + LONGEST) {
        let token = tokens[at];
        if at > first && token.gap >= Gap::Line {
            return None;
        }
        let length = at - first;
        match word(at) {
            "(" | "[" => {
                brackets += 1;
                evidence.agency = true;
            }
            ")" | "]" => brackets = brackets.saturating_sub(1),
            "/" => evidence.agency = true,
            _ if brackets > 0 => {}
            mark if is_dash(mark) => {
                // `Port-au-Prince` goes on; `)--` and ` - ` end.
                let glued =
                    token.gap == Gap::None && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::None);
                if glued && mark == "-" {
                    continue;
                }
                let shouted = !evidence.date && !evidence.agency && is_shouted(tokens, at + 1);
                return (length > 0
                    && evidence.holds(length, paragraph)
                    && opens(text, tokens, at + 1)
                    && !shouted)
                    .then_some(at + 1);
            }
            ":" => {
                let known = evidence.date || evidence.agency || evidence.is_long_place(length);
                let clock = tokens.get(at + 1).is_none_or(|next| next.gap == Gap::None);
                return (length > 0 && known && !clock && paragraph <= 2 && opens(text, tokens, at + 1))
                    .then_some(at + 1);
            }
            "." if evidence.date && evidence.agency && length > 3 => {
                // `MOSCOW, May 7. /TASS/. Text`, `Montevideo, Oct 2 (EFE).- Text`.
                let goes_on = |next: &Token| word_is(text, next, "/") || is_dash(&text[next.span.range()]);
                if tokens.get(at + 1).is_some_and(goes_on) {
                    continue;
                }
                return opens(text, tokens, at + 1).then_some(at + 1);
            }
            "," | "." | "'" | "\u{2019}" | "|" => {}
            _ => evidence.take(text, token, length)?,
        }
    }
    None
}

fn word_is(text: &str, token: &Token, word: &str) -> bool {
    &text[token.span.range()] == word
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "--" | "---" | "_" | "\u{2013}" | "\u{2014}" | "\u{2015}")
}

/// True if a sentence can begin at token `at`.
fn opens(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.gap < Gap::Paragraph
            && (token.is_capitalised(text)
                || matches!(token.kind, TokenKind::Number | TokenKind::Quote | TokenKind::Symbol)
                || token.case == Case::Mixed)
    })
}

/// True if the words at token `at` are all in capitals, as in a headline with a dash.
fn is_shouted(tokens: &[Token], at: usize) -> bool {
    let mut words =
        tokens[at..].iter().take_while(|token| token.gap < Gap::Line).filter(|token| token.is_word());
    words.by_ref().take(3).all(|token| token.case == Case::Upper)
}

/// The evidence for a dateline.
#[derive(Default)]
struct Evidence {
    /// Letters of the words in capitals, from the first word on.
    shouted_letters: u32,
    date: bool,
    agency: bool,
    number: bool,
    words: usize,
}

impl Evidence {
    /// Takes a token in; `None` where no dateline has such a token.
    fn take(&mut self, text: &str, token: Token, length: usize) -> Option<()> {
        let word = &text[token.span.range()];
        match token.kind {
            TokenKind::Number => self.number = true,
            TokenKind::Word if length > 0 && lexicon::is_month_or_weekday(word) => self.date = true,
            TokenKind::Word if token.case == Case::Upper && token.span.len() > 1 => {
                if length == 0 || self.shouted_letters > 0 {
                    self.shouted_letters += token.span.len();
                }
                self.words += 1;
                if length == 0 && is_label(word) {
                    return None;
                }
            }
            TokenKind::Word if token.is_capitalised(text) => self.words += 1,
            TokenKind::Word if DATELINE_PARTICLES.contains(&word) && length > 0 => {}
            TokenKind::Possessive => {}
            _ => return None,
        }
        Some(())
    }

    /// True if what was taken in is a dateline where a dash follows.
    fn holds(&self, length: usize, paragraph: usize) -> bool {
        let marked = self.agency || self.shouted_letters > 0 && (self.date || length <= BARE && !self.number);
        self.words > 0 && (marked || self.date && self.words <= 4 && paragraph <= 2)
            || self.agency && self.words == 0 && length <= 6
    }

    /// True if it is a place in capitals too long for an acronym, as Indian papers write before a colon.
    fn is_long_place(&self, length: usize) -> bool {
        self.shouted_letters >= 6 && length <= 4
    }
}

/// Words in lower case inside datelines (`ABOARD THE SS Test off Crete`).
static DATELINE_PARTICLES: WordList = WordList::new("furniture", "DATELINE_PARTICLES");

/// Words in capitals that open a line and are no place.
static NO_PLACES: WordList = WordList::new("furniture", "NO_PLACES");
