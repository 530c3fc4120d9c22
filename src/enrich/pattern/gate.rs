//! A look at a few bits of a token that rules out most tokens before a test is asked.

use crate::document::{Marks, Token};
use crate::enrich::view::View;
use crate::lexicon::{Flags, WordSet};

/// What a token must have one of so that a test can hold. It lets through more tokens than the test, never fewer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gate {
    flags: Flags,
    marks: Marks,
    /// A bit for each word, by the first bits of its key.
    words: [u64; 4],
    /// A bit for each list.
    lists: u64,
    /// A place without a token passes.
    outside: bool,
}

impl Gate {
    /// Lets everything through.
    pub(super) fn open() -> Self {
        Self { marks: Marks::TOKEN, outside: true, ..Self::default() }
    }

    /// True if every token passes.
    pub(super) fn is_open(&self) -> bool {
        self.marks.contains(Marks::TOKEN)
    }

    pub(super) fn of_word(key: u64) -> Self {
        let mut words = [0; 4];
        words[row(key)] = bit(key);
        Self { words, ..Self::default() }
    }

    pub(super) fn of_flags(flags: Flags) -> Self {
        Self { flags, ..Self::default() }
    }

    pub(super) fn of_list(list: &WordSet) -> Self {
        Self { lists: list.bit(), ..Self::default() }
    }

    pub(super) fn of_marks(marks: Marks) -> Self {
        Self { marks, ..Self::default() }
    }

    /// The same, with or without places that have no token.
    pub(super) fn with_outside(self, outside: bool) -> Self {
        Self { outside, ..self }
    }

    /// What one of two lets through.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            flags: self.flags | other.flags,
            marks: self.marks | other.marks,
            words: std::array::from_fn(|row| self.words[row] | other.words[row]),
            lists: self.lists | other.lists,
            outside: self.outside || other.outside,
        }
    }

    /// True if the token at an index passes.
    #[inline]
    pub(super) fn lets(&self, view: &View<'_>, at: usize) -> bool {
        view.token(at).map_or(self.outside, |token| self.lets_token(view, token))
    }

    /// True if a place without a token passes.
    pub(super) fn lets_outside(&self) -> bool {
        self.outside
    }

    /// True if a token passes.
    #[inline]
    pub(super) fn lets_token(&self, view: &View<'_>, token: &Token) -> bool {
        token.marks.intersects(self.marks) || self.words[row(token.key)] & bit(token.key) != 0 || {
            let word = view.word_of(token);
            word.flags.intersects(self.flags) || View::may_list(word, self.lists)
        }
    }
}

/// The row of a key among the bits of words.
fn row(key: u64) -> usize {
    (spread(key) >> 62) as usize
}

/// The bit of a key in its row.
fn bit(key: u64) -> u64 {
    1 << (spread(key) >> 56 & 63)
}

/// The first bits of the keys of short words are much alike.
fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{bit, row};
    use crate::lexicon::hash_lower;

    #[test]
    fn short_words_have_bits_of_their_own() {
        let words =
            "the of a an in on at by to for and or as is was he she it men had has not but who new two";
        let mut bits: Vec<(usize, u64)> =
            words.split(' ').map(hash_lower).map(|key| (row(key), bit(key))).collect();
        bits.sort_unstable();
        bits.dedup();
        assert!(bits.len() >= 22, "{} of {}", bits.len(), words.split(' ').count());
    }
}
