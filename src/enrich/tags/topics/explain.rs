//! Which words speak for each top-level topic: for `dateline explain`.

use std::collections::HashMap;

use super::features::is_stop;
use super::thresholds::SHOWN_WORDS;
use super::{Features, add_figures, votes};
use crate::document::{Document, Span};
use crate::enrich::figures::Figure;
use crate::enrich::tags::words::Words;
use crate::resources::topics::{TOPICS, TopicModel, extend};

/// A top-level topic with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicReason {
    /// Its label.
    pub label: String,
    /// The sum of both models and of the figures.
    pub sum: f32,
    /// The part of the figures in the sum.
    pub figures: f32,
    /// The words and pairs of words that speak most for it, each at its first mention with its part of the sum.
    pub words: Vec<(Span, f32)>,
}

/// Words at their first mention, with their parts of all sums.
type Parts = HashMap<(u32, u32), [f32; TOPICS]>;

/// The top-level topics, the likeliest first.
pub(in crate::enrich::tags) fn explain(
    document: &Document,
    words: &Words,
    figures: &[Figure],
    model: &TopicModel,
    features: &mut Features,
) -> Vec<TopicReason> {
    features.read(words, model);
    let sums = votes(model, features);
    let mut with_figures = sums;
    add_figures(figures, &mut with_figures);
    let parts = parts(words, model, features);
    let token = |word: u32| document.tokens()[words.row()[word as usize].token as usize].span;
    let mut all: Vec<TopicReason> = (0..model.len() as u16)
        .filter(|&index| model.parent(index).is_none())
        .filter_map(|index| {
            let top = model.top(index)?;
            let mut spoken: Vec<((u32, u32), f32)> =
                parts.iter().map(|(&at, sums)| (at, sums[top])).filter(|&(_, part)| part > 0.0).collect();
            spoken.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            spoken.truncate(SHOWN_WORDS);
            Some(TopicReason {
                label: model.concept(index)?.label.to_owned(),
                sum: with_figures[top],
                figures: with_figures[top] - sums[top],
                words: spoken
                    .into_iter()
                    .map(|((first, last), part)| (token(first).to(token(last)), part))
                    .collect(),
            })
        })
        .collect();
    all.sort_by(|a, b| b.sum.total_cmp(&a.sum));
    all
}

fn parts(words: &Words, model: &TopicModel, features: &Features) -> Parts {
    let mut parts = Parts::new();
    let mut add =
        |at: (u32, u32), top: usize, part: f32| parts.entry(at).or_insert([0.0; TOPICS])[top] += part;
    let first = first_mentions(words);
    for (feature, value) in features.linear() {
        let Some(&at) = first.get(&feature) else { continue };
        let mut sums = [0.0; TOPICS];
        model.add_weights(feature, value, &mut sums);
        sums.iter().enumerate().for_each(|(top, &part)| add(at, top, part));
    }
    let mut spoken = Vec::new();
    let mut square = 1.0_f32;
    for (lemma, count) in features.lemmas() {
        let Some(hit) = features.hits().iter().find(|hit| hit.term.lemma == lemma) else { continue };
        let mut before = None;
        for (concept, weight) in model.lemma(lemma) {
            let Some(top) = model.top(concept).filter(|&top| before != Some(top)) else { continue };
            spoken.push(((hit.first, hit.last), top, weight * count));
            square += count * count;
            before = Some(top);
        }
    }
    for (at, top, part) in spoken {
        add(at, top, part / square.sqrt());
    }
    parts
}

/// The first place of each feature of the linear model: a word, or a pair of words.
fn first_mentions(words: &Words) -> HashMap<u64, (u32, u32)> {
    let mut first = HashMap::new();
    for (at, word) in words.row().iter().enumerate() {
        let at = at as u32;
        if !is_stop(word.key) {
            first.entry(word.key).or_insert((at, at));
        }
        if at > 0 {
            let pair = extend(words.row()[at as usize - 1].key, word.key);
            first.entry(pair).or_insert((at - 1, at));
        }
    }
    first
}
