//! What operators do about the topology besides running the worker: look at it, and apply it.

use super::connection::{Endpoint, close};
use super::declare;
use super::error::BrokerError;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::Settings;

/// A broker that was looked at.
#[derive(Debug)]
pub struct Looked {
    /// Its version, where it tells.
    pub version: Option<ServerVersion>,
    /// What Dateline needs there.
    pub topology: Topology,
    /// What exists with other arguments and is used as it is.
    pub differences: Vec<String>,
}

/// Connects and checks that everything Dateline needs exists.
pub async fn check_topology(settings: &Settings) -> Result<Looked, BrokerError> {
    look(settings, false).await
}

/// Connects and declares what is missing.
pub async fn apply_topology(settings: &Settings) -> Result<Looked, BrokerError> {
    look(settings, true).await
}

async fn look(settings: &Settings, apply: bool) -> Result<Looked, BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let patience = settings.broker.connect_timeout;
    let version = endpoint.version().await?;
    let topology = Topology::of(settings, version.unwrap_or(ServerVersion::UNKNOWN));
    let connection = endpoint.open("topology").await?;
    let looked = if apply {
        declare::declare(&connection, &topology, patience).await
    } else {
        declare::check(&connection, &topology, patience).await.map(|()| Vec::new())
    };
    close(&connection, patience).await;
    Ok(Looked { version, topology, differences: looked? })
}
