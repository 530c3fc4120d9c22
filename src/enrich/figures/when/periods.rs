//! Readers of periods: quarters and halves, `the three months to June`, `last month`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::enrich::figures::when::calendar::{day_and_month, lies_ahead, month, part_of_day, weekday};
use crate::enrich::figures::when::days::{
    Days, day, is_whole, months, small_number, whole, whole_month, whole_year, year_at,
};
use crate::enrich::figures::when::tense::{is_foreseen, is_future};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{AUXILIARY, CONJUNCTION, FUNCTION, UNIT, VERB};

patterns! {
    "figures":
    /// `the last year of his life`, `this time last year`: no year of the calendar.
    NO_PERIOD = ["the ^", "this time|point|stage ^"];
}

/// `yesterday`, `last month`, `this year`, `$40 billion now`.
pub(super) fn relative_words(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let days = match view.text(i).to_ascii_lowercase().as_str() {
        "today" | "tonight" => part_of_day(view, i, today),
        "yesterday" => part_of_day(view, i, today.yesterday().ok()?),
        "tomorrow" => part_of_day(view, i, today.tomorrow().ok()?),
        // `the last year for which figures are available`, `in the past week`: no week or year of the calendar.
        "last" | "past" | "previous" if NO_PERIOD.begin(view, i) => return None,
        "last" | "past" | "previous" => return period(view, i, today, -1),
        "this" => return period(view, i, today, 0),
        "next" => return period(view, i, today, 1),
        // `$40 billion now`: only right behind a figure.
        "now" if view.stops(i + 1) && !view.has(i.wrapping_sub(1), VERB | AUXILIARY) => day(today),
        _ => return None,
    };
    Some((days, i + 1))
}

word_lists! {
    "figures":
    PERIOD_ENDS,
}

patterns! {
    "figures":
    /// `in the past week`, `over the last three years`; not `in the last year of his life`.
    TRAILING = ["in|over|during|within the ^ past|last"];
    /// `the quarter ended`, `the third quarter ended`, `the financial year to`.
    OPENS_SPAN = ["the|a|full ^", "ORDINAL_PARTS|fiscal|financial|calendar ^"];
    /// `in the first five months`, of the year; not `in the first five months after the war`.
    FIRST_MONTHS = ["the first ^ <any> months <stop>|CONJUNCTION|to|from", "the first ^ <any> months compared|alone"];
    /// `first-half profit`, `the second half net loss`.
    RESULT = ["^ RESULT_NOUNS", "^ <lower> RESULT_NOUNS"];
    /// `third-quarter net income`, `third quarter pre-tax profit`.
    RESULT_OF_QUARTER = [
        "^ RESULT_NOUNS",
        "^ <lower> RESULT_NOUNS",
        "^ <lower> <lower>|<hyphen> RESULT_NOUNS",
        "^ <lower> <hyphen> <lower> RESULT_NOUNS",
    ];
}

/// Results come out in so many days after the end of their quarter (chosen: firms whose quarters end a month later report
/// after 50 days).
const REPORTING_DAYS: i64 = 45;

/// `in the past week`, `over the last three years`: up to the day of publication.
pub(super) fn trailing(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !TRAILING.begin(view, i) {
        return None;
    }
    let counted = !view.has(i + 1, UNIT) && !view.is(i + 1, "decade");
    let (count, unit) = if counted { (small_number(view, i + 1)?, i + 2) } else { (1, i + 1) };
    let first = match view.text(unit).to_ascii_lowercase().as_str() {
        "day" | "days" => today.checked_sub(count.days()),
        "week" | "weeks" => today.checked_sub((7 * count).days()),
        "month" | "months" => today.checked_sub(count.months()),
        "year" | "years" => today.checked_sub(count.years()),
        "decade" | "decades" => today.checked_sub((10 * count).years()),
        // The day before and the day of publication.
        "hours" if count >= 24 => today.checked_sub((count / 24).days()),
        _ => return None,
    };
    (!view.is(unit + 1, "of")).then_some((whole(first.ok()?, today), unit + 1))
}

/// The week, month, quarter or year so many steps from the one of publication, for the word behind a token.
pub(super) fn period(view: &View<'_>, i: usize, today: Date, step: i64) -> Option<(Days, usize)> {
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
        "night" if step < 0 => day(today.yesterday().ok()?),
        _ => return None,
    };
    Some((days, word + 1))
}

/// The first day of the quarter that holds a day.
fn quarter_of(day: Date) -> Date {
    Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).unwrap_or(day)
}

/// `the second quarter of 2024`, `Q3`, `the first half of last year`. Without a year the latest that has begun is meant.
/// Financial years, whose quarters begin elsewhere, are left alone.
pub(super) fn part_of_year(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (start, length, next) = quarter_or_half(view, i)?;
    let of = usize::from(view.any(next, &["of", "in"]));
    // `the third quarter ended June 30`: the end says which.
    if view.any(next, &["ended", "ending"]) {
        return None;
    }
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
        let of_half = length == 6 && RESULT.begin(view, next);
        if !of_half && (!view.is(i.wrapping_sub(1), "the") || view.hyphen(i + 1) || view.text(i).len() == 2) {
            return results_quarter(view, i, start, next, today).map(|days| (days, next));
        }
        let begun = Date::new(today.year(), start, 1).ok()? <= today;
        let ahead = lies_ahead(view, i);
        (if begun || ahead { today.year() } else { today.year() - 1 }, next)
    };
    let days = months(Date::new(year, start, 1).ok()?, i64::from(length))?;
    // `leading 2-1 in the first half` is no half of a year: one without a year is that of a result that is over.
    if length == 6 && last == next && !(RESULT.begin(view, next) && days.to.date() < today) {
        return None;
    }
    Some((days, last))
}

