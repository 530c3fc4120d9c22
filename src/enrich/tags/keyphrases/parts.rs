//! What part a word can play in a noun phrase.

use crate::document::{Case, Document, Token};
use crate::lexicon::WordList;
use crate::lexicon::word_lists;

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
