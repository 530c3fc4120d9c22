//! Which place each name means: namesakes are weighed by what they are, by what the text says around them, and by
//! the company of the article's other places.

use std::ops::Range;

use super::company::{Likely, company, votes};
use super::dot;
use super::home::Home;
use super::recognise::Page;
use super::scan::Candidate;
use super::words::{Cue, Cues};
use crate::article::enriched::PlaceKind;
use crate::document::Document;
use crate::resources::gazetteer::format::NameForm;
use crate::resources::gazetteer::{Gazetteer, PlaceId, Record};

/// Number of features of a namesake.
pub(crate) const FEATURES: usize = 48;
/// Weights without and with company.
pub(crate) type Weights = [[f32; FEATURES]; 2];
/// Namesakes that are weighed.
const NAMESAKES: usize = 40;
/// Namesakes with a smaller share are out of the question: company is not asked again.
pub(super) const HOPELESS: f32 = 0.001;
/// Kilometres between a town and the middle of the division that is called after it.
const TWINS: f32 = 80.0;
/// Rounds of weighing: the first without company.
const ROUNDS: usize = 3;

/// A place that a name may mean.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Namesake {
    pub(crate) id: PlaceId,
    pub(crate) record: Record,
    pub(super) point: [f32; 3],
    pub(crate) features: [f32; FEATURES],
    pub(crate) share: f32,
}

/// A name with all its mentions in one sense.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(super) key: u64,
    container: Option<PlaceId>,
    pub(crate) demonym: bool,
    /// Of [`Resolution::mentions`].
    pub(crate) mentions: Range<usize>,
    /// Of [`Resolution::namesakes`].
    pub(crate) namesakes: Range<usize>,
}

/// The groups with their mentions and namesakes, kept from article to article for their room.
#[derive(Debug, Default)]
pub(crate) struct Resolution {
    pub(crate) groups: Vec<Group>,
    /// Numbers of candidates, those of one group together.
    pub(crate) mentions: Vec<u32>,
    pub(crate) namesakes: Vec<Namesake>,
    /// The group of each chosen candidate.
    owners: Vec<u32>,
    pub(super) likely: Vec<Likely>,
    pub(super) ballots: Vec<u64>,
    pub(super) votes: Vec<(PlaceId, f32)>,
}

/// Resolves the chosen candidates.
pub(crate) fn resolve(
    page: &Page,
    chosen: &[u32],
    gazetteer: &Gazetteer<'static>,
    home: Option<&Home>,
    weights: &Weights,
    out: &mut Resolution,
) {
    let Page { document, cues, candidates, .. } = *page;
    out.groups.clear();
    out.namesakes.clear();
    group(document, candidates, chosen, gazetteer, out);
    let home = home.map(|home| gazetteer.record(home.place));
    for index in 0..out.groups.len() {
        namesakes(candidates, cues, index, gazetteer, home.as_ref(), out);
    }
    for round in 0..ROUNDS {
        match round {
            0 => {}
            1 => {
                votes(out);
                company(out, false);
            }
            _ => company(out, true),
        }
        weigh(out, &weights[usize::from(round > 0)]);
    }
    settle(candidates, cues, out);
}

