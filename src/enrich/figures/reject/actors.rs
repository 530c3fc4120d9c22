//! Drops the small numbers that only number off the actors of a sentence (`two leaders met`).

use crate::article::enriched::{Dimension, Qualifier};
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::view::View;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    ACTORS,
}

/// Rules by which a number measures, however small it is: `five votes to two`, `three ahead of Celtic`.
const MEASURING_FORMS: &[&str] = &["votes against", "points ahead", "part of which", "list", "list of names"];

/// Keeps the drafts of a sentence that are figures, now that what happened to the people is known.
pub(in crate::enrich::figures) fn prune(view: &View<'_>, drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| {
        let exact = draft.qualifier == Some(Qualifier::Exact);
        let only = view.any(draft.first.wrapping_sub(1), &["only", "just", "exactly", "another"]);
        let alone = draft.value == Some(1.0) && draft.counts_people() && !only;
        !(exact && numbers_off(draft) && (alone || is_actor(view, draft)))
    });
    for draft in drafts.iter_mut().filter(|draft| numbers_off(draft) && is_tiny(draft)) {
        if draft.kind == Kind::Plain {
            draft.kind = Kind::Weak;
        }
    }
}

/// A small number in words that counts, and of which no harm is told.
fn numbers_off(draft: &Draft) -> bool {
    draft.small && draft.dimension == Dimension::Count && draft.impact.is_none()
}

/// At most three.
fn is_tiny(draft: &Draft) -> bool {
    draft.value.is_some_and(|value| value <= 3.0)
}

/// True if a small number says no more than who acts.
fn is_actor(view: &View<'_>, draft: &Draft) -> bool {
    let form = draft.why.form.map_or("", |form| form.name);
    let fatal = form == "part of a count" && view.is(draft.last, "of") && view.stops(draft.last + 3);
    if draft.partitive || fatal || MEASURING_FORMS.contains(&form) {
        return false;
    }
    let small = is_tiny(draft);
    match draft.noun {
        Some(noun) => small && view.any(noun.head, &ACTORS),
        None => small,
    }
}
