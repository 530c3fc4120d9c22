//! Publishes with confirms: many in flight, each with a certain verdict.
//!
//! All publishes of a channel come from the one task that owns the [`Publisher`]: the client library registers a
//! confirm and writes the frames under separate locks, and from two tasks it takes one's confirm for the other's.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::stream::{BoxStream, FuturesUnordered, StreamExt};
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{Channel, Confirmation, Connection};

use super::connection::{Endpoint, Reading, channel, close, within};
use super::error::BrokerError;
use super::headers::{names, short, with_publish_id};
use super::message::{Outgoing, number};
use super::window::Window;
use super::window_size::Confirms;
use super::wire::Registry;
use crate::worker::Verdict;

type Answer = Pin<Box<dyn Future<Output = (u64, lapin::Result<Confirmation>)> + Send>>;

/// A connection of its own, with a channel in confirm mode.
pub struct Publisher<T> {
    connection: Connection,
    channel: Channel,
    answers: FuturesUnordered<Answer>,
    window: Window<T>,
    /// Confirms are awaited from here on at the earliest: something was confirmed then, or the broker began to read
    /// once more.
    clock: Instant,
    /// Confirms since the last verdicts were asked for.
    confirms: Option<Confirms>,
    written: Arc<Registry>,
    timeout: Duration,
}

impl<T> Publisher<T> {
    /// Opens connection and channel. A confirm that takes longer than `timeout` counts as lost.
    pub async fn open(endpoint: &Endpoint, timeout: Duration) -> Result<Self, BrokerError> {
        let Reading { connection, unreadable: written } = endpoint.open_to_read("publish").await?;
        let channel = channel(&connection, timeout).await?;
        let selecting = channel.confirm_select(ConfirmSelectOptions::default());
        within(timeout, "asking for publisher confirms", selecting).await?;
        Ok(Self {
            connection,
            channel,
            answers: FuturesUnordered::new(),
            window: Window::default(),
            clock: Instant::now(),
            confirms: None,
            written,
            timeout,
        })
    }

    /// The bytes of properties and headers that fit into a frame.
    pub(crate) fn frame_room(&self) -> usize {
        self.written.frame_room()
    }

    /// Sends a message. [`Self::verdicts`] returns its verdict together with `item`.
    pub fn publish(&mut self, item: T, outgoing: Arc<Outgoing>) {
        let number = self.window.publish(item, Instant::now());
        let channel = self.channel.clone();
        let mut answer: Answer = Box::pin(async move {
            let properties = with_publish_id(&outgoing.properties, number);
            let options = BasicPublishOptions { mandatory: true, immediate: false };
            let (exchange, key) = (short(&outgoing.exchange), short(&outgoing.routing_key));
            let sent = channel.basic_publish(exchange, key, options, outgoing.body.bytes(), properties).await;
            match sent {
                Ok(confirm) => (number, confirm.await),
                Err(error) => (number, Err(error)),
            }
        });
        // The first poll hands the frames to the connection, in the order of publishing.
        match answer.as_mut().now_or_never() {
            Some(answer) => self.answers.push(Box::pin(std::future::ready(answer))),
            None => self.answers.push(answer),
        }
    }

    /// Waits, and returns all publishes whose verdict has become certain.
    ///
    /// An error means that the channel is gone: take the rest with [`Self::into_items`]. Dropping the future loses
    /// nothing.
    pub async fn verdicts(&mut self, mut settle: impl FnMut(T, Verdict)) -> Result<(), BrokerError> {
        let Some(first) = self.answers.next().await else { return Ok(()) };
        let mut next = Some(first);
        let mut lost = None;
        while let Some((number, answer)) = next {
            if let Err(error) = self.note(number, answer) {
                lost = Some(error);
            }
            next = self.answers.next().now_or_never().flatten();
        }
        self.window.settled(&mut settle);
        lost.map_or(Ok(()), Err)
    }

    fn note(&mut self, publish: u64, answer: lapin::Result<Confirmation>) -> Result<(), BrokerError> {
        let (acked, returned) = match answer {
            Ok(Confirmation::Ack(returned)) => (true, returned),
            Ok(Confirmation::Nack(returned)) => (false, returned),
            Ok(Confirmation::NotRequested) => {
                // Never so: the channel was put into confirm mode when it was opened.
                return Err(BrokerError::Lost("the channel is not in confirm mode".into()));
            }
            Err(error) => return Err(BrokerError::lost(&error)),
        };
        if let Some(message) = returned {
            let headers = message.properties.headers().as_ref();
            let id = headers.and_then(|headers| headers.inner().get(names::PUBLISH_ID)).and_then(number);
            let words = format!("{} {}", message.reply_code, message.reply_text);
            match id {
                Some(id) => self.window.returned(id.cast_unsigned(), words),
                None => return Err(BrokerError::Lost("a message was returned that is not ours".into())),
            }
        }
        // The queue that is slowest must not make those look lost that others have confirmed.
        self.clock = Instant::now();
        if let Some(sent) = self.window.answered(publish, acked) {
            let confirms = self.confirms.get_or_insert(Confirms { count: 0, oldest_sent: sent });
            confirms.count += 1;
            confirms.oldest_sent = confirms.oldest_sent.min(sent);
        }
        Ok(())
    }

    /// The number of publishes without a verdict.
    pub fn in_flight(&self) -> usize {
        self.window.len()
    }

    /// Confirms since this was asked last.
    pub(crate) fn take_confirms(&mut self) -> Option<Confirms> {
        self.confirms.take()
    }

    /// True if confirms are overdue: for a whole timeout nothing was confirmed, and the socket accepted no bytes.
    pub fn is_overdue(&self, now: Instant) -> bool {
        let since = |sent: Instant| sent.max(self.clock).max(self.written.last_written());
        !self.is_blocked() && self.window.oldest().is_some_and(|sent| since(sent) + self.timeout < now)
    }

    /// True if the broker has stopped reading from this connection (memory or disk alarm).
    pub fn is_blocked(&self) -> bool {
        self.connection.status().blocked()
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Restarts the confirm timeout, because the broker reads again.
    pub(crate) fn restart_clock(&mut self) {
        self.clock = Instant::now();
    }

    /// The broker's notices about this connection.
    pub(crate) fn events(&self) -> BoxStream<'static, lapin::Event> {
        self.connection.events_listener().boxed()
    }

    /// Everything without a verdict, in the order of publishing.
    pub fn into_items(self) -> impl Iterator<Item = T> {
        self.window.into_items()
    }

    /// Closes channel and connection in order; a blocked connection cannot be closed cleanly and is dropped.
    pub async fn close(self, timeout: Duration) {
        if self.is_blocked() {
            return;
        }
        if self.channel.status().connected() {
            let closing = self.channel.close(200, "bye".into());
            if let Err(error) = within(timeout, "closing a channel", closing).await {
                tracing::debug!(%error, "closing a channel");
            }
        }
        close(&self.connection, timeout).await;
    }
}
