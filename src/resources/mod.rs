//! What the program knows: compiled artefacts, embedded in the binary and opened without parsing.
//!
//! Every artefact starts with the same [`header`](artefact): magic, version, kind, length and the SHA-256 of its
//! payload. `dateline-build` (feature `build-resources`) makes them; `artefacts/README.md` says from what.

pub mod artefact;

use std::sync::LazyLock;

/// Everything the stages look up. Immutable, shared by all workers.
#[derive(Debug)]
pub struct Resources {
    fingerprint: String,
}

impl Resources {
    /// The resources embedded in this binary, opened once.
    ///
    /// # Panics
    /// Never in a binary that passed its tests: an embedded artefact that does not open is a build that must not
    /// ship, and a test opens each.
    pub fn embedded() -> &'static Resources {
        static EMBEDDED: LazyLock<Resources> =
            LazyLock::new(|| Resources { fingerprint: artefact::fingerprint(&[]) });
        &EMBEDDED
    }

    /// `sha256:` over the checksums of all artefacts: `enrichment.engine.resources`.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}
