//! From a connection to its loss: one task takes, publishes and acknowledges; the threads enrich.

mod answers;

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::stream::{BoxStream, StreamExt};
use tokio::time::{MissedTickBehavior, interval, sleep_until};

use crate::amqp::acks::Acks;
use crate::amqp::connection::{Endpoint, Reading, close};
use crate::amqp::consumer::{Admission, Consumer};
use crate::amqp::declare::restore;
use crate::amqp::error::BrokerError;
use crate::amqp::message::{Outgoing, Received};
use crate::amqp::publisher::Publisher;
use crate::amqp::topology::Topology;
use crate::amqp::transport::Amqp;
use crate::amqp::window_size::Pace;
use crate::settings::{Settings, TopologyMode};
use crate::shutdown::Shutdown;
use crate::worker::byte_budget::ByteBudget;
use crate::worker::enrich_threads::{EnrichThreads, Finished, Job};
use crate::worker::events::{self, Event};
use crate::worker::handler::MessageHandler;
use crate::worker::in_flight::InFlight;
use crate::worker::pause::pause;
use crate::worker::transport::PublisherLoss;
use crate::worker::{Condition, Monitor, Verdict};

/// Deliveries taken at a time before the other side of the work gets its turn.
const BATCH: usize = 64;
/// Time limit for closing each channel and connection: with `shutdown.grace` before it, less than what service managers
/// wait.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);
/// Longest time that the end of a worker takes after `shutdown.grace`: three times [`CLOSE_TIMEOUT`], and a spare one.
pub const CLOSE_ALLOWANCE: Duration = Duration::from_secs(12);
/// Longest outage while there is no room for more bytes.
const FULL: Duration = Duration::from_mins(1);
/// Interval of the checks for overdue answers.
const TICK: Duration = Duration::from_millis(50);

/// Everything that one session hands to the next.
pub(crate) struct SessionContext {
    pub(crate) settings: Arc<Settings>,
    pub(crate) endpoint: Endpoint,
    pub(crate) topology: Topology,
    pub(crate) handler: Arc<MessageHandler<Amqp>>,
    pub(crate) monitor: Arc<Monitor>,
    pub(crate) threads: EnrichThreads<Amqp>,
    pub(crate) shutdown: Shutdown,
}

/// The end of a session.
pub(crate) enum End {
    /// By a request to stop.
    Stopped,
    /// A consumer or connection was lost; everything has to be rebuilt.
    Lost(String),
    /// An outage lasted so long that the messages were returned to the queue; some of them serve as probes.
    GivenBack(Vec<Arc<Outgoing>>),
}

struct Session<'a> {
    context: &'a mut SessionContext,
    number: u64,
    consumer: Consumer,
    in_flight: InFlight<Amqp>,
    acks: Acks,
    publisher: Option<Publisher<u64>>,
    pace: Pace,
    blocking: BoxStream<'static, lapin::Event>,
    opening: Option<Opening>,
    /// Set when no more messages are taken: until when those in hand may take, and why.
    ending: Option<(Instant, Option<String>)>,
    /// When what is settled is acknowledged at the latest.
    acknowledge_at: Option<Instant>,
    gap_since: Option<Instant>,
    budget: Arc<ByteBudget>,
    /// Since when no room is left for more bytes.
    full_since: Option<Instant>,
    /// The log has said that dead letters come back.
    told_loop: bool,
}

type Opening = Pin<Box<dyn Future<Output = Result<Publisher<u64>, BrokerError>> + Send>>;

