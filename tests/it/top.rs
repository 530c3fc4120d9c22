//! `dateline top`: one frame as text, and what it says where there is none to show.

use std::process::Output;

use crate::console::address;
use crate::harness::{Newsroom, dateline, until};
use crate::test_articles::flood;

fn top(arguments: &[&str]) -> Output {
    dateline().args(["top", "--once"]).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_frame_says_how_a_worker_is() {
    let mut newsroom = Newsroom::open().await;
    let token = std::env::temp_dir().join(format!("dateline-top-{}", std::process::id()));
    std::fs::write(&token, "0123456789abcdef\n").unwrap();
    let token = token.to_str().unwrap();
    let settings = [("CONSOLE__LISTEN", "127.0.0.1:0"), ("CONSOLE__TOKEN_FILE", token)];
    let worker = newsroom.worker_with(&settings).await;
    let address = address(&worker).await;
    newsroom.publish_json(&flood("seen")).await;
    newsroom.next().await;
    let frame = until("the article in a frame", async || {
        let output = top(&["--address", &address, "--token-file", token]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let frame = text(&output.stdout);
        frame.lines().any(|line| line.starts_with("output") && line.contains(" 1 ")).then_some(frame)
    })
    .await;
    let lines: Vec<&str> = frame.lines().collect();
    let head = format!("dateline {}  {address}  consuming  up ", env!("CARGO_PKG_VERSION"));
    assert!(lines[0].starts_with(&head), "{frame}");
    assert_eq!(lines[1], "All is well", "{frame}");
    assert!(lines.iter().any(|line| line.starts_with("broker ") && line.contains("RabbitMQ ")), "{frame}");
    assert!(lines.iter().any(|line| line.contains("  waiting 0  dead 0")), "{frame}");
    for stage in ["consume", "enrich", "confirm", "output", "retry", "unrouted", "dead"] {
        assert_eq!(lines.iter().filter(|line| line.starts_with(&format!("{stage} "))).count(), 1, "{frame}");
    }
    assert!(!frame.contains('\u{1b}'), "a pipe gets no colour");

    let refused = top(&["--address", &address]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("--token-file"), "{}", text(&refused.stderr));
    worker.stop().await;
    std::fs::remove_file(token).unwrap();
    let gone = top(&["--address", &address]);
    assert_eq!((gone.status.code(), gone.stdout.as_slice()), (Some(1), &b""[..]));
    assert!(text(&gone.stderr).contains(&address), "{}", text(&gone.stderr));
}

#[test]
fn an_address_with_tls_is_a_mistake_on_the_command_line() {
    let output = top(&["--address", "https://news-1:9464"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("ssh -L"), "{}", text(&output.stderr));
}
