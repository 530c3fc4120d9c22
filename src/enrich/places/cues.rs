//! Words around a name that tell whether it is a place.

use std::sync::LazyLock;

use crate::document::{Token, hash_lower};
use crate::lexicon::WordList;

/// What a word near a name says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Cue {
    /// A place follows: `in`, `near`.
    Into,
    /// `of`.
    Of,
    /// A person follows: `Mr.`, `President`.
    Title,
    /// The one before speaks or acts: `said`.
    Said,
    /// A body of local government or an authority that is named after its place: `Police`, `Council`.
    Authority,
    /// A school, hospital or church, named after a place or a person: `University`, `Hospital`.
    Institution,
    /// A business, medium or club: `Times`, `Bank`, `United`.
    Business,
    /// The last word of a place's name: `Street`, `River`.
    Head,
    /// The first word of a place's name: `Lake`, `Mount`.
    Opener,
    /// A direction: `north`, `eastern`.
    Direction,
    /// A common noun for a place: `city`, `province`, `residents`.
    Noun,
    /// A month or a day.
    Calendar,
    /// `and`, `or`.
    And,
    /// `the`.
    The,
    /// What may stand in lower case inside a name: `of`, `de`, `upon`.
    Inner,
    /// What may end a feature's name in lower case: `corridor`, `nuclear`, `plant`.
    Tail,
    /// What follows a rank, an office of a place: `Mayor`, `Gov.`.
    Office,
    /// War, treaty, accord: the name before it is part of the event's.
    Event,
    /// A sport's word after a club named by its town.
    Sport,
    /// A country's division: `province`, `county`.
    Division,
    /// A place follows that an army takes or a storm hits: `captured`, `shelled`.
    Taken,
    /// An office, an institution or an act of a state: `prime`, `embassy`, `invasion`.
    National,
    /// An office or an institution of a division: `governor`, `legislature`.
    Governor,
    /// A word of towns: `downtown`, `mayor`.
    Town,
    /// A preposition between a noun and the place that it concerns: `with`, `on`.
    Link,
    /// A word that ends the noun phrase before it: `that`, `when`, `because`.
    Function,
}

/// Cues with features in recognition: the first ones. The others serve resolution and the rules.
pub(super) const CUES: usize = 21;

static WORDS: [(Cue, WordList); 26] = [
    (Cue::Into, WordList::new("place_cues", "INTO")),
    (Cue::Of, WordList::new("place_cues", "OF")),
    (Cue::Title, WordList::new("place_cues", "TITLE")),
    (Cue::Office, WordList::new("place_cues", "OFFICE")),
    (Cue::Said, WordList::new("place_cues", "SAID")),
    (Cue::Authority, WordList::new("place_cues", "AUTHORITY")),
    (Cue::Institution, WordList::new("place_cues", "INSTITUTION")),
    (Cue::Business, WordList::new("place_cues", "BUSINESS")),
    (Cue::Sport, WordList::new("place_cues", "SPORT")),
    (Cue::Head, WordList::new("place_cues", "HEAD")),
    (Cue::Opener, WordList::new("place_cues", "OPENER")),
    (Cue::Direction, WordList::new("place_cues", "DIRECTION")),
    (Cue::Noun, WordList::new("place_cues", "NOUN")),
    (Cue::Calendar, WordList::new("place_cues", "CALENDAR")),
    (Cue::And, WordList::new("place_cues", "AND")),
    (Cue::The, WordList::new("place_cues", "THE")),
    (Cue::Inner, WordList::new("place_cues", "INNER")),
    (Cue::Tail, WordList::new("place_cues", "TAIL")),
    (Cue::Division, WordList::new("place_cues", "DIVISION")),
    (Cue::Event, WordList::new("place_cues", "EVENT")),
    (Cue::Taken, WordList::new("place_cues", "TAKEN")),
    (Cue::National, WordList::new("place_cues", "NATIONAL")),
    (Cue::Governor, WordList::new("place_cues", "GOVERNOR")),
    (Cue::Town, WordList::new("place_cues", "TOWN")),
    (Cue::Link, WordList::new("place_cues", "LINK")),
    (Cue::Function, WordList::new("place_cues", "FUNCTION")),
];

/// Slots of the table: a power of two, three times as many as there are words.
const SLOTS: usize = 2048;

/// The words' keys with their cues, each in the first free slot from its own on; no cues in a free slot.
static TABLE: LazyLock<Vec<(u64, Cues)>> = LazyLock::new(|| {
    let mut table = vec![(0, Cues::default()); SLOTS];
    for (cue, words) in &WORDS {
        for key in words.iter().map(|word| hash_lower(word)) {
            let mut at = slot(key);
            while table[at].1 != Cues::default() && table[at].0 != key {
                at = (at + 1) % SLOTS;
            }
            table[at] = (key, Cues(table[at].1.0 | 1 << *cue as u32));
        }
    }
    table
});

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as usize
}

/// The cues of a word, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cues(u32);

impl Cues {
    /// Those of every token, in their order.
    pub(crate) fn of_all(tokens: &[Token], out: &mut Vec<Cues>) {
        let table = TABLE.as_slice();
        out.clear();
        out.extend(tokens.iter().map(|token| {
            let mut at = slot(token.key);
            loop {
                match table.get(at) {
                    Some(&(key, cues)) if key == token.key || cues == Cues::default() => break cues,
                    _ => at = (at + 1) % SLOTS,
                }
            }
        }));
    }

    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 & 1 << cue as u32 != 0
    }

    /// The bits of the first [`CUES`] cues.
    pub(super) fn bits(self) -> u32 {
        self.0 & ((1 << CUES) - 1)
    }
}
