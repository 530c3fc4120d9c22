//! Places: toponyms found and resolved.
//!
//! 1. [`scan`] collects candidates: everything that could name a place.
//! 2. [`recognise`] scores them, [`rules`] decide where the form of the text does, and the best are chosen.
//! 3. [`group`] joins mentions of one name, [`container`] finds what the text says it lies in.
//! 4. [`resolve`] weighs the places of each name: by themselves, by [`evidence`] beside the name, by [`context`].
//! 5. [`calibrate`] turns sums into scores, and relevance ranks what the article is about.

pub(crate) mod article_context;
pub(crate) mod calibrate;
mod container;
mod context;
pub(crate) mod cues;
mod currency;
mod doubt;
mod evidence;
mod explain;
mod geometry;
pub(crate) mod group;
mod home;
mod lookalikes;
pub(crate) mod namesake;
mod question;
pub(crate) mod recognise;
pub(crate) mod resolve;
mod rules;
pub(crate) mod scan;
mod settle;
mod thresholds;
mod traps;
mod unrecorded;
mod weights;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use explain::{Considered, Decision, explain};
pub use home::{Home, HomeError};
pub use unrecorded::describe_unrecorded;

use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::{Document, Span};
use crate::enrich::names::{Mention, NameKind};
use crate::resources::Resources;
use crate::resources::gazetteer::Gazetteer;
use crate::resources::gazetteer::format::NameForm;
use resolve::Resolution;
use scan::Candidate;
use thresholds::OUTER_SCORE;

/// What the places' stage can be told; part of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Where the source is at home: `Columbus, Ohio`. Names that could be there are meant there.
    #[serde(deserialize_with = "home::optional")]
    pub home: Option<Home>,
}

/// A place of the gazetteer (or a mention that no gazetteer has), with its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The gazetteer's name; the mention where no gazetteer has one.
    pub name: String,
    /// What kind.
    pub kind: PlaceKind,
    /// GeoNames id.
    pub geoname_id: Option<u32>,
    /// Ids of the newsroom's own file, by who gives them.
    pub ids: BTreeMap<String, String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Name of the second-level division.
    pub admin2: Option<String>,
    /// Degrees north and east, WGS 84.
    pub point: Option<(f64, f64)>,
    /// Inhabitants.
    pub population: Option<u64>,
    /// 0 to 1.
    pub score: f64,
    /// 1 to 3 for the places that the article is about.
    pub focus: Option<u8>,
    /// 0 to 100: how much the article is about it.
    pub relevance: u8,
    /// Where it is mentioned, in the order of the text.
    pub mentions: Vec<PlaceMention>,
}

/// One mention of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceMention {
    /// Where.
    pub span: Span,
    /// In which form.
    pub form: PlaceForm,
}

/// Buffers of one worker thread.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) cues: Vec<cues::Cues>,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) names: recognise::Names,
    pub(crate) scores: Vec<f32>,
    pub(crate) chosen: Vec<u32>,
    pub(crate) resolution: Resolution,
}

/// The fitted weights of resolution with the chosen ones.
static RESOLVE: resolve::Weights = resolve::with_home(weights::RESOLVE);

/// Finds the places of a document, in the order of their first mention.
pub fn find(
    document: &Document,
    mentions: &[Mention],
    options: &Options,
    resources: &Resources,
    scratch: &mut Scratch,
) -> Vec<Place> {
    find_in(document, mentions, options, resources, scratch);
    collect(document, scratch, resources.gazetteer())
}

/// Recognises and resolves; the result stays in `scratch`.
fn find_in(
    document: &Document,
    mentions: &[Mention],
    options: &Options,
    resources: &Resources,
    scratch: &mut Scratch,
) {
    let gazetteer = resources.gazetteer();
    let Scratch { cues, candidates, names, scores, chosen, resolution } = scratch;
    cues::Cues::of_all(document.tokens(), cues);
    scan::scan(document, mentions, gazetteer, cues, candidates);
    let page = article_context::ArticleContext { document, cues, candidates, mentions };
    recognise::score(&page, &weights::RECOGNISE, names, scores, None);
    recognise::apply_rules(&page, gazetteer, scores);
    recognise::choose(candidates, scores, chosen);
    resolve::resolve(&page, chosen, gazetteer, options.home.as_ref(), &RESOLVE, resolution);
}

/// The weighted sum of features: eight partial sums side by side, which the processor adds at once.
fn dot<const N: usize>(features: &[f32; N], weights: &[f32; N]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let mut at = 0;
    while at + 8 <= N {
        let mut lane = 0;
        while lane < 8 {
            lanes[lane] += features[at + lane] * weights[at + lane];
            lane += 1;
        }
        at += 8;
    }
    lanes.iter().sum()
}

