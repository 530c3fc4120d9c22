//! Numbers that count: of people or things with a noun behind them, in a compound, or standing alone.

use super::draft::{Draft, Kind, Unit};
use super::exclude;
use super::lexicon::{IMPACT, MARKET, NUMBER, PERSON, QUALIFIER, SCALE, VERB};
use super::noun::{self, NounPhrase};
use super::number::{self, Form, Number};
use super::reader::Core;
use super::view::View;
use crate::article::enriched::Dimension;

/// A number of things or people, or a bare number.
pub(super) fn counted(
    view: &View<'_>,
    core: &Core,
    end: &Core,
    mut draft: Draft,
    drafts: &mut Vec<Draft>,
) -> usize {
    let number = &core.number;
    let last = end.last;
    let partitive = number.is_hint() && view.is(last, "of");
    let from = last
        + usize::from(partitive)
        + usize::from(partitive && view.any(last + 1, &["the", "our", "their", "his", "its"]));
    let from =
        from + 2 * usize::from(view.is(last, "or") && view.any(last + 1, &["so", "more", "fewer", "less"]));
    let compound = view.hyphen(last) && view.is_word(last + 1);
    let noun = if compound { None } else { noun::after(view, from) };
    let bare = end.number;
    if view.is(number.first.wrapping_sub(1), "magnitude")
        || view.hyphen(number.first.wrapping_sub(1)) && view.is(number.first.wrapping_sub(2), "magnitude")
        || view.phrase(number.first.wrapping_sub(2), &["magnitude", "of"])
    {
        draft.dimension = Dimension::Other;
        draft.unit = Unit::Code("magnitude");
        drafts.push(draft);
        return last;
    }
    if is_excluded(view, number, &bare, noun.as_ref(), compound) {
        return last;
    }
    if compound {
        return hyphenated(view, number, last, draft, drafts);
    }
    if is_age(view, core, noun.as_ref()) {
        draft.dimension = Dimension::Duration;
        draft.unit = Unit::Code("a");
        draft.kind = Kind::Age;
        drafts.push(draft);
        return last;
    }
    if let Some(noun) = noun {
        // `12 months probation` has its unit; `12 day` without one has none.
        draft.take_noun(view, noun);
        if number.value == 1.0 && !noun.person && number.form == Form::Words {
            draft.kind = Kind::Weak;
        }
        if view.any(noun.head, &["point", "points"]) {
            points(view, &mut draft, number);
        }
        if view.any(noun.head, &["time", "times"]) {
            times(view, noun, &mut draft);
        }
        let next = draft.last;
        drafts.push(draft);
        return next;
    }
    if !stands_alone(view, number, last) {
        return last;
    }
    draft.bare = true;
    if let Some(whole) = partitive_noun(view, last) {
        // `three of the five suspects`, `34 of 99 seats`: counted by the noun of the whole.
        draft.bare = false;
        draft.partitive = true;
        draft.unit = if whole.person { Unit::Person } else { Unit::Noun(whole.head) };
        drafts.push(draft);
        return last;
    }
    if view.has(last, IMPACT) && !view.has(last, VERB)
        || view.has(last, IMPACT) && !view.has(last, super::lexicon::TRANSITIVE)
    {
        draft.unit = Unit::Person;
        if view.any(last, &["dead", "wounded", "injured", "missing", "displaced", "homeless", "hurt"]) {
            draft.set_last(view, last + 1);
        }
    } else if elliptical(view, last) {
        draft.unit = Unit::Person;
    } else if in_market(view) {
        draft.dimension = Dimension::Other;
        draft.unit = Unit::Points;
    }
    drafts.push(draft);
    last
}

fn is_excluded(
    view: &View<'_>,
    number: &Number,
    end: &Number,
    noun: Option<&NounPhrase>,
    compound: bool,
) -> bool {
    exclude::is_year(view, number, noun)
        || end.first != number.first && exclude::is_year(view, end, noun)
        || exclude::is_name(view, number, noun)
        || exclude::is_address(view, number)
        || noun.is_some_and(|noun| is_title(view, number, noun))
        || !compound && exclude::is_pronoun(view, number, noun)
        || view.is(number.first.wrapping_sub(1), "per") && [100.0, 1e3, 1e4, 1e5, 1e6].contains(&number.value)
}

