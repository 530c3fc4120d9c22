//! When a figure held: the date words of its sentence, reckoned from the day of publication.

use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::draft::Draft;
use super::exclude::looks_like_year;
use super::lexicon::{
    ADVERB, CHANGE, CURRENCY, HINT, MONTH, NUMBER, SCALE, SPEECH, TIME, UNIT, VERB, WEEKDAY,
};
use super::view::View;
use crate::article::enriched::Interval;
use crate::enrich::rule::Rule;

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

/// Date words of a sentence.
#[derive(Debug, Clone, Copy)]
struct Dated {
    /// First token.
    at: usize,
    days: Days,
    /// One past the last token.
    last: usize,
    /// It begins after the day of publication.
    ahead: bool,
}

/// A reason for which a date is not that of a figure.
type Test = fn(&View<'_>, &Dated, &Draft) -> bool;

/// A date that none of these excludes may be the figure's. Their order does not matter.
const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("far", "a date 80 tokens away is of another statement", is_far),
    Rule::new("clause", "a semicolon, `while` or `but` begins a statement of its own", is_other_clause),
    Rule::new(
        "compared",
        "`five fewer than in 2021`, `up from $40 billion now`: the date of what is compared",
        is_compared,
    ),
    Rule::new(
        "opener",
        "`Founded in 2011, the firm employs 165 people`: the date of the participle",
        is_opener,
    ),
    Rule::new("history", "`since it was founded in 1990, it has …`: the date of a clause before", is_history),
    Rule::new("aside", "`12 ships, which were built in 1990, sank`: the date of an aside", is_aside),
    Rule::new(
        "ahead",
        "`is at 4.1 percent and may drop by next year`: what is cannot hold in the future",
        is_ahead,
    ),
    Rule::new("now", "`now` is the time of a number right before it: `$40 billion now`", is_idle_now),
    Rule::new(
        "said",
        "`said on Monday it will hire 900`: the day of the statement, before the event",
        is_statement,
    ),
];

/// Sets the interval of every draft of a sentence that has date words. Without a time of publication only whole dates
/// are read.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft], published: Option<Published>) {
    let known = published.unwrap_or(Published { at: date(1900, 1, 1).at(0, 0, 0, 0), offset: Offset::UTC });
    let mut found: Vec<Dated> = Vec::new();
    let mut i = view.start;
    while i < view.end {
        match read(view, i, known) {
            Some((days, last)) => {
                if published.is_some() || is_whole(view, i, last) {
                    let ahead = published.is_some() && days.from.date() > known.at.date();
                    found.push(Dated { at: i, days, last, ahead });
                }
                i = last.max(i + 1);
            }
            None => i += 1,
        }
    }
    for draft in drafts {
        let behind = found.partition_point(|dated| dated.at < draft.first);
        let nearest = found[behind.saturating_sub(4)..found.len().min(behind + 4)]
            .iter()
            .filter(|dated| !EXCLUDED.iter().any(|rule| (rule.test)(view, dated, draft)))
            .min_by_key(|dated| dated.at.abs_diff(draft.first) + APART * commas(view, dated.at, draft.first));
        draft.as_of = nearest.and_then(|dated| interval(dated.days, known.offset));
    }
}

/// True if a date needs no day of publication: it has a year.
fn is_whole(view: &View<'_>, first: usize, last: usize) -> bool {
    (first..last).any(|i| looks_like_year(view.text(i)))
}

fn is_far(_: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at.abs_diff(draft.first) >= 80
}

/// The tokens between a date and a figure.
fn between(dated: &Dated, draft: &Draft) -> std::ops::Range<usize> {
    if dated.at < draft.first { dated.last..draft.first } else { draft.last..dated.at }
}

fn is_other_clause(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    between(dated, draft)
        .any(|i| view.text(i) == ";" || view.any(i, &["while", "whereas", "although"]) && i > view.start)
}

