//! How likely an archivist is to file an article under a candidate: a logistic model over features of the text, with
//! weights for single words and for phrases. `dateline-build keyphrase-weights` fits them.

use std::sync::LazyLock;

use super::candidates::{Candidate, Candidates};
use super::entities::Kind;
#[cfg(feature = "build-resources")]
pub(crate) use super::features::FEATURES;
pub(crate) use super::features::Features;

use super::weights::WEIGHTS;
use crate::document::{Case, Document};
use crate::enrich::tags::words::Words;
use crate::resources::phrases::Class;

/// The names of the features; their weights stand in `weights.rs`.
#[cfg(feature = "build-resources")]
pub(crate) const NAMES: [&str; FEATURES] = [
    "bias",
    "mentions, logarithm",
    "sentences that mention it, logarithm",
    "whole: share of mentions that are a noun phrase of their own",
    "never whole",
    "place of the first mention, logarithm",
    "the first sentence mentions it",
    "the title mentions it",
    "spread: from the first mention to the last",
    "mentions of its words, mean of logarithms",
    "mentions of its most frequent word, logarithm",
    "rarity of its words in news, mean",
    "rarity of its rarest word",
    "rarity of its commonest word",
    "rarity of its head",
    "general head",
    "general noun before the head",
    "adjective before the head",
    "another word before the head",
    "three words",
    "four words",
    "names: share of mentions as a name",
    "a name in part",
    "a person's full name",
    "an organisation's full name",
    "a place's full name",
    "the name of a medium that reports",
    "part of an entity's name",
    "mentions of the entity, logarithm",
    "within: mentions in the most frequent longer candidate",
    "always within a longer candidate",
    "letters of a single word",
    "hyphen",
    "a single word in capitals",
    "mentions beside the most frequent candidate",
    "mentions by length of the article",
    "place by length of the article",
    "length of the article, logarithm",
    "mentions of its words by length of the article",
    "share of its words that the title has",
    "share of its words that the first sentence has",
    "its head stands in the title",
    "its head stands in the first sentence",
    "mentions of its head, logarithm",
    "relevance of the entity",
    "the article has a title",
];

/// What all candidates of a document are measured by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// Of its length, beside an article of 400 words.
    length: f32,
    /// Of the mentions of the most frequent word, and of the most frequent phrase.
    most: [f32; 2],
}

impl Scale {
    /// Of the candidates of a document.
    pub(crate) fn of(words: &Words, candidates: &Candidates) -> Self {
        let mut most = [1, 1];
        for candidate in candidates.found() {
            let most = &mut most[usize::from(candidate.length > 1)];
            *most = candidate.count.max(*most);
        }
        let length = words.row().len().max(20) as f32;
        Self { length: (length / 400.0).ln(), most: most.map(logarithm) }
    }
}

/// Of a count. Nearly all are small, and the table is faster than the processor.
fn logarithm(count: u32) -> f32 {
    static TABLE: LazyLock<[f32; 64]> =
        LazyLock::new(|| std::array::from_fn(|count| (count.max(1) as f32).ln()));
    TABLE.get(count as usize).copied().unwrap_or_else(|| (count as f32).ln())
}

/// What was learned, for single words and for phrases.
pub(crate) type Weights = [Features; 2];

/// The weights that the program has.
pub(crate) const TRAINED: &Weights = &WEIGHTS;

/// How likely a candidate is to be chosen.
pub(crate) fn likelihood(features: &Features, is_phrase: bool, weights: &Weights) -> f32 {
    1.0 / (1.0 + (-product(&weights[usize::from(is_phrase)], features)).exp())
}

/// The weighted sum, in eight sums that need not wait for each other.
fn product(weights: &Features, features: &Features) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (weights, features) in weights.chunks(8).zip(features.chunks(8)) {
        for (sum, (weight, feature)) in sums.iter_mut().zip(weights.iter().zip(features)) {
            *sum += weight * feature;
        }
    }
    sums.iter().sum()
}

