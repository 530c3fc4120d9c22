//! The second speaker of a sentence whose verb stands but once: `Police put the crowd at 60,000 and organisers at 150,000`.

use super::frame::{Frame, Shape};
use super::rules;
use super::text::Text;
use super::unit::Unit;
use super::verb::is_verb;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::{AUXILIARY, NUMBER, PREPOSITION, QUALIFIER};

patterns! {
    "attribution":
    /// Words between a speaker and the number: `the union at least 60`.
    QUALIFIES_WITH_NEXT = ["at|up least|most|to ^", "more|fewer|less than ^"];
}

/// Most tokens of the words that name the second speaker.
const LONGEST: usize = 7;

/// Adds the frames of speakers without a verb of their own behind the last one that gives a count.
pub(super) fn add(text: &Text<'_>, unit: &Unit, frames: &mut Vec<Frame>) {
    let view = &text.view;
    // `The survey puts the Liberals at 41 per cent, the Greens at 35`: a poll puts all of them.
    let polls =
        |frame: &&Frame| frame.speaker.clone().any(|i| view.any(i, &["poll", "polls", "survey", "pollster"]));
    let Some(frame) = frames.last().filter(|frame| !polls(frame)) else { return };
    let from = frame.own.end.max(frame.verb + 1);
    let gives = frame.shape == Shape::Object || view.is(frame.verb + 1, "of");
    let found = if let Some(model) = (from..unit.end).find(|&i| gives && leads_to_number(view, i)) {
        let same =
            |i: &usize| leads_to_number(view, *i) && view.text(*i).eq_ignore_ascii_case(view.text(model));
        let behind = (model + 1..unit.end).filter(same);
        behind.filter_map(|at| Some((speaker_before(text, model, at)?, at))).collect::<Vec<_>>()
    } else if let Some(model) =
        (frame.verb + 1..frame.verb + 4).find(|&i| !view.has(i, QUALIFIER)).filter(|&i| is_numeral(view, i))
    {
        // `The ministry counted 90,000 people, the union 400,000`, `Police said about 2,000 marched, organisers 10,000`.
        let lone = |i: &usize| is_numeral(view, *i) && !is_numeral(view, *i - 1);
        let behind = (model + 2..unit.end).filter(lone);
        let qualified = behind.map(|at| start_of_count(view, at));
        qualified.filter_map(|at| Some((speaker_before(text, model, at)?, at - 1))).collect()
    } else {
        Vec::new()
    };
    frames.extend(found.into_iter().map(|(speaker, verb)| Frame {
        rule: rules::GAPPED,
        shape: Shape::Object,
        verb,
        own: speaker.start..verb + 1,
        speaker,
        denies: false,
    }));
}

/// The first token of a number with the words that qualify it.
fn start_of_count(view: &View<'_>, number: usize) -> usize {
    let mut at = number;
    loop {
        at -= match at {
            _ if QUALIFIES_WITH_NEXT.begin(view, at) => 2,
            _ if at > view.start && view.has(at - 1, QUALIFIER) => 1,
            _ => return at,
        };
    }
}

fn is_numeral(view: &View<'_>, i: usize) -> bool {
    view.is_number(i) || view.has(i, NUMBER)
}

/// True for `at` or `of` before a number and the words that qualify it.
fn leads_to_number(view: &View<'_>, i: usize) -> bool {
    view.any(i, &["at", "of"])
        && (i + 1..i + 5)
            .take_while(|&at| is_numeral(view, at) || view.has(at, QUALIFIER))
            .any(|at| is_numeral(view, at))
        && !view.any(i + 1, &["least", "most"])
}

/// The words between a joint and a preposition, if they name somebody who can speak.
fn speaker_before(text: &Text<'_>, model: usize, at: usize) -> Option<std::ops::Range<usize>> {
    let view = &text.view;
    let joint = (model + 1..at)
        .rev()
        .take(LONGEST)
        .find(|&i| view.any(i, &["and", "while", "but"]) || matches!(view.text(i), "," | ";"))?;
    let words = joint + 1..at;
    let plain = words.clone().all(|i| {
        text.name_at(i).is_some()
            || view.is_word(i) && !is_verb(view, i) && !view.has(i, AUXILIARY | PREPOSITION)
    });
    let speaks = words.clone().any(|i| text.may_speak(i) || text.name_at(i).is_some());
    (!words.is_empty() && plain && speaks).then_some(words)
}
