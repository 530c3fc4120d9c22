//! `dateline-build keyphrase-weights`: trains the ranking of keyphrases on articles with keyphrases.
//!
//! Logistic regression ([`logistic`]), for single words and for phrases, as archivists choose and as readers do.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::logistic;
use crate::article::Article;
use crate::document::Document;
use crate::enrich::tags::Surroundings;
use crate::enrich::tags::keyphrases::candidates::{Candidate, Candidates};
use crate::enrich::tags::keyphrases::rank::{FEATURES, Features, Scale, Weights, features};
use crate::enrich::tags::keyphrases::{choose, stem};
use crate::enrich::tags::words::Words;
use crate::enrich::{Enricher, Options, Scratch};
use crate::resources::Resources;

/// What the other kind of gold counts in the training of each model: archivists' gold is small, and borrows a little.
const READERS_FOR_ARCHIVISTS: f64 = 0.05;
const ARCHIVISTS_FOR_READERS: f64 = 0.3;
/// How strongly weights are drawn to zero.
const RIDGE: f64 = 2.0;

/// Articles with keyphrases: JSON lines with `text`, `title` and `keyphrases`.
#[derive(Debug, Clone, clap::Args)]
pub struct Plan {
    /// Keyphrases as archivists choose them: few, mostly phrases.
    #[arg(long, num_args = 1..)]
    archivists: Vec<PathBuf>,
    /// Keyphrases as readers mark them: many, mostly words.
    #[arg(long, num_args = 1..)]
    readers: Vec<PathBuf>,
    /// The source file to write.
    #[arg(long, default_value = "src/enrich/tags/keyphrases/weights.rs")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct Gold {
    title: Option<String>,
    text: String,
    keyphrases: Vec<String>,
}

/// An article as the ranking sees it.
struct Read {
    document: Document,
    words: Words,
    candidates: Candidates,
    examples: Vec<Example>,
    wanted: HashSet<Vec<Vec<u8>>>,
}

/// A candidate, and whether it was chosen.
struct Example {
    features: Features,
    is_phrase: bool,
    chosen: bool,
}

/// Trains, writes the source of the weights, and prints how good weights are that half of each set trained, measured on
/// the other half.
pub fn run(plan: &Plan) -> Result<()> {
    let mut sets = Vec::new();
    for path in &plan.archivists {
        sets.push((path, read(path)?, true));
    }
    for path in &plan.readers {
        sets.push((path, read(path)?, false));
    }
    let train = |takes: &dyn Fn(usize) -> bool| {
        let of = |archivists: bool| {
            let of_kind = sets.iter().filter(move |set| set.2 == archivists);
            of_kind.flat_map(|set| set.1.iter().enumerate().filter(|(index, _)| takes(*index)))
        };
        let examples = |archivists: bool| of(archivists).flat_map(|(_, article)| &article.examples).collect();
        train(&examples(true), &examples(false))
    };
    let halves = [0, 1].map(|half| train(&|index| index % 2 != half));
    for (path, articles, of_archivists) in &sets {
        let found = articles.iter().enumerate().map(|(index, article)| article.hits(&halves[index % 2]));
        let found: Vec<_> = found.collect();
        let (micro, macro_mean) = scores(&found);
        let kind = if *of_archivists { "micro" } else { "macro" };
        let value = if *of_archivists { micro } else { macro_mean };
        eprintln!("{}: {kind} F1 at 10, two-fold: {value:.1} ({} articles)", path.display(), found.len());
    }
    let weights = train(&|_| true);
    let mut source = String::from(
        "//! Trained weights. Made by `dateline-build keyphrase-weights`; do not edit.\n\n#![allow(clippy::approx_constant, reason = \"a weight may happen to be near one\")]\n\nuse super::rank::Features;\n",
    );
    for (name, words, of) in
        [("ARCHIVIST", "an archivist", weights.archivist), ("READER", "a reader", weights.reader)]
    {
        write!(
            source,
            "\n/// What {words} chooses: single words, then phrases.\n#[rustfmt::skip]\npub(super) const {name}: [Features; 2] = [\n{},\n{},\n];\n",
            list(&of[0]),
            list(&of[1])
        )?;
    }
    std::fs::write(&plan.out, source).with_context(|| format!("writing {}", plan.out.display()))
}

