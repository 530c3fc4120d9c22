//! Names that look like those of places: rivers, relatives, the short names of firms, parts of foreign names.

use super::cues::Cue;
use super::question::Question;
use super::thresholds::{FIRST_CANDIDATES, KNOWN_TOWN, NEEDS_EVIDENCE, SURE_ORGANISATION, SURE_PERSON};
use super::traps;
use crate::article::enriched::PlaceKind;
use crate::document::Case;
use crate::enrich::names::{Mention, NameKind, is_given_name, is_role_noun};
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::view::View;
use crate::lexicon::word_lists;

word_lists! {
    "place_rules":
    ARTICLE_NAMES, FIRM_ENDINGS,
}

patterns! {
    "place_rules":
    /// `along the Jordan,`, `the Niger and Benue rivers`, `the Wharfe and the Nidd`.
    RIVER = [
        "RIVER_LEADS the ^ RIVER_ENDS",
        "RIVER_LEADS the ^ <stop>",
        "bank|banks|mouth|source of the ^",
        "the ^ river|rivers",
        "the ^ and|or <name> river|rivers",
        "the <name> and|or ^ rivers",
        "the <name> , <name> and|or ^ rivers",
        "the ^ , <name> and|or <name> rivers",
        "RIVER_LEADS the <name> and|or the ^",
        "RIVER_LEADS the <name> , the ^",
    ];
    /// A town does not stand behind the article: `on the Wye`.
    TOWN_AS_RIVER = ["on|into|across the ^ RIVER_ENDS", "on|into|across the ^ <stop>"];
    /// `his wife, Florence, and a daughter, Adelaide`, `his wife of 61 years, Enid`.
    RELATIVE = [
        "KIN_WORDS , ^ ,|and|.|;",
        "KIN_WORDS of <quantity> years , ^ ,|and|.|;",
        "a|his|her|their KIN_WORDS ^ ,|and|.|;",
    ];
    /// A small word of another language joins it to another name: `Port aux Basques`, `Huracan del Sur`.
    FOREIGN_PART = [
        "<name> NAME_JOINTS&<lower> ^",
        "<name> de|a&<lower> la|las|los|le&<lower> ^",
        "^ NAME_JOINTS&<lower> <name>",
        "^ de&<lower> la|las|los&<lower> <name>",
        "^ <hyphen> HYPHEN_JOINTS <hyphen> <name>",
        "<name> <hyphen> HYPHEN_JOINTS <hyphen> ^",
    ];
    /// A preposition that puts things at a place.
    LOCATED = ["LOCATORS ^"];
}

fn fits(question: &Question, patterns: &Patterns) -> bool {
    let candidate = question.candidate;
    let view = View::without_theme(question.page.document).sentence(candidate.sentence as usize);
    patterns.around(&view, candidate.first as usize..candidate.last as usize)
}

/// A river that has its name from, or gave it to, a country, a division or a town.
pub(super) fn is_river(question: &Question) -> bool {
    let Some((_, _, record)) = question.candidate.best else { return false };
    let land = match record.kind {
        PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 => false,
        PlaceKind::City | PlaceKind::District => true,
        _ => return false,
    };
    let name = question.page.document.slice(question.candidate.span);
    !question.candidate.is_demonym()
        && !ARTICLE_NAMES.contains(&name)
        && (fits(question, &RIVER) || land && !record.capital && fits(question, &TOWN_AS_RIVER))
}

/// A relative called so, or somebody whose trade follows: `to Milton, a baker,`.
pub(super) fn is_relative(question: &Question) -> bool {
    let candidate = question.candidate;
    let town = candidate.best.is_some_and(|(_, _, record)| {
        !record.capital && !record.ours && matches!(record.kind, PlaceKind::City | PlaceKind::District)
    });
    town && candidate.last == candidate.first + 1 && (fits(question, &RELATIVE) || has_trade(question))
}

/// `, a baker,`, `, a retired clerk.`
fn has_trade(question: &Question) -> bool {
    let page = question.page;
    let word = |steps| page.word(page.behind(question.candidate, steps));
    let small =
        question.candidate.best.is_some_and(|(_, _, record)| record.size < NEEDS_EVIDENCE.max(KNOWN_TOWN));
    if !small || word(1) != "," || !matches!(word(2), "a" | "an") {
        return false;
    }
    (3..=4).any(|steps| {
        let noun = page.token(page.behind(question.candidate, steps));
        noun.is_some_and(|noun| is_role_noun(noun.key)) && matches!(word(steps + 1), "," | "." | "and")
    })
}

