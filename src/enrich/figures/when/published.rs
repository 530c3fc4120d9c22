//! The day of publication, by the calendar of the place that the story is about.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;

use crate::article::enriched::Interval;
use crate::enrich::figures::when::days::Days;

/// When the article was published: the day, and the offset of its zone.
#[derive(Debug, Clone, Copy)]
pub(in crate::enrich::figures) struct Published {
    pub(super) offset: Offset,
    /// The day on which the story's own calendar stood.
    today: Date,
}

impl Published {
    /// A time that no article names, for dates that need none.
    pub(super) const UNKNOWN: Self = Self { offset: Offset::UTC, today: date(1900, 1, 1) };

    /// From RFC 3339; `None` where it is not that. A time in UTC is mostly that of a server: the day is then reckoned
    /// by the offset that the source wrote (`raw`), else by the sun at `longitude` (degrees east) of the place that the
    /// article is about, so that a morning in Auckland, which is an evening in UTC, has its own weekday.
    pub(in crate::enrich::figures) fn parse(
        text: &str,
        raw: Option<&str>,
        longitude: Option<f64>,
    ) -> Option<Self> {
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).ok()?;
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        let at = DateTime::from_parts(pieces.date(), pieces.time()?);
        let by_sun = || longitude.map_or(0, |degrees| (degrees / 15.0).round() as i64 * 3600);
        let ahead = if offset.is_zero() { zone_of(raw).map_or_else(by_sun, i64::from) } else { 0 };
        let today = at.checked_add(jiff::Span::new().try_seconds(ahead).ok()?).ok()?.date();
        Some(Self { offset, today })
    }

    /// The day of publication.
    pub(super) fn today(self) -> Date {
        self.today
    }
}

/// The offset in seconds that the source wrote, if it is not that of UTC.
fn zone_of(raw: Option<&str>) -> Option<i32> {
    let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(raw?).ok()?;
    pieces.to_numeric_offset().map(Offset::seconds).filter(|&seconds| seconds != 0)
}

/// The interval of the contract, in the zone of publication.
pub(super) fn interval(days: Days, offset: Offset) -> Option<Interval> {
    let write = |at: DateTime| -> Option<String> {
        let timestamp: Timestamp = offset.to_timestamp(at).ok()?;
        Some(if offset.is_zero() {
            timestamp.to_string()
        } else {
            timestamp.display_with_offset(offset).to_string()
        })
    };
    Some(Interval { from: write(days.from)?, to: write(days.to)? })
}
