//! Numbers without a noun behind them: whether they are figures, and what they may count.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::noun::{self, NounPhrase};
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::figures::impact::{CARRIED, VIOLENCE};
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{AUXILIARY, DETERMINER, IMPACT, LIFE, NUMBER, QUALIFIER, TRANSITIVE, VERB, WEEKDAY};

word_lists! {
    "figures":
    BEFORE_NUMBER_OF, BEFORE_PLAIN_NUMBER, BEHIND_LISTED_NUMBER, BODIES_OF_PEOPLE, BOUND_LINKS, CARRIED_PREPOSITIONS, INJURY_DEGREES, PARTITIVE_TARGETS,
}

/// A number without unit or noun.
struct Lone<'a> {
    number: &'a Number,
    /// The token before it.
    before: usize,
    /// One past its last token.
    last: usize,
    /// The figures of the sentence so far.
    drafts: &'a [Draft],
}

type Test = fn(&View<'_>, &Lone<'_>) -> bool;

/// Reasons for which a number measures something by itself; what the words say comes before the form of the number.
const RULES: &[Rule<Test>] = &[
    Rule::new("fate of the counted", "`12 were injured`, `three of them died`", |view, it| {
        elliptical(view, it.last)
    }),
    Rule::new(
        "clause of its own",
        "`120 capsized; 34 were saved`: goes on with the people before",
        |view, it| goes_on(view, it),
    ),
    Rule::new("part of a count", "`40 of them seriously`, `three critically`", |view, it| {
        is_part(view, it.last) && it.number.value > 1.0
    }),
    Rule::new("comparison", "`12 more than …`", |view, it| {
        view.any(it.last, &["more", "fewer", "less"]) && view.is(it.last + 1, "than")
    }),
    Rule::new("run of events", "`five straight`, `three in a row`", |view, it| {
        let running = view.is(it.last, "straight") || view.phrase(it.last, &["in", "a", "row"]);
        running && it.number.value > 1.0
    }),
    Rule::new("balls of an innings", "`45 off 30`", |view, it| {
        view.is(it.last, "off") && view.is_number(it.last + 1)
    }),
    Rule::new("votes against", "`five votes to two`", |view, it| {
        let votes = it.drafts.last().and_then(|last| last.noun);
        view.is(it.before, "to")
            && votes.is_some_and(|noun| noun.last == it.before && view.is(noun.head, "votes"))
    }),
    Rule::new("reported before", "`four people, not seven as we reported`", |view, it| {
        view.is(it.before, "not") && view.is(it.last, "as") && it.number.value > 1.0 && !it.drafts.is_empty()
    }),
    Rule::new("part of which", "`56 lakes, of which nine are dangerous`", |view, it| {
        view.any(it.before, &["which", "whom"])
            && view.any(it.before.wrapping_sub(1), &["of", "among"])
            && it.number.value > 1.0
            && !it.drafts.is_empty()
    }),
    Rule::new("points ahead", "`44 points, three ahead of Celtic`", |view, it| {
        view.any(it.last, &["ahead", "behind", "clear", "adrift"])
            && it.drafts.iter().any(|draft| draft.noun.is_some_and(|noun| view.is(noun.head, "points")))
    }),
    Rule::new("hint", "`dozens were hurt`; `the dozens` counts nothing new", |view, it| {
        it.number.form == Form::Hint && !view.is(it.before, "the")
    }),
    Rule::new("spelled number", "`a thousand fled`, `killed seven`, `six of the dead`", |view, it| {
        it.number.form == Form::Words && measures_in_words(view, it)
    }),
    Rule::new("digits", "`48 were caught`, `about 300`, `1,200`", |view, it| {
        matches!(it.number.form, Form::Digits { .. }) && measures_in_digits(view, it)
    }),
    Rule::new(
        "list",
        "`57 in one town, 48 in another`: goes on with the list of the number before",
        |view, it| is_listed(view, it.drafts, it.number, it.last),
    ),
];

/// The rule by which a number without unit or noun measures something.
pub(in crate::enrich::figures) fn rule(
    view: &View<'_>,
    drafts: &[Draft],
    number: &Number,
    last: usize,
) -> Option<&'static Reason> {
    let lone = Lone { number, before: number.first.wrapping_sub(1), last, drafts };
    RULES.iter().find(|rule| (rule.test)(view, &lone)).map(|rule| &rule.reason)
}

