//! Tags: topics, keyphrases, hashtags, those given in the input.

mod given;
pub(crate) mod keyphrases;
mod rules;
pub mod topics;
pub(crate) mod words;

use crate::article::Article;
use crate::article::enriched::TagKind;
use crate::document::{Document, Span};
use crate::enrich::figures::{Figure, Speaker};
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use crate::resources::Resources;
pub use rules::{Rules, RulesError};

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
    /// Of a topic, 0 to 100: how much the article is about it.
    pub relevance: Option<u8>,
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

/// Buffers that one worker thread keeps.
#[derive(Debug, Default)]
pub struct Scratch {
    words: words::Words,
    features: topics::Features,
    candidates: keyphrases::Candidates,
}

/// Tags a document: topics first, then keyphrases, those of the newsroom's rules, hashtags and given tags.
pub fn find(
    document: &Document,
    surroundings: Surroundings<'_>,
    rules: &Rules,
    resources: &Resources,
    scratch: &mut Scratch,
) -> Vec<Tag> {
    let Scratch { words, features, candidates } = scratch;
    words.read(document);
    let mut tags = topics::find(document, words, surroundings.figures, resources.topics(), features);
    let from_rules = rules.find(document, words, surroundings, &tags);
    tags.extend(keyphrases::find(document, words, surroundings, resources.words(), candidates));
    tags.extend(from_rules);
    tags.extend(given::find(document, words, surroundings));
    tags
}

/// The top-level topics with their sums, the likeliest first, for `dateline explain`.
pub fn explain_topics(
    document: &Document,
    figures: &[Figure],
    resources: &Resources,
    scratch: &mut Scratch,
) -> Vec<(String, f32)> {
    scratch.words.read(document);
    topics::explain(&scratch.words, figures, resources.topics(), &mut scratch.features)
}

/// Tags that need no language: those of rules, by their phrases alone, hashtags and given tags.
pub fn language_neutral(
    document: &Document,
    surroundings: Surroundings<'_>,
    rules: &Rules,
    scratch: &mut Scratch,
) -> Vec<Tag> {
    scratch.words.read(document);
    let mut tags = rules.find(document, &scratch.words, surroundings, &[]);
    tags.extend(given::find(document, &scratch.words, surroundings));
    tags
}
