//! What happened to the people that a figure counts, by the word that governs the number.

use super::draft::{Draft, Unit};
use super::lexicon::{
    ADVERB, AFFECTED, AUXILIARY, DETAINED, DETERMINER, DISPLACED, Flags, IMPACT, IMPACT_NOUN, INJURED,
    KILLED, MISSING, NUMBER, PERSON, PREPOSITION, PRONOUN, QUALIFIER, RELATIVE, SPEECH, TRANSITIVE, VERB,
};
use super::view::View;
use super::{flight, toll};
use crate::article::enriched::{Dimension, Impact};

/// How far from the number a governing word is looked for.
const REACH: usize = 12;

/// Sets the impact of every draft of a sentence that counts people. `exodus` tells that the article is about people
/// who leave, so that crossing a border is displacement.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft], exodus: bool) {
    for k in 0..drafts.len() {
        if drafts[k].dimension != Dimension::Count {
            continue;
        }
        if let Some(impact) = toll::toll(view, &drafts[k]) {
            drafts[k].impact = Some(impact);
            drafts[k].unit = Unit::Person;
            continue;
        }
        if toll::lives(view, &drafts[k]) {
            drafts[k].impact = Some(Impact::Killed);
            drafts[k].unit = Unit::Person;
            continue;
        }
        // `killed 17 and wounded dozens`: the verb tells that people are meant.
        if drafts[k].bare && drafts[k].unit == Unit::None && acted_on(view, &drafts[k]) {
            drafts[k].unit = Unit::Person;
        }
        if drafts[k].bare && of_it(view, drafts, k).is_some() {
            drafts[k].unit = Unit::Person;
        }
        if !(drafts[k].counts_people() || groups_people(view, &drafts[k])) {
            continue;
        }
        drafts[k].impact = of(view, drafts, k, exodus);
    }
    // `nine soldiers and three civilians died`: what the last suffers, the first do too.
    for k in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(k);
        let (draft, next) = (&mut before[k - 1], &rest[0]);
        let joined = next.first == draft.last + 1 && view.any(draft.last, &["and", ",", "or"])
            || next.first == draft.last + 2 && view.text(draft.last) == "," && view.is(draft.last + 1, "and");
        let own = next.noun.is_none_or(|noun| !view.has(noun.head, IMPACT));
        if draft.impact.is_none() && draft.counts_people() && next.counts_people() && joined && own {
            draft.impact = next.impact;
        }
    }
}

/// Whether a verb of harm stands right before the number.
fn acted_on(view: &View<'_>, draft: &Draft) -> bool {
    let mut i = draft.first.wrapping_sub(1);
    for _ in 0..3 {
        if view.has(i, QUALIFIER) || view.any(i, &["at", "as", "to", "another"]) {
            i = i.wrapping_sub(1);
        }
    }
    view.has(i, TRANSITIVE) && governs_right(view, i, draft.first)
}

/// Families and households are no single people, but what happens to them happens to people.
fn groups_people(view: &View<'_>, draft: &Draft) -> bool {
    matches!(draft.unit, Unit::Noun(head) if view.any(head, &["families", "family", "households", "household", "couples", "communities"]))
}

fn of(view: &View<'_>, drafts: &[Draft], k: usize, exodus: bool) -> Option<Impact> {
    let draft = &drafts[k];
    inside(view, draft)
        .or_else(|| right(view, drafts, k, exodus))
        .or_else(|| left(view, drafts, k))
        .or_else(|| inherited(view, drafts, k))
        .or_else(|| of_it(view, drafts, k))
}

/// The impact that a word means.
pub(super) fn meaning(flags: Flags) -> Option<Impact> {
    [
        (KILLED, Impact::Killed),
        (INJURED, Impact::Injured),
        (MISSING, Impact::Missing),
        (DISPLACED, Impact::Displaced),
        (DETAINED, Impact::Detained),
        (AFFECTED, Impact::Affected),
    ]
    .into_iter()
    .find(|&(flag, _)| flags.intersects(flag))
    .map(|(_, impact)| impact)
}

pub(super) fn at(view: &View<'_>, i: usize) -> Option<Impact> {
    meaning(view.word(i).flags & IMPACT)
}

/// `12 deaths`, `30 wounded soldiers`, `the 300 missing`.
fn inside(view: &View<'_>, draft: &Draft) -> Option<Impact> {
    let noun = draft.noun?;
    if view.has(noun.head, IMPACT_NOUN) || view.has(noun.head, IMPACT) && view.has(noun.head, PERSON) {
        return at(view, noun.head);
    }
    (noun.first..noun.head).rev().find_map(|i| at(view, i).filter(|_| !view.hyphen(i + 1)))
}

