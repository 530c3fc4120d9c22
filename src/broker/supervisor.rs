//! The worker: connects, works until a connection is lost, rebuilds everything, and repeats this until it is stopped.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::backoff::Backoff;
use super::connection::{Endpoint, Reading, close};
use super::declare;
use super::error::BrokerError;
use super::events;
use super::handler::{Desk, Enrich};
use super::message::Outgoing;
use super::monitor::{Condition, Monitor};
use super::publisher::Publisher;
use super::session::{self, End, Ground};
use super::topology::Topology;
use super::topology_watch;
use super::tryout::check_settings;
use super::version::ServerVersion;
use super::window::Verdict;
use super::workers::Workers;
use crate::settings::Settings;
use crate::shutdown::Shutdown;

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
    let desk = Arc::new(Desk { settings: Arc::clone(&settings), enricher, rules: settings.read_options() });
    let workers = Workers::start(Arc::clone(&desk), settings.enrich.threads())
        .map_err(|error| BrokerError::Lost(format!("cannot start a thread: {error}")))?;
    let topology = Topology::of(&settings, ServerVersion::UNKNOWN);
    let mut ground = Ground { settings, endpoint, topology, desk, monitor, workers, shutdown };
    let result = Box::pin(supervise(&mut ground)).await;
    ground.monitor.set(Condition::Stopped);
    result
}

async fn supervise(ground: &mut Ground) -> Result<(), BrokerError> {
    let broker = &ground.settings.broker;
    let mut backoff = Backoff::new(broker.backoff_first, broker.backoff_longest);
    let mut number = 0;
    let mut cause = None;
    loop {
        ground.monitor.set(Condition::Connecting(cause.take()));
        let error = match unless_stopped(&mut ground.shutdown.clone(), Box::pin(connect(ground))).await {
            None => return Ok(()),
            Some(Err(error)) if error.is_permanent() && number == 0 => {
                events::topology_refused(&error);
                return Err(error);
            }
            Some(Err(error)) => error,
            Some(Ok((consuming, publisher))) => {
                number += 1;
                ground.monitor.connections.increment();
                let begun = Instant::now();
                let (settings, monitor) = (Arc::clone(&ground.settings), Arc::clone(&ground.monitor));
                let (endpoint, topology) = (ground.endpoint.clone(), ground.topology.clone());
                let watching =
                    topology_watch::watch(&consuming.connection, &endpoint, &settings, &topology, &monitor);
                let end = tokio::select! {
                    end = session::run(ground, number, &consuming, publisher) => end,
                    never = watching => never,
                };
                if begun.elapsed() >= SOUND {
                    backoff.reset();
                }
                match end {
                    Ok(End::Stopped) => return Ok(()),
                    Ok(End::GivenBack(samples)) => {
                        let mut shutdown = ground.shutdown.clone();
                        if unless_stopped(&mut shutdown, probe(ground, &samples)).await.is_none() {
                            return Ok(());
                        }
                        continue;
                    }
                    Ok(End::Lost(cause)) => {
                        close(&consuming.connection, ground.settings.broker.connect_timeout).await;
                        BrokerError::Lost(cause)
                    }
                    Err(error) => error,
                }
            }
        };
        let wait = backoff.next();
        events::connection_failed(&error, backoff.tries(), wait);
        cause = Some(error.to_string());
        ground.monitor.set(Condition::Connecting(cause.clone()));
        if unless_stopped(&mut ground.shutdown.clone(), tokio::time::sleep(wait)).await.is_none() {
            return Ok(());
        }
    }
}

/// Both connections, with the topology in place.
async fn connect(ground: &mut Ground) -> Result<(Reading, Publisher<u64>), BrokerError> {
    let settings = Arc::clone(&ground.settings);
    let version = ground.endpoint.version().await?;
    let consuming = ground.endpoint.open_within("consume", settings.limits.in_hand_bytes).await?;
    ground.topology = Topology::of(&settings, version.unwrap_or(ServerVersion::UNKNOWN));
    let topology = &ground.topology;
    let connection = &consuming.connection;
    let findings = declare::prepare(connection, &ground.endpoint, &settings, topology).await?;
    findings.differences.iter().for_each(|difference| events::topology_differs(difference));
    findings.unchecked.iter().for_each(|what| events::topology_unchecked(what));
    let publisher = Publisher::open(&ground.endpoint, settings.publish.confirm_timeout).await?;
    events::worker_consuming(
        &ground.endpoint.address(),
        &version.map_or_else(|| "unknown".to_owned(), |version| version.to_string()),
        &settings.topology.input_queue,
        settings.consume.prefetch,
        settings.enrich.threads(),
    );
    Ok((consuming, publisher))
}

/// Probes after messages were returned to the queue: publishes some of them, each for different queues, in turn until
/// one is confirmed. It will be published again later; consumers drop such repeats. Without any message, an open
/// publisher is taken as the end of the outage.
async fn probe(ground: &Ground, samples: &[Arc<Outgoing>]) {
    let retry = &ground.settings.retry;
    let mut backoff = Backoff::new(retry.probe_first, retry.probe_longest);
    let mut samples = samples.iter().cycle();
    loop {
        let wait = backoff.next();
        tokio::time::sleep(wait).await;
        match publish_one(ground, samples.next()).await {
            Ok(Verdict::Confirmed | Verdict::Returned(_)) => return,
            Ok(Verdict::Nacked) => events::probe_failed("rejected", backoff.tries(), wait),
            Err(error) => events::probe_failed(&error.to_string(), backoff.tries(), wait),
        }
    }
}

async fn publish_one(ground: &Ground, sample: Option<&Arc<Outgoing>>) -> Result<Verdict, BrokerError> {
    let patience = ground.settings.publish.confirm_timeout;
    // With whatever of the topology somebody has deleted meanwhile.
    let mut publisher = session::open(&ground.endpoint, &ground.settings, &ground.topology).await?;
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
    let waited = tokio::time::timeout(patience, waiting).await;
    publisher.close(patience).await;
    match (waited, verdict) {
        (Ok(Ok(())), Some(verdict)) => Ok(verdict),
        (Ok(Err(error)), _) => Err(error),
        _ => Err(BrokerError::Silent { what: "confirming a publish", after: patience }),
    }
}

async fn unless_stopped<T>(shutdown: &mut Shutdown, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = shutdown.requested() => None,
        value = work => Some(value),
    }
}
