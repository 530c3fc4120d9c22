//! Why each name is a place, and why this one: for `dateline explain`. Nothing of it runs in [`super::find`].

use super::article_context::ArticleContext;
use super::namesake::{FEATURES, Feature};
use super::question::Question;
use super::rules::decide;
use super::thresholds::{LISTED, REASONS};
use super::{Options, RESOLVE, Scratch, find_in};
use crate::article::enriched::PlaceKind;
use crate::document::{Document, Span};
use crate::enrich::names::Mention;
use crate::resources::Resources;
use crate::resources::gazetteer::Gazetteer;

/// The decision about one name: its mentions, the sum or rule that made it a place, and the places that it may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Mentions, in the order of the text.
    pub mentions: Vec<Span>,
    /// Sum of the recogniser; above the threshold for a place.
    pub sum: f32,
    /// Name and reason of the rule that decided instead of the sum.
    pub rule: Option<(&'static str, &'static str)>,
    /// The container that the text gives, and the rule that found it.
    pub container: Option<(String, &'static str, &'static str)>,
    /// The likeliest places, best first.
    pub candidates: Vec<Considered>,
}

/// A place that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Considered {
    /// Name in the gazetteer.
    pub name: String,
    /// Kind.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Share of the probability among the places of the name.
    pub share: f32,
    /// The features that weigh most, with their part of the sum.
    pub reasons: Vec<(String, f32)>,
}

/// Explains the places of a document: the same work as [`super::find`], with its evidence kept.
pub fn explain(
    document: &Document,
    mentions: &[Mention],
    options: &Options,
    resources: &Resources,
) -> Vec<Decision> {
    let mut scratch = Scratch::default();
    find_in(document, mentions, options, resources, &mut scratch);
    let gazetteer = resources.gazetteer();
    let page = ArticleContext { document, cues: &scratch.cues, candidates: &scratch.candidates, mentions };
    let resolution = &scratch.resolution;
    let decisions = resolution.groups.list.iter().map(|group| {
        let own = resolution.mentions(group);
        let candidate = |index: u32| &scratch.candidates[index as usize];
        let rules = own.iter().map(|&index| Question { page: &page, candidate: candidate(index), gazetteer });
        let rule = rules.into_iter().find_map(|question| decide(&question));
        let mut considered: Vec<_> = resolution.namesakes(group).iter().collect();
        considered.sort_by(|a, b| b.share.total_cmp(&a.share));
        Decision {
            mentions: own.iter().map(|&index| candidate(index).span).collect(),
            sum: own.iter().map(|&index| scratch.scores[index as usize]).fold(f32::MIN, f32::max),
            rule: rule.map(|rule| (rule.name, rule.why)),
            container: group
                .container
                .zip(group.container_rule)
                .map(|(id, rule)| (gazetteer.name(id).to_owned(), rule.name, rule.why)),
            candidates: considered.into_iter().take(LISTED).map(|one| consider(one, gazetteer)).collect(),
        }
    });
    decisions.collect()
}

fn consider(namesake: &super::namesake::Namesake, gazetteer: &Gazetteer<'static>) -> Considered {
    let record = namesake.record;
    let weights = &RESOLVE[1];
    let mut reasons: Vec<(String, f32)> = Feature::ALL
        .iter()
        .map(|&feature| (format!("{feature:?}"), namesake.features[feature] * weights[feature as usize]))
        .filter(|(_, part)| part.abs() > 0.05)
        .collect();
    reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    reasons.truncate(REASONS);
    debug_assert!(Feature::ALL.len() <= FEATURES);
    Considered {
        name: gazetteer.name(namesake.id).to_owned(),
        kind: record.kind,
        country_code: record.country.and_then(|country| gazetteer.country_code(country)).map(str::to_owned),
        admin1: record.admin1.map(|id| gazetteer.name(id).to_owned()),
        share: namesake.share,
        reasons,
    }
}
