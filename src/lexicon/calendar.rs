//! Months and weekdays by name or abbreviation.

use super::{Flags, MONTH, WEEKDAY, get, hash_lower, hash_step};

/// The number of a month, 1 for January: `March`, `mar`, `Mar.`.
pub(crate) fn month(word: &str) -> Option<i8> {
    number(word, MONTH)
}

/// The number of a weekday, 1 for Monday: `Thursday`, `thu`, `Thurs.`.
pub(crate) fn weekday(word: &str) -> Option<i8> {
    number(word, WEEKDAY)
}

/// True if a word names a month or a weekday.
pub(crate) fn is_month_or_weekday(word: &str) -> bool {
    number(word, MONTH | WEEKDAY).is_some()
}

/// The longest names, `September` and `Wednesday`, in bytes.
const LONGEST: usize = 9;

/// Some abbreviations are words of their own without their period (`sat`), and stand in the table with it alone.
fn number(word: &str, flag: Flags) -> Option<i8> {
    let bare = word.trim_end_matches('.');
    if bare.len() > LONGEST {
        return None;
    }
    let lexicon = get();
    let known = |hash: u64| {
        let word = lexicon.word(lexicon.find(hash));
        word.flags.intersects(flag).then_some(word.value as i8)
    };
    let hash = hash_lower(bare);
    known(hash).or_else(|| known(hash_step(hash, '.')))
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
