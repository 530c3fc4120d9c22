//! Names of places that name something else, and small names that lie where the text says.

use super::{names_of, places};

#[test]
fn two_capitals_are_a_state_behind_its_town_alone() {
    for (text, state) in [
        ("The ruling by the Supreme Court (SC) was welcomed.", "South Carolina"),
        ("The Labour Department (LA) approved 300 visas.", "Louisiana"),
        ("The Health Insurance Fund (HI) paid the clinics.", "Hawaii"),
        ("The Public Accounts Committee (PA) heard the ministry.", "Pennsylvania"),
        ("An MS diagnosis followed.", "Mississippi"),
        ("Two CT scans followed.", "Connecticut"),
        ("The company (NB) said profit rose.", "New Brunswick"),
        ("He won a medal in the NL category.", "Newfoundland and Labrador"),
        ("The OK from regulators came on Friday.", "Oklahoma"),
        ("Its ME unit grew, the firm said.", "Maine"),
    ] {
        assert!(!names_of(text).contains(&state.to_owned()), "{text}");
    }
    for (text, state) in [
        ("TOLEDO, OH - A fire destroyed a barn.", "Ohio"),
        ("MONCTON (NB) - A fire destroyed a barn.", "New Brunswick"),
        ("A man from Spokane, WA, died in the crash.", "Washington"),
        ("Louisiana has 64 parishes. Teachers in LA want more pay.", "Louisiana"),
    ] {
        assert!(names_of(text).contains(&state.to_owned()), "{text}: {:?}", names_of(text));
    }
}

#[test]
fn firms_and_machines_called_after_places_are_none() {
    for text in [
        "The Power Co. raised its prices.",
        "Eagle Mining Co. fell 3%.",
        "Two C-130 Hercules landed with aid.",
        "The Hercules aircraft carried food.",
        "The Phoenix drone was tested by the army.",
        "She drove a Chevrolet Malibu.",
        "A Ford Galaxy and a Seat Toledo were stolen.",
        "Police stopped a Hyundai Santa Fe.",
        "The Boston rifle was found in a ditch.",
        "A Cessna Columbia went missing.",
        "The Aurora spacecraft reached its orbit.",
    ] {
        assert_eq!(names_of(text), [""; 0], "{text}");
    }
    for (text, place) in [
        ("The Kharkiv missile attack killed nine.", "Kharkiv"),
        ("A London taxi was stolen.", "London"),
        ("He fled to Clark Co., Ohio, last week.", "Ohio"),
    ] {
        assert!(names_of(text).contains(&place.to_owned()), "{text}: {:?}", names_of(text));
    }
}

/// The country of the record that a mention has; `-` without one.
fn country(text: &str, mention: &str) -> String {
    let found = places(text);
    let place = found.iter().find(|place| {
        place.mentions.iter().any(|own| &text[own.span.start as usize..own.span.end as usize] == mention)
    });
    let known = place.filter(|place| place.point.is_some());
    known.and_then(|place| place.country_code.clone()).unwrap_or_else(|| "-".to_owned())
}

#[test]
fn a_quarter_lies_in_the_town_that_the_text_names() {
    for (text, mention, right) in [
        ("A gas leak closed two streets in the Maplewood neighborhood of Halifax.", "Maplewood", "-"),
        ("Homes were searched in the Bella Vista district of Lagos.", "Bella Vista", "-"),
        ("Nairobi's Richmond suburb was without water.", "Richmond", "-"),
        ("Kanyama, a township of Lusaka, was flooded.", "Kanyama", "-"),
        ("The body was found in Hyde Park, a suburb of Johannesburg.", "Hyde Park", "-"),
        ("Dhaka's Bloomfield area was cordoned off.", "Bloomfield", "-"),
        ("Residents of the Lexington quarter of Tunis marched.", "Lexington", "-"),
        ("Police searched flats in the Kew suburb of Melbourne.", "Kew", "AU"),
        ("Shops in the Parramatta district of Sydney were looted.", "Parramatta", "AU"),
        ("Bude and Exmouth in Devon have clean beaches.", "Exmouth", "GB"),
        ("The shop in Brixton, a district of London, was looted.", "Brixton", "GB"),
    ] {
        assert_eq!(country(text, mention), right, "{mention} in {text:?}");
    }
}

