//! Ages without a unit: `Smith, 31, of Leeds`, `dies at 74`, `she is 31`.

use crate::enrich::figures::counted::noun::{self, NounPhrase};
use crate::enrich::figures::links::revision::COUNTING_NOUNS;
use crate::enrich::figures::quantity::core::Core;
use crate::enrich::figures::scan::number::Number;
use crate::enrich::figures::thresholds::{OLDEST, STEP_REACH};
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{ADVERB, AUXILIARY, FUNCTION, IMPACT, LIFE, PERSON, TALLY};

word_lists! {
    "figures":
    AGED_ORDINALS, AGED_PRONOUNS, AGE_ADVERBS,
}

patterns! {
    "figures":
    /// `aged 32`, `between the ages of 12 and 15`.
    NAMED = ["aged|age|ages ^", "age|ages|aged of|between|from ^"];
    /// `dies at 74`; `the dead at 9`: those who died.
    AT_DEATH = ["DYING_VERBS&!dead at ^", "!DETERMINER&!NUMBER&!of&!<number> dead at ^"];
    /// `at 14`.
    AT = ["at ^"];
    /// A mark or the border of the sentence behind an age.
    CLOSED = ["^ ,|)|.|;|<edge>"];
    /// What may follow an age that a clause ends with: `at 14 and`, `at 14 in Leeds`.
    CLAUSE_END = ["^ CONJUNCTION|PREPOSITION|RELATIVE|PRONOUN|\u{2013}|\u{2014}"];
    /// `left the post at 10 on Tuesday`: a time of day.
    CLOCK = ["^ PREPOSITION"];
    /// `children under 5`.
    GROUP = ["PERSON AGE_BOUNDS ^"];
    /// `aged 29 and 37`.
    LISTED = ["aged|ages <number> and|or ^"];
    /// `Smith, 31, of Leeds`, `Smith, now 31`.
    APPOSED = ["<name>&!MONTH&!WEEKDAY|<word>&PERSON&!MONTH&!WEEKDAY ,|( AGE_ADVERBS? ^"];
    /// `she is 31`, `they were already 31`.
    PREDICATE = ["AGE_VERBS AGE_ADVERBS? ^", "were AGE_ADVERBS ^"];
    /// `, 24 and 21, were`.
    FIRST_OF_TWO = ["<name>|PERSON , ^ and <number> ,"];
    SECOND_OF_TWO = ["<name>|PERSON , <number> and ^ ,"];
    /// `most of them over 70`, `all were over 75`.
    BOUND_OF_THEM = ["of them|whom|us AGE_BOUNDS ^", "who <word>? were|are AGE_BOUNDS ^", "died were AGE_BOUNDS ^"];
    BOUND_END = ["^ <stop>|CONJUNCTION|PREPOSITION"];
    /// What may follow it: `she is 31, …`, `was 31 when`, `is 31 and she`.
    PREDICATE_END = ["^ ,|)|.|;|<edge>|when", "^ and PRONOUN"];
    /// `turned 40 in May`.
    TURNS = ["be|turns|turned AGE_ADVERBS? ^ BEHIND_AGE"];
    /// `At 38, he is …`.
    OPENING = ["<edge>|,|that at ^ , PRONOUN|<capital>"];
}

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
    Rule::new("ages of two", "`the brothers, 24 and 21, were buried`", |view, it| {
        let pair = it.fits(view, &FIRST_OF_TWO) || it.fits(view, &SECOND_OF_TWO);
        it.has_two_digits() && pair
    }),
    Rule::new("bound of an age", "`two-fifths of them over 60`, `all who died were over 75`", |view, it| {
        it.has_two_digits() && it.fits(view, &BOUND_OF_THEM) && it.fits(view, &BOUND_END)
    }),
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
        self.fits(view, &CLOSED)
    }

    /// One of these phrases stands around the number.
    fn fits(&self, view: &View<'_>, patterns: &Patterns) -> bool {
        patterns.around(view, self.number.first..self.last)
    }
}

fn is_named(view: &View<'_>, it: &Candidate) -> bool {
    it.fits(view, &NAMED)
}

fn is_at_death(view: &View<'_>, it: &Candidate) -> bool {
    !it.has_noun && it.fits(view, &AT_DEATH) && !tells_a_count(view, it.before)
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
    let ends = it.closes(view) || it.fits(view, &CLAUSE_END);
    let clock = it.number.value < 13.0 && it.fits(view, &CLOCK);
    let told = it.has_two_digits() && it.fits(view, &AT) && ends;
    if !told || clock || tells_a_count(view, it.before) {
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
    !it.has_noun && it.number.value < 100.0 && it.fits(view, &GROUP)
}

/// `aged 29 and 37`: goes on with the age before it.
fn is_listed(view: &View<'_>, it: &Candidate) -> bool {
    !it.has_noun && it.fits(view, &LISTED)
}

fn is_apposed(view: &View<'_>, it: &Candidate) -> bool {
    it.has_two_digits() && it.closes(view) && it.fits(view, &APPOSED)
}

fn is_predicate(view: &View<'_>, it: &Candidate) -> bool {
    let ends = it.fits(view, &PREDICATE_END) || it.fits(view, &TURNS);
    it.has_two_digits() && ends && it.fits(view, &PREDICATE) && may_have_an_age(view, it.at.wrapping_sub(1))
}

fn opens_clause(view: &View<'_>, it: &Candidate) -> bool {
    it.has_two_digits() && it.fits(view, &OPENING)
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
