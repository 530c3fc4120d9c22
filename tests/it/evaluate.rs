//! `dateline evaluate` as its users meet it. No broker is needed.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::harness::dateline;

fn folder(half: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(half)
}

fn evaluate(arguments: &[&str]) -> Output {
    dateline().arg("evaluate").arg(folder("dev")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_report_compares_with_itself_as_the_same() {
    let report = evaluate(&["--json"]);
    assert!(report.status.success(), "{}", text(&report.stderr));
    let json: Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(json["schema"], "dateline/evaluation/v1");
    assert_eq!(json["fields"]["offsets"]["score"], 100.0);
    assert!(json["fields"]["figures"]["gold"].as_u64().unwrap() > 500);
    let file = std::env::temp_dir().join(format!("dateline-evaluate-{}.json", std::process::id()));
    std::fs::write(&file, &report.stdout).unwrap();
    let comparison = evaluate(&["--compare", file.to_str().unwrap()]);
    std::fs::remove_file(&file).unwrap();
    let shown = text(&comparison.stdout);
    assert_eq!(shown.lines().count(), 2, "{shown}");
    assert!(shown.contains("fields are the same"), "{shown}");
}

#[test]
fn the_guard_fails_where_a_field_has_fallen() {
    let file = std::env::temp_dir().join(format!("dateline-guard-{}.toml", std::process::id()));
    let guard = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let output = evaluate(&["--guard", file.to_str().unwrap()]);
        (output.status.code(), self::text(&output.stderr))
    };
    let recorded = evaluate(&["--record", file.to_str().unwrap()]);
    assert!(recorded.status.success(), "{}", text(&recorded.stderr));
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(guard(&written), (Some(0), String::new()));
    let (code, error) =
        guard(&written.replacen("\"offsets\" = { score = 100.00", "\"offsets\" = { score = 200.00", 1));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(code, Some(1));
    assert!(error.contains("offsets fell from 200.00 to 100.00"), "{error}");
}

#[test]
fn errors_are_listed_by_field() {
    let output = evaluate(&["--errors=figures.unit,places"]);
    let shown = text(&output.stdout);
    let faults: Vec<&str> =
        shown.lines().filter(|line| line.contains(" wrong: ") || line.contains(" missed: ")).collect();
    assert!(faults.len() > 5, "{shown}");
    for fault in faults {
        let field = fault.split(' ').nth(1).unwrap();
        assert!(["figures.unit", "places"].contains(&field), "{fault}");
    }
    let unknown = evaluate(&["--errors=figures.shoes"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("figures.shoes is no field; fields are figures, "));
}

#[test]
fn an_article_without_an_output_counts_as_one_that_says_nothing() {
    let file = std::env::temp_dir().join(format!("dateline-outputs-{}.jsonl", std::process::id()));
    std::fs::write(&file, "").unwrap();
    let output = evaluate(&["--json", "--outputs", file.to_str().unwrap()]);
    std::fs::remove_file(&file).unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["fields"]["figures"]["recall"], 0.0);
    assert_eq!(json["fields"]["summary.faultless"]["score"], 0.0);
}
