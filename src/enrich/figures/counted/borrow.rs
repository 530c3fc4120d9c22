//! Numbers without a noun that count what another number or the subject of their verb names:
//! `12 goals in May and 15 in June`, `cases rose to 45,678`.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::{bare_numbers, named_list, noun, second_speaker, wording};
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::impact;
use crate::enrich::figures::thresholds::{
    BESIDE_REACH, ENDS_FACTOR, NOUN_AHEAD, NOUN_BEFORE, NUMBER_OF, PRICE_OF_COUNT,
};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{IMPACT, PERSON, PREPOSITION, TRANSITIVE, VERB};

word_lists! {
    "figures":
    BEFORE_BORROWED, NOUNS_OF_NUMBER, SCORING_VERBS,
}

patterns! {
    "figures":
    /// Verbs and places of people whose object is a number of them.
    HOLDS_PEOPLE = [
        "EMPLOYING_VERBS ^",
        "in front of ^",
        "watched|attended|seen|followed by ^",
        "built|room|space|seats for ^",
        "hall|stadium|theatre|ground seats|holds ^",
    ];
    /// No noun follows.
    BEHIND_PEOPLE = ["^ <stop>|CONJUNCTION|PREPOSITION|AUXILIARY|more", "^ people|this|next|last"];
    /// `410,000 without power`: others than those before.
    WITHOUT = ["^ without"];
    OF_WHOM = ["^ of|among whom"];
    /// `voted by 37 to 29`, `passed 212-208`.
    VOTES = ["voted|passed|carried|approved by? ^ to <number>", "by <number> to ^"];
    SPOKEN_OF = ["spoke|speaks|speak of ^", "SPEECH|GIVES ^"];
    /// `Job cuts hit 300`.
    JOB_CUTS = ["job ^ cuts|losses"];
    /// What people do together.
    CROWDS = ["^ CROWD_VERBS"];
    /// `the two parties tied at 38`, `dropped Perera on 9`: a level, not another of those before.
    LEVEL = ["tied|level|dropped|stuck at|on ^", "tied|level|dropped|stuck <name> at|on ^"];
    PRICE = ["SPENDING ^", "SPENDING it|them|him|her ^", "SPENDING about|some|nearly|almost ^"];
}

/// A number without noun or unit among the figures of its sentence.
struct Bare<'a> {
    draft: &'a Draft,
    before: &'a [Draft],
    behind: &'a [Draft],
}

/// The measure that a number takes over.
struct Taken {
    dimension: Dimension,
    unit: Unit,
}

impl Taken {
    fn count(unit: Unit) -> Self {
        Self { dimension: Dimension::Count, unit }
    }

    fn measure_of(other: &Draft) -> Self {
        Self { dimension: other.dimension, unit: other.unit }
    }

    fn noun(view: &View<'_>, head: usize) -> Self {
        Self::count(if noun::is_person(view, head) { Unit::Person } else { Unit::Noun(head) })
    }
}

/// Finds the measure of a number; `None` where the rule does not apply.
type Test = fn(&View<'_>, &Bare<'_>) -> Option<Taken>;

