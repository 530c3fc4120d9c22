//! The company of a name: what the article's other names say about which of its places it means.

use std::ops::Range;

use super::resolve::{Group, HOPELESS, Namesake, Resolution, near};
use crate::article::enriched::PlaceKind;
use crate::resources::gazetteer::PlaceId;

/// Of another name's namesakes, how many give company.
const COMPANY: usize = 2;
/// Places that give company: of a text with more names, those of the first names.
const LIKELY: usize = 500;
/// Where the features of company stand among a namesake's.
#[cfg_attr(not(feature = "build-resources"), expect(dead_code, reason = "training asks"))]
pub(crate) const FEATURES: Range<usize> = SAME_COUNTRY..CAPITAL_SHARE + 1;
// Features of company.
const SAME_COUNTRY: usize = 25;
const SAME_DIVISION: usize = 26;
const CLOSE: usize = 27;
const NOT_FAR: usize = 28;
const COUNTRY_NAMED: usize = 29;
const DIVISION_NAMED: usize = 30;
const DEMONYM: usize = 31;
const ELSEWHERE: usize = 32;
const COUNTRY_SHARE: usize = 33;
const HOLDS: usize = 34;
const CITY_COMPANY: usize = 35;
const DIVISION_VOTES: usize = 36;
const COUNTY_VOTES: usize = 37;
const DIVISION_VOTES_FEW: usize = 38;
// What needs no company, the more other names there are.
const COUNTRY_AMONG: usize = 39;
const DIVISION_AMONG: usize = 40;
const FAMOUS_AMONG: usize = 41;
const CAPITAL_SHARE: usize = 42;

/// A likely place of a name, as it gives company to others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likely {
    group: u32,
    key: u64,
    id: PlaceId,
    role: Role,
    country: Option<u8>,
    admin1: Option<PlaceId>,
    admin2: Option<PlaceId>,
    point: [f32; 3],
    weight: f32,
}

/// As what a place gives company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Demonym,
    Country,
    Division,
    /// A town, a county: near others it counts for more.
    Small,
    Other,
}

/// What the others say of one namesake, summed up.
#[derive(Debug, Default, Clone, Copy)]
struct Sums {
    same_country: f32,
    same_division: f32,
    close: f32,
    not_far: f32,
    country_named: f32,
    division_named: f32,
    demonym: f32,
    elsewhere: f32,
    holds: f32,
}

impl Sums {
    fn of(number: usize, key: u64, namesake: &Namesake, likely: &[Likely]) -> Sums {
        let Namesake { id, record, point, .. } = namesake;
        let mut sums = Sums::default();
        for other in likely.iter().filter(|other| other.group as usize != number) {
            let weight = other.weight;
            if other.key == key {
                sums.elsewhere += if other.id == *id { weight } else { 0.0 };
                continue;
            }
            let country =
                if record.country.is_some() && record.country == other.country { weight } else { 0.0 };
            let division =
                if record.admin1.is_some() && record.admin1 == other.admin1 { weight } else { 0.0 };
            match other.role {
                Role::Demonym => {
                    sums.demonym += country;
                    continue;
                }
                Role::Country => {
                    sums.country_named += country;
                    continue;
                }
                Role::Division => sums.division_named += division,
                Role::Small => {
                    sums.same_division += division;
                    sums.close += near(*point, other.point, 40.0) * weight;
                    sums.not_far += near(*point, other.point, 200.0) * weight;
                }
                Role::Other => sums.same_division += division,
            }
            sums.same_country += country;
            let holds = match record.kind {
                PlaceKind::Country => record.country == other.country,
                PlaceKind::Admin1 => other.role != Role::Division && other.admin1 == Some(*id),
                PlaceKind::Admin2 => other.id != *id && other.admin2 == Some(*id),
                _ => false,
            };
            sums.holds += if holds { weight } else { 0.0 };
        }
        sums
    }
}

/// How much a name counts, by its mentions.
fn weight(group: &Group) -> f32 {
    1.0 + (group.mentions.len() as f32).ln() * 0.5
}

/// The logarithm of one more, most often asked of nothing.
fn log(sum: f32) -> f32 {
    if sum == 0.0 { 0.0 } else { sum.ln_1p() }
}

