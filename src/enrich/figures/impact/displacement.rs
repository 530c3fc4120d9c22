//! People who leave their homes.

use crate::enrich::view::View;
use crate::lexicon::DISPLACED;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    CROSSING_TARGETS, CROSSING_VERBS, DANGERS, HOMES_LOST, LOSING_VERBS, REFUGE_VERBS, SHELTERED, SHELTERS, SHELTERS_REACHED,
}

/// `lost their homes`, `were forced to leave`, `took shelter`, `sought refuge`, `staying in camps`.
pub(super) fn loses_home(view: &View<'_>, i: usize) -> bool {
    let homes = |at: usize| view.any(at, &SHELTERS_REACHED);
    let near = |reach: usize| (i + 1..i + 1 + reach).take_while(|&at| !view.stops(at)).any(homes);
    view.any(i, &LOSING_VERBS) && view.is(i + 1, "their") && near(3)
        || view.any(i, &["forced", "compelled", "ordered"])
            && (i + 1..i + 5).any(|at| view.any(at, &HOMES_LOST) || view.is(at, "out") && near(5))
        || view.any(i, &REFUGE_VERBS) && view.any(i + 1, &["shelter", "refuge", "sanctuary"])
        || view.any(i, &SHELTERED)
            && (i + 1..i + 6).any(|at| view.any(at, &SHELTERS) || view.phrase(at, &["with", "relatives"]))
        || view.phrase(i, &["spent", "the"])
            && view.any(i + 2, &["night", "nights"])
            && (i + 3..i + 8).any(|at| view.any(at, &SHELTERS))
}

/// Verbs of people who leave a place for good, where the article tells of such.
pub(super) fn moves(view: &View<'_>, i: usize) -> bool {
    let goes = view.any(i, &CROSSING_VERBS);
    goes && (view.any(i + 1, &CROSSING_TARGETS) || view.capitalised(i + 1))
        && !view.any(i.wrapping_sub(1), &["from", "of"])
}

/// True if an article tells of people who leave: any word of flight in it.
pub(super) fn is_exodus(view: &View<'_>) -> bool {
    (view.start..view.end).filter(|&i| view.has(i, DISPLACED)).take(2).count() == 2
}

/// `crossed into Chad to escape the fighting`: who goes from a war or a disaster.
pub(super) fn escapes(view: &View<'_>, i: usize) -> bool {
    let behind = |from: usize| (from..from + 10).take_while(|&at| !view.stops(at));
    moves(view, i)
        && behind(i + 1).any(|at| view.any(at, &["escape", "flee", "fleeing", "escaping"]))
        && behind(i + 1).any(|at| view.any(at, &DANGERS))
}
