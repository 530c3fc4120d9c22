//! What a summary must be, on any text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::super::figures::{Surroundings, read};
use super::*;
use crate::enrich::speech;

fn summary_of(title: Option<&str>, body: &str) -> String {
    let document = Document::new(title, body);
    let speech = speech::without_names(&document);
    let surroundings = Surroundings { speech: &speech, ..Surroundings::default() };
    write(&document, &read(&document, surroundings), &[])
}

fn summary(body: &str) -> String {
    summary_of(None, body)
}

/// Texts whose summary is their first sentence (without its dateline), word for word.
const LEADS: &[(&str, &str)] = &[
    ("Exports fell 3% in 2023 but rose 12% in 2024, the port said.", ""),
    ("The river reached 9.4 metres, the highest since 1954, and 300 people left their homes.", ""),
    ("The coalition won 34 seats, seven fewer than in 2022, the commission said.", ""),
    ("The mill will make 120 looms a year by the end of 2027, up from 35 today.", ""),
    ("The bank did not cut its rate of 4.5 percent on 7 May, as 12 of 20 economists had expected.", ""),
    ("Unless 40 million shillings arrive by June 30, 2026, the clinic in Turkana will close.", ""),
    (
        "LIMA, March 3 (Wire) - ",
        "A landslide buried a village on March 2, 2024, killing at least 41 people, officials said.",
    ),
    (
        "NEW DELHI: ",
        "A train with 900 passengers left the rails near Kanpur at 3.10 am on Tuesday, officials said.",
    ),
    ("MOSCOW, May 7. /TASS/. ", "Turnout stood at 66.8% at 6 p.m., the commission said."),
    (
        "Doha: ",
        "A school in the north of the city opened a library of 12,000 books for its pupils on Monday.",
    ),
    (
        "By Ana Lopes LISBON (Reuters) - ",
        "Portugal sold 1.2 billion euros of bonds due in 2034 on Wednesday.",
    ),
    (
        "(Adds details) KAMPALA, May 7 (Wire) — ",
        "Uganda raised its fuel price by 12 percent from May 1, the ministry said.",
    ),
    ("“We will hire 1,500 engineers in 2025,” chief executive Ana Diaz said.", ""),
    ("A 34-year-old man has been charged after he stole 40 goats from a farm near Antrim.", ""),
];

#[test]
fn a_sentence_loses_its_dateline_and_nothing_else() {
    for (first, rest) in LEADS {
        let expected = if rest.is_empty() { first } else { rest };
        assert_eq!(summary(&format!("{first}{rest}")), **expected, "{first}{rest}");
    }
}

