//! The words of a document in one row, each with the number of its distinct form: what topics, keyphrases and rules
//! read. Marks are gone; where they stood is known.

use crate::document::{Document, Gap, Section, TokenKind};

/// One word or number of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The token's key.
    pub(crate) key: u64,
    /// Index of the token.
    pub(crate) token: u32,
    /// Index of its sentence.
    pub(crate) sentence: u32,
    /// True if a mark other than a hyphen, or the border of a sentence, stands before it.
    pub(crate) after_break: bool,
    /// True if it is a number.
    pub(crate) number: bool,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(crate) struct Words {
    row: Vec<Word>,
    title: usize,
}

impl Words {
    /// Reads a document, forgetting the one before.
    pub(crate) fn read(&mut self, document: &Document) {
        self.row.clear();
        self.title = 0;
        let text = document.text();
        for (index, sentence) in document.sentences().iter().enumerate() {
            let mut after_break = true;
            for position in sentence.range() {
                let token = &document.tokens()[position];
                match token.kind {
                    TokenKind::Word | TokenKind::Number => {
                        self.row.push(Word {
                            key: token.key,
                            token: position as u32,
                            sentence: index as u32,
                            after_break,
                            number: token.kind == TokenKind::Number,
                        });
                        after_break = false;
                    }
                    TokenKind::Possessive => {}
                    // `Nagorno-Karabakh`, `hat-trick`; but a dash between words breaks.
                    TokenKind::Punctuation if token.gap == Gap::None && &text[token.span.range()] == "-" => {}
                    _ => after_break = true,
                }
            }
            if sentence.section == Section::Title {
                self.title = self.row.len();
            }
        }
    }

    /// The words in order.
    pub(crate) fn row(&self) -> &[Word] {
        &self.row
    }

    /// How many of them stand in the title.
    pub(crate) fn title(&self) -> usize {
        self.title
    }
}

/// Sums by key, kept in the order of first mention: a small hash table that is emptied without being freed.
#[derive(Debug, Default)]
pub(crate) struct Bag {
    slots: Vec<u32>,
    sums: Vec<(u64, f32)>,
}

impl Bag {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.slots.fill(0);
        self.sums.clear();
    }

    /// Adds to the sum of a key, and says which one it is.
    pub(crate) fn add(&mut self, key: u64, value: f32) -> usize {
        if self.sums.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                self.sums.push((key, value));
                self.slots[at] = self.sums.len() as u32;
                return self.sums.len() - 1;
            }
            let entry = &mut self.sums[slot as usize - 1];
            if entry.0 == key {
                entry.1 += value;
                return slot as usize - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /// The index of a key that was added.
    pub(crate) fn find(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = spread(key) & mask;
        loop {
            match self.slots[at] {
                0 => return None,
                slot if self.sums[slot as usize - 1].0 == key => return Some(slot as usize - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Keys and sums in the order of first mention.
    pub(crate) fn sums(&self) -> &[(u64, f32)] {
        &self.sums
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (index, &(key, _)) in self.sums.iter().enumerate() {
            let mut at = spread(key) & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = index as u32 + 1;
        }
    }
}

fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
