//! The places that one name may mean, with their features.

use std::ops::{Index, IndexMut, Range};

use crate::resources::gazetteer::{PlaceId, Record};

/// Length of a feature vector, padded to a multiple of eight for [`super::dot`].
pub(crate) const FEATURES: usize = 64;

/// Features of a namesake, in the order of their weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Feature {
    /// [`Record::size`] over 100.
    Size,
    /// Logarithm of [`Record::fame`].
    Fame,
    Country,
    Admin1,
    Admin2,
    City,
    District,
    Water,
    Landform,
    Facility,
    Region,
    Other,
    /// In the project's own overlay.
    Overlay,
    /// Capital of a country.
    Capital,
    /// Seat of a division.
    Seat,
    /// The name is the place's primary name.
    PrimaryName,
    /// The name is the place's name without a word such as `County`.
    ShortName,
    /// First in the gazetteer's order under this name.
    First,
    /// A city without a known population.
    Unpeopled,
    /// Lies in the container that the text gives.
    Inside,
    /// Does not lie in it.
    Outside,
    /// In the country of the source's home.
    HomeCountry,
    /// In its first-level division.
    HomeDivision,
    /// Near it.
    HomeNear,
    /// Size times the logarithm of the mentions.
    SizeOfRepeated,
    /// The text calls the name a division (`Hama province`), and this is one.
    DivisionSaid,
    /// … and this is a city.
    CityAgainstDivision,
    /// A water, region or landform of the overlay behind `the`.
    TheRegion,
    /// A capital that shares its name with a division of its country.
    CapitalBeforeDivision,
    /// Size, less the size of the largest other namesake.
    Dominance,
    /// An alternate name of this place that is the primary name of a larger namesake.
    Overshadowed,
    /// A city, district or facility directly behind `the` at the end of a noun phrase.
    TheTown,
    /// A national institution or office stands beside the name (`Georgia's prime minister`), and this is a country.
    NationalCountry,
    /// … and this is not a country and no capital.
    NationalOther,
    /// An office of a division stands beside the name (`Georgia's governor`), and this is a division.
    GovernorDivision,
    /// The text calls the name a town (`the city of`, `Mayor`, `downtown`), and this is one.
    TownSaid,
    /// … and this is none.
    AgainstTown,
    /// A country or demonym of the same sentence is that of the namesake. From here on: co-occurrence.
    SentenceCountry,
    /// A division of the same sentence, not as the container of another name, holds the namesake.
    SentenceDivision,
    SameCountry,
    SameDivision,
    /// Other towns within some 40 km.
    Close,
    /// Other towns within some 200 km.
    NotFar,
    CountryNamed,
    /// The namesake's first-level division is named by itself.
    DivisionNamed,
    /// The namesake's first-level division is named as the container of another name only (`Houston, Texas`).
    DivisionAsContainer,
    /// Towns of the same division that the text itself places there (`Houston, Texas`).
    ContainedTowns,
    Demonym,
    /// The same name is resolved to this place in another group.
    Elsewhere,
    /// Share of all names that lie in the namesake's country.
    CountryShare,
    /// Names that lie inside the namesake.
    Holds,
    /// [`Feature::CountryShare`] of a city.
    CityCountryShare,
    /// Other names that could lie in the same first-level division.
    DivisionVotes,
    /// Other names that could lie in the same second-level division.
    CountyVotes,
    /// [`Feature::DivisionVotes`] as a share of the names.
    DivisionVoteShare,
    /// A country, times the logarithm of the number of other names.
    CountryAmong,
    /// A first-level division, likewise.
    DivisionAmong,
    /// Fame, likewise.
    FameAmong,
    /// [`Feature::CountryShare`] of a capital.
    CapitalCountryShare,
}

impl Feature {
    /// All features, in order.
    pub(crate) const ALL: [Feature; 59] = [
        Feature::Size,
        Feature::Fame,
        Feature::Country,
        Feature::Admin1,
        Feature::Admin2,
        Feature::City,
        Feature::District,
        Feature::Water,
        Feature::Landform,
        Feature::Facility,
        Feature::Region,
        Feature::Other,
        Feature::Overlay,
        Feature::Capital,
        Feature::Seat,
        Feature::PrimaryName,
        Feature::ShortName,
        Feature::First,
        Feature::Unpeopled,
        Feature::Inside,
        Feature::Outside,
        Feature::HomeCountry,
        Feature::HomeDivision,
        Feature::HomeNear,
        Feature::SizeOfRepeated,
        Feature::DivisionSaid,
        Feature::CityAgainstDivision,
        Feature::TheRegion,
        Feature::CapitalBeforeDivision,
        Feature::Dominance,
        Feature::Overshadowed,
        Feature::TheTown,
        Feature::NationalCountry,
        Feature::NationalOther,
        Feature::GovernorDivision,
        Feature::TownSaid,
        Feature::AgainstTown,
        Feature::SentenceCountry,
        Feature::SentenceDivision,
        Feature::SameCountry,
        Feature::SameDivision,
        Feature::Close,
        Feature::NotFar,
        Feature::CountryNamed,
        Feature::DivisionNamed,
        Feature::DivisionAsContainer,
        Feature::ContainedTowns,
        Feature::Demonym,
        Feature::Elsewhere,
        Feature::CountryShare,
        Feature::Holds,
        Feature::CityCountryShare,
        Feature::DivisionVotes,
        Feature::CountyVotes,
        Feature::DivisionVoteShare,
        Feature::CountryAmong,
        Feature::DivisionAmong,
        Feature::FameAmong,
        Feature::CapitalCountryShare,
    ];
}

/// The features that depend on other names.
#[cfg_attr(not(feature = "build-resources"), expect(dead_code, reason = "training reads it"))]
pub(crate) const CONTEXT: Range<usize> =
    Feature::SentenceCountry as usize..Feature::CapitalCountryShare as usize + 1;

/// The features of a source's home.
#[cfg_attr(not(feature = "build-resources"), expect(dead_code, reason = "training reads it"))]
pub(crate) const HOME: Range<usize> = Feature::HomeCountry as usize..Feature::HomeNear as usize + 1;

/// A feature vector, indexed by [`Feature`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Features(pub(crate) [f32; FEATURES]);

impl Default for Features {
    fn default() -> Self {
        Features([0.0; FEATURES])
    }
}

impl Index<Feature> for Features {
    type Output = f32;

    fn index(&self, feature: Feature) -> &f32 {
        &self.0[feature as usize]
    }
}

impl IndexMut<Feature> for Features {
    fn index_mut(&mut self, feature: Feature) -> &mut f32 {
        &mut self.0[feature as usize]
    }
}

/// A place that a name may mean.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Namesake {
    pub(crate) id: PlaceId,
    pub(crate) record: Record,
    /// On the unit sphere.
    pub(super) point: [f32; 3],
    pub(super) primary: bool,
    pub(crate) features: Features,
    /// Share of the probability among the namesakes of one name.
    pub(crate) share: f32,
}
