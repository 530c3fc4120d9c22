//! The last look at a phrase that names what is counted: it ends on a noun, and holds no date.

use crate::enrich::pattern::patterns;
use crate::enrich::view::View;

patterns! {
    "figures":
    /// `trains on Friday`, `points from August`: a date is no part of the name.
    DATE_INSIDE = ["^ PREPOSITION the? TIME|WEEKDAY|PERIOD", "^ PREPOSITION MONTH&<capital>", "^ LOCATIVE MONTH&<capital>"];
    /// `Indonesia plans to`, `the government to`: the subject of an infinitive is not counted.
    INFINITIVE = ["to ^ raise|cut|lower|reduce"];
    /// A word that ends no name: `seats in the`.
    LOOSE_END = ["FUNCTION&!PERSON|AUXILIARY|ADVERB|<hyphen>|<possessive> ^"];
    /// A word that is no name of what is counted: `eight`, `third`, `November`, `cent`, `named`.
    NO_NAME = [
        "!<capital> <quantity> ^",
        "ORDINAL_PARTS|WEEKDAY|cent|percent ^",
        "in CURRENCY ^",
        "MONTH&<capital> ^",
        "*ed&!PERSON&!PARTICIPLE_NOUNS ^",
    ];
    /// `-for-like sales`: the compound begins before its hyphen.
    HYPHEN_BEFORE = ["<any> <hyphen> ^", "<any> ^ <hyphen>"];
}

/// A phrase from its first token to one past its last.
pub(super) type Phrase = (usize, usize);

/// The phrase without what is no part of a name; `None` where no noun is left.
pub(super) fn checked(view: &View<'_>, (first, last): Phrase) -> Option<Phrase> {
    let mut first = first;
    while first > view.start + 1 && HYPHEN_BEFORE.begin(view, first) {
        first -= 1 + usize::from(!view.hyphen(first));
    }
    let mut last = (first + 1..last).find(|&i| DATE_INSIDE.begin(view, i)).unwrap_or(last);
    if last <= first || INFINITIVE.begin(view, last) {
        return None;
    }
    while last > first && LOOSE_END.begin(view, last) {
        last -= 1;
    }
    (last > first && !NO_NAME.begin(view, last)).then_some((first, last))
}
