//! The numbers of the summary stage. None is fitted. Each number says where it comes from.

/// Longest summary, in characters. From the contract.
pub(in crate::enrich::summary) const LONGEST: usize = 400;

/// Most sentences in it. From the contract.
pub(in crate::enrich::summary) const MOST_SENTENCES: usize = 3;

/// The news stands in one of so many first sentences that can stand alone. Chosen: a report that tells its news later
/// is no news report.
pub(in crate::enrich::summary) const NEWS_WITHIN: usize = 6;

/// The share of the words of the title that a sentence has weighs so much. A title tells the news, so its words weigh
/// most. Chosen, as the next three, by reading the summaries of 120 articles of the open sets.
pub(in crate::enrich::summary) const OF_TITLE: f64 = 3.0;

/// The first sentence of the story: without a title it wins. Chosen.
pub(in crate::enrich::summary) const OF_LEAD: f64 = 1.2;

/// A sentence with a key figure. Chosen.
pub(in crate::enrich::summary) const OF_KEY_FIGURE: f64 = 1.0;

/// What each sentence before it takes off. Chosen.
pub(in crate::enrich::summary) const PER_PLACE: f64 = 0.25;

/// A count of victims that is so many times smaller than another of the same impact is a detail. Chosen.
pub(in crate::enrich::summary) const DETAIL: f64 = 20.0;

/// Fewer words than this say nothing. Chosen.
pub(in crate::enrich::summary) const FEWEST_WORDS: usize = 4;

/// What would happen is no news: more than title and lead together, so that any sentence of what is goes before it. Chosen.
pub(in crate::enrich::summary) const OF_CONDITION: f64 = 4.0;
