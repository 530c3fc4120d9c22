//! Links between figures: repeated mentions of one figure, and competing counts.

mod contested;
mod evidence;
mod repeats;
pub(super) mod revision;
mod rivals;

use std::collections::HashMap;

use crate::article::enriched::PlaceKind;
use crate::document::Section;
use crate::enrich::figures::draft::{Draft, Kind, Standing};
use crate::enrich::figures::figure::Figure;
use crate::enrich::places::Place;
use crate::enrich::rule::Reason;
use crate::enrich::steps::counted;
use crate::enrich::view::View;

/// At most so many figures back a rival is looked for, so that the cost stays linear.
const REACH: usize = 40;

/// Sets `same_as` and `conflicts_with`.
pub(super) fn set(view: &View<'_>, drafts: &[Draft], places: &[Place], figures: &mut [Figure]) {
    // First tellings by their number.
    let mut told: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
    let bits = |value: Option<f64>| value.map_or(u64::MAX, f64::to_bits);
    for k in 0..figures.len() {
        let firsts = told.entry((bits(figures[k].value), bits(figures[k].value_max))).or_default();
        let pair = |earlier: usize| Pair { view, drafts, figures, places, a: earlier, b: k };
        let first = firsts.iter().take(REACH).copied().find(|&earlier| pair(earlier).is_same());
        figures[k].same_as = first;
        if first.is_none() {
            firsts.push(k);
        }
    }
    withdraw_repeats(drafts, figures);
    for k in 1..figures.len() {
        for earlier in k.saturating_sub(REACH)..k {
            let pair = Pair { view, drafts, figures, places, a: earlier, b: k };
            if pair.competes().is_none() {
                continue;
            }
            // Any telling of the one may compete with any telling of the other; the first tellings are linked.
            let first = |telling: usize| figures[telling].same_as.unwrap_or(telling);
            let (one, other) = (first(earlier), first(k));
            if one != other && !figures[one].conflicts_with.contains(&other) {
                figures[one].conflicts_with.push(other);
                figures[other].conflicts_with.push(one);
            }
        }
    }
    join_rivals(view, drafts, figures);
    for figure in figures {
        figure.conflicts_with.sort_unstable();
    }
}

/// Of three rival counts by three speakers each competes with the other two.
fn join_rivals(view: &View<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    let speaker = |k: usize, figures: &[Figure]| {
        figures[k].attribution.map(|span| view.document.slice(span).to_owned())
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for figure in figures.iter() {
        let rivals = &figure.conflicts_with;
        for (position, &one) in rivals.iter().enumerate() {
            for &other in &rivals[position + 1..] {
                let stands = |k: usize| drafts[k].standing == Standing::Current && !figures[k].withdrawn;
                let speakers = speaker(one, figures).zip(speaker(other, figures));
                let rival = figures[one].value != figures[other].value
                    && stands(one)
                    && stands(other)
                    && speakers.is_some_and(|(one, other)| one != other);
                if rival {
                    found.push((one, other));
                }
            }
        }
    }
    for (one, other) in found {
        if !figures[one].conflicts_with.contains(&other) {
            figures[one].conflicts_with.push(other);
            figures[other].conflicts_with.push(one);
        }
    }
}

/// A number that a later note takes back is withdrawn in the text before it too: live blogs leave it there.
fn withdraw_repeats(drafts: &[Draft], figures: &mut [Figure]) {
    let key = |figure: &Figure| {
        let value = figure.value.map(|value| (value + 0.0).to_bits());
        (value, figure.impact, figure.unit.clone())
    };
    // The tellings of each number that is withdrawn somewhere.
    let mut tellings: HashMap<_, Vec<usize>> = HashMap::new();
    for figure in figures.iter().filter(|figure| figure.withdrawn && figure.impact.is_some()) {
        tellings.entry(key(figure)).or_default();
    }
    if tellings.is_empty() {
        return;
    }
    for (k, figure) in figures.iter().enumerate() {
        if let Some(all) = tellings.get_mut(&key(figure)) {
            all.push(k);
        }
    }
    for all in tellings.into_values() {
        let Some(first) = all.iter().position(|&k| figures[k].withdrawn) else { continue };
        let whole = |k: &usize| !drafts[*k].part && drafts[*k].kind != Kind::Age;
        let whole: Vec<usize> = all.iter().copied().filter(whole).collect();
        for &other in &whole {
            withdraw(figures, all[first], other);
        }
        // The first one has linked all that tell the number as a whole.
        for &k in counted(all[first + 1..].iter()).filter(|_| !whole.is_empty()) {
            if figures[k].withdrawn {
                withdraw(figures, k, whole[0]);
            }
        }
    }
}

/// Withdraws another telling of a number that is withdrawn.
fn withdraw(figures: &mut [Figure], k: usize, other: usize) {
    figures[other].withdrawn = true;
    let (one, later) = (other.min(k), other.max(k));
    if one != later && figures[later].same_as.is_none() {
        figures[later].same_as = Some(figures[one].same_as.unwrap_or(one));
    }
}

/// The rule by which two figures compete, for `dateline explain`.
pub(super) fn explain(
    view: &View<'_>,
    drafts: &[Draft],
    figures: &[Figure],
    places: &[Place],
    one: usize,
    other: usize,
) -> Option<&'static Reason> {
    Pair { view, drafts, figures, places, a: one.min(other), b: one.max(other) }.competes()
}

/// True if a country holds a place, or a division one of its towns.
fn is_within(outer: &Place, inner: &Place) -> bool {
    if outer.country_code.is_none() || outer.country_code != inner.country_code {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => true,
        PlaceKind::Admin1 => inner
            .admin1
            .as_ref()
            .is_some_and(|name| *name == outer.name || Some(name) == outer.admin1.as_ref()),
        _ => false,
    }
}

/// Two figures, the first told before the second.
struct Pair<'a> {
    view: &'a View<'a>,
    drafts: &'a [Draft],
    figures: &'a [Figure],
    places: &'a [Place],
    a: usize,
    b: usize,
}

impl Pair<'_> {
    fn one(&self) -> &Figure {
        &self.figures[self.a]
    }

    fn other(&self) -> &Figure {
        &self.figures[self.b]
    }

    /// The places of the two differ, and neither lies in the other.
    fn is_elsewhere(&self) -> bool {
        let Some((one, other)) = self.one().location.zip(self.other().location) else { return false };
        let within = |outer: usize, inner: usize| match (self.places.get(outer), self.places.get(inner)) {
            (Some(outer), Some(inner)) => is_within(outer, inner),
            _ => false,
        };
        one != other && !within(one, other) && !within(other, one)
    }

    fn sentences_apart(&self) -> usize {
        self.other().sentence.abs_diff(self.one().sentence)
    }

    /// The words of a figure's sentence that stand near it.
    fn around(&self, k: usize) -> View<'_> {
        self.view.sentence(self.figures[k].sentence).around(self.drafts[k].first)
    }

    /// True if one stands in the title and the other in the body.
    fn is_title_and_body(&self) -> bool {
        let section = |figure: &Figure| self.view.document.section(figure.span);
        section(self.one()) == Section::Title && section(self.other()) == Section::Body
    }

    /// The first sentence of the body.
    fn lead(&self) -> usize {
        let mut sentences = self.view.document.sentences().iter();
        sentences.position(|sentence| sentence.section == Section::Body).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
