//! Health and metrics of a running worker.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::harness::{Newsroom, Worker, until};
use crate::test_articles::flood;

/// GET, by hand: status and body.
pub(crate) async fn get(address: &str, path: &str) -> Option<(u16, String)> {
    ask(TcpStream::connect(address).await.ok()?, path).await
}

/// The same over a connection that is open already.
async fn ask(mut stream: TcpStream, path: &str) -> Option<(u16, String)> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}

/// Where the worker's console listens, from its log: the system gave out the port.
pub(crate) async fn address(worker: &Worker) -> String {
    let line = worker.logged("console_listening").await;
    let event: serde_json::Value = serde_json::from_str(&line).unwrap();
    let found = ["/address", "/fields/address"].iter().find_map(|at| event.pointer(at));
    found.and_then(|address| address.as_str()).unwrap_or_else(|| panic!("{line}")).to_owned()
}

#[tokio::test]
async fn a_worker_tells_how_it_is_and_what_it_did() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("CONSOLE__LISTEN", "127.0.0.1:0")]).await;
    let address = address(&worker).await;
    until("ready", async || get(&address, "/health/ready").await.filter(|(status, _)| *status == 200)).await;
    newsroom.publish_json(&flood("counted")).await;
    newsroom
        .publish("wire", b"{", lapin::BasicProperties::default().with_content_type("application/json".into()))
        .await;
    newsroom.next().await;
    let wanted = [
        "dateline_articles_enriched_total 1",
        "dateline_dead_letters_total{reason=\"unreadable_body\"} 1",
        "dateline_messages_received_total 2",
        "dateline_message_duration_seconds_count 2",
        "dateline_messages_acknowledged_total 2",
        "dateline_ready 1",
    ];
    until("the counters", async || {
        let (_, text) = get(&address, "/metrics").await?;
        wanted.iter().all(|line| text.lines().any(|found| found == *line)).then_some(())
    })
    .await;
    worker.stop().await;
}

#[tokio::test]
async fn without_a_broker_it_is_alive_and_not_ready() {
    let settings = [
        ("DATELINE__BROKER__URI", "amqp://guest:geheim@127.0.0.1:1/%2f"),
        ("DATELINE__CONSOLE__LISTEN", "127.0.0.1:0"),
    ];
    let worker = Worker::start(&settings.map(|(name, value)| (name.into(), value.into())));
    let address = address(&worker).await;
    let (status, body) = until("an answer that says why", async || {
        get(&address, "/health/ready").await.filter(|(_, body)| !body.contains("null"))
    })
    .await;
    assert_eq!(status, 503);
    assert!(
        body.contains("connecting") && body.contains("127.0.0.1:1") && !body.contains("geheim"),
        "{body}"
    );
    assert_eq!(get(&address, "/health/live").await.unwrap().0, 200);
    worker.stop().await;
}

#[tokio::test]
async fn clients_that_hold_connections_open_hold_up_no_probe() {
    let settings = [
        ("DATELINE__BROKER__URI", "amqp://guest:guest@127.0.0.1:1/%2f"),
        ("DATELINE__CONSOLE__LISTEN", "127.0.0.1:0"),
    ];
    let worker = Worker::start(&settings.map(|(name, value)| (name.into(), value.into())));
    let address = address(&worker).await;
    let mut silent = Vec::new();
    for _ in 0..64 {
        silent.push(TcpStream::connect(&address).await.unwrap());
    }
    assert_eq!(get(&address, "/health/live").await.unwrap().0, 200);
    // The oldest made room for it, and no other: none has reached its time limit.
    let second = silent.swap_remove(1);
    let answer = ask(second, "/health/live").await;
    assert_eq!(answer.expect("the second connection is open").0, 200);
    let mut oldest = silent.swap_remove(0);
    assert!(matches!(oldest.read(&mut [0]).await, Ok(0) | Err(_)), "the oldest is closed");
    worker.stop().await;
}
