//! The lexicon as a source of Rust, which the build script writes.

use super::lists::List;
use super::table::{Lexicon, Word};

/// The static `LEXICON`.
pub(crate) fn rust(lexicon: &Lexicon) -> String {
    let Lexicon { slots, keys, words, lists, busy } = lexicon;
    let words: String = words.iter().map(word).collect();
    let sets: String = lists.lists.iter().map(list).collect();
    let slots_of_lists = lists.slots;
    format!(
        "pub(super) static LEXICON: Lexicon = Lexicon {{\n\
         slots: &{slots:?},\nkeys: &{keys:?},\nwords: &[\n{words}],\n\
         lists: Lists {{ lists: &[\n{sets}], slots: &{slots_of_lists:?} }},\nbusy: &{busy:?},\n}};\n"
    )
}

fn word(word: &Word) -> String {
    let Word { flags, value, unit, currency, country, lists_mask, lists, busy } = word;
    let (flags, value) = (flags.bits(), value.to_bits());
    format!(
        "Word {{ flags: Flags::from_bits_retain({flags}), value: f64::from_bits({value}), unit: {unit}, \
         currency: {currency}, country: {country:?}, lists_mask: {lists_mask}, lists: {lists:?}, busy: {busy} }},\n"
    )
}

fn list(list: &List) -> String {
    let List { stage, name, set } = list;
    let (number, words, first_bytes) = (set.number, set.words, set.first_bytes);
    format!(
        "List {{ stage: {stage:?}, name: {name:?}, set: \
         WordSet {{ number: {number}, words: &{words:?}, first_bytes: {first_bytes:?} }} }},\n"
    )
}
