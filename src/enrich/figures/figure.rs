//! A figure as it is found, and what its reader may look at besides the text.

use crate::article::enriched::{Dimension, Impact, Interval, Qualifier};
use crate::document::Span;
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use crate::enrich::speech::Speech;

/// A number that measures the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its unit or the thing counted.
    pub span: Span,
    /// The number, scaled.
    pub value: Option<f64>,
    /// Upper end of a range, or the second number of a score.
    pub value_max: Option<f64>,
    /// True if the number is only hinted at.
    pub approximate_words: bool,
    /// A correction takes it back.
    pub withdrawn: bool,
    /// What it measures.
    pub dimension: Dimension,
    /// The unit, as docs/FIGURES.md lists it.
    pub unit: Option<String>,
    /// The noun phrase counted.
    pub counted: Option<Span>,
    /// What happened to the people counted.
    pub impact: Option<Impact>,
    /// How exact it is meant.
    pub qualifier: Qualifier,
    /// Who says so.
    pub attribution: Option<Span>,
    /// Who that is.
    pub speaker: Option<Speaker>,
    /// When it held.
    pub as_of: Option<Interval>,
    /// Index of the place that it belongs to.
    pub location: Option<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// True if an editor would put it on top.
    pub key: bool,
    /// Index of the first telling.
    pub same_as: Option<usize>,
    /// Indices of competing counts.
    pub conflicts_with: Vec<usize>,
}

/// Who says a figure: an index into the people, organisations or places of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Speaker {
    Person(usize),
    Organisation(usize),
    Place(usize),
}

/// What the reader of figures may look at besides the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Who says what.
    pub speech: &'a Speech,
    /// The people of the article.
    pub people: &'a [Person],
    /// Its organisations.
    pub organisations: &'a [Organisation],
    /// Its places.
    pub places: &'a [Place],
    /// `article.published_at`, RFC 3339.
    pub published_at: Option<&'a str>,
    /// `article.published_at_raw`, as the source wrote it.
    pub published_at_raw: Option<&'a str>,
    /// True if the source gives the zone of `published_at`.
    pub zone_is_given: bool,
}
