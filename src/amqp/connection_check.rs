//! A connection check that changes nothing: can the user log in, and do all exchanges and queues exist?

use super::connection::{Endpoint, close};
use super::declare::{Findings, prepare};
use super::error::BrokerError;
use super::inspect::management::Management;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::{Settings, TopologyMode};

/// The result of the check.
#[derive(Debug, Clone)]
pub struct ConnectionReport {
    /// Host, port and virtual host.
    pub address: String,
    /// Product and version, as the broker reports them.
    pub version: Option<ServerVersion>,
    /// The findings about exchanges, queues and bindings; `None` where the worker would declare them itself.
    pub topology: Option<Findings>,
}

/// Refuses what a worker would refuse at its start, without a connection: addresses that are not valid, certificates
/// and keys that cannot be read.
pub fn check_settings(settings: &Settings) -> Result<(), BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    Management::new(&settings.broker, &endpoint).map(drop)
}

/// Connects, logs in, and checks the exchanges and queues that the worker would not declare itself.
pub async fn check_connection(settings: &Settings) -> Result<ConnectionReport, BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let version = endpoint.version().await?;
    let connection = endpoint.open("config check").await?;
    let timeout = settings.broker.connect_timeout;
    let checked = async {
        if let Some(management) = Management::new(&settings.broker, &endpoint)? {
            management.try_out().await?;
        }
        if settings.topology.mode != TopologyMode::Check {
            return Ok(None);
        }
        let topology = Topology::of(settings, version.unwrap_or(ServerVersion::UNKNOWN));
        prepare(&connection, &endpoint, settings, &topology).await.map(Some)
    };
    let checked = checked.await;
    close(&connection, timeout).await;
    checked.map(|topology| ConnectionReport { address: endpoint.address(), version, topology })
}
