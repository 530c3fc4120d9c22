//! The messages that were settled last, for the console: rows, sources, places, ages. Everything in here is bounded, and
//! nothing is kept until the console [opens](Recent::open) it.
//!
//! It asks for the time of day, for the age of articles and the time of a row. Nothing waits for it.

pub mod findings;
mod places;
pub mod row;
pub mod sources;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use self::findings::{Dot, Findings};
use self::places::Places;
use self::row::{Kept, Row};
use self::sources::{Source, Sources};
use super::clock;
use super::outcome::{Fate, Outcome};
use super::source_name;
use super::transport::{Delivery, Outgoing};

/// Rows that are kept.
const ROWS: usize = 2000;
/// Bytes of the messages that are kept with their rows.
const BYTES: usize = 24 * 1024 * 1024;
/// A larger message is not kept: it would displace hundreds of others.
const LARGEST: usize = 6 * 1024 * 1024;
/// Latest ages that are kept.
const AGES: usize = 1024;
/// An age older than this says nothing about the present.
const AGE_WINDOW: Duration = Duration::from_mins(10);
/// The source of messages that name none.
const UNKNOWN: &str = "(unknown)";

/// The messages that were settled last.
#[derive(Debug, Default)]
pub struct Recent(OnceLock<Open>);

#[derive(Debug)]
struct Open {
    /// True if rows show titles and keep their messages.
    with_text: bool,
    begun: Instant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rows: VecDeque<Arc<Row>>,
    /// Bytes of the messages that are kept.
    bytes: usize,
    /// Numbers that were given.
    numbers: u64,
    sources: Sources,
    places: Places,
    ages: VecDeque<(Instant, f64)>,
}

/// A message that is settled now.
pub(crate) struct Settled<'a> {
    pub(crate) outcome: &'a Outcome,
    pub(crate) findings: Option<Arc<Findings>>,
    pub(crate) delivery: Arc<dyn Delivery>,
    pub(crate) outgoing: Arc<dyn Outgoing>,
    pub(crate) took: Duration,
    pub(crate) in_hand: Duration,
}

/// The ages of the articles of the last minutes, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ages {
    /// The median.
    pub median: f64,
    /// All but one of a hundred are younger.
    pub p99: f64,
}

impl Recent {
    /// Begins to keep what passes; `with_text` with titles and the messages themselves.
    pub fn open(&self, with_text: bool) {
        let open = || Open { with_text, begun: Instant::now(), state: Mutex::default() };
        self.0.get_or_init(open);
    }

    /// True if rows show titles; `None` while nothing is kept.
    pub(crate) fn with_text(&self) -> Option<bool> {
        self.0.get().map(|open| open.with_text)
    }

    pub(crate) fn settled(&self, settled: Settled<'_>) {
        let Some(open) = self.0.get() else { return };
        let Settled { outcome, findings, delivery, outgoing, took, in_hand } = settled;
        let findings = findings.unwrap_or_default();
        let at = clock::now();
        // A time in the future is the sender's mistake.
        let age =
            findings.published.and_then(|published| Duration::try_from(at.duration_since(published)).ok());
        let source = findings.source.clone().or_else(|| delivery.origin().as_deref().map(source_name::of));
        let bytes = delivery.body().len();
        let kept = open.with_text.then(|| Kept::new(delivery, outgoing));
        let row = Row {
            number: 0,
            at,
            fate: Fate::of(outcome),
            failure: outcome.failure().cloned(),
            source: source.filter(|name| !name.is_empty()).unwrap_or_else(|| UNKNOWN.to_owned()),
            findings,
            bytes,
            took,
            in_hand,
            age,
            kept: kept.filter(|kept| kept.bytes() <= LARGEST),
        };
        open.state().add(row, open.begun.elapsed());
    }

    /// The latest rows that are wanted, the newest first; only those with a number above `after`.
    pub fn rows(&self, after: u64, most: usize, is_wanted: impl Fn(&Row) -> bool) -> Vec<Arc<Row>> {
        let Some(open) = self.0.get() else { return Vec::new() };
        // A filter may take a while; the worker must not wait for it.
        let newer: Vec<Arc<Row>> =
            open.state().rows.iter().rev().take_while(|row| row.number > after).cloned().collect();
        newer.into_iter().filter(|row| is_wanted(row)).take(most).collect()
    }

    /// The row with a number, if it is still kept.
    pub fn row(&self, number: u64) -> Option<Arc<Row>> {
        let state = self.0.get()?.state();
        let at = state.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        state.rows.get(at).cloned()
    }

    /// The sources, those with the most messages first.
    pub fn sources(&self) -> Vec<(String, Source)> {
        self.0.get().map_or_else(Vec::new, |open| open.state().sources.list())
    }

    /// The places of the last hour with their numbers of articles, the largest first.
    pub fn places(&self) -> Vec<(Dot, u32)> {
        self.0.get().map_or_else(Vec::new, |open| open.state().places.list(open.begun.elapsed()))
    }

    /// The ages of the articles of the last minutes; `None` without any.
    pub fn ages(&self) -> Option<Ages> {
        let open = self.0.get()?;
        let mut ages: Vec<f64> = {
            let state = open.state();
            let recent = state.ages.iter().rev().take_while(|(at, _)| at.elapsed() < AGE_WINDOW);
            recent.map(|&(_, age)| age).collect()
        };
        ages.sort_unstable_by(f64::total_cmp);
        let last = ages.len().checked_sub(1)?;
        Some(Ages { median: ages[last / 2], p99: ages[last * 99 / 100] })
    }
}

impl Open {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn add(&mut self, mut row: Row, now: Duration) {
        self.numbers += 1;
        row.number = self.numbers;
        self.sources.count(&row);
        for dot in &row.findings.places {
            self.places.count(dot, now);
        }
        if let Some(age) = row.age {
            if self.ages.len() == AGES {
                self.ages.pop_front();
            }
            self.ages.push_back((Instant::now(), age.as_secs_f64()));
        }
        self.bytes += row.kept.as_ref().map_or(0, Kept::bytes);
        self.rows.push_back(Arc::new(row));
        while self.rows.len() > ROWS || self.bytes > BYTES {
            let Some(oldest) = self.rows.pop_front() else { break };
            self.bytes -= oldest.kept.as_ref().map_or(0, Kept::bytes);
        }
    }
}

#[cfg(test)]
mod tests;
