//! What the program knows: compiled artefacts, embedded in the binary and opened without parsing.
//!
//! Every artefact starts with the same [`header`](artefact): magic, version, kind, length and the SHA-256 of its
//! payload. `dateline-build` (feature `build-resources`) makes them; `artefacts/README.md` says from what.

pub mod artefact;
pub mod gazetteer;
pub mod names;
pub mod phrases;
pub mod topics;

use std::sync::LazyLock;

use gazetteer::Gazetteer;
use phrases::WordTable;
use topics::TopicModel;

/// Prefetches the cache lines of a table that are about to be needed. The tables are larger than the caches, and
/// waiting for many lines at once takes hardly longer than waiting for one.
#[inline]
pub(crate) fn fetch(bytes: impl Iterator<Item = u8>) {
    std::hint::black_box(bytes.fold(0, |all, byte| all ^ byte));
}

static GAZETTEER: &[u8] = include_bytes!("artefacts/gazetteer.bin");

/// Everything the stages look up. Immutable, shared by all workers.
#[derive(Debug)]
pub struct Resources {
    fingerprint: String,
    gazetteer: Gazetteer<'static>,
    names: names::NamesModel<'static>,
    topics: TopicModel,
    words: WordTable,
}

static TOPICS: &[u8] = include_bytes!("artefacts/topics.bin");
static WORDS: &[u8] = include_bytes!("artefacts/words.bin");

impl Resources {
    /// The resources embedded in this binary, opened once.
    ///
    /// # Panics
    /// Never in a binary that passed its tests: an embedded artefact that does not open is a build that must not
    /// ship, and a test opens each.
    pub fn embedded() -> &'static Resources {
        static EMBEDDED: LazyLock<Resources> = LazyLock::new(|| {
            let gazetteer = Gazetteer::open(GAZETTEER).expect("the embedded gazetteer opens");
            let names = names::NamesModel::open(names::embedded()).expect("the embedded names model opens");
            let topics = TopicModel::open(TOPICS).expect("the embedded topics open");
            let words = WordTable::open(WORDS).expect("the embedded words open");
            let checksums = [
                gazetteer.checksum(),
                names.checksum(),
                artefact::checksum(TOPICS),
                artefact::checksum(WORDS),
                topics::WIKIDATA.as_bytes(),
            ];
            Resources { fingerprint: artefact::fingerprint(&checksums), gazetteer, names, topics, words }
        });
        &EMBEDDED
    }

    /// Weights and lexicon of the tagger.
    pub fn names(&self) -> &names::NamesModel<'static> {
        &self.names
    }

    /// `sha256:` over the checksums of all artefacts: `enrichment.engine.resources`.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Names to places.
    pub fn gazetteer(&self) -> &Gazetteer<'static> {
        &self.gazetteer
    }

    /// Taxonomy, lexicon and weights of the topics.
    pub fn topics(&self) -> &TopicModel {
        &self.topics
    }

    /// Rarity and class of words.
    pub fn words(&self) -> &WordTable {
        &self.words
    }
}
