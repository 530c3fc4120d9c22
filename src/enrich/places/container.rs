//! Containers that the text gives with a name: `Paris, Texas`, `the Syrian city of Homs`.

use std::ops::Range;

use super::article_context::ArticleContext;
use super::cues::Cue;
use super::geometry::{is_container, lies_in, near, unit};
use super::scan::Candidate;
use super::thresholds::{CONTAINER_SENSES, LONGEST_APPOSITION, NAMESAKES, NEEDS_EVIDENCE, QUARTER};
use crate::article::enriched::PlaceKind;
use crate::document::TokenKind;
use crate::lexicon::word_lists;
use crate::resources::gazetteer::{Gazetteer, PlaceId, Record};

word_lists! {
    "place_rules":
    QUARTER_NOUNS, STREET_NOUNS,
}

/// A container that the text gives with a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Container {
    pub(super) id: PlaceId,
    /// Position among the chosen candidates of the one that names it.
    pub(super) order: usize,
    pub(super) rule: &'static Rule,
}

/// A way in which English says that one place lies in another.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) why: &'static str,
    /// Position of the container among the chosen candidates, for the candidate at `order`.
    test: fn(&ArticleContext, &[u32], usize) -> Option<usize>,
    /// The container's name stands there for the town's sake and is no evidence about other names.
    pub(super) subordinate: bool,
}

/// Ordered by certainty: what stands directly behind the name, then appositions.
static RULES: [Rule; 3] = [
    Rule {
        name: "container behind",
        why: "`Paris, Texas`, `Paris (Texas`, `Paris in Texas`: the form of datelines and of local news",
        test: behind,
        subordinate: true,
    },
    Rule {
        name: "apposition before",
        why: "`the Syrian city of Homs`: the head is a kind of place, its modifier a country or a division",
        test: apposition_before,
        subordinate: false,
    },
    Rule {
        name: "apposition behind",
        why: "`Lilongwe, the capital of Malawi`, `Homs, a city in western Syria`",
        test: apposition_behind,
        subordinate: false,
    },
];

/// The first rule that finds a container in which one of the name's places lies.
pub(super) fn find(
    page: &ArticleContext,
    chosen: &[u32],
    order: usize,
    gazetteer: &Gazetteer<'static>,
) -> Option<Container> {
    let candidate = candidate(page, chosen, order)?;
    RULES.iter().find_map(|rule| {
        let other = (rule.test)(page, chosen, order)?;
        if rule.subordinate && is_list(page, chosen, order) {
            return None;
        }
        let id = sense(candidate, self::candidate(page, chosen, other)?, gazetteer)?;
        Some(Container { id, order: other, rule })
    })
}

/// The location of a name by the text, apart from its divisions and countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// In or beside this place, the senses of whose name are weighed: a chosen candidate.
    At(usize),
    /// In no place of its name: `Church Street`.
    Nowhere,
}

