//! The stable hash by which words are looked up.

/// FNV-1a over 64 bits, folded one code point at a time after lower-casing. The compiled artefacts hold these
/// values: changing the function changes every artefact.
///
/// Source of the constants: Fowler, Noll, Vo, the FNV hash (public domain).
pub fn hash_lower(word: &str) -> u64 {
    let mut hash = OFFSET;
    for c in word.chars() {
        if c.is_ascii() {
            hash = step(hash, u32::from(c.to_ascii_lowercase()));
        } else {
            // The typographic apostrophe counts as the plain one, so that `O’Brien` is `O'Brien`.
            let c = if c == '\u{2019}' { '\'' } else { c };
            for lower in c.to_lowercase() {
                hash = step(hash, u32::from(lower));
            }
        }
    }
    hash
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn step(hash: u64, code_point: u32) -> u64 {
    (hash ^ u64::from(code_point)).wrapping_mul(PRIME)
}

/// The hash of bytes as they are, for names that have one case.
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().fold(OFFSET, |hash, &byte| step(hash, u32::from(byte)))
}

/// The hash of nothing, to [`hash_step`] from.
pub(crate) fn hash_start() -> u64 {
    OFFSET
}

/// The hash of a word that is longer by a code point, which must be in lower case.
pub(crate) fn hash_step(hash: u64, lower: char) -> u64 {
    step(hash, u32::from(lower))
}

#[cfg(test)]
mod tests {
    use super::hash_lower;

    #[test]
    fn case_and_typographic_apostrophes_do_not_matter() {
        assert_eq!(hash_lower("O’BRIEN"), hash_lower("o'brien"));
        assert_eq!(hash_lower("ÉVIAN"), hash_lower("évian"));
        assert_ne!(hash_lower("Évian"), hash_lower("Evian"));
    }
}