/// A word that leads to what is compared.
fn compares(view: &View<'_>, i: usize) -> bool {
    let than = view.is(i, "than") && !is_qualifying(view, i);
    let since = view.is(i, "since")
        && (i.saturating_sub(5)..i).any(|at| {
            view.text(at).ends_with("est") && view.text(at).len() > 5
                || view.any(at, &["most", "first", "best", "worst", "least", "record"])
        });
    let changed = view.any(i.wrapping_sub(1), &["up", "down"])
        || (i.saturating_sub(6)..i).any(|at| view.has(at, CHANGE) && !view.is(at, "set"));
    let quantity = (i + 1..i + 3).any(|at| is_quantity(view, at)) || view.any(i + 2, &["same", "year"]);
    let from = view.is(i, "from") && changed && quantity;
    than || since || from || view.any(i, &["versus", "compared", "against"])
}

/// `more than 12`: a qualifier.
fn is_qualifying(view: &View<'_>, than: usize) -> bool {
    let many = view.any(than.wrapping_sub(1), &["more", "less", "fewer"]);
    is_quantity(view, than + 1) || many && view.any(than + 1, &["a", "half"])
}

fn is_quantity(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        || view.has(i, NUMBER | SCALE | HINT | CURRENCY)
        || view.text(i).starts_with(['$', '€', '£'])
}

fn is_compared(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at > draft.first {
        return between(dated, draft).any(|i| compares(view, i));
    }
    // `by 2035, up from $40 billion now`: the figure is what is compared.
    (draft.first.saturating_sub(4)..draft.first)
        .any(|i| i > dated.at && compares(view, i) && !view.is(i, "since"))
}

/// True if a sentence opens on a participle or a name's apposition that holds the date.
fn is_opener(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let first = view.start + usize::from(view.is_quote(view.start));
    let comma = (dated.last..draft.first).find(|&i| view.text(i) == ",");
    let opens = view.text(first).ends_with("ed")
        || view.text(first).ends_with("ing")
        || view.any(first, &["built", "born", "begun", "made", "won", "set"]);
    opens && !view.has(first, super::lexicon::PREPOSITION) && dated.at < draft.first && comma.is_some()
}

/// True if a date stands in a relative clause between commas, behind the figure.
fn is_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at > draft.last
        && (draft.last..dated.at).any(|i| {
            view.text(i) == ","
                && view.any(
                    i + 1,
                    &[
                        "who",
                        "which",
                        "whose",
                        "founded",
                        "built",
                        "born",
                        "established",
                        "opened",
                        "launched",
                    ],
                )
        })
}

/// True if a date is that of a verb of saying whose content lies ahead.
fn is_statement(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    says_before(view, dated.at) && is_future(view, draft.first, Some(dated.at))
}

/// True if a date lies ahead of the publication, and the figure's clause does not.
fn is_ahead(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let goal = view.any(dated.at.wrapping_sub(1), &["by", "until", "till"])
        && commas(view, dated.at, draft.first) == 0;
    dated.ahead && !goal && !is_future(view, draft.first, None) && !is_future(view, dated.at, None)
        || dated.ahead
            && !is_future(view, draft.first, None)
            && between(dated, draft).any(|i| view.text(i) == ",")
            && dated.at > draft.first
}

fn is_idle_now(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    view.is(dated.at, "now") && (dated.at < draft.last || dated.at > draft.last + 1)
}

fn says_before(view: &View<'_>, at: usize) -> bool {
    let on = at.wrapping_sub(1);
    let verb = if view.any(on, &["on", "late", "early", "in"]) { on.wrapping_sub(1) } else { on };
    view.has(verb, SPEECH)
}

