//! The names model: weights of the tagger and the lexicon of words and names, read where they lie.
//!
//! | bytes of the payload | what |
//! |---|---|
//! | 0..4 | number of lines of weights, a power of two, little endian like all numbers here |
//! | 4..8 | number of lines of the lexicon, a power of two |
//! | 8..12 | what a weight of 1 is worth, `f32` |
//! | 12..16 | number of lines of kinships, a power of two |
//! | 16..64 | zero |
//! | 64..576 | transitions: 16 times 16 `i16`, from × to |
//! | 576..2624 | paths of the 1,024 word clusters, `u16`, coarse bits lowest |
//! | 2624..68160 | for each of 16,384 numbers of [`EmbeddingCluster`] its groups, 4 bytes |
//! | then | weights: lines of four rows of 16 bytes: 15 `i8`, one for each label, and a fingerprint (0: empty) |
//! | then | lexicon: lines of eight entries of 8 bytes: 16 bits of fingerprint (0: empty), 48 of [`Entry`] |
//! | then | kinships: lines of sixteen entries of 4 bytes: 18 bits of fingerprint, 14 of a number (0: empty) |
//!
//! A line is 64 bytes and starts on a multiple of 64, so that a look-up touches one line of the cache.

use super::artefact::{self, ArtefactError};

/// The kind in the artefact's header.
pub const KIND: [u8; 4] = *b"NAME";
/// The format's version.
pub const VERSION: u32 = 2;
/// Labels of the tagger, padded to a full row.
pub const ROW: usize = 16;
/// Where the lines of weights start.
pub const LINES: usize = GROUPS + 4 * EMBEDDING_CLUSTERS;
/// How many numbers of [`EmbeddingCluster`] there are.
pub const EMBEDDING_CLUSTERS: usize = 1 << 14;
const LINE: usize = 64;
const TRANSITIONS: usize = 64;
const PATHS: usize = TRANSITIONS + ROW * ROW * 2;
const GROUPS: usize = PATHS + 2 * 1024;

/// Puts bytes on a multiple of a cache line.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("artefacts/names.bin"));

/// The artefact that the binary embeds.
pub fn embedded() -> &'static [u8] {
    &EMBEDDED.0
}

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry(pub u64);

impl Entry {
    /// Number of the word's cluster when written in lower case (0), with a capital (1), in capitals (2).
    pub fn cluster(self, form: u32) -> usize {
        (self.0 >> (10 * form)) as usize & 0x3ff
    }

    /// How often the word is written with a capital, 1 (never) to 15 (always); 0 where unknown.
    pub fn capital(self) -> u8 {
        (self.0 >> 30) as u8 & 15
    }

    /// Which lists it stands in; see [`lists`].
    pub fn lists(self) -> u16 {
        (self.0 >> 34) as u16 & 0x3fff
    }

    /// An entry of its parts.
    pub fn new(clusters: [u16; 3], capital: u8, lists: u16) -> Self {
        let clusters = clusters.iter().enumerate().map(|(form, &c)| u64::from(c & 0x3ff) << (10 * form));
        Self(clusters.sum::<u64>() | u64::from(capital & 15) << 30 | u64::from(lists & 0x3fff) << 34)
    }
}

/// Words used alike, by a number that all words of one vector share, and groups of such numbers, each finer one inside
/// one of the next. All are 0 where nothing is known of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EmbeddingCluster {
    /// Which of the vectors.
    pub number: u16,
    /// One of about 1,000 groups.
    pub fine: u16,
    /// One of about 250.
    pub middle: u8,
    /// One of about 60.
    pub coarse: u8,
}

/// The lists that an [`Entry`] can stand in.
#[expect(missing_docs, reason = "each name says it")]
pub mod lists {
    pub const FIRST_NAME: u16 = 1;
    pub const LAST_NAME: u16 = 2;
    pub const COUNTRY: u16 = 4;
    pub const DIVISION: u16 = 8;
    pub const CITY_LARGE: u16 = 16;
    pub const CITY_MIDDLE: u16 = 32;
    pub const CITY_SMALL: u16 = 64;
    /// A place name of several words starts with this word.
    pub const PLACE_STARTS: u16 = 128;
}

