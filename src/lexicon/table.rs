//! The table of words: one look-up per token, by the token's hash.

use super::flags::{CURRENCY, CURRENCY_CODE, Flags, UNIT};
use super::lists::Lists;
use super::measures::{self, CurrencyUnit, Unit};
use super::word_set::WordSet;

/// Everything that the lexicon has about a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    pub(crate) flags: Flags,
    /// The value of a number, scale, fraction or multiple; the number of a month (1 to 12) or weekday (1 to 7).
    pub(crate) value: f64,
    /// Index of the unit; meaningful with the flag `UNIT`.
    pub(super) unit: u16,
    /// Index of the currency; meaningful with the flags `CURRENCY` and `CURRENCY_CODE`.
    pub(super) currency: u16,
    /// ISO 3166-1 alpha-2 code of a demonym's country; zeros without one.
    pub(crate) country: [u8; 2],
    /// A bit for each list of a single rule that has it ([`list_bit`]): most words are in none of the lists of a test.
    pub(super) lists_mask: u64,
    /// The numbers of these lists, if they are few; 0 is none.
    pub(super) lists: [u16; FEW_LISTS],
    /// The row of [`Lexicon::busy`] with its lists, if they are more; 0 is none.
    pub(super) busy: u16,
}

impl Word {
    /// The unit of measure that the word names.
    pub(crate) fn unit(&self) -> Option<&'static Unit> {
        measures::units().get(usize::from(self.unit)).filter(|_| self.flags.intersects(UNIT))
    }

    /// The currency, or the currencies of several countries, that the word names.
    pub(crate) fn currency(&self) -> Option<CurrencyUnit<'static>> {
        if !self.flags.intersects(CURRENCY | CURRENCY_CODE) {
            return None;
        }
        let index = usize::from(self.currency);
        match index.checked_sub(FIRST_SHARED) {
            Some(shared) => measures::shared_currencies().get(shared).map(CurrencyUnit::Shared),
            None => measures::currencies().get(index).map(CurrencyUnit::One),
        }
    }
}

/// Most words are in no more lists of single rules than this.
pub(super) const FEW_LISTS: usize = 4;

/// The words of a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Open addressing with linear probing: indices into `keys` and `words`; 0 is an empty slot.
    pub(super) slots: &'static [u16],
    pub(super) keys: &'static [u64],
    /// The first has no flags and stands for all unknown words.
    pub(super) words: &'static [Word],
    /// The lists of single rules.
    pub(super) lists: Lists,
    /// A bit for each list, in rows: the lists of the words that are in many.
    pub(super) busy: &'static [u64],
}

/// At most half of the slots are in use (a test holds it), so that probes stay short. A power of two.
pub(super) const SLOTS: usize = 1 << 15;

/// Currency indices from here on are those of currencies that several countries share.
pub(super) const FIRST_SHARED: usize = 1000;

impl Lexicon {
    /// The index of a word by its hash ([`super::hash_lower`]); 0, the index of a word without flags, if it is unknown.
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
    pub(crate) fn word(&self, index: u16) -> &'static Word {
        &self.words[index as usize]
    }

    /// The flags of a word by its hash; none if it is unknown.
    pub(crate) fn flags(&self, key: u64) -> Flags {
        self.word(self.find(key)).flags
    }

    /// True if one of some lists, by the union of their [`list_bit`]s, may have a word.
    pub(crate) fn may_be_listed(word: &Word, mask: u64) -> bool {
        word.lists_mask & mask != 0
    }

    /// True if a list of single rules, by its number, has a word.
    pub(crate) fn is_listed(&self, word: &Word, list: u16) -> bool {
        // Nearly all words leave here.
        if !Self::may_be_listed(word, list_bit(list)) {
            return false;
        }
        if word.busy == 0 {
            return list > 0 && word.lists.contains(&list);
        }
        let row = usize::from(word.busy) * self.lists.row_length();
        self.busy[row + usize::from(list / 64)] & (1 << (list % 64)) != 0
    }

    /// The list of a stage with a name.
    pub(super) fn list(&self, stage: &str, name: &str) -> Option<&WordSet> {
        self.lists.get(stage, name)
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

/// Where the search for a key begins.
pub(super) fn slot(key: u64) -> usize {
    // The high half is mixed in because FNV's low bits alone cluster for short words.
    (key ^ (key >> 32)) as usize % SLOTS
}
