//! An enriched article as the scorer reads it.
//!
//! It is read from the output's JSON and not from the program's own types: fields that a version lacks have their default,
//! and those that are unknown are passed over, so that the output of earlier and later versions can be measured.

use anyhow::Result;
use serde::Deserialize;

use crate::article::enriched::{
    Dimension, Field, Form, Impact, OrganisationRole, PlaceForm, PlaceKind, Qualifier, TagKind,
};

/// What an enriched article says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub(super) article: Article,
    pub(super) enrichment: Enrichment,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Article {
    pub(super) id: String,
    pub(super) form: Option<Form>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Enrichment {
    pub(super) tags: Vec<Tag>,
    pub(super) locations: Vec<Location>,
    pub(super) people: Vec<Person>,
    pub(super) organisations: Vec<Organisation>,
    pub(super) key_figures: KeyFigures,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Mention {
    pub(super) field: Field,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: String,
    #[serde(default)]
    pub(super) form: Option<PlaceForm>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Tag {
    pub(super) kind: TagKind,
    pub(super) label: String,
    #[serde(default)]
    pub(super) path: Vec<String>,
    #[serde(default)]
    pub(super) score: f64,
    #[serde(default)]
    pub(super) evidence: Vec<Mention>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Location {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: PlaceKind,
    #[serde(default)]
    pub(super) geoname_id: Option<u32>,
    #[serde(default)]
    pub(super) country_code: Option<String>,
    #[serde(default)]
    pub(super) latitude: Option<f64>,
    #[serde(default)]
    pub(super) longitude: Option<f64>,
    #[serde(default)]
    pub(super) focus: Option<u8>,
    #[serde(default)]
    pub(super) relevance: Option<f64>,
    pub(super) mentions: Vec<Mention>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    #[serde(default)]
    pub(super) key: bool,
    #[serde(default)]
    pub(super) relevance: Option<f64>,
    pub(super) mentions: Vec<Mention>,
    #[serde(default)]
    pub(super) statements: Vec<Statement>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Statement {
    pub(super) field: Field,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) direct: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Organisation {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) role: Option<OrganisationRole>,
    #[serde(default)]
    pub(super) relevance: Option<f64>,
    pub(super) mentions: Vec<Mention>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeyFigures {
    pub(super) summary: String,
    pub(super) figures: Vec<Figure>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Interval {
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Figure {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) field: Field,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) value: Option<f64>,
    pub(super) value_max: Option<f64>,
    pub(super) dimension: Dimension,
    pub(super) unit: Option<String>,
    pub(super) counted: Option<String>,
    pub(super) impact: Option<Impact>,
    pub(super) qualifier: Qualifier,
    pub(super) attribution: Option<String>,
    #[serde(default)]
    pub(super) withdrawn: bool,
    #[serde(default)]
    pub(super) speaker: Option<String>,
    #[serde(default)]
    pub(super) as_of: Option<Interval>,
    #[serde(default)]
    pub(super) location: Option<String>,
    #[serde(default)]
    pub(super) key: bool,
    #[serde(default)]
    pub(super) same_as: Option<String>,
    #[serde(default)]
    pub(super) conflicts_with: Vec<String>,
}

/// A span with the text that it says.
pub(super) struct Span<'a> {
    pub(super) field: Field,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: &'a str,
}

impl Answer {
    /// Reads an enriched article.
    pub fn read(json: &[u8]) -> Result<Self> {
        Ok(serde_json::from_slice(json)?)
    }

    /// The article's id.
    pub fn id(&self) -> &str {
        &self.article.id
    }

    /// All spans into title and body that carry their text.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span<'_>> {
        let found = &self.enrichment;
        let mentions = found.locations.iter().flat_map(|location| &location.mentions);
        let mentions = mentions.chain(found.people.iter().flat_map(|person| &person.mentions));
        let mentions = mentions.chain(found.organisations.iter().flat_map(|one| &one.mentions));
        let mentions = mentions.chain(found.tags.iter().flat_map(|tag| &tag.evidence));
        let mentions = mentions.filter(|mention| mention.field != Field::Hashtags).map(|mention| Span {
            field: mention.field,
            start: mention.start,
            end: mention.end,
            text: &mention.text,
        });
        mentions.chain(found.key_figures.figures.iter().map(|figure| Span {
            field: figure.field,
            start: figure.start,
            end: figure.end,
            text: &figure.text,
        }))
    }
}
