//! The numbers of the language stage. None is fitted. Each number says where it comes from.

/// Bytes examined: more change nothing and cost time. Measured: more change nothing.
pub(in crate::enrich::language) const ENOUGH: usize = 1200;

/// How many bytes are read for small words: four or five sentences. Chosen.
pub(in crate::enrich::language) const ENOUGH_FOR_ENGLISH: usize = 640;

/// In English at least one word in so many is a small word that no other language has; in news every sixth is.
/// Chosen.
pub(in crate::enrich::language) const ONE_OF: usize = 12;

/// So many different small words must be there, so that a quoted title or slogan is not enough. Chosen.
pub(in crate::enrich::language) const DIFFERENT: u32 = 4;

/// The longest of those small words, in letters. A property of the list.
pub(in crate::enrich::language) const LONGEST_ENGLISH: usize = 5;

/// Detection this certain, on [`RUNNING_WORDS`] words of running text, overrules what the input declares. Chosen.
pub(in crate::enrich::language) const OVERRULES: f64 = 0.95;

/// Running text has so many words. Chosen.
pub(in crate::enrich::language) const RUNNING_WORDS: usize = 40;

/// Trigrams this certain need no second opinion. Chosen.
pub(in crate::enrich::language) const CERTAIN: f64 = 0.9;

/// Least confidence where two detectors agree on a short text. Chosen.
pub(in crate::enrich::language) const AGREED: f64 = 0.8;

/// Confidence of one detector where the other is not certain of another language, and of the default language.
/// Chosen.
pub(in crate::enrich::language) const ONE_ALONE: f64 = 0.6;

/// Confidence in the script of a language that has it to itself. Chosen.
pub(in crate::enrich::language) const BY_SCRIPT: f64 = 0.99;

/// A text of fewer words is a flash, on which trigrams are lost. Chosen.
pub(in crate::enrich::language) const FLASH: usize = 13;

/// A sign of Chinese, Japanese or Korean says as much as so many letters. Chosen.
pub(in crate::enrich::language) const PER_SIGN: usize = 3;

/// Fewer letters of another script may be a name. Chosen.
pub(in crate::enrich::language) const FEWEST_LETTERS: usize = 20;
