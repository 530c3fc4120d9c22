//! The newsroom's own rules, read anew while the worker works.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use crate::harness::{Newsroom, received};
use crate::test_articles::flood;

/// How many articles are on their way at a time.
const ARTICLES: usize = 100;

/// Puts a rules file in place as an operator should: written beside, then renamed.
fn put(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, path).unwrap();
}

fn rule(label: &str) -> String {
    format!("[[tag]]\nlabel = \"{label}\"\nphrases = [\"heavy rain\"]\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_read_anew_lose_nothing_and_a_mistake_changes_nothing() {
    let folder = std::env::temp_dir().join(format!("dateline-rules-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("rules.toml");
    put(&file, &rule("Old desk"));
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("ENRICH__RULES_FILE", file.to_str().unwrap())]).await;
    newsroom.warm_up().await;

    // A mistake, while articles are on their way: every one of them has the tags of before.
    publish(&newsroom, 0).await;
    put(&file, "[[tag]]\nlabel = \"Bad desk\"\n\ntopics = [\"sprot\"]\n");
    worker.signal("HUP");
    let line = worker.logged("rules_refused").await;
    assert!(line.contains("line 4") && line.contains("sprot"), "{line}");
    publish(&newsroom, ARTICLES).await;
    let before = collect(&mut newsroom, 0..2 * ARTICLES).await;
    assert!(before.values().all(|(label, _)| label == "Old desk"), "{before:?}");

    // Other rules, likewise: each article has the tags of before or after, and those that come later those of after.
    publish(&newsroom, 2 * ARTICLES).await;
    put(&file, &rule("New desk"));
    worker.signal("HUP");
    publish(&newsroom, 3 * ARTICLES).await;
    worker.logged("rules_reloaded").await;
    publish(&newsroom, 4 * ARTICLES).await;
    let after = collect(&mut newsroom, 2 * ARTICLES..5 * ARTICLES).await;
    assert!((4 * ARTICLES..5 * ARTICLES).all(|number| after[&number].0 == "New desk"), "{after:?}");
    // The output tells by which settings an article was enriched.
    let told: BTreeSet<_> = before.values().chain(after.values()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    worker.stop().await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    assert_eq!(newsroom.counts("work").await.0, 0);
    std::fs::remove_dir_all(&folder).unwrap();
}

async fn publish(newsroom: &Newsroom, from: usize) {
    for number in from..from + ARTICLES {
        newsroom.publish_json(&flood(&format!("a{number}"))).await;
    }
}

/// Each article of these, once: its tag by rule, and the settings it was enriched by.
async fn collect(newsroom: &mut Newsroom, numbers: Range<usize>) -> BTreeMap<usize, (String, String)> {
    let mut seen = BTreeMap::new();
    for _ in numbers.clone() {
        let article = newsroom.next().await.article;
        let number: usize = article["article"]["id"].as_str().unwrap()[1..].parse().unwrap();
        let tags = article["enrichment"]["tags"].as_array().unwrap();
        let mut labels =
            tags.iter().filter(|tag| tag["kind"] == "rule").map(|tag| tag["label"].as_str().unwrap());
        let label = labels.next().unwrap().to_owned();
        assert!(labels.next().is_none(), "{number} has tags of two files");
        let settings = article["enrichment"]["engine"]["settings"].as_str().unwrap().to_owned();
        assert!(numbers.contains(&number) && seen.insert(number, (label, settings)).is_none(), "{number}");
    }
    seen
}

#[tokio::test]
async fn without_rules_a_hangup_does_no_harm() {
    let mut newsroom = Newsroom::open().await;
    let mut worker = newsroom.worker().await;
    worker.signal("HUP");
    worker.logged("rules_not_set").await;
    newsroom.publish_json(&flood("after")).await;
    assert_eq!(newsroom.next().await.article["article"]["id"], "after");
    assert!(worker.runs());
    worker.stop().await;
}

#[tokio::test]
async fn names_are_read_again_on_a_hangup_and_a_mistake_changes_nothing() {
    let folder = std::env::temp_dir().join(format!("dateline-own-names-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("people.csv");
    put(&file, "id,name\np-1,Teodora Vasq\n");
    let mut newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("ENRICH__PEOPLE_FILE", file.to_str().unwrap())]).await;
    assert_eq!(id_of_person(&mut newsroom, "first").await, "p-1");

    put(&file, "id,name\np-2,Teodora Vasq\n");
    worker.signal("HUP");
    let line = worker.logged("rules_reloaded").await;
    assert!(line.contains("\"names\":1"), "{line}");
    assert_eq!(id_of_person(&mut newsroom, "second").await, "p-2");

    put(&file, "id,name\n,Teodora Vasq\n");
    worker.signal("HUP");
    let line = worker.logged("rules_refused").await;
    assert!(line.contains("people.csv") && line.contains("line 2"), "{line}");
    assert_eq!(id_of_person(&mut newsroom, "third").await, "p-2");
    worker.stop().await;
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The newsroom's id of the person in an article that is sent through the worker.
async fn id_of_person(newsroom: &mut Newsroom, article: &str) -> String {
    let body = "Teodora Vasq met harbour workers on Monday and spoke about the new pier.";
    newsroom.publish_json(&serde_json::json!({"id": article, "body": body})).await;
    let enriched = newsroom.next().await.article;
    assert_eq!(enriched["article"]["id"], article);
    enriched["enrichment"]["people"][0]["ids"]["newsroom"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn rules_set_headers_keys_and_priority() {
    let folder = std::env::temp_dir().join(format!("dateline-effects-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("rules.toml");
    let effects = "hidden = true\nheaders = { desk = \"water\" }\ncc = [\"desk.water\"]\npriority = 7\n";
    put(&file, &format!("{}{effects}", rule("Water desk")));
    let newsroom = Newsroom::open().await;
    let worker = newsroom.worker_with(&[("ENRICH__RULES_FILE", file.to_str().unwrap())]).await;
    let mut desk = newsroom.outlet("desk", &["desk.water"]).await;
    newsroom.publish_json(&flood("one")).await;
    let received = received(&mut desk).await;
    let properties = &received.delivery.properties;
    assert_eq!(*properties.priority(), Some(7));
    let headers = properties.headers().as_ref().unwrap().inner();
    assert_eq!(headers["desk"].as_long_string().unwrap().to_string(), "water");
    let tags = received.article["enrichment"]["tags"].as_array().unwrap();
    assert!(tags.iter().all(|tag| tag["kind"] != "rule"), "hidden rules give no tag");
    worker.stop().await;
    std::fs::remove_dir_all(&folder).unwrap();
}
