//! Trying the broker out without changing anything: can we get in, and is everything there?

use super::connection::{Endpoint, close};
use super::declare;
use super::error::BrokerError;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::{Settings, TopologyMode};

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Host, port and virtual host.
    pub address: String,
    /// What the broker says it is.
    pub version: Option<ServerVersion>,
    /// Whether exchanges and queues were looked for: not where the worker would declare them itself.
    pub topology_checked: bool,
}

/// Connects, logs in, and looks for exchanges and queues where the worker would rely on them.
pub async fn try_out(settings: &Settings) -> Result<Found, BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let version = endpoint.version().await?;
    let connection = endpoint.open("config check").await?;
    let patience = settings.broker.connect_timeout;
    let topology_checked = settings.topology.mode == TopologyMode::Check;
    let checked = if topology_checked {
        let topology = Topology::of(settings, version.unwrap_or(ServerVersion::UNKNOWN));
        declare::check(&connection, &topology, patience).await
    } else {
        Ok(())
    };
    close(&connection, patience).await;
    checked.map(|()| Found { address: endpoint.address(), version, topology_checked })
}
