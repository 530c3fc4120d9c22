//! Declares the topology as an operator, for workers without the permission, and deletes it again.

use lapin::options::{ExchangeDeleteOptions, QueueDeleteOptions};

use super::connection::{Endpoint, channel, close, within};
use super::declare::{self, Findings};
use super::error::BrokerError;
use super::headers::short;
use super::inspect::Inspector;
use super::inspect::management::Management;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::Settings;

/// The declared topology.
#[derive(Debug)]
pub struct Applied {
    /// The topology that Dateline needs on this broker.
    pub topology: Topology,
    /// Differences from the settings, and properties that could not be checked.
    pub findings: Findings,
}

/// Connects and declares what is missing.
pub async fn apply_topology(settings: &Settings) -> Result<Applied, BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let timeout = settings.broker.connect_timeout;
    let version = endpoint.version().await?;
    let topology = Topology::of(settings, version.unwrap_or(ServerVersion::UNKNOWN));
    let connection = endpoint.open("topology").await?;
    let management = Management::new(&settings.broker, &endpoint)?;
    let inspector = Inspector { connection: &connection, timeout, management: management.as_ref() };
    let declared = declare::declare(&inspector, &topology).await;
    close(&connection, timeout).await;
    Ok(Applied { topology, findings: declared? })
}

/// Connects and deletes every queue and exchange of the topology with all messages. Only for the demo, which uses names
/// of its own.
pub async fn remove_topology(settings: &Settings) -> Result<(), BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let timeout = settings.broker.connect_timeout;
    let topology = Topology::of(settings, ServerVersion::UNKNOWN);
    let connection = endpoint.open("topology").await?;
    let removing = async {
        let on = channel(&connection, timeout).await?;
        for queue in topology.queues.iter().filter(|queue| !queue.taken_as_it_is) {
            let deleting = on.queue_delete(short(&queue.name), QueueDeleteOptions::default());
            within(timeout, "deleting a queue", deleting).await?;
        }
        for exchange in topology.exchanges.iter().filter(|exchange| !exchange.taken_as_it_is) {
            let deleting = on.exchange_delete(short(&exchange.name), ExchangeDeleteOptions::default());
            within(timeout, "deleting an exchange", deleting).await?;
        }
        Ok(())
    };
    let removed = removing.await;
    close(&connection, timeout).await;
    removed
}
