//! The deliveries that may be acknowledged, with as few `basic.ack` frames as possible.
//!
//! One `basic.ack` with `multiple` answers everything up to a tag, so what is settled is collected until a run
//! without gaps is long enough or old enough. A delivery that takes its time must not hold up the others indefinitely:
//! what is settled beyond a gap is acknowledged one by one once the gap has lasted.

use std::collections::VecDeque;

/// An acknowledgement to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acknowledgement {
    /// The delivery tag.
    pub(crate) tag: u64,
    /// True where it answers all earlier tags too.
    pub(crate) multiple: bool,
    /// Deliveries that it answers.
    pub(crate) count: u64,
}

/// The deliveries of one channel that have not been answered.
#[derive(Debug, Default)]
pub(crate) struct Acks {
    first: u64,
    states: VecDeque<State>,
    /// Length of the run of settled deliveries at the front.
    run: usize,
    /// Settled deliveries, in the run or beyond a gap.
    settled: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Settled,
    /// Answered by itself.
    Answered,
}

impl Acks {
    /// Enters a delivery. Tags of a channel count up by one.
    pub(crate) fn delivered(&mut self, tag: u64) {
        if self.states.is_empty() {
            self.first = tag;
        }
        // A gap in the tags cannot come from the broker; if it did, it has nothing to be answered.
        while self.first + (self.states.len() as u64) < tag {
            self.states.push_back(State::Answered);
        }
        self.states.push_back(State::Open);
    }

    /// A delivery whose replacement is confirmed.
    pub(crate) fn settle(&mut self, tag: u64) {
        if self.change(tag, State::Settled) {
            self.settled += 1;
        }
    }

    /// A delivery that goes back to its queue.
    pub(crate) fn given_back(&mut self, tag: u64) {
        self.change(tag, State::Answered);
    }

    /// The number of deliveries that are settled and not acknowledged.
    pub(crate) fn settled(&self) -> usize {
        self.settled
    }

    /// The number of deliveries that one frame can acknowledge.
    pub(crate) fn run(&self) -> usize {
        self.run
    }

    /// One acknowledgement of everything that is settled without a gap.
    pub(crate) fn take_run(&mut self) -> Option<Acknowledgement> {
        let settled_in_run = self.states.iter().take(self.run).rposition(|state| *state == State::Settled)?;
        let tag = self.first + settled_in_run as u64;
        let count = self.states.iter().take(self.run).filter(|state| **state == State::Settled).count();
        self.settled -= count;
        self.states.drain(..self.run);
        self.first += self.run as u64;
        self.run = 0;
        Some(Acknowledgement { tag, multiple: count > 1, count: count as u64 })
    }

    /// Single acknowledgements of deliveries that were settled beyond a gap.
    pub(crate) fn take_scattered(&mut self) -> Vec<Acknowledgement> {
        let mut acks = Vec::new();
        for (index, state) in self.states.iter_mut().enumerate().skip(self.run) {
            if *state == State::Settled {
                *state = State::Answered;
                self.settled -= 1;
                acks.push(Acknowledgement { tag: self.first + index as u64, multiple: false, count: 1 });
            }
        }
        acks
    }

    fn change(&mut self, tag: u64, to: State) -> bool {
        let Some(index) = tag.checked_sub(self.first).and_then(|index| usize::try_from(index).ok()) else {
            return false;
        };
        let Some(state) = self.states.get_mut(index) else { return false };
        if *state != State::Open {
            return false;
        }
        *state = to;
        while self.states.get(self.run).is_some_and(|state| *state != State::Open) {
            self.run += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivered(count: u64) -> Acks {
        let mut acks = Acks::default();
        (1..=count).for_each(|tag| acks.delivered(tag));
        acks
    }

    #[test]
    fn a_run_is_answered_with_one_word() {
        let mut acks = delivered(5);
        acks.settle(2);
        assert_eq!(acks.take_run(), None);
        acks.settle(1);
        acks.settle(3);
        assert_eq!(acks.run(), 3);
        assert_eq!(acks.take_run(), Some(Acknowledgement { tag: 3, multiple: true, count: 3 }));
        assert_eq!(acks.settled(), 0);
        acks.settle(4);
        assert_eq!(acks.take_run(), Some(Acknowledgement { tag: 4, multiple: false, count: 1 }));
    }

    #[test]
    fn what_lies_beyond_a_gap_is_answered_by_itself() {
        let mut acks = delivered(4);
        acks.settle(2);
        acks.settle(4);
        let words = acks.take_scattered();
        assert_eq!(words.iter().map(|word| word.tag).collect::<Vec<_>>(), [2, 4]);
        acks.settle(1);
        assert_eq!(acks.take_run(), Some(Acknowledgement { tag: 1, multiple: false, count: 1 }));
        acks.settle(3);
        assert_eq!(acks.take_run(), Some(Acknowledgement { tag: 3, multiple: false, count: 1 }));
        assert_eq!((acks.settled(), acks.run()), (0, 0));
    }

    #[test]
    fn a_stale_tag_changes_nothing() {
        let mut acks = delivered(1);
        acks.settle(1);
        acks.settle(1);
        acks.settle(9);
        assert_eq!(acks.settled(), 1);
        acks.take_run();
        acks.settle(1);
        assert_eq!(acks.settled(), 0);
    }
}
