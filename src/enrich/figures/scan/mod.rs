//! The numbers of a sentence as they stand: in digits, in words, as ratios and as scores.

pub(in crate::enrich::figures) mod digits;
pub(in crate::enrich::figures) mod number;
mod number_words;
pub(in crate::enrich::figures) mod ratio;
pub(in crate::enrich::figures) mod score;
mod value;