/// Puts mentions of the same name and the same container together.
fn group(
    document: &Document,
    candidates: &[Candidate],
    chosen: &[u32],
    gazetteer: &Gazetteer<'static>,
    out: &mut Resolution,
) {
    out.owners.clear();
    for (order, &index) in chosen.iter().enumerate() {
        let candidate = &candidates[index as usize];
        let demonym = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Demonym);
        let next = chosen.get(order + 1).map(|&next| &candidates[next as usize]);
        let container = next
            .filter(|next| !demonym && follows(document, candidate, next))
            .and_then(|next| container(candidate, next, gazetteer));
        let key = candidate.key.bits();
        // A name that is told its container later (`Paris … Paris, Texas`) is one with its mentions before.
        let same = out.groups.iter().position(|group| {
            group.key == key
                && group.demonym == demonym
                && (group.container == container || container.is_none() || group.container.is_none())
        });
        let number = same.unwrap_or(out.groups.len());
        if same.is_none() {
            out.groups.push(Group { key, container, demonym, mentions: 0..0, namesakes: 0..0 });
        }
        let group = &mut out.groups[number];
        group.container = group.container.or(container);
        group.mentions.end += 1;
        out.owners.push(number as u32);
    }
    let mut start = 0;
    for group in &mut out.groups {
        let count = group.mentions.end;
        group.mentions = start..start;
        start += count;
    }
    out.mentions.clear();
    out.mentions.resize(chosen.len(), 0);
    for (&index, &owner) in chosen.iter().zip(&out.owners) {
        let mentions = &mut out.groups[owner as usize].mentions;
        out.mentions[mentions.end] = index;
        mentions.end += 1;
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
    cues: &[Cues],
    index: usize,
    gazetteer: &Gazetteer<'static>,
    home: Option<&Record>,
    out: &mut Resolution,
) {
    let group = &out.groups[index];
    let start = out.namesakes.len();
    let first = &candidates[out.mentions[group.mentions.start] as usize];
    let container = group.container.map(|id| (id, gazetteer.record(id)));
    let any = |says: &dyn Fn(&Candidate) -> bool| {
        out.mentions[group.mentions.clone()].iter().any(|&index| says(&candidates[index as usize]))
    };
    let division = any(&|candidate| says_division(candidate, cues));
    let the = any(&|candidate| candidate.first > 0 && cues[candidate.first as usize - 1].has(Cue::The));
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
        if division {
            features[DIVISION_SAID] = f32::from(matches!(record.kind, PlaceKind::Admin1 | PlaceKind::Admin2));
            features[DIVISION_SAID + 1] = f32::from(record.kind == PlaceKind::City);
        }
        features[THE_WATER] = f32::from(the && record.kind == PlaceKind::Water);
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
    let own = &out.namesakes[start..];
    let is_division = |other: &Namesake| matches!(other.record.kind, PlaceKind::Admin1 | PlaceKind::Admin2);
    let capital = own.iter().position(|place| {
        let namesake = |other: &Namesake| is_division(other) && other.record.country == place.record.country;
        place.record.capital && own.iter().any(namesake)
    });
    if let Some(at) = capital {
        out.namesakes[start + at].features[CAPITAL_BEFORE] = 1.0;
    }
    out.groups[index].namesakes = start..out.namesakes.len();
}

/// Where the three features of a source's home start.
pub(crate) const HOME: usize = 21;
// Features of what the words around say: `Hama province`, `the Mississippi`.
const DIVISION_SAID: usize = 43;
const THE_WATER: usize = 45;
/// A capital, where a division of its country has the same name: `Washington`.
pub(crate) const CAPITAL_BEFORE: usize = 46;

/// Turns features into shares that add up to one within each name.
fn weigh(out: &mut Resolution, weights: &[f32; FEATURES]) {
    for group in &out.groups {
        let namesakes = &mut out.namesakes[group.namesakes.clone()];
        let mut highest = f32::NEG_INFINITY;
        for namesake in namesakes.iter_mut() {
            namesake.share = dot(&namesake.features, weights);
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

/// `Hama province`, `Lagos State`.
fn says_division(candidate: &Candidate, cues: &[Cues]) -> bool {
    let last = candidate.last as usize;
    cues[last - 1..].iter().take(2).any(|cues| cues.has(Cue::Division))
}

/// A town and the division around it that has the same name are one answer: the town, unless the text says
/// `province` and the like.
fn settle(candidates: &[Candidate], cues: &[Cues], out: &mut Resolution) {
    let Resolution { groups, mentions, namesakes, .. } = out;
    for group in groups.iter().filter(|group| !group.demonym) {
        let namesakes = &mut namesakes[group.namesakes.clone()];
        for at in 0..namesakes.len() {
            let Namesake { record, point, share, .. } = namesakes[at];
            if !matches!(record.kind, PlaceKind::Admin1 | PlaceKind::Admin2) || share < HOPELESS {
                continue;
            }
            let twin = |other: &Namesake| {
                other.record.kind == PlaceKind::City
                    && other.record.country == record.country
                    && near(point, other.point, TWINS) > 0.5
            };
            let area = |other: &Namesake| {
                other.record.kind == PlaceKind::Region
                    && other.record.country == record.country
                    && near(point, other.point, TWINS) > 0.5
            };
            // `Gaza Strip`, as a division and as a region.
            if let Some(other) = namesakes.iter().position(area) {
                let (from, to) = if namesakes[other].share > share { (at, other) } else { (other, at) };
                namesakes[to].share += namesakes[from].share;
                namesakes[from].share = 0.0;
                continue;
            }
            let towns = namesakes.iter().enumerate().filter(|(_, other)| twin(other));
            let Some((town, _)) = towns.max_by_key(|(_, town)| town.record.size) else { continue };
            let mut said = mentions[group.mentions.clone()].iter();
            let division = said.any(|&index| says_division(&candidates[index as usize], cues));
            let (from, to) = if division { (town, at) } else { (at, town) };
            namesakes[to].share += namesakes[from].share;
            namesakes[from].share = 0.0;
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
pub(super) fn near(one: [f32; 3], other: [f32; 3], half: f32) -> f32 {
    let chord = (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum::<f32>();
    let kilometres_squared = chord * 6371.0 * 6371.0;
    1.0 / (1.0 + kilometres_squared / (half * half))
}
