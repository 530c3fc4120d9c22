//! The impact that a predicate means for its subject or its object.

use crate::article::enriched::Impact;
use crate::enrich::figures::impact::Verdict;
use crate::enrich::figures::impact::clause::{self, VerbGroup, Voice};
use crate::enrich::figures::impact::displacement;
use crate::enrich::figures::impact::words::{
    CARRIED, DISEASES, HOLDING, HOSPITALS, HURTS, LEAVING, LOVED, MEDICS, PRISONS, RESCUED_FROM, SAVING,
    STAYING, VIOLENCE,
};
use crate::enrich::rule::Rule;
use crate::enrich::view::{View, Words};
use crate::lexicon::word_lists;
use crate::lexicon::{
    AFFECTED, AUXILIARY, DETAINED, DISPLACED, Flags, IMPACT, INJURED, KILLED, MISSING, PERSON, PREPOSITION,
    PRONOUN, TRANSITIVE,
};

word_lists! {
    "figures":
    BEFORE_STATE, CAPTIVES, FACING_VERBS, FORCED_ACTS, FORCING_VERBS, HARDSHIPS, HARM_INFINITIVES, HELD, HOLDING_VERBS, LEFT_PLACES, NOUNS_OF_HARM, ORDERED, SUFFERING_VERBS, TREATED_AT,
}

/// Facts of the whole article that a predicate's meaning depends on.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::enrich::figures) struct Story {
    /// The article is about people who leave: crossing a border is displacement.
    pub(in crate::enrich::figures) exodus: bool,
    /// The article is about a disease: who is in hospital is ill.
    pub(in crate::enrich::figures) outbreak: bool,
}

impl Story {
    pub(in crate::enrich::figures) fn new(view: &View<'_>) -> Self {
        let outbreak = (view.start..view.end).filter(|&i| view.any(i, &DISEASES)).take(2).count() == 2;
        Self { exodus: displacement::is_exodus(view), outbreak }
    }

    fn in_hospital(self) -> Impact {
        if self.outbreak { Impact::Affected } else { Impact::Injured }
    }
}

/// The impact that a word means.
pub(super) fn meaning(flags: Flags) -> Option<Impact> {
    [
        (KILLED, Impact::Killed),
        (INJURED, Impact::Injured),
        (MISSING, Impact::Missing),
        (DISPLACED, Impact::Displaced),
        (DETAINED, Impact::Detained),
        (AFFECTED, Impact::Affected),
    ]
    .into_iter()
    .find(|&(flag, _)| flags.intersects(flag))
    .map(|(_, impact)| impact)
}

pub(in crate::enrich::figures) fn at(view: &View<'_>, i: usize) -> Option<Impact> {
    meaning(view.word(i).flags & IMPACT)
}

/// The impact on the subject of a verb group.
pub(super) fn on_subject(view: &View<'_>, group: &VerbGroup, story: Story) -> Option<Impact> {
    // `have not been seen since Tuesday`, `have yet to be found`; `could not be reached` says less.
    let sought = view.any(group.head, &["seen", "found", "located", "traced"]);
    let yet = sought && (1..=4).any(|back| view.is(group.head.wrapping_sub(back), "yet"));
    if group.negated || yet {
        return (sought && group.voice == Voice::Passive).then_some(Impact::Missing);
    }
    match group.voice {
        Voice::Passive => passive(view, group, story).or_else(|| chained(view, group)),
        Voice::Copula => state(view, group.last, story),
        Voice::Active => active(view, group, story),
    }
}

/// `were killed`, `was shot dead`, `were taken to hospital`, `are feared drowned`.
fn passive(view: &View<'_>, group: &VerbGroup, story: Story) -> Option<Impact> {
    let (head, next) = (group.head, group.last);
    // `were burnt alive`.
    if view.is(next, "alive") && view.any(head, &["burned", "burnt", "buried"]) {
        return Some(Impact::Killed);
    }
    if view.any(head, &VIOLENCE) && !view.any(next, &["off", "into", "past"]) || view.is(head, "put") {
        if to_death(view, next) || view.is(head.wrapping_sub(1), "fatally") {
            return Some(Impact::Killed);
        }
        return (!view.is(head, "put")).then_some(Impact::Injured);
    }
    if view.any(head, &HOLDING)
        && let Some(impact) = state(view, next, story)
    {
        return Some(impact);
    }
    match participle(view, head) {
        Verdict::Impact(impact) => return Some(impact),
        Verdict::Own => return None,
        Verdict::Pass => {}
    }
    if falls_to_death(view, next) {
        return Some(Impact::Killed);
    }
    if view.any(head, &ORDERED) && view.is(next, "to") {
        let evacuates = (next + 1..next + 4).any(|i| view.any(i, &["evacuate", "leave", "flee", "relocate"]));
        let impact = if view.is(head, "forced") { Impact::Displaced } else { Impact::Affected };
        return evacuates.then_some(impact);
    }
    carried(view, head, story).or_else(|| (displacement::loses_home(view, head)).then_some(Impact::Displaced))
}

