//! The lists of single rules, read from their tables: the lists of each word, and the words of each list.

use super::hash::hash_bytes;
use super::rows::rows;
use super::word_set::WordSet;

/// The tables of the lists, by the name of their stage: a row is `word<TAB>LIST LIST`.
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
struct List {
    stage: &'static str,
    name: &'static str,
    set: WordSet,
}

/// All lists. The first stands for none.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<List>,
    /// The lists by name: open addressing with linear probing, 0 is an empty slot.
    slots: Vec<u16>,
}

/// A word of a list: the index of the word in the lexicon, and the number of the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) word: u16,
    pub(super) list: u16,
}

/// At most half of the slots are in use (a test holds it). A power of two.
const SLOTS: usize = 1 << 11;

/// Room for so many entries is reserved.
const EXPECTED: usize = 11_000;

impl Lists {
    /// Reads the tables. `index` gives the index of a word, which it adds if it is new.
    pub(super) fn read(mut index: impl FnMut(&str) -> u16) -> (Self, Vec<Entry>) {
        let none = List { stage: "", name: "", set: WordSet::new(0, &[]) };
        let mut lists = Self { lists: vec![none], slots: vec![0; SLOTS] };
        let mut entries = Vec::with_capacity(EXPECTED);
        let mut texts = Vec::with_capacity(EXPECTED);
        for &(stage, table) in RULE_TABLES {
            for (word, names) in rows(table).filter_map(|row| row.split_once('\t')) {
                let text = text(word);
                let word = index(text);
                for name in names.split(' ') {
                    entries.push(Entry { word, list: lists.number(stage, name) });
                    texts.push(text);
                }
            }
        }
        lists.set_words(&entries, &texts);
        (lists, entries)
    }

    /// The list of a stage with a name.
    pub(super) fn get(&self, stage: &str, name: &str) -> Option<&WordSet> {
        let number = self.slots[self.slot(stage, name)];
        (number > 0).then(|| &self.lists[usize::from(number)].set)
    }

    /// One more than the largest number of a list.
    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }

    /// The number of a list, a new one for a new name.
    fn number(&mut self, stage: &'static str, name: &'static str) -> u16 {
        let slot = self.slot(stage, name);
        if self.slots[slot] == 0 {
            self.slots[slot] = self.lists.len() as u16;
            self.lists.push(List { stage, name, set: WordSet::new(0, &[]) });
        }
        self.slots[slot]
    }

    /// The slot of a list, or the free slot for it.
    fn slot(&self, stage: &str, name: &str) -> usize {
        let hash = hash_bytes(name.as_bytes()) ^ stage.len() as u64;
        let mut slot = (hash ^ (hash >> 32)) as usize % SLOTS;
        loop {
            let list = &self.lists[usize::from(self.slots[slot])];
            if self.slots[slot] == 0 || list.name == name && list.stage == stage {
                return slot;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Gives each list its words, in one block of memory for all.
    fn set_words(&mut self, entries: &[Entry], texts: &[&'static str]) {
        let mut ends = vec![0; self.lists.len()];
        for entry in entries {
            ends[usize::from(entry.list)] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total - *end;
        }
        let mut ordered = vec![""; texts.len()];
        for (entry, &text) in entries.iter().zip(texts) {
            let at = &mut ends[usize::from(entry.list)];
            ordered[*at] = text;
            *at += 1;
        }
        let mut rest: &'static mut [&'static str] = ordered.leak();
        let mut start = 0;
        for (number, list) in self.lists.iter_mut().enumerate() {
            let (words, behind) = rest.split_at_mut(ends[number] - start);
            (rest, start) = (behind, ends[number]);
            // The rows are sorted, but `_` stands elsewhere than a blank.
            words.sort_unstable();
            list.set = WordSet::new(number as u16, words);
        }
    }
}

/// The text of a word of a table: `_` stands for a blank at its ends.
fn text(word: &'static str) -> &'static str {
    if word.contains('_') { word.replace('_', " ").leak() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_words_of_their_tables_and_their_own_numbers() {
        let mut known: Vec<String> = Vec::new();
        let (lists, entries) = Lists::read(|word| {
            known.push(word.to_owned());
            known.len() as u16 - 1
        });
        let set = lists.get("item_forms", "WITHDRAWALS").expect("a list");
        assert!(lists.get("item_forms", "NONE").is_none() && lists.get("figures", "WITHDRAWALS").is_none());
        assert!(lists.len() < SLOTS / 2, "more slots are needed for {} lists", lists.len());
        let words: Vec<&str> = entries
            .iter()
            .filter(|entry| entry.list == set.number())
            .map(|entry| known[usize::from(entry.word)].as_str())
            .collect();
        assert!(words.contains(&"should be killed"), "{words:?}");
    }
}
