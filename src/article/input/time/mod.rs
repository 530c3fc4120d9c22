//! Times as sources write them, to instants.
//!
//! [`scan`] cuts the text into numbers, words and marks; [`form`] puts them together to a date, a clock time and a
//! zone ([`zone`]), whatever their order. Every token must have its place and none may contradict another: a form that
//! means two different days, a time zone of more than one meaning and a weekday of another date are left unread.

mod clock;
mod date;
mod form;
mod scan;
mod zone;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

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
    let text = text.trim();
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) || number(text).is_some() {
        return None;
    }
    let written = form::read(text, assumed)?;
    let zone_given = written.zone.is_some();
    let zone = written.zone.unwrap_or_else(|| assumed.clone());
    Some(Time { timestamp: zone.to_timestamp(written.civil).ok()?, zone_given })
}

/// The number that is the whole text, also as .NET writes it (`/Date(1715063400000)/`).
fn number(text: &str) -> Option<f64> {
    let text = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/")).unwrap_or(text);
    let plain = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|&byte| byte == b'.').count() < 2;
    if plain { text.parse().ok() } else { None }
}

/// Reads a number: a date and time in digits (`20240507`, `20240507063000`), else seconds, milli-, micro- or
/// nanoseconds since 1970.
///
/// A time before March 1973 or after 2286 is none: in news such a number is a missing value or counts something else.
pub fn of_number(number: f64, assumed: &TimeZone) -> Option<Time> {
    if let Some(civil) = in_digits(number) {
        return Some(Time { timestamp: assumed.to_timestamp(civil).ok()?, zone_given: false });
    }
    let per_second = match number {
        1e8..1e10 => 1.0,
        1e11..1e13 => 1e3,
        1e14..1e16 => 1e6,
        1e17..9e18 => 1e9,
        _ => return None,
    };
    // Microseconds are what a double still holds of a time of today.
    let microseconds = (number / per_second * 1e6).round() as i64;
    Some(Time { timestamp: Timestamp::from_microsecond(microseconds).ok()?, zone_given: true })
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