/// `11 Division`, `3 Series`: a name that starts with its number.
fn is_title(view: &View<'_>, number: &Number, noun: &NounPhrase) -> bool {
    number.plain_digits().is_some()
        && !noun.plural
        && !noun.person
        && number.value > 1.0
        && (noun.first..noun.last).all(|i| view.capitalised(i) || view.hyphen(i))
}

/// `six-member panel`, `two-layer scheme`.
fn hyphenated(
    view: &View<'_>,
    number: &Number,
    last: usize,
    mut draft: Draft,
    drafts: &mut Vec<Draft>,
) -> usize {
    let word = last + 1;
    let plain = view.any(
        word,
        &[
            "time",
            "way",
            "star",
            "sided",
            "and",
            "to",
            "on",
            "in",
            "up",
            "all",
            "size",
            "by",
            "per",
            "off",
            "odd",
            "plus",
            "something",
            "th",
            "one",
            "night",
            "hand",
            "hander",
            "class",
            "page",
        ],
    );
    if view.any(word, &["odd", "plus", "some"]) {
        let noun = noun::after(view, word + 1);
        if let Some(noun) = noun {
            draft.take_noun(view, noun);
            draft.qualifier = Some(if view.is(word, "plus") {
                crate::article::enriched::Qualifier::AtLeast
            } else {
                crate::article::enriched::Qualifier::About
            });
            let next = draft.last;
            drafts.push(draft);
            return next;
        }
    }
    if view.is(word, "magnitude") {
        draft.dimension = Dimension::Other;
        draft.unit = Unit::Code("magnitude");
        draft.set_last(view, word + 1);
        drafts.push(draft);
        return word + 1;
    }
    if view.any(word, &["fold"]) {
        draft.dimension = Dimension::Rate;
        draft.kind = Kind::Weak;
        draft.set_last(view, word + 1);
        drafts.push(draft);
        return word + 1;
    }
    if plain
        || view.capitalised(word)
        || number.value <= 1.0
        || view.has(word, SCALE | NUMBER)
        || view.glued(word + 1) && view.hyphen(word + 1) && !view.has(word, PERSON)
    {
        return word;
    }
    draft.set_last(view, word + 1);
    draft.unit = Unit::Noun(word);
    draft.kind = Kind::Weak;
    if noun::is_person(view, word) && !view.any(word, &["member", "man", "woman", "person"]) {
        draft.unit = Unit::Person;
    }
    drafts.push(draft);
    word + 1
}

/// `aged 32`, `Smith, 31, of Leeds`.
fn is_age(view: &View<'_>, core: &Core, noun: Option<&NounPhrase>) -> bool {
    let number = &core.number;
    let before = number.first.wrapping_sub(1);
    let human = number.value <= 115.0 && number.value.fract() == 0.0;
    if !human || number.scale > 1.0 {
        return false;
    }
    if view.any(before, &["aged", "age", "ages"])
        || view.is(before, "of") && view.is(before.wrapping_sub(1), "age")
    {
        return true;
    }
    let closes = matches!(view.text(core.last), "," | ")" | "." | ";") || view.token(core.last).is_none();
    let opens = matches!(view.text(before), "," | "(")
        && view.is_word(before.wrapping_sub(1))
        && view.capitalised(before.wrapping_sub(1))
        && !view.has(before.wrapping_sub(1), super::lexicon::MONTH | super::lexicon::WEEKDAY);
    noun.is_none() && closes && opens && number.plain_digits() == Some(2)
        || closes
            && number.plain_digits() == Some(2)
            && view.any(before, &["was", "is", "turned", "turns"])
            && noun.is_none()
}

