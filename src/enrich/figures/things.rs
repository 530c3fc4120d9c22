//! Numbers that count: of people or things with a noun behind them, in a compound, or standing alone.

use super::draft::{Draft, Kind, Unit};
use super::exclude::Candidate;
use super::findings::{Findings, Reason};
use super::lexicon::{
    ADVERB, AUXILIARY, DETERMINER, FUNCTION, IMPACT, MARKET, NUMBER, PERSON, SCALE, TALLY, TRANSITIVE,
    UNCOUNTED, VERB,
};
use super::noun::{self, NounPhrase};
use super::number::{self, Form, Number};
use super::reader::Core;
use super::view::View;
use super::{alone, exclude};
use crate::article::enriched::{Dimension, Qualifier};

/// Reads a number without a unit: of things or people, or bare; the token to go on from.
pub(super) fn counted(view: &View<'_>, core: &Core, end: &Core, draft: Draft, found: &mut Findings) -> usize {
    match read(view, core, end, draft, &found.drafts) {
        Ok(draft) => {
            let next = draft.last;
            found.drafts.push(draft);
            next
        }
        Err(reason) => {
            found.reject(view, core.number.first, end.last, reason);
            end.last
        }
    }
}

/// The figure of a number without a unit, or the rule by which it is none. Magnitudes stand before the exclusions, which
/// would take them for versions; ages before nouns, because a noun may follow one by chance.
fn read(
    view: &View<'_>,
    core: &Core,
    end: &Core,
    mut draft: Draft,
    before: &[Draft],
) -> Result<Draft, Reason> {
    let (number, last) = (&core.number, end.last);
    let from = noun_start(view, number, last);
    let model = designation(view, from);
    let compound = view.hyphen(last) && view.is_word(last + 1);
    let noun = if compound { None } else { noun::after(view, model.unwrap_or(from)) };
    if noun.is_some_and(|noun| is_title(view, number, &noun)) {
        return Err(TITLE);
    }
    let noun = noun.and_then(|noun| in_number(view, number, noun));
    if is_magnitude(view, number, last) {
        return Ok(magnitude(view, draft, last));
    }
    if let Some(rule) = excluded(view, number, &end.number, noun.as_ref(), compound) {
        return Err(rule);
    }
    if compound {
        return hyphenated(view, number, last, draft);
    }
    if is_age(view, core, noun.as_ref()) {
        return Ok(Draft { dimension: Dimension::Duration, unit: Unit::Code("a"), kind: Kind::Age, ..draft });
    }
    if let Some((base, end)) = base_of_rate(view, noun.map_or(last, |noun| noun.last)) {
        draft.set_last(view, end);
        return Ok(Draft { dimension: Dimension::Rate, unit: Unit::Code(base), ..draft });
    }
    if let Some(noun) = noun {
        return Ok(with_noun(view, draft, number, noun));
    }
    let figure = model.is_some()
        || alone::stands_alone(view, number, last)
        || alone::is_listed(view, before, number, last);
    if !figure {
        return Err(BARE);
    }
    draft.small &= !alone::is_second_of_pair(view, before, number);
    Ok(without_noun(view, draft, number, last))
}

/// The token where the noun of a number may start: `dozens of the workers`, `12 or more houses`, `eleven (11) others`.
fn noun_start(view: &View<'_>, number: &Number, last: usize) -> usize {
    let mut from = last;
    if number.is_hint() && view.is(from, "of") {
        from += 1 + usize::from(view.any(from + 1, &["the", "our", "their", "his", "its"]));
    }
    if view.is(last, "or") && view.any(last + 1, &["so", "more", "fewer", "less"]) {
        from += 2;
    }
    if view.text(from) == "(" && view.is_number(from + 1) && view.text(from + 2) == ")" {
        from += 3;
    }
    from
}

