//! Scores a model on gold files: exact span and kind.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use super::corpus::{self, Scheme};
use crate::enrich::names::NameKind;
use crate::enrich::names::tagger::Buffers;
use crate::resources::names::NamesModel;

/// Precision, recall and F1 for each kind and for all, as a table; below it, where the kinds were confused.
pub(super) fn table(path: &Path, model: &NamesModel<'_>) -> anyhow::Result<String> {
    let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Location];
    let lines = corpus::read(path)?;
    let texts: Vec<_> = lines.iter().map(|line| corpus::project(line, Scheme::Whole, &|_| false)).collect();
    let mut buffers = Buffers::default();
    let mut counts = [[0_u32; 3]; 3];
    let mut confused = [[0_u32; 4]; 4];
    for text in &texts {
        let found: HashSet<(usize, usize, NameKind)> = buffers
            .tag(&text.document, model)
            .iter()
            .map(|mention| (mention.span.start as usize, mention.span.end as usize, mention.kind))
            .collect();
        let gold: HashSet<_> = text.names.iter().copied().collect();
        for (number, kind) in kinds.into_iter().enumerate() {
            let of = |set: &HashSet<(usize, usize, NameKind)>, other: &HashSet<_>, both: bool| {
                set.iter().filter(|name| name.2 == kind && other.contains(*name) == both).count() as u32
            };
            counts[number][0] += of(&gold, &found, true);
            counts[number][1] += of(&found, &gold, false);
            counts[number][2] += of(&gold, &found, false);
            for name in gold.iter().filter(|name| name.2 == kind) {
                let got = kinds.iter().position(|&other| found.contains(&(name.0, name.1, other)));
                confused[number][got.unwrap_or(3)] += 1;
            }
            let spans: HashSet<(usize, usize)> = gold.iter().map(|name| (name.0, name.1)).collect();
            confused[3][number] +=
                found.iter().filter(|n| n.2 == kind && !spans.contains(&(n.0, n.1))).count() as u32;
        }
    }
    let mut out = String::new();
    let all = counts.iter().fold([0; 3], |sum, c| [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]);
    for (name, [right, wrong, missed]) in
        ["PER", "ORG", "LOC", "all"].iter().zip(counts.into_iter().chain([all]))
    {
        let precision = f64::from(right) / f64::from((right + wrong).max(1));
        let recall = f64::from(right) / f64::from((right + missed).max(1));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        writeln!(out, "{name} P {:.1} R {:.1} F1 {:.1}", 100.0 * precision, 100.0 * recall, 100.0 * f1)?;
    }
    writeln!(out, "gold PER, ORG, LOC, none × found PER, ORG, LOC, none: {confused:?}")?;
    Ok(out)
}
