//! `dateline dead`: looking destroys nothing, replaying loses nothing, purging takes what was chosen.

use std::process::{Command, Stdio};

use dateline::worker::Verdict;
use futures_util::StreamExt;
use lapin::BasicProperties;
use lapin::options::{BasicConsumeOptions, BasicRejectOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use serde_json::Value;

use crate::harness::newsroom::header;
use crate::harness::publishing::{message, publish_all};
use crate::harness::{Newsroom, dateline, until, within};
use crate::test_articles::flood;

/// Runs `dateline dead …` and gives exit code, standard output and standard error.
fn dead(newsroom: &Newsroom, arguments: &[&str]) -> (i32, String, String) {
    let environment = newsroom.environment(&[]);
    let output = dateline().arg("dead").args(arguments).envs(environment).output().expect("dateline runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code().expect("it ended by itself"), text(output.stdout), text(output.stderr))
}

/// The letters as `dead list --json` gives them.
fn list(newsroom: &Newsroom, arguments: &[&str]) -> Vec<Value> {
    let (code, out, error) = dead(newsroom, &[&["list", "--json"], arguments].concat());
    assert_eq!(code, 0, "{error}");
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn json() -> BasicProperties {
    BasicProperties::default().with_content_type("application/json".into())
}

/// A newsroom in which a worker has put so many bad messages into the dead letters and has ended.
async fn with_dead_letters(count: u32) -> Newsroom {
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker().await;
    for number in 0..count {
        let body = format!("{{\"id\": \"bad-{number}\", ");
        newsroom.publish("wire.bad", body.as_bytes(), json()).await;
    }
    newsroom.ready("dead", count).await;
    worker.stop().await;
    newsroom
}

/// SIGTERM in the midst of a replay: what was republished is removed first, so that nothing comes twice.
#[tokio::test]
async fn a_replay_that_is_told_to_stop_repeats_nothing() {
    const LETTERS: u32 = 4000;
    let newsroom = Newsroom::open().await;
    let letters = (0..LETTERS).map(|_| message("", &newsroom.named("dead")));
    let verdicts = publish_all(&newsroom.uri, letters).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Confirmed));
    let mut replay = dateline();
    replay.args(["dead", "replay", "--all"]).envs(newsroom.environment(&[])).stderr(Stdio::piped());
    let replay = replay.spawn().unwrap();
    until("the first copy", async || (newsroom.counts("work").await.0 > 0).then_some(())).await;
    let script = format!("kill -TERM {}", replay.id());
    assert!(Command::new("/bin/sh").args(["-c", &script]).status().unwrap().success());
    let output = tokio::task::spawn_blocking(|| replay.wait_with_output().unwrap()).await.unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("a signal asked to stop"), "{words}");
    let replayed = newsroom.counts("work").await.0;
    assert!(replayed < LETTERS, "it ended before the signal came");
    assert!(words.contains(&format!("{replayed} replayed")), "{replayed}: {words}");
    newsroom.ready("dead", LETTERS - replayed).await;
}

#[tokio::test]
async fn fifty_readings_destroy_nothing() {
    let newsroom = with_dead_letters(3).await;
    let first = list(&newsroom, &[]);
    assert_eq!(first.len(), 3);
    let ids =
        |letters: &[Value]| -> Vec<Value> { letters.iter().map(|letter| letter["id"].clone()).collect() };
    for _ in 0..50 {
        assert_eq!(ids(&list(&newsroom, &[])), ids(&first), "all are there, in their order");
        let (code, out, error) = dead(&newsroom, &["show", "--json"]);
        assert_eq!((code, out.lines().count()), (0, 3), "{error}");
    }
    newsroom.ready("dead", 3).await;
}

#[tokio::test]
async fn a_letter_says_why_where_from_and_how_often() {
    let newsroom = with_dead_letters(1).await;
    let letter = list(&newsroom, &[]).remove(0);
    assert_eq!(letter["reason"], "unreadable_body");
    assert_eq!(letter["attempts"], 1);
    assert_eq!(letter["exchange"], newsroom.named("raw"));
    assert_eq!(letter["routing_key"], "wire.bad");
    let id = letter["id"].as_str().unwrap();
    let (_, out, _) = dead(&newsroom, &["show", id]);
    for words in ["unreadable_body", "wire.bad", "bad-0", &newsroom.named("raw")] {
        assert!(out.contains(words), "{words} is missing in\n{out}");
    }
    let (_, raw, _) = dead(&newsroom, &["show", "--raw", id]);
    assert_eq!(raw, "{\"id\": \"bad-0\", ");
}

