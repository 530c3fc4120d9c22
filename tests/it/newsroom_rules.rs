//! The newsroom's own rules on the command line: the examples of the docs, and rules that are tried on an archive.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DOCS: &str = include_str!("../../docs/RULES.md");

/// A folder of a test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap()
}

fn check(rules: &Path) -> Output {
    dateline(&["config", "check", "--set", &format!("enrich.rules_file={}", rules.display())])
}

/// The blocks of docs/RULES.md that are rules files.
fn blocks() -> Vec<&'static str> {
    let blocks = DOCS.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.filter(|block| block.starts_with("[[tag]]")).collect()
}

#[test]
fn every_example_of_the_docs_holds() {
    let folder = Folder::new("docs");
    assert!(blocks().len() >= 3);
    for block in blocks() {
        let output = check(&folder.put("rules.toml", block));
        assert!(output.status.success(), "{}\n{block}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_example_that_fails_is_named_with_line_and_reason() {
    let folder = Folder::new("example");
    let wrong = blocks()[0].replacen("expect = true", "expect = false", 1);
    let output = check(&folder.put("rules.toml", &wrong));
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("line 8, tag[1].example[1]: the article gets \"Water desk\""), "{words}");
    let wrong = blocks()[1].replacen("expect = false", "expect = true", 1);
    let output = check(&folder.put("rules.toml", &wrong));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("tag[1].example[2]") && words.contains("`when.figures` is not met"), "{words}");
}

#[test]
fn rules_are_tried_on_an_archive() {
    let folder = Folder::new("try");
    let archive = folder.put(
        "archive.jsonl",
        "{\"id\":\"a1\",\"body\":\"The dam on the river Naryn will be raised by ten metres, the ministry said.\"}\n\
         {\"id\":\"a2\",\"body\":\"A bus crash killed 12 people near Nakuru in Kenya on Sunday, police said.\"}\n",
    );
    let (old, new) = (folder.put("old.toml", blocks()[0]), folder.put("new.toml", blocks()[1]));
    let (archive, old, new) = (archive.to_str().unwrap(), old.to_str().unwrap(), new.to_str().unwrap());
    let output = dateline(&["rules", "try", new, "--old", old, "--on", archive]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[..2].sort_unstable();
    let told = DOCS.split("```\n").find(|block| block.starts_with("+ Alert")).unwrap();
    assert_eq!(lines, told.lines().collect::<Vec<_>>());

    // The rules in force are those of the settings.
    let set = format!("enrich.rules_file={new}");
    let output = dateline(&["rules", "try", new, "--on", archive, "--counts", "--set", &set]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, "2 articles\nAlert: many dead: 1 before, 1 now; 0 gain it, 0 lose it\n");

    let broken = folder.put("broken.toml", "[[tag]]\nlabel = \"A\"\n\ntopics = [\"sprot\"]\n");
    let output = dateline(&["rules", "try", broken.to_str().unwrap(), "--on", archive]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 4, tag[1].topics"));
}
