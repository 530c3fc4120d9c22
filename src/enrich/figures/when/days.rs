//! Spans of days, and the numbers that date expressions hold.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::enrich::figures::reject::looks_like_year;
use crate::enrich::figures::scan::number;
use crate::enrich::view::View;

/// From the first second to the last, by the clock of the place of publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::enrich::figures) struct Days {
    pub(super) from: DateTime,
    pub(super) to: DateTime,
}

/// The longest stretch of days in which a single event happens (chosen: a week).
const EVENT_DAYS: i32 = 7;

impl Days {
    /// They are more than those of a single event.
    pub(super) fn is_long(self) -> bool {
        (self.to.date() - self.from.date()).get_days() >= EVENT_DAYS
    }
}

/// A date expression in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// First token.
    pub(super) at: usize,
    /// `None` for an expression that cannot be reckoned: a figure next to it takes no other date.
    pub(super) days: Option<Days>,
    /// One past the last token.
    pub(super) last: usize,
    /// It begins after the day of publication.
    pub(super) ahead: bool,
    /// It ends before the day of publication.
    pub(super) over: bool,
    /// Another date fixes it: `a year earlier`.
    pub(super) relative: bool,
}

pub(super) fn day(at: Date) -> Days {
    whole(at, at)
}

/// From the start of one day to the end of another.
pub(super) fn whole(first: Date, last: Date) -> Days {
    Days { from: first.at(0, 0, 0, 0), to: last.at(23, 59, 59, 0) }
}

pub(super) fn whole_month(first: Date) -> Days {
    whole(first.first_of_month(), first.last_of_month())
}

pub(super) fn whole_year(year: i16) -> Option<Days> {
    Some(whole(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// So many months from the first of a month on.
pub(super) fn months(first: Date, count: i64) -> Option<Days> {
    Some(whole(first, first.checked_add(count.months()).ok()?.yesterday().ok()?))
}

/// From some day to the day of publication.
pub(super) fn up_to_now(first: Date, today: Date) -> Option<Days> {
    (first <= today).then(|| whole(first, today))
}

/// The single day that an expression covers.
pub(super) fn single_day(days: Days) -> Option<Date> {
    (days.from.date() == days.to.date()).then(|| days.from.date())
}

pub(super) fn year_at(view: &View<'_>, i: usize) -> Option<i16> {
    looks_like_year(view.text(i)).then(|| view.text(i).parse().ok()).flatten()
}

/// A day without a year lies in the year of publication, or in the one before where that would be far ahead; in a clause
/// of what lies `ahead` it is the next.
pub(super) fn dated(today: Date, year: Option<i16>, month: i8, of_month: i8, ahead: bool) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, of_month).ok();
    }
    if ahead {
        let next = |year: i16| Date::new(year, month, of_month).ok().filter(|&day| day >= today);
        return next(today.year()).or_else(|| next(today.year() + 1));
    }
    let here = Date::new(today.year(), month, of_month).ok()?;
    let far = today.checked_add(60.days()).is_ok_and(|far| here > far);
    if far { Date::new(today.year() - 1, month, of_month).ok() } else { Some(here) }
}

/// The number that starts at a token, in digits or words: `two`, `12`, `a`.
pub(super) fn small_number(view: &View<'_>, i: usize) -> Option<i64> {
    if view.any(i, &["a", "an"]) {
        return Some(1);
    }
    let value = number::at(view, i, false)?.value;
    (value.fract() == 0.0 && (1.0..=500.0).contains(&value)).then_some(value as i64)
}

/// True if an expression needs no day of publication: it has a year.
pub(super) fn is_whole(view: &View<'_>, first: usize, last: usize) -> bool {
    (first..last).any(|i| looks_like_year(view.text(i)))
}
