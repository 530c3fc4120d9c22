//! Compiles the gazetteer from unpacked packages and from the tables beside this file.
//!
//! The same input gives the same bytes: everything that a map iterates is sorted before it is written.

mod divisions;
mod features;
mod habits;
mod read;
mod write;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};

use crate::article::enriched::PlaceKind;
use crate::document::fold::fold;
use crate::resources::gazetteer::format::NameForm;

/// A place on its way into the artefact.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) geoname_id: u32,
    pub(super) name: String,
    /// Degrees times 100,000.
    pub(super) point: (i32, i32),
    pub(super) population: u32,
    pub(super) kind: PlaceKind,
    pub(super) capital: bool,
    pub(super) seat: bool,
    pub(super) ours: bool,
    pub(super) fame: u8,
    /// 25 times the decimal logarithm of the people who live there, for divisions estimated from their cities.
    pub(super) size: u8,
    pub(super) country: Option<u8>,
    pub(super) admin1: Option<u16>,
    pub(super) admin2: Option<u16>,
    pub(super) names: Vec<(String, NameForm)>,
}

impl Draft {
    pub(super) fn new(kind: PlaceKind, name: &str, latitude: f64, longitude: f64) -> Self {
        Self {
            geoname_id: 0,
            name: name.to_owned(),
            point: (degrees(latitude), degrees(longitude)),
            population: 0,
            kind,
            capital: false,
            seat: false,
            ours: false,
            fame: 0,
            size: 0,
            country: None,
            admin1: None,
            admin2: None,
            names: vec![(name.to_owned(), NameForm::Primary)],
        }
    }

    pub(super) fn named(&mut self, name: &str, form: NameForm) {
        if !name.is_empty() && self.names.iter().all(|(known, _)| known != name) {
            self.names.push((name.to_owned(), form));
        }
    }
}

/// Degrees as the artefact holds them.
pub(super) fn degrees(value: f64) -> i32 {
    (value * 1e5).round() as i32
}

/// How many people, on the scale of [`Draft::size`].
pub(super) fn size(population: u64) -> u8 {
    ((population as f64 + 1.0).log10() * 25.0).round().min(255.0) as u8
}

/// Compiles the gazetteer.
///
/// `packages` holds the unpacked packages that `artefacts/README.md` names, `data` the folder with the gazetteer's
/// and the names' raw material.
pub fn compile(packages: &Path, data: &Path) -> Result<Vec<u8>> {
    let mut drafts = divisions::countries()?;
    let country_count = drafts.len();
    let divisions = divisions::read(packages, &drafts)?;
    let mut cities = read::cities(packages, data, &drafts, &divisions)?;
    let (admin1, admin2) = divisions::settle(divisions, &mut cities, &drafts);
    let (admin1_count, admin2_count) = (admin1.len(), admin2.len());
    drafts.extend(admin1);
    drafts.extend(admin2);
    let taken: HashSet<u32> = drafts.iter().map(|draft| draft.geoname_id).collect();
    drafts.extend(features::overlay(&drafts)?);
    let ours: HashSet<String> =
        drafts.iter().flat_map(|draft| draft.names.iter().map(|(name, _)| name.to_lowercase())).collect();
    drafts.extend(features::without_country(data, &taken, &ours)?);
    drafts.extend(features::natural_earth(data, &ours, &cities)?);
    drafts.extend(cities);
    spell_out(&mut drafts);
    let habits = habits::count(packages, data).context("counting the words' habits")?;
    write::encode(&drafts, [country_count, admin1_count, admin2_count], &habits)
}

/// Adds every name's spelling without marks.
fn spell_out(drafts: &mut [Draft]) {
    for draft in drafts {
        let folded: Vec<_> =
            draft.names.iter().filter_map(|(name, form)| fold(name).map(|folded| (folded, *form))).collect();
        for (name, form) in folded {
            draft.named(&name, form);
        }
    }
}

/// The lines of a table kept beside this file, split at tabs, without comments.
pub(super) fn table(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

/// The names of countries and of the overlay's places, those of one place together.
pub(super) fn common_names() -> impl Iterator<Item = Vec<&'static str>> {
    divisions::names().chain(features::names())
}

/// The first demonym of each country that has one: code and adjective.
pub(super) fn demonyms() -> impl Iterator<Item = (&'static str, &'static str)> {
    divisions::demonyms()
}

/// Country numbers by code.
pub(super) fn country_numbers(countries: &[Draft]) -> HashMap<String, u8> {
    divisions::codes().into_iter().zip(0..countries.len() as u8).collect()
}
