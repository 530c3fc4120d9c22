//! How sure a place is: a logistic regression of being right.

use super::{Article, Weights, kilometres};
use crate::document::Span;
use crate::enrich::places::{calibrate, recognise, resolve};
use crate::resources::Resources;

/// A mention as the stage finds it.
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) point: Option<(f64, f64)>,
    pub(super) geoname_id: u32,
    features: [f32; calibrate::FEATURES],
}

impl Found {
    pub(super) fn score(&self, weights: &[f32; calibrate::FEATURES]) -> f64 {
        calibrate::probability(&self.features, weights)
    }
}

/// What the stage finds in an article with these weights, apart from demonyms.
pub(super) fn find(article: &Article, weights: &Weights, resources: &'static Resources) -> Vec<Found> {
    let (mut scores, mut chosen) = (Vec::new(), Vec::new());
    let Article { candidates, .. } = article;
    recognise::score(
        &article.page(),
        &weights.recognise,
        &mut recognise::Names::default(),
        &mut scores,
        None,
    );
    recognise::apply_rules(&article.page(), resources.gazetteer(), &mut scores);
    recognise::choose(candidates, &scores, &mut chosen);
    let mut resolution = resolve::Resolution::default();
    let gazetteer = resources.gazetteer();
    resolve::resolve(&article.page(), &chosen, gazetteer, None, &weights.resolve, &mut resolution);
    let mut found = Vec::new();
    for group in resolution.groups.list.iter().filter(|group| !group.demonym) {
        let best = resolution.best(group);
        let mentions = resolution.mentions(group);
        let sum = mentions.iter().map(|&index| scores[index as usize]).fold(f32::MIN, f32::max);
        let features = calibrate::features(best, sum);
        let point = best.map(|best| (f64::from(best.record.latitude), f64::from(best.record.longitude)));
        let spans = mentions.iter().map(|&index| candidates[index as usize].span);
        let geoname_id = best.map_or(0, |best| best.record.geoname_id);
        found.extend(spans.map(|span| Found { span, point, geoname_id, features }));
    }
    found
}

/// Fits to what the stage finds in articles with weights that they did not train.
pub(super) fn train(
    folds: &[(&Vec<&Article>, Weights)],
    resources: &'static Resources,
) -> [f32; calibrate::FEATURES] {
    let mut examples = Vec::new();
    let articles =
        folds.iter().flat_map(|(articles, weights)| articles.iter().map(move |article| (*article, weights)));
    for (article, weights) in articles {
        for found in find(article, weights, resources) {
            let right = match (article.annotated(found.span), found.point) {
                (None, _) if article.is_neutral(found.span) => continue,
                (None, _) => false,
                (Some((_, _, Some(id))), _) if article.exact => *id == found.geoname_id,
                (Some((_, Some(point), _)), Some(other)) => kilometres(*point, other) <= 161.0,
                (Some((_, None, _)), Some(_)) => continue,
                (Some(_), None) => true,
            };
            examples.push((found.features, right, article.weight));
        }
    }
    let total: f64 = examples.iter().map(|(_, _, counts)| counts).sum::<f64>().max(1.0);
    let mut weights = [0.0_f64; calibrate::FEATURES];
    let mut squares = [1e-6_f64; calibrate::FEATURES];
    for _ in 0..1500 {
        let mut gradient = weights.map(|weight| weight * 1e-4);
        for (features, right, counts) in &examples {
            let sum: f64 =
                features.iter().zip(&weights).map(|(feature, weight)| f64::from(*feature) * weight).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*right));
            for (gradient, feature) in gradient.iter_mut().zip(features) {
                *gradient += error * counts * f64::from(*feature) / total;
            }
        }
        for ((weight, square), gradient) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += gradient * gradient;
            *weight -= 0.2 * gradient / square.sqrt();
        }
    }
    weights.map(|weight| weight as f32)
}
