//! Messages that the client library cannot parse: properties, headers and keys that are not UTF-8, tables that nest
//! without end. AMQP allows their bytes, and anyone who may publish can send them.

use std::time::{Duration, Instant};

use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::options::{BasicGetOptions, BasicRejectOptions};
use lapin::types::AMQPValue;
use serde_json::Value;

use crate::harness::newsroom::header;
use crate::harness::raw::{Property, RawPublisher, long, short};
use crate::harness::{Newsroom, OwnBroker, dateline};

const BAD: &[u8] = b"Agence T\xe9l\xe9no";
const CONTENT_TYPE: u16 = 1 << 15;
const HEADERS: u16 = 1 << 13;
const DELIVERY_MODE: u16 = 1 << 12;
const MESSAGE_ID: u16 = 1 << 7;

fn json() -> BasicProperties {
    BasicProperties::default().with_content_type("application/json".into())
}

/// A good article's properties.
fn good(id: &str) -> Vec<Property> {
    vec![
        (CONTENT_TYPE, short(b"application/json")),
        (DELIVERY_MODE, vec![2]),
        (MESSAGE_ID, short(id.as_bytes())),
    ]
}

/// The same with one property in another's place.
fn with(id: &str, bit: u16, bytes: Vec<u8>) -> Vec<Property> {
    let others = good(id).into_iter().filter(|(other, _)| *other != bit);
    others.chain([(bit, bytes)]).collect()
}

fn body(id: &str) -> Vec<u8> {
    serde_json::to_vec(&serde_json::json!({ "id": id, "body": "It rained in Zürich." })).unwrap()
}

/// Every place of a message that may hold a text, with one that is not UTF-8.
fn every_place() -> Vec<(&'static str, Vec<u8>, Vec<Property>)> {
    let mut places = vec![("routing key", b"wire.\xe9".to_vec(), good("routing key"))];
    let texts = [
        (15, "content_type"),
        (14, "content_encoding"),
        (10, "correlation_id"),
        (9, "reply_to"),
        (7, "message_id"),
        (5, "type"),
        (3, "app_id"),
        (2, "cluster_id"),
    ];
    for (bit, property) in texts {
        places.push((property, b"wire.ap".to_vec(), with(property, 1 << bit, short(BAD))));
    }
    let table = [&short(BAD)[..], b"t\x01", &short(b"desk"), b"S", &long(b"sport")].concat();
    places.push(("header name", b"wire.ap".to_vec(), with("header name", HEADERS, long(&table))));
    places
}

