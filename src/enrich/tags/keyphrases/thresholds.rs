//! The numbers of the keyphrases that no training fits. Each number says where it comes from.

/// No more keyphrases than this. From the contract.
pub(in crate::enrich::tags::keyphrases) const MOST_PHRASES: usize = 10;

/// Behind so many keyphrases, a further one needs [`LEAST`]. Chosen.
pub(in crate::enrich::tags::keyphrases) const SURE_PHRASES: usize = 5;

/// The likelihood of a further keyphrase. Chosen on the development half of the gold, where it costs no F1 and gains
/// two points of precision.
pub(in crate::enrich::tags::keyphrases) const LEAST: f32 = 0.15;

/// Mentions given as evidence. From the contract.
pub(in crate::enrich::tags::keyphrases) const PHRASE_SPANS: usize = 3;

/// The longest phrase, in words. Chosen.
pub(in crate::enrich::tags::keyphrases) const LONGEST_PHRASE: usize = 4;

/// What comes after so many words is not looked at: an article says what it is about before. Chosen for speed.
pub(in crate::enrich::tags::keyphrases) const MOST_WORDS: usize = 4000;

/// The longest name, in words: `Bank of England`. Chosen.
pub(in crate::enrich::tags::keyphrases) const LONGEST_NAME: usize = 6;

/// From this relevance on an entity is what the article is about. Chosen.
pub(in crate::enrich::tags::keyphrases) const MAIN: u8 = 75;

/// So many forms of words are kept from article to article, a power of two. Chosen: 4,096 have four fifths of the words of an article.
pub(in crate::enrich::tags::keyphrases) const KEPT: usize = 1 << 12;
