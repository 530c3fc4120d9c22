//! The server as its clients see it, on a port of its own.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::paths::PATHS;
use super::problem::OWN_REASONS;
use super::*;
use crate::enrich::{Enricher, Options};
use crate::settings::{Secret, Settings};
use crate::worker::Reason;

/// An answer: status, head and body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.head))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

async fn start(change: impl FnOnce(&mut Settings)) -> SocketAddr {
    let mut settings = Settings::default();
    change(&mut settings);
    let settings = Arc::new(settings);
    let enricher = Arc::new(Enricher::new(Options::default()));
    let enrichment = Enrichment::start(&settings, Arc::clone(&enricher) as _, 1).unwrap();
    let address = settings.console.listen.unwrap_or_else(|| "127.0.0.1:0".parse().unwrap());
    let server =
        Server::bind(address, &settings, Arc::clone(&enricher) as _, None, Some(enrichment)).await.unwrap();
    let address = server.address().unwrap();
    tokio::spawn(server.serve());
    address
}

async fn send(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", address.port())).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_lowercase(), body: bytes[end + 4..].to_vec() }
}

async fn get(address: SocketAddr, path: &str) -> Answer {
    send(address, format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").as_bytes())
        .await
}

async fn post(address: SocketAddr, headers: &str, body: &[u8]) -> Answer {
    post_to(address, "/v1/enrich", headers, body).await
}

/// The events that a client gets at once; it would get more each second.
async fn first_event(address: SocketAddr) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", address.port())).await.unwrap();
    stream.write_all(b"GET /v1/events HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut text = String::new();
    while !text.contains("event: status") {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "{text}");
        text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
    }
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_lowercase(), body: body.as_bytes().to_vec() }
}

async fn post_to(address: SocketAddr, path: &str, headers: &str, body: &[u8]) -> Answer {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    send(address, &[head.as_bytes(), body].concat()).await
}

const ARTICLE: &[u8] =
    br#"{"id":"a1","title":"Floods","body":"Floods killed 14 people in Kenya.","language":"en"}"#;

/// The bytes of an article that does not pass through HTTP.
fn enriched(raw: &[u8], format: crate::article::OutputFormat) -> Vec<u8> {
    use crate::article::input::{Hints, Rules, read};
    let article = read(raw, &Hints::default(), &Rules::default()).unwrap();
    let enriched = Enricher::new(Options::default()).enrich(article, &mut crate::enrich::Scratch::default());
    crate::article::serialise::to_bytes(&enriched, format)
}

#[tokio::test]
async fn an_article_becomes_the_bytes_that_the_worker_publishes() {
    use crate::article::OutputFormat;
    let address = start(|_| ()).await;
    let answer = post(address, "content-type: application/json\r\n", ARTICLE).await;
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("dateline-routing-key"), Some("article.en.ke.disaster"));
    assert_eq!(answer.body, enriched(ARTICLE, OutputFormat::Dateline));

    let answer = post(address, "accept: application/vnd.iptc.ninjs+json\r\n", ARTICLE).await;
    assert_eq!(answer.header("content-type"), Some("application/vnd.iptc.ninjs+json"));
    assert_eq!(answer.body, enriched(ARTICLE, OutputFormat::Ninjs));

    // curl declares forms where it is not told otherwise.
    let answer = post(address, "content-type: application/x-www-form-urlencoded\r\n", ARTICLE).await;
    assert_eq!(answer.body, enriched(ARTICLE, OutputFormat::Dateline));
}

#[tokio::test]
async fn refusals_are_problems_with_the_reasons_of_dead_letters() {
    let address = start(|settings| settings.limits.message_bytes = 1000).await;
    let json = "content-type: application/json\r\n";
    let large = [b"{\"body\":\"", "long ".repeat(300).as_bytes(), b"\"}"].concat();
    for (headers, body, status, reason) in [
        (json, &b"{\"body\": \"Secret"[..], 400, "unreadable_body"),
        (json, b"{\"colour\": 3}", 422, "no_article"),
        ("content-type: image/png\r\n", b"\x89PNG", 415, "unsupported_type"),
        (json, &large, 413, "too_large"),
        ("content-encoding: gzip\r\n", b"no gzip", 400, "unreadable_encoding"),
        ("accept: text/html\r\n", ARTICLE, 406, "not_acceptable"),
    ] {
        let answer = post(address, headers, body).await;
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{reason}");
        let problem = answer.json();
        assert_eq!((answer.status, problem["reason"].as_str()), (status, Some(reason)), "{problem}");
        assert_eq!(problem["type"], format!("urn:dateline:problem:{reason}"));
        assert_eq!(problem["status"], status);
        assert!(!problem.to_string().contains("Secret"), "{problem}");
    }
    assert_eq!(get(address, "/nowhere").await.json()["reason"], "not_found");
    let wrong = get(address, "/v1/enrich").await;
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("post")));
}

