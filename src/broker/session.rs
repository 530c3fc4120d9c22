//! From a connection to its loss: one task takes, publishes and acknowledges; the threads enrich.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::stream::{BoxStream, StreamExt};
use tokio::time::{MissedTickBehavior, interval, sleep_until};

use super::acks::Acknowledgement;
use super::connection::{Endpoint, Reading, close};
use super::declare::prepare;
use super::error::BrokerError;
use super::events;
use super::flight::Flight;
use super::handler::Desk;
use super::intake::{Intake, Take};
use super::message::{Outgoing, Received};
use super::monitor::{Condition, Monitor};
use super::pace::Pace;
use super::publisher::Publisher;
use super::topology::Topology;
use super::window::Verdict;
use super::wire::Registry;
use super::workers::{Job, Workers};
use crate::settings::{Settings, TopologyMode};
use crate::shutdown::Shutdown;

/// Deliveries taken at a time before the other side of the work gets its turn.
const BATCH: usize = 64;
/// How long a gap may hold up the acknowledgement of what lies beyond it.
const GAP: Duration = Duration::from_millis(200);
/// How long each farewell may take: with `shutdown.grace` before it, less than what service managers wait.
const FAREWELL: Duration = Duration::from_secs(3);
/// Longest time that the end of a worker takes after `shutdown.grace`: three farewells, and as much again to spare.
pub const FAREWELLS: Duration = Duration::from_secs(12);
/// How long trouble may last while there is no room for more bytes.
const FULL: Duration = Duration::from_mins(1);
/// How often overdue answers are looked for.
const TICK: Duration = Duration::from_millis(50);

/// What sessions share.
pub(crate) struct Ground {
    pub(crate) settings: Arc<Settings>,
    pub(crate) endpoint: Endpoint,
    pub(crate) topology: Topology,
    pub(crate) desk: Arc<Desk>,
    pub(crate) monitor: Arc<Monitor>,
    pub(crate) workers: Workers,
    pub(crate) shutdown: Shutdown,
}

/// How a session ended.
pub(crate) enum End {
    /// By a request to stop.
    Stopped,
    /// A consumer or connection was lost; everything has to be rebuilt.
    Lost(String),
    /// An outage lasted so long that the messages were returned to the queue; some of them serve as probes.
    GivenBack(Vec<Arc<Outgoing>>),
}

struct Session<'a> {
    ground: &'a mut Ground,
    number: u64,
    intake: Intake,
    flight: Flight,
    publisher: Option<Publisher<u64>>,
    pace: Pace,
    blocking: BoxStream<'static, lapin::Event>,
    opening: Option<Opening>,
    /// Set when no more messages are taken: until when those in hand may take, and why.
    ending: Option<(Instant, Option<String>)>,
    /// When what is settled is acknowledged at the latest.
    acknowledge_at: Option<Instant>,
    gap_since: Option<Instant>,
    reading: Arc<Registry>,
    /// Since when no room is left for more bytes.
    full_since: Option<Instant>,
}

type Opening = Pin<Box<dyn Future<Output = Result<Publisher<u64>, BrokerError>> + Send>>;

/// Runs until the worker is to stop or something is lost.
pub(crate) async fn run(
    ground: &mut Ground,
    number: u64,
    consuming: &Reading,
    publisher: Publisher<u64>,
) -> Result<End, BrokerError> {
    let patience = ground.settings.broker.connect_timeout;
    let intake = Intake::open(consuming, &ground.settings, patience).await?;
    ground.monitor.set(Condition::Consuming);
    ground.monitor.pulse.begin(&ground.settings);
    let mut session = Session {
        number,
        intake,
        flight: Flight::new(
            Arc::clone(&ground.desk),
            Arc::clone(&ground.monitor),
            Arc::clone(&consuming.unreadable),
        ),
        pace: Pace::new(ground.settings.publish.window as usize, ground.settings.publish.confirm_timeout),
        blocking: publisher.events(),
        publisher: Some(publisher),
        opening: None,
        ending: None,
        acknowledge_at: None,
        gap_since: None,
        reading: Arc::clone(&consuming.unreadable),
        full_since: None,
        ground,
    };
    let end = session.work().await;
    session.ground.monitor.pulse.end();
    let Session { intake, publisher, flight, ground, .. } = session;
    if matches!(end, Ok(End::Stopped | End::GivenBack(_))) {
        intake.close(FAREWELL).await;
        close(&consuming.connection, FAREWELL).await;
        if let Some(publisher) = publisher {
            publisher.close(FAREWELL).await;
        }
    } else {
        events::session_lost(&reason(&end), flight.len());
    }
    ground.monitor.in_flight.set(0);
    ground.monitor.in_hand_bytes.set(0);
    end
}

