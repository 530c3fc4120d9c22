//! What the reader of figures knows about words: one look-up per token, by the token's hash.
//!
//! The word lists stand in files of their own, as plain text; they are put into one open-addressing table when the
//! first article is read, which takes well under a millisecond.

pub(super) mod currencies;
mod grammar;
mod impacts;
mod kinds;
mod numbers;
mod people;
mod places;
mod speech;
mod times;
pub(super) mod units;

use std::sync::LazyLock;

use crate::document::hash_lower;

/// A set of things that a word can be. A word is often several (`second`, `may`, `pound`, `won`).
pub(super) type Flags = u64;

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: Flags = 1 << $bit;)*
    };
}

flags! {
    /// A cardinal below a hundred: `seven`, `forty`.
    NUMBER = 0;
    /// Multiplies what stands before it: `hundred`, `million`, `bn`, `crore`.
    SCALE = 1;
    /// Hints at a number: `dozens`, `thousands`.
    HINT = 2;
    /// `third`, `fifth`.
    ORDINAL = 3;
    /// `half`, `quarter`, `thirds`.
    FRACTION = 4;
    /// `doubled`, `halved`, `twice`, `threefold`.
    MULTIPLE = 5;
    /// Names a unit of measure.
    UNIT = 6;
    /// Names a currency.
    CURRENCY = 7;
    /// An ISO 4217 code (in capitals).
    CURRENCY_CODE = 8;
    /// Adjective of a country: `Canadian`.
    DEMONYM = 9;
    MONTH = 10;
    WEEKDAY = 11;
    /// A noun for people.
    PERSON = 12;
    KILLED = 13;
    INJURED = 14;
    MISSING = 15;
    DISPLACED = 16;
    DETAINED = 17;
    AFFECTED = 18;
    /// The impact is named by a noun that counts people by itself: `deaths`, `refugees`.
    IMPACT_NOUN = 19;
    /// A verb of saying.
    SPEECH = 20;
    /// A verb by which data speak: `showed`, `found`.
    SHOWS = 21;
    /// What data are called: `survey`, `figures`, `report`.
    DATA = 22;
    PREPOSITION = 23;
    CONJUNCTION = 24;
    DETERMINER = 25;
    AUXILIARY = 26;
    PRONOUN = 27;
    RELATIVE = 28;
    ADVERB = 29;
    /// A verb form that is hardly ever a noun.
    VERB = 30;
    /// Comes before a number that is part of a name: `Resolution`, `page`, `Boeing`.
    NAMES_NUMBER = 31;
    STREET = 32;
    /// Tells that two numbers with a dash are a score.
    SPORT = 33;
    /// Tells of a change: `rose`, `cut`.
    CHANGE = 34;
    /// Tells of an index or a market.
    MARKET = 35;
    /// Ends in `s` but is no plural, or is a plural that stands before nouns (`sports`).
    NOT_PLURAL = 36;
    /// A plural without `s`.
    PLURAL = 37;
    /// `gained`, `killed`, …: an active verb whose object suffers the impact.
    TRANSITIVE = 38;
    /// Capitalised plural that is no people: `Oscars`.
    THING = 39;
    /// `today`, `yesterday`, `last`, `late`, …
    TIME = 40;
    /// A short form of a scale that must be glued or follow a currency: `m`, `k`, `b`.
    SHORT_SCALE = 41;
    /// A word that qualifies a number from before.
    QUALIFIER = 42;
    /// An institution or office that speaks: `ministry`, `police`, `spokesman`.
    SPEAKER = 43;
    /// `a`, `an`.
    ARTICLE = 44;
    /// `several`, `few`, `many`.
    FEW = 45;
    /// `according`, `citing`: the source follows.
    SOURCE = 46;
    /// What sums are sums of: `investment`, `revenue`, `damages`.
    FUNDS = 47;
}

/// All impacts.
pub(super) const IMPACT: Flags = KILLED | INJURED | MISSING | DISPLACED | DETAINED | AFFECTED;
/// Words at which a noun phrase ends.
pub(super) const FUNCTION: Flags =
    PREPOSITION | CONJUNCTION | DETERMINER | AUXILIARY | PRONOUN | RELATIVE | ADVERB;

