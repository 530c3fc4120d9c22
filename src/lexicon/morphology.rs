//! Plural and singular of English nouns, by regular endings and the exceptions of `irregular_nouns.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::flags::{Flags, NOT_PLURAL, PLURAL, UNIT};
use super::rows::rows;

/// The regular plural of a noun in lower case.
#[cfg(any(test, not(lexicon_compiled)))]
pub(crate) fn plural(word: &str) -> String {
    let stem = |n: usize| &word[..word.len() - n];
    let vowel_before_y = word.len() > 1 && word[..word.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    if word.ends_with("man") && !matches!(word, "human" | "german" | "roman" | "talisman") {
        format!("{}men", stem(3))
    } else if word.ends_with('y') && !vowel_before_y {
        format!("{}ies", stem(1))
    } else if word.ends_with("fe") && !word.ends_with("safe") {
        format!("{}ves", stem(2))
    } else if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// The singular of a noun, in lower case unless it is a name or an abbreviation. A singular stays as it is.
pub(crate) fn singular(text: &str) -> String {
    static IRREGULAR: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| rows(IRREGULAR_NOUNS).filter_map(|row| row.split_once('\t')).collect());
    let word =
        if text.chars().skip(1).any(char::is_uppercase) { text.to_owned() } else { text.to_lowercase() };
    if let Some(&singular) = IRREGULAR.get(word.as_str()) {
        return singular.to_owned();
    }
    let stem = |n: usize| word[..word.len() - n].to_owned();
    if word.ends_with("ies") && word.len() > 4 {
        stem(3) + "y"
    } else if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| word.ends_with(ending)) {
        stem(2)
    } else if word.ends_with("men") && word.len() > 4 {
        stem(3) + "man"
    } else if word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending))
        && word.len() > 2
    {
        stem(1)
    } else {
        word
    }
}

/// True if a word in lower case or with a capital is a plural noun, as far as its flags and its ending show.
pub(crate) fn is_plural(text: &str, flags: Flags) -> bool {
    if flags.intersects(PLURAL) {
        return true;
    }
    if flags.intersects(NOT_PLURAL) && !flags.intersects(UNIT) {
        return false;
    }
    let lower = text.starts_with(char::is_lowercase);
    if lower && is_men(text) {
        return true;
    }
    let bytes = text.as_bytes();
    let Some(&[before, b's']) = bytes.last_chunk::<2>() else { return false };
    bytes.len() > 3
        && !matches!(before, b's' | b'u')
        && !(lower && (before == b'\'' || text.ends_with("sis")))
}

/// True for the plural of a compound of `man`: `gunmen`, `servicewomen`.
pub(crate) fn is_men(text: &str) -> bool {
    text.len() > 5 && text.ends_with("men") && !matches!(text, "specimen" | "regimen" | "abdomen" | "acumen")
}

pub(super) const IRREGULAR_NOUNS: &str = include_str!("en/irregular_nouns.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_written_in_the_singular() {
        for (plural, expected) in [
            ("vehicles", "vehicle"),
            ("arms", "arm"),
            ("countries", "country"),
            ("boxes", "box"),
            ("churches", "church"),
            ("buses", "bus"),
            ("houses", "house"),
            ("aircraft", "aircraft"),
            ("lives", "life"),
            ("MPs", "MP"),
            ("Districts", "district"),
            ("crossings", "crossing"),
            ("glass", "glass"),
            ("wolves", "wolf"),
            ("goals", "goal"),
            ("premises", "premise"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }

    #[test]
    fn every_irregular_plural_is_found() {
        for row in rows(IRREGULAR_NOUNS) {
            let (plural, expected) = row.split_once('\t').expect("plural and singular");
            assert_eq!(singular(plural), expected);
        }
    }

    #[test]
    fn regular_plurals_have_regular_singulars() {
        for noun in ["soldier", "city", "church", "box", "policeman", "boy", "refugee", "lens"] {
            assert_eq!(singular(&plural(noun)), noun);
        }
    }

    #[test]
    fn plurals_are_told_by_flags_and_endings() {
        let flags = |word: &str| crate::lexicon::get().flags(crate::lexicon::hash_lower(word));
        for (word, expected) in [
            ("soldiers", true),
            ("Kenyans", true),
            ("cattle", true),
            ("gunmen", true),
            ("specimen", false),
            ("glass", false),
            ("virus", false),
            ("crisis", false),
            ("news", false),
            ("soldier", false),
            ("bus", false),
        ] {
            assert_eq!(is_plural(word, flags(word)), expected, "{word}");
        }
    }
}
