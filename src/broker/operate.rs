//! Declaring the topology as an operator, for workers that may not do so themselves; and taking it away again.

use lapin::options::{ExchangeDeleteOptions, QueueDeleteOptions};

use super::connection::{Endpoint, channel, close, within};
use super::declare;
use super::error::BrokerError;
use super::headers::short;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::Settings;

/// What was declared.
#[derive(Debug)]
pub struct Applied {
    /// What Dateline needs on this broker.
    pub topology: Topology,
    /// What exists with other arguments and is used as it is.
    pub differences: Vec<String>,
}

/// Connects and declares what is missing.
pub async fn apply_topology(settings: &Settings) -> Result<Applied, BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let patience = settings.broker.connect_timeout;
    let version = endpoint.version().await?;
    let topology = Topology::of(settings, version.unwrap_or(ServerVersion::UNKNOWN));
    let connection = endpoint.open("topology").await?;
    let declared = declare::declare(&connection, &topology, patience).await;
    close(&connection, patience).await;
    Ok(Applied { topology, differences: declared? })
}

/// Connects and deletes every queue and exchange of the topology, with all that is in them. For the demo, whose names
/// are its own.
pub async fn remove_topology(settings: &Settings) -> Result<(), BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let patience = settings.broker.connect_timeout;
    let topology = Topology::of(settings, ServerVersion::UNKNOWN);
    let connection = endpoint.open("topology").await?;
    let removing = async {
        let on = channel(&connection, patience).await?;
        for queue in &topology.queues {
            let deleting = on.queue_delete(short(&queue.name), QueueDeleteOptions::default());
            within(patience, "deleting a queue", deleting).await?;
        }
        for exchange in &topology.exchanges {
            let deleting = on.exchange_delete(short(&exchange.name), ExchangeDeleteOptions::default());
            within(patience, "deleting an exchange", deleting).await?;
        }
        Ok(())
    };
    let removed = removing.await;
    close(&connection, patience).await;
    removed
}
