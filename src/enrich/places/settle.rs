//! A town and the division around it that has its name are one answer.

use super::article_context::ArticleContext;
use super::evidence::is_called_division;
use super::geometry::{is_division, near};
use super::group::Groups;
use super::namesake::Namesake;
use super::thresholds::{HOPELESS, SAME_SIZE, TWINS};
use crate::article::enriched::PlaceKind;
use crate::document::furniture::Kind as Furniture;

/// Moves the share of a division to the town of its name, or the other way where the text says `province` and the
/// like. A town that has the division's name among its alternate names only is no twin (`Goa` is the state, also where
/// it names Mormugao), unless it is the division's seat.
pub(super) fn settle(page: &ArticleContext, groups: &Groups, all: &mut [Namesake]) {
    for group in groups.list.iter().filter(|group| !group.demonym) {
        let namesakes = &mut all[group.namesakes.clone()];
        for at in 0..namesakes.len() {
            let division = namesakes[at];
            if !is_division(division.record.kind) || division.share < HOPELESS {
                continue;
            }
            // `Gaza Strip`, as a division and as a region.
            if let Some(other) =
                namesakes.iter().position(|other| is_twin(&division, other, PlaceKind::Region))
            {
                let (from, to) =
                    if namesakes[other].share > division.share { (at, other) } else { (other, at) };
                merge(namesakes, from, to);
                continue;
            }
            let dated = is_in_dateline(page, &groups.mentions[group.mentions.clone()]);
            let towns = namesakes.iter().enumerate();
            let towns = towns.filter(|(_, other)| {
                is_named_like(&division, other) || dated && is_city_in(&division, other)
            });
            let Some((town, _)) = towns.max_by_key(|(_, town)| town.record.size) else { continue };
            let mut mentions = groups.mentions[group.mentions.clone()].iter();
            let said = mentions.any(|&index| is_called_division(page, &page.candidates[index as usize]));
            let (from, to) = if said { (town, at) } else { (at, town) };
            merge(namesakes, from, to);
        }
    }
}

/// A town with the division's own name, or one that makes up the division: `Kyiv`, `Khankendi`.
fn is_named_like(division: &Namesake, town: &Namesake) -> bool {
    let record = town.record;
    let member = [record.admin1, record.admin2].contains(&Some(division.id));
    let seat = member && (record.seat || record.capital);
    let same_size = member && record.size.saturating_add(SAME_SIZE) >= division.record.size;
    let named = town.primary || record.capital || same_size;
    record.kind == PlaceKind::City
        && record.country == division.record.country
        && (named && near(division.point, town.point, TWINS) > 0.5 || town.primary && seat)
}

/// True for a city in a division: `NEW YORK, June 17 -` is written there.
fn is_city_in(division: &Namesake, town: &Namesake) -> bool {
    let record = town.record;
    record.kind == PlaceKind::City && [record.admin1, record.admin2].contains(&Some(division.id))
}

/// True if a dateline names the place.
fn is_in_dateline(page: &ArticleContext, mentions: &[u32]) -> bool {
    mentions.iter().any(|&index| {
        let span = page.candidates[index as usize].span;
        page.document.furniture_at(span) == Some(Furniture::Dateline)
    })
}

fn is_twin(division: &Namesake, other: &Namesake, kind: PlaceKind) -> bool {
    other.record.kind == kind
        && other.record.country == division.record.country
        && near(division.point, other.point, TWINS) > 0.5
}

fn merge(namesakes: &mut [Namesake], from: usize, to: usize) {
    namesakes[to].share += namesakes[from].share;
    namesakes[from].share = 0.0;
}
