//! Enrichment over HTTP by the program itself: `dateline serve` without a broker, and beside the worker.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::console;
use crate::harness::{Newsroom, Worker};
use crate::test_articles::flood;

async fn post(address: &str, headers: &str, body: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /v1/enrich HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

#[tokio::test]
async fn serve_enriches_without_a_broker_and_stops_when_told() {
    let server = Worker::start_as(&["serve", "--listen", "127.0.0.1:0"], &[]);
    let address = console::address(&server).await;
    let article = serde_json::to_vec(&flood("served")).unwrap();
    let (status, body) = post(&address, "content-type: application/json\r\n", &article).await;
    assert_eq!(status, 200, "{body}");
    let enriched: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(enriched["article"]["id"], "served");
    assert_eq!(enriched["enrichment"]["status"], "complete");
    let (status, body) = post(&address, "content-type: application/json\r\n", b"{").await;
    assert_eq!(status, 400, "{body}");
    let (status, body) = console::get(&address, "/health/ready").await.unwrap();
    assert_eq!((status, body.contains("serving")), (200, true), "{body}");
    server.stop().await;
}

/// The same article by both ways, once as raw message and once as request.
#[tokio::test]
async fn a_worker_answers_with_the_bytes_that_it_publishes() {
    let mut newsroom = Newsroom::open().await;
    let settings = [("CONSOLE__LISTEN", "127.0.0.1:0"), ("CONSOLE__ENRICH", "true")];
    let worker = newsroom.worker_with(&settings).await;
    let address = console::address(&worker).await;
    let article = flood("both");
    newsroom.publish_json(&article).await;
    let published = newsroom.next().await.delivery;
    let body = serde_json::to_vec(&article).unwrap();
    let (status, answered) = post(&address, "content-type: application/json\r\n", &body).await;
    assert_eq!(status, 200, "{answered}");
    assert_eq!(answered.as_bytes(), published.data);
    worker.stop().await;

    let worker = newsroom.worker_with(&[("CONSOLE__LISTEN", "127.0.0.1:0")]).await;
    let address = console::address(&worker).await;
    let (status, answered) = post(&address, "", &body).await;
    assert_eq!((status, answered.contains("enrichment_off")), (404, true), "{answered}");
    worker.stop().await;
}
