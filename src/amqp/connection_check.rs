//! A connection check that changes nothing: can the user log in, and do all exchanges and queues exist?

use super::connection::{Endpoint, close};
use super::declare::{Comparison, Findings, check, compare};
use super::error::BrokerError;
use super::inspect::Inspector;
use super::inspect::management::Management;
use super::inspect::over_amqp::refused_default_exchange;
use super::topology::Topology;
use super::version::ServerVersion;
use crate::settings::{Settings, TopologyMode};

/// Policies, which a comparison by declarations cannot read.
const POLICIES: &str = "policies of the queues, which may limit their length or drop messages";

/// Why the default exchange matters, and what to do.
const NO_RETRIES: &str = "the user may not write to the default exchange. Retries go through it, and so does what a full \
                          dead-letter queue does not take: without it one full queue stops good articles. Give the user the \
                          permission to write to amq.default. The broker says:";

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
    /// The right that the user lacks, and what comes of it.
    pub not_permitted: Option<String>,
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
        let mut report = match settings.topology.mode {
            TopologyMode::Off => return Ok(None),
            TopologyMode::Check => TopologyReport {
                findings: check(&inspector, &topology).await?,
                to_declare: Vec::new(),
                not_permitted: None,
            },
            TopologyMode::Declare => {
                let mut report = compare(&inspector, &topology).await.map(TopologyReport::of)?;
                if management.is_none() {
                    report.findings.unchecked.push(POLICIES.to_owned());
                }
                report
            }
        };
        match refused_default_exchange(&connection, timeout).await {
            Ok(None) => {}
            Ok(Some(answer)) => report.not_permitted = Some(format!("{NO_RETRIES} {answer}")),
            Err(error) => {
                let words = format!("the right to write to the default exchange (amq.default): {error}");
                report.findings.unchecked.push(words);
            }
        }
        Ok(Some(report))
    };
    let checked = checked.await;
    close(&connection, timeout).await;
    checked.map(|topology| ConnectionReport { address: endpoint.address(), version, topology })
}

impl TopologyReport {
    fn of(compared: Comparison<'_>) -> Self {
        let exchanges = compared.exchanges.iter().map(|exchange| format!("exchange {}", exchange.name));
        let queues = compared.queues.iter().map(|queue| format!("queue {}", queue.name));
        Self {
            findings: compared.findings,
            to_declare: exchanges.chain(queues).collect(),
            not_permitted: None,
        }
    }
}
