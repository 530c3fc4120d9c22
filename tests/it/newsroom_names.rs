//! The newsroom's own people, organisations and places: the files and the sentence of docs/AUTHORITY.md.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

const DOCS: &str = include_str!("../../docs/AUTHORITY.md");

/// The block of the docs in this language of code, for the file of this name.
fn block(file: &str) -> &'static str {
    let rest = DOCS.split_once(&format!("`{file}`:\n\n```")).expect("the docs have the file").1;
    rest.split_once('\n').unwrap().1.split("```").next().unwrap()
}

#[test]
fn the_examples_of_the_docs_hold() {
    let folder = std::env::temp_dir().join(format!("dateline-names-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["enrich", "--from", "text", "--output", "json"]);
    for (key, file) in
        [("people", "people.toml"), ("organisations", "organisations.csv"), ("places", "places.csv")]
    {
        std::fs::write(folder.join(file), block(file)).unwrap();
        command.args(["--set", &format!("enrich.{key}_file={}", folder.join(file).display())]);
    }
    let text = DOCS.split_once("With them, `").unwrap().1.split('`').next().unwrap();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    std::fs::remove_dir_all(&folder).ok();
    let article: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = &article["enrichment"];
    let names = |key: &str| -> Vec<(&str, &str)> {
        let all = found[key].as_array().unwrap().iter();
        all.map(|one| (one["name"].as_str().unwrap(), one["ids"]["newsroom"].as_str().unwrap_or("")))
            .collect()
    };
    assert_eq!(names("people"), [("Teodora Vasq", "p-77")]);
    assert_eq!(found["people"][0]["roles"], serde_json::json!(["harbour commissioner"]));
    assert_eq!(found["people"][0]["ids"]["wikidata"], "Q100000077");
    assert_eq!(names("organisations"), [("Port Workers' Federation", "o-5"), ("Kelp", "o-9")]);
    assert_eq!(names("locations"), [("Santa Brisa", "l-1")]);
    let place = &found["locations"][0];
    assert_eq!(place["country_code"], "PE");
    assert_eq!((place["latitude"].as_f64(), place["longitude"].as_f64()), (Some(-12.51), Some(-76.74)));
}

#[test]
fn a_mistake_in_a_file_is_a_mistake_in_the_settings() {
    let folder = std::env::temp_dir().join(format!("dateline-wrong-names-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("people.csv");
    std::fs::write(&file, "id,name\np-1,Teodora Vasq\n,Ana Orvane\n").unwrap();
    let set = format!("enrich.people_file={}", file.display());
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["config", "check", "--set", &set])
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).ok();
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("enrich.people_file") && words.contains("line 3"), "{words}");
    assert!(words.contains("give it one"), "{words}");
}
