//! Verbs of saying and the frames they open.

use super::super::lexicon::{
    ADVERB, AUXILIARY, DATA, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, RELATIVE, SHOWS, SOURCE,
    SPEAKER, SPEECH, TIME, WEEKDAY,
};
use super::super::view::View;
use super::quotes::{Quote, is_inside};
use super::{Frame, subject};

/// Adds the frames of a sentence. `last` is the speaker before, for pronouns.
pub(super) fn find(view: &View<'_>, quotes: &[Quote], last: Option<(usize, usize)>, frames: &mut Vec<Frame>) {
    let from = frames.len();
    let mut last = last;
    for verb in view.start..view.end {
        let source = view.has(verb, SOURCE);
        if !view.has(verb, SPEECH | SHOWS | SOURCE) || is_inside(quotes, verb) {
            continue;
        }
        let found = if source { source_frame(view, verb) } else { verb_frame(view, verb, &frames[from..]) };
        if let Some(mut frame) = found {
            frame.speaker = resolve(view, frame.speaker, last);
            last = Some(frame.speaker);
            frames.push(frame);
        }
    }
}

/// A pronoun stands for the speaker before.
fn resolve(view: &View<'_>, speaker: (usize, usize), last: Option<(usize, usize)>) -> (usize, usize) {
    let personal = view.any(speaker.0, &["he", "she", "him", "her"]);
    let wide = view.window(0, view.end);
    let last = last.filter(|&(first, end)| {
        // A body is no `he`.
        let people = (first..end).any(|i| wide.has(i, PERSON));
        let body = wide.any(first, &["the", "a"]) || (first..end).any(|i| wide.has(i, SPEAKER));
        people || !(personal && body)
    });
    let pronoun =
        view.any(speaker.0, &["he", "she", "they", "it", "him", "her", "them"]) && speaker.1 == speaker.0 + 1;
    if pronoun { last.or_else(|| name_before(view, speaker.0)).unwrap_or(speaker) } else { speaker }
}

/// The last run of capitalised words before a token that is the name of a person or body, to resolve a pronoun.
fn name_before(view: &View<'_>, i: usize) -> Option<(usize, usize)> {
    let wide = view.window(0, i);
    let lowest = i.saturating_sub(80);
    let mut last = i;
    while last > lowest {
        let at = last - 1;
        let name = |at: usize| {
            wide.is_word(at)
                && wide.capitalised(at)
                && !wide.has(at, WEEKDAY | MONTH | PRONOUN | DETERMINER | PREPOSITION | ADVERB)
        };
        if name(at) {
            let mut first = at;
            while first > lowest && name(first - 1) && !wide.glued(first) {
                first -= 1;
            }
            if last - first >= 2 {
                return Some((first, last));
            }
            last = first;
        }
        last = last.saturating_sub(1);
    }
    None
}

/// `according to X`, `citing X`.
fn source_frame(view: &View<'_>, verb: usize) -> Option<Frame> {
    let from = verb + 1 + usize::from(view.is(verb + 1, "to"));
    if view.is(verb, "according") && from == verb + 1 {
        return None;
    }
    let speaker = subject::behind(view, from)?;
    Some(Frame { speaker, content: (view.start, view.end), verb })
}

fn verb_frame(view: &View<'_>, verb: usize, earlier: &[Frame]) -> Option<Frame> {
    if !may_speak(view, verb) {
        return None;
    }
    let before = verb.wrapping_sub(1);
    let participle = view.text(verb).to_ascii_lowercase().ends_with("ing");
    let helper = helper_before(view, verb);
    if participle && !helper.is_some_and(|i| view.any(i, &["is", "are", "was", "were"])) {
        // `He went on, saying …`: the subject of the sentence speaks.
        if !(view.text(before) == "," || view.is(before, "by")) && !view.any(verb, &["saying"]) {
            return None;
        }
        let speaker = earlier.last().map(|frame| frame.speaker).or_else(|| first_subject(view, verb))?;
        return Some(Frame { speaker, content: (verb, view.end), verb });
    }
    if !participle && helper.is_some_and(|i| is_passive_helper(view, i)) {
        // `was quoted by the agency as saying`, `it was said by the minister`.
        let by = (verb + 1..(verb + 4).min(view.end)).find(|&i| view.is(i, "by"))?;
        if view.any(verb, &["quoted"]) {
            let speaker = subject::before(view, verb)?;
            return Some(Frame { speaker, content: (view.start, view.end), verb });
        }
        let speaker = subject::behind(view, by + 1)?;
        return Some(Frame { speaker, content: (view.start, view.end), verb });
    }
    if let Some(speaker) = inverted(view, verb) {
        return Some(Frame { speaker, content: (view.start, view.end), verb });
    }
    let speaker = subject::before(view, verb)?;
    if view.has(verb, SHOWS) && !view.has(verb, SPEECH) && !(speaker.0..speaker.1).any(|i| view.has(i, DATA))
    {
        return None;
    }
    let suffix = ends_speech(view, verb) && speaker.0 > view.start && opens_after_content(view, speaker.0);
    let content = if suffix { (view.start, view.end) } else { (verb, view.end) };
    Some(Frame { speaker, content, verb })
}

