//! Places and the focus.
//!
//! - A place is found if it has the same GeoNames id, or a form of its name. Then its id, country and kind are compared; where
//!   the gold has no id, the id is not asked for. Near is the same id, or a point at most 161 km away, as is usual for gazetteers.
//! - Facilities, and places that are named by their people alone, cost and earn nothing, as does what an answer mentions by
//!   demonyms alone.

use super::answer::Location;
use super::entities::{Entities, detect, has_id};
use super::gold::Place;
use super::measure::Measure;
use super::report::Report;
use crate::article::enriched::PlaceForm;

const NEAR_KM: f64 = 161.0;
const EARTH_RADIUS_KM: f64 = 6371.0;

pub(super) fn score(report: &mut Report, entities: &Entities<'_>) {
    let (gold, said) = (&entities.gold.places, &entities.answer.enrichment.locations);
    let optional = |g: usize| gold[g].optional || gold[g].demonym;
    let adjective = |a: usize| {
        said[a].focus.is_none()
            && said[a].mentions.iter().all(|mention| mention.form == Some(PlaceForm::Demonym))
    };
    let (names, said_names) = (gold.iter().map(|p| p.name.as_str()), said.iter().map(|p| p.name.as_str()));
    detect(report, Measure::Places, (names, &optional), (said_names, &adjective), &entities.places);
    for &(g, a) in entities.places.iter().filter(|(g, _)| !optional(*g)) {
        resolved(report, &gold[g], &said[a]);
    }
    focus(report, entities);
}

fn resolved(report: &mut Report, gold: &Place, said: &Location) {
    let id = |id: Option<u32>| id.map_or_else(|| "null".to_owned(), |id| id.to_string());
    let is_same = has_id(gold, said);
    if gold.geoname_id.is_some() {
        let words = || (gold.name.clone(), id(gold.geoname_id), id(said.geoname_id));
        report.accuracy(Measure::PlaceId, is_same, words);
    }
    let point = |latitude: Option<f64>, longitude: Option<f64>| latitude.zip(longitude);
    if let Some(at) = point(gold.latitude, gold.longitude) {
        let other = point(said.latitude, said.longitude);
        let is_near = is_same || other.is_some_and(|other| kilometres(at, other) <= NEAR_KM);
        let words =
            || (gold.name.clone(), format!("{at:?}"), other.map_or_else(String::new, |o| format!("{o:?}")));
        report.accuracy(Measure::PlaceNear, is_near, words);
    }
    if let Some(country) = &gold.country_code {
        let given = said.country_code.clone().unwrap_or_default();
        let words = || (gold.name.clone(), country.clone(), given.clone());
        report.accuracy(Measure::PlaceCountry, *country == given, words);
    }
    let words = || (gold.name.clone(), format!("{:?}", gold.kind), format!("{:?}", said.kind));
    report.accuracy(Measure::PlaceKind, gold.kind == said.kind, words);
}

fn focus(report: &mut Report, entities: &Entities<'_>) {
    let (gold, said) = (&entities.gold.places, &entities.answer.enrichment.locations);
    let answer_of = |g: usize| entities.places.iter().find(|pair| pair.0 == g).map(|pair| pair.1);
    let gold_of = |a: usize| entities.places.iter().find(|pair| pair.1 == a).map(|pair| pair.0);
    for (g, place) in gold.iter().enumerate().filter(|(_, place)| place.focus.is_some()) {
        let is_found = answer_of(g).is_some_and(|a| said[a].focus.is_some());
        report.wanted(Measure::Focus, is_found, &place.name);
    }
    for (a, place) in said.iter().enumerate().filter(|(_, place)| place.focus.is_some()) {
        let is_right = gold_of(a).is_some_and(|g| gold[g].focus.is_some());
        report.said(Measure::Focus, is_right, &place.name);
    }
    let Some(first) = gold.iter().position(|place| place.focus == Some(1)) else { return };
    let given = said.iter().position(|place| place.focus == Some(1));
    let name = given.map_or_else(String::new, |a| said[a].name.clone());
    let is_same = given.is_some_and(|a| gold_of(a) == Some(first));
    report.accuracy(Measure::FirstFocus, is_same, || (String::new(), gold[first].name.clone(), name.clone()));
    if let Some(country) = &gold[first].country_code {
        let given = given.and_then(|a| said[a].country_code.clone()).unwrap_or_default();
        let words = || (String::new(), country.clone(), given.clone());
        report.accuracy(Measure::FocusCountry, *country == given, words);
    }
}

/// The distance of two points on a sphere.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (latitude, other_latitude) = (one.0.to_radians(), other.0.to_radians());
    let (north, east) = ((other_latitude - latitude) / 2.0, (other.1 - one.1).to_radians() / 2.0);
    let chord = north.sin().powi(2) + latitude.cos() * other_latitude.cos() * east.sin().powi(2);
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}