/// Runs until the worker is to stop or something is lost.
pub(crate) async fn run(
    context: &mut SessionContext,
    number: u64,
    consuming: &Reading,
    publisher: Publisher<u64>,
) -> Result<End, BrokerError> {
    let consumer = Consumer::open(consuming, &context.settings, &context.monitor).await?;
    let budget = Arc::clone(&consuming.unreadable.budget);
    context.monitor.set(Condition::Consuming);
    context.monitor.liveness.begin(&context.settings);
    let mut session = Session {
        number,
        consumer,
        in_flight: InFlight::new(Arc::clone(&context.handler), Arc::clone(&budget)),
        acks: Acks::default(),
        pace: Pace::new(context.settings.publish.window as usize, context.settings.publish.confirm_timeout),
        blocking: publisher.events(),
        publisher: Some(publisher),
        opening: None,
        ending: None,
        acknowledge_at: None,
        gap_since: None,
        budget,
        full_since: None,
        told_loop: false,
        context,
    };
    let end = session.work().await;
    session.context.monitor.liveness.end();
    let Session { consumer, publisher, in_flight, context, .. } = session;
    if matches!(end, Ok(End::Stopped | End::GivenBack(_))) {
        consumer.close(CLOSE_TIMEOUT).await;
        close(&consuming.connection, CLOSE_TIMEOUT).await;
        if let Some(publisher) = publisher {
            publisher.close(CLOSE_TIMEOUT).await;
        }
    } else {
        let cause = reason(&end);
        Event::SessionLost { cause: &cause, in_flight: in_flight.len() }.emit(&context.monitor);
    }
    context.monitor.in_flight.set(0);
    context.monitor.in_hand_bytes.set(0);
    end
}

fn reason(end: &Result<End, BrokerError>) -> String {
    match end {
        Ok(End::Lost(cause)) => cause.clone(),
        Ok(End::Stopped | End::GivenBack(_)) => String::new(),
        Err(error) => error.to_string(),
    }
}

/// The next thing that a session has to handle.
enum News {
    Stop,
    Verdicts(Vec<(u64, Verdict)>, Result<(), BrokerError>),
    Finished(Finished<Amqp>),
    Delivery(Option<lapin::Result<lapin::message::Delivery>>),
    Blocking(Option<lapin::Event>),
    Opened(Result<Publisher<u64>, BrokerError>),
    Time,
}

