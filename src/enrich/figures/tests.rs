//! Sentences of news, and what they count.

use proptest::prelude::*;

use super::*;

/// Figures as `value|unit|impact|qualifier|attribution`, fields of no interest left out at the end.
fn told(text: &str) -> Vec<String> {
    let document = Document::new(None, text);
    let surroundings = Surroundings {
        people: &[],
        organisations: &[],
        places: &[],
        published_at: Some("2024-03-06T10:00:00Z"),
    };
    read(&document, surroundings).iter().map(|figure| line(&document, figure)).collect()
}

fn line(document: &Document, figure: &Figure) -> String {
    let word = |value: Option<String>| value.unwrap_or_else(|| "-".into());
    let value = match (figure.value, figure.value_max) {
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(value), None) => format!("{value}"),
        _ => "?".into(),
    };
    let json = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    format!(
        "{value}|{}|{}|{}|{}",
        word(figure.unit.clone()),
        json(serde_json::to_value(figure.impact).expect("plain data")),
        json(serde_json::to_value(figure.qualifier).expect("plain data")),
        word(figure.attribution.map(|span| document.slice(span).to_owned())),
    )
}

fn check(text: &str, expected: &[&str]) {
    let found = told(text);
    let fits = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
    assert!(fits, "{text}\n found {found:#?}\n expected {expected:#?}");
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(title in proptest::option::of("\\PC{0,60}"), body in "(\\PC|[ \n.,'’\"$%-]|[0-9]{1,4}|million |people |killed |to |said |[0-9],[0-9]{3}|half a |May |a ){0,120}") {
        let document = Document::new(title.as_deref(), &body);
        let surroundings = Surroundings { people: &[], organisations: &[], places: &[], published_at: Some("2024-03-06T10:00:00Z") };
        for figure in read(&document, surroundings) {
            for span in [Some(figure.span), figure.counted, figure.attribution].into_iter().flatten() {
                prop_assert!(!span.is_empty());
                prop_assert!(document.text().get(span.range()).is_some(), "{span:?} on character borders");
            }
            prop_assert!(figure.value.is_none_or(f64::is_finite) && figure.value_max.is_none_or(f64::is_finite));
            prop_assert!(figure.sentence < document.sentences().len());
        }
    }
}

#[test]
fn killed_injured_and_missing() {
    check(
        "A bus plunged into a ravine, killing at least 12 people and injuring 30 others.",
        &["12|person|killed|at_least", "30|person|injured|exact"],
    );
    check("The death toll rose to 41.", &["41|person|killed"]);
    check(
        "More than 300 people were killed and 900 wounded in the blast.",
        &["300|person|killed|more_than", "900|person|injured|more_than"],
    );
}
