//! When a figure held: the date expressions of its sentence, reckoned from the day of publication.
//!
//! [`dates`] reads the expressions. A figure takes the nearest one of its sentence that no rule of
//! [`excluded`](mod@excluded) excludes; some figures hold at no particular time.

mod calendar;
mod clause;
mod comparison;
mod continued;
mod dates;
mod days;
mod edges;
mod excluded;
mod fiscal;
mod grounds;
mod periods;
mod published;
mod relative;
mod tense;
#[cfg(test)]
mod tests;

use crate::article::enriched::Dimension;
use crate::document::Span;
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::DIRECTION;
use clause::commas;
use comparison::{is_compared, is_of_comparison, is_told_by_when};
use continued::Continued;
pub(super) use days::Days;
use days::{Dated, is_whole, single_day};
use excluded::excluded;
pub(super) use fiscal::Fiscal;
use grounds::{is_behind, is_in_other_clause};
pub(super) use published::Published;
use published::interval;
use relative::Base;
use tense::says_before;

patterns! {
    "figures":
    DEFINITE = ["DEFINITE_GROUP ^"];
    SETTING = ["PREPOSITION&!to&!from&!by ^"];
    /// `a cockerel 46 cm high`.
    HEIGHT = ["<lower>&!VERB&!AUXILIARY ^ MEASURING_ADJECTIVES"];
}

/// At most so many dates on each side of a figure are looked at.
const NEAR: usize = 4;

/// A few are so many at most (chosen: the largest number that is spelled as a rule).
const FEW: f64 = 12.0;

/// A comma between a date and a figure parts them like so many words (chosen).
const APART: usize = 6;

/// A period serves as the base of `a year earlier` in so many sentences behind it (chosen).
const PERIOD_REACH: usize = 3;

/// The times of so many sentences at the head of an article are noted, also where they have no figures: they tell when it
/// happens (chosen for speed).
pub(super) const LEAD_SENTENCES: usize = 3;

/// The times of the sentences before: the month, quarter or year that was named last, with the sentence that names it, and
/// the time that goes on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PeriodNamed {
    last: Option<(Days, usize)>,
    continued: Continued,
}

impl PeriodNamed {
    /// The period, as far as a sentence may refer to it.
    fn at(self, sentence: usize) -> Option<Days> {
        self.last.filter(|(_, named)| sentence - named <= PERIOD_REACH).map(|(days, _)| days)
    }

    /// The last period of a sentence replaces an earlier one.
    fn update(&mut self, found: &[Dated], sentence: usize) {
        let named = found.iter().rev().filter(|dated| !dated.ahead && !dated.relative);
        let past = named.filter_map(|dated| dated.days);
        if let Some(days) = past.into_iter().find(|&days| single_day(days).is_none()) {
            self.last = Some((days, sentence));
        }
    }
}

/// From when the dates of an article are reckoned.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calendar {
    pub(super) published: Option<Published>,
    /// The financial year of the country that the article is about.
    pub(super) fiscal: Option<Fiscal>,
}

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