impl Session<'_> {
    async fn work(&mut self) -> Result<End, BrokerError> {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            self.context.monitor.liveness.beat();
            self.publish();
            self.acknowledge()?;
            if let Some(suspect) = self.consumer.resume(self.without_answer(), self.ending.is_some()).await? {
                let span = events::message_span(&*suspect);
                self.submit(suspect, span);
            }
            if let Some(cause) = self.in_flight.reopen.take() {
                self.lose_publisher(&BrokerError::NotTaken(cause));
            }
            if let Some(end) = self.end()? {
                return Ok(end);
            }
            let waiting_since = Instant::now();
            let news = self.wait(&mut tick).await;
            if let Some(lasted) = pause(waiting_since, Instant::now()) {
                self.resume_after(lasted);
            }
            self.take(news).await?;
        }
    }

    async fn wait(&mut self, tick: &mut tokio::time::Interval) -> News {
        let acknowledge_at = self.acknowledge_at;
        let stopping = self.ending.is_some();
        let mut verdicts = Vec::new();
        tokio::select! {
            biased;
            () = self.context.shutdown.requested(), if !stopping => News::Stop,
            result = verdicts_of(self.publisher.as_mut(), &mut verdicts) => News::Verdicts(verdicts, result),
            Ok(finished) = self.context.threads.finished().recv_async() => News::Finished(finished),
            delivery = self.consumer.next() => News::Delivery(delivery),
            event = self.blocking.next(), if self.publisher.is_some() => News::Blocking(event),
            opened = opened(self.opening.as_mut()) => News::Opened(opened),
            () = at(acknowledge_at) => News::Time,
            _ = tick.tick() => News::Time,
        }
    }

    async fn take(&mut self, news: News) -> Result<(), BrokerError> {
        let now = Instant::now();
        match news {
            News::Stop => {
                let grace = self.context.settings.shutdown.grace;
                let in_flight = self.in_flight.len();
                Event::WorkerDraining { in_flight, grace }.emit(&self.context.monitor);
                self.context.monitor.set(Condition::Draining);
                self.ending = Some((now + grace, None));
                self.consumer.cancel();
            }
            News::Verdicts(verdicts, result) => {
                if let Some(confirms) = self.publisher.as_mut().and_then(Publisher::take_confirms) {
                    self.pace.confirmed(confirms, now);
                }
                for (tag, verdict) in verdicts {
                    self.in_flight.verdict(tag, verdict, now);
                }
                if let Err(error) = result {
                    self.lose_publisher(&error);
                }
            }
            News::Finished(finished) => {
                let mut next = Some(finished);
                while let Some(finished) = next {
                    if finished.session == self.number {
                        self.in_flight.finished(finished.tag, finished.handled);
                    }
                    next = self.context.threads.finished().try_recv().ok();
                }
            }
            News::Delivery(delivery) => self.deliver(delivery).await?,
            News::Blocking(event) => self.blocking_event(event, now),
            News::Opened(opened) => {
                self.opening = None;
                match opened {
                    Ok(publisher) => {
                        self.blocking = publisher.events();
                        self.context.handler.transport.set_room(publisher.frame_room());
                        self.publisher = Some(publisher);
                    }
                    Err(error) => {
                        self.context.endpoint.leave_node();
                        self.in_flight.outage_began(&error.to_string(), now);
                    }
                }
            }
            News::Time => self.look_at_the_clock(now),
        }
        Ok(())
    }

    async fn deliver(
        &mut self,
        delivery: Option<lapin::Result<lapin::message::Delivery>>,
    ) -> Result<(), BrokerError> {
        let mut next = delivery;
        let mut left = BATCH;
        while let Some(delivery) = next {
            let delivery = delivery.map_err(|error| BrokerError::lost(&error))?;
            let received = Arc::new(self.consumer.received(delivery));
            self.acks.delivered(received.tag);
            self.tell_of_a_loop(&received);
            let span = self.in_flight.delivered(&received);
            if let Admission::Now(received) = self.consumer.admit(received).await? {
                self.submit(received, span);
            }
            left -= 1;
            // What is taken out of the stream here must be entered: nothing is after the last.
            next = if left > 0 { self.consumer.next_now() } else { None };
        }
        if self.consumer.was_ended_by_the_broker() && self.ending.is_none() {
            let queue = &self.context.settings.topology.input_queue;
            Event::ConsumerCancelled { queue }.emit(&self.context.monitor);
            // What is in hand may be gone from the broker: it is finished before all is rebuilt.
            let until = Instant::now() + self.context.settings.shutdown.grace;
            self.ending = Some((until, Some(format!("the broker cancelled the consumer of {queue}"))));
        }
        Ok(())
    }

    /// Logs once that the input queue is bound to the dead-letter exchange.
    fn tell_of_a_loop(&mut self, received: &Received) {
        let topology = &self.context.settings.topology;
        if !self.told_loop && received.exchange == topology.dead_exchange {
            self.told_loop = true;
            let (queue, exchange) = (&topology.input_queue, &topology.dead_exchange);
            Event::DeadLetterCameBack { queue, exchange }.emit(&self.context.monitor);
        }
    }

    fn submit(&mut self, received: Arc<Received>, span: tracing::Span) {
        if let Some(handled) = self.context.threads.at_once(&received) {
            self.in_flight.finished(received.tag, handled);
            return;
        }
        self.context.threads.submit(Job { session: self.number, delivery: received, span });
    }

    fn publish(&mut self) {
        let now = Instant::now();
        let window = self.pace.window();
        self.context.monitor.publish_window.set(window as u64);
        match &mut self.publisher {
            Some(publisher) => {
                let room = window.saturating_sub(publisher.in_flight());
                for (tag, outgoing) in self.in_flight.take_publishable(room, now) {
                    publisher.publish(tag, outgoing);
                }
            }
            None if self.opening.is_none()
                && self.in_flight.next_probe().is_none_or(|probe| probe <= now) =>
            {
                let (endpoint, topology) = (self.context.endpoint.clone(), self.context.topology.clone());
                let settings = Arc::clone(&self.context.settings);
                self.opening = Some(Box::pin(async move { open(&endpoint, &settings, &topology).await }));
            }
            None => {}
        }
    }

    /// The task did not run for this long: no limit of time counts it.
    fn resume_after(&mut self, lasted: Duration) {
        Event::WorkerPaused { lasted }.emit(&self.context.monitor);
        self.context.threads.put_off_limits(lasted);
        if let Some(publisher) = &mut self.publisher {
            publisher.restart_clock();
        }
    }

    fn lose_publisher(&mut self, error: &BrokerError) {
        if let Some(publisher) = self.publisher.take() {
            let tags = publisher.into_items().collect();
            self.in_flight.publisher_lost(tags, &loss(error), Instant::now());
        }
    }

    fn blocking_event(&mut self, event: Option<lapin::Event>, now: Instant) {
        match event {
            Some(lapin::Event::ConnectionBlocked(reason)) => self.in_flight.set_blocked(Some(&reason), now),
            Some(lapin::Event::ConnectionUnblocked) => {
                if let Some(publisher) = &mut self.publisher {
                    publisher.restart_clock();
                }
                self.in_flight.set_blocked(None, now);
            }
            Some(lapin::Event::Error(error)) => self.lose_publisher(&BrokerError::lost(&error)),
            Some(_) => {}
            None => self.lose_publisher(&BrokerError::Lost("the connection ended".into())),
        }
    }

    fn look_at_the_clock(&mut self, now: Instant) {
        self.full_since = self.budget.look(self.full_since, now);
        self.context.monitor.in_hand_bytes.set(self.budget.in_hand());
        if self.publisher.as_ref().is_some_and(|publisher| publisher.is_overdue(now)) {
            let after = self.context.settings.publish.confirm_timeout;
            self.pace.timed_out(now);
            if self.context.endpoint.has_other_nodes() && self.ending.is_none() {
                // A node that is cut off from its cluster confirms nothing, and delivers nothing either: both
                // connections go to the next one.
                let cause = "the node confirms nothing; the next one is tried".to_owned();
                self.ending = Some((now, Some(cause)));
            }
            self.lose_publisher(&BrokerError::Silent { what: "confirming a publish", after });
        }
        let limit = self.context.settings.limits.article_time;
        for tag in self.context.threads.give_up_on(limit, self.number) {
            self.in_flight.too_slow(tag, limit);
        }
    }

    /// The end of the session, once it is over.
    fn end(&mut self) -> Result<Option<End>, BrokerError> {
        let now = Instant::now();
        let answer_within = self.context.settings.consume.answer_within();
        // A long outage with large messages: each further message takes memory.
        let longest = if self.full_since.is_some() { answer_within.min(FULL) } else { answer_within };
        if let Some(since) = self.in_flight.outage_since()
            && now >= since + longest
        {
            let (count, lasted) = (self.in_flight.len(), since.elapsed());
            Event::DeliveriesGivenBack { count, lasted }.emit(&self.context.monitor);
            let samples = self.in_flight.probe_samples();
            self.give_back()?;
            return Ok(Some(End::GivenBack(samples)));
        }
        let Some((until, cause)) = &self.ending else { return Ok(None) };
        let finished = self.consumer.has_ended() && self.in_flight.len() == 0;
        if !finished && now < *until {
            return Ok(None);
        }
        let cause = cause.clone();
        let left = self.in_flight.len();
        self.give_back()?;
        let Some(cause) = cause else {
            Event::WorkerStopped { given_back: left }.emit(&self.context.monitor);
            return Ok(Some(End::Stopped));
        };
        Ok(Some(End::Lost(cause)))
    }
}

