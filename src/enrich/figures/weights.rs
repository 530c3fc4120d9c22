//! The weights of key figures: by how much one figure is likelier than another to be the number of the headline.
//!
//! They were read off a logistic fit to half of the articles of `NumHG` (docs/EVALUATION.md, a fit outside this repository),
//! rounded, and corrected by hand where that corpus is narrow: its stories are short, mostly from America, and hardly any is
//! about sport. Measured by `key` of `dateline evaluate tests/gold/dev`.

use crate::article::enriched::{Dimension, Impact, Qualifier};
use crate::enrich::figures::draft::Kind;

/// A figure that is this much less newsworthy than the first is background. Chosen.
pub(super) const BEHIND: f64 = 2.25;

/// A number in brackets.
pub(super) const IN_BRACKETS: f64 = -0.8;
/// A word of change right before the number: `rose to 12`.
pub(super) const BEHIND_CHANGE: f64 = 0.4;
/// Somebody says the number.
pub(super) const ATTRIBUTED: f64 = 0.3;
/// A small number in words.
pub(super) const SMALL: f64 = -0.6;
/// A number without unit or noun.
pub(super) const WITHOUT_UNIT: f64 = -0.15;
/// A year stands in the same sentence: the history of it.
pub(super) const BESIDE_YEAR: f64 = -0.4;
/// The number is what the news is compared with: `from 12`. Chosen.
pub(super) const COMPARED: f64 = -1.5;
/// A later count has superseded the number. Chosen: never above its successor.
pub(super) const SUPERSEDED: f64 = -3.0;

/// The number stands in the title.
pub(super) const IN_TITLE: f64 = 2.6;
/// For each figure before it in its sentence.
pub(super) const PER_FIGURE_BEFORE: f64 = -0.4;
/// For each time that the text repeats it.
pub(super) const PER_REPEAT: f64 = 0.55;

/// By the kind of the number.
pub(super) fn of_kind(kind: Kind) -> f64 {
    match kind {
        Kind::Plain => 0.0,
        Kind::Age => -3.0,
        Kind::Weak => -1.2,
    }
}

/// By what it measures.
pub(super) fn of_measure(impact: Option<Impact>, dimension: Dimension) -> f64 {
    match (impact, dimension) {
        (Some(Impact::Missing), _) => 1.1,
        (Some(Impact::Killed), _) => 0.9,
        (Some(Impact::Detained | Impact::Displaced), _) => 0.5,
        (Some(Impact::Injured), _) | (None, Dimension::Temperature) => 0.2,
        (Some(Impact::Affected), _) => 0.1,
        (None, Dimension::Money) => 0.65,
        (None, Dimension::Other) => 0.6,
        (None, Dimension::Score | Dimension::Energy | Dimension::Speed) => 0.3,
        (None, Dimension::Percent | Dimension::Mass) => 0.0,
        (None, Dimension::Count) => -0.1,
        (None, Dimension::Length) => -0.8,
        (None, Dimension::Volume) => -0.2,
        (None, Dimension::Area | Dimension::Duration) => -0.4,
        (None, Dimension::Rate) => -1.0,
    }
}

/// By its size.
pub(super) fn of_size(value: Option<f64>) -> f64 {
    match value {
        None => -2.2,
        Some(value) if value.abs() <= 1.0 => -1.0,
        Some(value) => 0.1 * value.abs().log10().min(9.0),
    }
}

/// By the word that qualifies it.
pub(super) fn of_qualifier(qualifier: Qualifier) -> f64 {
    match qualifier {
        Qualifier::AtLeast => 0.4,
        Qualifier::MoreThan => 0.1,
        Qualifier::About => -0.2,
        Qualifier::Range => -0.3,
        _ => 0.0,
    }
}

/// By the number of sentences between the lead and its own: the lead tells the news.
pub(super) fn of_sentence(behind_lead: usize) -> f64 {
    match behind_lead {
        0 => 2.4,
        1 => 0.8,
        2 => 0.0,
        3 => -0.8,
        4 | 5 => -1.3,
        6..=9 => -1.6,
        _ => -2.2,
    }
}
