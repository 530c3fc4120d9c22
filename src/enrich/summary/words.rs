//! Words that decide whether a sentence stands by itself.

use std::collections::HashSet;

use crate::document::{Document, Section, Span};

/// Words that stand for what was told before.
const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "it",
    "his",
    "her",
    "hers",
    "him",
    "them",
    "their",
    "theirs",
    "its",
    "another",
    "others",
    "such",
    "neither",
    "he'd",
    "he's",
    "she's",
    "she'd",
    "they'd",
    "they've",
    "they're",
    "it's",
    "himself",
    "herself",
    "themselves",
];
/// Pronouns for a person.
const PERSONAL: &[&str] = &["he", "she", "his", "her", "him", "himself", "herself"];
/// Verbs of saying behind a pronoun.
const SAYS: &[&str] = &[
    "said",
    "says",
    "added",
    "adds",
    "told",
    "noted",
    "explained",
    "stated",
    "wrote",
    "warned",
    "recalled",
    "insisted",
    "continued",
    "argued",
    "claimed",
    "asked",
];
/// What a sentence may begin with only behind another; those from `however` on where a comma follows.
const LINKS: &[&str] = &[
    "but",
    "and",
    "or",
    "yet",
    "nor",
    "however",
    "so",
    "meanwhile",
    "moreover",
    "furthermore",
    "also",
    "additionally",
    "nevertheless",
    "nonetheless",
    "besides",
    "similarly",
    "thus",
    "then",
    "therefore",
    "hence",
    "indeed",
    "instead",
    "still",
    "likewise",
    "afterwards",
    "elsewhere",
    "finally",
    "overall",
];
/// Nouns and adjectives of time, weekdays and months.
const TIMES: &[&str] = &[
    "afternoon",
    "april",
    "august",
    "autumn",
    "century",
    "day",
    "decade",
    "december",
    "evening",
    "fall",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "month",
    "morning",
    "night",
    "november",
    "october",
    "quarter",
    "saturday",
    "season",
    "september",
    "spring",
    "summer",
    "sunday",
    "term",
    "thursday",
    "time",
    "tuesday",
    "wednesday",
    "week",
    "weekend",
    "winter",
    "year",
];
/// Words without a meaning of their own that open sentences in capitals.
const FUNCTION_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "according",
    "after",
    "against",
    "all",
    "although",
    "amid",
    "among",
    "an",
    "and",
    "any",
    "around",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "between",
    "beyond",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "few",
    "for",
    "from",
    "given",
    "here",
    "how",
    "if",
    "in",
    "inside",
    "instead",
    "just",
    "last",
    "later",
    "like",
    "many",
    "more",
    "most",
    "much",
    "near",
    "nearly",
    "no",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "outside",
    "over",
    "since",
    "so",
    "some",
    "still",
    "that",
    "the",
    "then",
    "there",
    "these",
    "this",
    "those",
    "though",
    "through",
    "to",
    "today",
    "under",
    "unlike",
    "until",
    "up",
    "upon",
    "we",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "with",
    "within",
    "without",
    "yesterday",
    "yet",
];
/// Nouns for a person that do not end like one.
const PERSON_NOUNS: &[&str] = &[
    "artist",
    "aunt",
    "baby",
    "boss",
    "boy",
    "bride",
    "brother",
    "captain",
    "chief",
    "child",
    "clerk",
    "coach",
    "colonel",
    "cook",
    "cop",
    "dad",
    "daughter",
    "deputy",
    "father",
    "friend",
    "general",
    "girl",
    "guard",
    "guest",
    "guy",
    "head",
    "heir",
    "hero",
    "husband",
    "infant",
    "judge",
    "kid",
    "king",
    "lady",
    "mayor",
    "migrant",
    "minister",
    "mom",
    "mother",
    "mum",
    "nephew",
    "niece",
    "nurse",
    "official",
    "patient",
    "pilot",
    "poet",
    "pope",
    "priest",
    "prince",
    "princess",
    "queen",
    "rebel",
    "sheriff",
    "singer",
    "sister",
    "son",
    "spokesman",
    "star",
    "student",
    "suspect",
    "teen",
    "thief",
    "tourist",
    "uncle",
    "victim",
    "widow",
    "wife",
    "witness",
    "youth",
];
/// Endings of nouns for a person.
const PERSON_ENDINGS: &[&str] =
    &["man", "woman", "person", "er", "or", "ist", "ian", "ant", "ee", "ect", "ess"];

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.contains(&word)
}

