//! The traces of a worker, as a collector receives them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use lapin::BasicProperties;
use lapin::types::{AMQPValue, FieldTable};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::KeyValue;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use prost::Message;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::newsroom::header;
use crate::harness::{Newsroom, until};
use crate::test_articles::flood;

/// The context of a sender.
const SENDER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";

/// An HTTP server that takes spans.
struct Collector {
    address: String,
    received: Arc<Mutex<Vec<ExportTraceServiceRequest>>>,
}

impl Collector {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                tokio::spawn(async move {
                    let request = answer(stream).await.expect("a request of OTLP");
                    kept.lock().unwrap().push(request);
                });
            }
        });
        Self { address, received }
    }

    fn spans(&self) -> Vec<Span> {
        let received = self.received.lock().unwrap();
        let scopes = received.iter().flat_map(|request| &request.resource_spans);
        scopes.flat_map(|resource| &resource.scope_spans).flat_map(|scope| scope.spans.clone()).collect()
    }

    fn resource(&self) -> BTreeMap<String, String> {
        let received = self.received.lock().unwrap();
        texts(&received[0].resource_spans[0].resource.as_ref().unwrap().attributes)
    }
}

/// Reads one request and answers it.
async fn answer(mut stream: TcpStream) -> Option<ExportTraceServiceRequest> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        stream.read_buf(&mut bytes).await.ok().filter(|&read| read > 0)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    assert!(head.starts_with("post /v1/traces http/1.1"), "{head}");
    assert!(head.contains("content-type: application/x-protobuf"), "{head}");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?.trim().parse().ok()?;
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        stream.read_buf(&mut body).await.ok().filter(|&read| read > 0)?;
    }
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n";
    stream.write_all(head.as_bytes()).await.ok()?;
    ExportTraceServiceRequest::decode(body.as_slice()).ok()
}

