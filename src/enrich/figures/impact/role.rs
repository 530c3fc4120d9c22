//! The grammatical position of a count: which word governs it.

use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact::clause;
use crate::enrich::figures::impact::words::{GROUPS, VIOLENCE};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{CONJUNCTION, DETERMINER, PERSON, PREPOSITION, QUALIFIER, TRANSITIVE, VERB};

word_lists! {
    "figures":
    ADDITIVES, FORCING_VERBS, VERB_PARTICLES,
}

patterns! {
    "figures":
    /// `killing "more than 100`, `at "no fewer than 60"`.
    QUOTED_COUNT = ["at|to|of|IMPACT ^ <quote>"];
    /// `a total of 12`, `up to 12`: two words that qualify a count.
    QUALIFIES_WITH_NEXT = ["TOTALS_BEFORE_OF&GROUPS of ^", "up|close|next to ^"];
    /// `at least 12`; `between 12 and 20`.
    QUALIFIES_AT = ["at ^ least|most"];
    BETWEEN = ["between ^ <any> and"];
    /// `the`, `an estimated`, `other`.
    QUALIFIES = ["BEFORE_NUMBER|ADVERB&!not ^", "DETERMINER&!NUMBER ^"];
    /// `an estimated 12`, but not `a 12`.
    ARTICLE = ["a|an ^ <number>"];
    /// `within 12`, but not `well within 12`: it governs where it stands.
    GOVERNING_LIMIT = ["!well&!just LIMIT_PREPOSITIONS ^"];
    /// `including 12 children`.
    INCLUDES = ["including|include|includes|included ^"];
    /// `among them 12 children`.
    AMONG_THEM = ["among|of them|whom|those ^"];
    /// A form of `including` that needs no count before it.
    INCLUDING = ["including ^"];
    /// `had 12 dead`.
    HAS = ["had|has|have|having ^"];
    /// `a judge and 12 policemen`.
    JOINER = ["CONJUNCTION|, ^", "plus|alongside ^", "along|together with ^"];
    /// `as well as 12 policemen`.
    AS_WELL = ["well|as ^"];
    /// `after 20 people were killed`: a clause may follow.
    OPENS_CLAUSE = ["SUBORDINATORS_BEFORE_COUNT|SPEECH&!PREPOSITION|RELATIVE&!PREPOSITION ^"];
    /// `by 12 gunmen`.
    OBLIQUE = ["PREPOSITION|to ^"];
    /// What ends the object of a verb before `and`: `lost her brother and two cousins`.
    OBJECT_BORDER = ["^ <stop>|<number>|NUMBER|PREPOSITION&!of|CONJUNCTION&!of|RELATIVE&!of"];
    /// `shot to death 12`.
    TO_DEATH = ["to death ^"];
    /// `took in 12`; `in` belongs to no other verb.
    PARTICLE_IN = ["took|taken|hauled|reeled in ^"];
    /// `said 12 people died`: its object is a clause.
    NO_GOVERNOR = ["^ SPEECH|PREPOSITION"];
}

/// The position of a count in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Object of the active verb at a token: `killed 12`.
    Object(usize),
    /// Behind the `of` of the noun at a token: `the deaths of 12`.
    Of(usize),
    /// Behind a preposition: `by 12 gunmen`.
    Oblique(usize),
    /// Predicate behind a form of `be` or `include` at a token: `among the dead were 12 students`.
    Predicate(usize),
    /// A part of a count before: `including 12 children`.
    Part,
    /// The whole of a part: `three of the 12 suspects`.
    Whole,
    /// Joined to a count before or to another object: `a judge and 12 policemen`.
    Joined,
    /// Opens a clause.
    Subject,
}

/// The first token of the count with the words that qualify it: `at least`, `an estimated`, `the other`.
pub(in crate::enrich::figures) fn start(view: &View<'_>, first: usize) -> usize {
    let mut i = first;
    while i > view.start {
        if QUALIFIES_WITH_NEXT.begin(view, i) {
            i -= 2;
        } else if qualifies(view, i, first) {
            i -= 1;
        } else {
            break;
        }
    }
    // `put the dead at "no fewer than 60"`: the quotation is of the count.
    if i > view.start && view.is_quote(i - 1) && QUOTED_COUNT.begin(view, i - 1) { i - 1 } else { i }
}

/// True if the token before `i` qualifies the count that starts at `first`.
fn qualifies(view: &View<'_>, i: usize, first: usize) -> bool {
    let at = i - 1;
    if i == first && ARTICLE.begin(view, i) {
        return false;
    }
    let between = BETWEEN.begin(view, i) && !clause::plain(view, i + 2);
    let qualifier = view.has(at, QUALIFIER) && !GOVERNING_LIMIT.begin(view, i);
    let adverb = clause::plain(view, at) && clause::is_adverb(view, at) && !view.is(at, "not");
    between || qualifier || adverb || QUALIFIES_AT.begin(view, i) || QUALIFIES.begin(view, i)
}

/// A count with the token before it and its qualifiers.
struct Position<'a> {
    view: &'a View<'a>,
    drafts: &'a [Draft],
    k: usize,
    /// The first token of the count with the words that qualify it.
    start: usize,
    /// The token before them.
    at: usize,
}

impl Position<'_> {
    /// A count of people stands before.
    fn has_earlier(&self) -> bool {
        let counts = |draft: &Draft| draft.counts_people() || super::groups_people(self.view, draft);
        self.drafts[..self.k].iter().rev().any(counts)
    }
}

