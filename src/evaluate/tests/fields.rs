//! Figures, people, statements, organisations, places, tags and relevance.

use serde_json::{Value, json};

use super::super::{FaultKind, Measure};
use super::{answer, at, counts, gold, merge, record, report};

const BODY: &str = "Floods killed 12 people in Kisumu on Tuesday, up from nine on Monday, Hassan Odhiambo said. \
    About 3,400 houses are under water. The toll of 12 may rise. Dozens of cars were lost, at 12 per 1,000.";

/// The figures of [`BODY`] as annotated.
fn annotated() -> Value {
    let person = json!({ "dimension": "count", "unit": "person", "impact": "killed", "location": "L1", "speaker": "P1",
        "attribution": "Hassan Odhiambo" });
    let figure = |words: &str, id: &str, changes: Value| {
        let mut figure = record(BODY, words, person.clone());
        merge(&mut figure, json!({ "id": id }));
        merge(&mut figure, changes);
        figure
    };
    let days = |day: &str| json!({ "from": day, "to": day });
    json!([
        figure(
            "12 people",
            "F1",
            json!({ "value": 12, "counted": "people", "as_of": days("2025-05-06"), "key": true,
            "conflicts_with": ["F2"] })
        ),
        figure("nine", "F2", json!({ "value": 9, "as_of": days("2025-05-05"), "conflicts_with": ["F1"] })),
        record(
            BODY,
            "3,400 houses",
            json!({ "id": "F3", "value": 3400, "dimension": "count", "unit": "house",
            "counted": "houses", "qualifier": "about", "doubtful": ["location"] })
        ),
        record(
            BODY,
            "of 12 may",
            json!({ "id": "F4", "value": 12, "dimension": "count", "unit": "person",
            "impact": "killed", "same_as": "F1" })
        ),
        record(
            BODY,
            "Dozens of cars",
            json!({ "id": "F5", "value": null, "approximate_words": true,
            "dimension": "count", "unit": "car", "optional": true })
        ),
    ])
}

/// The figures of [`BODY`] as a program may find them, all right.
fn found() -> Value {
    let mut figures = annotated();
    for figure in figures.as_array_mut().expect("a list") {
        for field in ["value", "value_max", "unit", "counted", "impact", "attribution"] {
            let value = figure.get(field).cloned().unwrap_or_default();
            figure[field] = value;
        }
        if figure.get("qualifier").is_none() {
            figure["qualifier"] = json!("exact");
        }
    }
    figures
}

fn surroundings() -> (Value, Value) {
    let place = json!({ "id": "L1", "name": "Kisumu", "kind": "city", "geoname_id": 191_245, "country_code": "KE",
        "latitude": -0.1, "longitude": 34.76, "relevance": 75, "focus": 1 });
    let person = json!({ "id": "P1", "name": "Hassan Odhiambo", "relevance": 25, "key": true,
        "roles": ["county commissioner"] });
    (record(BODY, "Kisumu", place), record(BODY, "Hassan Odhiambo", person))
}

fn article(changes: Value) -> super::Gold {
    let (place, person) = surroundings();
    let mut fields = json!({ "figures": annotated(), "places": [place], "people": [person] });
    merge(&mut fields, changes);
    gold(None, BODY, fields)
}

/// The answer with the figures given; its ids are not those of the gold.
fn said(figures: &Value) -> super::Answer {
    let (mut place, mut person) = surroundings();
    merge(&mut place, json!({ "id": "L7", "mentions": [at(BODY, "Kisumu")] }));
    merge(&mut person, json!({ "id": "P7", "mentions": [at(BODY, "Hassan Odhiambo")] }));
    let figures = figures.to_string().replace("\"L1\"", "\"L7\"").replace("\"P1\"", "\"P7\"");
    let figures: Value = serde_json::from_str(&figures).expect("JSON");
    answer(
        json!({ "locations": [place], "people": [person], "key_figures": { "figures": figures, "summary": "" } }),
    )
}

