//! The layout of the gazetteer's payload. All numbers are little endian.
//!
//! | part | what |
//! |---|---|
//! | counts | eight `u32`: places, keys, postings, bytes of names, countries, admin1, admin2, zero |
//! | directory | 65,537 `u32`: where the keys of each 16-bit prefix start |
//! | prints | one `u32` a key: bits 16 to 48 of its hash, counted from the top |
//! | values | one `u32` a key: an entry, or (top bit set) where its postings start; bits 24 to 30 are the word's habits |
//! | postings | a count and as many entries |
//! | places | 28 bytes each: countries, then admin1, admin2, features of our own, cities |
//! | codes | two ASCII letters a country, in the order of its place |
//! | names | the names' bytes |
//!
//! An entry is a place's number (bits 0 to 18) and the form of the name (bits 19 to 23).

/// Kind in the artefact's header.
pub const KIND: [u8; 4] = *b"GAZT";
/// Version of the format.
pub const VERSION: u32 = 1;
/// Bytes of the counts.
pub const COUNTS: usize = 32;
/// Entries of the directory.
pub const DIRECTORY: usize = 65_537;
/// Bytes of a place.
pub const PLACE: usize = 28;
/// "None" for a division.
pub const NO_DIVISION: u16 = u16::MAX;
/// "None" for a country.
pub const NO_COUNTRY: u8 = u8::MAX;
/// Set in a value that points to postings.
pub const MANY: u32 = 1 << 31;
/// The bits of a value that hold the entry or the postings' start.
pub const LOW: u32 = (1 << 24) - 1;

/// Puts an entry together.
pub fn entry(place: u32, form: NameForm) -> u32 {
    debug_assert!(place < 1 << 19, "place numbers fit into 19 bits");
    place | (form as u32) << 19
}

/// As what a name names its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameForm {
    /// The name.
    Primary = 0,
    /// Another name.
    Alternate = 1,
    /// The name less a word such as `County` or `Province`.
    Short = 2,
    /// The adjective, or the name of its people.
    Demonym = 3,
    /// An abbreviation in capitals (`TX`, `UK`, `N.Y.`).
    Capitals = 4,
    /// An abbreviation that needs its period (`Calif.`).
    Period = 5,
}

impl NameForm {
    /// The form in an entry's bits; [`NameForm::Alternate`] for bits that no form has.
    pub fn of(bits: u32) -> NameForm {
        match bits {
            0 => NameForm::Primary,
            2 => NameForm::Short,
            3 => NameForm::Demonym,
            4 => NameForm::Capitals,
            5 => NameForm::Period,
            _ => NameForm::Alternate,
        }
    }
}

/// What else a name is, as counted in annotated text and name lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Habits {
    /// How often the word is written in lower case: 0 never, 3 nearly always.
    pub lower: u8,
    /// True if people are called so.
    pub given: bool,
    /// True if families are called so.
    pub family: bool,
    /// How often it names a place where it is a name: 0 not seen, 1 rarely, 2 at times, 3 mostly.
    pub place: u8,
}

impl Habits {
    /// From bits 24 to 30 of a value.
    pub fn of(value: u32) -> Habits {
        let bits = value >> 24;
        Habits {
            lower: (bits & 3) as u8,
            given: bits & 4 != 0,
            family: bits & 8 != 0,
            place: (bits >> 4 & 3) as u8,
        }
    }

    /// As bits 24 to 30 of a value.
    pub fn bits(self) -> u32 {
        (u32::from(self.lower)
            | u32::from(self.given) << 2
            | u32::from(self.family) << 3
            | u32::from(self.place) << 4)
            << 24
    }
}