/// `magnitude 6.4`, `a 5.1-magnitude quake`, `a 4.7 earthquake`.
fn is_magnitude(view: &View<'_>, number: &Number, last: usize) -> bool {
    let before = number.first.wrapping_sub(1);
    let quake = ["earthquake", "quake", "temblor", "tremor", "aftershock"];
    view.is(before, "magnitude")
        || view.hyphen(before) && view.is(before.wrapping_sub(1), "magnitude")
        || view.phrase(before.wrapping_sub(1), &["magnitude", "of"])
        || view.is(last, "magnitude")
        || number.value < 10.0 && view.any(last, &quake)
}

fn magnitude(view: &View<'_>, mut draft: Draft, last: usize) -> Draft {
    draft.dimension = Dimension::Other;
    draft.unit = Unit::Code("magnitude");
    if view.is(last, "magnitude") {
        draft.set_last(view, last + 1);
    }
    draft
}

fn with_noun(view: &View<'_>, mut draft: Draft, number: &Number, noun: NounPhrase) -> Draft {
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
    draft
}

/// A number without a noun that is a figure: what it counts, as far as the words around it say.
fn without_noun(view: &View<'_>, mut draft: Draft, number: &Number, last: usize) -> Draft {
    draft.bare = true;
    if alone::of_victims(view, last) {
        draft.unit = Unit::Person;
        return draft;
    }
    if let Some(whole) = alone::partitive_noun(view, last) {
        // `three of the five suspects`, `34 of 99 seats`: counted by the noun of the whole.
        let unit = if whole.person { Unit::Person } else { Unit::Noun(whole.head) };
        return Draft { bare: false, partitive: true, noun: Some(whole), unit, ..draft };
    }
    let judged = ["convicted", "charged", "sentenced", "indicted", "hired", "elected", "accused"];
    if view.has(last, IMPACT) && !(view.has(last, VERB) && view.has(last, TRANSITIVE)) {
        draft.unit = Unit::Person;
        if view.any(last, &["dead", "wounded", "injured", "missing", "displaced", "homeless", "hurt"]) {
            draft.set_last(view, last + 1);
        }
    } else if alone::elliptical(view, last)
        || alone::is_crowd(view, number)
        || number.first == view.start && view.any(last, &judged)
    {
        draft.unit = Unit::Person;
    } else if view.is(last, "off") && view.is_number(last + 1) {
        draft.unit = Unit::Code("run");
    } else if in_market(view, number.first) {
        draft.dimension = Dimension::Other;
        draft.unit = Unit::Points;
    }
    draft
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

const RANGE_OF_YEARS: Reason = Reason { name: "range of years", why: "`2019-20`: the second end is a year" };
const TITLE: Reason = Reason {
    name: "name that starts with its number",
    why: "`11 Division`, `3 Series`: singular and capitalised",
};
const COMPOUND: Reason =
    Reason { name: "compound that counts nothing", why: "`a two-way street`, `one-sided`, `five-star`" };
const BARE: Reason = Reason {
    name: "number that counts nothing",
    why: "no noun, no unit, and no word beside it that measures",
};

/// The rule by which a number without a unit is no figure.
fn excluded(
    view: &View<'_>,
    number: &Number,
    end: &Number,
    noun: Option<&NounPhrase>,
    compound: bool,
) -> Option<Reason> {
    let candidate = Candidate { number, noun, compound };
    let last = Candidate { number: end, noun, compound };
    exclude::by_words(view, &candidate).or_else(|| {
        let year = end.first != number.first && exclude::is_year(view, &last);
        year.then_some(RANGE_OF_YEARS)
    })
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
fn hyphenated(view: &View<'_>, number: &Number, last: usize, mut draft: Draft) -> Result<Draft, Reason> {
    let word = last + 1;
    if view.any(word, &["odd", "plus", "some"])
        && let Some(noun) = noun::after(view, word + 1)
    {
        draft.take_noun(view, noun);
        draft.qualifier = Some(if view.is(word, "plus") { Qualifier::AtLeast } else { Qualifier::About });
        return Ok(draft);
    }
    let (dimension, unit, kind) = match view.text(word).to_ascii_lowercase().as_str() {
        // `a 32-strong squad`.
        "strong" => (draft.dimension, Unit::Person, draft.kind),
        "magnitude" => (Dimension::Other, Unit::Code("magnitude"), draft.kind),
        "fold" => (Dimension::Rate, draft.unit, Kind::Weak),
        _ if is_adverbial(view, number, word) => return Err(COMPOUND),
        _ => {
            let member = view.any(word, &["member", "man", "woman", "person"]);
            let person = noun::is_person(view, word) && !member;
            (draft.dimension, if person { Unit::Person } else { Unit::Noun(word) }, Kind::Weak)
        }
    };
    draft.set_last(view, word + 1);
    Ok(Draft { dimension, unit, kind, ..draft })
}

/// `a two-way street`, `one-sided`, `a three-year-old boy`: the word behind the hyphen is not counted.
fn is_adverbial(view: &View<'_>, number: &Number, word: usize) -> bool {
    view.has(word, UNCOUNTED | SCALE | NUMBER)
        || view.capitalised(word)
        || number.value <= 1.0
        || view.glued(word + 1) && view.hyphen(word + 1) && !view.has(word, PERSON)
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
    let is = (view.any(at, &["was", "is", "am", "turned", "turns", "be", "being"])
        || at < before && view.is(at, "were"))
        && may_have_an_age(view, at.wrapping_sub(1));
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

/// Bases of rates, with the unit of the contract.
const BASES: &[(f64, &str)] = &[
    (100.0, "per 100"),
    (1e3, "per 1,000"),
    (1e4, "per 10,000"),
    (1e5, "per 100,000"),
    (1e6, "per million"),
];

/// `31.5 per 100,000`, `12 cases per 1,000`: the base of a rate, and the token behind it.
fn base_of_rate(view: &View<'_>, at: usize) -> Option<(&'static str, usize)> {
    if !view.any(at, &["per", "in", "for"]) {
        return None;
    }
    let every = usize::from(!view.is(at, "per"));
    if every == 1 && !view.any(at + 1, &["every", "each"]) {
        return None;
    }
    let base = number::at(view, at + 1 + every, false)?;
    let &(_, code) = BASES.iter().find(|(size, _)| *size == base.value)?;
    Some((code, base.last))
}

/// The end of the model in `30 F-15s`, `36 F-16 fighter planes`, which are counted by what they are.
fn designation(view: &View<'_>, at: usize) -> Option<usize> {
    let model = view.is_word(at)
        && view.capitalised(at)
        && view.text(at).len() <= 4
        && view.hyphen(at + 1)
        && view.is_number(at + 2);
    let last = at + 3 + usize::from(view.glued(at + 3) && view.is_word(at + 3));
    let plural =
        last > at + 3 && view.is(at + 3, "s") || noun::after(view, last).is_some_and(|noun| noun.plural);
    (model && plural).then_some(last)
}

/// True if the subject that ends at a token may be a person: `she is 31`, `Ms Ortiz was 31`; not `the toll is 14`.
fn may_have_an_age(view: &View<'_>, mut subject: usize) -> bool {
    let mut helped = false;
    while view.has(subject, ADVERB | AUXILIARY)
        || view.is(subject, "to")
        || view.text(subject).ends_with("ly")
    {
        helped |= view.has(subject, AUXILIARY);
        subject = subject.wrapping_sub(1);
    }
    // `has no plans to run and would be 78`.
    if helped && view.any(subject, &["and", "but"]) {
        return true;
    }
    // `the minimum age to wed is 16`; `the quota for women is 30` speaks of the quota.
    if (subject.saturating_sub(3)..=subject).any(|at| view.is(at, "age")) {
        return true;
    }
    if view.has(subject, PERSON) {
        return !view.has(subject, IMPACT) && (helped || !noun::is_plural(view, subject));
    }
    view.any(subject, &["he", "she", "i", "who", "they", "we", "you"])
        || view.any(subject, &["both", "third", "second", "first", "oldest", "youngest", "eldest", "other"])
        || matches!(view.text(subject), "," | ")")
        || view.capitalised(subject) && !view.has(subject, TALLY | FUNCTION)
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
