//! When a figure held: the date words of its sentence, reckoned from the day of publication.

use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::draft::Draft;
use super::exclude::looks_like_year;
use super::lexicon::{ADVERB, MONTH, NUMBER, TIME, UNIT, WEEKDAY};
use super::view::View;
use crate::article::enriched::Interval;

/// When the article was published: its date, and the offset of its zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Published {
    at: DateTime,
    offset: Offset,
}

impl Published {
    /// From RFC 3339; `None` where it is not that.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).ok()?;
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        let at = DateTime::from_parts(pieces.date(), pieces.time()?);
        Some(Self { at, offset })
    }
}

/// From the first second to the last.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Days {
    from: DateTime,
    to: DateTime,
}

/// Sets the interval of every draft of a sentence that has date words: those nearest to the figure count.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft], published: Published) {
    let mut found: Vec<(usize, Days)> = Vec::new();
    let mut i = view.start;
    while i < view.end {
        match read(view, i, published) {
            Some((days, last)) => {
                found.push((i, days));
                i = last.max(i + 1);
            }
            None => i += 1,
        }
    }
    for draft in drafts {
        let behind = found.partition_point(|&(at, _)| at < draft.first);
        let nearest = found[behind.saturating_sub(4)..found.len().min(behind + 4)]
            .iter()
            .filter(|&&(at, _)| at.abs_diff(draft.first) < 80)
            .filter(|&&(at, _)| !is_history(view, at, draft.first))
            .min_by_key(|&&(at, _)| at.abs_diff(draft.first) + APART * commas(view, at, draft.first));
        draft.as_of = nearest.and_then(|(_, days)| interval(*days, published.offset));
    }
}

/// A comma between a date and a figure parts them like so many words.
const APART: usize = 6;

fn commas(view: &View<'_>, one: usize, other: usize) -> usize {
    (one.min(other)..one.max(other)).filter(|&i| matches!(view.text(i), "," | ";" | ":")).count()
}

/// Whether a date stands in a clause of its own that tells what was before: `since it was founded in 1990, it has …`.
fn is_history(view: &View<'_>, at: usize, figure: usize) -> bool {
    if at > figure || commas(view, at, figure) == 0 {
        return false;
    }
    (at.saturating_sub(10)..at)
        .rev()
        .take_while(|&i| !view.stops(i))
        .any(|i| view.any(i, &["since", "who", "which", "whose", "when", "until", "before"]) && i + 1 < at)
}

