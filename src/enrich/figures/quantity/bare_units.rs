//! Units of numbers that have none of their own, from what the sentence measures beside them.

use crate::article::enriched::Dimension;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{CONJUNCTION, INNINGS, MARKET};

word_lists! {
    "figures":
    BEFORE_OTHER_PERIOD, BOUNDS_OF_MONEY, BOUNDS_OF_PERCENT, CHASING, COMPARISONS, DISMISSALS, POINT_MOVES, RUN_CONTEXT,
}

/// A number without a unit measures what a number so many tokens before it measures, if a word compares the two.
const REACH: usize = 16;

/// A number among the figures of its sentence.
struct Number<'a> {
    draft: &'a Draft,
    before: &'a [Draft],
    /// The sentence is about cricket.
    cricket: bool,
}

impl Number<'_> {
    /// True if the number has no noun and no unit.
    fn is_bare(&self) -> bool {
        self.draft.bare && self.draft.unit == Unit::None && self.draft.dimension == Dimension::Count
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
    let points = matches!(draft.unit, Unit::Noun(head) if view.any(head, &["point", "points"]));
    let last = it.before.last().filter(|last| draft.first - last.last <= REACH)?;
    let moved = (draft.first.saturating_sub(4)..draft.first).any(|i| view.any(i, &POINT_MOVES));
    let share = last.dimension == Dimension::Percent && matches!(last.unit, Unit::Code("%" | "pp"));
    let market = (view.start..view.end).any(|i| view.has(i, MARKET));
    let size = draft.value.is_some_and(|value| value < 60.0);
    (points && moved && share && size && !market).then_some((Dimension::Percent, Unit::Code("pp")))
}

fn wickets(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let last = it.before.last()?;
    let behind_runs = last.last + 1 == it.draft.first && counts_runs(view, last);
    (it.is_bare() && it.cricket && behind_runs && view.is(it.draft.first - 1, "for"))
        .then_some((Dimension::Count, Unit::Code("wicket")))
}

fn runs(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    (it.is_bare() && it.cricket && counts_runs(view, it.draft))
        .then_some((Dimension::Count, Unit::Code("run")))
}

/// `411 all out`, `a lead of 196`, `a target of 231`.
fn counts_runs(view: &View<'_>, draft: &Draft) -> bool {
    let behind = draft.first.wrapping_sub(1);
    let out = view.is(behind, "for")
        && (behind.saturating_sub(12).max(view.start)..behind).any(|i| view.any(i, &DISMISSALS));
    let made = view.any(behind, &RUN_CONTEXT)
        || view.kind(behind) == Some(crate::document::TokenKind::Possessive) && view.stops(draft.last);
    let led = view.is(draft.first.wrapping_sub(1), "of")
        && view.any(draft.first.wrapping_sub(2), &["lead", "target", "total", "score"]);
    let chased = view.any(draft.first.wrapping_sub(1), &CHASING);
    let wickets = view.is(draft.last, "for")
        && (view.is_number(draft.last + 1) || view.has(draft.last + 1, crate::lexicon::NUMBER));
    view.phrase(draft.last, &["all", "out"])
        || view.phrase(draft.last, &["not", "out"])
        || led
        || out
        || made && view.theme.cricket
        || chased
        || wickets
}

fn majority(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let of = it.draft.first.wrapping_sub(1);
    let votes = it.draft.value.is_some_and(|value| value >= 100.0 && value.fract() == 0.0);
    (it.is_bare() && votes && view.is(of, "of") && view.is(of.wrapping_sub(1), "majority"))
        .then_some((Dimension::Count, Unit::Code("vote")))
}

/// `The area is 2.1 square kilometers, although in 1957 it was 3.1`.
fn another_time(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let was = it.draft.first.wrapping_sub(1);
    let model = it.before.last().filter(|_| it.is_bare())?;
    let told =
        view.any(was, &["was", "were", "is"]) && view.any(was.wrapping_sub(1), &["it", "that", "they"]);
    let measure = matches!(model.unit, Unit::Code(_))
        && model.kind == Kind::Plain
        && !matches!(
            model.dimension,
            Dimension::Count | Dimension::Score | Dimension::Duration | Dimension::Money
        );
    let near =
        it.draft.value.zip(model.value).is_some_and(|(one, other)| one < other * 10.0 && other < one * 10.0);
    (told && measure && near && view.stops(it.draft.last)).then_some((model.dimension, model.unit))
}

/// `20 years; the defence sought no more than six`.
fn compared(view: &View<'_>, it: &Number<'_>) -> Option<(Dimension, Unit)> {
    let draft = it.draft;
    let near = |model: &&Draft| draft.first - model.last <= REACH && model.kind == Kind::Plain;
    let model = it.before.last().filter(near).filter(|_| it.is_bare())?;
    let unit = matches!(model.unit, Unit::Code(code) if code != "magnitude" && code != "run");
    let measure =
        !matches!(model.dimension, Dimension::Count | Dimension::Score | Dimension::Money | Dimension::Other);
    if !unit || !measure {
        return None;
    }
    let at = draft.first.wrapping_sub(1);
    let compares = view.any(at, &COMPARISONS)
        || view.is(at, "with") && view.any(at.wrapping_sub(1), &["compared", "against"])
        || view.is(at, "to") && view.is(at.wrapping_sub(1), "compared")
        || view.any(at, &["most", "least"]) && view.is(at.wrapping_sub(1), "at");
    // `the first two months of the year, from 151 in 2008`: spans of time are compared by `than` alone.
    let bounded =
        view.any(at, &BOUNDS_OF_MONEY) || view.is(at, "with") && view.is(at.wrapping_sub(1), "compared");
    let fits = match model.dimension {
        Dimension::Duration => bounded,
        // `rose by 10% to more than 290,000`, `a 28% greater chance of living to at least 93`.
        Dimension::Percent => !view.any(at, &BOUNDS_OF_PERCENT),
        _ => true,
    };
    let near =
        draft.value.zip(model.value).is_some_and(|(one, other)| one < other * 20.0 && other < one * 20.0);
    if !fits || !near {
        return None;
    }
    // What the number counts stands behind it: `down from 65 last week`, but not `more than 65 died`.
    let free = view.stops(draft.last)
        || view.has(draft.last, CONJUNCTION)
        || view.any(draft.last, &BEFORE_OTHER_PERIOD);
    (compares && free).then_some((model.dimension, model.unit))
}
