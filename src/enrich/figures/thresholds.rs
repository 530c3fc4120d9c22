//! The numbers of the figures stage. None is fitted; the weights of key figures are in `weights`. Each number says
//! where it comes from.

/// At most so many mentions are looked at. Chosen for speed.
pub(in crate::enrich::figures) const MENTIONS_BEFORE_SPEAKER: usize = 24;

/// At most this many are marked. From the contract.
pub(in crate::enrich::figures) const MOST_KEY: usize = 3;

/// A number without a unit measures what a number so many tokens before it measures, if a word compares the two.
/// Chosen.
pub(in crate::enrich::figures) const COMPARED_REACH: usize = 16;

/// The verb of `rose sharply from 5 to 7 percent` stands so many tokens before `from`. Chosen.
pub(in crate::enrich::figures) const VERB_OF_CHANGE: usize = 10;

/// A first end with a larger scale than this one has no second without a scale: `3 million to 5`. Chosen.
pub(in crate::enrich::figures) const LEAST_SCALE: f64 = 1000.0;

/// The longest chain of auxiliaries and adverbs. Chosen.
pub(in crate::enrich::figures) const LONGEST_CHAIN: usize = 9;

/// How far behind the count its verb is looked for. Chosen.
pub(in crate::enrich::figures) const VERB_REACH: usize = 24;

/// How far before a number the toll is named. Chosen.
pub(in crate::enrich::figures) const TOLL_REACH: usize = 24;

/// So many tokens before those whom it counts stands the verb of `put the dead at 34 and the missing at seven`.
/// Chosen.
pub(in crate::enrich::figures) const PUT_REACH: usize = 9;

/// A telephone number may stand so many tokens behind the word that says so: `call 988; in Britain, 116 123`. Chosen.
pub(in crate::enrich::figures) const DIALLED_REACH: usize = 25;

/// The same event is told in so many sentences, as a rule. Chosen.
pub(in crate::enrich::figures) const EVENT_SENTENCES: usize = 3;

/// The oldest age that is read as one. Chosen: hardly anybody has been older.
pub(in crate::enrich::figures) const OLDEST: f64 = 115.0;

/// So many tokens before an age its verb stands. Chosen.
pub(in crate::enrich::figures) const STEP_REACH: usize = 14;

/// The name before a number has at most so many words. Chosen.
pub(in crate::enrich::figures) const LISTED_NAME: usize = 4;

/// Between a number and the next name stand at most so many words: `68 deaths on Monday`. Chosen.
pub(in crate::enrich::figures) const LISTED_TAIL: usize = 5;

/// A reporting verb with its helpers has at most so many tokens: `has now confirmed`. Chosen.
pub(in crate::enrich::figures) const VERB_GROUP: usize = 3;

/// Longest phrase that is still a name of what is counted. Chosen.
pub(in crate::enrich::figures) const LONGEST_WORDING: usize = 9;

/// So many sentences back the count is looked for. Chosen: a paragraph.
pub(in crate::enrich::figures) const RECOUNT_SENTENCES: usize = 2;

/// A number this many times smaller or larger counts something else. Chosen.
pub(in crate::enrich::figures) const RECOUNT_FACTOR: f64 = 8.0;

/// At most so many figures back a number without a noun looks for one. Chosen.
pub(in crate::enrich::figures) const NOUN_BEFORE: usize = 12;

/// At most so many figures ahead a number without a noun looks for one. Chosen.
pub(in crate::enrich::figures) const NOUN_AHEAD: usize = 3;

/// `number of` stands at most so many tokens before its number. Chosen.
pub(in crate::enrich::figures) const NUMBER_OF: usize = 18;

/// Longer modifiers than this are not noun phrases but sentences. Chosen.
pub(in crate::enrich::figures) const LONGEST_NOUN_PHRASE: usize = 8;

/// How far around a pair of numbers the words of sport are looked for. Chosen.
pub(in crate::enrich::figures) const SPORT_REACH: usize = 10;

/// No index stands higher. Chosen: the highest have six digits.
pub(in crate::enrich::figures) const HIGHEST_INDEX: f64 = 1e6;

/// A price without a currency is at least so much. Chosen: smaller numbers count what is bought.
pub(in crate::enrich::figures) const PRICE_OF_COUNT: f64 = 100_000.0;

/// No term in prison that is told without its unit is longer. Chosen.
pub(in crate::enrich::figures) const LONGEST_TERM: f64 = 100.0;

/// So many tokens before a number stands what was said or revised. Chosen.
pub(in crate::enrich::figures) const REVISED_REACH: usize = 8;

/// Sums that are compared differ by less than this factor. Chosen.
pub(in crate::enrich::figures) const SUM_FACTOR: f64 = 50.0;

/// The two ends of a change stand so many tokens apart: `kilograms in January 2025 from 19 million`. Chosen.
pub(in crate::enrich::figures) const OTHER_END_REACH: usize = 6;

/// The two ends of a change differ by less than this factor. Chosen.
pub(in crate::enrich::figures) const ENDS_FACTOR: f64 = 50.0;

/// So many tokens behind a price the one that it is compared with stands. Chosen.
pub(in crate::enrich::figures) const PRICE_REACH: usize = 6;

/// So many tokens behind a count it is told what was believed of it. Chosen.
pub(in crate::enrich::figures) const BELIEVED_REACH: usize = 8;

/// The number of a title is told exactly among so many figures behind it. Chosen: those of the first sentences.
pub(in crate::enrich::figures) const NEAR_TITLE: usize = 8;

/// Two levels behind the same preposition stand so many tokens apart. Chosen.
pub(in crate::enrich::figures) const BESIDE_REACH: usize = 10;
