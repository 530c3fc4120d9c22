//! Keyphrases: what an archivist would file the article under, at most ten, the best first.
//!
//! Candidates are noun phrases and names ([`candidates`]), each with the likelihood that an archivist chooses it
//! ([`rank`]), the same model for articles of every length. Of those that say the same the likeliest stays.

pub(crate) mod candidates;
mod clauses;
mod entities;
mod features;
mod forms;
mod hollow;
pub(crate) mod label;
mod named;
mod parts;
pub(crate) mod rank;
pub(crate) mod stem;
mod thresholds;
mod traits;
mod weights;

use crate::article::enriched::TagKind;
use crate::document::Document;
use crate::enrich::tags::words::Words;
use crate::enrich::tags::{Evidence, Surroundings, Tag};
use crate::resources::phrases::{Class, WordTable};
use candidates::Stem;
pub(crate) use candidates::{Candidate, Candidates};
use named::Kind;
use thresholds::{LEAST, MAIN, MOST_PHRASES, PHRASE_SPANS, SURE_PHRASES};

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
    let spans = mentions(words, candidates, &chosen);
    let token = |word: u32| document.tokens()[words.row()[word as usize].token as usize].span;
    let span = |first: u32, length: u32| token(first).to(token(first + length - 1));
    for ((value, candidate), spans) in chosen.iter().zip(spans) {
        let label = label::label(document, words, candidates, candidate, &spans);
        let spans = spans.into_iter().take(PHRASE_SPANS).map(|at| span(at, candidate.length));
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
            evidence: spans.map(Evidence::Text).collect(),
            relevance: None,
            entity: None,
        });
    }
    tags
}

/// The candidates in order, each with its likelihood, the likeliest first.
pub(crate) fn choose(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    weights: &rank::Weights,
) -> Vec<(f32, Candidate)> {
    let scale = rank::Scale::of(words, candidates);
    let value = |candidate: &Candidate| {
        let features = rank::features(document, words, candidates, candidate, &scale);
        rank::likelihood(&features, candidate.length > 1, weights)
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
    let mut chosen: Vec<(f32, Candidate)> = Vec::with_capacity(MOST_PHRASES);
    for &(value, candidate) in &order {
        if chosen.len() >= MOST_PHRASES || chosen.len() >= SURE_PHRASES && value < LEAST {
            break;
        }
        if hollow::is_hollow(document, words, candidates, candidate) {
            continue;
        }
        // `Lindqvist` is filed under the full name, if the text gives it.
        let candidate = full_name(candidates, candidate, &order).unwrap_or(candidate);
        if says_more(candidates, candidate, &chosen) {
            chosen.push((value, *candidate));
        }
    }
    order.retain(|(_, candidate)| !hollow::is_hollow(document, words, candidates, candidate));
    add_subjects(candidates, &order, &mut chosen);
    chosen
}

/// Adds what the article is about, if it is not among those chosen: the noun of the title, or without one of the first
/// sentence, that is said most often, and the entities of the highest relevance.
fn add_subjects(candidates: &Candidates, order: &[(f32, &Candidate)], chosen: &mut Vec<(f32, Candidate)>) {
    let has_title = candidates.stems(0, candidates.len() as u32).any(|stem| stem.in_title);
    let is_subject = |stem: &Stem| {
        let stands = if has_title { stem.in_title } else { stem.in_lead };
        stands && stem.count > 1 && matches!(stem.class, Class::Noun | Class::Unknown)
    };
    let head = |candidate: &Candidate| candidate.first + candidate.length - 1;
    let nouns = order.iter().filter(|(_, candidate)| {
        candidate.entity.is_none() && candidates.stems(head(candidate), 1).all(is_subject)
    });
    let count =
        |candidate: &Candidate| candidates.stems(head(candidate), 1).map(|stem| stem.count).sum::<u32>();
    // Of equal ones the likelier.
    let noun = nouns.rev().max_by_key(|(_, candidate)| count(candidate)).map(|(_, noun)| noun);
    let noun = noun.map(|noun| candidates.number(head(noun) as usize));
    let mut missing: Vec<(f32, &Candidate)> = Vec::new();
    if let Some(number) = noun {
        let has_it = |candidate: &Candidate| {
            candidates.numbers(candidate.first, candidate.length).any(|other| other == number)
        };
        if !chosen.iter().any(|(_, candidate)| has_it(candidate)) {
            let ends_with_it = |candidate: &Candidate| candidates.number(head(candidate) as usize) == number;
            missing.extend(order.iter().find(|(_, candidate)| ends_with_it(candidate)).copied());
        }
    }
    for &(value, candidate) in order {
        let is_main = candidate.entity.is_some_and(|entity| {
            // An agency that reports is no subject.
            entity.full && entity.kind != Kind::Source && entity.relevance >= MAIN
        });
        let is_told = chosen.iter().any(|(_, other)| shares_words(candidates, candidate, other));
        if is_main && !is_told {
            missing.push((value, candidate));
        }
    }
    missing.truncate(MOST_PHRASES / 2);
    chosen.truncate(MOST_PHRASES - missing.len());
    chosen.extend(missing.into_iter().map(|(value, candidate)| (value, *candidate)));
    chosen.sort_by(|a, b| b.0.total_cmp(&a.0));
}

fn shares_words(candidates: &Candidates, one: &Candidate, other: &Candidate) -> bool {
    let mut numbers = candidates.numbers(one.first, one.length);
    numbers.any(|number| candidates.numbers(other.first, other.length).any(|known| known == number))
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
        // A word beside a phrase that holds it: not as its head or beside a name, and only if it is said without the
        // phrase too.
        let head = candidates.number((phrase.first + phrase.length - 1) as usize);
        let is_head = candidates.number(word.first as usize) == head;
        if is_head || phrase.names * 2 >= phrase.count || phrase.count >= word.count {
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

/// The words at which the mentions of each chosen phrase begin.
fn mentions(words: &Words, candidates: &Candidates, chosen: &[(f32, Candidate)]) -> Vec<Vec<u32>> {
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
    for at in 0..candidates.len() {
        let number = candidates.number(at);
        if !begins[number as usize] {
            continue;
        }
        for (index, wanted) in numbers.iter().enumerate() {
            if wanted[0] != number || at + wanted.len() > candidates.len() {
                continue;
            }
            let fits = (1..wanted.len()).all(|step| {
                candidates.number(at + step) == wanted[step] && !words.row()[at + step].after_break
            });
            if fits {
                spans[index].push(at as u32);
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests;
