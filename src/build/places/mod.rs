//! Trains the weights of the places' stage on annotated articles.
//!
//! Recognition is a logistic regression over [`recognise`]'s features, resolution a conditional one over the
//! namesakes of each name. Both are convex, start from zero and run a fixed number of steps: the same gold gives the
//! same weights.

mod calibrate;
mod recognition;
mod resolution;
mod score;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::document::{Document, Span};
use crate::enrich::names::{self, Mention};
use crate::enrich::places::recognise::Page;
use crate::enrich::places::words::Cues;
use crate::enrich::places::{calibrate as calibration, recognise, resolve, scan};
use crate::resources::Resources;

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
    cues: Vec<Cues>,
    candidates: Vec<scan::Candidate>,
    places: Vec<Annotated>,
    neutral: Vec<Span>,
}

impl Article {
    fn page(&self) -> Page<'_> {
        Page {
            document: &self.document,
            cues: &self.cues,
            candidates: &self.candidates,
            mentions: &self.mentions,
        }
    }

    fn annotated(&self, span: Span) -> Option<&Annotated> {
        self.places.iter().find(|(known, ..)| *known == span)
    }

    fn is_neutral(&self, span: Span) -> bool {
        self.neutral.iter().any(|other| other.overlaps(span))
    }
}

/// A place as annotated: where in the text, its point and its GeoNames id where they are given.
type Annotated = (Span, Option<(f64, f64)>, Option<u32>);

/// How gold is used.
#[derive(Debug, Clone, clap::Args)]
pub struct Plan {
    /// Articles with annotated places and where they lie.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Leave out every second article, and measure on it.
    #[arg(long)]
    half: bool,
    /// Articles to measure on alone.
    #[arg(long)]
    score: Vec<PathBuf>,
    /// The source file to write.
    #[arg(long, default_value = "src/enrich/places/weights.rs")]
    out: PathBuf,
}

/// All weights of the stage.
struct Weights {
    recognise: recognise::Features,
    resolve: resolve::Weights,
    calibrate: [f32; calibration::FEATURES],
}

/// Trains, measures on what is left out, and writes the source of `enrich/places/weights.rs`.
pub fn run(plan: &Plan) -> Result<()> {
    let resources = Resources::embedded();
    let read = |paths: &[PathBuf]| -> Result<Vec<Vec<Article>>> {
        paths.iter().map(|path| read(path, resources)).collect()
    };
    let (gold, score) = (read(&plan.gold)?, read(&plan.score)?);
    let articles = training(&gold, plan.half);
    let fit = |articles: &[&Article]| Weights {
        recognise: recognition::train(articles),
        resolve: resolution::train(articles, resources),
        calibrate: [0.0; calibration::FEATURES],
    };
    let mut weights = fit(&articles);
    // How sure a place is, is learnt where the weights are new to the article: each half by those of the other.
    let half = |rest: usize| -> Vec<&Article> { articles.iter().copied().skip(rest).step_by(2).collect() };
    let (even, odd) = (half(0), half(1));
    let others = [(&even, fit(&odd)), (&odd, fit(&even))];
    weights.calibrate = calibrate::train(&others, resources);
    let mut sum = score::Report::default();
    let shared = plan.gold.iter().zip(&gold).map(|(path, corpus)| (path, corpus, true));
    let alone = plan.score.iter().zip(&score).map(|(path, corpus)| (path, corpus, false));
    for (path, corpus, shared) in shared.chain(alone) {
        let mut report = score::Report::default();
        let mut left_out = false;
        for (_, article) in
            corpus.iter().enumerate().filter(|(number, _)| !shared || !trains(*number, plan.half))
        {
            report.add(article, &weights, resources);
            left_out = true;
        }
        if left_out {
            eprintln!("{}: {}", path.display(), report.line());
        }
        if report.has_points() {
            sum.merge(&report);
        }
    }
    sum.bands().for_each(|band| eprintln!("{band}"));
    std::fs::write(&plan.out, source(&weights)?)?;
    Ok(())
}

/// Whether the article of that number trains.
fn trains(number: usize, half: bool) -> bool {
    !half || number.is_multiple_of(2)
}

fn training(corpora: &[Vec<Article>], half: bool) -> Vec<&Article> {
    let all = corpora.iter().flat_map(|corpus| corpus.iter().enumerate());
    all.filter(|(number, _)| trains(*number, half)).map(|(_, article)| article).collect()
}

fn source(weights: &Weights) -> Result<String> {
    let mut source = String::from(
        "//! Trained weights. Made by `dateline-build places-weights`; do not edit.\n\n#![allow(clippy::approx_constant, reason = \"a weight may happen to be near one\")]\n\n/// Of `recognise`.\n",
    );
    writeln!(
        source,
        "#[rustfmt::skip]\npub(super) const RECOGNISE: super::recognise::Features = {};\n",
        list(&weights.recognise)
    )?;
    writeln!(
        source,
        "/// Of `resolve`, without and with company.\n#[rustfmt::skip]\npub(super) const RESOLVE: super::resolve::Weights = [\n{},\n{},\n];",
        list(&weights.resolve[0]),
        list(&weights.resolve[1])
    )?;
    writeln!(
        source,
        "\n/// Of `calibrate`.\n#[rustfmt::skip]\npub(super) const CALIBRATE: [f32; super::calibrate::FEATURES] = {};",
        list(&weights.calibrate)
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

fn read(path: &Path, resources: &Resources) -> Result<Vec<Article>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut articles = Vec::new();
    for line in text.lines() {
        let gold: Gold = serde_json::from_str(line)?;
        let document = Document::new(None, &gold.text);
        let starts: Vec<u32> =
            gold.text.char_indices().map(|(at, _)| at as u32).chain([gold.text.len() as u32]).collect();
        let span = |start: usize, end: usize| Span::new(starts[start], starts[end]);
        let mut scratch = names::Scratch::default();
        let mentions = names::tag(&document, resources, &mut scratch);
        let (mut cues, mut candidates) = (Vec::new(), Vec::new());
        Cues::of_all(document.tokens(), &mut cues);
        scan::scan(&document, &mentions, resources.gazetteer(), &cues, &mut candidates);
        let is_place = |entity: &&Entity| matches!(entity.kind.as_str(), "LOC" | "GPE" | "FAC");
        articles.push(Article {
            mentions,
            cues,
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

fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, other_north) = (one.0.to_radians(), other.0.to_radians());
    let haversine = ((other_north - north) / 2.0).sin().powi(2)
        + north.cos() * other_north.cos() * ((other.1 - one.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0 * haversine.min(1.0).sqrt().asin()
}