#[test]
fn rivers_relatives_firms_and_parts_of_foreign_names_are_no_places() {
    for (text, wrong) in [
        ("Floods spread along the Niger and Benue rivers in Nigeria.", "Niger"),
        ("Floods spread along the Niger and Benue rivers in Nigeria.", "Benue"),
        ("Farms failed along the Jordan, officials said.", "Jordan"),
        ("Anglers met on the Wye.", "Wye"),
        ("He leaves his wife of 61 years, Enid, and four children.", "Enid"),
        ("His wife, Florence, and a daughter, Adelaide, survive him.", "Florence"),
        ("His wife, Florence, and a daughter, Adelaide, survive him.", "Adelaide"),
        ("\"We ran,\" said Maria das Dores Lima, 58.", "Lima"),
        ("Larkspur Therapeutics, Inc. said sales doubled. Larkspur employs 94 people.", "Larkspur"),
        ("The ferry to Port aux Basques resumed on Wednesday.", "Basque Country"),
        ("The truck Huracan del Sur won the stage.", "Sur"),
        ("Grupo Bimbo said sales rose.", "Bimbo"),
        ("Former mayor Rodrigo Lagos went on trial. Lagos, 61, denies it.", "Lagos"),
        ("The tunnel machine Selma broke through in Oslo. Selma weighs 900 tonnes.", "Selma"),
    ] {
        assert!(!names_of(text).contains(&wrong.to_owned()), "{wrong} in {text:?}");
    }
    for (text, right) in [
        ("They live in the Gambia, and on the Algarve.", "Gambia"),
        ("Rain fell across the Punjab.", "Punjab"),
        ("Talks began in Jordan.", "Jordan"),
        ("Mayor Rodrigo Lagos flew home. He has family in Lagos.", "Lagos"),
        ("The couple moved to Preston, a former mill town.", "Preston"),
        ("They drove to Milton, a suburb of Boston.", "Milton"),
        ("Bedford Mining Ltd opened an office in Bedford. Bedford has 100,000 people.", "Bedford"),
        ("A ship left Port of Spain for Rio de Janeiro.", "Rio de Janeiro"),
        ("It passed Stoke-on-Trent and Boulogne-sur-Mer.", "Boulogne-sur-Mer"),
        ("The tanker Exxon Valdez ran aground near Valdez, Alaska. Workers left Valdez.", "Valdez"),
    ] {
        let found = names_of(text);
        assert!(found.iter().any(|name| name.contains(right)), "{right} in {text:?}: {found:?}");
    }
}

#[test]
fn a_dateline_names_the_city_and_not_the_state_of_its_name() {
    let kind = |text: &str, name: &str| {
        let found = places(text).into_iter().find(|place| place.name.starts_with(name));
        found.map(|place| place.kind)
    };
    let city = "NEW YORK, June 17 (Wire) - Shares fell on Monday. Traders in New York shrugged.";
    assert_eq!(kind(city, "New York"), Some(crate::article::enriched::PlaceKind::City));
    let state = "ALBANY, N.Y. (AP) - New York lawmakers passed a bill. New York state will pay.";
    assert_eq!(kind(state, "New York"), Some(crate::article::enriched::PlaceKind::Admin1));
}

#[test]
fn another_name_of_a_small_town_abroad_is_no_record() {
    let darfur = "Shells fell on Kutum and Tawila in North Darfur, Sudan. People fled to Nyala.";
    assert_eq!(country(darfur, "Tawila"), "-");
    assert_eq!(country("Shops in Eastleigh, a suburb of Nairobi, closed.", "Eastleigh"), "-");
    let abroad = "The envoy flew from Chicago to Kiev and Frankfurt. In Houston, protesters marched.";
    assert_eq!(country(abroad, "Kiev"), "UA");
    assert_eq!(country("He was born in Clacton and lives in Chicago and Houston.", "Clacton"), "GB");
}

#[test]
fn the_money_of_an_article_says_where_its_towns_lie() {
    assert_eq!(country("Councillors in Ludlow approved a £9 million bridge.", "Ludlow"), "GB");
    assert_eq!(country("The school in Worcester got £200.", "Worcester"), "GB");
    assert_ne!(country("The school in Worcester got $200.", "Worcester"), "-");
}
