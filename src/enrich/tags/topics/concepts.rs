//! Within a top-level topic: the finest concept that the evidence carries, and the words it rests on.

use crate::document::Document;
use crate::enrich::tags::Evidence;
use crate::enrich::tags::topics::features::Features;
use crate::enrich::tags::topics::thresholds::{CONCEPT_EVIDENCE, CONCEPT_SHARE, CONCEPT_SPANS};
use crate::enrich::tags::words::Words;
use crate::resources::topics::TopicModel;

/// `information technology and computer science`, under science and technology.
const COMPUTING: u32 = 20_000_763;

/// True if the lexicon names the topic at least twice.
pub(super) fn is_named(model: &TopicModel, features: &Features, top: usize) -> bool {
    let mut lemmas = Vec::new();
    for hit in features.hits() {
        if hit.term.postings().any(|(concept, _)| model.top(concept) == Some(top))
            && !lemmas.contains(&hit.term.lemma)
        {
            lemmas.push(hit.term.lemma);
        }
        if lemmas.len() >= 2 {
            return true;
        }
    }
    false
}

/// The finest concept of a top-level topic that the evidence carries; the topic itself where it carries none.
pub(super) fn finest(model: &TopicModel, features: &Features, top: usize) -> u16 {
    // What speaks for each concept, and then, children before parents, for all below it.
    let mut own = vec![0.0_f32; model.len()];
    for hit in features.hits() {
        for (concept, weight) in hit.term.postings() {
            if model.top(concept) == Some(top) {
                own[usize::from(concept)] += hit.weight * weight / model.full_weight();
            }
        }
    }
    let mut total = own;
    let concepts = model.of_top(top);
    for &index in concepts.iter().rev() {
        if let Some(parent) = model.parent(index) {
            total[usize::from(parent)] += total[usize::from(index)];
        }
    }
    let root = concepts.iter().find(|&&index| model.parent(index).is_none());
    let mut at = root.copied().unwrap_or_default();
    loop {
        let (mut best, mut sum) = (None, 0.0);
        for &index in concepts.iter().filter(|&&index| model.parent(index) == Some(at)) {
            let weight = total[usize::from(index)];
            sum += weight;
            if best.is_none_or(|(_, before)| weight > before) {
                best = Some((index, weight));
            }
        }
        match best {
            Some((index, weight)) if weight >= CONCEPT_EVIDENCE && weight >= CONCEPT_SHARE * sum => {
                at = index;
            }
            _ => return at,
        }
    }
}

/// What speaks for computing, and what for the economy.
pub(super) fn weights_of_computing(model: &TopicModel, features: &Features) -> (f32, f32) {
    let computing = model.concept_by_code(COMPUTING);
    let industry = model.concept_by_code(super::COMPUTING_INDUSTRY);
    let (mut of_computing, mut of_economy) = (0.0, 0.0);
    for hit in features.hits() {
        for (concept, weight) in hit.term.postings() {
            if Some(concept) == computing || Some(concept) == industry {
                of_computing += weight * hit.weight;
            } else if model.top(concept) == Some(super::ECONOMY) {
                of_economy += weight * hit.weight;
            }
        }
    }
    (of_computing, of_economy)
}

/// The mentions that speak for a concept and those below it, and then for its topic: each term once, in the order of
/// the text.
pub(super) fn evidence(
    document: &Document,
    words: &Words,
    model: &TopicModel,
    features: &Features,
    top: usize,
    choice: u16,
) -> Vec<Evidence> {
    let mut chosen: Vec<(u32, u32, u32)> = Vec::new();
    for exact in [true, false] {
        for hit in features.hits() {
            let speaks = hit.term.postings().any(|(concept, _)| {
                model.top(concept) == Some(top) && (!exact || is_below(model, concept, choice))
            });
            if speaks
                && chosen.len() < CONCEPT_SPANS
                && !chosen.iter().any(|&(_, _, lemma)| lemma == hit.term.lemma)
            {
                chosen.push((hit.first, hit.last, hit.term.lemma));
            }
        }
    }
    chosen.sort_unstable();
    let token = |word: u32| document.tokens()[words.row()[word as usize].token as usize].span;
    chosen.iter().map(|&(first, last, _)| Evidence::Text(token(first).to(token(last)))).collect()
}

fn is_below(model: &TopicModel, concept: u16, above: u16) -> bool {
    let mut at = Some(concept);
    while let Some(index) = at {
        if index == above {
            return true;
        }
        at = model.parent(index);
    }
    false
}