#[tokio::test]
async fn health_and_metrics_change_nothing() {
    let address = start(|_| ()).await;
    for path in ["/health/live", "/health/ready", "/metrics"] {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        );
        assert_eq!(send(address, request.as_bytes()).await.status, 405, "{path}");
    }
}

#[tokio::test]
async fn a_chunked_body_is_bounded_too() {
    let address = start(|settings| settings.limits.message_bytes = 1000).await;
    let head = "POST /v1/enrich HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("3e9\r\n{}\r\n0\r\n\r\n", "x".repeat(1001));
    let answer = send(address, [head, &chunk].concat().as_bytes()).await;
    assert_eq!((answer.status, answer.json()["reason"].as_str()), (413, Some("too_large")));
}

#[tokio::test]
async fn a_token_guards_all_but_health_and_metrics() {
    let address = start(|settings| {
        settings.console.listen = Some("0.0.0.0:0".parse().unwrap());
        settings.console.token = Some(Secret::new("0123456789abcdef"));
    })
    .await;
    for path in ["/health/live", "/health/ready", "/metrics"] {
        assert_eq!(get(address, path).await.status, 200, "{path}");
    }
    // The page shows nothing by itself, and asks for the token.
    assert_eq!(get(address, "/").await.status, 200);
    for path in [
        "/v1/status",
        "/v1/events",
        "/v1/articles",
        "/v1/dead",
        "/v1/openapi.json",
        "/v1/schema.json",
        "/nowhere",
    ] {
        let answer = get(address, path).await;
        assert_eq!(
            (answer.status, answer.json()["reason"].as_str()),
            (401, Some("token_required")),
            "{path}"
        );
    }
    assert_eq!(post(address, "", ARTICLE).await.status, 401);
    assert_eq!(post(address, "authorization: Bearer 0123456789abcdef\r\n", ARTICLE).await.status, 200);
}

#[tokio::test]
async fn an_open_port_without_a_token_shows_health_and_metrics_alone() {
    let address = start(|settings| settings.console.listen = Some("0.0.0.0:0".parse().unwrap())).await;
    assert_eq!(get(address, "/health/live").await.status, 200);
    for path in ["/", "/console/main.js", "/v1/session", "/v1/status", "/v1/schema.json"] {
        assert_eq!(get(address, path).await.status, 403, "{path}");
    }
    assert_eq!(post(address, "", ARTICLE).await.status, 403);
}

/// Clients that take all places in each of these ways, and a probe afterwards.
#[tokio::test]
async fn clients_that_stand_still_do_not_shut_out_a_probe() {
    let address = start(|_| ()).await;
    let silent = "";
    let slow_head = "GET /metrics HTTP/1.1\r\nhost: local";
    let slow_body = "POST /v1/enrich HTTP/1.1\r\nhost: localhost\r\ncontent-length: 900\r\n\r\n{";
    let kept_alive = "GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let never_reads = kept_alive.repeat(200);
    for start in [silent, slow_head, slow_body, kept_alive, &never_reads] {
        let mut clients = Vec::new();
        for _ in 0..80 {
            let mut client = TcpStream::connect(address).await.unwrap();
            // Its buffer may be full: then the rest is not sent.
            tokio::time::timeout(Duration::from_millis(50), client.write_all(start.as_bytes())).await.ok();
            clients.push(client);
        }
        let probe = tokio::time::timeout(Duration::from_secs(10), get(address, "/health/live")).await;
        assert_eq!(probe.expect("an answer in time").status, 200, "{start:.40}");
    }
}