/// `people were killed`, `passengers died`, `children who are missing`.
fn right(view: &View<'_>, drafts: &[Draft], k: usize, exodus: bool) -> Option<Impact> {
    let draft = &drafts[k];
    let whole = drafts.get(k + 1).filter(|whole| draft.partitive && whole.first <= draft.last + 4);
    let mut i = aside(view, whole.map_or(draft.last, |whole| whole.last));
    // `900 people from three villages were trapped`: the three stand in the way of nobody.
    let passed = |next: &Draft| {
        view.has(next.first.wrapping_sub(1), PREPOSITION)
            && next.dimension == Dimension::Count
            && !next.counts_people()
    };
    let following = drafts[k + 1..].iter().find(|next| next.first >= i && !passed(next));
    let limit = following.map_or(view.end, |next| next.first).min(i + REACH + 4);
    let mut helped = false;
    let mut passive = false;
    while i < limit {
        // A comma ends the clause unless `, who were`, `, including` follows.
        if view.stops(i) && !(view.text(i) == "," && view.has(i + 1, RELATIVE | AUXILIARY)) && !view.dash(i) {
            return None;
        }
        if view.any(i, &["and", "but", "while", "as", "when", "after", "because", "where", "whose", "since"])
            && !(passive && view.has(i + 1, IMPACT))
        {
            if helped || !joins_subject(view, i) {
                return None;
            }
            i += 1;
            continue;
        }
        if let Some(impact) = at(view, i)
            .filter(|_| !(passive && view.any(i, &["rescue", "arrest", "murder", "need", "evacuee"])))
        {
            let active = is_active(view, i, helped);
            if !active || passive {
                return Some(impact);
            }
            return None;
        }
        if passive && view.any(i, &["shot", "stabbed", "beaten"]) {
            let dead = (i + 1..i + 4).any(|at| view.any(at, &["dead", "killed", "death", "died"]));
            return Some(if dead { Impact::Killed } else { Impact::Injured });
        }
        // `two others with serious burns`.
        let hurt = view.any(i, &["with", "suffered", "sustained", "suffering", "sustaining"])
            && (i + 1..i + 6).take_while(|&at| !view.stops(at)).any(|at| {
                view.any(
                    at,
                    &[
                        "injuries",
                        "wounds",
                        "burns",
                        "damage",
                        "fractures",
                        "concussion",
                        "bruises",
                        "cuts",
                        "injury",
                    ],
                )
            });
        if hurt {
            return Some(Impact::Injured);
        }
        if view.any(
            i,
            &["convicted", "charged", "accused", "acquitted", "suspected", "guilty", "sentenced", "indicted"],
        ) {
            return None;
        }
        if flight::loses_home(view, i) || exodus && flight::moves(view, i) {
            return Some(Impact::Displaced);
        }
        if view.has(i, AUXILIARY) {
            helped = true;
            passive |= view.any(i, &["was", "were", "been", "being", "be", "is", "are", "got"]);
        } else if view.has(i, VERB | SPEECH) && !holds(view, i) && (i > draft.last || !passive) {
            return None;
        }
        i += 1;
    }
    None
}

/// `fighters and family members were killed`.
fn joins_subject(view: &View<'_>, and: usize) -> bool {
    let verb = (and + 2..and + 6).find(|&at| view.any(at, &["were", "have", "had", "are"]));
    view.is(and, "and")
        && verb
            .is_some_and(|verb| (and + 1..verb).all(|at| view.lower(at) && !view.has(at, VERB | PREPOSITION)))
}

/// Behind `, including two children,`: what the sentence goes on with.
fn aside(view: &View<'_>, i: usize) -> usize {
    if view.text(i) == "(" {
        let close = (i + 1..(i + 2 + REACH).min(view.end)).find(|&at| view.text(at) == ")");
        return close.map_or(i, |close| close + 1);
    }
    if view.text(i) != ","
        || !view.any(
            i + 1,
            &["including", "among", "most", "mostly", "mainly", "largely", "many", "all", "some", "half"],
        )
    {
        return i;
    }
    let close = (i + 1..(i + 2 + REACH).min(view.end)).find(|&at| view.text(at) == ",");
    close.map_or(i, |close| close + 1)
}

/// Verbs that stand before the participle that counts: `believed killed`, `found dead`.
fn holds(view: &View<'_>, i: usize) -> bool {
    view.any(
        i,
        &[
            "believed",
            "feared",
            "reported",
            "confirmed",
            "presumed",
            "known",
            "listed",
            "declared",
            "pronounced",
            "found",
            "left",
            "went",
            "remain",
            "remained",
            "remains",
            "thought",
            "said",
            "estimated",
            "became",
            "become",
            "live",
            "lived",
            "living",
            "still",
            "reportedly",
            "lay",
            "gone",
            "go",
            "made",
            "rendered",
            "registered",
            "recorded",
            "shot",
            "aboard",
            "aged",
        ],
    )
}

