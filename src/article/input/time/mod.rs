//! Times as sources write them, to instants.
//!
//! [`scan`] cuts the text into numbers, words and marks; [`form`] puts them together to a date, a clock time and a
//! zone ([`zone`]), whatever their order. Every token must have its place and none may contradict another: a form that
//! means two different days, a time zone of more than one meaning and a weekday of another date are left unread. [`world`] and
//! [`east_asian`] make times of other languages plain first.

mod clock;
mod date;
mod east_asian;
mod form;
mod scan;
mod value;
mod world;
mod zone;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub(super) use value::read_value;

use crate::article::Article;

/// A time, and whether its source gave a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// The instant.
    pub timestamp: Timestamp,
    /// True if the zone was given rather than assumed.
    pub zone_given: bool,
}

impl Time {
    /// Makes this the article's time of publication.
    pub(super) fn publish(self, article: &mut Article, raw: &str) {
        article.published_at = Some(self.timestamp.to_string());
        article.published_at_zone = Some(if self.zone_given { "given" } else { "assumed" }.into());
        article.published_at_raw = Some(raw.to_owned());
    }
}

/// Longest form that is read, in bytes; the name of a time zone in brackets is the longest part.
const LONGEST: usize = 120;

/// Reads the value of a field: a written time, or a number of seconds since 1970 as text. `assumed` is the zone of a
/// text that gives none.
pub fn read(text: &str, assumed: &TimeZone) -> Option<Time> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    match number(text) {
        Some(number) => of_number(number, assumed),
        None => read_line(text, assumed),
    }
}

/// Reads a line of text that is a time. A number alone, which may be anything, is none.
pub fn read_line(text: &str, assumed: &TimeZone) -> Option<Time> {
    // A line of text is seldom a time; it is made plain only where it can be one.
    if text.trim().len() > LONGEST || !text.contains(char::is_numeric) {
        return None;
    }
    let text = &*east_asian::in_figures(text.trim());
    let text = &*world::plain(text);
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) || number(text).is_some() {
        return None;
    }
    let written = form::read(text, assumed)?;
    let zone_given = written.zone.is_some();
    let zone = written.zone.unwrap_or_else(|| assumed.clone());
    Some(Time { timestamp: zone.to_timestamp(written.civil).ok()?, zone_given })
}

/// Reads a time with its zone, such as an embargo's end. Where it names no year, it is the first day from a week before
/// `after` on that has its weekday.
pub fn read_until(text: &str, assumed: &TimeZone, after: Option<Timestamp>) -> Option<Timestamp> {
    let years = after.map(|after| {
        let year = TimeZone::UTC.to_datetime(after).year();
        [year, year + 1]
    });
    if text.len() > LONGEST {
        return None;
    }
    let written = match years {
        Some(years) => form::read_without_year(text, assumed, years)?,
        None => form::read(text, assumed)?,
    };
    let time = written.zone?.to_timestamp(written.civil).ok()?;
    let is_near = after.is_none_or(|after| time.as_second() > after.as_second() - WEEK);
    (is_near || written.has_year).then_some(time)
}

/// A week in seconds.
const WEEK: i64 = 7 * 24 * 60 * 60;

/// The number that is the whole text, also as .NET writes it (`/Date(1715063400000+0200)/`: the offset says where it was
/// written and changes nothing).
fn number(text: &str) -> Option<f64> {
    let text = text.trim_matches('\\').trim_start_matches("\\/");
    let inner =
        text.strip_prefix("/Date(").and_then(|rest| rest.trim_end_matches(['/', '\\']).strip_suffix(')'));
    let text = inner.map_or(text, |inner| inner.split(['+', '-']).next().unwrap_or_default());
    let plain = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|&byte| byte == b'.').count() < 2;
    if plain { text.parse().ok() } else { None }
}

/// The last second since 1970 that is read, in 2039: numbers beyond it are rather `YYMMDDhhmm`.
const LAST_SECOND: f64 = 2.2e9;
/// Counts of 100 nanoseconds since the year 1 (.NET's ticks) of the years 1970 to 2100. As nanoseconds since 1970 they would
/// all lie in 1989 and 1990.
const TICKS: std::ops::Range<f64> = 6.21e17..6.63e17;
/// Nanoseconds below this are rather Windows' counts of 100 nanoseconds since 1601, which would all lie in the 1970s.
const FIRST_NANOSECOND: f64 = 1.6e17;

/// Reads a number: a date and time in digits (`20240507`, `20240507063000`), else seconds, milli-, micro- or
/// nanoseconds since 1970.
///
/// A time before March 1973 or after 2039 is none: in news such a number is a missing value, counts from another day
/// (a spreadsheet's, .NET's, Windows'), or counts something else.
pub fn of_number(number: f64, assumed: &TimeZone) -> Option<Time> {
    if let Some(civil) = in_digits(number) {
        return Some(Time { timestamp: assumed.to_timestamp(civil).ok()?, zone_given: false });
    }
    let per_second = match number {
        _ if TICKS.contains(&number) => return None,
        1e8..1e10 => 1.0,
        1e11..1e13 => 1e3,
        1e14..1e16 => 1e6,
        FIRST_NANOSECOND..9e18 => 1e9,
        _ => return None,
    };
    if number / per_second > LAST_SECOND {
        return None;
    }
    // Microseconds are what a double still holds of a time of today.
    let microseconds = (number / per_second * 1e6).round() as i64;
    Some(Time { timestamp: Timestamp::from_microsecond(microseconds).ok()?, zone_given: true })
}

/// Days that programs write where they have no time: the first of Unix, of spreadsheets, of databases, and years that nothing
/// has happened in yet.
const PLACEHOLDERS: [&str; 5] = ["1970-01-01", "1900-01-01", "1899-12-30", "1899-12-31", "1753-01-01"];
/// The first year that an article can be from, and the first that none is from. A year before is of another calendar, as in
/// Iran, or a missing value.
const FIRST: i16 = 1600;
const FAR: i16 = 2100;

/// True if a time can be one of publication: neither a placeholder nor in the far future.
pub(super) fn is_plausible(time: &Time, assumed: &TimeZone) -> bool {
    let zone = if time.zone_given { TimeZone::UTC } else { assumed.clone() };
    let civil = zone.to_datetime(time.timestamp);
    let is_midnight = civil.time() == jiff::civil::Time::midnight();
    (FIRST..FAR).contains(&civil.year())
        && !(is_midnight && PLACEHOLDERS.contains(&civil.date().to_string().as_str()))
}

/// The date and time that the digits of a whole number write: `YYYYMMDD`, `YYYYMMDDhhmm` or `YYYYMMDDhhmmss`, of the
/// years 1900 to 2099. No count of seconds or milliseconds of these years has as many digits.
fn in_digits(number: f64) -> Option<DateTime> {
    if number.fract() != 0.0 || !(1.9e7..2.1e13).contains(&number) {
        return None;
    }
    let digits = (number as u64).to_string();
    if !matches!(digits.len(), 8 | 12 | 14) || !digits.starts_with("19") && !digits.starts_with("20") {
        return None;
    }
    date::compact(&digits)
}

#[cfg(test)]
mod tests;
