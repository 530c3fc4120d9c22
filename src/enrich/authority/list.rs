//! An authority file, with an index of all its names.
//!
//! A file in CSV stays the text that it is: at the start each row is read once, for its mistakes and its names, and again
//! when a text has one of the names.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::AuthorityError;
use super::csv::{Header, rows};
use super::entry::{Entry, Use};
use crate::document::fold::fold;

/// An authority file in memory.
#[derive(Debug, Clone)]
pub struct List(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    rows: Rows,
    entries: usize,
    index: Index,
    digest: u64,
}

/// The entries of a list, by the form of its file.
#[derive(Debug)]
enum Rows {
    Toml(Vec<Entry<'static>>),
    Csv(Header, String),
}

/// Names by the hash of their letters and digits.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The number of the first name with these bits of its hash, and one more; 0 if there is none.
    heads: Vec<u32>,
    /// Hash, entry, and the next name with the same bits.
    names: Vec<(u64, u32, u32)>,
    /// The most words of a name, by some bits of the hash of its first word: of names that begin with a small letter, and
    /// of the others.
    longest: [Vec<u8>; 2],
    /// True if a name begins with a small letter.
    has_small: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Spanned<Entry<'static>>>,
}

const LONGEST_BITS: u32 = 16;

impl List {
    /// Reads a file: TOML with `[[entry]]`, or CSV.
    pub fn parse(text: String, is_csv: bool) -> Result<Self, AuthorityError> {
        let digest = digest(text.as_bytes());
        if !is_csv {
            let entries = from_toml(&text)?;
            let mut index = Index::default();
            for (number, entry) in entries.iter().enumerate() {
                index.add(entry, number as u32);
            }
            index.link();
            let count = entries.len();
            return Ok(Self(Arc::new(Inner { rows: Rows::Toml(entries), entries: count, index, digest })));
        }
        let (header, index, entries) = from_csv(&text)?;
        Ok(Self(Arc::new(Inner { rows: Rows::Csv(header, text), entries, index, digest })))
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.entries
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.entries == 0
    }

    pub(super) fn digest(&self) -> u64 {
        self.0.digest
    }

    /// The entry with this number: that of TOML, or where the row of CSV begins.
    pub(super) fn entry(&self, number: u32) -> Entry<'_> {
        match &self.0.rows {
            Rows::Toml(entries) => entries[number as usize].clone(),
            Rows::Csv(header, text) => {
                let row = rows(&text[number as usize..]).next().map_or("", |(_, row)| row);
                // A row that has an error is refused with its file.
                header.entry(row).unwrap_or_default()
            }
        }
    }

    /// The most words of a name whose first word has this hash; 0 if there is none. Words that begin with a small letter
    /// begin no name that has a capital there.
    pub(super) fn longest(&self, first: u64, is_small: bool) -> usize {
        let [small, other] = &self.0.index.longest;
        let bits = (first >> (64 - LONGEST_BITS)) as usize;
        let of = |longest: &Vec<u8>| longest.get(bits).copied().unwrap_or_default();
        usize::from(if is_small { of(small) } else { of(small).max(of(other)) })
    }

    /// True if a name begins with a small letter.
    pub(super) fn has_small(&self) -> bool {
        self.0.index.has_small
    }

    /// The first entry that has the name of this hash in this way of writing, and how it is meant: `who` is no `WHO`, and
    /// `apple` no `Apple`.
    pub(super) fn find(&self, hash: u64, text: &str) -> Option<(u32, Use)> {
        self.0.index.find(hash).find_map(|number| {
            let entry = self.entry(number);
            let is_it = entry.names().any(|name| hash_of(name) == hash && is_written_like(text, name));
            is_it.then_some((number, entry.usage))
        })
    }
}

fn from_toml(text: &str) -> Result<Vec<Entry<'static>>, AuthorityError> {
    let file: File = toml::from_str(text).map_err(|error| AuthorityError {
        line: line(text, error.span().map_or(0, |span| span.start)),
        problem: error.message().replace('\n', " "),
    })?;
    let checked = file.entry.into_iter().map(|entry| {
        let at = entry.span().start;
        let entry = entry.into_inner();
        let checked = entry.check();
        checked.map(|()| entry).map_err(|problem| AuthorityError { line: line(text, at), problem })
    });
    checked.collect()
}

/// The line of a byte.
fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

