//! Sentences that lean on the one before them.

use super::words;
use crate::document::{Case, Document, Span, Token, TokenKind};
use crate::enrich::steps::counted;
use crate::lexicon::{hash_lower, word_lists};

word_lists! {
    "summary":
    LINKS_BEHIND_IN, NOUNS_OF_THE, RELATIVES_OF_THOSE,
}

/// On what a sentence leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// It stands by itself.
    None,
    /// It opens with a word that links it to the sentence before (`But`, `Meanwhile`).
    Link,
    /// It has a pronoun whose noun stands before.
    Pronoun,
}

/// On what the sentence of these tokens leans. `people` are the mentions of people in the order of the text.
pub(super) fn of(document: &Document, tokens: &[Token], people: &[Span]) -> Lean {
    let spoken: Vec<Token> = tokens.iter().copied().filter(|token| token.kind != TokenKind::Quote).collect();
    let word = |at: usize| spoken.get(at).map_or("", |token| document.word(token));
    // `Two of its own paramedics`, `Most of them`.
    let part = word(1) == "of" && words::is_pronoun(word(2));
    if part || opens_on_pronoun(word(0), word(1)) || has_lone_pronoun(document, tokens, people) {
        return Lean::Pronoun;
    }
    // `As such, …`, `As a result, …`, `In addition, …`.
    let first = word(0).to_ascii_lowercase();
    let linked = matches!((first.as_str(), word(1), word(2)), ("as", "such", _) | ("as", "a", "result"))
        || first == "in" && LINKS_BEHIND_IN.contains(&word(1)) && word(2) == ",";
    if linked {
        return Lean::Link;
    }
    match words::links(word(0)) {
        Some(comma) if !comma || word(1) == "," => Lean::Link,
        _ => Lean::None,
    }
}

/// Whether a sentence that begins with these two words begins with a pronoun. `It is raining` does too: a summary that
/// opens on `It` is not read well, whatever it stands for.
fn opens_on_pronoun(first: &str, second: &str) -> bool {
    let lower = second.to_ascii_lowercase();
    match first.to_ascii_lowercase().as_str() {
        // `This year`, `this is`; `those who`, `those are`.
        "this" | "that" | "these" => !words::is_time(hash_lower(second)),
        "those" => !RELATIVES_OF_THOSE.contains(&lower.as_str()),
        "both" => !second.starts_with(char::is_uppercase),
        // `One of them`.
        "the" => NOUNS_OF_THE.contains(&lower.as_str()),
        first => words::is_pronoun(first),
    }
}

/// Whether a pronoun for a person, or the subject behind an opening phrase, has no noun before it in the sentence:
/// `On Friday, he said`, `Prices rose 4 percent, she added`.
fn has_lone_pronoun(document: &Document, tokens: &[Token], people: &[Span]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| document.word(token));
    let mut quoted = false;
    let mut named = false;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Quote {
            quoted = match word(at) {
                "\u{201c}" | "``" | "\u{ab}" => true,
                "\u{201d}" | "''" | "\u{bb}" => false,
                "\"" => !quoted,
                _ => quoted,
            };
            continue;
        }
        if quoted || !token.is_word() {
            continue;
        }
        if words::is_personal(token) {
            let says = tokens.get(at + 1).is_some_and(words::says);
            let behind = at > 0 && (word(at - 1) == "," || tokens[at - 1].kind == TokenKind::Quote);
            let tag = says && behind;
            if !named || tag && !people_before(people, tokens, at) {
                return true;
            }
        }
        // `According to the firm, it …` has a noun; `In May, they …` has none.
        let is_opening = !named && (1..=6).contains(&at) && word(at - 1) == ",";
        if is_opening && ["it", "they"].iter().any(|pronoun| word(at).eq_ignore_ascii_case(pronoun)) {
            return true;
        }
        named = named || can_be_meant(document, tokens, at);
    }
    false
}

/// Whether a person is named before a pronoun.
fn people_before(people: &[Span], tokens: &[Token], at: usize) -> bool {
    let (start, end) = (tokens[0].span.start, tokens[at].span.start);
    let first = people.partition_point(|mention| mention.start < start);
    counted(people[first..].iter())
        .take_while(|mention| mention.start < end)
        .any(|mention| mention.end <= end)
}

/// Whether a word can be what a pronoun behind it stands for: a name, or a noun with an article.
fn can_be_meant(document: &Document, tokens: &[Token], at: usize) -> bool {
    let Token { key, case, .. } = tokens[at];
    let is_capitalised = matches!(case, Case::Title | Case::Upper | Case::Mixed);
    if is_capitalised && !words::is_time(key) && (at > 0 || !words::is_function_word(key)) {
        return true;
    }
    words::is_person_noun(document, &tokens[at])
}
