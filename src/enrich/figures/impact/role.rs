//! The grammatical position of a count: which word governs it.

use crate::document::TokenKind;
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact::clause;
use crate::enrich::figures::impact::words::{BEFORE_NUMBER, GROUPS, VIOLENCE};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, CONJUNCTION, DETERMINER, NUMBER, PERSON, PREPOSITION, QUALIFIER, RELATIVE, SPEECH, TRANSITIVE,
    VERB,
};

word_lists! {
    "figures":
    ADDITIVES, FORCING_VERBS, LIMIT_PREPOSITIONS, SUBORDINATORS_BEFORE_COUNT, TOTALS_BEFORE_OF, VERB_PARTICLES,
}

/// The position of a count in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Object of the active verb at a token: `killed 12`.
    Object(usize),
    /// Behind the `of` of the noun at a token: `the deaths of 12`.
    Of(usize),
    /// Behind a preposition: `by 12 gunmen`.
    Oblique(usize),
    /// Predicate behind a form of `be` or `include` at a token: `among the dead were 12 students`.
    Predicate(usize),
    /// A part of a count before: `including 12 children`.
    Part,
    /// The whole of a part: `three of the 12 suspects`.
    Whole,
    /// Joined to a count before or to another object: `a judge and 12 policemen`.
    Joined,
    /// Opens a clause.
    Subject,
}

/// The first token of the count with the words that qualify it: `at least`, `an estimated`, `the other`.
pub(in crate::enrich::figures) fn start(view: &View<'_>, first: usize) -> usize {
    let mut i = first;
    while i > view.start {
        let at = i - 1;
        let counted = view.is(at, "of")
            && view.any(at.wrapping_sub(1), &TOTALS_BEFORE_OF)
            && view.any(at.wrapping_sub(1), &GROUPS);
        let up_to = view.is(at, "to") && view.any(at.wrapping_sub(1), &["up", "close", "next"]);
        let at_least = view.is(at, "at") && view.any(at + 1, &["least", "most"]);
        let between = view.is(at, "between") && view.is(at + 2, "and") && !clause::plain(view, at + 3);
        if counted || up_to {
            i = at - 1;
        } else if at_least
            || between
            || view.has(at, QUALIFIER) && !leads(view, at)
            || view.any(at, &BEFORE_NUMBER)
                && !(view.any(at, &["a", "an"]) && at + 1 == first && view.is_number(first))
            || view.has(at, ADVERB) && !view.any(at, &["not"])
            || clause::plain(view, at) && clause::is_adverb(view, at) && !view.is(at, "not")
            || view.has(at, DETERMINER)
                && !view.has(at, NUMBER)
                && !(view.any(at, &["a", "an"]) && at + 1 == first && view.is_number(first))
        {
            i = at;
        } else {
            break;
        }
    }
    i
}

/// Qualifiers that govern where they stand: `within`, `following`.
fn leads(view: &View<'_>, i: usize) -> bool {
    view.any(i, &LIMIT_PREPOSITIONS) && !view.any(i.wrapping_sub(1), &["well", "just"])
}

/// The position of draft `k`.
pub(super) fn of(view: &View<'_>, drafts: &[Draft], k: usize) -> Role {
    let start = start(view, drafts[k].first);
    let Some(at) = start.checked_sub(1).filter(|&at| at >= view.start) else { return Role::Subject };
    let earlier =
        || drafts[..k].iter().rev().any(|draft| draft.counts_people() || super::groups_people(view, draft));
    let governor = particle(view, at);
    if view.any(at, &["including", "include", "includes", "included"]) {
        return if view.any(at, &["including"]) || earlier() { Role::Part } else { Role::Predicate(at) };
    }
    if view.any(at, &["them", "whom", "those"]) && view.any(at.wrapping_sub(1), &["among", "of"]) && earlier()
    {
        return Role::Part;
    }
    if view.any(at, &["had", "has", "have", "having"]) {
        return Role::Object(at);
    }
    if clause::is_auxiliary(view, at) && clause::is_be(view, at) {
        return Role::Predicate(at);
    }
    if view.has(at, CONJUNCTION)
        || view.text(at) == ","
        || view.any(at, &["plus", "alongside", "with"]) && joins(view, at)
    {
        let additive = view.any(at, &ADDITIVES);
        return if additive && (earlier() || joined_verb(view, at).is_some()) {
            Role::Joined
        } else {
            Role::Subject
        };
    }
    if view.is(at, "well") || view.is(at, "as") {
        return if earlier() { Role::Joined } else { Role::Subject };
    }
    if view.text(at) == "(" {
        return if earlier() { Role::Part } else { Role::Subject };
    }
    if is_governor(view, governor) {
        return Role::Object(governor);
    }
    // `after 20 people were killed`: a clause may follow.
    if view.any(at, &SUBORDINATORS_BEFORE_COUNT)
        || view.has(at, SPEECH | RELATIVE) && !view.has(at, PREPOSITION)
    {
        return Role::Subject;
    }
    if view.is(at, "of") {
        let noun = at.wrapping_sub(1);
        if drafts[..k].last().is_some_and(|part| part.last == at) {
            return Role::Whole;
        }
        return if view.any(noun, &GROUPS) && !view.any(noun, &["number"]) {
            of_group(view, drafts, k, noun)
        } else {
            Role::Of(noun)
        };
    }
    if view.has(at, PREPOSITION) || view.is(at, "to") {
        return Role::Oblique(at);
    }
    Role::Subject
}

