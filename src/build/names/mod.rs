//! Trains the tagger: `dateline-build names`.

mod agency_lines;
mod copies;
mod corpus;
mod crf;
mod distillation;
mod embedding_clusters;
mod gather;
mod lexicon;
mod numbers;
mod score;
mod second_pass;
mod table;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;

use gather::Material;

use crate::enrich::names::features::names_the_word;
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
    /// Texts that a teacher has labelled (teacher.py), any number; what they are from states no licence
    #[arg(long, conflicts_with = "licensed")]
    pub silver: Vec<PathBuf>,
    /// How much the texts of --silver count
    #[arg(long, default_value_t = 1.0)]
    pub silver_weight: f32,
    /// Write what a teacher needs to this folder, and train nothing
    #[arg(long)]
    pub teach: Option<PathBuf>,
    /// With --teach: texts for the teacher to label, any number
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
    /// Where the randomness starts: another number gives another model of the same data
    #[arg(long, default_value_t = 20)]
    pub seed: u64,
    /// Logarithm to base 2 of the number of lines (4 rows each) of the table of weights
    #[arg(long, default_value_t = 16)]
    pub lines: u32,
}

/// Trains, writes the artefact, scores it.
#[expect(clippy::print_stderr, reason = "a command that takes minutes says what it does")]
pub fn run(from: &From) -> anyhow::Result<()> {
    let started = Instant::now();
    let lexicon = lexicon::build(&from.lists)?;
    let empty = table::seal(&[[0; 64]], 1.0, &Default::default(), &lexicon);
    let model = NamesModel::open(&empty)?;
    let material = gather::gather(from, &model)?;
    let Material { examples, texts, features } = &material;
    eprintln!("{} features seen twice or more, {:.0?}", features.len(), started.elapsed());
    let plan =
        crf::Plan { epochs: from.epochs, rate: 0.1, dropout: from.dropout, blind: from.blind, steps: true };
    let naming: Vec<bool> = features.iter().map(|&(feature, _)| names_the_word(feature)).collect();
    if let Some(folder) = &from.teach {
        return distillation::run(from, folder, &material, &naming, plan, &model);
    }
    let mut weighed = Vec::new();
    let wholes: Vec<_> = texts.iter().filter(|text| text.article).collect();
    if !wholes.is_empty() && !from.without.iter().any(|group| group == "second look") {
        let plan = crf::Plan { epochs: from.epochs.div_ceil(2), ..plan };
        weighed = second_pass::learn(&wholes, examples, &naming, plan, &model, |what, loss| {
            eprintln!("{what}: loss {loss:.4}, {:.0?}", started.elapsed());
        });
    }
    let mut field = crf::Field::new(naming.clone(), 0);
    for run in 0..from.runs {
        let mut one = crf::Field::new(naming.clone(), from.seed + u64::from(run));
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
