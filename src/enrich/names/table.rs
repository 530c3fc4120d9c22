//! Word lists that are asked about every word of a text: one probe instead of a search.

use crate::document::hash_lower;

/// Bits by the key of a word.
#[derive(Debug)]
pub(super) struct Table {
    /// Open addressing; a power of two, at most half full. No bits: an empty slot.
    slots: Vec<(u64, u16)>,
}

impl Table {
    /// A table of words with their bits; a word that stands several times has the bits of all.
    pub(super) fn new(words: impl IntoIterator<Item = (String, u16)>) -> Self {
        let words: Vec<(u64, u16)> =
            words.into_iter().map(|(word, bits)| (hash_lower(&word), bits)).collect();
        let mut table = Self { slots: vec![(0, 0); (words.len() * 2).next_power_of_two().max(2)] };
        for (key, bits) in words {
            let slot = table.slot(key);
            table.slots[slot] = (key, table.slots[slot].1 | bits);
        }
        table
    }

    /// The bits of a word; none where no list has it.
    pub(super) fn get(&self, key: u64) -> u16 {
        self.slots[self.slot(key)].1
    }

    /// Where a key is, or would be.
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key ^ key >> 29) as usize & mask;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_bits_of_all_their_lists() {
        let table = Table::new(
            [("mayor", 1), ("judge", 1), ("judge", 2)].map(|(word, bits)| (word.to_owned(), bits)),
        );
        assert_eq!((table.get(hash_lower("Mayor")), table.get(hash_lower("judge"))), (1, 3));
        assert_eq!(table.get(hash_lower("bridge")), 0);
    }
}
