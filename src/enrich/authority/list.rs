//! An authority file, with an index of all its names.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::AuthorityError;
use super::csv::Header;
use super::entry::{Entry, Use};
use crate::document::fold::fold;

/// An authority file in memory.
#[derive(Debug, Clone)]
pub struct List(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    entries: Vec<Entry>,
    index: Index,
    digest: u64,
}

/// Names by the hash of their letters and digits.
#[derive(Debug, Default)]
struct Index {
    /// A power of two; an empty slot has the hash 0.
    slots: Vec<(u64, u32)>,
    used: usize,
    /// The most words of a name, by some bits of the hash of its first word.
    longest: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Spanned<Entry>>,
}

const LONGEST_BITS: u32 = 16;

impl List {
    /// Reads a file: TOML with `[[entry]]`, or CSV.
    pub fn parse(text: &str, is_csv: bool) -> Result<Self, AuthorityError> {
        let entries = if is_csv { from_csv(text)? } else { from_toml(text)? };
        let mut index = Index { longest: vec![0; 1 << LONGEST_BITS], ..Index::default() };
        index.grow(entries.len() * 3);
        for (number, entry) in entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                index.add(name, number as u32);
            }
        }
        Ok(Self(Arc::new(Inner { entries, index, digest: digest(text.as_bytes()) })))
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.entries.is_empty()
    }

    pub(super) fn digest(&self) -> u64 {
        self.0.digest
    }

    pub(super) fn entry(&self, number: u32) -> &Entry {
        &self.0.entries[number as usize]
    }

    /// The most words of a name whose first word has this hash; 0 if there is none.
    pub(super) fn longest(&self, first: u64) -> usize {
        usize::from(self.0.index.longest[(first >> (64 - LONGEST_BITS)) as usize])
    }

    /// The first entry that has the name of this hash in this way of writing: `who` is no `WHO`, and `apple` no `Apple`.
    pub(super) fn find(&self, hash: u64, text: &str) -> Option<u32> {
        let number = self.0.index.find(hash)?;
        let entry = self.entry(number);
        let mut names = std::iter::once(&entry.name).chain(&entry.aliases);
        names.any(|name| hash_of(name) == hash && is_written_like(text, name)).then_some(number)
    }
}

fn from_toml(text: &str) -> Result<Vec<Entry>, AuthorityError> {
    let line = |at: usize| text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1;
    let file: File = toml::from_str(text).map_err(|error| AuthorityError {
        line: line(error.span().map_or(0, |span| span.start)),
        problem: error.message().replace('\n', " "),
    })?;
    let checked = file.entry.into_iter().map(|entry| {
        let at = entry.span().start;
        let entry = entry.into_inner();
        entry.check().map(|()| entry).map_err(|problem| AuthorityError { line: line(at), problem })
    });
    checked.collect()
}

fn from_csv(text: &str) -> Result<Vec<Entry>, AuthorityError> {
    let mut lines = text.lines();
    let header = Header::parse(lines.next().unwrap_or_default())?;
    let rows: Vec<&str> = lines.collect();
    // Large files are read by all cores.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let part = rows.len().div_ceil(threads).max(4096);
    let read = |(part_number, rows): (usize, &[&str])| -> Result<Vec<Entry>, AuthorityError> {
        let mut entries = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
            let line = part_number * part + number + 2;
            entries.push(header.entry(row).map_err(|problem| AuthorityError { line, problem })?);
        }
        Ok(entries)
    };
    let parts: Vec<(usize, &[&str])> = rows.chunks(part).enumerate().collect();
    if let [only] = parts[..] {
        return read(only);
    }
    let read = &read;
    let results = std::thread::scope(|scope| {
        let running: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || read(part))).collect();
        let unread = || AuthorityError { line: 1, problem: "reading ended early".into() };
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err(unread()))).collect::<Vec<_>>()
    });
    let mut entries = Vec::with_capacity(rows.len());
    for result in results {
        entries.extend(result?);
    }
    Ok(entries)
}

impl Index {
    fn add(&mut self, name: &str, entry: u32) {
        let mut hash = Hash::default();
        hash.feed(name);
        if hash.letters == 0 {
            return;
        }
        let words = &mut self.longest[(hash.first() >> (64 - LONGEST_BITS)) as usize];
        *words = (*words).max(u8::try_from(hash.words).unwrap_or(u8::MAX));
        if self.used * 2 >= self.slots.len() {
            self.grow(self.slots.len());
        }
        let value = hash.value();
        let at = self.slot(value);
        if self.slots[at].0 == 0 {
            self.slots[at] = (value, entry);
            self.used += 1;
        }
    }

    /// The slot of a hash, or the free one where it belongs.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self, wanted: usize) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![(0, 0); (wanted * 2).next_power_of_two().max(64)];
        for (hash, entry) in old.into_iter().filter(|(hash, _)| *hash != 0) {
            let at = self.slot(hash);
            self.slots[at] = (hash, entry);
        }
    }

    fn find(&self, hash: u64) -> Option<u32> {
        let (found, entry) = *self.slots.get(self.slot(hash))?;
        (found == hash).then_some(entry)
    }
}

/// A running hash over letters and digits, folded and in small letters. Spaces and marks do not count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hash {
    state: u64,
    first: Option<u64>,
    words: usize,
    letters: usize,
    in_word: bool,
}

impl Default for Hash {
    fn default() -> Self {
        Self { state: 0xcbf2_9ce4_8422_2325, first: None, words: 0, letters: 0, in_word: false }
    }
}

impl Hash {
    /// Goes on with a word or several; a word ends at the end of the text.
    pub(super) fn feed(&mut self, text: &str) {
        match fold(text) {
            Some(folded) => folded.chars().flat_map(char::to_lowercase).for_each(|c| self.take(c)),
            None if text.is_ascii() => {
                text.bytes().for_each(|byte| self.take(char::from(byte.to_ascii_lowercase())));
            }
            None => text.chars().flat_map(char::to_lowercase).for_each(|c| self.take(c)),
        }
        self.end_word();
    }

    fn take(&mut self, c: char) {
        if c.is_alphanumeric() {
            self.state = (self.state ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
            self.letters += 1;
            self.in_word = true;
        } else {
            self.end_word();
        }
    }

    fn end_word(&mut self) {
        if std::mem::take(&mut self.in_word) {
            self.words += 1;
            if self.first.is_none() {
                self.first = Some(self.value());
            }
        }
    }

    /// The hash of all that was fed.
    pub(super) fn value(&self) -> u64 {
        let mixed = (self.state ^ (self.state >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 29)) | 1
    }

    /// The hash of the first word.
    pub(super) fn first(&self) -> u64 {
        self.first.unwrap_or_else(|| self.value())
    }
}

fn hash_of(name: &str) -> u64 {
    let mut hash = Hash::default();
    hash.feed(name);
    hash.value()
}

/// True if a text is written as a name may be: a name in capitals as such, one that begins with a capital likewise.
fn is_written_like(text: &str, name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let is_capital =
        |text: &str| text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    if letters.clone().count() > 1 && letters.all(char::is_uppercase) {
        return text.chars().all(|c| !c.is_lowercase());
    }
    !is_capital(name) || is_capital(text)
}

/// A digest of a file: eight bytes at a time, since large files are read at every start.
fn digest(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 32;
    }
    state
}

impl Entry {
    pub(super) fn is_never(&self) -> bool {
        self.usage == Use::Never
    }
}