/// `abducted 52 pupils; 11 escaped`: the subject of a clause of its own behind a count of people.
fn goes_on(view: &View<'_>, it: &Lone<'_>) -> bool {
    let joint = matches!(view.text(it.before), ";" | ",") || view.any(it.before, &["and", "but", "while"]);
    let people = it.drafts.iter().any(|draft| draft.dimension == Dimension::Count && draft.counts_people());
    let verb = view.any(it.last, &["were", "have", "had"]) && view.lower(it.last + 1)
        || view.lower(it.last)
            && view.text(it.last).ends_with("ed")
            && view.has(it.last, VERB | IMPACT | LIFE);
    joint && people && verb && it.number.value > 1.0 && it.number.value < 1800.0
}

/// A spelled number measures where it is large, a part of something, or the object of a verb.
fn measures_in_words(view: &View<'_>, it: &Lone<'_>) -> bool {
    let Lone { number, before, last, .. } = *it;
    let of_those = view.is(last, "of") && view.any(last + 1, &PARTITIVE_TARGETS);
    let of_counted = (view.is(last, "of") || view.phrase(last, &["out", "of"]))
        && (view.is_number(last + 1)
            || view.has(last + 1, NUMBER)
            || view.capitalised(last + 1)
            || view.is(last, "out"));
    let total = view.any(before, &["to", "at"])
        && ((before.saturating_sub(6)..before).any(|i| view.any(i, &["toll", "total", "number", "tally"]))
            || view.is(before, "at") && view.has(before.wrapping_sub(1), IMPACT) && view.stops(last));
    let object = view.has(before, TRANSITIVE) && view.has(before, IMPACT);
    // `the bodies of five were found`, `a family of five was killed`.
    let of = before.wrapping_sub(1);
    let fate = view.is(before, "of")
        && (view.has(of, IMPACT) || view.any(of, &["family", "crew"]) && elliptical(view, last));
    let object = object || fate;
    let qualified =
        view.has(before, QUALIFIER) || view.is(before, "than") && view.has(before.wrapping_sub(1), QUALIFIER);
    let several = of_those || of_counted || object || view.is(before, "another");
    number.scale > 1.0
        || number.value > 10.0 && !view.capitalised(number.first)
        || total
        || several && number.value > 1.0
        || qualified && number.value > 2.0
}

/// A number in digits measures where it is the subject of a verb, qualified, large, or behind a word in lower case.
fn measures_in_digits(view: &View<'_>, it: &Lone<'_>) -> bool {
    let Lone { number, before, last, .. } = *it;
    // `48 were caught`, `Last Friday 300 walked out`.
    // `Of the 30 companies, 21 closed in the red`, but not `Pelham, 14`.
    let apart = view.is(before, ",") && view.lower(before.wrapping_sub(1));
    let told = (number.first == view.start || view.has(before, WEEKDAY) || apart)
        && (view.has(last, AUXILIARY) || view.lower(last) && view.text(last).ends_with("ed"));
    // `Only 74 of the 167 starters finished`.
    let part = view.any(before, &["only", "just"]) && view.is(last, "of");
    told || part
        || matches!(number.form, Form::Digits { dressed: true, .. })
        || view.has(before, QUALIFIER)
        || view.lower(before) && !view.any(before, &BEFORE_PLAIN_NUMBER)
        || view.any(before, &["and", "another"]) && number.value > 12.0
        || number.value >= 100.0 && !view.capitalised(before)
}

/// A part of the people counted before: `40 of them seriously`, `three critically`.
fn is_part(view: &View<'_>, last: usize) -> bool {
    let of_them = view.is(last, "of") && view.any(last + 1, &["them", "whom", "those"]);
    of_them || view.any(last, &INJURY_DEGREES) && (view.stops(last + 1) || view.is(last + 1, "and"))
}

/// True if what happened to the counted follows without a noun: `12 were injured`, `three of them died`.
pub(in crate::enrich::figures) fn elliptical(view: &View<'_>, last: usize) -> bool {
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
    // `Nine were shot dead`, `Forty were rushed to hospital`.
    let hurt =
        |i: usize| view.any(i, &VIOLENCE) || view.any(i, &CARRIED) && view.any(i + 1, &CARRIED_PREPOSITIONS);
    if view.any(at, &["were", "was"]) && hurt(at + 1) || view.phrase(at, &["have", "been"]) && hurt(at + 2) {
        return true;
    }
    while view.has(at, AUXILIARY | crate::lexicon::ADVERB | crate::lexicon::RELATIVE | crate::lexicon::SPEECH)
        && helpers < 5
    {
        at += 1;
        helpers += 1;
    }
    helpers > 0 && view.has(at, IMPACT)
}