/// Both models, each with a little of the other kind of gold.
fn train(archivists: &Vec<&Example>, readers: &Vec<&Example>) -> Weights {
    let fit = |of_archivists: f64, of_readers: f64| {
        [false, true].map(|is_phrase| {
            let weighted = archivists
                .iter()
                .map(|example| (example, of_archivists))
                .chain(readers.iter().map(|example| (example, of_readers)));
            let rows: Vec<logistic::Row<FEATURES>> = weighted
                .filter(|(example, _)| example.is_phrase == is_phrase)
                .map(|(example, weight)| (example.features.map(f64::from), example.chosen, weight))
                .collect();
            logistic::fit(&rows, RIDGE).map(|weight| weight as f32)
        })
    };
    Weights { archivist: fit(1.0, READERS_FOR_ARCHIVISTS), reader: fit(ARCHIVISTS_FOR_READERS, 1.0) }
}

/// Micro and macro F1 in percent, of hits, keyphrases given, and keyphrases wanted.
fn scores(found: &[(usize, usize, usize)]) -> (f64, f64) {
    let f1 =
        |(hits, given, wanted): (usize, usize, usize)| 200.0 * hits as f64 / (given + wanted).max(1) as f64;
    let all = found.iter().fold((0, 0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2));
    (f1(all), found.iter().copied().map(f1).sum::<f64>() / found.len().max(1) as f64)
}

impl Read {
    /// Hits among the keyphrases that these weights give, those given, and those wanted.
    fn hits(&self, weights: &Weights) -> (usize, usize, usize) {
        let chosen = choose(&self.document, &self.words, &self.candidates, weights);
        let given: HashSet<_> = chosen
            .iter()
            .map(|(_, candidate)| stems_of_candidate(&self.document, &self.words, candidate))
            .collect();
        (given.intersection(&self.wanted).count(), given.len(), self.wanted.len())
    }
}

fn list(weights: &Features) -> String {
    let mut text = String::from("[");
    for (index, weight) in weights.iter().enumerate() {
        text.push_str(if index % 13 == 0 { "\n    " } else { " " });
        write!(text, "{weight:.3},").expect("writing to a string");
    }
    text.push_str("\n]");
    text.replace("-0.000", "0.0").replace("0.000", "0.0")
}

fn read(path: &Path) -> Result<Vec<Read>> {
    let enricher = Enricher::new(Options::default());
    let mut scratch = Scratch::default();
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut articles = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let gold: Gold =
            serde_json::from_str(line).with_context(|| format!("{} line {}", path.display(), number + 1))?;
        articles.push(read_one(gold, &enricher, &mut scratch));
    }
    Ok(articles)
}

fn read_one(gold: Gold, enricher: &Enricher, scratch: &mut Scratch) -> Read {
    let body = if gold.text.is_empty() { gold.title.clone().unwrap_or_default() } else { gold.text };
    let article = Article { title: gold.title, body, ..Article::default() };
    let document = Document::new(article.title.as_deref(), &article.body);
    let findings = enricher.find(&document, &article, scratch);
    let surroundings = Surroundings {
        article: &article,
        people: &findings.people,
        organisations: &findings.organisations,
        places: &findings.places,
        figures: &findings.figures,
    };
    let mut words = Words::default();
    words.read(&document);
    let mut candidates = Candidates::default();
    candidates.read(&document, &words, surroundings, Resources::embedded().words());
    let wanted: HashSet<Vec<Vec<u8>>> =
        gold.keyphrases.iter().map(|phrase| stems_of_phrase(phrase)).collect();
    let scale = Scale::of(&words, &candidates);
    let mut examples = Vec::new();
    for candidate in candidates.found() {
        examples.push(Example {
            features: features(&document, &words, &candidates, candidate, &scale),
            is_phrase: candidate.length > 1,
            chosen: wanted.contains(&stems_of_candidate(&document, &words, candidate)),
        });
    }
    Read { document, words, candidates, examples, wanted }
}

fn stems_of_phrase(phrase: &str) -> Vec<Vec<u8>> {
    let document = Document::new(None, phrase);
    let mut words = Words::default();
    words.read(&document);
    let whole = 0..words.row().len();
    whole.map(|word| stem_of(&document, &words, word)).collect()
}

fn stems_of_candidate(document: &Document, words: &Words, candidate: &Candidate) -> Vec<Vec<u8>> {
    let whole = candidate.first..candidate.first + candidate.length;
    whole.map(|word| stem_of(document, words, word as usize)).collect()
}

fn stem_of(document: &Document, words: &Words, word: usize) -> Vec<u8> {
    let mut buffer = Vec::new();
    let token = &document.tokens()[words.row()[word].token as usize];
    stem::stem(&document.word(token).to_lowercase(), &mut buffer);
    buffer
}
