//! When a figure held: the date expressions of its sentence, reckoned from the day of publication.
//!
//! [`dates`] reads the expressions. A figure takes the nearest one of its sentence that no rule excludes; some figures
//! hold at no particular time.

use crate::lexicon::word_lists;

word_lists! {
    "figures":
    DEFINITE_GROUP, HISTORY_OPENERS, OPENING_PARTICIPLES, RECORD_VERBS, SUPERLATIVES,
}
mod dates;
mod published;
mod tense;
#[cfg(test)]
mod tests;

use crate::article::enriched::Dimension;
use crate::document::{Span, furniture};
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::{
    CHANGE, CURRENCY, DIRECTION, FOUNDING, HINT, NUMBER, PREPOSITION, PUBLICATION, SCALE, SPEECH,
};
use dates::{Dated, says_before};
pub(super) use published::Published;
use published::interval;
use tense::is_future;

/// A date further away than so many tokens belongs to another statement (chosen).
const FAR: usize = 80;
/// At most so many dates on each side of a figure are looked at.
const NEAR: usize = 4;
/// A comma between a date and a figure parts them like so many words (chosen).
const APART: usize = 6;

/// A reason for which a figure holds at no particular time.
type Timeless = fn(&View<'_>, &Draft) -> bool;

/// Any of these is enough.
const TIMELESS: &[Rule<Timeless>] = &[
    Rule::new("age", "`Smith, 31, was hurt on Monday`: the age is not of Monday", |_, draft| {
        draft.kind == Kind::Age
    }),
    Rule::new("distance", "`290 miles north of Tokyo`, `40 km from the port`", is_distance),
    Rule::new("known group", "`the two officers`: told before, or known without being told", is_known_group),
    Rule::new("span of time", "`in ten days`, `spent 14 years`: a span is no event", is_span),
    Rule::new("size of a thing", "`an eight-storey block`, `a 60-inch telescope`: it lasts", is_size),
    Rule::new(
        "few of a setting",
        "`onto two villages`, `with ten men`: they set the scene of another event",
        is_setting,
    ),
];

/// A reason for which a date is not that of a figure.
type Test = fn(&View<'_>, &Dated, &Draft) -> bool;

/// A date that none of these excludes may be the figure's. Their order does not matter.
const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("far", "a date 80 tokens away is of another statement", is_far),
    Rule::new("dateline", "`GOMA, March 27 - …`: the day of the report", is_dateline),
    Rule::new("clause", "a semicolon, `while` or `whereas` begins a statement of its own", is_other_clause),
    Rule::new(
        "compared",
        "`five fewer than in 2021`, `up from $40 billion now`: the date of what is compared",
        is_compared,
    ),
    Rule::new(
        "past comparison",
        "`more than its value in 2023, and two deaths`: the date of a comparison dates nothing else",
        is_of_comparison,
    ),
    Rule::new("record", "`beating the record set in 2022`: the date of the record", is_record),
    Rule::new(
        "publication",
        "`data released on Tuesday`: the day of the report, not of the event",
        is_publication,
    ),
    Rule::new(
        "opener",
        "`Founded in 2011, the firm employs 165 people`: the date of the participle",
        is_opener,
    ),
    Rule::new("history", "`since it was founded in 1990, it has …`: the date of a clause before", is_history),
    Rule::new("aside", "`12 ships, which were built in 1990, sank`: the date of an aside", is_aside),
    Rule::new(
        "figure of an aside",
        "`the firm, which runs 27 clinics, was raided on Monday`: the figure's clause has no date",
        is_in_aside,
    ),
    Rule::new(
        "ahead",
        "`is at 4.1 percent and may drop by next year`: a present state does not hold in the future",
        is_ahead,
    ),
    Rule::new("now", "`now` is the time of a number right before it: `$40 billion now`", is_idle_now),
    Rule::new(
        "said",
        "`said on Monday it will hire 900`: the day of the statement, before the event",
        is_statement,
    ),
    Rule::new(
        "said of a state",
        "`16 percent is there, officials said on Thursday`: a state is not of the day of the statement",
        is_said_of_state,
    ),
];

const NEAREST: Reason = Reason::new("nearest date", "the nearest date of the sentence that no rule excludes");

/// A date of the sentence of a figure, with the rule that excludes it.
pub(super) type Considered = (Span, Option<&'static Reason>);

/// Sets the interval of every draft of a sentence that has date words. Without a time of publication only whole dates
/// are read.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft], published: Option<Published>) {
    let found = dates_of(view, published);
    if found.is_empty() {
        return;
    }
    let known = published.unwrap_or(Published::UNKNOWN);
    for draft in drafts {
        if TIMELESS.iter().any(|rule| (rule.test)(view, draft)) {
            continue;
        }
        let nearest = near(&found, draft)
            .iter()
            .filter(|dated| excluded(view, dated, draft).is_none())
            .min_by_key(|dated| dated.at.abs_diff(draft.first) + APART * commas(view, dated.at, draft.first));
        draft.as_of = nearest.and_then(|dated| interval(dated.days, known.offset));
        draft.why.as_of = draft.as_of.is_some().then_some(&NEAREST);
    }
}

/// The dates that were looked at for a figure, for `dateline explain`; or the rule by which it has none.
pub(super) fn explain(
    view: &View<'_>,
    draft: &Draft,
    published: Option<Published>,
) -> Result<Vec<Considered>, &'static Reason> {
    if let Some(rule) = TIMELESS.iter().find(|rule| (rule.test)(view, draft)) {
        return Err(&rule.reason);
    }
    let found = dates_of(view, published);
    let considered = near(&found, draft).iter();
    Ok(considered.map(|dated| (view.span(dated.at, dated.last), excluded(view, dated, draft))).collect())
}

