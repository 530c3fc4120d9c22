//! Verbs of saying: which words are one here, and whether what is said stands before or behind them.

use super::super::lexicon::{
    ADVERB, AUXILIARY, DATA, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, RELATIVE, SOURCE, SPEAKER,
    TIME, VERB, WEEKDAY,
};
use super::super::noun::is_plural;
use super::super::view::View;
use super::frame::{helper_before, is_inverted_place};

/// True if a word that may be a noun or another verb is one of saying here.
pub(super) fn may_speak(view: &View<'_>, verb: usize) -> bool {
    let before = verb.wrapping_sub(1);
    let next = verb + 1;
    let word = view.text(verb).to_ascii_lowercase();
    if view.is(before, "to") && !view.any(before.wrapping_sub(1), &["continued", "went", "on"])
        || view.has(before, DETERMINER)
        || view.capitalised(verb) && verb > view.start && view.lower(before)
    {
        return false;
    }
    let says = view.is(next, "that")
        || view.is_quote(next)
        || matches!(view.text(next), "," | ":")
        || view.stops(next)
        || view.any(next, &["in", "on", "during", "at"])
        || view.is(next, "to") && (next + 1..next + 6).any(|i| view.is(i, "that") || view.is_quote(i));
    // `According to the latest jobs report`: a noun.
    let noun =
        || (verb.saturating_sub(8)..verb).rev().take_while(|&i| !view.stops(i)).any(|i| view.has(i, SOURCE));
    match word.as_str() {
        "told" | "tells" => {
            !(next..next + 4).any(|i| view.any(i, &["story", "stories", "tale", "tales", "lies"]))
        }
        "pledged" | "promised" | "vowed" => !view.is(next, "to"),
        "agree" | "agrees" | "agreed" => view.is(next, "that"),
        "points" | "pointed" => {
            view.is(next, "out") && (view.is(next + 1, "that") || view.stops(next + 1))
                || view.is(next, "to") && says
        }
        "wrote" | "writes" | "added" | "adds" | "adding" | "continued" | "noted" | "notes" | "posted"
        | "observed" | "maintained" | "concluded" | "responded" | "replied" | "complained" | "recalled"
        | "detailed" => says || is_inverted_place(view, verb) || (next..next + 6).any(|i| view.is_quote(i)),
        "put" | "puts" => (next..next + 5).any(|i| view.is(i, "at")) && !view.is_number(next),
        "claimed" | "claims" => {
            let clause = (next..next + 8)
                .take_while(|&i| !view.stops(i))
                .any(|i| view.any(i, &["that", "to"]) || view.has(i, AUXILIARY | VERB) || view.is_quote(i));
            let thing = (next..next + 6).take_while(|&i| !view.stops(i)).any(|i| {
                view.any(
                    i,
                    &[
                        "lives",
                        "life",
                        "victory",
                        "responsibility",
                        "title",
                        "crown",
                        "medal",
                        "prize",
                        "spot",
                    ],
                )
            });
            !thing
                && (clause
                    || says && !(word == "claims" && view.stops(next) && view.lower(before))
                    || view.is_quote(next)
                    || (next..next + 2).any(|i| view.is_quote(i)))
        }
        "reports" | "estimates" | "forecasts" | "projects"
            if !(says
                || view.has(next, DETERMINER | PRONOUN | ADVERB)
                || view.capitalised(next)
                || view.is_number(next)
                || view.is(next, "to")) =>
        {
            false
        }
        "asked" | "quoted" | "cited" | "expected" | "projected" | "believed" | "hopes" | "informed" => {
            helper_before(view, verb).is_some() || says || view.has(before, PERSON | SPEAKER | PRONOUN)
        }
        "reports" | "estimates" | "forecasts" | "states" | "projects" | "claim" | "report" | "estimate"
        | "forecast" | "project" | "warn" | "argue" | "think" | "expect" | "expects" | "believe"
        | "announce" | "confirm" | "predict" | "tweet" | "tweets" => {
            let expects = word == "expect" || word == "expects";
            let singular = word.ends_with('s');
            let subject = view.has(before, PERSON | SPEAKER | PRONOUN)
                || view.has(before, DATA) && singular
                || !expects && singular && view.capitalised(before)
                || singular && view.is_number(before) && view.capitalised(before.wrapping_sub(1))
                || view.has(before, ADVERB)
                || singular
                    && is_inverted_place(view, verb)
                    && (view.capitalised(next) || view.has(next, DETERMINER))
                || is_plural(view, before);
            subject
                && !noun()
                && !(word == "states" && view.capitalised(verb))
                && !view.is(next, "of")
                && !(view.has(next, AUXILIARY))
        }
        "reported" | "estimated" => {
            !(view.has(before, PREPOSITION)
                || view.stops(before) && !view.is_quote(before) && view.text(before) != ",")
        }
        "stated" | "alleged" | "confirmed" => {
            !view.lower(before) || !is_plural(view, next) || view.has(before, PERSON | SPEAKER)
        }
        _ => true,
    }
}

/// True if nothing is said behind the verb: `, police said on Monday.`
pub(super) fn ends_speech(view: &View<'_>, verb: usize) -> bool {
    let mut i = verb + 1;
    let mut steps = 0;
    while i < view.end && steps < 14 {
        if view.stops(i) {
            return !(view.text(i) == "," && view.is_quote(i + 1) || view.text(i) == ":" || view.is_quote(i));
        }
        if view.any(i, &["that", "there"]) || view.has(i, RELATIVE) {
            return false;
        }
        let adverbial = view
            .has(i, WEEKDAY | MONTH | TIME | ADVERB | PREPOSITION | DETERMINER | SPEAKER | PERSON | PRONOUN)
            || view.kind(i) == Some(crate::document::TokenKind::Possessive)
            || view.capitalised(i)
            || view.is_number(i)
            || view.any(
                i,
                &[
                    "statement",
                    "conference",
                    "interview",
                    "tweet",
                    "post",
                    "reporters",
                    "news",
                    "press",
                    "briefing",
                    "report",
                    "speech",
                    "email",
                    "e",
                    "-",
                    "mail",
                    "telephone",
                    "phone",
                    "television",
                    "journalists",
                    "parliament",
                    "release",
                    "court",
                    "hearing",
                    "meeting",
                    "event",
                    "letter",
                    "weekly",
                    "daily",
                    "state",
                    "local",
                    "media",
                ],
            );
        if !adverbial {
            return false;
        }
        i += 1;
        steps += 1;
    }
    i >= view.end
}
