//! Keyphrases: what an archivist would file the article under, at most ten, the best first.
//!
//! Phrases and single words are ranked apart, by what tells each: a phrase by its words, its place and whether it
//! stands for itself; a word by how often it is said, and how much it says alone. Short articles hardly repeat
//! phrases, so that words get a larger part of the ten there.

pub(crate) mod candidates;
mod label;
pub(crate) mod stem;

use crate::article::enriched::TagKind;
use crate::document::{Document, Span};
use crate::enrich::tags::words::Words;
use crate::enrich::tags::{Evidence, Tag};
use crate::resources::phrases::{Class, WordTable};
pub(crate) use candidates::{Candidate, Candidates, Stem};

/// No more keyphrases than this.
const MOST: usize = 10;
/// Mentions given as evidence.
const SPANS: usize = 3;

/// Finds the keyphrases of a document.
pub(super) fn find(
    document: &Document,
    words: &Words,
    table: &WordTable,
    candidates: &mut Candidates,
) -> Vec<Tag> {
    candidates.read(document, words, table);
    let chosen = choose(candidates, words.row().len());
    let mut tags: Vec<Tag> = Vec::with_capacity(chosen.len());
    let spans = mentions(document, words, candidates, &chosen);
    for (rank, (candidate, spans)) in chosen.iter().zip(spans).enumerate() {
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
            score: 0.95 - 0.05 * rank as f64,
            evidence: spans.into_iter().map(Evidence::Text).collect(),
            entity: None,
        });
    }
    tags
}

/// How many of the ten are single words, by the length of the article in words.
fn places_for_words(length: usize) -> usize {
    let share = 9.0 - (length as f32 - 150.0) / 100.0;
    share.round().clamp(2.0, 7.0) as usize
}

fn choose(candidates: &Candidates, length: usize) -> Vec<Candidate> {
    let mut phrases: Vec<(f32, &Candidate)> = Vec::new();
    let mut words: Vec<(f32, &Candidate)> = Vec::new();
    for candidate in candidates.found() {
        if candidate.length > 1 {
            phrases.push((phrase_value(candidates, candidate), candidate));
        } else if let Some(stem) = candidates.stems(candidate.first, 1).next() {
            words.push((word_value(candidate, stem), candidate));
        }
    }
    let by_value =
        |a: &(f32, &Candidate), b: &(f32, &Candidate)| b.0.total_cmp(&a.0).then(a.1.first.cmp(&b.1.first));
    phrases.sort_unstable_by(by_value);
    words.sort_unstable_by(by_value);
    let places = MOST - places_for_words(length).min(words.len());
    let mut chosen: Vec<Candidate> = Vec::with_capacity(MOST);
    for (_, phrase) in &phrases {
        if chosen.len() >= places {
            break;
        }
        if !chosen.iter().any(|other| share_words(candidates, phrase, other)) {
            chosen.push(**phrase);
        }
    }
    for (_, word) in &words {
        if chosen.len() >= MOST {
            break;
        }
        if !stands_alone(candidates, word, &chosen) {
            continue;
        }
        // `Lindqvist` is filed under the full name, if the text gives it.
        let better = full_name(candidates, word, &phrases).unwrap_or(word);
        if better.length == 1 || !chosen.iter().any(|other| share_words(candidates, better, other)) {
            chosen.push(*better);
        }
    }
    chosen
}

/// What a phrase is worth: the sum of its words, less than twice for two; where it stands first; whether it is a
/// phrase of its own or cut out of longer ones; names before others.
fn phrase_value(candidates: &Candidates, candidate: &Candidate) -> f32 {
    /// By the number of words: longer phrases are rarely what an archivist writes down.
    const BY_LENGTH: [f32; 4] = [1.0, 0.475, 0.364, 0.287];
    let sum: f32 = candidates.stems(candidate.first, candidate.length).map(stem_value).sum();
    let count = candidate.count as f32;
    let whole = (candidate.whole as f32 / count).sqrt();
    let place = (1.0 + candidate.first as f32 / 133.0).cbrt().recip();
    let name = if candidate.names * 2 >= candidate.count { 1.9 } else { 1.0 };
    sum * BY_LENGTH[candidate.length as usize - 1] * (1.0 + 0.55 * count.ln()) * whole * place * name
}

fn stem_value(stem: &Stem) -> f32 {
    let weak = if stem.class == Class::Weak { 0.55 } else { 1.0 };
    let place = (1.0 + stem.first as f32 / 100.0).powf(-0.3);
    stem.rarity.max(0.02).powf(0.66) * stem.count as f32 * place * weak
}

/// What a word alone is worth: a linear model, its weights fitted to what readers mark as keywords.
fn word_value(candidate: &Candidate, stem: &Stem) -> f32 {
    let count = candidate.count as f32;
    let letters = candidate.letters.min(13) as f32;
    (stem.count as f32).ln() + 0.78 * (candidate.whole as f32 / count) + 0.255 * letters
        - 0.132 * (1.0 + candidate.first as f32).ln()
        - 0.32 * (candidate.names as f32 / count)
        - if stem.class == Class::Weak { 0.32 } else { 0.0 }
}

/// Whether two phrases are so much alike that one is enough.
fn share_words(candidates: &Candidates, a: &Candidate, b: &Candidate) -> bool {
    let shared = candidates
        .numbers(a.first, a.length)
        .filter(|&number| candidates.numbers(b.first, b.length).any(|n| n == number));
    let shared = shared.count() as u32;
    shared >= 2 || shared == a.length.min(b.length)
}

/// Whether a word says something beside the phrases: it is no part of a name among them, and not only part of them.
fn stands_alone(candidates: &Candidates, word: &Candidate, phrases: &[Candidate]) -> bool {
    let Some(number) = candidates.numbers(word.first, 1).next() else { return false };
    let mut within = 0;
    for phrase in phrases {
        if candidates.numbers(phrase.first, phrase.length).any(|other| other == number) {
            if phrase.names * 2 >= phrase.count {
                return false;
            }
            within += phrase.count;
        }
    }
    within < word.count
}

/// The name of several words that ends with this one, the most mentioned first.
fn full_name<'a>(
    candidates: &Candidates,
    word: &Candidate,
    phrases: &[(f32, &'a Candidate)],
) -> Option<&'a Candidate> {
    let number = candidates.numbers(word.first, 1).next()?;
    let is_full = |phrase: &&Candidate| {
        phrase.names * 2 >= phrase.count
            && phrase.whole > 0
            && candidates.numbers(phrase.first + phrase.length - 1, 1).next() == Some(number)
    };
    if word.names * 2 < word.count {
        return None;
    }
    phrases.iter().map(|&(_, phrase)| phrase).find(is_full)
}

/// The first mentions of each chosen phrase.
fn mentions(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    chosen: &[Candidate],
) -> Vec<Vec<Span>> {
    let numbers: Vec<Vec<u32>> = chosen
        .iter()
        .map(|candidate| candidates.numbers(candidate.first, candidate.length).collect())
        .collect();
    let mut spans = vec![Vec::new(); chosen.len()];
    let token = |word: usize| document.tokens()[words.row()[word].token as usize].span;
    for at in 0..candidates.len() {
        let number = candidates.number(at);
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