/// `were hurled to their deaths`, `fell to her death`.
fn falls_to_death(view: &View<'_>, from: usize) -> bool {
    (from..from + 5).take_while(|&i| !view.stops(i)).any(|i| {
        view.is(i, "to") && view.any(i + 1, &["their", "his", "her"]) && view.any(i + 2, &["death", "deaths"])
    })
}

/// The impact of a participle: [`Verdict::Own`] where it has an alternative (`killed or wounded`).
fn participle(view: &View<'_>, head: usize) -> Verdict {
    let Some(impact) = at(view, head) else { return Verdict::Pass };
    let (joint, second) = (head + 1, head + 2);
    let joined = view.any(joint, &["or", "and", "/"]) && !clause::has_object(view, second + 1);
    match at(view, second).filter(|&other| joined && other != impact) {
        None => Verdict::Impact(impact),
        // `arrested and killed`.
        Some(Impact::Killed) if view.is(joint, "and") && impact != Impact::Injured => {
            Verdict::Impact(Impact::Killed)
        }
        Some(Impact::Killed | Impact::Injured) if matches!(impact, Impact::Killed | Impact::Injured) => {
            Verdict::Own
        }
        Some(_) if view.is(joint, "and") => Verdict::Impact(impact),
        Some(_) => Verdict::Own,
    }
}

/// `taken to hospital`, `held in custody`, `taken hostage`, `pulled alive from the rubble`, `treated for burns`.
fn carried(view: &View<'_>, head: usize, story: Story) -> Option<Impact> {
    let near =
        |words: &[&str]| (head + 1..head + 7).take_while(|&i| !view.stops(i)).any(|i| view.any(i, words));
    let moved = view.any(head, &CARRIED);
    let cared = view.is(head, "treated") && (near(&HURTS) || near(&TREATED_AT) && !story.outbreak);
    if moved && near(&HOSPITALS) || cared {
        return Some(story.in_hospital());
    }
    let captive = near(&PRISONS) || near(&CAPTIVES) && view.any(head, &["taken", "held", "led"]);
    if moved && near(&PRISONS) || view.any(head, &HELD) && captive {
        return Some(Impact::Detained);
    }
    if view.any(head, &["remanded", "rounded", "held"]) && !near(&["by", "at"]) {
        return Some(Impact::Detained);
    }
    let term = near(&PRISONS) || near(&["years", "months"]) || near(&["life"]);
    if view.is(head, "sentenced") && term && !near(&["death", "suspended"]) {
        return Some(Impact::Detained);
    }
    let saved = view.any(head, &SAVING) && near(&RESCUED_FROM) && !near(&["bodies", "dead"]);
    saved.then_some(Impact::Affected)
}

/// `were shot and killed`: a second participle of the same subject.
fn chained(view: &View<'_>, group: &VerbGroup) -> Option<Impact> {
    let and = (group.last..group.last + 8).take_while(|&i| !view.stops(i)).find(|&i| view.is(i, "and"))?;
    let participle = and + 1 + usize::from(clause::is_adverb(view, and + 1));
    let passive = view.has(participle, TRANSITIVE)
        && clause::is_past_participle(view, participle)
        && !clause::has_object(view, participle + 1);
    at(view, participle).filter(|_| passive)
}

fn to_death(view: &View<'_>, i: usize) -> bool {
    (i..i + 4).take_while(|&at| !view.stops(at)).any(|at| {
        view.any(at, &["dead", "killed"])
            || view.any(at, &["to"]) && view.is(at + 1, "death")
            || view.any(at, &["died"])
    })
}

