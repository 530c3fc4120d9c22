//! Date expressions: `late on Sunday evening`, `20 September`, `in the second quarter`, `the three months to June`.
//!
//! Each expression becomes the days that it covers, reckoned from the day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::enrich::figures::when::calendar::{
    ago, day_and_month, days_of_month, month, weekday, weekend, year,
};
use crate::enrich::figures::when::days::{Dated, Days, is_whole};
use crate::enrich::figures::when::edges::{decade, edge};
use crate::enrich::figures::when::periods::{part_of_year, relative_words, trailing, up_to};
use crate::enrich::figures::when::tense::is_past;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;

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
    Rule::new("edge of a period", "`the end of June`, `since the start of the year`; before months", edge),
    Rule::new("trailing period", "`in the past week`, `over the last three years`", trailing),
    Rule::new("weekday", "`on Saturday`, `late Sunday evening`", weekday),
    Rule::new("month", "`September 20, 2019`, `in March`", told_month),
    Rule::new("time ago", "`two years ago`, `a week ago`", ago),
    Rule::new("days of a month", "`between 16 and 21 September`; before the last of them", days_of_month),
    Rule::new("day and month", "`20 September`; before years, which have four digits", told_month),
    Rule::new("year", "`in 2018`, `1988 to 1994`, `since 2011`", year),
    Rule::new("decade", "`in the 1980s`", decade),
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

/// `September 20`, `in March`. `Tolls go up in January`, read in November, has none: a date without a year that is longer past
/// than it is ahead, in a sentence that tells nothing of the past, may be the next one.
fn told_month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let (days, last) = month(view, i, today).or_else(|| day_and_month(view, i, today))?;
    let long_ago = days.to.date().checked_add(HALF_A_YEAR.months()).is_ok_and(|until| until < today);
    let with_year = is_whole(view, i, last) || view.any(last.wrapping_sub(1), &["year"]);
    let told = with_year || !long_ago || LAST.begin(view, i) || is_past(view, i);
    told.then_some((days, last))
}

/// True if two dates are the ends of a span: `between Sunday and Monday`, `January-September`, `from 3 to 5 May`.
pub(super) fn spans(view: &View<'_>, first: &Dated, second: &Dated) -> bool {
    let ordered = first.days.zip(second.days).is_some_and(|(first, second)| first.from < second.from);
    if !ordered || second.at.saturating_sub(first.last) > 6 {
        return false;
    }
    let gap = first.last..second.at;
    // `from 68.5% in March to 67.2% in April` are two dates.
    if gap.clone().any(|i| view.stops(i) && !view.dash(i) || view.is_number(i)) {
        return false;
    }
    let dash = gap.len() == 1 && view.dash(first.last);
    let lowest = first.at.saturating_sub(5).max(view.start);
    let opens = |word: &str| (lowest..first.at).any(|i| view.is(i, word));
    let joins = |word: &str| gap.clone().any(|i| view.is(i, word));
    // `on Friday and Saturday`, `in March and April`: one right behind the other.
    let next = first.days.zip(second.days).is_some_and(|(first, second)| {
        first.to.date().tomorrow().is_ok_and(|next| next == second.from.date())
    });
    if gap.len() == 1 && view.is(first.last, "and") && next {
        return true;
    }
    dash || opens("between") && joins("and") || opens("from") && (joins("to") || joins("until"))
}

/// A date is nearer ahead than back after so many months.
const HALF_A_YEAR: i64 = 6;

patterns! {
    "figures":
    /// `last March`.
    LAST = ["last ^"];
    /// The first words of date expressions. Nearly all tokens are none.
    FIRST_WORD = [
        "^ <number>|MONTH|WEEKDAY|TIME|NUMBER|PERIOD_EDGES|ORDINAL_PARTS",
        "^ a|an|quarter|half",
    ];
}

fn may_start(view: &View<'_>, i: usize) -> bool {
    FIRST_WORD.begin(view, i)
}
