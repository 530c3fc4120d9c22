//! What part a word can play in a noun phrase.

use crate::document::{Case, Document, Token, hash_lower};
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::resources::phrases::{Class, WordTable};

word_lists! {
    "phrases":
    ADJECTIVE_ENDINGS,
}

/// What part a word can play in a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// None.
    Break,
    /// It can stand before the head.
    Modifier,
    /// It can be the head.
    Head,
    /// It is or belongs to a name.
    Name,
}

/// True if a word is a title that stands before names.
pub(super) fn is_title(key: u64) -> bool {
    static TITLES: WordList = WordList::new("keyphrases", "TITLES");
    TITLES.has(key)
}

/// What part a word that no list knows plays.
pub(super) fn by_ending(document: &Document, token: &Token) -> Part {
    let word = document.word(token);
    if token.case == Case::None || word.len() < 2 {
        return Part::Break;
    }
    let ends = |endings: &[&str]| {
        endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
    };
    if ends(&["ly"]) {
        Part::Break
    } else if ends(&ADJECTIVE_ENDINGS) {
        Part::Modifier
    } else {
        Part::Head
    }
}

/// True for the comparative of an adjective that the table has: `deeper`, `wider`, `bigger`.
pub(super) fn is_comparative(document: &Document, token: &Token, table: &WordTable) -> bool {
    is_degree(document, token, table, "er")
}

/// True for its superlative: an archivist files nothing under `the stiffest penalties`.
pub(super) fn is_superlative(document: &Document, token: &Token, table: &WordTable) -> bool {
    is_degree(document, token, table, "est")
}

fn is_degree(document: &Document, token: &Token, table: &WordTable, ending: &str) -> bool {
    let Some(stem) = document.word(token).strip_suffix(ending).filter(|stem| stem.len() > 2) else {
        return false;
    };
    let is_adjective = |word: &str| table.get(hash_lower(word)).class == Class::Adjective;
    let single = || stem.strip_suffix(|last: char| stem.ends_with(&format!("{last}{last}")));
    token.case == Case::Lower
        && (is_adjective(stem) || is_adjective(&format!("{stem}e")) || single().is_some_and(is_adjective))
}
