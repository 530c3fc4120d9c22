//! Which figures an editor would put on top.
//!
//! The weights say by how much one figure is likelier than another to be the number of the headline. They were read
//! off a fit to half of the articles of `NumHG` (docs/EVALUATION.md), rounded, and corrected where that corpus is
//! narrow: its stories are short, mostly from America, and hardly any is about sport.

use crate::article::enriched::{Dimension, Impact, Qualifier};
use crate::document::Section;
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::figures::figure::Figure;
use crate::enrich::figures::reject::looks_like_year;
use crate::enrich::view::View;
use crate::lexicon::CHANGE;

/// At most this many are marked.
const MOST: usize = 3;
/// A figure that is this much less newsworthy than the first is background.
const BEHIND: f64 = 2.25;

/// The parts of the weight by which a figure may be a headline figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// By what it measures, and how much of it.
    pub meaning: f64,
    /// By the words around it.
    pub wording: f64,
    /// By its place in the text and in its sentence.
    pub position: f64,
    /// By how often it is told.
    pub repeats: f64,
}

impl Weight {
    /// The weight; one is `exp` of the difference times as likely to be the headline figure as another.
    pub fn sum(&self) -> f64 {
        self.meaning + self.wording + self.position + self.repeats
    }
}

/// Marks the key figures.
pub(super) fn set(view: &View<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    let weighed = weigh(view, drafts, figures);
    let best = weighed.first().map_or(0.0, |first| first.0.sum());
    for (weight, k) in weighed.iter().take(MOST) {
        figures[*k].key = weight.sum() >= best - BEHIND;
    }
}

/// The first tellings with their weights, the heaviest first.
pub(super) fn weigh(view: &View<'_>, drafts: &[Draft], figures: &[Figure]) -> Vec<(Weight, usize)> {
    let sentences = view.document.sentences();
    let lead = sentences.iter().position(|sentence| sentence.section == Section::Body).unwrap_or(0);
    let mut told = vec![0_usize; figures.len()];
    for first in figures.iter().filter_map(|figure| figure.same_as) {
        told[first] += 1;
    }
    let mut weighed: Vec<(Weight, usize)> = Vec::new();
    // The sentence of the figure before, and how many figures it has so far.
    let mut before = (usize::MAX, 0_usize);
    // First tellings that were told again so far.
    let mut retold = vec![false; figures.len()];
    for k in 0..figures.len() {
        // The numbers of a correction note or a table are not the news, nor do they tell it first.
        let furniture = |k: usize| view.document.furniture_at(figures[k].span).is_some();
        let told_before = figures[k].same_as.is_some_and(|first| {
            let again = std::mem::replace(&mut retold[first], true);
            again || !furniture(first)
        });
        if told_before || furniture(k) || figures[k].withdrawn {
            continue;
        }
        before =
            if before.0 == figures[k].sentence { (before.0, before.1 + 1) } else { (figures[k].sentence, 0) };
        let weight = Weight {
            meaning: meaning(&drafts[k], &figures[k]),
            wording: wording(view, &drafts[k], &figures[k]),
            position: place(view, &figures[k], lead) - 0.4 * before.1.min(4) as f64,
            repeats: 0.55 * told[k].min(3) as f64,
        };
        weighed.push((weight, k));
    }
    weighed.sort_by(|a, b| b.0.sum().total_cmp(&a.0.sum()).then(a.1.cmp(&b.1)));
    weighed
}

/// By what the number measures, and how much of it.
fn meaning(draft: &Draft, figure: &Figure) -> f64 {
    let kind = match draft.kind {
        Kind::Plain => 0.0,
        Kind::Age => -3.0,
        Kind::Ago => -1.2,
        Kind::Weak => -0.6,
    };
    let measured = match (figure.impact, figure.dimension) {
        (Some(Impact::Missing), _) => 1.1,
        (Some(Impact::Killed), _) => 0.9,
        (Some(Impact::Detained | Impact::Displaced), _) => 0.5,
        (Some(Impact::Injured), _) | (None, Dimension::Temperature) => 0.2,
        (Some(Impact::Affected), _) => 0.1,
        (None, Dimension::Money) => 0.65,
        (None, Dimension::Other) => 0.6,
        (None, Dimension::Score | Dimension::Energy | Dimension::Speed) => 0.3,
        (None, Dimension::Percent | Dimension::Mass) => 0.0,
        (None, Dimension::Count | Dimension::Length) => -0.1,
        (None, Dimension::Volume) => -0.2,
        (None, Dimension::Area | Dimension::Duration) => -0.4,
        (None, Dimension::Rate) => -1.0,
    };
    let size = match figure.value {
        None => -2.2,
        Some(value) if value.abs() <= 1.0 => -1.0,
        Some(value) => 0.1 * value.abs().log10().min(9.0),
    };
    kind + measured + size
}

/// By the words around it.
fn wording(view: &View<'_>, draft: &Draft, figure: &Figure) -> f64 {
    let sentence = view.sentence(figure.sentence);
    let mut score = match figure.qualifier {
        Qualifier::AtLeast => 0.4,
        Qualifier::MoreThan => 0.1,
        Qualifier::About => -0.2,
        Qualifier::Range => -0.3,
        _ => 0.0,
    };
    if sentence.text(draft.first.wrapping_sub(1)) == "(" {
        score -= 0.8;
    }
    if (draft.first.saturating_sub(3)..draft.first).any(|i| sentence.has(i, CHANGE)) {
        score += 0.4;
    }
    if figure.attribution.is_some() {
        score += 0.3;
    }
    if draft.small {
        score -= 0.6;
    }
    if draft.bare {
        score -= 0.15;
    }
    // The history of it.
    let around = sentence.around(draft.first);
    let dated =
        (around.start..around.end).any(|i| sentence.is_number(i) && looks_like_year(sentence.text(i)));
    if dated {
        score -= 0.4;
    }
    score
}

/// By its place in the text: the lead tells the news.
fn place(view: &View<'_>, figure: &Figure, lead: usize) -> f64 {
    if view.document.section(figure.span) == Section::Title {
        return 2.6;
    }
    match figure.sentence.saturating_sub(lead) {
        0 => 2.4,
        1 => 0.8,
        2 => 0.0,
        3 => -0.8,
        4 | 5 => -1.3,
        6..=9 => -1.6,
        _ => -2.2,
    }
}
