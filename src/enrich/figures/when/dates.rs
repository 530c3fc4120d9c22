//! Date expressions: `late on Sunday evening`, `20 September`, `in the second quarter`, `the three months to June`.
//!
//! Each expression becomes the days that it covers, reckoned from the day of publication.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::enrich::figures::reject::looks_like_year;
use crate::enrich::figures::scan::number;
use crate::enrich::figures::when::tense::{is_foreseen, is_future, is_present, points_ahead};
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    AUXILIARY, BEFORE_DATE, CONJUNCTION, FUNCTION, MONTH, NUMBER, PERIOD, SPEECH, TIME, UNIT, VERB, WEEKDAY,
};

word_lists! {
    "figures":
    BEFORE_WEEKEND,
}

/// From the first second to the last, by the clock of the place of publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Days {
    pub(super) from: DateTime,
    pub(super) to: DateTime,
}

/// A date expression in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// First token.
    pub(super) at: usize,
    pub(super) days: Days,
    /// One past the last token.
    pub(super) last: usize,
    /// It begins after the day of publication.
    pub(super) ahead: bool,
}

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

/// True if an expression needs no day of publication: it has a year.
pub(super) fn is_whole(view: &View<'_>, first: usize, last: usize) -> bool {
    (first..last).any(|i| looks_like_year(view.text(i)))
}

fn day(at: Date) -> Days {
    whole(at, at)
}

/// From the start of one day to the end of another.
fn whole(first: Date, last: Date) -> Days {
    Days { from: first.at(0, 0, 0, 0), to: last.at(23, 59, 59, 0) }
}

fn whole_month(first: Date) -> Days {
    whole(first.first_of_month(), first.last_of_month())
}

fn whole_year(year: i16) -> Option<Days> {
    Some(whole(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

fn year_at(view: &View<'_>, i: usize) -> Option<i16> {
    looks_like_year(view.text(i)).then(|| view.text(i).parse().ok()).flatten()
}

/// `on Saturday`, `next Monday`, `since Friday`.
fn weekday(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !(view.has(i, WEEKDAY) && view.capitalised(i)) {
        return None;
    }
    let target = Weekday::from_monday_one_offset(view.word(i).value as i8).ok()?;
    let past = view.any(i.wrapping_sub(1), &["last", "past"]);
    let future = || is_present(view, i) || !says_before(view, i) && is_future(view, i, None);
    let ahead = !past && (points_ahead(view, i) || future());
    // `could fall to -8C on Friday night`, published on Friday, is of that night.
    let tonight = !points_ahead(view, i) && view.any(i + 1, &["night", "evening", "afternoon"]);
    let at = match (ahead, today.weekday() == target) {
        (true, true) if tonight => today,
        (true, _) => today.nth_weekday(1, target).ok()?,
        (false, true) if !past => today,
        (false, _) => today.nth_weekday(-1, target).ok()?,
    };
    if view.is(i.wrapping_sub(1), "since") && !ahead {
        return Some((whole(at, today), i + 1));
    }
    Some((part_of_day(view, i, at), i + 1))
}

/// True if a date stands right behind a verb of saying: `said on Monday`.
pub(super) fn says_before(view: &View<'_>, at: usize) -> bool {
    let on = at.wrapping_sub(1);
    let verb = if view.any(on, &["on", "late", "early", "in"]) { on.wrapping_sub(1) } else { on };
    view.has(verb, SPEECH)
}

/// `late Sunday evening` is finer than the day.
fn part_of_day(view: &View<'_>, i: usize, at: Date) -> Days {
    let span = |from: i8, to: i8| Days { from: at.at(from, 0, 0, 0), to: at.at(to, 59, 59, 0) };
    match view.text(i + 1).to_ascii_lowercase().as_str() {
        "morning" => span(0, 11),
        "afternoon" => span(12, 17),
        "evening" | "night" => span(18, 23),
        _ if view.is(i, "tonight") => span(18, 23),
        _ => day(at),
    }
}

/// `September 20`, `September 20, 2019`, `September 2019`, `in September`.
fn month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !(view.has(i, MONTH) && view.capitalised(i)) {
        return None;
    }
    let number = view.word(i).value as i8;
    let next = i + 1;
    let of_month =
        view.text(next).parse::<i8>().ok().filter(|day| (1..=31).contains(day) && view.is_number(next));
    if let Some(of_month) = of_month {
        let comma = next + 1 + usize::from(view.text(next + 1) == ",");
        let year = year_at(view, comma);
        let back = view.is(next + 1, "last") && view.is(next + 2, "year");
        let last = match year {
            Some(_) => comma + 1,
            None => next + 1 + 2 * usize::from(back),
        };
        let year = year.or_else(|| back.then(|| today.year() - 1));
        let at = dated(today, year, number, of_month)?;
        return Some((since(view, i, day(at), today), last));
    }
    let comma = next + usize::from(view.text(next) == "," || view.is(next, "of"));
    if let Some(year) = year_at(view, comma) {
        let first = Date::new(year, number, 1).ok()?;
        return Some((since(view, i, whole_month(first), today), comma + 1));
    }
    // `at the end of June`: its last day.
    if view.is(i.wrapping_sub(1), "of") && view.any(i.wrapping_sub(2), &["end", "close"]) {
        let first = dated(today, None, number, 1)?;
        return Some((day(first.last_of_month()), next));
    }
    if view.is(next, "last") && view.is(next + 1, "year") {
        return Some((whole_month(Date::new(today.year() - 1, number, 1).ok()?), next + 2));
    }
    let before = i.wrapping_sub(1);
    if !view.has(before, BEFORE_DATE) && !view.hyphen(before) {
        return None;
    }
    let mut first = dated(today, None, number, 1)?;
    let ahead = points_ahead(view, i) || is_future(view, i, None);
    if ahead && first < today.first_of_month() {
        first = first.checked_add(1.years()).ok()?;
    }
    if view.is(before, "last") && first >= today.first_of_month() {
        first = first.checked_sub(1.years()).ok()?;
    }
    Some((since(view, i, whole_month(first), today), next))
}

/// `since March` runs to the day of publication.
fn since(view: &View<'_>, i: usize, days: Days, today: Date) -> Days {
    if view.is(i.wrapping_sub(1), "since") && days.from.date() <= today {
        return Days { from: days.from, to: today.at(23, 59, 59, 0) };
    }
    days
}

/// A day without a year lies in the year of publication, or in the one before where that would be far ahead.
fn dated(today: Date, year: Option<i16>, month: i8, of_month: i8) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, of_month).ok();
    }
    let here = Date::new(today.year(), month, of_month).ok()?;
    let far = today.checked_add(60.days()).is_ok_and(|far| here > far);
    if far { Date::new(today.year() - 1, month, of_month).ok() } else { Some(here) }
}

