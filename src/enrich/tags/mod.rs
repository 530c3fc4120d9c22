//! Tags: topics, keyphrases, hashtags, those given in the input.

use crate::article::Article;
use crate::article::enriched::TagKind;
use crate::document::{Document, Span};
use crate::enrich::figures::{Figure, Speaker};
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use crate::resources::Resources;

/// A tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// What kind.
    pub kind: TagKind,
    /// What a person reads.
    pub label: String,
    /// `medtop:…` for topics.
    pub code: Option<String>,
    /// Labels from the top-level topic down.
    pub path: Vec<String>,
    /// 0 to 1.
    pub score: f64,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// The place, person or organisation that it names.
    pub entity: Option<Speaker>,
}

/// What a tag rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A piece of title or body.
    Text(Span),
    /// The hashtag with this index, whole.
    Hashtag(usize),
}

/// What the tagger may look at besides the text.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each name says it")]
pub struct Surroundings<'a> {
    pub article: &'a Article,
    pub people: &'a [Person],
    pub organisations: &'a [Organisation],
    pub places: &'a [Place],
    pub figures: &'a [Figure],
}

/// Tags a document: topics first, then keyphrases, hashtags and given tags.
pub fn find(_document: &Document, _surroundings: Surroundings<'_>, _resources: &Resources) -> Vec<Tag> {
    Vec::new()
}

/// Tags that need no language: hashtags and given tags.
pub fn language_neutral(_surroundings: Surroundings<'_>) -> Vec<Tag> {
    Vec::new()
}
