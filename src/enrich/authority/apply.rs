//! The fields of entries, given to the people, organisations and places that were found.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::scan::Match;
use super::{Authority, Matches};
use crate::article::enriched::PlaceForm;
use crate::document::Span;
use crate::enrich::names::{NameKind, Organisation, Person};
use crate::enrich::places::{Place, PlaceMention};

impl Authority {
    fn ids(&self, entry: &Entry<'_>) -> BTreeMap<String, String> {
        let geonames = entry.geonames.map(|id| id.to_string());
        let all = [
            (self.ids_key.as_str(), Some(entry.id.to_string())),
            ("geonames", geonames),
            ("wikidata", entry.wikidata.as_ref().map(ToString::to_string)),
        ];
        all.into_iter().filter_map(|(key, id)| Some((key.to_owned(), id?))).collect()
    }

    /// The number and fields of the entry that one of these mentions is.
    fn entry_of<'a>(
        &'a self,
        matches: &Matches,
        kind: NameKind,
        mentions: &[Span],
    ) -> Option<(u32, Entry<'a>)> {
        let found =
            matches.found.iter().find(|found| found.kind == kind && mentions.contains(&found.span))?;
        Some((found.entry, self.list(kind)?.entry(found.entry)))
    }

    /// Takes out what is never a place and what another list claims, and puts in the places of the newsroom.
    pub(crate) fn settle_places(&self, matches: &Matches, places: &mut Vec<Place>) {
        if matches.found.is_empty() && matches.never.is_empty() {
            return;
        }
        let never = matches.never.iter().filter(|never| never.kind == NameKind::Location);
        let never: Vec<Span> = never.map(|never| never.span).collect();
        let mut claimed = Vec::new();
        for place in places.iter_mut() {
            let base = place.clone();
            place.mentions.retain(|mention| {
                let is_claimed = matches.found.iter().any(|found| overlap(found.span, mention.span));
                if is_claimed {
                    claimed.push((mention.span, base.clone()));
                }
                !is_claimed && !never.contains(&mention.span)
            });
        }
        places.retain(|place| !place.mentions.is_empty());
        let Some(list) = &self.places else { return };
        for found in matches.found.iter().filter(|found| found.kind == NameKind::Location) {
            self.put(&list.entry(found.entry), found, &claimed, places);
        }
        for place in places.iter_mut() {
            place.mentions.sort_by_key(|mention| mention.span);
        }
        places.sort_by_key(|place| place.mentions[0].span);
    }

    fn put(&self, entry: &Entry<'_>, found: &Match, claimed: &[(Span, Place)], places: &mut Vec<Place>) {
        let mention = PlaceMention { span: found.span, form: PlaceForm::Name };
        let ids = self.ids(entry);
        let is_same = |place: &Place| {
            place.ids.get(&self.ids_key).is_some_and(|id| *id == entry.id)
                || (entry.geonames.is_some() && place.geoname_id == entry.geonames)
        };
        let index = places.iter().position(is_same).unwrap_or_else(|| {
            places.push(blank(
                claimed.iter().find(|(span, _)| *span == found.span).map(|(_, place)| place),
                entry,
            ));
            places.len() - 1
        });
        let place = &mut places[index];
        place.mentions.push(mention);
        place.name = entry.name.to_string();
        place.ids = ids;
        place.score = 1.0;
        place.kind = entry.kind.unwrap_or(place.kind);
        place.geoname_id = entry.geonames.or(place.geoname_id);
        if let Some(code) = &entry.country {
            place.country_code = Some(code.to_string());
        }
        place.point = entry.latitude.zip(entry.longitude).or(place.point);
        if let Some(id) = place.geoname_id {
            place.ids.entry("geonames".into()).or_insert_with(|| id.to_string());
        }
    }

    /// Gives names, roles and ids to the people of the newsroom; those of one entry become one.
    pub(crate) fn settle_people(&self, matches: &Matches, people: &mut Vec<Person>) {
        if !matches.found.iter().any(|found| found.kind == NameKind::Person) {
            return;
        }
        let mut known: Vec<(u32, usize)> = Vec::new();
        let mut settled: Vec<Person> = Vec::with_capacity(people.len());
        for mut person in people.drain(..) {
            let Some((number, entry)) = self.entry_of(matches, NameKind::Person, &person.mentions) else {
                settled.push(person);
                continue;
            };
            if let Some(&(_, index)) = known.iter().find(|(other, _)| *other == number) {
                let first: &mut Person = &mut settled[index];
                first.mentions.append(&mut person.mentions);
                first.mentions.sort_unstable();
                add_roles(&mut first.roles, person.roles);
                continue;
            }
            person.name = entry.name.to_string();
            add_roles(&mut person.roles, entry.roles.iter().map(ToString::to_string));
            person.ids = self.ids(&entry);
            person.score = 1.0;
            known.push((number, settled.len()));
            settled.push(person);
        }
        *people = settled;
    }

    /// The same for organisations.
    pub(crate) fn settle_organisations(&self, matches: &Matches, organisations: &mut Vec<Organisation>) {
        if !matches.found.iter().any(|found| found.kind == NameKind::Organisation) {
            return;
        }
        let mut known: Vec<(u32, usize)> = Vec::new();
        let mut settled: Vec<Organisation> = Vec::with_capacity(organisations.len());
        for mut one in organisations.drain(..) {
            let Some((number, entry)) = self.entry_of(matches, NameKind::Organisation, &one.mentions) else {
                settled.push(one);
                continue;
            };
            if let Some(&(_, index)) = known.iter().find(|(other, _)| *other == number) {
                let first: &mut Organisation = &mut settled[index];
                first.mentions.append(&mut one.mentions);
                first.mentions.sort_unstable();
                first.source &= one.source;
                continue;
            }
            one.name = entry.name.to_string();
            one.ids = self.ids(&entry);
            one.score = 1.0;
            known.push((number, settled.len()));
            settled.push(one);
        }
        *organisations = settled;
    }
}

/// The gazetteer's place for the same words, unless the entry says that it is another one; else a place without fields.
fn blank(claimed: Option<&Place>, entry: &Entry<'_>) -> Place {
    let is_other = |place: &&Place| entry.geonames.is_some_and(|id| place.geoname_id != Some(id));
    let has_point = entry.latitude.is_some() && entry.geonames.is_none();
    if let Some(place) = claimed.filter(|place| !is_other(place) && !has_point) {
        return Place { mentions: Vec::new(), ..place.clone() };
    }
    Place::without_record(1.0)
}

fn add_roles(roles: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for role in more {
        if !roles.iter().any(|known| known.eq_ignore_ascii_case(&role)) {
            roles.push(role);
        }
    }
}

fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}