/// The number that starts at a token, in digits or words: `two`, `12`, `a`.
fn small_number(view: &View<'_>, i: usize) -> Option<i64> {
    if view.any(i, &["a", "an"]) {
        return Some(1);
    }
    let value = number::at(view, i, false)?.value;
    (value.fract() == 0.0 && (1.0..=500.0).contains(&value)).then_some(value as i64)
}

/// `two years ago`: as wide as the unit.
fn ago(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !(view.is(i + 2, "ago") && view.has(i + 1, UNIT)) {
        return None;
    }
    let count = small_number(view, i)?;
    let days = match view.text(i + 1).to_ascii_lowercase().as_str() {
        "day" | "days" => day(today.checked_sub(count.days()).ok()?),
        "week" | "weeks" => {
            let at = today.checked_sub((7 * count).days()).ok()?;
            whole(at.checked_sub(3.days()).ok()?, at.checked_add(3.days()).ok()?)
        }
        "month" | "months" => whole_month(today.checked_sub(count.months()).ok()?),
        "year" | "years" => whole_year(today.checked_sub(count.years()).ok()?.year())?,
        _ => return None,
    };
    Some((days, i + 3))
}

/// `20 September`.
fn day_and_month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let next = i + 1;
    if !(view.is_number(i) && view.has(next, MONTH) && view.capitalised(next) && view.text(i).len() <= 2) {
        return None;
    }
    let of_month = view.text(i).parse::<i8>().ok()?;
    let back = view.is(next + 1, "last") && view.is(next + 2, "year");
    let year = year_at(view, next + 1);
    let last = next + 1 + usize::from(year.is_some()) + 2 * usize::from(back);
    let year = year.or_else(|| back.then(|| today.year() - 1));
    let at = dated(today, year, view.word(next).value as i8, of_month)?;
    Some((since(view, i, day(at), today), last))
}

