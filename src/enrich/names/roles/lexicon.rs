//! The words of roles, each with what it may do in one.

use std::sync::LazyLock;

use crate::enrich::names::table::Table;
use crate::lexicon::WordList;

/// What a word may do; several bits may be set.
pub(in super::super) type Flags = u16;

/// Says what a person is: `minister`, `goalkeeper`.
pub(in super::super) const NOUN: Flags = 1;
/// The plural of such a word: `ministers`.
pub(in super::super) const PLURAL: Flags = 1 << 1;
/// Stands before such a word: `former`, `deputy`, `police`.
pub(in super::super) const MODIFIER: Flags = 1 << 2;
/// Leads from a role to what it is a role in: `of`, `for`, `at`.
pub(super) const LINK: Flags = 1 << 3;
/// Stands before a name as its title: `Mr`, `President`.
pub(in super::super) const TITLE: Flags = 1 << 4;
/// A title that says no role: `Mr`, `Dr`.
pub(in super::super) const COURTESY: Flags = 1 << 5;
/// Ends a role: verbs, conjunctions, pronouns.
pub(super) const END: Flags = 1 << 6;
/// No part of a role, though it may begin a sentence with a capital: `The`, `Meanwhile`.
pub(in super::super) const SMALL: Flags = 1 << 7;
/// Such a word that means other things too, so that something must stand around it: `head`, `forward`.
pub(super) const VAGUE: Flags = 1 << 8;
/// An article or a possessive pronoun.
pub(super) const ARTICLE: Flags = 1 << 9;
/// A form of `to be` and the like, between a person and what they are.
pub(super) const COPULA: Flags = 1 << 10;
/// Puts somebody into a role: `appointed`, `elected`.
pub(super) const APPOINTS: Flags = 1 << 11;
/// An adverb before a role that is no part of it: `now`, `also`.
pub(super) const ADVERB: Flags = 1 << 12;
/// Says whose relative a person is.
pub(super) const KIN: Flags = 1 << 13;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let words = LISTS.iter().flat_map(|(list, flags)| list.iter().map(|&word| (word.to_owned(), *flags)));
    let nouns = LISTS.iter().filter(|(_, flags)| flags & NOUN != 0).flat_map(|(list, _)| list.iter());
    Table::new(words.chain(nouns.map(|word| (plural(word), PLURAL))))
});

/// What a word may do in a role.
pub(in super::super) fn flags(key: u64) -> Flags {
    WORDS.get(key)
}

fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    match word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        None => format!("{word}s"),
    }
}

/// The words, by what they may do.
static LISTS: [(WordList, Flags); 20] = [
    // Government and state.
    (WordList::new("role_words", "GOVERNMENT"), NOUN),
    // Religion.
    (WordList::new("role_words", "RELIGION"), NOUN),
    // Business and work.
    (WordList::new("role_words", "BUSINESS"), NOUN),
    // Science, health and learning.
    (WordList::new("role_words", "LEARNING"), NOUN),
    // Arts and media.
    (WordList::new("role_words", "ARTS"), NOUN),
    // Sport.
    (WordList::new("role_words", "SPORT"), NOUN),
    // People to whom things happen.
    (WordList::new("role_words", "BYSTANDERS"), NOUN),
    // Relatives and friends.
    (WordList::new("role_words", "RELATIVES"), NOUN | KIN),
    // Words that mean other things too.
    (WordList::new("role_words", "VAGUE_NOUNS"), NOUN | VAGUE),
    // Titles cut short.
    (WordList::new("role_words", "SHORT_TITLES"), NOUN | TITLE),
    // Titles before a name that are no part of it.
    (WordList::new("role_words", "TITLES"), TITLE),
    // Titles that say no role.
    (WordList::new("role_words", "COURTESIES"), TITLE | COURTESY),
    // Before such words.
    (WordList::new("role_words", "MODIFIERS"), MODIFIER),
    // From a role to what it is a role in.
    (WordList::new("role_words", "LINKS"), LINK),
    // What ends a role.
    (WordList::new("role_words", "ENDS"), END),
    // What begins sentences and no role.
    (WordList::new("role_words", "OPENERS"), SMALL),
    // Articles and the like.
    (WordList::new("role_words", "ARTICLES"), ARTICLE),
    // Between a person and what they are.
    (WordList::new("role_words", "COPULAS"), COPULA),
    // Into a role.
    (WordList::new("role_words", "APPOINTMENTS"), APPOINTS),
    // Beside a role.
    (WordList::new("role_words", "ADVERBS"), ADVERB),
];
