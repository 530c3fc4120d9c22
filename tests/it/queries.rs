//! The queries of the dashboard and of the alarms, asked of the metrics of a worker to which everything happens that they
//! are about: each finds series with its labels, and what it finds moves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lapin::BasicProperties;
use lapin::options::BasicGetOptions;
use serde_json::Value;

use crate::console::{address, get};
use crate::harness::{Newsroom, until};
use crate::rejections::IMPATIENT;
use crate::test_articles::{flood, hochwasser};

/// Metrics of RabbitMQ itself.
const OF_THE_BROKER: &str = "rabbitmq_";
/// Metrics that do not move here: one never does, the other where an article takes longer than it may.
const CONSTANT: [&str; 2] = ["dateline_build_info", "dateline_threads_given_up"];
/// Labels that Prometheus gives each series of a target.
const OF_THE_TARGET: &[(&str, &str)] = &[("instance", "news-1:9464"), ("job", "dateline")];

type Labels = BTreeMap<String, String>;

/// A series, with the different values that it had.
#[derive(Debug, Default)]
struct Seen(BTreeMap<(String, Labels), BTreeSet<String>>);

impl Seen {
    /// Adds what a worker exposes now. Counters begin at 0 when a process starts.
    fn add(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (series, value) = line.rsplit_once(' ').expect("a value");
            let (name, labels) = series.split_once('{').unwrap_or((series, ""));
            let mut labels: Labels = pairs(labels.trim_end_matches('}'))
                .into_iter()
                .map(|(label, operator, value)| {
                    assert_eq!(operator, "=", "{line}");
                    (label, value)
                })
                .collect();
            labels.extend(OF_THE_TARGET.iter().map(|&(label, value)| (label.to_owned(), value.to_owned())));
            let values = self.0.entry((name.to_owned(), labels)).or_default();
            if ["_total", "_count", "_bucket"].iter().any(|end| name.ends_with(end)) {
                values.insert("0".to_owned());
            }
            values.insert(value.to_owned());
        }
    }
}

/// A part of a query that asks for series.
#[derive(Debug)]
struct Selector {
    name: String,
    matchers: Vec<(String, String, String)>,
}

impl Selector {
    fn matches(&self, name: &str, labels: &Labels) -> bool {
        let fits = |(label, operator, wanted): &(String, String, String)| {
            let found = labels.get(label).map_or("", String::as_str);
            match operator.as_str() {
                "=" => found == wanted,
                "!=" => found != wanted,
                // The value of a variable of the dashboard while all workers are chosen.
                "=~" if wanted == ".*" => labels.contains_key(label),
                _ => panic!("{self:?}: the test does not know this matcher yet"),
            }
        };
        name == self.name && self.matchers.iter().all(fits)
    }
}

/// `label operator "value"`, separated by commas.
fn pairs(text: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches([',', ' ']);
    while let Some(at) = rest.find(['=', '!']) {
        let label = rest[..at].trim().to_owned();
        let open = rest[at..].find('"').expect("a quoted value") + at;
        let operator = rest[at..open].trim().to_owned();
        let close = rest[open + 1..].find('"').expect("the end of a value") + open + 1;
        found.push((label, operator, rest[open + 1..close].to_owned()));
        rest = rest[close + 1..].trim_start_matches([',', ' ']);
    }
    found
}

/// The contents of a query: selectors, and the labels by which it groups or joins.
fn read(query: &str) -> (Vec<Selector>, BTreeSet<String>) {
    let query = query.replace("$instance", ".*");
    let (mut selectors, mut grouped) = (Vec::new(), BTreeSet::new());
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let mut rest = query.as_str();
    while let Some(at) = rest.find(|c: char| is_name(c) || c == '[') {
        rest = &rest[at..];
        if rest.starts_with('[') {
            // A range: `[5m]`.
            rest = &rest[rest.find(']').expect("the end of a range")..];
            continue;
        }
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        rest = behind;
        if ["by", "on"].contains(&word) {
            let (list, after) = behind[1..].split_once(')').expect("a list of labels");
            grouped.extend(list.split(',').map(|label| label.trim().to_owned()));
            rest = after;
        } else if !word.starts_with(|c: char| c.is_ascii_digit())
            && !["and", "or", "unless", "offset", "sum", "max", "count"].contains(&word)
            && !behind.starts_with('(')
        {
            let mut matchers = Vec::new();
            if let Some(inside) = behind.strip_prefix('{') {
                let (list, after) = inside.split_once('}').expect("the end of the matchers");
                (matchers, rest) = (pairs(list), after);
            }
            selectors.push(Selector { name: word.to_owned(), matchers });
        }
    }
    (selectors, grouped)
}

