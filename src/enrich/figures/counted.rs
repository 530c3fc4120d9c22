//! What is counted or measured, as the text words it.

use super::draft::{Draft, Kind, Unit};
use super::lexicon::{
    AUXILIARY, CONJUNCTION, DETERMINER, FUNCTION, FUNDS, PERSON, PREPOSITION, PRONOUN, SCALE, SPEECH, TIME,
    UNIT, VERB,
};
use super::noun;
use super::view::View;
use crate::article::enriched::Dimension;
use crate::enrich::rule::Reason;
use crate::lexicon::morphology;

/// Longest phrase that is still a name of what is counted.
const LONGEST: usize = 9;

const SUM: Reason =
    Reason::new("sum of money", "`22 billion in investment`: large, of funds or behind a sum");
const SHARED: Reason =
    Reason::new("shared measure", "`5, 7 and 9 percent`: the unit behind the last serves all");
const LEVEL: Reason = Reason::new("level of a scale", "`a body mass index of 25.7`: it counts nothing");

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

/// A large number without a unit is a sum of money where one stands before it, or where what it is a sum of says so:
/// `$4.3 billion in April and 4.9 billion in June`, `22 billion in investment`. `currency` is the one named last.
pub(super) fn sums(view: &View<'_>, drafts: &mut [Draft], currency: &mut &'static str) {
    for k in 0..drafts.len() {
        let before = k > 0
            && drafts[k - 1].dimension == Dimension::Money
            && view.any(
                drafts[k].first.wrapping_sub(1),
                &["and", "to", "from", "or", ",", "(", "at", "versus", "than"],
            )
            && (drafts[k - 1].last..drafts[k].first).all(|i| !view.has(i, VERB));
        let draft = &mut drafts[k];
        if let (Dimension::Money, Unit::Code(code)) = (draft.dimension, draft.unit) {
            *currency = code;
        }
        let large = draft.value.is_some_and(|value| value >= 1e6) && view.has(draft.last - 1, SCALE);
        if !(large && draft.bare && draft.dimension == Dimension::Count) {
            continue;
        }
        let of = view.any(draft.last, &["in", "of", "worth"])
            && (draft.last + 1..draft.last + 5).take_while(|&i| view.is_word(i)).any(|i| view.has(i, FUNDS));
        let subject =
            || subject(view, draft).is_some_and(|(first, last)| (first..last).any(|i| view.has(i, FUNDS)));
        if before || of || subject() {
            draft.dimension = Dimension::Money;
            draft.unit = Unit::Code(currency);
            draft.why.unit = Some(&SUM);
        }
    }
}

/// `5, 7 and 9 percent`, `at 1,850 and 1,880 dollars`: the unit behind the last serves all.
pub(super) fn share(view: &View<'_>, drafts: &mut [Draft]) {
    for k in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(k);
        let (draft, next) = (&mut before[k - 1], &rest[0]);
        let joined = next.first == draft.last + 1 && view.any(draft.last, &["and", "or", ","]);
        let measured = next.dimension != Dimension::Count
            && matches!(next.unit, Unit::Code(_))
            && next.kind == Kind::Plain;
        if draft.bare
            && draft.unit == Unit::None
            && draft.dimension == Dimension::Count
            && joined
            && measured
            && next.value_max.is_none()
        {
            (draft.dimension, draft.unit) = (next.dimension, next.unit);
            draft.why.unit = Some(&SHARED);
        }
    }
}

/// A bare number on a scale counts nothing: `a body mass index of 25.7`, `a rating of 4`.
pub(super) fn levels(view: &View<'_>, drafts: &mut [Draft]) {
    let mut scale = false;
    for draft in drafts {
        let bare = draft.bare && draft.unit == Unit::None && draft.dimension == Dimension::Count;
        let named = || {
            (draft.first.saturating_sub(5)..draft.first).any(|i| {
                view.any(
                    i,
                    &[
                        "index", "bmi", "score", "scores", "rating", "ratings", "gpa", "reading", "readings",
                        "ph", "handicap", "iq",
                    ],
                )
            }) && draft.value.is_some_and(|value| value < 2000.0)
        };
        let points = scale && matches!(draft.unit, Unit::Noun(head) if view.any(head, &["point", "points"]));
        if bare
            && (scale || draft.value.is_some_and(|value| value.fract() != 0.0 && value < 1000.0) || named())
            || points && draft.dimension == Dimension::Count
        {
            draft.dimension = Dimension::Other;
            draft.why.unit = Some(&LEVEL);
            scale = true;
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
        // `2 percent in March` and `in Rome` tell when and where.
        let dated = view.is(at, "in")
            && !view.is(at + 1, "of")
            && (view.capitalised(from + skip)
                || view.has(from + skip, TIME | UNIT)
                || view.is_number(from + skip));
        if end > from + skip && !dated {
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
    if matches!(draft.dimension, Dimension::Duration | Dimension::Length | Dimension::Score | Dimension::Rate)
    {
        return None;
    }
    subject(view, draft)
        .filter(|&(first, last)| (first..last).all(|i| !view.has(i, VERB | PRONOUN | AUXILIARY)))
}

/// The noun phrase before the verb that stands before the number.
pub(super) fn subject(view: &View<'_>, draft: &Draft) -> Option<(usize, usize)> {
    let mut verb = draft.first;
    while verb > view.start && draft.first - verb < 12 {
        let i = verb - 1;
        if view.stops(i) {
            return None;
        }
        let is_verb = view.has(i, VERB | super::lexicon::CHANGE | AUXILIARY | SPEECH)
            || view.lower(i) && view.text(i).ends_with("ed");
        // `the Red Cross said 3,200 fled`: who says it is not counted.
        if view.has(i, SPEECH) && !view.has(i, super::lexicon::CHANGE) && is_verb {
            return None;
        }
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
        Unit::Noun(i) => Some(morphology::singular(view.text(i))),
        Unit::None => None,
    }
}
