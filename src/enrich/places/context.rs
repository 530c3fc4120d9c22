//! Co-occurrence: what the article's other names say about which of its places a name means.

use super::geometry::near;
use super::group::{Group, Groups};
use super::namesake::{Feature, Features, Namesake};
use super::thresholds::{CLOSE, HOPELESS, LIKELY, LIKELY_PER_NAME, LIKELY_SHARE, NOT_FAR};
use crate::article::enriched::PlaceKind;
use crate::resources::gazetteer::PlaceId;

/// Buffers, reused from article to article.
#[derive(Debug, Default)]
pub(super) struct Context {
    likely: Vec<Likely>,
    ballots: Vec<u64>,
    votes: Vec<(PlaceId, f32)>,
}

/// A likely place of a name, as context of other names.
#[derive(Debug, Clone, Copy)]
struct Likely {
    group: u32,
    key: u64,
    id: PlaceId,
    role: Role,
    /// Named only as the container of another name.
    subordinate: bool,
    /// The text itself gives its container.
    contained: bool,
    sentences: u64,
    country: Option<u8>,
    admin1: Option<PlaceId>,
    admin2: Option<PlaceId>,
    point: [f32; 3],
    weight: f32,
}

/// The kind of evidence that a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Demonym,
    Country,
    Division,
    /// A town, a county: places near it count for more.
    Small,
    Other,
}

/// The other names' evidence for one namesake, summed up.
#[derive(Debug, Default, Clone, Copy)]
struct Sums {
    same_country: f32,
    same_division: f32,
    close: f32,
    not_far: f32,
    country_named: f32,
    division_named: f32,
    division_as_container: f32,
    contained_towns: f32,
    sentence_country: f32,
    sentence_division: f32,
    demonym: f32,
    elsewhere: f32,
    holds: f32,
}

impl Sums {
    fn of(number: usize, group: &Group, namesake: &Namesake, likely: &[Likely]) -> Sums {
        let mut sums = Sums::default();
        for other in likely.iter().filter(|other| other.group as usize != number) {
            if other.key == group.key {
                sums.elsewhere += if other.id == namesake.id { other.weight } else { 0.0 };
            } else {
                sums.add(group, namesake, other);
            }
        }
        sums
    }

    fn add(&mut self, group: &Group, namesake: &Namesake, other: &Likely) {
        let Namesake { id, record, point, .. } = namesake;
        let weight = other.weight;
        let together = if other.sentences & group.sentences != 0 { weight } else { 0.0 };
        let same_country = record.country.is_some() && record.country == other.country;
        let country = if same_country { weight } else { 0.0 };
        let division = if record.admin1.is_some() && record.admin1 == other.admin1 { weight } else { 0.0 };
        match other.role {
            Role::Demonym | Role::Country => {
                if same_country && !other.subordinate {
                    self.sentence_country += together;
                }
                if other.role == Role::Demonym {
                    self.demonym += country;
                } else {
                    self.country_named += country;
                }
                return;
            }
            Role::Division if other.subordinate => self.division_as_container += division,
            Role::Division => {
                self.division_named += division;
                self.sentence_division += if division > 0.0 { together } else { 0.0 };
            }
            Role::Small if other.contained => self.contained_towns += division,
            Role::Small => {
                self.same_division += division;
                self.close += near(*point, other.point, CLOSE) * weight;
                self.not_far += near(*point, other.point, NOT_FAR) * weight;
            }
            Role::Other => self.same_division += division,
        }
        self.same_country += country;
        let holds = match record.kind {
            PlaceKind::Country => record.country == other.country,
            PlaceKind::Admin1 => other.role != Role::Division && other.admin1 == Some(*id),
            PlaceKind::Admin2 => other.id != *id && other.admin2 == Some(*id),
            _ => false,
        };
        self.holds += if holds { weight } else { 0.0 };
    }

    fn write(&self, features: &mut Features) {
        features[Feature::SameCountry] = log(self.same_country);
        features[Feature::SameDivision] = log(self.same_division);
        features[Feature::Close] = log(self.close);
        features[Feature::NotFar] = log(self.not_far);
        features[Feature::CountryNamed] = self.country_named.min(1.0);
        features[Feature::DivisionNamed] = self.division_named.min(1.5);
        features[Feature::DivisionAsContainer] = self.division_as_container.min(1.0);
        features[Feature::ContainedTowns] = log(self.contained_towns);
        features[Feature::SentenceCountry] = self.sentence_country.min(1.0);
        features[Feature::SentenceDivision] = self.sentence_division.min(1.0);
        features[Feature::Demonym] = self.demonym.min(1.5);
        features[Feature::Elsewhere] = self.elsewhere.min(1.0);
        features[Feature::Holds] = log(self.holds);
    }
}

