//! An article with its candidates, as recognition and resolution read it.

use std::ops::Range;

use super::cues::{Cue, Cues};
use super::scan::Candidate;
use crate::document::{Document, Span, Token};
use crate::enrich::names::Mention;
use crate::enrich::steps::step;

/// A document with the cues of its tokens, its candidates and the tagger's mentions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ArticleContext<'a> {
    pub(crate) document: &'a Document,
    /// The cues of every token.
    pub(crate) cues: &'a [Cues],
    pub(crate) candidates: &'a [Candidate],
    pub(crate) mentions: &'a [Mention],
}

impl<'a> ArticleContext<'a> {
    /// The mention that contains a span. Mentions stand in the order of the text and do not overlap.
    pub(super) fn mention_around(&self, span: Span) -> Option<&'a Mention> {
        step();
        let at = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.mentions.get(at).filter(|mention| mention.span.contains(span))
    }

    pub(super) fn token(&self, at: Option<usize>) -> Option<&'a Token> {
        self.document.tokens().get(at?)
    }

    /// The token's text; empty outside the document.
    pub(super) fn word(&self, at: Option<usize>) -> &'a str {
        self.token(at).map_or("", |token| self.document.word(token))
    }

    /// The token's cues; none outside the document.
    pub(super) fn cues(&self, at: Option<usize>) -> Cues {
        at.and_then(|at| self.cues.get(at)).copied().unwrap_or_default()
    }

    pub(super) fn has(&self, at: Option<usize>, cue: Cue) -> bool {
        self.cues(at).has(cue)
    }

    /// A word with a capital.
    pub(super) fn is_capitalised(&self, at: Option<usize>) -> bool {
        self.token(at).is_some_and(|token| token.is_word() && token.is_capitalised(self.document.text()))
    }

    /// A word without a capital.
    pub(super) fn is_lower(&self, at: Option<usize>) -> bool {
        self.token(at).is_some_and(|token| token.is_word() && !token.is_capitalised(self.document.text()))
    }

    /// Tokens of the sentence that a candidate stands in.
    pub(super) fn sentence(&self, candidate: &Candidate) -> Range<usize> {
        self.document.sentences()[candidate.sentence as usize].range()
    }

    /// The token before a candidate in its sentence, `steps` tokens back.
    pub(super) fn before(&self, candidate: &Candidate, steps: usize) -> Option<usize> {
        let at = (candidate.first as usize).checked_sub(steps)?;
        (at >= self.sentence(candidate).start).then_some(at)
    }

    /// The token behind a candidate in its sentence; `steps` is 1 for the next one.
    pub(super) fn behind(&self, candidate: &Candidate, steps: usize) -> Option<usize> {
        let at = candidate.last as usize + steps - 1;
        (at < self.sentence(candidate).end).then_some(at)
    }
}