/// The date expressions of a sentence, in the order of the text.
fn dates_of(view: &View<'_>, published: Option<Published>) -> Vec<Dated> {
    let today = published.unwrap_or(Published::UNKNOWN).today();
    let mut found: Vec<Dated> = Vec::new();
    let mut i = view.start;
    while i < view.end {
        let before = found.last().map(|dated| dated.days);
        let read = dates::read(view, i, today).or_else(|| dates::read_same_period(view, i, before, today));
        let Some((days, last)) = read else {
            i += 1;
            continue;
        };
        if published.is_some() || dates::is_whole(view, i, last) {
            let dated = Dated { at: i, days, last, ahead: published.is_some() && days.from.date() > today };
            match found.last_mut().filter(|before| dates::spans(view, before, &dated)) {
                Some(before) => (before.days.to, before.last) = (days.to, last),
                None => found.push(dated),
            }
        }
        i = last.max(i + 1);
    }
    found
}

/// The dates next to a figure.
fn near<'a>(found: &'a [Dated], draft: &Draft) -> &'a [Dated] {
    let behind = found.partition_point(|dated| dated.at < draft.first);
    &found[behind.saturating_sub(NEAR)..found.len().min(behind + NEAR)]
}

/// The rule by which a date is not that of a figure.
fn excluded(view: &View<'_>, dated: &Dated, draft: &Draft) -> Option<&'static Reason> {
    EXCLUDED.iter().find(|rule| (rule.test)(view, dated, draft)).map(|rule| &rule.reason)
}

/// `290 miles north of Tokyo`, `about 40 km (25 miles) from the port`.
fn is_distance(view: &View<'_>, draft: &Draft) -> bool {
    if draft.dimension != Dimension::Length {
        return false;
    }
    // The same in another unit stands in brackets between the number and the direction.
    let bracket = view.text(draft.last) == "(";
    let close = (draft.last..(draft.last + 8).min(view.end)).find(|&i| view.text(i) == ")");
    let at = if bracket { close.map_or(draft.last, |i| i + 1) } else { draft.last };
    let at = at + usize::from(view.text(at) == ")") + usize::from(view.is(at, "to"));
    let at = at + usize::from(view.is(at, "the"));
    view.has(at, DIRECTION)
}

/// `the two officers`, `both parties`, `these three towns`: a definite group of which nothing is counted anew.
fn is_known_group(view: &View<'_>, draft: &Draft) -> bool {
    let before = draft.first.wrapping_sub(1);
    let definite = view.any(before, &DEFINITE_GROUP);
    draft.dimension == Dimension::Count
        && draft.impact.is_none()
        && draft.value.is_some_and(|value| value <= 12.0)
        && draft.noun.is_some()
        && definite
}

fn is_far(_: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at.abs_diff(draft.first) >= FAR
}

fn is_dateline(view: &View<'_>, dated: &Dated, _: &Draft) -> bool {
    view.document.furniture_at(view.span(dated.at, dated.last)) == Some(furniture::Kind::Dateline)
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
            view.text(at).ends_with("est") && view.text(at).len() > 5 || view.any(at, &SUPERLATIVES)
        });
    let changed = view.any(i.wrapping_sub(1), &["up", "down"])
        || (i.saturating_sub(6)..i).any(|at| view.has(at, CHANGE) && !view.is(at, "set"));
    let quantity = (i + 1..i + 3).any(|at| is_quantity(view, at)) || view.any(i + 2, &["same", "year"]);
    let before = i.wrapping_sub(1);
    let times = view.is(i, "times") && (view.is_number(before) || view.has(before, NUMBER));
    let from = view.is(i, "from") && changed && quantity;
    than || since || from || times || view.any(i, &["versus", "compared", "against"])
}

