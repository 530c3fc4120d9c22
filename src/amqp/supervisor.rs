//! The worker: connects, works until a connection is lost, rebuilds everything, and repeats this until it is stopped.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::connection::{Endpoint, Reading, close};
use super::connection_check::check_settings;
use super::declare;
use super::error::BrokerError;
use super::message::Outgoing;
use super::publisher::Publisher;
use super::session::{self, End, SessionContext};
use super::topology::Topology;
use super::topology_watch;
use super::transport::Amqp;
use super::version::ServerVersion;
use crate::settings::Settings;
use crate::shutdown::Shutdown;
use crate::worker::backoff::Backoff;
use crate::worker::enrich_threads::EnrichThreads;
use crate::worker::events::Event;
use crate::worker::handler::MessageHandler;
use crate::worker::{Condition, Enrich, Monitor, Verdict};

/// A session that lasted this long resets the back-off.
const SOUND: Duration = Duration::from_secs(10);

/// Runs the worker until `shutdown` is requested.
///
/// It waits for a broker that is not available. Only errors that waiting cannot fix are returned: an invalid address,
/// unreadable certificates, a topology that differs from the settings.
pub async fn run(
    settings: Arc<Settings>,
    enricher: Arc<dyn Enrich>,
    shutdown: Shutdown,
    monitor: Arc<Monitor>,
) -> Result<(), BrokerError> {
    check_settings(&settings)?;
    let endpoint = Endpoint::of(&settings.broker)?;
    let handler = Arc::new(MessageHandler {
        settings: Arc::clone(&settings),
        enricher,
        rules: settings.read_options(),
        monitor: Arc::clone(&monitor),
        transport: Amqp::new(settings.topology.clone()),
    });
    let threads = EnrichThreads::start(Arc::clone(&handler), settings.enrich.threads())
        .map_err(|error| BrokerError::Lost(format!("cannot start a thread: {error}")))?;
    let topology = Topology::of(&settings, ServerVersion::UNKNOWN);
    let mut context = SessionContext { settings, endpoint, topology, handler, monitor, threads, shutdown };
    let result = Box::pin(supervise(&mut context)).await;
    context.monitor.set(Condition::Stopped);
    result
}

async fn supervise(context: &mut SessionContext) -> Result<(), BrokerError> {
    let broker = &context.settings.broker;
    let mut backoff = Backoff::new(broker.backoff_first, broker.backoff_longest);
    let mut number = 0;
    let mut cause = None;
    loop {
        context.monitor.set(Condition::Connecting(cause.take()));
        let error = match unless_stopped(&mut context.shutdown.clone(), Box::pin(connect(context))).await {
            None => return Ok(()),
            Some(Err(error)) if error.is_permanent() && number == 0 => {
                Event::TopologyRefused { error: &error }.emit(&context.monitor);
                return Err(error);
            }
            Some(Err(error)) => error,
            Some(Ok((consuming, publisher))) => {
                number += 1;
                Event::Connected.emit(&context.monitor);
                let begun = Instant::now();
                let (settings, monitor) = (Arc::clone(&context.settings), Arc::clone(&context.monitor));
                let (endpoint, topology) = (context.endpoint.clone(), context.topology.clone());
                let watching =
                    topology_watch::watch(&consuming.connection, &endpoint, &settings, &topology, &monitor);
                let end = tokio::select! {
                    end = session::run(context, number, &consuming, publisher) => end,
                    never = watching => never,
                };
                if begun.elapsed() >= SOUND {
                    backoff.reset();
                }
                match end {
                    Ok(End::Stopped) => return Ok(()),
                    Ok(End::GivenBack(samples)) => {
                        let mut shutdown = context.shutdown.clone();
                        let probing = Box::pin(probe(context, &samples));
                        if unless_stopped(&mut shutdown, probing).await.is_none() {
                            return Ok(());
                        }
                        continue;
                    }
                    Ok(End::Lost(cause)) => {
                        close(&consuming.connection, context.settings.broker.connect_timeout).await;
                        BrokerError::Lost(cause)
                    }
                    Err(error) => error,
                }
            }
        };
        // The node that was lost may be up again before its part of the cluster does its work.
        context.endpoint.leave_node();
        let wait = backoff.next();
        Event::ConnectionFailed { error: &error, attempt: backoff.tries(), wait }.emit(&context.monitor);
        cause = Some(error.to_string());
        context.monitor.set(Condition::Connecting(cause.clone()));
        if unless_stopped(&mut context.shutdown.clone(), tokio::time::sleep(wait)).await.is_none() {
            return Ok(());
        }
    }
}