#[tokio::test]
async fn conditions_choose() {
    let newsroom = with_dead_letters(2).await;
    assert_eq!(list(&newsroom, &["--reason", "unreadable_body"]).len(), 2);
    assert_eq!(list(&newsroom, &["--reason", "too_large"]).len(), 0);
    assert_eq!(list(&newsroom, &["--since", "1h"]).len(), 2);
    assert_eq!(list(&newsroom, &["--until", "1h"]).len(), 0);
    assert_eq!(list(&newsroom, &["--routing-key", "wire.*"]).len(), 2);
    assert_eq!(list(&newsroom, &["--exchange", "elsewhere"]).len(), 0);
    assert_eq!(list(&newsroom, &["--limit", "1"]).len(), 1);
}

#[test]
fn mistakes_on_the_command_line_end_with_code_2_and_ask_no_broker() {
    let mistakes: [(&[&str], &str); 5] = [
        (&["list", "--reason", "unreadable_boody"], "unreadable_body"),
        (&["list", "--limit", "0"], "1.."),
        (&["list", "--since", "yesterday"], "2h for two hours ago"),
        (&["purge", "--until", "soon"], "2h for two hours ago"),
        (&["replay"], "nothing was chosen"),
    ];
    for (arguments, words) in mistakes {
        let mut command = dateline();
        let command =
            command.arg("dead").args(arguments).env("DATELINE__BROKER__URI", "amqp://127.0.0.1:1/%2f");
        let output = command.output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains(words), "{arguments:?}: {error}");
    }
}

#[tokio::test]
async fn a_replayed_article_is_enriched_and_remembers_its_origin() {
    let mut newsroom = Newsroom::open().await;
    let strict = newsroom.worker_with(&[("LIMITS__MESSAGE_BYTES", "100")]).await;
    newsroom.publish("wire.late", &serde_json::to_vec(&flood("late")).unwrap(), json()).await;
    newsroom.ready("dead", 1).await;
    strict.stop().await;

    let (code, out, _) = dead(&newsroom, &["replay", "--all", "--dry-run"]);
    assert!(code == 0 && out.contains("nothing was changed"), "{out}");
    newsroom.ready("dead", 1).await;
    let (code, _, error) = dead(&newsroom, &["replay", "--reason", "too_large"]);
    assert_eq!(code, 0, "{error}");
    newsroom.ready("dead", 0).await;

    let worker = newsroom.worker().await;
    let enriched = newsroom.next().await;
    assert_eq!(enriched.article["article"]["id"], "late");
    assert_eq!(header(&enriched.delivery, "dateline.original-exchange"), Some(newsroom.named("raw")));
    assert_eq!(header(&enriched.delivery, "dateline.original-routing-key").as_deref(), Some("wire.late"));
    worker.stop().await;
}

#[tokio::test]
async fn a_replay_that_dies_again_counts_from_one() {
    let newsroom = with_dead_letters(2).await;
    let worker = newsroom.worker().await;
    for target in ["work-queue", "origin"] {
        let (code, _, error) = dead(&newsroom, &["replay", "--all", "--to", target]);
        assert_eq!(code, 0, "{error}");
        newsroom.ready("dead", 2).await;
        for letter in list(&newsroom, &[]) {
            assert_eq!(letter["attempts"], 1);
            assert_eq!(letter["exchange"], newsroom.named("raw"));
            assert_eq!(letter["routing_key"], "wire.bad");
        }
    }
    worker.stop().await;
}

#[tokio::test]
async fn what_the_broker_gave_up_can_be_replayed() {
    let settings = [("TOPOLOGY__DELIVERY_LIMIT", "2")];
    let mut newsroom = Newsroom::open_with(&settings).await;
    newsroom.publish("wire.victim", &serde_json::to_vec(&flood("victim")).unwrap(), json()).await;
    let mut killer = newsroom
        .channel
        .basic_consume(
            newsroom.named("work").into(),
            "killer".into(),
            BasicConsumeOptions::default(),
            FieldTable::default(),
        )
        .await
        .unwrap();
    let dying = async {
        while newsroom.counts("dead").await.0 == 0 {
            let next = tokio::time::timeout(std::time::Duration::from_millis(200), killer.next()).await;
            if let Ok(Some(Ok(delivery))) = next {
                delivery.reject(BasicRejectOptions { requeue: true }).await.unwrap();
            }
        }
    };
    within("the delivery limit", dying).await;
    newsroom
        .channel
        .basic_cancel("killer".into(), lapin::options::BasicCancelOptions::default())
        .await
        .unwrap();

    let letter = list(&newsroom, &[]).remove(0);
    assert_eq!(letter["reason"], "delivery_limit");
    assert_eq!(letter["exchange"], newsroom.named("raw"));
    assert_eq!(letter["routing_key"], "wire.victim");
    let (code, _, error) = dead(&newsroom, &["replay", "--reason", "delivery_limit"]);
    assert_eq!(code, 0, "{error}");
    let worker = newsroom.worker_with(&settings).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "victim");
    worker.stop().await;
}

