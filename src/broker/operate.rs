//! Declaring the topology as an operator: for workers that may not do so themselves.

use super::connection::{Endpoint, close};
use super::declare;
use super::error::BrokerError;
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
