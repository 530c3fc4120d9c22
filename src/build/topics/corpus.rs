//! News as the trainer reads it.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::train::Reader;
use crate::document::Document;
use crate::resources::topics::TOPICS;
use crate::resources::topics::write::Contents;

/// A text as the models see it.
#[derive(Debug, Clone, Default)]
pub(super) struct Example {
    /// Buckets of the linear model, each with its value.
    pub(super) linear: Vec<(u32, f32)>,
    /// Indices of lexical weights, each with the top-level topic and the value.
    pub(super) lexical: Vec<(u32, u8, f32)>,
    /// Words in all.
    pub(super) words: usize,
    /// How likely each topic is.
    pub(super) target: [f32; TOPICS],
    /// The topics among which the label chooses.
    pub(super) among: [bool; TOPICS],
    /// Index of the label, and the topics that count as right.
    pub(super) label: usize,
    pub(super) accepted: [bool; TOPICS],
}

/// A set of labelled texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Labelled {
    pub(super) name: String,
    pub(super) examples: Vec<Example>,
    pub(super) labels: Vec<String>,
    /// Texts whose label is no topic.
    pub(super) unmapped: Vec<Example>,
}

impl Labelled {
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// What a label of a corpus means: the topic it stands for, and those that count as right.
type Labels = BTreeMap<String, (usize, [bool; TOPICS])>;

/// The labels of all corpora.
#[derive(Debug)]
pub(super) struct Mapping(BTreeMap<String, Labels>);

impl Mapping {
    pub(super) fn read(path: &Path, contents: &Contents) -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        struct Entry {
            primary: Option<String>,
            #[serde(default)]
            accept: Vec<String>,
        }
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let mut raw: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
        raw.remove("_doc");
        let top = |code: &str| {
            let code: u32 = code.strip_prefix("medtop:")?.parse().ok()?;
            contents
                .concepts
                .iter()
                .find(|concept| concept.code == code && concept.parent.is_none())
                .map(|concept| concept.top)
        };
        let mut corpora = BTreeMap::new();
        for (corpus, labels) in raw {
            let labels: BTreeMap<String, Entry> = serde_json::from_value(labels)?;
            let mut mapped = Labels::new();
            for (label, entry) in labels {
                let Some(primary) = entry.primary.as_deref().and_then(top) else { continue };
                let mut accepted = [false; TOPICS];
                for topic in entry.accept.iter().filter_map(|code| top(code)) {
                    accepted[topic] = true;
                }
                mapped.insert(label, (primary, accepted));
            }
            corpora.insert(corpus, mapped);
        }
        Ok(Self(corpora))
    }
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    corpus: String,
    title: Option<String>,
    text: String,
    #[serde(default)]
    labels: Vec<String>,
    category: Option<String>,
}

fn lines(path: &Path) -> anyhow::Result<Vec<Line>> {
    let file = std::fs::File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let mut lines = Vec::new();
    for (number, line) in std::io::BufReader::new(file).lines().enumerate() {
        let line = line?;
        lines.push(
            serde_json::from_str(&line).with_context(|| format!("{} line {}", path.display(), number + 1))?,
        );
    }
    Ok(lines)
}

/// A labelled set.
pub(super) fn labelled(path: &Path, mapping: &Mapping, reader: &mut Reader<'_>) -> anyhow::Result<Labelled> {
    read_labelled(path, mapping, reader, usize::MAX)
}

/// A labelled set of which only title and first 40 words are read: news in brief.
pub(super) fn shortened(path: &Path, mapping: &Mapping, reader: &mut Reader<'_>) -> anyhow::Result<Labelled> {
    read_labelled(path, mapping, reader, 40)
}

fn read_labelled(
    path: &Path,
    mapping: &Mapping,
    reader: &mut Reader<'_>,
    words: usize,
) -> anyhow::Result<Labelled> {
    let mut set = Labelled::default();
    for line in lines(path)? {
        let labels = mapping.0.get(&line.corpus).with_context(|| format!("no labels for {}", line.corpus))?;
        set.name = if words < usize::MAX { format!("{} in brief", line.corpus) } else { line.corpus };
        let label = line.labels.first().or(line.category.as_ref()).context("a text without label")?;
        let text: String = line.text.split_inclusive(char::is_whitespace).take(words).collect();
        let mut example = reader.read(&document(line.title.as_deref(), &text));
        let Some(&(primary, accepted)) = labels.get(label) else {
            set.unmapped.push(example);
            continue;
        };
        example.target[primary] = 1.0;
        example.accepted = accepted;
        for &(topic, _) in labels.values() {
            example.among[topic] = true;
        }
        example.label = set.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            set.labels.push(label.clone());
            set.labels.len() - 1
        });
        set.examples.push(example);
    }
    Ok(set)
}

/// An unlabelled set, at most so many of it.
pub(super) fn unlabelled(path: &Path, most: usize, reader: &mut Reader<'_>) -> anyhow::Result<Vec<Example>> {
    let lines = lines(path)?;
    Ok(lines
        .iter()
        .take(most)
        .map(|line| reader.read(&document(line.title.as_deref(), &line.text)))
        .collect())
}

/// The texts of a set, at most so many.
pub(crate) fn texts(path: &Path, most: usize) -> anyhow::Result<Vec<String>> {
    Ok(lines(path)?.into_iter().take(most).map(|line| line.text).collect())
}

/// A headline without text is read as a body, as an article without one is.
fn document(title: Option<&str>, text: &str) -> Document {
    if text.is_empty() { Document::new(None, title.unwrap_or_default()) } else { Document::new(title, text) }
}
