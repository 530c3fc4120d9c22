//! Words at the edges of a sentence that lean on a sentence which the summary does not have.

/// Words that stand for what was told before.
const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "his", "her", "their", "its", "this", "these", "those", "that", "both",
    "another",
];
/// After `it`, these tell of nothing told before: `it is feared that`.
const IMPERSONAL: &[&str] =
    &["is", "was", "will", "would", "takes", "took", "has", "had", "may", "costs", "remains", "rained"];
/// Verbs of saying behind a pronoun.
const SAYS: &[&str] = &["said", "says", "added", "adds", "told", "noted", "explained", "stated"];
/// What a sentence may begin with only behind another.
const LINKS: &[&str] = &[
    "but",
    "and",
    "or",
    "so",
    "yet",
    "however",
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
    "therefore",
    "indeed",
    "instead",
];

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Whether a word links a sentence to the one before; whether a comma must follow it to do so.
pub(super) fn links(word: &str) -> Option<bool> {
    let at = LINKS.iter().position(|link| word.eq_ignore_ascii_case(link))?;
    Some(at > 2)
}

/// Whether a sentence begins with a word that stands for something told before.
pub(super) fn points_back(text: &str) -> bool {
    let mut words = text.trim_start_matches(|c: char| !c.is_alphanumeric()).split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if first.eq_ignore_ascii_case("it") && is_one_of(second, IMPERSONAL) {
        return false;
    }
    is_one_of(first, PRONOUNS)
}

/// Without `He said that` in front and `, she added` behind, where the speaker is named before.
pub(super) fn without_pronoun(text: &str) -> String {
    let mut rest = text;
    let mut words = rest.split_whitespace();
    let (first, second, third) = (words.next(), words.next(), words.next());
    if let (Some(first), Some(second), Some(third)) = (first, second, third)
        && is_one_of(first, &["he", "she", "it", "they"])
        && is_one_of(second, SAYS)
        && !is_one_of(second, &["told"])
        && third.chars().all(char::is_alphabetic)
    {
        let skip = first.len() + 1 + second.len() + 1;
        rest = rest.get(skip..).unwrap_or(rest);
        rest = rest.strip_prefix("that ").unwrap_or(rest);
    }
    let mut kept = super::render::capitalised(rest);
    let body = kept.trim_end_matches('.');
    if let Some(comma) = body.rfind(", ") {
        let tail: Vec<&str> = body[comma + 2..].split_whitespace().collect();
        if tail.len() == 2 && is_one_of(tail[0], &["he", "she", "it", "they"]) && is_one_of(tail[1], SAYS) {
            kept.truncate(comma);
            kept.push('.');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{points_back, without_pronoun};

    #[test]
    fn a_sentence_that_leans_on_another_is_known() {
        assert!(points_back("They deny that 12 people died."));
        assert!(points_back("It stands to gain $5 million."));
        assert!(!points_back("It is feared that 12 people died."));
        assert!(!points_back("Theirs Ltd sold 12 ships."));
    }

    #[test]
    fn who_is_named_before_needs_no_pronoun() {
        assert_eq!(without_pronoun("He said that 40 homes burned."), "40 homes burned.");
        assert_eq!(without_pronoun("Prices rose 4 percent, she added."), "Prices rose 4 percent.");
        assert_eq!(without_pronoun("They told 12 people."), "They told 12 people.");
        assert_eq!(without_pronoun("It"), "It");
    }
}
