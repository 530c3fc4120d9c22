//! Relevance of topics: the first topic is what the article is about, others stand beside it.

use super::likelihood;
use super::weights::{TOPIC, TOPIC_COUNT};
use crate::article::enriched::TagKind;
use crate::document::{Document, Section};
use crate::enrich::tags::{Evidence, Tag};

/// The features of a topic, in the order of `NAMES`.
pub(crate) type Features = [f32; TOPIC_COUNT];

/// The names of the features.
#[cfg(feature = "build-resources")]
pub(crate) const NAMES: [&str; TOPIC_COUNT] = [
    "bias",
    "first: no topic has a higher score",
    "score",
    "part of the first topic's score",
    "title: a word that speaks for it stands in the title",
    "early: one stands in the first fifth of the text",
    "beside: topics of the article, logarithm",
];

/// Gives relevance to the topics among tags.
pub(crate) fn weigh(document: &Document, tags: &mut [Tag]) {
    for (index, features) in read(document, tags) {
        tags[index].relevance = Some(TOPIC.scale(likelihood(&features, &TOPIC.weights)));
    }
}

/// The features of the topics, each with the index of its tag.
pub(crate) fn read(document: &Document, tags: &[Tag]) -> Vec<(usize, Features)> {
    let topics = || tags.iter().enumerate().filter(|(_, tag)| tag.kind == TagKind::Topic);
    let count = topics().count() as f32;
    let best = topics().map(|(_, tag)| tag.score).fold(0.0, f64::max);
    let fifth = document.text().len() as u32 / 5;
    let is = |fact: bool| f32::from(u8::from(fact));
    let spans = |tag: &Tag| {
        let spans = tag.evidence.iter().filter_map(|evidence| match evidence {
            Evidence::Text(span) => Some(*span),
            Evidence::Hashtag(_) => None,
        });
        spans.collect::<Vec<_>>()
    };
    let has_title = document.body_start() > 0;
    topics()
        .enumerate()
        .map(|(rank, (index, tag))| {
            let spans = spans(tag);
            let title = has_title && spans.iter().any(|&span| document.section(span) == Section::Title);
            let features = [
                1.0,
                is(rank == 0),
                tag.score as f32,
                (tag.score / best.max(f64::EPSILON)) as f32,
                is(title),
                is(spans.iter().any(|span| span.start < fifth)),
                count.ln_1p(),
            ];
            (index, features)
        })
        .collect()
}
