//! Summaries, topics, keyphrases, forms, offsets, the guard and the comparison.

use serde_json::{Value, json};

use super::super::summary::faults;
use super::super::{Guard, Measure, comparison, table};
use super::{answer, at, counts, gold, record, report};

const BODY: &str = "KISUMU, Kenya, May 6 (Wire) - Floods killed 12 people in Kisumu, Dr. Hassan Odhiambo said on Tuesday.\n\n\
    He asked for tents. A dam that broke in 2019 killed 40.\n\nPhoto: a flooded street in Kisumu.\n\n\
    \"We need food,\" Odhiambo said. Schools stay closed until Friday.";
const LEAD: &str = "Floods killed 12 people in Kisumu, Dr. Hassan Odhiambo said on Tuesday.";

fn article() -> super::Gold {
    let topic = |id: &str, path: &[&str]| json!({ "id": id, "code": "medtop:1", "label": path.last(), "path": path, "relevance": 100 });
    gold(
        Some("Floods kill 12"),
        BODY,
        json!({
            "summaries": [[at(BODY, LEAD), at(BODY, "Schools stay closed until Friday.")], [at(BODY, LEAD)]],
            "misleading": [at(BODY, "A dam that broke in 2019 killed 40.")],
            "furniture": [at(BODY, "Photo: a flooded street in Kisumu.")],
            "topics": [topic("T1", &["disaster", "natural disaster", "flood"]), topic("T2", &["disaster"])],
            "keyphrases": ["Kisumu floods", "tents"],
            "form": "story", "form_also": ["update"],
        }),
    )
}

#[test]
fn a_summary_of_whole_sentences_has_no_fault() {
    let article = article();
    for summary in [
        LEAD,
        "Floods kill 12",
        "\"We need food,\" Odhiambo said.",
        "\"We need food,\" Odhiambo said. Schools stay closed until Friday.",
        "KISUMU, Kenya, May 6 (Wire) - Floods killed 12 people in Kisumu, Dr. Hassan Odhiambo said on Tuesday.",
    ] {
        assert_eq!(faults(summary, &article), [""; 0], "{summary}");
    }
}

#[test]
fn each_fault_of_a_summary_is_seen() {
    let article = article();
    let long = "Schools stay closed until Friday. ".repeat(13);
    for (summary, fault) in [
        ("", "empty"),
        (long.trim_end(), "too_long"),
        ("Floods killed 12 people in Kisumu.", "cut"),
        ("Floods killed 12 people in Kisumu, Dr. Hassan Odhiambo said.", "cut"),
        ("killed 12 people in Kisumu, Dr. Hassan Odhiambo said on Tuesday.", "cut"),
        ("Schools stay closed until Friday, 21 May.", "foreign"),
        ("Schools stay closed in Siaya.", "foreign"),
        ("He asked for tents.", "pronoun"),
        ("Photo: a flooded street in Kisumu.", "furniture"),
        ("A dam that broke in 2019 killed 40.", "misleading"),
    ] {
        assert!(faults(summary, &article).contains(&fault), "{summary}: {:?}", faults(summary, &article));
    }
}

fn summarised(summary: &str) -> super::Answer {
    answer(json!({ "key_figures": { "figures": [], "summary": summary } }))
}

#[test]
fn a_summary_is_compared_with_the_nearest_alternative() {
    let both = report(&article(), &summarised(&format!("{LEAD} Schools stay closed until Friday.")));
    assert_eq!(counts(&both, Measure::SummaryChosen), [1, 1, 1, 1]);
    assert_eq!(both.score(Measure::SummarySentences), Some(100.0));
    let other = report(&article(), &summarised("\"We need food,\" Odhiambo said."));
    assert_eq!(counts(&other, Measure::SummaryChosen), [1, 0, 1, 0]);
    assert_eq!(other.score(Measure::SummarySentences), Some(0.0));
    assert_eq!(counts(&other, Measure::SummaryFaultless), [1, 1, 1, 1]);
    let empty = report(&article(), &summarised(""));
    assert_eq!(empty.summary_faults.get("empty"), Some(&1));
}

#[test]
fn topics_are_compared_at_the_top_and_below() {
    let tag = |path: &[&str], score: f64| json!({ "kind": "topic", "label": path.last(), "path": path, "score": score });
    let report = report(
        &article(),
        &answer(json!({ "tags": [
        tag(&["weather"], 0.4),
        tag(&["disaster", "natural disaster", "earthquake"], 0.9),
    ] })),
    );
    assert_eq!(counts(&report, Measure::Topics), [1, 1, 2, 1]);
    assert_eq!(counts(&report, Measure::FirstTopic), [1, 1, 1, 1]);
    assert_eq!(counts(&report, Measure::DeepTopics), [2, 1, 2, 1], "natural disaster is right");
}

