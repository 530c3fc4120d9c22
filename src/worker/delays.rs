//! The delays that a newsroom notices: the age of an article when it is done with, and the time that its message waited
//! before. By source and outcome; the number of sources is bounded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::outcome::Fate;
use super::source_name::{self, OTHER};
use crate::article::Article;

/// Upper bounds of the buckets, in seconds: from the resolution of an AMQP timestamp to a day.
pub const BOUNDS: [f64; 14] =
    [1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 10_800.0, 21_600.0, 86_400.0];

/// Sources that are told apart, the first that come; each has up to four outcomes in two histograms of 17 series.
const SOURCES: usize = 20;
/// The label of messages that name no source, or that could not be read.
const UNKNOWN: &str = "unknown";

/// Source and time of an article; empty for a message that could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    source: Option<String>,
    pub(crate) published: Option<Timestamp>,
}

impl Provenance {
    /// Reads it off an article. A time without a zone of its own may be wrong by hours, and a date without a time by a day:
    /// neither counts.
    pub(crate) fn of(article: &Article) -> Self {
        let is_exact = article.published_at_zone.as_deref() == Some("given");
        let published = article.published_at.as_deref().filter(|_| is_exact);
        Self {
            source: article.source.as_deref().map(source_name::of),
            published: published.and_then(|time| time.parse().ok()),
        }
    }
}

/// A delay that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// From the publication of an article until what replaces its message is confirmed.
    Age,
    /// From the AMQP timestamp of a message until it is taken.
    Wait,
}

/// The delays of one source with one outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Durations {
    /// Those in each bucket, and last those above every bound.
    pub counts: [u64; BOUNDS.len() + 1],
    /// All together, in seconds.
    pub sum: f64,
}

/// A source and an outcome with their delays.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The source.
    pub source: String,
    /// The outcome.
    pub fate: Fate,
    /// The delays.
    pub durations: Durations,
}

/// The delays of all messages.
#[derive(Debug, Default)]
pub struct Delays(Mutex<State>);

type Rows = BTreeMap<String, BTreeMap<Fate, Durations>>;

#[derive(Debug, Default)]
struct State {
    sources: BTreeSet<String>,
    age: Rows,
    wait: Rows,
}

impl Delays {
    /// Counts a message that is done with; what is not known is not counted.
    pub(crate) fn observe(
        &self,
        provenance: &Provenance,
        fate: Fate,
        age: Option<Duration>,
        wait: Option<Duration>,
    ) {
        if age.is_none() && wait.is_none() {
            return;
        }
        let state = &mut *self.state();
        let source = state.label(provenance.source.as_deref());
        for (rows, delay) in [(&mut state.age, age), (&mut state.wait, wait)] {
            let Some(delay) = delay else { continue };
            let fates = match rows.get_mut(&source) {
                Some(fates) => fates,
                None => rows.entry(source.clone()).or_default(),
            };
            let durations = fates.entry(fate).or_default();
            let seconds = delay.as_secs_f64();
            durations.counts[BOUNDS.partition_point(|&bound| bound < seconds)] += 1;
            durations.sum += seconds;
        }
    }

    /// The present counts, by source and outcome.
    pub fn rows(&self, delay: Delay) -> Vec<Row> {
        let state = self.state();
        let rows = match delay {
            Delay::Age => &state.age,
            Delay::Wait => &state.wait,
        };
        let row = |source: &String, (&fate, durations): (&Fate, &Durations)| Row {
            source: source.clone(),
            fate,
            durations: durations.clone(),
        };
        rows.iter().flat_map(|(source, fates)| fates.iter().map(move |found| row(source, found))).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn label(&mut self, source: Option<&str>) -> String {
        let Some(source) = source.filter(|name| !name.is_empty()) else { return UNKNOWN.to_owned() };
        if !self.sources.contains(source) {
            if self.sources.len() >= SOURCES {
                return OTHER.to_owned();
            }
            self.sources.insert(source.to_owned());
        }
        source.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(source: &str) -> Provenance {
        Provenance { source: Some(source_name::of(source)), published: None }
    }

    #[test]
    fn only_so_many_sources_are_told_apart() {
        let delays = Delays::default();
        for number in 0..3 * SOURCES {
            let age = Some(Duration::from_secs(3));
            delays.observe(&from(&format!("source {number}")), Fate::Enriched, age, None);
        }
        delays.observe(&from("source 1"), Fate::Dead, Some(Duration::from_hours(30)), Some(Duration::ZERO));
        delays.observe(&Provenance::default(), Fate::Dead, None, Some(Duration::from_secs(1)));
        let ages = delays.rows(Delay::Age);
        assert_eq!(ages.len(), SOURCES + 2);
        let row = |source: &str, fate| {
            ages.iter().find(|row| row.source == source && row.fate == fate).map(|row| &row.durations)
        };
        assert_eq!(row(OTHER, Fate::Enriched).map(|found| found.counts[2]), Some(2 * SOURCES as u64));
        assert_eq!(row("source 1", Fate::Dead).map(|found| found.counts[BOUNDS.len()]), Some(1));
        assert_eq!(row(UNKNOWN, Fate::Dead), None, "an unknown age is not counted");
        let waits = delays.rows(Delay::Wait);
        let names: Vec<(&str, u64)> =
            waits.iter().map(|row| (row.source.as_str(), row.durations.counts[0])).collect();
        assert_eq!(names, [("source 1", 1), (UNKNOWN, 1)]);
    }

    #[test]
    fn a_time_without_its_zone_makes_no_age() {
        let article = |zone: &str| Article {
            published_at: Some("2026-05-02T10:00:00Z".into()),
            published_at_zone: Some(zone.into()),
            ..Article::default()
        };
        assert!(Provenance::of(&article("given")).published.is_some());
        assert_eq!(Provenance::of(&article("assumed")).published, None);
    }
}
