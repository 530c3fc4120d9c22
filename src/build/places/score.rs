//! How good the weights are on articles that did not train them.

use super::{Article, Weights, calibrate, kilometres};
use crate::resources::Resources;

/// Whole kilometres within which a place counts as found.
const NEAR: f64 = 161.0;
/// Rows of the calibration's table.
const BANDS: usize = 10;

/// Counts over articles.
#[derive(Debug, Default)]
pub(super) struct Report {
    found: u32,
    annotated: u32,
    right: u32,
    /// Annotated places with a point, those of them that are found and located, and those that lie near.
    with_point: u32,
    located: u32,
    near: u32,
    /// Those whose GeoNames id is annotated, and those in which it is the same.
    with_id: u32,
    same_id: u32,
    bands: [(u32, f64, u32); BANDS],
}

impl Report {
    pub(super) fn add(&mut self, article: &Article, weights: &Weights, resources: &'static Resources) {
        self.annotated += article.places.len() as u32;
        self.with_point += article.places.iter().filter(|(_, point, _)| point.is_some()).count() as u32;
        for found in calibrate::find(article, weights, resources) {
            let annotated = article.annotated(found.span);
            if annotated.is_none() && article.is_neutral(found.span) {
                continue;
            }
            self.found += 1;
            self.right += u32::from(annotated.is_some());
            let mut good = annotated.is_some();
            if let (Some((_, Some(point), id)), Some(other)) = (annotated, found.point) {
                good = if article.exact {
                    *id == Some(found.geoname_id)
                } else {
                    kilometres(*point, other) <= NEAR
                };
                self.located += 1;
                self.near += u32::from(good);
                if let Some((_, _, Some(id))) = annotated {
                    self.with_id += 1;
                    self.same_id += u32::from(*id == found.geoname_id);
                }
            } else if matches!(annotated, Some((_, None, _))) {
                continue;
            }
            let score = found.score(&weights.calibrate);
            let band = &mut self.bands[((score * BANDS as f64) as usize).min(BANDS - 1)];
            *band = (band.0 + 1, band.1 + score, band.2 + u32::from(good));
        }
    }

    pub(super) fn merge(&mut self, other: &Report) {
        for (band, other) in self.bands.iter_mut().zip(&other.bands) {
            *band = (band.0 + other.0, band.1 + other.1, band.2 + other.2);
        }
    }

    pub(super) fn line(&self) -> String {
        let share = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.annotated));
        format!(
            "precision {precision:.1} recall {recall:.1} F1 {:.1}; within 161 km: {:.1} of all, {:.1} of what is recognised; same id {:.1}",
            2.0 * precision * recall / (precision + recall).max(1e-9),
            share(self.near, self.with_point),
            share(self.near, self.located),
            share(self.same_id, self.with_id),
        )
    }

    /// The calibration: mentions, mean score and share that is right for each tenth of the score.
    pub(super) fn bands(&self) -> impl Iterator<Item = String> {
        self.bands.iter().enumerate().rev().filter(|(_, band)| band.0 > 0).map(
            |(tenth, &(count, sum, right))| {
                let of = f64::from(count);
                format!(
                    "from {:.1}: {count} mentions, mean {:.2}, right {:.2}",
                    tenth as f64 / 10.0,
                    sum / of,
                    f64::from(right) / of
                )
            },
        )
    }
}
