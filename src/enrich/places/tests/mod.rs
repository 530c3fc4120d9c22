//! Places of small texts, and of any text.

mod none;
mod unrecorded;
mod world;

use proptest::prelude::*;

use super::{Home, HomeError, Options, Place, Scratch, find};
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::Document;
use crate::enrich::names;
use crate::resources::Resources;

fn places_at(text: &str, home: Option<&str>) -> Vec<Place> {
    let home = home.map(|name| Home::find(name, Resources::embedded().gazetteer()).unwrap());
    find_in_document(&Document::new(None, text), &Options { home })
}

fn find_in_document(document: &Document, options: &Options) -> Vec<Place> {
    let resources = Resources::embedded();
    let mentions = names::tag(document, resources, &mut names::Scratch::default());
    find(document, &mentions, options, resources, &mut Scratch::default())
}

fn places_in(document: &Document) -> Vec<Place> {
    find_in_document(document, &Options::default())
}

fn places(text: &str) -> Vec<Place> {
    places_at(text, None)
}

fn one<'a>(places: &'a [Place], name: &str) -> &'a Place {
    places.iter().find(|place| place.name == name).unwrap_or_else(|| panic!("no {name} in {places:#?}"))
}

#[test]
fn a_container_decides() {
    let found = places("The fair opens in Paris, Texas, on Monday.");
    assert_eq!(one(&found, "Paris").admin1.as_deref(), Some("Texas"));
    let found = places("The fair opens in Paris on Monday, the French minister said.");
    assert_eq!(one(&found, "Paris").country_code.as_deref(), Some("FR"));
    assert_eq!(one(&found, "France").mentions[0].form, PlaceForm::Demonym);
}

#[test]
fn abbreviations_need_their_capitals_or_period() {
    let found = places("SACRAMENTO, Calif. (AP) - The senator flew from the U.S. to Britain.");
    assert_eq!(one(&found, "California").mentions[0].form, PlaceForm::Abbreviation);
    assert_eq!(one(&found, "United States").kind, PlaceKind::Country);
    assert!(places("It was in or near me, ok, hi.").is_empty());
}

#[test]
fn two_names_of_one_place_are_one_place() {
    let found = places(
        "People fled from Stepanakert on Monday. The road to Khankendi, as Azerbaijan calls the town, was closed.",
    );
    assert_eq!(one(&found, "Khankendi").mentions.len(), 2);
}

#[test]
fn the_home_decides_where_nothing_else_does() {
    let text = "A fire broke out in Springfield on Tuesday, the mayor said.";
    assert_eq!(
        one(&places_at(text, Some("Peoria, Illinois")), "Springfield").admin1.as_deref(),
        Some("Illinois")
    );
    assert_eq!(one(&places_at(text, Some("Columbus, Ohio")), "Springfield").admin1.as_deref(), Some("Ohio"));
    let gazetteer = Resources::embedded().gazetteer();
    assert!(matches!(Home::find("Xyzzyville", gazetteer), Err(HomeError::Unknown(_))));
    assert!(matches!(Home::find("Columbus, France", gazetteer), Err(HomeError::NotInside { .. })));
}

/// Names of the places found.
fn names_of(text: &str) -> Vec<String> {
    places(text).into_iter().map(|place| place.name).collect()
}

#[test]
fn people_papers_and_common_words_are_no_places() {
    for text in [
        "Paris Hilton came to the court on Monday with her lawyer.",
        "The Washington Post wrote on Tuesday that the bank had known of it.",
        "Michael Jordan bought a stake in the team. Jordan said he would keep it.",
        "Reading is good for children. Nice people came to read in August.",
        "The fund paid US$40 million and then 12 million.",
    ] {
        assert_eq!(names_of(text), [""; 0], "{text}");
    }
}

#[test]
fn one_name_two_places() {
    let state = places("Voters in Georgia go to the polls on Tuesday; lines formed in Atlanta and Savannah.");
    assert_eq!(one(&state, "Georgia").kind, PlaceKind::Admin1);
    let country = places("Protesters gathered in Tbilisi after Georgia's parliament passed the law.");
    assert_eq!(one(&country, "Georgia").kind, PlaceKind::Country);
}

#[test]
fn a_government_named_by_its_capital_is_a_place() {
    let found = places("MOSCOW - Moscow said on Monday that it would answer, and the minister kept silent.");
    assert_eq!(one(&found, "Moscow").mentions.len(), 2);
}

#[test]
fn a_town_stands_before_the_division_named_after_it() {
    let found = places("The minister flew from Amman to Vienna on Sunday.");
    assert_eq!(one(&found, "Amman").kind, PlaceKind::City);
    assert_eq!(one(&found, "Vienna").kind, PlaceKind::City);
    let found = places("Fighting went on in Herat province on Sunday.");
    assert_eq!(found[0].kind, PlaceKind::Admin1);
}

#[test]
fn spellings_of_one_town() {
    let found = places("The convoy left Xank\u{259}ndi on Sunday, and people fled from Stepanakert.");
    assert_eq!(one(&found, "Khankendi").mentions.len(), 2);
    let found = places("Kiev was quiet on Sunday. In Kyiv the mayor said that power was back.");
    assert_eq!(one(&found, "Kyiv").mentions.len(), 2);
}

#[test]
fn what_no_gazetteer_has_is_kept() {
    let found = places("Residents of Lake Road were told to leave.");
    assert_eq!(one(&found, "Lake Road").geoname_id, None);
    let found = places("The man was shot on 42nd Street on Monday.");
    assert_eq!(one(&found, "42nd Street").geoname_id, None);
    let found = places("The flood destroyed the village of Qarabuldaq, where 200 families live.");
    assert_eq!(one(&found, "Qarabuldaq").point, None);
}

#[test]
fn a_dateline_is_two_places() {
    let found = places("LAHORE, Pakistan (Reuters) - A bomb killed three people at a market on Thursday.");
    assert_eq!(one(&found, "Lahore").country_code.as_deref(), Some("PK"));
    assert_eq!(one(&found, "Pakistan").kind, PlaceKind::Country);
}

#[test]
fn places_of_the_overlay_are_whole() {
    let found = places("The Al-Aqsa Mosque was closed. Shells hit the Zaporizhzhia nuclear power plant.");
    assert_eq!(one(&found, "Al-Aqsa Mosque").kind, PlaceKind::Facility);
    assert_eq!(one(&found, "Zaporizhzhia nuclear plant").kind, PlaceKind::Facility);
}

proptest! {
    #[test]
    fn any_text_gives_places_inside_it(
        body in "(\\PC|[ \n.,'’\"-]|Paris|Texas|U\\.S\\.|St\\. |North |Lake |Street|County ){0,120}",
    ) {
        let document = Document::new(None, &body);
        let mut scratch = Scratch::default();
        let resources = Resources::embedded();
        let mentions = names::tag(&document, resources, &mut names::Scratch::default());
        let first = find(&document, &mentions, &Options::default(), resources, &mut scratch);
        let second = find(&document, &mentions, &Options::default(), resources, &mut scratch);
        prop_assert_eq!(&first, &second);
        let mut spans: Vec<_> = first.iter().flat_map(|place| &place.mentions).map(|mention| mention.span).collect();
        spans.sort();
        for pair in spans.windows(2) {
            prop_assert!(!pair[0].overlaps(pair[1]));
        }
        for span in spans {
            prop_assert!(!span.is_empty() && document.text().get(span.range()).is_some());
        }
    }
}
