//! Made sentences of wire English about places of the whole world, to weigh beside annotated local papers.
//!
//! A template names what it needs (a world city, its country, a town and its state), the gazetteer fills it in. The
//! generator has a fixed seed: the same gazetteer gives the same sentences.

use std::collections::HashMap;

use super::templates::{SCENARIOS, Scenario};
use crate::article::enriched::PlaceKind;
use crate::build::gazetteer::{common_names, demonyms};
use crate::resources::gazetteer::key::NameKey;
use crate::resources::gazetteer::{Gazetteer, PlaceId, Record};

/// A made text with its places: byte range and place.
pub(super) struct Made {
    pub(super) text: String,
    pub(super) places: Vec<(usize, usize, PlaceId)>,
}

/// Makes `count` texts of each scenario.
pub(super) fn make(gazetteer: &Gazetteer<'static>, count: usize) -> Vec<Made> {
    let pools = Pools::new(gazetteer);
    let mut random = Random(0x5eed_0f9a_3e00);
    let mut made = Vec::new();
    for _ in 0..count {
        for scenario in SCENARIOS {
            // A draw may find no town with a namesake in the state at hand: it is drawn again.
            made.extend((0..20).find_map(|_| pools.fill(scenario, &mut random)));
        }
    }
    made
}

/// The generator of splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        if list.is_empty() { None } else { Some(list[(self.next() % list.len() as u64) as usize]) }
    }
}

/// Places to fill templates with.
struct Pools<'a> {
    gazetteer: &'a Gazetteer<'static>,
    demonyms: HashMap<u8, String>,
    /// Other names of countries and of places of the overlay, as news writes them.
    aliases: HashMap<&'static str, Vec<&'static str>>,
    countries: Vec<PlaceId>,
    /// Countries that share their name with a town.
    shared_countries: Vec<PlaceId>,
    capitals: HashMap<u8, PlaceId>,
    /// Cities of 150,000 and more outside the United States.
    cities: Vec<PlaceId>,
    /// Those that share their name with a town of the United States.
    shared_cities: Vec<PlaceId>,
    /// Large cities by country.
    by_country: HashMap<u8, Vec<PlaceId>>,
    divisions: Vec<PlaceId>,
    waters: Vec<PlaceId>,
    regions: Vec<PlaceId>,
    /// Towns of the United States by state, and likewise of countries with local papers in English.
    towns: HashMap<PlaceId, Vec<PlaceId>>,
    states: Vec<PlaceId>,
    /// States and provinces whose towns are named after larger places elsewhere.
    local: Vec<PlaceId>,
    america: Option<u8>,
}

/// Inhabitants of a world city, and the most and the least of a local town.
const CITY: u32 = 150_000;
const TOWN: std::ops::Range<u32> = 1_500..120_000;
/// Countries whose local papers are in English.
const LOCAL: [&str; 5] = ["US", "GB", "CA", "AU", "NZ"];

impl<'a> Pools<'a> {
    fn new(gazetteer: &'a Gazetteer<'static>) -> Self {
        let mut pools = Pools {
            gazetteer,
            demonyms: HashMap::new(),
            aliases: HashMap::new(),
            countries: Vec::new(),
            shared_countries: Vec::new(),
            capitals: HashMap::new(),
            cities: Vec::new(),
            shared_cities: Vec::new(),
            by_country: HashMap::new(),
            divisions: Vec::new(),
            waters: Vec::new(),
            regions: Vec::new(),
            towns: HashMap::new(),
            states: Vec::new(),
            local: Vec::new(),
            america: gazetteer.country("US"),
        };
        for (code, demonym) in demonyms() {
            if let Some(country) = gazetteer.country(code) {
                pools.demonyms.insert(country, demonym.to_owned());
            }
        }
        for names in common_names() {
            let written = |name: &&str| {
                name.split(' ').count() <= 2 && name.chars().all(|c| c.is_alphabetic() || c == ' ')
            };
            let others = names.iter().skip(1).copied().filter(written).collect();
            pools.aliases.insert(names[0], others);
        }
        let local: Vec<u8> = LOCAL.iter().filter_map(|code| gazetteer.country(code)).collect();
        for id in 0..gazetteer.len() as PlaceId {
            pools.add(id, &local);
        }
        pools.local = pools.towns.keys().copied().filter(|state| pools.towns[state].len() >= 8).collect();
        pools.local.sort_unstable();
        pools
    }

