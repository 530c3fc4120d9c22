//! What a teacher learns from and what it shall label: `dateline-build names --teach FOLDER`.
//!
//! The teacher (teacher.py) sees the same tokens and the same sets of allowed labels as the tagger, and beside them how
//! likely the tagger itself finds each label. For texts that are trained on, that is told by a tagger that was trained
//! on the others, since none is as sure of what it knows by heart as of what is new.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::Context;
use serde::Serialize;

use super::From;
use super::corpus::{self, Scheme, Text};
use super::crf::{Example, Field, Plan};
use super::gather::Material;
use crate::enrich::names::training::{self, LABELS};
use crate::resources::names::NamesModel;

/// Into how many hands the texts are dealt.
const HANDS: usize = 3;

/// A text as the teacher reads it; spans in code points.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    /// Start and end of each token.
    tokens: Vec<[u32; 2]>,
    /// For each sentence the index past its last token.
    sentences: Vec<usize>,
    /// For each token the labels that may be, a bit each.
    allowed: &'a [u16],
    /// How much it counts.
    weight: f32,
    /// For each token the labels that the tagger thinks of, and how likely each is in thousandths, by turns; none
    /// where the tagger sees nothing that may be a name.
    likely: Vec<Vec<u16>>,
    /// The names of our three kinds: start, end, kind.
    names: Vec<(u32, u32, u8)>,
}

/// Writes the training texts (`train.jsonl`), the gold of `--score` and the texts of `--unlabelled`, each under its own
/// name.
#[expect(clippy::print_stderr, reason = "a command that takes minutes says what it does")]
pub(super) fn run(
    from: &From,
    folder: &Path,
    material: &Material,
    naming: &[bool],
    plan: Plan,
    lexicon: &NamesModel<'_>,
) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let plan = Plan { epochs: from.epochs.div_ceil(2), ..plan };
    let examples = &material.examples;
    let mut hand_of = vec![0; examples.len()];
    for (number, text) in material.texts.iter().enumerate() {
        hand_of[text.examples.clone()].fill(number % HANDS);
    }
    let mut all = Field::new(naming.to_vec(), 0);
    let mut lines = Vec::new();
    for hand in 0..HANDS {
        let others: Vec<&Example> = examples
            .iter()
            .zip(&hand_of)
            .filter(|&(_, &of)| of != hand)
            .map(|(example, _)| example)
            .collect();
        let mut field = Field::new(naming.to_vec(), 30 + hand as u64);
        field.train(&others, plan, |_, loss| eprintln!("hand {hand}: loss {loss:.4}"));
        for (number, text) in material.texts.iter().enumerate().skip(hand).step_by(HANDS) {
            let segments = text
                .starts
                .iter()
                .zip(&examples[text.examples.start..])
                .map(|(&start, example)| (start, example));
            lines.push((number, line(&text.text, text.weight, segments, &field)?));
        }
        all.add(&field, 1.0 / HANDS as f32);
    }
    lines.sort_by_key(|&(number, _)| number);
    write(&folder.join("train.jsonl"), lines.into_iter().map(|(_, line)| Ok(line)))?;
    let numbers: HashMap<u64, u32> =
        material.features.iter().zip(0..).map(|(&(feature, _), number)| (feature, number)).collect();
    let gold = from.score.iter().map(|path| (path, false));
    for (path, open) in gold.chain(from.unlabelled.iter().map(|path| (path, true))) {
        let lines = corpus::read(path)?.into_iter().map(|line_read| {
            let mut text = corpus::project(&line_read, Scheme::Whole, &|_| false);
            if open {
                text.allowed.fill(corpus::ANY);
                text.names.clear();
            }
            let segments: Vec<(usize, Example)> = training::segments(&text.document, lexicon)
                .into_iter()
                .map(|segment| (segment.start, known(&segment.features, &numbers)))
                .collect();
            line(&text, 1.0, segments.iter().map(|(start, example)| (*start, example)), &all)
        });
        write(&folder.join(path.file_name().unwrap_or_default()), lines)?;
    }
    Ok(())
}

/// An example of the features that have numbers.
fn known(tokens: &[Vec<u64>], numbers: &HashMap<u64, u32>) -> Example {
    let (mut features, mut ends) = (Vec::new(), Vec::new());
    for token in tokens {
        features.extend(token.iter().filter_map(|feature| numbers.get(feature)));
        ends.push(features.len() as u32);
    }
    let allowed = vec![corpus::ANY; ends.len()];
    Example { features, ends, allowed, weight: 1.0, base: Vec::new(), taught: Vec::new() }
}

fn write(path: &Path, lines: impl Iterator<Item = anyhow::Result<String>>) -> anyhow::Result<()> {
    let file = File::create(path).with_context(|| format!("writing {}", path.display()))?;
    let mut out = BufWriter::new(file);
    for line in lines {
        writeln!(out, "{}", line?)?;
    }
    out.flush()?;
    Ok(())
}

/// A text as a line, with what a tagger thinks of it.
fn line<'a>(
    text: &Text,
    weight: f32,
    segments: impl Iterator<Item = (usize, &'a Example)>,
    field: &Field,
) -> anyhow::Result<String> {
    let document = &text.document;
    let mut points = vec![0; document.text().len() + 1];
    for (count, (at, letter)) in (1..).zip(document.text().char_indices()) {
        points[at + letter.len_utf8()] = count;
    }
    let tokens = document.tokens();
    let mut likely = vec![Vec::new(); tokens.len()];
    for (start, example) in segments {
        for (slot, row) in likely[start..].iter_mut().zip(field.likelihoods(example)) {
            let shares = row
                .iter()
                .zip(0_u16..)
                .take(LABELS)
                .map(|(share, label)| (label, (share * 1000.0).round() as u16));
            *slot =
                shares.filter(|&(_, share)| share > 0).flat_map(|(label, share)| [label, share]).collect();
        }
    }
    let line = Line {
        text: document.text(),
        tokens: tokens
            .iter()
            .map(|token| [points[token.span.start as usize], points[token.span.end as usize]])
            .collect(),
        sentences: document.sentences().iter().map(|sentence| sentence.range().end).collect(),
        allowed: &text.allowed,
        weight,
        likely,
        names: text
            .names
            .iter()
            .map(|&(start, end, kind)| (points[start], points[end], kind as u8))
            .collect(),
    };
    Ok(serde_json::to_string(&line)?)
}
