//! What happened to the people that a figure counts.
//!
//! The impact of a count comes from the word that governs it. `clause` finds verb groups, `role` finds the
//! grammatical position of a count, `predicate` knows what a verb means for its subject and its object. [`RULES`]
//! is the order in which a count is judged.

use crate::lexicon::word_lists;

word_lists! {
    "figures":
    PEOPLE_GROUPS, PRONOUNS_OF_WHOLE, RESCUERS, SEARCHING_VERBS, SEVERITIES,
}
mod clause;
mod displacement;
mod doubtful;
mod predicate;
mod role;
mod subject;
#[cfg(test)]
mod tests;
mod toll;
mod words;

use crate::article::enriched::{Dimension, Impact};
use crate::enrich::figures::counted::{named_list, second_speaker};
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::{
    ADVERB, CONJUNCTION, DETAINED, DETERMINER, DISPLACED, IMPACT, IMPACT_NOUN, KILLED, NUMBER, PERSON,
    PREPOSITION, PRONOUN, QUALIFIER, RELATIVE, SCALE,
};
pub(super) use clause::is_auxiliary;
pub(super) use predicate::{Story, at};
use role::Role;
pub(super) use role::start;

patterns! {
    "figures":
    LEFT_DEAD = ["^ and a|an|one <lower> STATES_OF_VICTIMS"];
}

/// The answer of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The count has this impact.
    Impact(Impact),
    /// The count has a predicate of its own, which means no impact.
    Own,
    /// The rule does not apply.
    Pass,
}

impl From<Option<Impact>> for Verdict {
    fn from(impact: Option<Impact>) -> Self {
        impact.map_or(Self::Pass, Self::Impact)
    }
}

/// A count with what the rules look at.
#[derive(Debug, Clone, Copy)]
struct Count<'a> {
    drafts: &'a [Draft],
    k: usize,
    role: Role,
    story: Story,
}

impl Count<'_> {
    fn draft(&self) -> &Draft {
        &self.drafts[self.k]
    }
}

type Test = fn(&View<'_>, &Count<'_>) -> Verdict;

/// In this order. The first rule that does not pass decides, except that [`Verdict::Own`] leaves the last rule its say.
const RULES: &[Rule<Test>] = &[
    Rule::new("list of names", "`India recorded 68 deaths, Indonesia 165`: what befell the first", of_list),
    Rule::new(
        "believed dead",
        "`Three men who had been listed as dead were found at home`: what was believed is not so",
        doubtful::believed_dead,
    ),
    Rule::new("two fates", "`880 died or disappeared`: nobody knows which", doubtful::two_fates),
    Rule::new("victims", "`12 deaths` says it by itself, whatever the verb", victims),
    Rule::new(
        "toll",
        "`the death toll rose to 41`: before verbs, since `rose to` governs the number",
        of_toll,
    ),
    Rule::new("lives", "`claimed 12 lives`: before objects, since `claim` alone means nothing", lives),
    Rule::new("part", "`17 of them with burns`: before objects and subjects, since it has no verb", part),
    Rule::new(
        "object",
        "`killed 12`: a verb right before the number is nearer than any verb behind it",
        object,
    ),
    Rule::new("noun", "`the deaths of 12 miners`", of_noun),
    Rule::new("sought", "`Rescuers are searching for 17 people`", sought),
    Rule::new(
        "predicate",
        "`among the dead were 12 students`: the verb's subject is behind or before it",
        inverted,
    ),
    Rule::new("subject", "`12 miners were killed`: the count's own verb", subject_of),
    Rule::new(
        "joined",
        "`killed 12 miners and two engineers`: last, since a verb of its own comes first",
        joined,
    ),
];

/// Asked where no rule has found an impact: `30 wounded soldiers arrived`, `12 refugees`.
const STATUS: Rule<Test> =
    Rule::new("status", "a verb that kills a refugee says more than the noun does", status);

