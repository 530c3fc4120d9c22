//! The same word elsewhere in the document.

use super::words::Word;
use crate::document::Sentence;

/// All tokens with one key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    key: u64,
    /// The first and, so far, last token with a capital.
    pub first: u32,
    last: u32,
    /// How often the word stands in lower case and, not at the start of a sentence, with a capital.
    pub lower: u16,
    pub upper: u16,
}

/// Which tokens are the same word. Reused from document to document.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    slots: Vec<u32>,
    groups: Vec<Group>,
    /// The next and the previous capitalised token with the same key, `NONE` if there is none.
    pub next: Vec<u32>,
    pub previous: Vec<u32>,
}

pub(crate) const NONE: u32 = u32::MAX;

impl Memory {
    /// Reads the words of a document; sets each word's group.
    pub(crate) fn read(&mut self, words: &mut [Word], sentences: &[Sentence]) {
        let size = (words.len() * 2).next_power_of_two().max(16);
        self.slots.clear();
        self.slots.resize(size, NONE);
        self.groups.clear();
        self.next.clear();
        self.next.resize(words.len(), NONE);
        self.previous.clear();
        self.previous.resize(words.len(), NONE);
        let mut starts = sentences.iter().map(|sentence| sentence.range().start).peekable();
        for (index, word) in words.iter_mut().enumerate() {
            let initial = starts.next_if_eq(&index).is_some();
            let Word { key, lettered: true, upper, .. } = *word else { continue };
            let group = self.group_of(key, size);
            word.group = group;
            let group = &mut self.groups[group as usize];
            if !upper {
                group.lower = group.lower.saturating_add(1);
                continue;
            }
            group.upper = group.upper.saturating_add(u16::from(!initial));
            let at = index as u32;
            if group.last == NONE {
                group.first = at;
            } else {
                self.next[group.last as usize] = at;
                self.previous[index] = group.last;
            }
            group.last = at;
        }
    }

    fn group_of(&mut self, key: u64, size: usize) -> u32 {
        let mut slot = crate::resources::names::spread(key) as usize & (size - 1);
        loop {
            match self.slots[slot] {
                NONE => {
                    let group = self.groups.len() as u32;
                    self.slots[slot] = group;
                    self.groups.push(Group { key, first: NONE, last: NONE, lower: 0, upper: 0 });
                    return group;
                }
                group if self.groups[group as usize].key == key => return group,
                _ => slot = (slot + 1) & (size - 1),
            }
        }
    }

    /// The group of a word.
    pub(crate) fn group(&self, word: &Word) -> Option<&Group> {
        self.groups.get(word.group as usize)
    }

    /// Up to three other places of the token at `index`: the one before, the next, and the first.
    pub(crate) fn elsewhere(&self, index: usize, word: &Word) -> [Option<usize>; 3] {
        let some = |at: u32| (at != NONE && at as usize != index).then_some(at as usize);
        let (previous, next) = (some(self.previous[index]), some(self.next[index]));
        let first = self.group(word).and_then(|group| some(group.first)).filter(|&at| Some(at) != previous);
        [previous, next, first]
    }
}
