//! The predicate behind a count: the verb group whose subject the count is.

use crate::article::enriched::{Dimension, Impact};
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact::clause::{self, VerbGroup, Voice};
use crate::enrich::figures::impact::predicate::{self, Story};
use crate::enrich::figures::impact::{Verdict, role};
use crate::enrich::figures::thresholds::VERB_REACH;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    CONJUNCTION, DETERMINER, IMPACT, NUMBER, PERSON, PREPOSITION, PRONOUN, RELATIVE, SPEECH, TIME,
    TRANSITIVE, VERB, WEEKDAY,
};

word_lists! {
    "figures":
    APPOSED_CLAUSE_OPENERS, FOUND_SAFE, OTHER_PERSONS, PRONOUNS_OF_GROUP, RELATIVE_OPENERS,
}

/// How much of the sentence behind a count may be its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The count is or may be the subject of its clause.
    Clause,
    /// The count stands inside another phrase: only what follows at once belongs to it (`12 people killed`,
    /// `12 people who were killed`).
    Embedded,
}

/// The token behind a count: past `others`, `of them` and words in brackets.
pub(super) fn after(view: &View<'_>, draft: &Draft) -> usize {
    let mut i = draft.noun.filter(|_| draft.partitive).map_or(draft.last, |whole| whole.last);
    loop {
        if view.any(i, &OTHER_PERSONS) {
            i += 1;
        } else if view.any(i, &["of", "among"]) && view.any(i + 1, &PRONOUNS_OF_GROUP) {
            i += 2;
        } else if view.text(i) == "(" {
            let close = (i + 1..(i + 14).min(view.end)).find(|&at| view.text(at) == ")");
            match close {
                Some(close) => i = close + 1,
                None => return i,
            }
        } else if view.is_quote(i) && view.is_word(i + 1) {
            i += 1;
        } else {
            return i;
        }
    }
}

/// Behind the whole of `three of the five suspects`.
pub(super) fn after_whole(view: &View<'_>, drafts: &[Draft], k: usize) -> Option<usize> {
    let whole = drafts.get(k + 1).filter(|whole| drafts[k].partitive && whole.first <= drafts[k].last + 4)?;
    Some(after(view, whole))
}

/// What the predicate behind draft `k` means for it, from token `from` on.
pub(super) fn verdict(
    view: &View<'_>,
    drafts: &[Draft],
    k: usize,
    from: usize,
    story: Story,
    scope: Scope,
) -> Verdict {
    let from = if scope == Scope::Clause { aside(view, from) } else { from };
    let limit = limit(view, drafts, k, from);
    if scope == Scope::Embedded {
        return embedded(view, from, limit, story);
    }
    let mut i = from;
    while i < limit {
        match step(view, i, from, limit, story) {
            Step::To(next) => i = next,
            Step::End(verdict) => return verdict,
        }
    }
    Verdict::Pass
}

enum Step {
    To(usize),
    End(Verdict),
}

/// One step of the walk to the verb.
fn step(view: &View<'_>, i: usize, from: usize, limit: usize, story: Story) -> Step {
    if view.stops(i) && !view.is_quote(i) {
        return match apposed(view, i, limit) {
            Some(next) if next > i => Step::To(next),
            _ => Step::End(Verdict::Pass),
        };
    }
    if view.has(i, RELATIVE) && view.any(i, &["who", "that", "which", "whom"]) {
        return match relative(view, i, limit, story) {
            // `six people in the car, who were students`: the nearer noun may be meant.
            Step::End(Verdict::Own) if i > from + 1 => Step::End(Verdict::Pass),
            step => step,
        };
    }
    if let Some(group) = clause::verb_group(view, i) {
        return verb(view, &group, from, limit, story);
    }
    if view.has(i, CONJUNCTION) && !view.any(i, &["and", "or", "&"]) || view.any(i, &RELATIVE_OPENERS) {
        return Step::End(Verdict::Pass);
    }
    if view.any(i, &["and", "or", "&"]) {
        return if joins_subject(view, i, limit) { Step::To(i + 1) } else { Step::End(Verdict::Pass) };
    }
    // `300 in hospital`, `12 dead`, `two others with burns`.
    if let Some(impact) = predicate::state(view, i, story)
        .filter(|_| i == from || view.any(i, &["dead", "missing", "with", "homeless"]))
    {
        let governed = view.any(i, &["in", "on", "under"]) && later_verb(view, i, limit).is_some();
        if !governed {
            return Step::End(Verdict::Impact(impact));
        }
    }
    if i == from && is_unknown_verb(view, i) {
        return Step::End(Verdict::Own);
    }
    Step::To(i + 1)
}

