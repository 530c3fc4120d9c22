//! Frames without a verb: a colon, a dash, a document that opens the sentence.

use super::{Frame, Shape};
use crate::document::TokenKind;
use crate::enrich::speech::rules;
use crate::enrich::speech::text::Text;
use crate::enrich::speech::unit::Unit;
use crate::lexicon::{AUXILIARY, DATA, PREPOSITION};

/// Frames without a verb: a colon or a dash.
pub(super) fn without_verb(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    colon(text, unit).or_else(|| dash(text, unit)).or_else(|| document(text, unit))
}

/// `Mayor: "…"`, `Ana Lopes: …`, in a headline also without marks.
fn colon(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    let view = &text.view;
    let colon = (unit.start + 1..unit.end.min(unit.start + 9)).find(|&i| view.text(i) == ":")?;
    let words = unit.start..colon;
    if words.clone().any(|i| text.is_quoted(i) || view.is_quote(i) || view.is_number(i)) {
        return None;
    }
    let quoted = view.is_quote(colon + 1);
    let last = colon - 1;
    let name = text
        .name_at(last)
        .is_some_and(|name| name.tokens.end == colon && name.tokens.start <= unit.start + 5);
    let office = text.may_speak(last) && !view.has(last, DATA);
    let opens = if unit.title { view.token(colon + 1).is_some() } else { quoted };
    let fits = opens && (name || office);
    let verbless =
        !words.clone().any(|i| view.has(i, AUXILIARY | PREPOSITION) && !view.any(i, &["of", "for"]));
    (fits && verbless).then(|| Frame {
        rule: rules::COLON,
        shape: Shape::Behind,
        verb: colon,
        speaker: words,
        own: unit.start..colon + 1,
        denies: false,
    })
}

/// `"…" – Ana Lopes`.
fn dash(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    let view = &text.view;
    let index = text.quotations_in(unit.start..unit.end).next_back()?;
    let quotation = &text.quotations[index];
    let dash = quotation.tokens.end + 1;
    let is_dash = matches!(view.text(dash), "\u{2014}" | "\u{2013}" | "--" | "-");
    let name = text.name_at(dash + 1)?;
    let fits = is_dash && name.tokens.start == dash + 1 && dash < unit.end && quotation.tokens.len() > 1;
    fits.then(|| Frame {
        rule: rules::DASH,
        shape: Shape::Inverted,
        verb: dash,
        speaker: name.tokens.clone(),
        own: dash..unit.end,
        denies: false,
    })
}

/// `In a poll by X, 34% agreed`.
fn document(text: &Text<'_>, unit: &Unit) -> Option<Frame> {
    let view = &text.view;
    if !view.any(unit.start, &["in", "among"]) {
        return None;
    }
    let comma = (unit.start + 2..unit.end.min(unit.start + 24)).find(|&i| view.text(i) == ",")?;
    let words = unit.start + 1..comma;
    let noun =
        words.clone().find(|&i| view.has(i, DATA) && view.any(i, &["poll", "survey", "study", "census"]))?;
    let owned = text.names_in(words.clone()).iter().any(|name| name.person().is_none())
        || (noun + 1..comma).any(|i| view.any(i, &["by", "from"]));
    let fits = owned
        && !words.clone().any(|i| view.has(i, AUXILIARY) || text.view.kind(i) == Some(TokenKind::Quote));
    fits.then(|| Frame {
        rule: rules::DOCUMENT,
        shape: Shape::Behind,
        verb: noun,
        speaker: words,
        own: unit.start..comma + 1,
        denies: false,
    })
}
