//! Which person, organisation and place of an answer is which of the gold, and the measures of people and organisations.
//!
//! - A person or an organisation is found if a form of its name in the gold (`name`, `aliases`) is one of the answer (`name`,
//!   `mentions`), without regard to case, marks and articles. A person is found too by a part of the name (a surname, a
//!   name with its title), if no other of the answer has it whole.
//! - Those who are optional cost and earn nothing. Marking one of them as key is a fault.
//! - A role is right if half of all words of both are in both, or one stands in the other (`geologist` in `geologist at a
//!   university`).

use std::collections::{HashMap, HashSet};

use super::answer::{self, Answer, Mention};
use super::gold::{self, Gold};
use super::measure::{Measure, Tally};
use super::report::{FaultKind, Report};
use super::text::{contains, half_shared, key, words};

/// Pairs of positions, in the gold and in the answer.
pub(super) type Pairs = Vec<(usize, usize)>;

/// An answer beside its gold, with the entities that are the same.
pub(super) struct Entities<'a> {
    pub(super) gold: &'a Gold,
    pub(super) answer: &'a Answer,
    pub(super) people: Pairs,
    pub(super) organisations: Pairs,
    pub(super) places: Pairs,
    gold_ids: HashMap<&'a str, &'a str>,
}

impl<'a> Entities<'a> {
    pub(super) fn pair(gold: &'a Gold, answer: &'a Answer) -> Self {
        let found = &answer.enrichment;
        let people = pair_people(&gold.people, &found.people);
        let organisations = pair_organisations(&gold.organisations, &found.organisations);
        let places = pair_places(&gold.places, &found.locations);
        let mut gold_ids = HashMap::new();
        for &(g, a) in &people {
            gold_ids.insert(found.people[a].id.as_str(), gold.people[g].id.as_str());
        }
        for &(g, a) in &organisations {
            gold_ids.insert(found.organisations[a].id.as_str(), gold.organisations[g].id.as_str());
        }
        for &(g, a) in &places {
            gold_ids.insert(found.locations[a].id.as_str(), gold.places[g].id.as_str());
        }
        Self { gold, answer, people, organisations, places, gold_ids }
    }

    /// The gold's id of an entity of the answer.
    pub(super) fn gold_id(&self, answer_id: &str) -> Option<&'a str> {
        self.gold_ids.get(answer_id).copied()
    }

    /// The measures of people and organisations.
    pub(super) fn score(&self, report: &mut Report) {
        self.score_people(report);
        self.score_organisations(report);
    }

    fn score_people(&self, report: &mut Report) {
        let (gold, said) = (&self.gold.people, &self.answer.enrichment.people);
        let optional = |g: usize| gold[g].optional || gold[g].not_key;
        let (names, said_names) =
            (gold.iter().map(|p| p.name.as_str()), said.iter().map(|p| p.name.as_str()));
        detect(report, Measure::People, (names, &optional), (said_names, &|_| false), &self.people);
        for &(g, a) in self.people.iter().filter(|(g, _)| !optional(*g)) {
            let (gold, said) = (&gold[g], &said[a]);
            report.accuracy(Measure::PersonName, key(&gold.name) == key(&said.name), || {
                (gold.name.clone(), gold.name.clone(), said.name.clone())
            });
            score_roles(report, gold, said);
        }
        let gold_of: HashMap<usize, usize> = self.people.iter().map(|&(g, a)| (a, g)).collect();
        let said_key: Vec<usize> = (0..said.len()).filter(|&a| said[a].key).collect();
        for &a in &said_key {
            let is_right = gold_of.get(&a).is_some_and(|&g| gold[g].key);
            report.said(Measure::KeyPeople, is_right, &said[a].name);
        }
        for (g, person) in gold.iter().enumerate().filter(|(_, person)| person.key) {
            let is_found = said_key.iter().any(|a| gold_of.get(a) == Some(&g));
            report.wanted(Measure::KeyPeople, is_found, &person.name);
        }
    }

    fn score_organisations(&self, report: &mut Report) {
        let (gold, said) = (&self.gold.organisations, &self.answer.enrichment.organisations);
        let optional = |g: usize| gold[g].optional;
        let (names, said_names) =
            (gold.iter().map(|o| o.name.as_str()), said.iter().map(|o| o.name.as_str()));
        let names = (names, &optional as &dyn Fn(usize) -> bool);
        detect(report, Measure::Organisations, names, (said_names, &|_| false), &self.organisations);
        for &(g, a) in self.organisations.iter().filter(|(g, _)| !optional(*g)) {
            let name = |is_source: bool| is_source.then(|| "source".to_owned());
            let (wanted, given) = (name(gold[g].role.is_some()), name(said[a].role.is_some()));
            report.detected(Measure::SourceRole, wanted, given, true, &gold[g].name);
        }
    }
}

/// A list of names, and which of them cost nothing.
type Named<'f, I> = (I, &'f dyn Fn(usize) -> bool);

