//! The evidence that a place is that of a figure, and the reasons against it.

use crate::article::enriched::{Dimension, Impact};
use crate::document::{Span, TokenKind};
use crate::enrich::figures::counted::named_list;
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::figures::impact;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, CHANGE, CURRENCY, DETERMINER, DIRECTION, LOCATIVE, NUMBER, PERSON, PREPOSITION,
    PRONOUN, RELATIVE, SPEECH, STRIKES, SUBORDINATOR, VERB,
};

word_lists! {
    "figures":
    DESTINATION_PREPOSITIONS, EVENT_BOUNDARIES,
}

/// At most so many tokens stand between a preposition and its place: `in the mountainous north of Peru`.
const PHRASE: usize = 6;
/// At most so many tokens stand between a subject and its verb.
const SUBJECT: usize = 8;

/// A place that a figure may belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) place: usize,
    pub(super) span: Span,
    pub(super) demonym: bool,
    /// Its tokens.
    pub(super) first: usize,
    pub(super) last: usize,
    /// It stands in the dateline.
    pub(super) dateline: bool,
}

/// A reason for which a figure belongs to no place.
type Placeless = fn(&View<'_>, &Draft) -> bool;

/// Any of these is enough.
pub(super) const PLACELESS: &[Rule<Placeless>] = &[
    Rule::new("age", "`Coyle, 46, of McConnelsville`: an age is nowhere", |_, draft| draft.kind == Kind::Age),
    Rule::new("span of time", "`worked for 11 years in Austin`: the work is there", |_, draft| {
        draft.dimension == Dimension::Duration
    }),
    Rule::new("size of a thing", "`a 21-string harp-lute`, `a 28 nm process`", |view, draft| {
        draft.impact.is_none() && (draft.first..draft.last).any(|i| view.hyphen(i))
    }),
    Rule::new("score", "`lost 3-1 to Peru`: the place of a match is rarely that of its teams", |_, draft| {
        draft.dimension == Dimension::Score
    }),
];

/// A test of a place against a figure.
type Test = fn(&View<'_>, &Candidate, &Draft) -> bool;

/// A place that any of these excludes is not that of the figure.
pub(super) const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("agent", "`70 countries, led by Colombia`: it acts", is_agent),
    Rule::new(
        "other name of a list",
        "`India 68, Indonesia 165`: each number belongs to the name before it",
        |view, place, draft| named_list::is_member(draft) && !owns(view, place, draft),
    ),
    Rule::new("speaker", "`officials in Nairobi said`: where the speaker is", is_of_speaker),
    Rule::new(
        "clause",
        "`…; Norway alone promised 2 billion`: the place of another statement",
        is_of_other_clause,
    ),
    Rule::new("destination", "`by plane to cities in Parana`: where it goes or comes from", is_destination),
];

/// Evidence that a place is that of a figure, the strongest first. Of two places with the same evidence the nearer wins,
/// and one behind the figure is nearer than one before it.
pub(super) const EVIDENCE: &[Rule<Test>] = &[
    Rule::new(
        "name in a list",
        "`India 68 deaths, Indonesia 165`: the name before the number",
        |view, place, draft| named_list::is_member(draft) && owns(view, place, draft),
    ),
    Rule::new(
        "brackets",
        "`in Kwale (49 per cent)`: the figure stands in brackets behind the place",
        is_bracketed,
    ),
    Rule::new("phrase of the counted", "`31,000 vehicles in Leeds`, `the people of Goma`", is_in_counted),
    Rule::new("here", "`27 clinics here and six in Johor Bahru`: the place of the dateline", is_here),
    Rule::new("place of the clause", "`were arrested in Kariega`, `near the port of Haifa`", is_in_clause),
    Rule::new("relative clause", "`Toril, which has 62 rooms`: the clause is about the place", is_antecedent),
    Rule::new("opener", "`In Peru, 12 people …`: a phrase of place opens the sentence", opens_sentence),
    Rule::new("subject", "`Chad has taken in 760,000`, `Brazil's fund has raised …`", is_subject),
    Rule::new(
        "economy of a country",
        "`Kenyan inflation rose to 4%`, `the output of Peru grew by 2%`",
        is_economy,
    ),
    Rule::new("struck place", "`a quake hit western Turkey, killing 26 people`", is_struck),
    Rule::new(
        "place that was left",
        "`3,000 people have fled Darfur`: those who are displaced were there",
        is_left,
    ),
    Rule::new("place of the event", "`killed 12 people when a bus fell off a bridge in Kisumu`", is_in_event),
    Rule::new("modifier of the event", "`Kisumu floods kill 12`", modifies_event),
    Rule::new(
        "dateline",
        "`GOMA, Congo (…) - A boat sank, killing 12`: an event without another place",
        is_dateline,
    ),
];
/// The rule by which a figure belongs to no place.
pub(in crate::enrich::figures) fn placeless(view: &View<'_>, draft: &Draft) -> Option<&'static Reason> {
    PLACELESS.iter().find(|rule| (rule.test)(view, draft)).map(|rule| &rule.reason)
}

impl Candidate {
    /// The tokens between the place and the figure.
    fn between(&self, draft: &Draft) -> std::ops::Range<usize> {
        if self.first >= draft.last { draft.last..self.first } else { self.last..draft.first.max(self.last) }
    }

    /// The preposition that governs the place, over a determiner, adjectives and names: `in northern Peru`.
    fn preposition(&self, view: &View<'_>) -> Option<usize> {
        let lowest = self.first.saturating_sub(PHRASE).max(view.start);
        let at = (lowest..self.first)
            .rev()
            .find(|&i| view.has(i, PREPOSITION | LOCATIVE) || !may_modify(view, i))?;
        view.has(at, PREPOSITION | LOCATIVE).then_some(at)
    }

    /// The preposition of place: `in`, `near`; `of` behind a noun of place or a direction: `north of Tokyo`.
    fn locative(&self, view: &View<'_>) -> Option<usize> {
        let at = self.preposition(view)?;
        if view.has(at, LOCATIVE) {
            return Some(at);
        }
        let noun = at.wrapping_sub(1);
        if !view.is(at, "of") {
            return None;
        }
        if view.has(noun, DIRECTION) && !view.has(noun, LOCATIVE | PREPOSITION) {
            return Some(noun);
        }
        // `in the city of Homs`, `near the port of Haifa`.
        let phrase = noun.saturating_sub(PHRASE).max(view.start)..noun;
        let opens = phrase
            .rev()
            .take_while(|&i| may_modify(view, i) || view.has(i, LOCATIVE))
            .find(|&i| view.has(i, LOCATIVE));
        opens.filter(|_| !view.has(noun, PREPOSITION))
    }

    /// True if a clause of its own begins between the place and the figure.
    fn is_parted(&self, view: &View<'_>, draft: &Draft) -> bool {
        // `recorded in Paris, sold 400,000 copies`: an aside that ends with the place.
        let ends_aside =
            self.last <= draft.first && view.text(self.last) == "," && is_finite(view, self.last + 1);
        ends_aside
            || self.between(draft).any(|i| begins_clause(view, i))
            || self.first >= draft.last && is_aside_before(view, draft, self.first)
    }
}

/// True if a token may stand between a preposition and a place: `the`, `northern`, `Kajiado`.
fn may_modify(view: &View<'_>, i: usize) -> bool {
    view.is_word(i) && !view.has(i, VERB | AUXILIARY | PRONOUN | RELATIVE | SUBORDINATOR | SPEECH)
        || view.hyphen(i)
}

/// True if a clause of its own begins at a token.
fn begins_clause(view: &View<'_>, i: usize) -> bool {
    matches!(view.text(i), ";" | ":")
        || view.is_quote(i)
        || view.has(i, RELATIVE | SUBORDINATOR)
        || view.any(i, &["and", "but"]) && view.has(i + 1, PRONOUN)
}

/// True if a figure stands in a relative clause that a comma ends before a token.
fn is_aside_before(view: &View<'_>, draft: &Draft, at: usize) -> bool {
    let mut before = (view.start.max(draft.first.saturating_sub(25))..draft.first).rev();
    let opens = before.find(|&i| view.text(i) == ",");
    opens.is_some_and(|comma| view.has(comma + 1, RELATIVE))
        && (draft.last..at).any(|i| view.text(i) == "," && is_finite(view, i + 1))
}

/// True if a token is a finite verb, as far as the lexicon and its form say.
fn is_finite(view: &View<'_>, i: usize) -> bool {
    view.has(i, VERB | AUXILIARY | CHANGE) && !view.text(i).ends_with("ing")
        || view.lower(i) && view.text(i).ends_with("ed")
}

/// The place stands right before the figure.
fn owns(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.last == impact::start(view, draft.first) && !place.demonym
}

fn is_bracketed(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let open = draft.first.wrapping_sub(1);
    view.text(open) == "(" && place.last == open && !place.demonym && !place.dateline
}

/// The place of the dateline, where the clause says `here`.
fn is_here(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let near = view.around(draft.first);
    let mut behind =
        (draft.last..near.end).take(6).take_while(|&i| !begins_clause(view, i) && !view.is_number(i));
    place.dateline && behind.any(|i| view.is(i, "here"))
}

fn is_antecedent(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let pronoun = place.last + usize::from(view.text(place.last) == ",");
    !place.demonym
        && place.last < draft.first
        && view.any(pronoun, &["which", "where"])
        && (pronoun + 1..draft.first).all(|i| view.text(i) != "," && !begins_clause(view, i))
}

/// The place is what a disaster or an attack hits, and the figure tells its victims or its damage.
fn is_struck(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let verb =
        (place.first.saturating_sub(4).max(view.start)..place.first).rev().find(|&i| !may_modify(view, i));
    !place.demonym
        && !place.dateline
        && verb.is_some_and(|verb| view.has(verb, STRIKES))
        && (draft.impact.is_some() || draft.dimension != Dimension::Count)
        && !place.is_parted(view, draft)
}

/// The place is what the displaced have fled.
fn is_left(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let verb = place.first.wrapping_sub(1);
    draft.impact == Some(Impact::Displaced)
        && !place.demonym
        && place.first >= draft.last
        && view.any(verb, &["fled", "fleeing", "flee", "left"])
        && !place.is_parted(view, draft)
}

fn is_agent(view: &View<'_>, place: &Candidate, _: &Draft) -> bool {
    let before = place.first.wrapping_sub(1);
    let by = if view.has(before, DETERMINER) { before.wrapping_sub(1) } else { before };
    let participle = by.wrapping_sub(1);
    view.is(by, "by")
        && (view.text(participle).ends_with("ed") || view.any(participle, &["led", "held", "run"]))
}

/// A place in the words that name the speaker, by a preposition: `police in Lagos said`, `he said in Geneva`.
fn is_of_speaker(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    // `officials in neighbouring Peru said`.
    let lead = place.preposition(view).filter(|&at| at + 3 >= place.first);
    let preposition = lead.is_some_and(|at| view.any(at, &["in", "from", "at", "of"]));
    let says = |i: usize| view.has(i, SPEECH) && !view.has(i, CHANGE);
    let behind = (place.last..(place.last + 4).min(view.end)).take_while(|&i| !view.stops(i)).any(says);
    let before = (place.first.saturating_sub(3).max(view.start)..place.first).any(says);
    let first = place.last <= draft.first;
    let parted = place.between(draft).any(|i| view.text(i) == "," || view.is_quote(i) || view.is(i, "that"));
    // `Armenia says`: the state speaks.
    let speaks = first && says(place.last);
    speaks || preposition && (first && behind || before && (parted || first) || !first && parted && behind)
}

fn is_of_other_clause(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.between(draft).any(|i| view.text(i) == ";" || view.any(i, &["while", "whereas"]))
}

/// `to Africa`, `from El Geneina`, `for cities in Parana`: the phrase is governed by a preposition of movement.
fn is_destination(view: &View<'_>, place: &Candidate, _: &Draft) -> bool {
    let Some(at) = place.preposition(view) else { return false };
    if view.any(at, &DESTINATION_PREPOSITIONS) {
        return true;
    }
    let noun = at.wrapping_sub(1);
    let governor = noun.wrapping_sub(1 + usize::from(view.has(noun.wrapping_sub(1), DETERMINER)));
    // `were stolen from a farm near Kilbarchan`: they were there.
    let taken = view.is(governor, "from") && is_finite(view, governor.wrapping_sub(1));
    !place.dateline && !taken && view.lower(noun) && view.any(governor, &["to", "from", "into", "towards"])
}

fn is_in_counted(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let last = draft.counted.map_or(draft.last, |counted| view.document.token_at(counted.end));
    let last = last.max(draft.last);
    let inside = place.first >= draft.first && place.last <= last;
    let behind = place.first > last
        && place.locative(view).is_some_and(|at| at == last || at == last + 1 && !view.stops(last))
        || place.first > last && view.is(last, "of") && place.preposition(view) == Some(last);
    (inside || behind) && !place.demonym && !place.dateline
}

fn is_in_clause(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    !place.demonym && !place.dateline && place.locative(view).is_some() && !place.is_parted(view, draft)
}

fn opens_sentence(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let opens = place.locative(view).is_some_and(|at| at == view.start || at == view.start + 1);
    opens && !place.demonym && place.last <= draft.first
}

/// The place, or what it owns, is the subject of the figure's clause.
fn is_subject(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    if place.demonym || place.dateline || place.last > draft.first || place.preposition(view).is_some() {
        return false;
    }
    let before = place.first.wrapping_sub(1);
    let opens = place.first == view.start
        || view.stops(before)
        || view.has(before, DETERMINER | SUBORDINATOR)
        || view.any(before, &["and", "but", "that"]);
    // `Brazil closes two shelters`, `Davao City accounts for 398,000`.
    let present = |i: usize| {
        view.lower(i)
            && view.text(i).ends_with('s')
            && (view.is_number(i + 1) || view.has(i + 1, NUMBER | PREPOSITION | DETERMINER))
    };
    let verb = |i: usize| is_finite(view, i) || present(i);
    let owns = view.kind(place.last) == Some(TokenKind::Possessive);
    let behind = if owns {
        let mut phrase =
            (place.last + 1..(place.last + SUBJECT).min(draft.first)).take_while(|&i| !view.stops(i));
        view.lower(place.last + 1) && phrase.any(verb)
    } else {
        let comma = view.text(place.last) == ",";
        let next = if comma {
            let close = (place.last + 1..draft.first).take(12).find(|&i| view.text(i) == ",");
            close.map_or(place.last, |close| close + 1)
        } else {
            place.last
        };
        verb(next) || view.has(next, ADVERB) && verb(next + 1)
    };
    opens && behind && !place.is_parted(view, draft)
}

fn is_economy(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    // `rose to 4%`, `grew by 2%`: the verb of the change stands right before the figure.
    let changes = || (draft.first.saturating_sub(3)..draft.first).any(|i| view.has(i, CHANGE | AUXILIARY));
    let opens = place.first <= view.start + 1 || view.stops(place.first.wrapping_sub(1));
    let modifies = opens
        && view.lower(place.last)
        && !view.has(place.last, PERSON | VERB | AUXILIARY)
        && !view.has(place.last, CURRENCY);
    let owns = !place.demonym
        && place.preposition(view).is_some_and(|at| view.is(at, "of"))
        && is_finite(view, place.last);
    (modifies || owns)
        && place.last < draft.first
        && !place.dateline
        && (draft.dimension == Dimension::Percent || owns && draft.dimension == Dimension::Money)
        && changes()
        && !place.is_parted(view, draft)
}

fn is_in_event(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let event = place.between(draft).filter(|&i| begins_clause(view, i));
    let mut boundaries = event.map(|i| view.any(i, &EVENT_BOUNDARIES));
    draft.impact.is_some()
        && !place.demonym
        && !place.dateline
        && place.locative(view).is_some()
        && boundaries.all(|joins| joins)
}

fn modifies_event(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    draft.impact.is_some()
        && !place.demonym
        && !place.dateline
        && place.last <= draft.first
        && place.preposition(view).is_none()
        && view.lower(place.last)
        && !place.is_parted(view, draft)
}

fn is_dateline(_: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.dateline && draft.impact.is_some()
}
