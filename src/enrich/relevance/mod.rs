//! Relevance: how much the article is about each person, organisation, place and topic, from 0 to 100, and what
//! follows from it: the key people and the places in focus.
//!
//! A logistic model over named [`features`] says how likely the article is about an entity; [`weights`] has what was
//! fitted. Likelihoods of different kinds are made comparable by anchors: at the first begins 25, then 50, 75 and 100.
//! What stands in furniture alone has 0, and so have the people who made the article.

pub(crate) mod features;
mod scenes;
mod subject;
pub(crate) mod topics;
pub(crate) mod weights;

use crate::article::enriched::{Form, PlaceKind};
use crate::document::{Document, Span};
use crate::enrich::figures::Figure;
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use features::{Features, Read};
use thresholds::{FOCUS, FOCUS_COUNTRY, KEY, MOST_FOCUS, MOST_KEY, SCENE, SUBJECT, SURE};
use weights::Column;

/// Gives relevance to people, organisations and places, and marks the key people and the focus.
pub fn weigh(
    document: &Document,
    form: Option<Form>,
    people: &mut [Person],
    organisations: &mut [Organisation],
    places: &mut [Place],
    figures: &[Figure],
) {
    let read = features::read(document, people, organisations, places, figures);
    apply(&read, people, organisations, places);
    for (person, features) in people.iter_mut().zip(&read.people) {
        if features.as_ref().is_some_and(|features| subject::is_voice(person, features)) {
            person.relevance = person.relevance.min(KEY - 1);
        }
    }
    if let Some(subject) = form.and_then(|form| subject::find(document, form, people, &read.people)) {
        for (index, person) in people.iter_mut().enumerate() {
            let titled = read.people[index].as_ref().is_some_and(subject::is_in_title);
            person.relevance = match index == subject {
                true => person.relevance.max(SUBJECT),
                false if titled => person.relevance,
                false => person.relevance.min(KEY - 1),
            };
        }
    }
    let several = scenes::is_round_up(document, places);
    if several {
        keep_titled(people, &read.people);
    }
    mark_key(people);
    raise_dateline(places, &read.places);
    let inner = inside_names(people, organisations, places);
    if several {
        mark_titled(places, &read.places);
    } else {
        let scene = Scene {
            place: scenes::of_title_and_lead(document, read.lead, places, &inner),
            people: scenes::of_people(document, places),
        };
        mark_focus(places, &inner, &scene);
    }
}

/// What the text says about where things happen.
#[derive(Debug, Default)]
pub(crate) struct Scene {
    /// The index of the place where title and lead put the events.
    place: Option<usize>,
    /// For each place: true if mostly people from there are named.
    people: Vec<bool>,
}

/// In a round-up nobody is key whom the title does not name.
fn keep_titled(people: &mut [Person], read: &[Option<Features>]) {
    for (person, features) in people.iter_mut().zip(read) {
        if !features.as_ref().is_some_and(subject::is_in_title) {
            person.relevance = person.relevance.min(KEY - 1);
        }
    }
}

/// A round-up has in focus what its title names.
fn mark_titled(places: &mut [Place], read: &[Option<Features>]) {
    let mut rank = 0;
    for (place, features) in places.iter_mut().zip(read) {
        let titled = features.as_ref().is_some_and(subject::is_in_title) && place.score >= SURE;
        place.focus = (titled && rank < MOST_FOCUS).then(|| {
            rank += 1;
            rank as u8
        });
    }
}

/// `KITWE - Substitute Moses Chilufya struck twice`: the place of a dateline is the scene where title and lead name no other
/// place of the gazetteer.
fn raise_dateline(places: &mut [Place], read: &[Option<Features>]) {
    let leads = |(place, features): (&Place, &Option<Features>)| {
        features.as_ref().is_some_and(features::is_in_lead) && is_known(place)
    };
    if places.iter().zip(read).any(leads) {
        return;
    }
    let dateline = read.iter().position(|features| features.as_ref().is_some_and(features::is_in_dateline));
    if let Some(place) = dateline.and_then(|at| places.get_mut(at)).filter(|place| is_known(place)) {
        place.relevance = place.relevance.max(SCENE);
    }
}

/// For each place: true if it is named only inside the names of people and organisations (`Newcastle University`).
fn inside_names(people: &[Person], organisations: &[Organisation], places: &[Place]) -> Vec<bool> {
    let people = people.iter().flat_map(|person| person.mentions.iter().copied());
    let bodies = organisations.iter().flat_map(|body| body.mentions.iter().copied());
    let mut names: Vec<Span> = people.chain(bodies).collect();
    names.sort_unstable();
    let inside = |place: Span| {
        let at = names.partition_point(|name| name.start <= place.start);
        names[..at].last().is_some_and(|name| name.contains(place) && name.len() > place.len())
    };
    places.iter().map(|place| place.mentions.iter().all(|mention| inside(mention.span))).collect()
}

fn apply(read: &Read, people: &mut [Person], organisations: &mut [Organisation], places: &mut [Place]) {
    for (person, features) in people.iter_mut().zip(&read.people) {
        person.relevance = relevance(features.as_ref(), &weights::PERSON);
    }
    for (organisation, features) in organisations.iter_mut().zip(&read.organisations) {
        organisation.relevance = relevance(features.as_ref(), &weights::ORGANISATION);
    }
    for (place, features) in places.iter_mut().zip(&read.places) {
        place.relevance = relevance(features.as_ref(), &weights::PLACE);
    }
}

