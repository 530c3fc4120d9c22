//! Verbs of saying: the words that are one where they stand. The lexicon has the frame of each verb.

use super::text::Text;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, COUNTING, DATA, DETERMINER, FUNDS, GIVES, NEEDS_CUE, NEEDS_SUBJECT, NOUN_TOO, NUMBER,
    PERSON, PREPOSITION, PRONOUN, QUALIFIER, SCALE, SOURCE, SPEAKER, SPEECH, TALLY, VERB,
};

word_lists! {
    "attribution":
    PROMISES, STORIES,
}

patterns! {
    "attribution":
    /// `team Said`, `of Port Said, have`: a part of a heading or of a name.
    NAME_WORD = ["<lower> ^ <capital>", "of <capital> ^ <capital>"];
    SEES_MEASURE = ["!AUXILIARY ^ sees|see <number> UNIT|SCALE|CURRENCY|%", "!AUXILIARY ^ sees|see <any> of|at <number> UNIT|SCALE|CURRENCY|%"];
    /// `estimates growth of 2%`.
    OF_NUMBER = ["^ <lower> of|at <number>", "^ a|an <lower>? <lower> of|at <number>"];
    /// `four Gulf Arab states agreed`: a noun before its verb.
    NOUN_BEFORE_VERB = ["^ states AUXILIARY|VERB|*ed"];
    /// `the money promised after the floods`: a participle that narrows what is no speaker.
    NARROWING = ["money|aid|cash|funds ^ *ed"];
    /// `put the visitors in front`: no number is put.
    PUT_AHEAD = ["^ in front|charge", "^ ahead|up|through|level"];
}

/// True if a word that may be a noun or another verb is one of saying where it stands.
pub(super) fn is_saying(text: &Text<'_>, verb: usize) -> bool {
    let view = &text.view;
    let before = verb.wrapping_sub(1);
    let infinitive = view.is(before, "to") && !view.any(before.wrapping_sub(1), &["continued", "went", "on"]);
    if infinitive
        || NAME_WORD.begin(view, verb)
        || NARROWING.begin(view, verb)
        || NOUN_BEFORE_VERB.begin(view, verb)
        || view.has(before, DETERMINER)
        || text.is_possessive(before)
        || text.name_at(verb).is_some()
    {
        return false;
    }
    let speaks = !view.has(verb, NEEDS_CUE) || has_cue(view, verb);
    let subject = !view.has(verb, NEEDS_SUBJECT) || says(view, verb) || has_subject(text, verb);
    let verbal = !view.has(verb, NOUN_TOO) || is_verb_here(text, verb);
    speaks && subject && verbal && special(text, verb)
}

/// True if the words behind a verb show that something is said: `that`, a quotation, a colon, or nothing at all.
fn has_cue(view: &View<'_>, verb: usize) -> bool {
    says(view, verb)
        || is_behind_content(view, verb)
        || (verb.saturating_sub(8)..verb + 7).any(|i| view.is_quote(i))
        || (verb + 1..verb + 16).any(|i| view.text(i) == ":" && view.is_quote(i + 1))
}

fn says(view: &View<'_>, verb: usize) -> bool {
    let next = verb + 1;
    view.is(next, "that")
        || view.is_quote(next)
        || view.stops(next)
        || view.any(next, &["in", "on", "during", "at"])
        || view.is(next, "to") && (next + 1..next + 6).any(|i| view.is(i, "that") || view.is_quote(i))
}

/// True if a verb stands behind a comma or a quotation, where `said X` may follow what is said.
pub(super) fn is_behind_content(view: &View<'_>, verb: usize) -> bool {
    let before = verb.wrapping_sub(1);
    view.is_quote(before) || matches!(view.text(before), "," | "?" | "!" | "\u{2014}" | "\u{2013}")
}

fn has_subject(text: &Text<'_>, verb: usize) -> bool {
    let view = &text.view;
    let before = verb.wrapping_sub(1);
    helper_before(view, verb).is_some()
        || view.has(before, PERSON | SPEAKER | PRONOUN)
        || text.name_at(before).is_some()
}

/// `reports`, `estimates`, `claim`: a subject stands before the verb and no noun's words follow it.
fn is_verb_here(text: &Text<'_>, verb: usize) -> bool {
    let view = &text.view;
    let (before, next) = (verb.wrapping_sub(1), verb + 1);
    let word = view.text(verb);
    let singular = word.ends_with('s');
    let behind = verb.saturating_sub(8)..verb;
    // `According to the latest jobs report`: a noun.
    let source = behind.rev().take_while(|&i| !view.stops(i)).any(|i| view.has(i, SOURCE));
    let nominal = view.is(next, "of") || view.has(next, AUXILIARY) || view.has(before, PREPOSITION);
    if source || nominal || view.is(verb, "states") && view.capitalised(verb) {
        return false;
    }
    let goes_on = says(view, verb)
        || OF_NUMBER.begin(view, next)
        || view.has(next, DETERMINER | PRONOUN | ADVERB)
        || view.capitalised(next)
        || view.is_number(next)
        || view.is(next, "to");
    let inverted = is_behind_content(view, verb) && (view.capitalised(next) || view.has(next, DETERMINER));
    let names = view.has(before, PERSON | SPEAKER | PRONOUN) || text.name_at(before).is_some();
    let singular_subject = singular
        && !view.is(verb, "expects")
        && (view.has(before, DATA)
            || view.capitalised(before)
            || view.is_number(before) && view.capitalised(before.wrapping_sub(1))
            || inverted);
    let apart = singular && view.text(before) == "," && says(view, verb);
    let open = goes_on || !view.any(verb, &["reports", "estimates", "forecasts", "projects"]);
    open && (names || apart || singular_subject || view.has(before, ADVERB) || text.is_plural(before))
}

