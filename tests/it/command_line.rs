//! The command line as its users meet it.

use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::harness::{Newsroom, dateline};

fn with_input(arguments: &[&str], input: &str) -> Output {
    let mut command = dateline();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // The program writes while it reads: both pipes have to move.
        scope.spawn(move || stdin.write_all(input.as_bytes()).unwrap());
        child.wait_with_output().unwrap()
    })
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn enrich_keeps_the_order_and_goes_on_after_a_bad_line() {
    let mut input = String::new();
    for number in 0..200 {
        // Articles of very different lengths, so that threads overtake each other.
        let body = "Rain fell in Nairobi on Monday. ".repeat(1 + (number * 7) % 40);
        input += &json!({ "id": format!("a{number}"), "body": body }).to_string();
        input += "\n";
        if number == 99 {
            input += "{\"id\": \"broken\", \n\n";
        }
    }
    let output = with_input(&["enrich"], &input);
    assert_eq!(output.status.code(), Some(3));
    let ids: Vec<String> =
        lines(&output).iter().map(|line| line["article"]["id"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<String> = (0..200).map(|number| format!("a{number}")).collect();
    assert_eq!(ids, expected);
    let errors = errors(&output);
    assert!(errors.contains("standard input:101:") && errors.contains("unreadable_body"), "{errors}");
}

/// Values that this program cannot hold, in a field that it does not know.
#[test]
fn values_that_cannot_be_held_cost_no_article() {
    for value in ["1e999", &"9".repeat(10_000), r#""\ud800""#, "-1e-99999"] {
        let article = format!(r#"{{"id": "held", "body": "It rained.", "unknown": {value}}}"#);
        let output = with_input(&["enrich", "--from", "json", "-"], &article);
        assert!(output.status.success(), "{value}: {}", errors(&output));
        assert_eq!(lines(&output)[0]["article"]["body"], "It rained.");
    }
}

#[test]
fn enrich_reads_text_html_and_lists_and_shows_them() {
    let output = with_input(&["enrich"], "Rain fell.\n#rain\n2024-05-01 08:00:00\n");
    assert!(output.status.success());
    assert_eq!(lines(&output)[0]["article"]["hashtags"], json!(["rain"]));
    let output =
        with_input(&["enrich", "--from", "json"], r#"[{"id": "1", "body": "a"}, {"id": "2", "body": "b"}]"#);
    assert_eq!(lines(&output).len(), 2);
    let page = "<html><title>Rain</title><p>Rain fell in Nairobi.</p></html>";
    let output = with_input(&["enrich", "--output", "text"], page);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("Rain\n") && !shown.contains("<p>") && !shown.contains('\x1b'), "{shown}");
}

#[test]
fn explain_says_why_for_people_and_for_programs() {
    let article = json!({
        "id": "urn:example:1",
        "body": "Floods killed 14 people near Kisumu in Kenya on Sunday, said Peter Otieno, the county commissioner.",
        "published_at": "2024-05-07T09:00:00Z"
    });
    let shown = with_input(&["explain"], &article.to_string());
    assert!(shown.status.success(), "{}", errors(&shown));
    let shown = String::from_utf8(shown.stdout).unwrap();
    for words in
        ["impact = killed: object", "location = Kisumu", "as_of = 2024-05-05", "P1 \"county commissioner\""]
    {
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }
    let output = with_input(&["explain", "--json"], &article.to_string());
    let reasons = &lines(&output)[0];
    assert_eq!(
        reasons["figures"][0]["id"],
        reasons["article"]["enrichment"]["key_figures"]["figures"][0]["id"]
    );
    assert_eq!(reasons["places"][0]["candidates"][0]["country_code"], "KE");
    let refused = with_input(&["explain"], "{\"id\": \"1\", \n");
    assert_eq!(refused.status.code(), Some(3));
    assert!(errors(&refused).contains("unreadable_body"), "{}", errors(&refused));
}

#[test]
fn mistakes_in_settings_end_every_command_with_code_2() {
    let output = dateline().args(["config", "check", "--set", "broker.hartbeat=5s"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("did you mean broker.heartbeat?"), "{}", errors(&output));
    let output =
        dateline().arg("config").arg("show").env("DATELINE__BROKER__PASSWORD", "hunter2").output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && !shown.contains("hunter2") && shown.contains("DATELINE__BROKER__PASSWORD")
    );
}

#[tokio::test]
async fn what_publish_sends_tail_sees_enriched() {
    let newsroom = Newsroom::open().await;
    let environment = newsroom.environment(&[]);
    let worker = newsroom.worker().await;
    let mut tail = dateline();
    tail.args(["tail", "--count", "3", "--json"]).envs(environment.clone());
    let mut tail = tokio::process::Command::from(tail);
    let tail = tail.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut tail = tail.spawn().unwrap();
    let mut words = BufReader::new(tail.stderr.take().unwrap()).lines();
    let first = words.next_line().await.unwrap().unwrap_or_default();
    assert!(first.starts_with("Looking at"), "{first}");
    let mut publish = dateline();
    publish.args(["publish", "--count", "3", "tests/golden/seed.json"]).envs(environment);
    let published = tokio::process::Command::from(publish).output().await.unwrap();
    assert!(published.status.success(), "{}", errors(&published));
    let seen = lines(&tail.wait_with_output().await.unwrap());
    let ids: Vec<_> = seen.iter().map(|line| line["article"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["seed-000"; 3]);
    worker.stop().await;
}

#[tokio::test]
async fn publish_fails_where_nobody_has_bound_a_queue() {
    let newsroom = Newsroom::open().await;
    let mut publish = dateline();
    publish.args([
        "publish",
        "--exchange",
        "amq.topic",
        "--routing-key",
        "nobody.at.all",
        "tests/golden/seed.json",
    ]);
    publish.envs(newsroom.environment(&[]));
    let output = tokio::process::Command::from(publish).output().await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no queue is bound"), "{}", errors(&output));
}

#[test]
fn the_check_of_settings_refuses_what_a_worker_would_refuse() {
    for (settings, words) in [
        (&[("BROKER__URI", "amqp://u:p#ss@host/%2f")][..], "%23"),
        (&[("BROKER__URI", "amqp://u:x@p#ss/w@host/%2f")][..], "%40"),
        (&[("BROKER__URI", "amqp://u:p/ss@host/%2f")], "%2F"),
        (&[("BROKER__URI", "amqp://u:p@host:99999/%2f")], "broker.uri"),
        (&[("BROKER__URI", "amqp://u:p@host/%2f?heartbeat=abc")], "broker.uri"),
        (&[("BROKER__URI", "amqp://u:p@host/")], "%2f"),
        (&[("BROKER__URI", "amqps://host"), ("BROKER__TLS__CA_FILE", "/nowhere/ca.pem")], "/nowhere/ca.pem"),
        (
            &[("BROKER__URI", "amqps://host"), ("BROKER__TLS__PKCS12_FILE", "/nowhere/id.p12")],
            "/nowhere/id.p12",
        ),
        (&[("BROKER__URI", "amqp://host"), ("BROKER__TLS__CA_FILE", "/nowhere/ca.pem")], "amqps://"),
        (&[("BROKER__MANAGEMENT_URI", "broker:15672")], "broker.management_uri"),
    ] {
        for command in [&["config", "check"][..], &["run"]] {
            let variables = settings.iter().map(|(name, value)| (format!("DATELINE__{name}"), value));
            let output = dateline().args(command).envs(variables).output().unwrap();
            let text = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{settings:?} {command:?}: {text}");
            assert!(text.contains(words) && !text.contains("p#ss") && !text.contains("p/ss"), "{text}");
            assert!(!String::from_utf8_lossy(&output.stdout).contains("right"));
        }
    }
}