/// `seven of the 14 killed`.
pub(in crate::enrich::figures) fn of_victims(view: &View<'_>, last: usize) -> bool {
    let at = last + 1 + usize::from(view.has(last + 1, DETERMINER));
    let counted = view.is_number(at) || view.has(at, NUMBER);
    view.is(last, "of") && view.has(at + usize::from(counted), IMPACT) && (counted || at > last + 1)
}

/// The noun in `of the five suspects`, `of 99 seats`, `of its members`, `of its last 12 games`, `of Ohio's 88 counties`.
pub(in crate::enrich::figures) fn partitive_noun(view: &View<'_>, last: usize) -> Option<NounPhrase> {
    let last = last + usize::from(view.is(last, "out"));
    if !view.is(last, "of") {
        return None;
    }
    let numeric = |at: usize| view.is_number(at) || view.has(at, NUMBER);
    let leads = |at: usize| {
        view.has(at, DETERMINER | crate::lexicon::TIME)
            || view.kind(at) == Some(crate::document::TokenKind::Possessive)
            || view.capitalised(at)
            || view.any(at, &BEFORE_NUMBER_OF)
    };
    let owner = |at: usize| view.kind(at + 1) == Some(crate::document::TokenKind::Possessive);
    let whole =
        (last + 1..last + 6).take_while(|&at| numeric(at) || leads(at) || owner(at)).find(|&at| numeric(at));
    let at = match whole {
        Some(at) => number::at(view, at, false)?.last,
        None => (last + 1..last + 3).find(|&at| !view.has(at, DETERMINER))?,
    };
    noun::after(view, at).filter(|noun| at > last + 1 && (noun.plural || noun.person))
}

/// `57 in one town, 48 in another`: goes on with the list of the number before.
fn is_listed(view: &View<'_>, drafts: &[Draft], number: &Number, last: usize) -> bool {
    let before = number.first.wrapping_sub(1);
    let apposed = view.is(before, ",")
        && view.lower(before.wrapping_sub(1))
        && noun::is_plural(view, before.wrapping_sub(1));
    // `26 people have died: 21 in Simav and five in Gediz`.
    let detailed = view.text(before) == ":" && drafts.iter().any(|draft| draft.noun.is_some());
    (apposed
        || detailed
        || drafts.last().is_some_and(|previous| {
            previous.dimension == Dimension::Count
                && previous.kind == Kind::Plain
                && number.first - previous.last < 10
                && view.any(before, &[",", "and", ";", "&"])
                && (previous.last..number.first)
                    .all(|i| !view.has(i, VERB) || view.has(i, IMPACT) || view.any(i, &["is", "are", "were"]))
        }))
        && view.any(last, &BEHIND_LISTED_NUMBER)
        && (number.form != Form::Words || number.value > 1.0)
        || is_second_of_pair(view, drafts, number)
}

/// `12% and 13 seats, the Liberals 7% and eight`: the count of a pair whose first pair has its noun.
pub(in crate::enrich::figures) fn is_second_of_pair(
    view: &View<'_>,
    drafts: &[Draft],
    number: &Number,
) -> bool {
    let behind_share = |at: usize, first: usize| {
        view.is(first.wrapping_sub(1), "and")
            && drafts.iter().any(|draft| draft.last == first - 1 && draft.dimension == Dimension::Percent)
            && at > 0
    };
    let model = drafts.iter().any(|draft| draft.noun.is_some() && behind_share(draft.first, draft.first));
    model && behind_share(number.first, number.first)
}

/// `a community of about 300`, `an army of 12,000`.
pub(in crate::enrich::figures) fn is_crowd(view: &View<'_>, number: &Number) -> bool {
    let mut at = number.first.wrapping_sub(1);
    while view.has(at, QUALIFIER) || view.any(at, &BOUND_LINKS) {
        at = at.wrapping_sub(1);
    }
    // `put the crowd at 18,000`, `attendance at 8,000`.
    let put = view.is(at.wrapping_add(1), "at")
        && (at.saturating_sub(4).max(view.start)..at)
            .any(|i| view.any(i, &["put", "puts", "putting", "estimated"]));
    (view.is(at, "of") || put) && is_body(view, if put { at } else { at.wrapping_sub(1) })
}

/// Nouns that are counted by the people in them.
pub(in crate::enrich::figures) fn is_body(view: &View<'_>, i: usize) -> bool {
    view.any(i, &BODIES_OF_PEOPLE)
}
