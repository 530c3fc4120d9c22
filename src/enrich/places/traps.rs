//! Names of places that name something else: money, people, ships, storms, treaties.

use super::article_context::ArticleContext;
use super::cues::Cue;
use super::scan::Candidate;
use super::thresholds::{FIRST_CANDIDATES, LONGEST_TOWN, SURE_ORGANISATION};
use crate::article::enriched::PlaceKind;
use crate::document::{Gap, TokenKind};
use crate::enrich::names::NameKind;
use crate::lexicon::word_lists;
use crate::resources::gazetteer::Gazetteer;
use crate::resources::gazetteer::format::NameForm;

word_lists! {
    "place_rules":
    CURRENCY_NOUNS, FIRM_HOUSES, HOUSE_NOUNS, MACHINE_ACTS, MACHINE_NOUNS, MAKERS, PERSON_TITLES, SHIP_NOUNS, SHIP_PREFIXES, STORM_NOUNS, THING_NOUNS, TREATY_NOUNS,
}

/// `412 U.S. cents`, `the Hong Kong dollar`, `60 million Swiss francs`: money, wherever it is spent. Without an amount
/// `the Kenyan shilling firmed` is news of Kenya.
pub(super) fn is_money(page: &ArticleContext, candidate: &Candidate) -> bool {
    let next = page.behind(candidate, 1);
    let noun = if page.word(next) == "-" { page.behind(candidate, 2) } else { next };
    let is_currency = page.is_lower(noun) && CURRENCY_NOUNS.contains(&page.word(noun));
    is_currency && (!candidate.is_demonym() || follows_amount(page, candidate))
}

fn follows_amount(page: &ArticleContext, candidate: &Candidate) -> bool {
    page.before(candidate, 1).is_some_and(|at| {
        let token = &page.document.tokens()[at];
        token.kind == TokenKind::Number
            || matches!(page.document.word(token), "thousand" | "million" | "billion" | "trillion")
    })
}

/// `Ms Jordan`, `Dr London`: somebody's name.
pub(super) fn follows_title(page: &ArticleContext, candidate: &Candidate) -> bool {
    PERSON_TITLES.contains(&page.word(page.before(candidate, 1)))
}

/// `the frigate Bismarck`, `the tug Hamburg Star`, `USS Nevada`, `the container ship Ever Lagos`.
pub(super) fn is_ship(page: &ArticleContext, candidate: &Candidate) -> bool {
    if candidate.is_demonym() {
        return false;
    }
    let named_by = |steps| {
        let word = page.before(candidate, steps);
        SHIP_PREFIXES.contains(&page.word(word))
            || page.is_lower(word)
                && [&SHIP_NOUNS, &THING_NOUNS].into_iter().any(|list| list.contains(&page.word(word)))
    };
    named_by(1) || page.is_capitalised(page.before(candidate, 1)) && named_by(2)
}

/// `Cyclone Paris`, `Hurricane Jordan`.
pub(super) fn is_storm(page: &ArticleContext, candidate: &Candidate) -> bool {
    STORM_NOUNS.contains(&page.word(page.before(candidate, 1)))
}

/// `the Kyoto Protocol`, `the Geneva Conventions`, `the Victoria Cross`, `the Order of Australia`.
pub(super) fn is_treaty_or_award(page: &ArticleContext, candidate: &Candidate) -> bool {
    let next = page.behind(candidate, 1);
    let named = page.is_capitalised(next)
        && page.token(next).is_some_and(|token| token.gap == Gap::Space)
        && TREATY_NOUNS.contains(&page.word(next));
    named || page.word(page.before(candidate, 1)) == "of" && page.word(page.before(candidate, 2)) == "Order"
}

/// `the South African Weather Service`, `the Bank of Ghana`, `the University of the South Pacific`: inside the name of an
/// organisation. A town or a division there is told all the same: the house stands in it (`Leeds Crown Court`).
pub(super) fn is_in_organisation(page: &ArticleContext, candidate: &Candidate) -> bool {
    let Some(mention) = page.mention_around(candidate.span) else { return false };
    let inside = mention.kind == NameKind::Organisation && mention.span != candidate.span;
    let wide = candidate.best.is_some_and(|(_, _, record)| {
        !matches!(record.kind, PlaceKind::City | PlaceKind::District | PlaceKind::Admin1 | PlaceKind::Admin2)
    });
    inside
        && (wide || candidate.is_demonym())
        && mention.score >= SURE_ORGANISATION
        && !stands_by_itself(page, candidate)
}

