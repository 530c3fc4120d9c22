//! Readers of weekdays, months, days of a month and years.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::enrich::figures::counted::noun;
use crate::enrich::figures::when::days::{
    Days, dated, day, small_number, whole, whole_month, whole_year, year_at,
};
use crate::enrich::figures::when::tense::{
    is_foretold_now, is_future, is_in_clause_ahead, is_present, points_ahead, says_before,
};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{DETERMINER, MONTH, NUMBER, PLAN, PREPOSITION, UNIT, WEEKDAY};

word_lists! {
    "figures":
    BEFORE_WEEKEND, SCHEDULED_VERBS,
}

patterns! {
    "figures":
    /// A month that is a date, and not a name or a verb.
    MONTH_AS_DATE = [
        "BEFORE_DATE|<hyphen> ^",
        "MONTH and|or|to|through|<dash> ^",
        "MONTH <number> and|or|to|through|<dash> ^",
    ];
    /// `for January delivery`: the name of a contract.
    OF_CONTRACT = ["^ delivery|futures|contract|contracts"];
    /// `cocoa futures for July`.
    CONTRACT_FOR = ["futures|contract|contracts for ^"];
    /// A word that parts `since` from a date behind it.
    SINCE_BORDER = ["^ <stop>|<number>|RELATIVE"];
    /// `16 and 21 September`, `3-5 May`.
    DAYS_OF_MONTH = ["^ <number> and|to|until|through|<dash> <number> MONTH&<capital>"];
    /// `September 16-21`.
    DAYS_BEHIND_MONTH = ["^ <dash> <number>&<glued>"];
    /// `between September 16 and 21`.
    OPENED_DAYS = ["between ^ and <number> !MONTH", "from ^ to|until|through <number> !MONTH"];
    /// `in 2023-24`, `in 2022/23`: a season or a financial year, which begins elsewhere in each country.
    SPLIT_YEAR = ["^ <dash>|/ <number>&<glued>"];
    /// `the summer of 2023`.
    OF_SEASON = ["spring|summer|autumn|winter of? ^"];
    /// A year behind a preposition, or before the event or the result that it dates.
    YEAR_AS_DATE = [
        "BEFORE_DATE|<hyphen> ^",
        "BEFORE_YEAR_OF_EVENT the|its|their|his ^ YEAR_EVENTS",
        "in|at|during the ^ <word> YEAR_EVENTS",
        "<possessive> ^ YEAR_EVENTS",
        "<edge> the|its|their? ^ YEAR_EVENTS",
        "double|twice|triple the|its|their ^ YEAR_EVENTS",
    ];
}

/// So many tokens stand between `since` and the date of what began (chosen).
const SINCE_REACH: usize = 9;

/// `on Saturday`, `next Monday`, `since Friday`.
pub(super) fn weekday(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    // `families who walk there on a Sunday`: no single day.
    if !(view.has(i, WEEKDAY) && view.capitalised(i)) || view.any(i.wrapping_sub(1), &["a", "any", "every"]) {
        return None;
    }
    let target = Weekday::from_monday_one_offset(view.word(i).value as i8).ok()?;
    let past = view.any(i.wrapping_sub(1), &["last", "past"]);
    let told = || !says_before(view, i) && (is_future(view, i, None) || is_foretold_now(view, i));
    let future = || is_present(view, i) || is_scheduled(view, i) || told();
    let ahead = !past && (points_ahead(view, i) || future());
    // `could fall to -8C on Friday night`, published on Friday, is of that night.
    let tonight = !points_ahead(view, i) && view.any(i + 1, &["night", "evening", "afternoon"]);
    let at = match (ahead, today.weekday() == target) {
        // `will vote on Tuesday`, published on Tuesday, is of the same day; `next Tuesday` is not.
        (true, true) if tonight || !points_ahead(view, i) => today,
        (true, _) => today.nth_weekday(1, target).ok()?,
        (false, true) if !past => today,
        (false, _) => today.nth_weekday(-1, target).ok()?,
    };
    if view.is(i.wrapping_sub(1), "since") && !ahead {
        return Some((whole(at, today), i + 1));
    }
    Some((part_of_day(view, i, at), i + 1))
}

/// `Polls open on Saturday`, `the court meets Friday`, `due on Friday`: the present tense of what is fixed.
pub(super) fn is_scheduled(view: &View<'_>, at: usize) -> bool {
    let on = at.wrapping_sub(usize::from(view.is(at.wrapping_sub(1), "on")));
    let fixed = view.has(on.wrapping_sub(1), PLAN) && !view.is(on.wrapping_sub(1), "set");
    let verb = (on.saturating_sub(3).max(view.start)..on).rev().take_while(|&i| !view.stops(i)).find(|&i| {
        let singular = view.text(i).ends_with('s');
        let subject = i.wrapping_sub(1);
        view.any(i, &SCHEDULED_VERBS)
            && !view.has(subject, DETERMINER | PREPOSITION | NUMBER)
            && !view.is_number(subject)
            && (singular || noun::is_plural(view, subject))
    });
    fixed || verb.is_some_and(|verb| verb > view.start)
}

