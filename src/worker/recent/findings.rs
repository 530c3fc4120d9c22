//! What was found in an article, as far as a row of the console shows it.

use jiff::Timestamp;

use crate::article::EnrichedArticle;
use crate::article::enriched::{Figure, Form, Impact};
use crate::article::input::redact;
use crate::worker::outcome::clip;
use crate::worker::routing::Routes;
use crate::worker::source_name;

/// Bytes of a title in a row.
const TITLE: usize = 240;
/// Bytes of a headline figure in a row.
const FIGURE: usize = 80;
/// Bytes of the name of a place.
const NAME: usize = 64;
/// Places of an article on the map.
const DOTS: usize = 3;

/// The kinds of impact, in the order of [`Findings::impacts`].
pub const IMPACTS: [(&str, Impact); 6] = [
    ("killed", Impact::Killed),
    ("injured", Impact::Injured),
    ("missing", Impact::Missing),
    ("displaced", Impact::Displaced),
    ("detained", Impact::Detained),
    ("affected", Impact::Affected),
];

/// The findings in an article.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The article's id; its digest where the id may be text.
    pub id: String,
    /// Who published it.
    pub source: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// ISO 3166-1 of the focus countries.
    pub countries: Vec<String>,
    /// Slugs of the top-level topics.
    pub topics: Vec<&'static str>,
    /// The form of the item.
    pub form: Option<&'static str>,
    /// The places that the article is about.
    pub places: Vec<Dot>,
    /// The number of figures.
    pub figures: usize,
    /// The largest number of people for each of the [`IMPACTS`].
    pub impacts: [Option<f64>; IMPACTS.len()],
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The beginning of its text; `None` where no text is kept.
    pub title: Option<String>,
    /// The headline figure; `None` where no text is kept.
    pub figure: Option<String>,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Its name in the gazetteer.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Findings {
    /// Reads them off an enriched article; title and headline figure only `with_text`.
    pub(crate) fn of(article: &EnrichedArticle, routes: &Routes, with_text: bool) -> Self {
        let (raw, enrichment) = (&article.article, &article.enrichment);
        let figures = &enrichment.key_figures.figures;
        let headline = figures.iter().find(|figure| figure.key && figure.same_as.is_none());
        let title = || raw.title.as_deref().unwrap_or_else(|| raw.body.lines().next().unwrap_or_default());
        Self {
            id: redact::id(&raw.id).into_owned(),
            source: raw.source.as_deref().map(source_name::of).filter(|name| !name.is_empty()),
            language: enrichment.language.code.clone(),
            countries: routes.countries.clone(),
            topics: routes.topics.clone(),
            form: raw.form.map(Form::name),
            places: dots(article),
            figures: figures.len(),
            impacts: IMPACTS.map(|(_, impact)| largest(figures, impact)),
            published: raw.published_at.as_deref().and_then(|time| time.parse().ok()),
            title: with_text.then(|| clip(title(), TITLE).to_owned()),
            figure: headline.filter(|_| with_text).map(|figure| clip(&figure.text, FIGURE).to_owned()),
        }
    }
}

fn largest(figures: &[Figure], impact: Impact) -> Option<f64> {
    let counted = figures.iter().filter(|figure| figure.impact == Some(impact) && !figure.withdrawn);
    counted.filter_map(|figure| figure.value_max.or(figure.value)).reduce(f64::max)
}

fn dots(article: &EnrichedArticle) -> Vec<Dot> {
    let mut places: Vec<_> =
        article.enrichment.locations.iter().filter(|place| place.focus.is_some()).collect();
    places.sort_by_key(|place| place.focus);
    let dots = places.into_iter().filter_map(|place| {
        Some(Dot {
            name: clip(&place.name, NAME).to_owned(),
            country: place.country_code.clone(),
            latitude: place.latitude?,
            longitude: place.longitude?,
        })
    });
    dots.take(DOTS).collect()
}
