//! Annotated texts, projected on our own tokens.

use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::crf::Row;
use crate::document::Document;
use crate::enrich::names::NameKind;
use crate::enrich::names::training;
use crate::resources::names::ROW;

/// What an annotation scheme leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// Other names are annotated too: what is unmarked is no name.
    Whole,
    /// What is unmarked may be a name of another kind (a people, an event).
    OthersOpen,
}

/// A corpus to train on.
#[derive(Debug)]
pub(super) struct Source {
    pub file: &'static str,
    pub scheme: Scheme,
    /// How much its gradients count.
    pub weight: f32,
    /// True if the source states a licence.
    pub licensed: bool,
    /// True if its texts are whole articles, from which the second look can learn.
    pub articles: bool,
}

/// Everything that is trained on, with the reason for each weight in docs/EVALUATION.md.
pub(super) const SOURCES: &[Source] = &[
    Source { file: "worldwide_train", scheme: Scheme::Whole, weight: 1.0, licensed: false, articles: true },
    Source { file: "wikigold", scheme: Scheme::Whole, weight: 1.0, licensed: true, articles: false },
    Source { file: "uner_pud", scheme: Scheme::OthersOpen, weight: 1.0, licensed: true, articles: false },
    Source { file: "uner_ewt", scheme: Scheme::OthersOpen, weight: 1.0, licensed: true, articles: false },
    Source { file: "re_docred", scheme: Scheme::OthersOpen, weight: 0.4, licensed: true, articles: false },
    Source { file: "crossner", scheme: Scheme::OthersOpen, weight: 0.4, licensed: true, articles: false },
    Source {
        file: "men_malaysia_news",
        scheme: Scheme::OthersOpen,
        weight: 0.3,
        licensed: true,
        articles: false,
    },
];

/// All labels.
pub(super) const ANY: u16 = (1 << training::LABELS) - 1;

/// An annotated text.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Line {
    pub text: String,
    #[serde(default)]
    pub entities: Vec<Annotation>,
    /// For each token the labels that a teacher thinks of, and how likely each is in thousandths, by turns; a token of
    /// which it tells nothing is no name. Empty where there was no teacher.
    #[serde(default)]
    pub likely: Vec<Vec<u16>>,
}

/// A name, by its code points.
#[derive(Debug, Deserialize)]
pub(super) struct Annotation {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: String,
}

/// A text with the labels of its tokens, and its names as byte spans.
pub(super) struct Text {
    pub document: Document,
    /// For each token the set of labels that the annotation allows, a bit each.
    pub allowed: Vec<u16>,
    /// For each token how likely a teacher finds each label; empty where there was none.
    pub taught: Vec<Row>,
    /// Names of our three kinds.
    pub names: Vec<(usize, usize, NameKind)>,
}

/// The kind of an annotated name: ours, another (`Some(None)`), or no name.
#[expect(clippy::option_option, reason = "a name of another kind is not the same as no name")]
fn kind_of(name: &str) -> Option<Option<NameKind>> {
    match name {
        "PER" => Some(Some(NameKind::Person)),
        "ORG" => Some(Some(NameKind::Organisation)),
        "LOC" | "GPE" | "FAC" => Some(Some(NameKind::Location)),
        "MISC" | "NORP" | "EVENT" | "PRODUCT" | "LAW" | "WORK" => Some(None),
        _ => None,
    }
}

/// Reads a file of JSON lines.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Line>> {
    let lines = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let line = |(number, line)| {
        serde_json::from_str(line).with_context(|| format!("{} line {}", path.display(), number + 1))
    };
    lines.lines().enumerate().map(line).collect()
}

/// Projects an annotated text on our tokens. `peoples` are words (lower case) that name peoples: where a source calls
/// them places, they are made other names, as in the rest.
pub(super) fn project(line: &Line, scheme: Scheme, peoples: &dyn Fn(&str) -> bool) -> Text {
    let document = Document::new(None, &line.text);
    let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let open = 1_u16 << training::OUTSIDE | training::OTHER.iter().fold(0, |set, &label| set | 1 << label);
    let outside = if scheme == Scheme::Whole { 1 << training::OUTSIDE } else { open };
    let tokens = document.tokens();
    let mut allowed = vec![outside; tokens.len()];
    let mut names = Vec::new();
    let mut taken = 0;
    let mut annotations: Vec<&Annotation> = line.entities.iter().collect();
    annotations.sort_by_key(|name| (name.start, usize::MAX - name.end));
    for name in annotations {
        let Some(mut kind) = kind_of(&name.kind) else { continue };
        let (Some(&start), Some(&end)) = (bytes.get(name.start), bytes.get(name.end)) else { continue };
        let surface = &line.text[start..end];
        if scheme == Scheme::OthersOpen && kind == Some(NameKind::Location) && peoples(surface) {
            kind = None;
        }
        let mut first = tokens.partition_point(|token| token.span.end as usize <= start);
        let last = tokens.partition_point(|token| (token.span.start as usize) < end);
        if last > first + 1
            && matches!(document.word(&tokens[first]), "the" | "THE")
            && scheme == Scheme::OthersOpen
        {
            first += 1;
        }
        if first < taken || first >= last {
            continue;
        }
        taken = last;
        for (index, set) in allowed[first..last].iter_mut().enumerate() {
            *set = 1 << training::label(kind, index, last - first);
        }
        if let Some(kind) = kind {
            names.push((start, end, kind));
        }
    }
    let taught = line.likely.iter().map(|shares| row(shares)).collect();
    Text { document, allowed, taught, names }
}

/// The likelihoods of labels, from what a teacher tells.
fn row(shares: &[u16]) -> Row {
    let mut row = [0.0; ROW];
    for pair in shares.chunks_exact(2) {
        if let Some(slot) = row[..training::LABELS].get_mut(usize::from(pair[0])) {
            *slot = f32::from(pair[1]);
        }
    }
    let total: f32 = row.iter().sum();
    if total == 0.0 {
        row[usize::from(training::OUTSIDE)] = 1.0;
        return row;
    }
    row.map(|share| share / total)
}
