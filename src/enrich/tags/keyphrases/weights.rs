//! Weights. Made by `dateline-build keyphrase-weights`; do not edit.

#![allow(clippy::approx_constant, reason = "a weight may happen to be near one")]

use super::features::Features;

/// For single words and for phrases. Fitted.
#[rustfmt::skip]
pub(super) const WEIGHTS: [Features; 2] = [
    [
        -5.193, // bias
        -0.132, // mentions, logarithm
        0.311, // sentences that mention it, logarithm
        0.795, // whole: share of mentions that are a noun phrase of their own
        -1.087, // never whole
        -0.681, // place of the first mention, logarithm
        -0.111, // the first sentence mentions it
        -0.159, // the title mentions it
        0.418, // spread: from the first mention to the last
        0.259, // mentions of its words, mean of logarithms
        0.259, // mentions of its most frequent word, logarithm
        0.289, // rarity of its words in news, mean
        0.289, // rarity of its rarest word
        0.289, // rarity of its commonest word
        0.289, // rarity of its head
        -1.774, // general head
        0.000, // general noun before the head
        0.000, // adjective before the head
        0.000, // another word before the head
        0.000, // three words
        0.000, // four words
        -0.482, // names: share of mentions as a name
        -0.618, // a name in part
        0.437, // a person's full name
        0.173, // an organisation's full name
        0.930, // a place's full name
        -0.078, // the name of a medium that reports
        -0.716, // part of an entity's name
        0.265, // mentions of the entity, logarithm
        -1.492, // within: mentions in the most frequent longer candidate
        0.098, // always within a longer candidate
        1.599, // letters of a single word
        0.000, // hyphen
        0.045, // a single word in capitals
        0.279, // mentions beside the most frequent candidate
        -0.830, // mentions by length of the article
        -0.147, // place by length of the article
        0.000, // length of the article, logarithm
        0.659, // mentions of its words by length of the article
    ],
    [
        -2.333, // bias
        0.535, // mentions, logarithm
        0.174, // sentences that mention it, logarithm
        0.920, // whole: share of mentions that are a noun phrase of their own
        -0.613, // never whole
        -0.642, // place of the first mention, logarithm
        -0.454, // the first sentence mentions it
        -0.733, // the title mentions it
        -1.136, // spread: from the first mention to the last
        0.854, // mentions of its words, mean of logarithms
        0.099, // mentions of its most frequent word, logarithm
        0.134, // rarity of its words in news, mean
        0.702, // rarity of its rarest word
        1.078, // rarity of its commonest word
        -0.513, // rarity of its head
        -0.581, // general head
        -0.421, // general noun before the head
        -0.060, // adjective before the head
        -0.200, // another word before the head
        0.073, // three words
        -0.169, // four words
        -0.677, // names: share of mentions as a name
        -0.702, // a name in part
        -0.298, // a person's full name
        0.681, // an organisation's full name
        -0.213, // a place's full name
        -0.094, // the name of a medium that reports
        -0.862, // part of an entity's name
        0.361, // mentions of the entity, logarithm
        0.017, // within: mentions in the most frequent longer candidate
        -0.333, // always within a longer candidate
        0.353, // letters of a single word
        -0.137, // hyphen
        0.000, // a single word in capitals
        0.389, // mentions beside the most frequent candidate
        -0.432, // mentions by length of the article
        -0.070, // place by length of the article
        -0.928, // length of the article, logarithm
        0.219, // mentions of its words by length of the article
    ],
];
