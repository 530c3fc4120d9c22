//! Numbers without a noun behind them: whether they are figures, and what they may count.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::noun::{self, NounPhrase};
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{ADVERB, AUXILIARY, DETERMINER, IMPACT, QUALIFIER, RELATIVE, SPEECH, VERB};

word_lists! {
    "figures":
    BEHIND_LISTED_NUMBER, BODIES_OF_PEOPLE, BOUND_LINKS,
}

patterns! {
    "figures":
    /// `40 of them seriously`, `three critically`.
    PART = ["^ of them|whom|those", "^ INJURY_DEGREES <stop>|and"];
    /// `12 more than …`.
    COMPARISON = ["^ more|fewer|less than"];
    /// `five straight`, `three in a row`.
    RUN = ["^ straight", "^ in a row"];
    /// `45 off 30`.
    BALLS = ["^ off <number>"];
    /// `four people, not seven as we reported`.
    REPORTED_BEFORE = ["not ^ as"];
    /// `up from nine`, `compared with six`.
    COMPARED_COUNT = ["up|down from ^", "compared with ^"];
    /// `up from the 29 it announced`.
    TOLD_BEFORE = ["from|than the ^ it|he|she|they", "from|than the ^ announced|reported|given|counted"];
    /// `searching for nine more who were buried`.
    MORE_OF_THEM = ["^ more who|were|are"];
    /// `56 lakes, of which nine are dangerous`.
    PART_OF_WHICH = ["of|among which|whom ^"];
    /// `44 points, three ahead of Celtic`.
    AHEAD = ["^ ahead|behind|clear|adrift"];
    /// `dozens were hurt`; `the dozens` counts nothing new.
    NEW = ["!the ^"];
    /// `six of the dead`, `three of 12`, `two of Apple's`, `nine out of ten`, `another three`, `killed seven`.
    ONE_OF_SEVERAL = [
        "^ of PARTITIVE_TARGETS|<number>|NUMBER|<capital>",
        "^ out of",
        "another ^",
        "TRANSITIVE&IMPACT ^",
    ];
    /// `left dead at 12.`
    TOTAL = ["IMPACT at ^ <stop>"];
    /// `about six`, `more than six`.
    QUALIFIED = ["QUALIFIER ^", "QUALIFIER than ^"];
    /// `48 were caught`, `Last Friday 300 walked out`, `Of the 30 companies, 21 closed in the red`; not `Pelham, 14`.
    TOLD = ["<edge>|WEEKDAY ^ AUXILIARY|*ed", "<lower> , ^ AUXILIARY|*ed"];
    /// `Only 74 of the 167 starters finished`.
    ONLY_PART = ["only|just ^ of"];
    /// `about 300`; a word in lower case before the number.
    BEHIND_PLAIN_WORD = ["QUALIFIER|<lower>&!BEFORE_PLAIN_NUMBER ^"];
    /// `and 300`, `another 300`.
    FURTHER = ["and|another ^"];
    /// `; 11 escaped`, `and 34 were saved`.
    CLAUSE_JOINT = [";|,|and|but|while ^"];
    CLAUSE_VERB = ["^ were|have|had <lower>", "^ *ed&VERB|*ed&IMPACT|*ed&LIFE"];
    /// `the bodies of five`; `a family of five`, where their fate follows.
    FATE_OF = ["IMPACT of ^"];
    FAMILY_OF = ["family|crew of ^"];
    /// `of them died`.
    OF_THEM = ["^ of them|whom|those"];
    /// `were shot dead`, `have been killed`, `were rushed to hospital`.
    HURT = [
        "^ were|was VIOLENCE",
        "^ were|was CARRIED CARRIED_PREPOSITIONS",
        "^ have been VIOLENCE",
        "^ have been CARRIED CARRIED_PREPOSITIONS",
    ];
    /// `seven of the 14 killed`, `three of the dead`.
    OF_VICTIMS = ["^ of DETERMINER? <number>|NUMBER IMPACT", "^ of DETERMINER IMPACT"];
    /// `the next 12`, `Ohio's 88 counties`, `its last 12 games`.
    LEADS_WHOLE = ["^ <number>|NUMBER|DETERMINER|TIME|<possessive>|<capital>|BEFORE_NUMBER_OF", "^ <any> <possessive>"];
    /// `drowned in two lakes, nine in one`.
    APPOSED = ["<lower> , ^"];
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

impl Lone<'_> {
    /// One of these phrases stands around the number.
    fn fits(&self, view: &View<'_>, patterns: &Patterns) -> bool {
        patterns.around(view, self.number.first..self.last)
    }

    /// More than one, behind a number of the same sentence.
    fn goes_on(&self) -> bool {
        self.number.value > 1.0 && !self.drafts.is_empty()
    }
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
        is_clause_of_its_own,
    ),
    Rule::new("part of a count", "`40 of them seriously`, `three critically`", |view, it| {
        it.number.value > 1.0 && it.fits(view, &PART)
    }),
    Rule::new("comparison", "`12 more than …`", |view, it| it.fits(view, &COMPARISON)),
    Rule::new("run of events", "`five straight`, `three in a row`", |view, it| {
        it.number.value > 1.0 && it.fits(view, &RUN)
    }),
    Rule::new("balls of an innings", "`45 off 30`", |view, it| it.fits(view, &BALLS)),
    Rule::new("votes against", "`five votes to two`", |view, it| {
        let votes = it.drafts.last().and_then(|last| last.noun);
        view.is(it.before, "to")
            && votes.is_some_and(|noun| noun.last == it.before && view.is(noun.head, "votes"))
    }),
    Rule::new("reported before", "`four people, not seven as we reported`", |view, it| {
        it.goes_on() && it.fits(view, &REPORTED_BEFORE)
    }),
    Rule::new("compared count", "`eleven died, up from nine`: goes on with the count before", |view, it| {
        it.goes_on() && it.fits(view, &COMPARED_COUNT)
    }),
    Rule::new("told before", "`risen to 43, up from the 29 it announced on Friday`", |view, it| {
        it.goes_on() && it.fits(view, &TOLD_BEFORE)
    }),
    Rule::new("more of them", "`killed six, and nine more who were buried are sought`", |view, it| {
        it.goes_on() && it.fits(view, &MORE_OF_THEM)
    }),
    Rule::new("part of which", "`56 lakes, of which nine are dangerous`", |view, it| {
        it.goes_on() && it.fits(view, &PART_OF_WHICH)
    }),
    Rule::new("points ahead", "`44 points, three ahead of Celtic`", |view, it| {
        it.fits(view, &AHEAD)
            && it.drafts.iter().any(|draft| draft.noun.is_some_and(|noun| view.is(noun.head, "points")))
    }),
    Rule::new("hint", "`dozens were hurt`; `the dozens` counts nothing new", |view, it| {
        it.number.form == Form::Hint && it.fits(view, &NEW)
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
        |view, it| is_listed(view, it) || is_second_of_pair(view, it.drafts, it.number),
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
fn is_clause_of_its_own(view: &View<'_>, it: &Lone<'_>) -> bool {
    let people = |draft: &Draft| draft.dimension == Dimension::Count && draft.counts_people();
    let joint = it.fits(view, &CLAUSE_JOINT) && it.drafts.iter().any(people);
    joint && it.fits(view, &CLAUSE_VERB) && it.number.value > 1.0 && it.number.value < 1800.0
}

/// A spelled number measures where it is large, a part of something, or the object of a verb.
fn measures_in_words(view: &View<'_>, it: &Lone<'_>) -> bool {
    let Lone { number, before, last, .. } = *it;
    let fate = it.fits(view, &FATE_OF) || it.fits(view, &FAMILY_OF) && elliptical(view, last);
    let tally = |i: usize| view.any(i, &["toll", "total", "number", "tally"]);
    let of = view.is(before, "of") && tally(before.wrapping_sub(1));
    let named = of || view.any(before, &["to", "at"]) && (before.saturating_sub(6)..before).any(tally);
    let large = number.scale > 1.0 || number.value > 10.0 && !view.capitalised(number.first);
    large
        || named
        || it.fits(view, &TOTAL)
        || number.value > 1.0 && (fate || it.fits(view, &ONE_OF_SEVERAL))
        || number.value > 2.0 && it.fits(view, &QUALIFIED)
}

/// A number in digits measures where it is the subject of a verb, qualified, large, or behind a word in lower case.
fn measures_in_digits(view: &View<'_>, it: &Lone<'_>) -> bool {
    let Lone { number, before, .. } = *it;
    let dressed = matches!(number.form, Form::Digits { dressed: true, .. });
    let led = [&TOLD, &ONLY_PART, &BEHIND_PLAIN_WORD].iter().any(|patterns| it.fits(view, patterns));
    let large = number.value >= 100.0 && !view.capitalised(before);
    dressed || led || large || number.value > 12.0 && it.fits(view, &FURTHER)
}

/// True if what happened to the counted follows without a noun: `12 were injured`, `three of them died`.
pub(in crate::enrich::figures) fn elliptical(view: &View<'_>, last: usize) -> bool {
    let mut at = if OF_THEM.begin(view, last) { last + 2 } else { last };
    if view.any(at, &["others", "more", "other"]) {
        at += 1;
    }
    if view.has(at, IMPACT) {
        return true;
    }
    if HURT.begin(view, at) {
        return true;
    }
    let helper = |i: &usize| view.has(*i, AUXILIARY | ADVERB | RELATIVE | SPEECH);
    let helpers = (at..at + 5).take_while(helper).count();
    helpers > 0 && view.has(at + helpers, IMPACT)
}

/// `seven of the 14 killed`.
pub(in crate::enrich::figures) fn of_victims(view: &View<'_>, last: usize) -> bool {
    OF_VICTIMS.begin(view, last)
}

/// The noun in `of the five suspects`, `of 99 seats`, `of its members`, `of its last 12 games`, `of Ohio's 88 counties`.
pub(in crate::enrich::figures) fn partitive_noun(view: &View<'_>, last: usize) -> Option<NounPhrase> {
    let last = last + usize::from(view.is(last, "out"));
    if !view.is(last, "of") {
        return None;
    }
    let leads = |at: &usize| LEADS_WHOLE.begin(view, *at);
    let whole = (last + 1..last + 6).take_while(leads).find(|&at| view.is_numeral(at));
    let at = match whole {
        Some(at) => number::at(view, at, false)?.last,
        None => (last + 1..last + 3).find(|&at| !view.has(at, DETERMINER))?,
    };
    noun::after(view, at).filter(|noun| at > last + 1 && (noun.plural || noun.person))
}

/// `57 in one town, 48 in another`: goes on with the list of the number before.
fn is_listed(view: &View<'_>, it: &Lone<'_>) -> bool {
    let Lone { number, before, last, drafts } = *it;
    let several = number.form != Form::Words || number.value > 1.0;
    if !several || !view.any(last, &BEHIND_LISTED_NUMBER) {
        return false;
    }
    let apposed = it.fits(view, &APPOSED) && noun::is_plural(view, before.wrapping_sub(1));
    // `26 people have died: 21 in Simav and five in Gediz`.
    let detailed = view.text(before) == ":" && drafts.iter().any(|draft| draft.noun.is_some());
    let next = view.any(before, &[",", "and", ";", "&"]);
    apposed || detailed || next && drafts.last().is_some_and(|previous| is_near_count(view, previous, number))
}

/// A count right before a number, with no other verb between the two than what happened to the counted.
fn is_near_count(view: &View<'_>, previous: &Draft, number: &Number) -> bool {
    let told = |i: usize| view.has(i, IMPACT) || view.any(i, &["is", "are", "were"]);
    previous.is_plain_count()
        && number.first - previous.last < 10
        && (previous.last..number.first).all(|i| told(i) || !view.has(i, VERB))
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
