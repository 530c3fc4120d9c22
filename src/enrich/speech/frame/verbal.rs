//! Frames of a verb of saying or showing, active and passive.

use super::inverted::inverted;
use super::tail::{behind_words, colon_soon};
use super::{Frame, Shape};
use crate::enrich::speech::rules;
use crate::enrich::speech::subject::Part;
use crate::enrich::speech::verb::{self, helper_before};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{ADVERB, AUXILIARY, DATA, SHOWS, SPEECH};

word_lists! {
    "attribution":
    FORMS_OF_BE, MODALS, NEGATIONS,
}

pub(super) fn verb_frame(part: &Part<'_>, verb: usize, earlier: &[Frame]) -> Option<Frame> {
    let view = &part.view;
    let helper = helper_before(view, verb);
    if helper.is_some_and(|i| view.any(i, &MODALS)) || is_negated(view, verb) {
        return None;
    }
    let progressive = helper.is_some_and(|i| view.any(i, &["is", "are", "was", "were"]));
    if view.text(verb).to_ascii_lowercase().ends_with("ing") && !progressive {
        return participle(part, verb, earlier);
    }
    if helper.is_some_and(|i| view.any(i, &FORMS_OF_BE))
        && !view.text(verb).to_ascii_lowercase().ends_with("ing")
    {
        return passive(part, verb);
    }
    if let Some(speaker) = inverted(part, verb) {
        let mut frame = Frame::new(rules::INVERTED, Shape::Inverted, verb, speaker);
        frame.own.end = behind_words(part, frame.own.end, verb);
        return Some(frame);
    }
    let before =
        verb - (view.start..verb).rev().take_while(|&i| view.has(i, ADVERB) && !view.is(i, "there")).count();
    let joined = view.any(before.wrapping_sub(1), &["and", "but", "then"]) && before > view.start;
    let (rule, speaker) = if joined {
        (rules::JOINED, part.first_subject(before - 1)?)
    } else {
        (rules::SUBJECT, part.before(verb)?)
    };
    // `If the president says he is sorry, …`: nobody has said it.
    if view.any(speaker.start.wrapping_sub(1), &["if", "unless"]) {
        return None;
    }
    let data = speaker.clone().any(|i| view.has(i, DATA));
    if view.has(verb, SHOWS) && !view.has(verb, SPEECH) && !data {
        return None;
    }
    let puts = view.any(verb, &["put", "puts"])
        || verb::gives_count(view, verb)
        || view.any(verb, &["asked", "asks"]) && view.is(verb + 1, "for");
    let (rule, shape) = match () {
        () if puts => (rules::PUT_AT, Shape::Object),
        () if view.has(verb, SHOWS) && data => (rules::DATA_SHOW, Shape::Subject),
        () => (rule, Shape::Subject),
    };
    let open = part.open_of(&speaker);
    let mut frame = Frame::new(rule, shape, verb, speaker);
    frame.own.start = frame.own.start.min(open);
    if joined {
        frame.own.start = before;
    }
    if !puts {
        frame.own.end = behind_words(part, verb + 1, verb);
        if let Some(colon) = colon_soon(part, frame.own.end) {
            frame.own.end = colon;
        }
    }
    Some(frame)
}

/// `did not say`, `has never said`.
fn is_negated(view: &View<'_>, verb: usize) -> bool {
    let near = verb.saturating_sub(3).max(view.start)..verb;
    near.rev().take_while(|&i| view.has(i, ADVERB | AUXILIARY)).any(|i| view.any(i, &NEGATIONS))
}

/// `He went on, saying …`: the subject of the sentence speaks.
fn participle(part: &Part<'_>, verb: usize, earlier: &[Frame]) -> Option<Frame> {
    let view = &part.view;
    let before = verb.wrapping_sub(1);
    let open = view.text(before) == "," || view.is(before, "by") || part.text.view.is_quote(before);
    let named = part.text.person_at(before).is_some();
    if !open && (named || !view.is(verb, "saying")) {
        return None;
    }
    let inside = |frame: &&Frame| frame.verb >= part.view.start.saturating_sub(200);
    // `rejected the figure given by lawyers, saying …`: the subject goes on, not the lawyers.
    let mut speakers = earlier.iter().rev().filter(|frame| frame.rule != rules::GIVEN_BY);
    let last = speakers.next().filter(inside).map(|frame| frame.speaker.clone());
    let speaker = last.or_else(|| part.first_subject(verb))?;
    let mut frame = Frame::new(rules::PARTICIPLE, Shape::Behind, verb, speaker);
    frame.own = verb..behind_words(part, verb + 1, verb);
    Some(frame)
}

/// `was quoted by the agency as saying`, `it was said by the minister`.
fn passive(part: &Part<'_>, verb: usize) -> Option<Frame> {
    let view = &part.view;
    if view.any(verb, &["quoted"]) {
        let speaker = part.before(verb)?;
        let saying = (verb + 1..verb + 10).find(|&i| view.any(i, &["saying"]));
        let mut frame = Frame::new(rules::QUOTED_AS, Shape::Subject, verb, speaker);
        frame.own.end = saying.map_or(verb + 1, |i| i + 1);
        return Some(frame);
    }
    let by = (verb + 1..(verb + 4).min(view.end)).find(|&i| view.is(i, "by"))?;
    let speaker = part.behind(by + 1)?;
    Some(Frame::new(rules::SAID_BY, Shape::Sentence, verb, speaker))
}
