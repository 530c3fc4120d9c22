//! Consumes from the work queue, and admits messages that may kill workers one at a time.
//!
//! A message that kills the process takes all others that were handed out with it one step closer to the delivery
//! limit. So a consumer starts with one message at a time, and takes more only when one comes that has not been
//! delivered half as often as the limit allows; and when such a one turns up among many, the others are finished
//! first, and it is handled alone.
//!
//! The prefetch belongs to a consumer, so that another prefetch takes another consumer. It is there before the one before
//! it is cancelled: a queue that is deleted with its last consumer stays.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::stream::StreamExt;
use lapin::Channel;
use lapin::message::Delivery;
use lapin::options::{
    BasicAckOptions, BasicCancelOptions, BasicConsumeOptions, BasicNackOptions, BasicQosOptions,
    BasicRejectOptions,
};
use lapin::types::{FieldTable, ShortString};

use super::acks::Acknowledgement;
use super::connection::{Reading, channel, within};
use super::error::BrokerError;
use super::headers::short;
use super::message::Received;
use super::wire::Registry;
use crate::settings::Settings;
use crate::worker::events::{self, Event};
use crate::worker::monitor::Monitor;
use crate::worker::retry_policy;

/// The consuming side: one channel, one consumer on it, and for a moment the one before it.
#[derive(Debug)]
pub(crate) struct Consumer {
    channel: Channel,
    unreadable: Arc<Registry>,
    active: Option<lapin::Consumer>,
    /// Cancelled in favour of another; what was handed out to them still comes.
    leaving: Vec<lapin::Consumer>,
    /// True where the last delivery came from one of those.
    from_leaving: bool,
    mode: Mode,
    /// True after [`Self::cancel`].
    cancelled: bool,
    /// Messages to be handled one by one, when all others are done.
    held_back: VecDeque<Arc<Received>>,
    queue: String,
    tag: String,
    /// Consumers that were started one by one, for their names.
    starts: u32,
    prefetch: u16,
    limit: u32,
    timeout: Duration,
    monitor: Arc<Monitor>,
}

/// The number of messages that are taken at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    OneByOne,
    Full,
}

/// The decision about a delivery.
#[derive(Debug)]
pub(crate) enum Admission {
    /// It is handled now.
    Now(Arc<Received>),
    /// It waits until the others are done.
    Later,
}

impl Consumer {
    pub(crate) async fn open(
        reading: &Reading,
        settings: &Settings,
        monitor: &Arc<Monitor>,
    ) -> Result<Self, BrokerError> {
        let timeout = settings.broker.connect_timeout;
        let mut this = Self {
            channel: channel(&reading.connection, timeout).await?,
            unreadable: Arc::clone(&reading.unreadable),
            active: None,
            leaving: Vec::new(),
            from_leaving: false,
            mode: Mode::OneByOne,
            cancelled: false,
            held_back: VecDeque::new(),
            starts: 0,
            queue: settings.topology.input_queue.clone(),
            tag: settings.consume.consumer_tag.clone().unwrap_or_default(),
            prefetch: settings.consume.prefetch,
            limit: settings.topology.delivery_limit,
            timeout,
            monitor: Arc::clone(monitor),
        };
        this.subscribe(Mode::OneByOne).await?;
        Ok(this)
    }

    async fn subscribe(&mut self, mode: Mode) -> Result<(), BrokerError> {
        let prefetch = match mode {
            Mode::OneByOne => 1,
            Mode::Full => self.prefetch,
        };
        let unreadable = Arc::clone(&self.unreadable);
        let answers = unreadable.budget.awaiting_an_answer();
        let asking = self.channel.basic_qos(prefetch, BasicQosOptions::default());
        within(self.timeout, "setting the prefetch", asking).await?;
        let tag = self.next_tag(mode);
        let subscribing = self.channel.basic_consume(
            short(&self.queue),
            short(&tag),
            BasicConsumeOptions::default(),
            FieldTable::default(),
        );
        let consumer = within(self.timeout, "subscribing to the work queue", subscribing).await?;
        drop(answers);
        let before = self.active.replace(consumer);
        (self.mode, self.cancelled) = (mode, false);
        if let Some(before) = before {
            self.ask_to_cancel(before.tag());
            self.leaving.push(before);
        }
        Ok(())
    }

    /// The name of the next consumer: that of the settings for the one that stays. Two may not have the same name.
    fn next_tag(&mut self, mode: Mode) -> String {
        match mode {
            Mode::OneByOne if !self.tag.is_empty() => {
                self.starts += 1;
                format!("{}.start-{}", self.tag, self.starts)
            }
            Mode::OneByOne | Mode::Full => self.tag.clone(),
        }
    }

    /// The next delivery; `None` when the consumer has ended. Never resolves while there is no consumer.
    pub(crate) async fn next(&mut self) -> Option<lapin::Result<Delivery>> {
        std::future::poll_fn(|context| self.poll_next(context)).await
    }

