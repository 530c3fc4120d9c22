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
    let text = "LIMA, March 3 (Wire) - A landslide buried a village on March 2, 2024, killing at least 41 people, officials said. \
                But at least 300 families lost their homes, Mayor Rosa Paz told reporters. The river had risen for days.";
    let summary = summary(text);
    assert!(summary.contains("killing at least 41 people"), "{summary}");
    assert!(summary.contains("300 families"), "{summary}");
    assert!(!summary.contains("2024") && !summary.contains("LIMA"), "{summary}");
}

#[test]
fn the_title_is_not_told_twice() {
    let document = Document::new(
        Some("Ferry sinks, killing at least 41"),
        "A ferry sank off the coast on Monday, killing at least 41 people and leaving 120 passengers missing.",
    );
    let surroundings = Surroundings { people: &[], organisations: &[], places: &[], published_at: None };
    let summary = write(&document, &read(&document, surroundings), &[]);
    assert!(summary.starts_with("A ferry sank") && summary.contains("41 people"), "{summary}");
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

/// News of our own, of many kinds.
const ARTICLES: &[&str] = &[
    "Floods swept through three valleys on Sunday, killing at least 24 people and leaving 300 missing, the ministry said. \
     But officials feared that the toll could reach 500. They said 12,000 homes had lost power since 6 p.m. on May 3.",
    "Acme Corp. (ACM) reported a profit of $3.2 billion, up 14% from a year earlier. Meanwhile, shares fell 2.5p to 78.2p. \
     “We will hire 1,500 engineers in 2025,” chief executive Ana Diaz said. She added that 40 shops would close.",
    "Rovers 4, Albion 2: A hat trick from Lee took Rovers to 61 points. They have won seven of their last nine games. \
     The match at 10 Station Road drew 33,412 people.",
    "A court sentenced a man, 45, to 12 years in prison on Friday for stealing 210 paintings worth about 9 million euros. \
     He had hidden them in a barn (built in 1890) near Route 66.",
    "Unemployment fell to 4.1 percent from 4.3 percent in June, according to data compiled by Borg. \
     Economists had expected 4.2 percent. The economy added 210,000 jobs.",
    "It is feared that one in five children goes hungry in the north. The World Relief Fund needs $60 million by March 2026.",
];

#[test]
fn the_numbers_of_the_summary_are_those_of_the_records() {
    let seed = include_str!("../../../seeds/000_371c06971a596525.txt");
    for body in ARTICLES.iter().copied().chain([seed]) {
        let document = Document::new(None, body);
        let surroundings = Surroundings { people: &[], organisations: &[], places: &[], published_at: None };
        let figures = read(&document, surroundings);
        let summary = write(&document, &figures, &[]);
        assert!(!summary.is_empty() && summary.chars().count() <= LONGEST, "{summary}");
        let known: Vec<&str> = figures.iter().map(|figure| document.slice(figure.span)).collect();
        let told = Document::new(None, &summary);
        for token in told
            .tokens()
            .iter()
            .filter(|token| is_cardinal(token) || told.word(token).chars().any(char::is_numeric))
        {
            let word = told.word(token).to_lowercase();
            assert!(known.iter().any(|known| known.to_lowercase().contains(&word)), "{word} in {summary:?}");
        }
        let opens = summary.matches('\u{201c}').count();
        assert_eq!(opens, summary.matches('\u{201d}').count(), "{summary}");
        assert!(!summary.starts_with("But ") && !summary.starts_with("Meanwhile"), "{summary}");
    }
}