    fn add(&mut self, id: PlaceId, local: &[u8]) {
        let record = self.gazetteer.record(id);
        // A name that leads back to its place only under another spelling cannot be written in a text.
        if !self.others(id).contains(&id) {
            return;
        }
        let Record { country, population, .. } = record;
        match record.kind {
            PlaceKind::Country if population > 50_000 => {
                self.countries.push(id);
                if self.others(id).iter().any(|&other| self.is_town(other)) {
                    self.shared_countries.push(id);
                }
            }
            PlaceKind::City => {
                let Some(country) = country else { return };
                if record.capital {
                    self.capitals.insert(country, id);
                }
                let american = Some(country) == self.america;
                if population >= CITY && !american {
                    self.cities.push(id);
                    self.by_country.entry(country).or_default().push(id);
                    let shared = |&other: &PlaceId| {
                        self.is_town(other) && self.gazetteer.record(other).country == self.america
                    };
                    if self.others(id).iter().any(shared) && self.is_first(id) {
                        self.shared_cities.push(id);
                    }
                }
                if let Some(state) =
                    record.admin1.filter(|_| local.contains(&country) && TOWN.contains(&population))
                {
                    self.towns.entry(state).or_default().push(id);
                }
            }
            PlaceKind::Admin1 if record.size >= 140 => {
                let american = country == self.america;
                if american { &mut self.states } else { &mut self.divisions }.push(id);
            }
            PlaceKind::Water if record.ours => self.waters.push(id),
            PlaceKind::Region | PlaceKind::Landform if record.ours => self.regions.push(id),
            _ => {}
        }
    }

    /// All places that have the place's name.
    fn others(&self, id: PlaceId) -> Vec<PlaceId> {
        self.named(self.gazetteer.name(id))
    }

    /// All places of a name.
    fn named(&self, name: &str) -> Vec<PlaceId> {
        let named = NameKey::of(name).and_then(|key| self.gazetteer.find(key));
        named.into_iter().flat_map(|named| named.places().map(|(id, _)| id)).collect()
    }

    fn is_town(&self, id: PlaceId) -> bool {
        let record = self.gazetteer.record(id);
        record.kind == PlaceKind::City && record.population > 0
    }

    /// No other place of the name is larger.
    fn is_first(&self, id: PlaceId) -> bool {
        let size = self.gazetteer.record(id).size;
        self.others(id).iter().all(|&other| other == id || self.gazetteer.record(other).size < size)
    }

    /// Draws places for a scenario's slots and fills one of its templates.
    fn fill(&self, scenario: &Scenario, random: &mut Random) -> Option<Made> {
        let mut slots: HashMap<&str, Slot> = HashMap::new();
        for (name, source) in scenario.slots {
            let slot = self.draw(source, &slots, random)?;
            if let Slot::Place(id, _) = slot {
                let known = |other: &Slot| matches!(other, Slot::Place(other, _) if *other == id);
                if slots.values().any(known) {
                    return None;
                }
            }
            slots.insert(name, slot);
        }
        let template = random.pick(scenario.templates)?;
        render(template, &slots)
    }