/// `more than 12`: a qualifier.
fn is_qualifying(view: &View<'_>, than: usize) -> bool {
    let many = view.any(than.wrapping_sub(1), &["more", "less", "fewer"]);
    is_quantity(view, than + 1) || many && view.any(than + 1, &["a", "half"]) && !view.is(than + 3, "ago")
}

fn is_quantity(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        || view.has(i, NUMBER | SCALE | HINT | CURRENCY)
        || view.text(i).starts_with(['$', '€', '£'])
}

/// True if a date stands behind the record that a figure beats: `3,000 visitors, breaking the record set in 2022`.
fn is_record(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at > draft.last
        && (draft.last..dated.at).any(|i| {
            view.any(i, &["record", "records", "high", "peak"])
                && (i + 1..dated.at).all(|at| !view.stops(at))
                && (i + 1..dated.at).any(|at| view.any(at, &RECORD_VERBS))
        })
}

fn is_compared(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at > draft.first {
        return between(dated, draft).any(|i| compares(view, i));
    }
    // `by 2035, up from $40 billion now`: the figure is what is compared; not `on May 28 from 11 to 9 percent`, where
    // both ends are of the date, unless `from` follows the date: `to 45 in 2024 from 40`.
    (draft.first.saturating_sub(4)..draft.first).any(|i| {
        let changes_both = view.is(i, "from")
            && !view.any(i.wrapping_sub(1), &["up", "down"])
            && i != dated.last
            && (draft.last..(draft.last + 3).min(view.end)).any(|at| view.is(at, "to"));
        let arrives = view.is(draft.first.wrapping_sub(1), "to") && view.any(i, &["from", "times"]);
        i >= dated.last && compares(view, i) && !view.is(i, "since") && !changes_both && !arrives
    })
}

/// True if a date belongs to a comparison that the figure is no part of.
fn is_of_comparison(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let lowest = dated.at.saturating_sub(8).max(view.start);
    let leads = (lowest..dated.at).rev().take_while(|&i| !view.stops(i)).find(|&i| compares(view, i));
    leads.is_some_and(|at| !view.is(at, "since") && (draft.first < at || draft.first > dated.last))
}

/// True if a date is that of a report: `data released on Tuesday showed`, `published today`.
fn is_publication(view: &View<'_>, dated: &Dated, _: &Draft) -> bool {
    let on = dated.at.wrapping_sub(1);
    let verb = if view.any(on, &["on", "in", "late", "early"]) { on.wrapping_sub(1) } else { on };
    view.has(verb, PUBLICATION)
}