/// A way in which a date belongs to a figure.
type Attachment = fn(&View<'_>, &Dated, &Draft) -> bool;

/// The strongest first; of two dates with the same one the nearer wins.
const ATTACHMENTS: &[Rule<Attachment>] = &[
    Rule::new(
        "told by `when`",
        "`the same month last year, when they were worth $4 billion`",
        is_told_by_when,
    ),
    Rule::new("behind the figure", "`from 68.5% in March to 67.2% in April`: in the same phrase", is_behind),
    Rule::new(
        "nearest date",
        "the nearest date of the sentence that no rule excludes",
        |view, dated, draft| !says_before(view, dated.at) && !is_in_other_clause(view, dated, draft),
    ),
    Rule::new(
        "clause before",
        "`14 died on Monday and five were hurt`: where the figure's own clause has no date",
        |view, dated, _| !says_before(view, dated.at),
    ),
    Rule::new(
        "day of the statement",
        "`12 people had died, police said on Monday`: if there is no other",
        |_, _, _| true,
    ),
];

/// A date of the sentence of a figure, with the rule that excludes it.
pub(super) type Considered = (Span, Option<&'static Reason>);

/// Sets the interval of every draft of a sentence that has date words. Without a time of publication only whole dates
/// are read.
pub(super) fn set(
    view: &View<'_>,
    drafts: &mut [Draft],
    calendar: Calendar,
    named: &mut PeriodNamed,
    sentence: usize,
) {
    let found = dates_of(view, calendar, named.at(sentence));
    let known = calendar.published.unwrap_or(Published::UNKNOWN);
    if found.is_empty() {
        go_on(view, drafts, known, named, sentence);
        return;
    }
    for draft in drafts {
        draft.period = named.at(sentence);
        if TIMELESS.iter().any(|rule| (rule.test)(view, draft)) {
            continue;
        }
        let Some((dated, reason)) = choose(view, near(&found, draft), draft) else {
            let compared =
                |dated: &Dated| is_compared(view, dated, draft) || is_of_comparison(view, dated, draft);
            if found.iter().all(compared) {
                go_on(view, std::slice::from_mut(draft), known, named, sentence);
            }
            continue;
        };
        draft.as_of = dated.days.and_then(|days| interval(days, known.offset));
        draft.lasts = dated.days.is_some_and(Days::is_long);
        draft.why.as_of = draft.as_of.is_some().then_some(reason);
    }
    named.update(&found, sentence);
    named.continued.update(view, &found, sentence);
}

/// Notes the times of a sentence without figures.
pub(super) fn note(view: &View<'_>, calendar: Calendar, named: &mut PeriodNamed, sentence: usize) {
    let found = dates_of(view, calendar, named.at(sentence));
    named.update(&found, sentence);
    named.continued.update(view, &found, sentence);
}

/// Gives figures of a sentence without a date the time that goes on.
fn go_on(view: &View<'_>, drafts: &mut [Draft], known: Published, named: &mut PeriodNamed, sentence: usize) {
    let mut goes_on = false;
    for draft in drafts {
        if TIMELESS.iter().any(|rule| (rule.test)(view, draft)) {
            continue;
        }
        if let Some((days, reason)) = named.continued.of(view, draft, sentence) {
            draft.as_of = interval(days, known.offset);
            draft.why.as_of = draft.as_of.is_some().then_some(reason);
            goes_on = true;
        }
    }
    if goes_on {
        named.continued.refresh(sentence);
    }
}

/// The date of a figure, and how it belongs to it.
fn choose<'a>(view: &View<'_>, found: &'a [Dated], draft: &Draft) -> Option<(&'a Dated, &'static Reason)> {
    let fitting = found.iter().filter(|dated| excluded(view, dated, draft).is_none());
    let attached = fitting.filter_map(|dated| {
        let rank = ATTACHMENTS.iter().position(|rule| (rule.test)(view, dated, draft))?;
        let distance = dated.at.abs_diff(draft.first) + APART * commas(view, dated.at, draft.first);
        Some((rank, distance, dated))
    });
    let (rank, _, dated) = attached.min_by_key(|&(rank, distance, _)| (rank, distance))?;
    // `raised rates on Thursday and cut its forecast for 2027 to 1.1%`: the nearer date lies ahead.
    let between = |other: &&Dated| (dated.last..draft.first).contains(&other.at);
    if !dated.ahead && found.iter().filter(between).any(|other| other.ahead) {
        return None;
    }
    Some((dated, &ATTACHMENTS[rank].reason))
}

/// The dates that were looked at for a figure, for `dateline explain`; or the rule by which it has none.
pub(super) fn explain(
    view: &View<'_>,
    draft: &Draft,
    calendar: Calendar,
) -> Result<Vec<Considered>, &'static Reason> {
    if let Some(rule) = TIMELESS.iter().find(|rule| (rule.test)(view, draft)) {
        return Err(&rule.reason);
    }
    let found = dates_of(view, calendar, draft.period);
    let considered = near(&found, draft).iter();
    Ok(considered.map(|dated| (view.span(dated.at, dated.last), excluded(view, dated, draft))).collect())
}

