//! English as data: the words that rules look up, one table for all stages.
//!
//! The words stand in `en/*.tsv`, a row a word: `word<TAB>FLAG FLAG<TAB>value`. The value is a number (`million`,
//! `March`) or a country (`Canadian`); most words have none. Comments begin with `# ` and begin a section; the words
//! of a section are sorted, and a word stands once in a file. A word that stands in several files has the flags of
//! all. Words are in lower case: look-ups ignore case, and a rule that needs capitals asks the token.
//!
//! # Add a word
//!
//! Add a row to the file that has its kind, and run `cargo test --lib lexicon`.
//!
//! # Add a list
//!
//! 1. Add a flag to `flags.rs`, with a doc line.
//! 2. Add a section to a file of `en/`, or a new file, and name the new file in `TABLES` below.
//! 3. Look it up by the token's key, `lexicon::get().flags(token.key)`, or by text, `lexicon::has("March", MONTH)`.
//!    A stage that asks for several flags per token looks each token up once and keeps the index (`find`, `word`).
//!
//! Units, currencies and irregular plurals have columns of their own; the comment at the top of each file names them. Words of
//! written dates in other languages are in `world/calendar.tsv`.
//!
//! # Words of a single rule
//!
//! One to four words that belong to a single rule stay in the rule. More of them stand in the table of its stage
//! (`figures.tsv`, `item_forms.tsv`, …), a row `word<TAB>LIST LIST`, and the file of the rule declares the list by its name
//! (`word_lists!` in `word_list.rs`). A list may have whole phrases, and its words keep their case.

mod calendar;
#[cfg(any(test, not(lexicon_compiled)))]
mod columns;
mod flags;
mod hash;
mod key_map;
mod lists;
#[cfg(not(lexicon_compiled))]
mod lists_reader;
mod measures;
pub(crate) mod morphology;
mod placeholders;
#[cfg(not(lexicon_compiled))]
mod reader;
mod rows;
#[cfg(not(lexicon_compiled))]
mod source;
mod starts;
mod table;
#[cfg(test)]
mod tests;
mod word_list;
mod word_set;
mod world_calendar;

pub(crate) use calendar::{is_month_or_weekday, month, weekday};
pub(crate) use flags::named as flags_named;
pub(crate) use flags::*;
pub use hash::hash_lower;
pub(crate) use hash::{hash_start, hash_step};
pub(crate) use key_map::{KeyMap, KeySet};
pub(crate) use measures::{CurrencyUnit, SharedCurrency, Unit, prefixes_of_currencies, rate, unit_by_code};
pub(crate) use placeholders::is_placeholder;
#[cfg(not(lexicon_compiled))]
pub(crate) use source::rust;
pub(crate) use table::{Lexicon, Word};
pub(crate) use word_list::{WordList, word_lists, word_set};
pub(crate) use word_set::WordSet;
pub(crate) use world_calendar::{DateWord, date_phrases, date_word};

/// The English lexicon, as the build script has compiled it.
#[cfg(lexicon_compiled)]
pub(crate) fn get() -> &'static Lexicon {
    &compiled::LEXICON
}

/// The English lexicon, read at the first call.
#[cfg(not(lexicon_compiled))]
pub(crate) fn get() -> &'static Lexicon {
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(reader::read);
    &LEXICON
}

#[cfg(lexicon_compiled)]
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
mod compiled {
    use super::flags::Flags;
    use super::lists::{List, Lists};
    use super::table::{Lexicon, Word};
    use super::word_set::WordSet;

    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// True if a text, in any case, is a word with one of the flags.
pub(crate) fn has(text: &str, flags: Flags) -> bool {
    get().flags(hash_lower(text)).intersects(flags)
}

/// The tables of words, by file name.
#[cfg(any(test, not(lexicon_compiled)))]
const TABLES: &[(&str, &str)] = &[
    ("calendar.tsv", include_str!("en/calendar.tsv")),
    ("demonyms.tsv", include_str!("en/demonyms.tsv")),
    ("economy.tsv", include_str!("en/economy.tsv")),
    ("genders.tsv", include_str!("en/genders.tsv")),
    ("given_names.tsv", include_str!("en/given_names.tsv")),
    ("grammar.tsv", include_str!("en/grammar.tsv")),
    ("impact.tsv", include_str!("en/impact.tsv")),
    ("institutions.tsv", include_str!("en/institutions.tsv")),
    ("nouns.tsv", include_str!("en/nouns.tsv")),
    ("number_names.tsv", include_str!("en/number_names.tsv")),
    ("numbers.tsv", include_str!("en/numbers.tsv")),
    ("openers.tsv", include_str!("en/openers.tsv")),
    ("people.tsv", include_str!("en/people.tsv")),
    ("plurals.tsv", include_str!("en/plurals.tsv")),
    ("speech.tsv", include_str!("en/speech.tsv")),
    ("sport.tsv", include_str!("en/sport.tsv")),
    ("stop_words.tsv", include_str!("en/stop_words.tsv")),
];
