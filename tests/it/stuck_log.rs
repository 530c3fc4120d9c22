//! A log that nobody reads: a full pipe, a paused journal, a log driver that hangs.

use std::io::Read;
use std::process::Stdio;

use crate::console::get;
use crate::harness::publishing::publish_all;
use crate::harness::{Newsroom, dateline, until};
use dateline::amqp::{Body, Outgoing, Properties};

/// More lines than the pipe and the buffer hold: about 700 bytes each.
const ARTICLES: usize = 9_000;

fn articles(newsroom: &Newsroom) -> impl Iterator<Item = Outgoing> {
    let exchange = newsroom.named("raw");
    (0..ARTICLES).map(move |number| {
        let id = format!("{number:0>200}");
        let body = serde_json::json!({ "id": id, "body": "Rain." }).to_string().into_bytes();
        Outgoing {
            exchange: exchange.clone(),
            routing_key: "wire".into(),
            properties: Properties::default().with_message_id(id.as_str().into()).with_delivery_mode(2),
            body: Body::New(body.into()),
        }
    })
}

#[tokio::test]
async fn a_log_that_nobody_reads_stops_nothing() {
    let settings: &[(&str, &str)] = &[
        ("CONSOLE__LISTEN", "127.0.0.1:0"),
        ("ENRICH__ENABLED", "false"),
        // Nothing is to be repeated where the machine is slow.
        ("LOG__FORMAT", "json"),
    ];
    let newsroom = Newsroom::open().await;
    let mut command = dateline();
    command.arg("run").envs(newsroom.environment(settings)).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut worker = command.spawn().unwrap();
    let mut log = worker.stderr.take().unwrap();
    // The first lines, up to the address of the console; nothing more is read from here on.
    let mut head = Vec::new();
    let address = loop {
        let mut byte = [0];
        log.read_exact(&mut byte).unwrap();
        if byte[0] != b'\n' {
            head.push(byte[0]);
            continue;
        }
        let line: serde_json::Value = serde_json::from_slice(&std::mem::take(&mut head)).unwrap();
        if line["event"] == "console_listening" {
            break line["address"].as_str().unwrap().to_owned();
        }
    };
    publish_all(&newsroom.uri, articles(&newsroom)).await;
    newsroom.ready("outlet", u32::try_from(ARTICLES).unwrap()).await;
    assert_eq!(get(&address, "/health/live").await.unwrap().0, 200);
    let dropped = until("dropped lines", async || {
        let (_, text) = get(&address, "/metrics").await?;
        let line = text.lines().find(|line| line.starts_with("dateline_log_lines_dropped_total "))?;
        line.rsplit(' ').next()?.parse::<u64>().ok().filter(|count| *count > 0)
    })
    .await;
    // A reader that comes back hears how many are missing.
    let (sender, receiver) = std::sync::mpsc::channel();
    let (over, is_over) = std::sync::mpsc::channel::<()>();
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        let mut buffer = vec![0; 65536];
        while let Ok(count @ 1..) = log.read(&mut buffer) {
            text.push_str(&String::from_utf8_lossy(&buffer[..count]));
            if text.ends_with('\n') && told(&text) >= dropped {
                break;
            }
        }
        sender.send(text).ok();
        // From here on it is stuck once more, with the pipe open until the test ends.
        is_over.recv().ok();
    });
    let text = tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
    // Lines may have been dropped since the first look.
    assert!(told(&text) >= dropped, "{} {dropped}", told(&text));
    let whole = text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok());
    assert!(whole, "lines are dropped as wholes");
    // SIGTERM is heard while nobody reads.
    publish_all(&newsroom.uri, articles(&newsroom)).await;
    newsroom.ready("outlet", 2 * u32::try_from(ARTICLES).unwrap()).await;
    let status = std::process::Command::new("kill").args(["-TERM", &worker.id().to_string()]).status();
    assert!(status.unwrap().success());
    let code = until("its end", async || worker.try_wait().unwrap()).await;
    assert!(code.success(), "{code}");
    drop(over);
    reading.join().unwrap();
}

/// The dropped lines that the lines of a log tell of. The reader may come back more than once.
fn told(log: &str) -> u64 {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let told = lines.filter(|line| line["event"] == "log_lines_dropped");
    told.filter_map(|line| line["lines"].as_u64()).sum()
}
