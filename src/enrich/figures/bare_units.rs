//! Units of numbers that have none of their own, from what the sentence measures beside them.

use super::draft::{Draft, Kind, Unit};
use super::lexicon::{CONJUNCTION, INNINGS, MARKET};
use super::view::View;
use crate::article::enriched::Dimension;

/// A number without a unit measures what a number so many tokens before it measures, if a word compares the two.
const REACH: usize = 16;

/// Sets the units that the sentence has for numbers without one. Runs before nouns are borrowed: a unit of measure is
/// surer than a noun somewhere before the number.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    let cricket = drafts.iter().any(|draft| draft.unit == Unit::Code("run"))
        || (view.start..view.end).any(|i| view.has(i, INNINGS));
    for k in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(k);
        let Some(draft) = rest.first_mut() else { continue };
        if let Some((dimension, unit)) = percentage_points(view, before, draft) {
            (draft.dimension, draft.unit) = (dimension, unit);
            continue;
        }
        if !(draft.bare && draft.unit == Unit::None && draft.dimension == Dimension::Count) {
            continue;
        }
        let behind_runs =
            before.last().is_some_and(|last| last.last + 1 == draft.first && counts_runs(view, last));
        if cricket && behind_runs && view.is(draft.first - 1, "for") {
            draft.unit = Unit::Code("wicket");
        } else if cricket && counts_runs(view, draft) {
            draft.unit = Unit::Code("run");
        } else if let Some(model) = compared(view, before, draft) {
            (draft.dimension, draft.unit, draft.small) = (model.dimension, model.unit, false);
        }
    }
}

/// `66.8%, down 4.2 points`: points of a percentage.
fn percentage_points(view: &View<'_>, before: &[Draft], draft: &Draft) -> Option<(Dimension, Unit)> {
    let points = matches!(draft.unit, Unit::Noun(head) if view.any(head, &["point", "points"]));
    let last = before.last().filter(|last| draft.first - last.last <= REACH)?;
    let moved = (draft.first.saturating_sub(4)..draft.first)
        .any(|i| view.any(i, &["up", "down", "from", "by", "lead", "gap", "margin"]));
    let share = last.dimension == Dimension::Percent && matches!(last.unit, Unit::Code("%" | "pp"));
    let market = (view.start..view.end).any(|i| view.has(i, MARKET));
    let size = draft.value.is_some_and(|value| value < 60.0);
    (points && moved && share && size && !market).then_some((Dimension::Percent, Unit::Code("pp")))
}

/// `411 all out`, `a lead of 196`, `a target of 231`.
fn counts_runs(view: &View<'_>, draft: &Draft) -> bool {
    let led = view.is(draft.first.wrapping_sub(1), "of")
        && view.any(draft.first.wrapping_sub(2), &["lead", "target", "total", "score"]);
    let chased = view.any(draft.first.wrapping_sub(1), &["chasing", "chased", "scored", "made", "posted"]);
    let wickets = view.is(draft.last, "for")
        && (view.is_number(draft.last + 1) || view.has(draft.last + 1, super::lexicon::NUMBER));
    view.phrase(draft.last, &["all", "out"])
        || view.phrase(draft.last, &["not", "out"])
        || led
        || chased
        || wickets
}

/// `50 basis points, down from 65`, `20 years; the defence sought no more than six`: what the number before measures.
fn compared<'a>(view: &View<'_>, before: &'a [Draft], draft: &Draft) -> Option<&'a Draft> {
    let model =
        before.last().filter(|model| draft.first - model.last <= REACH && model.kind == Kind::Plain)?;
    let unit = matches!(model.unit, Unit::Code(code) if code != "magnitude" && code != "run");
    let measure =
        !matches!(model.dimension, Dimension::Count | Dimension::Score | Dimension::Money | Dimension::Other);
    if !unit || !measure {
        return None;
    }
    let at = draft.first.wrapping_sub(1);
    let compares = view.any(at, &["from", "than", "against", "versus", "just", "only"])
        || view.is(at, "with") && view.any(at.wrapping_sub(1), &["compared", "against"])
        || view.is(at, "to") && view.is(at.wrapping_sub(1), "compared")
        || view.any(at, &["most", "least"]) && view.is(at.wrapping_sub(1), "at");
    // `the first two months of the year, from 151 in 2008`: spans of time are compared by `than` alone.
    let bounded = view.any(at, &["than", "most", "least", "just", "only"]);
    let fits = match model.dimension {
        Dimension::Duration => bounded,
        // `rose by 10% to more than 290,000`, `a 28% greater chance of living to at least 93`.
        Dimension::Percent => !bounded,
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
        || view.any(
            draft.last,
            &["last", "a", "in", "for", "on", "at", "the", "this", "now", "today", "previously", "earlier"],
        );
    (compares && free).then_some(model)
}
