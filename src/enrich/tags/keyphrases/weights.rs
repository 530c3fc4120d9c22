//! Weights. Made by `dateline-build keyphrase-weights`; do not edit.

#![allow(clippy::approx_constant, reason = "a weight may happen to be near one")]

use super::features::Features;

/// For single words and for phrases. Fitted.
#[rustfmt::skip]
pub(super) const WEIGHTS: [Features; 2] = [
    [
        -4.621, // bias
        0.068, // mentions, logarithm
        0.244, // sentences that mention it, logarithm
        1.104, // whole: share of mentions that are a noun phrase of their own
        -1.010, // never whole
        -0.849, // place of the first mention, logarithm
        -0.440, // the first sentence mentions it
        -0.214, // the title mentions it
        0.344, // spread: from the first mention to the last
        0.145, // mentions of its words, mean of logarithms
        0.145, // mentions of its most frequent word, logarithm
        0.323, // rarity of its words in news, mean
        0.323, // rarity of its rarest word
        0.323, // rarity of its commonest word
        0.323, // rarity of its head
        -1.700, // general head
        0.000, // general noun before the head
        0.000, // adjective before the head
        0.000, // another word before the head
        0.000, // three words
        0.000, // four words
        -0.372, // names: share of mentions as a name
        -0.689, // a name in part
        0.391, // a person's full name
        0.307, // an organisation's full name
        1.073, // a place's full name
        -0.094, // the name of a medium that reports
        -0.991, // part of an entity's name
        0.086, // mentions of the entity, logarithm
        -1.379, // within: mentions in the most frequent longer candidate
        -0.071, // always within a longer candidate
        1.479, // letters of a single word
        0.000, // hyphen
        0.214, // a single word in capitals
        0.333, // mentions beside the most frequent candidate
        -0.893, // mentions by length of the article
        -0.030, // place by length of the article
        -0.134, // length of the article, logarithm
        0.721, // mentions of its words by length of the article
        0.130, // share of its words that the title has
        -0.139, // share of its words that the first sentence has
        0.130, // its head stands in the title
        -0.139, // its head stands in the first sentence
        0.145, // mentions of its head, logarithm
        0.255, // relevance of the entity
        -0.588, // the article has a title
    ],
    [
        -2.098, // bias
        0.509, // mentions, logarithm
        -0.009, // sentences that mention it, logarithm
        0.993, // whole: share of mentions that are a noun phrase of their own
        -0.742, // never whole
        -0.613, // place of the first mention, logarithm
        -0.570, // the first sentence mentions it
        -0.743, // the title mentions it
        -0.749, // spread: from the first mention to the last
        0.657, // mentions of its words, mean of logarithms
        0.106, // mentions of its most frequent word, logarithm
        0.193, // rarity of its words in news, mean
        0.473, // rarity of its rarest word
        0.982, // rarity of its commonest word
        -0.283, // rarity of its head
        -0.465, // general head
        -0.035, // general noun before the head
        -0.062, // adjective before the head
        -0.251, // another word before the head
        0.186, // three words
        0.134, // four words
        -0.522, // names: share of mentions as a name
        -0.561, // a name in part
        -0.997, // a person's full name
        0.161, // an organisation's full name
        -0.641, // a place's full name
        -0.197, // the name of a medium that reports
        -1.859, // part of an entity's name
        -0.166, // mentions of the entity, logarithm
        -0.562, // within: mentions in the most frequent longer candidate
        -0.157, // always within a longer candidate
        0.283, // letters of a single word
        -0.247, // hyphen
        0.000, // a single word in capitals
        0.412, // mentions beside the most frequent candidate
        -0.350, // mentions by length of the article
        -0.064, // place by length of the article
        -0.986, // length of the article, logarithm
        0.280, // mentions of its words by length of the article
        0.173, // share of its words that the title has
        0.227, // share of its words that the first sentence has
        0.067, // its head stands in the title
        -0.155, // its head stands in the first sentence
        0.097, // mentions of its head, logarithm
        1.562, // relevance of the entity
        -0.185, // the article has a title
    ],
];
