//! Date expressions: `late on Sunday evening`, `20 September`, `in the second quarter`, `the three months to June`.
//!
//! Each expression becomes the days that it covers, reckoned from the day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::enrich::figures::when::calendar::{ago, day_and_month, month, weekday, weekend, year};
use crate::enrich::figures::when::days::{Dated, Days, year_at};
use crate::enrich::figures::when::periods::{part_of_year, quarter_or_half, relative_words, up_to};
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::{MONTH, NUMBER, PERIOD, TIME, WEEKDAY};

/// Reads what starts at a token, given the day of publication: the days, and one past the last token.
type Reader = fn(&View<'_>, usize, Date) -> Option<(Days, usize)>;

/// Readers in their order: long expressions come before the words that they begin with.
const READERS: &[Rule<Reader>] = &[
    Rule::new("span up to a date", "`the three months to June`, `in the year to March 2024`", up_to),
    Rule::new(
        "part of a year",
        "`the second quarter`, `Q3 2024`, `the first half of last year`",
        part_of_year,
    ),
    Rule::new("weekday", "`on Saturday`, `late Sunday evening`", weekday),
    Rule::new("month", "`September 20, 2019`, `in March`", month),
    Rule::new("time ago", "`two years ago`, `a week ago`", ago),
    Rule::new("day and month", "`20 September`; before years, which have four digits", day_and_month),
    Rule::new("year", "`in 2018`, `1988 to 1994`, `since 2011`", year),
    Rule::new("weekend", "`over the weekend`", weekend),
    Rule::new("relative words", "`yesterday`, `last month`, `this year`", relative_words),
];

/// The date expression that starts at a token, and one past its last token.
pub(super) fn read(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !may_start(view, i) {
        return None;
    }
    READERS.iter().find_map(|reader| (reader.test)(view, i, today))
}

/// `the same month of 2024`, `a year earlier`: the days before it, in another year.
pub(super) fn read_same_period(
    view: &View<'_>,
    i: usize,
    before: Option<Days>,
    today: Date,
) -> Option<(Days, usize)> {
    let before = before?;
    if view.any(i, &["a", "one"]) && view.is(i + 1, "year") && view.any(i + 2, &["earlier", "before", "ago"])
    {
        return Some((in_year(before, before.from.year() - 1)?, i + 3));
    }
    let before_it = view.any(i, &["previous", "preceding"]) && view.is(i + 1, "year")
        || view.is(i, "year") && view.any(i + 1, &["before", "earlier"]);
    if before_it && view.is(i.wrapping_sub(1), "the") {
        return Some((in_year(before, before.from.year() - 1)?, i + 2));
    }
    if !(view.any(i, &["same", "corresponding"]) && view.has(i + 1, PERIOD)) {
        return None;
    }
    let of = i + 2 + usize::from(view.any(i + 2, &["of", "in"]));
    if let Some(year) = year_at(view, of) {
        return Some((in_year(before, year)?, of + 1));
    }
    let back = view.any(of, &["last", "previous"]) && view.is(of + 1, "year");
    back.then(|| Some((in_year(before, today.year() - 1)?, of + 2))).flatten()
}

/// The same days of another year.
fn in_year(days: Days, year: i16) -> Option<Days> {
    let years = i64::from(year - days.from.year());
    let to = days.to.checked_add(years.years()).ok()?;
    let month_end = days.to.date() == days.to.date().last_of_month();
    let to = if month_end { to.date().last_of_month().at(23, 59, 59, 0) } else { to };
    Some(Days { from: days.from.checked_add(years.years()).ok()?, to })
}

/// True if two dates are the ends of a span: `between Sunday and Monday`, `January-September`, `from 3 to 5 May`.
pub(super) fn spans(view: &View<'_>, first: &Dated, second: &Dated) -> bool {
    if first.days.from >= second.days.from || second.at.saturating_sub(first.last) > 6 {
        return false;
    }
    let gap = first.last..second.at;
    if gap.clone().any(|i| view.stops(i) && !view.dash(i)) {
        return false;
    }
    let dash = gap.len() == 1 && view.dash(first.last);
    let lowest = first.at.saturating_sub(5).max(view.start);
    let opens = |word: &str| (lowest..first.at).any(|i| view.is(i, word));
    let joins = |word: &str| gap.clone().any(|i| view.is(i, word));
    dash || opens("between") && joins("and") || opens("from") && (joins("to") || joins("until"))
}

/// True if a date expression may start at a token: nearly all tokens leave here.
fn may_start(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        || view.has(i, MONTH | WEEKDAY | TIME | NUMBER)
        || view.any(i, &["a", "an"])
        || view.is(i, "quarter")
        || quarter_or_half(view, i).is_some()
}
