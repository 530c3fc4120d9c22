//! Features by number, so that their weights lie in one vector.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::crf::Example;

/// Features are hashes already.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value.rotate_left(32);
    }
}

/// Numbers of features in the order of first sight, with how often each was seen.
#[derive(Default)]
pub(super) struct Numbers {
    numbers: HashMap<u64, u32, BuildHasherDefault<Plain>>,
    features: Vec<(u64, u32)>,
}

impl Numbers {
    /// The number of a feature, which is seen once more.
    pub(super) fn of(&mut self, feature: u64) -> u32 {
        let next = self.features.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.features.push((feature, 0));
        }
        self.features[number as usize].1 += 1;
        number
    }

    /// Takes out what was seen once, which says more about the text than about names, and numbers the rest anew, the
    /// frequent ones first, so that what is touched often lies together.
    pub(super) fn prune(self, examples: &mut [Example]) -> Vec<(u64, u32)> {
        let Self { numbers, features } = self;
        drop(numbers);
        let mut order: Vec<u32> = (0..features.len() as u32).collect();
        order.retain(|&number| features[number as usize].1 >= 2);
        order.sort_by_key(|&number| (u32::MAX - features[number as usize].1, number));
        let mut renumbered = vec![u32::MAX; features.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old as usize] = new as u32;
        }
        for example in examples {
            let (mut read, mut write) = (0, 0);
            for end in &mut example.ends {
                while read < *end as usize {
                    let number = renumbered[example.features[read] as usize];
                    read += 1;
                    if number != u32::MAX {
                        example.features[write] = number;
                        write += 1;
                    }
                }
                *end = write as u32;
            }
            example.features.truncate(write);
            example.features.shrink_to_fit();
        }
        order.iter().map(|&number| features[number as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_once_goes_and_the_frequent_come_first() {
        let mut numbers = Numbers::default();
        let features: Vec<u32> = [7, 5, 9, 5, 9, 9].iter().map(|&feature| numbers.of(feature)).collect();
        let example = Example {
            features,
            ends: vec![3, 6],
            allowed: vec![1, 1],
            weight: 1.0,
            base: Vec::new(),
            taught: Vec::new(),
        };
        let mut examples = [example];
        assert_eq!(numbers.prune(&mut examples), [(9, 3), (5, 2)]);
        let tokens: Vec<&[u32]> = examples[0].tokens().collect();
        assert_eq!(tokens, [&[1, 0][..], &[1, 0, 0]]);
    }
}