/// The relevance of an entity with these features.
pub(crate) fn relevance(features: Option<&Features>, column: &Column) -> u8 {
    features.map_or(0, |features| column.scale(likelihood(features, &column.weights)))
}

/// How likely the article is about an entity.
fn likelihood<const N: usize>(features: &[f32; N], weights: &[f32; N]) -> f32 {
    let sum: f32 = features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

impl<const N: usize> Column<N> {
    /// Likelihood to relevance, linear between the anchors.
    pub(crate) fn scale(&self, likelihood: f32) -> u8 {
        let mut low = (0.0, 0.0);
        for (at, relevance) in self.anchors.into_iter().zip([25.0, 50.0, 75.0, 100.0]) {
            if likelihood < at {
                let part = (likelihood - low.0) / (at - low.0).max(f32::EPSILON);
                // Never up to the next anchor.
                return (low.1 + part * (relevance - low.1)).min(relevance - 1.0) as u8;
            }
            low = (at, relevance);
        }
        100
    }
}

/// Marks the people whom the story turns on.
pub(crate) fn mark_key(people: &mut [Person]) {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|&person| (std::cmp::Reverse(people[person].relevance), person));
    for person in &mut *people {
        person.key = false;
    }
    for &index in order.iter().take(MOST_KEY) {
        let person = &mut people[index];
        person.key = person.relevance >= KEY && person.score >= SURE;
    }
}

/// Gives ranks 1 to 3 to the places that the article is about.
/// A place that is named only inside other names (`inner`) yields to one that is named by itself; the place where title and
/// lead put the events (`scene`) decides about the country.
pub(crate) fn mark_focus(places: &mut [Place], inner: &[bool], scene: &Scene) {
    for place in &mut *places {
        place.focus = None;
    }
    let mut order: Vec<usize> =
        (0..places.len()).filter(|&at| places[at].score >= SURE && places[at].relevance > 0).collect();
    order.sort_by_key(|&place| (std::cmp::Reverse(places[place].relevance), place));
    let people = |at: usize| scene.people.get(at).copied().unwrap_or_default();
    let weak: Vec<bool> = inner.iter().enumerate().map(|(at, inner)| *inner || people(at)).collect();
    let country = scene
        .place
        .map_or_else(|| country(places, &order, &weak), |scene| places[scene].country_code.clone());
    let fits = |at: usize| country.is_none() || places[at].country_code == country;
    // A place without a record says little to those who ask for the first.
    let wide =
        scene.place.filter(|_| country.is_none()).and_then(|scene| order.iter().position(|&at| at == scene));
    let by_itself =
        wide.or_else(|| order.iter().position(|&at| !inner[at] && fits(at) && is_known(&places[at])));
    let Some(first) = by_itself.or_else(|| order.iter().position(|&at| fits(at))) else { return };
    let first = order.remove(first);
    order.insert(0, first);
    let is_its_country = |place: &Place| {
        place.kind == PlaceKind::Country && country.is_some() && place.country_code == country
    };
    // The narrowest place that covers the events stands first: a town before its country.
    if is_its_country(&places[first])
        && let Some(narrow) =
            order.iter().skip(1).position(|&at| is_scene(&places[at], country.as_deref()) && !inner[at])
    {
        order[..=narrow + 1].rotate_right(1);
    }
    let first = order[0];
    let ranked = order.into_iter().filter(|&at| {
        let least = if is_its_country(&places[at]) { FOCUS_COUNTRY } else { FOCUS };
        at == first || places[at].relevance >= least && (!inner[at] || is_its_country(&places[at]))
    });
    for (rank, index) in ranked.take(MOST_FOCUS).collect::<Vec<_>>().into_iter().enumerate() {
        places[index].focus = Some(rank as u8 + 1);
    }
}

/// True for a place inside the country with enough relevance to be where things happen.
fn is_scene(place: &Place, country: Option<&str>) -> bool {
    let inside = place.kind != PlaceKind::Country && place.country_code.as_deref() == country;
    inside && is_known(place) && place.relevance >= SCENE
}

/// True for a place of the gazetteer or of the newsroom's own file.
fn is_known(place: &Place) -> bool {
    place.geoname_id.is_some() || place.point.is_some() || !place.ids.is_empty()
}

/// The country that the article is about: that of which the places have the most relevance together. A facility or a town
/// abroad that is named in the title does not take the article with it.
fn country(places: &[Place], order: &[usize], weak: &[bool]) -> Option<String> {
    let mut sums: Vec<(&str, u32)> = Vec::new();
    for &at in order {
        let place = &places[at];
        // A place inside a name says half as much, and so does one of which only people are named (chosen).
        let relevance = u32::from(place.relevance) * if weak[at] { 1 } else { 2 };
        let Some(code) = place.country_code.as_deref() else { continue };
        match sums.iter_mut().find(|(known, _)| *known == code) {
            Some((_, sum)) => *sum += relevance,
            None => sums.push((code, relevance)),
        }
    }
    // The first of equal ones, in the order of relevance.
    sums.iter().rev().max_by_key(|(_, sum)| *sum).map(|(code, _)| (*code).to_owned())
}

#[cfg(test)]
mod tests;
mod thresholds;
