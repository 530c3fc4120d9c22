//! Drops the small numbers that only number off the actors of a sentence (`two leaders met`).

use crate::article::enriched::{Dimension, Qualifier};
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::view::View;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    ACTORS,
}

/// Keeps the drafts of a sentence that are figures, now that what happened to the people is known.
pub(in crate::enrich::figures) fn prune(view: &View<'_>, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| {
        let numbers_off = draft.small
            && draft.dimension == Dimension::Count
            && draft.impact.is_none()
            && draft.qualifier == Some(Qualifier::Exact);
        let only = view.any(draft.first.wrapping_sub(1), &["only", "just", "exactly", "another"]);
        let alone = draft.value == Some(1.0) && draft.counts_people() && !only;
        !(numbers_off && (alone || is_actor(view, draft)))
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

/// True if a small number says no more than who acts.
fn is_actor(view: &View<'_>, draft: &Draft) -> bool {
    // `five votes to two`, `three ahead of Celtic`: these measure, however small they are.
    let form = draft.why.form.map_or("", |form| form.name);
    let fatal = form == "part of a count" && view.is(draft.last, "of") && view.stops(draft.last + 3);
    if draft.partitive
        || fatal
        || matches!(form, "votes against" | "points ahead" | "part of which" | "list" | "list of names")
    {
        return false;
    }
    let small = draft.value.is_some_and(|value| value <= 3.0);
    match draft.noun {
        Some(noun) => small && view.any(noun.head, &ACTORS),
        None => small,
    }
}