/// Groups to places; names of the same place (`Stepanakert`, `Khankendi`) become one.
fn collect(document: &Document, scratch: &Scratch, gazetteer: &Gazetteer<'static>) -> Vec<Place> {
    let mut places: Vec<(Option<u32>, Place)> = Vec::with_capacity(scratch.resolution.groups.list.len());
    let resolution = &scratch.resolution;
    for group in &resolution.groups.list {
        let own = resolution.mentions(group);
        let text = document.slice(scratch.candidates[own[0] as usize].span).to_lowercase();
        let has_own_name = |best: &namesake::Namesake| {
            best.primary || gazetteer.name(best.id).to_lowercase().starts_with(&text)
        };
        let best = resolution
            .best(group)
            .filter(|best| !doubt::is_unsupported(resolution, group, best, has_own_name(best)));
        let mentions = own.iter().map(|&index| {
            let candidate = &scratch.candidates[index as usize];
            let form = match candidate.best.map(|(_, form, _)| form) {
                Some(NameForm::Demonym) => PlaceForm::Demonym,
                Some(NameForm::Capitals | NameForm::Period) => PlaceForm::Abbreviation,
                _ => PlaceForm::Name,
            };
            PlaceMention { span: candidate.span, form }
        });
        let id = best.map(|namesake| namesake.id);
        let sum = own.iter().map(|&index| scratch.scores[index as usize]).fold(f32::MIN, f32::max);
        let score = calibrate::score(best, sum, &weights::CALIBRATE);
        let known = places.iter_mut().find(|(known, _)| id.is_some() && *known == id);
        if let Some((_, place)) = known {
            place.mentions.extend(mentions);
            if !group.demonym {
                place.score = place.score.max(score);
            }
            continue;
        }
        let mentions: Vec<_> = mentions.collect();
        let place = match best {
            Some(best) => describe(best, score, gazetteer, mentions),
            None => unknown(document, score, mentions),
        };
        places.push((id, place));
    }
    let mut places: Vec<Place> = places.into_iter().map(|(_, place)| place).collect();
    for place in &mut places {
        place.mentions.sort_by_key(|mention| mention.span);
    }
    places.sort_by_key(|place| place.mentions[0].span);
    places
}

/// Drops the mentions that are more likely people, and those of organisations that no place of the gazetteer has as its name.
/// A team or a government named after its town stays.
pub fn leave_to_names(places: &mut Vec<Place>, mentions: &[Mention]) {
    let named = |kind: NameKind, span: Span| {
        let at = mentions.partition_point(|mention| mention.span.start < span.start);
        mentions.get(at).filter(|mention| mention.span == span && mention.kind == kind)
    };
    for place in places.iter_mut() {
        let unknown = place.geoname_id.is_none() && place.kind == PlaceKind::Other;
        let score = place.score;
        place.mentions.retain(|mention| {
            let person = named(NameKind::Person, mention.span);
            let likelier = person.is_some_and(|person| f64::from(person.score) > score);
            !(likelier || unknown && named(NameKind::Organisation, mention.span).is_some())
        });
    }
    places.retain(|place| !place.mentions.is_empty());
    drop_bodies_abroad(places, mentions);
}

/// Drops the towns that stand only inside the names of organisations, where the article's other places lie in other
/// countries: `Boston Consulting Group advised the port of Lagos`.
fn drop_bodies_abroad(places: &mut Vec<Place>, mentions: &[Mention]) {
    let inside = |span: Span| {
        let at = mentions.partition_point(|mention| mention.span.end <= span.start);
        mentions.get(at).is_some_and(|mention| {
            mention.kind == NameKind::Organisation && mention.span != span && mention.span.contains(span)
        })
    };
    let is_inner = |place: &Place| place.mentions.iter().all(|mention| inside(mention.span));
    let outer: Vec<String> = places
        .iter()
        .filter(|place| place.score >= OUTER_SCORE && !is_inner(place))
        .filter_map(|place| place.country_code.clone())
        .collect();
    let is_abroad = |place: &Place| {
        place.kind != PlaceKind::Country
            && place.country_code.as_ref().is_some_and(|own| !outer.contains(own))
    };
    if !outer.is_empty() {
        places.retain(|place| !(is_abroad(place) && is_inner(place)));
    }
}

fn describe(
    best: &namesake::Namesake,
    score: f64,
    gazetteer: &Gazetteer<'static>,
    mentions: Vec<PlaceMention>,
) -> Place {
    let record = best.record;
    let name = |id: Option<u32>| id.map(|id| gazetteer.name(id).to_owned());
    Place {
        name: gazetteer.name(best.id).to_owned(),
        kind: record.kind,
        geoname_id: (record.geoname_id != 0).then_some(record.geoname_id),
        ids: BTreeMap::new(),
        country_code: record.country.and_then(|country| gazetteer.country_code(country)).map(str::to_owned),
        admin1: name(record.admin1),
        admin2: name(record.admin2),
        point: gazetteer.point(best.id),
        population: (record.population > 0).then_some(u64::from(record.population)),
        score,
        focus: None,
        relevance: 0,
        mentions,
    }
}

/// A place that no gazetteer has.
fn unknown(document: &Document, score: f64, mentions: Vec<PlaceMention>) -> Place {
    Place { name: document.slice(mentions[0].span).to_owned(), mentions, ..Place::without_record(score) }
}

impl Place {
    /// A place of which only the score is known.
    pub(in crate::enrich) fn without_record(score: f64) -> Self {
        Self {
            name: String::new(),
            kind: PlaceKind::Other,
            geoname_id: None,
            ids: BTreeMap::new(),
            country_code: None,
            admin1: None,
            admin2: None,
            point: None,
            population: None,
            score,
            focus: None,
            relevance: 0,
            mentions: Vec::new(),
        }
    }
}
