//! Words that decide whether a sentence stands by itself.

use crate::document::{Document, Section, Span, Token};
use crate::lexicon::{KeySet, WordList, hash_lower, word_lists};

word_lists! {
    "summary":
    NO_PERSON_ENDINGS,
}

/// Words that stand for what was told before.
static PRONOUNS: WordList = WordList::new("summary", "PRONOUNS");
/// Pronouns for a person.
static PERSONAL: WordList = WordList::new("summary", "PERSONAL");
/// Verbs of saying behind a pronoun.
static SAYS: WordList = WordList::new("summary", "SAYS");
/// Words with which a sentence begins only behind another.
static LINKS: WordList = WordList::new("summary", "LINKS");
/// Words that link a sentence to the one before if a comma follows.
static LINKS_BEFORE_COMMA: WordList = WordList::new("summary", "LINKS_BEFORE_COMMA");
/// Nouns and adjectives of time, weekdays and months.
static TIMES: WordList = WordList::new("summary", "TIMES");
/// Words without a meaning of their own that open sentences in capitals.
static FUNCTION_WORDS: WordList = WordList::new("summary", "FUNCTION_WORDS");
/// Nouns for a person that do not end like one.
static PERSON_NOUNS: WordList = WordList::new("summary", "PERSON_NOUNS");
/// Endings of nouns for a person.
static PERSON_ENDINGS: WordList = WordList::new("summary", "PERSON_ENDINGS");

/// Words with which a condition opens.
static CONDITIONS: WordList = WordList::new("summary", "CONDITIONS");
/// Imperatives to the reader with which a feature opens.
static CALLS: WordList = WordList::new("summary", "CALLS");

/// True if a sentence that opens with a word tells a condition.
pub(super) fn is_condition(word: &str) -> bool {
    CONDITIONS.contains(&word.to_ascii_lowercase().as_str())
}

/// True if a sentence that opens with a word calls on the reader: `Imagine crossing a river …`.
pub(super) fn calls_to_reader(word: &str) -> bool {
    CALLS.contains(&word.to_ascii_lowercase().as_str())
}

/// True if a word is a pronoun, in any case.
pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.has(hash_lower(word))
}

/// True if a word is a pronoun for a person.
pub(super) fn is_personal(token: &Token) -> bool {
    PERSONAL.has_word(token.word)
}

/// True if a word is a verb of saying.
pub(super) fn says(token: &Token) -> bool {
    SAYS.has_word(token.word)
}

/// True if the word with this key names a time.
pub(super) fn is_time(key: u64) -> bool {
    TIMES.has(key)
}

/// True if the word with this key opens sentences without a meaning of its own.
pub(super) fn is_function_word(key: u64) -> bool {
    FUNCTION_WORDS.has(key)
}

/// True if a word can be a noun for a person.
pub(super) fn is_person_noun(document: &Document, token: &Token) -> bool {
    PERSON_NOUNS.has_word(token.word)
        || ends_like_a_person(document.word(token)) && !NO_PERSON_ENDINGS.has_word(token.word)
}

fn ends_like_a_person(word: &str) -> bool {
    let ends = |ending: &&str| {
        let start = word.len().checked_sub(ending.len());
        start.and_then(|start| word.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    word.len() >= 5 && PERSON_ENDINGS.iter().any(ends)
}

/// Whether a word speaks to the reader (`you`).
pub(super) fn addresses_reader(word: &str) -> bool {
    ["you", "your", "my", "me"].iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Whether a word links a sentence to the one before; whether a comma must follow it to do so.
pub(super) fn links(word: &str) -> Option<bool> {
    let is_in = |links: &[&str]| links.iter().any(|link| word.eq_ignore_ascii_case(link));
    if is_in(&LINKS) { Some(false) } else { is_in(&LINKS_BEFORE_COMMA).then_some(true) }
}

/// The keys of the words of a field that carry meaning.
pub(super) fn content(document: &Document, section: Section) -> KeySet {
    let tokens = document.tokens().iter();
    let of_section = tokens.filter(|token| document.section(token.span) == section);
    of_section
        .filter(|token| carries_meaning(document.word(token), token.key))
        .map(|token| token.key)
        .collect()
}

/// The share of `words` that stand in `span`, from 0 to 1.
pub(super) fn share(document: &Document, words: &KeySet, span: Span) -> f64 {
    if words.is_empty() {
        return 0.0;
    }
    let range = document.token_at(span.start)..document.token_at(span.end);
    let told: KeySet = document.tokens()[range].iter().map(|token| token.key).collect();
    words.intersection(&told).count() as f64 / words.len() as f64
}

fn carries_meaning(word: &str, key: u64) -> bool {
    word.chars().any(char::is_alphanumeric)
        && (word.len() > 3 || word.bytes().any(|byte| byte.is_ascii_digit()))
        && !is_function_word(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_links_need_a_comma() {
        assert_eq!(["Yet", "Besides", "Besieged"].map(links), [Some(false), Some(true), None]);
    }
}