/// `late Sunday evening` is finer than the day.
pub(super) fn part_of_day(view: &View<'_>, i: usize, at: Date) -> Days {
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
pub(super) fn month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !(view.has(i, MONTH) && view.capitalised(i))
        || OF_CONTRACT.begin(view, i + 1)
        || CONTRACT_FOR.begin(view, i)
    {
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
        let at = dated(today, year, number, of_month, lies_ahead(view, i))?;
        if let Some((until, last)) = end_of_days(view, i, last, at) {
            return Some((whole(at, until), last));
        }
        return Some((since(view, i, last, day(at), today), last));
    }
    let comma = next + usize::from(view.text(next) == "," || view.is(next, "of"));
    if let Some(year) = year_at(view, comma) {
        let first = Date::new(year, number, 1).ok()?;
        return Some((since(view, i, comma + 1, whole_month(first), today), comma + 1));
    }
    if view.is(next, "last") && view.is(next + 1, "year") {
        return Some((whole_month(Date::new(today.year() - 1, number, 1).ok()?), next + 2));
    }
    let before = i.wrapping_sub(1);
    if !MONTH_AS_DATE.at(view, i) {
        return None;
    }
    let mut first = dated(today, None, number, 1, false)?;
    if lies_ahead(view, i) && first < today.first_of_month() {
        first = first.checked_add(1.years()).ok()?;
    }
    if view.is(before, "last") && first >= today.first_of_month() {
        first = first.checked_sub(1.years()).ok()?;
    }
    Some((since(view, i, next, whole_month(first), today), next))
}

/// `since March`, `since the war began in March` run to the day of publication; `since 2023, when …` tells of that year.
fn since(view: &View<'_>, i: usize, last: usize, days: Days, today: Date) -> Days {
    // `Since 2023, when …, it has …`: a clause that opens the sentence runs on.
    let opens = view.is(view.start, "since");
    let aside = !opens && view.text(last) == "," && view.is(last + 1, "when");
    if !aside && is_behind_since(view, i) && days.from.date() <= today {
        return Days { from: days.from, to: today.at(23, 59, 59, 0) };
    }
    days
}

/// True if `since` leads to a date: right before it, or with what began then (`since taking office`, `since landslides in`).
fn is_behind_since(view: &View<'_>, i: usize) -> bool {
    let reach = (i.saturating_sub(SINCE_REACH).max(view.start)..i).rev();
    reach.take_while(|&at| !SINCE_BORDER.begin(view, at)).any(|at| view.is(at, "since"))
}

/// `two years ago`: as wide as the unit.
pub(super) fn ago(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
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
        "decade" | "decades" => whole_year(today.checked_sub((10 * count).years()).ok()?.year())?,
        _ => return None,
    };
    Some((days, i + 3))
}

/// `20 September`.
pub(super) fn day_and_month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let next = i + 1;
    if !(view.is_number(i) && view.has(next, MONTH) && view.capitalised(next) && view.text(i).len() <= 2) {
        return None;
    }
    let of_month = view.text(i).parse::<i8>().ok()?;
    let back = view.is(next + 1, "last") && view.is(next + 2, "year");
    let year = year_at(view, next + 1);
    let last = next + 1 + usize::from(year.is_some()) + 2 * usize::from(back);
    let year = year.or_else(|| back.then(|| today.year() - 1));
    let at = dated(today, year, view.word(next).value as i8, of_month, lies_ahead(view, i))?;
    Some((since(view, i, last, day(at), today), last))
}

/// `between 16 and 21 September`, `3-5 May`.
pub(super) fn days_of_month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !DAYS_OF_MONTH.begin(view, i) {
        return None;
    }
    let first = view.text(i).parse::<i8>().ok()?;
    let (days, last) = day_and_month(view, i + 2, today)?;
    let from = days.from.date().with().day(first).build().ok()?;
    (from < days.to.date()).then(|| (whole(from, days.to.date()), last))
}

/// The last day of `September 16-21`, `between September 16 and 21`.
fn end_of_days(view: &View<'_>, i: usize, last: usize, from: Date) -> Option<(Date, usize)> {
    if !DAYS_BEHIND_MONTH.begin(view, last) && !OPENED_DAYS.around(view, i..last) {
        return None;
    }
    let until = view.text(last + 1).parse::<i8>().ok().filter(|&until| until > from.day())?;
    Some((from.with().day(until).build().ok()?, last + 2))
}

/// True if a date lies ahead, by the words before it or by its clause.
pub(super) fn lies_ahead(view: &View<'_>, i: usize) -> bool {
    const SIGNS: &[fn(&View<'_>, usize) -> bool] =
        &[points_ahead, |view, i| is_future(view, i, None), is_foretold_now, is_in_clause_ahead];
    SIGNS.iter().any(|sign| sign(view, i))
}

/// `in 2018`, `1988 to 1994`.
pub(super) fn year(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (before, next) = (i.wrapping_sub(1), i + 1);
    let year = year_at(view, i)?;
    if !YEAR_AS_DATE.at(view, i) || OF_SEASON.begin(view, i) {
        return None;
    }
    let joined = view.any(next, &["to", "and", "until", "through"]) || view.dash(next);
    if SPLIT_YEAR.begin(view, next) && view.text(next + 1).len() == 2 {
        return None;
    }
    if joined && let Some(until) = year_at(view, next + 1).filter(|&until| until > year) {
        // `School Year 2025-2026` runs over parts of both.
        if view.is(before, "year") {
            return None;
        }
        return Some((whole(Date::new(year, 1, 1).ok()?, Date::new(until, 12, 31).ok()?), next + 2));
    }
    Some((since(view, i, next, whole_year(year)?, today), next))
}

/// `over the weekend`, `next weekend`.
pub(super) fn weekend(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
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
