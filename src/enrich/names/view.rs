//! A document with its names: which token belongs to which, and small questions about words.

use super::roles::name_start;
use super::{Mention, NameKind};
use crate::document::{Document, Gap, Sentence, Span, Token, TokenKind};

/// What every part of the joining reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub document: &'a Document,
    pub tokens: &'a [Token],
    pub mentions: &'a [Mention],
}

impl<'a> View<'a> {
    pub(super) fn new(document: &'a Document, mentions: &'a [Mention]) -> Self {
        Self { document, tokens: document.tokens(), mentions }
    }

    /// The mention to which a token belongs.
    pub(super) fn mention_at(&self, at: usize) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.tokens.end as usize <= at);
        self.mentions.get(index).filter(|mention| mention.tokens.start as usize <= at).map(|_| index)
    }

    /// What the name to which a token belongs names.
    pub(super) fn kind_at(&self, at: usize) -> Option<NameKind> {
        self.mention_at(at).map(|index| self.mentions[index].kind)
    }

    /// True if a token names a person; the title before a name does not.
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(|index| {
            let mention = &self.mentions[index];
            mention.kind == NameKind::Person && name_start(self, mention) <= at
        })
    }

    /// The text of a token.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.document.word(&self.tokens[at])
    }

    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| self.document.word(token) == text)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Word
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.is_word(at) && self.tokens[at].is_capitalised(self.document.text())
    }

    /// True if a token is glued to the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens[at].gap == Gap::None
    }

    /// True if a token is a hyphen inside a compound.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is(at, "-") && self.is_glued(at) && self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None)
    }

    /// A dash, however written, with space around it.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "\u{2014}" | "\u{2013}" | "--") || self.is(at, "-") && !self.is_hyphen(at)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.to(self.tokens[to - 1].span)
    }

    /// The sentence in which a token stands.
    pub(super) fn sentence_of(&self, at: usize) -> Option<&'a Sentence> {
        let index = self.document.sentence_at(self.tokens.get(at)?.span.start)?;
        self.document.sentences().get(index)
    }

    /// A span with each run of white space as one space.
    pub(super) fn text(&self, span: Span) -> String {
        let slice = self.document.slice(span);
        let mut text = String::with_capacity(slice.len());
        for word in slice.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }
}