/// Whether a verb at `i` has an object, so that who stands before it does it rather than suffers it.
fn is_active(view: &View<'_>, i: usize, helped: bool) -> bool {
    if !view.has(i, TRANSITIVE) {
        return false;
    }
    let after_relative = view.has(i.wrapping_sub(1), RELATIVE) && view.is(i.wrapping_sub(1), "who");
    let object = view.has(i + 1, DETERMINER | NUMBER | PRONOUN | super::lexicon::HINT)
        || view.is_number(i + 1)
        || view.has(i + 1, PERSON) && !view.has(i + 1, IMPACT)
        || view.has(i + 1, QUALIFIER) && view.is(i + 1, "at")
        || view.capitalised(i + 1) && !view.is(i + 1, "Monday");
    // `had to evacuate` without an object.
    if view.any(i, &["evacuate", "evacuated", "relocated", "drown"]) && !object {
        return false;
    }
    let has_been = helped
        && view.any(
            i.wrapping_sub(1),
            &["had", "have", "has", "will", "would", "could", "may", "might", "to", "can"],
        );
    after_relative || has_been || object && !helped && !view.stops(i + 1)
}

/// `killing at least 12`, `arrested two men`, `the deaths of five children`.
fn left(view: &View<'_>, drafts: &[Draft], k: usize) -> Option<Impact> {
    let draft = &drafts[k];
    let before = drafts[..k].last().map_or(view.start, |previous| previous.last);
    let lowest = before.max(draft.first.saturating_sub(REACH)).max(view.start);
    let mut i = draft.first;
    let mut steps = 0;
    // `forced 17,000 to leave their homes`.
    if (i.saturating_sub(4).max(lowest)..i)
        .any(|at| view.any(at, &["forced", "forcing", "forces", "force", "drove", "driving"]))
        && (draft.last..draft.last + 5).any(|at| {
            view.any(at, &["leave", "flee", "abandon", "homes", "evacuation", "evacuate", "shelters"])
        })
    {
        return Some(Impact::Displaced);
    }
    while i > lowest {
        i -= 1;
        if let Some(impact) = at(view, i) {
            return governs_right(view, i, draft.first).then_some(impact);
        }
        if view.any(i, &["included", "includes", "include", "including"]) {
            // `the dead included four children`.
            let found = (i.saturating_sub(5).max(lowest)..i).rev().find_map(|at| self::at(view, at));
            if found.is_some() {
                return found;
            }
        }
        let stop = view.stops(i) && view.text(i) != ","
            || view.text(i) == "," && steps > 0 && !view.has(i + 1, QUALIFIER);
        let verb = view.has(i, VERB | SPEECH) && !view.has(i, QUALIFIER);
        if stop || verb || view.has(i, RELATIVE | AUXILIARY) {
            return None;
        }
        steps += 1;
    }
    None
}

/// Whether an impact word at `i` has what stands at `object` for its object.
fn governs_right(view: &View<'_>, i: usize, object: usize) -> bool {
    let passive = !view.is(i.wrapping_sub(1), "to")
        && (i.saturating_sub(3).max(view.start)..i)
            .any(|at| view.any(at, &["was", "were", "been", "being", "is", "are"]));
    let of = view.is(i + 1, "of");
    if view.has(i, TRANSITIVE) && !of {
        // `were killed when 12 gunmen`: the object of a passive is none.
        let plain = (i + 1..object).all(|at| {
            !view.has(at, PREPOSITION)
                || view.has(at, QUALIFIER)
                || view.any(at, &["of", "up", "to", "at", "as", "than"])
        });
        return !passive && plain && !view.has(i, IMPACT_NOUN)
            || !passive && plain && view.text(i).ends_with("ed");
    }
    // `the murders of five`, `bodies of 12`, `the death of one`.
    of && (i + 2..object).all(|at| view.has(at, QUALIFIER | ADVERB | DETERMINER | PREPOSITION))
        || i + 1 == object && view.any(i, &["dead", "missing", "killing", "wounding"])
}

/// `killed five marines and two sailors`: the second has no word of its own.
fn inherited(view: &View<'_>, drafts: &[Draft], k: usize) -> Option<Impact> {
    let previous = drafts[..k].last()?;
    let impact = previous.impact?;
    let joined = (previous.last..drafts[k].first).all(|i| {
        view.any(
            i,
            &[
                ",",
                "and",
                "or",
                "plus",
                "including",
                "(",
                "others",
                "as",
                "well",
                "another",
                "among",
                "them",
                "of",
            ],
        ) || view.has(i, QUALIFIER | ADVERB | DETERMINER)
    });
    let from_left = previous.noun.is_none_or(|noun| !view.has(noun.head, IMPACT));
    (joined && from_left && drafts[k].first - previous.last < 6).then_some(impact)
}

/// `the opposition put it at 60`: it is what the number before counts.
fn of_it(view: &View<'_>, drafts: &[Draft], k: usize) -> Option<Impact> {
    let first = drafts[k].first;
    let it = view.is(first.wrapping_sub(1), "at")
        && view.any(first.wrapping_sub(2), &["it", "toll", "number", "figure"]);
    if it { drafts[..k].last().and_then(|previous| previous.impact) } else { None }
}
