//! Settings of the work itself: reading, enriching, writing, limits, logs.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;
use serde::Deserialize;

use super::broker::Unroutable;
use super::scalars;
use super::secret::{Secret, optional_secret};
use crate::article::OutputFormat;
use crate::article::input::Mapping;
use crate::enrich::Options;
use crate::enrich::authority::Authority;
use crate::enrich::tags::Rules;

/// Reading of raw articles.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Time zone of times without one.
    #[serde(deserialize_with = "scalars::time_zone")]
    pub timezone: TimeZone,
    /// The language of a text in Latin letters if it is neither declared nor detected.
    pub default_language: String,
    /// Keep the HTML that a body was reduced from.
    pub keep_original: bool,
    /// Refuse JSON that would have to be repaired.
    pub strict: bool,
    /// JSON Pointers to the fields of articles in a form of the newsroom's own.
    pub fields: Mapping,
}

/// Writing of enriched articles.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// The output format.
    pub format: OutputFormat,
    /// Handling of articles that match no binding.
    pub unroutable: Unroutable,
}

/// Size and time limits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a raw message.
    #[serde(deserialize_with = "scalars::size")]
    pub message_bytes: usize,
    /// Bytes of a decompressed message.
    #[serde(deserialize_with = "scalars::size")]
    pub decompressed_bytes: usize,
    /// Bytes of a title.
    #[serde(deserialize_with = "scalars::size")]
    pub title_bytes: usize,
    /// Bytes of a body.
    #[serde(deserialize_with = "scalars::size")]
    pub body_bytes: usize,
    /// Bytes of the messages in hand, raw and enriched.
    #[serde(deserialize_with = "scalars::size")]
    pub in_hand_bytes: usize,
    /// Deepest nesting of JSON.
    pub json_depth: usize,
    /// Most values of JSON, keys among them.
    pub json_values: usize,
    /// Time limit of one article.
    #[serde(deserialize_with = "scalars::duration")]
    pub article_time: Duration,
    /// Bytes of an enriched message.
    #[serde(deserialize_with = "scalars::size")]
    pub output_bytes: usize,
    /// Bytes of a message's headers.
    #[serde(deserialize_with = "scalars::size")]
    pub headers_bytes: usize,
}

/// Enrichment.
#[derive(Debug, Clone, Deserialize)]
pub struct Enrich {
    /// False passes articles on without findings.
    pub enabled: bool,
    /// Threads; 0: one per core. [`Enrich::threads`] resolves it.
    pub workers: usize,
    /// The newsroom's own tags. Already read into `rules` by the loader.
    #[serde(deserialize_with = "scalars::optional_path")]
    pub rules_file: Option<PathBuf>,
    /// The content of `rules_file`.
    #[serde(skip)]
    pub rules: Rules,
    /// The newsroom's own people. Already read into `authority` by the loader, as the two below.
    #[serde(deserialize_with = "scalars::optional_path")]
    pub people_file: Option<PathBuf>,
    /// The newsroom's own organisations.
    #[serde(deserialize_with = "scalars::optional_path")]
    pub organisations_file: Option<PathBuf>,
    /// The newsroom's own places.
    #[serde(deserialize_with = "scalars::optional_path")]
    pub places_file: Option<PathBuf>,
    /// The key of the newsroom's own ids in the output.
    pub ids_key: String,
    /// The content of the three files.
    #[serde(skip)]
    pub authority: Authority,
    /// The part that enrichment itself sees.
    #[serde(flatten)]
    pub options: Options,
}

impl Enrich {
    /// The files of the newsroom that are set, each with its key.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &PathBuf)> {
        let all = [
            ("enrich.rules_file", &self.rules_file),
            ("enrich.people_file", &self.people_file),
            ("enrich.organisations_file", &self.organisations_file),
            ("enrich.places_file", &self.places_file),
        ];
        all.into_iter().filter_map(|(key, path)| Some((key, path.as_ref()?)))
    }

    /// The number of enriching threads.
    pub fn threads(&self) -> usize {
        match self.workers {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            given => given,
        }
    }
}

/// The HTTP server: health, metrics, the console, enrichment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Console {
    /// Listen address; off when unset.
    #[serde(deserialize_with = "scalars::optional_address")]
    pub listen: Option<SocketAddr>,
    /// Names in the `Host` header besides `localhost` and IP addresses.
    pub hosts: Vec<String>,
    /// The token that everything besides health and metrics needs.
    #[serde(deserialize_with = "optional_secret")]
    pub token: Option<Secret>,
    /// The file that holds the token.
    #[serde(deserialize_with = "scalars::optional_path")]
    pub token_file: Option<PathBuf>,
    /// Keep the latest articles in memory and show them.
    pub articles: bool,
    /// Enrich articles over HTTP beside the worker.
    pub enrich: bool,
    /// Threads that enrich articles over HTTP beside the worker.
    pub enrich_threads: usize,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// Pretty on a terminal, else JSON.
    Auto,
    /// For people.
    Pretty,
    /// For machines.
    Json,
}

/// The log.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The form of the lines.
    pub format: LogFormat,
    /// Level or directives.
    #[serde(deserialize_with = "scalars::directives")]
    pub level: String,
}

/// Traces.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Traces {
    /// The collector; off when unset.
    #[serde(deserialize_with = "scalars::optional_text")]
    pub otlp_endpoint: Option<String>,
    /// The share of the traces that begin here and are sampled.
    pub sample: f64,
}

/// Stopping.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shutdown {
    /// Time for the messages in hand to finish.
    #[serde(deserialize_with = "scalars::duration")]
    pub grace: Duration,
}
