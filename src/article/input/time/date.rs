//! Dates in figures, months and weekdays.

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};

use super::scan::Token;
use crate::lexicon::{self, DateWord, date_word};

/// The month of a name or of its abbreviation (`sept`), in English or another large language of news.
pub(super) fn month(word: &str) -> Option<i8> {
    lexicon::month(word).or_else(|| match date_word(word) {
        Some(DateWord::Month(number)) => Some(number),
        _ => None,
    })
}

/// The weekday of a name or of its abbreviation (`thurs`).
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let foreign = || match date_word(word) {
        Some(DateWord::Weekday(number)) => Some(number),
        _ => None,
    };
    let number = lexicon::weekday(word).or_else(foreign)?;
    Weekday::from_monday_one_offset(number).ok()
}

/// True for a word that stands between the parts of a date and says nothing, in any of these languages.
pub(super) fn is_filler(word: &str) -> bool {
    date_word(word) == Some(DateWord::Filler)
}

/// True for a word that stands before a date, in any of these languages.
pub(super) fn is_label(word: &str) -> bool {
    date_word(word) == Some(DateWord::Label)
}

/// A date in figures at the start of `tokens`, and its number of tokens: year first (`2024-05-07`, `2024/5/7`), day
/// first with periods (`7.5.2024`), the day of the year or of a week in ISO 8601, and day and month in either order
/// where only one can be meant.
pub(super) fn in_figures(tokens: &[Token]) -> Option<(Date, usize)> {
    let first = tokens.first()?.number()?;
    let separator = match tokens.get(1)? {
        Token::Mark(mark @ ('-' | '/' | '.')) => *mark,
        _ => return None,
    };
    if first.len() == 4 && separator == '-' {
        if tokens.get(2).and_then(Token::word) == Some("w") {
            return week_date(first, tokens);
        }
        // The day of the year; `2024-128`.
        if let Some(day) = tokens.get(2)?.number().filter(|day| day.len() == 3) {
            let day: i16 = day.parse().ok()?;
            let start = Date::new(year(first)?, 1, 1).ok()?;
            let date = start.with().day_of_year(day).build().ok()?;
            return Some((date, 3));
        }
    }
    let second = tokens.get(2)?.number()?;
    if !tokens.get(3)?.is_mark(separator) {
        return None;
    }
    let third = tokens.get(4)?.number()?;
    let small = |digits: &str| if digits.len() <= 2 { digits.parse::<i8>().ok() } else { None };
    let date = if first.len() == 4 {
        Date::new(year(first)?, small(second)?, small(third)?).ok()?
    } else if third.len() == 4 {
        let (year, a, b) = (year(third)?, small(first)?, small(second)?);
        match (separator, a, b) {
            ('.', day, month) => Date::new(year, month, day).ok()?,
            (_, a, b) if a > 12 || a == b => Date::new(year, b, a).ok()?,
            (_, a, b) if b > 12 => Date::new(year, a, b).ok()?,
            // Two days could be meant.
            _ => return None,
        }
    } else {
        return None;
    };
    Some((date, 5))
}

/// `2024-W19-2`.
fn week_date(year_digits: &str, tokens: &[Token]) -> Option<(Date, usize)> {
    let week = tokens.get(3)?.number()?.parse().ok()?;
    if !tokens.get(4)?.is_mark('-') {
        return None;
    }
    let day = tokens.get(5)?.number()?.parse().ok()?;
    let weekday = Weekday::from_monday_one_offset(day).ok()?;
    let date = ISOWeekDate::new(year(year_digits)?, week, weekday).ok()?.date();
    Some((date, 6))
}

/// A year of four digits; years before 1000 are missing values (`0001-01-01`).
pub(super) fn year(digits: &str) -> Option<i16> {
    if digits.len() == 4 { digits.parse().ok().filter(|&year| year >= 1000) } else { None }
}

/// `YYYYMMDD`, `YYYYMMDDhhmm` or `YYYYMMDDhhmmss`.
pub(super) fn compact(digits: &str) -> Option<DateTime> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i8>().ok());
    let date = Date::new(year(digits.get(..4)?)?, part(4..6)?, part(6..8)?).ok()?;
    let time = match digits.len() {
        8 => Time::midnight(),
        12 => Time::new(part(8..10)?, part(10..12)?, 0, 0).ok()?,
        14 => Time::new(part(8..10)?, part(10..12)?, part(12..14)?, 0).ok()?,
        _ => return None,
    };
    Some(date.to_datetime(time))
}
