//! Names of places that name something else: money, people, ships, storms, treaties.

use super::article_context::ArticleContext;
use super::cues::Cue;
use super::scan::Candidate;
use super::thresholds::SURE_ORGANISATION;
use crate::article::enriched::PlaceKind;
use crate::document::Gap;
use crate::enrich::names::NameKind;
use crate::lexicon::word_lists;

word_lists! {
    "place_rules":
    CURRENCY_NOUNS, HOUSE_NOUNS, PERSON_TITLES, SHIP_NOUNS, SHIP_PREFIXES, STORM_NOUNS, TREATY_NOUNS,
}

/// `412 U.S. cents`, `the Hong Kong dollar`: money, wherever it is spent. An adjective (`Swiss francs`) names no place
/// anyhow.
pub(super) fn is_money(page: &ArticleContext, candidate: &Candidate) -> bool {
    let next = page.behind(candidate, 1);
    let noun = if page.word(next) == "-" { page.behind(candidate, 2) } else { next };
    !candidate.is_demonym() && page.is_lower(noun) && CURRENCY_NOUNS.contains(&page.word(noun))
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
            || page.is_lower(word) && SHIP_NOUNS.contains(&page.word(word))
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
    inside && (wide || candidate.is_demonym()) && mention.score >= SURE_ORGANISATION
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
    inside
        && candidate.last as usize <= last
        && HOUSE_NOUNS.contains(&page.word(Some(last)))
        && !page.has(Some(last), Cue::Authority)
}
