//! What a name is looked up by: a hash over the keys of its tokens.

use crate::document::{Document, Gap, Token, TokenKind, hash_lower};

/// Names of more tokens than this are not in the gazetteer.
pub const LONGEST: usize = 7;

/// The key of a name, grown token by token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameKey(u64);

impl NameKey {
    /// The key of the empty name.
    pub const EMPTY: NameKey = NameKey(0x9e37_79b9_7f4a_7c15);

    /// The key of this name and one more token. Hyphens and other marks between the parts of a name are left out by
    /// the caller (see [`is_part`]).
    #[must_use]
    pub fn with(self, token: &Token) -> NameKey {
        NameKey(mix(self.0.rotate_left(23) ^ canonical(token.key)))
    }

    /// The key of a whole name.
    pub fn of(name: &str) -> Option<NameKey> {
        let document = Document::new(None, name);
        let mut key = NameKey::EMPTY;
        let mut parts = 0;
        for token in document.tokens().iter().filter(|token| is_part(&document, token)) {
            key = key.with(token);
            parts += 1;
        }
        (1..=LONGEST).contains(&parts).then_some(key)
    }

    /// The bits that the table is sorted by.
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// True if a token is part of a name's key: words, numbers and possessives (`King's Lynn`), not hyphens.
pub fn is_part(_document: &Document, token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive)
}

/// True if a token may stand inside a name without being part of its key: a hyphen that is glued to the word before.
pub fn is_glue(document: &Document, token: &Token) -> bool {
    token.kind == TokenKind::Punctuation
        && token.gap == Gap::None
        && matches!(document.word(token), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "/")
}

/// Spellings of one word that must not make two keys (`St. Louis`, `Saint Louis`).
fn canonical(key: u64) -> u64 {
    static SPELLINGS: std::sync::LazyLock<[(u64, u64); 12]> = std::sync::LazyLock::new(|| {
        [
            ("st.", "saint"),
            ("st", "saint"),
            ("ste.", "sainte"),
            ("ste", "sainte"),
            ("mt.", "mount"),
            ("mt", "mount"),
            ("ft.", "fort"),
            ("ft", "fort"),
            ("twp.", "township"),
            ("twp", "township"),
            ("co.", "county"),
            ("&", "and"),
        ]
        .map(|(from, to)| (hash_lower(from), hash_lower(to)))
    });
    SPELLINGS.iter().find(|(from, _)| *from == key).map_or(key, |&(_, to)| to)
}

/// The finisher of splitmix64, which spreads every bit over all others.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::NameKey;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(NameKey::of("St. Louis"), NameKey::of("Saint Louis"));
        assert_eq!(NameKey::of("Nagorno-Karabakh"), NameKey::of("Nagorno Karabakh"));
        assert_eq!(NameKey::of("King’s Lynn"), NameKey::of("King's Lynn"));
        assert_ne!(NameKey::of("New York"), NameKey::of("York New"));
        assert_eq!(NameKey::of(""), None);
    }
}
