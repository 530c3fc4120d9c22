//! The clause between a date and a figure.

use std::ops::Range;

use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::when::days::Dated;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;

/// So many tokens before a date the words stand that lead to it (chosen: the longest date expressions).
pub(super) const LEAD: usize = 8;

patterns! {
    "figures":
    /// A comma, or a conjunction that parts like one.
    COMMA = ["^ ,|;|:|but"];
    pub(super) FROM_DATE = ["from ^"];
    pub(super) SINCE_DATE = ["since ^"];
}

/// The tokens between a date and a figure.
pub(super) fn between(dated: &Dated, draft: &Draft) -> Range<usize> {
    if dated.at < draft.first { dated.last..draft.first } else { draft.last..dated.at }
}

/// The tokens of a figure's sentence from the figure to a date behind it; none for a date before the figure.
pub(super) fn behind(dated: &Dated, draft: &Draft) -> Range<usize> {
    draft.last..dated.at.max(draft.last)
}

/// The tokens from a date to a figure behind it; none for a date behind the figure.
pub(super) fn after_date(dated: &Dated, draft: &Draft) -> Range<usize> {
    dated.last..draft.first.max(dated.last)
}

/// So many tokens before a token, the nearest first, up to the mark at which a clause ends.
pub(super) fn clause_before<'v>(
    view: &'v View<'_>,
    at: usize,
    reach: usize,
) -> impl Iterator<Item = usize> + 'v {
    let lowest = at.saturating_sub(reach).max(view.start);
    (lowest..at).rev().take_while(move |&i| !view.stops(i))
}

/// True if no clause ends within tokens.
pub(super) fn is_unbroken(view: &View<'_>, mut tokens: Range<usize>) -> bool {
    tokens.all(|i| !view.stops(i))
}

/// `from 2010 to 2020`: the ends of one span, of which nothing is compared.
pub(super) fn is_span_of_dates(view: &View<'_>, dated: &Dated) -> bool {
    FROM_DATE.begin(view, dated.at)
        && (dated.at..dated.last).any(|i| view.any(i, &["to", "until", "through"]))
}

/// The commas between two tokens, and what parts like them.
pub(super) fn commas(view: &View<'_>, one: usize, other: usize) -> usize {
    (one.min(other)..one.max(other)).filter(|&i| COMMA.begin(view, i)).count()
}
