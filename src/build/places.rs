//! Trains the weights of the places' stage on annotated articles.
//!
//! Recognition is a logistic regression over [`recognise`]'s features, resolution a conditional one over the
//! namesakes of each name. Both are convex, start from zero and run a fixed number of steps: the same gold gives the
//! same weights.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::document::{Document, Span};
use crate::enrich::names::{self, Mention};
use crate::enrich::places::{calibrate, recognise, resolve, scan};
use crate::resources::Resources;
use crate::resources::gazetteer::format::NameForm;

#[derive(Deserialize)]
struct Gold {
    #[serde(alias = "body")]
    text: String,
    entities: Vec<Entity>,
    #[serde(default)]
    ignore: Vec<Stretch>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u32>,
}

#[derive(Deserialize)]
struct Stretch {
    start: usize,
    end: usize,
}

/// An article with what its annotators say, in bytes.
struct Article {
    document: Document,
    mentions: Vec<Mention>,
    candidates: Vec<scan::Candidate>,
    places: Vec<Annotated>,
    neutral: Vec<Span>,
}

/// A place as annotated: where in the text, its point and its GeoNames id where they are given.
type Annotated = (Span, Option<(f64, f64)>, Option<u32>);

/// How gold is used.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Annotated articles.
    pub gold: Vec<PathBuf>,
    /// Leave out every second article.
    pub half: bool,
}

/// Trains, and returns the source of `enrich/places/weights.rs`.
pub fn train(plan: &Plan) -> Result<String> {
    let resources = Resources::embedded();
    let mut articles = Vec::new();
    for path in &plan.gold {
        articles.extend(read(path, plan.half, resources)?);
    }
    let recognise = train_recognise(&articles);
    let resolve = train_resolve(&articles, resources);
    let mut source = String::from(
        "//! Trained weights. Made by `dateline-build places-weights`; do not edit.\n\n#![allow(clippy::approx_constant, reason = \"a weight may happen to be near one\")]\n\n/// Of `recognise`.\n",
    );
    writeln!(
        source,
        "#[rustfmt::skip]\npub(super) const RECOGNISE: super::recognise::Features = {};\n",
        list(&recognise)
    )?;
    writeln!(
        source,
        "/// Of `resolve`, without and with company.\n#[rustfmt::skip]\npub(super) const RESOLVE: super::resolve::Weights = [\n{},\n{},\n];",
        list(&resolve[0]),
        list(&resolve[1])
    )?;
    writeln!(
        source,
        "\n/// Of `calibrate`.\n#[rustfmt::skip]\npub(super) const CALIBRATE: [f32; super::calibrate::FEATURES] = {};",
        list(&train_calibrate(&articles, &recognise, &resolve, resources))
    )?;
    Ok(source)
}

fn list(weights: &[f32]) -> String {
    let mut text = String::from("[");
    for (index, weight) in weights.iter().enumerate() {
        if index % 16 == 0 {
            text.push_str("\n   ");
        }
        write!(text, " {:.3},", weight + 0.0).expect("writing to a string");
    }
    text.push_str("\n]");
    text.replace("-0.000", "0.0").replace("0.000", "0.0")
}

fn read(path: &Path, half: bool, resources: &Resources) -> Result<Vec<Article>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut articles = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if half && number % 2 == 1 {
            continue;
        }
        let gold: Gold = serde_json::from_str(line)?;
        let document = Document::new(None, &gold.text);
        let starts: Vec<u32> =
            gold.text.char_indices().map(|(at, _)| at as u32).chain([gold.text.len() as u32]).collect();
        let span = |start: usize, end: usize| Span::new(starts[start], starts[end]);
        let mut scratch = names::Scratch::default();
        let mentions = names::tag(&document, resources, &mut scratch);
        let mut candidates = Vec::new();
        scan::scan(&document, &mentions, resources.gazetteer(), &mut candidates);
        let is_place = |entity: &&Entity| matches!(entity.kind.as_str(), "LOC" | "GPE" | "FAC");
        articles.push(Article {
            mentions,
            candidates,
            places: gold
                .entities
                .iter()
                .filter(is_place)
                .map(|entity| (span(entity.start, entity.end), entity.lat.zip(entity.lon), entity.geonameid))
                .collect(),
            neutral: gold.ignore.iter().map(|stretch| span(stretch.start, stretch.end)).collect(),
            document,
        });
    }
    Ok(articles)
}

