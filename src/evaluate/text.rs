//! Words as they are compared: without case, marks, punctuation and articles.

use crate::document::fold;
use crate::enrich::tags::keyphrases::stem;

/// The words of a text. Articles and the possessive ending are left out.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded: String = fold::letters(text).flat_map(char::to_lowercase).collect();
    let folded = folded.replace("'s ", " ").replace(['.', '\''], "");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_article = |word: &&str| matches!(*word, "the" | "a" | "an");
    // `AN` is the name of a party.
    let is_all = words.iter().all(is_article);
    words.iter().filter(|word| is_all || !is_article(word)).map(|&word| word.to_owned()).collect()
}

/// The words as one string, for names that must be equal.
pub(super) fn key(text: &str) -> String {
    words(text).join(" ")
}

/// The stems of the words.
pub(super) fn stems(text: &str) -> Vec<String> {
    let mut stem_of = Vec::new();
    let of = |word: &String| {
        stem::stem(word, &mut stem_of);
        String::from_utf8_lossy(&stem_of).into_owned()
    };
    words(text).iter().map(of).collect()
}

/// True if the words of the shorter stand in the longer, in order and side by side.
pub(super) fn contains(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

/// True if at least half of all words are in both.
pub(super) fn half_shared(one: &[String], other: &[String]) -> bool {
    let shared = one.iter().filter(|word| other.contains(word)).count();
    let all = one.len() + other.iter().filter(|word| !one.contains(word)).count();
    shared > 0 && 2 * shared >= all
}
