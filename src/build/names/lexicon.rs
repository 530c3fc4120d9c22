//! The lexicon of words and names, from the lists that `lists.py` takes out of public packages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::embedding_clusters::{self, EmbeddingClusters};
use super::table;
use crate::document::{Case, Document, hash_lower};
use crate::resources::names::{Entry, fingerprint_16, line_of, lists, spread};

#[derive(Debug, Default, Clone, Copy)]
struct Parts {
    clusters: [u16; 3],
    /// Probability in lower case, and with a capital.
    probability: [f64; 2],
    lists: u16,
}

/// The lexicon's lines and the paths of the clusters.
pub(super) struct Lexicon {
    pub lines: Vec<[u8; 64]>,
    pub paths: Vec<u16>,
    pub embeddings: EmbeddingClusters,
}

/// Reads the lists and lays out the table.
pub(super) fn build(folder: &Path) -> anyhow::Result<Lexicon> {
    let mut words: BTreeMap<u64, Parts> = BTreeMap::new();
    let mut paths = vec![0_u16];
    let mut numbers: BTreeMap<u32, u16> = BTreeMap::new();
    for row in rows(folder, "words.tsv")? {
        let [word, probability, cluster] = row.as_slice() else { continue };
        let document = Document::new(None, word);
        let [token] = document.tokens() else { continue };
        let form = match token.case {
            Case::Lower | Case::None => 0,
            Case::Title | Case::Mixed => 1,
            Case::Upper => 2,
        };
        let parts = words.entry(token.key).or_default();
        let probability = probability.parse::<f64>()?.exp();
        parts.probability[usize::from(form > 0)] += probability;
        let path: u32 = cluster.parse()?;
        if path == 0 {
            continue;
        }
        let number = *numbers.entry(path).or_insert_with(|| {
            // The lowest bits are the coarse ones; all but a few paths have no more than 16.
            paths.push((path & 0xffff) as u16);
            paths.len() as u16 - 1
        });
        parts.clusters[form] = number;
    }
    for row in rows(folder, "people.tsv")? {
        let [kind, name] = row.as_slice() else { continue };
        let list = if kind == "first" { lists::FIRST_NAME } else { lists::LAST_NAME };
        words.entry(hash_lower(name)).or_default().lists |= list;
    }
    for row in rows(folder, "places.tsv")? {
        let [kind, name] = row.as_slice() else { continue };
        let list = match kind.as_str() {
            "country" => lists::COUNTRY,
            "admin" => lists::DIVISION,
            "large" => lists::CITY_LARGE,
            "middle" => lists::CITY_MIDDLE,
            _ => lists::CITY_SMALL,
        };
        let document = Document::new(None, name);
        match document.tokens() {
            [token] => words.entry(token.key).or_default().lists |= list,
            [first, ..] if list != lists::CITY_SMALL => {
                words.entry(first.key).or_default().lists |= lists::PLACE_STARTS;
            }
            _ => {}
        }
    }
    anyhow::ensure!(paths.len() <= 1024, "more clusters than an entry can number");
    paths.resize(1024, 0);
    let entries: Vec<(u64, Entry)> = words.iter().map(|(&key, parts)| (key, entry(parts))).collect();
    Ok(Lexicon { lines: lay_out(&entries), paths, embeddings: embedding_clusters::build(folder)? })
}

fn entry(parts: &Parts) -> Entry {
    let [lower, upper] = parts.probability;
    let capital = if lower + upper > 0.0 { 1 + (upper / (lower + upper) * 13.99) as u8 } else { 0 };
    Entry::new(parts.clusters, capital, parts.lists)
}

fn lay_out(entries: &[(u64, Entry)]) -> Vec<[u8; 64]> {
    let count = table::lines_for(entries.len(), 8);
    let mut lines = vec![[0; 64]; count];
    for &(key, entry) in entries {
        let key = spread(key);
        let line = &mut lines[line_of(key, count)];
        if let Some(slot) = line.as_chunks_mut::<8>().0.iter_mut().find(|slot| **slot == [0; 8]) {
            *slot = (entry.0 << 16 | u64::from(fingerprint_16(key))).to_le_bytes();
        }
    }
    lines
}

pub(super) fn rows(folder: &Path, name: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("reading {}; src/build/names/lists.py makes it", path.display()))?;
    Ok(text.lines().map(|line| line.split('\t').map(String::from).collect()).collect())
}
