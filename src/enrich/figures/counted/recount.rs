//! Numbers without a noun that take up the count of a sentence before: `The governor put the number at 38`,
//! `On Thursday it stood at 31`, `There are now 56 of them`.

use crate::article::enriched::{Dimension, Impact};
use crate::enrich::figures::counted::bare_numbers::is_body;
use crate::enrich::figures::counted::noun;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::impact;
use crate::enrich::figures::links::revision::{COUNTING_NOUNS, EARLIER_WORDS};
use crate::enrich::figures::thresholds::{LONGEST_TERM, RECOUNT_FACTOR, RECOUNT_SENTENCES, REVISED_REACH};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{AUXILIARY, CHANGE, DETERMINER, GIVES, IMPACT, PREPOSITION, SPEECH, TALLY};

word_lists! {
    "figures":
    BEHIND_BARE_COUNT, LINKS_OF_NAMED_COUNT, SOUGHT, STANDING_VERBS,
}

patterns! {
    "figures":
    /// `The IMF forecasts 1.1% for the year`.
    FORECAST = ["^ forecast|forecasts|predicts|predicted"];
    FOR_THE_YEAR = ["^ <stop>", "^ for the|this|next year", "^ this|next year"];
    /// `It was revised`, `it has since been raised`.
    REVISED = [
        "it|that|which was|is ^ TOLL_REVISIONS",
        "it|that|which has|was <word>? been|later ^ TOLL_REVISIONS",
        "^ TOLL_REVISIONS it|that|this to",
    ];
    /// A state in which people are, and that no other count has: `were absent`, `had come`, `were on board`.
    STATE = [
        "^ were|was|are absent|present|aboard|affected <stop>",
        "^ were|are on board|strike",
        "^ had|have come|attended|gathered|marched",
        "^ had|have joined|walked|resigned|quit",
    ];
    /// `said the number was lower, at 23`.
    LOWER = ["number|figure|toll|count was|is|were <word>? lower|higher|smaller|larger ,? at ^"];
    SET_AGAINST = ["^ ;|while|but|whereas|although", "^ DENIES , putting"];
    OF_THOSE = ["<edge> of those|them|these ,? ^", "<edge> among those|them , ^"];
    THERE_WERE = ["there ^ were|are|was"];
    SAYS = ["^ SPEECH"];
    IT_IS = ["SPEECH it is|was ^"];
    SET_LEVEL = ["against|not|than ^", "below|above ^"];
    COUNTED = ["^ counted|tallied|recorded|documented", "^ listed|registered|logged"];
    /// `put the figure nearer to 70,000`.
    NEARER = ["^ nearer|closer|near|close to"];
}

/// A number without noun or unit of its own.
struct Bare<'a> {
    draft: &'a Draft,
    /// The token before the number and the words that qualify it.
    lead: usize,
    /// The figures of the sentence before it.
    earlier: &'a [Draft],
}

/// True if the rule applies.
type Test = fn(&View<'_>, &Bare<'_>) -> bool;

/// A rule by which a number is another count of what the model counts, and the models that it admits.
struct Restating {
    rule: Rule<Test>,
    /// The model may count things: the words name the count.
    of_things: bool,
    /// The model stands in the same sentence, without a word that sets the number against it.
    beside: bool,
}

impl Restating {
    const fn new(name: &'static str, why: &'static str, test: Test) -> Self {
        Self { rule: Rule::new(name, why, test), of_things: false, beside: false }
    }

    const fn of_things(self) -> Self {
        Self { of_things: true, ..self }
    }

    const fn beside(self) -> Self {
        Self { beside: true, ..self }
    }
}

