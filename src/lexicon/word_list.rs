//! Lists of words that single rules ask for.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use super::hash::hash_lower;
use super::rows::rows;

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
}

impl WordList {
    pub(crate) const fn new(stage: &'static str, name: &'static str) -> Self {
        Self { stage, name, set: OnceLock::new() }
    }

    /// True if the list has the word with a hash ([`hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.set().has(key)
    }

    fn set(&self) -> &'static WordSet {
        static NONE: WordSet = WordSet { words: Vec::new(), keys: Vec::new(), filter: 0 };
        self.set.get_or_init(|| word_set(self.stage, self.name).unwrap_or(&NONE))
    }
}

impl Deref for WordList {
    type Target = [&'static str];

    fn deref(&self) -> &[&'static str] {
        &self.set().words
    }
}

/// The words of a list, as texts and as hashes.
#[derive(Debug, Default)]
pub(crate) struct WordSet {
    /// Sorted.
    words: Vec<&'static str>,
    /// The hashes of the words in lower case, sorted.
    keys: Vec<u64>,
    /// A bit for each hash: most words are in no list, and one comparison shows it.
    filter: u64,
}

impl WordSet {
    /// True if a word of the list has a hash ([`hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.filter & bit(key) != 0 && self.keys.binary_search(&key).is_ok()
    }

    fn close(&mut self) {
        self.words.sort_unstable();
        self.keys = self.words.iter().map(|word| hash_lower(word)).collect();
        self.keys.sort_unstable();
        self.filter = self.keys.iter().fold(0, |filter, &key| filter | bit(key));
    }
}

/// The bit of a hash in the filter of a set.
fn bit(key: u64) -> u64 {
    1 << (key >> 58)
}

/// The list of a stage with a name.
pub(crate) fn word_set(stage: &'static str, name: &'static str) -> Option<&'static WordSet> {
    LISTS.get(&(stage, name))
}

/// The lists of all tables, by stage and name.
static LISTS: LazyLock<HashMap<(&str, &str), WordSet>> = LazyLock::new(|| {
    let mut lists: HashMap<_, WordSet> = HashMap::new();
    for &(stage, table) in RULE_TABLES {
        for (word, names) in rows(table).filter_map(|row| row.split_once('\t')) {
            for name in names.split(' ') {
                lists.entry((stage, name)).or_default().words.push(text(word));
            }
        }
    }
    lists.values_mut().for_each(WordSet::close);
    lists
});

/// The text of a word of a table: `_` stands for a blank at its ends.
fn text(word: &'static str) -> &'static str {
    if word.contains('_') { word.replace('_', " ").leak() } else { word }
}

/// Declares the lists of a stage that the rules of one file ask for.
macro_rules! word_lists {
    ($stage:literal: $($name:ident),+ $(,)?) => {
        $(static $name: $crate::lexicon::WordList = $crate::lexicon::WordList::new($stage, stringify!($name));)+
    };
}
pub(crate) use word_lists;
