//! Lists of words that single rules ask for.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use super::rows::rows;

/// The tables of such lists, by the name of their stage: a row is `word<TAB>LIST LIST`.
pub(super) const RULE_TABLES: &[(&str, &str)] = &[
    ("attribution", include_str!("en/attribution.tsv")),
    ("figures", include_str!("en/figures.tsv")),
    ("furniture", include_str!("en/furniture.tsv")),
    ("item_forms", include_str!("en/item_forms.tsv")),
    ("languages", include_str!("en/languages.tsv")),
    ("notices", include_str!("en/notices.tsv")),
    ("organisations", include_str!("en/organisations.tsv")),
    ("phrases", include_str!("en/phrases.tsv")),
    ("place_rules", include_str!("en/place_rules.tsv")),
    ("roles", include_str!("en/roles.tsv")),
    ("summary", include_str!("en/summary.tsv")),
];

/// A list of words of one of the [`RULE_TABLES`]: a sorted slice of texts, so that long lists can be searched by halves.
#[derive(Debug)]
pub(crate) struct WordList {
    stage: &'static str,
    name: &'static str,
    words: OnceLock<&'static [&'static str]>,
}

impl WordList {
    pub(crate) const fn new(stage: &'static str, name: &'static str) -> Self {
        Self { stage, name, words: OnceLock::new() }
    }
}

impl Deref for WordList {
    type Target = [&'static str];

    fn deref(&self) -> &[&'static str] {
        self.words.get_or_init(|| LISTS.get(&(self.stage, self.name)).map_or(&[], Vec::as_slice))
    }
}

/// The lists of all tables, by stage and name.
static LISTS: LazyLock<HashMap<(&str, &str), Vec<&str>>> = LazyLock::new(|| {
    let mut lists: HashMap<_, Vec<&str>> = HashMap::new();
    for &(stage, table) in RULE_TABLES {
        for (word, names) in rows(table).filter_map(|row| row.split_once('\t')) {
            for name in names.split(' ') {
                lists.entry((stage, name)).or_default().push(text(word));
            }
        }
    }
    for words in lists.values_mut() {
        words.sort_unstable();
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
