//! The evidence that a place is that of a figure.

use crate::article::enriched::{Dimension, Impact};
use crate::document::TokenKind;
use crate::enrich::figures::counted::named_list;
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact;
use crate::enrich::figures::location::candidate::{
    CLAUSE, COMMA, Candidate, begins_clause, is_finite, may_modify,
};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{ADVERB, AUXILIARY, CURRENCY, LOCATIVE, PERSON, STRIKES, VERB};

word_lists! {
    "figures":
    EVENT_BOUNDARIES,
}

patterns! {
    "figures":
    /// `Hot in the Lowveld, with 36C in Phalaborwa`: the figure has a place of its own.
    OWN_PLACE = ["^ in|at|near <name>&!MONTH"];
    /// `Brazil closes two shelters`, `Zimbabwe needs $2 billion`.
    PRESENT = ["^ *s <quantity>|PREPOSITION|DETERMINER|CURRENCY|CURRENCY_SIGNS"];
    /// `has grown to`, `stood at`: the verb of a measure before the number.
    MEASURES = ["^ CHANGE|AUXILIARY|stood|stands|remained"];
    /// `the island of Mayotte`, `the province of Leyte`.
    PLACE_NOUN = ["^ CITY_NOUN|COUNTRY_NOUN|DIVISION_NOUN|DISTRICT_NOUN|island|islands of"];
    /// `Luanda province has …`.
    BEHIND_NAME = ["^ CITY_NOUN|COUNTRY_NOUN|DIVISION_NOUN|DISTRICT_NOUN"];
    /// `Larkfield Capital in Boston, which oversees …`: the clause is about the firm.
    OF_BODY = ["<name>&!SITES in|of|at ^"];
    /// The tokens between a place and its own numbers.
    OWNER = ["^ with|,|<possessive>"];
    /// `Bengo with 4,105 cases and 147 deaths`.
    WITH = ["^ with"];
    LISTED_WITH = ["^ <quantity>|and|,|QUALIFIER", "^ <lower>&!VERB&!AUXILIARY&!PREPOSITION"];
    /// `In Ceduna it was 47.6`.
    IT_WAS = ["^ it was|is|reached"];
    /// `La Restinga, a village of 600`.
    APPOSITION = [", a|an|the <word> of ^", ", a|an|the <word> <word> of ^", ", with ^"];
    /// `fled Darfur`, `reached the Canary Islands`.
    LEFT = ["fled|fleeing|flee|left ^"];
    REACHED = ["reached|reach|entered the? ^"];
    /// Words behind which a subject begins.
    SUBJECT_OPENER = ["DETERMINER|SUBORDINATOR|and|but|that ^", "<name> <possessive> ^"];
    /// `in Hai Phong, Vietnam, that will employ …`: the country behind a place.
    COUNTRY_BEHIND = ["^ , <name> ,", "^ , <name> <name> ,"];
    WHERE = ["^ ,? where", "^ ,? that|which VERB|AUXILIARY"];
}

/// At most so many tokens stand between a subject and its verb.
const SUBJECT: usize = 8;
/// At most so many tokens stand between a place and the numbers behind its `with`.
const WITH_REACH: usize = 9;

