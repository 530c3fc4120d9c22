//! Units of numbers that have none of their own, from what the sentence measures beside them.

use crate::article::enriched::Dimension;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::thresholds::{COMPARED_REACH, PRICE_REACH};
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{INNINGS, MARKET};

word_lists! {
    "figures":
    DISMISSALS, POINT_MOVES,
}

patterns! {
    "figures":
    /// `411 for 7`.
    FOR = ["for ^"];
    /// `411 all out`, `a lead of 196`, `chasing 231`, `196 for four`.
    RUNS = ["^ all|not out", "lead|target|total|score of ^", "CHASING ^", "^ for <number>|NUMBER"];
    /// `made 54`, `Root's 54,`: runs, if the article is about cricket.
    MADE = [
        "RUN_CONTEXT ^",
        "RUN_CONTEXT a|an <lower> ^",
        "RUN_CONTEXT a|an <lower> <hyphen> <lower> ^",
        "resumed|dropped|reprieved|dismissed on|for ^",
        "again on ^ <stop>",
        "<possessive> ^ <stop>",
    ];
    /// `a majority of 688`.
    MAJORITY = ["majority of ^"];
    /// `in 1957 it was 3.1.`
    ANOTHER_TIME = ["it|that|they was|were|is ^ <stop>"];
    /// `from 65`, `compared with 65`, `no more than 65`, `at most 65`.
    COMPARED = ["COMPARISONS ^", "compared|against with ^", "compared to ^", "at most|least ^"];
    /// Spans of time are compared by these alone: `the first two months of the year, from 151 in 2008` compares others.
    COMPARED_SPAN = ["BOUNDS_OF_MONEY ^", "compared with ^"];
    /// `rose by 10% to more than 290,000`: behind a share these compare something else.
    BOUND_OF_PERCENT = ["BOUNDS_OF_PERCENT ^"];
    TO = ["to ^"];
    /// `up from 1.62`, `compared with 1.62`; not `raised $40 from 12 donors`.
    PRICE_BEFORE = ["up|down|, from ^", "compared with ^", "against ^"];
    /// `down from 65 last week`; not `more than 65 died`: what the number counts would stand behind it.
    FREE = ["^ <stop>|CONJUNCTION|BEFORE_OTHER_PERIOD"];
}

/// A number among the figures of its sentence.
struct Number<'a> {
    draft: &'a Draft,
    before: &'a [Draft],
    /// The sentence is about cricket.
    cricket: bool,
}

impl Number<'_> {
    /// One of these phrases stands around the number.
    fn fits(&self, view: &View<'_>, patterns: &Patterns) -> bool {
        patterns.around(view, self.draft.first..self.draft.last)
    }

    /// A number without a unit in a game of cricket.
    fn is_played(&self) -> bool {
        self.cricket && self.draft.is_bare_count()
    }
}

/// Finds the measure of a number; `None` where the rule does not apply.
type Test = fn(&View<'_>, &Number<'_>) -> Option<(Dimension, Unit)>;

/// Rules in their order: the first that applies decides. Points of a percentage have a noun already; the others ask for a
/// bare number, and a game says more about it than the number before.
const RULES: &[Rule<Test>] = &[
    Rule::new("percentage points", "`66.8%, down 4.2 points`", percentage_points),
    Rule::new("wickets", "`411 for 7`", wickets),
    Rule::new("runs", "`411 all out`, `a lead of 196`, `a target of 231`", runs),
    Rule::new("votes of a majority", "`a majority of 688`", majority),
    Rule::new("measure at another time", "`is 2.1 square km, although in 1957 it was 3.1`", another_time),
    Rule::new("rate after a move", "`cut the rate by 50 basis points to 5.25`", |view, it| {
        let points = |last: &&Draft| matches!(last.unit, Unit::Code("bp" | "pp"));
        let near = it.before.last().filter(points).is_some_and(|last| it.draft.first - last.last <= 2);
        let rate = near && it.draft.is_bare_count() && it.draft.is_below(100.0) && it.fits(view, &TO);
        rate.then_some((Dimension::Percent, Unit::Code("%")))
    }),
    Rule::new("compared price", "`costs 1.89 euros, up from 1.62`", |view, it| {
        let model = it.before.last().filter(|last| last.dimension == Dimension::Money)?;
        let near = it.draft.first - model.last <= PRICE_REACH && it.draft.is_near(model, 5.0);
        let price = near && it.draft.is_bare_count() && it.fits(view, &PRICE_BEFORE) && it.fits(view, &FREE);
        price.then_some((model.dimension, model.unit))
    }),
    Rule::new(
        "compared measure",
        "`50 basis points, down from 65`: what the number before measures",
        compared,
    ),
];

