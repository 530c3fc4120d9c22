//! What is known of a form of a word: its class, its stem and its traits. They depend on nothing but the form, so those of
//! earlier articles are kept.

use super::stem::stem;
use super::thresholds::KEPT;
use super::traits::{self, Traits};
use crate::resources::phrases::{Class, Entry, WordTable};

/// A form of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) entry: Entry,
    /// The hash of its stem.
    pub(super) stem: u64,
    pub(super) traits: Traits,
}

/// Makes forms, and keeps those of plain words.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Each with the key of its word.
    kept: Vec<(u64, Form)>,
    buffer: Vec<u8>,
    lower: String,
}

impl Forms {
    /// The form of a word with its key.
    pub(super) fn get(&mut self, key: u64, text: &str, table: &WordTable) -> Form {
        // Texts with one key may differ in their apostrophes.
        if !text.is_ascii() {
            return self.make(key, text, table);
        }
        let slot = (key ^ key >> 32) as usize & (KEPT - 1);
        if let Some((known, form)) = self.kept.get(slot)
            && *known == key
        {
            return *form;
        }
        let form = self.make(key, text, table);
        if self.kept.is_empty() {
            self.kept.resize(KEPT, (!key, form));
        }
        self.kept[slot] = (key, form);
        form
    }

    fn make(&mut self, key: u64, text: &str, table: &WordTable) -> Form {
        let entry = table.get(key);
        // Words that only hold others together need no stem.
        if entry.class == Class::Stop {
            return Form { entry, stem: key, traits: traits::of(key, None) };
        }
        self.lower.clear();
        if text.is_ascii() {
            self.lower.push_str(text);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.extend(text.chars().flat_map(char::to_lowercase));
        }
        let traits = traits::of(key, (entry.class == Class::Unknown).then_some(&self.lower));
        stem(&self.lower, &mut self.buffer);
        let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        Form { entry, stem: self.buffer.iter().fold(OFFSET, step), traits }
    }
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
