//! Ages without a unit: `Smith, 31, of Leeds`, `dies at 74`, `she is 31`.

use crate::enrich::figures::counted::noun::{self, NounPhrase};
use crate::enrich::figures::links::revision::COUNTING_NOUNS;
use crate::enrich::figures::quantity::core::Core;
use crate::enrich::figures::scan::number::Number;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, FUNCTION, IMPACT, LIFE, MONTH, NUMBER, PERSON, PREPOSITION,
    PRONOUN, RELATIVE, TALLY, WEEKDAY,
};

word_lists! {
    "figures":
    AGED_ORDINALS, AGED_PRONOUNS, AGE_ADVERBS, AGE_BOUNDS, AGE_VERBS, BEHIND_AGE, DYING_VERBS,
}

/// The oldest age that is read as one.
const OLDEST: f64 = 115.0;
/// So many tokens before an age its verb stands (chosen).
const STEP_REACH: usize = 14;

/// A number that may be an age.
struct Candidate {
    number: Number,
    /// The token before the number.
    before: usize,
    /// The token before the number and its adverb: `now 31`.
    at: usize,
    /// One past the last token.
    last: usize,
    /// A noun stands behind the number.
    has_noun: bool,
}

/// True if the number is an age.
type Test = fn(&View<'_>, &Candidate) -> bool;

/// Rules in their order: the word `age` says it by itself, and holds even before a noun.
const RULES: &[Rule<Test>] = &[
    Rule::new("word for age", "`aged 32`, `between the ages of 12 and 15`", is_named),
    Rule::new("list of ages", "`aged 29 and 37`", is_listed),
    Rule::new("age at death", "`dies at 74`; not `put the number of dead at nine`", is_at_death),
    Rule::new("age at a step in life", "`died in Nakuru at 88`, `she was sent to prison at 14`", is_at_step),
    Rule::new("age group", "`children under 5`", is_group),
    Rule::new("age in apposition", "`Smith, 31, of Leeds`", is_apposed),
    Rule::new("age by a verb", "`she is 31`, `turned 40 in May`; not `the toll is 14`", is_predicate),
    Rule::new("age at the start", "`At 38, he is …`", opens_clause),
];

/// The rule by which a number without a unit is an age.
pub(in crate::enrich::figures) fn rule(
    view: &View<'_>,
    core: &Core,
    noun: Option<&NounPhrase>,
) -> Option<&'static Reason> {
    let number = core.number;
    if number.value > OLDEST || number.value.fract() != 0.0 || number.scale > 1.0 {
        return None;
    }
    let before = number.first.wrapping_sub(1);
    let adverb = view.any(before, &AGE_ADVERBS);
    let at = if adverb { before.wrapping_sub(1) } else { before };
    let candidate = Candidate { number, before, at, last: core.last, has_noun: noun.is_some() };
    RULES.iter().find(|rule| (rule.test)(view, &candidate)).map(|rule| &rule.reason)
}

impl Candidate {
    /// Ages of persons are written with two digits.
    fn has_two_digits(&self) -> bool {
        !self.has_noun && self.number.plain_digits() == Some(2)
    }

    /// A mark or the end of the sentence stands behind the number.
    fn closes(&self, view: &View<'_>) -> bool {
        matches!(view.text(self.last), "," | ")" | "." | ";") || view.token(self.last).is_none()
    }
}

fn is_named(view: &View<'_>, it: &Candidate) -> bool {
    let of_age = view.any(it.before, &["of", "between", "from"])
        && view.any(it.before.wrapping_sub(1), &["age", "ages", "aged"]);
    of_age || view.any(it.before, &["aged", "age", "ages"])
}

fn is_at_death(view: &View<'_>, it: &Candidate) -> bool {
    !it.has_noun
        && view.is(it.before, "at")
        && view.any(it.before.wrapping_sub(1), &DYING_VERBS)
        && !(view.is(it.before.wrapping_sub(1), "dead") && is_noun(view, it.before.wrapping_sub(1)))
        && !tells_a_count(view, it.before)
}

/// `the dead`, `number of dead`, `12 dead`: those who died.
fn is_noun(view: &View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    view.has(before, DETERMINER | NUMBER) || view.is(before, "of") || view.is_number(before)
}