    /// A delivery that is there already.
    pub(crate) fn next_now(&mut self) -> Option<lapin::Result<Delivery>> {
        self.active.as_ref()?;
        self.next().now_or_never()?
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<lapin::Result<Delivery>>> {
        while let Some(consumer) = self.leaving.first_mut() {
            match consumer.poll_next_unpin(context) {
                Poll::Ready(Some(delivery)) => {
                    self.from_leaving = true;
                    return Poll::Ready(Some(delivery));
                }
                // Polled again, it would never answer.
                Poll::Ready(None) => drop(self.leaving.remove(0)),
                Poll::Pending => break,
            }
        }
        let Some(consumer) = &mut self.active else { return Poll::Pending };
        let next = std::task::ready!(consumer.poll_next_unpin(context));
        self.from_leaving = false;
        if next.is_none() {
            self.active = None;
        }
        Poll::Ready(next)
    }

    /// A delivery of this consumer.
    pub(crate) fn received(&self, delivery: Delivery) -> Received {
        Received::from_delivery(delivery, &self.channel, &self.unreadable)
    }

    /// Admits the delivery that came last, or holds it back.
    pub(crate) async fn admit(&mut self, received: Arc<Received>) -> Result<Admission, BrokerError> {
        let suspect = self.is_suspect(&received);
        if suspect {
            let deliveries = received.delivery_count().unwrap_or(0);
            let event = Event::HandledAlone { deliveries, limit: self.limit };
            events::message_span(&*received).in_scope(|| event.emit(&self.monitor));
        }
        if !suspect && (self.mode == Mode::Full || self.from_leaving) {
            return Ok(Admission::Now(received));
        }
        if self.mode == Mode::Full && !self.cancelled {
            self.subscribe(Mode::OneByOne).await?;
        }
        self.held_back.push_back(received);
        Ok(Admission::Later)
    }

    fn is_suspect(&self, received: &Received) -> bool {
        retry_policy::is_suspect(received.delivery_count().unwrap_or(0), self.limit)
    }

    /// Takes no more. What was handed out already still comes, then the end.
    pub(crate) fn cancel(&mut self) {
        if let Some(consumer) = self.active.as_ref().filter(|_| !self.cancelled) {
            let tag = consumer.tag();
            self.cancelled = true;
            self.ask_to_cancel(tag);
        }
    }

    /// Asks for the end of a consumer. The answer lies behind what was handed out, however long that takes, and the
    /// consumer ends with it: it is not waited for here.
    fn ask_to_cancel(&self, tag: ShortString) {
        let channel = self.channel.clone();
        let mut asking =
            Box::pin(async move { channel.basic_cancel(tag, BasicCancelOptions::default()).await });
        // The first poll hands the frame to the connection, before any that comes later.
        if asking.as_mut().now_or_never().is_none() {
            tokio::spawn(async move {
                if let Err(error) = asking.await {
                    // The consumer ends with the same error.
                    tracing::debug!(%error, "cancelling a consumer");
                }
            });
        }
    }

    /// True when no consumer delivers any more.
    pub(crate) fn has_ended(&self) -> bool {
        self.active.is_none() && self.leaving.is_empty()
    }

    /// True where the broker has ended the consumer: the queue was deleted, or its leader moved.
    pub(crate) fn was_ended_by_the_broker(&self) -> bool {
        self.active.is_none() && !self.cancelled
    }

    /// The next of the messages that were held back, when nothing else is in hand. If it is no suspect, more are taken
    /// from then on.
    ///
    /// `in_hand` counts the messages without an answer, those held back among them.
    pub(crate) async fn resume(
        &mut self,
        in_hand: usize,
        stopping: bool,
    ) -> Result<Option<Arc<Received>>, BrokerError> {
        if in_hand != self.held_back.len() || !self.leaving.is_empty() {
            return Ok(None);
        }
        let Some(received) = self.held_back.pop_front() else { return Ok(None) };
        let alone = self.is_suspect(&received) || !self.held_back.is_empty();
        if !alone && !stopping && self.mode == Mode::OneByOne && self.active.is_some() {
            self.subscribe(Mode::Full).await?;
        }
        Ok(Some(received))
    }

    /// Sends an acknowledgement; its arrival cannot be waited for.
    pub(crate) fn acknowledge(&self, ack: Acknowledgement) -> Result<(), BrokerError> {
        let options = BasicAckOptions { multiple: ack.multiple };
        // The first poll hands the frame to the connection; waiting until it is written gains nothing.
        match self.channel.basic_ack(ack.tag, options).now_or_never() {
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

    /// Gives a message back to the queue as a failed delivery, which counts towards the delivery limit. From RabbitMQ 4.3 on
    /// `basic.nack` does not.
    pub(crate) fn reject(&self, tag: u64) -> Result<(), BrokerError> {
        match self.channel.basic_reject(tag, BasicRejectOptions { requeue: true }).now_or_never() {
            Some(Err(error)) => Err(BrokerError::lost(&error)),
            Some(Ok(())) | None => Ok(()),
        }
    }

    /// Closes the channel; everything sent on it before is sent first.
    pub(crate) async fn close(self, timeout: Duration) {
        let closing = self.channel.close(200, "bye".into());
        if let Err(error) = within(timeout, "closing a channel", closing).await {
            tracing::debug!(%error, "closing a channel");
        }
    }
}
