//! Features that lists of towns lack: the overlay beside this file, GeoNames' features without a country, and
//! those of Natural Earth.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};

use super::{Draft, country_numbers, table};
use crate::article::enriched::PlaceKind;
use crate::resources::gazetteer::format::NameForm;

const OVERLAY: &str = include_str!("overlay.tsv");

/// The names of each place of the overlay, the primary name first.
pub(super) fn names() -> impl Iterator<Item = Vec<&'static str>> {
    table(OVERLAY).map(|row| row[5].split('|').collect())
}

pub(super) fn overlay(drafts: &[Draft]) -> Result<Vec<Draft>> {
    let numbers = country_numbers(&drafts[..super::divisions::codes().len()]);
    let mut features = Vec::new();
    for row in table(OVERLAY) {
        let kind: PlaceKind =
            serde_json::from_value(row[0].into()).with_context(|| format!("kind of {row:?}"))?;
        let mut names = row[5].split('|');
        let mut draft = Draft::new(kind, names.next().unwrap_or_default(), row[3].parse()?, row[4].parse()?);
        draft.geoname_id = row[1].parse().unwrap_or_default();
        draft.country = numbers.get(row[2]).copied();
        draft.ours = true;
        draft.fame = if kind == PlaceKind::Facility { 80 } else { 150 };
        names.for_each(|name| draft.named(name, NameForm::Alternate));
        row[6].split('|').for_each(|name| draft.named(name, NameForm::Demonym));
        features.push(draft);
    }
    Ok(features)
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Seas, straits, islands and regions of GeoNames that lie in no country.
pub(super) fn without_country(
    data: &Path,
    taken: &HashSet<u32>,
    ours: &HashSet<String>,
) -> Result<Vec<Draft>> {
    let mut features = Vec::new();
    for row in rows(&data.join("gazetteer/no_country_features.tsv"))? {
        let kind = match row[2].as_str() {
            "H.SEA" | "H.GULF" | "H.STRT" | "H.OCN" | "H.BAY" | "H.LK" | "H.CHN" => PlaceKind::Water,
            "T.ISL" | "T.ISLS" | "T.ATOL" | "T.MTS" | "T.MT" | "T.PK" | "T.VLC" | "T.PEN" | "T.DSRT" => {
                PlaceKind::Landform
            }
            "L.RGN" | "L.AREA" | "L.RGNE" => PlaceKind::Region,
            _ => continue,
        };
        let geoname_id: u32 = row[0].parse()?;
        if taken.contains(&geoname_id) || ours.contains(&row[1].to_lowercase()) {
            continue;
        }
        let mut draft = Draft::new(kind, &row[1], row[3].parse()?, row[4].parse()?);
        draft.geoname_id = geoname_id;
        draft.fame = 20;
        features.push(draft);
    }
    Ok(features)
}

/// Rivers, lakes, mountains, islands, parks and airports of Natural Earth.
pub(super) fn natural_earth(data: &Path, ours: &HashSet<String>, cities: &[Draft]) -> Result<Vec<Draft>> {
    let nearby = Nearby::new(cities);
    let mut features = Vec::new();
    let mut seen = HashSet::new();
    for row in rows(&data.join("gazetteer/natural_earth_features.tsv"))? {
        let class = row[1].to_lowercase();
        let kind = match class.as_str() {
            "lake" | "river" | "reservoir" | "sea" | "gulf" | "bay" | "strait" | "sound" | "channel"
            | "lagoon" | "fjord" | "waterfall" | "alkaline lake" => PlaceKind::Water,
            "airport" | "national park service" => PlaceKind::Facility,
            "mountain" | "island" | "range/mtn" | "island group" | "cape" | "plateau" | "desert"
            | "pen/cape" | "peninsula" | "valley" | "delta" | "plain" => PlaceKind::Landform,
            "geoarea" | "coast" | "basin" | "lowland" => PlaceKind::Region,
            _ => continue,
        };
        let (Ok(latitude), Ok(longitude)) = (row[2].parse::<f64>(), row[3].parse::<f64>()) else { continue };
        let name = row[0].trim();
        // The same name twice within a few degrees is one feature in two layers.
        let cell = ((latitude / 5.0).round() as i32, (longitude / 5.0).round() as i32);
        let known = ours.contains(&name.to_lowercase());
        if name.len() < 4 || known || !seen.insert((name.to_lowercase(), cell)) {
            continue;
        }
        let mut draft = Draft::new(kind, name, latitude, longitude);
        draft.fame = 8;
        match class.as_str() {
            "river" => {
                draft.names[0].1 = NameForm::Short;
                if !name.contains("River") {
                    draft.named(&format!("{name} River"), NameForm::Primary);
                    draft.named(&format!("River {name}"), NameForm::Alternate);
                }
            }
            "national park service" => {
                draft.names[0].1 = NameForm::Short;
                draft.named(&format!("{name} National Park"), NameForm::Primary);
            }
            "airport" => {
                draft.names[0].1 = NameForm::Short;
                for suffix in ["Airport", "International Airport"] {
                    draft.named(&format!("{name} {suffix}"), NameForm::Alternate);
                }
            }
            "cape" | "mountain" | "island" => draft.names[0].1 = NameForm::Alternate,
            _ => {}
        }
        if matches!(class.as_str(), "airport" | "national park service" | "mountain" | "island") {
            draft.country = nearby.country(draft.point);
        }
        features.push(draft);
    }
    Ok(features)
}

/// Cities by degree, to tell which country a point is in.
struct Nearby<'a> {
    cells: HashMap<(i32, i32), Vec<&'a Draft>>,
}

impl<'a> Nearby<'a> {
    fn new(cities: &'a [Draft]) -> Self {
        let mut cells: HashMap<_, Vec<&Draft>> = HashMap::new();
        for city in cities {
            cells.entry((city.point.0 / 100_000, city.point.1 / 100_000)).or_default().push(city);
        }
        Self { cells }
    }

    fn country(&self, point: (i32, i32)) -> Option<u8> {
        let (row, column) = (point.0 / 100_000, point.1 / 100_000);
        let around = (-1..=1).flat_map(|i| (-1..=1).map(move |j| (row + i, column + j)));
        let near = around.filter_map(|cell| self.cells.get(&cell)).flatten();
        let distance = |city: &Draft| {
            let (north, east) = (i64::from(city.point.0 - point.0), i64::from(city.point.1 - point.1));
            north * north + east * east
        };
        near.min_by_key(|city| (distance(city), city.geoname_id)).and_then(|city| city.country)
    }
}
