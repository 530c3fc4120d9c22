//! Sentences from every continent: which place a name means, and what is no place.

use super::{names_of, places};
use crate::enrich::places::Place;

/// Text, mention, country code (`-` for none), kind.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn kind_of(place: &Place) -> String {
    serde_json::to_value(place.kind).unwrap().as_str().unwrap().to_owned()
}

/// The place with a mention that reads so.
fn mentioned<'a>(text: &str, found: &'a [Place], mention: &str) -> Option<&'a Place> {
    found.iter().find(|place| {
        place.mentions.iter().any(|own| &text[own.span.start as usize..own.span.end as usize] == mention)
    })
}

/// The rows whose place is missing or another.
fn wrong(rows: &[Row]) -> Vec<String> {
    let check = |&(text, mention, country, kind): &Row| {
        let found = places(text);
        let place = mentioned(text, &found, mention);
        let is = |place: &Place| (place.country_code.clone().unwrap_or("-".to_owned()), kind_of(place));
        let right = place.is_some_and(|place| is(place) == (country.to_owned(), kind.to_owned()));
        (!right).then(|| format!("{mention} in {text:?} is {:?}", place.map(is)))
    };
    rows.iter().filter_map(check).collect()
}

#[test]
fn a_world_city_is_itself() {
    let rows: &[Row] = &[
        ("A fire at 14 Mill Lane, London, injured three people.", "London", "GB", "city"),
        (
            "Athens and Ankara agreed to talk. Greece's premier flew to Augusta, Georgia.",
            "Athens",
            "GR",
            "city",
        ),
        ("Italian police in Rome held a man wanted in Atlanta, Georgia.", "Rome", "IT", "city"),
        ("The brewer, based in Dublin, Ireland, will cut 300 jobs in Dayton, Ohio.", "Dublin", "IE", "city"),
        ("A Russian court in Moscow freed a man from Boise, Idaho.", "Moscow", "RU", "city"),
        (
            "A Spanish judge in Madrid sent the trader from Des Moines, Iowa, to prison.",
            "Madrid",
            "ES",
            "city",
        ),
        ("Shares in London, Frankfurt and Zurich fell on Friday.", "London", "GB", "city"),
        ("The Syrian army shelled Homs for a third day.", "Homs", "SY", "city"),
        ("Cairo said the talks with Addis Ababa had failed.", "Cairo", "EG", "city"),
        ("MANCHESTER (Reuters) - A striker left the club on Monday.", "MANCHESTER", "GB", "city"),
        (
            "Egyptian officials in Alexandria said a family from Richmond, Virginia, was safe.",
            "Alexandria",
            "EG",
            "city",
        ),
        (
            "Peruvian miners marched in Lima. The firm is owned by a group from Toledo, Ohio.",
            "Lima",
            "PE",
            "city",
        ),
    ];
    assert_eq!(wrong(rows), [""; 0]);
}

#[test]
fn a_namesake_has_evidence_of_its_own() {
    let rows: &[Row] = &[
        ("PARIS, Texas (AP) - A tornado tore the roof off a school.", "PARIS", "US", "city"),
        ("The fair in Moscow, Idaho, drew 4,000 visitors.", "Moscow", "US", "city"),
        ("Police in London, Ontario, arrested two men.", "London", "CA", "city"),
        ("A student from Athens, Ohio, won the prize.", "Athens", "US", "city"),
        ("The mayor of Rome, Georgia, resigned.", "Rome", "US", "city"),
        ("He was born in Cairo, Illinois, in 1931.", "Cairo", "US", "city"),
    ];
    assert_eq!(wrong(rows), [""; 0]);
}

#[test]
fn countries_regions_and_seas_come_before_towns() {
    let rows: &[Row] = &[
        ("The war in Lebanon has driven a million people from their homes.", "Lebanon", "LB", "country"),
        ("Georgia's foreign minister said the country would apply in May.", "Georgia", "GE", "country"),
        ("Mexico will vote on Sunday. Two women lead the race in Mexico.", "Mexico", "MX", "country"),
        ("Beaches in Goa were closed after the oil spill.", "Goa", "IN", "admin1"),
        ("Floods in Bihar killed 14 people. Trains to Patna were stopped.", "Bihar", "IN", "admin1"),
        ("Oklahoma teachers want smaller classes, a survey found.", "Oklahoma", "US", "admin1"),
        ("Puerto Rico was without power after a storm.", "Puerto Rico", "PR", "country"),
        ("A strike on a tanker in the Red Sea raised the risk for shipping.", "Red Sea", "-", "water"),
        ("Traders feared a wider war in the Middle East.", "Middle East", "-", "region"),
        ("The storm crossed the Atlantic on Friday.", "Atlantic", "-", "water"),
        ("Chad and Niger closed their border on Sunday.", "Chad", "TD", "country"),
        ("Jordan will host the talks, and Jordan's king will open them.", "Jordan", "JO", "country"),
        ("Panama raised the tolls of its canal.", "Panama", "PA", "country"),
        ("Peru declared an emergency in Lima.", "Peru", "PE", "country"),
        ("Cuba freed 500 prisoners. Jamaica and Haiti welcomed it.", "Jamaica", "JM", "country"),
        ("Indigenous groups in the Amazon have lost land.", "Amazon", "-", "region"),
    ];
    assert_eq!(wrong(rows), [""; 0]);
}

#[test]
fn towns_taken_by_armies_are_places() {
    let rows: &[Row] = &[
        ("Rebels took Goma on Monday, killing 40 people.", "Goma", "CD", "city"),
        ("The army captured Sirte after a week of fighting.", "Sirte", "LY", "city"),
        ("Fighters seized Tikrit overnight.", "Tikrit", "IQ", "city"),
        ("Government troops retook Wad Madani on Saturday.", "Wad Madani", "SD", "city"),
        ("A typhoon hit Tacloban on Friday.", "Tacloban", "PH", "city"),
    ];
    assert_eq!(wrong(rows), [""; 0]);
}

#[test]
fn languages_particles_and_common_nouns_are_no_places() {
    for text in [
        "The Post Office is offering a reward.",
        "She taught herself English from the labels on tins.",
        "He spoke in French, and the judge answered in German.",
        "The book was translated into Spanish and Italian.",
        "She is fluent in Russian.",
        "A notebook by da Vinci was sold.",
        "He had an account at Bank of America.",
    ] {
        assert_eq!(names_of(text), [""; 0], "{text}");
    }
    assert_eq!(names_of("In French hospitals the beds are full."), ["France"]);
}
