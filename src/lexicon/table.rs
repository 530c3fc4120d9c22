//! The table of words: one look-up per token, by the token's hash.

use std::sync::LazyLock;

use super::flags::{COUNTABLE, CURRENCY, CURRENCY_CODE, DEMONYM, Flags, UNIT};
use super::hash::hash_lower;
use super::lists::{Entry, Lists};
use super::measures::{self, Currency, CurrencyPrefix, CurrencyUnit, SharedCurrency, Unit};
use super::rows::rows;
use super::word_set::WordSet;
use super::{TABLES, morphology};

/// Everything that the lexicon has about a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    pub(crate) flags: Flags,
    /// The value of a number, scale, fraction or multiple; the number of a month (1 to 12) or weekday (1 to 7).
    pub(crate) value: f64,
    /// Index of the unit; meaningful with the flag `UNIT`.
    unit: u16,
    /// Index of the currency; meaningful with the flags `CURRENCY` and `CURRENCY_CODE`.
    currency: u16,
    /// ISO 3166-1 alpha-2 code of a demonym's country; zeros without one.
    pub(crate) country: [u8; 2],
    /// A bit for each list of a single rule that has it ([`list_bit`]): most words are in none of the lists of a test.
    lists_mask: u64,
    /// The numbers of these lists, if they are few; 0 is none.
    lists: [u16; FEW_LISTS],
    /// The row of [`Lexicon::busy`] with its lists, if they are more; 0 is none.
    busy: u16,
}

/// Most words are in no more lists of single rules than this.
const FEW_LISTS: usize = 4;

/// The words of a language, with its units and currencies.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Open addressing with linear probing: indices into `keys` and `words`; 0 is an empty slot.
    slots: Vec<u16>,
    keys: Vec<u64>,
    /// The first has no flags and stands for all unknown words.
    words: Vec<Word>,
    units: Vec<Unit>,
    currencies: Vec<Currency>,
    shared: Vec<SharedCurrency>,
    prefixes: Vec<CurrencyPrefix>,
    /// The lists of single rules.
    lists: Lists,
    /// A bit for each list, in rows: the lists of the words that are in many.
    busy: Vec<u64>,
}

/// At most half of the slots are in use (a test holds it), so that probes stay short. A power of two.
pub(super) const SLOTS: usize = 1 << 15;

/// Room for so many words is reserved.
const EXPECTED: usize = 12_000;

/// Currency indices from here on are into [`Lexicon::shared`].
const FIRST_SHARED: usize = 1000;

/// The English lexicon, built at the first call.
pub(crate) fn get() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
    &LEXICON
}

/// True if a text, in any case, is a word with one of the flags.
pub(crate) fn has(text: &str, flags: Flags) -> bool {
    get().flags(hash_lower(text)).intersects(flags)
}

impl Lexicon {
    pub(super) fn build() -> Self {
        let mut lexicon = Self {
            slots: vec![0; SLOTS],
            keys: Vec::with_capacity(EXPECTED),
            words: Vec::with_capacity(EXPECTED),
            lists: Lists::default(),
            busy: Vec::new(),
            units: measures::units(),
            currencies: measures::currencies(),
            shared: measures::shared_currencies(),
            prefixes: measures::currency_prefixes(),
        };
        lexicon.push(0);
        for (_, table) in TABLES {
            lexicon.add_table(table);
        }
        lexicon.add_measures();
        let (lists, entries) = Lists::read(|word| lexicon.index(word));
        lexicon.lists = lists;
        lexicon.add_lists(entries);
        lexicon
    }

