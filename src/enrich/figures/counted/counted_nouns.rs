//! Numbers that count: of people or things with a noun behind them, in a compound, or standing alone.

use crate::article::enriched::{Dimension, Qualifier};
use crate::enrich::figures::counted::noun::{self, NounPhrase};
use crate::enrich::figures::counted::{age, bare_numbers, named_list};
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::findings::Findings;
use crate::enrich::figures::quantity::core::Core;
use crate::enrich::figures::quantity::unit;
use crate::enrich::figures::reject;
use crate::enrich::figures::reject::Candidate;
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::figures::thresholds::HIGHEST_INDEX;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    CURRENCY, DETERMINER, IMPACT, MARKET, MONTH, NUMBER, PERSON, SCALE, TRANSITIVE, UNCOUNTED, VERB, WEEKDAY,
};

patterns! {
    "figures":
    /// A verb of a crowd, with no noun behind it.
    CROWD_ACTS = ["^ CROWD_VERBS PREPOSITION|LOCATIVE|<stop>|TIME"];
}

word_lists! {
    "figures":
    ADJECTIVE_ENDINGS, BEHIND_TIMES, EARTHQUAKES, JUDGED, POINTS_CONTEXT, POSSESSIVE_DETERMINERS, VICTIM_ADJECTIVES,
}

/// Reads a number without a unit: of things or people, or bare; the token to go on from.
pub(in crate::enrich::figures) fn counted(
    view: &View<'_>,
    core: &Core,
    end: &Core,
    draft: &Draft,
    found: &mut Findings,
) -> usize {
    let reading = Reading::new(view, core, end, &found.drafts);
    let read = STEPS.iter().find_map(|step| Some((step, (step.test)(view, &reading, draft)?)));
    match read {
        Some((step, Outcome::Figure(draft))) => {
            let mut draft = *draft;
            draft.why.form = draft.why.form.or(Some(&step.reason));
            let next = draft.last;
            found.drafts.push(draft);
            next
        }
        Some((_, Outcome::Nothing(reason))) => {
            found.reject(view, core.number.first, end.last, reason);
            end.last
        }
        None => {
            found.reject(view, core.number.first, end.last, BARE);
            end.last
        }
    }
}

/// A number without a unit, with the words that the steps look at.
struct Reading<'a> {
    core: &'a Core,
    number: &'a Number,
    /// The number, or the second end of a range.
    end: &'a Core,
    /// One past the last token of the number or range.
    last: usize,
    /// The end of a model that stands before the noun: `36 F-16 fighter planes`.
    model: Option<usize>,
    /// The noun phrase behind the number.
    noun: Option<NounPhrase>,
    /// The same, where the number can count it.
    counted: Option<NounPhrase>,
    /// A word is joined to the number by a hyphen.
    compound: bool,
    /// The figures of the sentence so far.
    before: &'a [Draft],
}

impl<'a> Reading<'a> {
    fn new(view: &View<'_>, core: &'a Core, end: &'a Core, before: &'a [Draft]) -> Self {
        let (number, last) = (&core.number, end.last);
        let from = noun_start(view, number, last);
        let model = designation(view, from);
        let compound = view.hyphen(last) && view.is_word(last + 1);
        let noun = if compound { None } else { noun::after(view, model.unwrap_or(from)) };
        let counted = noun.and_then(|noun| in_number(view, number, noun));
        Self { core, number, end, last, model, noun, counted, compound, before }
    }
}

/// The result of a step.
enum Outcome {
    Figure(Box<Draft>),
    /// The number is no figure, for this reason.
    Nothing(Reason),
}

/// `None` where the step says nothing about the number.
type Step = fn(&View<'_>, &Reading<'_>, &Draft) -> Option<Outcome>;

/// The steps in their order: the first that says anything decides.
const STEPS: &[Rule<Step>] = &[
    Rule::new("name that starts with its number", "`11 Division`, `3 Series`: before all that count", title),
    Rule::new("magnitude", "`a 5.1-magnitude quake`: before the exclusions, to which it is a version", quake),
    Rule::new(
        "list of names",
        "`India recorded 68 deaths, Indonesia 165`: before the exclusions, to which it is a name with a number",
        of_list,
    ),
    Rule::new(
        "no figure by its words",
        "years, names, addresses, pronouns: see the rules of exclusion",
        excluded,
    ),
    Rule::new("compound", "`six-member panel`, `a 32-strong squad`: no noun may follow", joined),
    Rule::new("age", "`Smith, 31, of Leeds`: before nouns, since one may follow by chance", age),
    Rule::new("rate with a base", "`31.5 per 100,000`, `12 cases per 1,000`: before the noun takes it", rate),
    Rule::new("count with a noun", "`1,050 people`, `three smaller fires`", noun_behind),
    Rule::new("count without a noun", "`40 of them`, `48 were caught`: last, since anything says more", bare),
];