/// `Kanyama, a township of Lusaka`, `the Maplewood neighborhood of Halifax`, `Tres Cruces in Montevideo`; a street (`Church
/// Street`) lies in no place of its name at all. What is no place of the gazetteer itself needs none.
pub(super) fn whereabouts(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<Whereabouts> {
    candidate(page, chosen, order).filter(|one| one.named.is_some())?;
    if is_street(page, chosen, order) {
        return Some(Whereabouts::Nowhere);
    }
    // `the Crown Heights neighborhood of Brooklyn`: only a country or division stands like that before its town.
    let wide = |&holder: &usize| {
        candidate(page, chosen, holder).is_some_and(|one| one.is_demonym() || rank(one) != Rank::Place)
    };
    let holder = apposition_before(page, chosen, order)
        .filter(wide)
        .or_else(|| apposition_behind(page, chosen, order))
        .or_else(|| quarter_behind(page, chosen, order))
        .or_else(|| quarter_of_owner(page, chosen, order))
        .or_else(|| town_behind(page, chosen, order));
    holder.map(Whereabouts::At)
}

/// True if a place may lie where the text says: beside one of the towns of the holder's name, or in one of its countries.
pub(super) fn may_lie_at(record: &Record, holder: &Candidate, gazetteer: &Gazetteer<'static>) -> bool {
    let mut senses = holder.named.iter().flat_map(|named| named.places().take(CONTAINER_SENSES));
    senses.any(|(id, _)| {
        let sense = gazetteer.record(id);
        match sense.kind {
            PlaceKind::City | PlaceKind::District | PlaceKind::Facility => {
                near(unit(record), unit(&sense), QUARTER) > 0.5
            }
            PlaceKind::Admin1 => record.admin1 == Some(id),
            PlaceKind::Admin2 => record.admin1.is_some() && record.admin1 == sense.admin1,
            _ => sense.country.is_none() || record.country == sense.country,
        }
    })
}

/// `Church Street`, `Station Road`.
fn is_street(page: &ArticleContext, chosen: &[u32], order: usize) -> bool {
    candidate(page, chosen, order).is_some_and(|one| {
        one.last - one.first > 1 && STREET_NOUNS.contains(&page.word(Some(one.last as usize - 1)))
    })
}

/// `Tres Cruces in Montevideo`: a small name right before a town. Where somebody comes from is elsewhere: `a nurse from
/// Soweto in Leeds`.
fn town_behind(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<usize> {
    let (one, next) = (candidate(page, chosen, order)?, candidate(page, chosen, order + 1)?);
    let between = between(one, next)?;
    let stands = between.len() == 1
        && page.word(Some(between.start)) == "in"
        && page.word(page.before(one, 1)) != "from";
    let ((_, _, own), (_, _, town)) = (one.best?, next.best?);
    let small = !own.capital && own.size < NEEDS_EVIDENCE;
    (stands && small && town.kind == PlaceKind::City).then_some(order + 1)
}

/// `the Maplewood neighborhood of Halifax`, `the Bella Vista district in Medellín`.
fn quarter_behind(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<usize> {
    let (one, next) = (candidate(page, chosen, order)?, candidate(page, chosen, order + 1)?);
    let between = between(one, next)?;
    let link = between.start + 1;
    let lead = |at| page.has(Some(at), Cue::Direction) || page.has(Some(at), Cue::The);
    let fits = is_quarter_noun(page, between.start)
        && link < between.end
        && matches!(page.word(Some(link)), "of" | "in")
        && (link + 1..between.end).all(lead);
    (fits && !next.is_demonym()).then_some(order + 1)
}

/// `Nairobi's Eastleigh neighbourhood`.
fn quarter_of_owner(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<usize> {
    let one = candidate(page, chosen, order)?;
    let holder = order.checked_sub(1)?;
    let between = between(candidate(page, chosen, holder)?, one)?;
    let owned = between.len() == 1
        && page.token(Some(between.start)).is_some_and(|token| token.kind == TokenKind::Possessive);
    (owned && is_quarter_noun(page, one.last as usize)).then_some(holder)
}

/// `neighborhood`, `district`.
fn is_quarter_noun(page: &ArticleContext, at: usize) -> bool {
    page.is_lower(Some(at)) && QUARTER_NOUNS.contains(&page.word(Some(at)))
}

fn candidate<'a>(page: &ArticleContext<'a>, chosen: &[u32], order: usize) -> Option<&'a Candidate> {
    page.candidates.get(*chosen.get(order)? as usize)
}

/// The country or division under the name of `holder` that one of `candidate`'s places lies in.
fn sense(candidate: &Candidate, holder: &Candidate, gazetteer: &Gazetteer<'static>) -> Option<PlaceId> {
    let senses = holder.named?.places().take(CONTAINER_SENSES).map(|(id, _)| (id, gazetteer.record(id)));
    let mut senses = senses.filter(|(_, record)| is_container(record.kind));
    let holds = |&(id, container): &(PlaceId, _)| {
        let mut places = candidate.named.iter().flat_map(|named| named.places().take(NAMESAKES));
        places.any(|(place, _)| place != id && lies_in(&gazetteer.record(place), id, &container))
    };
    senses.find(holds).map(|(id, _)| id)
}

/// `Paris, Texas`, `Paris (Texas`, `Paris in Texas`, `Paris Texas`.
fn behind(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<usize> {
    let (one, next) = (candidate(page, chosen, order)?, candidate(page, chosen, order + 1)?);
    let between = between(one, next)?;
    let stands = match between.len() {
        0 => true,
        1 => matches!(page.word(Some(between.start)), "," | "(" | "in"),
        _ => false,
    };
    (stands && !next.is_demonym()).then_some(order + 1)
}

/// `the Syrian city of Homs`, `Nigeria's oil-rich state of Rivers`.
fn apposition_before(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<usize> {
    let holder = order.checked_sub(1)?;
    let between = between(candidate(page, chosen, holder)?, candidate(page, chosen, order)?)?;
    let (of, head) = (between.end.checked_sub(1)?, between.end.checked_sub(2)?);
    let fits = head >= between.start
        && page.has(Some(of), Cue::Of)
        && page.has(Some(head), Cue::Noun)
        && (between.start..head).all(|at| is_modifier(page, at));
    fits.then_some(holder)
}

/// `Lilongwe, the capital of Malawi`, `Homs, a city in western Syria`.
fn apposition_behind(page: &ArticleContext, chosen: &[u32], order: usize) -> Option<usize> {
    let next = candidate(page, chosen, order + 1)?;
    let between = between(candidate(page, chosen, order)?, next)?;
    let link = between.clone().rev().find(|&at| matches!(page.word(Some(at)), "of" | "in"))?;
    let description = between.start + 1..link;
    let lead = |at| page.has(Some(at), Cue::Direction) || page.has(Some(at), Cue::The);
    let fits = page.word(Some(between.start)) == ","
        && description.clone().all(|at| page.is_lower(Some(at)) && !page.has(Some(at), Cue::And))
        && description.clone().any(|at| page.has(Some(at), Cue::Noun) || page.has(Some(at), Cue::Town))
        && !description.clone().any(|at| page.has(Some(at), Cue::Said))
        && (link + 1..between.end).all(lead);
    (fits && !next.is_demonym()).then_some(order + 1)
}

/// `'s`, `oil-rich`, `southern`: what may stand between a country and the kind of place.
fn is_modifier(page: &ArticleContext, at: usize) -> bool {
    let word = page.word(Some(at));
    let linked =
        page.has(Some(at), Cue::Into) || page.has(Some(at), Cue::And) || page.has(Some(at), Cue::Said);
    !linked && !page.is_capitalised(Some(at)) && word != "of" && !matches!(word, "," | ";" | "(" | ")")
}

/// The tokens between two candidates of one sentence, if they are few and the two do not overlap.
fn between(one: &Candidate, other: &Candidate) -> Option<Range<usize>> {
    let range = one.last as usize..other.first as usize;
    let near = one.sentence == other.sentence && range.start <= range.end;
    (near && range.len() <= LONGEST_APPOSITION).then_some(range)
}

/// `Georgia, Armenia and Azerbaijan`, `Paris, London, New York`: places of one rank side by side are a list.
fn is_list(page: &ArticleContext, chosen: &[u32], order: usize) -> bool {
    let (Some(one), Some(next)) = (candidate(page, chosen, order), candidate(page, chosen, order + 1)) else {
        return false;
    };
    let (own, next_rank) = (rank(one), rank(next));
    if own < next_rank {
        return false;
    }
    if next_rank == Rank::Country {
        return true;
    }
    let joined = |one: &Candidate, other: &Candidate| {
        between(one, other).is_some_and(|between| {
            !between.is_empty()
                && between.len() <= 2
                && between.clone().all(|at| page.word(Some(at)) == "," || page.has(Some(at), Cue::And))
        })
    };
    let behind = candidate(page, chosen, order + 2).is_some_and(|third| joined(next, third));
    let before = order.checked_sub(1).and_then(|order| candidate(page, chosen, order));
    behind || before.is_some_and(|before| joined(before, one))
}

/// The rank of a place among those that contain others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Place,
    Admin2,
    Admin1,
    Country,
}

/// The rank of the best-known place of that name.
fn rank(candidate: &Candidate) -> Rank {
    match candidate.best.map(|(_, _, record)| record.kind) {
        Some(PlaceKind::Country) => Rank::Country,
        Some(PlaceKind::Admin1) => Rank::Admin1,
        Some(PlaceKind::Admin2) => Rank::Admin2,
        _ => Rank::Place,
    }
}