/// Sets the impact of every draft of a sentence that counts people.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft], story: Story) {
    let mut decided: Vec<(Option<&'static Reason>, Role)> = Vec::with_capacity(drafts.len());
    for k in 0..drafts.len() {
        let role =
            if drafts[k].dimension == Dimension::Count { role::of(view, drafts, k) } else { Role::Subject };
        decided.push((None, role));
        if drafts[k].dimension != Dimension::Count {
            continue;
        }
        let count = Count { drafts, k, role, story };
        if let Some((reason, impact)) = judge(view, &count) {
            decided[k].0 = Some(reason);
            drafts[k].part = reason.name == "part" || role == Role::Part;
            (drafts[k].impact, drafts[k].why.impact) = (impact, Some(reason));
            if impact.is_some() && drafts[k].unit == Unit::None || counts_lives(reason) {
                (drafts[k].unit, drafts[k].why.unit) = (Unit::Person, Some(reason));
            }
        }
    }
    share_back(view, drafts, &decided);
}

/// Tolls and lives count people, whatever noun stands behind the number.
fn counts_lives(reason: &Reason) -> bool {
    matches!(reason.name, "toll" | "lives")
}

/// The deciding rule, with the impact.
fn judge(view: &View<'_>, count: &Count<'_>) -> Option<(&'static Reason, Option<Impact>)> {
    let draft = count.draft();
    // `two boys, 11 and 15, were hurt`: an age behind an age.
    let age = count.k > 0
        && count.drafts[count.k - 1].kind == Kind::Age
        && view.is(draft.first.wrapping_sub(1), "and");
    let people =
        draft.counts_people() || groups_people(view, draft) || draft.bare && draft.unit == Unit::None && !age;
    let mut own = None;
    for rule in RULES {
        if !people && !counts_lives(&rule.reason) {
            continue;
        }
        match (rule.test)(view, count) {
            Verdict::Impact(Impact::Affected) => {
                // `43,000 refugees were sheltering`, `50 dead people are trapped`.
                let impact = match status(view, count) {
                    Verdict::Impact(impact @ (Impact::Displaced | Impact::Killed)) => impact,
                    _ => Impact::Affected,
                };
                return Some((&rule.reason, Some(impact)));
            }
            Verdict::Impact(impact) => return Some((&rule.reason, Some(impact))),
            Verdict::Own => {
                own = Some(&rule.reason);
                break;
            }
            Verdict::Pass => {}
        }
    }
    match (STATUS.test)(view, count) {
        Verdict::Impact(impact) if people => Some((&STATUS.reason, Some(impact))),
        _ => own.map(|reason| (reason, None)),
    }
}

const SHARED: Reason = Reason::new(
    "shared",
    "`nine soldiers and three civilians died`: what the last suffers, the first do too",
);

/// Gives a count the impact of the count that it is joined to.
fn share_back(view: &View<'_>, drafts: &mut [Draft], decided: &[(Option<&'static Reason>, Role)]) {
    for k in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(k);
        let (draft, next) = (&mut before[k - 1], &rest[0]);
        let people = draft.impact.is_none() && draft.counts_people() && next.counts_people();
        if people && is_joined(view, draft, next) && shares(view, draft, decided[k - 1], decided[k].0) {
            (draft.impact, draft.why.impact) = (next.impact, next.impact.map(|_| &SHARED));
        }
    }
}

/// True if no more than `and`, `or` or a comma stands between two counts.
fn is_joined(view: &View<'_>, draft: &Draft, next: &Draft) -> bool {
    let start = role::start(view, next.first);
    start == draft.last + 1 && view.any(draft.last, &["and", ",", "or"])
        || start == draft.last + 2 && view.text(draft.last) == "," && view.is(draft.last + 1, "and")
}

/// True if a count that no rule judged stands in the same position as the next.
fn shares(
    view: &View<'_>,
    draft: &Draft,
    (reason, role): (Option<&Reason>, Role),
    next: Option<&Reason>,
) -> bool {
    match (reason, next) {
        (None, None) => true,
        (None, Some(next)) => {
            let position = match role {
                Role::Subject | Role::Joined | Role::Predicate(_) => true,
                Role::Oblique(_) | Role::Of(_) => !view.is(draft.last, ","),
                _ => false,
            };
            position && matches!(next.name, "subject" | "joined")
        }
        // `leaving 17 guerrillas and two soldiers dead`.
        (Some(reason), _) => {
            matches!(role, Role::Object(verb) if reason.name == "object" && view.any(verb, &words::LEAVING))
        }
    }
}