/// Reads all rows, for their mistakes and names, and counts them.
fn from_csv(text: &str) -> Result<(Header, Index, usize), AuthorityError> {
    if u32::try_from(text.len()).is_err() {
        return Err(AuthorityError {
            line: 1,
            problem: "the file is longer than 4 GiB; leave out rows".into(),
        });
    }
    let header = Header::parse(text.lines().next().unwrap_or_default())?;
    let begin = text.find('\n').map_or(text.len(), |at| at + 1);
    let read = |(begin, end): (usize, usize)| -> Result<(Index, usize), AuthorityError> {
        let (mut index, mut count) = (Index::default(), 0);
        for (at, row) in rows(&text[begin..end]).filter(|(_, row)| !row.trim().is_empty()) {
            let entry = header
                .entry(row)
                .map_err(|problem| AuthorityError { line: line(text, begin + at), problem })?;
            index.add(&entry, (begin + at) as u32);
            count += 1;
        }
        Ok((index, count))
    };
    let parts = parts(text, begin);
    let (mut index, mut count) = (Index::default(), 0);
    if let [only] = parts[..] {
        (index, count) = read(only)?;
    } else {
        let read = &read;
        let results = std::thread::scope(|scope| {
            let running: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || read(part))).collect();
            let unread = || AuthorityError { line: 1, problem: "reading ended early".into() };
            running
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(unread())))
                .collect::<Vec<_>>()
        });
        for result in results {
            let (part, of_part) = result?;
            index.append(part);
            count += of_part;
        }
    }
    index.link();
    Ok((header, index, count))
}

/// The rows of a text in as many parts as there are cores; small files are one part.
fn parts(text: &str, begin: usize) -> Vec<(usize, usize)> {
    const LEAST: usize = 1 << 17;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let size = (text.len() - begin).div_ceil(threads).max(LEAST);
    let mut parts = vec![(begin, text.len())];
    while let Some((begin, end)) = parts.pop() {
        let cut = begin + size;
        let after = text.as_bytes().get(cut..).and_then(|rest| rest.iter().position(|&byte| byte == b'\n'));
        let Some(after) = after.map(|after| cut + after + 1).filter(|&after| after < end) else {
            parts.push((begin, end));
            break;
        };
        parts.extend([(begin, after), (after, end)]);
    }
    parts
}

impl Index {
    /// Adds the names of an entry.
    fn add(&mut self, entry: &Entry<'_>, number: u32) {
        for name in entry.names() {
            let mut hash = Hash::default();
            hash.feed(name);
            if hash.letters == 0 {
                continue;
            }
            let is_small = begins_small(name);
            self.has_small |= is_small;
            let longest = &mut self.longest[usize::from(!is_small)];
            if longest.is_empty() {
                longest.resize(1 << LONGEST_BITS, 0);
            }
            let words = &mut longest[(hash.first() >> (64 - LONGEST_BITS)) as usize];
            *words = (*words).max(u8::try_from(hash.words).unwrap_or(u8::MAX));
            self.names.push((hash.value(), number, 0));
        }
    }

    /// Adds what was read of a later part of the file.
    fn append(&mut self, part: Self) {
        self.names.extend(part.names);
        self.has_small |= part.has_small;
        for (longest, part) in self.longest.iter_mut().zip(part.longest) {
            if longest.is_empty() {
                *longest = part;
            } else {
                longest.iter_mut().zip(part).for_each(|(words, other)| *words = other.max(*words));
            }
        }
    }

    /// Links the names of the same bits, the earliest first.
    fn link(&mut self) {
        self.heads = vec![0; self.names.len().next_power_of_two().max(64)];
        let mask = self.heads.len() - 1;
        for (at, (hash, _, next)) in self.names.iter_mut().enumerate().rev() {
            let head = &mut self.heads[bits(*hash) & mask];
            *next = *head;
            *head = at as u32 + 1;
        }
    }

    /// The entries that have a name of this hash, in the order of the file.
    fn find(&self, hash: u64) -> impl Iterator<Item = u32> {
        let name = |at: u32| self.names.get((at as usize).checked_sub(1)?);
        let head = self.heads.get(bits(hash) & self.heads.len().wrapping_sub(1)).and_then(|&head| name(head));
        let row = std::iter::successors(head, move |(_, _, next)| name(*next));
        row.filter(move |(other, _, _)| *other == hash).map(|&(_, entry, _)| entry)
    }
}

/// The bits of a hash that the index goes by.
fn bits(hash: u64) -> usize {
    (hash >> 20) as usize
}

/// True if a name or a word begins with a small letter.
pub(super) fn begins_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
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
        if text.is_ascii() {
            text.bytes().for_each(|byte| self.take(char::from(byte.to_ascii_lowercase())));
        } else {
            let folded = fold(text).map_or(Cow::Borrowed(text), Cow::Owned);
            folded.chars().flat_map(char::to_lowercase).for_each(|c| self.take(c));
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
    if letters.clone().count() > 1 && letters.all(char::is_uppercase) {
        return text.chars().all(|c| !c.is_lowercase());
    }
    begins_small(name) || !begins_small(text)
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
