//! Reads the lists of single rules from their tables: the lists of each word, and the words of each list.

use super::lists::{List, Lists, RULE_TABLES, SLOTS, slot_of};
use super::rows::rows;
use super::word_set::WordSet;

/// A word of a list: the index of the word in the lexicon, and the number of the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) word: u16,
    pub(super) list: u16,
}

/// Reads the tables. `index` gives the index of a word, which it adds if it is new.
pub(super) fn read(mut index: impl FnMut(&str) -> u16) -> (Lists, Vec<Entry>) {
    let none = List { stage: "", name: "", set: WordSet::new(0, &[]) };
    let mut reader = Reader { lists: vec![none], words: vec![Vec::new()], slots: vec![0; SLOTS] };
    let mut entries = Vec::new();
    for &(stage, table) in RULE_TABLES {
        for (word, names) in rows(table).filter_map(|row| row.split_once('\t')) {
            let text = text(word);
            let word = index(text);
            for name in names.split(' ') {
                let list = reader.number(stage, name);
                entries.push(Entry { word, list });
                reader.words[usize::from(list)].push(text);
            }
        }
    }
    (reader.lists(), entries)
}

struct Reader {
    lists: Vec<List>,
    /// The words of each list.
    words: Vec<Vec<&'static str>>,
    slots: Vec<u16>,
}

impl Reader {
    /// The number of a list, a new one for a new name.
    fn number(&mut self, stage: &'static str, name: &'static str) -> u16 {
        let slot = slot_of(&self.slots, &self.lists, stage, name);
        if self.slots[slot] == 0 {
            self.slots[slot] = self.lists.len() as u16;
            self.lists.push(List { stage, name, set: WordSet::new(0, &[]) });
            self.words.push(Vec::new());
        }
        self.slots[slot]
    }

    fn lists(mut self) -> Lists {
        for (number, (list, mut words)) in self.lists.iter_mut().zip(self.words).enumerate() {
            // The rows are sorted, but `_` stands elsewhere than a blank.
            words.sort_unstable();
            list.set = WordSet::new(number as u16, words.leak());
        }
        Lists { lists: self.lists.leak(), slots: self.slots.leak() }
    }
}

/// The text of a word of a table: `_` stands for a blank at its ends.
fn text(word: &'static str) -> &'static str {
    if word.contains('_') { word.replace('_', " ").leak() } else { word }
}
