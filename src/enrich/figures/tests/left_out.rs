//! What the words around a number leave out: its unit, and what it counts or measures.

use std::fmt::Write as _;

use crate::document::Document;
use crate::enrich::figures::{Surroundings, read};

/// Rows of a text and of `value unit counted` for each of its figures, `-` for none.
fn check(rows: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in rows {
        let document = Document::new(None, text);
        let found: Vec<String> = read(&document, Surroundings::default())
            .iter()
            .map(|figure| {
                let value = figure.value.unwrap_or_default();
                let high = figure.value_max.map_or(String::new(), |high| format!("-{high}"));
                let counted = figure.counted.map_or("-", |span| document.slice(span));
                format!("{value}{high} {} {counted}", figure.unit.as_deref().unwrap_or("-"))
            })
            .collect();
        if found != *expected {
            writeln!(wrong, "{text}\n   expected {expected:?}\n   found    {found:?}")
                .expect("a string takes it");
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{wrong}", wrong.matches("expected").count(), rows.len());
}

#[test]
fn units_that_another_clause_names() {
    check(&[
        (
            "The plan cuts the number of council jobs from 312 to 298.",
            &["312 job council jobs", "298 job council jobs"],
        ),
        ("The number of people on payrolls fell by 109,000.", &["109000 person -"]),
        (
            "On the exchange 2,904 stocks declined while 1,027 advanced.",
            &["2904 stock stocks", "1027 stock stocks"],
        ),
        ("Journeys take 95 minutes, as against 40 on an ordinary Friday.", &["95 min -", "40 min -"]),
        ("There are about 60 of us here.", &["60 person -"]),
        ("The number of moraine lakes is growing. There are now 56 of them.", &["56 lake lakes"]),
        ("The council adopted the plan by five votes to two.", &["5 vote votes", "2 vote votes"]),
        ("The plant makes 120,000 tonnes a year.", &["120000 t/a -"]),
        ("The car was doing 40 mph.", &["40 mi/h car"]),
        (
            "Among the 30 companies of the index, 21 closed in the red.",
            &["30 company companies of the index", "21 company companies"],
        ),
        ("There are 56 lakes, of which nine are dangerous.", &["56 lake lakes", "9 lake lakes"]),
    ]);
}

#[test]
fn what_is_measured_stands_before_the_preposition() {
    check(&[
        ("The bank left its key rate at 6.5 percent.", &["6.5 % key rate"]),
        ("Daytime temperatures of 8C are expected.", &["8 Cel Daytime temperatures"]),
        ("The bank expects retail inflation of 4.6 per cent.", &["4.6 % retail inflation"]),
        ("Analysts expected a 2% decline in sales.", &["2 % sales"]),
        ("Turnout was 41 per cent.", &["41 % Turnout"]),
        ("Exports rose 5 percent in the same period.", &["5 % Exports"]),
    ]);
}

#[test]
fn times_versions_and_lines_are_no_figures() {
    check(&[
        ("The stoppage ends at 22.00 and trains leave from 22.20.", &[]),
        ("Passengers waited at the 145 stop in the suburb.", &[]),
        ("The flaw was in the tool FerryBox 7.2, the company said.", &[]),
        ("Diaz curled the free kick in for 1-1.", &["1-1 - -"]),
    ]);
}
