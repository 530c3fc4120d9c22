//! The numbers of the places stage that no training fits, with their provenance. The fitted ones are in `weights`.

use super::namesake::Feature;

/// Weighted sums above this are places. Chosen: a missed place costs a consumer more than a doubtful one, which has a
/// low score.
pub(super) const RECOGNISED: f32 = -0.4;

/// The sum is at least this for what a rule calls a place, and this for what it calls none. Chosen: sure, and out of
/// reach of every other evidence.
pub(super) const RULE_PLACE: f32 = 1.0;
pub(super) const RULE_NO_PLACE: f32 = -9.0;

/// [`crate::resources::gazetteer::Record::size`] of a town that a rule takes by its form alone (some 3,000
/// inhabitants). Chosen.
pub(super) const KNOWN_TOWN: u8 = 87;

/// The least score of an organisation that has a country in its name to itself. Chosen.
pub(super) const SURE_ORGANISATION: f32 = 0.5;

/// The least score of a person whose last name is no place. Chosen.
pub(super) const SURE_PERSON: f32 = 0.6;

/// Tokens between a verb such as `took` and its subject; between `taught` and a language. Chosen.
pub(super) const SUBJECT_REACH: usize = 5;
pub(super) const LANGUAGE_REACH: usize = 3;

/// Tokens of a name that says what it is of (`Van Dorn Street`), without its number. Chosen.
pub(super) const LONGEST_FEATURE: usize = 6;

/// Tokens of a town before the letters of its state, and candidates among which a name is looked for by itself. Chosen for
/// speed.
pub(super) const LONGEST_TOWN: u32 = 6;
pub(super) const FIRST_CANDIDATES: usize = 300;

/// Namesakes that are weighed. Chosen: the gazetteer lists the best known first.
pub(super) const NAMESAKES: usize = 40;

/// Senses of a name that are tried as the container of another (`Georgia`: country, state). Chosen.
pub(super) const CONTAINER_SENSES: usize = 6;

/// Tokens between a name and its container in an apposition. Chosen: `, the oil-rich capital of the northern`.
pub(super) const LONGEST_APPOSITION: usize = 8;

/// Namesakes with a smaller share are not weighed against other names again. Chosen for speed.
pub(super) const HOPELESS: f32 = 0.001;

/// Kilometres between a town and the middle of the division that is named after it. Chosen.
pub(super) const TWINS: f32 = 80.0;

/// Difference of [`crate::resources::gazetteer::Record::size`] up to which a seat makes up its division (a factor of
/// three). Chosen: Kyiv, Khankendi, not Oklahoma City.
pub(super) const SAME_SIZE: u8 = 12;

/// Rounds of weighing: one without context, two with the context of the round before. Chosen.
pub(super) const ROUNDS: usize = 3;

/// Likely places of another name that count as context. Chosen.
pub(super) const LIKELY_PER_NAME: usize = 2;

/// The share from which a place counts as likely. Chosen.
pub(super) const LIKELY_SHARE: f32 = 0.12;

/// Likely places of an article; of longer texts, those of the first names. Chosen for speed.
pub(super) const LIKELY: usize = 500;

/// Half-value distances of [`super::geometry::near`] in kilometres: next towns, the wider area, the home. Chosen.
pub(super) const CLOSE: f32 = 40.0;
pub(super) const NOT_FAR: f32 = 200.0;
pub(super) const HOME: f32 = 100.0;

/// Weights of the features of a source's home. Chosen, because no gold says where its sources are at home: a name that
/// could be there is meant there unless the article's other names speak against it.
pub(super) const HOME_WEIGHTS: [(Feature, f32); 3] =
    [(Feature::HomeCountry, 1.0), (Feature::HomeDivision, 1.5), (Feature::HomeNear, 3.0)];

/// [`crate::resources::gazetteer::Record::size`] up to which a town needs evidence in the article (some 200,000
/// inhabitants), and the number of its other names up to which it is little known. Chosen on sentences of our own.
pub(super) const NEEDS_EVIDENCE: u8 = 133;
pub(super) const LITTLE_KNOWN: u8 = 8;

/// The same of a town that the text does not call by its own name (some million inhabitants). Chosen.
pub(super) const OTHER_NAME_NEEDS_EVIDENCE: u8 = 150;
pub(super) const OTHER_NAME_LITTLE_KNOWN: u8 = 20;

/// Kilometres between a town and what lies in it or beside it: `Kew in London`. Chosen.
pub(super) const QUARTER: f32 = 40.0;

/// The share from which another name speaks for a country, and the names that lie in one country, from which the article
/// has a country of its own. Chosen.
pub(super) const SPEAKS: f32 = 0.5;
pub(super) const AGREEING: usize = 2;

/// The score from which a place speaks against the towns inside the names of organisations abroad. From the contract: what
/// has less decides nothing.
pub(super) const OUTER_SCORE: f64 = 0.5;

/// The share of an article's mentions of places, and the least weight (a name counts 2, a demonym 1), from which their
/// country is that of a place without a record. Chosen on the development half: of 23 such places, none got another country.
pub(super) const AGREED_SHARE: f64 = 0.7;
pub(super) const LEAST_AGREEING: u32 = 3;

/// Namesakes of a name, and reasons of each, that `dateline explain` lists. Chosen: what fits a screen.
pub(super) const LISTED: usize = 5;
pub(super) const REASONS: usize = 6;
