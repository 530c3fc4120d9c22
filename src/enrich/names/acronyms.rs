//! Organisations with their acronyms in brackets.

use std::ops::Range;

use super::bodies::{add, is_capitalised};
use super::thresholds::reach::{ACRONYM, LONG_NAME};
use super::{Mention, NameKind};
use crate::document::{Case, Document, Gap, Token};
use crate::lexicon::{KeySet, WordList, word_lists};

word_lists! {
    "organisations":
    INSTITUTION_WORDS, LINK_WORDS, NO_BODY_NOUNS,
}

/// The last words of the names of laws, plans, awards, events and days.
static LAST_OF_LAWS: WordList = WordList::new("organisations", "LAST_OF_LAWS");

/// `the Trade Union of Mining (TUM)`: the capitals of the words before the bracket are the letters in it. The acronym is
/// that organisation wherever it stands.
pub(super) fn acronyms(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| document.word(token) == text);
    let mut found = Vec::new();
    let mut short = KeySet::default();
    let mut things = KeySet::default();
    for at in 2..tokens.len().saturating_sub(2) {
        if !is(at, "(") || !is(at + 2, ")") {
            continue;
        }
        let Some(start) = spelled_out(document, at, document.word(&tokens[at + 1])) else { continue };
        let is_no_body = || NO_BODY_NOUNS.has_word(tokens[at - 1].word);
        if LAST_OF_LAWS.has_word(tokens[at - 1].word) {
            things.insert(tokens[at + 1].key);
        } else if !is_no_body() && is_body(document, mentions, start..at) {
            found.push(start..at);
            short.insert(tokens[at + 1].key);
        }
    }
    drop_acronyms(document, mentions, &things);
    if found.is_empty() {
        return;
    }
    let upper = |token: &Token| matches!(token.case, Case::Upper | Case::Mixed);
    let again = tokens.iter().enumerate().filter(|(_, token)| upper(token) && short.contains(&token.key));
    found.extend(again.map(|(at, _)| at..at + 1));
    add(document, mentions, found);
}

/// `the Strategic Environmental Assessment (SEA)`: the acronym of a thing is none of an organisation.
fn drop_acronyms(document: &Document, mentions: &mut Vec<Mention>, keys: &KeySet) {
    if keys.is_empty() {
        return;
    }
    mentions.retain(|mention| {
        let key = document.tokens()[mention.tokens.start as usize].key;
        let acronym = mention.kind == NameKind::Organisation && mention.tokens.len() == 1;
        !(acronym && keys.contains(&key))
    });
}

/// True if the tagger took some of these tokens for an organisation, or one of them is the noun of an institution, and none
/// is a person's name.
fn is_body(document: &Document, mentions: &[Mention], range: Range<usize>) -> bool {
    let first = mentions.partition_point(|mention| mention.tokens.end as usize <= range.start);
    let over = mentions[first..].iter().take_while(|mention| (mention.tokens.start as usize) < range.end);
    let kinds: Vec<NameKind> = over.map(|mention| mention.kind).collect();
    let noun = || range.clone().any(|at| INSTITUTION_WORDS.contains(&document.word(&document.tokens()[at])));
    !kinds.contains(&NameKind::Person) && (kinds.contains(&NameKind::Organisation) || noun())
}

/// The first token of the name before a bracket of which the letters are the capitals.
fn spelled_out(document: &Document, bracket: usize, acronym: &str) -> Option<usize> {
    let tokens = document.tokens();
    let mut letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    let small = acronym.chars().filter(|c| c.is_lowercase()).count();
    if !(2..=ACRONYM).contains(&letters.len()) || small > letters.len() || acronym.ends_with('s') {
        return None;
    }
    let least = if letters.len() == 2 { 2 } else { 3 };
    let mut words = 0;
    for at in (bracket.saturating_sub(LONG_NAME)..bracket).rev() {
        let token = &tokens[at];
        let word = document.word(token);
        if is_capitalised(document, token) {
            let initial = word.chars().next().and_then(|c| c.to_uppercase().next())?;
            if letters.pop() != Some(initial) {
                return None;
            }
            words += 1;
            if letters.is_empty() {
                return (words >= least).then_some(at);
            }
            continue;
        }
        let half = token.gap == Gap::None && at > 0 && document.word(&tokens[at - 1]) == "-";
        if !(half || LINK_WORDS.contains(&word)) {
            return None;
        }
    }
    None
}
