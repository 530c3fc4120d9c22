//! Numbers that count: of people or things with a noun behind them, in a compound, or standing alone.

use super::draft::{Draft, Kind, Unit};
use super::lexicon::{DETERMINER, IMPACT, MARKET, NUMBER, PERSON, SCALE, VERB};
use super::noun::{self, NounPhrase};
use super::number::{Form, Number};
use super::reader::Core;
use super::view::View;
use super::{alone, exclude};
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
    // `eleven (11) others`: told twice.
    let from = from
        + 3 * usize::from(view.text(from) == "(" && view.is_number(from + 1) && view.text(from + 2) == ")");
    let compound = view.hyphen(last) && view.is_word(last + 1);
    let noun = if compound { None } else { noun::after(view, from) };
    if noun.is_some_and(|noun| is_title(view, number, &noun)) {
        return last;
    }
    let noun = noun.and_then(|noun| in_number(view, number, noun));
    let bare = end.number;
    if view.is(number.first.wrapping_sub(1), "magnitude")
        || view.hyphen(number.first.wrapping_sub(1)) && view.is(number.first.wrapping_sub(2), "magnitude")
        || view.phrase(number.first.wrapping_sub(2), &["magnitude", "of"])
        || view.is(last, "magnitude")
        || number.value < 10.0 && view.any(last, &["earthquake", "quake", "temblor", "tremor", "aftershock"])
    {
        draft.dimension = Dimension::Other;
        draft.unit = Unit::Code("magnitude");
        if view.is(last, "magnitude") {
            draft.set_last(view, last + 1);
        }
        let last = draft.last;
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
    if !alone::stands_alone(view, number, last) && !alone::is_listed(view, drafts, number, last) {
        return last;
    }
    draft.bare = true;
    if alone::of_victims(view, last) {
        draft.unit = Unit::Person;
        drafts.push(draft);
        return last;
    }
    if let Some(whole) = alone::partitive_noun(view, last) {
        // `three of the five suspects`, `34 of 99 seats`: counted by the noun of the whole.
        draft.bare = false;
        draft.partitive = true;
        draft.noun = Some(whole);
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
    } else if alone::elliptical(view, last)
        || alone::is_crowd(view, number)
        || number.first == view.start
            && view
                .any(last, &["convicted", "charged", "sentenced", "indicted", "hired", "elected", "accused"])
    {
        draft.unit = Unit::Person;
    } else if view.is(last, "off") && view.is_number(last + 1) {
        draft.unit = Unit::Code("run");
    } else if in_market(view, number.first) {
        draft.dimension = Dimension::Other;
        draft.unit = Unit::Points;
    }
    drafts.push(draft);
    last
}

/// The noun, where the number can count it; of `a 10 point lead` the word that the number belongs to.
fn in_number(view: &View<'_>, number: &Number, noun: NounPhrase) -> Option<NounPhrase> {
    if view.is(noun.head, "ones") {
        return None;
    }
    if noun::agrees(view, number.value, &noun) {
        return Some(noun);
    }
    let before = number.first.wrapping_sub(1);
    let first = view.text(noun.first);
    let adjective = ["al", "ly", "ive", "ous", "ic", "ar", "ed", "ing", "ful", "less", "ary", "ant", "ent"]
        .iter()
        .any(|ending| first.ends_with(ending));
    let modifies = noun.last == noun.first + 2
        && view.lower(noun.first)
        && !adjective
        && (view.has(before, DETERMINER)
            || view.kind(before) == Some(crate::document::TokenKind::Possessive));
    modifies.then_some(NounPhrase { head: noun.first, ..noun })
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
            "dimensional",
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
    // `a 32-strong squad`.
    if view.is(word, "strong") {
        draft.set_last(view, word + 1);
        draft.unit = Unit::Person;
        drafts.push(draft);
        return word + 1;
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
        || view.any(before, &["of", "between", "from"])
            && view.any(before.wrapping_sub(1), &["age", "ages", "aged"])
    {
        return true;
    }
    if noun.is_some() {
        return false;
    }
    let two = number.plain_digits() == Some(2);
    // `dies at 74`, `children under 5`.
    if view.is(before, "at") && view.any(before.wrapping_sub(1), &["dies", "died", "dead", "die", "dying"])
        || view.any(before, &["under", "over", "below", "above", "between"])
            && number.plain_digits().is_some()
            && view.has(before.wrapping_sub(1), PERSON)
    {
        return true;
    }
    let closes = matches!(view.text(core.last), "," | ")" | "." | ";") || view.token(core.last).is_none();
    let at = if view.any(before, &["now", "only", "just", "still", "barely", "both", "each"]) {
        before.wrapping_sub(1)
    } else {
        before
    };
    let opens = matches!(view.text(at), "," | "(")
        && view.is_word(at.wrapping_sub(1))
        && (view.capitalised(at.wrapping_sub(1)) || view.has(at.wrapping_sub(1), PERSON))
        && !view.has(at.wrapping_sub(1), super::lexicon::MONTH | super::lexicon::WEEKDAY);
    // `the death toll is 14`: only people have an age.
    let ages = view.has(at.wrapping_sub(1), PERSON | super::lexicon::PRONOUN | super::lexicon::RELATIVE)
        || view.capitalised(at.wrapping_sub(1)) && at.wrapping_sub(1) > view.start
        || view.has(at.wrapping_sub(1), super::lexicon::AUXILIARY | super::lexicon::ADVERB)
        || view.text(at.wrapping_sub(1)) == ",";
    let is = ages && view.any(at, &["was", "is", "am", "turned", "turns", "be", "being"])
        || at < before && view.is(at, "were");
    let goes_on = view.is(core.last, "when")
        || view.any(at, &["be", "turns", "turned"])
            && view.any(core.last, &["in", "on", "next", "last", "this", "today"])
        || at < before && view.is(core.last, "and") && view.has(core.last + 1, super::lexicon::PRONOUN);
    // `At 38, he is`.
    let at_age = view.is(before, "at")
        && view.text(core.last) == ","
        && (before == view.start
            || view.text(before.wrapping_sub(1)) == ","
            || view.is(before.wrapping_sub(1), "that"))
        && (view.has(core.last + 1, super::lexicon::PRONOUN) || view.capitalised(core.last + 1));
    two && (closes && (opens || is) || is && goes_on || at_age)
}

/// Points of an index are no count; points of a game are.
fn points(view: &View<'_>, draft: &mut Draft, number: &Number) {
    let decimals = number.value.fract() != 0.0;
    let near = view.around(number.first);
    let sporty = (near.start..near.end)
        .any(|i| view.any(i, &["scored", "averaged", "rebounds", "assists", "game", "season", "league"]));
    if (decimals || in_market(view, number.first)) && !sporty {
        draft.dimension = Dimension::Other;
    }
}

fn in_market(view: &View<'_>, at: usize) -> bool {
    let near = view.around(at);
    (near.start..near.end).any(|i| view.has(i, MARKET) && !view.is(i.wrapping_sub(1), "mass"))
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