/// The opened model.
#[derive(Debug, Clone, Copy)]
pub struct NamesModel<'a> {
    scale: f32,
    transitions: [[i16; ROW]; ROW],
    paths: &'a [u8],
    weights: &'a [[u8; LINE]],
    lexicon: &'a [[u8; LINE]],
    groups: &'a [u8],
    embeddings: &'a [[u8; LINE]],
    checksum: &'a [u8],
}

impl<'a> NamesModel<'a> {
    /// Opens the model of an artefact.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ArtefactError> {
        let artefact = artefact::open(bytes, KIND, VERSION)?;
        let payload = artefact.payload;
        let malformed = |what: &str| ArtefactError::Payload(format!("names: {what}"));
        if payload.len() < LINES {
            return Err(malformed("shorter than its tables"));
        }
        let number = |at: usize| {
            u32::from_le_bytes([payload[at], payload[at + 1], payload[at + 2], payload[at + 3]]) as usize
        };
        let (weights, lexicon, embeddings) = (number(0), number(4), number(12));
        if !(weights.is_power_of_two() && lexicon.is_power_of_two() && embeddings.is_power_of_two()) {
            return Err(malformed("the number of lines is no power of two"));
        }
        let (lines, rest) = payload[LINES..].as_chunks::<LINE>();
        if !rest.is_empty() || weights as u64 + lexicon as u64 + embeddings as u64 != lines.len() as u64 {
            return Err(malformed("the number of lines is not the one announced"));
        }
        let mut transitions = [[0; ROW]; ROW];
        for (from, row) in transitions.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate() {
                let at = TRANSITIONS + 2 * (from * ROW + to);
                *weight = i16::from_le_bytes([payload[at], payload[at + 1]]);
            }
        }
        let (weights, rest) = lines.split_at(weights);
        let (lexicon, embeddings) = rest.split_at(lexicon);
        let scale = f32::from_le_bytes([payload[8], payload[9], payload[10], payload[11]]);
        Ok(Self {
            scale,
            transitions,
            paths: &payload[PATHS..],
            weights,
            lexicon,
            groups: &payload[GROUPS..LINES],
            embeddings,
            checksum: artefact.checksum,
        })
    }

    /// SHA-256 of the payload.
    pub fn checksum(&self) -> &'a [u8] {
        self.checksum
    }

    /// What a weight of 1 is worth, in natural logarithms of odds.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Transition weights, from × to.
    pub fn transitions(&self) -> &[[i16; ROW]; ROW] {
        &self.transitions
    }

    /// The path of a cluster in the tree of clusters; its lowest bits are the coarse ones.
    pub fn path(&self, cluster: usize) -> u16 {
        let at = 2 * (cluster & 0x3ff);
        u16::from_le_bytes([self.paths[at], self.paths[at + 1]])
    }

    /// Has what is known of some words at hand, for [`look_up`](Self::look_up) and [`embedding`](Self::embedding).
    pub fn fetch(&self, keys: impl Iterator<Item = u64>) {
        super::fetch(keys.map(spread).map(|key| {
            self.lexicon[line_of(key, self.lexicon.len())][0]
                ^ self.embeddings[line_of(key, self.embeddings.len())][0]
        }));
    }

    /// What words the word with this key is used like.
    #[inline]
    pub fn embedding(&self, key: u64) -> EmbeddingCluster {
        let key = spread(key);
        let print = fingerprint_18(key);
        for entry in self.embeddings[line_of(key, self.embeddings.len())].as_chunks::<4>().0 {
            let value = u32::from_le_bytes(*entry);
            if value >> 14 == print && value != 0 {
                return self.groups_of((value & 0x3fff) as u16);
            }
        }
        EmbeddingCluster::default()
    }

    fn groups_of(&self, number: u16) -> EmbeddingCluster {
        let groups = self.groups.as_chunks::<4>().0[usize::from(number) % EMBEDDING_CLUSTERS];
        let groups = u32::from_le_bytes(groups);
        EmbeddingCluster {
            number,
            fine: (groups & 0xfff) as u16,
            middle: (groups >> 12) as u8,
            coarse: (groups >> 20) as u8,
        }
    }

    /// Adds the weights of those of the features that the model has to the scores of a token.
    pub fn add(&self, features: &[u64], scores: &mut [i16; ROW]) {
        super::fetch(features.iter().map(|&feature| self.weights[line_of(feature, self.weights.len())][0]));
        let mut sums = *scores;
        for &feature in features {
            let line = &self.weights[line_of(feature, self.weights.len())];
            let print = fingerprint(feature);
            // At most one row of the four has the fingerprint. Which one cannot be foretold, so nothing branches on it.
            let mut found = [0_u8; ROW];
            for row in line.as_chunks::<ROW>().0 {
                let mask = if row[ROW - 1] == print { u8::MAX } else { 0 };
                for (found, &weight) in found.iter_mut().zip(row) {
                    *found |= weight & mask;
                }
            }
            for (sum, weight) in sums.iter_mut().zip(found) {
                *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
            }
        }
        *scores = sums;
    }

    /// What the lexicon knows of the word with this key; nothing is an empty entry.
    #[inline]
    pub fn look_up(&self, key: u64) -> Entry {
        let key = spread(key);
        let line = &self.lexicon[line_of(key, self.lexicon.len())];
        let print = fingerprint_16(key);
        for entry in line.as_chunks::<8>().0 {
            let value = u64::from_le_bytes(*entry);
            if value as u16 == print {
                return Entry(value >> 16);
            }
        }
        Entry::default()
    }
}