/// The bytes that a dead letter keeps of a property that could not be read.
fn kept(letter: &Delivery, property: &str) -> Vec<u8> {
    let headers = letter.properties.headers().as_ref().unwrap().inner();
    let Some(AMQPValue::FieldTable(table)) = headers.get("dateline.unreadable-properties") else {
        panic!("{headers:?}")
    };
    match table.inner().get(property).unwrap_or_else(|| panic!("{property} in {table:?}")) {
        AMQPValue::ByteArray(bytes) => bytes.as_slice().to_vec(),
        AMQPValue::FieldArray(values) => match values.as_slice() {
            [AMQPValue::ByteArray(bytes)] => bytes.as_slice().to_vec(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Publishes each unreadable message between good ones: each is a dead letter within two seconds, and the worker goes
/// on over the same connection.
async fn dead_letters_at_once(settings: &[(&str, &str)]) {
    let mut newsroom = Newsroom::open_with(settings).await;
    let worker = newsroom.worker_with(settings).await;
    newsroom.warm_up().await;
    let mut publisher = RawPublisher::connect(&newsroom.uri);
    let exchange = newsroom.named("raw");
    for (place, key, properties) in every_place() {
        assert!(publisher.publish(&exchange, b"wire.ap", &good("before"), &body("before")));
        let begun = Instant::now();
        assert!(publisher.publish(&exchange, &key, &properties, &body(place)));
        assert!(publisher.publish(&exchange, b"wire.ap", &good("after"), &body("after")));
        let letter = newsroom.dead().await;
        assert!(begun.elapsed() < Duration::from_secs(2), "{place}: {:?}", begun.elapsed());
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_properties"), "{place}");
        assert_eq!(letter.routing_key.as_str(), "unreadable_properties");
        assert_eq!(header(&letter, "dateline.error"), Some(format!("{place}: not UTF-8")));
        assert_eq!(letter.data, body(place), "the original bytes");
        let bad = if place == "routing key" { b"wire.\xe9" } else { BAD };
        assert_eq!(kept(&letter, place), bad);
        if place == "header name" {
            assert_eq!(header(&letter, "desk").as_deref(), Some("sport"), "the other header stays");
        }
        if place != "message_id" {
            assert_eq!(letter.properties.message_id().as_ref().unwrap().as_str(), place);
        }
        for id in ["before", "after"] {
            assert_eq!(newsroom.next().await.article["article"]["id"], id);
        }
        worker.logged(&format!("\"error\":\"{place}: not UTF-8\"")).await;
    }
    assert_eq!(newsroom.counts("dead").await.0, 0, "one letter for each");
    assert_eq!((worker.has_logged("session_lost"), worker.has_logged("connection_failed")), (0, 0));
    assert_eq!(worker.has_logged("\"redelivered\":true"), 0);
    worker.stop().await;
}

#[tokio::test]
async fn texts_that_are_not_utf8_are_dead_letters_at_once() {
    dead_letters_at_once(&[]).await;
}

#[tokio::test]
async fn on_classic_queues_too() {
    dead_letters_at_once(&[("TOPOLOGY__QUEUE_TYPE", "classic")]).await;
}

#[tokio::test]
async fn tables_without_end_do_not_end_the_worker() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let mut value = vec![b'V'];
    for _ in 0..12_000 {
        value = [&b"A"[..], &long(&value)].concat();
    }
    let table = long(&[&short(b"deep")[..], &value].concat());
    let mut publisher = RawPublisher::connect(&newsroom.uri);
    let taken =
        publisher.publish(&newsroom.named("raw"), b"wire", &with("deep", HEADERS, table), &body("deep"));
    assert!(taken, "the broker takes it");
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.error").as_deref(), Some("headers: nested too deeply"));
    newsroom.publish_json(&serde_json::json!({ "id": "after", "body": "It rained." })).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "after");
    assert_eq!(worker.has_logged("session_lost"), 0);
    worker.stop().await;
}

/// Runs `dateline dead …`, which must succeed, and gives its standard output.
fn dead(newsroom: &Newsroom, arguments: &[&str]) -> String {
    let environment = newsroom.environment(&[]);
    let output = dateline().arg("dead").args(arguments).envs(environment).output().expect("dateline runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn list(newsroom: &Newsroom) -> Vec<Value> {
    dead(newsroom, &["list", "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Letters that the broker put there, or somebody else: the worker's own can be read.
#[tokio::test]
async fn the_tools_get_past_letters_that_are_not_utf8() {
    let mut newsroom = Newsroom::open().await;
    let mut publisher = RawPublisher::connect(&newsroom.uri);
    let queue = newsroom.named("dead");
    let mut put = |properties: &[Property], id: &str| {
        assert!(publisher.publish("", queue.as_bytes(), properties, &body(id)));
    };
    for number in 0..5 {
        put(&good("plain"), &format!("plain-{number}"));
    }
    put(&with("bad", MESSAGE_ID, short(BAD)), "bad");
    for number in 5..10 {
        put(&good("plain"), &format!("plain-{number}"));
    }
    let letters = list(&newsroom);
    assert_eq!(letters.len(), 11);
    assert_eq!(letters[5]["message_id"], "Agence T\u{fffd}l\u{fffd}no");
    assert_eq!(letters[5]["unreadable"][0]["bytes"], r"Agence T\xe9l\xe9no");
    assert!(letters[6].get("unreadable").is_none());
    let bad = letters[5]["id"].as_str().unwrap();
    let shown = dead(&newsroom, &["show", bad]);
    assert!(shown.contains(r"message_id: Agence T\xe9l\xe9no"), "{shown}");
    let dry = dead(&newsroom, &["replay", "--all", "--dry-run"]);
    assert!(dry.contains("11"), "{dry}");
    // What was read may be purged, and what is behind it.
    dead(&newsroom, &["purge", bad]);
    let after = list(&newsroom);
    assert_eq!(after.len(), 10);
    put(&with("bad", MESSAGE_ID, short(BAD)), "bad");
    // A replay leaves out what cannot be read: the article is enriched, by the id of its body.
    dead(&newsroom, &["replay", "--all"]);
    let worker = newsroom.worker().await;
    let mut ids = Vec::new();
    for _ in 0..11 {
        ids.push(newsroom.next().await.article["article"]["id"].as_str().unwrap().to_owned());
    }
    assert!(ids.contains(&"bad".to_owned()) && ids.contains(&"plain-9".to_owned()), "{ids:?}");
    newsroom.ready("dead", 0).await;
    worker.stop().await;
}

/// Properties of a good article with one header, so long that the payload of the content header has this size.
fn as_large_as(id: &str, payload: usize) -> Vec<Property> {
    let frame = |header: usize| {
        let table = [&short(b"note")[..], b"S", &long(&vec![b'n'; header])].concat();
        let mut list = good(id);
        list.push((HEADERS, long(&table)));
        list.sort_by_key(|(bit, _)| std::cmp::Reverse(*bit));
        list
    };
    let size = |list: &[Property]| 14 + list.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    let rest = size(&frame(0));
    frame(payload - rest)
}

/// The largest headers that a publisher can send outgrow a frame when the broker delivers the message again, since it adds
/// the number of deliveries.
#[tokio::test(flavor = "multi_thread")]
async fn headers_that_outgrow_a_frame_when_they_come_again_stop_nobody() {
    const LARGEST_PAYLOAD: usize = 131_072 - 8;
    let mut newsroom = Newsroom::open().await;
    let (uri, exchange) = (newsroom.uri.clone(), newsroom.named("raw"));
    let sent = tokio::task::block_in_place(|| {
        let mut publisher = RawPublisher::connect(&uri);
        publisher.publish(&exchange, b"wire", &as_large_as("large", LARGEST_PAYLOAD), &body("large"))
    });
    assert!(sent);
    let get = BasicGetOptions::default();
    let taken = newsroom.channel.basic_get(newsroom.named("work").into(), get).await.unwrap().unwrap();
    taken.delivery.reject(BasicRejectOptions { requeue: true }).await.unwrap();
    newsroom.ready("work", 1).await;
    let worker = newsroom.worker().await;
    newsroom.publish("wire", &body("behind"), json()).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "behind");
    let letter = newsroom.dead().await;
    assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("headers_too_large"));
    assert_eq!(letter.data, body("large"));
    assert_eq!(worker.has_logged("session_lost"), 0);
    worker.stop().await;
}

/// Headers that fit into a frame of the broker, but not with those that Dateline adds.
#[tokio::test(flavor = "multi_thread")]
async fn headers_without_room_for_ours_stop_nobody() {
    let broker = OwnBroker::start_with("frame_max = 8192\n").await;
    for query in ["", "?frame_max=4096"] {
        let uri = format!("{}{query}", broker.uri);
        let mut newsroom = Newsroom::open_at(&broker.uri, &[]).await;
        let worker = newsroom.worker_with(&[("BROKER__URI", &uri)]).await;
        let exchange = newsroom.named("raw");
        let sent = tokio::task::block_in_place(|| {
            let mut publisher = RawPublisher::connect(&broker.uri);
            publisher.publish(&exchange, b"wire", &as_large_as("large", 7_900), &body("large"))
        });
        assert!(sent);
        newsroom.publish("wire", &body("behind"), json()).await;
        assert_eq!(newsroom.next().await.article["article"]["id"], "behind");
        let letter = newsroom.dead().await;
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("headers_too_large"), "{query}");
        assert!(header(&letter, "dateline.error").unwrap().contains("frame_max"), "{query}");
        for event in ["session_lost", "surroundings_troubled"] {
            assert_eq!(worker.has_logged(event), 0, "{query}");
        }
        worker.stop().await;
    }
}
