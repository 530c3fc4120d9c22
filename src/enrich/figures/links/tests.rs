//! Pairs of counts in the news of many countries: which compete, which are one, and which are withdrawn.

use std::fmt::Write as _;

use crate::document::Document;
use crate::enrich::figures::{Figure, Surroundings, read};
use crate::enrich::speech;

fn figures(title: Option<&str>, body: &str) -> Vec<Figure> {
    let document = Document::new(title, body);
    let published_at = Some("2026-01-14T16:00:00Z");
    let speech = speech::without_names(&document);
    read(&document, Surroundings { speech: &speech, published_at, ..Surroundings::default() })
}

/// `35x60 31=31 -21`: 35 and 60 compete, 31 is told again, 21 is withdrawn; nothing else does or is.
fn relations(figures: &[Figure]) -> String {
    let value = |k: usize| figures[k].value.unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for (k, figure) in figures.iter().enumerate() {
        if figure.withdrawn {
            found.push(format!("-{}", value(k)));
        }
        if let Some(first) = figure.same_as {
            found.push(format!("{}={}", value(first), value(k)));
        }
        let later = figure.conflicts_with.iter().filter(|&&other| other > k);
        found.extend(later.map(|&other| format!("{}x{}", value(k), value(other))));
    }
    found.sort();
    found.join(" ")
}

fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = String::new();
    for (title, body, expected) in rows {
        let found = relations(&figures(Some(*title).filter(|title| !title.is_empty()), body));
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        expected.sort_unstable();
        if found != expected.join(" ") {
            writeln!(wrong, "{title} | {body}\n   expected {}\n   found    {found}", expected.join(" "))
                .expect("a string takes it");
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{wrong}", wrong.matches("expected").count(), rows.len());
}

#[test]
fn counts_by_others_compete_and_counts_of_other_things_do_not() {
    check(&[
        ("", "Officials put the toll at 12. Residents counted 30.", "12x30"),
        ("", "Police said about 2,000 marched, organisers 10,000.", "2000x10000"),
        (
            "",
            "Local officials said 120,000 pilgrims had come. Deacon Abebe put the figure nearer to 70,000.",
            "120000x70000",
        ),
        (
            "",
            "The union says 300 nurses quit last year - a figure the hospital disputes, putting it at 120.",
            "300x120",
        ),
        (
            "",
            "The police said 11 people were missing. Residents put the number of missing at \"no fewer than 60\".",
            "11x60",
        ),
        ("", "Police denied claims that 12 people were shot, saying 50 officers had been deployed.", ""),
        ("", "The firm denied that 300 workers had been dismissed, saying only 40 had left.", "300x40"),
        (
            "Flood toll rises to 43",
            "The toll rose to 43, the agency said. \"We have buried 19 here in this ward alone,\" a chief said.",
            "43=43",
        ),
        (
            "Gunmen kill five in bar; second attack leaves two dead",
            "Gunmen killed five people on Tuesday, two of them police officers, the prosecutor said.",
            "5=5",
        ),
        (
            "",
            "The governor said 40 bodies had been recovered. Civil society groups give a figure of 75.",
            "40x75",
        ),
        ("", "The ministry said 9,000 people took part. The organisers spoke of 40,000.", "9000x40000"),
        (
            "",
            "Officials say 300 homes were flooded. Residents insist the number is closer to 900.",
            "300x900",
        ),
        (
            "",
            "About 400 farmers blocked the road, police said. Their union said more than 1,500 had joined.",
            "400x1500",
        ),
        ("", "The council says 80 trees will be felled. Campaigners say it is 130.", "80x130"),
        (
            "",
            "Police recorded 31 arrests. A legal aid group said at least 54 people had been detained.",
            "31x54",
        ),
        (
            "",
            "The ministry said 120 schools were damaged. Teachers' unions say more than 300 schools were hit.",
            "120x300",
        ),
        ("", "The ministry said 120 schools were damaged. It said 40 schools had been closed.", ""),
        ("", "The army said 12 homes were hit. The mayor said 90 homes have no water.", ""),
        ("", "The union says it has 300 members. The company says it is 40 years old.", ""),
        ("", "Kovalenko beat Ricci 4-6 7-6 6-3. Ferrer beat Voss 6-3 7-6.", ""),
    ]);
}

#[test]
fn corrections_withdraw_a_number() {
    check(&[
        (
            "",
            "(Corrects number of injured in paragraph 3 to 12, not 21)\n\nAt least 12 people were injured, police said.",
            "-21 12x21 12=12",
        ),
        (
            "",
            "(Corrects death toll in first paragraph to 14, not 41)\n\nFloods in Kenya killed 14 people.",
            "-41 14x41 14=14",
        ),
        ("", "(Corrects toll to 19 from 91)\n\nA blast killed 19 people in Lahore.", "-91 19x91 19=19"),
        (
            "",
            "Floods killed 14 people in Kenya.\n\nCorrection: An earlier version of this article wrongly said 41 people were killed.",
            "-41 14x41",
        ),
        (
            "",
            "The strike injured 12 people.\n\nAn earlier version of this story misstated the number of injured as 21.",
            "-21 12x21",
        ),
        (
            "",
            "Rebels killed 30 villagers in Ituri.\n\nThis article was amended on 14 January 2026. An earlier version said 300 villagers were killed.",
            "-300 30x300",
        ),
        (
            "",
            "(Corrects to say 45 people were arrested, not 54)\n\nPolice arrested 45 people in Minsk.",
            "-54 45x54 45=45",
        ),
    ]);
}

#[test]
fn revised_counts_compete() {
    check(&[
        ("", "At least 31 people died, the mayor said. He had earlier given a toll of 27.", "31x27"),
        (
            "",
            "At least 31 people died, and 20 bodies had been identified by noon, the mayor said. He had earlier given a toll of 27.",
            "31x27",
        ),
        ("", "The death toll rose to 230, up from 200 on Monday.", "230x200"),
        ("", "Officials said 180 people were killed, revising an earlier figure of 200.", "180x200"),
        ("", "The toll climbed to 41 from 35.", "41x35"),
        ("", "Seventeen people were killed, police said, after an initial report of 12 dead.", "17x12"),
        ("", "The ministry now says 52 people were injured. It had initially reported 40 injured.", "52x40"),
        ("", "The number of displaced has grown to 12,000 from 9,000.", "12000x9000"),
        ("", "Rescuers found 63 people dead. An earlier count put the death toll at 58.", "63x58"),
        ("", "The army lowered the toll to 90 from 110.", "90x110"),
        ("", "Police arrested 71 people, up from 64 reported earlier.", "71x64"),
        ("", "Some 44 migrants drowned, rather than an initial estimate of 50.", "44x50"),
    ]);
}

#[test]
fn two_speakers_compete() {
    check(&[
        (
            "",
            "The mine blast killed 35 people, the mayor said on Wednesday. The miners' union said at least 60 workers had died.",
            "35x60",
        ),
        ("", "The ministry put the death toll at 41; the opposition put it at 60.", "41x60"),
        ("", "The army said 12 civilians were killed. Residents said 30 people were killed.", "12x30"),
        (
            "",
            "Police said 200 people were arrested. The rights group Vesna said 340 people were detained.",
            "200x340",
        ),
        (
            "",
            "According to the government, 80 people were injured. According to the Red Cross, 130 people were injured.",
            "80x130",
        ),
        ("", "The hospital said 18 people died. The governor said 21 people died.", "18x21"),
        ("", "Kyiv said 40 people were killed; Moscow said 15 people were killed.", "40x15"),
        (
            "",
            "The Red Cross said 6,000 people were displaced, while the United Nations said 9,000 were displaced.",
            "6000x9000",
        ),
        (
            "",
            "The coast guard said 22 migrants were missing. The charity said 30 migrants were missing.",
            "22x30",
        ),
        ("", "The union said 14 miners were killed. The company said nine miners were killed.", "14x9"),
        ("Blast kills 30 in Karachi", "A blast in Karachi killed 35 people on Wednesday.", "30x35"),
        ("Ferry toll hits 41", "At least 44 people died when a ferry sank, the coast guard said.", "41x44"),
    ]);
}

#[test]
fn parts_and_other_counts_do_not_compete() {
    check(&[
        ("", "The quake killed 31 people. The mayor said 12 children were killed.", ""),
        ("", "At least 31 people died, police said. Another 12 people died in Peru, officials said.", ""),
        (
            "",
            "Former minister Asha Rao alleged that the toll was over 60 and that 16 persons were still missing.",
            "",
        ),
        ("", "The attack killed 14 people, five of them children.", ""),
        (
            "",
            "Fourteen people were killed, including three women, police said. The army said two soldiers were killed.",
            "",
        ),
        ("", "The blast killed nine people and injured 30.", ""),
        ("", "Police said 40 people were injured. The hospital said five people were killed.", ""),
        ("", "The flood killed 12 people in Assam. In Bihar it killed 20 people.", ""),
        ("", "Police said 2,300 people were arrested. The court said 12 people were arrested.", ""),
        ("", "The mayor said 35 people were killed. The mayor said 40 people were killed in 2011.", ""),
        ("", "Between 10 and 15 people were hurt, police said. The hospital said 12 people were hurt.", ""),
        ("", "The coalition won 34 seats, the commission said. The opposition said it won 40 seats.", ""),
        ("", "Profits rose to $40 million from $35 million.", ""),
        ("", "Rain killed 12 people, officials said. Twelve others are missing, residents said.", ""),
        ("Bus crash kills 12", "A bus crash killed 12 people, including four children, in Peru.", "12=12"),
        ("Storm kills 12, injures 30", "A storm killed 12 people and injured 30 in Manila.", "12=12 30=30"),
        ("", "The army said it killed 20 rebels. The rebels said they killed 15 soldiers.", ""),
    ]);
}

#[test]
fn the_same_number_is_told_again() {
    check(&[
        ("Banker jailed for 14 years", "A banker was sentenced to 14 years in prison.", "14=14"),
        ("", "The court set a six-week deadline. Lawyers called the period of six weeks short.", "6=6"),
        ("", "A ferry sank, killing 41 people. The 41 people were pilgrims.", "41=41"),
        (
            "",
            "The fund raised $3.2 billion in May. The $3.2 billion will go to schools.",
            "3200000000=3200000000",
        ),
        ("", "The bomb killed 14 people. On Friday 14 people attended a vigil.", ""),
        ("", "Police detained 70 activists. All 70 activists were released.", "70=70"),
        ("", "The rebels killed 23 men. Of the 23 men, most were farmers.", "23=23"),
        ("Quake kills 120 in Chile", "At least 120 people died in a quake in Chile.", "120=120"),
        ("", "Turnout was 62.4%. The commission confirmed turnout of 62.4%.", "62.4=62.4"),
        ("", "The pipe is 300 kilometres long. It took 300 days to build.", ""),
        ("", "Two people were killed in Accra. Two people were hurt in Lagos.", ""),
        ("", "He was 45 when he won 45 seats.", ""),
        (
            "Quake kills two",
            "Two people were killed on Tuesday near Kaikoura. The quake of 2016 killed two people there.",
            "2=2",
        ),
    ]);
}

#[test]
fn every_rule_has_a_name_and_a_reason() {
    let mut reasons = super::rivals::RIVALS.iter().map(|rival| rival.rule.reason);
    assert!(reasons.all(|reason| !reason.name.is_empty() && reason.why.len() > 12));
}

#[test]
fn a_number_without_a_noun_takes_up_the_count_before_it() {
    check(&[
        (
            "",
            "Nineteen villagers drowned when the ferry sank on Sunday. The toll was 12 an hour earlier.",
            "19x12",
        ),
        (
            "",
            "At least 44 people died in the heat, doctors in Sindh said. The governor put the toll at 61.",
            "44x61",
        ),
        ("", "Twelve miners died in the collapse. Officials had previously said 15.", "12x15"),
        (
            "",
            "The death toll from the fire climbed to 35, the ministry said on Friday. On Thursday it stood at 31.",
            "35x31",
        ),
        (
            "",
            "The militants claimed they had killed 150 soldiers. The military gave a figure of 90.",
            "150x90",
        ),
        (
            "",
            "The number of people killed in the landslide has risen to 31, police said. The Red Cross said its own count stood at 34.",
            "31x34",
        ),
        ("", "Police initially said nine people were killed but later raised the number to 13.", "9x13"),
        (
            "",
            "The agency measured the quake at magnitude 6.3. The European centre gave a figure of 6.1.",
            "6.3x6.1",
        ),
        (
            "",
            "\"At least 500 people are sleeping around the station,\" the nun said. The municipality puts the number at 180.",
            "500x180",
        ),
        ("", "Rescuers said 17 people were injured. A hospital in the town spoke of 21 injured.", "17x21"),
        // Another place, another time, another thing.
        ("", "The quake killed 31 people in Turkey. The toll in Syria was 38.", ""),
        ("", "The average constituency was 70,000 people. In Wales it was just over 66,000.", ""),
        ("", "Mexico has 24 doctors for every 10,000 people, not far behind the U.S. figure of 26.", ""),
    ]);
}

#[test]
fn stretches_of_time_and_additions_do_not_compete() {
    check(&[
        ("", "Crashes on the road killed 203 people last year, up from 178 in 2024.", ""),
        ("", "Tornadoes caused 32 deaths in 1988, down from 59 a year earlier.", ""),
        (
            "",
            "(Corrects death toll in paragraph 1 to 17, not 27)\n\nA bus crash killed 17 people. Crashes kill 4,300 people a year.",
            "-27 17=17 17x27",
        ),
        ("", "Police had reported 12 deaths. Seven people later died in hospital.", ""),
        ("", "The floods killed 52 people in Nepal. Landslides kill about 300 people a year there.", ""),
    ]);
}

#[test]
fn a_number_that_was_reported_before_is_withdrawn_everywhere() {
    check(&[
        (
            "",
            "Paramedics have treated four people, not seven as we reported at 6.12pm.\n\nSeven people were injured, we hear.",
            "-7 -7 4x7 7=7",
        ),
        (
            "",
            "A ferry sank, killing 12 people.\n\nIt had left Goma at dawn.\n\nRescuers searched on.\n\nThe port was closed.\n\nThe company was silent.\n\nCorrection: An earlier version of this story said 21 people had died.",
            "-21 12x21",
        ),
    ]);
}

/// Pairs of counts that compete or are one, and pairs that do neither: title, body and relations, a row a text.
const PAIRS: &str = include_str!("pairs.tsv");

#[test]
fn pairs_in_varied_words_are_linked_or_left_apart() {
    let rows: Vec<(String, String, String)> = PAIRS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut cells = line.split('\t').map(|cell| cell.replace("\\n", "\n"));
            let mut next = || cells.next().unwrap_or_default();
            (next(), next(), next())
        })
        .collect();
    assert!(rows.iter().filter(|row| row.2.is_empty()).count() >= 50, "as many that do not compete");
    let rows: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|(title, body, relations)| (title.as_str(), body.as_str(), relations.as_str()))
        .collect();
    check(&rows);
}
