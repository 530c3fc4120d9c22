//! What is counted or measured, as the text words it.

use super::draft::{Draft, Kind, Unit};
use super::lexicon::{AUXILIARY, CONJUNCTION, DETERMINER, FUNCTION, PERSON, PREPOSITION, SPEECH, VERB};
use super::noun;
use super::view::View;
use crate::article::enriched::Dimension;

/// Longest phrase that is still a name of what is counted.
const LONGEST: usize = 9;

/// Sets what each draft counts.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let limit = drafts.get(k + 1).map_or(view.end, |next| next.first);
        let found = match drafts[k].noun {
            Some(noun) => Some((noun.first, complement(view, noun.last, limit))),
            None => measured(view, &drafts[k], limit),
        };
        if let Some((first, last)) = found.filter(|(first, last)| first < last) {
            drafts[k].counted = Some(view.span(first, last));
        } else if drafts[k].bare && k > 0 {
            drafts[k].counted =
                drafts[k - 1].counted.filter(|_| drafts[k - 1].dimension == drafts[k].dimension);
        }
    }
}

/// A number without a noun counts what the one before it in the sentence counts: `12 goals in May and 15 in June`.
/// Else it counts what its verb's subject names: `cases rose to 45,678`.
pub(super) fn borrow(view: &View<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(k);
        let draft = &mut rest[0];
        if !(draft.bare && draft.unit == Unit::None && draft.dimension == Dimension::Count) {
            continue;
        }
        let model = before.iter().rev().find(|model| {
            model.dimension == Dimension::Count && model.unit != Unit::None && model.kind != Kind::Weak
        });
        if let Some(model) = model {
            draft.unit = model.unit;
        } else if let Some((_, last)) = subject(view, draft) {
            let head = last - 1;
            if noun::is_plural(view, head) {
                draft.unit = if noun::is_person(view, head) { Unit::Person } else { Unit::Noun(head) };
            }
        }
    }
}

/// Extends a noun phrase by `of …` and `in …`: `rounds of ammunition`, `Armenians in Nagorno-Karabakh`.
fn complement(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut last = from;
    if view.any(last, &["of", "in", "from", "with", "on", "for"]) {
        let end = phrase(view, last + 1, limit);
        if end > last + 1 {
            last = end;
        }
    }
    last
}

/// The end of the noun phrase that starts at `from`.
fn phrase(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while view.has(at, DETERMINER) {
        at += 1;
    }
    while at < limit
        && at < from + LONGEST
        && view.is_word(at)
        && !(view.has(at, FUNCTION) && !view.has(at, PERSON)
            || view.has(at, SPEECH | VERB) && !noun::is_plural(view, at))
    {
        at += 1;
        if view.hyphen(at) {
            at += 1;
        }
    }
    at
}

/// What a measure measures: `150 tons of flour`, `44-day war`, `$5 million in artillery`, `the index fell 2%`.
fn measured(view: &View<'_>, draft: &Draft, limit: usize) -> Option<(usize, usize)> {
    let at = draft.last;
    if view.any(at, &["of", "in", "for", "worth"]) {
        let from = at + 1 + usize::from(view.is(at + 1, "of"));
        let skip = (from..limit).take_while(|&i| view.has(i, DETERMINER)).count();
        let end = phrase(view, from, limit);
        if end > from + skip {
            return Some((from + skip, end));
        }
    }
    let compound = view.hyphen(draft.first + 1)
        || draft.dimension == Dimension::Money
        || draft.dimension == Dimension::Percent
        || draft.kind == Kind::Weak;
    if compound && view.is_word(at) && !view.has(at, FUNCTION | VERB | SPEECH) {
        let end = phrase(view, at, limit);
        if end > at {
            return Some((at, end));
        }
    }
    subject(view, draft)
}

/// The noun phrase before the verb that stands before the number.
fn subject(view: &View<'_>, draft: &Draft) -> Option<(usize, usize)> {
    let mut verb = draft.first;
    while verb > view.start && draft.first - verb < 12 {
        let i = verb - 1;
        if view.stops(i) {
            return None;
        }
        let is_verb = view.has(i, VERB | super::lexicon::CHANGE | AUXILIARY | SPEECH)
            || view.lower(i) && view.text(i).ends_with("ed");
        if is_verb && !view.has(i, PREPOSITION) {
            let mut first = i;
            while first > view.start
                && i - first < LONGEST
                && !view.stops(first - 1)
                && !view.has(first - 1, CONJUNCTION | SPEECH | AUXILIARY)
            {
                first -= 1;
            }
            while first < i && view.has(first, DETERMINER | CONJUNCTION | PREPOSITION) {
                first += 1;
            }
            return (first < i).then_some((first, i));
        }
        verb = i;
    }
    None
}

/// The contract's unit of a draft.
pub(super) fn unit(view: &View<'_>, draft: &Draft) -> Option<String> {
    match draft.unit {
        Unit::Code(code) => Some(code.to_owned()),
        Unit::Person => Some("person".to_owned()),
        Unit::Points => Some("point".to_owned()),
        Unit::Noun(i) => Some(noun::singular(view.text(i))),
        Unit::None => None,
    }
}