/// A row of features and whether it is a place.
struct Example {
    features: recognise::Features,
    is_place: bool,
}

fn train_recognise(articles: &[Article]) -> recognise::Features {
    let mut weights = [0.0; recognise::FEATURES];
    // The features that look at the rest of the article depend on the weights: three rounds settle them.
    for _ in 0..3 {
        let mut examples = Vec::new();
        for article in articles {
            let (mut rows, mut scores) = (Vec::new(), Vec::new());
            recognise::score(
                &article.document,
                &article.candidates,
                &article.mentions,
                &weights,
                &mut rows,
                &mut scores,
            );
            for (candidate, features) in article.candidates.iter().zip(rows) {
                let is_place = article.places.iter().any(|(span, ..)| *span == candidate.span);
                let demonym = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Demonym);
                let neutral = article.neutral.iter().any(|span| span.overlaps(candidate.span));
                if !demonym && (is_place || !neutral) {
                    examples.push(Example { features, is_place });
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
    let count = examples.len().max(1) as f64;
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
                *gradient += error * f64::from(*feature) / count;
            }
        }
        for ((weight, square), gradient) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += gradient * gradient;
            *weight -= 0.25 * gradient / square.sqrt();
        }
    }
    weights.map(|weight| weight as f32)
}

/// The namesakes of one name, and which of them are right.
struct Choice {
    rows: Vec<[f32; resolve::FEATURES]>,
    right: Vec<bool>,
    weight: f64,
}

fn train_resolve(articles: &[Article], resources: &Resources) -> resolve::Weights {
    let mut weights = [[0.0; resolve::FEATURES]; 2];
    weights[0][0] = 2.0;
    weights[0][1] = 2.0;
    // No gold says where a source is at home: these three are set by hand.
    for weights in &mut weights {
        weights[resolve::HOME..resolve::HOME + 3].copy_from_slice(&[1.0, 1.5, 3.0]);
    }
    // First without company; then with the company that the weights of the round before choose.
    for round in 0..4 {
        let with_company = usize::from(round > 0);
        if round == 1 {
            weights[1] = weights[0];
        }
        let choices: Vec<Choice> =
            articles.iter().flat_map(|article| choices(article, resources, &weights, round > 0)).collect();
        weights[with_company] = conditional(&choices, weights[with_company]);
    }
    weights
}

fn choices(
    article: &Article,
    resources: &Resources,
    weights: &resolve::Weights,
    with_company: bool,
) -> Vec<Choice> {
    let gazetteer = resources.gazetteer();
    let gold = |span: Span| article.places.iter().find(|(known, ..)| *known == span);
    let chosen: Vec<u32> = (0..article.candidates.len() as u32)
        .filter(|&index| {
            let candidate = &article.candidates[index as usize];
            let demonym = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Demonym);
            gold(candidate.span).is_some() || demonym
        })
        .collect();
    let mut resolution = resolve::Resolution::default();
    resolve::resolve(
        &article.document,
        &article.candidates,
        &chosen,
        gazetteer,
        None,
        weights,
        &mut resolution,
    );
    let mut choices = Vec::new();
    for group in resolution.groups.iter().filter(|group| !group.demonym) {
        let namesakes = &resolution.namesakes[group.namesakes.clone()];
        for &mention in &group.mentions {
            let Some((_, Some((latitude, longitude)), id)) = gold(article.candidates[mention as usize].span)
            else {
                continue;
            };
            let right: Vec<bool> = namesakes
                .iter()
                .map(|namesake| {
                    let record = namesake.record;
                    *id == Some(record.geoname_id)
                        || kilometres(
                            (*latitude, *longitude),
                            (f64::from(record.latitude), f64::from(record.longitude)),
                        ) <= 100.0
                })
                .collect();
            if right.contains(&true) && right.contains(&false) {
                let rows = namesakes
                    .iter()
                    .map(|namesake| company_or_not(namesake.features, with_company))
                    .collect();
                choices.push(Choice { rows, right, weight: 1.0 / (group.mentions.len() as f64).sqrt() });
            }
        }
    }
    choices
}

