//! The publishes of a channel, and which of them are certainly settled.
//!
//! A confirm alone does not tell that a message was routed: while several mandatory publishes are in flight, the
//! client library hands a returned message to whichever confirm completes next. What is certain is that every
//! return reaches us with *some* confirm, and no later than the confirms that were outstanding at its own. So each
//! publish carries a number of ours by which its return is known, and it is final only when everything that was
//! outstanding when its confirm came has been confirmed too.

use std::collections::VecDeque;
use std::time::Instant;

use crate::worker::Verdict;

/// The publishes in flight on one channel, in their order.
#[derive(Debug)]
pub(crate) struct Window<T> {
    first: u64,
    slots: VecDeque<Slot<T>>,
    /// The number of slots that wait for their confirm.
    outstanding: usize,
}

#[derive(Debug)]
struct Slot<T> {
    item: T,
    sent: Instant,
    answer: Option<Answer>,
    returned: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Answer {
    acked: bool,
    /// The number that the next publish would have had when the answer came.
    barrier: u64,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self { first: 0, slots: VecDeque::new(), outstanding: 0 }
    }
}

impl<T> Window<T> {
    /// Enters a publish and gives it its number.
    pub(crate) fn publish(&mut self, item: T, now: Instant) -> u64 {
        let number = self.next();
        self.slots.push_back(Slot { item, sent: now, answer: None, returned: None });
        self.outstanding += 1;
        number
    }

    /// The broker's answer to a publish. Gives when that was sent.
    pub(crate) fn answered(&mut self, number: u64, acked: bool) -> Option<Instant> {
        let barrier = self.next();
        let slot = self.slot(number)?;
        let sent = slot.sent;
        if slot.answer.replace(Answer { acked, barrier }).is_none() {
            self.outstanding -= 1;
        }
        Some(sent)
    }

    /// A message that the broker returned, with whichever confirm it came.
    pub(crate) fn returned(&mut self, number: u64, words: String) {
        if let Some(slot) = self.slot(number) {
            slot.returned = Some(words);
        }
    }

    /// Takes out what has become certain, in the order of publishing.
    pub(crate) fn settled(&mut self, mut settle: impl FnMut(T, Verdict)) {
        // Every publish below this number has been answered.
        let answered = match self.outstanding {
            0 => self.next(),
            _ => self.first + self.slots.iter().take_while(|slot| slot.answer.is_some()).count() as u64,
        };
        while let Some(slot) = self.slots.front() {
            let Some(answer) = slot.answer.filter(|answer| answer.barrier <= answered) else { break };
            let Some(slot) = self.slots.pop_front() else { break };
            self.first += 1;
            let verdict = match (slot.returned, answer.acked) {
                (Some(words), _) => Verdict::Returned(words),
                (None, true) => Verdict::Confirmed,
                (None, false) => Verdict::Nacked,
            };
            settle(slot.item, verdict);
        }
    }

    /// When the oldest publish without an answer was sent.
    pub(crate) fn oldest(&self) -> Option<Instant> {
        self.slots.iter().find(|slot| slot.answer.is_none()).map(|slot| slot.sent)
    }

    /// The number of publishes without a verdict.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Everything without a verdict; used when the channel is lost.
    pub(crate) fn into_items(self) -> impl Iterator<Item = T> {
        self.slots.into_iter().map(|slot| slot.item)
    }

    fn next(&self) -> u64 {
        self.first + self.slots.len() as u64
    }

    fn slot(&mut self, number: u64) -> Option<&mut Slot<T>> {
        let index = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.slots.get_mut(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(window: &mut Window<u64>) -> Vec<(u64, Verdict)> {
        let mut all = Vec::new();
        window.settled(|item, verdict| all.push((item, verdict)));
        all
    }

    fn window(count: u64) -> Window<u64> {
        let mut window = Window::default();
        for item in 0..count {
            assert_eq!(window.publish(item, Instant::now()), item);
        }
        window
    }

    #[test]
    fn a_return_that_comes_with_another_confirm_still_finds_its_publish() {
        let mut window = window(3);
        window.answered(1, true);
        assert_eq!(settled(&mut window), [], "publish 0 is outstanding and may carry the return of 1");
        window.returned(1, "NO_ROUTE".into());
        window.answered(0, true);
        assert_eq!(settled(&mut window), [], "publish 2 is outstanding too");
        window.answered(2, false);
        assert_eq!(
            settled(&mut window),
            [(0, Verdict::Confirmed), (1, Verdict::Returned("NO_ROUTE".into())), (2, Verdict::Nacked)]
        );
        assert_eq!(window.len(), 0);
    }

    #[test]
    fn a_steady_stream_settles_without_a_pause() {
        let mut window = window(2);
        window.answered(0, true);
        window.publish(2, Instant::now());
        assert!(settled(&mut window).is_empty());
        window.answered(1, true);
        assert_eq!(settled(&mut window), [(0, Verdict::Confirmed)]);
        window.answered(2, true);
        assert_eq!(settled(&mut window).len(), 2);
    }

    #[test]
    fn unknown_numbers_are_ignored() {
        let mut window = window(1);
        window.answered(7, true);
        window.returned(9, String::new());
        window.answered(0, true);
        window.answered(0, true);
        assert_eq!(settled(&mut window).len(), 1);
        window.answered(0, true);
    }
}