/// The effect of a verb group on the count.
fn verb(view: &View<'_>, group: &VerbGroup, from: usize, limit: usize, story: Story) -> Step {
    if let Some(impact) = predicate::on_subject(view, group, story) {
        if impact == Impact::Missing && is_found_safe(view, group.last, limit) {
            return Step::End(Verdict::Own);
        }
        // `33 miners trapped underground have been found dead`: the main verb says more than the participle.
        let main = || clause::verb_group(view, later_verb(view, group.last, limit)?);
        let dead = !group.auxiliary
            && impact != Impact::Killed
            && main().and_then(|main| predicate::on_subject(view, &main, story)) == Some(Impact::Killed);
        return Step::End(Verdict::Impact(if dead { Impact::Killed } else { impact }));
    }
    // `300 people living in camps were killed`, `40 people employed at the mine died`: a participle is no own verb
    // where a finite one follows.
    let reduced = !group.auxiliary
        && group.first_token_is_reduced(view)
        && !(group.voice == Voice::Active && view.has(group.head, IMPACT));
    if reduced && let Some(next) = later_verb(view, group.last, limit) {
        return Step::To(next);
    }
    let participle = clause::ends(view, group.head, "ing") && !group.auxiliary;
    if participle && group.head == from {
        return Step::End(Verdict::Pass);
    }
    Step::End(Verdict::Own)
}

impl VerbGroup {
    fn first_token_is_reduced(&self, view: &View<'_>) -> bool {
        clause::is_past_participle(view, self.head) && !clause::has_object(view, self.last)
            || clause::ends(view, self.head, "ing")
    }
}

/// A finite verb with an auxiliary, or an intransitive verb of harm, later in the same clause.
fn later_verb(view: &View<'_>, from: usize, limit: usize) -> Option<usize> {
    for i in from..limit {
        let ends = view.stops(i) && !view.is_quote(i)
            || view.has(i, CONJUNCTION | RELATIVE)
            || view.any(i, &["after", "before", "where", "whose"]);
        if ends {
            return None;
        }
        if clause::is_auxiliary(view, i)
            && !view.any(i, &["having", "being"])
            && !view.is(i.wrapping_sub(1), "to")
        {
            return Some(i);
        }
        let dies = view.has(i, IMPACT) && !view.has(i, TRANSITIVE) || view.is(i, "drowned");
        if clause::is_verb(view, i) && dies {
            return Some(i);
        }
        if clause::is_verb(view, i) && view.has(i, VERB | SPEECH) && !clause::ends(view, i, "ing") {
            return None;
        }
    }
    None
}

/// `listed as missing turned up safe`, `reported missing have returned`: those who were missing are found.
fn is_found_safe(view: &View<'_>, from: usize, limit: usize) -> bool {
    (from..limit)
        .take_while(|&i| !view.stops(i) || view.is_quote(i))
        .any(|i| view.any(i, &FOUND_SAFE) && !view.any(i.wrapping_sub(1), &["not", "yet"]))
}

/// `who were killed`, `who attended the funeral were arrested`.
fn relative(view: &View<'_>, i: usize, limit: usize, story: Story) -> Step {
    let start = (i + 1..i + 4).find(|&at| !clause::is_adverb(view, at)).unwrap_or(i + 1);
    let Some(group) = clause::verb_group(view, start) else { return Step::End(Verdict::Own) };
    if let Some(impact) = predicate::on_subject(view, &group, story) {
        if impact == Impact::Missing && is_found_safe(view, group.last, limit) {
            return Step::End(Verdict::Own);
        }
        return Step::End(Verdict::Impact(impact));
    }
    match later_verb(view, group.last, limit) {
        Some(next) => Step::To(next),
        None => Step::End(Verdict::Own),
    }
}

