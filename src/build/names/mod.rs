//! Trains the tagger: `dateline-build names`.

mod corpus;
mod crf;
mod lexicon;
mod score;
mod table;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;

use crate::enrich::names::features::{GROUPS, group_of};
use crate::enrich::names::training;
use crate::resources::names::NamesModel;

/// What to train from, and how.
#[derive(Debug, clap::Args)]
pub struct From {
    /// The folder with the training data; `names/*.jsonl` is read
    #[arg(long)]
    pub data: PathBuf,
    /// The folder with the lists that src/build/names/lists.py made
    #[arg(long)]
    pub lists: PathBuf,
    /// Gold files to score on, any number; never trained on
    #[arg(long)]
    pub score: Vec<PathBuf>,
    /// The artefact to write
    #[arg(long, default_value = "src/resources/artefacts/names.bin")]
    pub out: PathBuf,
    /// Leave out what states no licence
    #[arg(long)]
    pub licensed: bool,
    /// Leave out a group of features (for ablations)
    #[arg(long)]
    pub without: Vec<String>,
    /// Leave out a corpus (for ablations)
    #[arg(long)]
    pub without_corpus: Vec<String>,
    /// Passes over the data
    #[arg(long, default_value_t = 14)]
    pub epochs: u32,
    /// Share of features left out in each visit
    #[arg(long, default_value_t = 0.5)]
    pub dropout: f32,
    /// Logarithm to base 2 of the number of lines (4 rows each) of the table of weights
    #[arg(long, default_value_t = 17)]
    pub lines: u32,
}

/// Trains, writes the artefact, scores it.
#[expect(clippy::print_stderr, reason = "a command that takes minutes says what it does")]
pub fn run(from: &From) -> anyhow::Result<()> {
    let started = Instant::now();
    let groups: Vec<usize> = from
        .without
        .iter()
        .map(|name| {
            GROUPS.iter().position(|group| group == name).with_context(|| {
                format!("--without {name}: no such group; the groups are {}", GROUPS.join(", "))
            })
        })
        .collect::<anyhow::Result<_>>()?;
    let lexicon = lexicon::build(&from.lists)?;
    let empty = table::seal(&[[0; 64]], 1.0, &Default::default(), &lexicon);
    let model = NamesModel::open(&empty)?;
    let peoples = peoples(from)?;
    let mut numbers: HashMap<u64, (u32, u32)> = HashMap::new();
    let mut examples = Vec::new();
    for source in corpus::SOURCES {
        let left_out =
            from.licensed && !source.licensed || from.without_corpus.iter().any(|c| c == source.file);
        if left_out {
            continue;
        }
        let path = from.data.join("names").join(source.file).with_extension("jsonl");
        let texts = corpus::read(&path, source.scheme, &|word| peoples.contains(&word.to_lowercase()))?;
        let before = examples.len();
        for text in &texts {
            for segment in training::segments(&text.document, &model) {
                let features = segment
                    .features
                    .iter()
                    .map(|features| {
                        features
                            .iter()
                            .filter(|&&feature| !groups.contains(&group_of(feature)))
                            .map(|&feature| {
                                let next = numbers.len() as u32;
                                let number = numbers.entry(feature).or_insert((next, 0));
                                number.1 += 1;
                                number.0
                            })
                            .collect()
                    })
                    .collect::<Vec<Vec<u32>>>();
                let allowed = text.allowed[segment.start..segment.start + features.len()].to_vec();
                examples.push(crf::Example { features, allowed, weight: source.weight });
            }
        }
        eprintln!("{}: {} texts, {} segments", source.file, texts.len(), examples.len() - before);
    }
    // What was seen once says more about the text than about names.
    let mut features: Vec<(u64, u32)> = vec![(0, 0); numbers.len()];
    for (&feature, &(number, count)) in &numbers {
        features[number as usize] = (feature, count);
    }
    drop(numbers);
    let mut renumbered = vec![u32::MAX; features.len()];
    let mut kept = Vec::new();
    for (number, &(feature, count)) in features.iter().enumerate() {
        if count >= 2 {
            renumbered[number] = kept.len() as u32;
            kept.push((feature, count));
        }
    }
    for example in &mut examples {
        for features in &mut example.features {
            features.retain_mut(|number| {
                *number = renumbered[*number as usize];
                *number != u32::MAX
            });
        }
    }
    eprintln!("{} features, {} seen twice or more, {:.0?}", features.len(), kept.len(), started.elapsed());
    let mut field = crf::Field::new(kept.len());
    let plan = crf::Plan { epochs: from.epochs, rate: 0.1, dropout: from.dropout };
    field.train(&examples, plan, |epoch, loss| {
        eprintln!("pass {}: loss {loss:.4}, {:.0?}", epoch + 1, started.elapsed());
    });
    let weighed: Vec<_> =
        kept.iter().zip(&field.weights).map(|(&(feature, count), row)| (feature, *row, count)).collect();
    let (lines, scale) = table::weights(&weighed, 1 << from.lines);
    let artefact = table::seal(&lines, scale, &field.transitions, &lexicon);
    fs::write(&from.out, &artefact).with_context(|| format!("writing {}", from.out.display()))?;
    eprintln!("{} bytes to {}, {:.0?}", artefact.len(), from.out.display(), started.elapsed());
    let model = NamesModel::open(&artefact)?;
    for path in &from.score {
        eprintln!("{}\n{}", path.display(), score::table(path, &model)?);
    }
    Ok(())
}

/// Words that the training data calls peoples, in lower case.
fn peoples(from: &From) -> anyhow::Result<HashSet<String>> {
    let path = from.data.join("names/crossner.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut found = HashSet::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        for name in line["entities"].as_array().into_iter().flatten() {
            if name["type"] == "MISC" {
                found.extend(name["surface"].as_str().map(str::to_lowercase));
            }
        }
    }
    Ok(found)
}