/// Whether one of the words of a list in the order of the alphabet is this one.
fn is_listed(word: &str, sorted: &[&str]) -> bool {
    sorted.binary_search(&word).is_ok()
}

/// Whether a word in lower case, or as a sentence begins with it, is a pronoun.
pub(super) fn is_pronoun(word: &str) -> bool {
    is_one_of(&word.to_ascii_lowercase().replace('\u{2019}', "'"), PRONOUNS)
}

/// Whether a word in lower case is a pronoun for a person.
pub(super) fn is_personal(lower: &str) -> bool {
    is_one_of(lower, PERSONAL)
}

/// Whether a word in lower case is a verb of saying.
pub(super) fn says(lower: &str) -> bool {
    is_one_of(lower, SAYS)
}

/// Whether a word in lower case names a time.
pub(super) fn is_time(lower: &str) -> bool {
    is_listed(lower, TIMES)
}

/// Whether a word in lower case opens sentences without a meaning of its own.
pub(super) fn is_function_word(lower: &str) -> bool {
    is_listed(lower, FUNCTION_WORDS)
}

/// Whether a word in lower case can be a noun for a person.
pub(super) fn is_person_noun(lower: &str) -> bool {
    is_listed(lower, PERSON_NOUNS)
        || lower.len() >= 5
            && PERSON_ENDINGS.iter().any(|ending| lower.ends_with(ending))
            && !matches!(
                lower,
                "after"
                    | "under"
                    | "over"
                    | "other"
                    | "never"
                    | "another"
                    | "however"
                    | "rather"
                    | "whether"
                    | "together"
                    | "former"
                    | "later"
                    | "earlier"
                    | "number"
                    | "october"
                    | "november"
                    | "december"
                    | "september"
                    | "order"
                    | "power"
                    | "water"
                    | "summer"
                    | "winter"
                    | "paper"
                    | "matter"
                    | "quarter"
            )
}

/// Whether a word speaks to the reader (`you`).
pub(super) fn addresses_reader(word: &str) -> bool {
    ["you", "your", "my", "me"].iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Whether a word links a sentence to the one before; whether a comma must follow it to do so.
pub(super) fn links(word: &str) -> Option<bool> {
    let at = LINKS.iter().position(|link| word.eq_ignore_ascii_case(link))?;
    Some(at > 5)
}

/// The keys of the words of a field that carry meaning.
pub(super) fn content(document: &Document, section: Section) -> HashSet<u64> {
    let tokens = document.tokens().iter();
    let of_section = tokens.filter(|token| document.section(token.span) == section);
    of_section.filter(|token| carries_meaning(document.word(token))).map(|token| token.key).collect()
}

/// The share of `words` that stand in `span`, from 0 to 1.
pub(super) fn share(document: &Document, words: &HashSet<u64>, span: Span) -> f64 {
    if words.is_empty() {
        return 0.0;
    }
    let range = document.token_at(span.start)..document.token_at(span.end);
    let told: HashSet<u64> = document.tokens()[range].iter().map(|token| token.key).collect();
    words.intersection(&told).count() as f64 / words.len() as f64
}

fn carries_meaning(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
        && (word.len() > 3 || word.bytes().any(|byte| byte.is_ascii_digit()))
        && !is_function_word(&word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_searched_are_sorted() {
        for list in [TIMES, FUNCTION_WORDS, PERSON_NOUNS] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }
}
