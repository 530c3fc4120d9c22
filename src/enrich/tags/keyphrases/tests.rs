use super::*;
use crate::article::Article;
use crate::resources::Resources;

fn labels(title: Option<&str>, body: &str) -> Vec<String> {
    let document = Document::new(title, body);
    let mut words = Words::default();
    words.read(&document);
    let article = Article { body: body.into(), ..Article::default() };
    let surroundings =
        Surroundings { article: &article, people: &[], organisations: &[], places: &[], figures: &[] };
    let table = Resources::embedded().words();
    let tags = find(&document, &words, surroundings, table, &mut Candidates::default());
    for tag in &tags {
        for evidence in &tag.evidence {
            let Evidence::Text(span) = evidence else { panic!("{tag:?}") };
            assert!(!document.slice(*span).is_empty());
        }
    }
    tags.into_iter().map(|tag| tag.label).collect()
}

const FERRY: &str = "The ferry operator Nordlink will close its harbour terminal in Velburg next month. \
    Nordlink said the harbour terminal loses money. Mayor Petra Lindqvist called the closure a blow to Velburg, \
    where ferry workers protested on Monday. Ferry workers fear for two hundred jobs, their union said. \
    The harbour terminal was built in 1974.";

#[test]
fn repeated_phrases_and_names_come_out() {
    let labels = labels(None, FERRY);
    for expected in ["harbour terminal", "Petra Lindqvist", "Velburg"] {
        assert!(labels.iter().any(|label| label == expected), "{expected} in {labels:?}");
    }
    assert!((5..=10).contains(&labels.len()), "{labels:?}");
}

#[test]
fn no_two_are_the_same_thing() {
    let labels = labels(None, FERRY);
    assert!(!labels.iter().any(|label| label == "Lindqvist"), "{labels:?}");
    let distinct: std::collections::BTreeSet<_> = labels.iter().map(|label| label.to_lowercase()).collect();
    assert_eq!(distinct.len(), labels.len());
}

#[test]
fn little_text_gives_little() {
    assert!(labels(None, "").is_empty());
    assert!(labels(None, "12 34").is_empty());
    assert_eq!(labels(None, "Earthquake"), ["earthquake"]);
}

/// Fails if a label has one of these words.
fn assert_without(labels: &[String], wrong: &[&str]) {
    for label in labels {
        assert!(!label.split(' ').any(|word| wrong.contains(&word)), "{label} in {labels:?}");
    }
}

#[test]
fn phrases_end_at_verbs_that_look_like_nouns() {
    for (title, body, wrong) in [
        (
            "Narva jails builder over bridge contracts",
            "The court in Narva heard of four bridge contracts.",
            "jails",
        ),
        ("Lagos to ban plastic bags", "Lagos will ban plastic bags in markets from January.", "ban"),
        ("Volcano forces thousands from homes", "The volcano threw ash on fourteen villages.", "forces"),
        ("Banks cut mortgage rates", "Two large banks cut mortgage rates on Friday.", "cut"),
        ("Fishermen fear new gas platform", "The gas platform will close fishing grounds.", "fear"),
        ("Demand for electricity hit a record", "Demand for electricity hit a record in May.", "hit"),
        (
            "Prosecutor steered school contracts",
            "A prosecutor steered school contracts to a builder.",
            "steered",
        ),
        ("Shops that break rules face fines", "Shops that break the rule face fines.", "face"),
    ] {
        assert_without(&labels(Some(title), body), &[wrong]);
    }
    // The same words as nouns stay.
    let labels =
        labels(None, "A power cut lasted six hours. The minister signed the arms deal on a fishing boat.");
    for kept in ["power cut", "arms deal", "fishing boat"] {
        assert!(labels.iter().any(|label| label == kept), "{kept} in {labels:?}");
    }
}

#[test]
fn what_names_no_subject_is_left_out() {
    let text = "The plant in a southern town holds 25 trillion cubic feet of gas at 47 degrees Celsius, its chief \
        executive said. A Greek said a new pipeline would cost a 4.2 billion euro loan.";
    let labels = labels(Some("Gas plant opens"), text);
    assert_without(
        &labels,
        &["town", "feet", "degrees", "celsius", "Celsius", "executive", "Greek", "new", "euro"],
    );
    assert!(labels.iter().any(|label| label == "gas plant"), "{labels:?}");
}

#[test]
fn the_subject_is_always_there() {
    let filler = "The food safety inspectorate of the region opened an inquiry into the frozen goods factory, and the \
        regional health service advised hospital kitchens, school canteens, street vendors and supermarket chains.";
    let text =
        format!("Inspectors have recalled frozen pierogi. {filler} Shoppers can bring the pierogi back.");
    let labels = labels(Some("Thousands of pierogi recalled"), &text);
    assert!(labels.iter().any(|label| label.contains("pierogi")), "{labels:?}");
}

#[test]
fn labels_keep_the_capitals_of_nations_and_the_apostrophes_of_names() {
    let labels = labels(
        Some("Norwegian salmon farm sold"),
        "A Norwegian salmon farm was sold. The Vessel Owners' Association objected. The Vessel Owners' Association may sue.",
    );
    assert!(labels.iter().any(|label| label.starts_with("Norwegian salmon")), "{labels:?}");
    assert!(!labels.iter().any(|label| label == "Vessel Owners Association"), "{labels:?}");
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(title in proptest::option::of("\\PC{0,40}"), body in "(\\PC|[a-zA-Z .'-]{3}){0,80}") {
        labels(title.as_deref(), &body);
    }
}
