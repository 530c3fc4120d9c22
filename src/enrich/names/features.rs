//! What the tagger looks at. Training and tagging share this file: a feature is a hash, and the model has weights
//! for those that training kept.
//!
//! The features of a token fall in two: those of single words, which depend on nothing but the word (and are
//! summed once for each [`Word::form`]), and those of the context.

use super::memory::Memory;
use super::runs::Run;
use super::words::Word;
use crate::document::Sentence;

/// Groups of features, for ablations: a template's number divided by 16.
pub const GROUPS: [&str; 9] = [
    "words",
    "shapes",
    "affixes",
    "clusters",
    "lists",
    "document",
    "capitalised run",
    "embedding clusters",
    "second pass",
];

/// Offsets at which single words are looked at.
pub(crate) const OFFSETS: [isize; 5] = [0, -1, 1, -2, 2];

/// A feature's hash.
#[inline]
pub(crate) fn feature(template: u8, value: u64) -> u64 {
    let mixed = (value ^ (u64::from(template) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    // The template stays readable in the highest byte, which no table looks at.
    (mixed ^ mixed >> 29) & 0x00ff_ffff_ffff_ffff | u64::from(template) << 56
}

/// The group of a feature.
pub fn group_of(feature: u64) -> usize {
    (feature >> 60) as usize
}

/// True if a feature names the word that it belongs to (or the run's ends), so that it says nothing of a new word.
pub fn names_the_word(feature: u64) -> bool {
    matches!((feature >> 56) as u8, 1 | 2 | 6 | 17 | 53 | 54 | 97 | 98 | 114 | 119)
}

#[inline]
pub(crate) fn pair(a: u64, b: u64) -> u64 {
    a.rotate_left(25) ^ b.wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// Stands before and after a sentence.
const BORDER: u64 = 0x5eed;

/// The features of one word at an offset (an index into [`OFFSETS`]).
pub(crate) fn of_word(text: &str, word: &Word, offset: usize, sink: &mut impl FnMut(u64)) {
    let at = offset as u64;
    let cluster = u64::from(word.cluster);
    sink(feature(if offset == 0 { 6 } else { 0 }, pair(word.key, at)));
    sink(feature(16, pair(u64::from(word.shape), at)));
    let embedding = word.embedding;
    if embedding.number != 0 {
        sink(feature(112, pair(u64::from(embedding.fine), at)));
        sink(feature(113, pair(u64::from(embedding.middle), at)));
        if offset < 3 {
            sink(feature(114, pair(u64::from(embedding.number), at)));
            sink(feature(115, pair(u64::from(embedding.coarse), pair(at, u64::from(word.upper)))));
        }
    }
    if offset > 2 {
        sink(feature(48, pair(cluster & 0x3f, at)));
        return;
    }
    if word.cluster != 0 {
        sink(feature(49, pair(cluster, at)));
        sink(feature(50, pair(cluster & 0x3f, at)));
        if offset == 0 {
            sink(feature(51, cluster & 0xf));
            sink(feature(52, cluster & 0x1ff));
        }
    }
    if word.lists != 0 {
        sink(feature(64, pair(u64::from(word.lists), at)));
        for bit in 0..8 {
            if word.lists >> bit & 1 == 1 {
                sink(feature(65, pair(bit, pair(at, u64::from(word.upper)))));
            }
        }
    }
    if offset != 0 {
        return;
    }
    sink(feature(17, word.form));
    sink(feature(18, pair(u64::from(word.capital), u64::from(word.shape >> 6))));
    if !word.lettered {
        return;
    }
    let (mut prefix, mut length) = (0, 0_u64);
    for c in text.chars().take(4) {
        length += 1;
        prefix = pair(prefix, u64::from(u32::from(lower(c))));
        if length > 1 {
            sink(feature(32, pair(prefix, length)));
        }
    }
    let (mut suffix, mut length) = (0, 0_u64);
    for c in text.chars().rev().take(4) {
        length += 1;
        suffix = pair(suffix, u64::from(u32::from(lower(c))));
        sink(feature(33, pair(suffix, length)));
        if length == 3 {
            sink(feature(34, pair(suffix, u64::from(word.shape >> 6))));
        }
    }
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Where a token stands, for the features of its context.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub sentence: &'a Sentence,
    pub words: &'a [Word],
    pub memory: &'a Memory,
    /// How the sentence is written, and whether it is among the first.
    pub writing: u64,
    pub early: bool,
}

/// The features of a token's context.
pub(crate) fn of_context(place: Place<'_>, index: usize, run: Run, sink: &mut impl FnMut(u64)) {
    let range = place.sentence.range();
    let word = |offset: isize| {
        let at = index.wrapping_add_signed(offset);
        range.contains(&at).then(|| &place.words[at])
    };
    let key = |offset| word(offset).map_or(BORDER, |word| word.key);
    let cluster = |offset| word(offset).map_or(1 << 15, |word| u64::from(word.cluster));
    let shape = |offset| word(offset).map_or(BORDER, |word| u64::from(word.shape >> 6));
    let here = &place.words[index];
    let initial = u64::from(index == range.start);

    sink(feature(1, pair(key(-1), key(0))));
    sink(feature(2, pair(key(0), key(1))));
    sink(feature(3, pair(key(-1), key(1))));
    sink(feature(4, pair(key(-2), key(-1))));
    sink(feature(5, pair(key(1), key(2))));
    sink(feature(19, pair(pair(shape(-1), u64::from(here.shape)), shape(1))));
    sink(feature(20, pair(pair(shape(-2), shape(-1)), pair(shape(0), pair(shape(1), shape(2))))));
    sink(feature(21, pair(pair(u64::from(here.capital), initial), pair(place.writing, shape(0)))));
    let glue = |offset: isize| word(offset).is_some_and(|word| word.glued);
    sink(feature(22, pair(u64::from(glue(0)) << 1 | u64::from(glue(1)), shape(0))));
    if place.early {
        sink(feature(
            23,
            pair(
                pair(shape(0), shape(1)),
                pair((range.start as u64).wrapping_sub(index as u64), place.writing),
            ),
        ));
    }
    sink(feature(53, pair(cluster(-1), cluster(0))));
    sink(feature(54, pair(cluster(0), cluster(1))));
    sink(feature(55, pair(pair(cluster(-1) & 0x7f, cluster(0) & 0x7f), cluster(1) & 0x7f)));
    sink(feature(56, pair(pair(cluster(-2) & 0x3f, cluster(-1) & 0x3f), shape(0))));
    let lists =
        |offset| word(offset).map_or(BORDER, |word| u64::from(word.lists) << 1 | u64::from(word.upper));
    sink(feature(66, pair(pair(lists(-1), lists(0)), lists(1))));
    sink(feature(67, pair(lists(0), pair(lists(1), shape(1)))));

    let fine = |offset| word(offset).map_or(1 << 15, |word| u64::from(word.embedding.fine));
    let middle = |offset| word(offset).map_or(1 << 15, |word| u64::from(word.embedding.middle));
    sink(feature(116, pair(middle(-1), middle(0))));
    sink(feature(117, pair(middle(0), middle(1))));
    sink(feature(118, pair(pair(middle(-1), shape(0)), middle(1))));
    sink(feature(119, pair(fine(0), u64::from(here.cluster))));
    sink(feature(120, pair(fine(0), pair(shape(-1), shape(1)))));

    if run.end > run.start {
        of_run(place, index, run, sink);
    }
    if here.acronym && place.memory.is_short_for(here) {
        sink(feature(87, 1));
    }
    if here.upper {
        of_elsewhere(place, index, sink);
    }
}

fn of_run(place: Place<'_>, index: usize, run: Run, sink: &mut impl FnMut(u64)) {
    let range = place.sentence.range();
    let (start, end) = (run.start as usize, run.end as usize);
    let (first, last) = (&place.words[start], &place.words[end - 1]);
    let position = u64::from(index == start) << 1 | u64::from(index + 1 == end);
    let length = (end - start).min(6) as u64;
    sink(feature(96, pair(pair(position, length), place.writing)));
    sink(feature(97, pair(last.key, position)));
    sink(feature(98, pair(first.key, position)));
    sink(feature(99, pair(u64::from(last.cluster), position)));
    sink(feature(100, pair(u64::from(first.cluster), position)));
    sink(feature(121, pair(u64::from(last.embedding.fine), position)));
    sink(feature(122, pair(u64::from(first.embedding.fine), position)));
    let before = if start > range.start { place.words[start - 1].key } else { BORDER };
    let after = if end < range.end { place.words[end].key } else { BORDER };
    sink(feature(101, before));
    sink(feature(102, after));
    sink(feature(103, pair(u64::from(first.lists), pair(u64::from(last.lists), length))));
    sink(feature(104, pair(pair(before, after), length)));
    let acronym = place.memory.acronym_of(&place.words[start..end]);
    if acronym != 0 {
        sink(feature(106, pair(u64::from(acronym), position)));
    }
    if (run.core as usize) < end && run.core > run.start {
        let core = &place.words[run.core as usize - 1];
        sink(feature(105, pair(core.key, u64::from(index < run.core as usize))));
    }
}

fn of_elsewhere(place: Place<'_>, index: usize, sink: &mut impl FnMut(u64)) {
    let here = &place.words[index];
    let initial = u64::from(index == place.sentence.range().start);
    if let Some(group) = place.memory.group(here) {
        let (lower, upper) = (u64::from(group.lower.min(2)), u64::from(group.upper.min(3)));
        sink(feature(80, pair(pair(lower, upper), pair(initial, place.writing))));
    }
    for at in place.memory.elsewhere(index, here).into_iter().flatten() {
        let neighbour = |at: usize| place.words.get(at);
        let (before, after) = (neighbour(at.wrapping_sub(1)), neighbour(at + 1));
        let upper = |word: Option<&Word>| word.map_or(2, |word| u64::from(word.upper));
        sink(feature(81, before.map_or(BORDER, |word| word.key)));
        sink(feature(82, after.map_or(BORDER, |word| word.key)));
        sink(feature(83, pair(upper(before), upper(after))));
        sink(feature(84, before.map_or(1 << 15, |word| u64::from(word.cluster))));
        sink(feature(85, after.map_or(1 << 15, |word| u64::from(word.cluster))));
        sink(feature(123, before.map_or(1 << 15, |word| u64::from(word.embedding.fine))));
        sink(feature(124, after.map_or(1 << 15, |word| u64::from(word.embedding.fine))));
        let lists = |word: Option<&Word>| word.map_or(BORDER, |word| u64::from(word.lists));
        sink(feature(86, pair(lists(before), upper(before))));
    }
}
