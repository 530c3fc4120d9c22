//! Maps and sets by the keys of words.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

/// A map by keys of words ([`super::hash_lower`]).
pub(crate) type KeyMap<V> = HashMap<u64, V, KeyState>;

/// A set of keys of words.
pub(crate) type KeySet = HashSet<u64, KeyState>;

/// Makes hashers for keys. A key is a hash already, so that one multiplication spreads keys over a table; its factor is
/// another one in each process, so that no text can be written whose words share a slot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyState(u64);

impl Default for KeyState {
    fn default() -> Self {
        static FACTOR: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0_u64) | 1);
        Self(*FACTOR)
    }
}

impl BuildHasher for KeyState {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher { factor: self.0, hash: 0 }
    }
}

/// Hashes one key, or a few.
#[derive(Debug)]
pub(crate) struct KeyHasher {
    factor: u64,
    hash: u64,
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let product = u128::from(self.hash.rotate_left(5) ^ key) * u128::from(self.factor);
        self.hash = product as u64 ^ (product >> 64) as u64;
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash_lower;

    #[test]
    fn keys_are_found_and_spread_over_the_slots() {
        let words: Vec<u64> = (0..4096).map(|number| hash_lower(&format!("word{number}"))).collect();
        let map: KeyMap<usize> = words.iter().enumerate().map(|(number, &key)| (key, number)).collect();
        assert!(words.iter().enumerate().all(|(number, key)| map[key] == number));
        assert!(!map.contains_key(&hash_lower("another")));
        let slots: HashSet<u64> = words.iter().map(|key| KeyState::default().hash_one(key) % 4096).collect();
        assert!(slots.len() > 2300, "some 2589 are expected of a good hash: {}", slots.len());
    }
}
