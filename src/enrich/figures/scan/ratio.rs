//! Ratios: `one in five`, `three out of four`, `3-to-1`, `2:1`.

use crate::article::enriched::Dimension;
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::figures::reject;
use crate::enrich::figures::scan::number::{self, Form};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::{NUMBER, SCALE, UNIT};

patterns! {
    "figures":
    /// `three out of four`.
    OUT_OF = ["^ out of"];
    /// `one in every five`.
    EVERY = ["^ in|of every", "^ out of every"];
    /// `3-to-1`.
    ODDS = ["^ <hyphen> to <hyphen>"];
    /// `one in five`, `one in a million`.
    IN = ["^ in <number>|NUMBER|SCALE|a"];
}

/// The ratio that starts at token `i`.
///
/// `one in N` has the value N (the odds); `k out of N` the values k and N.
pub(in crate::enrich::figures) fn at(view: &View<'_>, i: usize) -> Option<Draft> {
    if !view.is_numeral(i) || view.text(i).len() > 7 {
        return None;
    }
    let first_last = i + 1 + 2 * usize::from(view.hyphen(i + 1) && view.has(i + 2, NUMBER));
    let out = OUT_OF.begin(view, first_last);
    let every = EVERY.begin(view, first_last);
    let odds = ODDS.begin(view, first_last) && !view.hyphen(first_last + 4);
    let plain = IN.begin(view, first_last);
    let next = if view.is(first_last + 2, "every") {
        first_last + 3
    } else if out || every {
        first_last + 2
    } else if odds {
        first_last + 3
    } else if plain {
        first_last + 1
    } else {
        return None;
    };
    if view.any(next, &["a"]) && !view.has(next + 1, SCALE) {
        return None;
    }
    let first = number::at(view, i, false)?.value;
    let second =
        number::at(view, next, false).filter(|second| !matches!(second.form, Form::Fraction | Form::Hint))?;
    let measured = view.has(second.last, UNIT) || view.hyphen(second.last);
    if measured || second.plain_digits() == Some(4) && reject::looks_like_year(view.text(next)) {
        return None;
    }
    let usual = first == 1.0 && second.value >= 2.0
        || first < second.value && [3.0, 4.0, 5.0, 10.0, 20.0, 100.0, 1000.0].contains(&second.value);
    if !(out && first < second.value || odds || usual && (plain || every)) {
        return None;
    }
    let mut draft = Draft::new(view, i, second.last);
    draft.dimension = Dimension::Rate;
    draft.kind = Kind::Weak;
    (draft.value, draft.value_max) =
        if first == 1.0 && !odds { (Some(second.value), None) } else { (Some(first), Some(second.value)) };
    Some(draft)
}