/// Texts and what their summary must and must not have.
const CHOSEN: &[(&str, &str, &[&str], &[&str])] = &[
    // Captions, credits, notes, bylines.
    (
        "",
        "FILE PHOTO: Governor Ann Hill speaks at a rally in Leeds, Britain, May 3, 2014.\nREUTERS / Tom Gray / Files\n\
         LEEDS (Reuters) - Governor Ann Hill's staff denied on Sunday that she wanted to leave her post.\n\
         \"We reject this,\" a spokesman told reporters.",
        &["Governor Ann Hill's staff denied on Sunday that she wanted to leave her post."],
        &["FILE", "REUTERS", "LEEDS ("],
    ),
    (
        "",
        "(Corrects number of injured in paragraph 3 to 12, not 21)\n\nLIMA, Jan 14 - A bus hit a truck on Wednesday.\n\n\
         At least 12 people were injured, police said.\n\n(Reporting by A Paz; Editing by B Roe)",
        &["A bus hit a truck on Wednesday.", "At least 12 people were injured, police said."],
        &["21", "Corrects", "Reporting"],
    ),
    (
        "",
        "By Jane Doe\n\nFarmers in Oyo will plant 400,000 trees this year, the state said.\n\n($1 = 1,480 naira)\n\n412 words\n\nENDS",
        &["Farmers in Oyo will plant 400,000 trees this year, the state said."],
        &["Jane Doe", "$1", "412", "ENDS"],
    ),
    (
        "",
        "Rain closed 14 roads in Cork on Monday, the council said.\n\nREAD MORE: Storm kills 3 in Kerry\n\nMost read\n\
         Ten ways to keep 90 hens\nWhy 2 in 3 of us sleep badly",
        &["Rain closed 14 roads in Cork on Monday, the council said."],
        &["Kerry", "hens", "sleep"],
    ),
    // Pronouns and links.
    (
        "Skate park plan",
        "The council wants a new skate park. A petition for it was handed in on Monday. It has more than 4,000 signatures.",
        &[
            "The council wants a new skate park.",
            "A petition for it was handed in on Monday. It has more than 4,000 signatures.",
        ],
        &[],
    ),
    (
        "",
        "He was born in Oslo in 1950. She left 12 years later. The painter Nils Berg died on Friday at 74, his family said.",
        &["The painter Nils Berg died on Friday at 74, his family said."],
        &["born in Oslo"],
    ),
    (
        "",
        "Prices rose 4 percent, she added. The central bank of Chile kept its rate at 6 percent on Tuesday.",
        &["The central bank of Chile kept its rate at 6 percent on Tuesday."],
        &["she added"],
    ),
    (
        "Interview with the union leader",
        "Q: Minister Ravi Anand has called the strike cruel. He says 23 patients died.\n\nA: He should publish the names.",
        &["Interview with the union leader"],
        &["23", "He says"],
    ),
    (
        "Quake kills 12 in Chile",
        "Maria Soto was asleep when the walls began to move. The quake killed 12 people in northern Chile on Monday.",
        &["The quake killed 12 people in northern Chile on Monday."],
        &[],
    ),
    // Conditions and calls to the reader.
    (
        "Port fire",
        "If the wind turns, 900 more homes could be lost. A fire at the port of Beira destroyed 40 warehouses on Tuesday.",
        &["A fire at the port of Beira destroyed 40 warehouses on Tuesday."],
        &["If the wind"],
    ),
    (
        "Bridge opens",
        "Imagine crossing a river in ten minutes instead of four hours. A bridge of $260 million opened in Kazungula on Monday.",
        &["A bridge of $260 million opened in Kazungula on Monday."],
        &["Imagine"],
    ),
    // A broken quotation and a text that was cut.
    (
        "",
        "“The toll is terrible. We have lost 120 soldiers since spring,” General Amos Tal said. The army left the town of Ober on Sunday.",
        &["The army left the town of Ober on Sunday."],
        &["We have lost"],
    ),
    (
        "",
        "The port of Riga moved 2.1 million tonnes in May. Its managers said that the quays would… [+2219 chars]",
        &["The port of Riga moved 2.1 million tonnes in May."],
        &["chars", "quays"],
    ),
    // Flashes and texts without a title.
    ("", "FLOODS KILL 14 IN KENYA - RED CROSS", &["FLOODS KILL 14 IN KENYA - RED CROSS"], &[]),
    ("Ferry sinks off Crete", "", &["Ferry sinks off Crete"], &[]),
];

#[test]
fn sentences_of_the_story_that_stand_alone_are_chosen() {
    for (title, body, wanted, unwanted) in CHOSEN {
        let found = summary_of((!title.is_empty()).then_some(title), body);
        for part in *wanted {
            assert!(found.contains(part), "{part:?} in {found:?}");
        }
        for part in *unwanted {
            assert!(!found.contains(part), "{part:?} not in {found:?}");
        }
    }
}

#[test]
fn a_further_sentence_brings_a_key_figure() {
    let found = summary(
        "A landslide buried a village on Monday, killing at least 41 people. The sky was clear. Divers searched the lake. \
         At least 300 families lost their homes, Mayor Rosa Paz told reporters. The toll of 41 was confirmed by the mayor.",
    );
    assert_eq!(
        found,
        "A landslide buried a village on Monday, killing at least 41 people. At least 300 families lost their homes, Mayor Rosa Paz told reporters."
    );
}

#[test]
fn of_nothing_nothing_is_said() {
    for text in ["", " \n ", "He left.", "(Reporting by Ann Lee)", "ENDS", "By Jane Doe"] {
        assert_eq!(summary(text), "", "{text:?}");
    }
}

proptest! {
    #[test]
    fn every_sentence_is_one_of_the_text(body in "(\\PC|[ \n.,'’“”\"$%;:()-]|[0-9]{1,4}|million |people |were |killed |on |March |to |said |He |It |But |[0-9],[0-9]{3}|The |in |and ){0,160}") {
        let document = Document::new(None, &body);
        let speech = speech::without_names(&document);
    let surroundings = Surroundings { speech: &speech, ..Surroundings::default() };
        let figures = read(&document, surroundings);
        let found = write(&document, &figures, &[]);
        prop_assert!(found.chars().count() <= LONGEST);
        // Stages read composed text.
        let composed: String = body.nfc().collect();
        let flat = composed.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = found.as_str();
        // Each part of the summary stands in the text word for word.
        for candidate in sentence::candidates(&document, &[]) {
            if let Some(after) = rest.strip_prefix(&candidate.text) {
                rest = after.trim_start();
            }
        }
        prop_assert!(rest.is_empty() || flat == found, "{rest:?} of {found:?}");
    }
}