/// Counts what was found of the gold and what of the answer is right.
pub(super) fn detect<'a>(
    report: &mut Report,
    measure: Measure,
    gold: Named<'_, impl Iterator<Item = &'a str>>,
    said: Named<'_, impl Iterator<Item = &'a str>>,
    pairs: &[(usize, usize)],
) {
    let found: HashSet<usize> = pairs.iter().map(|&(g, _)| g).collect();
    let gold_of: HashMap<usize, usize> = pairs.iter().map(|&(g, a)| (a, g)).collect();
    for (g, name) in gold.0.enumerate().filter(|(g, _)| !gold.1(*g)) {
        report.wanted(measure, found.contains(&g), name);
    }
    for (a, name) in said.0.enumerate() {
        match gold_of.get(&a) {
            Some(&g) if gold.1(g) => {}
            Some(_) => report.said(measure, true, name),
            None if said.1(a) => {}
            None => report.said(measure, false, name),
        }
    }
}

/// Pairs one to one: each test in turn, in the order of the text.
pub(super) fn pair_up(sizes: (usize, usize), tests: &[&dyn Fn(usize, usize) -> bool]) -> Pairs {
    let (mut is_found, mut is_taken) = (vec![false; sizes.0], vec![false; sizes.1]);
    let mut pairs = Vec::new();
    for test in tests {
        for (g, found) in is_found.iter_mut().enumerate().filter(|(_, found)| !**found) {
            let Some(a) = (0..sizes.1).find(|&a| !is_taken[a] && test(g, a)) else { continue };
            (*found, is_taken[a]) = (true, true);
            pairs.push((g, a));
        }
    }
    pairs
}

/// The forms of a name.
pub(super) fn forms(name: &str, others: &[String]) -> HashSet<String> {
    [name]
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .map(key)
        .filter(|form| !form.is_empty())
        .collect()
}

/// The forms of a name in an answer.
pub(super) fn said_forms(name: &str, mentions: &[Mention]) -> HashSet<String> {
    let mentions: Vec<String> = mentions.iter().map(|mention| mention.text.clone()).collect();
    forms(name, &mentions)
}

fn pair_people(gold: &[gold::Person], said: &[answer::Person]) -> Pairs {
    let gold_forms: Vec<_> = gold.iter().map(|person| forms(&person.name, &person.aliases)).collect();
    let forms: Vec<_> = said.iter().map(|person| said_forms(&person.name, &person.mentions)).collect();
    let same = |g: usize, a: usize| !gold_forms[g].is_disjoint(&forms[a]);
    let part = |g: usize, a: usize| contains(&words(&gold[g].name), &words(&said[a].name));
    pair_up((gold.len(), said.len()), &[&same, &part])
}

fn pair_organisations(gold: &[gold::Organisation], said: &[answer::Organisation]) -> Pairs {
    let gold_forms: Vec<_> = gold.iter().map(|one| forms(&one.name, &one.aliases)).collect();
    let forms: Vec<_> = said.iter().map(|one| said_forms(&one.name, &one.mentions)).collect();
    pair_up((gold.len(), said.len()), &[&|g, a| !gold_forms[g].is_disjoint(&forms[a])])
}

fn score_roles(report: &mut Report, gold: &gold::Person, said: &answer::Person) {
    let same = |g: usize, a: usize| {
        let (role, other) = (words(&gold.roles[g]), words(&said.roles[a]));
        contains(&role, &other) || half_shared(&role, &other)
    };
    let pairs = pair_up((gold.roles.len(), said.roles.len()), &[&same]);
    let right = pairs.len() as u32;
    let (in_gold, in_answer) = (gold.roles.len() as u32, said.roles.len() as u32);
    report.count(Measure::Roles, Tally { gold: in_gold, found: right, said: in_answer, right });
    let (found, matched): (HashSet<_>, HashSet<_>) = pairs.into_iter().unzip();
    for (_, role) in gold.roles.iter().enumerate().filter(|(g, _)| !found.contains(g)) {
        report.fault(Measure::Roles, FaultKind::Missed, (gold.name.clone(), role.clone(), String::new()));
    }
    for (_, role) in said.roles.iter().enumerate().filter(|(a, _)| !matched.contains(a)) {
        report.fault(Measure::Roles, FaultKind::Spurious, (gold.name.clone(), String::new(), role.clone()));
    }
}

fn pair_places(gold: &[gold::Place], said: &[answer::Location]) -> Pairs {
    let gold_forms: Vec<_> = gold.iter().map(|place| forms(&place.name, &place.aliases)).collect();
    let forms: Vec<_> = said.iter().map(|place| said_forms(&place.name, &place.mentions)).collect();
    let same_name = |g: usize, a: usize| !gold_forms[g].is_disjoint(&forms[a]);
    let same_id = |g: usize, a: usize| has_id(&gold[g], &said[a]);
    let both = |g: usize, a: usize| same_id(g, a) && same_name(g, a);
    pair_up((gold.len(), said.len()), &[&both, &same_id, &same_name])
}

pub(super) fn has_id(gold: &gold::Place, said: &answer::Location) -> bool {
    said.geoname_id.is_some_and(|id| gold.geoname_id == Some(id) || gold.other_ids.contains(&id))
}
