//! Key figures: the numbers that measure the story.

use crate::article::enriched::{Dimension, Impact, Interval, Qualifier};
use crate::document::{Document, Span};
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;

/// A number that measures the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its unit or the thing counted.
    pub span: Span,
    /// The number, scaled.
    pub value: Option<f64>,
    /// Upper end of a range, or the second number of a score.
    pub value_max: Option<f64>,
    /// Whether the number is only hinted at.
    pub approximate_words: bool,
    /// What it measures.
    pub dimension: Dimension,
    /// See `eval/FIGURES.md` in docs/CONTRACT.md's terms.
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
    /// Whether an editor would put it on top.
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
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The people of the article.
    pub people: &'a [Person],
    /// Its organisations.
    pub organisations: &'a [Organisation],
    /// Its places.
    pub places: &'a [Place],
    /// `article.published_at`, RFC 3339.
    pub published_at: Option<&'a str>,
}

/// Reads the figures of a document, in the order of the text.
pub fn read(_document: &Document, _surroundings: Surroundings<'_>) -> Vec<Figure> {
    Vec::new()
}
