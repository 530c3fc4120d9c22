//! Keyphrases: what an archivist would file the article under, at most ten, the best first.
//!
//! Two kinds of people choose: an archivist files under a few phrases and names, readers mark many single words. Each
//! candidate has a likelihood for both ([`rank`]); what counts is their mean, weighted by the article's length: short
//! articles hardly repeat phrases, so that words get a larger part of the ten there.

pub(crate) mod candidates;
mod entities;
pub(crate) mod label;
mod parts;
pub(crate) mod rank;
pub(crate) mod stem;
mod weights;

use crate::article::enriched::TagKind;
use crate::document::{Document, Span};
use crate::enrich::tags::words::Words;
use crate::enrich::tags::{Evidence, Surroundings, Tag};
use crate::resources::phrases::WordTable;
pub(crate) use candidates::{Candidate, Candidates};

/// No more keyphrases than this.
const MOST: usize = 10;
/// Mentions given as evidence.
const SPANS: usize = 3;

/// Finds the keyphrases of a document.
pub(super) fn find(
    document: &Document,
    words: &Words,
    surroundings: Surroundings<'_>,
    table: &WordTable,
    candidates: &mut Candidates,
) -> Vec<Tag> {
    candidates.read(document, words, surroundings, table);
    let chosen = choose(document, words, candidates, rank::TRAINED);
    let mut tags: Vec<Tag> = Vec::with_capacity(chosen.len());
    let spans = mentions(document, words, candidates, &chosen);
    for ((value, candidate), spans) in chosen.iter().zip(spans) {
        let label = label::label(document, words, candidates, candidate);
        // What differs by stem can have one label.
        if tags.iter().any(|tag| tag.label.eq_ignore_ascii_case(&label)) {
            continue;
        }
        tags.push(Tag {
            kind: TagKind::Keyphrase,
            label,
            code: None,
            path: Vec::new(),
            score: f64::from(*value),
            evidence: spans.into_iter().map(Evidence::Text).collect(),
            entity: None,
        });
    }
    tags
}

/// What an archivist's choice counts beside a reader's: more in a long article, which says its phrases again and again.
/// Set where both kinds of gold gain (docs/EVALUATION.md).
fn share_of_archivists(length: usize) -> f32 {
    0.4 + 0.53 / (1.0 + (-(length as f32 - 640.0) / 120.0).exp())
}

/// The candidates in order, each with its likelihood, the likeliest first.
pub(crate) fn choose(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    weights: &rank::Weights,
) -> Vec<(f32, Candidate)> {
    let share = share_of_archivists(words.row().len());
    let scale = rank::Scale::of(words, candidates);
    let value = |candidate: &Candidate| {
        let features = rank::features(document, words, candidates, candidate, &scale);
        let likelihood = rank::likelihood(&features, candidate.length > 1, weights);
        share * likelihood.archivist + (1.0 - share) * likelihood.reader
    };
    // A piece of a longer phrase that is said once is never among the best.
    let is_piece =
        |candidate: &&Candidate| candidate.length > 1 && candidate.count == 1 && candidate.whole == 0;
    let mut order: Vec<(f32, &Candidate)> = candidates
        .found()
        .iter()
        .filter(|candidate| !is_piece(candidate) || candidate.entity.is_some())
        .map(|candidate| (value(candidate), candidate))
        .collect();
    put_phrases_before_their_words(candidates, &mut order);
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.first.cmp(&b.1.first)));
    let mut chosen: Vec<(f32, Candidate)> = Vec::with_capacity(MOST);
    for &(value, candidate) in &order {
        if chosen.len() >= MOST {
            break;
        }
        // `Lindqvist` is filed under the full name, if the text gives it.
        let candidate = full_name(candidates, candidate, &order).unwrap_or(candidate);
        if says_more(candidates, candidate, &chosen) {
            chosen.push((value, *candidate));
        }
    }
    chosen
}

/// A phrase that is said again and again stands for the words that are never said without it.
fn put_phrases_before_their_words(candidates: &Candidates, order: &mut [(f32, &Candidate)]) {
    let mut alone = vec![(0.0, u32::MAX); candidates.distinct()];
    for (value, word) in order.iter().filter(|(_, candidate)| candidate.length == 1) {
        for number in candidates.numbers(word.first, 1) {
            alone[number as usize] = (*value, word.count);
        }
    }
    for (value, phrase) in
        order.iter_mut().filter(|(_, candidate)| candidate.length > 1 && candidate.count > 1)
    {
        let own = *value;
        for number in candidates.numbers(phrase.first, phrase.length) {
            let (of_word, count) = alone[number as usize];
            if phrase.count >= count && own >= 0.5 * of_word {
                *value = value.max(of_word + 1e-6);
            }
        }
    }
}

/// True if a candidate says something beside those chosen.
fn says_more(candidates: &Candidates, candidate: &Candidate, chosen: &[(f32, Candidate)]) -> bool {
    let mut within = 0;
    for (_, other) in chosen {
        let shared = candidates
            .numbers(candidate.first, candidate.length)
            .filter(|&number| candidates.numbers(other.first, other.length).any(|n| n == number))
            .count() as u32;
        let (phrase, word) = match (candidate.length, other.length) {
            _ if shared == 0 => continue,
            (1, 1) => return false,
            (1, _) => (other, candidate),
            (_, 1) => (candidate, other),
            // Two phrases so much alike that one is enough.
            (a, b) if shared >= 2 || shared == a.min(b) => return false,
            _ => continue,
        };
        // A word beside a phrase that holds it: not beside a name, and only if it is said without the phrase too.
        if phrase.names * 2 >= phrase.count || phrase.count >= word.count {
            return false;
        }
        within += phrase.count;
    }
    candidate.length > 1 || within < candidate.count
}

/// The name of several words that ends with this one, the likeliest first.
fn full_name<'a>(
    candidates: &Candidates,
    word: &Candidate,
    phrases: &[(f32, &'a Candidate)],
) -> Option<&'a Candidate> {
    if word.length > 1 || word.names * 2 < word.count {
        return None;
    }
    let number = candidates.numbers(word.first, 1).next()?;
    let is_full = |phrase: &&Candidate| {
        phrase.length > 1
            && phrase.names * 2 >= phrase.count
            && phrase.whole > 0
            && candidates.numbers(phrase.first + phrase.length - 1, 1).next() == Some(number)
    };
    phrases.iter().map(|&(_, phrase)| phrase).find(is_full)
}

/// The first mentions of each chosen phrase.
fn mentions(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    chosen: &[(f32, Candidate)],
) -> Vec<Vec<Span>> {
    let numbers: Vec<Vec<u32>> = chosen
        .iter()
        .map(|(_, candidate)| candidates.numbers(candidate.first, candidate.length).collect())
        .collect();
    // Most words begin none of them.
    let mut begins = vec![false; candidates.distinct()];
    for number in numbers.iter().filter_map(|wanted| wanted.first()) {
        begins[*number as usize] = true;
    }
    let mut spans = vec![Vec::new(); chosen.len()];
    let token = |word: usize| document.tokens()[words.row()[word].token as usize].span;
    for at in 0..candidates.len() {
        let number = candidates.number(at);
        if !begins[number as usize] {
            continue;
        }
        for (index, wanted) in numbers.iter().enumerate() {
            if wanted[0] != number || spans[index].len() >= SPANS || at + wanted.len() > candidates.len() {
                continue;
            }
            let fits = (1..wanted.len()).all(|step| {
                candidates.number(at + step) == wanted[step] && !words.row()[at + step].after_break
            });
            if fits {
                spans[index].push(token(at).to(token(at + wanted.len() - 1)));
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests;
