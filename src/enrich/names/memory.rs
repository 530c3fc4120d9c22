//! The same word elsewhere in the document.

use super::runs::Run;
use super::words::Word;
use crate::document::{Sentence, hash_start, hash_step};

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
    /// True if it stands there in capitals, as an acronym does.
    acronym: bool,
    /// True if it is the initials of a run of capitalised words.
    spelled_out: bool,
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
            let Word { key, lettered: true, upper, acronym, .. } = *word else { continue };
            let group = self.group_of(key, size);
            word.group = group;
            let group = &mut self.groups[group as usize];
            group.acronym |= acronym;
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
                    self.groups.push(Group {
                        key,
                        first: NONE,
                        last: NONE,
                        lower: 0,
                        upper: 0,
                        acronym: false,
                        spelled_out: false,
                    });
                    return group;
                }
                group if self.groups[group as usize].key == key => return group,
                _ => slot = (slot + 1) & (size - 1),
            }
        }
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.groups.len()
    }

    /// Notes the initials of the runs of capitalised words.
    pub(crate) fn read_initials(&mut self, words: &[Word], runs: &[Run]) {
        let mut at = 0;
        while at < runs.len() {
            let run = runs[at];
            let end = (run.end as usize).max(at + 1);
            if end > at + 1 {
                for key in initials(&words[at..end]).into_iter().flatten() {
                    if let Some(group) = self.find(key) {
                        self.groups[group as usize].spelled_out = true;
                    }
                }
            }
            at = end;
        }
    }

    /// Whether the initials of a run of words are an acronym of the document: 1 of all words, 2 of those without a
    /// first one (`the National Assembly of …` as against `But National …`); 0 if not.
    pub(crate) fn acronym_of(&self, words: &[Word]) -> u8 {
        if words.len() < 2 {
            return 0;
        }
        let known = |key: u64| {
            let group = self.find(key).map(|group| &self.groups[group as usize]);
            group.is_some_and(|group| group.acronym)
        };
        let position = initials(words).into_iter().position(|key| key.is_some_and(known));
        position.map_or(0, |position| position as u8 + 1)
    }

    /// True if an acronym is the initials of a run of words.
    pub(crate) fn is_short_for(&self, word: &Word) -> bool {
        self.group(word).is_some_and(|group| group.spelled_out)
    }

    /// The number of the group of the words with this key.
    pub(super) fn find(&self, key: u64) -> Option<u32> {
        let size = self.slots.len().max(1);
        let mut slot = crate::resources::names::spread(key) as usize & (size - 1);
        loop {
            match *self.slots.get(slot)? {
                NONE => return None,
                group if self.groups[group as usize].key == key => return Some(group),
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

/// The hash of initials as [`crate::document::hash_lower`] would have it of the acronym.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Initials(u64);

impl Default for Initials {
    fn default() -> Self {
        Self(hash_start())
    }
}

impl Initials {
    pub(crate) fn push(&mut self, initial: char) {
        self.0 = hash_step(self.0, initial);
    }

    pub(crate) fn hash(self) -> u64 {
        self.0
    }
}

/// The initials of the capitalised words, with and without the first of them.
fn initials(words: &[Word]) -> [Option<u64>; 2] {
    let (mut all, mut rest, mut count) = (Initials::default(), Initials::default(), 0);
    for word in words.iter().filter(|word| word.upper) {
        all.push(word.initial);
        if count > 0 {
            rest.push(word.initial);
        }
        count += 1;
    }
    [(2..=6).contains(&count).then(|| all.hash()), (3..=7).contains(&count).then(|| rest.hash())]
}
