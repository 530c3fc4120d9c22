//! Words used alike: groups of word vectors, by the nearest of k means.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::lexicon::rows;
use super::table;
use crate::document::Document;
use crate::resources::names::{EMBEDDING_CLUSTERS, fingerprint_18, line_of, spread};

/// Length of a vector.
const LENGTH: usize = 304;
/// How many groups there are of each size.
const SIZES: [usize; 3] = [1023, 255, 63];
/// Rounds of moving the means.
const ROUNDS: u32 = 10;

type Vector = [f32; LENGTH];

/// The table of words and the groups of each number.
pub(super) struct EmbeddingClusters {
    pub lines: Vec<[u8; 64]>,
    pub groups: Vec<u32>,
}

/// Reads the vectors and which word has which, and lays out the table.
pub(super) fn build(folder: &Path) -> anyhow::Result<EmbeddingClusters> {
    let vectors = read(&folder.join("vectors.f32"))?;
    anyhow::ensure!(vectors.len() < EMBEDDING_CLUSTERS, "more vectors than there are numbers");
    let mut random = fastrand::Rng::with_seed(20);
    let [fine, middle, coarse] = SIZES;
    let (fine_of, means) = means(&vectors, fine, &mut random);
    let (middle_of, means_of_means) = self::means(&means, middle, &mut random);
    let (coarse_of, _) = self::means(&means_of_means, coarse, &mut random);
    let mut groups = vec![0; EMBEDDING_CLUSTERS];
    for (number, &fine) in fine_of.iter().enumerate() {
        let middle = middle_of[fine];
        groups[number + 1] =
            (fine as u32 + 1) | ((middle as u32 + 1) << 12) | ((coarse_of[middle] as u32 + 1) << 20);
    }
    let mut entries = Vec::new();
    for row in rows(folder, "vectors.tsv")? {
        let [word, number] = row.as_slice() else { continue };
        let number: u32 = number.parse()?;
        anyhow::ensure!((number as usize) < vectors.len(), "no vector {number}");
        if let [token] = Document::new(None, word).tokens() {
            entries.push((spread(token.key), number + 1));
        }
    }
    let mut lines = vec![[0; 64]; table::lines_for(entries.len(), 16)];
    for (key, number) in entries {
        let line = line_of(key, lines.len());
        if let Some(slot) = lines[line].as_chunks_mut::<4>().0.iter_mut().find(|slot| **slot == [0; 4]) {
            *slot = (fingerprint_18(key) << 14 | number).to_le_bytes();
        }
    }
    Ok(EmbeddingClusters { lines, groups })
}

/// Vectors of 300 numbers, made to have the length 1.
fn read(path: &Path) -> anyhow::Result<Vec<Vector>> {
    let bytes = fs::read(path)
        .with_context(|| format!("reading {}; src/build/names/lists.py makes it", path.display()))?;
    Ok(bytes
        .chunks_exact(4 * 300)
        .map(|row| {
            let mut vector = [0.0; LENGTH];
            for (value, bytes) in vector.iter_mut().zip(row.as_chunks::<4>().0) {
                *value = f32::from_le_bytes(*bytes);
            }
            shorten(&mut vector);
            vector
        })
        .collect())
}

fn shorten(vector: &mut Vector) {
    let length = product(vector, vector).sqrt().max(1e-6);
    for value in vector {
        *value /= length;
    }
}

fn product(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0.0; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for lane in 0..16 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

/// The nearest mean of each vector, and the means.
fn means(vectors: &[Vector], count: usize, random: &mut fastrand::Rng) -> (Vec<usize>, Vec<Vector>) {
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    random.shuffle(&mut order);
    let mut means: Vec<Vector> = order.iter().take(count).map(|&index| vectors[index]).collect();
    let mut nearest = vec![0; vectors.len()];
    for _ in 0..ROUNDS {
        for (nearest, vector) in nearest.iter_mut().zip(vectors) {
            let mut best = f32::MIN;
            for (index, mean) in means.iter().enumerate() {
                let near = product(mean, vector);
                if near > best {
                    (best, *nearest) = (near, index);
                }
            }
        }
        let mut sums = vec![[0.0; LENGTH]; means.len()];
        for (&nearest, vector) in nearest.iter().zip(vectors) {
            for (sum, value) in sums[nearest].iter_mut().zip(vector) {
                *sum += value;
            }
        }
        for (mean, mut sum) in means.iter_mut().zip(sums) {
            if product(&sum, &sum) > 0.0 {
                shorten(&mut sum);
                *mean = sum;
            }
        }
    }
    (nearest, means)
}