fn title(view: &View<'_>, it: &Reading<'_>, _: &Draft) -> Option<Outcome> {
    let title = it.noun.is_some_and(|noun| is_title(view, it.number, &noun));
    title.then_some(Outcome::Nothing(TITLE))
}

fn of_list(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    if it.compound || it.counted.is_some() {
        return None;
    }
    named_list::model(view, it.before, it.number.first, it.last)?;
    let draft = Draft { bare: true, small: false, ..draft.clone() };
    Some(Outcome::Figure(Box::new(draft)))
}

fn quake(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    is_magnitude(view, it.number, it.last)
        .then(|| Outcome::Figure(Box::new(magnitude(view, draft.clone(), it.last))))
}

fn joined(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    it.compound.then(|| match hyphenated(view, it.number, it.last, draft.clone()) {
        Ok(draft) => Outcome::Figure(Box::new(draft)),
        Err(reason) => Outcome::Nothing(reason),
    })
}

fn age(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    let rule = age::rule(view, it.core, it.counted.as_ref())?;
    let mut draft =
        Draft { dimension: Dimension::Duration, unit: Unit::Code("a"), kind: Kind::Age, ..draft.clone() };
    draft.why.form = Some(rule);
    Some(Outcome::Figure(Box::new(draft)))
}

fn rate(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    let (base, end) = base_of_rate(view, it.counted.map_or(it.last, |noun| noun.last))?;
    let mut draft = Draft { dimension: Dimension::Rate, unit: Unit::Code(base), ..draft.clone() };
    draft.set_last(view, end);
    Some(Outcome::Figure(Box::new(draft)))
}

fn noun_behind(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    // `Tens of thousands rally in Novi Sad`: a headline tells what they do.
    let acts = matches!(it.number.form, Form::Hint) && CROWD_ACTS.begin(view, it.last);
    it.counted
        .filter(|_| !acts)
        .map(|noun| Outcome::Figure(Box::new(with_noun(view, draft.clone(), it.number, noun))))
}

fn bare(view: &View<'_>, it: &Reading<'_>, draft: &Draft) -> Option<Outcome> {
    let rule =
        if it.model.is_some() { &MODEL } else { bare_numbers::rule(view, it.before, it.number, it.last)? };
    let mut draft = draft.clone();
    draft.small &= !bare_numbers::is_second_of_pair(view, it.before, it.number);
    draft.why.form = Some(rule);
    Some(Outcome::Figure(Box::new(without_noun(view, draft, it.number, it.last))))
}

