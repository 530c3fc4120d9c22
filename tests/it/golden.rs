//! What comes out for the seed, byte for byte, as text and as JSON. No broker is needed.
//!
//! After a wanted change: `DATELINE_UPDATE_GOLDEN=1 cargo test --test it -- golden`, and read the difference.

use std::path::{Path, PathBuf};

use super::harness::dateline;

const SEED: &str = "seeds/000_371c06971a596525.txt";

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What `dateline enrich` prints for a file of this project.
fn enriched(path: &str) -> String {
    let output = dateline().args(["enrich", "--output", "json"]).arg(in_project(path)).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn assert_golden(input: &str, golden: &str) {
    let line = enriched(input);
    assert_eq!(line, enriched(input), "the same article gives the same bytes");
    super::harness::schema::check(line.as_bytes());
    assert_equal(&serde_json::from_str(&line).unwrap(), golden);
}

/// Compares with a golden file, or writes it.
fn assert_equal(value: &serde_json::Value, golden: &str) {
    // Pretty, so that a difference can be read.
    let mut found = serde_json::to_string_pretty(value).unwrap();
    found.push('\n');
    let path = in_project(golden);
    if std::env::var_os("DATELINE_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    let difference =
        found.lines().zip(expected.lines()).enumerate().find(|(_, (found, expected))| found != expected);
    assert!(found == expected, "{golden} differs, first at {difference:?}");
}

#[test]
fn the_seed_as_text() {
    assert_golden(SEED, "tests/golden/seed-as-text.json");
}

#[test]
fn the_seed_as_json() {
    assert_golden("tests/golden/seed.json", "tests/golden/seed-as-json.json");
}

/// The article that is read of each sample of XML; what is found in it is no concern here.
#[test]
fn the_samples_of_xml() {
    for name in ["newsml-g2", "newsml-g2-nitf", "nitf", "rss", "atom"] {
        let line = enriched(&format!("tests/samples/xml/{name}.xml"));
        super::harness::schema::check(line.as_bytes());
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_equal(&value["article"], &format!("tests/golden/xml/{name}.json"));
    }
}
