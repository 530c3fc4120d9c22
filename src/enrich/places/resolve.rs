//! Which place each name means: namesakes are weighed by what they are, by what the text says around them, and by
//! the company of the article's other places.

use super::home::Home;
use super::scan::Candidate;
use crate::article::enriched::PlaceKind;
use crate::document::Document;
use crate::resources::gazetteer::format::NameForm;
use crate::resources::gazetteer::{Gazetteer, PlaceId, Record};

/// Number of features of a namesake.
pub(crate) const FEATURES: usize = 40;
/// Weights without and with company.
pub(crate) type Weights = [[f32; FEATURES]; 2];
/// Namesakes that are weighed.
const NAMESAKES: usize = 40;
/// Of another name's namesakes, how many give company.
const COMPANY: usize = 2;
/// Namesakes with a smaller share are out of the question: company is not asked again.
const HOPELESS: f32 = 0.001;
/// Rounds of weighing: the first without company.
const ROUNDS: usize = 3;

/// A place that a name may mean.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Namesake {
    pub(crate) id: PlaceId,
    pub(crate) record: Record,
    point: [f32; 3],
    pub(crate) features: [f32; FEATURES],
    pub(crate) share: f32,
}

/// A name with all its mentions in one sense.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    key: u64,
    container: Option<PlaceId>,
    pub(crate) demonym: bool,
    pub(crate) mentions: Vec<u32>,
    pub(crate) namesakes: std::ops::Range<usize>,
}

/// The groups and their namesakes, kept from article to article for their room.
#[derive(Debug, Default)]
pub(crate) struct Resolution {
    pub(crate) groups: Vec<Group>,
    pub(crate) namesakes: Vec<Namesake>,
}

/// Resolves the chosen candidates.
pub(crate) fn resolve(
    document: &Document,
    candidates: &[Candidate],
    chosen: &[u32],
    gazetteer: &Gazetteer<'static>,
    home: Option<&Home>,
    weights: &Weights,
    out: &mut Resolution,
) {
    out.groups.clear();
    out.namesakes.clear();
    group(document, candidates, chosen, gazetteer, out);
    let home = home.map(|home| gazetteer.record(home.place));
    for index in 0..out.groups.len() {
        namesakes(candidates, index, gazetteer, home.as_ref(), out);
    }
    for round in 0..ROUNDS {
        if round > 0 {
            company(out, round > 1);
        }
        weigh(out, &weights[usize::from(round > 0)]);
    }
}

/// Puts mentions of the same name and the same container together.
fn group(
    document: &Document,
    candidates: &[Candidate],
    chosen: &[u32],
    gazetteer: &Gazetteer<'static>,
    out: &mut Resolution,
) {
    for (order, &index) in chosen.iter().enumerate() {
        let candidate = &candidates[index as usize];
        let demonym = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Demonym);
        let next = chosen.get(order + 1).map(|&next| &candidates[next as usize]);
        let container = next
            .filter(|next| !demonym && follows(document, candidate, next))
            .and_then(|next| container(candidate, next, gazetteer));
        let key = candidate.key.bits();
        // A name that is told its container later (`Paris … Paris, Texas`) is one with its mentions before.
        let same = out.groups.iter_mut().find(|group| {
            group.key == key
                && group.demonym == demonym
                && (group.container == container || container.is_none() || group.container.is_none())
        });
        if let Some(group) = same {
            group.container = group.container.or(container);
            group.mentions.push(index);
        } else {
            out.groups.push(Group { key, container, demonym, mentions: vec![index], namesakes: 0..0 });
        }
    }
}

/// Whether `next` stands behind `candidate` as its container: `Paris, Texas`, `Paris (Texas`.
fn follows(document: &Document, candidate: &Candidate, next: &Candidate) -> bool {
    let last = candidate.last as usize;
    let between = &document.tokens()[last..next.first.max(candidate.last) as usize];
    match between {
        [comma] => matches!(document.word(comma), "," | "(" | "in"),
        [] => next.first == candidate.last,
        _ => false,
    }
}

/// The country or division under the name of `next` that one of `candidate`'s places lies in.
fn container(candidate: &Candidate, next: &Candidate, gazetteer: &Gazetteer<'static>) -> Option<PlaceId> {
    let containers = next.named?.places().take(6).map(|(id, _)| (id, gazetteer.record(id)));
    let containers = containers.filter(|(_, record)| is_container(record.kind));
    for (id, container) in containers {
        let places = candidate.named?.places().take(NAMESAKES);
        if places
            .map(|(place, _)| (place, gazetteer.record(place)))
            .any(|(place, record)| place != id && lies_in(&record, id, &container))
        {
            return Some(id);
        }
    }
    None
}

fn is_container(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2)
}

/// Whether a place lies in a country or division.
pub(super) fn lies_in(record: &Record, id: PlaceId, container: &Record) -> bool {
    match container.kind {
        PlaceKind::Country => record.country == container.country && record.kind != PlaceKind::Country,
        PlaceKind::Admin1 => record.admin1 == Some(id) && record.kind != PlaceKind::Admin1,
        PlaceKind::Admin2 => record.admin2 == Some(id) && record.kind != PlaceKind::Admin2,
        _ => false,
    }
}

