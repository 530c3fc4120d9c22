//! The numbers of the topics that no training fits. Each number says where it comes from.

/// The linear model reads no further: what an article is about shows at its beginning. Chosen.
pub(in crate::enrich::tags::topics) const LINEAR_WORDS: usize = 400;

/// The lexicon reads no further: enough for any article, and a bound for a book. Chosen for speed.
pub(in crate::enrich::tags::topics) const LEXICAL_WORDS: usize = 4000;

/// Words of the body up to here count in full, later ones less. Chosen, as the next two.
pub(in crate::enrich::tags::topics) const LEAD_WORDS: usize = 60;

/// The weight of a word behind the lead. Chosen.
pub(in crate::enrich::tags::topics) const LATER: f32 = 0.7;

/// The weight of a word of the title. Chosen.
pub(in crate::enrich::tags::topics) const TITLE: f32 = 2.0;

/// Terms of several words are surer than single words. Chosen.
pub(in crate::enrich::tags::topics) const SEVERAL_WORDS: f32 = 1.3;

/// The weight of a pair of words beside its words. Chosen.
pub(in crate::enrich::tags::topics) const PAIR: f32 = 0.7;

/// A narrower concept must have this share of what speaks for all narrower concepts beside it. Chosen.
pub(in crate::enrich::tags::topics) const CONCEPT_SHARE: f32 = 0.45;

/// A narrower concept needs so much evidence in all: two mentions, or one in the title and one more. Chosen.
pub(in crate::enrich::tags::topics) const CONCEPT_EVIDENCE: f32 = 1.9;

/// No more evidence than this is given. From the contract.
pub(in crate::enrich::tags::topics) const CONCEPT_SPANS: usize = 5;

/// No more topics than this. From the contract.
pub(in crate::enrich::tags::topics) const MOST_TOPICS: usize = 5;

/// A further topic must be this likely to be one of an article's topics. Chosen.
pub(in crate::enrich::tags::topics) const FURTHER: f32 = 0.42;

/// Words that `dateline explain` shows for a topic. Chosen: what fits two lines.
pub(in crate::enrich::tags::topics) const SHOWN_WORDS: usize = 6;