#[test]
fn selectors_and_groups_are_read() {
    let query = "histogram_quantile(0.9, sum by (le, source) (rate(a_bucket{x=\"1\", y!=\"}\"}[5m]))) > 60 and on(z) b";
    let (selectors, grouped) = read(&query.replace("\"}\"", "\"2\""));
    let names: Vec<&str> = selectors.iter().map(|selector| selector.name.as_str()).collect();
    assert_eq!(names, ["a_bucket", "b"]);
    assert_eq!(selectors[0].matchers.len(), 2);
    assert_eq!(grouped.into_iter().collect::<Vec<_>>(), ["le", "source", "z"]);
}

/// All queries, each with the labels that its legend or its annotations show.
fn queries() -> Vec<(String, BTreeSet<String>)> {
    let text = |file: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file of deploy/")
    };
    let dashboard: Value = serde_json::from_str(&text("deploy/grafana/dateline.json")).unwrap();
    let alarms: Value = serde_norway::from_str(&text("deploy/prometheus/alerts.yaml")).unwrap();
    let mut queries = Vec::new();
    for panel in dashboard["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().unwrap() {
            let legend = target["legendFormat"].as_str().unwrap();
            let shown = legend.split("{{").skip(1).filter_map(|part| part.split("}}").next());
            let shown = shown.map(|label| label.trim().to_owned()).collect();
            queries.push((target["expr"].as_str().unwrap().to_owned(), shown));
        }
    }
    for variable in dashboard["templating"]["list"].as_array().unwrap() {
        let asked = variable["query"].as_str().unwrap();
        if let Some((metric, label)) =
            asked.strip_prefix("label_values(").and_then(|asked| asked.trim_end_matches(')').split_once(", "))
        {
            queries.push((metric.to_owned(), BTreeSet::from([label.to_owned()])));
        }
    }
    for group in alarms["groups"].as_array().unwrap() {
        for rule in group["rules"].as_array().unwrap() {
            let annotations = rule["annotations"].to_string();
            let shown = annotations.split("$labels.").skip(1);
            let shown = shown.filter_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric()).next());
            queries.push((rule["expr"].as_str().unwrap().to_owned(), shown.map(str::to_owned).collect()));
        }
    }
    queries
}

