//! Words of written dates in the large languages of news besides English.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::rows::rows;

pub(super) const CALENDAR: &str = include_str!("world/calendar.tsv");

/// The meaning of a word in a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateWord {
    /// A month, 1 for January.
    Month(i8),
    /// A weekday, 1 for Monday.
    Weekday(i8),
    /// It stands between the parts of a date and says nothing (`de`, `года`).
    Filler,
    /// It stands before a date (`publié`, `Stand`).
    Label,
}

static WORDS: LazyLock<HashMap<&str, DateWord>> = LazyLock::new(|| rows(CALENDAR).filter_map(row).collect());

fn row(row: &'static str) -> Option<(&'static str, DateWord)> {
    let mut columns = row.split('\t');
    let (word, kind) = (columns.next()?, columns.next()?);
    let number = columns.next().and_then(|number| number.parse().ok());
    let meaning = match (kind, number) {
        ("MONTH", Some(number @ 1..=12)) => DateWord::Month(number),
        ("WEEKDAY", Some(number @ 1..=7)) => DateWord::Weekday(number),
        ("FILLER", None) => DateWord::Filler,
        ("LABEL", None) => DateWord::Label,
        _ => return None,
    };
    Some((word, meaning))
}

/// The meaning of a word in a written date of any of these languages.
pub(crate) fn date_word(word: &str) -> Option<DateWord> {
    WORDS.get(folded(word).as_str()).copied()
}

static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    rows(CALENDAR)
        .filter_map(row)
        .map(|(words, _)| words)
        .filter(|words| words.contains([' ', '-']))
        .collect()
});

/// The names of months and weekdays that have several words.
pub(crate) fn date_phrases() -> &'static [&'static str] {
    &PHRASES
}

/// A word in lower case, without the marks of accents and without periods.
fn folded(word: &str) -> String {
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let plain = word.chars().flat_map(char::to_lowercase).filter(|c| *c != '.').nfd();
    let latin = plain.filter(|c| !is_accent(c)).map(|c| match c {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        c => c,
    });
    latin.nfc().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CALENDAR, DateWord, date_word, folded, row};

    #[test]
    fn words_of_many_languages_have_their_meaning() {
        for (word, meaning) in [
            ("Août", Some(DateWord::Month(8))),
            ("de\u{301}cembre", Some(DateWord::Month(12))),
            ("ARALIK", Some(DateWord::Month(12))),
            ("мая", Some(DateWord::Month(5))),
            ("सितम्बर", Some(DateWord::Month(9))),
            ("lundi", Some(DateWord::Weekday(1))),
            ("року", Some(DateWord::Filler)),
            ("Publié", Some(DateWord::Label)),
            ("listopada", None),
            ("storm", None),
        ] {
            assert_eq!(date_word(word), meaning, "{word}");
        }
    }

    #[test]
    fn rows_are_sorted_folded_and_have_a_kind() {
        let mut seen = HashSet::new();
        let mut before = "";
        for line in CALENDAR.lines() {
            if line == "#" || line.starts_with("# ") {
                before = "";
                continue;
            }
            let (word, _) = row(line).unwrap_or_else(|| panic!("no kind or number: {line:?}"));
            assert_eq!(folded(word), word);
            assert!(before < word && seen.insert(word), "{word:?} stands twice or behind {before:?}");
            before = word;
        }
    }
}
