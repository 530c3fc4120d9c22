//! Lists of words that single rules ask for.

use std::ops::Deref;
use std::sync::OnceLock;

use super::starts::Starts;
use super::table;

/// The tables of such lists, by the name of their stage: a row is `word<TAB>LIST LIST`.
pub(super) const RULE_TABLES: &[(&str, &str)] = &[
    ("attribution", include_str!("en/attribution.tsv")),
    ("figures", include_str!("en/figures.tsv")),
    ("furniture", include_str!("en/furniture.tsv")),
    ("item_forms", include_str!("en/item_forms.tsv")),
    ("keyphrases", include_str!("en/keyphrases.tsv")),
    ("languages", include_str!("en/languages.tsv")),
    ("notices", include_str!("en/notices.tsv")),
    ("organisations", include_str!("en/organisations.tsv")),
    ("pages", include_str!("en/pages.tsv")),
    ("phrases", include_str!("en/phrases.tsv")),
    ("place_cues", include_str!("en/place_cues.tsv")),
    ("place_rules", include_str!("en/place_rules.tsv")),
    ("role_words", include_str!("en/role_words.tsv")),
    ("roles", include_str!("en/roles.tsv")),
    ("summary", include_str!("en/summary.tsv")),
];

/// A list of words of one of the [`RULE_TABLES`]: a sorted slice of texts, so that long lists can be searched by halves.
#[derive(Debug)]
pub(crate) struct WordList {
    stage: &'static str,
    name: &'static str,
    set: OnceLock<&'static WordSet>,
    /// Where one of the words may start in a text, for [`WordList::is_within`].
    starts: OnceLock<Starts>,
}

impl WordList {
    pub(crate) const fn new(stage: &'static str, name: &'static str) -> Self {
        Self { stage, name, set: OnceLock::new(), starts: OnceLock::new() }
    }

    /// True if the list has the word with a hash ([`super::hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.set().has(key)
    }

    /// True if the list has the word at an index of the lexicon ([`crate::document::Token::word`]).
    pub(crate) fn has_word(&self, word: u16) -> bool {
        self.set().has_word(word)
    }

    /// True if the list has a word, in the same case.
    pub(crate) fn contains<W: AsRef<str> + ?Sized>(&self, word: &W) -> bool {
        self.set().contains(word.as_ref())
    }

    /// The phrases of the list that a text starts with, in the same case.
    pub(crate) fn opening(&self, text: &str) -> impl Iterator<Item = &'static str> {
        self.set()
            .with_first_byte(text.as_bytes())
            .iter()
            .copied()
            .filter(move |phrase| text.starts_with(phrase))
    }

    /// True if one of the phrases of the list stands anywhere in a text, in the same case.
    pub(crate) fn is_within(&self, text: &str) -> bool {
        let starts = self.starts.get_or_init(|| Starts::of(self));
        starts.within(text).any(|at| {
            let rest = &text.as_bytes()[at..];
            self.set().with_first_byte(rest).iter().any(|phrase| rest.starts_with(phrase.as_bytes()))
        })
    }

    fn set(&self) -> &'static WordSet {
        static NONE: WordSet = WordSet::empty();
        self.set.get_or_init(|| word_set(self.stage, self.name).unwrap_or(&NONE))
    }
}

impl Deref for WordList {
    type Target = [&'static str];

    fn deref(&self) -> &[&'static str] {
        self.set().words
    }
}

/// The words of a list. The lexicon has the lists of each word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordSet {
    /// The number of the list; 0 for a list that no table has.
    id: u16,
    /// Sorted.
    words: &'static [&'static str],
    /// A bit for each first byte of a word: most texts start with another, and one look shows it.
    first_bytes: [u64; 4],
}

impl WordSet {
    const fn empty() -> Self {
        Self { id: 0, words: &[], first_bytes: [0; 4] }
    }

    /// The list of a number, with its words in order.
    pub(super) fn new(id: u16, words: &'static [&'static str]) -> Self {
        let mut first_bytes = [0; 4];
        for &byte in words.iter().filter_map(|word| word.as_bytes().first()) {
            first_bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        Self { id, words, first_bytes }
    }

    /// The bit of the list in the mask of a word.
    pub(crate) fn bit(&self) -> u64 {
        table::list_bit(self.id)
    }

    /// The number of the list.
    pub(crate) fn number(&self) -> u16 {
        self.id
    }

    /// True if a word of the list has a hash ([`super::hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.has_word(table::get().find(key))
    }

    /// True if the list has the word at an index of the lexicon.
    pub(crate) fn has_word(&self, word: u16) -> bool {
        let lexicon = table::get();
        lexicon.is_listed(lexicon.word(word), self.id)
    }

    /// True if the list has a word, in the same case.
    fn contains(&self, word: &str) -> bool {
        self.may_open(word.as_bytes()) && self.words.binary_search(&word).is_ok()
    }

    /// True if a word of the list has the first byte of a text.
    fn may_open(&self, text: &[u8]) -> bool {
        let first = text.first();
        first.is_some_and(|&byte| self.first_bytes[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0)
    }

    /// The words that have the first byte of a text.
    fn with_first_byte(&self, text: &[u8]) -> &'static [&'static str] {
        if !self.may_open(text) {
            return &[];
        }
        let first = text.first();
        let start = self.words.partition_point(|word| word.as_bytes().first() < first);
        let length = self.words[start..].iter().take_while(|word| word.as_bytes().first() == first).count();
        &self.words[start..start + length]
    }
}

/// The list of a stage with a name.
pub(crate) fn word_set(stage: &str, name: &str) -> Option<&'static WordSet> {
    table::get().list(stage, name)
}

/// Declares the lists of a stage that the rules of one file ask for.
macro_rules! word_lists {
    ($stage:literal: $($name:ident),+ $(,)?) => {
        $(static $name: $crate::lexicon::WordList = $crate::lexicon::WordList::new($stage, stringify!($name));)+
    };
}
pub(crate) use word_lists;
