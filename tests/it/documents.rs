//! The documents say what is so: tests that they name exist, each event and each reason has an answer, deployments give
//! the worker the time it needs, dashboards ask for metrics that there are. No broker is needed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dateline::settings::Settings;
use dateline::worker::Reason;
use serde_json::Value;

/// Documents in which every promise names its test.
const PROMISES: &[&str] =
    &["docs/OPERATIONS.md", "docs/DEAD_LETTERS.md", "docs/SECURITY.md", "docs/COMMANDS.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of tests in a text: paths between backticks, such as the one of this function, `documents::named`.
fn named(text: &str) -> BTreeSet<&str> {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let inside = text.split('`').skip(1).step_by(2);
    inside.filter(|code| code.contains("::") && code.split("::").all(is_word)).collect()
}

/// Where a test of this name may stand: in a room of the integration tests, or beside the code.
fn places(test: &str) -> Vec<PathBuf> {
    let (module, _) = test.rsplit_once("::").unwrap();
    let module = module.replace("::", "/");
    ["tests/it", "src"]
        .iter()
        .flat_map(|folder| [format!("{folder}/{module}.rs"), format!("{folder}/{module}/mod.rs")])
        .chain([format!("src/{module}/tests.rs")])
        .map(|path| root().join(path))
        .collect()
}

fn exists(test: &str) -> bool {
    let (_, name) = test.rsplit_once("::").unwrap();
    let definition = format!("fn {name}(");
    places(test).iter().any(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains(&definition)))
}

#[test]
fn every_test_that_a_document_names_exists() {
    for document in PROMISES.iter().copied().chain(["docs/PERFORMANCE.md", "docs/METRICS.md", "README.md"]) {
        for test in named(&read(document)) {
            assert!(exists(test), "{document} names `{test}`, which is no test");
        }
    }
    assert!(!exists("documents::a_promise_that_nothing_shows"));
}

#[test]
fn every_chapter_of_the_operators_manual_names_a_test() {
    let manual = read("docs/OPERATIONS.md");
    for chapter in manual.split("\n## ").skip(1) {
        let title = chapter.lines().next().unwrap();
        assert!(!named(chapter).is_empty(), "{title}: which test shows it?");
    }
}

/// Events of the worker, and whether an operator should hear of them.
fn events() -> Vec<(String, bool)> {
    let mut events = Vec::new();
    for path in ["src/worker/events.rs", "src/shutdown.rs", "src/telemetry/mod.rs"] {
        let source = read(path);
        for (at, _) in source.match_indices("event = \"") {
            let name = source[at + "event = \"".len()..].split('"').next().unwrap();
            let level = source[..at].rsplit(['\n', ' ', ':']).find(|word| word.ends_with("!(")).unwrap();
            events.push((name.to_owned(), level != "info!("));
        }
    }
    events
}

#[test]
fn every_event_is_documented_and_every_warning_has_an_answer() {
    let (log, manual) = (read("docs/LOGGING.md"), read("docs/OPERATIONS.md"));
    let events = events();
    assert!(events.len() > 15, "{events:?}");
    for (event, is_warning) in events {
        let row = format!("| `{event}` |");
        assert!(log.contains(&row), "docs/LOGGING.md lacks {event}");
        assert!(!is_warning || manual.contains(&row), "docs/OPERATIONS.md has no answer to {event}");
    }
}

#[test]
fn every_reason_has_an_answer() {
    let manual = read("docs/OPERATIONS.md");
    for reason in Reason::ALL {
        assert!(manual.contains(&format!("| `{}` |", reason.code())), "{}", reason.code());
    }
}

/// The number after a word in a file: `TimeoutStopSec=40`.
fn number(path: &str, word: &str) -> u64 {
    let text = read(path);
    let value = text.split(word).nth(1).unwrap_or_else(|| panic!("{path} has no {word}"));
    value.trim_start().split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
}

#[test]
fn whoever_stops_a_worker_waits_longer_than_it_takes() {
    let longest = Settings::default().shutdown.grace + dateline::amqp::CLOSE_ALLOWANCE;
    for (path, word) in [
        ("deploy/dateline.service", "TimeoutStopSec="),
        ("deploy/kubernetes/dateline.yaml", "terminationGracePeriodSeconds:"),
        ("deploy/compose.yaml", "stop_grace_period:"),
    ] {
        assert!(number(path, word) > longest.as_secs(), "{path}: {word}");
    }
}