/// Reads the features of a candidate.
pub(crate) fn features(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    candidate: &Candidate,
    scale: &Scale,
) -> Features {
    let is = |fact: bool| f32::from(u8::from(fact));
    let count = candidate.count as f32;
    let length = candidate.length as f32;
    let all = candidates.len().max(1) as f32;
    let (mut sum, mut most, mut rarities, mut rarest, mut commonest) = (0.0, 0.0_f32, 0.0, 0.0_f32, 1.0_f32);
    let (mut weak, mut adjective, mut other, mut head) = (false, false, false, Class::Unknown);
    let (mut head_rarity, mut head_times) = (0.0, 0.0);
    let (mut in_title, mut in_lead, mut head_in) = (0.0, 0.0, (false, false));
    for (index, stem) in candidates.stems(candidate.first, candidate.length).enumerate() {
        let times = logarithm(stem.count);
        sum += times;
        most = most.max(times);
        rarities += stem.rarity;
        rarest = rarest.max(stem.rarity);
        commonest = commonest.min(stem.rarity);
        head = stem.class;
        head_rarity = stem.rarity;
        head_times = times;
        head_in = (stem.in_title, stem.in_lead);
        in_title += is(stem.in_title);
        in_lead += is(stem.in_lead);
        if index + 1 < candidate.length as usize {
            weak |= stem.class == Class::Weak;
            adjective |= stem.class == Class::Adjective;
            other |= matches!(stem.class, Class::Stop | Class::Verb | Class::Adverb | Class::Time);
        }
    }
    let row = words.row();
    let first = &row[candidate.first as usize];
    let token = &document.tokens()[first.token as usize];
    let names = candidate.names as f32 / count;
    let partly = (candidate.first..candidate.first + candidate.length).any(|word| candidates.is_name(word));
    let title = words.title();
    let begins_in_title = (candidate.first as usize) < title && title < row.len();
    let place = if begins_in_title { candidate.first } else { candidate.first.saturating_sub(title as u32) };
    let place = (place as f32 / 20.0).ln_1p();
    let entity = candidate.entity;
    let kind = |wanted: Kind| is(entity.is_some_and(|entity| entity.kind == wanted && entity.full));
    let mentions = entity.filter(|entity| entity.full).map_or(0.0, |entity| logarithm(entity.mentions + 1));
    let within = candidate.within as f32 / count;
    let times = logarithm(candidate.count);
    [
        1.0,
        times,
        logarithm(candidate.sentences),
        candidate.whole as f32 / count,
        is(candidate.whole == 0),
        place,
        is(first.sentence == 0),
        is(begins_in_title),
        candidate.last.saturating_sub(candidate.first) as f32 / all,
        sum / length,
        most,
        rarities / length,
        rarest,
        commonest,
        head_rarity,
        is(head == Class::Weak),
        is(weak),
        is(adjective),
        is(other),
        is(candidate.length == 3),
        is(candidate.length >= 4),
        names,
        is(partly) * (1.0 - names),
        kind(Kind::Person),
        kind(Kind::Organisation),
        kind(Kind::Place),
        kind(Kind::Source),
        is(entity.is_some_and(|entity| !entity.full)),
        mentions,
        within.min(1.0),
        is(candidate.within >= candidate.count),
        candidate.letters.min(13) as f32 / 10.0,
        is((candidate.first + 1..candidate.first + candidate.length).any(|word| candidates.is_glued(word))),
        is(candidate.length == 1 && token.case == Case::Upper),
        times - scale.most[usize::from(candidate.length > 1)],
        times * scale.length,
        place * scale.length,
        scale.length,
        sum / length * scale.length,
        in_title / length,
        in_lead / length,
        is(head_in.0),
        is(head_in.1),
        head_times,
        entity.map_or(0.0, |entity| f32::from(entity.relevance) / 100.0),
        is(title > 0 && title < row.len()),
    ]
}
