//! Places of small texts, and of any text.

use proptest::prelude::*;

use super::{Home, HomeError, Options, Place, Scratch, find};
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::Document;
use crate::enrich::names;
use crate::resources::Resources;

fn places_at(text: &str, home: Option<&str>) -> Vec<Place> {
    let resources = Resources::embedded();
    let home = home.map(|name| Home::find(name, resources.gazetteer()).unwrap());
    let document = Document::new(None, text);
    let mentions = names::tag(&document, resources, &mut names::Scratch::default());
    find(&document, &mentions, &Options { home }, resources, &mut Scratch::default())
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
            prop_assert!(!span.is_empty() && body.is_char_boundary(span.start as usize) && body.is_char_boundary(span.end as usize));
        }
    }
}