fn interval(days: Days, offset: Offset) -> Option<Interval> {
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

fn day(at: Date) -> Days {
    whole(at, at)
}

/// From the start of one day to the end of another.
fn whole(first: Date, last: Date) -> Days {
    Days { from: first.at(0, 0, 0, 0), to: last.at(23, 59, 59, 0) }
}

/// The date expression at token `i`, and the token after it.
fn read(view: &View<'_>, i: usize, published: Published) -> Option<(Days, usize)> {
    let today = published.at.date();
    if view.has(i, WEEKDAY) && view.capitalised(i) {
        let days = part_of_day(view, i, weekday(today, view.word(i).value as i8)?)?;
        return Some((days, i + 1));
    }
    if view.has(i, MONTH) && view.capitalised(i) {
        return month(view, i, today);
    }
    if let Some(found) = ago(view, i, today) {
        return Some(found);
    }
    if view.is_number(i) {
        return numbered(view, i, today);
    }
    if !view.has(i, TIME) {
        return None;
    }
    let days = match view.text(i).to_ascii_lowercase().as_str() {
        "today" | "tonight" => part_of_day(view, i, today)?,
        "yesterday" => part_of_day(view, i, today.yesterday().ok()?)?,
        "last" | "past" | "previous" => relative(view, i + 1, today, -1)?,
        "this" => relative(view, i + 1, today, 0)?,
        _ => return None,
    };
    Some((days, i + 1))
}

/// The last such weekday up to the day of publication.
fn weekday(today: Date, number: i8) -> Option<Date> {
    let target = Weekday::from_monday_one_offset(number).ok()?;
    if today.weekday() == target { Some(today) } else { today.nth_weekday(-1, target).ok() }
}

/// `late Sunday evening` is finer than the day.
fn part_of_day(view: &View<'_>, i: usize, at: Date) -> Option<Days> {
    let span = |from: i8, to: i8| Some(Days { from: at.at(from, 0, 0, 0), to: at.at(to, 59, 59, 0) });
    match view.text(i + 1).to_ascii_lowercase().as_str() {
        "morning" => span(0, 11),
        "afternoon" => span(12, 17),
        "evening" | "night" => span(18, 23),
        _ if view.is(i, "tonight") => span(18, 23),
        _ => Some(day(at)),
    }
}

fn relative(view: &View<'_>, i: usize, today: Date, back: i64) -> Option<Days> {
    match view.text(i).to_ascii_lowercase().as_str() {
        "week" => {
            let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
            let first = monday.checked_add((7 * back).days()).ok()?;
            Some(whole(first, first.checked_add(6.days()).ok()?))
        }
        "month" => {
            let first = today.first_of_month().checked_add(back.months()).ok()?;
            Some(whole(first, first.last_of_month()))
        }
        "year" => {
            let first = today.first_of_year().checked_add(back.years()).ok()?;
            Some(whole(first, first.last_of_year()))
        }
        "morning" | "afternoon" | "evening" => part_of_day(view, i.wrapping_sub(1), today),
        _ => None,
    }
}

/// `September 20`, `September 20, 2019`, `September 2019`, `in September`.
fn month(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let number = view.word(i).value as i8;
    let next = i + 1;
    let small = |at: usize| {
        view.text(at).parse::<i8>().ok().filter(|day| (1..=31).contains(day) && view.is_number(at))
    };
    let year_at =
        |at: usize| looks_like_year(view.text(at)).then(|| view.text(at).parse::<i16>().ok()).flatten();
    if let Some(of_month) = small(next) {
        let comma = next + 1 + usize::from(view.text(next + 1) == ",");
        let year = year_at(comma);
        let at = in_past(today, year, number, of_month)?;
        return Some((day(at), if year.is_some() { comma + 1 } else { next + 1 }));
    }
    let comma = next + usize::from(view.text(next) == "," || view.is(next, "of"));
    if let Some(year) = year_at(comma) {
        let first = Date::new(year, number, 1).ok()?;
        return Some((whole(first, first.last_of_month()), comma + 1));
    }
    if view.any(i.wrapping_sub(1), &["in", "since", "of", "last", "from", "during", "for", "through", "to"]) {
        let first = in_past(today, None, number, 1)?;
        return Some((whole(first, first.last_of_month()), next));
    }
    None
}

/// A day without a year lies in the year of publication, or in the one before where that would be far ahead.
fn in_past(today: Date, year: Option<i16>, month: i8, of_month: i8) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, of_month).ok();
    }
    let here = Date::new(today.year(), month, of_month).ok()?;
    if here > today.checked_add(60.days()).unwrap_or(date(9999, 12, 31)) {
        Date::new(today.year() - 1, month, of_month).ok()
    } else {
        Some(here)
    }
}

/// `two years ago`, `a week earlier`: as wide as the unit.
fn ago(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    if !(view.has(i + 2, TIME | ADVERB) && view.is(i + 2, "ago") && view.has(i + 1, UNIT)) {
        return None;
    }
    let count = if view.is_number(i) {
        view.text(i).parse::<i64>().ok()?
    } else if view.has(i, NUMBER) {
        view.word(i).value as i64
    } else {
        i64::from(view.any(i, &["a", "an"]))
    };
    if !(1..=500).contains(&count) {
        return None;
    }
    let days = match view.text(i + 1).to_ascii_lowercase().as_str() {
        "day" | "days" => day(today.checked_sub(count.days()).ok()?),
        "week" | "weeks" => {
            let at = today.checked_sub((7 * count).days()).ok()?;
            whole(at.checked_sub(3.days()).ok()?, at.checked_add(3.days()).ok()?)
        }
        "month" | "months" => {
            let at = today.checked_sub(count.months()).ok()?;
            whole(at.first_of_month(), at.last_of_month())
        }
        "year" | "years" => {
            let at = today.checked_sub(count.years()).ok()?;
            whole(at.first_of_year(), at.last_of_year())
        }
        _ => return None,
    };
    Some((days, i + 3))
}

