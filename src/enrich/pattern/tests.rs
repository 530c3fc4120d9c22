//! The reader of patterns, and all patterns of the code.

use std::fs;
use std::path::Path;

use super::{Pattern, Patterns};
use crate::document::Document;
use crate::enrich::view::{Tagged, View};

/// True if a pattern stands around the first number of a sentence.
fn fits(line: &'static str, sentence: &str) -> bool {
    let document = Document::new(None, sentence);
    let tagged = Tagged::new(&document);
    let view = View::new(&document, &tagged);
    let number = (0..document.tokens().len()).find(|&i| view.is_number(i)).expect("a number");
    Pattern::parse("figures", line).expect("a pattern").fits(&view, &(number..number + 1))
}

#[test]
fn a_pattern_stands_around_its_place() {
    for (line, sentence, expected) in [
        ("majority|lead of ^", "a Majority of 12 in it", true),
        ("majority|lead of ^", "12 of a majority", false),
        ("^ more|fewer than", "12 fewer than before", true),
        ("^ more|fewer than", "12 more", false),
        ("of the? ^", "one of the 12 men", true),
        ("of the? ^", "one of 12 men", true),
        ("of the? ^", "one of some 12 men", false),
        ("^ PERSON&!IMPACT", "12 people", true),
        ("^ PERSON&!IMPACT", "12 refugees", false),
        ("!of ^", "12 men", true),
        ("!of ^", "of 12 men", false),
        ("<edge> ^", "12 men", true),
        ("<edge> ^", "the 12 men", false),
        ("^ <lower>&*ed <stop>", "12 wounded.", true),
        ("^ ,", "12, he said", true),
        ("^ BEHIND_AGE", "12 zzyzx", false),
    ] {
        assert_eq!(fits(line, sentence), expected, "{line} in {sentence}");
    }
}

#[test]
fn a_pattern_with_a_mistake_is_refused_and_never_fits() {
    static WRONG: Patterns = Patterns::new("figures", &["NO_SUCH_LIST ^"]);
    for line in ["no place", "NO_SUCH_LIST ^", "<nothing> ^", "Rome ^"] {
        assert!(Pattern::parse("figures", line).is_err(), "{line}");
    }
    let document = Document::new(None, "12 men");
    let tagged = Tagged::new(&document);
    assert!(!WRONG.at(&View::new(&document, &tagged), 0));
}

/// The patterns of the code: the texts between `patterns! {` and the end of the block, with their stage.
fn all() -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/enrich")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("pattern.rs")
            {
                let code: &'static str = fs::read_to_string(&path).expect("a source file is text").leak();
                for block in code.split("\npatterns! {").skip(1) {
                    let block = block.split("\n}").next().unwrap_or_default();
                    let code = block.lines().filter(|line| !line.trim_start().starts_with("//"));
                    let texts: Vec<&str> = code.flat_map(|line| line.split('"').skip(1).step_by(2)).collect();
                    let (stage, lines) = texts.split_first().expect("the stage");
                    found.extend(lines.iter().map(|line| (*stage, *line)));
                }
            }
        }
    }
    found
}

#[test]
fn every_pattern_of_the_code_can_be_read() {
    let all = all();
    for (stage, line) in &all {
        if let Err(problem) = Pattern::parse(stage, line) {
            panic!("{line:?}: {problem}");
        }
    }
    assert!(all.len() > 20, "{}", all.len());
}
