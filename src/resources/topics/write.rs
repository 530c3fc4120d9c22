//! Writes what [`TopicModel`](super::TopicModel) reads.

use std::collections::BTreeMap;

use super::{CONTINUES, KIND, NO_PARENT, TOPICS, VERSION, extend, start};
use crate::resources::artefact::seal;

/// A concept, parents before children.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in `Concept`")]
pub struct Concept {
    pub code: u32,
    pub parent: Option<u16>,
    pub top: usize,
    pub label: String,
}

/// All that the artefact holds.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// The taxonomy.
    pub concepts: Vec<Concept>,
    /// Terms by the keys of their words, each with the index of its lemma.
    pub terms: BTreeMap<Vec<u64>, usize>,
    /// The concepts that each lemma speaks for, with its weight, ordered by top-level topic, heaviest first.
    pub lemmas: Vec<Vec<(u16, f32)>>,
    /// The weight of a term that speaks fully for a concept.
    pub full_weight: f32,
    /// For each top-level topic.
    pub biases: [f32; TOPICS],
    /// How the likelihood of the first topic becomes its score.
    pub calibration: [f32; 3],
    /// For each bucket a weight for each top-level topic.
    pub weights: Vec<[f32; TOPICS]>,
}

impl Contents {
    /// The artefact's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (slots, postings, term_scale) = self.lexicon();
        let largest =
            self.weights.iter().flatten().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
        let weight_scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        let labels: String = self.concepts.iter().map(|concept| concept.label.as_str()).collect();

        let mut payload = Vec::new();
        let counts = [
            self.concepts.len(),
            slots.len() / 16,
            postings.len() / 4,
            labels.len(),
            self.weights.len(),
            TOPICS,
        ];
        for count in counts {
            payload.extend((count as u32).to_le_bytes());
        }
        payload.extend(weight_scale.to_le_bytes());
        payload.extend(term_scale.to_le_bytes());
        payload.extend(self.full_weight.to_le_bytes());
        for number in self.biases.into_iter().chain(self.calibration) {
            payload.extend(number.to_le_bytes());
        }
        let mut label_start = 0;
        for concept in &self.concepts {
            payload.extend(concept.code.to_le_bytes());
            payload.extend((label_start as u32).to_le_bytes());
            payload.extend((concept.label.len() as u16).to_le_bytes());
            payload.extend(concept.parent.unwrap_or(NO_PARENT).to_le_bytes());
            payload.extend((concept.top as u16).to_le_bytes());
            payload.extend([0, 0]);
            label_start += concept.label.len();
        }
        payload.extend(labels.as_bytes());
        payload.resize(payload.len() + labels.len().next_multiple_of(4) - labels.len(), 0);
        payload.extend(slots);
        payload.extend(postings);
        for weight in self.weights.iter().flatten() {
            payload.push(((weight / weight_scale).round() as i8).cast_unsigned());
        }
        seal(KIND, VERSION, &payload)
    }

    /// Slots and postings, and the scale of the postings' weights.
    fn lexicon(&self) -> (Vec<u8>, Vec<u8>, f32) {
        let largest = self.lemmas.iter().flatten().fold(0.0_f32, |largest, &(_, weight)| largest.max(weight));
        let scale = if largest > 0.0 { largest / 255.0 } else { 1.0 };
        let mut postings = Vec::new();
        let mut firsts = Vec::with_capacity(self.lemmas.len());
        for concepts in &self.lemmas {
            firsts.push((postings.len() / 4) as u32);
            for (index, &(concept, weight)) in concepts.iter().enumerate() {
                postings.extend(concept.to_le_bytes());
                postings.extend([(weight / scale).round() as u8, u8::from(index + 1 == concepts.len())]);
            }
        }
        // Key → first posting, number of postings, flags. Ordered, so that the artefact is the same every time.
        let mut entries: BTreeMap<u64, (u32, u16, u16)> = BTreeMap::new();
        for (words, &lemma) in &self.terms {
            let mut key = 0;
            for (index, &word) in words.iter().enumerate() {
                key = if index == 0 { start(word) } else { extend(key, word) };
                let entry = entries.entry(key).or_default();
                if index + 1 < words.len() {
                    entry.2 |= CONTINUES;
                }
            }
            let entry = entries.entry(key).or_default();
            (entry.0, entry.1) = (firsts[lemma], self.lemmas[lemma].len() as u16);
        }
        let slots = (entries.len() * 2).next_power_of_two();
        let mut bytes = vec![0; slots * 16];
        for (key, (first, count, flags)) in entries {
            let mut at = key as usize & (slots - 1);
            while bytes[at * 16..at * 16 + 8] != [0; 8] {
                at = (at + 1) & (slots - 1);
            }
            let slot = &mut bytes[at * 16..(at + 1) * 16];
            slot[..8].copy_from_slice(&key.to_le_bytes());
            slot[8..12].copy_from_slice(&first.to_le_bytes());
            slot[12..14].copy_from_slice(&count.to_le_bytes());
            slot[14..].copy_from_slice(&flags.to_le_bytes());
        }
        (bytes, postings, scale)
    }
}