/// True if the clause around a token lies ahead: `will`, `to be`, `next`. The clause ends at a comma, a date of a verb
/// of saying and a conjunction.
fn is_future(view: &View<'_>, at: usize, barrier: Option<usize>) -> bool {
    let ends = |i: usize| {
        matches!(view.text(i), ";" | ":")
            || view.any(i, &["while", "after", "because", "although", "when"])
            || view.text(i) == "," && i != comma_of_opener(view)
            || Some(i) == barrier
    };
    let first = (view.start..at).rev().take_while(|&i| !ends(i)).last().unwrap_or(at);
    let last = (at..view.end).take_while(|&i| !ends(i)).last().map_or(at, |i| i + 1);
    (first..last).any(|i| leads_ahead(view, i))
}

/// The comma behind a short opener: `On Sunday, 98 million people can vote`.
fn comma_of_opener(view: &View<'_>) -> usize {
    (view.start..(view.start + 5).min(view.end)).find(|&i| view.text(i) == ",").unwrap_or(usize::MAX)
}

/// Words of what lies ahead.
fn leads_ahead(view: &View<'_>, i: usize) -> bool {
    let have = view.is(i + 1, "have") || view.is(i + 2, "have");
    (view.any(i, &["will", "shall", "can", "could", "may", "might", "would", "'ll", "won't"])
        && !(view.has(i, MONTH) && view.capitalised(i))
        && !have)
        || view.is(i, "to")
            && view.any(
                i.wrapping_sub(1),
                &[
                    "due",
                    "expected",
                    "scheduled",
                    "set",
                    "going",
                    "plan",
                    "plans",
                    "planned",
                    "hopes",
                    "aims",
                    "wants",
                    "ready",
                    "is",
                    "are",
                    "promised",
                    "pledged",
                    "likely",
                ],
            )
        || view.any(i, &["tomorrow", "upcoming"])
}

/// True if a date lies ahead by the words before it: `until Sunday`, `by Friday`, `next Monday`.
fn points_ahead(view: &View<'_>, at: usize) -> bool {
    view.any(at.wrapping_sub(1), &["next", "until", "till", "by", "coming", "through"])
        && !view.is(at.wrapping_sub(2), "said")
}

/// A comma between a date and a figure parts them like so many words.
const APART: usize = 6;

fn commas(view: &View<'_>, one: usize, other: usize) -> usize {
    (one.min(other)..one.max(other))
        .filter(|&i| matches!(view.text(i), "," | ";" | ":") || view.is(i, "but"))
        .count()
}

/// True if a date stands in a clause of its own that tells what was before: `since it was founded in 1990, it has …`.
fn is_history(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let (at, figure) = (dated.at, draft.first);
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
        let ahead = !view.any(i.wrapping_sub(1), &["last", "past"])
            && (points_ahead(view, i) || !says_before(view, i) && is_future(view, i, None));
        let days = part_of_day(view, i, weekday(today, view.word(i).value as i8, ahead)?)?;
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
        "next" => relative(view, i + 1, today, 1)?,
        "tomorrow" => part_of_day(view, i, today.tomorrow().ok()?)?,
        // `$40 billion now`: only right behind a figure.
        "now" if view.stops(i + 1) && !view.has(i.wrapping_sub(1), VERB | super::lexicon::AUXILIARY) => {
            day(today)
        }
        _ => return None,
    };
    Some((days, i + 1))
}

