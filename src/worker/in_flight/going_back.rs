//! Messages that go back to the queue, since neither they nor a dead letter of them can be published.

use std::time::Instant;

use super::InFlight;
use crate::worker::events::Event;
use crate::worker::transport::{Delivery, Transport};

impl<T: Transport> InFlight<T> {
    /// Gives a message back to the queue, after a pause. Each time the broker counts a delivery, and at the delivery limit makes
    /// a dead letter itself, for which its limit of bytes does not count.
    pub(super) fn give_back(&mut self, tag: u64, size: usize, limit: usize, now: Instant) {
        let Some(message) = self.messages.get_mut(&tag) else { return };
        if message.is_going_back {
            let bytes = message.bytes;
            self.messages.remove(&tag);
            self.budget.give_back(bytes);
            self.going_back.push(tag);
            self.monitor.in_flight.set(self.messages.len() as u64);
            self.monitor.liveness.moved();
            return;
        }
        message.is_going_back = true;
        let span = message.span();
        span.in_scope(|| Event::MessageGivenBack { size, limit }.emit(&self.monitor));
        let settings = &self.handler.settings;
        let limit = settings.topology.delivery_limit;
        // The broker says from the second delivery on how many there were.
        let is_counted = message
            .delivery
            .delivery_count()
            .map_or(!message.delivery.is_redelivered(), |count| count < limit);
        let wait = if is_counted { settings.retry.probe_first } else { settings.retry.probe_longest };
        self.outbox.set_aside(tag, now + wait);
    }

    /// Takes the deliveries that go back to the queue now.
    pub(crate) fn take_going_back(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.going_back)
    }
}
