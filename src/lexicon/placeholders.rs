//! Texts that a system writes where an article has none: `[Removed]`, `N/A`, `Read more`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::rows::rows;

pub(super) const PLACEHOLDERS: &str = include_str!("en/placeholders.tsv");

/// True if a text says nothing: it has neither letter nor digit, or is one of the placeholders, whatever marks stand
/// around or between its words.
pub(crate) fn is_placeholder(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| rows(PLACEHOLDERS).collect());
    static LONGEST: LazyLock<usize> = LazyLock::new(|| rows(PLACEHOLDERS).map(str::len).max().unwrap_or(0));
    let mut words = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        if word.is_ascii() {
            words.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            words.push_str(&word.to_lowercase());
        }
        if words.len() > *LONGEST {
            return false;
        }
    }
    words.is_empty() || KNOWN.contains(words.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn only_whole_texts_are_placeholders() {
        for text in
            ["", " \u{a0}", "—", "...", "[Removed]", "N/A", "null", "Read more »", "<Read the full story>"]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Removed from office", "Nothing", "14", "洪水", "Read more about floods in Kenya"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