type Test = fn(&Position<'_>) -> Option<Role>;

/// The rules in their order: words that name the position by themselves, then verbs, which govern over a preposition
/// (`gunned down 12`), then what opens a clause, and prepositions last.
const RULES: &[Rule<Test>] = &[
    Rule::new("included", "`including 12 children`; `the dead include 12 students`", |it| {
        let part = || INCLUDING.begin(it.view, it.start) || it.has_earlier();
        INCLUDES.begin(it.view, it.start).then(|| if part() { Role::Part } else { Role::Predicate(it.at) })
    }),
    Rule::new("among them", "`among them 12 children`, with a count before", |it| {
        (AMONG_THEM.begin(it.view, it.start) && it.has_earlier()).then_some(Role::Part)
    }),
    Rule::new("possession", "`had 12 dead`", |it| {
        HAS.begin(it.view, it.start).then_some(Role::Object(it.at))
    }),
    Rule::new("predicate", "`among the dead were 12 students`", |it| {
        let be = clause::is_auxiliary(it.view, it.at) && clause::is_be(it.view, it.at);
        be.then_some(Role::Predicate(it.at))
    }),
    Rule::new("joined", "`a judge and 12 policemen`; `and 12 fled` opens a clause", |it| {
        if !JOINER.begin(it.view, it.start) {
            return None;
        }
        let joined = it.has_earlier() || joined_verb(it.view, it.at).is_some();
        Some(if joined && it.view.any(it.at, &ADDITIVES) { Role::Joined } else { Role::Subject })
    }),
    Rule::new("as well as", "`a judge as well as 12 policemen`", |it| {
        let role = || if it.has_earlier() { Role::Joined } else { Role::Subject };
        AS_WELL.begin(it.view, it.start).then(role)
    }),
    Rule::new("bracket", "`20 people (12 women)`", |it| {
        let role = || if it.has_earlier() { Role::Part } else { Role::Subject };
        (it.view.text(it.at) == "(").then(role)
    }),
    Rule::new("object", "`killed 12`, `gunned down 12`", |it| {
        let governor = particle(it.view, it.at);
        is_governor(it.view, governor).then_some(Role::Object(governor))
    }),
    Rule::new("clause", "`after 20 people were killed`", |it| {
        OPENS_CLAUSE.begin(it.view, it.start).then_some(Role::Subject)
    }),
    Rule::new("behind of", "`the deaths of 12`, `a group of 40 people`, `three of the 12 suspects`", |it| {
        let (view, noun) = (it.view, it.at.wrapping_sub(1));
        if !view.is(it.at, "of") {
            return None;
        }
        let whole = it.drafts[..it.k].last().is_some_and(|part| part.last == it.at);
        let group = view.any(noun, &GROUPS) && !view.is(noun, "number");
        Some(match () {
            () if whole => Role::Whole,
            () if group => of_group(view, it.drafts, it.k, noun),
            () => Role::Of(noun),
        })
    }),
    Rule::new("oblique", "`by 12 gunmen`", |it| {
        OBLIQUE.begin(it.view, it.start).then_some(Role::Oblique(it.at))
    }),
];

/// The position of draft `k`.
pub(super) fn of(view: &View<'_>, drafts: &[Draft], k: usize) -> Role {
    let start = start(view, drafts[k].first);
    let Some(at) = start.checked_sub(1).filter(|&at| at >= view.start) else { return Role::Subject };
    let position = Position { view, drafts, k, start, at };
    RULES.iter().find_map(|rule| (rule.test)(&position)).unwrap_or(Role::Subject)
}

/// The verb whose first object is no count: `lost her brother and two cousins`.
pub(super) fn joined_verb(view: &View<'_>, and: usize) -> Option<usize> {
    let mut i = and;
    while i > view.start && and - i < 8 {
        i -= 1;
        if is_governor(view, i) {
            return (i + 1 < and).then_some(i);
        }
        if OBJECT_BORDER.begin(view, i) || clause::is_auxiliary(view, i) {
            return None;
        }
    }
    None
}

/// `a group of 40 people`: the position is the group's.
fn of_group(view: &View<'_>, drafts: &[Draft], k: usize, noun: usize) -> Role {
    let mut first = noun;
    let modifier = |i: usize| {
        let word = clause::plain(view, i) && !view.has(i, PREPOSITION | CONJUNCTION | VERB);
        word && !clause::is_verb(view, i)
    };
    let belongs = |i: usize| view.has(i, DETERMINER) || noun - i <= 3 && modifier(i);
    while first > view.start && belongs(first - 1) {
        first -= 1;
    }
    let mut draft = drafts[k].clone();
    draft.first = first;
    let mut all = drafts[..k].to_vec();
    all.push(draft);
    match of(view, &all, k) {
        Role::Part => Role::Subject,
        role => role,
    }
}

/// The verb of `gunned down 12`, `shot dead 12`, `wiped out 12`.
fn particle(view: &View<'_>, at: usize) -> usize {
    let before = at.wrapping_sub(1);
    if TO_DEATH.begin(view, at + 1) && is_governor(view, at.wrapping_sub(2)) {
        return at - 2;
    }
    let belongs = !view.is(at, "in") || PARTICLE_IN.begin(view, at + 1);
    let particle = belongs && view.any(at, &VERB_PARTICLES);
    if particle && is_governor(view, before) { before } else { at }
}

/// True if a word can have the count behind it for its object.
fn is_governor(view: &View<'_>, at: usize) -> bool {
    if NO_GOVERNOR.begin(view, at) {
        return false;
    }
    let headline = view.has(at, TRANSITIVE) && view.capitalised(at);
    let gerund = clause::plain(view, at) && view.text(at).len() > 4 && clause::ends(view, at, "ing");
    let forces = view.any(at, &FORCING_VERBS) && clause::plain(view, at);
    let verb = headline || forces || clause::is_verb(view, at) || view.any(at, &VIOLENCE);
    let person = view.has(at, PERSON) && !view.is_word(at);
    (verb || gerund && !view.has(at, QUALIFIER)) && !person
}