/// `third-quarter sales`: the quarter of the calendar where it ended so lately that its results come out. Firms whose year
/// begins elsewhere report in other weeks, or by another number.
fn results_quarter(view: &View<'_>, i: usize, start: i8, next: usize, today: Date) -> Option<Days> {
    let of_year = |year: i16| months(Date::new(year, start, 1).ok()?, 3);
    let is_fresh = |days: &Days| {
        let end = days.to.date();
        end < today && end.checked_add(REPORTING_DAYS.days()).is_ok_and(|until| today <= until)
    };
    let told = RESULT_OF_QUARTER.begin(view, next) && !lies_ahead(view, i);
    let fresh = [today.year(), today.year() - 1].into_iter().filter_map(of_year).find(is_fresh);
    fresh.filter(|_| told)
}

/// The first month and the length in months of a quarter or half, and one past its last token.
pub(super) fn quarter_or_half(view: &View<'_>, i: usize) -> Option<(i8, i8, usize)> {
    if !view.text(i).starts_with(['q', 'Q', 'f', 'F', 's', 'S', 't', 'T']) {
        return None;
    }
    if let Some(number) = view.text(i).strip_prefix(['q', 'Q']).and_then(|digit| digit.parse::<i8>().ok()) {
        return (1..=4).contains(&number).then(|| (3 * number - 2, 3, i + 1));
    }
    let ordinal = ["first", "second", "third", "fourth"].iter().position(|word| view.is(i, word))? as i8;
    let word = i + 1 + usize::from(view.hyphen(i + 1));
    if view.is(word, "quarter") {
        return Some((3 * ordinal + 1, 3, word + 1));
    }
    (view.is(word, "half") && ordinal < 2).then_some((6 * ordinal + 1, 6, word + 1))
}

/// `the three months to June`, `the 26 weeks to June 28`, `in the year to March 2024`, `12 months through September`.
pub(super) fn up_to(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (count, unit) = if view.any(i, &["year", "month", "week", "quarter"]) || view.is(i, "half") {
        OPENS_SPAN.begin(view, i).then_some((1, i))?
    } else if view.has(i + 1, UNIT) {
        (small_number(view, i)?, i + 1)
    } else {
        return None;
    };
    let to = unit + 1;
    if view.is(to, "of") || FIRST_MONTHS.begin(view, i) && view.is(unit, "months") {
        return first_months(view, i, count, unit, today);
    }
    let to = to + usize::from(view.is(to, "that"));
    let ends = view.any(to, &PERIOD_ENDS);
    let to = to + usize::from(view.is(to + 1, "on"));
    // `to mid-June`, `to the end of June`.
    let edge = view.phrase(to + 1, &["the", "end", "of"]);
    if !ends || !edge && !view.is_month(to + 1) && view.has(to + 1, FUNCTION | CONJUNCTION) {
        return None;
    }
    let skip = if edge { 3 } else { usize::from(view.any(to + 1, &["mid", "end", "late", "early"])) };
    let weekly = || weekday(view, to + 1, today).filter(|_| view.any(unit, &["week", "days"]));
    let (end, last) =
        month(view, to + 1 + skip, today).or_else(|| day_and_month(view, to + 1, today)).or_else(weekly)?;
    let mut last_day = end.to.date();
    let with_year = is_whole(view, to, last);
    let foreseen = is_foreseen(view, i);
    if last_day < today && foreseen && !with_year {
        last_day = last_day.checked_add(1.years()).ok()?;
    }
    // `the deficit in the 12 months through April` is told when they are over.
    let over = view.any(unit + 1, &["to", "through", "ended"]);
    if last_day > today && over && !foreseen && !with_year && !is_future(view, i, None) {
        last_day = last_day.checked_sub(1.years()).ok()?;
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
        "half" => last_day.first_of_month().checked_sub(5.months()).ok()?,
        "week" | "weeks" => last_day.checked_sub((7 * count).days()).ok()?.tomorrow().ok()?,
        "day" | "days" => last_day.checked_sub(count.days()).ok()?.tomorrow().ok()?,
        _ => return None,
    };
    Some((whole(first, last_day), last))
}

/// `the first nine months of 2023`, `the last three months of last year`.
fn first_months(view: &View<'_>, i: usize, count: i64, unit: usize, today: Date) -> Option<(Days, usize)> {
    let latest = view.is(i.wrapping_sub(1), "last");
    let told = latest || view.is(i.wrapping_sub(1), "first");
    if !(told && view.any(unit, &["months", "quarters"]) && count <= 12) {
        return None;
    }
    let of = unit + 2;
    if !view.is(unit + 1, "of") {
        // `in the first five months`: of this year, or of the last where they are not over.
        let of_year = |year: i16| months(Date::new(year, 1, 1).ok()?, count);
        let over = |days: &Days| days.to.date() <= today;
        let days = of_year(today.year()).filter(over).or_else(|| of_year(today.year() - 1))?;
        return (!latest).then_some((days, unit + 1));
    }
    let (year, last) = match year_at(view, of) {
        Some(year) => (year, of + 1),
        None if view.is(of, "the") && view.is(of + 1, "year") => (today.year(), of + 2),
        None if view.is(of + 1, "year") && view.any(of, &["this", "last"]) => {
            (today.year() - i16::from(view.is(of, "last")), of + 2)
        }
        None => return None,
    };
    let length = if view.is(unit, "quarters") { 3 * count } else { count };
    let before = if latest { 12 - length } else { 0 };
    let first = Date::new(year, 1, 1).ok()?.checked_add(before.months()).ok()?;
    Some((months(first, length)?, last))
}