    fn draw(&self, source: &Source, slots: &HashMap<&str, Slot>, random: &mut Random) -> Option<Slot> {
        let place = |name: &str| match slots.get(name) {
            Some(Slot::Place(id, _)) => Some(*id),
            _ => None,
        };
        let country = |name: &str| self.gazetteer.record(place(name)?).country;
        let id = match *source {
            Source::Country => random.pick(&self.countries)?,
            Source::SharedCountry => random.pick(&self.shared_countries)?,
            Source::City => random.pick(&self.cities)?,
            Source::SharedCity => random.pick(&self.shared_cities)?,
            Source::Division => random.pick(&self.divisions)?,
            Source::State => random.pick(&self.states)?,
            Source::Local => random.pick(&self.local)?,
            Source::Water => random.pick(&self.waters)?,
            Source::Region => random.pick(&self.regions)?,
            Source::Capital(of) => *self.capitals.get(&country(of)?)?,
            Source::CountryOf(of) => {
                let country = country(of)?;
                self.countries
                    .iter()
                    .copied()
                    .find(|&id| self.gazetteer.record(id).country == Some(country))?
            }
            Source::CityIn(of) => random.pick(self.by_country.get(&country(of)?)?)?,
            Source::TownIn(of) => random.pick(self.towns.get(&place(of)?)?)?,
            Source::NamesakeTownIn(of) => {
                let towns = self.towns.get(&place(of)?)?;
                let shared: Vec<PlaceId> =
                    towns.iter().copied().filter(|&town| !self.is_first(town)).collect();
                random.pick(&shared)?
            }
            Source::StateWithNamesake(of) => {
                let states: Vec<PlaceId> = self
                    .others(place(of)?)
                    .into_iter()
                    .filter(|&other| {
                        self.is_town(other) && self.gazetteer.record(other).country == self.america
                    })
                    .filter_map(|town| self.gazetteer.record(town).admin1)
                    .collect();
                random.pick(&states)?
            }
            Source::Demonym(of) => return Some(Slot::Word(self.demonyms.get(&country(of)?)?.clone())),
        };
        Some(Slot::Place(id, self.spell(id, random)))
    }

    /// The primary name of a place, or half of the time another one, if the gazetteer knows the place by it.
    fn spell(&self, id: PlaceId, random: &mut Random) -> String {
        let name = self.gazetteer.name(id);
        let record = self.gazetteer.record(id);
        let alias = (record.ours || record.kind == PlaceKind::Country)
            .then(|| random.pick(self.aliases.get(name)?))
            .flatten()
            .filter(|alias| alias.starts_with(char::is_uppercase) && self.named(alias).contains(&id));
        match alias {
            Some(alias) if random.next().is_multiple_of(2) => alias.to_owned(),
            _ => name.to_owned(),
        }
    }
}

/// Where a slot's place comes from.
pub(super) enum Source {
    Country,
    SharedCountry,
    City,
    SharedCity,
    Division,
    State,
    /// A state, county or province with towns whose papers are in English.
    Local,
    Water,
    Region,
    /// The capital of the country of another slot.
    Capital(&'static str),
    CountryOf(&'static str),
    CityIn(&'static str),
    TownIn(&'static str),
    /// A town of the state that shares its name with a larger place.
    NamesakeTownIn(&'static str),
    /// A state of the United States with a town of the other slot's name.
    StateWithNamesake(&'static str),
    /// The adjective of the other slot's country.
    Demonym(&'static str),
}

#[derive(Debug, Clone)]
enum Slot {
    Place(PlaceId, String),
    Word(String),
}

/// Fills a template: `{a}` stands for a slot, `{A}` for the same in capitals.
fn render(template: &str, slots: &HashMap<&str, Slot>) -> Option<Made> {
    let mut made = Made { text: String::new(), places: Vec::new() };
    for (number, part) in template.split(['{', '}']).enumerate() {
        if number % 2 == 0 {
            made.text.push_str(part);
            continue;
        }
        let name = part.to_lowercase();
        let capitals = name != part;
        let spell = |word: &str| if capitals { word.to_uppercase() } else { word.to_owned() };
        match slots.get(name.as_str())? {
            Slot::Word(word) => made.text.push_str(&spell(word)),
            Slot::Place(id, word) => {
                let start = made.text.len();
                made.text.push_str(&spell(word));
                made.places.push((start, made.text.len(), *id));
            }
        }
    }
    Some(made)
}
