//! Drops the small numbers that only number off the actors of a sentence (`two leaders met`).

use super::draft::{Draft, Kind};
use super::lexicon::{DETERMINER, PERSON, QUALIFIER};
use super::view::View;
use crate::article::enriched::{Dimension, Qualifier};

/// Keeps the drafts of a sentence that are figures, now that what happened to the people is known.
pub(super) fn prune(view: &View<'_>, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| {
        let numbers_off = draft.small
            && draft.dimension == Dimension::Count
            && draft.impact.is_none()
            && draft.qualifier == Some(Qualifier::Exact);
        !(numbers_off && is_actor(view, draft))
    });
    for draft in drafts.iter_mut() {
        if draft.small
            && draft.dimension == Dimension::Count
            && draft.impact.is_none()
            && draft.kind == Kind::Plain
            && draft.value.is_some_and(|value| value <= 3.0)
        {
            draft.kind = Kind::Weak;
        }
    }
}

/// Whether a small number of people, countries or bodies acts rather than being counted.
fn is_actor(view: &View<'_>, draft: &Draft) -> bool {
    if draft.partitive || view.any(draft.first.wrapping_sub(1), &["only", "just"]) {
        return false;
    }
    let Some(noun) = draft.noun else { return draft.value.is_some_and(|value| value <= 3.0) };
    let people = view.has(noun.head, PERSON)
        || view.any(
            noun.head,
            &[
                "countries",
                "nations",
                "sides",
                "parties",
                "governments",
                "companies",
                "teams",
                "leaders",
                "states",
                "brothers",
                "sisters",
                "clubs",
                "firms",
                "neighbours",
                "neighbors",
            ],
        );
    let definite = view.has(draft.first.wrapping_sub(1), DETERMINER | QUALIFIER)
        && !view.any(draft.first.wrapping_sub(1), &["another", "a", "some", "about"])
        || view.any(draft.first.wrapping_sub(1), &["these", "those", "'s", "\u{2019}s"]);
    let opens = draft.first == view.start;
    let small = draft.value.is_some_and(|value| value <= 3.0);
    people && (definite || opens || small)
}
