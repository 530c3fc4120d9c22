//! Times as the large languages of news write them, made plain for [`super::form`]: figures of other scripts, names of two
//! words, a numeric month (`7 tháng 5`), a year with its period (`2024. május 7.`).

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{DateWord, date_phrases, date_word};

/// The first digit of each script whose figures are written in dates.
const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '௦', '๐', '０'];

/// English names of months and days, which the reader of forms knows.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The same time in ASCII figures, with names of one word.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = without_spaces_in_a_date(text);
    if text.is_ascii() && !text.contains("-feira") {
        return text;
    }
    let mut plain: String = text.nfc().map(in_ascii).collect();
    for words in date_phrases().iter().copied() {
        // A name in Latin letters may begin with a capital.
        let at = plain.find(words).or_else(|| {
            let lower = plain.to_lowercase();
            lower.find(words).filter(|_| lower.len() == plain.len())
        });
        if let Some(at) = at {
            plain.replace_range(at..at + words.len(), in_english(words).unwrap_or_default());
        }
    }
    Cow::Owned(with_named_month(&plain).unwrap_or(plain))
}

fn in_ascii(c: char) -> char {
    let digit = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10);
    match ZEROS.iter().find_map(digit) {
        Some(value) => char::from_digit(value, 10).unwrap_or(c),
        None if c == '،' => ',',
        None => c,
    }
}

fn in_english(words: &str) -> Option<&'static str> {
    match date_word(words)? {
        DateWord::Month(number) => MONTHS.get(usize::try_from(number).ok()?.checked_sub(1)?).copied(),
        DateWord::Weekday(number) => WEEKDAYS.get(usize::try_from(number).ok()?.checked_sub(1)?).copied(),
        DateWord::Filler | DateWord::Label => None,
    }
}

/// `ngày 7 tháng 5 năm 2024` with the month by its name.
fn with_named_month(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (before, rest) = lower.split_once("tháng ").or_else(|| lower.split_once("tháng"))?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: usize = rest[..digits].parse().ok()?;
    let mut named = String::from(before);
    write!(named, "{}{}", MONTHS.get(number.checked_sub(1)?)?, &rest[digits..]).ok()?;
    Some(named)
}

/// `2024. 5. 7.` without its blanks, as Korean and Hungarian programs write it.
fn without_spaces_in_a_date(text: &str) -> Cow<'_, str> {
    let joined = || {
        let (year, rest) = text.split_once(". ")?;
        let (month, rest) = rest.split_once(". ")?;
        let is_number = |text: &str, longest: usize| {
            (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (day, rest) = rest.split_at(end);
        let is_date = year.len() == 4 && is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        is_date.then(|| format!("{year}-{month}-{day}{rest}"))
    };
    joined().map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn figures_and_names_are_made_plain() {
        for (text, expected) in [
            ("٧ مايو ٢٠٢٤، ١٤:٣٠", "7 مايو 2024, 14:30"),
            ("7 كانون الأول 2024", "7 dec 2024"),
            ("Segunda-feira, 6 de maio", "mon, 6 de maio"),
            ("ngày 7 tháng 5 năm 2024", "ngày 7 may năm 2024"),
            ("2024. 5. 7. 14:30", "2024-5-7 14:30"),
            ("2024. 5. 7", "2024-5-7"),
            ("7 May 2024", "7 May 2024"),
            ("7. 5. 2024", "7. 5. 2024"),
            ("tháng 13", "tháng 13"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
