//! Verb groups of a sentence: a light clause analysis without a tagger.
//!
//! A verb group is a chain of auxiliaries with its main verb (`have reportedly been killed`), or a main verb alone
//! (`killed`). Words are verbs by the lexicon, by their ending, and by what stands beside them.

use crate::document::{Case, TokenKind};
use crate::enrich::figures::impact::words::{FINITE, HOLDING, PARTICIPLES, VIOLENCE};
use crate::enrich::figures::reject;
use crate::enrich::figures::thresholds::LONGEST_CHAIN;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, ARTICLE, AUXILIARY, CHANGE, DETERMINER, HINT, IMPACT, IMPACT_NOUN, MONTH, NUMBER, PERSON, PLURAL,
    PREPOSITION, PRONOUN, QUALIFIER, RELATIVE, SCALE, SPEECH, TRANSITIVE, VERB, WEEKDAY,
};

word_lists! {
    "figures":
    ACTIVE_PARTICIPLES, APPROXIMATIONS, CHANGE_PARTICLES, DATE_DETERMINERS, FORMS_OF_BE, NOUNS_IN_ED, NOUNS_IN_LY, NOUNS_LIKE_VERBS, PARTICLES_BEFORE_COUNT, STATES_OF_VICTIMS,
}

/// A word that is no name: in lower case, or in capitals among capitals.
pub(super) fn plain(view: &View<'_>, i: usize) -> bool {
    let capitals =
        |i: usize| view.token(i).is_some_and(|token| token.case == Case::Upper) && view.text(i).len() > 1;
    view.lower(i) || capitals(i) && (capitals(i.wrapping_sub(1)) || capitals(i + 1) && i == view.start)
}

/// True if a word has an ending, in any case.
pub(super) fn ends(view: &View<'_>, i: usize, ending: &str) -> bool {
    let text = view.text(i).as_bytes();
    text.len() > ending.len() && text[text.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
}

/// Grammatical voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Active,
    Passive,
    /// A form of `be` with a complement that is no verb: `are in hospital`.
    Copula,
}

/// A chain of auxiliaries with its main verb.
#[derive(Debug, Clone, Copy)]
pub(super) struct VerbGroup {
    /// The main verb; the last auxiliary of a copula.
    pub(super) head: usize,
    /// One past the group.
    pub(super) last: usize,
    pub(super) voice: Voice,
    /// An auxiliary marks it as finite.
    pub(super) auxiliary: bool,
    pub(super) negated: bool,
}

/// The verb group that starts at a token.
pub(super) fn verb_group(view: &View<'_>, i: usize) -> Option<VerbGroup> {
    if is_auxiliary(view, i) {
        return Some(chain(view, i));
    }
    if !is_verb(view, i) {
        return None;
    }
    let active = view.any(i, &ACTIVE_PARTICIPLES);
    // `shot and wounded the teacher`: both verbs have the object.
    let next = if view.any(i + 1, &["and", "or"]) && is_past_participle(view, i + 2) { i + 3 } else { i + 1 };
    let voice = if !active && is_past_participle(view, i) && !has_object(view, next) && passes(view, i) {
        Voice::Passive
    } else {
        Voice::Active
    };
    Some(VerbGroup { head: i, last: i + 1, voice, auxiliary: false, negated: false })
}

/// True if a participle without auxiliary can be passive: `12 people injured`, but not `12 people died`.
fn passes(view: &View<'_>, i: usize) -> bool {
    view.has(i, TRANSITIVE)
        || view.any(i, &VIOLENCE)
        || view.any(i, &HOLDING)
        || view.any(i, &["taken", "driven", "thrown", "held"])
        || !view.has(i, IMPACT | VERB)
}

pub(in crate::enrich::figures) fn is_auxiliary(view: &View<'_>, i: usize) -> bool {
    view.has(i, AUXILIARY) && !(view.has(i, MONTH) && view.capitalised(i))
        || view.kind(i) == Some(TokenKind::Word) && view.any(i, &["get", "got", "gets", "getting"])
}

pub(super) fn is_be(view: &View<'_>, i: usize) -> bool {
    view.any(i, &FORMS_OF_BE)
}

/// A group that starts with an auxiliary.
fn chain(view: &View<'_>, first: usize) -> VerbGroup {
    let (mut auxiliary, mut negated) = (first, false);
    let mut at = first;
    while at < first + LONGEST_CHAIN {
        // `pre-emptively`.
        if view.hyphen(at + 1) && is_adverb(view, at + 2) {
            at += 3;
            continue;
        }
        if is_auxiliary(view, at) {
            auxiliary = at;
            negated |= view.text(at).ends_with("n't");
        } else if view.any(at, &["not", "never", "cannot", "no"]) {
            negated = true;
            // `no longer`.
            at += usize::from(view.is(at, "no") && view.is(at + 1, "longer"));
        } else if !(is_adverb(view, at) || view.is(at, "to") && takes_infinitive(view, at + 1)) {
            break;
        }
        at += 1;
    }
    let be = is_be(view, auxiliary);
    let group = |head, last, voice| VerbGroup { head, last, voice, auxiliary: true, negated };
    if be && is_past_participle(view, at) && (view.has(at, TRANSITIVE) || !view.has(at, IMPACT)) {
        return group(at, at + 1, Voice::Passive);
    }
    if be && !(ends(view, at, "ing") && !(view.has(at, IMPACT) && !view.has(at, TRANSITIVE))) {
        return group(auxiliary, at, Voice::Copula);
    }
    if be || opens_verb(view, at) {
        group(at, at + 1, Voice::Active)
    } else {
        group(auxiliary, at, Voice::Copula)
    }
}