/// Rules in their order: the first that applies decides. Numbers joined to this one come before those further away, and
/// the subject of the verb comes last.
const RULES: &[Rule<Test>] = &[
    Rule::new("of whom", "`22 people were aboard the two boats, 14 of whom swam ashore`", |view, it| {
        OF_WHOM.begin(view, it.draft.last).then(|| Taken::count(Unit::Person))
    }),
    Rule::new(
        "list of names",
        "`India recorded 68 deaths, Indonesia 165`: what the first number counts",
        |view, it| {
            let model = named_list::model(view, it.before, it.draft.first, it.draft.last)?;
            Some(Taken::measure_of(&it.before[model]))
        },
    ),
    Rule::new(
        "second speaker",
        "`The mayor said 35 people had died, the union at least 60`: what the first count counts",
        |view, it| {
            let model = second_speaker::model(view, it.before, it.draft.first, it.draft.last)?;
            Some(Taken::measure_of(&it.before[model]))
        },
    ),
    Rule::new("votes", "`Councillors voted by 37 to 29`: no councillors", |view, it| {
        VOTES.around(view, it.draft.first..it.draft.last).then(|| Taken::count(Unit::None))
    }),
    Rule::new("crowd of a verb", "`about 2,000 marched`, `3,000 turned out`", |view, it| {
        let crowd = CROWDS.begin(view, it.draft.last) && it.draft.is_bare_count();
        crowd.then(|| Taken::count(Unit::Person))
    }),
    Rule::new("shared noun", "`3,400 in person and 1,500 online visitors`", shared),
    Rule::new("run of events", "`five straight`: it counts none of the nouns around it", straight),
    Rule::new("number of", "`cuts the number of council jobs from 312 to 298`", number_of),
    Rule::new("people of a room", "`58 in a class`", |view, it| {
        let room = view.any(it.draft.last, &["in", "to", "per"])
            && view.any(it.draft.last + 1, &["a", "each", "every", "class"])
            && view.any(
                it.draft.last + 1 + usize::from(!view.is(it.draft.last, "per")),
                &["class", "classroom", "cell", "ward"],
            );
        room.then(|| Taken::count(Unit::Person))
    }),
    Rule::new(
        "people of a verb",
        "`will employ 900`, `watched by 22,000`, `the hall seats 1,400`",
        |view, it| {
            let lead = impact::start(view, it.draft.first);
            let ends = BEHIND_PEOPLE.begin(view, it.draft.last);
            (ends && HOLDS_PEOPLE.begin(view, lead)).then(|| Taken::count(Unit::Person))
        },
    ),
    Rule::new(
        "price",
        "`drew 485,062 visitors and cost 3 million to run`: money, of no known currency",
        |view, it| {
            let lead = impact::start(view, it.draft.first);
            let money = it.before.iter().rev().find(|other| other.dimension == Dimension::Money);
            let price =
                PRICE.begin(view, lead) && it.draft.value.is_some_and(|value| value >= PRICE_OF_COUNT);
            price.then(|| money.map_or(Taken::count(Unit::None), Taken::measure_of))
        },
    ),
    Rule::new("change of a measure", "`to 33.6 hours, from 33.5`", changed),
    Rule::new("noun before the comma", "`commercial lots, 10 in the city`", apposed),
    Rule::new("level beside a level", "`the Liberals at 41 per cent, the Greens at 35`", beside),
    Rule::new("list of a measure", "`5 percent in May and 7 in June`", listed),
    Rule::new("places of a table", "`second on 37, third on 34 points`", ranked),
    Rule::new("points of a player", "`scored 12`: the points, runs or goals told before", scored),
    Rule::new("count before", "`12 goals in May and 15 in June`", repeated),
    Rule::new(
        "people harmed",
        "`Bomb blasts kill 12`: the object of a verb of harm, not its subject",
        |view, it| {
            let verb = impact::start(view, it.draft.first).wrapping_sub(1);
            let harm = view.has(verb, IMPACT) && view.has(verb, TRANSITIVE);
            harm.then(|| Taken::count(Unit::Person))
        },
    ),
    Rule::new("subject", "`cases rose to 45,678`", of_subject),
];

/// Sets the unit of every number without noun or unit.
pub(in crate::enrich::figures) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let draft = &drafts[k];
        if !(draft.bare && draft.unit == Unit::None && draft.dimension == Dimension::Count) {
            continue;
        }
        let behind = &drafts[k + 1..drafts.len().min(k + 1 + NOUN_AHEAD)];
        let bare = Bare { draft, before: &drafts[..k], behind };
        let found = RULES.iter().find_map(|rule| Some((&rule.reason, (rule.test)(view, &bare)?)));
        if let Some((reason, taken)) = found {
            let draft = &mut drafts[k];
            // `claimed 14,000 lives and uprooted 12 million`: people, not lives.
            let lives = matches!(taken.unit, Unit::Noun(head) if view.is(head, "lives"));
            let unit = if lives { Unit::Person } else { taken.unit };
            (draft.dimension, draft.unit) = (taken.dimension, unit);
            draft.why.unit = (taken.unit != Unit::None).then_some(reason);
        }
    }
}

fn shared(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let next = it.behind.first()?;
    let joined = next.first - it.draft.last <= 3 && view.any(next.first - 1, &["and", "or"]);
    let verbless = (it.draft.last..next.first).all(|i| !view.has(i, VERB));
    (next.noun.is_some() && joined && verbless).then(|| Taken::count(next.unit))
}

fn straight(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    view.is(it.draft.last, "straight").then(|| Taken::count(Unit::None))
}

/// `the number of council jobs from 312 to 298`: the noun behind the nearest `number of`.
fn number_of(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let first = it.draft.first;
    let of = (first.saturating_sub(NUMBER_OF).max(view.start)..first)
        .rev()
        .take_while(|&i| view.text(i) != ";")
        .find(|&i| view.is(i, "of") && view.any(i.wrapping_sub(1), &["number", "numbers"]))?;
    let noun = noun::after(view, of + 1).filter(|noun| noun.plural && noun.last < first)?;
    let lead = impact::start(view, first).wrapping_sub(1);
    let governed = view.any(lead, &BEFORE_BORROWED);
    governed
        .then(|| if noun.person { Taken::count(Unit::Person) } else { Taken::count(Unit::Noun(noun.head)) })
}