/// `in ten days`, `spent 14 years`; what a court or a strike lasts from a day on is rarely told with that day.
fn is_span(_: &View<'_>, draft: &Draft) -> bool {
    draft.dimension == Dimension::Duration
}

/// `an eight-storey block`: a number joined to its noun by a hyphen.
fn is_size(view: &View<'_>, draft: &Draft) -> bool {
    !matches!(draft.dimension, Dimension::Count | Dimension::Money | Dimension::Score)
        && view.hyphen(draft.first + 1)
        || draft.kind == Kind::Weak && (draft.first..draft.last).any(|i| view.hyphen(i))
}

/// `onto two villages`, `in two stages`: a few things behind a preposition to which nothing happens.
fn is_setting(view: &View<'_>, draft: &Draft) -> bool {
    let before = draft.first.wrapping_sub(1);
    draft.dimension == Dimension::Count
        && draft.impact.is_none()
        && draft.noun.is_some()
        && draft.value.is_some_and(|value| value <= 12.0)
        && view.has(before, PREPOSITION)
        && !view.any(before, &["to", "from", "by"])
}

/// True if a figure stands in a relative clause that ends before the date: `, which runs 27 clinics, … on Monday`.
fn is_in_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at < draft.last {
        return false;
    }
    let closes = between(dated, draft).any(|i| view.text(i) == ",");
    let mut before = (view.start.max(draft.first.saturating_sub(10))..draft.first).rev();
    let opens = before.find(|&i| view.text(i) == ",");
    closes && opens.is_some_and(|comma| view.any(comma + 1, &["who", "which", "whose", "where"]))
}

/// True if a date stands behind a verb of saying, behind a figure that nothing happened to.
fn is_said_of_state(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let behind = dated.at > draft.last && says_before(view, dated.at);
    // `the firm on Thursday reported a profit of …`.
    let before = dated.at < draft.first && view.has(dated.last, SPEECH);
    draft.impact.is_none() && (behind || before)
}

/// True if a sentence opens on a participle or a name's apposition that holds the date.
fn is_opener(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let first = view.start + usize::from(view.is_quote(view.start));
    let comma = (dated.last..draft.first).find(|&i| view.text(i) == ",");
    let opens = view.text(first).ends_with("ed")
        || view.text(first).ends_with("ing")
        || view.any(first, &OPENING_PARTICIPLES);
    opens && !view.has(first, crate::lexicon::PREPOSITION) && dated.at < draft.first && comma.is_some()
}

/// True if a date stands in a relative clause between commas, behind the figure.
fn is_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at > draft.last
        && (draft.last..dated.at).any(|i| {
            let founding = || (i + 1..dated.at).any(|at| view.has(at, FOUNDING));
            view.text(i) == "," && (view.any(i + 1, &["who", "which", "whose"]) || view.has(i + 1, FOUNDING))
                || view.any(i, &["that", "which"]) && founding()
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

fn commas(view: &View<'_>, one: usize, other: usize) -> usize {
    (one.min(other)..one.max(other))
        .filter(|&i| matches!(view.text(i), "," | ";" | ":") || view.is(i, "but"))
        .count()
}

/// True if a date stands in a clause of its own that tells what was before: `since it was founded in 1990, it has …`;
/// not where a participle goes on with that clause: `which was breached last month, killing 73 people`.
fn is_history(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let (at, figure) = (dated.at, draft.first);
    // `Of the 1,846 people who answered last year, 58% agreed`: the whole and its parts are of one time.
    if at > figure || commas(view, at, figure) == 0 || view.any(view.start, &["of", "among"]) {
        return false;
    }
    let goes_on = view.text(dated.last) == ","
        && view.lower(dated.last + 1)
        && view.text(dated.last + 1).ends_with("ing");
    !goes_on
        && (at.saturating_sub(10)..at)
            .rev()
            .take_while(|&i| !view.stops(i))
            .any(|i| view.any(i, &HISTORY_OPENERS) && i + 1 < at)
}