#[test]
fn figures_that_are_right_score_100_in_every_field() {
    let report = report(&article(json!({})), &said(&found()));
    for (measure, expected) in [
        (Measure::Figures, [4, 4, 4, 4]),
        (Measure::Dimension, [4, 4, 4, 4]),
        (Measure::Unit, [4, 4, 4, 4]),
        (Measure::Counted, [2, 2, 2, 2]),
        (Measure::Impact, [3, 3, 3, 3]),
        (Measure::Qualifier, [1, 1, 1, 1]),
        (Measure::Attribution, [2, 2, 2, 2]),
        (Measure::Speaker, [2, 2, 2, 2]),
        (Measure::AsOf, [2, 2, 2, 2]),
        (Measure::FigureLocation, [2, 2, 2, 2]),
        (Measure::SameAs, [1, 1, 1, 1]),
        (Measure::ConflictsWith, [1, 1, 1, 1]),
        (Measure::Key, [1, 1, 1, 1]),
        (Measure::Headline, [1, 1, 1, 1]),
    ] {
        assert_eq!(counts(&report, measure), expected, "{}", measure.name());
    }
}

#[test]
fn a_wrong_value_is_missed_and_spurious_and_a_rate_is_spurious() {
    let mut figures = found();
    figures[0]["value"] = json!(13);
    let rate = json!({ "id": "F9", "value": 12, "value_max": null, "dimension": "rate", "unit": "per 1,000",
        "counted": null, "impact": null, "qualifier": "exact", "attribution": null });
    figures.as_array_mut().expect("a list").push(record(BODY, "12 per 1,000", rate));
    let report = report(&article(json!({})), &said(&figures));
    assert_eq!(counts(&report, Measure::Figures), [4, 3, 5, 3]);
    let kinds: Vec<FaultKind> = report
        .faults
        .iter()
        .filter(|fault| fault.measure == Measure::Figures)
        .map(|fault| fault.kind)
        .collect();
    assert_eq!(kinds, [FaultKind::Missed, FaultKind::Spurious, FaultKind::Spurious]);
    // Its key figure was not found, but another telling is none.
    assert_eq!(counts(&report, Measure::Key), [1, 0, 1, 0]);
}

#[test]
fn the_default_everywhere_scores_0() {
    let mut figures = found();
    for figure in figures.as_array_mut().expect("a list") {
        let defaults = json!({ "counted": null, "impact": null, "qualifier": "exact", "attribution": null,
            "speaker": null, "as_of": null, "location": null, "same_as": null, "conflicts_with": [], "key": false });
        merge(figure, defaults);
    }
    let report = report(&article(json!({})), &said(&figures));
    assert_eq!(report.score(Measure::Figures), Some(100.0));
    for measure in [
        Measure::Counted,
        Measure::Impact,
        Measure::Qualifier,
        Measure::Attribution,
        Measure::Speaker,
        Measure::AsOf,
        Measure::FigureLocation,
        Measure::SameAs,
        Measure::ConflictsWith,
        Measure::Key,
        Measure::Headline,
    ] {
        assert_eq!(report.score(measure), Some(0.0), "{}", measure.name());
    }
}

#[test]
fn fields_that_are_optional_or_doubtful_are_free() {
    let mut figures = found();
    // A place for the figure whose place is doubtful, and nothing of the optional one.
    figures[2]["location"] = json!("L1");
    figures.as_array_mut().expect("a list").pop();
    let report = report(&article(json!({})), &said(&figures));
    assert_eq!(counts(&report, Measure::FigureLocation), [2, 2, 2, 2]);
    assert_eq!(counts(&report, Measure::Figures), [4, 4, 4, 4]);
}

#[test]
fn a_doubtful_value_is_not_compared() {
    let mut doubted = annotated();
    doubted[0]["doubtful"] = json!(["value"]);
    let mut figures = found();
    figures[0]["value"] = json!(13);
    let report = report(&article(json!({ "figures": doubted })), &said(&figures));
    assert_eq!(counts(&report, Measure::Figures), [4, 4, 4, 4]);
}

