//! What the article is about: the places that its mentions, and those of the places inside them, weigh most.

use super::Place;
use super::thresholds::focus::{
    DEMONYM, INSIDE, MENTION, OPENING, REGION_INSIDE, RELATIVE, UNKNOWN, UNSCORED, WIDE,
};
use super::thresholds::{FOCUS_RANKS, FOCUS_SCORE};
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::Document;

/// Gives ranks 1 to 3 to places that are sure enough.
pub(super) fn rank(document: &Document, places: &mut [Place]) {
    let length = document.text().len().max(1) as f64;
    let own: Vec<f64> = places.iter().map(|place| weight(place, length)).collect();
    let mut total: Vec<(usize, f64)> = (0..places.len())
        .filter(|&index| places[index].score >= FOCUS_SCORE)
        .map(|index| (index, about(index, places, &own)))
        .collect();
    total.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let highest = total.first().map_or(0.0, |&(_, weight)| weight);
    let ranked = total.iter().filter(|(_, weight)| *weight > 0.0 && *weight >= RELATIVE * highest);
    let ranked = ranked.take(FOCUS_RANKS);
    for (rank, &(index, _)) in ranked.enumerate() {
        places[index].focus = Some(rank as u8 + 1);
    }
}

/// What a place's own mentions weigh: the earlier, the more.
fn weight(place: &Place, length: f64) -> f64 {
    let mention = |mention: &super::PlaceMention| {
        let early = 1.0 - f64::from(mention.span.start) / length;
        let form = if mention.form == PlaceForm::Demonym { DEMONYM } else { 1.0 };
        form * (MENTION + early * early)
    };
    let first = 1.0 - place.mentions.first().map_or(0.0, |mention| f64::from(mention.span.start)) / length;
    let known = if place.point.is_some() { 1.0 } else { UNKNOWN };
    (place.mentions.iter().map(mention).sum::<f64>() + OPENING * first * first)
        * (UNSCORED + (1.0 - UNSCORED) * place.score)
        * known
}

/// Own weight, and for countries and divisions part of what lies in them.
fn about(index: usize, places: &[Place], own: &[f64]) -> f64 {
    let place = &places[index];
    let inside = |other: &Place| match place.kind {
        PlaceKind::Country => other.country_code.is_some() && other.country_code == place.country_code,
        PlaceKind::Admin1 => {
            other.country_code == place.country_code && other.admin1.as_deref() == Some(place.name.as_str())
        }
        _ => false,
    };
    let wide = matches!(place.kind, PlaceKind::Continent | PlaceKind::Region | PlaceKind::Water);
    // A disputed region is no sure part of the country that claims it.
    let share = |other: &Place| if other.kind == PlaceKind::Region { REGION_INSIDE } else { INSIDE };
    let others = places.iter().zip(own).enumerate().filter(|(at, (other, _))| *at != index && inside(other));
    let parts: f64 = others.map(|(_, (other, own))| own * share(other)).sum();
    (own[index] + parts) * if wide && place.country_code.is_none() { WIDE } else { 1.0 }
}