#[tokio::test]
async fn what_nobody_had_bound_to_finds_its_queue() {
    let newsroom = Newsroom::open().await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker().await;
    newsroom.publish_json(&flood("lonely")).await;
    newsroom.ready("unrouted", 1).await;
    let letter = list(&newsroom, &["--queue", "unrouted"]).remove(0);
    assert_eq!(letter["reason"], "unrouted");
    // Nobody has bound yet: it comes back, and nothing is lost.
    let (code, _, error) = dead(&newsroom, &["replay", "--queue", "unrouted", "--all"]);
    assert_eq!(code, 0, "{error}");
    newsroom.ready("unrouted", 1).await;

    let mut outlet = newsroom.outlet("late", &["#"]).await;
    let (code, _, error) = dead(&newsroom, &["replay", "--queue", "unrouted", "--all"]);
    assert_eq!(code, 0, "{error}");
    let received = crate::harness::newsroom::received(&mut outlet).await;
    assert_eq!(received.article["article"]["id"], "lonely");
    assert_eq!(received.delivery.routing_key.as_str(), letter["routing_key"].as_str().unwrap());
    assert!(header(&received.delivery, "dateline.status").is_some());
    newsroom.ready("unrouted", 0).await;
    worker.stop().await;
}

#[tokio::test]
async fn a_replay_that_is_not_taken_removes_nothing() {
    let newsroom = with_dead_letters(2).await;
    newsroom.delete_queue("work").await;
    let (code, _, error) = dead(&newsroom, &["replay", "--all"]);
    assert_eq!(code, 1);
    assert!(error.contains("no queue took a message"), "{error}");
    newsroom.ready("dead", 2).await;
}

#[tokio::test]
async fn a_purge_takes_what_was_chosen_and_leaves_a_copy() {
    let newsroom = with_dead_letters(3).await;
    let (code, _, error) = dead(&newsroom, &["purge"]);
    assert!(code == 2 && error.contains("--all"), "{error}");
    let (code, ..) = dead(&newsroom, &["purge", "--all", "--dry-run"]);
    assert_eq!(code, 0);
    newsroom.ready("dead", 3).await;

    let copy = std::env::temp_dir().join(format!("{}.jsonl", newsroom.name));
    let path = copy.to_str().unwrap();
    let id = list(&newsroom, &[])[1]["id"].as_str().unwrap().to_owned();
    let (code, _, error) = dead(&newsroom, &["purge", &id, "--save", path]);
    assert_eq!(code, 0, "{error}");
    newsroom.ready("dead", 2).await;
    let saved: Value = serde_json::from_str(&std::fs::read_to_string(&copy).unwrap()).unwrap();
    assert_eq!(saved["body"], "{\"id\": \"bad-1\", ");
    assert_eq!(saved["headers"]["dateline.reason"], "unreadable_body");
    // A copy is never written over.
    let (code, ..) = dead(&newsroom, &["purge", "--all", "--save", path]);
    assert_eq!(code, 1);
    newsroom.ready("dead", 2).await;
    std::fs::remove_file(copy).unwrap();
}

#[tokio::test]
async fn a_queue_that_reading_could_destroy_is_not_read() {
    let newsroom = Newsroom::open().await;
    newsroom.delete_queue("dead").await;
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    arguments.insert("x-delivery-limit".into(), AMQPValue::LongLongInt(5));
    let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    let (queue, exchange) = (newsroom.named("dead"), newsroom.named("dead"));
    newsroom.channel.queue_declare(queue.as_str().into(), durable, arguments).await.unwrap();
    let options = QueueBindOptions::default();
    newsroom
        .channel
        .queue_bind(
            queue.as_str().into(),
            exchange.as_str().into(),
            "#".into(),
            options,
            FieldTable::default(),
        )
        .await
        .unwrap();
    let (code, _, error) = dead(&newsroom, &["list"]);
    assert_eq!(code, 1);
    assert!(error.contains("nothing was read") && error.contains("--anyway"), "{error}");
    let (code, ..) = dead(&newsroom, &["list", "--anyway"]);
    assert_eq!(code, 0);
}

#[tokio::test]
async fn a_queue_that_is_not_there_is_not_made() {
    let newsroom = Newsroom::open().await;
    newsroom.delete_queue("dead").await;
    let (code, _, error) = dead(&newsroom, &["list"]);
    assert!(code == 1 && error.contains("there is no queue"), "{error}");
    let (code, _, error) = dead(&newsroom, &["list"]);
    assert!(code == 1 && error.contains("there is no queue"), "{error}");
}