/// The first that applies decides.
const RESTATED: &[Restating] = &[
    Restating::new("named count", "`its own count stood at 34`, `gave a figure of 90`", is_named).of_things(),
    Restating::new("count by pronoun", "`On Thursday it stood at 31`", is_pronoun),
    Restating::new("count revised", "`It was revised on Tuesday to 19`", |view, it| {
        let near = it.lead.saturating_sub(REVISED_REACH).max(view.start)..it.lead;
        view.is(it.lead, "to") && REVISED.within(view, near) && view.stops(it.draft.last)
    }),
    Restating::new("count said before", "`Officials had previously said 15`", is_said_before),
    Restating::new("count put", "`Rights groups put it at 300`, `put the dead at 90`", is_put).of_things(),
    Restating::new("it is said", "`80 trees will go. Campaigners say it is 130`", |view, it| {
        IT_IS.begin(view, it.lead.wrapping_add(1)) && view.stops(it.draft.last)
    })
    .of_things(),
    Restating::new("count said", "`His deputy later said 43`, `The union said there were 45`", is_said),
    Restating::new("count spoken of", "`The company has always spoken of 270`", is_spoken).of_things(),
    Restating::new("count compared", "`The army said the number was lower, at 23`", |view, it| {
        LOWER.begin(view, it.lead.wrapping_add(1))
    })
    .of_things(),
    Restating::new("count set against", "`against the 61% announced by the board`", is_set_against).beside(),
    Restating::new(
        "gap",
        "`Police put the crowd at 60,000 and organisers at 150,000`: the verb of the first serves both",
        is_gapped,
    )
    .beside(),
    Restating::new("count given", "`1,906 died, the group said; the agency recorded 712`", |view, it| {
        let set_against =
            it.earlier.last().is_some_and(|first| SET_AGAINST.within(view, first.last..it.lead));
        view.has(it.lead, GIVES) && view.stops(it.draft.last) && set_against
    }),
    Restating::new("count alone", "`Officials put the toll at 12. Residents counted 30`", |view, it| {
        COUNTED.begin(view, it.lead) && view.stops(it.draft.last)
    })
    .of_things(),
    Restating::new("count done", "`The army says five did`: what the verb before says", is_done),
    Restating::new("state said", "`The company says 561 were absent`, `said 3,000 had come`", |view, it| {
        view.has(it.lead, SPEECH) && STATE.begin(view, it.draft.last)
    }),
    Restating::new("count on board", "`A survivor told the radio there were more than 130`", |view, it| {
        let near = it.lead.saturating_sub(REVISED_REACH).max(view.start)..it.lead;
        THERE_WERE.begin(view, it.lead) && SAYS.within(view, near) && view.stops(it.draft.last)
    }),
];

/// Rules by which a number counts the same kind of thing as the model.
const TAKEN_UP: &[Rule<Test>] = &[
    Rule::new("of them", "`There are now 56 of them`", |view, it| of_them(view, it.draft)),
    Rule::new(
        "of those",
        "`Of those, 19 were in construction`: of what the sentence before counts",
        |view, it| OF_THOSE.begin(view, it.lead.wrapping_add(1)),
    ),
    Rule::new("said to be", "`The company says 561 were absent`", |view, it| {
        view.has(it.lead, SPEECH) && view.has(it.draft.last, AUXILIARY)
    }),
];

/// Sets the unit of bare numbers that take up a count before them. `all` are the drafts of the sentences before.
pub(in crate::enrich::figures) fn set(view: &View<'_>, drafts: &mut [Draft], all: &[Draft], sentence: usize) {
    for k in 0..drafts.len() {
        let draft = &drafts[k];
        let count = draft.bare
            && matches!(draft.dimension, Dimension::Count | Dimension::Other)
            && !matches!(draft.unit, Unit::Code(_));
        let share = is_share(draft);
        if !count && !share {
            continue;
        }
        let lead = impact::start(view, draft.first).wrapping_sub(1);
        if let Some(term) = term(view, draft, lead, &drafts[..k], all, sentence) {
            let draft = &mut drafts[k];
            (draft.dimension, draft.unit, draft.why.unit) = (Dimension::Duration, term, Some(&TERM));
            continue;
        }
        let it = Bare { draft, lead, earlier: &drafts[..k] };
        let restating = RESTATED.iter().find(|restating| (restating.rule.test)(view, &it));
        let restated = restating.and_then(|Restating { rule, of_things, beside }| {
            let set_against = |model: &Draft| *beside || SET_AGAINST.within(view, model.last..draft.first);
            Some((rule, model(draft, &drafts[..k], all, sentence, *of_things, &set_against)?))
        });
        if let Some((rule, (index, model))) = restated {
            let (unit, dimension, impact) = (model.unit, model.dimension, model.impact);
            let draft = &mut drafts[k];
            draft.restates = Some(index);
            if share {
                continue;
            }
            draft.why.unit = Some(&rule.reason);
            (draft.unit, draft.dimension) = (unit, dimension);
            if draft.impact.is_none() && impact.is_some() {
                (draft.impact, draft.why.impact) = (impact, Some(&rule.reason));
            }
        } else if draft.unit == Unit::None && draft.dimension == Dimension::Count {
            let Some(rule) = TAKEN_UP.iter().find(|rule| (rule.test)(view, &it)) else { continue };
            if let Some(unit) = antecedent(view, draft, &drafts[..k], all, sentence) {
                (drafts[k].unit, drafts[k].why.unit) = (unit, Some(&rule.reason));
            }
        }
    }
}

