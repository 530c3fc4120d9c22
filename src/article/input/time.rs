//! Times as sources write them, to RFC 3339.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use crate::article::Article;

/// A time, and whether its source gave a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// The instant.
    pub timestamp: Timestamp,
    /// Whether the zone was given rather than assumed.
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

/// Forms without a zone that the standards do not have. Day and month in figures only where nobody confuses them.
const CIVIL_FORMS: &[&str] = &[
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d %B %Y %H:%M:%S",
    "%d %B %Y %H:%M",
    "%d %B %Y",
    "%d %b %Y %H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %b %Y",
    "%B %d %Y %H:%M:%S",
    "%B %d %Y %H:%M",
    "%B %d %Y %I:%M %p",
    "%B %d %Y",
    "%b %d %Y %H:%M:%S",
    "%b %d %Y %H:%M",
    "%b %d %Y %I:%M %p",
    "%b %d %Y",
    "%Y-%m-%d %I:%M %p",
    "%Y-%m-%d %I:%M:%S %p",
];
/// No form is longer; nothing longer is tried.
const LONGEST: usize = 64;

/// Reads a time; `zone` is assumed where the text gives none.
pub fn read(text: &str, zone: &TimeZone) -> Option<Time> {
    let text = text.trim();
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(Time { timestamp, zone_given: true });
    }
    if let Ok(timestamp) = rfc2822::DateTimeParser::new().parse_timestamp(text) {
        return Some(Time { timestamp, zone_given: true });
    }
    let (text, named) = match text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")) {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let zone = if named { &TimeZone::UTC } else { zone };
    let civil = civil(text)?;
    let timestamp = zone.to_timestamp(civil).ok()?;
    Some(Time { timestamp, zone_given: named })
}

/// Seconds (or, where that would lie beyond the year 5000, milliseconds) since 1970.
pub fn of_epoch(number: i64) -> Option<Time> {
    let timestamp = if number.unsigned_abs() < 100_000_000_000 {
        Timestamp::from_second(number)
    } else {
        Timestamp::from_millisecond(number)
    };
    Some(Time { timestamp: timestamp.ok()?, zone_given: true })
}

fn civil(text: &str) -> Option<DateTime> {
    // A year alone, or a number, is no time.
    if !text.contains(['-', '/', '.', ' ', ':', 'T']) {
        return None;
    }
    if let Ok(civil) = text.parse::<DateTime>() {
        return Some(civil);
    }
    let plain = text.replace(',', " ").replace(" at ", " ");
    let plain = plain.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    CIVIL_FORMS.iter().find_map(|form| {
        let broken_down = BrokenDownTime::parse(form, &plain).ok()?;
        broken_down.to_datetime().ok().or_else(|| broken_down.to_date().ok().map(Date::into))
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use jiff::tz::TimeZone;

    #[test]
    fn times_are_read_as_sources_write_them() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        for (text, expected, given) in [
            ("2023-09-24 23:46:11", "2023-09-24T21:46:11Z", false),
            ("2023-09-24T23:46:11Z", "2023-09-24T23:46:11Z", true),
            ("2023-09-24T23:46:11.250+02:00", "2023-09-24T21:46:11.25Z", true),
            ("2023-09-24T23:46:11+0200", "2023-09-24T21:46:11Z", true),
            ("20230924T234611Z", "2023-09-24T23:46:11Z", true),
            ("Sun, 24 Sep 2023 23:46:11 GMT", "2023-09-24T23:46:11Z", true),
            ("24 Sep 2023 23:46:11 -0400", "2023-09-25T03:46:11Z", true),
            ("2023-09-24 23:46 UTC", "2023-09-24T23:46:00Z", true),
            ("2023-09-24", "2023-09-23T22:00:00Z", false),
            ("24 September 2023", "2023-09-23T22:00:00Z", false),
            ("September 24, 2023 at 11:46 PM", "2023-09-24T21:46:00Z", false),
            ("24.09.2023 23:46", "2023-09-24T21:46:00Z", false),
        ] {
            let time = read(text, &berlin).unwrap_or_else(|| panic!("{text} is a time"));
            assert_eq!((time.timestamp.to_string().as_str(), time.zone_given), (expected, given), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "2023", "12", "yesterday", "5:30", "3-2", "09/10/2023", "He is 24.", "#tag1 #tag2"] {
            assert_eq!(read(text, &TimeZone::UTC), None, "{text}");
        }
    }
}