/// True if the article has the name by itself, too: the school of a town that the article is about stands there.
fn stands_by_itself(page: &ArticleContext, candidate: &Candidate) -> bool {
    let alone = |other: &Candidate| {
        other.key == candidate.key
            && other.span != candidate.span
            && page
                .mention_around(other.span)
                .is_none_or(|mention| mention.kind == NameKind::Location && mention.span == other.span)
    };
    page.candidates.iter().take(FIRST_CANDIDATES).any(alone)
}

/// `Lincoln High School`, `Columbia Law School`, `St Andrew's College`, `the Sydney Morning Herald`: inside the name of
/// a house that stands where it stands, whatever it is called after.
pub(super) fn is_in_house(page: &ArticleContext, candidate: &Candidate) -> bool {
    let at = page.mentions.partition_point(|mention| mention.span.end <= candidate.span.start);
    let Some(mention) = page.mentions.get(at) else { return false };
    let inside = mention.kind != NameKind::Person
        && mention.span.contains(candidate.span)
        && mention.span != candidate.span;
    let last = mention.tokens.end as usize - 1;
    // `Oslo's Fjellrev Ventures`: the owner is no part of the name.
    let owns = page.token(page.behind(candidate, 1)).is_some_and(|token| token.kind == TokenKind::Possessive);
    inside
        && !owns
        && candidate.last as usize <= last
        && HOUSE_NOUNS.contains(&page.word(Some(last)))
        && !page.has(Some(last), Cue::Authority)
        && (FIRM_HOUSES.contains(&page.word(Some(last))) || !stands_by_itself(page, candidate))
}

/// `the Supreme Court (SC)`, `an MS diagnosis`: two capitals without one of the state's towns before them. `Toledo, OH` and
/// `NY 10036` behind a town are states, and so are the letters of a state that the text names in full.
pub(super) fn is_bare_abbreviation(
    page: &ArticleContext,
    candidate: &Candidate,
    gazetteer: &Gazetteer<'static>,
) -> bool {
    let Some((id, NameForm::Capitals, record)) = candidate.best else { return false };
    if record.kind != PlaceKind::Admin1 || candidate.span.len() != 2 {
        return false;
    }
    let mark = page.word(page.before(candidate, 1));
    let town_end = match mark {
        "," | "(" => candidate.first.checked_sub(1),
        _ => Some(candidate.first),
    };
    let behind_town = town_end.is_some_and(|end| {
        let listed = mark == "," && page.is_capitalised(page.before(candidate, 2));
        let near = page.candidates.partition_point(|other| other.first + LONGEST_TOWN < candidate.first);
        let mut towns = page.candidates[near..].iter().take_while(|town| town.first < candidate.first);
        listed || towns.any(|town| town.last == end && town.has_place_in(id, gazetteer))
    });
    let in_full = || {
        let full = |other: &Candidate| {
            other.best.is_some_and(|(own, form, _)| own == id && form != NameForm::Capitals)
        };
        page.candidates.iter().take(FIRST_CANDIDATES).any(full)
    };
    !behind_town && !in_full()
}

/// `Power Co.`, `Clark Co.` without a preposition of place before it and a place behind its comma.
pub(super) fn is_company(page: &ArticleContext, candidate: &Candidate) -> bool {
    let county = page.document.slice(candidate.span).ends_with(" Co.");
    let placed = page.has(page.before(candidate, 1), Cue::Into)
        || page.word(page.behind(candidate, 1)) == "," && page.is_capitalised(page.behind(candidate, 2));
    county && !placed
}

/// `C-130 Hercules`, `a Ford Galaxy`, `the Phoenix drone`; `the Kharkiv missile attack` is at Kharkiv.
pub(super) fn is_machine(page: &ArticleContext, candidate: &Candidate) -> bool {
    let Some((_, _, record)) = candidate.best else { return false };
    if candidate.is_demonym() || record.capital || record.ours || record.kind == PlaceKind::Country {
        return false;
    }
    let town = matches!(record.kind, PlaceKind::City | PlaceKind::District | PlaceKind::Admin2);
    let before = page.before(candidate, 1);
    let made = page.token(Some(candidate.first as usize)).is_some_and(|first| first.gap == Gap::Space)
        && MAKERS.contains(&page.word(before));
    let designated = page.token(before).is_some_and(|token| {
        token.kind == TokenKind::Number
            && token.gap == Gap::None
            && page.word(page.before(candidate, 2)) == "-"
    });
    let noun = page.behind(candidate, 1);
    let named = page.is_lower(noun)
        && MACHINE_NOUNS.contains(&page.word(noun))
        && !MACHINE_ACTS.contains(&page.word(page.behind(candidate, 2)))
        && !page.has(before, Cue::Into);
    made || designated || town && named
}