const TERM: Reason =
    Reason::new("term", "`sentenced to 12 years. Prosecutors had sought 15`: as the term before it");

/// The unit of the term in prison that a number without a noun is set against.
fn term(
    view: &View<'_>,
    draft: &Draft,
    lead: usize,
    before: &[Draft],
    all: &[Draft],
    sentence: usize,
) -> Option<Unit> {
    let sought = draft.is_bare_count() && draft.is_below(LONGEST_TERM) && view.any(lead, &SOUGHT);
    if !sought || !view.stops(draft.last) {
        return None;
    }
    let recent = all.iter().rev().take_while(|model| model.sentence + RECOUNT_SENTENCES >= sentence);
    let model = before.iter().rev().chain(recent).find(|model| model.kind == Kind::Plain)?;
    matches!(model.unit, Unit::Code("a" | "mo")).then_some(model.unit)
}

/// The count that a number restates, with its index: in its own sentence, or in one right before. The dead come first.
fn model<'a>(
    draft: &Draft,
    before: &'a [Draft],
    all: &'a [Draft],
    sentence: usize,
    named: bool,
    set_against: &dyn Fn(&Draft) -> bool,
) -> Option<(usize, &'a Draft)> {
    let fits = |model: &&Draft| {
        // `45 posts will go. The council puts the number at 28`.
        let things = named && model.noun.is_some();
        let people = model.unit == Unit::Person || model.impact.is_some();
        let counts = model.dimension == Dimension::Count && (people || things);
        let measures = model.unit == Unit::Code("magnitude");
        let shares = is_share(draft) && model.dimension == draft.dimension && model.unit == draft.unit;
        if is_share(draft) != is_share(model) {
            return false;
        }
        let near = draft.value.zip(model.value).is_some_and(|(one, other)| {
            one != other && one < other * RECOUNT_FACTOR && other < one * RECOUNT_FACTOR
        });
        (counts || measures || shares)
            && !model.part
            && model.kind == Kind::Plain
            && near
            && (draft.impact.is_none() || draft.impact == model.impact)
    };
    let rank = |model: &Draft| match model.impact {
        Some(Impact::Killed) => 0,
        Some(_) => 1,
        None => 2,
    };
    let own = before.iter().enumerate().map(|(k, model)| (all.len() + k, model));
    if let Some(found) = own
        .filter(|(_, model)| fits(model) && (model.impact.is_some() || is_share(draft) || set_against(model)))
        .min_by_key(|(_, model)| rank(model))
    {
        return Some(found);
    }
    let recent: Vec<(usize, &Draft)> = all
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, model)| model.sentence + RECOUNT_SENTENCES >= sentence)
        .collect();
    let nearest = recent.iter().filter(|(_, model)| fits(model)).map(|(_, model)| model.sentence).max()?;
    let told = recent.into_iter().filter(|(_, model)| model.sentence == nearest && fits(model));
    told.min_by_key(|(index, model)| (rank(model), *index))
}

/// A share or a sum, which two may put at different numbers.
fn is_share(draft: &Draft) -> bool {
    let measures =
        [Dimension::Percent, Dimension::Money, Dimension::Mass, Dimension::Volume, Dimension::Area];
    measures.contains(&draft.dimension) && draft.kind == Kind::Plain
}

