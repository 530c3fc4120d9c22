//! How a keyphrase is written: names as in the text, other words in lower case, the head as its lemma.

use super::candidates::{Candidate, Candidates};
use super::stem::stem;
use crate::document::{Case, Document};
use crate::enrich::tags::words::Words;

/// The label of a candidate, from its first mention.
pub(crate) fn label(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    candidate: &Candidate,
) -> String {
    let mut label = String::new();
    let last = candidate.first + candidate.length - 1;
    for index in candidate.first..=last {
        let token = &document.tokens()[words.row()[index as usize].token as usize];
        let word = document.word(token);
        if index > candidate.first {
            label.push(if candidates.is_glued(index) { '-' } else { ' ' });
        }
        let name = candidates.is_name(index) || matches!(token.case, Case::Upper | Case::Mixed);
        let shouted = token.case == Case::Upper && word.chars().count() >= 6;
        if name && !shouted {
            label.push_str(word);
        } else if candidates.is_name(index) {
            let mut letters = word.chars();
            label.extend(letters.next());
            label.extend(letters.flat_map(char::to_lowercase));
        } else {
            let lower = word.to_lowercase();
            label.push_str(if index == last && !name { singular(&lower).unwrap_or(&lower) } else { &lower });
        }
    }
    // A period that only ends an abbreviation stays; a typographic apostrophe becomes the plain one.
    label.replace('\u{2019}', "'")
}

/// The singular of a plural, where it is certain.
fn singular(word: &str) -> Option<&str> {
    let cut = if ["sses", "shes", "ches", "xes"].iter().any(|ending| word.ends_with(ending)) {
        word.strip_suffix("es")?
    } else if ["ss", "us", "is", "ics", "ies"].iter().any(|ending| word.ends_with(ending)) || word.len() < 4 {
        return None;
    } else {
        word.strip_suffix('s')?
    };
    if PLURAL_ONLY.split_whitespace().any(|plural| plural == word) {
        return None;
    }
    // Never to a word that is known as another.
    let (mut of_plural, mut of_singular) = (Vec::new(), Vec::new());
    stem(word, &mut of_plural);
    stem(cut, &mut of_singular);
    (of_plural == of_singular).then_some(cut)
}

/// Words that end like plurals but are filed as they are (those in `-us`, `-is`, `-ics` and `-ies` need no list).
const PLURAL_ONLY: &str = "news means headquarters thanks odds customs arms goods proceeds earnings savings premises \
    sanctions talks clothes trousers jeans glasses scissors pants shorts outskirts surroundings belongings forces troops \
    rights elections games sales stocks shares bonds securities futures relations affairs resources services operations \
    communications funds losses finances gas lens chaos bias atlas canvas texas arkansas kansas james charles wales hayes";

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn only_certain_plurals_are_cut() {
        for (word, expected) in [
            ("peacekeepers", Some("peacekeeper")),
            ("churches", Some("church")),
            ("news", None),
            ("crisis", None),
            ("glass", None),
            ("talks", None),
            ("economics", None),
        ] {
            assert_eq!(singular(word), expected, "{word}");
        }
    }
}
