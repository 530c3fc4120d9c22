//! Dates that another date fixes: `a year earlier`, `the day before`, `the same month of 2024`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::enrich::figures::when::days::{
    Days, day, single_day, small_number, whole, whole_month, whole_year, year_at,
};
use crate::enrich::pattern::{Openings, patterns};
use crate::enrich::view::View;
use crate::lexicon::UNIT;

patterns! {
    "figures":
    /// `a year earlier`, `four years before`.
    COUNTED_BACK = ["^ <number>|NUMBER|a|an UNIT earlier|before|previously"];
    /// `two days later`.
    COUNTED_ON = ["^ <number>|NUMBER|a|an UNIT later|afterwards"];
    /// `the year before`, `the month earlier`.
    ONE_BACK = ["the ^ UNIT earlier|before"];
    /// `the previous year`, `the preceding month`.
    PREVIOUS = ["the ^ previous|preceding|prior UNIT|quarter|period"];
    /// `In that year`, `over this period`, `in the same quarter`: the period that was named before.
    NAMED_BEFORE = [
        "in|over|during|for ^ that|those PERIOD|UNIT",
        "in|over|during|for ^ this|that period|time",
        "in|over|during|for the ^ same period|time <stop>",
    ];
    /// `for the quarter`: of the results that the article tells.
    PERIOD_NOUN = ["^ PERIOD|UNIT|period|time"];
    OF_QUARTER = ["in|for|during the ^ quarter|half <stop>|CONJUNCTION|as|PREPOSITION&!of&!to"];
    /// `in the summer of 2023`, `by summer 2026`: the months are not those of all countries.
    IN_SEASON = ["spring|summer|autumn|winter of? ^ <number>"];
    A_YEAR_AGO = ["^ a|one year ago"];
    RESULT = ["^ RESULT_NOUNS"];
    /// `a year before the war`: the words behind name what came later, so that no date is its measure.
    OF_EVENT = ["before ^ DETERMINER|<capital>|<possessive>|PRONOUN"];
    /// `the same month of 2024`, `the corresponding period last year`.
    SAME_PERIOD = ["^ same|corresponding PERIOD", "^ same <any> PERIOD"];
    /// `last year`, `the previous year`, `a year earlier`.
    YEAR_BEFORE = ["^ last|previous year", "^ the previous|preceding year|fiscal", "^ a|one year earlier|before|ago"];
}

/// Dates that an expression may be reckoned from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    /// The date before it in its sentence.
    pub(super) date: Option<Days>,
    /// The month, quarter or year that was named last.
    pub(super) period: Option<Days>,
}

/// Nearly all tokens begin none of these.
static OPENINGS: Openings = Openings::new(&[
    &SAME_PERIOD,
    &NAMED_BEFORE,
    &OF_QUARTER,
    &IN_SEASON,
    &COUNTED_BACK,
    &COUNTED_ON,
    &ONE_BACK,
    &PREVIOUS,
]);

/// The date expression that starts at a token, and one past its last token; no days where nothing says from when it is
/// reckoned.
pub(super) fn read(
    view: &View<'_>,
    i: usize,
    base: impl FnOnce() -> Base,
    today: Date,
) -> Option<(Option<Days>, usize)> {
    if !OPENINGS.may_begin(view, i) {
        return None;
    }
    let base = base();
    if SAME_PERIOD.begin(view, i)
        && let Some(found) = same_period(view, i, base, today)
    {
        return Some(found);
    }
    if NAMED_BEFORE.begin(view, i) {
        let last = (i..i + 4).find(|&at| PERIOD_NOUN.begin(view, at)).map_or(i + 1, |at| at + 1);
        return Some((base.period.or(base.date), last));
    }
    if OF_QUARTER.begin(view, i) {
        let months = if view.is(i, "half") { 6 } else { 3 };
        return Some((base.period.filter(|&days| lasts_months(days, months)), i + 1));
    }
    if IN_SEASON.begin(view, i) {
        return Some((None, i + 1));
    }
    let (count, unit, last) = if COUNTED_BACK.begin(view, i) {
        (small_number(view, i)?, i + 1, i + 3)
    } else if COUNTED_ON.begin(view, i) {
        (-small_number(view, i)?, i + 1, i + 3)
    } else if ONE_BACK.begin(view, i) {
        (1, i, i + 2)
    } else if PREVIOUS.begin(view, i) {
        (1, i + 1, i + 2)
    } else {
        return None;
    };
    let days = if OF_EVENT.begin(view, last) { None } else { back(view, unit, count, base, today) };
    Some((days, last))
}

