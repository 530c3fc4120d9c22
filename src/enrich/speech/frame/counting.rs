//! Frames of a noun of counting or opinion: `by X's count`, `in X's view`.

use super::{Frame, Shape};
use crate::enrich::pattern::patterns;
use crate::enrich::speech::rules;
use crate::enrich::speech::subject::Part;

patterns! {
    "attribution":
    /// `The city's estimate was 15,000`, `its official tally remained 11`.
    LEVEL = ["^ was|is|remains|remained QUALIFIER? <quantity>", "^ stood|stands at QUALIFIER? <quantity>"];
    /// `the 50,000 claimed by the campaign`, `the figure of 140 arrests given by lawyers`.
    GIVEN = [
        "<quantity> ^ GIVING_PARTICIPLES by",
        "<quantity> <lower> ^ GIVING_PARTICIPLES by",
        "<quantity> <lower> <lower> ^ GIVING_PARTICIPLES by",
    ];
}

/// Most tokens between a number and the participle that says who gave it.
const GIVEN_REACH: usize = 3;

/// `by X's count`, `X's estimate of 38`, `an estimate of 38 by X`.
pub(super) fn counting(part: &Part<'_>, noun: usize) -> Option<Frame> {
    let view = &part.view;
    let owner = noun
        - (noun.saturating_sub(3).max(view.start)..noun)
            .rev()
            .take_while(|&i| !part.text.is_possessive(i))
            .count();
    let possessive = owner.checked_sub(1).filter(|&i| part.text.is_possessive(i) && i > view.start);
    let pronoun = view.any(noun.wrapping_sub(1), &["his", "her", "their", "its"]);
    if view.any(noun, &["opinion", "view", "estimation"]) {
        return in_opinion(part, noun);
    }
    if pronoun && view.is(noun.wrapping_sub(2), "by") {
        let mut frame = Frame::new(rules::COUNT_OF, Shape::Sentence, noun, noun - 1..noun);
        frame.own.start = noun - 2;
        return Some(frame);
    }
    if let Some(possessive) = possessive {
        let speaker = part.before_noun(possessive)?;
        let mut frame = Frame::new(rules::COUNT_OF, Shape::Object, noun, speaker);
        if view.any(frame.speaker.start.wrapping_sub(1), &["by", "on"]) {
            frame.shape = Shape::Sentence;
            frame.own.start -= 1;
            return Some(frame);
        }
        return (view.is(noun + 1, "of") || LEVEL.begin(view, noun + 1)).then_some(frame);
    }
    // `an estimate of 38 deaths by the agency`.
    let by = (noun + 2..noun + 9).take_while(|&i| !view.stops(i)).find(|&i| view.is(i, "by"))?;
    if !view.is(noun + 1, "of") {
        return None;
    }
    let speaker = part.behind(by + 1)?;
    let mut frame = Frame::new(rules::COUNT_OF, Shape::Object, noun, speaker);
    frame.own = by..frame.speaker.end;
    Some(frame)
}

/// `the 50,000 claimed by the campaign`: the number alone is what the campaign says.
pub(super) fn given_by(part: &Part<'_>, participle: usize) -> Option<Frame> {
    let view = &part.view;
    if !GIVEN.begin(view, participle) {
        return None;
    }
    let lowest = participle.saturating_sub(GIVEN_REACH).max(view.start);
    let number = (lowest..participle).find(|&i| view.is_number(i))?;
    let speaker = part.behind(participle + 2)?;
    let mut frame = Frame::new(rules::GIVEN_BY, Shape::Object, number.checked_sub(1)?, speaker);
    frame.own = participle..frame.speaker.end;
    Some(frame)
}

/// `In his opinion, …`, `In Lopes's view, …`.
fn in_opinion(part: &Part<'_>, noun: usize) -> Option<Frame> {
    let view = &part.view;
    let before = noun.wrapping_sub(1);
    let speaker = if view.any(before, &["his", "her", "their", "its"]) {
        before..noun
    } else {
        part.before_noun(before).filter(|_| part.text.is_possessive(before))?
    };
    let comma = noun + 1;
    let fits = view.is(speaker.start.wrapping_sub(1), "in") && view.text(comma) == ",";
    fits.then(|| Frame {
        rule: rules::OPINION,
        shape: Shape::Behind,
        verb: noun,
        own: speaker.start - 1..comma + 1,
        speaker,
        denies: false,
    })
}