/// `died`, `have fled`, `lost their lives`, `went missing`, `suffered burns`.
fn active(view: &View<'_>, group: &VerbGroup, story: Story) -> Option<Impact> {
    let (head, next) = (group.head, group.last);
    let clause = |reach: usize| (next..next + reach).take_while(|&i| !view.stops(i));
    if view.any(head.wrapping_sub(1), &["had", "have", "has"])
        && !view.any(head, &["no", "any"])
        && (head..head + 4).any(|i| view.any(i, &HURTS))
    {
        return Some(Impact::Injured);
    }
    // `froze to death`.
    if falls_to_death(view, next) || view.phrase(next, &["to", "death"]) {
        return Some(Impact::Killed);
    }
    let object = clause::has_object(view, next);
    if view.any(head, &["lost", "lose", "losing", "loses"]) {
        let their = view.any(next, &["their", "his", "her", "its"]);
        if their && view.any(next + 1, &["life", "lives"]) {
            return Some(Impact::Killed);
        }
    }
    if view.any(head, &SUFFERING_VERBS) {
        let hurt = clause(6).any(|i| view.any(i, &HURTS));
        let with = !view.is(head, "escaped") || view.is(next, "with");
        return (hurt && with && !view.any(next, &["no", "without"])).then_some(Impact::Injured);
    }
    let ill = view.any(head, &["contracted", "caught"]) && clause(3).any(|i| view.any(i, &DISEASES));
    if ill || view.any(head, &["tested", "test", "testing"]) && view.is(next, "positive") {
        return Some(Impact::Affected);
    }
    // `had to leave the hotel`.
    let compelled = view.is(head.wrapping_sub(1), "to") && view.any(head.wrapping_sub(2), &["had", "have"]);
    if compelled
        && view.any(head, &["leave", "flee", "abandon"])
        && clause(4).any(|i| view.any(i, &LEFT_PLACES))
    {
        return Some(Impact::Displaced);
    }
    if view.any(head, &FACING_VERBS) {
        let hunger = clause(5).any(|i| view.any(i, &HARDSHIPS));
        return hunger.then_some(Impact::Affected);
    }
    if view.any(head, &STAYING)
        && let Some(impact) = state(view, next, story)
    {
        return Some(impact);
    }
    if let Some(impact) = at(view, head) {
        let without_object = view.any(head, &HARM_INFINITIVES);
        let intransitive = !view.has(head, TRANSITIVE) || without_object && !object;
        return intransitive.then_some(impact);
    }
    if displacement::loses_home(view, head)
        || displacement::escapes(view, head)
        || story.exodus && displacement::moves(view, head)
    {
        return Some(Impact::Displaced);
    }
    None
}

/// The state that starts at a token: `dead`, `still missing`, `in hospital`, `under arrest`, `with serious burns`,
/// `among the dead`.
pub(super) fn state(view: &View<'_>, from: usize, story: Story) -> Option<Impact> {
    let mut i = from;
    while i < from + 6
        && (clause::is_adverb(view, i)
            || view.any(i, &HOLDING)
            || view.any(i, &BEFORE_STATE)
            || view.has(i, AUXILIARY))
    {
        i += 1;
    }
    if view.any(i, &["not", "unhurt", "unharmed", "safe"]) || view.is(i, "no") {
        return None;
    }
    if view.any(i, &["shot", "beaten", "stabbed"]) {
        return Some(if to_death(view, i + 1) { Impact::Killed } else { Impact::Injured });
    }
    let direct = at(view, i).filter(|_| !names(view, i));
    if direct.is_some() {
        return direct;
    }
    if view.is(i, "with") {
        let hurt = (i + 1..i + 6).take_while(|&at| !view.stops(at)).any(|at| view.any(at, &HURTS));
        return hurt.then_some(Impact::Injured);
    }
    if view.is(i, "among") {
        return (i + 1..i + 5).take_while(|&at| !view.stops(at)).find_map(|at| self::at(view, at));
    }
    if view.any(i, &["in", "under", "behind", "on"]) {
        return circumstance(view, i, story);
    }
    if view.is(i, "without")
        && view.any(i + 1, &["homes", "shelter", "a"])
        && (view.any(i + 1, &["homes", "shelter"]) || view.is(i + 2, "home"))
    {
        return Some(Impact::Displaced);
    }
    None
}