fn reason(end: &Result<End, BrokerError>) -> String {
    match end {
        Ok(End::Lost(cause)) => cause.clone(),
        Ok(End::Stopped | End::GivenBack(_)) => String::new(),
        Err(error) => error.to_string(),
    }
}

/// What happened.
enum News {
    Stop,
    Verdicts(Vec<(u64, Verdict)>, Result<(), BrokerError>),
    Finished(super::workers::Finished),
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
            self.ground.monitor.pulse.beat();
            self.publish();
            self.acknowledge()?;
            if let Some(suspect) =
                self.intake.go_on(self.flight.without_answer(), self.ending.is_some()).await?
            {
                let span = events::message_span(&suspect);
                self.submit(suspect, span);
            }
            if let Some(error) = self.flight.reopen.take() {
                self.lose_publisher(&error);
            }
            if let Some(end) = self.end()? {
                return Ok(end);
            }
            let news = self.wait(&mut tick).await;
            self.take(news).await?;
        }
    }

    async fn wait(&mut self, tick: &mut tokio::time::Interval) -> News {
        let acknowledge_at = self.acknowledge_at;
        let stopping = self.ending.is_some();
        let mut verdicts = Vec::new();
        tokio::select! {
            biased;
            () = self.ground.shutdown.requested(), if !stopping => News::Stop,
            result = verdicts_of(self.publisher.as_mut(), &mut verdicts) => News::Verdicts(verdicts, result),
            Ok(finished) = self.ground.workers.finished().recv_async() => News::Finished(finished),
            delivery = self.intake.next() => News::Delivery(delivery),
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
                let grace = self.ground.settings.shutdown.grace;
                events::worker_draining(self.flight.len(), grace);
                self.ground.monitor.set(Condition::Draining);
                self.ending = Some((now + grace, None));
                self.intake.cancel();
            }
            News::Verdicts(verdicts, result) => {
                if let Some(confirms) = self.publisher.as_mut().and_then(Publisher::take_confirms) {
                    self.pace.confirmed(confirms, now);
                }
                for (tag, verdict) in verdicts {
                    self.flight.verdict(tag, verdict, now);
                }
                if let Err(error) = result {
                    self.lose_publisher(&error);
                }
            }
            News::Finished(finished) => {
                let mut next = Some(finished);
                while let Some(finished) = next {
                    if finished.session == self.number {
                        self.flight.finished(finished.tag, finished.handled);
                    }
                    next = self.ground.workers.finished().try_recv().ok();
                }
            }
            News::Delivery(delivery) => self.deliver(delivery).await?,
            News::Blocking(event) => self.blocking_event(event, now),
            News::Opened(opened) => {
                self.opening = None;
                match opened {
                    Ok(publisher) => {
                        self.blocking = publisher.events();
                        self.publisher = Some(publisher);
                    }
                    Err(error) => self.flight.trouble(&error.to_string(), now),
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
            let received = Arc::new(self.intake.received(delivery));
            let span = self.flight.delivered(&received);
            if let Take::Now(received) = self.intake.judge(received).await? {
                self.submit(received, span);
            }
            left -= 1;
            // What is taken out of the stream here must be entered: nothing is after the last.
            next = if left > 0 { self.intake.next_now() } else { None };
        }
        if self.intake.was_ended_by_the_broker() && self.ending.is_none() {
            let queue = &self.ground.settings.topology.input_queue;
            events::consumer_cancelled(queue);
            // What is in hand may be gone from the broker: it is finished before all is rebuilt.
            let until = Instant::now() + self.ground.settings.shutdown.grace;
            self.ending = Some((until, Some(format!("the broker cancelled the consumer of {queue}"))));
        }
        Ok(())
    }

    fn submit(&mut self, received: Arc<Received>, span: tracing::Span) {
        if let Some(handled) = self.ground.workers.at_once(&received) {
            self.flight.finished(received.tag, handled);
            return;
        }
        self.ground.workers.submit(Job { session: self.number, received, span });
    }

    fn publish(&mut self) {
        let now = Instant::now();
        let window = self.pace.window();
        self.ground.monitor.publish_window.set(window as u64);
        match &mut self.publisher {
            Some(publisher) => {
                let room = window.saturating_sub(publisher.in_flight());
                for (tag, outgoing) in self.flight.take_publishable(room, now) {
                    publisher.publish(tag, outgoing);
                }
            }
            None if self.opening.is_none() && self.flight.next_probe().is_none_or(|probe| probe <= now) => {
                let (endpoint, topology) = (self.ground.endpoint.clone(), self.ground.topology.clone());
                let settings = Arc::clone(&self.ground.settings);
                self.opening = Some(Box::pin(async move { open(&endpoint, &settings, &topology).await }));
            }
            None => {}
        }
    }

    fn lose_publisher(&mut self, error: &BrokerError) {
        if let Some(publisher) = self.publisher.take() {
            self.flight.publisher_lost(publisher.into_items().collect(), error, Instant::now());
        }
    }

    fn blocking_event(&mut self, event: Option<lapin::Event>, now: Instant) {
        match event {
            Some(lapin::Event::ConnectionBlocked(reason)) => self.flight.set_blocked(Some(&reason), now),
            Some(lapin::Event::ConnectionUnblocked) => {
                if let Some(publisher) = &mut self.publisher {
                    publisher.restart_clock();
                }
                self.flight.set_blocked(None, now);
            }
            Some(lapin::Event::Error(error)) => self.lose_publisher(&BrokerError::lost(&error)),
            Some(_) => {}
            None => self.lose_publisher(&BrokerError::Lost("the connection ended".into())),
        }
    }

    fn look_at_the_clock(&mut self, now: Instant) {
        self.full_since = self.reading.budget.look(self.full_since, now);
        self.ground.monitor.in_hand_bytes.set(self.reading.budget.in_hand());
        if self.publisher.as_ref().is_some_and(|publisher| publisher.is_overdue(now)) {
            let after = self.ground.settings.publish.confirm_timeout;
            self.pace.timed_out(now);
            self.lose_publisher(&BrokerError::Silent { what: "confirming a publish", after });
        }
        let limit = self.ground.settings.limits.article_time;
        for tag in self.ground.workers.give_up_on(limit, self.number) {
            self.flight.too_slow(tag, limit);
        }
    }

    /// Sends the acknowledgements that are due.
    fn acknowledge(&mut self) -> Result<(), BrokerError> {
        let consume = &self.ground.settings.consume;
        let acks = &mut self.flight.acks;
        if acks.settled() == 0 {
            (self.acknowledge_at, self.gap_since) = (None, None);
            return Ok(());
        }
        let now = Instant::now();
        let enough = consume.acknowledge_every.min(u32::from(consume.prefetch / 4)).max(1) as usize;
        let due = self.acknowledge_at.is_some_and(|at| at <= now);
        let quiet = self.flight.len() == 0;
        let acks = &mut self.flight.acks;
        if acks.run() >= enough || due || quiet {
            if let Some(word) = acks.take_run() {
                acknowledge(&self.intake, &self.ground.monitor, word)?;
                self.gap_since = None;
            }
            self.acknowledge_at = None;
        }
        if acks.settled() > 0 {
            let within = consume.acknowledge_within;
            self.acknowledge_at.get_or_insert(now + within);
            let since = *self.gap_since.get_or_insert(now);
            if acks.run() == 0 && now >= since + GAP {
                for word in acks.take_scattered() {
                    acknowledge(&self.intake, &self.ground.monitor, word)?;
                }
                self.gap_since = None;
            }
        }
        Ok(())
    }

    /// Whether the session is over.
    fn end(&mut self) -> Result<Option<End>, BrokerError> {
        let now = Instant::now();
        let answer_within = self.ground.settings.consume.answer_within();
        // A long trouble with large messages: each one more that comes takes memory.
        let patience = if self.full_since.is_some() { answer_within.min(FULL) } else { answer_within };
        if let Some(since) = self.flight.troubled_since()
            && now >= since + patience
        {
            events::deliveries_given_back(self.flight.len(), since.elapsed());
            let samples = self.flight.probe_samples();
            self.give_back()?;
            return Ok(Some(End::GivenBack(samples)));
        }
        let Some((until, cause)) = &self.ending else { return Ok(None) };
        let finished = self.intake.has_ended() && self.flight.len() == 0;
        if !finished && now < *until {
            return Ok(None);
        }
        let cause = cause.clone();
        let left = self.flight.len();
        self.give_back()?;
        let Some(cause) = cause else {
            events::worker_stopped(left);
            return Ok(Some(End::Stopped));
        };
        Ok(Some(End::Lost(cause)))
    }

    /// Gives back what is left, after the last acknowledgements.
    fn give_back(&mut self) -> Result<(), BrokerError> {
        if let Some(word) = self.flight.acks.take_run() {
            acknowledge(&self.intake, &self.ground.monitor, word)?;
        }
        for word in self.flight.acks.take_scattered() {
            acknowledge(&self.intake, &self.ground.monitor, word)?;
        }
        for tag in self.flight.tags() {
            self.intake.give_back(tag)?;
        }
        Ok(())
    }
}

/// Sends an acknowledgement and counts what it answers.
fn acknowledge(intake: &Intake, monitor: &Monitor, word: Acknowledgement) -> Result<(), BrokerError> {
    intake.acknowledge(word)?;
    monitor.acknowledged.add(word.count);
    Ok(())
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
        prepare(publisher.connection(), endpoint, settings, topology).await?;
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