/// Looks up a group's namesakes and fills in what does not depend on other names.
fn namesakes(
    candidates: &[Candidate],
    index: usize,
    gazetteer: &Gazetteer<'static>,
    home: Option<&Record>,
    out: &mut Resolution,
) {
    let group = &out.groups[index];
    let start = out.namesakes.len();
    let first = &candidates[group.mentions[0] as usize];
    let container = group.container.map(|id| (id, gazetteer.record(id)));
    let short = |form: NameForm| matches!(form, NameForm::Capitals | NameForm::Period);
    let abbreviated = first.best.is_some_and(|(_, form, _)| short(form));
    let places = first.named.iter().flat_map(|named| named.places());
    let places = places
        .filter(|&(_, form)| (form == NameForm::Demonym) == group.demonym && short(form) == abbreviated);
    for (rank, (id, form)) in places.take(NAMESAKES).enumerate() {
        let record = gazetteer.record(id);
        let mut features = [0.0; FEATURES];
        features[0] = f32::from(record.size) / 100.0;
        features[1] = (1.0 + f32::from(record.fame)).ln() / 4.0;
        let kind = match record.kind {
            PlaceKind::Country => 2,
            PlaceKind::Admin1 => 3,
            PlaceKind::Admin2 => 4,
            PlaceKind::City => 5,
            PlaceKind::District => 6,
            PlaceKind::Water => 7,
            PlaceKind::Landform => 8,
            PlaceKind::Facility => 9,
            PlaceKind::Continent | PlaceKind::Region => 10,
            PlaceKind::Other => 11,
        };
        features[kind] = 1.0;
        features[12] = f32::from(record.ours);
        features[13] = f32::from(record.capital);
        features[14] = f32::from(record.seat);
        features[15] = f32::from(form == NameForm::Primary);
        features[16] = f32::from(form == NameForm::Short);
        features[17] = f32::from(rank == 0);
        features[18] = f32::from(record.kind == PlaceKind::City && record.size == 0);
        if let Some((container_id, container)) = container {
            let inside = lies_in(&record, container_id, &container);
            features[19] = f32::from(inside);
            features[20] = f32::from(!inside);
        }
        if let Some(home) = home {
            features[HOME] = f32::from(record.country == home.country);
            features[HOME + 1] = f32::from(
                record.country == home.country && record.admin1.is_some() && record.admin1 == home.admin1,
            );
            features[HOME + 2] = near(unit(home), unit(&record), 100.0);
        }
        features[24] = (group.mentions.len() as f32).ln() * f32::from(record.size) / 100.0;
        out.namesakes.push(Namesake { id, record, point: unit(&record), features, share: 0.0 });
    }
    out.groups[index].namesakes = start..out.namesakes.len();
}

/// Where the three features of a source's home start.
pub(crate) const HOME: usize = 21;
/// Where the features of company start.
#[cfg_attr(not(feature = "build-resources"), expect(dead_code, reason = "training asks"))]
pub(crate) const COMPANY_STARTS: usize = SAME_COUNTRY;
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