/// The unit of those whom `them` or `us` means.
fn antecedent(
    view: &View<'_>,
    draft: &Draft,
    before: &[Draft],
    all: &[Draft],
    sentence: usize,
) -> Option<Unit> {
    if view.is(draft.last + 1, "us") {
        return Some(Unit::Person);
    }
    let counts = |model: &&Draft| {
        model.dimension == Dimension::Count
            && model.kind == Kind::Plain
            && matches!(model.unit, Unit::Person | Unit::Noun(_))
    };
    let recent = all.iter().rev().take_while(|model| model.sentence + 1 >= sentence);
    if let Some(model) = before.iter().rev().chain(recent).find(counts) {
        return Some(model.unit);
    }
    // `The number of moraine lakes is growing.`
    let range = view.document.sentences().get(sentence.checked_sub(1)?)?.range();
    let wide = view.window(range.start, range.end);
    let of = (range.start..range.end)
        .find(|&i| wide.is(i, "of") && wide.any(i.wrapping_sub(1), &["number", "total"]))?;
    let noun = noun::after(&wide, of + 1).filter(|noun| noun.plural)?;
    Some(if noun.person { Unit::Person } else { Unit::Noun(noun.head) })
}

/// `50,000 of them`, `about 60 of us`.
fn of_them(view: &View<'_>, draft: &Draft) -> bool {
    view.is(draft.last, "of") && view.any(draft.last + 1, &["them", "us", "those", "these"])
}

/// `put the number at 38`, `its own count stood at 34`, `gave a figure of 90`, `The correct figure is 68`.
fn is_named(view: &View<'_>, it: &Bare<'_>) -> bool {
    let lead = it.lead;
    if view.is(lead, "of") {
        return view.any(lead.wrapping_sub(1), &COUNTING_NOUNS)
            && !view.any(lead.wrapping_sub(1), &["number", "total"]);
    }
    let linked = view.any(lead, &LINKS_OF_NAMED_COUNT)
        || view.has(lead, CHANGE) && view.any(lead.wrapping_sub(1), &["was", "is"]);
    let named = (lead.saturating_sub(5).max(view.start)..lead)
        .rev()
        .take_while(|&i| !view.stops(i))
        .find(|&i| view.any(i, &COUNTING_NOUNS));
    // `the toll in Syria was 38`, `the number of homes`: of something else.
    let Some(noun) = named.filter(|_| linked) else { return false };
    let own = noun + 1 == lead
        || NEARER.begin(view, noun + 1)
        || view.has(noun + 1, AUXILIARY | CHANGE)
        || view.any(noun + 1, &STANDING_VERBS)
        || view.is(noun + 1, "given");
    own && !view.any(noun.wrapping_sub(1), &["of", "injury", "arrest"])
}

/// `On Thursday it stood at 31`, `it was 12 an hour earlier`.
fn is_pronoun(view: &View<'_>, it: &Bare<'_>) -> bool {
    let lead = it.lead;
    let stood = if view.any(lead, &["at", "to"]) { lead.wrapping_sub(1) } else { lead };
    let verb = view.any(stood, &["stood", "stands"]) || stood == lead && view.any(stood, &["was", "reached"]);
    let subject =
        stood.wrapping_sub(1 + usize::from(view.any(stood.wrapping_sub(1), &["had", "has", "now"])));
    let counted = view.any(subject, &["it", "that"]) && !view.has(subject.wrapping_sub(1), SPEECH);
    let ends = view.stops(it.draft.last) || view.any(it.draft.last, &BEHIND_BARE_COUNT);
    verb && counted && ends && it.draft.value.is_some_and(|value| value.fract() == 0.0)
}

/// `Officials had previously said 15`.
fn is_said_before(view: &View<'_>, it: &Bare<'_>) -> bool {
    let before = (it.lead.saturating_sub(3)..it.lead).any(|i| view.any(i, &EARLIER_WORDS));
    let says = view.has(it.lead, SPEECH) || view.any(it.lead, &["put", "given", "counted"]);
    says && before && view.stops(it.draft.last)
}

/// `put it at 300`, `it had been given as 23`: the count is the object, or a pronoun is.
fn is_put(view: &View<'_>, it: &Bare<'_>) -> bool {
    let lead = it.lead;
    let verb = |i: usize| view.any(i, &["put", "puts", "given", "estimated"]) || view.is(i, "putting");
    let passive =
        verb(lead) && view.is(lead + 1, "as") || view.any(lead, &["at", "as"]) && verb(lead.wrapping_sub(1));
    let object = lead.wrapping_sub(1);
    let named = view.any(object, &["it", "this", "that", "them"])
        || view.has(object, TALLY | IMPACT)
        || is_body(view, object);
    passive || view.is(lead, "at") && named && (lead.saturating_sub(6).max(view.start)..lead).any(verb)
}

