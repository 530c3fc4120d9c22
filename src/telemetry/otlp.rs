//! Spans to a collector by OTLP, as protobuf over HTTP. They wait in a bounded queue, and a thread of the SDK sends them in
//! batches; `OTEL_BSP_*` sets its sizes and times. The requests go over hyper, on the runtime of the worker.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Context;
use hyper::body::Bytes;
use hyper::{Request, Response};
use jiff::Timestamp;
use opentelemetry::trace::{SpanContext, SpanId, SpanKind, Status, TraceFlags, TraceId, TraceState};
use opentelemetry::{InstrumentationScope, Key, KeyValue};
use opentelemetry_http::{HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchSpanProcessor, SpanData, SpanEvents, SpanLinks, SpanProcessor};
use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::Handle;

use super::spans::{Kind, Span, Value};
use crate::http_client::{Server, exchange};

/// The service, unless `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` names one.
const SERVICE: &str = "dateline";
/// The path for spans below the address of a collector.
const PATH: &str = "/v1/traces";
/// Longest request; the default of OpenTelemetry.
const LONGEST: Duration = Duration::from_secs(10);
/// Bytes of an answer: it is empty, or names what was refused.
const LONGEST_ANSWER: usize = 1 << 20;

/// True where the variables of OpenTelemetry name a collector.
pub(super) fn environment_names_a_collector() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let is_off = set("OTEL_SDK_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let named = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];
    !is_off && named.into_iter().any(|name| set(name).is_some())
}

/// Sends spans.
#[derive(Debug)]
pub(super) struct Exporter {
    processor: BatchSpanProcessor,
    scope: InstrumentationScope,
}

impl Exporter {
    /// Starts the thread that sends. Without an endpoint the variables of OpenTelemetry name it.
    pub(super) fn start(endpoint: Option<&str>) -> anyhow::Result<Self> {
        let client = Client { runtime: Handle::current(), tls: Arc::new(tls()), fails: Arc::default() };
        let exporter =
            SpanExporter::builder().with_http().with_protocol(Protocol::HttpBinary).with_http_client(client);
        let exporter = match endpoint {
            Some(endpoint) => exporter.with_endpoint(with_path(endpoint)),
            None => exporter,
        };
        let exporter = exporter.build().context("traces cannot be sent to the address that is set")?;
        let mut processor = BatchSpanProcessor::builder(exporter).build();
        processor.set_resource(&resource());
        let scope = InstrumentationScope::builder(SERVICE).with_version(env!("CARGO_PKG_VERSION")).build();
        Ok(Self { processor, scope })
    }

    /// Queues spans; what finds no room is dropped.
    pub(super) fn send(&self, spans: Vec<Span>) {
        for span in spans {
            self.processor.on_end(data(span, &self.scope));
        }
    }

    /// Sends what is queued, and ends.
    pub(super) fn finish(&self, limit: Duration) {
        if let Err(error) = self.processor.shutdown_with_timeout(limit) {
            tracing::warn!(event = "traces_unsent", %error, "the last spans may be lost");
        }
    }
}

fn resource() -> Resource {
    let named = Resource::builder().build();
    let is_named = named
        .get(&Key::from_static_str("service.name"))
        .is_some_and(|name| !name.as_str().starts_with("unknown_service"));
    let builder = Resource::builder();
    let builder = if is_named { builder } else { builder.with_service_name(SERVICE) };
    builder.with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION"))).build()
}

/// The address for spans of a collector, which may be given with its path or without.
fn with_path(endpoint: &str) -> String {
    let base = endpoint.trim_end_matches('/');
    if base.ends_with(PATH) { base.to_owned() } else { format!("{base}{PATH}") }
}