fn texts(attributes: &[KeyValue]) -> BTreeMap<String, String> {
    let text = |attribute: &KeyValue| {
        let value = match attribute.value.as_ref()?.value.as_ref()? {
            Value::StringValue(text) => text.clone(),
            Value::IntValue(number) => number.to_string(),
            Value::BoolValue(flag) => flag.to_string(),
            other => panic!("{other:?}"),
        };
        Some((attribute.key.clone(), value))
    };
    attributes.iter().filter_map(text).collect()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// The spans of one trace by their names.
fn of_trace(spans: &[Span], trace: &str) -> BTreeMap<String, Span> {
    let spans = spans.iter().filter(|span| hex(&span.trace_id) == trace);
    spans.map(|span| (span.name.clone(), span.clone())).collect()
}

fn with_context(id: &str, context: &str) -> BasicProperties {
    let mut headers = FieldTable::default();
    headers.insert("traceparent".into(), AMQPValue::LongString(context.into()));
    headers.insert("tracestate".into(), AMQPValue::LongString("desk=7".into()));
    BasicProperties::default()
        .with_headers(headers)
        .with_content_type("application/json".into())
        .with_message_id(id.into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_gets_the_spans_of_each_message() {
    let collector = Collector::open().await;
    let mut newsroom = Newsroom::open().await;
    let settings = [("TRACES__OTLP_ENDPOINT", collector.address.as_str())];
    let worker = newsroom.worker_with(&settings).await;
    newsroom.publish("wire.ap", flood("traced").to_string().as_bytes(), with_context("m-1", SENDER)).await;
    let enriched = newsroom.next().await.delivery;
    // Another trace, which its sender has not sampled.
    let unsampled = SENDER.replace("4bf92f", "5bf92f").replace("-01", "-00");
    newsroom
        .publish("wire.ap", flood("untraced").to_string().as_bytes(), with_context("m-2", &unsampled))
        .await;
    newsroom.next().await;
    let broken = SENDER.replace("4bf92f", "6bf92f");
    newsroom.publish("wire.ap", b"{", with_context("m-3", &broken)).await;
    newsroom.dead().await;
    // One without a context begins a trace.
    newsroom.publish_json(&flood("first")).await;
    newsroom.next().await;
    // Spans that wait for their batch are sent when the worker stops, and all of them are there once it has ended.
    worker.stop().await;

    let spans = collector.spans();
    assert_eq!(collector.resource()["service.name"], "dateline");
    let queue = newsroom.named("work");
    let traced = of_trace(&spans, TRACE);
    let names: Vec<&str> = traced.keys().map(String::as_str).collect();
    let mut wanted = vec![
        format!("ack {queue}"),
        format!("process {queue}"),
        format!("receive {queue}"),
        format!("send {}", newsroom.named("enriched")),
    ];
    let steps = [
        "read",
        "document",
        "language",
        "names",
        "places",
        "people",
        "speech",
        "figures",
        "summary",
        "tags",
        "rules",
        "assemble",
        "serialise",
    ];
    wanted.extend(["enrich"].into_iter().chain(steps).map(str::to_owned));
    wanted.sort();
    assert_eq!(names, wanted);

    // Parents.
    let process = &traced[&format!("process {queue}")];
    assert_eq!((hex(&process.parent_span_id).as_str(), process.trace_state.as_str()), (PARENT, "desk=7"));
    for name in wanted.iter().filter(|name| !name.starts_with("process") && !steps.contains(&name.as_str())) {
        assert_eq!(traced[name].parent_span_id, process.span_id, "{name}");
    }
    let enrich = &traced["enrich"];
    for step in steps {
        assert_eq!(traced[step].parent_span_id, enrich.span_id, "{step}");
    }
    for span in traced.values() {
        assert!(span.start_time_unix_nano <= span.end_time_unix_nano, "{}", span.name);
        assert!(process.start_time_unix_nano <= span.start_time_unix_nano, "{}", span.name);
        assert!(span.end_time_unix_nano <= process.end_time_unix_nano, "{}", span.name);
    }
    // A published message names the span of its publishing.
    let send = &traced[&format!("send {}", newsroom.named("enriched"))];
    let context = format!("00-{TRACE}-{}-01", hex(&send.span_id));
    assert_eq!(header(&enriched, "traceparent"), Some(context));
    assert_eq!(header(&enriched, "tracestate").as_deref(), Some("desk=7"));

    // Attributes.
    let kinds = [
        (process, SpanKind::Consumer),
        (send, SpanKind::Producer),
        (enrich, SpanKind::Internal),
        (&traced[&format!("ack {queue}")], SpanKind::Client),
    ];
    for (span, kind) in kinds {
        assert_eq!(span.kind, kind as i32, "{}", span.name);
    }
    let attributes = texts(&process.attributes);
    let expected = [
        ("messaging.system", "rabbitmq"),
        ("messaging.operation.type", "process"),
        ("messaging.destination.name", &newsroom.named("raw")),
        ("messaging.rabbitmq.destination.routing_key", "wire.ap"),
        ("messaging.rabbitmq.message.delivery_tag", "1"),
        ("messaging.message.id", "m-1"),
        ("messaging.consumer.group.name", &queue),
        ("dateline.outcome", "enriched"),
        ("redelivered", "false"),
    ];
    for (key, value) in expected {
        assert_eq!(attributes.get(key).map(String::as_str), Some(value), "{key}");
    }
    let attributes = texts(&send.attributes);
    assert_eq!(attributes["messaging.destination.name"], newsroom.named("enriched"));
    assert_eq!(attributes["messaging.rabbitmq.destination.routing_key"], enriched.routing_key.as_str());

    // Failures say why, and no span has text of an article.
    let failed = of_trace(&spans, &TRACE.replace("4bf92f", "6bf92f"));
    for name in [&format!("process {queue}"), "enrich"] {
        let span = &failed[name];
        assert_eq!(texts(&span.attributes)["error.type"], "unreadable_body", "{name}");
        assert_eq!(span.status.as_ref().map(|status| status.code), Some(2), "{name}");
        assert_eq!(span.status.as_ref().map(|status| status.message.as_str()), Some(""), "{name}");
    }
    assert!(failed.contains_key(&format!("send {}", newsroom.named("dead"))), "{:?}", failed.keys());
    assert!(of_trace(&spans, &TRACE.replace("4bf92f", "5bf92f")).is_empty(), "its sender has not sampled it");
    let begun: Vec<&Span> = spans
        .iter()
        .filter(|span| span.name == format!("process {queue}") && span.parent_span_id.is_empty())
        .collect();
    assert_eq!(begun.len(), 1);
    let all = format!("{spans:?}");
    for word in ["Nairobi", "Kenya", "Heavy rain"] {
        assert!(!all.contains(word), "{word} is in a span");
    }
}

/// A collector that takes connections and never answers: articles pass, and the worker ends in its time.
#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_never_answers_holds_up_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let mut newsroom = Newsroom::open().await;
    let worker =
        newsroom.worker_with(&[("TRACES__OTLP_ENDPOINT", &address), ("SHUTDOWN__GRACE", "5s")]).await;
    for number in 0..200 {
        newsroom.publish_json(&flood(&format!("urn:example:{number}"))).await;
    }
    for _ in 0..200 {
        newsroom.next().await;
    }
    until("the worker has asked the collector", async || listener.accept().await.ok()).await;
    worker.stop().await;
    newsroom.ready("work", 0).await;
}