/// Both connections, with the topology in place.
async fn connect(context: &mut SessionContext) -> Result<(Reading, Publisher<u64>), BrokerError> {
    let settings = Arc::clone(&context.settings);
    let version = context.endpoint.version().await?;
    let consuming = context.endpoint.open_within("consume", settings.limits.in_hand_bytes).await?;
    context.topology = Topology::of(&settings, version.unwrap_or(ServerVersion::UNKNOWN));
    let topology = &context.topology;
    let connection = &consuming.connection;
    let findings = declare::prepare(connection, &context.endpoint, &settings, topology).await?;
    for difference in &findings.differences {
        Event::TopologyDiffers { difference }.emit(&context.monitor);
    }
    for what in &findings.unchecked {
        Event::TopologyUnchecked { what }.emit(&context.monitor);
    }
    let publisher = Publisher::open(&context.endpoint, settings.publish.confirm_timeout).await?;
    context.handler.transport.set_room(publisher.frame_room());
    let version = version.map_or_else(|| "unknown".to_owned(), |version| version.to_string());
    Event::WorkerConsuming {
        address: &context.endpoint.address(),
        version: &version,
        queue: &settings.topology.input_queue,
        prefetch: settings.consume.prefetch,
        threads: settings.enrich.threads(),
    }
    .emit(&context.monitor);
    Ok((consuming, publisher))
}

/// Probes after messages were returned to the queue: publishes some of them, each for different queues, in turn until
/// one is confirmed. It will be published again later; consumers drop such repeats. Without any message, an open
/// publisher is taken as the end of the outage.
async fn probe(context: &SessionContext, samples: &[Arc<Outgoing>]) {
    let retry = &context.settings.retry;
    let mut backoff = Backoff::new(retry.probe_first, retry.probe_longest);
    let mut samples = samples.iter().cycle();
    let probe_failed = |cause: &str, attempt, wait| {
        Event::ProbeFailed { cause, attempt, wait }.emit(&context.monitor);
    };
    loop {
        let wait = backoff.next();
        tokio::time::sleep(wait).await;
        match publish_one(context, samples.next()).await {
            Ok(Verdict::Confirmed | Verdict::Returned(_)) => return,
            Ok(Verdict::Nacked) => probe_failed("rejected", backoff.tries(), wait),
            Err(error) => probe_failed(&error.to_string(), backoff.tries(), wait),
        }
    }
}

async fn publish_one(
    context: &SessionContext,
    sample: Option<&Arc<Outgoing>>,
) -> Result<Verdict, BrokerError> {
    let timeout = context.settings.publish.confirm_timeout;
    // With whatever of the topology somebody has deleted meanwhile.
    let mut publisher = session::open(&context.endpoint, &context.settings, &context.topology).await?;
    let mut verdict = sample.is_none().then_some(Verdict::Confirmed);
    if let Some(sample) = sample {
        publisher.publish(0, Arc::clone(sample));
    }
    let waiting = async {
        while verdict.is_none() {
            publisher.verdicts(|_, answer| verdict = Some(answer)).await?;
        }
        Ok(())
    };
    let waited = tokio::time::timeout(timeout, waiting).await;
    publisher.close(timeout).await;
    match (waited, verdict) {
        (Ok(Ok(())), Some(verdict)) => Ok(verdict),
        (Ok(Err(error)), _) => Err(error),
        _ => Err(BrokerError::Silent { what: "confirming a publish", after: timeout }),
    }
}

async fn unless_stopped<T>(shutdown: &mut Shutdown, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = shutdown.requested() => None,
        value = work => Some(value),
    }
}