/// So many units before the date that is reckoned from.
fn back(view: &View<'_>, unit: usize, count: i64, base: Base, today: Date) -> Option<Days> {
    let from = base.date.or(base.period);
    let of_day = from.and_then(single_day);
    match view.text(unit).to_ascii_lowercase().as_str() {
        "day" | "days" => Some(day(of_day?.checked_sub(count.days()).ok()?)),
        "week" | "weeks" => shifted(from?, (7 * count).days()),
        "month" | "months" => whole_month_before(from?, count),
        "quarter" | "quarters" => whole_month_before(from?, 3 * count),
        "year" | "years" if count > 0 || base.date.is_some() => years_back(base, count, today),
        _ => None,
    }
}

/// `9.2 percent a year earlier`: the same period; `59% four years earlier` beside a day: that year.
fn years_back(base: Base, count: i64, today: Date) -> Option<Days> {
    let years = i16::try_from(count).ok()?;
    let period = base.date.filter(|&days| single_day(days).is_none()).or(base.period);
    match (period, base.date) {
        (Some(period), _) => in_year(period, period.from.year() - years),
        (None, Some(date)) if count == 1 => in_year(date, date.from.year() - 1),
        (None, Some(date)) => whole_year(date.from.year() - years),
        (None, None) if count > 1 => whole_year(today.year() - years),
        (None, None) => None,
    }
}

/// `from 940 million a year ago`: in a report of results the same quarter or half, not the whole year.
pub(super) fn results_ago(view: &View<'_>, i: usize, period: Option<Days>) -> Option<(Days, usize)> {
    let period = period.filter(|&days| lasts_months(days, 3) || lasts_months(days, 6))?;
    let told = A_YEAR_AGO.begin(view, i) && RESULT.within(view, view.around(i).start..i);
    told.then(|| Some((in_year(period, period.from.year() - 1)?, i + 3)))?
}

/// The days are so many whole months.
fn lasts_months(days: Days, months: i64) -> bool {
    let (from, to) = (days.from.date(), days.to.date());
    let next = from.checked_add(months.months()).and_then(jiff::civil::Date::yesterday);
    from.day() == 1 && next.is_ok_and(|next| next == to)
}

fn shifted(days: Days, by: jiff::Span) -> Option<Days> {
    Some(Days { from: days.from.checked_sub(by).ok()?, to: days.to.checked_sub(by).ok()? })
}

/// The months before a month or a quarter; the month before that of a day.
fn whole_month_before(days: Days, count: i64) -> Option<Days> {
    let first = days.from.date().checked_sub(count.months()).ok()?;
    if single_day(days).is_some() {
        return Some(whole_month(first));
    }
    let last = days.to.date().first_of_month().checked_sub(count.months()).ok()?;
    Some(whole(first, last.last_of_month()))
}

/// `the same period of 2024`, `the same month last year`.
fn same_period(view: &View<'_>, i: usize, base: Base, today: Date) -> Option<(Option<Days>, usize)> {
    let noun =
        i + 1 + usize::from(!view.has(i + 1, UNIT) && !view.any(i + 1, &["period", "time", "quarter"]));
    let of = noun + 1 + usize::from(view.any(noun + 1, &["of", "in"]));
    let period = base.date.filter(|&days| single_day(days).is_none()).or(base.period).or(base.date);
    // `9,874 by Sept. 15, compared with 14,690 in the same period of 2025`: up to that day.
    let up_to = |days: Days| {
        let day = single_day(days).filter(|_| view.is(noun, "period"));
        day.and_then(|day| Some(whole(Date::new(day.year(), 1, 1).ok()?, day))).unwrap_or(days)
    };
    let period = period.map(up_to);
    if let Some(year) = year_at(view, of) {
        return Some((period.and_then(|period| in_year(period, year)), of + 1));
    }
    if !YEAR_BEFORE.begin(view, of) {
        return None;
    }
    let last = of + 2 + usize::from(!view.any(of, &["last", "previous"]));
    let year = period.map_or(today.year(), |period| period.from.year()) - 1;
    Some((period.and_then(|period| in_year(period, year)), last))
}

/// The same days of another year.
fn in_year(days: Days, year: i16) -> Option<Days> {
    let years = i64::from(year - days.from.year());
    let to = days.to.checked_add(years.years()).ok()?;
    let month_end = days.to.date() == days.to.date().last_of_month();
    let to = if month_end { to.date().last_of_month().at(23, 59, 59, 0) } else { to };
    Some(Days { from: days.from.checked_add(years.years()).ok()?, to })
}
