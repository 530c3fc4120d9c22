//! Places, people and organisations that a rule names.

use crate::document::{Document, Span};
use crate::enrich::figures::Speaker;
use crate::enrich::tags::Surroundings;
use crate::enrich::tags::given::squash;

/// An entity as a rule names it: by a name, a country of a place, or a GeoNames number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entity {
    Name(String),
    Country(String),
    GeoName(u32),
}

impl Entity {
    /// Reads it as a rule writes it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if let Some(code) = text.strip_prefix("country:") {
            return if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
                Ok(Entity::Country(code.into()))
            } else {
                Err(format!("{code:?} is no ISO 3166-1 code; give two capitals (`country:AM`)"))
            };
        }
        if let Some(id) = text.strip_prefix("geonames:") {
            return id.parse().map(Entity::GeoName).map_err(|_| format!("{id:?} is no GeoNames number"));
        }
        let name = squash(text);
        if name.is_empty() { Err(format!("{text:?} holds no letter")) } else { Ok(Entity::Name(name)) }
    }

    /// The first entity of the article that is meant, and where it is first mentioned.
    pub(super) fn find(
        &self,
        document: &Document,
        surroundings: Surroundings<'_>,
    ) -> Option<(Speaker, Option<Span>)> {
        for (index, place) in surroundings.places.iter().enumerate() {
            let meant = match self {
                Self::Country(code) => place.country_code.as_ref() == Some(code),
                Self::GeoName(id) => place.geoname_id == Some(*id),
                Self::Name(name) => {
                    squash(&place.name) == *name
                        || place.mentions.iter().any(|mention| squash(document.slice(mention.span)) == *name)
                }
            };
            if meant {
                return Some((Speaker::Place(index), place.mentions.first().map(|mention| mention.span)));
            }
        }
        let Self::Name(wanted) = self else { return None };
        let is_meant = |name: &str, mentions: &[Span]| {
            squash(name) == *wanted || mentions.iter().any(|&span| squash(document.slice(span)) == *wanted)
        };
        let person = surroundings.people.iter().position(|person| is_meant(&person.name, &person.mentions));
        if let Some(index) = person {
            return Some((Speaker::Person(index), surroundings.people[index].mentions.first().copied()));
        }
        let index = surroundings
            .organisations
            .iter()
            .position(|organisation| is_meant(&organisation.name, &organisation.mentions))?;
        Some((Speaker::Organisation(index), surroundings.organisations[index].mentions.first().copied()))
    }
}
