//! Relevance of people, organisations and places: how much the article is about each.
//!
//! Those of 75 and more are compared as sets. For the order, each pair of different relevance in the gold is a question: which
//! of the two is more relevant? An entity that the answer lacks has a relevance of 0. Entities that are optional do not
//! count. An answer without any relevance is not compared.

use std::collections::HashMap;

use super::entities::Entities;
use super::measure::Measure;
use super::report::Report;

/// From here on the article is about the entity.
const MAIN: f64 = 75.0;

/// An entity of the gold: its name, its relevance, and that in the answer.
struct Entity<'a> {
    name: &'a str,
    gold: f64,
    said: f64,
}

pub(super) fn score(report: &mut Report, entities: &Entities<'_>) {
    let found = &entities.answer.enrichment;
    let people = found.people.iter().map(|one| (one.name.as_str(), one.relevance));
    let organisations = found.organisations.iter().map(|one| (one.name.as_str(), one.relevance));
    let places = found.locations.iter().map(|one| (one.name.as_str(), one.relevance));
    let is_given =
        people.clone().chain(organisations.clone()).chain(places.clone()).any(|(_, r)| r.is_some());
    if !is_given {
        return;
    }
    let gold = entities.gold;
    let free = |person: &super::gold::Person| person.optional || person.not_key;
    let of_people = gold.people.iter().map(|p| (p.name.as_str(), f64::from(p.relevance), free(p)));
    let of_organisations =
        gold.organisations.iter().map(|o| (o.name.as_str(), f64::from(o.relevance), o.optional));
    let of_places =
        gold.places.iter().map(|p| (p.name.as_str(), f64::from(p.relevance), p.optional || p.demonym));
    let mut all = Vec::new();
    all.extend(one_kind(report, of_people.collect(), &people.collect::<Vec<_>>(), &entities.people));
    all.extend(one_kind(
        report,
        of_organisations.collect(),
        &organisations.collect::<Vec<_>>(),
        &entities.organisations,
    ));
    all.extend(one_kind(report, of_places.collect(), &places.collect::<Vec<_>>(), &entities.places));
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            let (high, low) = if one.gold > other.gold { (one, other) } else { (other, one) };
            if high.gold > low.gold {
                report.accuracy(Measure::RelevanceOrder, high.said > low.said, || {
                    (high.name.to_owned(), format!("above {}", low.name), String::new())
                });
            }
        }
    }
}

fn one_kind<'a>(
    report: &mut Report,
    gold: Vec<(&'a str, f64, bool)>,
    said: &[(&'a str, Option<f64>)],
    pairs: &[(usize, usize)],
) -> Vec<Entity<'a>> {
    let gold_of: HashMap<usize, usize> = pairs.iter().map(|&(g, a)| (a, g)).collect();
    let answer_of: HashMap<usize, usize> = pairs.iter().copied().collect();
    for (a, &(name, relevance)) in said.iter().enumerate() {
        let own = gold_of.get(&a).map(|&g| gold[g]);
        if relevance.unwrap_or(0.0) >= MAIN && !own.is_some_and(|(.., is_free)| is_free) {
            report.said(Measure::Relevance, own.is_some_and(|(_, relevance, _)| relevance >= MAIN), name);
        }
    }
    let mut entities = Vec::new();
    for (g, (name, relevance, _)) in gold.into_iter().enumerate().filter(|(_, (.., is_free))| !is_free) {
        let given = answer_of.get(&g).and_then(|&a| said[a].1).unwrap_or(0.0);
        if relevance >= MAIN {
            report.wanted(Measure::Relevance, given >= MAIN, name);
        }
        entities.push(Entity { name, gold: relevance, said: given });
    }
    entities
}

/// The relevance that the gold gives the people, organisations and places of an answer, by their positions there; `None`
/// for one that does not count, 0 for one that the gold lacks.
#[cfg(feature = "build-resources")]
pub(crate) fn wanted(gold: &super::Gold, answer: &super::Answer) -> [Vec<Option<u8>>; 3] {
    let entities = Entities::pair(gold, answer);
    let found = &answer.enrichment;
    let of = |count: usize, pairs: &[(usize, usize)], relevance: &dyn Fn(usize) -> Option<u8>| {
        let mut wanted = vec![Some(0); count];
        for &(g, a) in pairs {
            wanted[a] = relevance(g);
        }
        wanted
    };
    let person = |g: usize| {
        let person = &gold.people[g];
        (!person.optional && !person.not_key).then_some(person.relevance)
    };
    let organisation = |g: usize| {
        let organisation = &gold.organisations[g];
        (!organisation.optional).then_some(organisation.relevance)
    };
    let place = |g: usize| {
        let place = &gold.places[g];
        (!place.optional && !place.demonym).then_some(place.relevance)
    };
    [
        of(found.people.len(), &entities.people, &person),
        of(found.organisations.len(), &entities.organisations, &organisation),
        of(found.locations.len(), &entities.places, &place),
    ]
}

/// True for each person of an answer whom the gold calls key.
#[cfg(feature = "build-resources")]
pub(crate) fn key_people(gold: &super::Gold, answer: &super::Answer) -> Vec<bool> {
    let mut key = vec![false; answer.enrichment.people.len()];
    for &(g, a) in &Entities::pair(gold, answer).people {
        key[a] = gold.people[g].key;
    }
    key
}
