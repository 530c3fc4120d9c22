//! Figures together: the same one told twice, and counts that compete.

use std::collections::HashMap;

use super::Figure;
use super::draft::{Draft, Kind};
use super::lexicon::{CHANGE, SPEECH};
use super::view::View;
use crate::article::enriched::{Dimension, Qualifier};

/// At most so many figures back a rival is looked for, so that the cost stays linear.
const REACH: usize = 40;

/// Sets `same_as` and `conflicts_with`.
pub(super) fn set(view: &View<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    // First tellings by their number.
    let mut told: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
    let bits = |value: Option<f64>| value.map_or(u64::MAX, f64::to_bits);
    for k in 0..figures.len() {
        let firsts = told.entry((bits(figures[k].value), bits(figures[k].value_max))).or_default();
        let first =
            firsts.iter().take(REACH).copied().find(|&earlier| is_same(view, drafts, figures, earlier, k));
        figures[k].same_as = first;
        if first.is_none() {
            firsts.push(k);
        }
    }
    for k in 1..figures.len() {
        for earlier in k.saturating_sub(REACH)..k {
            if competes(view, drafts, figures, earlier, k) {
                figures[earlier].conflicts_with.push(k);
                figures[k].conflicts_with.push(earlier);
            }
        }
    }
}

fn is_same(view: &View<'_>, drafts: &[Draft], figures: &[Figure], a: usize, b: usize) -> bool {
    let (one, other) = (&figures[a], &figures[b]);
    if one.value.is_none() || one.value != other.value || one.value_max != other.value_max {
        return false;
    }
    if one.dimension != other.dimension || one.unit != other.unit || drafts[a].kind != drafts[b].kind {
        return false;
    }
    if one.impact.is_some() && other.impact.is_some() && one.impact != other.impact {
        return false;
    }
    let telling = one.value.is_some_and(|value| value.abs() >= 12.0 && value != 100.0);
    let same_noun = match (one.counted, other.counted) {
        (Some(a), Some(b)) => view.document.slice(a).eq_ignore_ascii_case(view.document.slice(b)),
        _ => false,
    };
    let people = one.impact.is_some() && one.impact == other.impact;
    match one.dimension {
        Dimension::Count | Dimension::Money => telling || same_noun || people,
        Dimension::Score => true,
        _ => same_noun || telling && one.value.is_some_and(|value| value.fract() != 0.0 || value >= 40.0),
    }
}

/// Two different numbers for the same thing: people to whom the same happened, by different speakers or revised.
fn competes(view: &View<'_>, drafts: &[Draft], figures: &[Figure], a: usize, b: usize) -> bool {
    let (one, other) = (&figures[a], &figures[b]);
    let (Some(low), Some(high)) = (one.value, other.value) else { return false };
    if one.impact.is_none()
        || one.impact != other.impact
        || one.unit != other.unit
        || low == high
        || one.same_as.is_some()
    {
        return false;
    }
    // A small part of a large number is no rival of it.
    if low.min(high) * 8.0 < low.max(high)
        || low.min(high) < 1.0
        || is_part(view, &drafts[a])
        || is_part(view, &drafts[b])
    {
        return false;
    }
    if one.qualifier == Qualifier::Range
        || other.qualifier == Qualifier::Range
        || one.location != other.location && one.location.is_some() && other.location.is_some()
    {
        return false;
    }
    let revised = is_revised(view, &drafts[a]) || is_revised(view, &drafts[b]);
    let speakers = one.attribution.is_some()
        && other.attribution.is_some()
        && one.attribution.map(|span| view.document.slice(span))
            != other.attribution.map(|span| view.document.slice(span));
    let near = figures[b].sentence - figures[a].sentence <= 3;
    let as_of = one.as_of.is_none() || other.as_of.is_none() || one.as_of == other.as_of;
    revised && near || speakers && as_of && near && toll_like(view, &drafts[a], &drafts[b])
}

/// `another 12`, `including 3 children`, `12 of them`: a part, not a rival.
fn is_part(view: &View<'_>, draft: &Draft) -> bool {
    let from = draft.first.saturating_sub(4);
    let wide = view.window(0, view.end);
    (from..draft.first).any(|i| {
        wide.any(i, &["including", "another", "among", "included", "plus", "were", "and"])
            && !wide.any(i, &["were"])
            && wide.any(i, &["including", "another", "among", "included", "plus"])
    }) || wide.any(draft.last, &["of", "others"]) && wide.any(draft.last + 1, &["them", "whom", "those"])
        || (draft.first..=draft.last).any(|i| wide.any(i, &["more", "other", "others"]))
        || draft.kind == Kind::Weak
}

fn is_revised(view: &View<'_>, draft: &Draft) -> bool {
    let wide = view.window(0, view.end);
    (draft.first.saturating_sub(8)..draft.last + 6).any(|i| {
        wide.any(
            i,
            &[
                "revised",
                "earlier",
                "previous",
                "previously",
                "initially",
                "initial",
                "toll",
                "raised",
                "updated",
            ],
        ) && !wide.has(i, SPEECH)
            || wide.has(i, CHANGE) && wide.any(i.wrapping_sub(1), &["toll"])
    })
}

/// Both are totals of the same scope: neither narrows down who is counted.
fn toll_like(view: &View<'_>, one: &Draft, other: &Draft) -> bool {
    let head = |draft: &Draft| draft.noun.map(|noun| view.text(noun.head).to_ascii_lowercase());
    let broad = |draft: &Draft| {
        head(draft).is_none_or(|head| {
            matches!(
                head.as_str(),
                "people"
                    | "dead"
                    | "deaths"
                    | "fatalities"
                    | "killed"
                    | "victims"
                    | "casualties"
                    | "persons"
                    | "injured"
                    | "wounded"
                    | "civilians"
                    | "missing"
            )
        })
    };
    broad(one) && broad(other)
}
