//! The newsroom's own people, organisations and places: its names, ids, roles and coordinates (docs/AUTHORITY.md).
//!
//! What wins, in this order:
//!
//! 1. `never`: these words are no person, organisation or place, as the file says.
//! 2. A longer name of the text that contains the words stays (`Bank of Exampleland` for an entry `Exampleland`).
//! 3. The longest entry; of equal ones people before organisations before places, and the earlier entry of a file.
//! 4. An entry wins over what the tagger and the gazetteer make of the same words. A single word is a person, organisation or
//!    place of the file only where the tagger sees a name, unless the entry says `always`; and it is left to the tagger where
//!    a longer name of another kind has the same word (`Jordan` beside `Michael Jordan`).

mod apply;
mod csv;
mod entry;
mod list;
mod scan;
#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::enrich::names::{Mention, NameKind};
pub use list::List;
use scan::Match;

/// Why a file cannot be read: what is wrong, and where.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {problem}")]
pub struct AuthorityError {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// All lists of a newsroom.
#[derive(Debug, Clone, Default)]
pub struct Authority {
    /// The key of its own ids in the output.
    pub ids_key: String,
    /// Its people.
    pub people: Option<List>,
    /// Its organisations.
    pub organisations: Option<List>,
    /// Its places.
    pub places: Option<List>,
}

impl Authority {
    fn lists(&self) -> impl Iterator<Item = (NameKind, &List)> + Clone {
        let all = [
            (NameKind::Person, &self.people),
            (NameKind::Organisation, &self.organisations),
            (NameKind::Location, &self.places),
        ];
        all.into_iter().filter_map(|(kind, list)| Some((kind, list.as_ref()?)))
    }

    fn list(&self, kind: NameKind) -> Option<&List> {
        match kind {
            NameKind::Person => self.people.as_ref(),
            NameKind::Organisation => self.organisations.as_ref(),
            NameKind::Location => self.places.as_ref(),
        }
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.lists().map(|(_, list)| list.len()).sum()
    }

    /// True if there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A digest of all entries: part of the fingerprint of the settings.
    pub fn digest(&self) -> String {
        let digests: Vec<String> =
            self.lists().map(|(kind, list)| format!("{kind:?}{:016x}", list.digest())).collect();
        if digests.is_empty() { String::new() } else { format!("{} {}", self.ids_key, digests.join(" ")) }
    }

    /// Finds the entries in a document, and makes the tagger's mentions follow them.
    pub(crate) fn find(&self, document: &Document, mentions: &mut Vec<Mention>) -> Matches {
        let mut matches = Matches::default();
        scan::scan(&self.lists(), document, mentions, &mut matches);
        matches.settle(mentions);
        matches
    }
}

/// The entries of a document.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// In the order of the text; they do not overlap.
    found: Vec<Match>,
    /// Words that are never of this kind.
    never: Vec<Match>,
}
