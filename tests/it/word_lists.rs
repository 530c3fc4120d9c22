//! Words of a language are data: no rule holds a list of them.

use std::fs;
use std::path::{Path, PathBuf};

/// A list in the code has at most so many words.
const LONGEST: usize = 4;

/// Files that hold longer lists which are no words of a text.
const ALLOWED: &[(&str, &str)] = &[
    ("src/enrich/authority/csv.rs", "names of columns"),
    ("src/enrich/language/codes.rs", "codes of languages"),
    ("src/enrich/mod.rs", "names of stages"),
    ("src/enrich/names/features.rs", "names of groups of features"),
    ("src/enrich/relevance/features.rs", "names of features"),
    ("src/enrich/relevance/topics.rs", "names of features"),
    ("src/enrich/tags/keyphrases/rank.rs", "names of features"),
];

#[test]
fn no_rule_holds_a_list_of_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut used = Vec::new();
    for file in ["src/enrich", "src/document"].into_iter().flat_map(|folder| sources(&root.join(folder))) {
        let name = file.strip_prefix(root).expect("a source").to_string_lossy().into_owned();
        if name.contains("/tests") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file is text");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (line, words) in lists(code) {
            match ALLOWED.iter().find(|allowed| allowed.0 == name) {
                Some(allowed) => used.push(allowed.0),
                None => found.push(format!("{name}:{line}: {words:?}")),
            }
        }
    }
    assert!(
        found.is_empty(),
        "move these words to src/lexicon/en (see lexicon/word_list.rs):\n{}",
        found.join("\n")
    );
    for (file, why) in ALLOWED {
        assert!(used.contains(file), "{file} holds no list of {why}: take it out of ALLOWED");
    }
}

#[test]
fn a_list_is_found_wherever_its_lines_break() {
    let code = "let x = 1;\nany(i, &[\n    \"a\", // one\n    \"b c\",\n \"d\", \"e\",\n \"f\",\n]);\n[\"a\", \"b\"]";
    assert_eq!(lists(code), [(2, ["a", "b c", "d", "e", "f"].map(str::to_owned).to_vec())]);
    assert!(lists("[1, 2, 3, 4, 5] [a, \"b\", \"c\", \"d\", \"e\", \"f\"]").is_empty());
}

/// The lists of more than [`LONGEST`] texts in some code, each with the number of its first line.
fn lists(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices('[') {
        let Some(words) = list(&code[at + 1..]) else { continue };
        if words.len() > LONGEST {
            found.push((code[..at].matches('\n').count() + 1, words));
        }
    }
    found
}

/// The texts of a list whose bracket is open; `None` if anything else stands in it.
fn list(mut code: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    loop {
        code = code.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some(comment) = code.strip_prefix("//") {
            code = comment.split_once('\n')?.1;
        } else if code.starts_with(']') {
            return Some(words);
        } else {
            let (word, rest) = code.strip_prefix('"')?.split_once('"')?;
            words.push(word.to_owned());
            code = rest;
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
