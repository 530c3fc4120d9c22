//! The second speaker of a sentence whose verb stands but once: `Police put the crowd at 60,000 and organisers at 150,000`.

use super::frame::{Frame, Shape};
use super::rules;
use super::text::Text;
use super::unit::Unit;
use super::verb::is_verb;
use crate::enrich::view::View;
use crate::lexicon::{AUXILIARY, NUMBER, PREPOSITION, QUALIFIER};

/// Most tokens of the words that name the second speaker.
const LONGEST: usize = 7;

/// Adds the frames of speakers without a verb of their own behind the last one that gives a count.
pub(super) fn add(text: &Text<'_>, unit: &Unit, frames: &mut Vec<Frame>) {
    let Some(frame) = frames.last().filter(|frame| frame.shape == Shape::Object || text.view.is(frame.verb + 1, "of"))
    else {
        return;
    };
    let view = &text.view;
    let from = frame.own.end.max(frame.verb + 1);
    let Some(model) = (from..unit.end).find(|&i| leads_to_number(view, i)) else { return };
    let mut at = model + 1;
    let mut found = Vec::new();
    while at < unit.end {
        let same = leads_to_number(view, at) && view.text(at).eq_ignore_ascii_case(view.text(model));
        if same && let Some(speaker) = speaker_before(text, model, at) {
            found.push(Frame {
                rule: rules::GAPPED,
                shape: Shape::Object,
                verb: at,
                own: speaker.start..at + 1,
                speaker,
                denies: false,
            });
        }
        at += 1;
    }
    frames.extend(found);
}

/// True for `at` or `of` before a number and the words that qualify it.
fn leads_to_number(view: &View<'_>, i: usize) -> bool {
    let numeral = |at: usize| view.is_number(at) || view.has(at, NUMBER);
    view.any(i, &["at", "of"])
        && (i + 1..i + 5).take_while(|&at| numeral(at) || view.has(at, QUALIFIER)).any(numeral)
        && !view.any(i + 1, &["least", "most"])
}

/// The words between a joint and a preposition, if they name somebody who can speak.
fn speaker_before(text: &Text<'_>, model: usize, at: usize) -> Option<std::ops::Range<usize>> {
    let view = &text.view;
    let joint = (model + 1..at).rev().take(LONGEST).find(|&i| {
        view.any(i, &["and", "while", "but"]) || matches!(view.text(i), "," | ";")
    })?;
    let words = joint + 1..at;
    let plain = words.clone().all(|i| {
        text.name_at(i).is_some() || view.is_word(i) && !is_verb(view, i) && !view.has(i, AUXILIARY | PREPOSITION)
    });
    let speaks = words.clone().any(|i| text.may_speak(i) || text.name_at(i).is_some());
    (!words.is_empty() && plain && speaks).then_some(words)
}
