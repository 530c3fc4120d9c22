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
        ("14.05 What we know so far", &[]),
        ("9.15 Buses are back.", &[]),
        ("12.50 euros is the price.", &["12.5 EUR -"]),
        ("Diaz curled the free kick in for 1-1.", &["1-1 - -"]),
    ]);
}

#[test]
fn a_number_leaves_the_nouns_of_its_neighbours_alone() {
    check(&[
        (
            "Only 22 people were aboard the two boats, 14 of whom swam ashore.",
            &["22 person people", "2 boat boats", "14 person -"],
        ),
        (
            "Councillors voted by 37 to 29 to close eight libraries.",
            &["37 - -", "29 - -", "8 library libraries"],
        ),
        ("About 2,000 marched.", &["2000 person -"]),
        ("Tens of thousands rally in Novi Sad.", &["0 person -"]),
        ("Dozens of protest songs were sung.", &["0 song protest songs"]),
        ("Two sources familiar with the data said output had dipped to 40 tons.", &["40 t output"]),
        ("Two guides are still missing.", &["2 person guides"]),
        ("A fine of 4 crowns per share was paid in Sweden.", &["4 SEK fine"]),
        ("Her pressure was 4.2 mmHg lower.", &["4.2 mm[Hg] pressure"]),
        ("The fund has over 300 members.", &["300 person members"]),
        ("Profit slips to 212 million euros on fuel costs.", &["212000000 EUR -"]),
        ("His client had repaid 310,000 euros.", &["310000 EUR -"]),
        ("Since 2019 the fund has lent 45 million euros.", &["45000000 EUR -"]),
        ("The firm said on Monday profit fell to 40 million euros.", &["40000000 EUR profit"]),
        ("The council set up a 25 million euro tie-up scheme.", &["25000000 EUR tie-up scheme"]),
    ]);
}
