//! Settings of the broker's side: connection, exchanges and queues, consuming, publishing, retrying.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use super::scalars::{self, optional_path, optional_text};
use super::secret::{Secret, optional_secret};

/// Where RabbitMQ is and who we are there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Broker {
    /// The URI; may hold a password.
    pub uri: Secret,
    /// A file that holds the URI. Already read into `uri` by the loader.
    #[serde(deserialize_with = "optional_path")]
    pub uri_file: Option<PathBuf>,
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
    /// How we say who we are.
    pub authentication: Authentication,
    /// Silence after which either side takes the other for dead.
    #[serde(with = "scalars::duration")]
    pub heartbeat: Duration,
    /// How long one attempt to connect may take.
    #[serde(with = "scalars::duration")]
    pub connect_timeout: Duration,
    /// First pause between attempts to connect.
    #[serde(with = "scalars::duration")]
    pub backoff_first: Duration,
    /// Longest pause between attempts to connect.
    #[serde(with = "scalars::duration")]
    pub backoff_longest: Duration,
    /// Shown in RabbitMQ's list of connections.
    pub connection_name: String,
    /// Where the management API is read; may hold user and password.
    #[serde(deserialize_with = "optional_secret")]
    pub management_uri: Option<Secret>,
    /// Certificates.
    pub tls: Tls,
}

/// How we say who we are.
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

/// What is done about exchanges and queues at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopologyMode {
    /// Make what is missing.
    Declare,
    /// Only look.
    Check,
    /// Neither.
    Off,
}

/// Who made the input exchange or the input queue.
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
    /// What is done about them at the start.
    pub mode: TopologyMode,
    /// Raw articles come from here.
    pub input_exchange: String,
    /// Who made the input exchange.
    pub input_exchange_mode: OriginMode,
    /// The work queue.
    pub input_queue: String,
    /// Who made the work queue.
    pub input_queue_mode: OriginMode,
    /// What binds the two.
    pub input_keys: Vec<String>,
    /// Enriched articles go here.
    pub output_exchange: String,
    /// Alternate exchange of the output exchange.
    pub unrouted_exchange: String,
    /// What nobody has bound to.
    pub unrouted_queue: String,
    /// Its bound.
    pub unrouted_max_length: u32,
    /// Dead letters go here.
    pub dead_exchange: String,
    /// And wait here.
    pub dead_queue: String,
    /// The type of all these queues.
    pub queue_type: QueueType,
    /// Of the work queue.
    pub delivery_limit: u32,
    /// How often a running worker looks for what was deleted.
    #[serde(with = "scalars::duration")]
    pub watch_interval: Duration,
}

/// How messages are taken.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consume {
    /// Messages handed out ahead of their acknowledgement.
    pub prefetch: u16,
    /// Acknowledge this many at once, …
    pub acknowledge_every: u32,
    /// … or whatever is ready after this.
    #[serde(with = "scalars::duration")]
    pub acknowledge_within: Duration,
    /// Name of the consumer.
    #[serde(deserialize_with = "optional_text")]
    pub consumer_tag: Option<String>,
    /// RabbitMQ's limit for unacknowledged messages.
    #[serde(with = "scalars::duration")]
    pub consumer_timeout: Duration,
}

impl Consume {
    /// How long a message may be in hand: before the broker closes the channel for it, it is given back or put off.
    pub(crate) fn answer_within(&self) -> Duration {
        self.consumer_timeout.mul_f64(0.75)
    }
}

/// How messages are given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// How long a confirm may take.
    #[serde(with = "scalars::duration")]
    pub confirm_timeout: Duration,
    /// Published and not yet confirmed, at most.
    pub window: u32,
}

/// What happens after a failure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// The ladder.
    #[serde(deserialize_with = "scalars::durations")]
    pub delays: Vec<Duration>,
    /// First pause between probes of troubled surroundings.
    #[serde(with = "scalars::duration")]
    pub probe_first: Duration,
    /// Longest pause between them.
    #[serde(with = "scalars::duration")]
    pub probe_longest: Duration,
}

/// What is done with an enriched article that nobody has bound a queue for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unroutable {
    /// Into the unrouted queue.
    Park,
    /// Counted and gone.
    Drop,
    /// Into the dead letters.
    Fail,
}