/// Families and households are no single people, but what happens to them happens to people.
pub(super) fn groups_people(view: &View<'_>, draft: &Draft) -> bool {
    matches!(draft.unit, Unit::Noun(head) if view.any(head, &PEOPLE_GROUPS))
}

/// `12 deaths`, `14 dead`, `the 300 missing`: the noun counts people by their fate.
fn victims(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let draft = count.draft();
    let Some(noun) = draft.noun else {
        return (draft.first..draft.last).find_map(|i| at(view, i)).into();
    };
    let fate = view.has(noun.head, IMPACT_NOUN) && !view.has(noun.head, DETAINED | DISPLACED)
        || view.has(noun.head, IMPACT) && view.has(noun.head, PERSON) && !view.has(noun.head, IMPACT_NOUN);
    at(view, noun.head).filter(|_| fate && !draft.partitive).into()
}

/// `India recorded 68 deaths, Indonesia 165`: the number has no word of its own.
fn of_list(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let draft = count.draft();
    if draft.noun.is_some() {
        return Verdict::Pass;
    }
    let before = &count.drafts[..count.k];
    let model = named_list::model(view, before, draft.first, draft.last)
        .or_else(|| second_speaker::model(view, before, draft.first, draft.last));
    model.map_or(Verdict::Pass, |model| count.drafts[model].impact.map_or(Verdict::Own, Verdict::Impact))
}

fn of_toll(view: &View<'_>, count: &Count<'_>) -> Verdict {
    toll::toll(view, count.drafts, count.k).into()
}

fn lives(view: &View<'_>, count: &Count<'_>) -> Verdict {
    toll::lives(view, count.draft()).then_some(Impact::Killed).into()
}

/// `including 12 children`, `17 of them with burns`, `12 of them women`.
fn part(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let draft = count.draft();
    if let Some(impact) = of_victims(view, draft.last) {
        // `three of the wounded died`: the verb says more than the whole.
        let behind = subject::after(view, draft);
        let own = subject::verdict(view, count.drafts, count.k, behind, count.story, subject::Scope::Clause);
        return Verdict::Impact(if own == Verdict::Impact(Impact::Killed) { Impact::Killed } else { impact });
    }
    let of_them = view.any(draft.last, &["of", "among"])
        && view.any(draft.last + 1, &PRONOUNS_OF_WHOLE)
        && (draft.noun.is_none() || view.any(draft.last + 1, &["them", "those", "these"]));
    // `four people were injured, two seriously`.
    let gravely = draft.bare && view.any(draft.last, &["seriously", "critically", "severely", "gravely"]);
    if count.role != Role::Part && !of_them && !gravely {
        return Verdict::Pass;
    }
    let whole = || {
        let earlier = count.drafts[..count.k].iter().rev();
        let whole = earlier.filter(|draft| {
            draft.dimension == Dimension::Count && (draft.counts_people() || groups_people(view, draft))
        });
        whole.take(1).find_map(|draft| draft.impact)
    };
    let after = draft.last + if of_them { 2 } else { 0 };
    // `22 of whom were being treated`: a part with a verb of its own.
    // `of whom nine have been found dead`.
    let lead = role::start(view, draft.first).wrapping_sub(1);
    let of_whom = view.is(lead, "whom") && view.any(lead.wrapping_sub(1), &["of", "among"]);
    let scope = if of_them || of_whom { subject::Scope::Clause } else { subject::Scope::Embedded };
    let found = subject::verdict(view, count.drafts, count.k, after, count.story, scope);
    match found {
        Verdict::Impact(impact) => return Verdict::Impact(impact),
        Verdict::Own if of_them || of_whom => return Verdict::Own,
        Verdict::Own | Verdict::Pass => {}
    }
    if view.any(after, &["fatally"]) {
        return Verdict::Impact(Impact::Killed);
    }
    if view.any(after, &SEVERITIES) {
        return Verdict::Impact(
            whole().filter(|&impact| impact != Impact::Killed).unwrap_or(Impact::Injured),
        );
    }
    // `seven of the 14 injured`, `three of the dead`.
    if of_them && count.k == 0 {
        return Verdict::Pass;
    }
    whole().map_or(Verdict::Own, Verdict::Impact)
}

