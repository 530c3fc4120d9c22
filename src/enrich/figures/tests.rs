//! Sentences of news, and what they count.

use proptest::prelude::*;

use super::*;
use crate::enrich::speech;

mod left_out;
mod numbers;

/// Figures as `value|unit|impact|qualifier|attribution`, fields of no interest left out at the end.
fn told(text: &str) -> Vec<String> {
    let document = Document::new(None, text);
    let speech = speech::without_names(&document);
    let surroundings = Surroundings {
        speech: &speech,
        people: &[],
        organisations: &[],
        places: &[],
        published_at: Some("2024-03-06T10:00:00Z"),
        published_at_raw: None,
        zone_is_given: true,
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

#[test]
fn of_a_text_of_nothing_but_numbers_the_first_are_read() {
    let found = told(&"5% ".repeat(MOST_FIGURES + 10_000));
    assert!((MOST_FIGURES..MOST_FIGURES + 5000).contains(&found.len()), "{}", found.len());
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(title in proptest::option::of("\\PC{0,60}"), body in "(\\PC|[ \n.,'’\"$%-]|[0-9]{1,4}|million |people |killed |to |said |[0-9],[0-9]{3}|half a |May |a ){0,120}") {
        let document = Document::new(title.as_deref(), &body);
        let speech = speech::without_names(&document);
        let surroundings = Surroundings { speech: &speech, published_at: Some("2024-03-06T10:00:00Z"), ..Surroundings::default() };
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
    check("Three of the five suspects were arrested.", &["3|person|detained", "5|person|-"]);
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
    check("Friendly\tBolivia\t0-3\tPeru\nFriendly\tOman\t1-1\tQatar", &["0..3|-", "1..1|-"]);
    check("City lost 1-2 after extra time.", &["1..2|-"]);
    check("The defender finished plus-17 with 41 points.", &["17|-", "41|point"]);
    check("The panel voted 4-3 to reject it.", &["4..3|-"]);
    check("One in five children goes hungry.", &["5|-"]);
    check("Between 10 and 15 people were hurt.", &["10..15|person|injured|range"]);
    check("It costs 12-18,000 euros.", &["12000..18000|EUR|-|range"]);
    check("The fee must not exceed 75 euros.", &["75|EUR|-|at_most"]);
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
fn names_codes_and_idioms_measure_nothing() {
    for text in [
        "Two residents called 911 after several 911 calls went unanswered; call (555) 010-2200.",
        "The 4G network and the 8MP camera were shown at COP27.",
        "She lives in the 2400 block of Oak Street, wears size 16 jeans and owns an iPad 2.",
        "The temple was built between 500 and 480 B.C. and burned on 7/8 April.",
        "Season 3 opens on Sunday with the play “Three Sisters”.",
        "The group is a 501(c)(3) body under law no. 127 of the state.",
        "One analyst doubted that the Standard & Poor's 500 index means anything.",
        "The shop near kilometre 5 is a 7-Eleven.",
    ] {
        let found: Vec<String> =
            told(text).into_iter().filter(|line| !line.starts_with("2|person|-|exact")).collect();
        assert!(found.is_empty(), "{text}\n found {found:#?}");
    }
}

#[test]
fn a_noun_is_what_the_number_agrees_with() {
    check("After a 194,000 gain in May, readings above 50 signal growth.", &["194000|-", "50|-|-|more_than"]);
    check("He leads by a 10 point margin.", &["10|point"]);
    check("Fifteen current or former aldermen and 46 states signed.", &["15|person", "46|state"]);
    check("Some 25 Turkish-backed fighters and 12 off-duty officers fled.", &["25|person", "12|person"]);
    check("More than 3,400 local and 1,500 online visitors came.", &["3400|person", "1500|person"]);
    check("Two earlier blasts and eleven (11) other incidents were studied.", &["2|blast", "11|incident"]);
    check(
        "They lost 10 of their last 12 games and eight of Ohio's 88 counties.",
        &["10|game", "12|game", "8|county", "88|county"],
    );
    check("She had 17 points and six assists; he scored 16.", &["17|point", "6|assist", "16|point"]);
}

#[test]
fn numbers_in_lists_share_what_they_count() {
    check(
        "There are 57 applicants in Ennis, 48 in Birr and 36 in Tulla.",
        &["57|person", "48|person", "36|person"],
    );
    check("It sold at 1,850 and 1,880 dollars a tonne.", &["1850|USD", "1880|USD"]);
    check(
        "Debt of 4.3 billion euros falls due in April and 4.9 billion in June.",
        &["4300000000|EUR", "4900000000|EUR"],
    );
    check("The zone was to draw 22 billion in investment.", &["22000000000|USD"]);
    check("The week rose to 33.6 hours, from 33.5.", &["33.6|h", "33.5|h"]);
    check("Sales rose 2.3% to 80,600.", &["2.3|%", "80600|-"]);
    check("A crowd of 33,000 came to a town of about 900.", &["33000|person", "900|person|-|about"]);
}

#[test]
fn results_records_and_ages() {
    check("Rovers 4, Albion 2: The hosts were booed.", &["4..2|-"]);
    check("A 32-21 second quarter decided it.", &["32..21|-"]);
    check("He hit .284 with 110 home runs.", &["0.284|-", "110|run"]);
    check(
        "She beat Roe 6-4 3-6 7-6 at Euro 2004 on 27-28 November, in the last 16.",
        &["6..4|-", "3..6|-", "7..6|-"],
    );
    check("He ran the 60m hurdles and a 10K race.", &["60|m", "10|km"]);
    check("A 32-strong squad and the fastest 400m of all time.", &["32|person", "400|m"]);
    check("Khan made 32 off 30 balls.", &["32|run", "30|ball"]);
    check("The singer died at 74; his widow, now 68, was only 19 when they met.", &["74|a", "68|a", "19|a"]);
    check("A 6.1 quake struck before dawn.", &["6.1|magnitude"]);
    check("About one of every five homes is empty.", &["5|-|-|about"]);
    check("Her body mass index of 25.7 was four points lower.", &["25.7|-", "4|point"]);
}

#[test]
fn what_befell_them_is_told_in_many_ways() {
    check("Floods forced the evacuation of 2,000 residents.", &["2000|person|affected"]);
    check("The fire forced 17,000 people to leave their homes.", &["17000|person|displaced"]);
    check("About 300 families took shelter in schools.", &["300|family|displaced"]);
    check(
        "Some 240 people (including 64 children) were relocated.",
        &["240|person|displaced|about", "64|person"],
    );
    check("Six fighters and family members were killed.", &["6|person|killed"]);
    check(
        "24 civilians, 20 guards, and 25 rebels have been killed.",
        &["24|person|killed", "20|person|killed", "25|person|killed"],
    );
    check(
        "More than 3,000 fled north; about 900 people from three hamlets were trapped.",
        &["3000|person|displaced", "900|person|affected", "3|hamlet"],
    );
    check(
        "The army is ready to evacuate around 30,000 people. Number of displaced: 452.",
        &["30000|person|affected", "452|person|displaced"],
    );
    check("It left two others with serious burns.", &["2|person|injured"]);
    check("AIDS has claimed more than 25 million lives.", &["25000000|person|killed|more_than|-"]);
    check("Three people were charged with kidnapping.", &["3|person|-"]);
    check("The council claimed the two delegates were late.", &["2|person|-"]);
}

#[test]
fn how_exact_it_is() {
    check("The car makes up to 850 horsepower (633 kW).", &["850|hp|-|at_most", "633|kW|-|at_most"]);
    check(
        "They handed over $5 million, which added up to $9 million.",
        &["5000000|USD|-|exact", "9000000|USD|-|exact"],
    );
    check(
        "It costs north of $3 million for 200 or so units.",
        &["3000000|USD|-|more_than", "200|unit|-|about"],
    );
}

#[test]
fn who_says_so_in_news() {
    check("According to data compiled by Acme, 12 ships sank.", &["12|ship|-|exact|data compiled by Acme"]);
    check(
        "According to the latest jobs report, 900 jobs were added.",
        &["900|job|-|exact|the latest jobs report"],
    );
    check("China continued to lead with 90 plants, said Borg Agency.", &["90|plant|-|exact|Borg Agency"]);
    check("After the leader announced his exit, 3,000 people marched.", &["3000|person|-|exact|-"]);
    check("“Yes,” said Ann Roe, who owns 12 farms.", &["12|farm|-|exact|-"]);
    check(
        "Trains emit six kilos, expert Hans Roth told the broadcaster.",
        &["6|kg|-|exact|expert Hans Roth"],
    );
    check("Ana Diaz says “we lost 40 cows,” according to Borg News.", &["40|cow|-|exact|Ana Diaz"]);
    check(
        "The Bureau of Labour Statistics (BLS) said 90 firms closed.",
        &["90|firm|-|exact|The Bureau of Labour Statistics"],
    );
    check(
        "Mayor Li said so. “Ours is the “BEST PORT” of all, with 40 cranes,” he said.",
        &["40|crane|-|exact|Mayor Li"],
    );
    check(
        "Rents rose 9 percent in May. It was said by Minister Ana Diaz.",
        &["9|%|-|exact|Minister Ana Diaz"],
    );
    check("The fire destroyed 30 homes, per the Daily Star.", &["30|home|-|exact|the Daily Star"]);
}

#[test]
fn one_subject_says_more_than_one_thing_and_a_dateline_says_nothing() {
    check(
        "Local leader Papy Ekila disputed the count and said more than 100 were missing.",
        &["100|person|missing|more_than|Local leader Papy Ekila"],
    );
    check(
        "Union chief Ana Diaz rejected the offer and said 4,000 nurses would walk out.",
        &["4000|person|-|exact|Union chief Ana Diaz"],
    );
    check(
        "BERLIN, Sept 16, 2025 /Newsline/ -- Voltora, a maker of batteries, today announced that it has closed a round of 42 million euros.",
        &["42000000|EUR|-|exact|Voltora"],
    );
    check(
        "Prices rose 0.4% in March, the Labor Department said, against forecasts of 0.3%.",
        &["0.4|%|-|exact|the Labor Department", "0.3|%|-|exact|-"],
    );
}

#[test]
fn furniture_has_no_figures_and_who_speaks_is_not_counted() {
    check("Floods killed 14 people in Kenya.\n\n($1 = 132.5000 Kenyan shillings)", &["14|person|killed"]);
    check("The Red Cross said 3,200 fled.", &["3200|person|displaced|exact|The Red Cross"]);
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
    let speech = speech::without_names(&document);
    let surroundings = Surroundings { speech: &speech, ..Surroundings::default() };
    let figures = read(&document, surroundings);
    assert_eq!(figures[0].conflicts_with, [1]);
    assert_eq!(figures[1].conflicts_with, [0]);
    assert_eq!(figures[2].same_as, Some(0));
}

#[test]
fn the_lead_gives_the_key_figures() {
    let text = "A ferry sank off the coast on Monday, killing at least 41 people. It had left port with 120 passengers. \
                The line was founded by two brothers. Tickets cost $12 then. The ship was 90 metres long. \
                In 2009 another ferry struck a pier and 3 people were hurt.";
    let document = Document::new(None, text);
    let speech = speech::without_names(&document);
    let surroundings = Surroundings { speech: &speech, ..Surroundings::default() };
    let figures = read(&document, surroundings);
    let keys: Vec<&str> =
        figures.iter().filter(|figure| figure.key).map(|figure| document.slice(figure.span)).collect();
    assert_eq!(keys, ["41 people"]);
}

#[test]
fn dates_belong_to_the_figures_of_their_clause() {
    let as_of = |text: &str| {
        let document = Document::new(None, text);
        let surroundings = Surroundings {
            speech: &speech::Speech::default(),
            people: &[],
            organisations: &[],
            places: &[],
            published_at: Some("2024-03-06T10:00:00Z"),
            published_at_raw: None,
            zone_is_given: true,
        };
        let figures = read(&document, surroundings);
        figures
            .iter()
            .map(|figure| figure.as_of.as_ref().map(|at| at.from[..10].to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(as_of("The firm, which was saved in 2009, plans to hire 900 people."), [None]);
    assert_eq!(
        as_of("On Monday the firm, after long talks, hired 900 people."),
        [Some("2024-03-04".to_owned())]
    );
    assert_eq!(as_of("Last month 12 ships sank."), [Some("2024-02-01".to_owned())]);
    assert_eq!(
        as_of("Alto made a profit of CHF 246 million (Q1 2023: CHF 219 million)."),
        [None, Some("2023-01-01".to_owned())]
    );
}