/// How much a name counts, by its mentions.
fn weight(group: &Group) -> f32 {
    1.0 + (group.mentions.len() as f32).ln() * 0.5
}

/// `ln(1 + sum)`; most sums are zero.
fn log(sum: f32) -> f32 {
    if sum == 0.0 { 0.0 } else { sum.ln_1p() }
}

impl Context {
    /// Fills in the features of co-occurrence from the shares as they stand; the second time only where a share is
    /// left.
    pub(super) fn fill(&mut self, groups: &Groups, namesakes: &mut [Namesake], second: bool) {
        let mut country_mass = [0.0_f32; 256];
        let total = self.collect(groups, namesakes, &mut country_mass);
        for (number, group) in groups.list.iter().enumerate() {
            let own_weight = weight(group);
            let others = (total - own_weight).max(0.5);
            for namesake in &mut namesakes[group.namesakes.clone()] {
                let (record, share) = (namesake.record, namesake.share);
                if second && share < HOPELESS {
                    continue;
                }
                let sums = Sums::of(number, group, namesake, &self.likely);
                let mass = record.country.map_or(0.0, |country| country_mass[usize::from(country)]);
                let country_share = ((mass - share * own_weight) / others).clamp(0.0, 1.0);
                let features = &mut namesake.features;
                sums.write(features);
                let among = log(others);
                let kind = |kind, value| if record.kind == kind { value } else { 0.0 };
                features[Feature::CountryAmong] = kind(PlaceKind::Country, among);
                features[Feature::DivisionAmong] = kind(PlaceKind::Admin1, among);
                features[Feature::FameAmong] = features[Feature::Fame] * among;
                features[Feature::CountryShare] = country_share;
                features[Feature::CapitalCountryShare] = if record.capital { country_share } else { 0.0 };
                features[Feature::CityCountryShare] = kind(PlaceKind::City, country_share);
            }
        }
    }

    /// Collects the likeliest places of each name, and how much each country is named; returns the weight of all
    /// names.
    fn collect(&mut self, groups: &Groups, all: &[Namesake], country_mass: &mut [f32; 256]) -> f32 {
        self.likely.clear();
        let mut total = 0.0;
        for (number, group) in groups.list.iter().enumerate() {
            let weight = weight(group);
            total += weight;
            let namesakes = &all[group.namesakes.clone()];
            let mut bar = f32::INFINITY;
            for _ in 0..if self.likely.len() < LIKELY { LIKELY_PER_NAME } else { 0 } {
                let below =
                    namesakes.iter().filter(|namesake| namesake.share < bar && namesake.share > LIKELY_SHARE);
                let Some(best) = below.max_by(|a, b| a.share.total_cmp(&b.share)) else { break };
                bar = best.share;
                self.likely.push(Likely::new(number as u32, group, best, weight));
            }
            for namesake in namesakes {
                if let Some(country) = namesake.record.country {
                    country_mass[usize::from(country)] += namesake.share * weight;
                }
            }
        }
        total
    }

    /// Fills in how many other names could lie in each namesake's divisions, whichever of their places is likeliest.
    pub(super) fn vote(&mut self, groups: &Groups, namesakes: &mut [Namesake]) {
        let Context { ballots, votes, .. } = self;
        ballots.clear();
        for (number, group) in groups.list.iter().enumerate().filter(|(_, group)| !group.demonym) {
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
            let known = division.and_then(|id| votes.binary_search_by_key(&id, |vote| vote.0).ok());
            known.map_or(0.0, |at| votes[at].1 - 1.0)
        };
        let names = groups.list.len() as f32;
        for namesake in namesakes {
            let in_division = others(namesake.record.admin1);
            namesake.features[Feature::DivisionVotes] = log(in_division);
            namesake.features[Feature::DivisionVoteShare] = in_division / names;
            namesake.features[Feature::CountyVotes] = log(others(namesake.record.admin2));
        }
    }
}

impl Likely {
    fn new(number: u32, group: &Group, best: &Namesake, weight: f32) -> Likely {
        let record = best.record;
        let role = match record.kind {
            _ if group.demonym => Role::Demonym,
            PlaceKind::Country => Role::Country,
            PlaceKind::Admin1 => Role::Division,
            PlaceKind::City | PlaceKind::Admin2 | PlaceKind::District | PlaceKind::Facility => Role::Small,
            _ => Role::Other,
        };
        Likely {
            group: number,
            key: group.key,
            id: best.id,
            role,
            subordinate: group.subordinate,
            contained: group.container.is_some(),
            sentences: group.sentences,
            country: record.country,
            admin1: record.admin1,
            admin2: record.admin2,
            point: best.point,
            weight: best.share * weight,
        }
    }
}