fn company_or_not(mut features: [f32; resolve::FEATURES], with_company: bool) -> [f32; resolve::FEATURES] {
    if !with_company {
        features[resolve::COMPANY_STARTS..].fill(0.0);
    }
    features
}

fn conditional(choices: &[Choice], start: [f32; resolve::FEATURES]) -> [f32; resolve::FEATURES] {
    let mut weights = start.map(f64::from);
    let mut squares = [1e-6_f64; resolve::FEATURES];
    let total: f64 = choices.iter().map(|choice| choice.weight).sum::<f64>().max(1.0);
    for _ in 0..400 {
        let mut gradient = weights.map(|weight| weight * 3e-4);
        gradient[resolve::HOME..resolve::HOME + 3].fill(0.0);
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

/// A logistic regression of being right, over what the stage finds with the weights trained.
fn train_calibrate(
    articles: &[Article],
    recognise: &recognise::Features,
    resolve: &resolve::Weights,
    resources: &Resources,
) -> [f32; calibrate::FEATURES] {
    let mut examples = Vec::new();
    for article in articles {
        let (mut rows, mut scores, mut chosen) = (Vec::new(), Vec::new(), Vec::new());
        let Article { document, candidates, mentions, places, neutral } = article;
        recognise::score(document, candidates, mentions, recognise, &mut rows, &mut scores);
        recognise::choose(candidates, &scores, &mut chosen);
        let mut resolution = resolve::Resolution::default();
        resolve::resolve(
            document,
            candidates,
            &chosen,
            resources.gazetteer(),
            None,
            resolve,
            &mut resolution,
        );
        for group in resolution.groups.iter().filter(|group| !group.demonym) {
            let namesakes = &resolution.namesakes[group.namesakes.clone()];
            let best = namesakes.iter().max_by(|a, b| a.share.total_cmp(&b.share));
            let sum = group.mentions.iter().map(|&index| scores[index as usize]).fold(f32::MIN, f32::max);
            let features = calibrate::features(best, sum);
            for span in group.mentions.iter().map(|&index| candidates[index as usize].span) {
                let gold = places.iter().find(|(known, ..)| *known == span);
                let right = match (gold, best) {
                    (None, _) if neutral.iter().any(|other| other.overlaps(span)) => continue,
                    (None, _) => false,
                    (Some((_, Some(point), _)), Some(best)) => {
                        let found = (f64::from(best.record.latitude), f64::from(best.record.longitude));
                        kilometres(*point, found) <= 161.0
                    }
                    (Some((_, None, _)), Some(_)) => continue,
                    (Some(_), None) => true,
                };
                examples.push((features, right));
            }
        }
    }
    let mut weights = [0.0_f64; calibrate::FEATURES];
    let mut squares = [1e-6_f64; calibrate::FEATURES];
    for _ in 0..1500 {
        let mut gradient = weights.map(|weight| weight * 1e-4);
        for (features, right) in &examples {
            let sum: f64 =
                features.iter().zip(&weights).map(|(feature, weight)| f64::from(*feature) * weight).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*right));
            for (gradient, feature) in gradient.iter_mut().zip(features) {
                *gradient += error * f64::from(*feature) / examples.len() as f64;
            }
        }
        for ((weight, square), gradient) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += gradient * gradient;
            *weight -= 0.2 * gradient / square.sqrt();
        }
    }
    weights.map(|weight| weight as f32)
}

fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, other_north) = (one.0.to_radians(), other.0.to_radians());
    let haversine = ((other_north - north) / 2.0).sin().powi(2)
        + north.cos() * other_north.cos() * ((other.1 - one.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0 * haversine.min(1.0).sqrt().asin()
}
