//! Reads the tables of words. The build script does it, and the tests; the program has what was read.

use super::columns::{parse_flags, parse_value};
use super::flags::{COUNTABLE, CURRENCY, CURRENCY_CODE, DEMONYM, Flags, UNIT};
use super::hash::hash_lower;
use super::lists::Lists;
use super::lists_reader::{self, Entry};
use super::rows::rows;
use super::table::{FIRST_SHARED, Lexicon, SLOTS, Word, list_bit, slot};
use super::{TABLES, measures, morphology};

/// Reads all tables.
pub(super) fn read() -> Lexicon {
    let mut reader = Reader { slots: vec![0; SLOTS], ..Reader::default() };
    reader.push(0);
    for (_, table) in TABLES {
        reader.add_table(table);
    }
    reader.add_measures();
    let (lists, entries) = lists_reader::read(|word| reader.index(word));
    reader.add_lists(&lists, entries);
    Lexicon {
        slots: reader.slots.leak(),
        keys: reader.keys.leak(),
        words: reader.words.leak(),
        lists,
        busy: reader.busy.leak(),
    }
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    slots: Vec<u16>,
    keys: Vec<u64>,
    words: Vec<Word>,
    busy: Vec<u64>,
}

impl Reader {
    /// The entry of `word` to add to.
    fn entry(&mut self, word: &str) -> &mut Word {
        let index = self.index(word);
        &mut self.words[usize::from(index)]
    }

    /// The index of `word`, which is added if it is new.
    fn index(&mut self, word: &str) -> u16 {
        let key = hash_lower(word);
        let mut slot = slot(key);
        while self.slots[slot] != 0 && self.keys[self.slots[slot] as usize] != key {
            slot = (slot + 1) % SLOTS;
        }
        if self.slots[slot] == 0 {
            self.slots[slot] = self.words.len() as u16;
            self.push(key);
        }
        self.slots[slot]
    }

    fn push(&mut self, key: u64) {
        self.keys.push(key);
        self.words.push(Word::default());
    }

    fn add_table(&mut self, table: &'static str) {
        // Most rows have the flags of the row before.
        let mut parsed = ("", Flags::empty());
        for row in rows(table) {
            let mut columns = row.split('\t');
            let (word, names) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            if parsed.0 != names {
                parsed = (names, parse_flags(names));
            }
            let flags = parsed.1;
            let entry = self.entry(word);
            entry.flags |= flags;
            if let Some(value) = columns.next() {
                match <[u8; 2]>::try_from(value.as_bytes()) {
                    Ok(country) if flags.intersects(DEMONYM) => entry.country = country,
                    _ => entry.value = parse_value(value).unwrap_or_default(),
                }
            }
            if flags.intersects(COUNTABLE) {
                self.entry(&morphology::plural(word)).flags |= flags;
            }
        }
    }

    /// Adds the words of units and currencies.
    fn add_measures(&mut self) {
        for (index, unit) in measures::units().iter().enumerate() {
            for word in unit.words.split(' ') {
                let entry = self.entry(word);
                entry.flags |= UNIT;
                entry.unit = index as u16;
            }
        }
        for (index, measures::Currency { code, words }) in measures::currencies().iter().enumerate() {
            self.add_currency(code, CURRENCY_CODE, index);
            words.split_whitespace().for_each(|word| self.add_currency(word, CURRENCY, index));
        }
        for (index, measures::SharedCurrency { words, .. }) in
            measures::shared_currencies().iter().enumerate()
        {
            words.split(' ').for_each(|word| self.add_currency(word, CURRENCY, FIRST_SHARED + index));
        }
    }

    /// Tells each word its lists.
    fn add_lists(&mut self, lists: &Lists, entries: Vec<Entry>) {
        let length = lists.row_length();
        self.busy.resize(length, 0);
        for Entry { word, list } in entries {
            let word = &mut self.words[usize::from(word)];
            word.lists_mask |= list_bit(list);
            if word.busy == 0 {
                if let Some(free) = word.lists.iter_mut().find(|known| **known == 0 || **known == list) {
                    *free = list;
                    continue;
                }
                word.busy = (self.busy.len() / length) as u16;
                self.busy.resize(self.busy.len() + length, 0);
            }
            let row = usize::from(word.busy) * length;
            for list in word.lists.into_iter().chain([list]) {
                self.busy[row + usize::from(list / 64)] |= 1 << (list % 64);
            }
        }
    }

    fn add_currency(&mut self, word: &str, flags: Flags, index: usize) {
        let entry = self.entry(word);
        entry.flags |= flags;
        entry.currency = index as u16;
    }
}