#[tokio::test]
async fn the_description_names_every_route_and_every_reason() {
    let address = start(|_| ()).await;
    let description = get(address, "/v1/openapi.json").await.json();
    let mut described = BTreeSet::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            // Without a worker and without a token there are none of these; tests/it asks for them.
            if path.contains('{') || path.contains("/dead") || path == "/v1/articles" || path == "/v1/login" {
                continue;
            }
            let answer = match method.as_str() {
                "get" if path == "/v1/events" => first_event(address).await,
                "get" => get(address, path).await,
                _ => post_to(address, path, "", ARTICLE).await,
            };
            assert_eq!(answer.status, 200, "{method} {path}");
            let media_type = answer.header("content-type").unwrap().split(';').next().unwrap();
            assert!(!operation["responses"]["200"]["content"][media_type].is_null(), "{path}: {media_type}");
        }
    }
    let routes: BTreeSet<String> =
        PATHS.lines().map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(described, routes);

    let reasons = description.pointer("/components/schemas/Problem/properties/reason/enum").unwrap();
    let reasons: BTreeSet<&str> =
        reasons.as_array().unwrap().iter().map(|reason| reason.as_str().unwrap()).collect();
    // These are reasons of the broker, or of messages that came through it.
    let of_the_broker =
        [Reason::Unroutable, Reason::Rejected, Reason::RetriesExhausted, Reason::DeliveryLimit];
    let mut expected: BTreeSet<&str> = OWN_REASONS.into();
    expected.extend(
        Reason::ALL.iter().filter(|reason| !of_the_broker.contains(reason)).map(|reason| reason.code()),
    );
    assert_eq!(reasons, expected);
}

#[tokio::test]
async fn the_schema_is_that_of_the_contract() {
    let address = start(|_| ()).await;
    assert_eq!(get(address, "/v1/schema.json").await.json(), crate::article::schema::enriched());
}

#[tokio::test]
async fn a_browser_gets_the_page_and_curl_the_list_of_paths() {
    let address = start(|_| ()).await;
    assert_eq!(get(address, "/").await.body, PATHS.as_bytes());
    let request = b"GET / HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\nconnection: close\r\n\r\n";
    let page = send(address, request).await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let script = get(address, "/console/main.js").await;
    assert_eq!((script.status, script.header("x-content-type-options")), (200, Some("nosniff")));
    assert_eq!(get(address, "/console/other.js").await.status, 404);
}

#[tokio::test]
async fn signing_in_gives_a_cookie_that_no_script_reads() {
    let token = |settings: &mut Settings| settings.console.token = Some(Secret::new("0123456789abcdef"));
    let address = start(token).await;
    let answer = post_to(address, "/v1/login", "", br#"{"token": "0123456789abcdeX"}"#).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (401, None));
    let answer = post_to(address, "/v1/login", "", br#"{"token": "0123456789abcdef"}"#).await;
    let cookie = answer.header("set-cookie").expect("a cookie");
    for part in ["httponly", "samesite=strict", "path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("0123456789abcdef"), "the token itself is in no cookie");
    let cookie = format!("cookie: {}\r\n", cookie.split(';').next().unwrap());
    assert_eq!(post(address, &cookie, ARTICLE).await.status, 200);
    post_to(address, "/v1/logout", &cookie, b"").await;
    assert_eq!(post(address, &cookie, ARTICLE).await.status, 401);
}

#[tokio::test]
async fn an_article_is_explained() {
    let address = start(|_| ()).await;
    let answer = post_to(address, "/v1/explain", "", ARTICLE).await;
    assert_eq!(answer.status, 200, "{}", answer.head);
    let explained = answer.json();
    assert_eq!(explained["figures"][0]["decided"][0]["value"], "14");
    assert_eq!(explained["article"]["article"]["id"], "a1");
    let long = [b"{\"body\":\"", "rain fell. ".repeat(30_000).as_bytes(), b"\"}"].concat();
    let answer = post_to(address, "/v1/explain", "", &long).await;
    assert_eq!((answer.status, answer.json()["reason"].as_str()), (413, Some("too_large")));
    let json = "content-type: application/json\r\n";
    assert_eq!(post_to(address, "/v1/explain", json, b"{").await.status, 400);
}

#[tokio::test]
async fn without_a_worker_there_are_no_dead_letters() {
    let address = start(|settings| settings.console.token = Some(Secret::new("0123456789abcdef"))).await;
    let request = "GET /v1/dead HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer 0123456789abcdef\r\nconnection: close\r\n\r\n";
    let answer = send(address, request.as_bytes()).await;
    assert_eq!((answer.status, answer.json()["reason"].as_str()), (404, Some("no_worker")));
    let answer = post_to(address, "/v1/dead/replay", "", br#"{"ids": ["a"]}"#).await;
    assert_eq!(answer.status, 401);
}
