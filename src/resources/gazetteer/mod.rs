//! The gazetteer: names to places, read where they lie in the artefact's bytes.

pub mod format;
pub mod key;

use std::fmt;

use super::artefact::{self, Artefact, ArtefactError};
use crate::article::enriched::PlaceKind;
use format::{COUNTS, DIRECTORY, Habits, KIND, LOW, MANY, NO_COUNTRY, NO_DIVISION, NameForm, PLACE, VERSION};
use key::NameKey;

/// Number of a place in the gazetteer.
pub type PlaceId = u32;

/// A compiled gazetteer. It holds slices only: opening reads the counts and checks that the parts fit.
pub struct Gazetteer<'a> {
    checksum: &'a [u8],
    counts: [u32; 8],
    directory: &'a [u8],
    prints: &'a [u8],
    values: &'a [u8],
    postings: &'a [u8],
    places: &'a [u8],
    codes: &'a [u8],
    names: &'a [u8],
}

impl fmt::Debug for Gazetteer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gazetteer").field("counts", &self.counts).finish_non_exhaustive()
    }
}

/// A place as the gazetteer has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// GeoNames id; 0 where none is known.
    pub geoname_id: u32,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// The first-level division.
    pub admin1: Option<PlaceId>,
    /// The second-level division.
    pub admin2: Option<PlaceId>,
    /// The country.
    pub country: Option<u8>,
    /// What it is.
    pub kind: PlaceKind,
    /// True if it is the seat of a country's government.
    pub capital: bool,
    /// True if it is the seat of a division.
    pub seat: bool,
    /// True if it is of the overlay, which outranks towns of the same name.
    pub ours: bool,
    /// In how many ways and languages it is named: the better known, the more.
    pub fame: u8,
    /// 25 times the decimal logarithm of the people who live there; for divisions, in their cities.
    pub size: u8,
}

/// What the gazetteer has under a name.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    entries: Entries<'a>,
    /// What else the name is.
    pub habits: Habits,
}

#[derive(Debug, Clone, Copy)]
enum Entries<'a> {
    One(u32),
    Many(&'a [u8]),
}

impl<'a> Named<'a> {
    /// The places of that name, the best known first, and as what the name names them.
    pub fn places(self) -> impl Iterator<Item = (PlaceId, NameForm)> + 'a {
        let (one, many) = match self.entries {
            Entries::One(entry) => (Some(entry), &[][..]),
            Entries::Many(bytes) => (None, bytes),
        };
        one.into_iter()
            .chain(
                many.chunks_exact(4)
                    .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])),
            )
            .map(|entry| (entry & 0x7_ffff, NameForm::of(entry >> 19 & 31)))
    }
}