fn data(span: Span, scope: &InstrumentationScope) -> SpanData {
    let time = |at: Timestamp| UNIX_EPOCH + Duration::try_from(at.as_duration()).unwrap_or_default();
    let state = span.state.and_then(|state| state.parse::<TraceState>().ok()).unwrap_or_default();
    let trace = TraceId::from_bytes(span.trace.to_be_bytes());
    let id = SpanId::from_bytes(span.id.to_be_bytes());
    let attribute = |(key, value): (&'static str, Value)| match value {
        Value::Text(text) => KeyValue::new(key, text.into_owned()),
        Value::Number(number) => KeyValue::new(key, number),
        Value::Flag(flag) => KeyValue::new(key, flag),
    };
    SpanData {
        span_context: SpanContext::new(trace, id, TraceFlags::SAMPLED, false, state),
        parent_span_id: SpanId::from_bytes(span.parent.to_be_bytes()),
        parent_span_is_remote: span.parent_is_remote,
        span_kind: match span.kind {
            Kind::Internal => SpanKind::Internal,
            Kind::Consumer => SpanKind::Consumer,
            Kind::Producer => SpanKind::Producer,
            Kind::Client => SpanKind::Client,
        },
        name: span.name,
        start_time: time(span.begun),
        end_time: time(span.ended),
        attributes: span.attributes.into_iter().map(attribute).collect(),
        dropped_attributes_count: 0,
        events: SpanEvents::default(),
        links: SpanLinks::default(),
        // Why is in `error.type`: a description could hold a piece of the article.
        status: if span.failed { Status::error("") } else { Status::Unset },
        instrumentation_scope: scope.clone(),
    }
}

/// TLS with the certificates that the system trusts; made at the start, for the address may be of either kind.
fn tls() -> ClientConfig {
    let mut roots = RootCertStore::empty();
    // With a certificate that cannot be read no server is trusted; without any, the request fails and says so.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    builder.expect("ring has them").with_root_certificates(roots).with_no_client_auth()
}

/// HTTP over hyper, on the runtime of the worker: the thread of the SDK has none.
#[derive(Debug)]
struct Client {
    runtime: Handle,
    tls: Arc<ClientConfig>,
    /// True while requests fail, so that a line is logged once.
    fails: Arc<AtomicBool>,
}

type Answer = Result<Response<Bytes>, HttpError>;

impl HttpClient for Client {
    fn send_bytes<'a, 'async_trait>(
        &'a self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Answer> + Send + 'async_trait>>
    where
        'a: 'async_trait,
        Self: 'async_trait,
    {
        let (tls, fails) = (Arc::clone(&self.tls), Arc::clone(&self.fails));
        let task = self.runtime.spawn(async move {
            let answer = tokio::time::timeout(LONGEST, post(request, &tls)).await;
            let answer = answer.unwrap_or_else(|_| Err("no answer in time".into()));
            tell(&answer, &fails);
            answer
        });
        Box::pin(async move { task.await? })
    }
}

/// Logs the first request that fails, and the first that succeeds after it.
fn tell(answer: &Answer, fails: &AtomicBool) {
    let cause = match answer {
        Ok(response) if response.status().is_success() => None,
        Ok(response) => Some(response.status().to_string()),
        Err(error) => Some(error.to_string()),
    };
    match cause {
        Some(error) if !fails.swap(true, Ordering::Relaxed) => {
            tracing::warn!(
                event = "traces_unsent",
                error,
                "the collector does not take spans; they are dropped"
            );
        }
        None if fails.swap(false, Ordering::Relaxed) => {
            tracing::info!(event = "traces_sent", "the collector takes spans again");
        }
        _ => {}
    }
}

async fn post(mut request: Request<Bytes>, tls: &Arc<ClientConfig>) -> Answer {
    let address = request.uri();
    let tls = (address.scheme_str() == Some("https")).then_some(tls);
    let usual_port = if tls.is_some() { 443 } else { 80 };
    let server = Server::of(address, usual_port).ok_or("the address has no host")?;
    *request.uri_mut() = address.path_and_query().map_or("/", |path| path.as_str()).parse()?;
    exchange(&server, tls, request, LONGEST_ANSWER).await
}

#[cfg(test)]
mod tests {
    use super::with_path;

    #[test]
    fn the_path_of_the_signal_is_added_once() {
        for given in ["http://collector:4318", "http://collector:4318/", "http://collector:4318/v1/traces"] {
            assert_eq!(with_path(given), "http://collector:4318/v1/traces");
        }
    }
}
