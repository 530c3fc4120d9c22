//! `dateline-build relevance-weights`: fits the relevance of people, organisations, places and topics to the gold.
//!
//! Logistic regression ([`logistic`]) towards the annotated relevance: an entity of 75 is one that the article is about in
//! three of four cases. What it prints is measured with each article left out of the fit that answers for it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::json;

use super::logistic;
use crate::article::Article;
use crate::document::Document;
use crate::enrich::relevance::features::{self, Features, NAMES, Read};
use crate::enrich::relevance::topics;
use crate::enrich::relevance::weights::{COUNT, Column, TOPIC_COUNT};
use crate::enrich::relevance::{Scene, mark_focus, mark_key, relevance};
use crate::enrich::{Enricher, Findings, Options, Scratch};
use crate::evaluate::{Answer, Gold, Report, key_people, table, wanted};

/// How strongly weights are drawn to zero.
const RIDGE: f64 = 5.0;
/// The key people are what the relevance of people is for, and the gold calls some of those of 50 key: in the fit they
/// count as at least the first, and others of 50 as the second.
const KEY_PERSON: u8 = 85;
const OTHER_PERSON: u8 = 35;
/// What an entity that the gold lacks counts: most are no entities, and their relevance is nobody's question.
const SPURIOUS: f64 = 0.3;
/// The lowest relevance of each step of the gold.
const STEPS: [u8; 4] = [25, 50, 75, 100];

/// Annotated articles, as `dateline evaluate` reads them.
#[derive(Debug, Clone, clap::Args)]
pub struct Plan {
    /// Files or folders.
    #[arg(long, num_args = 1.., default_value = "tests/gold/dev")]
    gold: Vec<PathBuf>,
    /// The source file to write.
    #[arg(long, default_value = "src/enrich/relevance/weights.rs")]
    out: PathBuf,
}

/// An entity as the model sees it.
#[derive(Clone)]
struct Example<const N: usize> {
    features: [f32; N],
    /// The relevance that the gold gives it.
    wanted: u8,
    /// What the fit aims at.
    target: u8,
    /// What it counts.
    weight: f64,
}

/// An article, and its examples by kind.
struct Item {
    gold: Gold,
    enriched: crate::article::enriched::EnrichedArticle,
    findings: Findings,
    read: Read,
    entities: [Vec<Example<COUNT>>; 3],
    topics: Vec<Example<TOPIC_COUNT>>,
}

/// What is fitted.
struct Fitted {
    entities: [Column; 3],
    topics: Column<TOPIC_COUNT>,
}

/// Fits, measures with articles left out, and writes the source of the weights.
pub fn run(plan: &Plan) -> Result<()> {
    let enricher = Enricher::new(Options::default());
    let mut scratch = Scratch::default();
    let items = Gold::read_all(&plan.gold)?
        .into_iter()
        .map(|gold| Item::new(gold, &enricher, &mut scratch))
        .collect::<Result<Vec<_>>>()?;
    let mut report = Report::default();
    let mut order = (0_u32, 0_u32);
    for (index, item) in items.iter().enumerate() {
        let fitted = fit(items.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, item)| item));
        report.add(&item.gold, &item.answer(&fitted)?);
        let (right, all) = order_of_topics(item, &fitted.topics);
        order = (order.0 + right, order.1 + all);
    }
    eprintln!("with each article left out:\n{}", table(&report));
    eprintln!("order of topics: {} of {} pairs", order.0, order.1);
    std::fs::write(&plan.out, source(&fit(items.iter())))
        .with_context(|| format!("writing {}", plan.out.display()))
}

