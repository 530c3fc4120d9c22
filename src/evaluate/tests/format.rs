//! The format: its checks, the gold against itself, and nothing against the gold.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::super::{Answer, Gold, Measure, Report};
use super::{at, gold, perfect, record};

fn annotated() -> Vec<Gold> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let halves: Vec<PathBuf> = ["dev", "test"].iter().map(|half| folder.join(half)).collect();
    Gold::read_all(&halves).unwrap_or_else(|error| panic!("{error:#}"))
}

#[test]
fn the_gold_against_itself_is_right_everywhere() {
    let mut report = Report::default();
    for gold in annotated() {
        report.add(&gold, &perfect(&gold));
    }
    assert!(report.faults.is_empty(), "{:#?}", &report.faults[..report.faults.len().min(10)]);
    for &measure in Measure::ALL {
        assert_eq!(report.score(measure), Some(100.0), "{}", measure.name());
    }
}

#[test]
fn nothing_against_the_gold_has_a_recall_of_0() {
    let mut report = Report::default();
    for gold in annotated() {
        report.add(&gold, &Answer::default());
    }
    for measure in [
        Measure::Figures,
        Measure::Key,
        Measure::Headline,
        Measure::People,
        Measure::KeyPeople,
        Measure::Statements,
        Measure::Organisations,
        Measure::Places,
        Measure::Focus,
        Measure::FirstFocus,
        Measure::Form,
        Measure::Topics,
        Measure::FirstTopic,
        Measure::DeepTopics,
        Measure::Keyphrases,
        Measure::SummaryFaultless,
        Measure::SummaryChosen,
        Measure::SummarySentences,
    ] {
        assert_eq!(report.tally(measure).recall(), Some(0.0), "{}", measure.name());
        assert_eq!(report.score(measure), Some(0.0), "{}", measure.name());
    }
    assert_eq!(report.score(Measure::Relevance), None);
}

#[test]
fn an_offset_that_does_not_fit_its_text_is_refused() {
    let body = "Floods killed 12 people.";
    let text = gold(None, body, json!({ "furniture": [at(body, "12 people")] }));
    assert_eq!(text.furniture[0].start, 14);
    for change in [json!({ "start": 13 }), json!({ "end": 99 }), json!({ "text": "12 People" })] {
        let mut piece = at(body, "12 people");
        super::merge(&mut piece, change);
        let refused = std::panic::catch_unwind(|| gold(None, body, json!({ "furniture": [piece] })));
        assert!(refused.is_err());
    }
}

#[test]
fn a_link_to_nothing_is_refused() {
    let body = "Floods killed 12 people.";
    let figure = |change| {
        let fields = json!({ "id": "F1", "value": 12, "dimension": "count", "unit": "person" });
        let mut figure = record(body, "12 people", fields);
        super::merge(&mut figure, change);
        json!({ "figures": [figure] })
    };
    assert_eq!(gold(None, body, figure(json!({}))).figures.len(), 1);
    for change in [
        json!({ "same_as": "F9" }),
        json!({ "location": "L1" }),
        json!({ "withdrawn": true, "key": true }),
        json!({ "doubtful": ["value_min"] }),
    ] {
        let refused = std::panic::catch_unwind(|| gold(None, body, figure(change)));
        assert!(refused.is_err());
    }
}
