//! Who may know whom: enrichment stays a pure function, and one room alone speaks AMQP.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms whose output depends on their input alone: the same article gives the same bytes.
const PURE: &[&str] = &["src/enrich", "src/document", "src/lexicon", "src/resources"];
const IMPURE: &[&str] = &["tokio", "lapin", "std::env", "SystemTime", "Instant", "std::net", "std::fs"];

#[test]
fn enrichment_knows_no_runtime_broker_clock_or_environment() {
    // The unit tests of a folder may read its data and measure time.
    let is_code = |file: &PathBuf| file.file_name().is_some_and(|name| name != "tests.rs");
    for file in PURE.iter().flat_map(|room| sources(room)).filter(is_code) {
        for word in IMPURE {
            assert_names_not(&file, word);
        }
    }
}

#[test]
fn only_the_broker_room_names_lapin() {
    for file in
        sources("src").iter().filter(|file| !file.components().any(|part| part.as_os_str() == "broker"))
    {
        assert_names_not(file, "lapin::");
        assert_names_not(file, "use lapin");
    }
}

fn assert_names_not(file: &Path, word: &str) {
    let text = fs::read_to_string(file).expect("a source file is text");
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        assert!(!code.contains(word), "{}:{} names {word}: {line}", file.display(), number + 1);
    }
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {folder}");
    found
}
