//! Tolls: `the death toll rose to 41`, `claimed 12 lives`.

use super::draft::Draft;
use super::lexicon::{AUXILIARY, CHANGE};
use super::view::View;
use crate::article::enriched::Impact;

/// `the death toll rose to 41`, `the number of injured is 300`.
pub(super) fn toll(view: &View<'_>, draft: &Draft) -> Option<Impact> {
    if !(draft.bare || draft.counts_people()) {
        return None;
    }
    // `Number of displaced: 452`.
    if view.text(draft.first.wrapping_sub(1)) == ":" && draft.bare {
        return super::impact::at(view, draft.first.wrapping_sub(2));
    }
    let from = draft.first.saturating_sub(16).max(view.start);
    for i in (from..draft.first).rev() {
        if view.text(i) == ";" || view.text(i) == ":" {
            return None;
        }
        if view.any(i, &["toll", "tolls"]) {
            let verb = (i..draft.first).any(|at| {
                view.has(at, CHANGE | AUXILIARY)
                    || view.any(at, &["to", "at", "of", "reached", "stands", "stood", "hit"])
            });
            let named = (i..draft.first).find_map(|at| super::impact::at(view, at));
            return verb.then_some(named.unwrap_or(Impact::Killed));
        }
        if view.is(i, "number") && view.is(i + 1, "of") && draft.bare {
            return (i + 2..i + 6).find_map(|at| super::impact::at(view, at));
        }
        if draft.bare
            && view.any(i, &["deaths", "fatalities", "casualties"])
            && (i..draft.first).any(|at| {
                view.any(
                    at,
                    &[
                        "to", "at", "reached", "stands", "stood", "hit", "totaled", "totalled", "exceeded",
                        "passed",
                    ],
                )
            })
        {
            return Some(Impact::Killed);
        }
        if draft.bare && view.any(i, &["including"]) {
            return None;
        }
    }
    None
}

/// `claimed 12 lives`, `12 lives were lost`.
pub(super) fn lives(view: &View<'_>, draft: &Draft) -> bool {
    let Some(noun) = draft.noun else { return false };
    view.is(noun.head, "lives")
        && (draft.first.saturating_sub(5).max(view.start)..(noun.last + 4).min(view.end)).any(|i| {
            view.any(
                i,
                &[
                    "claimed", "claiming", "claims", "lost", "took", "taken", "cost", "costing", "loss",
                    "losing",
                ],
            )
        })
}