#[test]
fn words_are_compared_without_case_and_number_and_days_in_either_zone() {
    let mut figures = found();
    figures[2]["unit"] = json!("Houses");
    figures[2]["counted"] = json!("houses under water");
    figures[0]["attribution"] = json!("he");
    // The same day as instants in Kenya.
    figures[0]["as_of"] = json!({ "from": "2025-05-05T21:00:00Z", "to": "2025-05-06T20:59:59Z" });
    // A week that holds the day is not the day.
    figures[1]["as_of"] = json!({ "from": "2025-05-05T00:00:00Z", "to": "2025-05-11T23:59:59Z" });
    let report = report(&article(json!({})), &said(&figures));
    assert_eq!(counts(&report, Measure::Unit), [4, 4, 4, 4]);
    assert_eq!(counts(&report, Measure::Counted), [2, 2, 2, 2]);
    assert_eq!(counts(&report, Measure::Attribution), [2, 2, 2, 2], "the speaker is the same");
    assert_eq!(counts(&report, Measure::AsOf), [2, 1, 2, 1]);
}

#[test]
fn links_are_pairs_of_groups() {
    let mut figures = found();
    // The conflict is told of the second telling, and the second telling is not known as one.
    figures[0]["conflicts_with"] = json!([]);
    figures[1]["conflicts_with"] = json!(["F4"]);
    figures[3]["same_as"] = json!("F2");
    let report = report(&article(json!({})), &said(&figures));
    assert_eq!(counts(&report, Measure::SameAs), [1, 0, 1, 0]);
    assert_eq!(counts(&report, Measure::ConflictsWith), [1, 1, 1, 1]);
}

const TALK: &str = "Mayor Ana Lim met Bo Oud of Harbour Union. \"The port is safe and open,\" Lim said. Oud said the strike \
    goes on. Lim lives in Cebu, in the Philippines, near Mactan. (Reporting by Cy Dee)";

fn talk() -> super::Gold {
    let person = |name: &str, id: &str, changes: Value| {
        let mut person = record(TALK, name, json!({ "id": id, "name": name, "relevance": 0 }));
        merge(&mut person, changes);
        person
    };
    let said = |words: &str, direct: bool| record(TALK, words, json!({ "direct": direct }));
    gold(
        None,
        TALK,
        json!({
            "people": [
                person("Ana Lim", "P1", json!({ "roles": ["Mayor", "chair of the port board"], "key": true, "relevance": 100,
                    "statements": [said("The port is safe and open,", true)] })),
                person("Bo Oud", "P2", json!({ "relevance": 50, "statements": [said("the strike goes on", false)] })),
                person("Cy Dee", "P3", json!({ "not_key": true, "optional": true })),
            ],
            "organisations": [record(TALK, "Harbour Union",
                json!({ "id": "O1", "name": "Harbour Union", "relevance": 25 }))],
            "places": [
                record(TALK, "Cebu", json!({ "id": "L1", "name": "Cebu", "kind": "city", "geoname_id": 1_717_512,
                    "country_code": "PH", "latitude": 10.3167, "longitude": 123.8907, "focus": 1, "relevance": 75 })),
                record(TALK, "Philippines", json!({ "id": "L2", "name": "Philippines", "kind": "country",
                    "geoname_id": 1_694_008, "country_code": "PH", "relevance": 50, "focus": 2 })),
                record(TALK, "Mactan", json!({ "id": "L3", "name": "Mactan", "kind": "landform", "geoname_id": null,
                    "country_code": "PH", "relevance": 0 })),
            ],
        }),
    )
}

fn person(name: &str, id: &str, changes: Value) -> Value {
    let mut person = json!({ "id": id, "name": name, "mentions": [at(TALK, name)] });
    merge(&mut person, changes);
    person
}

#[test]
fn people_are_found_by_any_form_and_those_behind_the_article_are_free() {
    let people = json!([
        person("Lim", "P4", json!({ "roles": ["mayor of a port", "swimmer"], "key": true })),
        person("Cy Dee", "P5", json!({ "key": true })),
        person("Harbour Union", "P6", json!({})),
    ]);
    let report = report(&talk(), &answer(json!({ "people": people })));
    assert_eq!(counts(&report, Measure::People), [2, 1, 2, 1]);
    assert_eq!(counts(&report, Measure::PersonName), [1, 0, 1, 0], "a surname is not the fullest form");
    assert_eq!(counts(&report, Measure::Roles), [2, 1, 2, 1]);
    assert_eq!(counts(&report, Measure::KeyPeople), [1, 1, 2, 1], "a reporter is never key");
}

