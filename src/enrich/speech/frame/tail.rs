//! The words behind a verb of saying that belong to it: to whom, when and where something is said.

use crate::enrich::speech::subject::{Part, is_manner};
use crate::enrich::speech::verb;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADDRESSED, AUXILIARY, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, RELATIVE, SPEAKER, TIME, WEEKDAY,
};

word_lists! {
    "attribution":
    ADVERBIAL_PREPOSITIONS, LATER_ADVERBS, QUANTIFIERS_BEHIND_AT,
}

/// The end of the words that tell whom, when and where something is said: `told reporters in Lima on Monday`.
pub(super) fn behind_words(part: &Part<'_>, from: usize, verb: usize) -> usize {
    let view = &part.view;
    let mut at = from;
    if view.is(at, "out") {
        at += 1;
    }
    if view.has(verb, ADDRESSED) && !view.is(at, "that") {
        at = behind_addressee(part, at);
    }
    while at < view.end {
        let next = behind_adverbial(part, at);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

/// `writes from the stop in Stillorgan: "…"`: the colon before a quotation, where nothing is said before it.
pub(super) fn colon_soon(part: &Part<'_>, from: usize) -> Option<usize> {
    let view = &part.text.view;
    let colon = (from..from + 16).find(|&i| view.text(i) == ":")?;
    let plain = (from..colon).all(|i| !view.stops(i) && !verb::is_verb(view, i) && !view.is(i, "that"));
    (plain && view.is_quote(colon + 1)).then_some(colon)
}

/// `told Reuters he`, `told a news conference that`, `told police`.
fn behind_addressee(part: &Part<'_>, at: usize) -> usize {
    let view = &part.view;
    if let Some(name) = part.text.name_at(at).filter(|name| !part.text.is_possessive(name.tokens.end)) {
        return name.tokens.end;
    }
    if view.has(at, PRONOUN) {
        return at + 1;
    }
    let mut end = at;
    while end < view.end && end < at + 10 {
        let noun = view.is_word(end) || part.text.is_possessive(end) || view.hyphen(end);
        let stop = view.has(end, RELATIVE | PRONOUN | AUXILIARY | PREPOSITION)
            || end > at && view.has(end, DETERMINER);
        if !noun || stop || view.is_quote(end) {
            break;
        }
        end += 1;
        if end > at && (part.text.name_at(end).is_some() && part.text.name_at(end - 1).is_some()) {
            continue;
        }
        let person = view.has(end - 1, PERSON | SPEAKER)
            || view.any(end - 1, &["reporters", "journalists", "conference", "lawmakers"]);
        let plural = part.text.is_plural(end - 1);
        if (person && plural || view.is(end - 1, "conference")) && !view.has(end, PERSON | SPEAKER) {
            break;
        }
    }
    if end == at { at } else { end }
}

/// `on Monday`, `in a statement`, `late on Friday`, `later`.
fn behind_adverbial(part: &Part<'_>, at: usize) -> usize {
    let view = &part.view;
    let dated = |i: usize| view.has(i, WEEKDAY | MONTH | TIME);
    if dated(at) || is_manner(view, at) || view.any(at, &LATER_ADVERBS) {
        let mut next = at + 1;
        while view.is_number(next) && view.has(next - 1, MONTH) || dated(next) {
            next += 1;
        }
        return next;
    }
    if view.any(at, &["there", "here"]) && (view.is(at + 1, "that") || view.stops(at + 1)) {
        return at + 1;
    }
    let places = view.any(at, &ADVERBIAL_PREPOSITIONS);
    if !places || view.any(at + 1, &QUANTIFIERS_BEHIND_AT) || view.text(at + 1).ends_with("ing") {
        return at;
    }
    let mut next = at + 1;
    let mut noun = false;
    while next < view.end && next < at + 12 {
        let month = view.has(next, MONTH | WEEKDAY | TIME);
        if view.is_number(next) && !(view.has(next - 1, MONTH) || view.has(next + 1, MONTH)) {
            return at;
        }
        let word =
            view.is_word(next) || view.hyphen(next) || view.is_number(next) || part.text.is_possessive(next);
        let ends = !word
            || view.has(next, RELATIVE | PREPOSITION | AUXILIARY | PRONOUN)
            || noun
                && (view.has(next, DETERMINER)
                    || view.has(next, PERSON | SPEAKER) && part.text.is_plural(next));
        if ends {
            break;
        }
        // Behind a day or a name nothing of the phrase follows.
        let named = part.text.name_at(next).map(|name| name.tokens.end);
        noun |= !view.has(next, DETERMINER);
        next = named.unwrap_or(next + 1).max(next + 1);
        let closed = month && !view.has(next, MONTH | TIME) && !view.is_number(next);
        if closed {
            break;
        }
    }
    // `said in Lima protesters had gone`: a verb right behind makes the words the subject of what is said.
    if noun && !verb::is_verb(view, next) { next } else { at }
}
