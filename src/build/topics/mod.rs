//! `dateline-build topics`: the taxonomy, the lexicon and the linear model in one artefact.
//!
//! 1. The lexicon (`src/build/lexicon/topics.txt`, and the names of IPTC's concepts) gives every term a weight.
//! 2. Labelled headlines train a linear model over hashed words and adjust the terms' weights; topics that the labels
//!    do not know stay out of that.
//! 3. The model labels unlabelled news; what it is sure of trains it once more, for all topics.
//! 4. Biases are set, and scores calibrated, on labelled news that trains nothing.

pub(crate) mod corpus;
mod evaluate;
mod lexicon;
mod train;

use std::path::Path;

use anyhow::Context;

use crate::resources::topics::TopicModel;
use crate::resources::topics::write::Contents;
use corpus::{Example, Labelled, Mapping};
use train::{Reader, Weights};

/// Buckets of the linear model.
const BUCKETS: usize = 1 << 16;

/// Builds `topics.bin` in `out` from the sources in `data`.
pub fn run(data: &Path, out: &Path) -> anyhow::Result<()> {
    let mut contents = lexicon::read(&data.join("topics"))?;
    contents.weights = vec![[0.0; 17]; BUCKETS];
    let untrained = TopicModel::open(contents.to_bytes().leak()).context("the lexicon alone")?;
    let mapping = Mapping::read(&data.join("topics/label_map.json"), &contents)?;
    let mut reader = Reader::new(&untrained, &contents);

    let headlines =
        corpus::labelled(&data.join("topics/huffpost_headlines_dev.jsonl"), &mapping, &mut reader)?;
    let tuning = [
        corpus::labelled(&data.join("topics/bbc_dedup_dev.jsonl"), &mapping, &mut reader)?,
        corpus::shortened(&data.join("topics/bbc_dedup_dev.jsonl"), &mapping, &mut reader)?,
        corpus::labelled(&data.join("keyphrases/kpcrowd_dev.jsonl"), &mapping, &mut reader)?,
    ];
    let mut unlabelled = Vec::new();
    for (file, most) in UNLABELLED {
        unlabelled.extend(corpus::unlabelled(&data.join(file), most, &mut reader)?);
    }
    unlabelled.extend(headlines.unmapped);
    eprintln!("{} labelled headlines, {} texts without label", headlines.examples.len(), unlabelled.len());

    // Every fifth headline is held out: the figures are of what was not trained on.
    let (held_out, training): (Vec<_>, Vec<_>) =
        headlines.examples.iter().enumerate().partition(|(index, _)| index % 5 == 4);
    let strip =
        |examples: Vec<(usize, &Example)>| examples.into_iter().map(|(_, example)| example.clone()).collect();
    let held_out = Labelled { examples: strip(held_out), ..Labelled::named("headlines held out") };
    let training: Vec<Example> = strip(training);
    let mut sets: Vec<&Labelled> = tuning.iter().collect();
    sets.push(&held_out);
    let mut weights = fit(&contents, &training, &unlabelled);
    evaluate::set_biases(&mut weights, &sets);
    let biases = weights.biases;
    evaluate::report(&weights, &sets);
    evaluate::report_calibration(&weights, &sets);
    contents.calibration = evaluate::calibrate(&weights, &sets, |_| true);
    eprintln!("calibration {:.3?}", contents.calibration);

    let mut weights = fit(&contents, &headlines.examples, &unlabelled);
    weights.biases = biases;
    weights.put_into(&mut contents);
    let path = out.join("topics.bin");
    let bytes = contents.to_bytes();
    std::fs::create_dir_all(out).with_context(|| format!("making {}", out.display()))?;
    std::fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
    eprintln!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}

/// Writes the Wikidata items of the concepts: `topic_wikidata.tsv`.
pub fn wikidata(data: &Path, out: &Path) -> anyhow::Result<()> {
    std::fs::write(out.join("topic_wikidata.tsv"), lexicon::wikidata(&data.join("topics"))?)?;
    Ok(())
}

/// News without labels of topic, and how much of it is taken: a set about one thing must not drown the others.
const UNLABELLED: [(&str, usize); 5] = [
    ("figures/numhg_headlines.jsonl", usize::MAX),
    ("figures/casie_cyber.jsonl", 150),
    ("figures/idmc_displacement.jsonl", usize::MAX),
    ("figures/muc34_terror.jsonl", usize::MAX),
    ("names/worldwide_train.jsonl", usize::MAX),
];

fn fit(contents: &Contents, labelled: &[Example], unlabelled: &[Example]) -> Weights {
    let mut weights = train::fit(contents, labelled);
    for _ in 0..2 {
        let mut examples = labelled.to_vec();
        examples.extend(train::sure(&weights, unlabelled));
        weights = train::fit(contents, &examples);
    }
    weights
}
