//! Words of ASCII letters and digits with nothing special behind them, as nearly all words of a text are: cut, hashed and
//! classed in one look at their bytes. [`super::tokenize`] has the rules for all others.

use super::abbreviations::abbreviation;
use super::{Case, hash_start, hash_step};

/// A plain word at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlainWord {
    pub(super) length: usize,
    pub(super) key: u64,
    pub(super) case: Case,
}

/// The plain word that a text starts with.
pub(super) fn plain_word(text: &str) -> Option<PlainWord> {
    let bytes = text.as_bytes();
    let first = *bytes.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let (mut length, mut key) = (0, hash_start());
    let (mut upper, mut lower) = (0_usize, 0_usize);
    while let Some(&byte) = bytes.get(length).filter(|byte| byte.is_ascii_alphanumeric()) {
        key = hash_step(key, char::from(byte.to_ascii_lowercase()));
        upper += usize::from(byte.is_ascii_uppercase());
        lower += usize::from(byte.is_ascii_lowercase());
        length += 1;
    }
    if !ends_plainly(text, length) {
        return None;
    }
    let case = match (first.is_ascii_uppercase(), upper, lower) {
        (true, 1, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    };
    Some(PlainWord { length, key, case })
}

/// True if no address, abbreviation or short form can go on behind the first bytes of a text.
fn ends_plainly(text: &str, length: usize) -> bool {
    match text.as_bytes().get(length) {
        None | Some(b' ' | b'\n' | b',' | b';' | b')' | b'"' | b'!' | b'?') => true,
        Some(b'.') => {
            let behind = text.as_bytes().get(length + 1);
            let full_stop = matches!(behind, None | Some(b' ' | b'\n' | b'"'));
            full_stop && length > 1 && abbreviation(&text[..length]).is_none()
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain_word;
    use crate::document::tokenize::{cut, tokenize};
    use crate::document::{Case, Gap, TokenKind, hash_lower};

    #[test]
    fn words_of_letters_before_a_blank_or_a_mark_are_plain() {
        for (text, length, case) in [
            ("town hall", 4, Case::Lower),
            ("Town, hall", 4, Case::Title),
            ("NATO.", 4, Case::Upper),
            ("McKay said", 5, Case::Mixed),
            ("A dam", 1, Case::Title),
            ("G20 talks", 3, Case::Title),
        ] {
            let word = plain_word(text).expect(text);
            assert_eq!((word.length, word.case), (length, case), "{text}");
            assert_eq!(word.key, hash_lower(&text[..length]), "{text}");
        }
    }

    #[test]
    fn what_may_go_on_is_not_plain() {
        let texts =
            ["don't", "ann@mail.org", "www.x.org", "Mr. Roe", "U.S. law", "caf\u{e9}", "co-op", "9 men"];
        for text in texts {
            assert!(plain_word(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_word_is_the_token_that_all_rules_make(text in "[A-Za-z][A-Za-z0-9]{0,7}([ .,;)\"!?\n'@&_-]|[a-zA-Z\u{e9}]){0,4}") {
            if let Some(word) = plain_word(&text) {
                let first = text.chars().next().expect("a letter");
                prop_assert_eq!(cut(&text, 0, first, Gap::Space), (TokenKind::Word, word.length, word.case));
                prop_assert_eq!(tokenize(&text, 0)[0].key, hash_lower(&text[..word.length]));
            }
        }
    }
}
