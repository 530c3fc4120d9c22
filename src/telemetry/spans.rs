//! Spans in terms of our own, and the way to a collector. A span is made when it is over, from times that were noted on
//! the way: nothing is open while an article is enriched, and without a collector nothing is noted.

use std::borrow::Cow;
use std::time::Duration;

use jiff::Timestamp;

use crate::settings;

/// The role of a span in the exchange of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Work inside the process.
    Internal,
    /// A message from somebody else is processed.
    Consumer,
    /// A message for somebody else is published.
    Producer,
    /// The broker is asked for something.
    Client,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text; never that of an article.
    Text(Cow<'static, str>),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

/// A span that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its name: an operation and a place, of which there are few.
    pub name: Cow<'static, str>,
    /// Its role.
    pub kind: Kind,
    /// The trace.
    pub trace: u128,
    /// The span's own id.
    pub id: u64,
    /// The span around it; 0 for none.
    pub parent: u64,
    /// True where another process made the span around it.
    pub parent_is_remote: bool,
    /// `tracestate` of the sender.
    pub state: Option<String>,
    /// Its beginning.
    pub begun: Timestamp,
    /// Its end.
    pub ended: Timestamp,
    /// Its attributes.
    pub attributes: Vec<(&'static str, Value)>,
    /// True where it failed; `error.type` says why.
    pub failed: bool,
}

/// The way to a collector; by default there is none.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    #[cfg(feature = "otel")]
    exporter: Option<(std::sync::Arc<super::otlp::Exporter>, f64)>,
}

impl Traces {
    /// Opens the way that the settings or the variables of OpenTelemetry name; none where neither names one. To be called on
    /// a runtime, which carries the requests until [`Self::finish`].
    ///
    /// # Errors
    ///
    /// If the address cannot be used, or this program was built without traces.
    #[cfg(feature = "otel")]
    pub fn start(settings: &settings::Traces) -> anyhow::Result<Self> {
        let endpoint = settings.otlp_endpoint.as_deref();
        if endpoint.is_none() && !super::otlp::environment_names_a_collector() {
            return Ok(Self::default());
        }
        let exporter = super::otlp::Exporter::start(endpoint)?;
        Ok(Self { exporter: Some((std::sync::Arc::new(exporter), settings.sample)) })
    }

    /// The same without the feature.
    ///
    /// # Errors
    ///
    /// If the settings ask for traces.
    #[cfg(not(feature = "otel"))]
    pub fn start(settings: &settings::Traces) -> anyhow::Result<Self> {
        anyhow::ensure!(
            settings.otlp_endpoint.is_none(),
            "traces.otlp_endpoint: this program was built without traces (feature `otel`)"
        );
        Ok(Self::default())
    }

    /// The share of the traces that begin here and are sampled; `None` without a collector.
    #[cfg(feature = "otel")]
    pub(crate) fn sample(&self) -> Option<f64> {
        self.exporter.as_ref().map(|(_, sample)| *sample)
    }

    /// The same without the feature.
    #[cfg(not(feature = "otel"))]
    #[allow(clippy::unused_self, reason = "with the feature it is used")]
    pub(crate) fn sample(&self) -> Option<f64> {
        None
    }

    /// Hands spans over. It never waits: what finds no room is dropped.
    #[cfg_attr(not(feature = "otel"), allow(clippy::unused_self, reason = "with the feature it is used"))]
    pub(crate) fn send(&self, spans: Vec<Span>) {
        #[cfg(feature = "otel")]
        if let Some((exporter, _)) = &self.exporter {
            exporter.send(spans);
        }
        #[cfg(not(feature = "otel"))]
        drop(spans);
    }

    /// Sends what is left, and waits for it no longer than `limit`. To be called outside the runtime, while it runs.
    #[cfg_attr(not(feature = "otel"), allow(clippy::unused_self, reason = "with the feature it is used"))]
    pub fn finish(&self, limit: Duration) {
        #[cfg(feature = "otel")]
        if let Some((exporter, _)) = &self.exporter {
            exporter.finish(limit);
        }
        #[cfg(not(feature = "otel"))]
        let _: Duration = limit;
    }
}
