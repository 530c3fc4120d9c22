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
    check("Storms left 30 dead and 12 missing.", &["30|person|killed", "12|person|missing"]);
    check("Four people, including two children, drowned.", &["4|person|killed", "2|person|killed"]);
    check("The dead included four children.", &["4|person|killed"]);
    check("The number of people killed has risen to 1,203.", &["1203|person|killed"]);
    check("The toll of injured climbed to 340.", &["340|person|injured"]);
    check("Gunmen abducted 287 schoolchildren.", &["287|person|detained"]);
    check("Three of the five suspects were arrested.", &["3|person|detained", "5|person|detained"]);
    check("Some 150 dead salmon and 12,000 cattle were found.", &["150|salmon|-|about", "12000|cattle|-"]);
    check("The floods have displaced more than 20,000 people.", &["20000|person|displaced|more_than"]);
}

#[test]
fn money_of_many_countries() {
    check("The governor approved N60 million for it.", &["60000000|NGN"]);
    check(
        "It paid R1.2bn, Rs 500 crore, RM30 million and KD200 million.",
        &["1200000000|ZAR", "5000000000|INR", "30000000|MYR", "200000000|KWD"],
    );
    check(
        "Lenders want 59.2 billion US dollars, HK$327m (US$42m) and 100 laris.",
        &["59200000000|USD", "327000000|HKD", "42000000|USD", "100|GEL"],
    );
    check("The jury awarded her $3-5 million.", &["3000000..5000000|USD|-|range"]);
    check("Shares fell 2.5p to 78.2p.", &["0.025|GBP", "0.782|GBP"]);
    check("They lost 10 Egyptian pounds and 12 pounds of flour.", &["10|EGP", "12|lb"]);
}

#[test]
fn changes_have_two_ends() {
    check("Profits rose to $4.5m from $3.2m.", &["4500000|USD", "3200000|USD"]);
    check("The share fell from 60% to 36%.", &["60|%", "36|%"]);
    check("The bank raised rates by 25 basis points to 5.25 percent.", &["25|bp", "5.25|%"]);
    check(
        "The Dow rose 125.65 points, or 0.4 percent, to 34,567.12.",
        &["125.65|point", "0.4|%", "34567.12|point"],
    );
    check("The trial may last six to eight weeks.", &["6..8|wk|-|range"]);
}

#[test]
fn scores_and_ratios() {
    check("She won 6-4, 7-5 in the final.", &["6..4|-", "7..5|-"]);
    check("City lost 1-2 after extra time.", &["1..2|-"]);
    check("The defender finished plus-17 with 41 points.", &["17|-", "41|point"]);
    check("The panel voted 4-3 to reject it.", &["4..3|-"]);
    check("One in five children goes hungry.", &["5|-"]);
    check("Between 10 and 15 people were hurt.", &["10..15|person|injured|range"]);
}

#[test]
fn measures() {
    check(
        "Winds of 60 miles per hour, 35C and 95 degrees Fahrenheit are expected.",
        &["60|mi/h", "35|Cel", "95|degF"],
    );
    check("Fire burnt 450 hectares (1,100 acres).", &["450|ha", "1100|acre"]);
    check("A magnitude 7.1 earthquake struck at a depth of 10 km.", &["7.1|magnitude", "10|km"]);
    check("It lies within 2.5 square kilometres.", &["2.5|km2|-|at_most"]);
    check("A 44-day siege and a nearly 3,000-tonne cargo ended.", &["44|d", "3000|t|-|about"]);
}

#[test]
fn what_measures_nothing() {
    for text in [
        "On September 20, 2023 the Boeing 737 flew along Route 66 to 10 Downing Street.",
        "Resolution 2231 and Article 5 were read at 10:15 a.m. and at 22:00 (1800 GMT).",
        "From 1988 to 1994 and in the 1990s he was No. 1 in Formula One.",
        "Call 0800 123 456 or 555-0199, page 12, section 3.",
        "They will one day be one of the best; no one knows which one.",
        "Two leaders met at the G20 about COVID-19 and 9/11.",
        "The Six Nations and the Big Ten agreed on 09.03.2018.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn who_says_so() {
    check("Police said 12 people were arrested.", &["12|person|detained|exact|Police"]);
    check(
        "“We need $2 billion. It will take 3,000 workers,” said Minister Ana Diaz.",
        &["2000000000|USD|-|exact|Minister Ana Diaz", "3000|person|-|exact|Minister Ana Diaz"],
    );
    check(
        "According to the agency, 4.6 million people need food.",
        &["4600000|person|affected|exact|the agency"],
    );
    check(
        "With 2,000 soldiers there, Freedonia said it had sent six trucks.",
        &["2000|person|-|exact|-", "6|truck|-|exact|Freedonia"],
    );
    check(
        "Mayor Li spoke to reporters. “It was hard,” Li said. He added that 40 homes burned.",
        &["40|home|-|exact|Li"],
    );
    check(
        "The ministry put the death toll at 41; the opposition put it at 60.",
        &["41|person|killed|exact|The ministry", "60|person|killed|exact|the opposition"],
    );
}

#[test]
fn figures_know_each_other() {
    let document = Document::new(
        None,
        "The ministry put the death toll at 41; the opposition put it at 60. Later the ministry repeated that 41 people had died.",
    );
    let surroundings = Surroundings { people: &[], organisations: &[], places: &[], published_at: None };
    let figures = read(&document, surroundings);
    assert_eq!(figures[0].conflicts_with, [1]);
    assert_eq!(figures[1].conflicts_with, [0]);
    assert_eq!(figures[2].same_as, Some(0));
}
