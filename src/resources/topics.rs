//! The topic model: the taxonomy, a lexicon of terms for its concepts, and a linear model over hashed words.
//!
//! Payload, little endian:
//!
//! | what | how |
//! |---|---|
//! | counts | six u32: concepts, lexicon slots (a power of two), postings, bytes of labels, buckets (a power of two), top-level topics |
//! | scales | f32 of the linear weights, f32 of the lexical weights, f32 of the lexical weight that speaks fully |
//! | biases | one f32 for each top-level topic |
//! | calibration | three f32: how the likelihood of the first topic becomes its score |
//! | concepts | 16 bytes each: code, parent, offset and length of the label, number of the top-level topic |
//! | labels | UTF-8, filled up to a multiple of 4 |
//! | slots | 16 bytes each: key (u64), first posting (u32), number of postings (u16), flags (u16) |
//! | postings | 4 bytes each: concept (u16), weight (u8), 1 for the last of its lemma |
//! | weights | for each bucket one i8 for each top-level topic |

mod wikidata;

use super::artefact::{self, ArtefactError};
pub(in crate::resources) use wikidata::TABLE as WIKIDATA;
pub use wikidata::wikidata;

/// `TOPC`, as the header names it.
pub const KIND: [u8; 4] = *b"TOPC";
/// Version of the format.
pub const VERSION: u32 = 2;
/// Top-level topics of the IPTC Media Topics.
pub const TOPICS: usize = 17;

const CONCEPT: usize = 16;
const SLOT: usize = 16;
const POSTING: usize = 4;
/// Slot flag: longer terms start with this one.
const CONTINUES: u16 = 1;
/// A concept without a parent.
const NO_PARENT: u16 = u16::MAX;

/// A concept of the taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concept<'a> {
    /// The number in `medtop:…`.
    pub code: u32,
    /// Index of the broader concept.
    pub parent: Option<u16>,
    /// Its top-level topic, 0 to 16 in the order of codes.
    pub top: usize,
    /// IPTC's name.
    pub label: &'a str,
}

/// What the lexicon says of a term.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    postings: &'a [u8],
    scale: f32,
    /// Which lemma it is a form of.
    pub lemma: u32,
    /// True if longer terms start with this one.
    pub continues: bool,
}

impl<'a> Term<'a> {
    /// True if it speaks for nothing itself.
    pub fn is_empty(self) -> bool {
        self.postings.is_empty()
    }

    /// The concepts that the term speaks for, each with its weight, ordered by top-level topic, heaviest first.
    pub fn postings(self) -> impl Iterator<Item = (u16, f32)> + 'a {
        self.postings
            .chunks_exact(POSTING)
            .map(move |bytes| (u16::from_le_bytes([bytes[0], bytes[1]]), f32::from(bytes[2]) * self.scale))
    }
}

/// The opened artefact.
#[derive(Debug)]
pub struct TopicModel {
    concepts: &'static [u8],
    labels: &'static str,
    slots: &'static [u8],
    postings: &'static [u8],
    weights: &'static [u8],
    weight_scale: f32,
    term_scale: f32,
    full_weight: f32,
    biases: [f32; TOPICS],
    calibration: [f32; 3],
    /// Of each concept, read out once: these are asked for all the time.
    tops: Vec<u8>,
    parents: Vec<u16>,
    codes: Vec<u32>,
    /// The concepts of each top-level topic, parents before their children.
    of_tops: [Vec<u16>; TOPICS],
}

