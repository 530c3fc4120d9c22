//! Which candidates are places: a logistic regression over the recogniser's features.

use super::Article;
use crate::enrich::places::recognise;
use crate::resources::gazetteer::format::NameForm;

/// A row of features and whether it is a place.
struct Example {
    features: recognise::Features,
    is_place: bool,
    weight: f64,
}

pub(super) fn train(articles: &[&Article]) -> recognise::Features {
    let mut weights = [0.0; recognise::FEATURES];
    // The features that look at the rest of the article depend on the weights: three rounds settle them.
    for _ in 0..3 {
        let mut examples = Vec::new();
        for article in articles {
            let (mut rows, mut scores) = (Vec::new(), Vec::new());
            recognise::score(
                &article.page(),
                &weights,
                &mut recognise::Names::default(),
                &mut scores,
                Some(&mut rows),
            );
            for (candidate, features) in article.candidates.iter().zip(rows) {
                let is_place = article.annotated(candidate.span).is_some();
                let demonym = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Demonym);
                if !demonym && (is_place || !article.is_neutral(candidate.span)) {
                    examples.push(Example { features, is_place, weight: article.recognition_weight });
                }
            }
        }
        weights = logistic(&examples, &weights);
    }
    weights
}

/// Full-batch gradient steps with a step of its own for every weight (Adagrad), and a small pull to zero.
fn logistic(examples: &[Example], start: &recognise::Features) -> recognise::Features {
    let mut weights = start.map(f64::from);
    let mut squares = [1e-6_f64; recognise::FEATURES];
    let count: f64 = examples.iter().map(|example| example.weight).sum::<f64>().max(1.0);
    for _ in 0..600 {
        let mut gradient = weights.map(|weight| weight * 3e-5);
        for example in examples {
            let sum: f64 = example
                .features
                .iter()
                .zip(&weights)
                .map(|(feature, weight)| f64::from(*feature) * weight)
                .sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(example.is_place));
            for (gradient, feature) in gradient.iter_mut().zip(&example.features) {
                *gradient += error * example.weight * f64::from(*feature) / count;
            }
        }
        for ((weight, square), gradient) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += gradient * gradient;
            *weight -= 0.25 * gradient / square.sqrt();
        }
    }
    weights.map(|weight| weight as f32)
}