/// `seven of the 14 injured`, `three of the dead`.
fn of_victims(view: &View<'_>, of: usize) -> Option<Impact> {
    if !view.is(of, "of") || !view.any(of + 1, &["the", "those", "these"]) {
        return None;
    }
    let whole = (of + 2..of + 5).find(|&i| !view.is_number(i) && !view.has(i, NUMBER | SCALE))?;
    predicate::names_victims(view, whole)
}

/// `killed 12`, `leaving 12 dead`, `lost two cousins`.
fn object(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let Role::Object(verb) = count.role else { return Verdict::Pass };
    let draft = count.draft();
    if clause::is_be(view, verb.wrapping_sub(1)) && clause::is_past_participle(view, verb) {
        return Verdict::Pass;
    }
    let after = subject::aside(view, subject::after(view, draft));
    // `he shot 10- to 18-foot jumpers`: verbs of violence need people.
    if !draft.counts_people() && view.any(verb, &words::VIOLENCE) {
        return Verdict::Own;
    }
    // `left 15 inmates and a guard dead`.
    let after = after + if LEFT_DEAD.begin(view, after) && view.any(verb, &words::LEAVING) { 3 } else { 0 };
    let impact = predicate::on_object(view, verb, draft.noun.map(|noun| noun.head), after, count.story);
    match impact {
        Some(impact) => Verdict::Impact(impact),
        None if view.any(verb, &["had", "has", "have"]) && view.has(after, PREPOSITION) => Verdict::Own,
        // `treated 30 people who were injured`, `identified 14 people killed`.
        None => {
            match subject::verdict(view, count.drafts, count.k, after, count.story, subject::Scope::Embedded)
            {
                Verdict::Impact(impact) => Verdict::Impact(impact),
                _ => Verdict::Own,
            }
        }
    }
}

/// `the deaths of 12 miners`, `the evacuation of 2,000`, `injuries to 12 people`.
fn of_noun(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let noun = match count.role {
        Role::Of(noun) => noun,
        Role::Joined | Role::Subject => {
            return joined_noun(view, role::start(view, count.draft().first).wrapping_sub(1)).into();
        }
        Role::Oblique(preposition)
            if view.any(preposition, &["to", "among"])
                && view.any(preposition.wrapping_sub(1), &["injuries", "injury", "deaths"]) =>
        {
            preposition - 1
        }
        _ => return Verdict::Pass,
    };
    let gerund = clause::ends(view, noun, "ing")
        || view.has(noun, KILLED)
        || view.has(noun, IMPACT) && !view.has(noun, PREPOSITION);
    if view.any(noun, &["none", "neither", "nobody"]) {
        return Verdict::Own;
    }
    if gerund && let Some(impact) = at(view, noun) {
        return Verdict::Impact(impact);
    }
    if view.any(noun, &["loss", "beheading", "drowning", "drownings"]) {
        let loved = count.draft().noun.is_some_and(|noun| view.any(noun.head, &words::LOVED));
        let killed = count.draft().counts_people() && (loved || !view.is(noun, "loss"));
        return if killed { Verdict::Impact(Impact::Killed) } else { Verdict::Own };
    }
    Verdict::Pass
}

/// `Rescuers are searching for 17 people`: nobody rescues a suspect.
fn sought(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let Role::Oblique(preposition) = count.role else { return Verdict::Pass };
    let verb = preposition.wrapping_sub(1);
    let searches = view.is(preposition, "for") && view.any(verb, &SEARCHING_VERBS);
    let rescuers = || (verb.saturating_sub(10).max(view.start)..verb).any(|i| view.any(i, &RESCUERS));
    if searches && rescuers() { Verdict::Impact(Impact::Missing) } else { Verdict::Pass }
}

