//! From weights to a probability: of what is scored 0.9, nine in ten are right.

use super::namesake::Namesake;
use crate::article::enriched::PlaceKind;

/// Number of features.
pub(crate) const FEATURES: usize = 6;

/// The features of a place's score: the recogniser's sum, the share among namesakes, its kind.
pub(crate) fn features(best: Option<&Namesake>, sum: f32) -> [f32; FEATURES] {
    let share = best.map_or(0.5, |best| best.share).clamp(0.01, 0.995);
    let only = best.is_some_and(|best| best.share > 0.995);
    let large = best.is_some_and(|best| matches!(best.record.kind, PlaceKind::Country | PlaceKind::Admin1));
    [
        1.0,
        sum.clamp(-3.0, 6.0),
        (share / (1.0 - share)).ln(),
        f32::from(only),
        f32::from(large),
        f32::from(best.is_none()),
    ]
}

/// The probability that the place is meant.
pub(super) fn score(best: Option<&Namesake>, sum: f32, weights: &[f32; FEATURES]) -> f64 {
    probability(&features(best, sum), weights)
}

/// The same from the features.
pub(crate) fn probability(features: &[f32; FEATURES], weights: &[f32; FEATURES]) -> f64 {
    let sum: f32 = features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + f64::from(-sum).exp())
}