/// `in 2018`, `1988 to 1994`.
fn year(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (before, next) = (i.wrapping_sub(1), i + 1);
    if !(view.is_number(i) && (view.has(before, BEFORE_DATE) || view.hyphen(before))) {
        return None;
    }
    let year = year_at(view, i)?;
    let joined = view.any(next, &["to", "and", "until", "through"]) || view.dash(next);
    // `in 2023-24`: a season or a financial year.
    if view.dash(next) && view.glued(next + 1) && view.text(next + 1).len() == 2 {
        return None;
    }
    if joined && let Some(until) = year_at(view, next + 1).filter(|&until| until > year) {
        // `School Year 2025-2026` runs over parts of both.
        if view.is(before, "year") {
            return None;
        }
        return Some((whole(Date::new(year, 1, 1).ok()?, Date::new(until, 12, 31).ok()?), next + 2));
    }
    Some((since(view, i, whole_year(year)?, today), next))
}

/// `over the weekend`, `next weekend`.
fn weekend(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !view.is(i, "weekend") || !view.any(i.wrapping_sub(1), &BEFORE_WEEKEND) {
        return None;
    }
    let ahead = view.is(i.wrapping_sub(1), "next") || points_ahead(view, i) || is_future(view, i, None);
    let sunday = if today.weekday() == Weekday::Sunday && !ahead {
        today
    } else {
        today.nth_weekday(if ahead { 1 } else { -1 }, Weekday::Sunday).ok()?
    };
    Some((whole(sunday.yesterday().ok()?, sunday), i + 1))
}

/// `yesterday`, `last month`, `this year`, `$40 billion now`.
fn relative_words(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let days = match view.text(i).to_ascii_lowercase().as_str() {
        "today" | "tonight" => part_of_day(view, i, today),
        "yesterday" => part_of_day(view, i, today.yesterday().ok()?),
        "tomorrow" => part_of_day(view, i, today.tomorrow().ok()?),
        // `the last year for which figures are available`, `in the past week`: no week or year of the calendar.
        "last" | "past" | "previous" if view.is(i.wrapping_sub(1), "the") => return None,
        "last" | "past" | "previous" => return period(view, i, today, -1),
        "this" => return period(view, i, today, 0),
        "next" => return period(view, i, today, 1),
        // `$40 billion now`: only right behind a figure.
        "now" if view.stops(i + 1) && !view.has(i.wrapping_sub(1), VERB | AUXILIARY) => day(today),
        _ => return None,
    };
    Some((days, i + 1))
}

/// The week, month, quarter or year so many steps from the one of publication, for the word behind a token.
fn period(view: &View<'_>, i: usize, today: Date, step: i64) -> Option<(Days, usize)> {
    let word = i + 1;
    let days = match view.text(word).to_ascii_lowercase().as_str() {
        "week" => {
            let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
            let first = monday.checked_add((7 * step).days()).ok()?;
            whole(first, first.checked_add(6.days()).ok()?)
        }
        "month" => whole_month(today.first_of_month().checked_add(step.months()).ok()?),
        "quarter" => {
            let first = quarter_of(today).checked_add((3 * step).months()).ok()?;
            months(first, 3)?
        }
        "year" => whole_year(today.year() + step as i16)?,
        "morning" | "afternoon" | "evening" => part_of_day(view, i, today),
        _ => return None,
    };
    Some((days, word + 1))
}

/// The first day of the quarter that holds a day.
fn quarter_of(day: Date) -> Date {
    Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).unwrap_or(day)
}

/// So many months from the first of a month on.
fn months(first: Date, count: i64) -> Option<Days> {
    Some(whole(first, first.checked_add(count.months()).ok()?.yesterday().ok()?))
}

/// `the second quarter of 2024`, `Q3`, `the first half of last year`. Without a year the latest that has begun is meant.
/// Financial years, whose quarters begin elsewhere, are left alone.
fn part_of_year(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (start, length, next) = quarter_or_half(view, i)?;
    let of = usize::from(view.any(next, &["of", "in"]));
    let fiscal = (next..next + 3 + of).any(|at| view.any(at, &["fiscal", "financial", "season", "school"]));
    if fiscal || view.any(i.wrapping_sub(1), &["fiscal", "financial"]) {
        return None;
    }
    let (year, last) = if let Some(year) = year_at(view, next + of) {
        (year, next + of + 1)
    } else if view.any(next + of, &["last", "this", "next"]) && view.is(next + of + 1, "year") {
        let step = match view.text(next + of).to_ascii_lowercase().as_str() {
            "last" => -1,
            "this" => 0,
            _ => 1,
        };
        (today.year() + step, next + of + 2)
    } else if of == 1 && !view.is(next + 1, "the") {
        // `the first half of the match`, `a quarter of households`.
        return None;
    } else if of == 1 {
        view.is(next + 2, "year").then_some((today.year(), next + 3))?
    } else {
        // `Q1` and `fourth-quarter sales` are mostly those of a financial year.
        if !view.is(i.wrapping_sub(1), "the") || view.hyphen(i + 1) || view.text(i).len() == 2 {
            return None;
        }
        let begun = Date::new(today.year(), start, 1).ok()? <= today;
        let ahead = is_future(view, i, None);
        (if begun || ahead { today.year() } else { today.year() - 1 }, next)
    };
    // `leading 2-1 in the first half` is no half of a year: one without a year is read in business news alone.
    if length == 6 && last == next {
        return None;
    }
    Some((months(Date::new(year, start, 1).ok()?, i64::from(length))?, last))
}

