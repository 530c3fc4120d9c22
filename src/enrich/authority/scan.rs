//! Where a document has the entries of a list, and what the tagger's mentions become.

use std::cmp::Reverse;
use std::ops::Range;

use super::Matches;
use super::entry::Use;
use super::list::{Hash, List, begins_small};
use crate::document::{Document, Span, Token, TokenKind};
use crate::enrich::names::{Mention, NameKind};

/// The words of an entry in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Match {
    pub(super) kind: NameKind,
    pub(super) entry: u32,
    pub(super) tokens: Range<u32>,
    pub(super) span: Span,
}

/// Adds all entries of the lists that stand in a document.
pub(super) fn scan<'l>(
    lists: &(impl Iterator<Item = (NameKind, &'l List)> + Clone),
    document: &Document,
    mentions: &[Mention],
    matches: &mut Matches,
) {
    if lists.clone().next().is_none() {
        return;
    }
    let has_small = lists.clone().any(|(_, list)| list.has_small());
    for sentence in document.sentences() {
        // The end of the last entry of each list.
        let mut ends = [0; 3];
        for at in sentence.range() {
            let token = &document.tokens()[at];
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            let word = document.word(token);
            let is_small = begins_small(word);
            if is_small && !has_small {
                continue;
            }
            let mut hash = Hash::default();
            hash.feed(word);
            for ((kind, list), end) in lists.clone().zip(&mut ends) {
                let most = list.longest(hash.first(), is_small);
                if most == 0 || at < *end {
                    continue;
                }
                let Some((found, usage)) =
                    longest(list, kind, document, at..sentence.range().end, hash, most)
                else {
                    continue;
                };
                *end = found.tokens.end as usize;
                if usage == Use::Never {
                    matches.never.push(found);
                } else if is_meant(&found, usage, document, mentions) {
                    matches.found.push(found);
                }
            }
        }
    }
}

/// The longest name that begins at the first of these tokens and has no more than so many words.
fn longest(
    list: &List,
    kind: NameKind,
    document: &Document,
    tokens: Range<usize>,
    mut hash: Hash,
    mut most: usize,
) -> Option<(Match, Use)> {
    let row = document.tokens();
    let first = &row[tokens.start];
    let mut best = None;
    for at in tokens.clone() {
        let token = &row[at];
        if at > tokens.start && !joins(document, token) {
            break;
        }
        if token.kind == TokenKind::Punctuation {
            continue;
        }
        if most == 0 {
            break;
        }
        most -= 1;
        if at > tokens.start {
            hash.feed(document.word(token));
        }
        let span = first.span.to(token.span);
        if let Some((entry, usage)) = list.find(hash.value(), document.slice(span)) {
            let tokens = tokens.start as u32..at as u32 + 1;
            best = Some((Match { kind, entry, tokens, span }, usage));
        }
    }
    best
}

/// True if a name can go on with a token.
fn joins(document: &Document, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Possessive => true,
        TokenKind::Punctuation => matches!(document.slice(token.span), "-" | "." | "&" | "'" | "’"),
        _ => false,
    }
}

/// True if the words mean the entry here.
fn is_meant(found: &Match, usage: Use, document: &Document, mentions: &[Mention]) -> bool {
    let is_part =
        |mention: &Mention| contains(&mention.tokens, &found.tokens) && mention.tokens != found.tokens;
    if mentions.iter().any(is_part) {
        return false;
    }
    if usage == Use::Always || found.tokens.len() > 1 {
        return true;
    }
    let Some(mention) = mentions.iter().find(|mention| mention.tokens == found.tokens) else { return false };
    let key = document.tokens()[found.tokens.start as usize].key;
    let has_word = |other: &Mention| {
        other.tokens.len() > 1
            && document.tokens()[other.tokens.start as usize..other.tokens.end as usize]
                .iter()
                .any(|token| token.key == key)
    };
    mention.kind == found.kind || !mentions.iter().any(|other| other.kind == mention.kind && has_word(other))
}

fn contains(outer: &Range<u32>, inner: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn overlap(one: &Range<u32>, other: &Range<u32>) -> bool {
    one.start < other.end && other.start < one.end
}

impl Matches {
    /// Leaves the longest of overlapping entries, and makes the tagger's mentions follow them.
    pub(super) fn settle(&mut self, mentions: &mut Vec<Mention>) {
        if self.found.is_empty() && self.never.is_empty() {
            return;
        }
        let rank = |kind| match kind {
            NameKind::Person => 0,
            NameKind::Organisation => 1,
            NameKind::Location => 2,
        };
        self.found.sort_by_key(|found| (Reverse(found.tokens.len()), rank(found.kind), found.tokens.start));
        let mut kept: Vec<Match> = Vec::with_capacity(self.found.len());
        for found in self.found.drain(..) {
            let is_never =
                self.never.iter().any(|never| never.kind == found.kind && never.tokens == found.tokens);
            if !is_never && !kept.iter().any(|other| overlap(&other.tokens, &found.tokens)) {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| found.tokens.start);
        self.found = kept;
        mentions.retain(|mention| {
            let is_never =
                self.never.iter().any(|never| never.kind == mention.kind && never.tokens == mention.tokens);
            !is_never && !self.found.iter().any(|found| overlap(&found.tokens, &mention.tokens))
        });
        mentions.extend(self.found.iter().map(|found| Mention {
            span: found.span,
            tokens: found.tokens.clone(),
            kind: found.kind,
            score: 1.0,
        }));
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}