/// A test of a place against a figure.
type Test = fn(&View<'_>, &Candidate, &Draft) -> bool;

/// Evidence that a place is that of a figure, the strongest first. Of two places with the same evidence the nearer wins,
/// and one behind the figure is nearer than one before it.
pub(super) const EVIDENCE: &[Rule<Test>] = &[
    Rule::new(
        "place right before",
        "`in Sydney 6 percent and in Hobart 7`: a list in which each number follows its place",
        leads_number,
    ),
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
    Rule::new(
        "place with its numbers",
        "`Bengo with 4,105 cases and 147 deaths`, `Iceland's 380,000 people`, `a village of 600`",
        is_with_numbers,
    ),
    Rule::new("phrase of the counted", "`31,000 vehicles in Leeds`, `the people of Goma`", is_in_counted),
    Rule::new("here", "`27 clinics here and six in Johor Bahru`: the place of the dateline", is_here),
    Rule::new("place of the clause", "`were arrested in Kariega`, `near the port of Haifa`", is_in_clause),
    Rule::new("relative clause", "`Toril, which has 62 rooms`: the clause is about the place", is_antecedent),
    Rule::new(
        "place of the event",
        "`killed 12 people when a bus fell off a bridge in Kisumu`; before openers, which are wider",
        is_in_event,
    ),
    Rule::new("opener", "`In Peru, 12 people …`: a phrase of place opens the sentence", opens_sentence),
    Rule::new("subject", "`Chad has taken in 760,000`, `Brazil's fund has raised …`", is_subject),
    Rule::new(
        "economy of a country",
        "`Kenyan inflation rose to 4%`, `the output of Peru grew by 2%`",
        is_economy,
    ),
    Rule::new("struck place", "`a quake hit western Turkey, killing 26 people`", is_struck),
    Rule::new(
        "place that was left or reached",
        "`3,000 people have fled Darfur`, `9,870 people reached Lanzarote`: they were there",
        is_left_or_reached,
    ),
    Rule::new("modifier of the event", "`Kisumu floods kill 12`", modifies_event),
];

/// The place stands right before the number, behind a preposition of place.
pub(super) fn leads_number(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let start = impact::start(view, draft.first);
    let it_was = place.last + 2 == start && IT_WAS.begin(view, place.last);
    !place.demonym && !place.dateline && (place.last == start || it_was) && place.locative(view).is_some()
}

/// The place stands right before the figure.
pub(super) fn owns(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let start = impact::start(view, draft.first);
    let with = usize::from(named_list::is_member(draft) && view.is(start.wrapping_sub(1), "with"));
    place.last + with == start && !place.demonym
}

pub(super) fn is_bracketed(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
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
    let behind = behind_country(view, place);
    let pronoun = behind + usize::from(view.text(behind) == ",");
    let where_ = view.is(pronoun, "where");
    let about = where_ || WHERE.begin(view, behind) && !OF_BODY.begin(view, place.first);
    !place.demonym
        && place.last < draft.first
        && about
        && (pronoun + 1..draft.first).all(|i| view.text(i) != "," && !begins_clause(view, i))
}

/// The token behind a place, and behind the country that follows it between commas.
fn behind_country(view: &View<'_>, place: &Candidate) -> usize {
    if !COUNTRY_BEHIND.begin(view, place.last) {
        return place.last;
    }
    let close = (place.last + 1..place.last + 5).find(|&i| COMMA.begin(view, i));
    close.unwrap_or(place.last)
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

/// The place is what people have fled or reached.
fn is_left_or_reached(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let left = draft.impact == Some(Impact::Displaced) && LEFT.begin(view, place.first);
    let reached = draft.counts_people() && REACHED.begin(view, place.first);
    (left || reached) && !place.demonym && place.first >= draft.last && !place.is_parted(view, draft)
}

/// `Bengo with 4,105 cases and 147 deaths`, `Iceland's 380,000 people`, `La Restinga, a village of 600`.
pub(super) fn is_with_numbers(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let led = OWNER.begin(view, place.last);
    if !led || place.demonym || place.dateline || place.last > draft.first {
        return false;
    }
    let start = impact::start(view, draft.first);
    if place.last > start {
        return false;
    }
    let owned = view.is_possessive(place.last) && place.last + 1 == start;
    let described = APPOSITION.begin(view, start) && COMMA.begin(view, place.last) && place.last + 6 > start;
    let with = WITH.begin(view, place.last)
        && !OWN_PLACE.begin(view, draft.last)
        && place.last + WITH_REACH > start
        && (place.last + 1..start).all(|i| LISTED_WITH.begin(view, i));
    owned || described || with
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
    // `In the north of Burkina Faso, …`.
    let wide =
        |at: usize| view.has(view.start, LOCATIVE) && (view.start + 1..at).all(|i| may_modify(view, i));
    let opens = place.locative(view).is_some_and(|at| at <= view.start + 1 || wide(at));
    opens && !place.demonym && place.last <= draft.first
}

/// The place, or what it owns, is the subject of the figure's clause.
fn is_subject(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    // A team of cricket has the name of its country.
    if place.demonym || place.dateline || place.last > draft.first || view.theme.cricket {
        return false;
    }
    let preposition = place.preposition(view);
    let named = preposition.is_some_and(|at| PLACE_NOUN.begin(view, at.wrapping_sub(1)));
    if preposition.is_some() && !named {
        return false;
    }
    let first = if named { place.first.saturating_sub(2) } else { place.first };
    let predicate = behind_aside(view, place, draft);
    opens_clause(view, first)
        && has_predicate(view, place, draft)
        && !CLAUSE.within(view, predicate..draft.first.max(predicate))
}

/// True if a subject may begin at a token.
fn opens_clause(view: &View<'_>, first: usize) -> bool {
    let before = first.wrapping_sub(1);
    first == view.start || SUBJECT_OPENER.begin(view, first) || view.stops(before)
}

/// The token behind a place, its noun and an aside between commas: `Chad, one of the poorest countries, has …`.
fn behind_aside(view: &View<'_>, place: &Candidate, draft: &Draft) -> usize {
    let next = place.last + usize::from(BEHIND_NAME.begin(view, place.last));
    let close = || (next + 1..draft.first).take(12).find(|&i| COMMA.begin(view, i));
    if COMMA.begin(view, next) { close().map_or(next, |close| close + 1) } else { next }
}

/// True if a verb stands behind a place, or behind what it owns.
fn has_predicate(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let verb = |i: usize| is_finite(view, i) || PRESENT.begin(view, i) && view.lower(i);
    if view.kind(place.last) == Some(TokenKind::Possessive) {
        let mut phrase =
            (place.last + 1..(place.last + SUBJECT).min(draft.first)).take_while(|&i| !view.stops(i));
        return view.lower(place.last + 1) && phrase.any(verb);
    }
    let next = behind_aside(view, place, draft);
    verb(next) || view.has(next, ADVERB) && verb(next + 1)
}

fn is_economy(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    // `rose to 4%`, `grew by 2%`: the verb of the change stands right before the figure.
    let changes = || MEASURES.within(view, draft.first.saturating_sub(3)..draft.first);
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
