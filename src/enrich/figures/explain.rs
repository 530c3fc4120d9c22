//! Why each figure is as it is, and why other numbers are none: for `dateline explain`. Nothing of it runs in
//! [`super::read`].

use crate::document::{Document, Span};
use crate::enrich::figures::draft::Why;
use crate::enrich::figures::figure::{Figure, Surroundings};
use crate::enrich::figures::findings::Findings;
use crate::enrich::figures::key::{self, Weight};
use crate::enrich::figures::{
    Countries, Rejection, drafts, links, location, read_drafts, reader, speaker, when,
};
use crate::enrich::rule::Reason;
use crate::enrich::view::{Tagged, View};

/// The figures of a document with their reasons, and the numbers that are no figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// In the order of the text, as [`super::read`] gives them.
    pub figures: Vec<Explained>,
    /// Numbers that are no figures, each with the rule that decided.
    pub rejections: Vec<Rejection>,
}

/// A figure with the rules that decided it, and the candidates that lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The figure.
    pub figure: Figure,
    /// The rules that decided its fields.
    pub why: Why,
    /// The rule by which its speaker says it.
    pub attribution: Option<Reason>,
    /// The dates that were looked at.
    pub dates: Dates,
    /// The places that were looked at.
    pub places: Places,
    /// The counts that it competes with, each with the rule that says so.
    pub rivals: Vec<(usize, &'static Reason)>,
    /// Its weight as a headline figure; `None` for a number that was told before, or stands in furniture.
    pub weight: Option<Weight>,
}

/// The dates that were looked at for a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Dates {
    /// The figure holds at no particular time, by this rule.
    Timeless(&'static Reason),
    /// The dates of its sentence, each with the rule that excludes it; the nearest of the others is its own.
    Considered(Vec<(Span, Option<&'static Reason>)>),
}

/// The places that were looked at for a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Places {
    /// The figure belongs to no place, by this rule.
    Placeless(&'static Reason),
    /// The places of its sentence.
    Considered(Vec<PlaceConsidered>),
}

/// A place of the sentence of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceConsidered {
    /// The mention.
    pub span: Span,
    /// Index of the place.
    pub place: usize,
    /// The evidence for it, or the rule against it.
    pub verdict: Result<&'static Reason, &'static Reason>,
}

/// Explains the figures of a document: the same work as [`super::read`], with its evidence kept.
pub fn explain(document: &Document, surroundings: Surroundings<'_>) -> Explanation {
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let mentions = speaker::Mentions::new(&surroundings);
    let drafts = drafts(&view, &surroundings, &mentions);
    let calendar = super::calendar(&view, &surroundings);
    let locator = location::Locator::new(&surroundings);
    let (drafts, figures) = read_drafts(&view, &surroundings, &mentions, &locator, drafts);
    let weights = key::weigh(&view, &drafts, &figures);
    let figure = |k: usize| {
        let sentence = view.sentence(drafts[k].sentence);
        let dates = match when::explain(&sentence, &drafts[k], calendar) {
            Ok(considered) => Dates::Considered(considered),
            Err(reason) => Dates::Timeless(reason),
        };
        let places = match location::placeless(&view, &drafts[k]) {
            Some(reason) => Places::Placeless(reason),
            None => Places::Considered(
                locator
                    .considered(&view, &drafts[k])
                    .map(|one| PlaceConsidered {
                        span: one.span,
                        place: one.place,
                        verdict: one.verdict.map(|(_, reason)| reason),
                    })
                    .collect(),
            ),
        };
        let rivals = figures[k].conflicts_with.iter();
        let rivals = rivals.filter_map(|&other| {
            Some((other, links::explain(&view, &drafts, &figures, surroundings.places, k, other)?))
        });
        Explained {
            figure: figures[k].clone(),
            why: drafts[k].why,
            attribution: drafts[k].attribution.map(|act| act.rule),
            dates,
            places,
            rivals: rivals.collect(),
            weight: weights.iter().find(|(_, of)| *of == k).map(|(weight, _)| *weight),
        }
    };
    let explained = (0..figures.len()).map(figure).collect();
    Explanation { figures: explained, rejections: rejections(&view, &surroundings, &mentions) }
}

/// The numbers that are no figures, in the order of the text.
fn rejections(
    view: &View<'_>,
    surroundings: &Surroundings<'_>,
    mentions: &speaker::Mentions,
) -> Vec<Rejection> {
    let mut found = Findings::explained();
    let mut countries = Countries::new(surroundings, mentions);
    for (index, sentence) in view.document.sentences().iter().enumerate() {
        reader::sentence(&view.sentence(index), countries.of(sentence), &mut found);
    }
    found.into_rejections()
}