/// The verb whose first object is no count: `lost her brother and two cousins`.
pub(super) fn joined_verb(view: &View<'_>, and: usize) -> Option<usize> {
    let mut i = and;
    while i > view.start && and - i < 8 {
        i -= 1;
        if is_governor(view, i) {
            return (i + 1 < and).then_some(i);
        }
        if view.stops(i)
            || view.has(i, PREPOSITION | CONJUNCTION | RELATIVE) && !view.is(i, "of")
            || clause::is_auxiliary(view, i)
            || view.is_number(i)
            || view.has(i, NUMBER)
        {
            return None;
        }
    }
    None
}

/// `a group of 40 people`: the position is the group's.
fn of_group(view: &View<'_>, drafts: &[Draft], k: usize, noun: usize) -> Role {
    let mut first = noun;
    while first > view.start
        && (view.has(first - 1, DETERMINER)
            || clause::plain(view, first - 1)
                && !clause::is_verb(view, first - 1)
                && !view.has(first - 1, PREPOSITION | CONJUNCTION | VERB)
                && noun - first < 3)
    {
        first -= 1;
    }
    let mut draft = drafts[k].clone();
    draft.first = first;
    let mut all = drafts[..k].to_vec();
    all.push(draft);
    match of(view, &all, k) {
        Role::Part => Role::Subject,
        role => role,
    }
}

/// `as well as`, `along with`, `together with`.
fn joins(view: &View<'_>, at: usize) -> bool {
    view.is(at, "plus") || view.is(at, "alongside") || view.any(at.wrapping_sub(1), &["along", "together"])
}

/// The verb of `gunned down 12`, `shot dead 12`, `wiped out 12`.
fn particle(view: &View<'_>, at: usize) -> usize {
    let before = at.wrapping_sub(1);
    let particle = view.any(at, &VERB_PARTICLES);
    let death = view.is(at, "death") && view.is(before, "to");
    if death && is_governor(view, at.wrapping_sub(2)) {
        at - 2
    } else if particle
        && is_governor(view, before)
        && !(view.is(at, "in") && !view.any(before, &["took", "taken", "hauled", "reeled"]))
    {
        before
    } else {
        at
    }
}

/// True if a word can have the count behind it for its object.
fn is_governor(view: &View<'_>, at: usize) -> bool {
    let headline = view.has(at, TRANSITIVE) && view.capitalised(at);
    (headline
        || clause::is_verb(view, at)
        || view.any(at, &VIOLENCE)
        || view.any(at, &FORCING_VERBS) && clause::plain(view, at)
        || clause::plain(view, at)
            && view.text(at).len() > 4
            && clause::ends(view, at, "ing")
            && !view.has(at, PREPOSITION | QUALIFIER))
        && !view.has(at, SPEECH & !VERB | PREPOSITION)
        && !says(view, at)
        && !(view.has(at, PERSON) && view.kind(at) != Some(TokenKind::Word))
}

/// A verb of saying whose object is a clause: `said 12 people died`.
fn says(view: &View<'_>, at: usize) -> bool {
    view.has(at, SPEECH) && !view.any(at, &["put", "puts"])
}
