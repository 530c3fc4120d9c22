//! The paths of the console, on a real broker: what passes, and dead letters.

use lapin::BasicProperties;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::console;
use crate::harness::{Newsroom, until};
use crate::test_articles::flood;

pub(crate) const TOKEN: &str = "0123456789abcdef0123";

/// A request with or without the token: status and JSON.
async fn ask(address: &str, method: &str, path: &str, token: bool, body: Option<&Value>) -> (u16, Value) {
    let body = body.map(Value::to_string).unwrap_or_default();
    let token = if token { format!("authorization: Bearer {TOKEN}\r\n") } else { String::new() };
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{token}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    // A longer answer comes in chunks; each of ours has one length.
    let json = serde_json::from_str(body).unwrap_or_else(|error| panic!("{path}: {error}: {head}"));
    (head.split(' ').nth(1).unwrap().parse().unwrap(), json)
}

async fn get(address: &str, path: &str) -> Value {
    let (status, value) = ask(address, "GET", path, true, None).await;
    assert_eq!(status, 200, "{path}: {value}");
    value
}

/// Waits until so many messages were settled.
pub(crate) async fn rows(address: &str, filter: &str, wanted: usize) -> Vec<Value> {
    let path = format!("/v1/articles?filter={filter}");
    until(&format!("{wanted} rows of {path}"), async || {
        let rows = get(address, &path).await["articles"].as_array().unwrap().clone();
        (rows.len() == wanted).then_some(rows)
    })
    .await
}

const WITH_TEXT: [(&str, &str); 3] =
    [("CONSOLE__LISTEN", "127.0.0.1:0"), ("CONSOLE__ARTICLES", "true"), ("CONSOLE__TOKEN", TOKEN)];

async fn publish_damaged(newsroom: &Newsroom) {
    let properties = BasicProperties::default().with_content_type("application/json".into());
    newsroom.publish("wire.harbour", b"{\"title\": \"Rain", properties).await;
}

#[tokio::test]
async fn what_passes_is_listed_and_can_be_opened_and_explained() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&WITH_TEXT).await;
    let address = console::address(&worker).await;
    newsroom.publish_json(&flood("shown")).await;
    let published = newsroom.next().await.article;
    publish_damaged(&newsroom).await;
    rows(&address, "", 2).await;
    let row = rows(&address, "is:enriched", 1).await.remove(0);
    assert_eq!((row["id"].as_str(), row["can_open"].as_bool()), (Some("shown"), Some(true)));
    let number = &row["number"];
    let whole = get(&address, &format!("/v1/articles/{number}")).await;
    assert_eq!(whole["enriched"], published, "the bytes that were published");
    assert_eq!(whole["properties"]["exchange"], newsroom.named("raw"));
    assert!(whole["raw"]["text"].as_str().unwrap().contains("shown"));
    let why = get(&address, &format!("/v1/articles/{number}/why")).await;
    assert_eq!(why["article"]["article"]["id"], "shown");
    assert!(!why["figures"].as_array().unwrap().is_empty());

    let dead = rows(&address, "reason:unreadable", 1).await.remove(0);
    assert_eq!((dead["fate"].as_str(), dead["source"].as_str()), (Some("dead"), Some("wire.harbour")));
    let status = get(&address, "/v1/status").await;
    assert_eq!((status["mode"].as_str(), status["condition"].as_str()), (Some("worker"), Some("consuming")));
    assert!(status["broker"]["version"].as_str().is_some_and(|version| version.contains('.')), "{status}");
    until("the depth of the queues", async || {
        (get(&address, "/v1/status").await["dead"].as_u64() == Some(1)).then_some(())
    })
    .await;
    worker.stop().await;
}

#[tokio::test]
async fn without_the_setting_no_text_is_kept() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("CONSOLE__LISTEN", "127.0.0.1:0")]).await;
    let address = console::address(&worker).await;
    newsroom.publish_json(&flood("hidden")).await;
    newsroom.next().await;
    let row = rows(&address, "", 1).await.remove(0);
    assert!(row["title"].is_null() && row["figure"].is_null(), "{row}");
    assert_eq!(row["can_open"], false);
    let (status, problem) =
        ask(&address, "GET", &format!("/v1/articles/{}", row["number"]), false, None).await;
    assert_eq!((status, problem["reason"].as_str()), (404, Some("articles_off")));
    worker.stop().await;
}

