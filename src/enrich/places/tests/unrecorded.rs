//! Places without a record: kind and country.

use super::places_in;
use crate::document::Document;
use crate::enrich::places::describe_unrecorded;

/// Kind and country of a name without a record.
fn described(text: &str, name: &str) -> (String, String) {
    let document = Document::new(None, text);
    let mut found = places_in(&document);
    describe_unrecorded(&document, &mut found);
    let place = found.iter().find(|place| place.name == name);
    let place = place.unwrap_or_else(|| panic!("{name} is not found in {text:?}"));
    assert!(place.geoname_id.is_none() && place.point.is_none(), "{name} has a record");
    let kind = serde_json::to_value(place.kind).unwrap().as_str().unwrap().to_owned();
    (kind, place.country_code.clone().unwrap_or_default())
}

#[test]
fn the_text_says_what_kind_of_place_it_is_and_where() {
    for (text, name, kind, country) in [
        ("Fishermen found 13 bodies near the village of Mtoa, north of Kalemie.", "Mtoa", "city", "CD"),
        ("The village of Kasulenge in Uganda was buried by mud.", "Kasulenge", "city", "UG"),
        ("A bus fell into the Zuvari River near Tbilisi in Georgia.", "Zuvari River", "water", "GE"),
        ("Climbers died on Mount Ushbari in Kyrgyzstan.", "Mount Ushbari", "landform", "KG"),
        ("Two men drowned in Lake Olbaro in Kenya.", "Lake Olbaro", "water", "KE"),
        ("A fire broke out on Tollan Street in Leeds.", "Tollan Street", "facility", "GB"),
        ("The Brevik Mountains in Norway had no snow.", "Brevik Mountains", "landform", "NO"),
        ("Police searched homes in the Oduro suburb of Accra.", "Oduro", "district", "GH"),
        ("Peru lost to Chile near Quellabamba on Sunday.", "Quellabamba", "other", ""),
    ] {
        assert_eq!(described(text, name), (kind.to_owned(), country.to_owned()), "{text}");
    }
}

#[test]
fn the_country_is_that_of_the_article_where_its_places_agree() {
    let text = "Hungary closed a road. Police in Budapest and Szeged were told. Later a car was found near the village of Alsoverd.";
    assert_eq!(described(text, "Alsoverd").1, "HU");
    let text = "Hungary and Serbia closed a road. Police in Szeged and Subotica were told. A car was found near the village of Alsoverd.";
    assert_eq!(described(text, "Alsoverd").1, "");
}
