//! Clock times and offsets from UTC.

use jiff::tz::TimeZone;

use super::scan::Token;
use super::zone;

/// A time of day. Hour 24 is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) nanosecond: i32,
}

impl Clock {
    fn new(hour: &str, minute: &str, second: &str) -> Option<Self> {
        let part = |digits: &str| if digits.len() <= 2 { digits.parse::<i8>().ok() } else { None };
        let clock = Self { hour: part(hour)?, minute: part(minute)?, second: part(second)?, nanosecond: 0 };
        let (hour, minute, second) = (clock.hour, clock.minute, clock.second);
        let valid = hour < 24 && minute < 60 && second <= 60 || hour == 24 && minute == 0 && second == 0;
        // A leap second is the last of its minute.
        valid.then_some(Self { second: second.min(59), ..clock })
    }
}

/// A clock time at the start of `tokens`, with its number of tokens: `8:52`, `20.52`, `8:52:07.25 PM`, `8 p.m.`,
/// `20h52`, `12 noon`.
pub(super) fn read(tokens: &[Token]) -> Option<(Clock, usize)> {
    let first = tokens.first()?;
    if first.word() == Some("noon") {
        return Some((Clock::new("12", "0", "0")?, 1));
    }
    let hour = first.number().filter(|digits| digits.len() <= 2)?;
    if let Some((minute, used)) = behind_a_word(tokens) {
        return Some((Clock::new(hour, minute, "0")?, used));
    }
    let (clock, used, bare) = with_minutes(tokens, hour)?;
    let at = used + usize::from(tokens.get(used) == Some(&Token::Space));
    match tokens.get(at).and_then(Token::word) {
        Some("am" | "pm" | "noon" | "a" | "p") => {
            let (half, end) = half_of_day(tokens, at, clock)?;
            Some((in_half(clock, half)?, end))
        }
        Some("h" | "hrs" | "hours" | "uhr") if !bare => Some((clock, at + 1)),
        _ if bare => None,
        _ => Some((clock, used)),
    }
}

/// Words for the hour between it and the minutes, in French, Spanish, Portuguese, German and Russian.
const HOURS: [&str; 8] = ["h", "heure", "heures", "hs", "hrs", "horas", "uhr", "ч"];
/// Words behind the minutes.
const MINUTES: [&str; 4] = ["m", "min", "minutes", "мин"];

/// The minutes behind the word for the hour, with the number of tokens: `14 h 30`, `14h30min`, `14 heures`, `14 Uhr`.
fn behind_a_word(tokens: &[Token]) -> Option<(&str, usize)> {
    let space = |at: usize| usize::from(tokens.get(at) == Some(&Token::Space));
    let word =
        |at: usize, known: &[&str]| tokens.get(at).and_then(Token::word).is_some_and(|w| known.contains(&w));
    let at = 1 + space(1);
    if !word(at, &HOURS) {
        return None;
    }
    let next = at + 1 + space(at + 1);
    let minute = tokens.get(next).and_then(Token::number).filter(|digits| digits.len() == 2);
    // A longer time follows, or a date.
    let is_last = !matches!(tokens.get(next + 1), Some(Token::Mark('-' | '/' | '.')));
    let Some(minute) = minute.filter(|_| is_last) else { return Some(("0", at + 1)) };
    let end = next + 1 + space(next + 1);
    Some((minute, if word(end, &MINUTES) { end + 1 } else { next + 1 }))
}

/// The hour with the minutes and seconds behind it; whether it stands alone.
fn with_minutes(tokens: &[Token], hour: &str) -> Option<(Clock, usize, bool)> {
    let number = |at: usize| tokens.get(at).and_then(Token::number);
    let two = |at: usize| number(at).filter(|digits| digits.len() == 2);
    let Some(minute) = two(2) else { return Some((Clock::new(hour, "0", "0")?, 1, true)) };
    match &tokens[1] {
        Token::Mark(':') => {}
        // `20.52`, and `20h52`.
        Token::Mark('.') => {
            let longer = tokens.get(3).is_some_and(|mark| mark.is_mark('.') && number(4).is_some());
            return if longer {
                with_periods(tokens)
            } else {
                Some((Clock::new(hour, minute, "0")?, 3, false))
            };
        }
        Token::Word(word) if word == "h" => return Some((Clock::new(hour, minute, "0")?, 3, false)),
        _ => return Some((Clock::new(hour, "0", "0")?, 1, true)),
    }
    if !tokens.get(3).is_some_and(|mark| mark.is_mark(':')) {
        return Some((Clock::new(hour, minute, "0")?, 3, false));
    }
    let second = two(4)?;
    let mut clock = Clock::new(hour, minute, second)?;
    // SQL Server puts a colon before thousandths.
    let colon =
        tokens.get(5).is_some_and(|mark| mark.is_mark(':')) && number(6).is_some_and(|d| d.len() == 3);
    let fraction = colon || tokens.get(5).is_some_and(|mark| mark.is_mark('.') || mark.is_mark(','));
    match number(6).filter(|_| fraction) {
        Some(digits) => {
            clock.nanosecond = nanoseconds(digits)?;
            Some((clock, 7, false))
        }
        None => Some((clock, 5, false)),
    }
}

