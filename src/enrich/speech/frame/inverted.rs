//! Inversion: `," said X`.

use std::ops::Range;

use crate::enrich::speech::subject::{Part, is_manner};
use crate::enrich::speech::verb::{self, is_behind_content};
use crate::lexicon::{
    ADVERB, AUXILIARY, DETERMINER, MONTH, PREPOSITION, PRONOUN, RELATIVE, SPEECH, TIME, VERB, WEEKDAY,
};

/// `," said X`.
pub(super) fn inverted(part: &Part<'_>, verb: usize) -> Option<Range<usize>> {
    let view = &part.view;
    let behind = is_behind_content(&part.text.view, verb);
    if !behind || view.any(verb, &["told", "tells", "believes", "expects"]) || !view.has(verb, SPEECH) {
        return None;
    }
    let next = verb + 1;
    let names = view.has(next, DETERMINER)
        || part.text.may_speak(next)
        || view.capitalised(next) && !view.has(next, WEEKDAY | MONTH)
        || names_somebody_soon(part, next);
    if !names || view.has(next, PRONOUN) && !view.any(next, &["he", "she", "they"]) {
        return None;
    }
    // `Smith, a spokesman, said police had`: before an inversion stands a clause or a quotation.
    let quoted =
        part.text.view.is_quote(verb.wrapping_sub(1)) || part.text.view.is_quote(verb.wrapping_sub(2));
    let question = matches!(view.text(verb.wrapping_sub(1)), "?" | "!");
    let relative = (view.start..verb).find(|&i| view.any(i, &["who", "whose"])).unwrap_or(verb);
    let clause = (view.start..relative.min(verb - 1))
        .any(|i| verb::is_verb(view, i) && part.text.name_at(i).is_none());
    // A real quotation stands before the part: what is said holds it.
    let behind_quotation = part.text.is_quoted(view.start.wrapping_sub(2));
    if !(quoted || question || clause || behind_quotation) {
        return None;
    }
    // Nor does the speaker go on to do something: `…, said the data would not change`.
    part.behind(next).filter(|speaker| {
        let last = speaker.end;
        let acts = view.has(last, AUXILIARY) || view.has(last, VERB) && !view.has(last, SPEECH);
        let goes_on = quoted && view.any(speaker.start, &["he", "she", "they"]) && !ends_pronoun(part, last);
        !acts && !goes_on
    })
}

/// `said coast guard spokesman Jo Berg`: plain words lead to a role or a name.
fn names_somebody_soon(part: &Part<'_>, from: usize) -> bool {
    let view = &part.view;
    let plain = |i: &usize| {
        (view.is_word(*i) || view.hyphen(*i) || view.is_number(*i))
            && !view.has(*i, DETERMINER | AUXILIARY | RELATIVE | PREPOSITION | PRONOUN)
            && !verb::is_verb(view, *i)
    };
    (from..view.end.min(from + 7))
        .take_while(plain)
        .any(|i| part.text.person_at(i).is_some() || part.text.is_role(i))
}

/// `," said he` and nothing that goes on as a clause.
fn ends_pronoun(part: &Part<'_>, at: usize) -> bool {
    let view = &part.view;
    view.stops(at) || is_manner(view, at) || view.has(at, PREPOSITION | WEEKDAY | TIME | ADVERB)
}