/// The loss of a publisher, as the worker needs to know it.
fn loss(error: &BrokerError) -> PublisherLoss {
    PublisherLoss {
        cause: error.to_string(),
        by_a_message: error.is_about_the_message(),
        is_silent: matches!(error, BrokerError::Silent { .. }),
        largest_message: error.largest_message(),
    }
}

async fn verdicts_of(
    publisher: Option<&mut Publisher<u64>>,
    verdicts: &mut Vec<(u64, Verdict)>,
) -> Result<(), BrokerError> {
    match publisher {
        Some(publisher) if publisher.in_flight() > 0 => {
            publisher.verdicts(|tag, verdict| verdicts.push((tag, verdict))).await
        }
        _ => std::future::pending().await,
    }
}

/// A new publisher, and whatever of the topology somebody has deleted.
pub(super) async fn open(
    endpoint: &Endpoint,
    settings: &Settings,
    topology: &Topology,
) -> Result<Publisher<u64>, BrokerError> {
    let publisher = Publisher::open(endpoint, settings.publish.confirm_timeout).await?;
    if settings.topology.mode == TopologyMode::Declare {
        restore(publisher.connection(), endpoint, settings, topology).await?;
    }
    Ok(publisher)
}

async fn opened(opening: Option<&mut Opening>) -> Result<Publisher<u64>, BrokerError> {
    match opening {
        Some(opening) => opening.await,
        None => std::future::pending().await,
    }
}

async fn at(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time.into()).await,
        None => std::future::pending().await,
    }
}
