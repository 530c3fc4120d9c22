//! The lists of single rules: the words of each, and its number by its name.

use super::hash::hash_bytes;
use super::word_set::WordSet;

/// The tables of the lists, by the name of their stage: a row is `word<TAB>LIST LIST`.
#[cfg(any(test, not(lexicon_compiled)))]
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

/// A list, with the table that it stands in.
#[derive(Debug)]
pub(super) struct List {
    pub(super) stage: &'static str,
    pub(super) name: &'static str,
    pub(super) set: WordSet,
}

/// All lists. The first stands for none.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) lists: &'static [List],
    /// The lists by name: open addressing with linear probing, 0 is an empty slot.
    pub(super) slots: &'static [u16],
}

/// At most half of the slots are in use (a test holds it). A power of two.
pub(super) const SLOTS: usize = 1 << 11;

impl Lists {
    /// The list of a stage with a name.
    pub(super) fn get(&self, stage: &str, name: &str) -> Option<&'static WordSet> {
        let number = self.slots[slot_of(self.slots, self.lists, stage, name)];
        (number > 0).then(|| &self.lists[usize::from(number)].set)
    }

    /// The length of a row of bits, one for each list, in words.
    pub(super) fn row_length(&self) -> usize {
        self.lists.len().div_ceil(64)
    }
}

/// The slot of a list, or the free slot for it.
pub(super) fn slot_of(slots: &[u16], lists: &[List], stage: &str, name: &str) -> usize {
    let hash = hash_bytes(name.as_bytes()) ^ stage.len() as u64;
    let mut slot = (hash ^ (hash >> 32)) as usize % SLOTS;
    loop {
        let list = &lists[usize::from(slots[slot])];
        if slots[slot] == 0 || list.name == name && list.stage == stage {
            return slot;
        }
        slot = (slot + 1) % SLOTS;
    }
}