/// Fills in what the other names say, as they stand now.
fn company(out: &mut Resolution, again: bool) {
    // The likeliest places of each name, with their shares.
    let mut likely: Vec<(usize, Namesake, f32, bool)> = Vec::with_capacity(out.groups.len() * 2);
    let votes = votes(out);
    let mut country_mass = [0.0_f32; 256];
    let mut total = 0.0_f32;
    for (number, group) in out.groups.iter().enumerate() {
        let weight = 1.0 + (group.mentions.len() as f32).ln() * 0.5;
        let range = group.namesakes.clone();
        let mut picked = 0;
        let mut bar = f32::INFINITY;
        while picked < COMPANY {
            let best = out.namesakes[range.clone()]
                .iter()
                .filter(|namesake| namesake.share < bar)
                .max_by(|a, b| a.share.total_cmp(&b.share));
            let Some(best) = best.filter(|best| best.share > 0.12) else { break };
            bar = best.share;
            likely.push((number, *best, best.share * weight, group.demonym));
            picked += 1;
        }
        for namesake in &out.namesakes[range] {
            if let Some(country) = namesake.record.country {
                country_mass[usize::from(country)] += namesake.share * weight;
            }
        }
        total += weight;
    }
    for number in 0..out.groups.len() {
        let group = &out.groups[number];
        let own_key = group.key;
        let own_weight = 1.0 + (group.mentions.len() as f32).ln() * 0.5;
        for at in group.namesakes.clone() {
            let (record, point, share) = {
                let namesake = &out.namesakes[at];
                (namesake.record, namesake.point, namesake.share)
            };
            if again && share < HOPELESS {
                continue;
            }
            let mut sums = [0.0_f32; 12];
            for (other, namesake, weight, demonym) in &likely {
                if *other == number {
                    continue;
                }
                if out.groups[*other].key == own_key {
                    sums[7] += f32::from(namesake.id == out.namesakes[at].id) * weight;
                    continue;
                }
                let same_country = record.country.is_some() && record.country == namesake.record.country;
                let id = out.namesakes[at].id;
                let is_country = namesake.record.kind == PlaceKind::Country;
                if *demonym {
                    sums[6] += f32::from(same_country) * weight;
                    continue;
                }
                if is_country {
                    sums[4] += f32::from(same_country) * weight;
                    continue;
                }
                let same_division = record.admin1.is_some() && record.admin1 == namesake.record.admin1;
                if namesake.record.kind == PlaceKind::Admin1 {
                    sums[5] += f32::from(same_division) * weight;
                } else {
                    sums[1] += f32::from(same_division) * weight;
                    sums[8] += f32::from(same_country) * weight;
                }
                sums[0] += f32::from(same_country) * weight;
                let small = matches!(
                    namesake.record.kind,
                    PlaceKind::City | PlaceKind::Admin2 | PlaceKind::District | PlaceKind::Facility
                );
                if small {
                    sums[2] += near(point, namesake.point, 40.0) * weight;
                    sums[3] += near(point, namesake.point, 200.0) * weight;
                }
                let holds = is_container(record.kind) && lies_in(&namesake.record, id, &record);
                sums[9] += f32::from(holds) * weight;
            }
            let own =
                record.country.map_or(0.0, |country| country_mass[usize::from(country)]) - share * own_weight;
            let others = (total - own_weight).max(0.5);
            let vote = |division: Option<PlaceId>| {
                let known =
                    votes.binary_search_by_key(&division, |&(known, _)| Some(known)).map(|at| votes[at].1);
                (known.unwrap_or(1.0) - 1.0).max(0.0)
            };
            let (division_votes, county_votes) = (vote(record.admin1), vote(record.admin2));
            let groups = out.groups.len() as f32;
            let features = &mut out.namesakes[at].features;
            features[DIVISION_VOTES] = division_votes.ln_1p();
            features[DIVISION_VOTES_FEW] = division_votes / groups;
            features[COUNTY_VOTES] = county_votes.ln_1p();
            features[SAME_COUNTRY] = sums[0].ln_1p();
            features[SAME_DIVISION] = sums[1].ln_1p();
            features[CLOSE] = sums[2].ln_1p();
            features[NOT_FAR] = sums[3].ln_1p();
            features[COUNTRY_NAMED] = sums[4].min(1.0);
            features[DIVISION_NAMED] = sums[5].min(1.5);
            features[DEMONYM] = sums[6].min(1.5);
            features[ELSEWHERE] = sums[7].min(1.0);
            features[COUNTRY_SHARE] = (own / others).clamp(0.0, 1.0);
            features[HOLDS] = sums[9].ln_1p();
            features[CITY_COMPANY] =
                if record.kind == PlaceKind::City { (own / others).clamp(0.0, 1.0) } else { 0.0 };
        }
    }
}

/// How many names could be meant in each division, whichever of their namesakes is the likeliest.
fn votes(out: &Resolution) -> Vec<(PlaceId, f32)> {
    let mut all: Vec<(PlaceId, usize)> = Vec::with_capacity(out.namesakes.len() * 2);
    for (number, group) in out.groups.iter().enumerate().filter(|(_, group)| !group.demonym) {
        for namesake in &out.namesakes[group.namesakes.clone()] {
            let own = namesake.record;
            all.extend([own.admin1, own.admin2].into_iter().flatten().map(|division| (division, number)));
        }
    }
    all.sort_unstable();
    all.dedup();
    let mut votes: Vec<(PlaceId, f32)> = Vec::with_capacity(all.len());
    for (division, _) in all {
        match votes.last_mut() {
            Some((known, count)) if *known == division => *count += 1.0,
            _ => votes.push((division, 1.0)),
        }
    }
    votes
}

/// Turns features into shares that add up to one within each name.
fn weigh(out: &mut Resolution, weights: &[f32; FEATURES]) {
    for group in &out.groups {
        let namesakes = &mut out.namesakes[group.namesakes.clone()];
        let mut highest = f32::NEG_INFINITY;
        for namesake in namesakes.iter_mut() {
            namesake.share =
                namesake.features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
            highest = highest.max(namesake.share);
        }
        let mut total = 0.0;
        for namesake in namesakes.iter_mut() {
            namesake.share = (namesake.share - highest).exp();
            total += namesake.share;
        }
        for namesake in namesakes {
            namesake.share /= total;
        }
    }
}

/// A point on the unit sphere.
fn unit(record: &Record) -> [f32; 3] {
    let (north, east) = (record.latitude.to_radians(), record.longitude.to_radians());
    let (sin_north, cos_north) = north.sin_cos();
    let (sin_east, cos_east) = east.sin_cos();
    [cos_north * cos_east, cos_north * sin_east, sin_north]
}

/// 1 where two points are one, a half at `half` kilometres, and falling.
fn near(one: [f32; 3], other: [f32; 3], half: f32) -> f32 {
    let chord = (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum::<f32>();
    let kilometres_squared = chord * 6371.0 * 6371.0;
    1.0 / (1.0 + kilometres_squared / (half * half))
}