/// Sets the units that the sentence has for numbers without one. Runs before nouns are borrowed: a unit of measure is
/// surer than a noun somewhere before the number.
pub(in crate::enrich::figures) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    let cricket = view.theme.cricket
        || drafts.iter().any(|draft| draft.unit == Unit::Code("run"))
        || (view.start..view.end).any(|i| view.has(i, INNINGS));
    for k in 0..drafts.len() {
        let number = Number { draft: &drafts[k], before: &drafts[..k], cricket };
        let found = RULES.iter().find_map(|rule| Some((&rule.reason, (rule.test)(view, &number)?)));
        if let Some((reason, (dimension, unit))) = found {
            let draft = &mut drafts[k];
            // A compared number measures, and numbers off nobody.
            draft.small &= matches!(unit, Unit::Code("run" | "wicket" | "pp"));
            (draft.dimension, draft.unit, draft.why.unit) = (dimension, unit, Some(reason));
        }
    }
}

fn percentage_points(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let draft = it.draft;
    let last = it.before.last().filter(|last| draft.first - last.last <= COMPARED_REACH)?;
    let moved = (draft.first.saturating_sub(4)..draft.first).any(|i| view.any(i, &POINT_MOVES));
    let share = last.dimension == Dimension::Percent && matches!(last.unit, Unit::Code("%" | "pp"));
    let market = || (view.start..view.end).any(|i| view.has(i, MARKET));
    let points = draft.counts_points(view) && draft.is_below(60.0);
    (points && share && moved && !market()).then_some((Dimension::Percent, Unit::Code("pp")))
}

fn wickets(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let last = it.before.last()?;
    let next = last.last + 1 == it.draft.first && it.fits(view, &FOR);
    (next && it.is_played() && counts_runs(view, last)).then_some((Dimension::Count, Unit::Code("wicket")))
}

fn runs(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    (it.is_played() && counts_runs(view, it.draft)).then_some((Dimension::Count, Unit::Code("run")))
}

/// `411 all out`, `a lead of 196`, `a target of 231`.
fn counts_runs(view: &View<'_>, draft: &Draft) -> bool {
    let tokens = draft.first..draft.last;
    if RUNS.around(view, tokens.clone()) || view.theme.cricket && MADE.around(view, tokens.clone()) {
        return true;
    }
    // `bowled out for 196`.
    let mut before = tokens.start.saturating_sub(13).max(view.start)..tokens.start.saturating_sub(1);
    FOR.around(view, tokens) && before.any(|i| view.any(i, &DISMISSALS))
}

fn majority(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let votes = it.draft.value.is_some_and(|value| value >= 100.0 && value.fract() == 0.0);
    let told = votes && it.draft.is_bare_count();
    (told && it.fits(view, &MAJORITY)).then_some((Dimension::Count, Unit::Code("vote")))
}

/// `The area is 2.1 square kilometers, although in 1957 it was 3.1`.
fn another_time(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let model = it.before.last().filter(|_| it.draft.is_bare_count())?;
    let other = matches!(model.dimension, Dimension::Duration | Dimension::Money);
    let measure = model.has_measure() && model.kind == Kind::Plain && !other;
    let told = measure && it.fits(view, &ANOTHER_TIME);
    (told && it.draft.is_near(model, 10.0)).then_some((model.dimension, model.unit))
}

/// `20 years; the defence sought no more than six`.
fn compared(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let draft = it.draft;
    let near = |model: &&Draft| draft.first - model.last <= COMPARED_REACH && model.kind == Kind::Plain;
    let model = it.before.last().filter(near).filter(|_| draft.is_bare_count())?;
    let other = matches!(model.unit, Unit::Code("magnitude" | "run"))
        || matches!(model.dimension, Dimension::Money | Dimension::Other);
    if other || !model.has_measure() || !draft.is_near(model, 20.0) {
        return None;
    }
    let compares = it.fits(view, &COMPARED) && it.fits(view, &FREE);
    let fits = match model.dimension {
        Dimension::Duration => it.fits(view, &COMPARED_SPAN),
        Dimension::Percent => !it.fits(view, &BOUND_OF_PERCENT),
        _ => true,
    };
    (fits && compares).then_some((model.dimension, model.unit))
}
