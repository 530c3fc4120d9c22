//! The phrases of all rules in one table, and where an article has them.

use std::collections::HashMap;

use crate::document::{Document, Section, Span, TokenKind, hash_lower};
use crate::enrich::tags::words::{Word, Words};

/// Every phrase by the key of its first word, with a number of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    by_first: HashMap<u64, Vec<(Vec<u64>, usize)>>,
    count: usize,
}

/// Where a phrase stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) phrase: usize,
    pub(super) span: Span,
    pub(super) sentence: u32,
    pub(super) in_title: bool,
    pub(super) in_lead: bool,
}

impl Phrases {
    /// Adds a phrase and gives its number; an error in words if it has no word.
    pub(super) fn add(&mut self, phrase: &str) -> Result<usize, String> {
        if phrase.contains('*') {
            return Err(format!("{phrase:?}: there are no wildcards; give each form as a phrase of its own"));
        }
        let document = Document::new(None, phrase);
        let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
        let words = document.tokens().iter().filter(|token| is_word(token.kind));
        let mut keys = words.map(|token| hash_lower(document.word(token)));
        let first = keys.next().ok_or_else(|| format!("{phrase:?} holds no word"))?;
        self.count += 1;
        self.by_first.entry(first).or_default().push((keys.collect(), self.count - 1));
        Ok(self.count - 1)
    }

    /// Every place where a phrase stands, phrase by phrase, each in the order of the text.
    pub(super) fn find(&self, document: &Document, words: &Words) -> Vec<Hit> {
        if self.by_first.is_empty() {
            return Vec::new();
        }
        let lead = lead(document);
        let (row, tokens) = (words.row(), document.tokens());
        let mut hits = Vec::new();
        for (at, word) in row.iter().enumerate() {
            for (rest, phrase) in self.by_first.get(&word.key).into_iter().flatten() {
                let Some(last) = fits(row, at, rest) else { continue };
                hits.push(Hit {
                    phrase: *phrase,
                    span: tokens[word.token as usize].span.to(tokens[last.token as usize].span),
                    sentence: word.sentence,
                    in_title: at < words.title(),
                    in_lead: lead.contains(&(word.sentence as usize)),
                });
            }
        }
        hits.sort_by_key(|hit| hit.phrase);
        hits
    }
}

/// The last word of a phrase that begins at `at`.
fn fits<'r>(row: &'r [Word], at: usize, rest: &[u64]) -> Option<&'r Word> {
    let words = row.get(at + 1..=at + rest.len()).unwrap_or_default();
    let fits = words.len() == rest.len()
        && words.iter().zip(rest).all(|(word, key)| word.key == *key && !word.after_break);
    fits.then(|| words.last().unwrap_or(&row[at]))
}

/// The sentences of the lead: the first two of the story, if they stand in one paragraph.
fn lead(document: &Document) -> std::ops::Range<usize> {
    let sentences = document.sentences();
    let is_story = |span: Span| {
        document.furniture_at(span).is_none_or(|kind| kind == crate::document::furniture::Kind::Dateline)
    };
    let first = sentences.iter().position(|one| one.section == Section::Body && is_story(one.span));
    let Some(first) = first else { return 0..0 };
    let second = sentences.get(first + 1).filter(|one| one.paragraph == sentences[first].paragraph);
    first..first + 1 + usize::from(second.is_some())
}

/// The hits of one phrase.
pub(super) fn of(hits: &[Hit], phrase: usize) -> &[Hit] {
    let from = hits.partition_point(|hit| hit.phrase < phrase);
    let to = hits.partition_point(|hit| hit.phrase <= phrase);
    &hits[from..to]
}