/// The first month and the length in months of a quarter or half, and one past its last token.
fn quarter_or_half(view: &View<'_>, i: usize) -> Option<(i8, i8, usize)> {
    let text = view.text(i).to_ascii_lowercase();
    if let Some(number) = text.strip_prefix('q').and_then(|digit| digit.parse::<i8>().ok()) {
        return (1..=4).contains(&number).then(|| (3 * number - 2, 3, i + 1));
    }
    let ordinal = ["first", "second", "third", "fourth"].iter().position(|word| *word == text)? as i8;
    let word = i + 1 + usize::from(view.hyphen(i + 1));
    if view.is(word, "quarter") {
        return Some((3 * ordinal + 1, 3, word + 1));
    }
    (view.is(word, "half") && ordinal < 2).then_some((6 * ordinal + 1, 6, word + 1))
}

/// `the three months to June`, `the 26 weeks to June 28`, `in the year to March 2024`, `12 months through September`.
fn up_to(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (count, unit) = if view.any(i, &["year", "month", "week", "quarter"]) {
        view.any(i.wrapping_sub(1), &["the", "a"]).then_some((1, i))?
    } else if view.has(i + 1, UNIT) {
        (small_number(view, i)?, i + 1)
    } else {
        return None;
    };
    let to = unit + 1;
    if view.is(to, "of") {
        return first_months(view, i, count, unit, today);
    }
    let to = to + usize::from(view.is(to, "that"));
    let ends = view.any(to, &["to", "through", "ending", "ended"]);
    if !ends || view.has(to + 1, FUNCTION | CONJUNCTION) {
        return None;
    }
    let skip = usize::from(view.any(to + 1, &["mid", "end", "late", "early"]));
    let (end, last) = month(view, to + 1 + skip, today).or_else(|| day_and_month(view, to + 1, today))?;
    let mut last_day = end.to.date();
    if last_day < today && is_foreseen(view, i) && !is_whole(view, to, last) {
        last_day = last_day.checked_add(1.years()).ok()?;
    }
    let whole_months = end.from.date() != end.to.date();
    let first = match view.text(unit).to_ascii_lowercase().as_str() {
        "month" | "months" if whole_months => {
            last_day.first_of_month().checked_sub((count - 1).months()).ok()?
        }
        "year" if whole_months => last_day.first_of_month().checked_sub(11.months()).ok()?,
        "month" | "months" => last_day.checked_sub(count.months()).ok()?.tomorrow().ok()?,
        "year" => last_day.checked_sub(1.years()).ok()?.tomorrow().ok()?,
        "quarter" => last_day.first_of_month().checked_sub(2.months()).ok()?,
        "week" | "weeks" => last_day.checked_sub((7 * count).days()).ok()?.tomorrow().ok()?,
        "day" | "days" => last_day.checked_sub(count.days()).ok()?.tomorrow().ok()?,
        _ => return None,
    };
    Some((whole(first, last_day), last))
}

/// `the first nine months of 2023`, `the first five months of this year`.
fn first_months(view: &View<'_>, i: usize, count: i64, unit: usize, today: Date) -> Option<(Days, usize)> {
    let first = view.is(i.wrapping_sub(1), "first");
    if !(first && view.any(unit, &["months", "quarters"]) && count <= 12) {
        return None;
    }
    let of = unit + 2;
    let (year, last) = match year_at(view, of) {
        Some(year) => (year, of + 1),
        None if view.is(of, "the") && view.is(of + 1, "year") => (today.year(), of + 2),
        None if view.is(of + 1, "year") && view.any(of, &["this", "last"]) => {
            (today.year() - i16::from(view.is(of, "last")), of + 2)
        }
        None => return None,
    };
    let length = if view.is(unit, "quarters") { 3 * count } else { count };
    Some((months(Date::new(year, 1, 1).ok()?, length)?, last))
}