/// What is known about a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    pub(super) flags: Flags,
    /// The value of a number, scale, fraction or multiple; the number of a month (1 to 12) or weekday (1 to 7).
    pub(super) value: f64,
    /// Index into [`units::UNITS`].
    pub(super) unit: u16,
    /// Index into [`currencies::CURRENCIES`].
    pub(super) currency: u16,
    /// ISO 3166-1 alpha-2, of a demonym.
    pub(super) country: [u8; 2],
}

/// The table.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Pairs of hash and index into `words`; index 0 is empty.
    slots: Vec<(u64, u16)>,
    words: Vec<Word>,
    mask: usize,
}

impl Lexicon {
    /// The one lexicon of the process.
    pub(super) fn get() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
        &LEXICON
    }

    fn build() -> Self {
        const SLOTS: usize = 1 << 14;
        let mut lexicon = Self { slots: vec![(0, 0); SLOTS], words: vec![Word::default()], mask: SLOTS - 1 };
        numbers::fill(&mut lexicon);
        units::fill(&mut lexicon);
        currencies::fill(&mut lexicon);
        places::fill(&mut lexicon);
        people::fill(&mut lexicon);
        impacts::fill(&mut lexicon);
        speech::fill(&mut lexicon);
        grammar::fill(&mut lexicon);
        kinds::fill(&mut lexicon);
        times::fill(&mut lexicon);
        lexicon
    }

    /// The index of the entry for a hash; 0 where there is none.
    pub(super) fn find(&self, key: u64) -> u16 {
        let mut slot = self.slot(key);
        loop {
            let (found, index) = self.slots[slot];
            if index == 0 || found == key {
                return index;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The entry behind an index of [`find`](Self::find).
    pub(super) fn word(&self, index: u16) -> &Word {
        &self.words[index as usize]
    }

    fn slot(&self, key: u64) -> usize {
        // The high half is mixed in because FNV's low bits alone cluster for short words.
        (key ^ (key >> 32)) as usize & self.mask
    }

    /// The entry of `word` to add to.
    fn entry(&mut self, word: &str) -> &mut Word {
        let key = hash_lower(word);
        let mut slot = self.slot(key);
        while self.slots[slot].1 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & self.mask;
        }
        if self.slots[slot].1 == 0 {
            self.slots[slot] = (key, self.words.len() as u16);
            self.words.push(Word::default());
        }
        &mut self.words[self.slots[slot].1 as usize]
    }

    /// Flags each word of a list that white space separates.
    fn mark(&mut self, flags: Flags, words: &str) {
        for word in words.split_whitespace() {
            self.entry(word).flags |= flags;
        }
    }

    /// Flags each noun of a list, and its plural.
    fn mark_nouns(&mut self, flags: Flags, singulars: &str) {
        for word in singulars.split_whitespace() {
            self.entry(word).flags |= flags;
            self.entry(&plural(word)).flags |= flags;
        }
    }
}

/// The regular plural of an English noun.
pub(super) fn plural(word: &str) -> String {
    let stem = |n: usize| &word[..word.len() - n];
    let vowel_before_y = word.len() > 1 && word[..word.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    if word.ends_with("man") && !matches!(word, "human" | "german" | "roman" | "talisman") {
        format!("{}men", stem(3))
    } else if word.ends_with('y') && !vowel_before_y {
        format!("{}ies", stem(1))
    } else if word.ends_with("fe") && !word.ends_with("safe") {
        format!("{}ves", stem(2))
    } else if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_hash_and_unknown_ones_are_not() {
        let lexicon = Lexicon::get();
        assert!(lexicon.words.len() < lexicon.slots.len() / 2, "the table stays sparse");
        let million = lexicon.word(lexicon.find(hash_lower("Million")));
        assert!(million.flags & SCALE != 0 && (million.value - 1e6).abs() < 1.0);
        assert_eq!(lexicon.find(hash_lower("zzyzx")), 0);
        assert_ne!(lexicon.word(lexicon.find(hash_lower("firemen"))).flags & PERSON, 0);
    }
}
