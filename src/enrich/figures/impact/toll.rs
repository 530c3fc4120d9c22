//! Tolls: `the death toll rose to 41`, `claimed 12 lives`.

use crate::article::enriched::Impact;
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact;
use crate::enrich::figures::links::revision;
use crate::enrich::figures::thresholds::{PUT_REACH, TOLL_REACH};
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{CONJUNCTION, RELATIVE};

word_lists! {
    "figures":
    COUNTERPART_ADJECTIVES, COUNTERPART_NOUNS, LINKS_OF_COUNT, NOUNS_OF_COUNT, TOLL_GIVERS, TOLL_LINKS,
}

/// The impact of a number that a toll reaches: `the death toll rose to 41`, `the number of injured is 300`.
pub(super) fn toll(view: &View<'_>, drafts: &[Draft], k: usize) -> Option<Impact> {
    let draft = &drafts[k];
    if !(draft.bare || draft.counts_people()) {
        return None;
    }
    let mut i = impact::start(view, draft.first);
    // `the opposition put it at 60`: it is what the number before counts.
    if view.is(i.wrapping_sub(1), "at")
        && view.any(i.wrapping_sub(2), &["it", "figure", "number"])
        && view.any(i.wrapping_sub(3), &TOLL_GIVERS)
    {
        return drafts[..k].iter().rev().find_map(|draft| draft.impact);
    }
    // `(Corrects number of injured in paragraph 3 to 27, not 72)`.
    if draft.bare && revision::is_correction(view) {
        let is_toll = |at: usize| view.any(at, &["toll", "tolls"]);
        let named = (view.start..i).rev().find(|&at| is_toll(at) || impact::at(view, at).is_some())?;
        let beside =
            (named.saturating_sub(1).max(view.start)..(named + 4).min(i)).find_map(|at| impact::at(view, at));
        return if is_toll(named) { beside.or(Some(Impact::Killed)) } else { impact::at(view, named) };
    }
    // `up from 64`, `revising an earlier figure of 200`, `instead of 50`: what the count before counts.
    if draft.bare && is_counterpart(view, i.wrapping_sub(1)) {
        return drafts[..k].last().and_then(|previous| previous.impact);
    }
    // `Number of displaced: 452`.
    if view.text(i.wrapping_sub(1)) == ":" && draft.bare {
        return impact::at(view, i.wrapping_sub(2));
    }
    if !reaches(view, i.wrapping_sub(1)) {
        return None;
    }
    let lowest = i.saturating_sub(TOLL_REACH).max(view.start);
    while i > lowest {
        i -= 1;
        if ends(view, i) {
            return None;
        }
        let found = named(view, i, draft);
        if found.is_some() {
            return found;
        }
        if view.text(i) == "," && opens_clause(view, i + 1, draft.first) {
            return None;
        }
    }
    None
}

/// True if a word leads to the number that a count before it replaces or exceeds.
fn is_counterpart(view: &View<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    let from = view.is(i, "from") && view.any(before, &["up", "down"]);
    let instead =
        view.is(i, "of") && view.is(before, "instead") || view.is(i, "than") && view.is(before, "rather");
    let figure = view.is(i, "of")
        && view.any(before, &COUNTERPART_NOUNS)
        && view.any(before.wrapping_sub(1), &COUNTERPART_ADJECTIVES);
    let compared = view.is(i, "with") && view.is(before, "compared");
    let not = view.is(i, "not") && view.text(before) == ",";
    from || instead || figure || compared || not
}

/// Verbs and prepositions that stand between a toll and its number.
fn reaches(view: &View<'_>, i: usize) -> bool {
    view.any(i, &TOLL_LINKS)
}

/// A sentence-like break behind which no toll governs.
fn ends(view: &View<'_>, i: usize) -> bool {
    matches!(view.text(i), ";" | ":")
        || view.is(i, "including")
        || view.has(i, CONJUNCTION) && view.any(i, &["while", "although", "but", "because"])
}

/// True if a clause of its own runs from a comma to the number: `, and 300 people were moved to`.
fn opens_clause(view: &View<'_>, from: usize, first: usize) -> bool {
    let joins = view.has(from, CONJUNCTION) || view.has(from, RELATIVE) && !view.is(from, "which");
    joins
        && (from..first).any(|i| impact::is_auxiliary(view, i))
        && !view.any(from + 1, &["had", "has", "was", "stood"])
}

/// The impact of the toll whose noun stands at a token.
fn named(view: &View<'_>, i: usize, draft: &Draft) -> Option<Impact> {
    if view.any(i, &["toll", "tolls"]) {
        let named = (i.saturating_sub(3).max(view.start)..(i + 6).min(draft.first))
            .find_map(|at| impact::at(view, at));
        return Some(named.unwrap_or(Impact::Killed));
    }
    let bare = draft.bare || !draft.noun.is_some_and(|noun| noun.person);
    if view.any(i, &NOUNS_OF_COUNT) && bare {
        let of = (i + 1..(i + 8).min(draft.first)).find_map(|at| impact::at(view, at));
        let before = impact::at(view, i.wrapping_sub(1));
        return of.or(before);
    }
    // `put the dead at 34 and the missing at seven`, `put those killed at 40`.
    let lead = impact::start(view, draft.first).wrapping_sub(1);
    let puts = draft.bare
        && view.is(lead, "at")
        && (i.saturating_sub(PUT_REACH).max(view.start)..i)
            .any(|at| view.any(at, &["put", "puts", "putting"]));
    if puts && (view.any(i.wrapping_sub(1), &["the", "of", "those"])) && impact::at(view, i).is_some() {
        return impact::at(view, i);
    }
    let level = draft.bare && !view.any(impact::start(view, draft.first).wrapping_sub(1), &LINKS_OF_COUNT);
    if level && view.any(i, &["deaths", "fatalities"]) {
        return Some(Impact::Killed);
    }
    if level && view.any(i, &["injuries", "injured", "wounded"]) {
        return Some(Impact::Injured);
    }
    None
}

/// `claimed 12 lives`, `12 lives were lost`, `cost 12 people their lives`.
pub(super) fn lives(view: &View<'_>, draft: &Draft) -> bool {
    static TAKEN: WordList = WordList::new("figures", "TAKEN");
    let start = impact::start(view, draft.first);
    let takes = |from: usize, to: usize| (from..to).any(|i| view.any(i, &TAKEN));
    let Some(noun) = draft.noun else { return of_lives(view, start, takes) };
    if view.is(noun.head, "lives") {
        return takes(start.saturating_sub(4).max(view.start), start)
            || (noun.last..noun.last + 4).take_while(|&i| !view.stops(i)).any(|i| view.any(i, &TAKEN));
    }
    let cost = view.any(start.wrapping_sub(1), &["cost", "costing", "costs", "robbed"])
        && view.any(noun.last, &["their"])
        && view.any(noun.last + 1, &["lives", "life"]);
    cost || of_lives(view, start, takes)
}

/// `claimed the lives of 12 people`.
fn of_lives(view: &View<'_>, start: usize, takes: impl Fn(usize, usize) -> bool) -> bool {
    let of = start.wrapping_sub(1);
    view.is(of, "of")
        && view.any(of.wrapping_sub(1), &["lives", "life"])
        && takes(of.saturating_sub(6).max(view.start), of)
}