/// `in critical condition`, `in police custody`, `in need of`, `under arrest`, `behind bars`.
fn circumstance(view: &View<'_>, preposition: usize, story: Story) -> Option<Impact> {
    let words = (preposition + 1..preposition + 5)
        .take_while(|&i| (view.is_word(i) || view.is_number(i)) && !view.has(i, PREPOSITION));
    for i in words {
        if view.any(i, &HOSPITALS)
            && !(view.is(i, "care") && !view.any(i.wrapping_sub(1), &["intensive", "critical", "medical"]))
        {
            return Some(story.in_hospital());
        }
        if view.any(i, &PRISONS) || view.is(i, "bars") && view.is(preposition, "behind") {
            return Some(Impact::Detained);
        }
        if view.any(i, &["need", "isolation", "quarantine", "lockdown"]) {
            return Some(Impact::Affected);
        }
        if view.any(i, &["camps", "shelters", "exile"]) {
            return Some(Impact::Displaced);
        }
    }
    None
}

/// Words of an impact that are nouns of things here: `death row`, `rescue team`.
fn names(view: &View<'_>, i: usize) -> bool {
    view.any(i, &NOUNS_OF_HARM) && !clause::has_object(view, i + 1)
        || view.has(i, TRANSITIVE) && clause::ends(view, i, "ing")
}

/// A verb with the counted people for its object.
struct Deed<'a> {
    view: &'a View<'a>,
    verb: usize,
    /// The head of the object.
    noun: Option<usize>,
    /// The token behind the object.
    after: usize,
    story: Story,
}

impl Deed<'_> {
    fn verb_is<W: Words + ?Sized>(&self, words: &W) -> bool {
        self.view.any(self.verb, words)
    }

    /// One of the words stands in the same clause, right behind the object.
    fn followed_by<W: Words + ?Sized>(&self, words: &W) -> bool {
        self.clause().any(|i| self.view.any(i, words))
    }

    /// The tokens of the same clause, right behind the object.
    fn clause(&self) -> impl Iterator<Item = usize> {
        (self.after..self.after + 5).take_while(|&i| !self.view.stops(i))
    }

    /// The verb or the words behind the object tell of death.
    fn is_deadly(&self) -> bool {
        let (view, next) = (self.view, self.verb + 1);
        let dead = to_death(view, next) || to_death(view, self.after) || view.is(next, "dead");
        dead || view.is(self.verb.wrapping_sub(1), "fatally")
    }

    /// `lost two sons`, `lost 12 crew members`; `lost 12 men` but not in a game.
    fn loses_loved_ones(&self) -> bool {
        let view = self.view;
        let Some(noun) = self.noun else { return false };
        let sport = || (view.start..view.end).any(|i| view.any(i, &["match", "game", "season", "half"]));
        let strangers = view.is(noun, "members") && !view.any(noun.wrapping_sub(1), &["family", "crew"]);
        let comrades = || view.any(noun, &["men", "crewmen", "officers"]) && !sport();
        !strangers && (view.any(noun, &LOVED) || comrades())
    }
}

