//! Candidates that an archivist files nothing under, however often they are said.

use super::candidates::{Candidate, Candidates};
use crate::document::{Document, Token};
use crate::enrich::tags::words::Words;
use crate::lexicon::morphology::is_plural;
use crate::lexicon::{self, CITY_NOUN, DEMONYM, DIVISION_NOUN, Flags, PERSON, WordList};
use crate::resources::phrases::Class;

/// Nouns that end phrases of every story: `statement`, `conference`.
static HOLLOW_HEADS: WordList = WordList::new("phrases", "HOLLOW_HEADS");

/// True for a candidate that names no subject.
pub(super) fn is_hollow(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    candidate: &Candidate,
) -> bool {
    let token = |word: u32| &document.tokens()[words.row()[word as usize].token as usize];
    let flags = |word: u32| lexicon::get().flags(token(word).key);
    if candidate.length == 1 && flags(candidate.first).intersects(DEMONYM) {
        return true;
    }
    if candidate.entity.is_some() || candidate.names * 2 >= candidate.count {
        return false;
    }
    if candidate.length == 1 {
        return is_general(document, candidates, candidate);
    }
    let head = candidate.first + candidate.length - 1;
    // `news conference`, `official data`: said of every story.
    let in_title = candidates.stems(head, 1).any(|stem| stem.in_title);
    if !in_title && HOLLOW_HEADS.has(token(head).key) {
        return true;
    }
    is_role(document, token(head), flags(head), candidates, candidate)
        || is_somewhere(flags(head), candidates, candidate, &flags)
}

/// True for a single word that is a general noun, whose form is no plain noun's, or that is said in passing.
fn is_general(document: &Document, candidates: &Candidates, candidate: &Candidate) -> bool {
    let Some(stem) = candidates.stems(candidate.first, 1).next() else { return true };
    let is_plain = matches!(stem.class, Class::Noun | Class::Unknown);
    // A text of a few words says its subject once, and so may a title.
    let is_said = candidate.count > 1 || stem.in_title || document.sentences().len() < 3;
    !is_plain || !is_said
}

/// True for what one person is, said once: `energy minister`, `Uganda captain`. The person is the subject, if anything.
fn is_role(
    document: &Document,
    head: &Token,
    flags: Flags,
    candidates: &Candidates,
    candidate: &Candidate,
) -> bool {
    let in_title = candidates.stems(candidate.first + candidate.length - 1, 1).any(|stem| stem.in_title);
    candidate.count == 1
        && !in_title
        && flags.intersects(PERSON)
        && !is_plural(&document.word(head).to_lowercase(), flags)
}

/// True for a town or division that is only described: `southern town`, `eastern German state`.
fn is_somewhere(
    head: Flags,
    candidates: &Candidates,
    candidate: &Candidate,
    flags: &impl Fn(u32) -> Flags,
) -> bool {
    let mut before = candidate.first..candidate.first + candidate.length - 1;
    head.intersects(CITY_NOUN | DIVISION_NOUN)
        && before.all(|word| {
            let is_adjective = candidates.stems(word, 1).all(|stem| stem.class == Class::Adjective);
            is_adjective || flags(word).intersects(DEMONYM)
        })
}