/// Points of an index are no count; points of a game are.
fn points(view: &View<'_>, draft: &mut Draft, number: &Number) {
    let decimals = number.value.fract() != 0.0;
    let sporty = (view.start..view.end)
        .any(|i| view.any(i, &["scored", "averaged", "rebounds", "assists", "game", "season", "league"]));
    if (decimals || in_market(view)) && !sporty {
        draft.dimension = Dimension::Other;
    }
}

fn in_market(view: &View<'_>) -> bool {
    (view.start..view.end).any(|i| view.has(i, MARKET))
}

/// `five times as many` is a rate, `shot five times` a count.
fn times(view: &View<'_>, noun: NounPhrase, draft: &mut Draft) {
    if view.any(
        noun.last,
        &[
            "as", "more", "the", "higher", "larger", "bigger", "greater", "faster", "less", "lower", "what",
            "its", "that", "their",
        ],
    ) {
        draft.dimension = Dimension::Rate;
        draft.kind = Kind::Weak;
    }
}

/// Whether what happened to the counted follows without a noun: `12 were injured`, `three of them died`.
fn elliptical(view: &View<'_>, last: usize) -> bool {
    let mut at = last;
    if view.is(at, "of") && view.any(at + 1, &["them", "whom", "those"]) {
        at += 2;
    }
    if view.any(at, &["others", "more", "other"]) {
        at += 1;
    }
    if view.has(at, IMPACT) {
        return true;
    }
    let mut helpers = 0;
    while view.has(
        at,
        super::lexicon::AUXILIARY
            | super::lexicon::ADVERB
            | super::lexicon::RELATIVE
            | super::lexicon::SPEECH,
    ) && helpers < 5
    {
        at += 1;
        helpers += 1;
    }
    helpers > 0 && view.has(at, IMPACT)
}

/// The noun in `of the five suspects`, `of 99 seats`, `of its members`.
fn partitive_noun(view: &View<'_>, last: usize) -> Option<NounPhrase> {
    let last = last + usize::from(view.is(last, "out"));
    if !view.is(last, "of") {
        return None;
    }
    let mut at = last + 1;
    while view.has(at, super::lexicon::DETERMINER) && at < last + 3 {
        at += 1;
    }
    if view.is_number(at) || view.has(at, NUMBER) {
        at = number::at(view, at, false)?.last;
    }
    noun::after(view, at).filter(|noun| at > last + 1 && (noun.plural || noun.person))
}

/// Whether a number without unit or noun is one that measures something.
fn stands_alone(view: &View<'_>, number: &Number, last: usize) -> bool {
    let before = number.first.wrapping_sub(1);
    if elliptical(view, last) {
        return true;
    }
    match number.form {
        Form::Hint => !view.is(before, "the"),
        Form::Words => {
            number.scale > 1.0
                || view.is(last, "of")
                    && view.any(
                        last + 1,
                        &["the", "them", "whom", "those", "these", "his", "her", "its", "their", "our"],
                    )
                    && number.value > 1.0
                || (view.is(last, "of") || view.phrase(last, &["out", "of"]))
                    && (view.is_number(last + 1)
                        || view.has(last + 1, NUMBER)
                        || view.capitalised(last + 1)
                        || view.is(last, "out"))
                    && number.value > 1.0
                || number.value > 10.0 && !view.capitalised(number.first)
                || view.any(before, &["to", "at"])
                    && (before.saturating_sub(6)..before)
                        .any(|i| view.any(i, &["toll", "total", "number", "tally"]))
                || view.has(before, QUALIFIER) && number.value > 2.0
                || view.any(before, &["another"]) && number.value > 1.0
        }
        Form::Digits { dressed, .. } => {
            dressed
                || view.has(before, QUALIFIER)
                || view.lower(before) && !view.any(before, &["and", "or", "the", "no", "age"])
                || view.any(before, &["and", "another"]) && number.value > 12.0
                || number.value >= 100.0 && !view.capitalised(before)
        }
        Form::Fraction => false,
    }
}
