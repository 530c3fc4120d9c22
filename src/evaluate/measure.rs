//! The list of measures, and the counts of one.

use serde::{Deserialize, Serialize};

/// How a measure is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Precision and recall.
    Found,
    /// One question of each record: the share of right answers.
    Accuracy,
}

macro_rules! measures {
    ($($variant:ident $name:literal $kind:ident $about:literal;)*) => {
        /// A field, or a question about it, that is measured by itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure {
            $(#[doc = $about] $variant,)*
        }

        impl Measure {
            /// All, in the order of the tables.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in tables, JSON and options.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How it is read.
            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)* }
            }

            /// One line that says what it counts.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }
        }
    };
}

measures! {
    Figures "figures" Found "Figures: the value is equal within 0.1 %, and the spans overlap";
    Dimension "figures.dimension" Accuracy "The dimension of a figure that was found";
    Unit "figures.unit" Accuracy "Its unit; nouns in the singular";
    Counted "figures.counted" Found "What is counted: half of the words, or one stands in the other";
    Impact "figures.impact" Found "What happened to the people";
    Qualifier "figures.qualifier" Found "Qualifiers other than exact";
    Attribution "figures.attribution" Found "Who says so: the words of one stand in the other, or the speaker is the same";
    Speaker "figures.speaker" Found "The person, organisation or place that says so";
    AsOf "figures.as_of" Found "The days for which it holds: at least half in common";
    FigureLocation "figures.location" Found "The place that it belongs to";
    Withdrawn "figures.withdrawn" Found "Numbers that a correction takes back";
    SameAs "figures.same_as" Found "Pairs of figures that tell the same";
    ConflictsWith "figures.conflicts_with" Found "Pairs of competing counts";
    Key "figures.key" Found "Key figures";
    Headline "figures.headline" Accuracy "Articles with a key figure that the editor chose";
    People "people" Found "People, by a form of the name";
    PersonName "people.name" Accuracy "The fullest form of the name";
    Roles "people.roles" Found "Roles: half of the words, or one stands in the other";
    KeyPeople "people.key" Found "Key people";
    Statements "statements" Found "Statements: the person is right, and half of the words";
    StatementSpeaker "statements.speaker" Accuracy "The person, where the words are those of a statement";
    Direct "statements.direct" Accuracy "Direct or reported speech";
    Organisations "organisations" Found "Organisations, by a form of the name";
    SourceRole "organisations.source" Found "Organisations that only report";
    Places "places" Found "Places, by a form of the name or the id";
    PlaceId "places.id" Accuracy "The GeoNames id of a place that was found";
    PlaceNear "places.161km" Accuracy "The same id, or at most 161 km away";
    PlaceCountry "places.country" Accuracy "Its country";
    PlaceKind "places.kind" Accuracy "Its kind";
    Focus "focus" Found "Places in focus";
    FirstFocus "focus.first" Accuracy "The first of them";
    FocusCountry "focus.country" Accuracy "The country of the first of them";
    Form "form" Accuracy "The form of the item";
    Topics "topics" Found "Top-level topics";
    FirstTopic "topics.first" Accuracy "The main top-level topic";
    DeepTopics "topics.deep" Found "Topics below the top level, each with those above it";
    Keyphrases "keyphrases" Found "Keyphrases with the same stems";
    NearKeyphrases "keyphrases.near" Found "Keyphrases of which one is part of the other";
    SummaryFaultless "summary.faultless" Accuracy "Summaries without a fault";
    SummaryChosen "summary.chosen" Accuracy "Summaries with a sentence that the editor chose";
    SummarySentences "summary.sentences" Found "Sentences of the alternative that is nearest";
    Relevance "relevance" Found "People, organisations and places of a relevance of 75 or more";
    RelevanceOrder "relevance.order" Accuracy "Pairs of them in the right order";
    Offsets "offsets" Accuracy "Spans that are the text they say";
}

impl Measure {
    /// The measure of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.name() == name)
    }
}

/// The counts of one measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Records that an answer should have.
    pub gold: u32,
    /// Those of them that an answer has.
    pub found: u32,
    /// Records that the answers have.
    pub said: u32,
    /// Those of them that are right.
    pub right: u32,
}

impl Tally {
    /// Percent of what was said that is right; `None` where nothing was said.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.said)
    }

    /// Percent of the gold that was found; `None` where there is none.
    pub fn recall(self) -> Option<f64> {
        share(self.found, self.gold)
    }

    /// The harmonic mean of both, which for an accuracy is the accuracy. `None` where there was nothing to find and
    /// nothing was said.
    pub fn score(self) -> Option<f64> {
        if self.gold + self.said == 0 {
            return None;
        }
        let (precision, recall) = (self.precision().unwrap_or(0.0), self.recall().unwrap_or(0.0));
        let sum = precision + recall;
        Some(if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| 100.0 * f64::from(part) / f64::from(whole))
}