/// Whether a word that may be a noun or another verb is one of saying here.
fn may_speak(view: &View<'_>, verb: usize) -> bool {
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
        || view.any(next, &["in", "on", "during", "to", "at"]);
    match word.as_str() {
        "wrote" | "writes" | "added" | "adds" | "adding" | "continued" | "noted" | "notes" | "posted"
        | "observed" | "maintained" | "concluded" | "responded" | "replied" | "complained" | "recalled"
        | "pointed" | "detailed" => {
            says || is_inverted_place(view, verb) || (next..next + 6).any(|i| view.is_quote(i))
        }
        "put" | "puts" => (next..next + 5).any(|i| view.is(i, "at")) && !view.is_number(next),
        "claimed" | "claims" => {
            !(next..next + 5).any(|i| view.any(i, &["lives", "life", "victory", "responsibility"]))
        }
        "asked" | "quoted" | "cited" | "expected" | "projected" | "believed" | "hopes" | "informed" => {
            helper_before(view, verb).is_some() || says || view.has(before, PERSON | SPEAKER | PRONOUN)
        }
        "reports" | "estimates" | "forecasts" | "notes " | "states" | "projects" | "claim" | "claims "
        | "report" | "estimate" | "forecast" | "project" | "warn" | "argue" | "think" | "expect"
        | "expects" | "believe" | "announce" | "confirm" | "predict" | "tweet" | "tweets" => {
            let expects = word == "expect" || word == "expects";
            let subject = view.has(before, PERSON | SPEAKER | PRONOUN | DATA)
                || !expects && (view.capitalised(before) || view.is_number(before))
                || view.has(before, ADVERB)
                || super::super::noun::is_plural(view, before);
            subject
                && !(word == "states" && view.capitalised(verb))
                && !view.is(next, "of")
                && !(view.has(next, AUXILIARY))
        }
        "reported" | "estimated" => {
            !(view.has(before, PREPOSITION)
                || view.stops(before) && !view.is_quote(before) && view.text(before) != ",")
        }
        "stated" | "alleged" | "confirmed" => {
            !view.lower(before)
                || !super::super::noun::is_plural(view, next)
                || view.has(before, PERSON | SPEAKER)
        }
        _ => true,
    }
}

/// The auxiliary before a verb, over adverbs.
fn helper_before(view: &View<'_>, verb: usize) -> Option<usize> {
    let mut i = verb;
    while i > view.start && view.has(i - 1, ADVERB) && !view.has(i - 1, AUXILIARY) {
        i -= 1;
    }
    (i > view.start && view.has(i - 1, AUXILIARY)).then(|| i - 1)
}

fn is_passive_helper(view: &View<'_>, i: usize) -> bool {
    view.any(i, &["was", "were", "is", "are", "been", "be", "being"])
}

fn is_inverted_place(view: &View<'_>, verb: usize) -> bool {
    let before = verb.wrapping_sub(1);
    view.is_quote(before) || view.text(before) == ","
}

/// `," said X`.
fn inverted(view: &View<'_>, verb: usize) -> Option<(usize, usize)> {
    if !is_inverted_place(view, verb) || view.any(verb, &["told", "tells", "informed", "believes", "expects"])
    {
        return None;
    }
    let next = verb + 1;
    let names = view.has(next, DETERMINER | PERSON | SPEAKER)
        || view.capitalised(next) && !view.has(next, WEEKDAY | MONTH);
    if !names || view.has(next, PRONOUN) && !view.any(next, &["he", "she", "they"]) {
        return None;
    }
    // `Smith, a spokesman, said police had`: before an inversion stands a clause or a quotation.
    let comma = (view.start..verb).find(|&i| view.text(i) == ",")?;
    let clause = view.is_quote(verb.wrapping_sub(1))
        || (view.start..comma)
            .any(|i| view.has(i, AUXILIARY | super::super::lexicon::VERB) || view.text(i).ends_with("ed"));
    if !clause {
        return None;
    }
    subject::behind(view, next)
}

/// The subject with which a sentence starts, for participles.
fn first_subject(view: &View<'_>, verb: usize) -> Option<(usize, usize)> {
    let first_verb = (view.start + 1..verb).find(|&i| {
        view.has(i, AUXILIARY | super::super::lexicon::VERB | SPEECH)
            || view.text(i).ends_with("ed") && view.lower(i)
    })?;
    subject::before(view, first_verb)
}

/// Whether nothing is said behind the verb: `, police said on Monday.`
fn ends_speech(view: &View<'_>, verb: usize) -> bool {
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
            .has(i, WEEKDAY | MONTH | TIME | ADVERB | PREPOSITION | DETERMINER | SPEAKER | PRONOUN)
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

/// Whether a subject stands behind what is said: after a comma, a dash or a quotation.
fn opens_after_content(view: &View<'_>, first: usize) -> bool {
    let before = first.wrapping_sub(1);
    matches!(view.text(before), "," | "\u{2014}" | "\u{2013}" | "--") || view.is_quote(before)
}
