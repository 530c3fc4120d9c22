//! Taking messages from the work queue, and being careful with those that may kill workers.
//!
//! A message that kills the process takes all others that were handed out with it one step closer to the delivery
//! limit. So a consumer starts with one message at a time, and takes more only when one comes that has not been
//! delivered half as often as the limit allows; and when such a one turns up among many, the others are finished
//! first, and it is handled alone.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::stream::StreamExt;
use lapin::message::Delivery;
use lapin::options::{
    BasicAckOptions, BasicCancelOptions, BasicConsumeOptions, BasicNackOptions, BasicQosOptions,
};
use lapin::types::FieldTable;
use lapin::{Channel, Consumer};

use super::acks::Acknowledgement;
use super::connection::{Reading, channel, within};
use super::error::BrokerError;
use super::events;
use super::headers::short;
use super::message::Received;
use super::wire::Registry;
use crate::settings::Settings;

/// The consuming side: one channel, and at most one consumer on it.
#[derive(Debug)]
pub(crate) struct Intake {
    channel: Channel,
    unreadable: Arc<Registry>,
    consumer: Option<Consumer>,
    mode: Mode,
    /// Whether we cancelled the consumer ourselves.
    cancelled: bool,
    /// Messages to be handled alone, when all others are done.
    suspects: VecDeque<Arc<Received>>,
    queue: String,
    tag: String,
    prefetch: u16,
    limit: u32,
    patience: Duration,
}

/// How many messages are taken at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    OneByOne,
    Full,
}

/// What to do with a delivery.
#[derive(Debug)]
pub(crate) enum Take {
    /// Handle it.
    Now(Arc<Received>),
    /// It waits until the others are done.
    Later,
}

impl Intake {
    pub(crate) async fn open(
        reading: &Reading,
        settings: &Settings,
        patience: Duration,
    ) -> Result<Self, BrokerError> {
        let mut intake = Self {
            channel: channel(&reading.connection, patience).await?,
            unreadable: Arc::clone(&reading.unreadable),
            consumer: None,
            mode: Mode::OneByOne,
            cancelled: false,
            suspects: VecDeque::new(),
            queue: settings.topology.input_queue.clone(),
            tag: settings.consume.consumer_tag.clone().unwrap_or_default(),
            prefetch: settings.consume.prefetch,
            limit: settings.topology.delivery_limit,
            patience,
        };
        intake.subscribe(Mode::OneByOne).await?;
        Ok(intake)
    }

    async fn subscribe(&mut self, mode: Mode) -> Result<(), BrokerError> {
        let prefetch = match mode {
            Mode::OneByOne => 1,
            Mode::Full => self.prefetch,
        };
        let asking = self.channel.basic_qos(prefetch, BasicQosOptions::default());
        within(self.patience, "setting the prefetch", asking).await?;
        let subscribing = self.channel.basic_consume(
            short(&self.queue),
            short(&self.tag),
            BasicConsumeOptions::default(),
            FieldTable::default(),
        );
        self.consumer = Some(within(self.patience, "subscribing to the work queue", subscribing).await?);
        (self.mode, self.cancelled) = (mode, false);
        Ok(())
    }

    /// The next delivery; `None` when the consumer has ended; for ever pending when there is none.
    pub(crate) async fn next(&mut self) -> Option<lapin::Result<Delivery>> {
        match &mut self.consumer {
            Some(consumer) => {
                let next = consumer.next().await;
                if next.is_none() {
                    // Polled again, it would never answer.
                    self.consumer = None;
                }
                next
            }
            None => std::future::pending().await,
        }
    }

    /// A delivery that is there already.
    pub(crate) fn next_now(&mut self) -> Option<lapin::Result<Delivery>> {
        let next = self.consumer.as_mut()?.next().now_or_never()?;
        if next.is_none() {
            self.consumer = None;
        }
        next
    }

    /// A delivery of this consumer.
    pub(crate) fn received(&self, delivery: Delivery) -> Received {
        Received::from_delivery(delivery, &self.channel, &self.unreadable)
    }

