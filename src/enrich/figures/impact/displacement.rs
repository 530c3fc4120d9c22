//! People who leave their homes.

use crate::enrich::view::View;
use crate::lexicon::DISPLACED;

/// `lost their homes`, `were forced to leave`, `took shelter`, `sought refuge`, `staying in camps`.
pub(super) fn loses_home(view: &View<'_>, i: usize) -> bool {
    let homes = |at: usize| {
        view.any(
            at,
            &["home", "homes", "houses", "villages", "camp", "camps", "shelter", "shelters", "refuge"],
        )
    };
    let near = |reach: usize| (i + 1..i + 1 + reach).take_while(|&at| !view.stops(at)).any(homes);
    view.any(i, &["lost", "left", "leave", "abandoned", "abandon", "fleeing"])
        && view.is(i + 1, "their")
        && near(3)
        || view.any(i, &["forced", "compelled", "ordered"])
            && (i + 1..i + 5).any(|at| {
                view.any(at, &["leave", "flee", "abandon", "homes", "homeless"])
                    || view.is(at, "out") && near(5)
            })
        || view.any(i, &["took", "taken", "take", "taking", "sought", "seek", "seeking", "found"])
            && view.any(i + 1, &["shelter", "refuge", "sanctuary"])
        || view.any(i, &["sheltered", "accommodated", "housed", "staying", "living", "sleeping", "camped"])
            && (i + 1..i + 6).any(|at| {
                view.any(
                    at,
                    &[
                        "camp", "camps", "shelter", "shelters", "tents", "centres", "centers", "centre",
                        "center",
                    ],
                )
            })
}

/// Verbs of people who leave a place for good, where the article tells of such.
pub(super) fn moves(view: &View<'_>, i: usize) -> bool {
    let goes = view.any(
        i,
        &[
            "crossed", "cross", "crossing", "entered", "entering", "leave", "left", "leaving", "escaped",
            "escape", "arrived", "sought", "seek", "seeking", "arriving",
        ],
    );
    goes && (view.any(
        i + 1,
        &["into", "for", "to", "the", "their", "from", "in", "over", "refuge", "shelter", "homes"],
    ) || view.capitalised(i + 1))
        && !view.any(i.wrapping_sub(1), &["from", "of"])
}

/// True if an article tells of people who leave: any word of flight in it.
pub(super) fn is_exodus(view: &View<'_>) -> bool {
    (view.start..view.end).filter(|&i| view.has(i, DISPLACED)).take(2).count() == 2
}
