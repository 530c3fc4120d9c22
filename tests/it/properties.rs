//! Properties and headers, in and out.

use futures_util::FutureExt;
use futures_util::StreamExt;
use lapin::BasicProperties;
use lapin::options::QueueDeclareOptions;
use lapin::types::{AMQPValue, FieldArray, FieldTable};

use crate::harness::newsroom::header;
use crate::harness::{Newsroom, dateline};
use crate::test_articles::flood;

fn table(entries: &[(&str, AMQPValue)]) -> FieldTable {
    let mut table = FieldTable::default();
    for (name, value) in entries {
        table.insert((*name).into(), value.clone());
    }
    table
}

fn text(value: &str) -> AMQPValue {
    AMQPValue::LongString(value.into())
}

#[tokio::test]
async fn what_is_the_senders_comes_back_and_what_is_ours_is_added() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let headers = table(&[
        ("desk", text("Africa")),
        ("shift", AMQPValue::LongInt(2)),
        ("traceparent", text(trace)),
        ("tracestate", text("congo=t61rcWkgMzE")),
    ]);
    let mut article = flood("urn:example:5");
    article["version"] = "3".into();
    article["pub_status"] = "usable".into();
    article["embargoed_until"] = "2026-03-02T10:00:00Z".into();
    let properties = BasicProperties::default()
        .with_content_type("application/json".into())
        .with_message_id("something-else".into())
        .with_correlation_id("c-1".into())
        .with_timestamp(1_772_000_000)
        .with_priority(4)
        .with_headers(headers);
    newsroom.publish("wire.africa", &serde_json::to_vec(&article).unwrap(), properties).await;
    let delivery = newsroom.next().await.delivery;
    worker.stop().await;

    let short = |value: &Option<lapin::types::ShortString>| value.as_ref().map(ToString::to_string);
    let properties = &delivery.properties;
    assert_eq!(short(properties.message_id()).as_deref(), Some("urn:example:5"), "the article's id");
    assert_eq!(short(properties.content_type()).as_deref(), Some("application/json"));
    assert_eq!(short(properties.kind()).as_deref(), Some("dateline.enriched-article.v1"));
    assert_eq!(short(properties.app_id()).as_deref(), Some("dateline"));
    assert_eq!(*properties.delivery_mode(), Some(2));
    assert_eq!(short(properties.correlation_id()).as_deref(), Some("c-1"));
    assert_eq!(*properties.timestamp(), Some(1_772_000_000));
    assert_eq!(*properties.priority(), Some(4));
    let header = |name| header(&delivery, name);
    assert_eq!(header("desk").as_deref(), Some("Africa"));
    assert_eq!(header("shift").as_deref(), Some("2"));
    assert_eq!(header("dateline.original-exchange"), Some(newsroom.named("raw")));
    assert_eq!(header("dateline.original-routing-key").as_deref(), Some("wire.africa"));
    assert_eq!(header("dateline.status").as_deref(), Some("complete"));
    assert_eq!(header("dateline.version").as_deref(), Some("3"));
    assert_eq!(header("dateline.pub-status").as_deref(), Some("usable"));
    assert_eq!(header("dateline.embargoed-until").as_deref(), Some("2026-03-02T10:00:00Z"));
    assert!(header("dateline.countries").is_some_and(|countries| countries.contains("KE")));
    let ours = header("traceparent").expect("a trace goes on");
    assert_eq!(ours.split('-').nth(1), trace.split('-').nth(1), "the same trace");
    assert_eq!(header("tracestate").as_deref(), Some("congo=t61rcWkgMzE"));
}

