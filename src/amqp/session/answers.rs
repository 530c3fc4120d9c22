//! The answers of a session to the broker: acknowledgements, rejections, and what is given back at the end.

use std::time::{Duration, Instant};

use super::Session;
use crate::amqp::acks::Acknowledgement;
use crate::amqp::consumer::Consumer;
use crate::amqp::error::BrokerError;
use crate::amqp::transport::Amqp;
use crate::worker::Monitor;
use crate::worker::events::Event;
use crate::worker::in_flight::InFlight;

/// Longest time that a gap holds up the acknowledgements beyond it.
const GAP: Duration = Duration::from_millis(200);

impl Session<'_> {
    /// Sends the acknowledgements that are due.
    pub(super) fn acknowledge(&mut self) -> Result<(), BrokerError> {
        let consume = &self.context.settings.consume;
        for tag in self.in_flight.take_going_back() {
            self.acks.given_back(tag);
            self.consumer.reject(tag)?;
        }
        self.in_flight.take_settled().into_iter().for_each(|tag| self.acks.settle(tag));
        let acks = &mut self.acks;
        if acks.settled() == 0 {
            (self.acknowledge_at, self.gap_since) = (None, None);
            return Ok(());
        }
        let now = Instant::now();
        let enough = consume.acknowledge_every.min(u32::from(consume.prefetch / 4)).max(1) as usize;
        let due = self.acknowledge_at.is_some_and(|at| at <= now);
        let quiet = self.in_flight.len() == 0;
        if acks.run() >= enough || due || quiet {
            if let Some(ack) = acks.take_run() {
                acknowledge(&self.consumer, &mut self.in_flight, &self.context.monitor, ack)?;
                self.gap_since = None;
            }
            self.acknowledge_at = None;
        }
        if acks.settled() > 0 {
            let within = consume.acknowledge_within;
            self.acknowledge_at.get_or_insert(now + within);
            let since = *self.gap_since.get_or_insert(now);
            if acks.run() == 0 && now >= since + GAP {
                for ack in acks.take_scattered() {
                    acknowledge(&self.consumer, &mut self.in_flight, &self.context.monitor, ack)?;
                }
                self.gap_since = None;
            }
        }
        Ok(())
    }

    /// The number of messages that the broker has no answer for.
    pub(super) fn without_answer(&self) -> usize {
        self.in_flight.len() + self.acks.settled()
    }

    /// Gives back what is left, after the last acknowledgements.
    pub(super) fn give_back(&mut self) -> Result<(), BrokerError> {
        self.in_flight.take_settled().into_iter().for_each(|tag| self.acks.settle(tag));
        let run = self.acks.take_run();
        for ack in run.into_iter().chain(self.acks.take_scattered()) {
            acknowledge(&self.consumer, &mut self.in_flight, &self.context.monitor, ack)?;
        }
        for tag in self.in_flight.tags() {
            self.consumer.give_back(tag)?;
        }
        Ok(())
    }
}

/// Sends an acknowledgement and counts what it answers.
fn acknowledge(
    consumer: &Consumer,
    in_flight: &mut InFlight<Amqp>,
    monitor: &Monitor,
    ack: Acknowledgement,
) -> Result<(), BrokerError> {
    consumer.acknowledge(ack)?;
    in_flight.acknowledged(ack.tag, ack.multiple);
    Event::MessagesAcknowledged { count: ack.count }.emit(monitor);
    Ok(())
}