#[test]
fn statements_need_their_speaker_and_half_of_their_words() {
    let said = |words: &str, direct: bool| record(TALK, words, json!({ "direct": direct }));
    let right = answer(json!({ "people": [
        person("Ana Lim", "P1", json!({ "statements": [said("The port is safe", true)] })),
        person("Bo Oud", "P2", json!({ "statements": [said("the strike goes on", true)] })),
    ] }));
    let right = report(&talk(), &right);
    assert_eq!(counts(&right, Measure::Statements), [2, 2, 2, 2]);
    assert_eq!(counts(&right, Measure::Direct), [2, 1, 2, 1]);
    let wrong = answer(json!({ "people": [
        person("Ana Lim", "P1", json!({ "statements": [said("open", true), said("the strike goes on", false)] })),
    ] }));
    let wrong = report(&talk(), &wrong);
    assert_eq!(counts(&wrong, Measure::Statements), [2, 0, 2, 1], "a word is no half of the sentence");
    assert_eq!(counts(&wrong, Measure::StatementSpeaker), [2, 1, 2, 1]);
}

#[test]
fn places_are_found_by_name_or_id_and_resolved_by_id_or_distance() {
    let place = |name: &str, id: Value, focus: Value, at_words: &str| {
        json!({ "id": format!("L{name}"), "name": name, "kind": "city", "geoname_id": id, "country_code": "PH",
            "latitude": 10.0, "longitude": 123.0, "focus": focus, "mentions": [at(TALK, at_words)] })
    };
    let report = report(
        &talk(),
        &answer(json!({ "locations": [
        place("Cebu", json!(1), json!(1), "Cebu"),
        place("Republic", json!(1_694_008), json!(null), "the Philippines"),
        place("Harbour", json!(7), json!(2), "Harbour"),
    ] })),
    );
    assert_eq!(counts(&report, Measure::Places), [3, 2, 3, 2]);
    assert_eq!(counts(&report, Measure::PlaceId), [2, 1, 2, 1]);
    assert_eq!(counts(&report, Measure::PlaceNear), [1, 1, 1, 1], "the point is 104 km away");
    assert_eq!(counts(&report, Measure::Focus), [2, 1, 2, 1]);
    assert_eq!(counts(&report, Measure::FirstFocus), [1, 1, 1, 1]);
}

#[test]
fn a_place_named_by_adjectives_alone_is_free() {
    let mut mention = at(TALK, "Union");
    merge(&mut mention, json!({ "form": "demonym" }));
    let place = json!({ "id": "L9", "name": "Unionland", "kind": "country", "mentions": [mention] });
    let report = report(&talk(), &answer(json!({ "locations": [place] })));
    assert_eq!(counts(&report, Measure::Places), [3, 0, 0, 0]);
}

#[test]
fn relevance_is_compared_where_it_is_given() {
    let people = |lim: Value, oud: Value| {
        answer(json!({ "people": [
            person("Ana Lim", "P1", json!({ "relevance": lim })),
            person("Bo Oud", "P2", json!({ "relevance": oud })),
        ] }))
    };
    let none = report(&talk(), &people(json!(null), json!(null)));
    assert_eq!(none.score(Measure::Relevance), None);
    let right = report(&talk(), &people(json!(90), json!(80)));
    assert_eq!(counts(&right, Measure::Relevance), [2, 1, 2, 1], "Cebu is missed, Oud is no main part");
    let (right, all) =
        (right.tally(Measure::RelevanceOrder).right, right.tally(Measure::RelevanceOrder).gold);
    let reversed = report(&talk(), &people(json!(10), json!(80)));
    assert!(reversed.tally(Measure::RelevanceOrder).right < right && right < all);
}
