//! Pronouns: their gender, and the people who stand before them in the sentence.

use std::ops::Range;

use super::memory::Last;
use super::{Discourse, Voice, people_in};
use crate::enrich::quotations::Quotation;
use crate::enrich::speech::Speaker;
use crate::enrich::speech::frame::{Frame, Shape};
use crate::enrich::speech::gender::Gender;
use crate::enrich::speech::unit::Unit;
use crate::lexicon::word_lists;
use crate::lexicon::{CONJUNCTION, PREPOSITION};

word_lists! {
    "attribution":
    BODY_PRONOUNS,
}

/// A pronoun, by what it can stand for.
pub(super) enum Pronoun {
    Person(Gender),
    Body,
}

impl Discourse<'_> {
    pub(super) fn pronoun(&self, words: &Range<usize>) -> Option<Pronoun> {
        let view = &self.text.view;
        if words.len() != 1 {
            return None;
        }
        let word = view.text(words.start).to_ascii_lowercase();
        match word.as_str() {
            "he" | "him" | "his" => Some(Pronoun::Person(Gender::Male)),
            "she" | "her" => Some(Pronoun::Person(Gender::Female)),
            _ if BODY_PRONOUNS.contains(&word.as_str()) => Some(Pronoun::Body),
            _ => None,
        }
    }

    /// The person for whom a pronoun stands.
    pub(super) fn person_before(
        &self,
        unit: &Unit,
        frame: Option<&Frame>,
        at: usize,
        gender: Gender,
    ) -> Option<Voice> {
        // `When Lopes arrived, she said`; but `Lopes was unfit, he said` speaks of Lopes.
        let inside = self.within(unit, frame, at);
        let fitting: Vec<_> = inside.iter().filter(|(person, _)| self.fits(*person, gender)).collect();
        if let Some((person, words)) = fitting.first()
            && fitting.iter().all(|(other, _)| other == person)
        {
            return Some(Voice::new(Speaker::Person(*person), words.clone()));
        }
        if !fitting.is_empty() {
            return None;
        }
        match self.last_person(unit, Some(gender)) {
            Last::Person(person, words) => Some(Voice::new(Speaker::Person(person), words)),
            Last::Unnamed(words) => Some(Voice::new(Speaker::Description, words)),
            Last::Nobody => None,
        }
    }

    /// The people named in the clause before a pronoun, where that clause is not what is said.
    pub(super) fn within(&self, unit: &Unit, frame: Option<&Frame>, at: usize) -> Vec<(usize, Range<usize>)> {
        let view = &self.text.view;
        let first = unit.start;
        let clause = view.has(first, CONJUNCTION) && !view.any(first, &["and", "but", "so", "yet"])
            || view.has(first, PREPOSITION)
            || view.any(first, &["asked"])
            || view.text(first).ends_with("ing") && self.text.name_at(first).is_none();
        let comma = view.text(at.wrapping_sub(1)) == "," || view.is_quote(at.wrapping_sub(1));
        let joined = view.any(at.wrapping_sub(1), &["and", "but", "as", "when"]);
        // `Duffy sold her house for "a new life", she said`: the clause around the words in marks.
        let behind =
            view.is_quote(at.wrapping_sub(1)) && !view.is_quote(first) && !self.text.is_quoted(first);
        let fragment =
            |quotation: &&Quotation| behind && view.is_word(quotation.tokens.start.wrapping_sub(2));
        if let Some(quotation) = self.text.quotation_at(at.wrapping_sub(2)).filter(fragment) {
            return people_in(self.text, first..quotation.tokens.start);
        }
        if frame.is_some_and(|frame| frame.shape == Shape::Inverted)
            || !(joined || comma && clause)
            || at <= first
        {
            return Vec::new();
        }
        people_in(self.text, first..at)
    }

    /// The gender of a pronoun that is a subject: `he`, `she`.
    pub(super) fn pronoun_of(&self, at: usize) -> Option<Gender> {
        let view = &self.text.view;
        match () {
            () if view.is(at, "he") => Some(Gender::Male),
            () if view.is(at, "she") => Some(Gender::Female),
            () => None,
        }
    }
}