/// Checks one query against what was seen.
fn check(query: &str, shown: &BTreeSet<String>, seen: &Seen) {
    let (selectors, grouped) = read(query);
    assert!(!selectors.is_empty(), "{query}");
    for selector in selectors.iter().filter(|selector| !selector.name.starts_with(OF_THE_BROKER)) {
        let found: Vec<_> =
            seen.0.iter().filter(|((name, labels), _)| selector.matches(name, labels)).collect();
        assert!(!found.is_empty(), "{query}: nothing is exposed for {selector:?}");
        let has_bounds = selector.name.ends_with("_bucket");
        for label in grouped.iter().chain(shown).filter(|label| has_bounds || *label != "le") {
            assert!(
                found.iter().all(|((_, labels), _)| labels.contains_key(label)),
                "{query}: {} has no label {label}",
                selector.name
            );
        }
        if query.contains("histogram_quantile") && has_bounds {
            assert!(grouped.contains("le"), "{query} loses the bounds of the buckets");
        }
        let moves = found.iter().any(|(_, values)| values.len() > 1);
        assert!(
            moves || CONSTANT.contains(&selector.name.as_str()),
            "{query}: {} never moved",
            selector.name
        );
    }
    // Behind an aggregation only the labels of its groups are left.
    if query.contains("sum") || query.contains("max(") {
        let lost: Vec<_> = shown.difference(&grouped).collect();
        assert!(lost.is_empty(), "{query} has no {lost:?} left to show");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_query_finds_what_a_worker_exposes_and_what_moves() {
    let mut seen = Seen::default();
    a_day_of_trouble(&mut seen).await;
    a_worker_that_drops(&mut seen).await;
    let queries = queries();
    assert!(queries.len() > 35, "{}", queries.len());
    for (query, shown) in &queries {
        check(query, shown, &seen);
    }
}

/// A redelivery, a full queue, retries, dead letters, a mistake in the rules, a deleted queue.
async fn a_day_of_trouble(seen: &mut Seen) {
    let folder = std::env::temp_dir().join(format!("dateline-queries-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let rules = folder.join("rules.toml");
    std::fs::write(&rules, "[[tag]]\nlabel = \"Water desk\"\nphrases = [\"heavy rain\"]\n").unwrap();
    let mut newsroom = Newsroom::open_with(IMPATIENT).await;
    let german = newsroom.small_queue("german", 1, "enriched", "article.de.#").await;
    newsroom.fill(&german).await;
    redelivered(&newsroom).await;
    let settings = [
        IMPATIENT,
        &[
            ("CONSOLE__LISTEN", "127.0.0.1:0"),
            ("TOPOLOGY__MODE", "check"),
            ("TOPOLOGY__WATCH_INTERVAL", "200ms"),
            ("ENRICH__RULES_FILE", rules.to_str().unwrap()),
        ],
    ]
    .concat();
    // The first look is at a worker that does not consume yet: its queue is held up by nothing, its log tells where it listens.
    let worker = newsroom.worker_with(&settings).await;
    let address = address(&worker).await;
    let mut look = async || seen.add(&get(&address, "/metrics").await.expect("metrics").1);
    look().await;
    newsroom.next().await;
    newsroom.publish_json(&hochwasser("does-not-fit")).await;
    worker.logged("surroundings_troubled").await;
    look().await;
    let mut others = 0;
    while worker.has_logged("article_retried") == 0 || newsroom.counts("dead").await.0 == 0 {
        let properties = BasicProperties::default()
            .with_content_type("application/json".into())
            .with_timestamp(1_772_439_300);
        let article = flood(&format!("urn:example:{others}")).to_string();
        newsroom.publish("wire", article.as_bytes(), properties).await;
        newsroom.next().await;
        others += 1;
        assert!(others < 2000, "it never reached the dead letters");
    }
    std::fs::write(&rules, "[[tag]]\nlabel = 3\n").unwrap();
    worker.signal("HUP");
    worker.logged("rules_refused").await;
    newsroom.delete_queue("unrouted").await;
    worker.logged("topology_missing").await;
    look().await;
    // It stops, and is seen not to be ready: a message that cannot be published is in its hands.
    newsroom.publish_json(&hochwasser("does-not-fit-either")).await;
    until("the trouble of another article", async || {
        look().await;
        (worker.has_logged("surroundings_troubled") > 1).then_some(())
    })
    .await;
    look().await;
    worker.kill().await;
    std::fs::remove_dir_all(&folder).unwrap();
}

/// An article that a consumer has taken and given back by its end.
async fn redelivered(newsroom: &Newsroom) {
    newsroom.publish_json(&flood("urn:example:again")).await;
    newsroom.ready("work", 1).await;
    let connection =
        lapin::Connection::connect(&newsroom.uri, lapin::ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    let work = newsroom.named("work");
    let options = BasicGetOptions::default();
    assert!(channel.basic_get(work.as_str().into(), options).await.unwrap().is_some());
    connection.close(200, "gone".into()).await.unwrap();
    newsroom.ready("work", 1).await;
}

/// An article that nothing is bound for, and a worker that is to drop it.
async fn a_worker_that_drops(seen: &mut Seen) {
    let settings: &[(&str, &str)] = &[("OUTPUT__UNROUTABLE", "drop"), ("CONSOLE__LISTEN", "127.0.0.1:0")];
    let newsroom = Newsroom::open_with(settings).await;
    newsroom.close_outlet().await;
    let worker = newsroom.worker_with(settings).await;
    let address = address(&worker).await;
    seen.add(&get(&address, "/metrics").await.expect("metrics").1);
    newsroom.publish_json(&flood("unwanted")).await;
    worker.logged("article_dropped").await;
    seen.add(&get(&address, "/metrics").await.expect("metrics").1);
    worker.stop().await;
}