/// `among the dead were 12 students`, `the dead included four children`, `also killed were two officers`.
fn inverted(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let Role::Predicate(verb) = count.role else { return Verdict::Pass };
    let mut i = verb;
    while i > view.start && verb - i < 8 {
        i -= 1;
        if view.stops(i) || view.has(i, RELATIVE | CONJUNCTION | PRONOUN) {
            break;
        }
        if let Some(impact) = predicate::names_victims(view, i) {
            return Verdict::Impact(impact);
        }
    }
    Verdict::Pass
}

/// `12 miners were killed`, `12 who died`, `12 injured`.
fn subject_of(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let scope = match count.role {
        Role::Subject | Role::Joined => subject::Scope::Clause,
        Role::Whole | Role::Predicate(_) | Role::Of(_) | Role::Oblique(_) | Role::Object(_) | Role::Part => {
            subject::Scope::Embedded
        }
    };
    let draft = count.draft();
    let after =
        subject::after_whole(view, count.drafts, count.k).unwrap_or_else(|| subject::after(view, draft));
    let verdict = subject::verdict(view, count.drafts, count.k, after, count.story, scope);
    if verdict == Verdict::Own && scope == subject::Scope::Embedded { Verdict::Pass } else { verdict }
}

/// `killed five marines and two sailors`: the second has no word of its own.
fn joined(view: &View<'_>, count: &Count<'_>) -> Verdict {
    if count.role != Role::Joined {
        return Verdict::Pass;
    }
    let draft = count.draft();
    let and = role::start(view, draft.first).wrapping_sub(1);
    if let Some(verb) = role::joined_verb(view, and).filter(|_| subject::ends(view, draft)) {
        let noun = draft.noun.map(|noun| noun.head);
        return predicate::on_object(view, verb, noun, subject::after(view, draft), count.story).into();
    }
    let Some(previous) = count.drafts[..count.k].last() else { return Verdict::Pass };
    let Some(impact) = previous.impact else { return Verdict::Pass };
    // `14 deaths in Florida and three in the Bahamas`.
    if draft.bare && draft.why.form.is_some_and(|form| form.name == "list") {
        return Verdict::Impact(impact);
    }
    let fate_of_its_own = previous.noun.is_some_and(|noun| view.has(noun.head, IMPACT))
        || toll::toll(view, count.drafts, count.k - 1).is_some();
    let mut verbs = false;
    for i in previous.last..draft.first {
        verbs |= clause::is_auxiliary(view, i) || clause::is_verb(view, i) && at(view, i) != Some(impact);
        verbs |= view.stops(i) && view.text(i) != ",";
    }
    let ends = subject::ends(view, draft);
    if fate_of_its_own || verbs || !ends || draft.first - previous.last > 12 {
        return Verdict::Pass;
    }
    Verdict::Impact(impact)
}

/// `the deaths of a woman and two children`.
fn joined_noun(view: &View<'_>, and: usize) -> Option<Impact> {
    if !view.is(and, "and") {
        return None;
    }
    let phrase = |i: usize| {
        view.is_word(i)
            && !view.has(i, PREPOSITION | RELATIVE | CONJUNCTION | NUMBER)
            && !clause::is_verb(view, i)
    };
    let of = (and.saturating_sub(6).max(view.start)..and)
        .rev()
        .find(|&i| !phrase(i))
        .filter(|&i| view.is(i, "of"))?;
    at(view, of.wrapping_sub(1)).filter(|_| view.has(of - 1, IMPACT_NOUN))
}

/// `30 wounded soldiers`, `12 refugees`, `287 hostages`.
fn status(view: &View<'_>, count: &Count<'_>) -> Verdict {
    let Some(noun) = count.draft().noun else { return Verdict::Pass };
    if let Role::Object(verb) = count.role
        && view.any(verb, &words::FREEING)
    {
        return Verdict::Own;
    }
    if view.has(noun.head, IMPACT_NOUN) {
        return at(view, noun.head).into();
    }
    let before = |i: usize| {
        at(view, i).filter(|_| !view.hyphen(i + 1) && !view.has(i, ADVERB | QUALIFIER | DETERMINER))
    };
    (noun.first..noun.head).rev().find_map(before).into()
}
