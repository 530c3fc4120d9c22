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

proptest::proptest! {
    #[test]
    fn any_text_is_survived(title in proptest::option::of("\\PC{0,40}"), body in "(\\PC|[a-zA-Z .'-]{3}){0,80}") {
        labels(title.as_deref(), &body);
    }
}