/// The last such weekday up to the day of publication, or the next one behind it.
fn weekday(today: Date, number: i8, ahead: bool) -> Option<Date> {
    let target = Weekday::from_monday_one_offset(number).ok()?;
    if ahead {
        return today.nth_weekday(1, target).ok();
    }
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
        let years_back = i16::from(view.is(next, "last") && view.is(next + 1, "year"));
        if years_back > 0 {
            let first = Date::new(today.year() - years_back, number, 1).ok()?;
            return Some((whole(first, first.last_of_month()), next + 2));
        }
        let mut first = in_past(today, None, number, 1)?;
        let ahead = points_ahead(view, i) || is_future(view, i, None);
        if ahead && first < today.first_of_month() {
            first = first.checked_add(1.years()).ok()?;
        }
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

    /// The first day of `as_of` of each figure; `-` for none. Published on Tuesday, May 7, 2024, unless `None`.
    fn dates(text: &str, published_at: Option<&str>) -> String {
        let document = Document::new(None, text);
        let surroundings =
            super::super::Surroundings { people: &[], organisations: &[], places: &[], published_at };
        let figures = super::super::read(&document, surroundings);
        let day = |figure: &super::super::Figure| {
            figure.as_of.as_ref().map_or("-".to_owned(), |at| at.from[..10].to_owned())
        };
        figures.iter().map(day).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tense_and_prepositions_decide() {
        let rows = [
            ("The ministry will send 200 officers to Quito on Friday.", "2024-05-10"),
            ("Some 500 workers will strike next Monday, the union said.", "2024-05-13"),
            ("Schools serving 5,000 pupils will stay shut until Sunday.", "2024-05-12"),
            ("On Sunday, 98 million people can vote.", "2024-05-12"),
            ("Snow of up to 20 cm could fall on Saturday.", "2024-05-11"),
            ("On Sunday, 12 people were killed in Goma.", "2024-05-05"),
            ("Police arrested 40 people on Friday.", "2024-05-03"),
            ("Last Friday 40 people were arrested.", "2024-05-03"),
            ("The firm said on Monday it will hire 900 people.", "-"),
            ("The minister said on Monday that 900 people had died.", "2024-05-06"),
            ("In March, 120 people died.", "2024-03-01"),
            ("In December, 90 patients will be moved.", "2024-12-01"),
            ("In June last year, 15 people were hurt.", "2023-06-01"),
            ("The Greens won 40 seats, five fewer than in 2021.", "- -"),
            ("Founded in 2011 as a student club, the firm employs 165 people.", "-"),
            ("Built in 1902, the hotel has 300 rooms.", "-"),
            (
                "Rich states will give $120 billion a year by 2035, up from $40 billion now.",
                "2035-01-01 2024-05-07",
            ),
            ("Inflation slowed to 2.3% in April from 2.7% in March.", "2024-04-01 2024-03-01"),
            ("The river reached 9.4 metres, the highest since 1954.", "-"),
            ("Exports fell 3% in 2023 but rose 12% in 2024.", "2023-01-01 2024-01-01"),
            ("Twelve ships, which were built in 1990, sank.", "-"),
            (
                "Sales were 40 million euros in 2023, compared with 35 million euros in 2022.",
                "2023-01-01 2022-01-01",
            ),
            ("Right now, it costs 230 euros.", "-"),
            ("Unemployment is at a low of 4.1 percent, and it could drop by next year.", "-"),
            ("The toll has risen to 44 after a worker from the depot died on Wednesday.", "2024-05-01"),
            ("Next month 12,000 troops will leave.", "2024-06-01"),
            ("Some 30,000 fans are expected to arrive tomorrow.", "2024-05-08"),
            ("The quake killed 230 people in 2015, while this one killed 12 people.", "2015-01-01 -"),
        ];
        let wrong: Vec<String> = rows
            .iter()
            .filter_map(|(text, expected)| {
                let found = dates(text, Some("2024-05-07T09:00:00Z"));
                (found != *expected).then(|| format!("{text}: {found}, not {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn whole_dates_need_no_time_of_publication() {
        assert_eq!(dates("On 3 May 2019 a bus hit 12 people.", None), "2019-05-03");
        assert_eq!(dates("In 2015 the quake killed 8,000 people.", None), "2015-01-01");
        assert_eq!(dates("On Monday a bus hit 12 people.", None), "-");
    }

    #[test]
    fn every_rule_has_a_name_and_a_reason() {
        assert!(EXCLUDED.iter().all(|rule| !rule.reason.name.is_empty() && rule.reason.why.len() > 12));
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