/// Fills in what the other names say, as they stand now.
pub(super) fn company(out: &mut Resolution, again: bool) {
    let mut country_mass = [0.0_f32; 256];
    let total = likely(out, &mut country_mass);
    for (number, group) in out.groups.iter().enumerate() {
        let own_weight = weight(group);
        let others = (total - own_weight).max(0.5);
        for namesake in &mut out.namesakes[group.namesakes.clone()] {
            let (record, share) = (namesake.record, namesake.share);
            if again && share < HOPELESS {
                continue;
            }
            let sums = Sums::of(number, group.key, namesake, &out.likely);
            let own =
                record.country.map_or(0.0, |country| country_mass[usize::from(country)]) - share * own_weight;
            let features = &mut namesake.features;
            features[SAME_COUNTRY] = log(sums.same_country);
            features[SAME_DIVISION] = log(sums.same_division);
            features[CLOSE] = log(sums.close);
            features[NOT_FAR] = log(sums.not_far);
            features[COUNTRY_NAMED] = sums.country_named.min(1.0);
            features[DIVISION_NAMED] = sums.division_named.min(1.5);
            features[DEMONYM] = sums.demonym.min(1.5);
            features[ELSEWHERE] = sums.elsewhere.min(1.0);
            let among = log(others);
            let kind = |kind| if record.kind == kind { among } else { 0.0 };
            features[COUNTRY_AMONG] = kind(PlaceKind::Country);
            features[DIVISION_AMONG] = kind(PlaceKind::Admin1);
            features[FAMOUS_AMONG] = features[1] * among;
            features[COUNTRY_SHARE] = (own / others).clamp(0.0, 1.0);
            features[CAPITAL_SHARE] = if record.capital { features[COUNTRY_SHARE] } else { 0.0 };
            features[HOLDS] = log(sums.holds);
            features[CITY_COMPANY] =
                if record.kind == PlaceKind::City { features[COUNTRY_SHARE] } else { 0.0 };
        }
    }
}

/// Collects the likeliest places of each name and how much each country is named; returns what all names count.
fn likely(out: &mut Resolution, country_mass: &mut [f32; 256]) -> f32 {
    out.likely.clear();
    let mut total = 0.0;
    for (number, group) in out.groups.iter().enumerate() {
        let weight = weight(group);
        total += weight;
        let namesakes = &out.namesakes[group.namesakes.clone()];
        let mut bar = f32::INFINITY;
        for _ in 0..if out.likely.len() < LIKELY { COMPANY } else { 0 } {
            let below = namesakes.iter().filter(|namesake| namesake.share < bar && namesake.share > 0.12);
            let Some(best) = below.max_by(|a, b| a.share.total_cmp(&b.share)) else { break };
            bar = best.share;
            let record = best.record;
            let role = match record.kind {
                _ if group.demonym => Role::Demonym,
                PlaceKind::Country => Role::Country,
                PlaceKind::Admin1 => Role::Division,
                PlaceKind::City | PlaceKind::Admin2 | PlaceKind::District | PlaceKind::Facility => {
                    Role::Small
                }
                _ => Role::Other,
            };
            out.likely.push(Likely {
                group: number as u32,
                key: group.key,
                id: best.id,
                role,
                country: record.country,
                admin1: record.admin1,
                admin2: record.admin2,
                point: best.point,
                weight: best.share * weight,
            });
        }
        for namesake in namesakes {
            if let Some(country) = namesake.record.country {
                country_mass[usize::from(country)] += namesake.share * weight;
            }
        }
    }
    total
}

/// Fills in how many names could be meant in each namesake's divisions, whichever of theirs is the likeliest.
pub(super) fn votes(out: &mut Resolution) {
    let Resolution { groups, namesakes, ballots, votes, .. } = out;
    ballots.clear();
    for (number, group) in groups.iter().enumerate().filter(|(_, group)| !group.demonym) {
        for namesake in &namesakes[group.namesakes.clone()] {
            let divisions = [namesake.record.admin1, namesake.record.admin2].into_iter().flatten();
            ballots.extend(divisions.map(|division| u64::from(division) << 32 | number as u64));
        }
    }
    ballots.sort_unstable();
    ballots.dedup();
    votes.clear();
    for division in ballots.iter().map(|ballot| (ballot >> 32) as PlaceId) {
        match votes.last_mut() {
            Some((known, count)) if *known == division => *count += 1.0,
            _ => votes.push((division, 1.0)),
        }
    }
    let others = |division: Option<PlaceId>| {
        let known = division.and_then(|division| votes.binary_search_by_key(&division, |vote| vote.0).ok());
        known.map_or(0.0, |at| votes[at].1 - 1.0)
    };
    let names = groups.len() as f32;
    for namesake in namesakes {
        let in_division = others(namesake.record.admin1);
        namesake.features[DIVISION_VOTES] = log(in_division);
        namesake.features[DIVISION_VOTES_FEW] = in_division / names;
        namesake.features[COUNTY_VOTES] = log(others(namesake.record.admin2));
    }
}
