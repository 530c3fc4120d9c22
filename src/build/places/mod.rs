//! Trains the weights of the places stage on annotated articles and on made texts.
//!
//! Recognition is a logistic regression over [`recognise`]'s features, resolution a conditional one over the
//! namesakes of each name. Both are convex, start from zero and run a fixed number of steps: the same gold gives the
//! same weights.

mod calibrate;
mod recognition;
mod resolution;
mod score;
mod synthetic;
mod templates;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::document::{Document, Span};
use crate::enrich::names::{self, Mention};
use crate::enrich::places::article_context::ArticleContext;
use crate::enrich::places::cues::Cues;
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
    /// How much it counts in the training of resolution and scores.
    weight: f64,
    /// How much it counts in the training of recognition.
    recognition_weight: f64,
    /// A namesake near the place is not the place.
    exact: bool,
}

impl Article {
    /// Reads a text as the stage does.
    fn new(text: &str, places: Vec<Annotated>, neutral: Vec<Span>, resources: &Resources) -> Article {
        let document = Document::new(None, text);
        let mentions = names::tag(&document, resources, &mut names::Scratch::default());
        let (mut cues, mut candidates) = (Vec::new(), Vec::new());
        Cues::of_all(document.tokens(), &mut cues);
        scan::scan(&document, &mentions, resources.gazetteer(), &cues, &mut candidates);
        Article {
            document,
            mentions,
            cues,
            candidates,
            places,
            neutral,
            weight: 1.0,
            recognition_weight: 1.0,
            exact: false,
        }
    }

    /// A made text.
    fn made(made: &synthetic::Made, plan: &Plan, resources: &Resources) -> Article {
        let gazetteer = resources.gazetteer();
        let places = made.places.iter().map(|&(start, end, id)| {
            let span = Span::new(start as u32, end as u32);
            (span, gazetteer.point(id), Some(gazetteer.record(id).geoname_id))
        });
        let article = Article::new(&made.text, places.collect(), Vec::new(), resources);
        Article {
            weight: plan.synthetic_weight,
            recognition_weight: plan.synthetic_recognition_weight,
            exact: true,
            ..article
        }
    }

    fn page(&self) -> ArticleContext<'_> {
        ArticleContext {
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
    /// Articles to measure on alone.
    #[arg(long)]
    score: Vec<PathBuf>,
    /// Made texts of each scenario of wire English (0 for none), which train beside the gold.
    #[arg(long, default_value_t = 60)]
    synthetic: usize,
    /// How much a made text counts beside an annotated article in the training of resolution and scores.
    #[arg(long, default_value_t = 1.0)]
    synthetic_weight: f64,
    /// … and in the training of recognition: made texts hold few names that are no places.
    #[arg(long, default_value_t = 0.05)]
    synthetic_recognition_weight: f64,
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

/// Trains on all articles, measures by two-fold cross-validation, and writes the source of `enrich/places/weights.rs`.
pub fn run(plan: &Plan) -> Result<()> {
    let resources = Resources::embedded();
    let mut corpora = Vec::new();
    for path in &plan.gold {
        corpora.push((path.display().to_string(), read(path, resources)?));
    }
    let made = synthetic::make(resources.gazetteer(), plan.synthetic);
    let made = made.iter().map(|made| Article::made(made, plan, resources)).collect();
    corpora.push(("made texts".to_owned(), made));
    let articles: Vec<&Article> = corpora.iter().flat_map(|(_, corpus)| corpus).collect();
    let fit = |articles: &[&Article]| Weights {
        recognise: recognition::train(articles),
        resolve: resolution::train(articles, resources),
        calibrate: [0.0; calibration::FEATURES],
    };
    let fold = |rest: usize| -> Vec<&Article> {
        corpora.iter().flat_map(|(_, corpus)| corpus.iter().skip(rest).step_by(2)).collect()
    };
    let (even, odd) = (fold(0), fold(1));
    // Each half by the weights of the other: scores are calibrated on articles that the weights did not see.
    let mut folds = [(&even, fit(&odd)), (&odd, fit(&even))];
    let calibrate = calibrate::train(&folds, resources);
    for (_, weights) in &mut folds {
        weights.calibrate = calibrate;
    }
    let weights = Weights { calibrate, ..fit(&articles) };
    let mut sum = score::Report::default();
    for (name, corpus) in &corpora {
        let mut report = score::Report::default();
        for (number, article) in corpus.iter().enumerate() {
            report.add(article, &folds[number % 2].1, resources);
        }
        eprintln!("{name}: {}", report.line());
        sum.merge(&report);
    }
    for path in &plan.score {
        let mut report = score::Report::default();
        read(path, resources)?.iter().for_each(|article| report.add(article, &weights, resources));
        eprintln!("{}: {}", path.display(), report.line());
    }
    sum.bands().for_each(|band| eprintln!("{band}"));
    std::fs::write(&plan.out, source(&weights)?)?;
    Ok(())
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
        "/// Of `resolve`, without and with context.\n#[rustfmt::skip]\npub(super) const RESOLVE: super::resolve::Weights = [\n{},\n{},\n];",
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
        let starts: Vec<u32> =
            gold.text.char_indices().map(|(at, _)| at as u32).chain([gold.text.len() as u32]).collect();
        let span = |start: usize, end: usize| Span::new(starts[start], starts[end]);
        let is_place = |entity: &&Entity| matches!(entity.kind.as_str(), "LOC" | "GPE" | "FAC");
        let places = gold.entities.iter().filter(is_place);
        let places = places
            .map(|entity| (span(entity.start, entity.end), entity.lat.zip(entity.lon), entity.geonameid));
        let neutral = gold.ignore.iter().map(|stretch| span(stretch.start, stretch.end)).collect();
        articles.push(Article::new(&gold.text, places.collect(), neutral, resources));
    }
    Ok(articles)
}

fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, other_north) = (one.0.to_radians(), other.0.to_radians());
    let haversine = ((other_north - north) / 2.0).sin().powi(2)
        + north.cos() * other_north.cos() * ((other.1 - one.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0 * haversine.min(1.0).sqrt().asin()
}
