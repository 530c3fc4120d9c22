//! A connection check that changes nothing: can the user log in, and do all exchanges and queues exist?

use super::connection::{Endpoint, close};
use super::declare::{Comparison, Findings, check, compare};
use super::error::BrokerError;
use super::inspect::Inspector;
use super::inspect::management::Management;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::{Settings, TopologyMode};

/// Policies, which a comparison by declarations cannot read.
const POLICIES: &str = "policies of the queues, which may limit their length or drop messages";

/// The result of the check.
#[derive(Debug, Clone)]
pub struct ConnectionReport {
    /// Host, port and virtual host.
    pub address: String,
    /// Product and version, as the broker reports them.
    pub version: Option<ServerVersion>,
    /// The findings about exchanges, queues and bindings; `None` with `topology.mode = "off"`.
    pub topology: Option<TopologyReport>,
}

/// The result for exchanges, queues and bindings.
#[derive(Debug, Clone)]
pub struct TopologyReport {
    /// Differences, and properties that this user cannot see.
    pub findings: Findings,
    /// Exchanges and queues that are missing, and that a worker would declare at its start.
    pub to_declare: Vec<String>,
}

/// Refuses what a worker would refuse at its start, without a connection: addresses that are not valid, certificates
/// and keys that cannot be read.
pub fn check_settings(settings: &Settings) -> Result<(), BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    Management::new(&settings.broker, &endpoint).map(drop)
}

/// Connects, logs in, and compares exchanges and queues with the settings. Refuses what a worker would refuse at its start,
/// and changes nothing.
pub async fn check_connection(settings: &Settings) -> Result<ConnectionReport, BrokerError> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let version = endpoint.version().await?;
    let connection = endpoint.open("config check").await?;
    let timeout = settings.broker.connect_timeout;
    let checked = async {
        let management = Management::new(&settings.broker, &endpoint)?;
        if let Some(management) = &management {
            management.try_out().await?;
        }
        let inspector = Inspector { connection: &connection, timeout, management: management.as_ref() };
        let topology = Topology::of(settings, version.unwrap_or(ServerVersion::UNKNOWN));
        match settings.topology.mode {
            TopologyMode::Off => Ok(None),
            TopologyMode::Check => {
                let findings = check(&inspector, &topology).await?;
                Ok(Some(TopologyReport { findings, to_declare: Vec::new() }))
            }
            TopologyMode::Declare => {
                let mut report = compare(&inspector, &topology).await.map(TopologyReport::of)?;
                if management.is_none() {
                    report.findings.unchecked.push(POLICIES.to_owned());
                }
                Ok(Some(report))
            }
        }
    };
    let checked = checked.await;
    close(&connection, timeout).await;
    checked.map(|topology| ConnectionReport { address: endpoint.address(), version, topology })
}

impl TopologyReport {
    fn of(compared: Comparison<'_>) -> Self {
        let exchanges = compared.exchanges.iter().map(|exchange| format!("exchange {}", exchange.name));
        let queues = compared.queues.iter().map(|queue| format!("queue {}", queue.name));
        Self { findings: compared.findings, to_declare: exchanges.chain(queues).collect() }
    }
}
