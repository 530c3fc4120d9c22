//! The counters of the last ten minutes, for rates and spark lines.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::worker::Monitor;

/// Seconds of a step.
pub(super) const STEP: u64 = 5;
/// Steps that are kept: ten minutes.
const STEPS: usize = 120;
/// Seconds over which a rate is taken.
const RATE: usize = 10;

/// The counters that are sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Received,
    Enriched,
    Acknowledged,
    Retried,
    Dead,
    Refused,
}

const COUNTERS: usize = 6;

/// Counts, by [`Counted`].
type Counts = [u64; COUNTERS];

/// The counters of the last ten minutes.
#[derive(Debug, Default)]
pub(super) struct History(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    totals: Counts,
    /// The counts of each of the last seconds.
    seconds: VecDeque<Counts>,
    /// The counts of each of the last whole steps.
    steps: VecDeque<Counts>,
    /// The counts of the step that is not over.
    step: Counts,
    in_step: u64,
}

/// The counters at one moment.
#[derive(Debug)]
pub(super) struct Sample {
    totals: Counts,
    seconds: Vec<Counts>,
    steps: Vec<Counts>,
    step: Counts,
}

impl History {
    /// To be called each second.
    pub(super) fn sample(&self, monitor: &Monitor) {
        let totals = [
            monitor.received.get(),
            monitor.enriched.get(),
            monitor.acknowledged.get(),
            monitor.retried.get(),
            monitor.all_dead_lettered(),
            monitor.nacked.get() + monitor.returned.get(),
        ];
        self.add(totals);
    }

    fn add(&self, totals: Counts) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut state.totals, totals);
        let new: Counts = std::array::from_fn(|index| totals[index].saturating_sub(before[index]));
        push(&mut state.seconds, new, RATE);
        state.step = std::array::from_fn(|index| state.step[index] + new[index]);
        state.in_step += 1;
        if state.in_step == STEP {
            let step = std::mem::take(&mut state.step);
            state.in_step = 0;
            push(&mut state.steps, step, STEPS);
        }
    }

    pub(super) fn read(&self) -> Sample {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Sample {
            totals: state.totals,
            seconds: state.seconds.iter().copied().collect(),
            steps: state.steps.iter().copied().collect(),
            step: state.step,
        }
    }
}

impl Sample {
    /// Since the start.
    pub(super) fn total(&self, of: Counted) -> u64 {
        self.totals[of as usize]
    }

    /// A second, of the last ten.
    pub(super) fn rate(&self, of: Counted) -> f64 {
        let sum: u64 = self.seconds.iter().map(|counts| counts[of as usize]).sum();
        sum as f64 / self.seconds.len().max(1) as f64
    }

    /// In the last ten minutes.
    pub(super) fn lately(&self, of: Counted) -> u64 {
        self.steps(of).iter().sum::<u64>() + self.step[of as usize]
    }

    /// In each step of the last ten minutes, the latest last.
    pub(super) fn steps(&self, of: Counted) -> Vec<u64> {
        self.steps.iter().map(|counts| counts[of as usize]).collect()
    }
}

fn push(list: &mut VecDeque<Counts>, counts: Counts, most: usize) {
    if list.len() == most {
        list.pop_front();
    }
    list.push_back(counts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_of_ten_seconds_and_steps_of_ten_minutes() {
        let history = History::default();
        for second in 1..=1000 {
            let mut totals = [0; COUNTERS];
            totals[Counted::Enriched as usize] = second * 20;
            history.add(totals);
        }
        let sample = history.read();
        assert_eq!(sample.total(Counted::Enriched), 20_000);
        assert!((sample.rate(Counted::Enriched) - 20.0).abs() < 1e-9);
        assert_eq!(sample.steps(Counted::Enriched), vec![100; STEPS]);
        assert_eq!(sample.lately(Counted::Enriched), 12_000);
        assert_eq!(sample.lately(Counted::Dead), 0);
    }
}
