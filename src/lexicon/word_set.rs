//! The words of one list.

/// The words of a list. The lexicon has the lists of each word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordSet {
    pub(super) number: u16,
    /// Sorted.
    pub(super) words: &'static [&'static str],
    /// A bit for each first byte of a word: most texts start with another, and one look shows it.
    pub(super) first_bytes: [u64; 4],
}

impl WordSet {
    pub(super) const fn empty() -> Self {
        Self { number: 0, words: &[], first_bytes: [0; 4] }
    }

    /// The list of a number, with its words in order.
    #[cfg(not(lexicon_compiled))]
    pub(super) fn new(number: u16, words: &'static [&'static str]) -> Self {
        let mut first_bytes = [0; 4];
        for &byte in words.iter().filter_map(|word| word.as_bytes().first()) {
            first_bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        Self { number, words, first_bytes }
    }

    /// The number of the list; 0 for a list that no table has.
    pub(crate) fn number(&self) -> u16 {
        self.number
    }

    pub(super) fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// True if the list has a word, in the same case.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.may_open(word.as_bytes()) && self.words.binary_search(&word).is_ok()
    }

    /// The words that have the first byte of a text.
    pub(super) fn with_first_byte(&self, text: &[u8]) -> &'static [&'static str] {
        if !self.may_open(text) {
            return &[];
        }
        let first = text.first();
        let start = self.words.partition_point(|word| word.as_bytes().first() < first);
        let length = self.words[start..].iter().take_while(|word| word.as_bytes().first() == first).count();
        &self.words[start..start + length]
    }

    /// True if a word of the list has the first byte of a text.
    fn may_open(&self, text: &[u8]) -> bool {
        let first = text.first();
        first.is_some_and(|&byte| self.first_bytes[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0)
    }
}