/// `20 September`, `in 2018`, `1988 to 1994`.
fn numbered(view: &View<'_>, i: usize, today: Date) -> Option<(Days, usize)> {
    let next = i + 1;
    if view.has(next, MONTH) && view.capitalised(next) && view.text(i).len() <= 2 {
        let of_month = view.text(i).parse::<i8>().ok()?;
        let year =
            looks_like_year(view.text(next + 1)).then(|| view.text(next + 1).parse::<i16>().ok()).flatten();
        let at = in_past(today, year, view.word(next).value as i8, of_month)?;
        return Some((day(at), next + 1 + usize::from(year.is_some())));
    }
    let dated = view
        .any(i.wrapping_sub(1), &["in", "since", "by", "from", "until", "during", "of", "between", "year"]);
    if !(dated && looks_like_year(view.text(i))) {
        return None;
    }
    let year = view.text(i).parse::<i16>().ok()?;
    let first = Date::new(year, 1, 1).ok()?;
    let joined = view.any(next, &["to", "and", "until", "through"]) || view.dash(next);
    if joined && looks_like_year(view.text(next + 1)) {
        let until = Date::new(view.text(next + 1).parse::<i16>().ok()?, 12, 31).ok()?;
        if until > first {
            return Some((whole(first, until), next + 2));
        }
    }
    if view.is(i.wrapping_sub(1), "since") && first <= today {
        return Some((whole(first, today), next));
    }
    Some((whole(first, first.last_of_year()), next))
}

#[cfg(test)]
mod tests {
    use super::super::view::Tagged;
    use super::*;
    use crate::document::Document;

    fn first(text: &str) -> Option<(String, String)> {
        let document = Document::new(None, text);
        let tagged = Tagged::new(&document);
        let view = View::new(&document, &tagged);
        let published = Published::parse("2023-09-24T23:46:11Z")?;
        (0..view.end)
            .find_map(|i| read(&view, i, published))
            .and_then(|(days, _)| interval(days, published.offset))
            .map(|interval| (interval.from, interval.to))
    }

    #[test]
    fn date_words_become_intervals() {
        for (text, from, to) in [
            ("late on Sunday evening", "2023-09-24T18:00:00Z", "2023-09-24T23:59:59Z"),
            ("on Saturday", "2023-09-23T00:00:00Z", "2023-09-23T23:59:59Z"),
            ("they left yesterday", "2023-09-23T00:00:00Z", "2023-09-23T23:59:59Z"),
            ("last month", "2023-08-01T00:00:00Z", "2023-08-31T23:59:59Z"),
            ("last year", "2022-01-01T00:00:00Z", "2022-12-31T23:59:59Z"),
            ("on September 20", "2023-09-20T00:00:00Z", "2023-09-20T23:59:59Z"),
            ("on 3 May 2019", "2019-05-03T00:00:00Z", "2019-05-03T23:59:59Z"),
            ("from 1988 to 1994", "1988-01-01T00:00:00Z", "1994-12-31T23:59:59Z"),
            ("in December", "2022-12-01T00:00:00Z", "2022-12-31T23:59:59Z"),
            ("killed two years ago", "2021-01-01T00:00:00Z", "2021-12-31T23:59:59Z"),
            ("found 3 days ago", "2023-09-21T00:00:00Z", "2023-09-21T23:59:59Z"),
        ] {
            assert_eq!(first(text), Some((from.to_owned(), to.to_owned())), "{text}");
        }
        assert_eq!(first("12 people were killed"), None);
    }

    #[test]
    fn zones_are_kept_and_nonsense_is_refused() {
        assert!(Published::parse("yesterday").is_none());
        let document = Document::new(None, "today");
        let tagged = Tagged::new(&document);
        let view = View::new(&document, &tagged);
        let published = Published::parse("2024-02-01T01:00:00+05:30").expect("RFC 3339");
        let (days, _) = read(&view, 0, published).expect("a date word");
        assert_eq!(interval(days, published.offset).expect("in range").from, "2024-02-01T00:00:00+05:30");
    }
}