    /// What to do with a delivery; it may change how many are taken at once.
    pub(crate) async fn judge(&mut self, received: Arc<Received>) -> Result<Take, BrokerError> {
        let deliveries = received.delivery_count().unwrap_or(0);
        let suspect = is_suspect(deliveries, self.limit);
        if suspect {
            events::message_span(&received).in_scope(|| events::handled_alone(deliveries, self.limit));
        }
        match (self.mode, suspect) {
            (Mode::OneByOne, true) | (Mode::Full, false) => Ok(Take::Now(received)),
            (Mode::OneByOne, false) => {
                self.cancel().await?;
                Ok(Take::Now(received))
            }
            (Mode::Full, true) => {
                self.cancel().await?;
                self.suspects.push_back(received);
                Ok(Take::Later)
            }
        }
    }

    /// Takes no more. What was handed out already still comes, then the end.
    pub(crate) async fn cancel(&mut self) -> Result<(), BrokerError> {
        let Some(consumer) = &self.consumer else { return Ok(()) };
        if self.cancelled {
            return Ok(());
        }
        self.cancelled = true;
        let cancelling = self.channel.basic_cancel(consumer.tag(), BasicCancelOptions::default());
        within(self.patience, "cancelling the consumer", cancelling).await
    }

    /// Whether the consumer has ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.consumer.is_none()
    }

    /// Whether it ended because we said so.
    pub(crate) fn was_cancelled(&self) -> bool {
        self.cancelled
    }

    /// After the end of a consumer that we cancelled: a suspect to be handled alone, or a new consumer.
    ///
    /// `in_hand` counts the messages without an answer, suspects among them.
    pub(crate) async fn go_on(
        &mut self,
        in_hand: usize,
        stopping: bool,
    ) -> Result<Option<Arc<Received>>, BrokerError> {
        if !self.has_ended() {
            return Ok(None);
        }
        if !self.suspects.is_empty() {
            return Ok(if in_hand == self.suspects.len() { self.suspects.pop_front() } else { None });
        }
        if stopping || !self.cancelled {
            return Ok(None);
        }
        match self.mode {
            Mode::OneByOne => self.subscribe(Mode::Full).await?,
            Mode::Full if in_hand == 0 => self.subscribe(Mode::OneByOne).await?,
            Mode::Full => {}
        }
        Ok(None)
    }

    /// Sends an acknowledgement; its arrival cannot be waited for.
    pub(crate) fn acknowledge(&self, word: Acknowledgement) -> Result<(), BrokerError> {
        let options = BasicAckOptions { multiple: word.multiple };
        // The first poll hands the frame to the connection; waiting until it is written gains nothing.
        match self.channel.basic_ack(word.tag, options).now_or_never() {
            Some(Err(error)) => Err(BrokerError::lost(&error)),
            Some(Ok(())) | None => Ok(()),
        }
    }

    /// Gives a message back to the queue.
    pub(crate) fn give_back(&self, tag: u64) -> Result<(), BrokerError> {
        let options = BasicNackOptions { multiple: false, requeue: true };
        match self.channel.basic_nack(tag, options).now_or_never() {
            Some(Err(error)) => Err(BrokerError::lost(&error)),
            Some(Ok(())) | None => Ok(()),
        }
    }

    /// Closes the channel, after everything that was said on it has been said.
    pub(crate) async fn close(self, patience: Duration) {
        let closing = self.channel.close(200, "bye".into());
        if let Err(error) = within(patience, "closing a channel", closing).await {
            tracing::debug!(%error, "closing a channel");
        }
    }
}

/// Delivered half as often as the limit allows, without an answer.
pub(super) fn is_suspect(deliveries: u32, limit: u32) -> bool {
    limit > 0 && deliveries > 0 && deliveries.saturating_mul(2) >= limit
}

#[cfg(test)]
mod tests {
    use super::is_suspect;

    #[test]
    fn half_of_the_limit_makes_a_suspect() {
        assert!(!is_suspect(0, 1));
        assert!(!is_suspect(9, 20));
        assert!(is_suspect(10, 20));
        assert!(is_suspect(1, 2));
        assert!(!is_suspect(1000, 0), "without a limit nobody dies of it");
    }
}