/// True if a word behind an auxiliary or `to` can be a main verb.
fn opens_verb(view: &View<'_>, i: usize) -> bool {
    plain(view, i) && !view.has(i, DETERMINER | PREPOSITION | PRONOUN | NUMBER | SCALE | HINT | RELATIVE)
}

fn takes_infinitive(view: &View<'_>, i: usize) -> bool {
    opens_verb(view, i) || is_auxiliary(view, i)
}

pub(super) fn is_adverb(view: &View<'_>, i: usize) -> bool {
    view.has(i, ADVERB) && !view.has(i, IMPACT)
        || plain(view, i) && view.text(i).len() > 4 && ends(view, i, "ly") && !view.any(i, &NOUNS_IN_LY)
        || view.any(i, &["thus", "so", "far", "since"]) && !view.is(i + 1, "that")
}

/// Past participle by its form; also a simple past in `-ed`.
pub(super) fn is_past_participle(view: &View<'_>, i: usize) -> bool {
    plain(view, i)
        && (view.text(i).len() > 3 && ends(view, i, "ed") && !view.any(i, &NOUNS_IN_ED)
            || view.any(i, &PARTICIPLES))
}

/// A word that is a verb where it stands, with or without object.
pub(super) fn is_verb(view: &View<'_>, i: usize) -> bool {
    if !plain(view, i) || view.hyphen(i + 1) || view.hyphen(i.wrapping_sub(1)) || is_adverb(view, i) {
        return false;
    }
    let listed = view.has(i, VERB | SPEECH | TRANSITIVE)
        || view.has(i, IMPACT) && !view.has(i, PERSON | PLURAL)
        || view.has(i, CHANGE) && !view.any(i, &CHANGE_PARTICLES)
        || view.any(i, &FINITE);
    (listed || is_past_participle(view, i)) && !is_modifier(view, i) && !is_noun(view, i)
}

/// `the wounded men`, `in flooded areas`, `30 armed men`: an adjective or a noun by the word before it.
fn is_modifier(view: &View<'_>, i: usize) -> bool {
    let mut before = i.wrapping_sub(1);
    while is_adverb(view, before) {
        before = before.wrapping_sub(1);
    }
    let noun_follows = plain(view, i + 1)
        && !view.has(i + 1, PREPOSITION | AUXILIARY | DETERMINER | RELATIVE | ADVERB | PRONOUN);
    let opens = view.has(before, DETERMINER | ARTICLE) && !view.has(before, PRONOUN)
        || view.has(before, PREPOSITION) && !view.any(before, &["than", "to"])
        || view.kind(before) == Some(TokenKind::Possessive);
    let counted = view.is_number(before) || view.has(before, NUMBER | SCALE | HINT);
    opens && !is_participle_of(view, before, i)
        || counted
            && noun_follows
            && !has_object(view, i + 1)
            && is_past_participle(view, i)
            && !view.has(i + 1, VERB)
}

/// `as of reported`, `after killing`: a gerund behind a preposition is a verb.
fn is_participle_of(view: &View<'_>, before: usize, i: usize) -> bool {
    view.has(before, PREPOSITION) && ends(view, i, "ing")
}

/// Words of the verb lists that are nouns here: `a rescue`, `reports of`, `the death of`.
fn is_noun(view: &View<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    view.is(i + 1, "of") && !ends(view, i, "ed")
        || view.any(i, &NOUNS_LIKE_VERBS)
            && (view.has(before, DETERMINER | PREPOSITION)
                || view.kind(before) == Some(TokenKind::Possessive))
}

/// True if an object starts at a token: a determiner, a number, a name or a noun.
pub(super) fn has_object(view: &View<'_>, i: usize) -> bool {
    let name = view.capitalised(i) && view.is_word(i) && !plain(view, i) && !view.has(i, WEEKDAY | MONTH);
    let quantity = view.has(i, QUALIFIER) && !view.any(i, &PARTICLES_BEFORE_COUNT)
        || view.any(i, &["at"]) && view.any(i + 1, &["least", "most"])
        || view.any(i, &APPROXIMATIONS)
            && (i + 1..i + 5).any(|at| quantity(view, at) && !reject::looks_like_year(view.text(at)));
    let noun = plain(view, i)
        && !view.is(i, "include")
        && !view.has(
            i,
            PREPOSITION
                | crate::lexicon::CONJUNCTION
                | AUXILIARY
                | ADVERB
                | RELATIVE
                | VERB
                | SPEECH
                | PRONOUN
                | crate::lexicon::TIME,
        )
        && !is_adverb(view, i)
        && (!view.has(i, IMPACT) || view.has(i, IMPACT_NOUN) && !view.any(i, &STATES_OF_VICTIMS))
        && !is_past_participle(view, i)
        && !ends(view, i, "ing");
    quantity
        || name
        || view.has(i, DETERMINER | NUMBER | HINT | ARTICLE) && !dated(view, i)
        || view.has(i, PRONOUN) && !view.any(i, &["there", "here"])
        || view.is_number(i)
        || noun
}

fn quantity(view: &View<'_>, i: usize) -> bool {
    view.is_number(i) || view.has(i, NUMBER | SCALE | HINT)
}

/// `this week`, `the next day`, `last year`: when, not whom.
fn dated(view: &View<'_>, i: usize) -> bool {
    view.any(i, &DATE_DETERMINERS)
        && (view.has(i + 1, crate::lexicon::TIME | WEEKDAY | crate::lexicon::UNIT)
            || view.any(i + 1, &["day", "way"]))
}
