//! Findings to the contract: ids in order of first mention, byte spans to code points.

use std::collections::BTreeMap;

use super::Findings;
use super::figures::Speaker;
use super::places::Place;
use super::tags::Evidence;
use crate::article::Article;
use crate::article::enriched::{
    Engine, Enrichment, Field, Figure, KeyFigures, Language, Location, Organisation, OrganisationRole,
    Person, PlaceMention, Range, Skipped, Statement, Status, Tag, TextSpan,
};
use crate::document::{Document, Section, Span};
use crate::resources::topics::wikidata;

/// Puts the findings into the contract's form.
pub fn assemble(
    document: &Document,
    article: &Article,
    findings: &Findings,
    status: Status,
    skipped: Vec<Skipped>,
    language: Language,
    engine: &Engine,
) -> Enrichment {
    Enrichment {
        status,
        skipped,
        language,
        tags: tags(document, article, findings),
        locations: locations(document, findings),
        people: people(document, findings),
        organisations: organisations(document, findings),
        key_figures: KeyFigures { summary: findings.summary.clone(), figures: figures(document, findings) },
        engine: engine.clone(),
    }
}

fn locations(document: &Document, findings: &Findings) -> Vec<Location> {
    let numbered = findings.places.iter().enumerate();
    numbered
        .map(|(index, place)| Location {
            id: id('L', index),
            name: place.name.clone(),
            kind: place.kind,
            geoname_id: place.geoname_id,
            ids: place_ids(place),
            country_code: place.country_code.clone(),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            latitude: place.point.map(|(latitude, _)| latitude),
            longitude: place.point.map(|(_, longitude)| longitude),
            population: place.population,
            score: score(place.score),
            focus: place.focus,
            relevance: place.relevance,
            mentions: place
                .mentions
                .iter()
                .map(|mention| PlaceMention { span: text_span(document, mention.span), form: mention.form })
                .collect(),
        })
        .collect()
}

/// The ids of a place: those of the newsroom's file, and its GeoNames id.
fn place_ids(place: &Place) -> BTreeMap<String, String> {
    let mut ids = place.ids.clone();
    if let Some(id) = place.geoname_id {
        ids.entry("geonames".into()).or_insert_with(|| id.to_string());
    }
    ids
}

fn people(document: &Document, findings: &Findings) -> Vec<Person> {
    let numbered = findings.people.iter().enumerate();
    numbered
        .map(|(index, person)| Person {
            id: id('P', index),
            name: person.name.clone(),
            roles: person.roles.clone(),
            ids: person.ids.clone(),
            key: person.key,
            relevance: person.relevance,
            score: score(person.score),
            mentions: person.mentions.iter().map(|&span| text_span(document, span)).collect(),
            statements: person
                .statements
                .iter()
                .map(|statement| {
                    let located = document.locate(statement.span);
                    Statement {
                        field: field(located.section),
                        start: located.start,
                        end: located.end,
                        direct: statement.direct,
                    }
                })
                .collect(),
        })
        .collect()
}

fn organisations(document: &Document, findings: &Findings) -> Vec<Organisation> {
    let numbered = findings.organisations.iter().enumerate();
    numbered
        .map(|(index, organisation)| Organisation {
            id: id('O', index),
            name: organisation.name.clone(),
            ids: organisation.ids.clone(),
            role: organisation.source.then_some(OrganisationRole::Source),
            score: score(organisation.score),
            relevance: organisation.relevance,
            mentions: organisation.mentions.iter().map(|&span| text_span(document, span)).collect(),
        })
        .collect()
}

fn figures(document: &Document, findings: &Findings) -> Vec<Figure> {
    let numbered = findings.figures.iter().enumerate();
    numbered
        .map(|(index, figure)| {
            let located = document.locate(figure.span);
            let sentence = document.locate(document.sentences()[figure.sentence].span);
            Figure {
                id: id('F', index),
                text: document.original(figure.span).to_owned(),
                field: field(located.section),
                start: located.start,
                end: located.end,
                value: figure.value,
                value_max: figure.value_max,
                approximate_words: figure.approximate_words,
                dimension: figure.dimension,
                unit: figure.unit.clone(),
                counted: figure.counted.map(|span| document.slice(span).to_owned()),
                impact: figure.impact,
                qualifier: figure.qualifier,
                withdrawn: figure.withdrawn,
                attribution: figure.attribution.map(|span| document.slice(span).to_owned()),
                speaker: figure.speaker.map(entity),
                as_of: figure.as_of.clone(),
                location: figure.location.map(|index| id('L', index)),
                sentence: Range { start: sentence.start, end: sentence.end },
                key: figure.key,
                same_as: figure.same_as.map(|index| id('F', index)),
                conflicts_with: figure.conflicts_with.iter().map(|&index| id('F', index)).collect(),
            }
        })
        .collect()
}

fn tags(document: &Document, article: &Article, findings: &Findings) -> Vec<Tag> {
    let numbered = findings.tags.iter().enumerate();
    numbered
        .map(|(index, tag)| Tag {
            id: id('T', index),
            kind: tag.kind,
            label: tag.label.clone(),
            code: tag.code.clone(),
            ids: topic_ids(tag),
            path: tag.path.clone(),
            score: score(tag.score),
            relevance: tag.relevance,
            evidence: tag
                .evidence
                .iter()
                .map(|&evidence| match evidence {
                    Evidence::Text(span) => text_span(document, span),
                    Evidence::Hashtag(index) => hashtag_span(article, index),
                })
                .collect(),
            entity: tag.entity.map(entity),
        })
        .collect()
}

/// The Wikidata item of a topic.
fn topic_ids(tag: &super::tags::Tag) -> BTreeMap<String, String> {
    let number =
        tag.code.as_deref().and_then(|code| code.strip_prefix("medtop:")).and_then(|code| code.parse().ok());
    let item = number.and_then(wikidata);
    item.into_iter().map(|item| ("wikidata".to_owned(), item.to_owned())).collect()
}

fn hashtag_span(article: &Article, index: usize) -> TextSpan {
    let text = article.hashtags[index].clone();
    TextSpan {
        field: Field::Hashtags,
        index: Some(index as u32),
        start: 0,
        end: text.chars().count() as u32,
        text,
    }
}

fn text_span(document: &Document, span: Span) -> TextSpan {
    let located = document.locate(span);
    TextSpan {
        field: field(located.section),
        index: None,
        start: located.start,
        end: located.end,
        text: document.original(span).to_owned(),
    }
}

fn field(section: Section) -> Field {
    match section {
        Section::Title => Field::Title,
        Section::Body => Field::Body,
    }
}

fn id(letter: char, index: usize) -> String {
    format!("{letter}{}", index + 1)
}

fn entity(speaker: Speaker) -> String {
    match speaker {
        Speaker::Person(index) => id('P', index),
        Speaker::Organisation(index) => id('O', index),
        Speaker::Place(index) => id('L', index),
    }
}

/// Scores are written with three decimals: more says nothing and makes bytes differ between processors.
fn score(value: f64) -> f64 {
    (value.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}
