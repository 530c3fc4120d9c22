//! The reader of patterns, and all patterns of the code.

use std::fs;
use std::path::Path;

use super::{BACK, ON, Openings, Pattern, Patterns, Test, all_fit, gate_of};
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

/// True if tests hold one after another from a token on, by their choices alone.
fn hold(tests: &[Test], view: &View<'_>, at: usize, step: usize) -> bool {
    let Some((test, rest)) = tests.split_first() else { return true };
    let place = view.token(at).map(|token| (at, token));
    let holds = || test.choices.iter().any(|parts| all_fit(parts, view, place));
    test.optional && hold(rest, view, at, step) || holds() && hold(rest, view, at.wrapping_add(step), step)
}

const VARIED: &str = "GOMA, March 3 (Agency) - Fourteen people, including two officers of the border police, were killed on Friday \
    in the worst landslide since 2011, the ministry's spokeswoman Ana Roe said. \u{201c}We had 44-day rains,\u{201d} she told reporters; \
    \"a year earlier it was half of that.\" Shares in Kauri Dairy fell 3.2% to $1.5 million - or C$2m - in the 12 months to June 30, \
    from 14 to 15 percent in the first half of 2024/25. He, too, isn't sure: between 16 and 21 September at least 3,200 residents \
    fled their homes near Saint-Denis, 40 km (25 miles) north of the capital, according to the U.N. refugee agency.";

#[test]
fn no_gate_rules_out_what_fits() {
    let document = Document::new(Some("Floods kill 14, displace 3,200"), VARIED);
    let tagged = Tagged::new(&document);
    let view = View::new(&document, &tagged);
    let mut fitting = 0;
    for (stage, line) in all() {
        let pattern = Pattern::parse(stage, line).expect("a pattern");
        for index in 0..document.sentences().len() {
            let view = view.sentence(index);
            for tokens in (view.start..view.end).flat_map(|i| [i..i, i..i + 1]) {
                let before = tokens.start.wrapping_sub(1);
                let expected = hold(&pattern.before, &view, before, BACK)
                    && hold(&pattern.behind, &view, tokens.end, ON);
                assert_eq!(pattern.fits(&view, &tokens), expected, "{line} around {tokens:?}");
                let passes = gate_of(&pattern.before).lets(&view, before)
                    && gate_of(&pattern.behind).lets(&view, tokens.end);
                assert!(passes || !expected, "{line} around {tokens:?}");
                fitting += usize::from(expected);
            }
        }
    }
    assert!(fitting > 300, "{fitting}");
}

#[test]
fn one_look_finds_where_one_of_several_patterns_begins() {
    static NUMBER: Patterns = Patterns::new("figures", &["^ <number>"]);
    static BEHIND_OF: Patterns = Patterns::new("figures", &["of ^", "of the ^"]);
    static EITHER: Openings = Openings::new(&[&NUMBER, &BEHIND_OF]);
    let document = Document::new(None, "some of the men had 12 boats");
    let tagged = Tagged::new(&document);
    let view = View::new(&document, &tagged);
    let found: Vec<usize> = (0..7).filter(|&i| EITHER.may_begin(&view, i)).collect();
    assert!([2, 3, 5].iter().all(|begun| found.contains(begun)) && found.len() < 6, "{found:?}");
}
