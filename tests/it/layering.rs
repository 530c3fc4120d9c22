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

/// The folders of the library, from the lowest to the highest: each may use what stands before it.
const LAYERS: &[&str] = &[
    "lexicon",
    "document",
    "article",
    "resources",
    "enrich",
    "evaluate",
    "settings",
    "telemetry",
    "shutdown",
    "broker",
    "console",
    "local_broker",
    "build",
];

#[test]
fn arrows_between_folders_point_downwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut used = 0;
    for file in sources("src") {
        let inside = file.strip_prefix(&root).expect("a source");
        let folder =
            inside.iter().next().and_then(|part| part.to_str()).expect("text").trim_end_matches(".rs");
        // The binaries use the library from outside; unit tests may use what stands above.
        if ["main", "lib", "cli", "bin"].contains(&folder)
            || inside.file_stem().is_some_and(|stem| stem == "tests")
        {
            continue;
        }
        let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
        let own = layer(folder).unwrap_or_else(|| panic!("{folder} has no layer"));
        let text = fs::read_to_string(&file).expect("a source file is text");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for line in code.lines().map(|line| line.split("//").next().unwrap_or_default()) {
            for name in line.split("crate::").skip(1) {
                let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
                let Some(other) = layer(&name[..end]) else { continue };
                used += usize::from(other != own);
                assert!(other <= own, "{}: {folder} uses {}: {line}", file.display(), &name[..end]);
            }
        }
    }
    assert!(used > 100, "{used}");
}

fn assert_names_not(file: &Path, word: &str) {
    let text = fs::read_to_string(file).expect("a source file is text");
    // Unit tests at the end of a file may measure time too.
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    for (number, line) in code.lines().enumerate() {
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