/// What a cluster that is shared expects of a workload: an operator's trial missed each.
#[test]
fn the_manifest_for_kubernetes_is_fit_for_a_shared_cluster() {
    let text = read("deploy/kubernetes/dateline.yaml");
    let parts: Vec<Value> = serde_norway::Deserializer::from_str(&text)
        .map(|part| serde::Deserialize::deserialize(part).expect("YAML"))
        .collect();
    let kind =
        |kind: &str| parts.iter().find(|part| part["kind"] == kind).unwrap_or_else(|| panic!("{kind}"));
    let template = &kind("Deployment")["spec"]["template"];
    let (pod, container) = (&template["spec"], &template["spec"]["containers"][0]);
    assert_eq!(pod["automountServiceAccountToken"], false);
    assert!(!container["image"].as_str().unwrap().ends_with(":latest"));
    for probe in ["livenessProbe", "readinessProbe"] {
        assert!(container[probe]["timeoutSeconds"].as_u64() > Some(1), "{probe}");
    }
    let labels = &template["metadata"]["labels"];
    assert_eq!(&kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"], labels);
    let policy = &kind("NetworkPolicy")["spec"];
    assert_eq!(&policy["podSelector"]["matchLabels"], labels);
    assert_eq!(policy["ingress"][0]["ports"][0]["port"], container["ports"][0]["name"]);
}

/// glibc keeps large blocks for itself unless its threshold is fixed.
#[test]
fn deployments_give_memory_of_large_articles_back() {
    for path in ["deploy/dateline.service", "deploy/Dockerfile"] {
        assert_eq!(number(path, "MALLOC_MMAP_THRESHOLD_="), 128 * 1024, "{path}");
    }
}

#[test]
fn dashboard_and_alarms_ask_for_metrics_that_there_are() {
    let dashboard: Value = serde_json::from_str(&read("deploy/grafana/dateline.json")).unwrap();
    let alerts: Value = serde_norway::from_str(&read("deploy/prometheus/alerts.yaml")).unwrap();
    let (source, table) = (metrics_code(), read("docs/METRICS.md"));
    let mut asked = BTreeSet::new();
    for text in [dashboard.to_string(), alerts.to_string()] {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        asked.extend(words.filter(|word| word.starts_with("dateline_")).map(str::to_owned));
    }
    assert!(asked.len() > 10, "{asked:?}");
    for metric in asked {
        let metric = metric.trim_end_matches("_bucket").trim_end_matches("_count");
        assert!(is_rendered(&source, metric), "{metric}");
        assert!(table.contains(&format!("`{metric}`")), "docs/METRICS.md lacks {metric}");
    }
}

/// The code that names the metrics.
fn metrics_code() -> String {
    ["src/http/metrics.rs", "src/http/statistics.rs"].map(read).concat()
}

/// True if the code names a metric; the registry adds `_total` to the name of a counter.
fn is_rendered(code: &str, metric: &str) -> bool {
    code.contains(&format!("\"{}\"", metric.trim_end_matches("_total")))
}

/// Folders whose code may emit events and move gauges.
const WORKING: &[&str] = &["src/worker", "src/worker/in_flight", "src/amqp", "src/amqp/session"];

/// The code of the worker without tests, by file.
fn code_of_the_worker() -> Vec<(PathBuf, String)> {
    let files = WORKING.iter().flat_map(|folder| std::fs::read_dir(root().join(folder)).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            (path, code.split_whitespace().collect())
        })
        .collect()
}

