//! docs/asyncapi.yaml says what the code says: exchanges, queues, reasons, headers. No broker is needed.

use std::collections::{BTreeMap, BTreeSet};

use dateline::amqp::headers::names;
use dateline::amqp::topology::ExchangeKind;
use dateline::amqp::{ServerVersion, Topology};
use dateline::settings::Settings;
use dateline::worker::Reason;
use serde_json::Value;

fn document() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/asyncapi.yaml");
    serde_norway::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What the channels' bindings say of exchanges or queues, by name.
fn bound(document: &Value, kind: &str) -> BTreeMap<String, Value> {
    let channels = document["channels"].as_object().unwrap().values();
    let found = channels.filter_map(|channel| channel["bindings"]["amqp"].get(kind));
    found.map(|thing| (thing["name"].as_str().unwrap().to_owned(), thing.clone())).collect()
}

#[test]
fn exchanges_and_queues_are_those_of_the_topology() {
    let document = document();
    let topology = Topology::of(&Settings::default(), ServerVersion::FOUR);
    let exchanges = bound(&document, "exchange");
    let queues = bound(&document, "queue");
    assert_eq!(exchanges.len(), topology.exchanges.len());
    for exchange in &topology.exchanges {
        let kind = match exchange.kind {
            ExchangeKind::Topic => "topic",
            ExchangeKind::Fanout => "fanout",
        };
        assert_eq!(exchanges[&exchange.name]["type"], kind, "{}", exchange.name);
        assert_eq!(exchanges[&exchange.name]["durable"], true);
    }
    let documented: BTreeSet<_> = queues.keys().map(String::as_str).collect();
    let declared: BTreeSet<_> = topology.queues.iter().map(|queue| queue.name.as_str()).collect();
    assert_eq!(documented, declared);
    assert!(queues.values().all(|queue| queue["durable"] == true && queue["exclusive"] == false));
}

#[test]
fn reasons_are_those_of_the_code() {
    let document = document();
    let documented = document["components"]["schemas"]["reason"]["enum"].as_array().unwrap();
    let documented: BTreeSet<_> = documented.iter().map(|code| code.as_str().unwrap()).collect();
    let coded: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(documented, coded);
}

#[test]
fn every_header_of_ours_is_documented() {
    let document = document();
    let messages = document["components"]["messages"].as_object().unwrap().values();
    let documented: BTreeSet<_> = messages
        .filter_map(|message| message["headers"]["properties"].as_object())
        .flat_map(|headers| headers.keys().map(String::as_str))
        .collect();
    for name in [
        names::ORIGINAL_EXCHANGE,
        names::ORIGINAL_ROUTING_KEY,
        names::STATUS,
        names::VERSION,
        names::PUB_STATUS,
        names::EMBARGOED_UNTIL,
        names::COUNTRIES,
        names::TOPICS,
        names::DIGEST,
        names::PUBLISH_ID,
        names::REASON,
        names::ERROR,
        names::ATTEMPTS,
        names::FIRST_FAILED_AT,
        names::TRACEPARENT,
        names::TRACESTATE,
    ] {
        assert!(documented.contains(name), "{name}");
    }
}

#[test]
fn references_lead_somewhere() {
    let document = document();
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let inside = reference.strip_prefix('#').map(|pointer| document.pointer(pointer).is_some());
            let file =
                || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(reference).exists();
            assert!(inside.unwrap_or_else(file), "{reference}");
        }
        match value {
            Value::Object(fields) => open.extend(fields.values()),
            Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
}