/// The date expressions of a sentence, in the order of the text. `period` was named before the sentence.
fn dates_of(view: &View<'_>, calendar: Calendar, period: Option<Days>) -> Vec<Dated> {
    let published = calendar.published;
    let today = published.unwrap_or(Published::UNKNOWN).today();
    let mut found: Vec<Dated> = Vec::new();
    let mut i = view.start;
    while i < view.end {
        let base = || base(view, &found, period);
        let fiscal = || fiscal::read(view, i, calendar.fiscal, today);
        let known = || dates::read(view, i, today).map(|(days, last)| (Some(days), last));
        let ago = || relative::results_ago(view, i, period).map(|(days, last)| (Some(days), last));
        let relative = || relative::read(view, i, base, today);
        let read = ago().map(|found| (found, true));
        let read = read.or_else(|| fiscal().or_else(known).map(|found| (found, false)));
        let Some(((days, last), relative)) = read.or_else(|| relative().map(|found| (found, true))) else {
            i += 1;
            continue;
        };
        if published.is_some() || is_whole(view, i, last) {
            let ahead = published.is_some() && days.is_some_and(|days| days.from.date() > today);
            let over = published.is_some() && days.is_some_and(|days| days.to.date() < today);
            let dated = Dated { at: i, days, last, ahead, over, relative };
            match found.last_mut().filter(|before| dates::spans(view, before, &dated)) {
                Some(before) => {
                    let until = days.map(|days| days.to);
                    before.days = before.days.zip(until).map(|(days, to)| Days { from: days.from, to });
                    before.last = last;
                }
                None => found.push(dated),
            }
        }
        i = last.max(i + 1);
    }
    found
}

/// The date from which `a year earlier` counts back: never the day of a statement.
fn base(view: &View<'_>, found: &[Dated], period: Option<Days>) -> Base {
    let told =
        || found.iter().rev().filter(|dated| !says_before(view, dated.at)).filter_map(|dated| dated.days);
    let date = told().next();
    let longer = told().find(|&days| single_day(days).is_none());
    Base { date, period: longer.or(period.filter(|_| date.is_none())) }
}

/// The dates next to a figure.
fn near<'a>(found: &'a [Dated], draft: &Draft) -> &'a [Dated] {
    let behind = found.partition_point(|dated| dated.at < draft.first);
    &found[behind.saturating_sub(NEAR)..found.len().min(behind + NEAR)]
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
    counts_few(draft) && DEFINITE.begin(view, draft.first)
}

/// A few things or people to which nothing happens.
fn counts_few(draft: &Draft) -> bool {
    let read = (draft.dimension, draft.impact, draft.noun, draft.value);
    matches!(read, (Dimension::Count, None, Some(_), Some(value)) if value <= FEW)
}

/// `in ten days`, `spent 14 years`; what a court or a strike lasts from a day on is rarely told with that day.
fn is_span(_: &View<'_>, draft: &Draft) -> bool {
    draft.dimension == Dimension::Duration
}

/// `an eight-storey block`: a number joined to its noun by a hyphen.
fn is_size(view: &View<'_>, draft: &Draft) -> bool {
    !matches!(draft.dimension, Dimension::Count | Dimension::Money | Dimension::Score)
        && (view.hyphen(draft.first + 1) || HEIGHT.around(view, draft.first..draft.last))
        || draft.kind == Kind::Weak && (draft.first..draft.last).any(|i| view.hyphen(i))
}

/// `onto two villages`, `in two stages`: a few things behind a preposition to which nothing happens.
fn is_setting(view: &View<'_>, draft: &Draft) -> bool {
    counts_few(draft) && SETTING.begin(view, draft.first)
}
