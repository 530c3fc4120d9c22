//! A guard: the score of each measure with the margin by which it may fall.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::measure::Measure;
use super::report::Report;

/// The margin of a new measure is that of so many records,
const RECORDS: f64 = 2.0;
/// and at least so many points.
const LEAST: f64 = 0.5;

const HEADER: &str = "\
# The scores of `dateline evaluate` on this folder, each with the margin in points by which it may fall.
# `dateline evaluate FOLDER --guard FILE` fails where one has fallen by more; `--record FILE` writes the scores anew and
# keeps the margins. A change that lowers a score says so in its commit.

";

/// The score that a measure had, and how far it may fall.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// In percent.
    pub score: f64,
    /// In points.
    pub margin: f64,
}

/// The limits of all measures, by name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Guard(BTreeMap<String, Limit>);

impl Guard {
    /// Reads the text of a guard.
    pub fn read(text: &str) -> Result<Self> {
        toml::from_str(text).context("not a guard")
    }

    /// A line for each measure that has fallen by more than its margin, or that the guard does not know.
    pub fn complaints(&self, report: &Report) -> Vec<String> {
        let mut complaints = Vec::new();
        for &measure in Measure::ALL {
            let (name, now) = (measure.name(), report.score(measure));
            match (self.0.get(name), now) {
                (Some(limit), now) => {
                    let now = now.unwrap_or(0.0);
                    // Scores are written with two digits.
                    if now < limit.score - limit.margin - 0.005 {
                        complaints.push(format!(
                            "{name} fell from {:.2} to {now:.2}, by more than its margin of {}",
                            limit.score, limit.margin
                        ));
                    }
                }
                (None, Some(now)) => complaints.push(format!("{name} ({now:.2}) is not in the guard")),
                (None, None) => {}
            }
        }
        let unknown = self.0.keys().filter(|name| Measure::by_name(name).is_none());
        complaints.extend(unknown.map(|name| format!("{name} is no field")));
        complaints
    }

    /// The text of a guard with the scores of a report and the margins of this one.
    pub fn record(&self, report: &Report) -> String {
        let mut out = HEADER.to_owned();
        for &measure in Measure::ALL {
            let Some(score) = report.score(measure) else { continue };
            let tally = report.tally(measure);
            let of_records = 100.0 * RECORDS / f64::from(tally.gold.max(1));
            let new = (of_records.max(LEAST) * 10.0).ceil() / 10.0;
            let margin = self.0.get(measure.name()).map_or(new, |limit| limit.margin);
            writeln!(out, "\"{}\" = {{ score = {score:.2}, margin = {margin:.1} }}", measure.name())
                .expect("writing to a string does not fail");
        }
        out
    }
}
