//! What a number counts: the noun behind it, or the noun that it takes over from another number or sentence.

pub(in crate::enrich::figures) mod age;
pub(in crate::enrich::figures) mod bare_numbers;
pub(in crate::enrich::figures) mod borrow;
pub(in crate::enrich::figures) mod counted_nouns;
pub(in crate::enrich::figures) mod named_list;
pub(in crate::enrich::figures) mod noun;
mod noun_check;
pub(in crate::enrich::figures) mod recount;
pub(in crate::enrich::figures) mod second_speaker;
pub(in crate::enrich::figures) mod wording;