    /// The index of a word by its hash ([`hash_lower`]); 0, the index of a word without flags, if it is unknown.
    pub(crate) fn find(&self, key: u64) -> u16 {
        let mut slot = slot(key);
        loop {
            let index = self.slots[slot];
            if index == 0 || self.keys[index as usize] == key {
                return index;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The word behind an index of [`find`](Self::find).
    pub(crate) fn word(&self, index: u16) -> &Word {
        &self.words[index as usize]
    }

    /// The flags of a word by its hash; none if it is unknown.
    pub(crate) fn flags(&self, key: u64) -> Flags {
        self.word(self.find(key)).flags
    }

    /// The unit of measure that a word names.
    pub(crate) fn unit(&self, word: &Word) -> Option<&Unit> {
        self.units.get(word.unit as usize).filter(|_| word.flags.intersects(UNIT))
    }

    /// The unit that has a code of its own; `None` for codes that only combinations have (`km/h` of `km per hour`).
    pub(crate) fn unit_by_code(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The currency, or the currencies of several countries, that a word names.
    pub(crate) fn currency(&self, word: &Word) -> Option<CurrencyUnit<'_>> {
        if !word.flags.intersects(CURRENCY | CURRENCY_CODE) {
            return None;
        }
        let index = word.currency as usize;
        match index.checked_sub(FIRST_SHARED) {
            Some(shared) => self.shared.get(shared).map(CurrencyUnit::Shared),
            None => self.currencies.get(index).map(CurrencyUnit::One),
        }
    }

    /// The currencies that letters before a number name, in their own case.
    pub(crate) fn currency_prefixes(&self, letters: &str) -> impl Iterator<Item = &CurrencyPrefix> {
        self.prefixes.iter().filter(move |prefix| prefix.letters == letters)
    }

    /// True if one of some lists, by the union of their [`list_bit`]s, may have a word.
    pub(crate) fn may_be_listed(word: &Word, mask: u64) -> bool {
        word.lists_mask & mask != 0
    }

    /// True if a list of single rules, by its number, has a word.
    pub(crate) fn is_listed(&self, word: &Word, list: u16) -> bool {
        if word.busy == 0 {
            return list > 0 && word.lists.contains(&list);
        }
        let row = usize::from(word.busy) * self.row_length();
        self.busy[row + usize::from(list / 64)] & (1 << (list % 64)) != 0
    }

    /// The list of a stage with a name.
    pub(super) fn list(&self, stage: &str, name: &str) -> Option<&WordSet> {
        self.lists.get(stage, name)
    }

    /// The length of a row of `busy`.
    fn row_length(&self) -> usize {
        self.lists.len().div_ceil(64)
    }

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
        for index in 0..self.units.len() {
            for word in self.units[index].words.split(' ') {
                let entry = self.entry(word);
                entry.flags |= UNIT;
                entry.unit = index as u16;
            }
        }
        for index in 0..self.currencies.len() {
            let Currency { code, words } = self.currencies[index];
            self.add_currency(code, CURRENCY_CODE, index);
            words.split_whitespace().for_each(|word| self.add_currency(word, CURRENCY, index));
        }
        for index in 0..self.shared.len() {
            let words = self.shared[index].words;
            words.split(' ').for_each(|word| self.add_currency(word, CURRENCY, FIRST_SHARED + index));
        }
    }

    /// Tells each word its lists.
    fn add_lists(&mut self, entries: Vec<Entry>) {
        let length = self.row_length();
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

    /// Number of words; the test of the table's load reads it.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.words.len() - 1
    }
}

/// The bit of a list, by its number, in the mask of a word. Several lists share one.
pub(super) fn list_bit(list: u16) -> u64 {
    1 << (list % 64)
}

fn slot(key: u64) -> usize {
    // The high half is mixed in because FNV's low bits alone cluster for short words.
    (key ^ (key >> 32)) as usize % SLOTS
}

/// The flags of a column of names; unknown names, which the lint refuses, are left out.
pub(super) fn parse_flags(names: &str) -> Flags {
    names.split(' ').filter_map(Flags::from_name).fold(Flags::empty(), Flags::union)
}

/// A number, or a fraction of two (`1/3`).
pub(super) fn parse_value(text: &str) -> Option<f64> {
    match text.split_once('/') {
        Some((numerator, denominator)) => {
            Some(numerator.parse::<f64>().ok()? / denominator.parse::<f64>().ok()?)
        }
        None => text.parse().ok(),
    }
}