/// The figure before, if it has a unit of the contract.
fn measure_before<'a>(it: &Bare<'a>) -> Option<&'a Draft> {
    it.before.last().filter(|other| matches!(other.unit, Unit::Code(_)) && other.kind == Kind::Plain)
}

fn changed(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let points = |other: &&Draft| other.unit == Unit::Points && other.kind == Kind::Plain;
    let other = measure_before(it).or(it.before.last().filter(points))?;
    if it.draft.is_near(other, ENDS_FACTOR) && wording::goes_on_with(view, other, it.draft) {
        return Some(Taken::measure_of(other));
    }
    let from = view.any(it.draft.first.wrapping_sub(1), &["from", "to"]);
    let told = view.any(other.first.wrapping_sub(1), &["from", "to", "at", "of"]);
    (from && told && it.draft.first - other.last <= 3).then(|| Taken::measure_of(other))
}

fn apposed(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let named = it.draft.first.wrapping_sub(2);
    let comma = view.text(it.draft.first.wrapping_sub(1)) == ",";
    let plural = comma && view.lower(named) && noun::is_plural(view, named);
    (plural && it.before.is_empty()).then(|| Taken::noun(view, named))
}

fn listed(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let other = measure_before(it).filter(|other| other.dimension != Dimension::Count)?;
    let list = view.any(it.draft.first.wrapping_sub(1), &["and", ","])
        && view.any(it.draft.last, &["in", "at", "on", "for"]);
    let near = it.draft.first - other.last <= 8;
    let verbless = || (other.last..it.draft.first).all(|i| !view.has(i, VERB));
    (list && near && verbless()).then(|| Taken::measure_of(other))
}

/// The same preposition stands before both, and no verb between them.
fn beside(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let other = measure_before(it).filter(|other| other.dimension == Dimension::Percent)?;
    let lead = |first: usize| impact::start(view, first).wrapping_sub(1);
    let (one, two) = (lead(other.first), lead(it.draft.first));
    let alike = view.any(two, &["at", "on", "with"]) && view.text(one).eq_ignore_ascii_case(view.text(two));
    let near = it.draft.first - other.last <= BESIDE_REACH;
    let verbless = || (other.last..it.draft.first).all(|i| !view.has(i, VERB));
    (alike && near && verbless()).then(|| Taken::measure_of(other))
}

fn ranked(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    let next = it.behind.iter().find(|next| next.noun.is_some())?;
    let before = it.draft.first.wrapping_sub(1);
    let alike = view.has(before, PREPOSITION) && view.text(before) == view.text(next.first.wrapping_sub(1));
    (it.before.is_empty() && alike).then(|| Taken::count(next.unit))
}

fn scored(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    static SCORED: WordList = WordList::new("figures", "SCORED");
    if !view.any(it.draft.first.wrapping_sub(1), &SCORING_VERBS) {
        return None;
    }
    let mut recent = it.before.iter().rev().take(NOUN_BEFORE);
    let model = recent.find(|model| matches!(model.unit, Unit::Noun(head) if view.any(head, &SCORED)))?;
    Some(Taken::count(model.unit))
}

fn repeated(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    if WITHOUT.begin(view, it.draft.last) || LEVEL.begin(view, it.draft.first) {
        return None;
    }
    let model = it.before.iter().rev().take(NOUN_BEFORE).find(|model| {
        model.dimension == Dimension::Count && model.unit != Unit::None && model.kind != Kind::Weak
    })?;
    Some(Taken::count(model.unit))
}

fn of_subject(view: &View<'_>, it: &Bare<'_>) -> Option<Taken> {
    // `The organisers spoke of 40,000`: not of themselves.
    if SPOKEN_OF.begin(view, impact::start(view, it.draft.first)) {
        return None;
    }
    let (first, last) = wording::subject(view, it.draft)?;
    // `Visitor numbers rose to 88,000`: the word before says who is counted.
    if view.any(last - 1, &["numbers", "figures", "levels"]) {
        let person = last - first >= 2 && view.has(last - 2, PERSON);
        return person.then(|| Taken::count(Unit::Person));
    }
    let of = (first..last).find(|&i| view.has(i + 1, PREPOSITION));
    let total = of.is_some_and(|i| view.any(i, &NOUNS_OF_NUMBER));
    let head = of.filter(|_| !total).unwrap_or(last - 1);
    if bare_numbers::is_body(view, head) {
        return Some(Taken::count(Unit::Person));
    }
    if view.any(head, &["employment", "payrolls", "hiring", "jobs"]) || JOB_CUTS.begin(view, head) {
        return Some(Taken::count(Unit::Code("job")));
    }
    let plural = noun::is_plural(view, head) && (view.lower(head) || noun::is_person(view, head));
    plural.then(|| Taken::noun(view, head))
}
