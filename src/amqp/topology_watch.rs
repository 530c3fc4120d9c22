//! Notices what was deleted on the broker under a running worker, and declares it again where the
//! worker may declare (`topology.mode = "declare"`).
//!
//! AMQP does not show bindings: they are declared again each time, and only the management API tells that one was
//! missing. The work queue is left to the consumer, which hears at once when it is gone.

use std::collections::BTreeSet;

use lapin::Connection;
use tokio::time::{MissedTickBehavior, interval};

use super::connection::Endpoint;
use super::declare::{bind, restore};
use super::error::BrokerError;
use super::inspect::Inspector;
use super::inspect::management::Management;
use super::inspect::over_amqp::{exchange_exists, queue_exists};
use super::topology::Topology;
use crate::settings::{Settings, TopologyMode};
use crate::worker::events::Event;
use crate::worker::monitor::Monitor;

/// Looks until it is dropped.
pub(crate) async fn watch(
    connection: &Connection,
    endpoint: &Endpoint,
    settings: &Settings,
    topology: &Topology,
    monitor: &Monitor,
) -> ! {
    let management = Management::new(&settings.broker, endpoint).ok().flatten();
    let timeout = settings.broker.connect_timeout;
    let inspector = Inspector { connection, timeout, management: management.as_ref() };
    let mut missing = BTreeSet::new();
    monitor.topology_missing.set(0);
    let mut tick = interval(settings.topology.watch_interval);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick.tick().await;
    loop {
        tick.tick().await;
        if settings.topology.mode == TopologyMode::Off {
            continue;
        }
        if let Err(error) = look(&inspector, endpoint, settings, topology, monitor, &mut missing).await {
            // A connection that is lost is the session's concern.
            tracing::debug!(%error, "looking for the topology");
        }
        monitor.topology_missing.set(missing.len() as u64);
    }
}

async fn look(
    inspector: &Inspector<'_>,
    endpoint: &Endpoint,
    settings: &Settings,
    topology: &Topology,
    monitor: &Monitor,
    before: &mut BTreeSet<String>,
) -> Result<(), BrokerError> {
    let now = missing(inspector, settings, topology).await?;
    for what in now.difference(before) {
        Event::TopologyMissing { what }.emit(monitor);
    }
    for what in before.difference(&now) {
        Event::TopologyRestored { what }.emit(monitor);
    }
    *before = now;
    if settings.topology.mode == TopologyMode::Declare {
        if before.is_empty() {
            return bind(inspector, topology).await;
        }
        restore(inspector.connection, endpoint, settings, topology).await?;
        let left = missing(inspector, settings, topology).await?;
        for what in before.difference(&left) {
            Event::TopologyRestored { what }.emit(monitor);
        }
        *before = left;
    }
    Ok(())
}

/// Exchanges, queues and, where they can be seen, bindings that are gone.
async fn missing(
    inspector: &Inspector<'_>,
    settings: &Settings,
    topology: &Topology,
) -> Result<BTreeSet<String>, BrokerError> {
    let &Inspector { connection, timeout, .. } = inspector;
    let mut missing = BTreeSet::new();
    for exchange in &topology.exchanges {
        if !exchange_exists(connection, &exchange.name, timeout).await? {
            missing.insert(format!("exchange {}", exchange.name));
        }
    }
    let work = &settings.topology.input_queue;
    for queue in topology.queues.iter().filter(|queue| queue.name != *work) {
        if !queue_exists(connection, &queue.name, timeout).await? {
            missing.insert(format!("queue {}", queue.name));
        }
    }
    for queue in &topology.queues {
        let planned: Vec<_> =
            topology.bindings.iter().filter(|binding| binding.queue == queue.name).collect();
        if planned.is_empty() {
            continue;
        }
        let Some(Ok(found)) = inspector.bindings(&queue.name).await else { continue };
        for binding in planned {
            let is_there = found
                .iter()
                .any(|found| found.exchange == binding.exchange && found.routing_key == binding.routing_key);
            // Where the worker may not bind, another binding serves as well: see the check at the start.
            let is_served = settings.topology.mode == TopologyMode::Check && !found.is_empty();
            if !is_there && !is_served {
                missing.insert(format!(
                    "binding of queue {} to exchange {} for {:?}",
                    binding.queue, binding.exchange, binding.routing_key
                ));
            }
        }
    }
    Ok(missing)
}
