//! The header that every compiled artefact starts with.
//!
//! | bytes | what |
//! |---|---|
//! | 0..8 | magic, `DATELINE` |
//! | 8..12 | kind, four ASCII letters (`GAZT`, `NAME`, …) |
//! | 12..16 | version of the kind's format, little endian |
//! | 16..24 | length of the payload, little endian |
//! | 24..56 | SHA-256 of the payload |
//! | 56..64 | zero, so that the payload starts on a multiple of 64 |

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Length of the header in bytes.
pub const HEADER: usize = 64;
const MAGIC: &[u8; 8] = b"DATELINE";

/// Why an artefact does not open.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ArtefactError {
    /// Too short, or not ours.
    #[error("this is no artefact of Dateline's: the magic is missing")]
    Magic,
    /// Another kind than asked for.
    #[error("the artefact is of kind {found:?}, not {expected:?}")]
    Kind {
        /// What the header says.
        found: String,
        /// What was asked for.
        expected: String,
    },
    /// Another version than this program reads.
    #[error(
        "the artefact has format version {found}, this program reads {expected}; compile it again with dateline-build"
    )]
    Version {
        /// What the header says.
        found: u32,
        /// What this program reads.
        expected: u32,
    },
    /// The payload is shorter or longer than the header says.
    #[error("the artefact's payload has {found} bytes, its header says {expected}")]
    Length {
        /// Bytes that are there.
        found: usize,
        /// Bytes that the header announces.
        expected: u64,
    },
    /// The payload does not have the checksum that the header gives.
    #[error("the artefact's payload does not have the checksum of its header")]
    Checksum,
    /// A part of the payload is not as its kind wants it.
    #[error("the artefact's payload is malformed: {0}")]
    Payload(String),
}

/// A header and the payload behind it.
#[derive(Debug, Clone, Copy)]
pub struct Artefact<'a> {
    /// What the kind's reader opens.
    pub payload: &'a [u8],
    /// SHA-256 of the payload as the header gives it.
    pub checksum: &'a [u8],
}

/// Checks magic, kind, version and length; the checksum is left to [`verify`], which reads the whole payload.
pub fn open(bytes: &[u8], kind: [u8; 4], version: u32) -> Result<Artefact<'_>, ArtefactError> {
    if bytes.len() < HEADER || &bytes[..8] != MAGIC {
        return Err(ArtefactError::Magic);
    }
    if bytes[8..12] != kind {
        let text = |kind: &[u8]| String::from_utf8_lossy(kind).into_owned();
        return Err(ArtefactError::Kind { found: text(&bytes[8..12]), expected: text(&kind) });
    }
    let found = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
    if found != version {
        return Err(ArtefactError::Version { found, expected: version });
    }
    let mut length = [0; 8];
    length.copy_from_slice(&bytes[16..24]);
    let expected = u64::from_le_bytes(length);
    let payload = &bytes[HEADER..];
    if payload.len() as u64 != expected {
        return Err(ArtefactError::Length { found: payload.len(), expected });
    }
    Ok(Artefact { payload, checksum: &bytes[24..56] })
}

/// The checksum that the header of an artefact gives; empty for what is too short to have one.
pub fn checksum(bytes: &[u8]) -> &[u8] {
    bytes.get(24..56).unwrap_or_default()
}

/// Checks the payload against the checksum of the header.
pub fn verify(artefact: &Artefact<'_>) -> Result<(), ArtefactError> {
    if Sha256::digest(artefact.payload).as_slice() == artefact.checksum {
        Ok(())
    } else {
        Err(ArtefactError::Checksum)
    }
}

/// Puts the header before a payload.
pub fn seal(kind: [u8; 4], version: u32, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&kind);
    bytes.extend_from_slice(&version.to_le_bytes());
    bytes.extend_from_slice(&(payload.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&Sha256::digest(payload));
    bytes.resize(HEADER, 0);
    bytes.extend_from_slice(payload);
    bytes
}

/// `sha256:` over several byte strings (the checksums of artefacts, say), in the order given.
///
/// # Panics
/// Never: writing to a string does not fail.
pub fn fingerprint(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    let mut text = String::from("sha256:");
    for byte in hasher.finalize() {
        write!(text, "{byte:02x}").expect("writing to a string");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_and_everything_else_is_told() {
        let bytes = seal(*b"TEST", 3, b"payload");
        let artefact = open(&bytes, *b"TEST", 3).unwrap();
        assert_eq!(artefact.payload, b"payload");
        verify(&artefact).unwrap();
        assert_eq!(open(&bytes[1..], *b"TEST", 3).unwrap_err(), ArtefactError::Magic);
        assert!(matches!(open(&bytes, *b"GAZT", 3), Err(ArtefactError::Kind { .. })));
        assert!(matches!(open(&bytes, *b"TEST", 4), Err(ArtefactError::Version { found: 3, expected: 4 })));
        assert!(matches!(open(&bytes[..bytes.len() - 1], *b"TEST", 3), Err(ArtefactError::Length { .. })));
        let mut bent = bytes.clone();
        *bent.last_mut().unwrap() ^= 1;
        assert_eq!(verify(&open(&bent, *b"TEST", 3).unwrap()), Err(ArtefactError::Checksum));
        assert!(open(&bytes[..10], *b"TEST", 3).is_err());
    }
}
