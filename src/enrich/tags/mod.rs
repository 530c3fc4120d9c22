//! Tags: topics, keyphrases, hashtags, those given in the input.

mod given;
pub(crate) mod keyphrases;
mod rules;
mod thresholds;
pub mod topics;
pub(crate) mod words;

use crate::article::Article;
use crate::article::enriched::TagKind;
use crate::document::{Document, Span};
use crate::enrich::figures::{Figure, Speaker};
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use crate::resources::Resources;
pub(crate) use rules::{Example, Facts, Fault, Ruling};
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

/// Tags a document: topics first, then keyphrases, hashtags and given tags.
pub fn find(
    document: &Document,
    surroundings: Surroundings<'_>,
    resources: &Resources,
    scratch: &mut Scratch,
) -> Vec<Tag> {
    let Scratch { words, features, candidates } = scratch;
    words.read(document);
    let mut tags = topics::find(document, words, surroundings.figures, resources.topics(), features);
    tags.extend(keyphrases::find(document, words, surroundings, resources.words(), candidates));
    tags.extend(given::find(document, words, surroundings));
    tags
}

/// The top-level topics with what speaks for each, the likeliest first, for `dateline explain`.
pub fn explain_topics(
    document: &Document,
    figures: &[Figure],
    resources: &Resources,
    scratch: &mut Scratch,
) -> Vec<topics::TopicReason> {
    scratch.words.read(document);
    topics::explain(document, &scratch.words, figures, resources.topics(), &mut scratch.features)
}

/// Tags that need no language: hashtags and given tags.
pub fn language_neutral(
    document: &Document,
    surroundings: Surroundings<'_>,
    scratch: &mut Scratch,
) -> Vec<Tag> {
    scratch.words.read(document);
    given::find(document, &scratch.words, surroundings)
}

/// The outcome of the newsroom's rules for a document.
pub(crate) fn judge(rules: &Rules, facts: &Facts<'_>, scratch: &mut Scratch) -> Ruling {
    if rules.is_empty() {
        return Ruling::default();
    }
    scratch.words.read(facts.document);
    rules.judge(facts, &scratch.words)
}

/// Why a rule does not hold for a document; `None` if it does.
pub(crate) fn fault(rules: &Rules, rule: usize, facts: &Facts<'_>, scratch: &mut Scratch) -> Option<Fault> {
    scratch.words.read(facts.document);
    rules.fault(rule, facts, &scratch.words)
}

/// Puts tags of rules where they belong: behind topics and keyphrases, before hashtags and given tags.
pub(crate) fn insert(tags: &mut Vec<Tag>, of_rules: Vec<Tag>) {
    let at = tags.iter().position(|tag| matches!(tag.kind, TagKind::Hashtag | TagKind::Given));
    let at = at.unwrap_or(tags.len());
    tags.splice(at..at, of_rules);
}