/// The token where the noun of a number may start: `dozens of the workers`, `12 or more houses`, `eleven (11) others`.
fn noun_start(view: &View<'_>, number: &Number, last: usize) -> usize {
    let mut from = last;
    if number.is_hint() && view.is(from, "of") {
        from += 1 + usize::from(view.any(from + 1, &POSSESSIVE_DETERMINERS));
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
    let quake = &EARTHQUAKES;
    view.is(before, "magnitude")
        || view.hyphen(before) && view.is(before.wrapping_sub(1), "magnitude")
        || view.phrase(before.wrapping_sub(1), &["magnitude", "of"])
        || view.is(before, "at") && view.is(before.wrapping_sub(1), "magnitude")
        || view.is(last, "magnitude")
        || number.value < 10.0 && view.any(last, quake)
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
    if bare_numbers::of_victims(view, last) {
        draft.unit = Unit::Person;
        return draft;
    }
    if let Some(whole) = bare_numbers::partitive_noun(view, last) {
        // `three of the five suspects`, `34 of 99 seats`: counted by the noun of the whole.
        // `four of his seven hectares`.
        if let Some((dimension, code)) = unit::of_word(view, whole.head) {
            return Draft { bare: false, partitive: true, dimension, unit: Unit::Code(code), ..draft };
        }
        let unit = if whole.person { Unit::Person } else { Unit::Noun(whole.head) };
        return Draft { bare: false, partitive: true, noun: Some(whole), unit, ..draft };
    }
    let judged = &JUDGED;
    if view.has(last, IMPACT) && !(view.has(last, VERB) && view.has(last, TRANSITIVE)) {
        draft.unit = Unit::Person;
        if view.any(last, &VICTIM_ADJECTIVES) {
            draft.set_last(view, last + 1);
        }
    } else if bare_numbers::elliptical(view, last)
        || bare_numbers::is_crowd(view, number)
        || number.first == view.start && view.any(last, judged)
    {
        draft.unit = Unit::Person;
    } else if view.is(last, "off") && view.is_number(last + 1) {
        draft.unit = Unit::Code("run");
    } else if number.value < HIGHEST_INDEX && in_market(view, number.first) && !acts(view, last) {
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
    let adjective = ADJECTIVE_ENDINGS.iter().any(|ending| first.ends_with(ending));
    let modifies = noun.last == noun.first + 2
        && view.lower(noun.first)
        && !adjective
        && (view.has(before, DETERMINER)
            || view.kind(before) == Some(crate::document::TokenKind::Possessive));
    modifies.then_some(NounPhrase { head: noun.first, ..noun })
}

const RANGE_OF_YEARS: Reason = Reason::new("range of years", "`2019-20`: the second end is a year");
const TITLE: Reason =
    Reason::new("name that starts with its number", "`11 Division`, `3 Series`: singular and capitalised");
const COMPOUND: Reason =
    Reason::new("compound that counts nothing", "`a two-way street`, `one-sided`, `five-star`");
const BARE: Reason =
    Reason::new("number that counts nothing", "no noun, no unit, and no word beside it that measures");
const MODEL: Reason = Reason::new("count of a model", "`30 F-15s`: counted by what they are");

fn excluded(view: &View<'_>, it: &Reading<'_>, _: &Draft) -> Option<Outcome> {
    let candidate = Candidate { number: it.number, noun: it.counted.as_ref(), compound: it.compound };
    let last = Candidate { number: &it.end.number, ..candidate };
    let rule = reject::by_words(view, &candidate).or_else(|| {
        let year = it.end.number.first != it.number.first && reject::is_year(view, &last);
        year.then_some(RANGE_OF_YEARS)
    });
    rule.map(Outcome::Nothing)
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
    if let Some(end) = numbered_model(view, at) {
        return Some(end);
    }
    let plural =
        last > at + 3 && view.is(at + 3, "s") || noun::after(view, last).is_some_and(|noun| noun.plural);
    (model && plural).then_some(last)
}

/// `50 Boeing 737 MAX jets`, `24 Leopard 2 tanks`: a name with its number, and the things that have it.
fn numbered_model(view: &View<'_>, at: usize) -> Option<usize> {
    let named = |i: usize| {
        view.is_word(i) && view.capitalised(i) && !view.has(i, MONTH | WEEKDAY | CURRENCY | PERSON)
    };
    let number = at + (at..at + 2).take_while(|&i| named(i)).count();
    let model = number > at && view.is_number(number) && !view.text(number).contains([',', '.']);
    let last = number + 1 + usize::from(named(number + 1));
    let things =
        noun::after(view, last).is_some_and(|noun| noun.plural && !noun.person && view.lower(noun.head));
    (model && things).then_some(last)
}

/// Points of an index are no count; points of a game are.
fn points(view: &View<'_>, draft: &mut Draft, number: &Number) {
    let decimals = number.value.fract() != 0.0;
    let near = view.around(number.first);
    let sporty = (near.start..near.end).any(|i| view.any(i, &POINTS_CONTEXT));
    if (decimals || in_market(view, number.first) || view.theme.market) && !sporty {
        draft.dimension = Dimension::Other;
    }
}

/// `1,027 advanced and 118 remained unchanged`: stocks, not points.
fn acts(view: &View<'_>, last: usize) -> bool {
    view.lower(last) && (view.text(last).ends_with("ed") || view.any(last, &["rose", "fell", "were"]))
}

fn in_market(view: &View<'_>, at: usize) -> bool {
    let near = view.around(at);
    (near.start..near.end).any(|i| view.has(i, MARKET) && !view.is(i.wrapping_sub(1), "mass"))
}

/// `five times as many` is a rate, `shot five times` a count.
fn times(view: &View<'_>, noun: NounPhrase, draft: &mut Draft) {
    if view.any(noun.last, &BEHIND_TIMES) {
        draft.dimension = Dimension::Rate;
        draft.kind = Kind::Weak;
    }
}
