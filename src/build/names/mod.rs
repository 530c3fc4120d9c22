//! Trains the tagger: `dateline-build names`.

mod corpus;
mod crf;
mod kins;
mod lexicon;
mod numbers;
mod score;
mod second;
mod table;
mod teach;

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;

use corpus::Scheme;
use numbers::Numbers;

use crate::enrich::names::features::{GROUPS, group_of, names_the_word};
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
    /// Texts that a teacher has labelled, any number; needs no licence, so not with --licensed
    #[arg(long, conflicts_with = "licensed")]
    pub silver: Vec<PathBuf>,
    /// How much the texts of --silver count
    #[arg(long, default_value_t = 0.3)]
    pub silver_weight: f32,
    /// Write what a teacher needs to this folder, and train nothing
    #[arg(long)]
    pub teach: Option<PathBuf>,
    /// With --teach: texts that the teacher shall label, any number
    #[arg(long, requires = "teach")]
    pub unlabelled: Vec<PathBuf>,
    /// Passes over the data
    #[arg(long, default_value_t = 14)]
    pub epochs: u32,
    /// Models whose mean ships, each trained in an order of its own
    #[arg(long, default_value_t = 3)]
    pub runs: u32,
    /// Share of features left out in each visit
    #[arg(long, default_value_t = 0.6)]
    pub dropout: f32,
    /// Share of tokens looked at without the features that name the word
    #[arg(long, default_value_t = 0.3)]
    pub blind: f32,
    /// Logarithm to base 2 of the number of lines (4 rows each) of the table of weights
    #[arg(long, default_value_t = 17)]
    pub lines: u32,
}

/// Trains, writes the artefact, scores it.
#[expect(clippy::print_stderr, reason = "a command that takes minutes says what it does")]
pub fn run(from: &From) -> anyhow::Result<()> {
    let started = Instant::now();
    let lexicon = lexicon::build(&from.lists)?;
    let empty = table::seal(&[[0; 64]], 1.0, &Default::default(), &lexicon);
    let model = NamesModel::open(&empty)?;
    let Material { examples, texts, features } = gather(from, &model)?;
    eprintln!("{} features seen twice or more, {:.0?}", features.len(), started.elapsed());
    let plan =
        crf::Plan { epochs: from.epochs, rate: 0.1, dropout: from.dropout, blind: from.blind, steps: true };
    let naming: Vec<bool> = features.iter().map(|&(feature, _)| names_the_word(feature)).collect();
    if let Some(folder) = &from.teach {
        let material = Material { examples, texts, features };
        return teach::run(from, folder, &material, &naming, plan, &model);
    }
    let mut weighed = Vec::new();
    let wholes: Vec<&second::Whole> = texts.iter().filter(|text| text.article).collect();
    if !wholes.is_empty() && !from.without.iter().any(|group| group == "second look") {
        let plan = crf::Plan { epochs: from.epochs.div_ceil(2), ..plan };
        weighed = second::learn(&wholes, &examples, &naming, plan, &model, |what, loss| {
            eprintln!("{what}: loss {loss:.4}, {:.0?}", started.elapsed());
        });
    }
    let mut field = crf::Field::new(naming.clone(), 0);
    for run in 0..from.runs {
        let mut one = crf::Field::new(naming.clone(), 20 + u64::from(run));
        one.train(&examples.iter().collect::<Vec<_>>(), plan, |epoch, loss| {
            eprintln!("run {}, pass {}: loss {loss:.4}, {:.0?}", run + 1, epoch + 1, started.elapsed());
        });
        field.add(&one, 1.0 / from.runs as f32);
    }
    weighed.extend(
        features.iter().zip(&field.cells).map(|(&(feature, count), cell)| (feature, cell.weights, count)),
    );
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

/// What to learn from.
struct Material {
    examples: Vec<crf::Example>,
    texts: Vec<second::Whole>,
    /// Features by number, with how often each was seen.
    features: Vec<(u64, u32)>,
}

#[expect(clippy::print_stderr, reason = "a command that takes minutes says what it does")]
fn gather(from: &From, lexicon: &NamesModel<'_>) -> anyhow::Result<Material> {
    let groups: Vec<usize> = from
        .without
        .iter()
        .map(|name| {
            GROUPS.iter().position(|group| group == name).with_context(|| {
                format!("--without {name}: no such group; the groups are {}", GROUPS.join(", "))
            })
        })
        .collect::<anyhow::Result<_>>()?;
    let peoples = peoples(from)?;
    let mut numbers = Numbers::default();
    let mut examples = Vec::new();
    let mut texts_read = Vec::new();
    let left_out = |source: &corpus::Source| {
        from.licensed && !source.licensed || from.without_corpus.iter().any(|c| c == source.file)
    };
    let gold = corpus::SOURCES.iter().filter(|&source| !left_out(source)).map(|source| {
        let path = from.data.join("names").join(source.file).with_extension("jsonl");
        (path, source.scheme, source.weight, source.articles)
    });
    let silver = from.silver.iter().map(|path| (path.clone(), Scheme::Whole, from.silver_weight, false));
    for (path, scheme, weight, article) in gold.chain(silver) {
        let texts = corpus::read(&path, scheme, &|word| peoples.contains(&word.to_lowercase()))?;
        let (before, count) = (examples.len(), texts.len());
        for text in texts {
            let first = examples.len();
            let mut starts = Vec::new();
            for segment in training::segments(&text.document, lexicon) {
                let (mut features, mut ends) = (Vec::new(), Vec::new());
                for token in &segment.features {
                    let wanted = token.iter().filter(|&&feature| !groups.contains(&group_of(feature)));
                    features.extend(wanted.map(|&feature| numbers.of(feature)));
                    ends.push(features.len() as u32);
                }
                let allowed = text.allowed[segment.start..segment.start + ends.len()].to_vec();
                let taught =
                    text.likely.get(segment.start..segment.start + ends.len()).unwrap_or_default().to_vec();
                examples.push(crf::Example { features, ends, allowed, weight, base: Vec::new(), taught });
                starts.push(segment.start);
            }
            texts_read.push(second::Whole { text, starts, first, weight, article });
        }
        eprintln!("{}: {count} texts, {} segments", path.display(), examples.len() - before);
    }
    let features = numbers.prune(&mut examples);
    Ok(Material { examples, texts: texts_read, features })
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