/// A decision about a deed; `None` leaves it to the next rule.
type Test = fn(&Deed<'_>) -> Option<Option<Impact>>;

/// The rules of verbs in their order: what a verb does by itself, then verbs whose object says where it is brought or in
/// which state it is left, and the impact of the lexicon last.
const DEEDS: &[Rule<Test>] = &[
    Rule::new("violence", "`shot 12`, `beat 12 to death`", |it| {
        let beats = it.verb_is(&["beat"]) && !to_death(it.view, it.after);
        if beats || !it.verb_is(&VIOLENCE) {
            return None;
        }
        let kills = it.verb_is(&["gunned"]) || it.is_deadly();
        Some(Some(if kills { Impact::Killed } else { Impact::Injured }))
    }),
    Rule::new("rescue", "`brought 1,200 residents to safety`", |it| {
        saved(it.view, it.verb, it.after).map(Some)
    }),
    Rule::new("burial", "`buried 12`", |it| {
        let buried = it.verb_is(&["buried", "burying", "bury"]) && buries(it.view, it.verb);
        buried.then_some(Some(Impact::Killed))
    }),
    Rule::new("loss", "`lost two sons`", |it| {
        let whom = !it.view.any(it.after, &["to", "from", "jobs", "seats"]);
        let killed = || (whom && it.loses_loved_ones()).then_some(Impact::Killed);
        it.verb_is(&["lost", "lose", "losing", "loses"]).then(killed)
    }),
    Rule::new("force", "`forced 12 families to leave`", |it| {
        let impact = if it.verb_is(&["ordered"]) { Impact::Affected } else { Impact::Displaced };
        let from_home = |i: usize| it.view.phrase(i, &["from", "their"]);
        let leaves = || it.followed_by(&FORCED_ACTS) || it.clause().any(from_home);
        it.verb_is(&FORCING_VERBS).then(|| leaves().then_some(impact))
    }),
    Rule::new("taken in", "`has taken in 760,000 people since the war began`", |it| {
        let takes = it.verb_is(&["took", "taken", "take", "takes"]) && it.verb_is(&HOLDING_VERBS);
        let refuge = it.story.exodus && it.view.is(it.verb + 1, "in");
        (takes && refuge).then_some(Some(Impact::Displaced))
    }),
    Rule::new("holding", "`took 12 hostage`, `rounded up 12`, `took 12 to hospital`", |it| {
        if !it.verb_is(&HOLDING_VERBS) {
            return None;
        }
        let captive =
            it.followed_by(&["hostage", "captive", "prisoner", "hostages"]) || it.followed_by(&PRISONS);
        if captive || it.verb_is(&["rounded", "rounding"]) {
            return Some(Some(Impact::Detained));
        }
        let hospital = it.followed_by(&["hospital", "hospitals", "clinic"]);
        Some(hospital.then_some(it.story.in_hospital()))
    }),
    Rule::new("treatment", "`medics treated 12`, `treated 12 for burns`", |it| {
        let medics = |i: usize| it.view.any(i, &MEDICS);
        let hurt = || {
            let treated = (it.verb.saturating_sub(5).max(it.view.start)..it.verb).any(medics);
            it.followed_by(&HURTS) || treated && !it.story.outbreak
        };
        it.verb_is(&["treated"]).then(|| hurt().then_some(Impact::Injured))
    }),
    Rule::new(
        "possession",
        "`she had two children in hospital`: where they are, not what was done to them",
        |it| {
            let has = it.verb_is(&["had", "has", "have", "having"]) && it.view.has(it.after, PREPOSITION);
            has.then_some(None)
        },
    ),
    Rule::new("state", "`left 12 dead`, `found 14 people dead`", |it| {
        it.verb_is(&LEAVING).then(|| state(it.view, it.after, it.story))
    }),
    Rule::new("impact of the verb", "`killed 12`; `wounded or killed 12` says nothing of each", |it| {
        let (view, joint, other) = (it.view, it.verb.wrapping_sub(1), it.verb.wrapping_sub(2));
        let impact =
            at(view, it.verb).filter(|_| view.has(it.verb, TRANSITIVE) && !it.verb_is(&["contracted"]))?;
        let joined = view.any(joint, &["or", "and", "/"]) && view.has(other, TRANSITIVE);
        let both = at(view, other).filter(|_| joined);
        // `detained and killed 12`: the worse of the two.
        let worse = |both: Impact| (both, impact) == (Impact::Detained, Impact::Killed);
        Some(both.is_none_or(|both| both == impact || worse(both)).then_some(impact))
    }),
];

/// The impact on the object of the active verb at `verb`; the object ends before `after`.
pub(super) fn on_object(
    view: &View<'_>,
    verb: usize,
    noun: Option<usize>,
    after: usize,
    story: Story,
) -> Option<Impact> {
    let deed = Deed { view, verb, noun, after, story };
    DEEDS.iter().find_map(|rule| (rule.test)(&deed)).flatten()
}

/// `brought 1,200 residents to safety`, `pulled 12 people alive from the rubble`.
fn saved(view: &View<'_>, verb: usize, after: usize) -> Option<Impact> {
    let behind =
        |words: &[&str]| (after..after + 5).take_while(|&i| !view.stops(i)).any(|i| view.any(i, words));
    let safe = view.any(verb, &SAVING) && behind(&RESCUED_FROM) && !behind(&["dead", "hostage"]);
    (safe && !view.any(after.wrapping_sub(1), &["bodies", "corpses", "body"])).then_some(Impact::Affected)
}

/// `We have buried 23 people`: people bury the dead, a landslide may bury the living.
fn buries(view: &View<'_>, verb: usize) -> bool {
    let mut subject = verb.wrapping_sub(1);
    while view.has(subject, AUXILIARY) || clause::is_adverb(view, subject) {
        subject = subject.wrapping_sub(1);
    }
    view.has(subject, PRONOUN | PERSON) && !view.any(subject, &["it", "which", "that"])
}

/// Whether a noun names people by what happened to them: `the dead`, `those killed`, `the injured`.
pub(super) fn names_victims(view: &View<'_>, i: usize) -> Option<Impact> {
    at(view, i).filter(|_| {
        clause::is_past_participle(view, i) && view.has(i, TRANSITIVE)
            || view.any(i, &["missing", "dead", "fatalities", "bodies"])
    })
}
