//! Settings of the broker's side: connection, exchanges and queues, consuming, publishing, retrying.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use super::scalars::{self, optional_path, optional_text};
use super::secret::{Secret, optional_secret};

/// Address and credentials of RabbitMQ.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Broker {
    /// The URI; may hold a password.
    pub uri: Secret,
    /// A file that holds the URI. Already read into `uri` by the loader.
    #[serde(deserialize_with = "optional_path")]
    pub uri_file: Option<PathBuf>,
    /// Addresses of the nodes of a cluster, tried in turn; `uri` gives what they leave out.
    pub uris: Vec<Secret>,
    /// Wins over the user in the URI.
    #[serde(deserialize_with = "optional_text")]
    pub username: Option<String>,
    /// Already read into `username` by the loader.
    #[serde(deserialize_with = "optional_path")]
    pub username_file: Option<PathBuf>,
    /// Wins over the password in the URI.
    #[serde(deserialize_with = "optional_secret")]
    pub password: Option<Secret>,
    /// Already read into `password` by the loader.
    #[serde(deserialize_with = "optional_path")]
    pub password_file: Option<PathBuf>,
    /// Wins over the virtual host in the URI.
    #[serde(deserialize_with = "optional_text")]
    pub vhost: Option<String>,
    /// The authentication mechanism.
    pub authentication: Authentication,
    /// Heartbeat interval; a peer that misses two is considered dead.
    #[serde(deserialize_with = "scalars::duration")]
    pub heartbeat: Duration,
    /// Timeout of one attempt to connect.
    #[serde(deserialize_with = "scalars::duration")]
    pub connect_timeout: Duration,
    /// First pause between attempts to connect.
    #[serde(deserialize_with = "scalars::duration")]
    pub backoff_first: Duration,
    /// Longest pause between attempts to connect.
    #[serde(deserialize_with = "scalars::duration")]
    pub backoff_longest: Duration,
    /// Shown in RabbitMQ's list of connections.
    pub connection_name: String,
    /// Address of the management API; may hold user and password.
    #[serde(deserialize_with = "optional_secret")]
    pub management_uri: Option<Secret>,
    /// Certificates.
    pub tls: Tls,
}

/// The authentication mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// User and password.
    Plain,
    /// The client certificate.
    External,
}

/// Certificates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Authorities to trust (PEM) instead of the operating system's.
    #[serde(deserialize_with = "optional_path")]
    pub ca_file: Option<PathBuf>,
    /// Client certificate (PEM).
    #[serde(deserialize_with = "optional_path")]
    pub certificate_file: Option<PathBuf>,
    /// Key of the client certificate (PEM).
    #[serde(deserialize_with = "optional_path")]
    pub key_file: Option<PathBuf>,
    /// Client certificate and key in one PKCS #12 file.
    #[serde(deserialize_with = "optional_path")]
    pub pkcs12_file: Option<PathBuf>,
    /// Its password.
    #[serde(deserialize_with = "optional_secret")]
    pub pkcs12_password: Option<Secret>,
    /// Already read into `pkcs12_password` by the loader.
    #[serde(deserialize_with = "optional_path")]
    pub pkcs12_password_file: Option<PathBuf>,
}

/// Handling of exchanges and queues at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopologyMode {
    /// Declare those that are missing.
    Declare,
    /// Check them and change nothing.
    Check,
    /// No check.
    Off,
}

/// The owner of the input exchange or queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginMode {
    /// Dateline: declared, or checked to be as Dateline would declare it.
    Declare,
    /// The newsroom: it must exist and is used as it is.
    Use,
}

/// The type of the queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueType {
    /// Replicated.
    Quorum,
    /// On one node.
    Classic,
}

/// Exchanges and queues.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topology {
    /// Handling at the start.
    pub mode: TopologyMode,
    /// Raw articles come from here.
    pub input_exchange: String,
    /// The owner of the input exchange.
    pub input_exchange_mode: OriginMode,
    /// The work queue.
    pub input_queue: String,
    /// The owner of the work queue.
    pub input_queue_mode: OriginMode,
    /// Binding keys of the work queue.
    pub input_keys: Vec<String>,
    /// Enriched articles go here.
    pub output_exchange: String,
    /// Alternate exchange of the output exchange.
    pub unrouted_exchange: String,
    /// Queue for articles that match no binding.
    pub unrouted_queue: String,
    /// Length limit of the unrouted queue.
    pub unrouted_max_length: u32,
    /// Exchange for dead letters.
    pub dead_exchange: String,
    /// Queue for dead letters.
    pub dead_queue: String,
    /// The type of all these queues.
    pub queue_type: QueueType,
    /// Delivery limit of the work queue.
    pub delivery_limit: u32,
    /// Interval at which a running worker checks for deleted exchanges, queues and bindings.
    #[serde(deserialize_with = "scalars::duration")]
    pub watch_interval: Duration,
}

/// Consuming.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consume {
    /// Prefetch: unacknowledged messages at most.
    pub prefetch: u16,
    /// Acknowledge this many at once, …
    pub acknowledge_every: u32,
    /// … or whatever is ready after this.
    #[serde(deserialize_with = "scalars::duration")]
    pub acknowledge_within: Duration,
    /// Name of the consumer.
    #[serde(deserialize_with = "optional_text")]
    pub consumer_tag: Option<String>,
    /// RabbitMQ's limit for unacknowledged messages.
    #[serde(deserialize_with = "scalars::duration")]
    pub consumer_timeout: Duration,
}

impl Consume {
    /// Longest time in hand of a message. It is returned or delayed before the broker would close the channel.
    pub(crate) fn answer_within(&self) -> Duration {
        self.consumer_timeout.mul_f64(0.75)
    }
}

/// Publishing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// Confirm timeout.
    #[serde(deserialize_with = "scalars::duration")]
    pub confirm_timeout: Duration,
    /// Messages published and not yet confirmed, at most.
    pub window: u32,
}

/// Retries and probes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// Delay of each retry.
    #[serde(deserialize_with = "scalars::durations")]
    pub delays: Vec<Duration>,
    /// First pause between probes during an outage.
    #[serde(deserialize_with = "scalars::duration")]
    pub probe_first: Duration,
    /// Longest pause between them.
    #[serde(deserialize_with = "scalars::duration")]
    pub probe_longest: Duration,
}

/// Handling of an enriched article that matches no binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unroutable {
    /// Put it into the unrouted queue.
    Park,
    /// Count and drop it.
    Drop,
    /// Make it a dead letter.
    Fail,
}
