//! Dates of comparisons: `five fewer than in 2021`, `up from 40 in May`, `the highest since 1954`.

use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact;
use crate::enrich::figures::when::clause::{
    LEAD, behind, between, clause_before, is_span_of_dates, is_unbroken,
};
use crate::enrich::figures::when::days::Dated;
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::view::View;

patterns! {
    "figures":
    pub(super) SINCE = ["^ since"];
    pub(super) REACHED = ["to ^"];
    /// Words that lead to what is compared, whatever stands before them.
    COMPARISON = [
        "^ versus|compared",
        "^ against <quantity>|CURRENCY|CURRENCY_SIGNS|forecasts|expectations",
        "^ against DETERMINER|its|his <any>? <quantity>|CURRENCY|CURRENCY_SIGNS",
        ", ^ against <name>",
        "^ against the? same|PREVIOUS_WORDS",
        "^ against DETERMINER <any>? year|month|quarter|period",
        "^ the same as",
        "^ as many|much as",
        "^ below|above its|their|the level|value|peak|average",
        "^ behind|above|below|on last PERIOD|UNIT",
        "^ ahead|level|short of|with last PERIOD|UNIT|MONTH",
        "^ ahead|level|short of|with the PREVIOUS_WORDS|same",
        "^ BEATING last|the|its",
        "^ behind|above|below|on a year|month earlier|ago|before",
        "^ behind|above|below the PREVIOUS_WORDS|same",
        ", ^ from <quantity>|CURRENCY|CURRENCY_SIGNS",
        "up|down ^ from",
        "<quantity> ^ times",
        "^ double|triple|twice the|its|their <number>",
    ];
    /// `up from 40`, `from the same month`; only where something changes.
    FROM = ["^ from <quantity>|CURRENCY|CURRENCY_SIGNS", "^ from <any> <quantity>|CURRENCY|CURRENCY_SIGNS|same|year"];
    UP_OR_DOWN = ["up|down ^"];
    /// A change; `set` is mostly none.
    CHANGES = ["^ CHANGE&!set"];
    THAN = ["^ than"];
    /// `the worst`, `the highest`.
    SUPERLATIVE = ["!at ^ SUPERLATIVES", "^ *est&!NO_SUPERLATIVES"];
    /// `more than 12`, `more than half`: a qualifier, not a comparison.
    QUALIFYING_THAN = [
        "than ^ <quantity>|CURRENCY|CURRENCY_SIGNS",
        "more|less|fewer than ^ a|half <any> !ago&!earlier&!before",
    ];
    /// `double the 2019 figure of 2 billion`.
    OF_DATED_FIGURE = ["<number> YEAR_EVENTS of ^"];
    /// `from a year ago in March`: the comparison ends before the date.
    CLOSED = ["^ ago|earlier|previously"];
    /// `last year, when they were worth …`.
    WHEN = ["^ , when"];
    RECORD = ["^ record|records|high|peak"];
    RECORD_VERB = ["^ RECORD_VERBS"];
}

/// So many tokens before `since` the superlative stands (chosen).
const SUPERLATIVE_REACH: usize = 9;

/// A further condition on a word.
type Condition = fn(&View<'_>, usize) -> bool;

/// Ways to compare, each with the words that have to stand before it.
const COMPARES: &[(&Patterns, Condition)] = &[
    (&COMPARISON, |_, _| true),
    (&THAN, |view, i| !QUALIFYING_THAN.begin(view, i + 1)),
    (&SINCE, is_superlative),
    (&FROM, is_changed),
];

/// True if a word leads to what is compared.
fn compares(view: &View<'_>, i: usize) -> bool {
    COMPARES.iter().any(|(pattern, also)| pattern.begin(view, i) && also(view, i))
}

/// `the highest … since`.
fn is_superlative(view: &View<'_>, since: usize) -> bool {
    clause_before(view, since, SUPERLATIVE_REACH).any(|i| SUPERLATIVE.begin(view, i))
}

/// True if a figure is what another is compared with: `to $12 million from $9 million`.
pub(super) fn compares_figure(view: &View<'_>, draft: &Draft) -> bool {
    draft.is_counterpart(view)
}

/// `up from`, `rose by 3% from`.
pub(super) fn is_changed(view: &View<'_>, from: usize) -> bool {
    UP_OR_DOWN.begin(view, from) || CHANGES.within(view, from.saturating_sub(6)..from)
}

/// True if a date stands behind the record that a figure beats: `3,000 visitors, breaking the record set in 2022`.
pub(super) fn is_record(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    behind(dated, draft).filter(|&i| RECORD.begin(view, i)).any(|i| {
        let words = i + 1..dated.at;
        is_unbroken(view, words.clone()) && RECORD_VERB.within(view, words)
    })
}

pub(super) fn is_compared(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if is_told_by_when(view, dated, draft) {
        return false;
    }
    if dated.at > draft.first {
        let from = is_span_of_dates(view, dated).then(|| dated.at - 1);
        return between(dated, draft).any(|i| Some(i) != from && compares(view, i));
    }
    // `by 2035, up from $40 billion now`: the figure is what is compared; not `on May 28 from 11 to 9 percent`, where
    // both ends are of the date, unless `from` follows the date: `to 45 in 2024 from 40`.
    let starts_at = |i: usize| impact::start(view, draft.first) == i;
    let phrase = clause_before(view, draft.first, LEAD).filter(|&i| i >= dated.last && !SINCE.begin(view, i));
    phrase.filter(|&i| i + 5 > draft.first || COMPARISON.begin(view, i)).any(|i| {
        // `to 50% in 2027 from 40%`.
        if i == dated.last && FROM.begin(view, i) && starts_at(i + 1) {
            return true;
        }
        let changes_both = FROM.begin(view, i)
            && !UP_OR_DOWN.begin(view, i)
            && (draft.last..(draft.last + 3).min(view.end)).any(|at| view.is(at, "to"));
        let arrives = REACHED.begin(view, draft.first) && view.any(i, &["from", "times"]);
        compares(view, i) && !changes_both && !arrives
    })
}

/// True if a date belongs to a comparison that the figure is no part of.
pub(super) fn is_of_comparison(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if is_span_of_dates(view, dated) {
        return false;
    }
    if is_told_by_when(view, dated, draft) {
        return false;
    }
    let leads = clause_before(view, dated.at, LEAD)
        .find(|&i| compares(view, i))
        .filter(|&i| !CLOSED.within(view, i..dated.at));
    leads.is_some_and(|at| !SINCE.begin(view, at) && !(at..=dated.last).contains(&draft.first))
        && !OF_DATED_FIGURE.begin(view, draft.first)
}

/// True if a clause behind a date tells the figure of that time: `last year, when they were worth $4 billion`.
pub(super) fn is_told_by_when(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    WHEN.begin(view, dated.last) && draft.first > dated.last && is_unbroken(view, dated.last + 2..draft.first)
}

/// True if a date is that of the last time: `the highest since 1954`, `the lowest since the war ended in 1995`; not where a
/// clause tells of it: `, when …`.
pub(super) fn is_of_superlative(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let told = view.phrase(dated.last, &[",", "when"]) && draft.first > dated.last;
    let inside = (dated.at.saturating_sub(LEAD)..dated.at).contains(&draft.first);
    let since = clause_before(view, dated.at, LEAD).find(|&i| SINCE.begin(view, i));
    since.is_some_and(|since| is_superlative(view, since)) && !told && !inside
}
