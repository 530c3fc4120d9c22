//! Counts of a second speaker without a verb: `The mayor said 35 people had died, the union at least 60`.
//!
//! The second number counts the same thing as the first, and has the same impact.

use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;

patterns! {
    "figures":
    /// A speaker between a joint and the number.
    SPEAKER_BEFORE = [
        "and|while|but|, DETERMINER? PERSON|SPEAKER|<name> ^",
        "and|while|but|, DETERMINER? <word>&!VERB&!PREPOSITION&!AUXILIARY PERSON|SPEAKER ^",
    ];
    /// Words by which the first speaker gives a count.
    GIVES_COUNT = ["^ SPEECH", "^ put|puts|gave", "^ counted|estimated"];
    /// The number ends its clause.
    ENDS = ["^ <stop>|,|;", "^ and|while|but"];
}

/// The index of the count that a bare number at `first..last` gives otherwise.
pub(in crate::enrich::figures) fn model(
    view: &View<'_>,
    drafts: &[Draft],
    first: usize,
    last: usize,
) -> Option<usize> {
    let model = drafts.len().checked_sub(1)?;
    let previous = &drafts[model];
    let lead = impact::start(view, first);
    let is_joined = previous.last < lead
        && (previous.counts_people() || previous.impact.is_some())
        && ENDS.begin(view, last)
        && SPEAKER_BEFORE.begin(view, lead);
    (is_joined && GIVES_COUNT.within(view, view.start..previous.first)).then_some(model)
}