/// Verbs with a frame of their own.
fn special(text: &Text<'_>, verb: usize) -> bool {
    let view = &text.view;
    let (before, next) = (verb.wrapping_sub(1), verb + 1);
    match view.text(verb).to_ascii_lowercase().as_str() {
        "told" | "tells" => !(next..next + 4).any(|i| view.any(i, &STORIES)),
        _ if view.any(verb, &PROMISES) => !view.is(next, "to"),
        "agree" | "agrees" | "agreed" => view.is(next, "that"),
        "points" | "pointed" => {
            view.is(next, "out") && (view.is(next + 1, "that") || view.stops(next + 1))
                || view.is(next, "to") && says(view, verb)
        }
        "put" | "puts" => {
            let at = (next..next + 8).take_while(|&i| !view.stops(i)).find(|&i| view.any(i, &["at", "on"]));
            let ahead = at.is_some_and(|at| PUT_AHEAD.within(view, next..at));
            let object = !ahead && at.is_some_and(|at| at > next || view.is(at, "at"));
            !view.is_number(next)
                && object
                && at.is_some_and(|at| (at + 1..at + 6).any(|i| is_numeral(view, i)))
        }
        // `487 for eight declared`, `declared a day of mourning`: no saying.
        "declared" | "declares" => {
            !is_numeral(view, before) && (says(view, verb) || is_behind_content(view, verb))
        }
        "claimed" | "claims" => claims_something_said(view, verb),
        "reported" | "estimated" => {
            !(view.has(before, PREPOSITION)
                || view.stops(before) && !view.is_quote(before) && view.text(before) != ",")
        }
        "stated" | "alleged" | "confirmed" => {
            !view.lower(before)
                || !text.is_plural(next)
                || view.has(before, PERSON | SPEAKER)
                || text.name_at(before).is_some()
        }
        "asked" | "asks" => {
            view.is(next, "for") && (next + 1..next + 4).any(|i| is_numeral(view, i))
                || view.is_quote(next)
                || view.stops(next)
                || is_behind_content(view, verb)
        }
        _ => true,
    }
}

/// `gave a toll of 38`, `sees growth of 3%`: verbs of giving and seeing that take a count or an amount.
pub(super) fn gives_count(view: &View<'_>, verb: usize) -> bool {
    if !view.has(verb, GIVES) {
        return false;
    }
    if view.any(verb, &["spoke", "speaks", "spoken", "speak"]) {
        return view.is(verb + 1, "of") && (verb + 2..verb + 5).any(|i| is_numeral(view, i));
    }
    // `Reuters counted 17 bodies`, `The UN has verified 11,000 deaths`.
    if view.any(verb, &["counted", "tallied", "documented", "verified"]) {
        return (verb + 1..verb + 4).take_while(|&i| !view.stops(i)).any(|i| is_numeral(view, i));
    }
    // `The exchange sees 24.3 million tons`.
    if SEES_MEASURE.begin(view, verb) {
        return true;
    }
    let object = (verb + 1..verb + 9).take_while(|&i| !view.stops(i));
    let counts = object
        .clone()
        .any(|i| view.has(i, COUNTING | TALLY | FUNDS | DATA) || view.any(i, &["chance", "growth", "toll"]));
    let number =
        object.clone().any(|i| is_numeral(view, i)) || view.any(verb + 1, &["these", "the", "following"]);
    counts && number
}

fn is_numeral(view: &View<'_>, i: usize) -> bool {
    view.is_number(i) || view.has(i, NUMBER)
}

/// `claimed 12 lives`, `claimed victory` say nothing.
fn claims_something_said(view: &View<'_>, verb: usize) -> bool {
    static TAKEN_THINGS: WordList = WordList::new("attribution", "TAKEN_THINGS");
    let next = verb + 1;
    let within = |width: usize| (next..next + width).take_while(|&i| !view.stops(i));
    if within(6).any(|i| view.any(i, &TAKEN_THINGS)) {
        return false;
    }
    let clause =
        within(8).any(|i| view.any(i, &["that", "to"]) || view.has(i, AUXILIARY | VERB) || view.is_quote(i));
    // `organisers claimed 200,000`: a number alone.
    let lone = (next..next + 4).find(|&i| !view.has(i, QUALIFIER)).filter(|&i| is_numeral(view, i));
    let lone = lone.is_some_and(|i| view.stops(i + 1 + usize::from(view.has(i + 1, SCALE))));
    clause
        || lone
        || (next..next + 2).any(|i| view.is_quote(i))
        || says(view, verb)
            && !(view.is(verb, "claims") && view.stops(next) && view.lower(verb.wrapping_sub(1)))
}

/// The auxiliary before a verb, over adverbs.
pub(super) fn helper_before(view: &View<'_>, verb: usize) -> Option<usize> {
    let mut i = verb;
    while i > view.start && view.has(i - 1, ADVERB) && !view.has(i - 1, AUXILIARY) {
        i -= 1;
    }
    (i > view.start && view.has(i - 1, AUXILIARY)).then(|| i - 1)
}

/// True if a token is a verb form, as far as the lexicon and its ending show.
pub(super) fn is_verb(view: &View<'_>, i: usize) -> bool {
    view.has(i, AUXILIARY | VERB | SPEECH) && !view.has(i, DATA | SPEAKER | PERSON)
        || view.lower(i) && view.text(i).len() > 4 && view.text(i).ends_with("ed")
}