/// The line that holds a feature or a key in a table of `lines` lines (a power of two).
#[inline]
pub fn line_of(hash: u64, lines: usize) -> usize {
    (hash >> 32) as usize & (lines - 1)
}

/// The byte by which a row is recognised within its line; never 0.
#[inline]
pub fn fingerprint(feature: u64) -> u8 {
    (feature as u8).max(1)
}

/// The two bytes by which an entry is recognised within its line; never 0.
#[inline]
pub fn fingerprint_16(key: u64) -> u16 {
    (key as u16).max(1)
}

/// The 18 bits by which an entry of the kinships is recognised within its line.
#[inline]
pub fn fingerprint_18(key: u64) -> u32 {
    key as u32 & 0x3_ffff
}

/// Spreads a word's key over all bits.
#[inline]
pub fn spread(key: u64) -> u64 {
    let mixed = (key ^ key >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ mixed >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_opens_and_is_whole() {
        let artefact = artefact::open(embedded(), KIND, VERSION).unwrap();
        artefact::verify(&artefact).unwrap();
        let model = NamesModel::open(embedded()).unwrap();
        assert!(model.look_up(crate::document::hash_lower("London")).cluster(1) > 0);
    }

    #[test]
    fn malformed_models_are_told() {
        let open = |payload: &[u8]| NamesModel::open(&artefact::seal(KIND, VERSION, payload)).map(drop);
        assert!(matches!(open(b"short"), Err(ArtefactError::Payload(_))));
        let mut payload = vec![0; LINES + 192];
        assert!(matches!(open(&payload), Err(ArtefactError::Payload(_))));
        payload[0] = 1;
        payload[4] = 1;
        payload[12] = 1;
        assert_eq!(open(&payload), Ok(()));
        payload.push(0);
        assert!(matches!(open(&payload), Err(ArtefactError::Payload(_))));
    }

    #[test]
    fn an_entry_keeps_its_parts() {
        let entry = Entry::new([1, 1000, 3], 15, lists::LAST_NAME | lists::PLACE_STARTS);
        assert_eq!([entry.cluster(0), entry.cluster(1), entry.cluster(2)], [1, 1000, 3]);
        assert_eq!((entry.capital(), entry.lists()), (15, 130));
    }
}
