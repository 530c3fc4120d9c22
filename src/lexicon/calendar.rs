//! Months and weekdays by name or abbreviation.

use super::{Flags, MONTH, WEEKDAY, get, hash_lower};

/// The number of a month, 1 for January: `March`, `mar`, `Mar.`.
pub(crate) fn month(word: &str) -> Option<i8> {
    number(word, MONTH)
}

/// The number of a weekday, 1 for Monday: `Thursday`, `thu`, `Thurs.`.
pub(crate) fn weekday(word: &str) -> Option<i8> {
    number(word, WEEKDAY)
}

/// Some abbreviations are words of their own without their period (`sat`), and stand in the table with it alone.
fn number(word: &str, flag: Flags) -> Option<i8> {
    let bare = word.trim_end_matches('.');
    let lexicon = get();
    let known = |word: &str| {
        let word = lexicon.word(lexicon.find(hash_lower(word)));
        word.flags.intersects(flag).then_some(word.value as i8)
    };
    known(bare).or_else(|| known(&format!("{bare}.")))
}

#[cfg(test)]
mod tests {
    use super::{month, weekday};

    #[test]
    fn names_and_abbreviations_have_their_numbers() {
        for (word, number) in [("March", 3), ("mar", 3), ("Mar.", 3), ("SEPT", 9), ("sept.", 9), ("may", 5)] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for (word, number) in
            [("Saturday", 6), ("sat", 6), ("Sat.", 6), ("thur", 4), ("Thurs.", 4), ("SUN", 7)]
        {
            assert_eq!(weekday(word), Some(number), "{word}");
        }
        for word in ["", ".", "ma", "marc", "fall", "monthly", "days", "today"] {
            assert_eq!((month(word), weekday(word)), (None, None), "{word}");
        }
    }
}