impl Item {
    fn new(gold: Gold, enricher: &Enricher, scratch: &mut Scratch) -> Result<Self> {
        let article = Article {
            id: gold.id.clone(),
            title: gold.article.title.clone(),
            body: gold.article.body.clone(),
            published_at: Some(gold.article.published_at.clone()),
            source: gold.article.source.clone(),
            ..Article::default()
        };
        let document = Document::new(article.title.as_deref(), &article.body);
        let findings = enricher.find(&document, &article, scratch);
        let read = features::read(
            &document,
            &findings.people,
            &findings.organisations,
            &findings.places,
            &findings.figures,
        );
        let of_topics = topics::read(&document, &findings.tags);
        let output = enricher.enrich(article, scratch);
        let answer = Answer::read(&serde_json::to_vec(&output)?)?;
        let wanted = wanted(&gold, &answer);
        let key = key_people(&gold, &answer);
        let rows = [&read.people, &read.organisations, &read.places];
        let entities = std::array::from_fn(|kind| {
            let pairs = rows[kind].iter().zip(&wanted[kind]).enumerate();
            let example = |(index, (features, wanted)): (usize, (&Option<Features>, &Option<u8>))| {
                let target = |wanted| match (kind, wanted) {
                    (0, wanted) if key[index] => KEY_PERSON.max(wanted),
                    (0, 50) => OTHER_PERSON,
                    (_, wanted) => wanted,
                };
                let wanted = (*wanted)?;
                let weight = if wanted == 0 { SPURIOUS } else { 1.0 };
                features.map(|features| Example { features, wanted, target: target(wanted), weight })
            };
            pairs.filter_map(example).collect()
        });
        let in_gold: HashMap<&str, u8> =
            gold.topics.iter().map(|topic| (topic.code.as_str(), topic.relevance)).collect();
        let topics = of_topics
            .into_iter()
            .map(|(index, features)| {
                let code = findings.tags[index].code.as_deref().unwrap_or_default();
                let of_branch = || branch(&gold, &findings, index);
                let wanted = in_gold.get(code).copied().unwrap_or_else(of_branch);
                Example { features, wanted, target: wanted, weight: 1.0 }
            })
            .collect();
        Ok(Self { gold, enriched: output, findings, read, entities, topics })
    }

    /// The answer with the relevance that this fit gives.
    fn answer(&self, fitted: &Fitted) -> Result<Answer> {
        let (mut people, mut places) = (self.findings.people.clone(), self.findings.places.clone());
        for (person, features) in people.iter_mut().zip(&self.read.people) {
            person.relevance = relevance(features.as_ref(), &fitted.entities[0]);
        }
        for (place, features) in places.iter_mut().zip(&self.read.places) {
            place.relevance = relevance(features.as_ref(), &fitted.entities[2]);
        }
        mark_key(&mut people);
        let inner = vec![false; places.len()];
        mark_focus(&mut places, &inner, &Scene::default());
        let mut enriched = self.enriched.clone();
        for (said, found) in enriched.enrichment.people.iter_mut().zip(people) {
            (said.relevance, said.key) = (found.relevance, found.key);
        }
        for (said, found) in enriched.enrichment.locations.iter_mut().zip(places) {
            (said.relevance, said.focus) = (found.relevance, found.focus);
        }
        for (said, features) in enriched.enrichment.organisations.iter_mut().zip(&self.read.organisations) {
            said.relevance = relevance(features.as_ref(), &fitted.entities[1]);
        }
        Answer::read(json!(enriched).to_string().as_bytes()).context("an answer of our own")
    }
}

/// The relevance of a topic whose code the gold lacks: that of a topic of the same branch, else 0.
fn branch(gold: &Gold, findings: &Findings, index: usize) -> u8 {
    let top = findings.tags[index].path.first();
    let same = gold.topics.iter().filter(|topic| topic.path.first() == top);
    same.map(|topic| topic.relevance).max().unwrap_or_default()
}

