//! The embedded gazetteer, and what malformed bytes do.

use super::format::{KIND, NameForm, VERSION};
use super::key::NameKey;
use super::{Gazetteer, Record};
use crate::article::enriched::PlaceKind;
use crate::resources::artefact::{ArtefactError, open, seal, verify};
use crate::resources::{GAZETTEER, Resources};

fn best(name: &str) -> (Record, &'static str) {
    let gazetteer = Resources::embedded().gazetteer();
    let named = gazetteer.find(NameKey::of(name).unwrap()).unwrap_or_else(|| panic!("{name} is missing"));
    let (id, _) = named.places().next().unwrap();
    (gazetteer.record(id), gazetteer.name(id))
}

#[test]
fn the_embedded_artefact_is_whole() {
    verify(&open(GAZETTEER, KIND, VERSION).unwrap()).unwrap();
    assert!(GAZETTEER.len() < 25 << 20);
}

#[test]
fn well_known_names_are_there() {
    let gazetteer = Resources::embedded().gazetteer();
    for (name, kind, id) in [
        ("Armenia", PlaceKind::Country, 174_982),
        ("Texas", PlaceKind::Admin1, 4_736_286),
        ("Middle East", PlaceKind::Region, 6_269_133),
        ("Kyiv", PlaceKind::City, 703_448),
        ("Kiev", PlaceKind::City, 703_448),
        ("Black Sea", PlaceKind::Water, 630_673),
    ] {
        let (record, _) = best(name);
        assert_eq!((record.kind, record.geoname_id), (kind, id), "{name}");
    }
    assert_eq!(best("Kornidzor").0.country.and_then(|country| gazetteer.country_code(country)), Some("AM"));
    assert_eq!(best("Stepanakert").0.geoname_id, best("Khankendi").0.geoname_id);
    let demonym = gazetteer.find(NameKey::of("Armenians").unwrap()).unwrap();
    assert!(demonym.places().any(|(_, form)| form == NameForm::Demonym));
    let (laurel, name) = best("Laurel County");
    assert_eq!(name, "Laurel County");
    assert_eq!(laurel.admin1.map(|id| gazetteer.name(id)), Some("Kentucky"));
}

#[test]
fn malformed_bytes_are_an_error_or_an_empty_answer() {
    for length in [0, 10, 31, 32, 100, 4096] {
        let bytes = seal(KIND, VERSION, &vec![0xff; length]);
        assert!(matches!(Gazetteer::open(&bytes), Err(ArtefactError::Payload(_))), "{length}");
    }
    assert!(Gazetteer::open(b"nothing").is_err());
    // Counts that fit, and everything behind them out of range.
    let mut payload = vec![0; super::COUNTS];
    payload[..4].copy_from_slice(&1_u32.to_le_bytes());
    payload[4..8].copy_from_slice(&1_u32.to_le_bytes());
    payload.resize(super::COUNTS + super::DIRECTORY * 4 + 8 + super::PLACE, 0xff);
    let bytes = seal(KIND, VERSION, &payload);
    let gazetteer = Gazetteer::open(&bytes).unwrap();
    assert!(gazetteer.find(NameKey::of("Paris").unwrap()).is_none());
    assert_eq!(gazetteer.name(0), "");
    assert_eq!(gazetteer.name(77), "");
    assert_eq!(gazetteer.record(77).country, None);
}