impl<'a> Gazetteer<'a> {
    /// Opens an artefact.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ArtefactError> {
        let Artefact { payload, checksum } = artefact::open(bytes, KIND, VERSION)?;
        let malformed = |what: &str| ArtefactError::Payload(format!("gazetteer: {what}"));
        if payload.len() < COUNTS {
            return Err(malformed("the counts are missing"));
        }
        let mut counts = [0; 8];
        for (index, count) in counts.iter_mut().enumerate() {
            *count = word(payload, index).unwrap_or_default();
        }
        let [places, keys, postings, names, countries, admin1, admin2, _] =
            counts.map(|count| count as usize);
        if countries > usize::from(NO_COUNTRY) || countries + admin1 + admin2 > usize::from(NO_DIVISION) {
            return Err(malformed("more countries or divisions than their numbers can name"));
        }
        if countries + admin1 + admin2 > places {
            return Err(malformed("fewer places than countries and divisions"));
        }
        let mut rest = &payload[COUNTS..];
        let mut part = |length: usize, what: &str| {
            let (part, after) = rest
                .split_at_checked(length)
                .ok_or_else(|| malformed(&format!("{what} end before their count")))?;
            rest = after;
            Ok(part)
        };
        let gazetteer = Self {
            checksum,
            counts,
            directory: part(DIRECTORY * 4, "the directory's entries")?,
            prints: part(keys * 4, "the prints")?,
            values: part(keys * 4, "the values")?,
            postings: part(postings * 4, "the postings")?,
            places: part(places * PLACE, "the places")?,
            codes: part(countries * 2, "the country codes")?,
            names: part(names, "the names")?,
        };
        if rest.is_empty() { Ok(gazetteer) } else { Err(malformed("bytes are left after the names")) }
    }

    /// SHA-256 of the payload.
    pub fn checksum(&self) -> &'a [u8] {
        self.checksum
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.counts[0] as usize
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.counts[0] == 0
    }

    /// What is known under a name.
    pub fn find(&self, key: NameKey) -> Option<Named<'a>> {
        let bits = key.bits();
        let bucket = (bits >> 48) as usize;
        let (start, end) =
            (word(self.directory, bucket)? as usize, word(self.directory, bucket + 1)? as usize);
        let prints = self.prints.get(start * 4..end * 4)?;
        let wanted = ((bits >> 16) as u32).to_le_bytes();
        let at = prints.chunks_exact(4).position(|print| print == wanted)?;
        let value = word(self.values, start + at)?;
        let low = (value & LOW) as usize;
        let entries = if value & MANY == 0 {
            Entries::One(value & LOW)
        } else {
            let count = word(self.postings, low)? as usize;
            Entries::Many(self.postings.get((low + 1) * 4..(low + 1 + count) * 4)?)
        };
        Some(Named { entries, habits: Habits::of(value & !MANY) })
    }

    /// The place of that number; an empty one for a number that none has.
    pub fn record(&self, id: PlaceId) -> Record {
        let start = id as usize * PLACE;
        let empty = &[0xff; PLACE][..];
        let row = self.places.get(start..start + PLACE).unwrap_or(empty);
        let number = |at: usize| u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]);
        let division = |at: usize| {
            let number = u16::from_le_bytes([row[at], row[at + 1]]);
            (number != NO_DIVISION).then_some(PlaceId::from(number))
        };
        Record {
            geoname_id: number(0),
            latitude: number(4).cast_signed() as f32 / 1e5,
            longitude: number(8).cast_signed() as f32 / 1e5,
            population: number(12),
            admin1: division(20),
            admin2: division(22),
            country: (row[24] != NO_COUNTRY).then_some(row[24]),
            kind: kind(row[25] & 15),
            capital: row[25] & 16 != 0,
            seat: row[25] & 32 != 0,
            ours: row[25] & 64 != 0,
            fame: row[26],
            size: row[27],
        }
    }

    /// The point of a place in degrees, as exact as the gazetteer has it.
    pub fn point(&self, id: PlaceId) -> Option<(f64, f64)> {
        let row = self.places.get(id as usize * PLACE..)?;
        let degrees = |index| word(row, index).map(|bits| f64::from(bits.cast_signed()) / 1e5);
        Some((degrees(1)?, degrees(2)?))
    }

    /// The name of a place.
    pub fn name(&self, id: PlaceId) -> &'a str {
        let name = || {
            let packed = word(self.places.get(id as usize * PLACE..)?, 4)?;
            let (start, length) = ((packed & LOW) as usize, (packed >> 24) as usize);
            std::str::from_utf8(self.names.get(start..start + length)?).ok()
        };
        name().unwrap_or_default()
    }

    /// ISO 3166-1 alpha-2 of a country's number.
    pub fn country_code(&self, country: u8) -> Option<&'a str> {
        let start = usize::from(country) * 2;
        std::str::from_utf8(self.codes.get(start..start + 2)?).ok()
    }

    /// The country's number for a code.
    pub fn country(&self, code: &str) -> Option<u8> {
        self.codes
            .chunks_exact(2)
            .position(|known| known.eq_ignore_ascii_case(code.as_bytes()))
            .map(|at| at as u8)
    }
}

/// The `index`th number of `bytes`.
fn word(bytes: &[u8], index: usize) -> Option<u32> {
    let bytes = bytes.get(index * 4..index * 4 + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// Kinds by their number in a place's bytes.
const KINDS: [PlaceKind; 11] = [
    PlaceKind::Continent,
    PlaceKind::Region,
    PlaceKind::Country,
    PlaceKind::Admin1,
    PlaceKind::Admin2,
    PlaceKind::City,
    PlaceKind::District,
    PlaceKind::Water,
    PlaceKind::Landform,
    PlaceKind::Facility,
    PlaceKind::Other,
];

fn kind(number: u8) -> PlaceKind {
    KINDS.get(usize::from(number)).copied().unwrap_or(PlaceKind::Other)
}

/// The number of a kind in a place's bytes.
pub fn kind_number(kind: PlaceKind) -> u8 {
    KINDS.iter().position(|&known| known == kind).unwrap_or(KINDS.len() - 1) as u8
}

#[cfg(test)]
mod tests;
