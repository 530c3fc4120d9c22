//! The numbers of the relevance stage that no training fits. The fitted ones are in `weights`. Each number says where
//! it comes from.

/// A finding with a lower score is neither key nor in focus. From the contract.
pub(in crate::enrich::relevance) const SURE: f64 = 0.5;

/// From here on a person is key. Chosen on the development half of the gold, by articles left out.
pub(in crate::enrich::relevance) const KEY: u8 = 63;

/// No more key people than this. From the contract.
pub(in crate::enrich::relevance) const MOST_KEY: usize = 5;

/// From here on a place is in focus beside the first. Chosen as `KEY`.
pub(in crate::enrich::relevance) const FOCUS: u8 = 60;

/// The country of the first place is in focus from here on. Chosen as `KEY`.
pub(in crate::enrich::relevance) const FOCUS_COUNTRY: u8 = 13;

/// From here on a place inside the focus country goes before that country; the place of a dateline has as much where the title
/// and the lead name no other. Chosen on the development half of the gold: up to 60 all first places stay right.
pub(in crate::enrich::relevance) const SCENE: u8 = 60;

/// Places in focus. From the contract.
pub(in crate::enrich::relevance) const MOST_FOCUS: usize = 3;

/// A noun phrase has at most so many words before the name: `The former mayor of`. Chosen.
pub(in crate::enrich::relevance) const WORDS_BEFORE_NAME: usize = 4;

/// The relevance, at least, of the person whom an article of its form is about. Chosen: `a main part`, near its end.
pub(in crate::enrich::relevance) const SUBJECT: u8 = 95;

/// Statements that make somebody the one who is interviewed. Chosen.
pub(in crate::enrich::relevance) const ANSWERS: usize = 2;

/// Tokens between a name and the word of the death: `X, who played on 300 records, has died`. Chosen.
pub(in crate::enrich::relevance) const REACH: usize = 40;

/// Countries at the heads of items that make a text a round-up. Chosen: two may be the sides of one story.
pub(in crate::enrich::relevance) const ROUND_UP: usize = 3;

/// The score from which a place that title and lead put the events at decides about the country. Chosen: below it, another
/// place of the name may be meant.
pub(in crate::enrich::relevance) const SURE_SCENE: f64 = 0.7;
