//! Lists of words that single rules ask for.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

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
    /// The automaton of [`WordList::is_within`]; none if the list is too large for one.
    search: OnceLock<Option<AhoCorasick>>,
}

impl WordList {
    pub(crate) const fn new(stage: &'static str, name: &'static str) -> Self {
        Self { stage, name, set: OnceLock::new(), search: OnceLock::new() }
    }

    /// True if the list has the word with a hash ([`hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.set().has(key)
    }

    /// True if the list has a word, in the same case.
    pub(crate) fn contains<W: AsRef<str> + ?Sized>(&self, word: &W) -> bool {
        self.set().contains(word.as_ref())
    }

    /// The phrases of the list that a text starts with, in the same case.
    pub(crate) fn opening(&self, text: &str) -> impl Iterator<Item = &'static str> {
        self.set().with_first_byte(text).iter().copied().filter(move |phrase| text.starts_with(phrase))
    }

    /// True if one of the phrases of the list stands anywhere in a text, in the same case.
    pub(crate) fn is_within(&self, text: &str) -> bool {
        let search = self.search.get_or_init(|| {
            // The automaton that is built fastest: a start of the program must stay short.
            AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(self.iter()).ok()
        });
        search.as_ref().is_some_and(|search| search.is_match(text))
    }

    fn set(&self) -> &'static WordSet {
        static NONE: WordSet = WordSet::empty();
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
#[derive(Debug)]
pub(crate) struct WordSet {
    /// Sorted.
    words: Vec<&'static str>,
    /// The hashes of the words in lower case, sorted.
    keys: Vec<u64>,
    /// A bit for each hash: most words are in no list, and one comparison shows it.
    filter: u64,
    /// A bit for each first byte of a word, for the same reason.
    first_bytes: [u64; 4],
}

impl WordSet {
    const fn empty() -> Self {
        Self { words: Vec::new(), keys: Vec::new(), filter: 0, first_bytes: [0; 4] }
    }

    fn new(mut words: Vec<&'static str>) -> Self {
        words.sort_unstable();
        let mut keys: Vec<u64> = words.iter().map(|word| hash_lower(word)).collect();
        keys.sort_unstable();
        let filter = keys.iter().fold(0, |filter, &key| filter | bit(key));
        let mut first_bytes = [0; 4];
        for &byte in words.iter().filter_map(|word| word.as_bytes().first()) {
            first_bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        Self { words, keys, filter, first_bytes }
    }

    /// True if a word of the list has a hash ([`hash_lower`]).
    pub(crate) fn has(&self, key: u64) -> bool {
        self.filter & bit(key) != 0 && self.keys.binary_search(&key).is_ok()
    }

    /// True if the list has a word, in the same case.
    fn contains(&self, word: &str) -> bool {
        self.may_open(word) && self.words.binary_search(&word).is_ok()
    }

    /// True if a word of the list has the first byte of a text.
    fn may_open(&self, text: &str) -> bool {
        let first = text.as_bytes().first();
        first.is_some_and(|&byte| self.first_bytes[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0)
    }

    /// The words that have the first byte of a text.
    fn with_first_byte(&self, text: &str) -> &[&'static str] {
        if !self.may_open(text) {
            return &[];
        }
        let first = text.as_bytes().first();
        let start = self.words.partition_point(|word| word.as_bytes().first() < first);
        let length = self.words[start..].iter().take_while(|word| word.as_bytes().first() == first).count();
        &self.words[start..start + length]
    }
}

/// The bit of a hash in the filter of a set.
fn bit(key: u64) -> u64 {
    1 << (key >> 58)
}

/// The list of a stage with a name.
pub(crate) fn word_set(stage: &str, name: &str) -> Option<&'static WordSet> {
    let at = LISTS.binary_search_by(|list| (list.stage, list.name).cmp(&(stage, name))).ok()?;
    Some(&LISTS[at].set)
}

/// A list with the table that it stands in.
struct List {
    stage: &'static str,
    name: &'static str,
    set: WordSet,
}

/// The lists of all tables, sorted by stage and name.
static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let mut lists = Vec::new();
    for &(stage, table) in RULE_TABLES {
        let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (word, names) in rows(table).filter_map(|row| row.split_once('\t')) {
            let word = text(word);
            names.split(' ').for_each(|name| words.entry(name).or_default().push(word));
        }
        lists.extend(words.into_iter().map(|(name, words)| List { stage, name, set: WordSet::new(words) }));
    }
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