/// The last name of somebody with a given name: `Maria das Dores Lima`.
pub(super) fn is_surname(question: &Question) -> bool {
    let candidate = question.candidate;
    let Some(mention) = question.page.mention_around(candidate.span) else { return false };
    let first = question.page.token(Some(mention.tokens.start as usize));
    let own = question.page.token(Some(candidate.first as usize));
    // `UPI/Jim Ruymen SQUAMISH`: a dateline behind a credit.
    let shouted = own.is_some_and(|own| own.case == Case::Upper)
        && first.is_some_and(|first| first.case != Case::Upper);
    !shouted
        && mention.kind == NameKind::Person
        && mention.tokens.start < candidate.first
        && mention.tokens.end == candidate.last
        && first.is_some_and(|first| is_given_name(first.key))
}

/// Somebody who is called by the last name: `Rodrigo Lagos … Lagos denies it`.
pub(super) fn is_surname_again(question: &Question) -> bool {
    let candidate = question.candidate;
    let page = question.page;
    let key = page.token(Some(candidate.first as usize)).map(|token| token.key);
    let has_it = |mention: &&Mention| {
        let last = page.token(Some(mention.tokens.end as usize - 1)).map(|token| token.key);
        mention.kind == NameKind::Person
            && mention.tokens.len() > 1
            && mention.score >= SURE_PERSON
            && last == key
    };
    candidate.last == candidate.first + 1
        && !candidate.is_demonym()
        && page.mentions.iter().take(FIRST_CANDIDATES).any(|one| has_it(&one))
        && !fits(question, &LOCATED)
}

/// A part of a longer name in another language that no gazetteer has.
pub(super) fn is_foreign_part(question: &Question) -> bool {
    let mention = question.page.mention_around(question.candidate.span);
    let body = mention
        .is_some_and(|mention| mention.kind == NameKind::Organisation && mention.score >= SURE_ORGANISATION);
    !body && fits(question, &FOREIGN_PART)
}

/// The first word of the name of a firm in the article, without a preposition of place: `Larkspur employs 94 people`.
pub(super) fn is_short_for_firm(question: &Question) -> bool {
    let candidate = question.candidate;
    let town = candidate.best.is_some_and(|(_, _, record)| {
        record.size < NEEDS_EVIDENCE && matches!(record.kind, PlaceKind::City | PlaceKind::District)
    });
    let page = question.page;
    let words = candidate.last - candidate.first;
    let key = page.token(Some(candidate.first as usize)).map(|token| token.key);
    let is_firm = |mention: &&Mention| {
        let last = page.word(Some(mention.tokens.end as usize - 1));
        mention.kind == NameKind::Organisation
            && mention.tokens.len() > words as usize
            && FIRM_ENDINGS.contains(&last)
            && page.token(Some(mention.tokens.start as usize)).map(|token| token.key) == key
    };
    town && words == 1
        && !page.has(page.before(candidate, 1), Cue::The)
        && page.mentions.iter().take(FIRST_CANDIDATES).any(|one| is_firm(&one))
        && !is_located(question)
}

/// True if things are put at the name somewhere in the article: `in Bedford`.
fn is_located(question: &Question) -> bool {
    let mut all = question.page.candidates.iter().take(FIRST_CANDIDATES);
    all.any(|other| {
        other.key == question.candidate.key && fits(&Question { candidate: other, ..*question }, &LOCATED)
    })
}

/// A word of the name of a firm, which may be called after anything: `Grupo Bimbo`. Schools, councils and the like stand in their
/// town.
pub(super) fn is_word_of_firm(question: &Question) -> bool {
    let candidate = question.candidate;
    let page = question.page;
    let small = candidate.best.is_some_and(|(_, _, record)| {
        record.size < NEEDS_EVIDENCE && matches!(record.kind, PlaceKind::City | PlaceKind::District)
    });
    let Some(mention) = page.mention_around(candidate.span) else { return false };
    let last = mention.tokens.end as usize - 1;
    let public = [Cue::Institution, Cue::Authority].into_iter().any(|cue| page.has(Some(last), cue));
    let inside = mention.kind == NameKind::Organisation && mention.span != candidate.span;
    let firm = mention.tokens.start < candidate.first && mention.tokens.end == candidate.last
        || FIRM_ENDINGS.contains(&page.word(Some(last)));
    let linked = matches!(page.word(page.before(candidate, 1)), "of" | "in" | "at" | "de");
    small && inside && firm && !public && !linked && !is_located(question)
}

/// Another mention of a ship or machine: `the machine Selma … Selma weighs 900 tonnes`.
pub(super) fn is_ship_again(question: &Question) -> bool {
    let candidate = question.candidate;
    let town = candidate.best.is_some_and(|(_, _, record)| !record.capital && record.kind == PlaceKind::City);
    let mut others = question.page.candidates.iter().take(FIRST_CANDIDATES);
    town && others.any(|other| other.key == candidate.key && traps::is_ship(question.page, other))
        && !is_located(question)
}
