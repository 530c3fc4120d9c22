//! What the program knows: compiled artefacts, embedded in the binary and opened without parsing.
//!
//! Every artefact starts with the same [`header`](artefact): magic, version, kind, length and the SHA-256 of its
//! payload. `dateline-build` (feature `build-resources`) makes them; `artefacts/README.md` says from what.

pub mod artefact;
pub mod gazetteer;
pub mod names;

use std::sync::LazyLock;

use gazetteer::Gazetteer;

static GAZETTEER: &[u8] = include_bytes!("artefacts/gazetteer.bin");

/// Everything the stages look up. Immutable, shared by all workers.
#[derive(Debug)]
pub struct Resources {
    fingerprint: String,
    gazetteer: Gazetteer<'static>,
    names: names::NamesModel<'static>,
}

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
            let fingerprint = artefact::fingerprint(&[gazetteer.checksum(), names.checksum()]);
            Resources { fingerprint, gazetteer, names }
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
}
