//! All sections together: [`Settings`].

use serde::Deserialize;

use super::broker::{Broker, Consume, Publish, Retry, Topology};
use super::keys::DEFAULTS;
use super::work::{Console, Enrich, Input, Limits, Log, Output, Shutdown, Traces};
use crate::article::input::Rules as ReadOptions;

/// Everything that can be set. Each key is documented in `config/default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address, user and TLS of RabbitMQ.
    pub broker: Broker,
    /// Exchanges and queues.
    pub topology: Topology,
    /// Consuming.
    pub consume: Consume,
    /// Publishing.
    pub publish: Publish,
    /// Retries and back-off.
    pub retry: Retry,
    /// Reading of raw articles.
    pub input: Input,
    /// Writing of enriched articles.
    pub output: Output,
    /// Size and time limits.
    pub limits: Limits,
    /// Enrichment.
    pub enrich: Enrich,
    /// The log.
    pub log: Log,
    /// Health and metrics over HTTP.
    pub console: Console,
    /// Traces.
    pub traces: Traces,
    /// Stopping.
    pub shutdown: Shutdown,
}

impl Default for Settings {
    /// The defaults of `config/default.toml`.
    fn default() -> Self {
        toml::from_str(DEFAULTS).expect("a test reads the defaults")
    }
}

impl Settings {
    /// The part of these settings that matters for reading raw articles.
    pub fn read_options(&self) -> ReadOptions {
        let (input, limits) = (&self.input, &self.limits);
        ReadOptions {
            timezone: input.timezone.clone(),
            keep_original: input.keep_original,
            strict: input.strict,
            mapping: input.fields.clone(),
            message_bytes: limits.message_bytes,
            decompressed_bytes: limits.decompressed_bytes,
            title_bytes: limits.title_bytes,
            body_bytes: limits.body_bytes,
            json_depth: limits.json_depth,
            json_values: limits.json_values,
        }
    }
}

impl Default for ReadOptions {
    /// Those of `config/default.toml`.
    fn default() -> Self {
        Settings::default().read_options()
    }
}
