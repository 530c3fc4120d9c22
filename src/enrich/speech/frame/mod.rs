//! Frames of speech: a verb or noun that says so, its speaker, and on which side of it stands what is said.

mod counting;
mod inverted;
mod tail;
mod verbal;
mod verbless;

use counting::{counting, given_by};
use std::ops::Range;
use verbal::verb_frame;
use verbless::without_verb;

use super::rules;
use super::subject::Part;
use super::text::Text;
use super::unit::Unit;
use super::verb::{self, is_saying};
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::{COUNTING, DENIES, GIVES, PREPOSITION, PRONOUN, SHOWS, SOURCE, SPEECH};

/// The side of a frame on which stands what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `X said …`, also `…, X said` and `…, X said, …`.
    Subject,
    /// `…, said X`.
    Inverted,
    /// `according to X`: all of the clause around it.
    Source,
    /// `by X's count`: all of the sentence.
    Sentence,
    /// `X put the toll at 38`: only what follows, and no clause.
    Object,
    /// `X was quoted as saying …`, `X: …`: only what follows.
    Behind,
}

/// Somebody says something.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) rule: Reason,
    pub(super) shape: Shape,
    /// The verb of saying, or the noun of counting.
    pub(super) verb: usize,
    /// The words that name the speaker.
    pub(super) speaker: Range<usize>,
    /// The words of the attribution itself: speaker, verb, whom it is told, when and where.
    pub(super) own: Range<usize>,
    /// `denied`: what follows is not what the speaker says.
    pub(super) denies: bool,
}

impl Frame {
    fn new(rule: Reason, shape: Shape, verb: usize, speaker: Range<usize>) -> Self {
        let own = speaker.start.min(verb)..speaker.end.max(verb + 1);
        Self { rule, shape, verb, speaker, own, denies: false }
    }
}

/// The frames of a unit, in the order of the text.
pub(super) fn find(text: &Text<'_>, unit: &Unit) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = unit.start;
    while at < unit.end {
        let view = &text.view;
        let candidate =
            view.has(at, SPEECH | SHOWS | SOURCE | COUNTING | DENIES | GIVES) || view.is(at, "per");
        if candidate && !text.is_quoted(at) {
            let part = part(text, unit, at);
            if let Some(frame) = frame_at(&part, at, &frames) {
                at = at.max(frame.own.end.saturating_sub(1)).max(frame.verb);
                frames.push(frame);
            }
        }
        at += 1;
    }
    if frames.is_empty() {
        frames.extend(without_verb(text, unit));
    }
    frames
}

/// The part of a unit between quotations in which a token stands. Turns of phrase in marks do not part it.
pub(super) fn part<'a>(text: &'a Text<'a>, unit: &Unit, at: usize) -> Part<'a> {
    let (mut start, mut end) = (unit.start, unit.end);
    for quotation in &text.quotations[text.quotations_in(unit.start..unit.end)] {
        if is_phrase(text, &quotation.tokens) {
            continue;
        }
        if quotation.tokens.end <= at {
            start = start.max(quotation.tokens.end + 1);
        } else if quotation.tokens.start > at {
            end = end.min(quotation.tokens.start - 1);
            break;
        }
    }
    Part { text, view: text.view.window(start.min(at), end.max(at + 1)).around(at) }
}

/// True for a turn of phrase in marks (`the "king" of pop`), which is no quotation of its own.
pub(super) fn is_phrase(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let view = &text.view;
    let closed = matches!(view.text(tokens.end - 1), "," | "." | "?" | "!" | "...");
    tokens.len() <= 4 && !closed && !matches!(view.text(tokens.start.wrapping_sub(2)), "," | ":")
}

fn frame_at(part: &Part<'_>, at: usize, earlier: &[Frame]) -> Option<Frame> {
    let view = &part.view;
    if view.has(at, SOURCE) || is_per(view, at) {
        return source(part, at);
    }
    if view.has(at, COUNTING)
        && let Some(frame) = counting(part, at)
    {
        return Some(frame);
    }
    if view.has(at, SPEECH | GIVES)
        && let Some(frame) = given_by(part, at)
    {
        return Some(frame);
    }
    let says = view.has(at, SPEECH | SHOWS) && is_saying(part.text, at);
    if says || view.has(at, DENIES) || verb::gives_count(view, at) {
        let mut frame = verb_frame(part, at, earlier)?;
        // Who says `I` is known only from what stands around the quotation.
        let first_person = frame.speaker.len() == 1 && view.any(frame.speaker.start, &["i", "we", "you"]);
        frame.denies = view.has(at, DENIES);
        return (!first_person).then_some(frame);
    }
    None
}

/// `as per the ruling, …`, `…, per the agency`.
fn is_per(view: &View<'_>, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    view.is(i, "per")
        && (i == view.start || view.lower(i))
        && (i == view.start || view.text(before) == "," || view.is(before, "as"))
        && (view.capitalised(i + 1) || view.is(i + 1, "the"))
}

/// `according to X`, `citing X`.
fn source(part: &Part<'_>, verb: usize) -> Option<Frame> {
    let view = &part.view;
    let from = verb + 1 + usize::from(view.is(verb + 1, "to"));
    if view.is(verb, "according") && from == verb + 1 {
        return None;
    }
    let mut speaker = part.source(from)?;
    // `citing higher risks`: a reason, no source.
    let mut head = speaker.clone().take_while(|&i| !view.has(i, PREPOSITION));
    let speaks = |i: usize| part.text.may_speak(i) || view.has(i, PRONOUN) || view.capitalised(i);
    if view.is(verb, "citing") && !head.any(speaks) {
        return None;
    }
    // `according to data compiled by the agency`.
    if view.any(speaker.end, &["by", "from"])
        && let Some(body) = part.behind(speaker.end + 1)
    {
        speaker.end = body.end;
    }
    let mut frame = Frame::new(rules::ACCORDING, Shape::Source, verb, speaker);
    if view.any(verb.wrapping_sub(1), &["as"]) {
        frame.own.start = verb - 1;
    }
    Some(frame)
}
