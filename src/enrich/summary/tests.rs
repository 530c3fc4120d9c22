//! What a summary must be, on any text.

use proptest::prelude::*;

use super::super::figures::{Surroundings, is_cardinal, read};
use super::*;

fn summary(text: &str) -> String {
    let document = Document::new(None, text);
    let surroundings = Surroundings { people: &[], organisations: &[], places: &[], published_at: None };
    write(&document, &read(&document, surroundings), &[])
}

#[test]
fn clauses_of_the_text_give_the_figures() {
    let text = "LIMA, March 3 (Wire) - A landslide buried a village on Monday, killing at least 41 people, officials said. \
                The river had risen for days. Mayor Rosa Paz told reporters on March 2, 2024 that 300 families lost their homes.";
    let summary = summary(text);
    assert!(summary.contains("killing at least 41 people"), "{summary}");
    assert!(summary.contains("300 families"), "{summary}");
    assert!(!summary.contains("2024") && !summary.contains("LIMA"), "{summary}");
}

#[test]
fn a_quotation_is_told_with_its_speaker() {
    let summary =
        summary("“The toll is terrible. We have lost 120 soldiers since spring,” General Amos Tal said.");
    assert!(summary.contains("120 soldiers") && summary.contains("Amos Tal"), "{summary}");
}

#[test]
fn without_figures_the_lead_speaks_and_of_nothing_nothing_is_said() {
    assert_eq!(
        summary("The minister met the king in the old palace. They talked."),
        "The minister met the king in the old palace."
    );
    assert_eq!(summary(""), "");
}

proptest! {
    #[test]
    fn every_number_is_a_record_and_nothing_is_too_long(body in "(\\PC|[ \n.,'’“”\"$%;-]|[0-9]{1,4}|million |people |were |killed |on |March |to |said |[0-9],[0-9]{3}|the |in |and ){0,120}") {
        let document = Document::new(None, &body);
        let surroundings = Surroundings { people: &[], organisations: &[], places: &[], published_at: None };
        let figures = read(&document, surroundings);
        let summary = write(&document, &figures, &[]);
        prop_assert!(summary.chars().count() <= LONGEST);
        let known: Vec<&str> = figures.iter().map(|figure| document.slice(figure.span)).collect();
        let told = Document::new(None, &summary);
        for token in told.tokens().iter().filter(|token| is_cardinal(token) || told.word(token).chars().any(char::is_numeric)) {
            let word = told.word(token);
            prop_assert!(known.iter().any(|known| known.to_lowercase().contains(&word.to_lowercase())), "{word} in {summary:?}");
        }
    }
}
