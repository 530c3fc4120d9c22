//! Where a source is at home: its local names are meant there.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::geometry::lies_in;
use crate::resources::Resources;
use crate::resources::gazetteer::key::NameKey;
use crate::resources::gazetteer::{Gazetteer, PlaceId};

/// The setting `places.home`, looked up when it is read: `Columbus, Ohio`, or a country or division alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Home {
    name: String,
    pub(super) place: PlaceId,
}

/// Why a home is not understood.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum HomeError {
    /// The gazetteer does not have it.
    #[error("the gazetteer has no place {0:?}; write a town and what it lies in, such as \"Columbus, Ohio\"")]
    Unknown(String),
    /// No place of that name lies in the container.
    #[error("the gazetteer has no {place:?} in {container:?}")]
    NotInside {
        /// The town.
        place: String,
        /// What it should lie in.
        container: String,
    },
}

impl Home {
    /// Looks up a home.
    pub fn find(name: &str, gazetteer: &Gazetteer<'static>) -> Result<Home, HomeError> {
        let mut parts = name.split(',').map(str::trim);
        let place = parts.next().unwrap_or_default();
        let lookup = |name: &str| {
            NameKey::of(name)
                .and_then(|key| gazetteer.find(key))
                .ok_or_else(|| HomeError::Unknown(name.to_owned()))
        };
        let mut places: Vec<PlaceId> = lookup(place)?.places().map(|(id, _)| id).collect();
        for container in parts {
            let containers: Vec<PlaceId> = lookup(container)?.places().map(|(id, _)| id).collect();
            places.retain(|&place| {
                let record = gazetteer.record(place);
                containers.iter().any(|&id| lies_in(&record, id, &gazetteer.record(id)))
            });
        }
        let missing = || HomeError::NotInside {
            place: place.to_owned(),
            container: name.split_once(',').map_or("", |(_, rest)| rest.trim()).to_owned(),
        };
        Ok(Home { name: name.to_owned(), place: *places.first().ok_or_else(missing)? })
    }
}

/// A home, or none for the empty string: in the settings that means "not set".
pub(super) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Home>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?.filter(|name| !name.is_empty());
    name.map(Home::try_from).transpose().map_err(D::Error::custom)
}

impl TryFrom<String> for Home {
    type Error = HomeError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Home::find(&name, Resources::embedded().gazetteer())
    }
}

impl From<Home> for String {
    fn from(home: Home) -> String {
        home.name
    }
}
