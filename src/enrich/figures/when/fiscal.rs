//! Financial years: `in the 2019/20 financial year`, `in 2024-25`, `Q1 FY26`. They begin elsewhere in each country.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::enrich::figures::when::days::{Days, months, year_at};
use crate::enrich::figures::when::periods::quarter_or_half;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;

patterns! {
    "figures":
    /// `2019/20`, `2024-25`.
    SPLIT = ["^ <number> <dash>|/ <number>&<glued>"];
    /// `the 2019/20 financial year`, `the 2019/20 budget`.
    YEAR_BEHIND = ["^ financial|fiscal", "^ budget|accounts"];
    /// `the financial year 2019/20`, `FY 2024-25`, `fiscal 2024-25`.
    YEAR_BEFORE = ["financial|fiscal year? ^", "fy ^"];
    /// `in 2024-25`, `of 2024-25`.
    LED = ["in|during|for|of ^"];
    /// `the 2024-25 season`: no financial year.
    OTHER_YEAR = ["^ YEARS_OF_OTHERS", "school|academic year ^"];
}

/// The financial year of the country that an article is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::enrich::figures) struct Fiscal {
    /// Its first month.
    first: i8,
    /// Most firms have it too, so that a split year alone means it.
    firms: bool,
}

impl Fiscal {
    /// The financial year of a country, by its ISO 3166-1 code; `None` where it is the calendar year, or is not known.
    pub(in crate::enrich::figures) fn of(country: [u8; 2]) -> Option<Self> {
        let (first, firms) = match &country {
            b"IN" | b"JP" => (4, true),
            b"GB" | b"CA" | b"ZA" | b"SG" | b"HK" | b"BW" | b"LS" | b"JM" => (4, false),
            b"PK" | b"BD" | b"BT" => (7, true),
            b"AU" | b"NZ" | b"KE" | b"UG" | b"TZ" | b"RW" | b"EG" | b"GM" | b"MU" => (7, false),
            b"US" | b"TH" | b"LA" => (10, false),
            _ => return None,
        };
        Some(Self { first, firms })
    }

    fn start(self, year: i16) -> Option<Date> {
        Date::new(year, self.first, 1).ok()
    }
}

/// The financial year or its quarter that starts at a token, and one past its last token; no days where the country is not
/// known to have one.
pub(super) fn read(
    view: &View<'_>,
    i: usize,
    fiscal: Option<Fiscal>,
    today: Date,
) -> Option<(Option<Days>, usize)> {
    if let Some(found) = quarter(view, i, fiscal, today) {
        return Some(found);
    }
    let (year, last) = split_year(view, i)?;
    let named = YEAR_BEHIND.begin(view, last) || YEAR_BEFORE.begin(view, i);
    if OTHER_YEAR.around(view, i..last) || !named && !LED.begin(view, i) {
        return None;
    }
    let days =
        fiscal.filter(|fiscal| named || fiscal.firms).and_then(|fiscal| months(fiscal.start(year)?, 12));
    (named || days.is_some()).then_some((days, last))
}

/// `2019/20`: two years that follow each other.
fn split_year(view: &View<'_>, i: usize) -> Option<(i16, usize)> {
    if !SPLIT.begin(view, i) {
        return None;
    }
    let year = year_at(view, i)?;
    let next: i16 = view.text(i + 2).parse().ok()?;
    (next == year + 1 || next == (year + 1) % 100).then_some((year, i + 3))
}

/// `Q1`, `the first quarter of 2024-25`, where firms have the financial year of the country. Without a year it is the latest
/// that is over.
fn quarter(view: &View<'_>, i: usize, fiscal: Option<Fiscal>, today: Date) -> Option<(Option<Days>, usize)> {
    let fiscal = fiscal.filter(|fiscal| fiscal.firms)?;
    let (start, length, next) = quarter_or_half(view, i)?;
    let coded = view.text(i).len() == 2;
    let at = next + usize::from(view.any(next, &["of", "in"]));
    let at = at + usize::from(view.any(at, &["fy", "fiscal"]));
    let (year, last) = match split_year(view, at) {
        Some(found) => found,
        None if coded && at == next => (latest(fiscal, start, length, today)?, next),
        None => return None,
    };
    let first = fiscal.start(year)?.checked_add(i64::from(start - 1).months()).ok()?;
    Some((months(first, i64::from(length)), last))
}

/// The financial year of the latest quarter that is over.
fn latest(fiscal: Fiscal, start: i8, length: i8, today: Date) -> Option<i16> {
    let over = |year: &i16| {
        let end = fiscal.start(*year)?.checked_add(i64::from(start - 1 + length).months()).ok()?;
        (end <= today).then_some(())
    };
    [today.year(), today.year() - 1, today.year() - 2].into_iter().find(|year| over(year).is_some())
}