/// `His deputy later said 43`, `said there were 45`, `said it was 6.5`: the number alone is what somebody says.
fn is_said(view: &View<'_>, it: &Bare<'_>) -> bool {
    let lead = it.lead;
    let there =
        view.any(lead, &["were", "was", "are", "is"]) && view.any(lead.wrapping_sub(1), &["there", "it"]);
    // `police estimated 8,000`: the verb is read as a qualifier.
    let next = lead.wrapping_add(1);
    let estimates = view.is(next, "estimated") && !view.has(lead, AUXILIARY | DETERMINER);
    let says = match () {
        () if there => lead.wrapping_sub(2),
        () if estimates => next,
        () => lead,
    };
    // `The minister pledged 9 million euros`: another sum, no other count.
    let tells = !is_share(it.draft)
        || view.any(says, &["said", "says", "estimated", "estimates"])
        || FORECAST.begin(view, says);
    let ends =
        view.stops(it.draft.last) || FORECAST.begin(view, says) && FOR_THE_YEAR.begin(view, it.draft.last);
    tells && ends && view.has(says, SPEECH) && !view.has(says, CHANGE) && !(there && view.is(says, "that"))
}

/// `the army says five did`.
fn is_done(view: &View<'_>, it: &Bare<'_>) -> bool {
    view.is(it.draft.last, "did") && view.stops(it.draft.last + 1)
}

/// `The company has always spoken of 270`, `local leaders speak of 5,000`.
fn is_spoken(view: &View<'_>, it: &Bare<'_>) -> bool {
    let verb = it.lead.wrapping_sub(1);
    view.is(it.lead, "of") && view.any(verb, &["spoke", "spoken", "speak", "speaks"])
}

/// `against the 61% announced by the board`, `not the 40 claimed by the union`.
fn is_set_against(view: &View<'_>, it: &Bare<'_>) -> bool {
    let told = (it.draft.last..it.draft.last + 3).find(|&i| {
        view.is(i + 1, "by") && (view.has(i, SPEECH) || view.any(i, &["given", "put", "reported"]))
    });
    let before_article = it.lead.wrapping_sub(usize::from(view.is(it.lead, "the")));
    SET_LEVEL.begin(view, before_article.wrapping_add(1)) && told.is_some()
}

/// `Police put the crowd at 60,000 and organisers at 150,000`, `The airline spoke of 132 aboard, the authority of 133`: the
/// same preposition stands before both numbers, and no verb between them.
fn is_gapped(view: &View<'_>, it: &Bare<'_>) -> bool {
    let Some(first) = it.earlier.last().filter(|_| it.lead < view.end) else { return false };
    let lead = impact::start(view, first.first).wrapping_sub(1);
    let joint = (first.last..it.lead)
        .find(|&i| view.any(i, &["and", "while", "but", "or"]) || matches!(view.text(i), "," | ";"));
    let Some(joint) = joint else { return false };
    // `The ministry counted 90,000 people, the union 400,000`: no preposition stands before either.
    let given = view.has(lead, SPEECH | GIVES) && !view.has(lead, CHANGE);
    if given && it.draft.first <= it.lead + 2 && view.stops(it.draft.last) {
        let who = joint + 1..it.lead + 1;
        return (1..=6).contains(&who.len())
            && who
                .clone()
                .all(|i| view.is_word(i) && !view.has(i, AUXILIARY | IMPACT | SPEECH | PREPOSITION));
    }
    let who = joint + 1..it.lead;
    let is_led = view.has(lead.wrapping_sub(1), SPEECH) && view.is(lead, "of")
        || view.is(lead, "at")
            && (lead.saturating_sub(5).max(view.start)..lead)
                .any(|i| view.any(i, &["put", "puts", "putting", "estimated"]))
        || view.is(lead, "of") && view.any(lead.wrapping_sub(1), &["spoke", "spoken", "speaks", "speak"]);
    is_led
        && view.any(it.lead, &["at", "of"])
        && view.text(it.lead).eq_ignore_ascii_case(view.text(lead))
        && (1..=6).contains(&who.len())
        && who.clone().all(|i| view.is_word(i) && !view.has(i, AUXILIARY | IMPACT))
}
