//! Lists of words that single rules ask for.

use std::ops::Deref;
use std::sync::OnceLock;

use super::starts::Starts;
use super::word_set::WordSet;
use super::{get, table};

/// A list of words of one of the tables of rules ([`super::lists`]): a sorted slice of texts, so that long lists can be searched by halves.
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
        let set = self.set();
        starts.within(text).any(|at| {
            let rest = &text.as_bytes()[at..];
            set.with_first_byte(rest).iter().any(|phrase| rest.starts_with(phrase.as_bytes()))
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
        self.set().words()
    }
}

impl WordSet {
    /// The bit of the list in the mask of a word.
    pub(crate) fn bit(&self) -> u64 {
        table::list_bit(self.number())
    }

    /// True if a word of the list has a hash ([`super::hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.has_word(get().find(key))
    }

    /// True if the list has the word at an index of the lexicon.
    pub(crate) fn has_word(&self, word: u16) -> bool {
        let lexicon = get();
        lexicon.is_listed(lexicon.word(word), self.number())
    }
}

/// The list of a stage with a name.
pub(crate) fn word_set(stage: &str, name: &str) -> Option<&'static WordSet> {
    get().list(stage, name)
}

/// Declares the lists of a stage that the rules of one file ask for.
macro_rules! word_lists {
    ($stage:literal: $($name:ident),+ $(,)?) => {
        $(static $name: $crate::lexicon::WordList = $crate::lexicon::WordList::new($stage, stringify!($name));)+
    };
}
pub(crate) use word_lists;