/// `06.30.00` and `06.30.00.123456`, two digits each, as databases write it; `7.5.24` is a date.
fn with_periods(tokens: &[Token]) -> Option<(Clock, usize, bool)> {
    let two = |at: usize| tokens.get(at).and_then(Token::number).filter(|digits| digits.len() == 2);
    let mut clock = Clock::new(two(0)?, two(2)?, two(4)?)?;
    let fraction = tokens.get(6).and_then(Token::number).filter(|_| tokens[5].is_mark('.'));
    if let Some(digits) = fraction {
        clock.nanosecond = nanoseconds(digits)?;
    }
    Some((clock, if fraction.is_some() { 7 } else { 5 }, false))
}

/// `063000.25` as ISO 8601 writes a time behind a `T`: 2, 4 or 6 digits.
pub(super) fn compact(tokens: &[Token]) -> Option<(Clock, usize)> {
    let digits = tokens.first()?.number()?;
    let part = |from: usize| digits.get(from..from + 2).unwrap_or("0");
    if !matches!(digits.len(), 2 | 4 | 6) {
        return None;
    }
    let mut clock = Clock::new(part(0), part(2), part(4))?;
    let fraction = tokens.get(1).is_some_and(|mark| mark.is_mark('.') || mark.is_mark(','));
    match tokens.get(2).and_then(Token::number).filter(|_| fraction && digits.len() == 6) {
        Some(fraction) => {
            clock.nanosecond = nanoseconds(fraction)?;
            Some((clock, 3))
        }
        None => Some((clock, 1)),
    }
}

/// The first nine digits of a fraction of a second.
fn nanoseconds(digits: &str) -> Option<i32> {
    let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
    nine.parse().ok()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// `am`, `p.m.`, `p. m.` and `noon` at `at`, and the index behind.
fn half_of_day(tokens: &[Token], at: usize, clock: Clock) -> Option<(Half, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    match word(at)? {
        "am" => Some((Half::Morning, at + 1)),
        "pm" => Some((Half::Afternoon, at + 1)),
        "noon" if (clock.hour, clock.minute) == (12, 0) => Some((Half::Afternoon, at + 1)),
        letter @ ("a" | "p") if tokens.get(at + 1) == Some(&Token::Space) && word(at + 2) == Some("m") => {
            Some((if letter == "a" { Half::Morning } else { Half::Afternoon }, at + 3))
        }
        _ => None,
    }
}

/// The time in a half of the day. `14:30 PM` says the same twice; `14:30 AM` contradicts itself.
fn in_half(mut clock: Clock, half: Half) -> Option<Clock> {
    match (clock.hour, half) {
        (12, Half::Morning) => clock.hour = 0,
        (1..=11, Half::Afternoon) => clock.hour += 12,
        (0..=11, Half::Morning) | (12..=23, Half::Afternoon) => {}
        _ => return None,
    }
    Some(clock)
}

/// An offset at the start of `tokens` (`+03:00`, `-0500`, `+3`), with its number of tokens.
pub(super) fn offset(tokens: &[Token]) -> Option<(TimeZone, usize)> {
    let sign = match tokens.first()? {
        Token::Mark('+') => 1,
        Token::Mark('-') => -1,
        _ => return None,
    };
    let digits = tokens.get(1)?.number()?;
    let colon = tokens.get(2).is_some_and(|mark| mark.is_mark(':'));
    let minute = tokens.get(3).and_then(Token::number).filter(|minute| colon && minute.len() == 2);
    let (hours, minutes, used) = match (digits.len(), minute) {
        (1 | 2, Some(minute)) => (digits, minute, 4),
        (1 | 2, None) if !colon => (digits, "0", 2),
        (4, None) if !colon => (&digits[..2], &digits[2..], 2),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    // UTC-12 and UTC+14 are the ends of the world.
    let total = sign * (hours * 60 + minutes);
    if minutes > 59 || !(-12 * 60..=14 * 60).contains(&total) {
        return None;
    }
    Some((zone::offset(total)?, used))
}