/// Every counter of the worker is moved by an event or, where it is a gauge or a time, set somewhere; it is rendered, and
/// documented under its rendered name.
#[test]
fn every_counter_is_moved_rendered_and_documented() {
    let monitor = read("src/worker/monitor.rs");
    let (rendered, table) = (metrics_code(), read("docs/METRICS.md"));
    let code = code_of_the_worker();
    let fields = monitor.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
    let fields: Vec<_> = fields.filter(|(_, kind)| matches!(*kind, "Counter," | "Histogram,")).collect();
    assert!(fields.len() > 12, "{fields:?}");
    for (field, _) in fields {
        let counts = ["increment()", "add("].map(|way| format!("monitor.{field}.{way}"));
        let sets = ["set(", "observe("].map(|way| format!("monitor.{field}.{way}"));
        let mut is_moved = false;
        for (path, code) in code.iter().filter(|(path, _)| !path.ends_with("monitor.rs")) {
            let is_counted = counts.iter().any(|way| code.contains(way));
            assert!(
                !is_counted || path.ends_with("events.rs"),
                "{}: an event counts {field}",
                path.display()
            );
            is_moved |= is_counted || sets.iter().any(|way| code.contains(way));
        }
        assert!(is_moved, "nothing moves {field}");
        assert!(rendered.contains(&format!("monitor.{field}")), "{field} is not rendered");
    }
    let documented = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    for metric in documented.filter(|name| name.starts_with("dateline_") && !name.contains(' ')) {
        assert!(is_rendered(&rendered, metric), "docs/METRICS.md names {metric}, which nothing renders");
    }
}

#[test]
fn every_event_is_emitted() {
    let events = read("src/worker/events.rs");
    let (_, variants) = events.split_once("enum Event<'a> {").unwrap();
    let (variants, _) = variants.split_once("\n}").unwrap();
    let names = variants.lines().filter_map(|line| line.strip_prefix("    ")).filter_map(|line| {
        let end = line.find(|c: char| !c.is_ascii_alphanumeric())?;
        (end > 0 && line.starts_with(|c: char| c.is_ascii_uppercase())).then_some(&line[..end])
    });
    let names: Vec<_> = names.collect();
    assert!(names.len() > 20, "{names:?}");
    let code = code_of_the_worker();
    for name in names {
        let emitted = format!("Event::{name}");
        let is_emitted =
            code.iter().any(|(path, code)| !path.ends_with("events.rs") && code.contains(&emitted));
        assert!(is_emitted, "nothing emits {emitted}");
    }
}

/// Every setting that a comment, a message or a document names is a key of `config/default.toml`.
#[test]
fn every_setting_that_is_named_exists() {
    let defaults: toml::Table = toml::from_str(dateline::settings::DEFAULTS).unwrap();
    let mut folders =
        vec![root().join("src"), root().join("docs"), root().join("config"), root().join("deploy")];
    let mut files = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_text = path
                .extension()
                .is_some_and(|extension| extension == "rs" || extension == "md" || extension == "toml");
            let is_unit_test = path.file_stem().is_some_and(|stem| stem == "tests");
            if path.is_dir() {
                folders.push(path);
            } else if is_text && !is_unit_test {
                files.push(path);
            }
        }
    }
    let (mut named, mut wrong) = (0, Vec::new());
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        for (number, line) in text.lines().enumerate() {
            let prose: String = if is_code { prose(line) } else { line.to_owned() };
            for key in keys(&prose, &defaults) {
                named += 1;
                if !is_key(&key, &defaults) {
                    wrong.push(format!("{}:{} names {key}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(named > 200, "{named}");
}

/// Comments and quoted texts of a line of code.
fn prose(line: &str) -> String {
    let (code, comment) = line.split_once("//").unwrap_or((line, ""));
    let quoted: Vec<_> = code.split('"').skip(1).step_by(2).collect();
    format!("{} {comment}", quoted.join(" "))
}

/// Words of the form `section.key`, with a section that there is.
fn keys(text: &str, defaults: &toml::Table) -> Vec<String> {
    let words =
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.' || c == '/' || c == '-'));
    words
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.contains(['/', '-']))
        .filter(|word| {
            let Some((section, rest)) = word.split_once('.') else { return false };
            let is_file = ["rs", "md", "toml", "json", "yaml", "log", "version", "example"].contains(&rest);
            defaults.contains_key(section) && !is_file && rest.starts_with(|c: char| c.is_ascii_lowercase())
        })
        .map(str::to_owned)
        .collect()
}

fn is_key(key: &str, defaults: &toml::Table) -> bool {
    let mut parts = key.split('.');
    let mut value = parts.next().and_then(|section| defaults.get(section));
    for part in parts {
        value = value.and_then(|value| value.get(part));
    }
    value.is_some()
}
