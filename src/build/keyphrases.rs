//! `dateline-build keyphrase-weights`: trains the ranking of keyphrases on articles with keyphrases.
//!
//! Logistic regression ([`logistic`]), for single words and for phrases.

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
use crate::enrich::tags::keyphrases::rank::{FEATURES, Features, NAMES, Scale, Weights, features};
use crate::enrich::tags::keyphrases::{choose, stem};
use crate::enrich::tags::words::Words;
use crate::enrich::{Enricher, Options, Scratch};
use crate::evaluate;
use crate::resources::Resources;

/// What an article of an annotated folder counts beside one of a file: the gold has every kind of news, the files are
/// of one or two.
const GOLD: f64 = 2.0;
/// How strongly weights are drawn to zero.
const RIDGE: f64 = 2.0;

/// Articles with keyphrases: files of JSON lines with `text`, `title` and `keyphrases`, or folders as `dateline evaluate`
/// reads them.
#[derive(Debug, Clone, clap::Args)]
pub struct Plan {
    /// To fit the weights to.
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// To measure what was fitted on.
    #[arg(long, num_args = 1..)]
    score: Vec<PathBuf>,
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
#[derive(Clone)]
struct Example {
    features: Features,
    is_phrase: bool,
    chosen: bool,
}

/// Trains, writes the source of the weights, and prints how good weights are that half of each set trained, measured on
/// the other half.
pub fn run(plan: &Plan) -> Result<()> {
    let sets = plan.gold.iter().map(|path| Ok((path, read(path)?))).collect::<Result<Vec<_>>>()?;
    let train = |takes: &dyn Fn(usize) -> bool| {
        let of_set = |(path, articles): &(&PathBuf, Vec<Read>)| {
            let weight = if path.is_dir() { GOLD } else { 1.0 };
            let taken = articles.iter().enumerate().filter(|(index, _)| takes(*index));
            taken
                .flat_map(|(_, article)| &article.examples)
                .map(|example| (example.clone(), weight))
                .collect::<Vec<_>>()
        };
        fit(&sets.iter().flat_map(of_set).collect::<Vec<_>>())
    };
    let halves = [0, 1].map(|half| train(&|index| index % 2 != half));
    for (path, articles) in &sets {
        let found = articles.iter().enumerate().map(|(index, article)| article.hits(&halves[index % 2]));
        tell("two-fold", path, &found.collect::<Vec<_>>());
    }
    let weights = train(&|_| true);
    for path in &plan.score {
        tell("not fitted to", path, &read(path)?.iter().map(|one| one.hits(&weights)).collect::<Vec<_>>());
    }
    std::fs::write(&plan.out, source(&weights)?).with_context(|| format!("writing {}", plan.out.display()))
}

fn tell(how: &str, path: &Path, found: &[(usize, usize, usize)]) {
    let (micro, macro_mean) = scores(found);
    eprintln!(
        "{}, {} articles, {how}: F1 at 10 micro {micro:.1}, macro {macro_mean:.1}",
        path.display(),
        found.len()
    );
}

/// The weights for single words and for phrases.
fn fit(examples: &[(Example, f64)]) -> Weights {
    [false, true].map(|is_phrase| {
        let of_kind = examples.iter().filter(|(example, _)| example.is_phrase == is_phrase);
        let rows: Vec<logistic::Row<FEATURES>> =
            of_kind.map(|(one, weight)| (one.features.map(f64::from), one.chosen, *weight)).collect();
        logistic::fit(&rows, RIDGE).map(|weight| weight as f32)
    })
}

fn source(weights: &Weights) -> Result<String> {
    let mut source = String::from(
        "//! Weights. Made by `dateline-build keyphrase-weights`; do not edit.\n\n\
         #![allow(clippy::approx_constant, reason = \"a weight may happen to be near one\")]\n\nuse super::features::Features;\n\n\
         /// For single words and for phrases. Fitted.\n#[rustfmt::skip]\n\
         pub(super) const WEIGHTS: [Features; 2] = [\n",
    );
    for column in weights {
        source.push_str("    [\n");
        for (weight, name) in column.iter().zip(NAMES) {
            writeln!(source, "        {}, // {name}", format!("{weight:.3}").replace("-0.000", "0.000"))?;
        }
        source.push_str("    ],\n");
    }
    source.push_str("];\n");
    Ok(source)
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

fn read(path: &Path) -> Result<Vec<Read>> {
    let enricher = Enricher::new(Options::default());
    let mut scratch = Scratch::default();
    if path.is_dir() {
        let gold = evaluate::Gold::read_all(&[path.to_owned()])?.into_iter().map(|gold| Gold {
            title: gold.article.title,
            text: gold.article.body,
            keyphrases: gold.keyphrases,
        });
        return Ok(gold.map(|gold| read_one(gold, &enricher, &mut scratch)).collect());
    }
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
