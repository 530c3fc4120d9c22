//! Topics: IPTC Media Topics, one to five, the finest concept that the evidence carries.
//!
//! A linear model over hashed words and a lexicon of terms vote together for the 17 top-level topics; within a
//! topic, the lexicon's terms say which finer concept it is.

mod concepts;
mod explain;
pub(crate) mod features;
mod slug;
mod thresholds;

use crate::article::enriched::{Dimension, Impact, TagKind};
use crate::document::Document;
use crate::enrich::figures::Figure;
use crate::enrich::tags::words::Words;
use crate::enrich::tags::{Evidence, Tag};
use crate::resources::topics::{TOPICS, TopicModel};
pub use explain::TopicReason;
pub(super) use explain::explain;
pub(crate) use features::Features;
pub use slug::slug;
use thresholds::{FURTHER, MOST_TOPICS};

const DISASTER: usize = 2;
const ECONOMY: usize = 3;
const SPORT: usize = 14;
const CONFLICT: usize = 15;

/// Finds the topics of a document, the likeliest first.
pub(super) fn find(
    document: &Document,
    words: &Words,
    figures: &[Figure],
    model: &TopicModel,
    features: &mut Features,
) -> Vec<Tag> {
    features.read(words, model);
    let mut sums = votes(model, features);
    add_figures(figures, &mut sums);
    let mut order: [usize; TOPICS] = std::array::from_fn(|index| index);
    order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]));
    let certainty = model.calibrated(likelihood_of_first(&sums), words.row().len());
    let mut tags = Vec::new();
    for (rank, &top) in order.iter().enumerate().take(MOST_TOPICS) {
        // A topic beside the first is judged against the first: an article can well have both.
        let score = if rank == 0 { certainty } else { beside(sums[top] - sums[order[0]]) };
        if rank > 0 && (score < FURTHER || !concepts::is_named(model, features, top)) {
            continue;
        }
        let mut choice = concepts::finest(model, features, top);
        if rank == 0 && top == ECONOMY && is_about_computing(model, features) {
            choice = model.concept_by_code(COMPUTING_INDUSTRY).unwrap_or(choice);
        }
        let spans = concepts::evidence(document, words, model, features, top, choice);
        tags.push(tag(model, choice, f64::from(score.min(certainty)), spans));
    }
    tags
}

/// `computing and information technology`, a branch of the economy.
const COMPUTING_INDUSTRY: u32 = 20_000_225;

/// True if business news is of the computing industry: IPTC files that under products and services.
fn is_about_computing(model: &TopicModel, features: &Features) -> bool {
    let (computing, economy) = concepts::weights_of_computing(model, features);
    computing > 0.35 * economy
}

/// The sums of both models for each top-level topic.
pub(crate) fn votes(model: &TopicModel, features: &Features) -> [f32; TOPICS] {
    let mut sums = *model.biases();
    model.fetch_weights(features.keys());
    for (feature, value) in features.linear() {
        model.add_weights(feature, value, &mut sums);
    }
    let mut lexical = [0.0; TOPICS];
    let mut square = 1.0;
    for (lemma, count) in features.lemmas() {
        let mut before = None;
        for (concept, weight) in model.lemma(lemma) {
            let Some(top) = model.top(concept) else { continue };
            // Several concepts of one topic speak once: their postings stand together, heaviest first.
            if before != Some(top) {
                lexical[top] += weight * count;
                square += count * count;
                before = Some(top);
            }
        }
    }
    for (sum, votes) in sums.iter_mut().zip(lexical) {
        *sum += votes / square.sqrt();
    }
    sums
}

/// Casualties and scores speak for topics too.
fn add_figures(figures: &[Figure], sums: &mut [f32; TOPICS]) {
    let count = |is: fn(&Figure) -> bool| figures.iter().filter(|figure| is(figure)).count() as f32;
    let killed =
        count(|figure| matches!(figure.impact, Some(Impact::Killed | Impact::Injured | Impact::Missing)));
    let displaced = count(|figure| figure.impact == Some(Impact::Displaced));
    let scores = count(|figure| figure.dimension == Dimension::Score);
    let money = count(|figure| figure.dimension == Dimension::Money);
    sums[DISASTER] += 0.3 * (killed + displaced).min(2.0);
    sums[CONFLICT] += 0.3 * (killed + displaced).min(2.0);
    sums[SPORT] += 0.6 * scores.min(3.0);
    sums[ECONOMY] += 0.1 * money.min(4.0);
}

/// The likelihood of the topic with the largest sum.
fn likelihood_of_first(sums: &[f32; TOPICS]) -> f32 {
    let largest = sums.iter().copied().fold(f32::MIN, f32::max);
    1.0 / sums.iter().map(|sum| (sum - largest).exp()).sum::<f32>()
}

/// The likelihood that a topic whose sum lies `difference` (at most 0) from the first is also one of the article's.
fn beside(difference: f32) -> f32 {
    1.0 / (1.0 + (-(difference * 0.55 + 0.9)).exp())
}

fn tag(model: &TopicModel, choice: u16, score: f64, evidence: Vec<Evidence>) -> Tag {
    let mut path = Vec::new();
    let mut at = Some(choice);
    let mut code = None;
    while let Some(concept) = at.and_then(|index| model.concept(index)) {
        code = code.or(Some(concept.code));
        path.insert(0, concept.label.to_owned());
        at = concept.parent;
    }
    Tag {
        kind: TagKind::Topic,
        label: path.last().cloned().unwrap_or_default(),
        code: code.map(|code| format!("medtop:{code:08}")),
        path,
        score,
        relevance: None,
        evidence,
        entity: None,
    }
}