impl TopicModel {
    /// Opens the artefact; checks every offset once, so that look-ups need not.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ArtefactError> {
        let payload = artefact::open(bytes, KIND, VERSION)?.payload;
        let mut reader = Reader { rest: payload };
        let [concepts, slots, postings, labels, buckets, tops] =
            [reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?, reader.u32()?]
                .map(|count| count as usize);
        if tops != TOPICS || !slots.is_power_of_two() || !buckets.is_power_of_two() {
            return Err(malformed("counts"));
        }
        let weight_scale = reader.f32()?;
        let term_scale = reader.f32()?;
        let full_weight = reader.f32()?;
        let mut biases = [0.0; TOPICS];
        for bias in &mut biases {
            *bias = reader.f32()?;
        }
        let calibration = [reader.f32()?, reader.f32()?, reader.f32()?];
        let mut model = Self {
            concepts: reader.take(concepts, CONCEPT)?,
            labels: std::str::from_utf8(reader.take(labels, 1)?).map_err(|_| malformed("labels"))?,
            slots: {
                reader.take(labels.next_multiple_of(4) - labels, 1)?;
                reader.take(slots, SLOT)?
            },
            postings: reader.take(postings, POSTING)?,
            weights: reader.take(buckets, TOPICS)?,
            weight_scale,
            term_scale,
            full_weight,
            biases,
            calibration,
            tops: Vec::new(),
            parents: Vec::new(),
            codes: Vec::new(),
            of_tops: std::array::from_fn(|_| Vec::new()),
        };
        if !reader.rest.is_empty() {
            return Err(malformed("bytes left over"));
        }
        model.check()?;
        for index in 0..model.len() as u16 {
            let record = model.record(index).ok_or_else(|| malformed("concept"))?;
            model.tops.push(record.top as u8);
            model.parents.push(record.parent);
            model.codes.push(record.code);
            model.of_tops[record.top].push(index);
        }
        Ok(model)
    }

    fn check(&self) -> Result<(), ArtefactError> {
        for index in 0..self.len() {
            let record = self.record(index as u16).ok_or_else(|| malformed("concept"))?;
            let (start, end) = (record.label_start, record.label_start + record.label_length);
            // Parents come first, so that a walk upwards ends.
            let parent = record.parent == NO_PARENT || usize::from(record.parent) < index;
            if self.labels.get(start..end).is_none() || record.top >= TOPICS || !parent {
                return Err(malformed("concept"));
            }
        }
        for slot in self.slots.chunks_exact(SLOT) {
            let (first, count, _) = slot_value(slot);
            if (first + count) * POSTING > self.postings.len() {
                return Err(malformed("slot"));
            }
        }
        let known = |posting: &[u8]| usize::from(u16::from_le_bytes([posting[0], posting[1]])) < self.len();
        if self.postings.chunks_exact(POSTING).all(known) { Ok(()) } else { Err(malformed("posting")) }
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.concepts.len() / CONCEPT
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// The concept with this index.
    pub fn concept(&self, index: u16) -> Option<Concept<'static>> {
        let record = self.record(index)?;
        Some(Concept {
            code: record.code,
            parent: (record.parent != NO_PARENT).then_some(record.parent),
            top: record.top,
            label: self.labels.get(record.label_start..record.label_start + record.label_length)?,
        })
    }

    /// The index of a concept by its number.
    pub fn concept_by_code(&self, code: u32) -> Option<u16> {
        self.codes.iter().position(|&known| known == code).map(|index| index as u16)
    }

    fn record(&self, index: u16) -> Option<Record> {
        let at = usize::from(index) * CONCEPT;
        let bytes = self.concepts.get(at..at + CONCEPT)?;
        let u16_at = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        let u32_at = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        Some(Record {
            code: u32_at(0),
            label_start: u32_at(4) as usize,
            label_length: usize::from(u16_at(8)),
            parent: u16_at(10),
            top: usize::from(u16_at(12)),
        })
    }

    /// The top-level topic of a concept.
    pub fn top(&self, concept: u16) -> Option<usize> {
        self.tops.get(usize::from(concept)).map(|&top| usize::from(top))
    }

    /// The concepts of a top-level topic, parents before their children.
    pub fn of_top(&self, top: usize) -> &[u16] {
        &self.of_tops[top]
    }

    /// The broader concept.
    pub fn parent(&self, concept: u16) -> Option<u16> {
        self.parents.get(usize::from(concept)).copied().filter(|&parent| parent != NO_PARENT)
    }

    /// The weight of a term that speaks fully for a concept.
    pub fn full_weight(&self) -> f32 {
        self.full_weight
    }

    /// The concepts that a lemma speaks for, as [`Term::postings`].
    pub fn lemma(&self, lemma: u32) -> impl Iterator<Item = (u16, f32)> + 'static {
        let at = lemma as usize * POSTING;
        let rest = self.postings.get(at..).unwrap_or_default();
        // The last posting of a lemma says so.
        let count = rest.chunks_exact(POSTING).take_while(|posting| posting[3] == 0).count() + 1;
        let postings = rest.get(..count * POSTING).unwrap_or_default();
        Term { postings, scale: self.term_scale, lemma, continues: false }.postings()
    }

    /// Has the beginnings of terms at hand, for [`term`](Self::term).
    pub fn fetch_terms(&self, keys: impl Iterator<Item = u64>) {
        let mask = self.slots.len() / SLOT - 1;
        super::fetch(keys.map(|key| self.slots[(key as usize & mask) * SLOT]));
    }

    /// Has the weights of features at hand, for [`add_weights`](Self::add_weights).
    pub fn fetch_weights(&self, features: impl Iterator<Item = u64>) {
        let buckets = self.weights.len() / TOPICS;
        super::fetch(features.map(|feature| self.weights[bucket(feature, buckets) * TOPICS]));
    }

    /// What the lexicon says of the term with this key (see [`extend`]).
    pub fn term(&self, key: u64) -> Option<Term<'static>> {
        let mask = self.slots.len() / SLOT - 1;
        let mut at = key as usize & mask;
        // At most one round, should the table be full.
        for _ in 0..=mask {
            let slot = &self.slots[at * SLOT..(at + 1) * SLOT];
            let mut found = [0; 8];
            found.copy_from_slice(&slot[..8]);
            let found = u64::from_le_bytes(found);
            if found == 0 {
                return None;
            }
            if found == key {
                let (first, count, flags) = slot_value(slot);
                return Some(Term {
                    postings: &self.postings[first * POSTING..(first + count) * POSTING],
                    scale: self.term_scale,
                    lemma: first as u32,
                    continues: flags & CONTINUES != 0,
                });
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Adds the linear weights of a feature, times `value`, to the sums.
    pub fn add_weights(&self, feature: u64, value: f32, sums: &mut [f32; TOPICS]) {
        let bucket = bucket(feature, self.weights.len() / TOPICS);
        let row = &self.weights[bucket * TOPICS..(bucket + 1) * TOPICS];
        let value = value * self.weight_scale;
        for (sum, &weight) in sums.iter_mut().zip(row) {
            *sum += f32::from(weight.cast_signed()) * value;
        }
    }

    /// How likely the first topic of a text of so many words is right, where the model makes it this likely.
    pub fn calibrated(&self, likelihood: f32, words: usize) -> f32 {
        let features = calibration_features(likelihood, words);
        let sum: f32 = features.iter().zip(&self.calibration).map(|(feature, weight)| feature * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// What every article starts from.
    pub fn biases(&self) -> &[f32; TOPICS] {
        &self.biases
    }
}

struct Record {
    code: u32,
    label_start: usize,
    label_length: usize,
    parent: u16,
    top: usize,
}

fn slot_value(slot: &[u8]) -> (usize, usize, u16) {
    let first = u32::from_le_bytes([slot[8], slot[9], slot[10], slot[11]]) as usize;
    (first, usize::from(u16::from_le_bytes([slot[12], slot[13]])), u16::from_le_bytes([slot[14], slot[15]]))
}

/// The key of a term that goes on with one more word; a term of one word has [`start`] of the word's key.
pub fn extend(term: u64, word: u64) -> u64 {
    mix(term.rotate_left(23) ^ word)
}

/// The key of a term that starts with this word.
pub fn start(word: u64) -> u64 {
    mix(word)
}

/// Spreads the bits and never gives 0, which marks an empty slot.
fn mix(key: u64) -> u64 {
    let key = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (key ^ (key >> 29)) | 1 << 63
}

/// What the calibration looks at: the likelihood as log odds, and the length of the text.
pub(crate) fn calibration_features(likelihood: f32, words: usize) -> [f32; 3] {
    let odds = (likelihood / (1.0 - likelihood).max(1e-6)).max(1e-6).ln();
    [1.0, odds, (words.clamp(5, 400) as f32 / 40.0).ln()]
}

/// The bucket of a feature of the linear model.
pub fn bucket(feature: u64, buckets: usize) -> usize {
    (feature ^ (feature >> 32)) as usize & (buckets - 1)
}

fn malformed(what: &str) -> ArtefactError {
    ArtefactError::Payload(format!("topics: {what}"))
}

struct Reader {
    rest: &'static [u8],
}

impl Reader {
    fn take(&mut self, count: usize, width: usize) -> Result<&'static [u8], ArtefactError> {
        let length = count.checked_mul(width).ok_or_else(|| malformed("counts"))?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(|| malformed("too short"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<u32, ArtefactError> {
        let bytes = self.take(4, 1)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn f32(&mut self) -> Result<f32, ArtefactError> {
        self.u32().map(f32::from_bits)
    }
}

#[cfg(any(test, feature = "build-resources"))]
pub mod write;

#[cfg(test)]
mod tests;
