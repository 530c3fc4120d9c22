//! Settings: the defaults of `config/default.toml`, then a file, then the environment, then flags.
//!
//! `config/default.toml` is the list of all keys: a key that does not stand there is an error. [`load`] merges the
//! layers and names the place of whatever is wrong; the structs here are what the rest of the program sees.

mod broker;
mod check;
mod error;
mod files;
mod keys;
mod layers;
mod scalars;
mod secret;
mod show;
mod work;

pub use broker::{
    Authentication, Broker, Consume, OriginMode, Publish, QueueType, Retry, Tls, Topology, TopologyMode,
    Unroutable,
};
pub use error::{Problem, SettingsError};
pub use layers::{Layers, Loaded, Origin, load};
pub use secret::{Secret, redact_uri};
pub use show::show;
pub use work::{Console, Enrich, Input, Limits, Log, LogFormat, Output, Shutdown};

use serde::Deserialize;

/// The text of `config/default.toml`, compiled in.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// Everything that can be set. Each key is documented in `config/default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where RabbitMQ is and who we are there.
    pub broker: Broker,
    /// Exchanges and queues.
    pub topology: Topology,
    /// How messages are taken.
    pub consume: Consume,
    /// How messages are given.
    pub publish: Publish,
    /// What happens after a failure.
    pub retry: Retry,
    /// How raw articles are read.
    pub input: Input,
    /// How enriched articles are written.
    pub output: Output,
    /// What is too much.
    pub limits: Limits,
    /// What enrichment does.
    pub enrich: Enrich,
    /// What is logged.
    pub log: Log,
    /// Health and metrics over HTTP.
    pub console: Console,
    /// How the worker ends.
    pub shutdown: Shutdown,
}

impl Default for Settings {
    /// The defaults of `config/default.toml`.
    fn default() -> Self {
        toml::from_str(DEFAULTS).expect("a test reads the defaults")
    }
}

#[cfg(test)]
mod tests;
