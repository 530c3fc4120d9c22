//! Key figures: the numbers that measure the story.
//!
//! A document is read sentence by sentence. `reader` finds numbers with their units and the things they
//! count, and drops what measures nothing (`exclude`); the rest says what the sentence tells about them, each in a
//! file of its own; links and the selection of key figures look at all figures together. docs/FIGURES.md defines what
//! a figure is.

#![expect(
    clippy::nonminimal_bool,
    clippy::float_cmp,
    reason = "rules read as they are thought; small whole numbers are exact"
)]

mod age;
mod alone;
mod attribution;
mod bare_units;
mod borrow;
mod counted;
mod digits;
mod displacement;
mod draft;
mod exclude;
mod findings;
mod impact;
mod key;
mod links;
mod money;
mod noun;
mod number;
mod place;
mod qualifier;
mod ratio;
mod reader;
mod revision;
mod score;
mod select;
mod things;
mod toll;
mod unit;
mod view;
mod when;
mod words;

use draft::Draft;
pub use draft::Why;
use findings::Findings;
pub use findings::Rejection;
use view::{Tagged, View};

use crate::article::enriched::{Dimension, Impact, Interval, Qualifier};
use crate::document::furniture::Use;
use crate::document::{Document, Span};
use crate::enrich::names::{Organisation, Person};
use crate::enrich::places::Place;
use crate::lexicon;

/// A number that measures the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with its unit or the thing counted.
    pub span: Span,
    /// The number, scaled.
    pub value: Option<f64>,
    /// Upper end of a range, or the second number of a score.
    pub value_max: Option<f64>,
    /// True if the number is only hinted at.
    pub approximate_words: bool,
    /// A correction takes it back.
    pub withdrawn: bool,
    /// What it measures.
    pub dimension: Dimension,
    /// See `eval/FIGURES.md` in docs/CONTRACT.md's terms.
    pub unit: Option<String>,
    /// The noun phrase counted.
    pub counted: Option<Span>,
    /// What happened to the people counted.
    pub impact: Option<Impact>,
    /// How exact it is meant.
    pub qualifier: Qualifier,
    /// Who says so.
    pub attribution: Option<Span>,
    /// Who that is.
    pub speaker: Option<Speaker>,
    /// When it held.
    pub as_of: Option<Interval>,
    /// Index of the place that it belongs to.
    pub location: Option<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// True if an editor would put it on top.
    pub key: bool,
    /// Index of the first telling.
    pub same_as: Option<usize>,
    /// Indices of competing counts.
    pub conflicts_with: Vec<usize>,
}

/// Who says a figure: an index into the people, organisations or places of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Speaker {
    Person(usize),
    Organisation(usize),
    Place(usize),
}

/// What the reader of figures may look at besides the text.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The people of the article.
    pub people: &'a [Person],
    /// Its organisations.
    pub organisations: &'a [Organisation],
    /// Its places.
    pub places: &'a [Place],
    /// `article.published_at`, RFC 3339.
    pub published_at: Option<&'a str>,
}

/// Reads the figures of a document, in the order of the text.
pub fn read(document: &Document, surroundings: Surroundings<'_>) -> Vec<Figure> {
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let mut drafts = drafts(&view, &surroundings);
    attribution::set(&view, surroundings.people, &mut drafts);
    let mentions = place::Mentions::new(&surroundings);
    let mut figures: Vec<Figure> = drafts.iter().map(|draft| figure(&view, draft, &mentions)).collect();
    links::set(&view, &drafts, &mut figures);
    key::set(&view, &drafts, &mut figures);
    figures
}

/// The numbers of a document that are no figures, each with the rule that decided, in the order of the text.
pub fn explain(document: &Document, surroundings: &Surroundings<'_>) -> Vec<Rejection> {
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let mut found = Findings::explained();
    for index in 0..document.sentences().len() {
        reader::sentence(&view.sentence(index), focus(surroundings), &mut found);
    }
    found.into_rejections()
}

/// The drafts of all sentences, with what their own sentence says about them.
fn drafts(view: &View<'_>, surroundings: &Surroundings<'_>) -> Vec<Draft> {
    let country = focus(surroundings);
    let published = surroundings.published_at.and_then(when::Published::parse);
    let mut story = None;
    let mut currency = money::dollar(country);
    let mut all: Vec<Draft> = Vec::new();
    let mut found = Findings::default();
    for index in 0..view.document.sentences().len() {
        let sentence = view.sentence(index);
        reader::sentence(&sentence, country, &mut found);
        let drafts = &mut found.drafts;
        // A date in a dateline, a rate of exchange or a count of words is no figure of the story.
        drafts.retain(|draft| {
            view.document.furniture_at(draft.span).is_none_or(|kind| kind.serves(Use::Figures))
        });
        if drafts.is_empty() {
            continue;
        }
        qualifier::set(&sentence, drafts);
        counted::share(&sentence, drafts);
        counted::sums(&sentence, drafts, &mut currency);
        bare_units::set(&sentence, drafts);
        borrow::set(&sentence, drafts);
        counted::levels(&sentence, drafts);
        let story = *story.get_or_insert_with(|| impact::Story::new(view));
        impact::set(&sentence, drafts, story);
        select::prune(&sentence, drafts);
        counted::set(&sentence, drafts);
        revision::set(&sentence, drafts);
        when::set(&sentence, drafts, published);
        for mut draft in drafts.drain(..) {
            draft.sentence = index;
            all.push(draft);
        }
    }
    all
}

/// The country that the article is about most.
fn focus(surroundings: &Surroundings<'_>) -> money::Country {
    let first = surroundings.places.iter().find(|place| place.focus == Some(1))?;
    first.country_code.as_deref()?.as_bytes().try_into().ok()
}

fn figure(view: &View<'_>, draft: &Draft, mentions: &place::Mentions) -> Figure {
    Figure {
        span: draft.span,
        value: draft.value,
        value_max: draft.value_max,
        approximate_words: draft.hint,
        withdrawn: draft.standing == revision::Standing::Withdrawn,
        dimension: draft.dimension,
        unit: counted::unit(view, draft),
        counted: draft.counted,
        impact: draft.impact,
        qualifier: draft.qualifier.unwrap_or(Qualifier::Exact),
        attribution: draft.attribution,
        speaker: draft.attribution.and_then(|words| mentions.speaker(words)),
        as_of: draft.as_of.clone(),
        location: mentions.location(view, draft),
        sentence: draft.sentence,
        key: false,
        same_as: None,
        conflicts_with: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
