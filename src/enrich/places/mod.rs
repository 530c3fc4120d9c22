//! Places: toponyms found and resolved.

use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::{Document, Span};
use crate::enrich::names::Mention;
use crate::resources::Resources;

/// A place of the gazetteer (or a mention that no gazetteer has), with its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The gazetteer's name; the mention where no gazetteer has one.
    pub name: String,
    /// What kind.
    pub kind: PlaceKind,
    /// GeoNames id.
    pub geoname_id: Option<u32>,
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

/// Finds the places of a document, in the order of their first mention.
pub fn find(_document: &Document, _mentions: &[Mention], _resources: &Resources) -> Vec<Place> {
    Vec::new()
}
