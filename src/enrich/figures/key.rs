//! Which figures an editor would put on top.

use super::Figure;
use super::draft::{Draft, Kind};
use super::lexicon::CHANGE;
use super::view::View;
use crate::article::enriched::{Dimension, Impact, Qualifier};
use crate::document::Section;

/// At most this many are marked.
const MOST: usize = 3;

/// Marks the key figures: the most newsworthy by impact, place in the text, size and repetition.
pub(super) fn set(view: &View<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    let mut scored: Vec<(f64, usize)> = Vec::new();
    for k in 0..figures.len() {
        if figures[k].same_as.is_none() {
            let told = figures[k + 1..].iter().filter(|other| other.same_as == Some(k)).count();
            scored.push((newsworthiness(view, &drafts[k], &figures[k], told), k));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = scored.first().map_or(0.0, |first| first.0);
    for (rank, &(score, k)) in scored.iter().take(MOST).enumerate() {
        if rank == 0 || score > 0.0 && score >= best - 3.0 {
            figures[k].key = true;
        }
    }
}

fn newsworthiness(view: &View<'_>, draft: &Draft, figure: &Figure, told: usize) -> f64 {
    let mut score: f64 = match figure.impact {
        Some(Impact::Killed) => 3.0,
        Some(Impact::Displaced | Impact::Missing) => 2.5,
        Some(Impact::Injured) => 2.2,
        Some(Impact::Detained | Impact::Affected) => 2.0,
        None => match figure.dimension {
            Dimension::Money => 1.6,
            Dimension::Percent => 1.2,
            Dimension::Score => 1.4,
            Dimension::Count if figure.unit.as_deref() == Some("person") => 1.3,
            Dimension::Count => 1.0,
            Dimension::Duration => 0.6,
            Dimension::Rate => 0.2,
            _ => 0.9,
        },
    };
    score += match draft.kind {
        Kind::Plain => 0.0,
        Kind::Age => -4.0,
        Kind::Ago => -2.0,
        Kind::Weak => -1.2,
    };
    // The lead tells the news.
    let sentence = figure.sentence;
    let titled = view.document.section(figure.span) == Section::Title;
    score += if titled { 2.0 } else { (1.8 - 0.25 * sentence as f64).max(-0.6) };
    if figure.value.is_none() {
        score -= 0.8;
    } else if let Some(value) = figure.value {
        score += (value.abs().max(1.0).log10() * 0.12).min(1.0);
        if figure.dimension == Dimension::Count && value < 3.0 && figure.impact.is_none() {
            score -= 0.6;
        }
    }
    score += (told as f64 * 0.4).min(0.8);
    if figure.qualifier == Qualifier::MoreThan || figure.qualifier == Qualifier::AtLeast {
        score += 0.1;
    }
    let at = view.sentence(sentence);
    if (at.start..at.end).any(|i| at.is_number(i) && super::exclude::looks_like_year(at.text(i)))
        && figure.as_of.is_none()
    {
        score -= 0.4;
    }
    if at.text(draft.first.wrapping_sub(1)) == "(" {
        score -= 0.5;
    }
    if (draft.first.saturating_sub(3)..draft.first).any(|i| at.has(i, CHANGE)) {
        score += 0.2;
    }
    score
}