/// Pairs of topics that the gold puts in an order, and how many of them have it.
fn order_of_topics(item: &Item, column: &Column<TOPIC_COUNT>) -> (u32, u32) {
    let (mut right, mut all) = (0, 0);
    let said = |example: &Example<TOPIC_COUNT>| chance(&example.features, &column.weights);
    for (at, one) in item.topics.iter().enumerate() {
        for other in item.topics[at + 1..].iter().filter(|other| other.wanted != one.wanted) {
            all += 1;
            right += u32::from((said(one) > said(other)) == (one.wanted > other.wanted));
        }
    }
    (right, all)
}

fn fit<'a>(items: impl Iterator<Item = &'a Item> + Clone) -> Fitted {
    let entities = std::array::from_fn(|kind| {
        column(&items.clone().flat_map(|item| item.entities[kind].clone()).collect::<Vec<_>>())
    });
    Fitted { entities, topics: column(&items.flat_map(|item| item.topics.clone()).collect::<Vec<_>>()) }
}

/// Weights, and as anchors the likelihoods above which as many examples lie as the gold has at or above each step.
fn column<const N: usize>(examples: &[Example<N>]) -> Column<N> {
    let mut rows: Vec<logistic::Row<N>> = Vec::new();
    for example in examples {
        let share = f64::from(example.target) / 100.0;
        let features = example.features.map(f64::from);
        rows.push((features, true, share * example.weight));
        rows.push((features, false, (1.0 - share) * example.weight));
    }
    let weights = logistic::fit(&rows, RIDGE).map(|weight| weight as f32);
    let mut likelihoods: Vec<f32> =
        examples.iter().map(|example| chance(&example.features, &weights)).collect();
    likelihoods.sort_by(|a, b| b.total_cmp(a));
    let anchors = STEPS.map(|step| {
        let count = examples.iter().filter(|example| example.wanted >= step).count();
        let (above, below) = (likelihoods.get(count.wrapping_sub(1)), likelihoods.get(count));
        above.copied().unwrap_or(1.0).midpoint(below.copied().unwrap_or(0.0))
    });
    Column { weights, anchors }
}

fn chance<const N: usize>(features: &[f32; N], weights: &[f32; N]) -> f32 {
    logistic::likelihood(&features.map(f64::from), &weights.map(f64::from)) as f32
}

fn source(fitted: &Fitted) -> String {
    let mut text = format!(
        "//! Weights. Made by `dateline-build relevance-weights`; do not edit.\n\n\
         /// How many features an entity has.\npub(crate) const COUNT: usize = {COUNT};\n\
         /// How many features a topic has.\npub(crate) const TOPIC_COUNT: usize = {TOPIC_COUNT};\n\n\
         /// What was fitted for one kind.\n#[derive(Debug, Clone, Copy)]\n\
         pub(crate) struct Column<const N: usize = COUNT> {{\n    /// A weight for each feature.\n    \
         pub(crate) weights: [f32; N],\n    /// The likelihoods at which 25, 50, 75 and 100 begin.\n    \
         pub(crate) anchors: [f32; 4],\n}}\n"
    );
    let kinds = ["PERSON", "ORGANISATION", "PLACE"];
    for (name, column) in kinds.iter().zip(&fitted.entities) {
        write_column(&mut text, name, "Column", column, &NAMES);
    }
    write_column(&mut text, "TOPIC", "Column<TOPIC_COUNT>", &fitted.topics, &topics::NAMES);
    text
}

fn write_column<const N: usize>(
    text: &mut String,
    name: &str,
    kind: &str,
    column: &Column<N>,
    names: &[&str; N],
) {
    let mut write = |line: String| writeln!(text, "{line}").expect("writing to a string");
    write(format!(
        "\n/// Fitted.\n#[rustfmt::skip]\npub(crate) const {name}: {kind} = Column {{\n    weights: ["
    ));
    for (weight, name) in column.weights.iter().zip(names) {
        write(format!("        {weight:.3}, // {name}"));
    }
    let anchors: Vec<String> = column.anchors.iter().map(|anchor| format!("{anchor:.3}")).collect();
    write(format!("    ],\n    anchors: [{}],\n}};", anchors.join(", ")));
}