#[tokio::test]
async fn dead_letters_are_opened_replayed_and_discarded_with_the_token_alone() {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&WITH_TEXT).await;
    let address = console::address(&worker).await;
    publish_damaged(&newsroom).await;
    newsroom.ready("dead", 1).await;
    let list = get(&address, "/v1/dead").await;
    assert_eq!((list["total"].as_u64(), list["is_whole"].as_bool()), (Some(1), Some(true)));
    assert_eq!(list["reasons"], json!({ "unreadable_body": 1 }));
    let letter = &list["letters"][0];
    assert!(letter["remedy"].as_str().is_some_and(|remedy| remedy.contains("ask the publisher")), "{letter}");
    assert!(letter.get("body").is_none() && !list.to_string().contains("Rain"));
    let id = letter["id"].as_str().unwrap().to_owned();

    let one = format!("/v1/dead/{id}");
    let chosen = json!({ "ids": [id] });
    for (method, path, body) in [
        ("GET", one.as_str(), None),
        ("POST", "/v1/dead/replay", Some(&chosen)),
        ("POST", "/v1/dead/discard", Some(&chosen)),
    ] {
        let (status, problem) = ask(&address, method, path, false, body).await;
        assert_eq!((status, problem["reason"].as_str()), (401, Some("token_required")), "{path}");
    }
    newsroom.ready("dead", 1).await;
    assert_eq!(get(&address, &one).await["body"]["text"], "{\"title\": \"Rain");
    let (status, problem) = ask(&address, "POST", "/v1/dead/discard", true, Some(&json!({}))).await;
    assert_eq!((status, problem["reason"].as_str()), (400, Some("bad_request")), "nothing is chosen");

    // It is damaged still: it comes back, by another attempt.
    let (status, done) = ask(
        &address,
        "POST",
        "/v1/dead/replay",
        true,
        Some(&json!({ "reason": "unreadable_body", "most": 1 })),
    )
    .await;
    assert_eq!((status, done["done"].as_u64()), (200, Some(1)), "{done}");
    rows(&address, "is:dead", 2).await;
    newsroom.ready("dead", 1).await;
    let id = get(&address, "/v1/dead").await["letters"][0]["id"].as_str().unwrap().to_owned();
    let (status, done) = ask(&address, "POST", "/v1/dead/discard", true, Some(&json!({ "ids": [id] }))).await;
    assert_eq!((status, done["done"].as_u64()), (200, Some(1)), "{done}");
    newsroom.ready("dead", 0).await;
    worker.logged("letters_discarded").await;
    worker.stop().await;
}

#[tokio::test]
async fn events_tell_the_status_and_the_rows_that_a_filter_takes() {
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&WITH_TEXT).await;
    let address = console::address(&worker).await;
    newsroom.publish_json(&flood("told")).await;
    newsroom.next().await;
    publish_damaged(&newsroom).await;
    rows(&address, "", 2).await;
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = format!(
        "GET /v1/events?filter=is:dead HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {TOKEN}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let (mut text, mut buffer) = (String::new(), vec![0; 65536]);
    until("two events of the status", async || {
        let read = stream.read(&mut buffer).await.unwrap();
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
        (text.matches("event: status").count() >= 2).then_some(())
    })
    .await;
    let rows = text.lines().filter(|line| line.starts_with("data: {\"articles\""));
    let rows = rows.map(|line| serde_json::from_str::<Value>(&line["data: ".len()..]).unwrap());
    let rows: Vec<Value> = rows.flat_map(|event| event["articles"].as_array().unwrap().clone()).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["reason"], "unreadable_body");
    assert!(text.contains("event: world") && text.contains("event: sources"));
    worker.stop().await;
}