#[test]
fn keyphrases_are_equal_by_stems_and_near_by_parts() {
    let tag = |label: &str| json!({ "kind": "keyphrase", "label": label });
    let report =
        report(&article(), &answer(json!({ "tags": [tag("kisumu flood"), tag("new tents"), tag("dam")] })));
    assert_eq!(counts(&report, Measure::Keyphrases), [2, 1, 3, 1]);
    assert_eq!(counts(&report, Measure::NearKeyphrases), [2, 2, 3, 2]);
}

#[test]
fn another_form_that_the_annotator_accepts_is_right() {
    for (form, right) in [("story", 1), ("update", 1), ("obituary", 0)] {
        let answer = json!({ "article": { "id": "a", "form": form } }).to_string();
        let answer = super::Answer::read(answer.as_bytes()).expect("an enriched article");
        assert_eq!(report(&article(), &answer).tally(Measure::Form).right, right, "{form}");
    }
}

#[test]
fn an_offset_that_does_not_fit_its_text_is_counted() {
    let evidence = |start: u32| {
        let mut span = at(BODY, "tents");
        super::merge(&mut span, json!({ "start": start }));
        json!({ "kind": "keyphrase", "label": "tents", "evidence": [span] })
    };
    let start = at(BODY, "tents")["start"].as_u64().expect("a number") as u32;
    let report = report(
        &article(),
        &answer(json!({ "tags": [evidence(start), evidence(start + 1), evidence(99_999)] })),
    );
    assert_eq!(counts(&report, Measure::Offsets), [3, 1, 3, 1]);
}

/// An answer that finds so many of two people.
fn with_people(count: usize) -> super::Answer {
    let people: Vec<Value> = [("Hassan Odhiambo", "P1"), ("Ana Lim", "P2")]
        .iter()
        .take(count)
        .map(|(name, id)| json!({ "id": id, "name": name, "mentions": [] }))
        .collect();
    answer(json!({ "people": people }))
}

fn two_people() -> super::Gold {
    let body = "Hassan Odhiambo met Ana Lim.";
    let person = |name: &str, id: &str| record(body, name, json!({ "id": id, "name": name, "relevance": 0 }));
    gold(None, body, json!({ "people": [person("Hassan Odhiambo", "P1"), person("Ana Lim", "P2")] }))
}

#[test]
fn the_guard_lets_a_score_fall_by_its_margin_only() {
    let (good, worse) = (report(&two_people(), &with_people(2)), report(&two_people(), &with_people(1)));
    let text = Guard::default().record(&good);
    let guard = Guard::read(&text).expect("what was written");
    assert!(text.contains("\"people\" = { score = 100.00, margin = 100.0 }"), "{text}");
    assert_eq!(guard.complaints(&good), [""; 0]);
    let tight = Guard::read(&text.replace("margin = 100.0", "margin = 20.0")).expect("a guard");
    let complaints = tight.complaints(&worse);
    assert!(
        complaints.iter().any(|line| line.starts_with("people fell from 100.00 to 66.67")),
        "{complaints:?}"
    );
    // What is recorded anew keeps its margin.
    assert!(tight.record(&worse).contains("\"people\" = { score = 66.67, margin = 20.0 }"));
    let other = Guard::read("\"people.shoe_size\" = { score = 1, margin = 1 }").expect("a guard");
    let complaints = other.complaints(&good);
    assert!(complaints.contains(&"people.shoe_size is no field".to_owned()), "{complaints:?}");
    assert!(complaints.contains(&"people (100.00) is not in the guard".to_owned()), "{complaints:?}");
}

#[test]
fn a_comparison_shows_what_changed() {
    let (good, worse) = (report(&two_people(), &with_people(2)), report(&two_people(), &with_people(1)));
    let before = good.to_json().to_string();
    assert!(!comparison(&good, &before).expect("a report").contains("people"));
    let shown = comparison(&worse, &before).expect("a report");
    let row: Vec<&str> =
        shown.lines().find(|line| line.starts_with("people ")).expect("a row").split_whitespace().collect();
    assert_eq!(row, ["people", "100.00", "66.67", "-33.33"]);
    assert!(comparison(&good, "{}").is_err());
    assert!(table(&worse).contains("relevance              not given"), "{}", table(&worse));
}
