//! The places of the last hour, by the minute.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::findings::Dot;

/// Minutes that are kept.
const MINUTES: u64 = 60;
/// Places of a minute that are told apart; further ones are left out.
const MOST: usize = 400;
/// Dots on the map.
const DOTS: usize = 400;

/// Tenths of a degree.
type Cell = (i32, i32);
/// Places with their numbers of articles.
type Counts = HashMap<Cell, (Dot, u32)>;

/// The places of the last hour.
#[derive(Debug, Default)]
pub(super) struct Places(VecDeque<(u64, Counts)>);

impl Places {
    /// Counts a place at a time since the start.
    pub(super) fn count(&mut self, dot: &Dot, now: Duration) {
        let minute = now.as_secs() / 60;
        self.forget(minute);
        if self.0.back().is_none_or(|(last, _)| *last != minute) {
            self.0.push_back((minute, Counts::new()));
        }
        let Some((_, places)) = self.0.back_mut() else { return };
        let cell = ((dot.latitude * 10.0).round() as i32, (dot.longitude * 10.0).round() as i32);
        let is_full = places.len() >= MOST;
        match places.get_mut(&cell) {
            Some((_, count)) => *count += 1,
            None if !is_full => drop(places.insert(cell, (dot.clone(), 1))),
            None => {}
        }
    }

    /// The places of the last hour, those with the most articles first.
    pub(super) fn list(&mut self, now: Duration) -> Vec<(Dot, u32)> {
        self.forget(now.as_secs() / 60);
        let mut all = Counts::new();
        for (&cell, (dot, count)) in self.0.iter().flat_map(|(_, places)| places) {
            all.entry(cell).or_insert_with(|| (dot.clone(), 0)).1 += count;
        }
        let mut list: Vec<_> = all.into_values().collect();
        list.sort_by(|(a_dot, a), (b_dot, b)| b.cmp(a).then_with(|| a_dot.name.cmp(&b_dot.name)));
        list.truncate(DOTS);
        list
    }

    fn forget(&mut self, minute: u64) {
        while self.0.front().is_some_and(|(first, _)| first + MINUTES <= minute) {
            self.0.pop_front();
        }
    }
}
