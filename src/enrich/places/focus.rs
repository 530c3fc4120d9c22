//! What the article is about: the places that its mentions, and those of the places inside them, weigh most.

use super::Place;
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::Document;

/// Places in focus.
const RANKS: usize = 3;

/// Gives ranks 1 to 3.
pub(super) fn rank(document: &Document, places: &mut [Place]) {
    let length = document.text().len().max(1) as f64;
    let own: Vec<f64> = places.iter().map(|place| weight(place, length)).collect();
    let mut total: Vec<(usize, f64)> =
        (0..places.len()).map(|index| (index, about(index, places, &own))).collect();
    total.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let highest = total.first().map_or(0.0, |&(_, weight)| weight);
    let ranked = total.iter().filter(|(_, weight)| *weight > 0.0 && *weight >= 0.25 * highest).take(RANKS);
    for (rank, &(index, _)) in ranked.enumerate() {
        places[index].focus = Some(rank as u8 + 1);
    }
}

/// What a place's own mentions weigh: the earlier, the more.
fn weight(place: &Place, length: f64) -> f64 {
    let mention = |mention: &super::PlaceMention| {
        let early = 1.0 - f64::from(mention.span.start) / length;
        let form = if mention.form == PlaceForm::Demonym { 0.8 } else { 1.0 };
        form * (0.5 + early * early)
    };
    let first = 1.0 - place.mentions.first().map_or(0.0, |mention| f64::from(mention.span.start)) / length;
    let known = if place.point.is_some() { 1.0 } else { 0.2 };
    (place.mentions.iter().map(mention).sum::<f64>() + 1.5 * first * first)
        * (0.3 + 0.7 * place.score)
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
    let share = |other: &Place| if other.kind == PlaceKind::Region { 0.15 } else { 0.5 };
    let others = places.iter().zip(own).enumerate().filter(|(at, (other, _))| *at != index && inside(other));
    let parts: f64 = others.map(|(_, (other, own))| own * share(other)).sum();
    (own[index] + parts) * if wide && place.country_code.is_none() { 0.5 } else { 1.0 }
}