/// The predicate of a count inside another phrase.
fn embedded(view: &View<'_>, from: usize, limit: usize, story: Story) -> Verdict {
    let mut i = from;
    // `40 people from the village killed`: a phrase of place may stand between.
    if view.has(i, PREPOSITION) && view.any(i, &["from", "aboard", "on", "in"]) {
        if let Some(impact) = predicate::state(view, i, story) {
            return Verdict::Impact(impact);
        }
        i = (i + 1..(i + 6).min(limit))
            .take_while(|&at| !view.stops(at))
            .find(|&at| clause::is_verb(view, at) || clause::is_auxiliary(view, at))
            .unwrap_or(i);
        if clause::is_auxiliary(view, i) {
            return Verdict::Pass;
        }
    }
    if i >= limit {
        return Verdict::Pass;
    }
    if view.text(i) == "," && view.any(i + 1, &["who"]) {
        i += 1;
    }
    if view.any(i, &["who", "that", "whom"]) {
        return match relative(view, i, limit, story) {
            Step::End(verdict) => verdict,
            Step::To(_) => Verdict::Own,
        };
    }
    if clause::is_auxiliary(view, i) && !view.any(i, &["being", "having"]) {
        return Verdict::Pass;
    }
    if let Some(group) = clause::verb_group(view, i) {
        let impact = predicate::on_subject(view, &group, story);
        return impact.map_or(Verdict::Own, Verdict::Impact);
    }
    predicate::state(view, i, story).into()
}

/// The first token that belongs to another count.
fn limit(view: &View<'_>, drafts: &[Draft], k: usize, from: usize) -> usize {
    // `900 people from three villages were trapped`: the three do not stand in the way.
    let passed = |next: &Draft| {
        let start = role::start(view, next.first);
        let before = start.wrapping_sub(1);
        let phrase = view.has(before, PREPOSITION) && !view.any(before, &["with", "plus"]);
        phrase && (next.dimension != Dimension::Count || !next.counts_people())
            || next.dimension != Dimension::Count && view.text(before) == ","
    };
    let following = drafts[k + 1..].iter().find(|next| next.first >= from && !passed(next));
    following.map_or(view.end, |next| role::start(view, next.first)).min(from + VERB_REACH)
}

/// `fighters and family members were killed`.
fn joins_subject(view: &View<'_>, and: usize, limit: usize) -> bool {
    let verb = (and + 1..(and + 7).min(limit))
        .find(|&at| clause::is_auxiliary(view, at) || clause::is_verb(view, at));
    verb.is_some_and(|verb| {
        verb > and + 1
            && (and + 1..verb).all(|at| {
                view.is_word(at)
                    && !view.has(at, PREPOSITION | PRONOUN | CONJUNCTION | RELATIVE)
                    && !view.is(at, "the")
            })
            && (view.any(verb, &["were", "have", "are", "had"]) || !clause::is_auxiliary(view, verb))
    })
}

/// Behind an aside at a comma, a dash or a bracket: `, including two children,`, `, all of them miners,`.
pub(super) fn aside(view: &View<'_>, i: usize) -> usize {
    apposed(view, i, view.end.min(i + VERB_REACH)).unwrap_or(i)
}

fn apposed(view: &View<'_>, i: usize, limit: usize) -> Option<usize> {
    let mark = view.text(i);
    if view.hyphen(i) {
        return Some(i + 1);
    }
    let closing = match mark {
        "(" => ")",
        "," => ",",
        _ if view.dash(i) => mark,
        _ => return None,
    };
    if mark == "," && view.any(i + 1, &APPOSED_CLAUSE_OPENERS) {
        return Some(i + 1);
    }
    if mark == "," && (view.has(i + 1, CONJUNCTION) || clause::is_auxiliary(view, i + 1)) {
        return None;
    }
    let close = (i + 1..(i + 18).min(limit)).find(|&at| view.text(at) == closing)?;
    // An aside has no finite verb, and the sentence goes on with one.
    let relative = (i + 1..close).any(|at| view.has(at, RELATIVE));
    let verb = !relative && (i + 1..close).any(|at| clause::is_auxiliary(view, at));
    let next = close + 1 + usize::from(clause::is_adverb(view, close + 1));
    let goes_on = clause::verb_group(view, next).is_some();
    (!verb && goes_on).then_some(close + 1)
}

/// A word behind a count that no list knows and that is no adjunct: a verb (`300 gather at the gate`).
fn is_unknown_verb(view: &View<'_>, i: usize) -> bool {
    clause::plain(view, i)
        && !view.has(
            i,
            PREPOSITION
                | CONJUNCTION
                | DETERMINER
                | RELATIVE
                | PRONOUN
                | TIME
                | WEEKDAY
                | NUMBER
                | IMPACT
                | PERSON,
        )
        && !clause::is_adverb(view, i)
        && !clause::ends(view, i, "ing")
}

/// True if nothing follows a count that could be its verb.
pub(super) fn ends(view: &View<'_>, draft: &Draft) -> bool {
    let i = after(view, draft);
    !is_unknown_verb(view, i) && clause::verb_group(view, i).is_none_or(|group| !group.auxiliary)
}
