//! Which place each name means: a conditional regression over the namesakes of each name.

use super::{Article, kilometres};
use crate::enrich::places::namesake::{CONTEXT, FEATURES, Feature, HOME};
use crate::enrich::places::resolve;
use crate::resources::Resources;
use crate::resources::gazetteer::format::NameForm;

/// The namesakes of one name, and which of them are right.
struct Choice {
    rows: Vec<[f32; FEATURES]>,
    right: Vec<bool>,
    weight: f64,
}

pub(super) fn train(articles: &[&Article], resources: &Resources) -> resolve::Weights {
    let mut weights = [[0.0; FEATURES]; 2];
    weights[0][Feature::Size as usize] = 2.0;
    weights[0][Feature::Fame as usize] = 2.0;
    // First without context; then with the context that the weights of the round before choose.
    for round in 0..4 {
        let with_context = usize::from(round > 0);
        if round == 1 {
            weights[1] = weights[0];
        }
        let choices: Vec<Choice> =
            articles.iter().flat_map(|article| choices(article, resources, &weights, round > 0)).collect();
        weights[with_context] = conditional(&choices, weights[with_context]);
    }
    weights
}

fn choices(
    article: &Article,
    resources: &Resources,
    weights: &resolve::Weights,
    with_context: bool,
) -> Vec<Choice> {
    let gazetteer = resources.gazetteer();
    let chosen: Vec<u32> = (0..article.candidates.len() as u32)
        .filter(|&index| {
            let candidate = &article.candidates[index as usize];
            let demonym = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Demonym);
            article.annotated(candidate.span).is_some() || demonym
        })
        .collect();
    let mut resolution = resolve::Resolution::default();
    resolve::resolve(&article.page(), &chosen, gazetteer, None, weights, &mut resolution);
    let mut choices = Vec::new();
    for group in resolution.groups.list.iter().filter(|group| !group.demonym) {
        let (namesakes, mentions) = (resolution.namesakes(group), resolution.mentions(group));
        for &mention in mentions {
            let span = article.candidates[mention as usize].span;
            let Some((_, Some((latitude, longitude)), id)) = article.annotated(span) else {
                continue;
            };
            let right: Vec<bool> = namesakes
                .iter()
                .map(|namesake| {
                    let record = namesake.record;
                    let point = (f64::from(record.latitude), f64::from(record.longitude));
                    *id == Some(record.geoname_id)
                        && (record.geoname_id != 0 || kilometres((*latitude, *longitude), point) < 1.0)
                        || !article.exact && kilometres((*latitude, *longitude), point) <= 100.0
                })
                .collect();
            if right.contains(&true) && right.contains(&false) {
                let rows = namesakes
                    .iter()
                    .map(|namesake| context_or_none(namesake.features.0, with_context))
                    .collect();
                choices.push(Choice { rows, right, weight: article.weight / (mentions.len() as f64).sqrt() });
            }
        }
    }
    choices
}

fn context_or_none(mut features: [f32; FEATURES], with_context: bool) -> [f32; FEATURES] {
    if !with_context {
        features[CONTEXT].fill(0.0);
    }
    features
}

fn conditional(choices: &[Choice], start: [f32; FEATURES]) -> [f32; FEATURES] {
    let mut weights = start.map(f64::from);
    let mut squares = [1e-6_f64; FEATURES];
    let total: f64 = choices.iter().map(|choice| choice.weight).sum::<f64>().max(1.0);
    for _ in 0..400 {
        let mut gradient = weights.map(|weight| weight * 3e-4);
        // No gold says where a source is at home: these weights are chosen (`thresholds`).
        gradient[HOME].fill(0.0);
        for choice in choices {
            let scores: Vec<f64> = choice
                .rows
                .iter()
                .map(|row| {
                    row.iter().zip(&weights).map(|(feature, weight)| f64::from(*feature) * weight).sum()
                })
                .collect();
            let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let shares: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
            let all: f64 = shares.iter().sum();
            let right: f64 =
                shares.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(share, _)| share).sum();
            for ((row, share), is_right) in choice.rows.iter().zip(&shares).zip(&choice.right) {
                let target = if *is_right { share / right.max(1e-12) } else { 0.0 };
                let error = (share / all - target) * choice.weight / total;
                for (gradient, feature) in gradient.iter_mut().zip(row) {
                    *gradient += error * f64::from(*feature);
                }
            }
        }
        for ((weight, square), gradient) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += gradient * gradient;
            *weight -= 0.2 * gradient / square.sqrt();
        }
    }
    weights.map(|weight| weight as f32)
}
