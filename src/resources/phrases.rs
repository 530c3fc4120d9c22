//! What news in general says of words: in how many articles a word stands, and what class of word it is.
//!
//! Payload, little endian: number of slots (u32, a power of two), 0 (u32), then slots of 8 bytes: fingerprint (u32,
//! the key's upper half, 0 for an empty slot), rarity (u8), class (u8), two zeros.

use super::artefact::{self, ArtefactError};

/// `WORD`, as the header names it.
pub const KIND: [u8; 4] = *b"WORD";
/// Version of the format.
pub const VERSION: u32 = 1;
const SLOT: usize = 8;

/// What class of word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Nothing is known; most are nouns.
    Unknown,
    /// Holds others together; never part of a phrase.
    Stop,
    /// A day, a month, a span of time.
    Time,
    /// A noun that says little alone.
    Weak,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// A form of a verb.
    Verb,
    /// A noun, though it looks like a verb.
    Noun,
}

impl Class {
    /// The classes by their number in the artefact.
    pub const ALL: [Self; 8] = [
        Self::Unknown,
        Self::Stop,
        Self::Time,
        Self::Weak,
        Self::Adjective,
        Self::Adverb,
        Self::Verb,
        Self::Noun,
    ];
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// 0 for a word of every article, 1 for one that news hardly knows.
    pub rarity: f32,
    /// What class of word.
    pub class: Class,
}

/// The opened artefact.
#[derive(Debug)]
pub struct WordTable {
    slots: &'static [u8],
}

impl WordTable {
    /// Opens the artefact.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ArtefactError> {
        let malformed = |what: &str| ArtefactError::Payload(format!("words: {what}"));
        let payload = artefact::open(bytes, KIND, VERSION)?.payload;
        let (head, slots) = payload.split_at_checked(8).ok_or_else(|| malformed("too short"))?;
        let count = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if !count.is_power_of_two() || count.checked_mul(SLOT) != Some(slots.len()) {
            return Err(malformed("counts"));
        }
        if slots.chunks_exact(SLOT).any(|slot| usize::from(slot[5]) >= Class::ALL.len()) {
            return Err(malformed("class"));
        }
        Ok(Self { slots })
    }

    /// Has what is known of some words at hand, for [`get`](Self::get).
    pub fn fetch(&self, keys: impl Iterator<Item = u64>) {
        let mask = self.slots.len() / SLOT - 1;
        super::fetch(keys.map(|key| self.slots[(key as usize & mask) * SLOT]));
    }

    /// What is known of the word with this key.
    pub fn get(&self, key: u64) -> Entry {
        let mask = self.slots.len() / SLOT - 1;
        let wanted = fingerprint(key);
        let mut at = key as usize & mask;
        for _ in 0..=mask {
            let slot = &self.slots[at * SLOT..(at + 1) * SLOT];
            let found = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
            if found == wanted {
                let class = Class::ALL.get(usize::from(slot[5])).copied().unwrap_or(Class::Unknown);
                return Entry { rarity: f32::from(slot[4]) / 255.0, class };
            }
            if found == 0 {
                break;
            }
            at = (at + 1) & mask;
        }
        Entry { rarity: 1.0, class: Class::Unknown }
    }
}

fn fingerprint(key: u64) -> u32 {
    ((key >> 32) as u32).max(1)
}

/// The artefact's bytes; the words in the order of their keys, so that they are the same every time.
#[cfg(any(test, feature = "build-resources"))]
pub fn write(words: &std::collections::BTreeMap<u64, Entry>) -> Vec<u8> {
    let count = (words.len() * 2).next_power_of_two().max(2);
    let mut payload = vec![0; 8 + count * SLOT];
    payload[..4].copy_from_slice(&(count as u32).to_le_bytes());
    for (&key, entry) in words {
        let mut at = key as usize & (count - 1);
        while payload[8 + at * SLOT..8 + at * SLOT + 4] != [0; 4] {
            at = (at + 1) & (count - 1);
        }
        let slot = &mut payload[8 + at * SLOT..8 + (at + 1) * SLOT];
        slot[..4].copy_from_slice(&fingerprint(key).to_le_bytes());
        slot[4] = (entry.rarity.clamp(0.0, 1.0) * 255.0).round() as u8;
        slot[5] = Class::ALL.iter().position(|&class| class == entry.class).unwrap_or_default() as u8;
    }
    artefact::seal(KIND, VERSION, &payload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::hash_lower;

    fn table() -> Vec<u8> {
        let words = [("of", 0.0, Class::Stop), ("ferry", 0.8, Class::Unknown), ("sink", 0.6, Class::Verb)];
        let words = words.map(|(word, rarity, class)| (hash_lower(word), Entry { rarity, class }));
        write(&words.into_iter().collect())
    }

    #[test]
    fn what_was_written_is_read() {
        let table = WordTable::open(table().leak()).unwrap();
        assert_eq!(table.get(hash_lower("Of")).class, Class::Stop);
        assert!((table.get(hash_lower("ferry")).rarity - 0.8).abs() < 0.01);
        assert_eq!(table.get(hash_lower("zyzzyva")), Entry { rarity: 1.0, class: Class::Unknown });
    }

    #[test]
    fn malformed_bytes_are_told_and_never_panic() {
        let bytes = table();
        for length in [0, 8, artefact::HEADER + 4, bytes.len() - 1] {
            assert!(WordTable::open(bytes[..length].to_vec().leak()).is_err(), "{length}");
        }
        for at in artefact::HEADER..bytes.len() {
            let mut bent = bytes.clone();
            bent[at] ^= 0xff;
            if let Ok(table) = WordTable::open(bent.leak()) {
                table.get(hash_lower("ferry"));
            }
        }
    }
}