/// `put those who died at nine`, `left the toll at 14`: the words before a number tell a count.
fn tells_a_count(view: &View<'_>, at: usize) -> bool {
    (at.saturating_sub(STEP_REACH).max(view.start)..at).rev().take_while(|&i| view.text(i) != ";").any(|i| {
        view.has(i, TALLY)
            || view.any(i, &COUNTING_NOUNS)
            || view.any(i, &["put", "puts", "putting", "estimated"])
    })
}

/// `died in a hospital in Nakuru at 88`, `he left school at 14`: a person takes a step in life at an age.
fn is_at_step(view: &View<'_>, it: &Candidate) -> bool {
    let ends = it.closes(view)
        || view.has(it.last, CONJUNCTION | PREPOSITION | RELATIVE | PRONOUN)
        || matches!(view.text(it.last), "\u{2013}" | "\u{2014}");
    // `left the post at 10 on Tuesday`: a time of day.
    let clock = it.number.value < 13.0 && view.has(it.last, PREPOSITION);
    if !(it.has_two_digits() && view.is(it.before, "at") && ends) || clock || tells_a_count(view, it.before) {
        return false;
    }
    let lowest = it.before.saturating_sub(STEP_REACH).max(view.start);
    let clause = || (lowest..it.before).rev().take_while(|&i| view.text(i) != ";");
    let Some(step) = clause().find(|&i| view.has(i, LIFE)) else { return false };
    let dies = view.any(step, &["died", "dies", "dying", "born"]);
    let person = |i: usize| view.any(i, &["he", "she", "who", "i"]);
    // `married at 19`: the pronoun stands before the verb that it is joined to.
    dies || (step.saturating_sub(STEP_REACH).max(view.start)..step).any(person)
}

fn is_group(view: &View<'_>, it: &Candidate) -> bool {
    !it.has_noun
        && it.number.value < 100.0
        && view.any(it.before, &AGE_BOUNDS)
        && view.has(it.before.wrapping_sub(1), PERSON)
}

/// `aged 29 and 37`: goes on with the age before it.
fn is_listed(view: &View<'_>, it: &Candidate) -> bool {
    let other = it.before.wrapping_sub(1);
    let aged = view.any(other.wrapping_sub(1), &["aged", "ages"]);
    !it.has_noun && view.any(it.before, &["and", "or"]) && view.is_number(other) && aged
}

fn is_apposed(view: &View<'_>, it: &Candidate) -> bool {
    let name = it.at.wrapping_sub(1);
    it.has_two_digits()
        && it.closes(view)
        && matches!(view.text(it.at), "," | "(")
        && view.is_word(name)
        && (view.capitalised(name) || view.has(name, PERSON))
        && !view.has(name, MONTH | WEEKDAY)
}

fn is_predicate(view: &View<'_>, it: &Candidate) -> bool {
    let adverb = it.at < it.before;
    let verb = view.any(it.at, &AGE_VERBS) || adverb && view.is(it.at, "were");
    let turns = view.any(it.at, &["be", "turns", "turned"]) && view.any(it.last, &BEHIND_AGE);
    let joins = view.is(it.last, "and") && view.has(it.last + 1, PRONOUN);
    it.has_two_digits()
        && verb
        && may_have_an_age(view, it.at.wrapping_sub(1))
        && (it.closes(view) || view.is(it.last, "when") || turns || joins)
}

fn opens_clause(view: &View<'_>, it: &Candidate) -> bool {
    let before_at = it.before.wrapping_sub(1);
    let opens = it.before == view.start || view.text(before_at) == "," || view.is(before_at, "that");
    it.has_two_digits()
        && view.is(it.before, "at")
        && view.text(it.last) == ","
        && opens
        && (view.has(it.last + 1, PRONOUN) || view.capitalised(it.last + 1))
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
    view.any(subject, &AGED_PRONOUNS)
        || view.any(subject, &AGED_ORDINALS)
        || matches!(view.text(subject), "," | ")")
        || view.capitalised(subject) && !view.has(subject, TALLY | FUNCTION)
}
