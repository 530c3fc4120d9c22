//! Words of a language are data: no rule holds a list of them.

use std::fs;
use std::path::{Path, PathBuf};

/// A list in the code has at most so many words.
const LONGEST: usize = 4;

/// Files that hold longer lists which are no words of a text.
const ALLOWED: &[(&str, &str)] = &[
    ("src/enrich/authority/csv.rs", "names of columns"),
    ("src/enrich/figures/reject/actors.rs", "names of rules"),
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
        for (line, words) in lists(code).into_iter().chain(alternatives(code)).chain(sentences(code)) {
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
fn alternatives_and_words_in_one_text_are_lists_too() {
    let code = "matches!(word, \"ab\" | \"b\"\n | \"c\" | \"d\" | \"e\")";
    assert_eq!(alternatives(code), [(1, ["ab", "b", "c", "d", "e"].map(str::to_owned).to_vec())]);
    assert!(alternatives("\"ab\" | \"b\" | \"c\" | \"d\"").is_empty());
    assert!(alternatives("\",\" | \".\" | \"-\" | \"(\" | \")\"").is_empty(), "marks are no words");
    assert_eq!(
        sentences("keys(\n\"a b c d e\")"),
        [(2, ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec())]
    );
    assert_eq!(sentences("[\"^ a|b|c|d|e of\"]").len(), 1, "alternatives in a pattern");
    assert!(sentences("[\"^ a b c d e\"]").is_empty(), "a pattern is a phrase");
    assert!(sentences("Rule::new(name, \"why it is so and not otherwise\")").is_empty(), "a reason");
    assert!(sentences("format!(\"a sentence with words and a {}\")").is_empty());
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
        if words.len() > LONGEST && !words.iter().all(|word| word.contains('^')) {
            found.push((code[..at].matches('\n').count() + 1, words));
        }
    }
    found
}

/// Texts that a pattern of Rust joins by `|`, more than [`LONGEST`], of which one has two letters side by side: marks are no
/// words.
fn alternatives(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    let mut end = 0;
    for (start, text) in texts(code) {
        let joined = code[end..start].trim() == "|";
        end = start + text.len() + 2;
        match found.last_mut().filter(|_| joined) {
            Some((_, words)) => words.push(text.to_owned()),
            None => found.push((line_of(code, start), vec![text.to_owned()])),
        }
    }
    found.retain(|(_, words)| words.len() > LONGEST && words.iter().any(|word| is_word(word)));
    found
}

/// Words between blanks in one text, and words between `|` in a pattern: more than [`LONGEST`]. Only a constant, or what
/// is split at once, is such a list; other texts are sentences of ours.
fn sentences(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (start, text) in texts(code) {
        let from = code.floor_char_boundary(start.saturating_sub(60));
        let is_list = ["keys(", "&str = ", "split("].iter().any(|call| code[from..start].contains(call));
        let lists: Vec<Vec<&str>> = if text.contains('^') {
            text.split_whitespace().map(|test| test.split('|').collect()).collect()
        } else {
            vec![text.split_whitespace().collect()]
        };
        for words in lists {
            let small = |word: &&str| {
                let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || "-'.&".contains(c);
                word.chars().all(plain) && word.contains(char::is_alphabetic)
            };
            let counted = words.iter().filter(|word| small(word)).count();
            if counted > LONGEST && (text.contains('^') || is_list && counted == words.len()) {
                found.push((line_of(code, start), words.iter().map(|word| (*word).to_owned()).collect()));
            }
        }
    }
    found
}

fn is_word(text: &str) -> bool {
    !text.starts_with('\\') && text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The texts in some code with the place of their first quotation mark, without comments.
fn texts(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find(['"', '\'', '/']).map(|next| at + next) {
        let rest = &code[next..];
        if rest.starts_with("//") {
            at = rest.find('\n').map_or(code.len(), |end| next + end);
        } else if let Some(inside) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = inside.find(|c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let Some(end) = end else { break };
            found.push((next, &inside[..end]));
            at = next + end + 2;
        } else if rest.starts_with("'\"'") {
            at = next + 3;
        } else {
            at = next + 1;
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

/// Widths of tables and the places of columns in them, codes and marks: they decide nothing.
const LAYOUT: &[&str] = &[
    "names/features.rs",
    "names/labels.rs",
    "names/memory.rs",
    "names/second_pass.rs",
    "names/tagger.rs",
    "names/training.rs",
    "places/calibrate.rs",
    "places/cues.rs",
    "places/namesake.rs",
    "places/recognise.rs",
    "tags/keyphrases/features.rs",
    "tags/topics/concepts.rs",
    "tags/topics/mod.rs",
];

/// Stages whose numbers all stand in one file. The others follow.
const STAGES: &[&str] = &[
    "figures/counted",
    "figures/impact",
    "figures/quantity",
    "figures/reject",
    "figures/scan",
    "form",
    "language",
    "names",
    "places",
    "relevance",
    "summary",
    "tags",
];

#[test]
fn the_numbers_of_a_stage_stand_in_one_file_with_their_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/enrich");
    let mut seen = 0;
    for file in STAGES.iter().flat_map(|stage| sources(&root.join(stage))) {
        let name = file.strip_prefix(&root).expect("a source").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a source file is text");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if name.ends_with("thresholds.rs") {
            for number in code.split("\n\n").skip(1).filter(|part| part.contains("const ")) {
                let sourced = ["Chosen", "chosen", "Measured", "Fitted", "From the contract", "A property"];
                assert!(sourced.iter().any(|word| number.contains(word)), "{name}: no source: {number}");
                seen += 1;
            }
        } else if !name.ends_with("weights.rs") && !name.contains("tests") && !LAYOUT.contains(&&*name) {
            for line in code.lines().filter(|line| line.contains("const ")) {
                let number = [": f64 = ", ": f32 = ", ": usize = ", ": u32 = ", ": u8 = "];
                // The width of an array and the names of bits are no thresholds.
                let decides = number.iter().any(|kind| line.contains(kind));
                assert!(!decides, "{name}: move it to thresholds.rs of the stage: {line}");
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