#[tokio::test]
async fn what_would_do_harm_is_not_copied() {
    let mut newsroom = Newsroom::open().await;
    let mut wrong_desk = newsroom.outlet("wrong-desk", &["harm.#"]).await;
    let worker = newsroom.worker().await;
    let keys = FieldArray::from(vec![text("harm.copy")]);
    let headers = table(&[
        ("CC", AMQPValue::FieldArray(keys.clone())),
        ("BCC", AMQPValue::FieldArray(keys)),
        ("x-match", text("all")),
        ("x-death", AMQPValue::FieldArray(FieldArray::default())),
        ("dateline.reason", text("forged")),
    ]);
    let properties = BasicProperties::default()
        .with_content_type("application/json".into())
        .with_user_id("guest".into())
        .with_expiration("600000".into())
        .with_reply_to("somebody".into())
        .with_headers(headers);
    newsroom.publish("wire", &serde_json::to_vec(&flood("harm")).unwrap(), properties).await;
    let delivery = newsroom.next().await.delivery;
    newsroom.publish_json(&flood("behind")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "behind");
    worker.stop().await;

    assert!(wrong_desk.next().now_or_never().is_none(), "nobody's CC is ours");
    let properties = &delivery.properties;
    assert!(
        properties.user_id().is_none()
            && properties.expiration().is_none()
            && properties.reply_to().is_none()
    );
    let headers = properties.headers().as_ref().expect("headers");
    for name in ["BCC", "x-match", "x-death", "dateline.reason"] {
        assert!(!headers.inner().contains_key(name), "{name}");
    }
    assert!(!header(&delivery, "CC").unwrap_or_default().contains("harm"));
}

/// Each by itself, with what it would do to a dead letter if it were copied.
#[tokio::test]
async fn what_would_do_harm_is_not_copied_to_dead_letters_and_replays_either() {
    let newsroom = Newsroom::open().await;
    let mut wrong_desk = newsroom.outlet("wrong-desk", &["harm.#"]).await;
    // The broker delivers a copy to each key in CC: of the exchange of dead letters too.
    let everything = newsroom.named("wrong-dead");
    let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    newsroom.channel.queue_declare(everything.as_str().into(), durable, FieldTable::default()).await.unwrap();
    newsroom.bind(&everything, "dead", "harm.#").await;
    let worker = newsroom.worker().await;
    let plain = || BasicProperties::default().with_content_type("application/json".into());
    let keys = || AMQPValue::FieldArray(FieldArray::from(vec![text("harm.copy")]));
    let death = AMQPValue::FieldArray(FieldArray::from(vec![AMQPValue::FieldTable(table(&[
        ("queue", text(&newsroom.named("work"))),
        ("reason", text("rejected")),
        ("count", AMQPValue::LongLongInt(3)),
    ]))]));
    let harms = [
        ("CC", plain().with_headers(table(&[("CC", keys())]))),
        ("BCC", plain().with_headers(table(&[("BCC", keys())]))),
        (
            "x-death",
            plain().with_headers(table(&[("x-death", death), ("x-first-death-queue", text("work"))])),
        ),
        (
            "x-delivery-count",
            plain().with_headers(table(&[("x-delivery-count", AMQPValue::LongLongInt(1000))])),
        ),
        ("user_id", plain().with_user_id("guest".into())),
        ("reply_to", plain().with_reply_to("somebody".into())),
        // Long enough to be taken, short enough to be gone below.
        ("expiration", plain().with_expiration("3000".into())),
    ];
    for (_, properties) in &harms {
        newsroom.publish("wire", b"{", properties.clone()).await;
    }
    let count = u32::try_from(harms.len()).unwrap();
    newsroom.ready("dead", count).await;
    tokio::time::sleep(std::time::Duration::from_millis(3500)).await;
    newsroom.ready("dead", count).await;
    // Once round: from the dead letters to the work queue, and back.
    let environment = newsroom.environment(&[]);
    let replay = dateline().args(["dead", "replay", "--all"]).envs(environment).output().unwrap();
    assert!(replay.status.success(), "{}", String::from_utf8_lossy(&replay.stderr));
    newsroom.ready("dead", count).await;
    for (name, _) in &harms {
        let letter = newsroom.dead().await;
        assert_eq!(header(&letter, "dateline.reason").as_deref(), Some("unreadable_body"), "{name}");
        let properties = &letter.properties;
        assert!(properties.user_id().is_none() && properties.expiration().is_none(), "{name}");
        assert!(properties.reply_to().is_none(), "{name}");
        let headers = properties.headers().as_ref().expect("headers").inner();
        for copied in ["CC", "BCC", "x-death", "x-first-death-queue"] {
            assert!(!headers.contains_key(copied), "{name}: {headers:?}");
        }
        // A 3.10 broker puts a count of its own there.
        assert_ne!(header(&letter, "x-delivery-count").as_deref(), Some("1000"), "{name}");
    }
    assert!(wrong_desk.next().now_or_never().is_none(), "no copy went elsewhere");
    assert_eq!(newsroom.counts("wrong-dead").await.0, 0, "no copy of a dead letter went elsewhere");
    worker.stop().await;
}
