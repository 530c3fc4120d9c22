//! The text as the rules of speech read it: tokens with their words, quotations, and who is named where.

use std::ops::Range;

use crate::document::{Document, Span, TokenKind};
use crate::enrich::names::{self, Organisation, Person};
use crate::enrich::quotations::{Quotation, quotation_at};
use crate::enrich::view::{Tagged, View};
use crate::lexicon::{self, DATA, DEMONYM, FEMALE, Flags, GIVEN_NAME, MALE, PERSON, SPEAKER, morphology};

/// Somebody named: an index into the people or organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entity {
    Person(usize),
    Organisation(usize),
}

/// A name in the text.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) tokens: Range<usize>,
    pub(super) who: Entity,
}

impl Named {
    pub(super) fn person(&self) -> Option<usize> {
        match self.who {
            Entity::Person(person) => Some(person),
            Entity::Organisation(_) => None,
        }
    }
}

/// What all rules read.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) document: &'a Document,
    pub(super) view: View<'a>,
    pub(super) quotations: &'a [Quotation],
    pub(super) people: &'a [Person],
    /// In the order of the text.
    pub(super) names: Vec<Named>,
}

impl<'a> Text<'a> {
    pub(super) fn new(
        document: &'a Document,
        tagged: &'a Tagged,
        quotations: &'a [Quotation],
        people: &'a [Person],
        organisations: &[Organisation],
    ) -> Self {
        let of = |spans: &[Span], who: Entity| {
            spans
                .iter()
                .map(move |&span| Named { tokens: tokens_of(document, span), who })
                .collect::<Vec<_>>()
        };
        let mut names: Vec<Named> = Vec::new();
        for (index, person) in people.iter().enumerate() {
            names.extend(of(&person.mentions, Entity::Person(index)));
        }
        for (index, body) in organisations.iter().enumerate() {
            names.extend(of(&body.mentions, Entity::Organisation(index)));
        }
        names.retain(|name| !name.tokens.is_empty());
        names.sort_by_key(|name| (name.tokens.start, name.tokens.end));
        Self { document, view: View::new(document, tagged), quotations, people, names }
    }

    /// The names that begin within tokens.
    pub(super) fn names_in(&self, range: Range<usize>) -> &[Named] {
        let first = self.names.partition_point(|name| name.tokens.start < range.start);
        let end = self.names.partition_point(|name| name.tokens.start < range.end);
        &self.names[first..end.max(first)]
    }

    /// The name to which a token belongs.
    pub(super) fn name_at(&self, at: usize) -> Option<&Named> {
        let end = self.names.partition_point(|name| name.tokens.start <= at);
        self.names[end.saturating_sub(2)..end].iter().rev().find(|name| name.tokens.contains(&at))
    }

    /// The person to whose name a token belongs.
    pub(super) fn person_at(&self, at: usize) -> Option<usize> {
        self.name_at(at).and_then(Named::person)
    }

    /// The quotation in which a token stands.
    pub(super) fn quotation_at(&self, at: usize) -> Option<&'a Quotation> {
        quotation_at(self.quotations, at).map(|index| &self.quotations[index])
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quotation_at(at).is_some()
    }

    /// The quotations that begin within tokens, with the index of the first.
    pub(super) fn quotations_in(&self, range: Range<usize>) -> Range<usize> {
        let first = self.quotations.partition_point(|quotation| quotation.tokens.start < range.start);
        let end = self.quotations.partition_point(|quotation| quotation.tokens.start < range.end);
        first..end.max(first)
    }

    /// True if the word names somebody who can speak: a name, a pronoun aside.
    pub(super) fn may_speak(&self, at: usize) -> bool {
        self.view.has(at, PERSON | SPEAKER | DATA)
            || self.name_at(at).is_some()
            || self.is_role(at)
            || self.is_plural(at) && lexicon::has(&morphology::singular(self.view.text(at)), SPEAKER)
    }

    /// True if the word is a noun for what a person is: `magistrate`, `spokesman`.
    pub(super) fn is_role(&self, at: usize) -> bool {
        self.view
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Word && names::is_role_noun(token.key))
    }

    /// True if the word may stand between the beginning of a role and the name behind it.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let Some(token) = self.view.token(at) else { return false };
        token.kind == TokenKind::Word
            && (names::is_role_word(token.key) || self.view.has(at, PERSON | DEMONYM))
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.view.kind(at) == Some(TokenKind::Possessive)
            || self.view.text(at) == "\u{2019}" && self.view.text(at.wrapping_sub(1)).ends_with('s')
            || self.view.text(at) == "'" && self.view.text(at.wrapping_sub(1)).ends_with('s')
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        self.view.is_word(at) && morphology::is_plural(self.view.text(at), self.view.word(at).flags)
    }

    /// The gender that a title, a role or a relation tells.
    pub(super) fn gender_at(&self, at: usize) -> Flags {
        let flags = self.view.word(at).flags;
        if flags.intersects(GIVEN_NAME) { Flags::empty() } else { flags & (MALE | FEMALE) }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.view.span(range.start, range.end)
    }
}

/// The tokens that a span covers.
pub(super) fn tokens_of(document: &Document, span: Span) -> Range<usize> {
    let tokens = document.tokens();
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let last = tokens.partition_point(|token| token.span.start < span.end);
    first..last
}
