//! Fates that are not sure: who was believed dead and lives, and who died or disappeared.

use super::predicate::at;
use super::{Count, Verdict};
use crate::article::enriched::Impact;
use crate::enrich::figures::thresholds::BELIEVED_REACH;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;

patterns! {
    "figures":
    /// `feared dead`, `listed as dead`, `reported killed`.
    BELIEVED = ["^ BELIEVED_WORDS as? KILLED|dead"];
    /// Another predicate follows.
    PREDICATE = ["^ AUXILIARY|VERB|*ed|found"];
    GONE = ["^ gone|went|disappeared|missing"];
}

/// `who were feared dead walked into a hut`; not `who were feared dead were confirmed killed`.
pub(super) fn believed_dead(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let behind = count.draft().last..count.draft().last + BELIEVED_REACH;
    let Some(believed) = behind.take_while(|&i| !view.stops(i)).find(|&i| BELIEVED.begin(view, i)) else {
        return Verdict::Pass;
    };
    let fate = (believed + 1..believed + 4).find(|&i| at(view, i).is_some());
    let told = fate.map(|fate| fate + 1).filter(|&next| PREDICATE.begin(view, next));
    let confirmed =
        |next: usize| (next..next + 4).any(|i| at(view, i) == Some(Impact::Killed) || view.is(i, "dead"));
    if told.is_some_and(|next| !confirmed(next)) { Verdict::Own } else { Verdict::Pass }
}

/// `880 died or disappeared`, `have been killed or gone missing`.
pub(super) fn two_fates(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let last = count.draft().last;
    let mut or =
        (last + 1..last + BELIEVED_REACH).take_while(|&i| !view.stops(i)).filter(|&i| view.is(i, "or"));
    let two = or.any(|or| {
        let (one, other) = (at(view, or - 1), at(view, or + 1));
        one == Some(Impact::Killed) && (GONE.begin(view, or + 1) || other.is_some() && other != one)
    });
    if two { Verdict::Own } else { Verdict::Pass }
}
