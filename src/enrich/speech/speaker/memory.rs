//! The memory of a discourse: the subject of each unit so far, and the person of whom the text spoke last.

use std::ops::Range;

use super::{Discourse, Voice, people_in};
use crate::enrich::speech::frame::Frame;
use crate::enrich::speech::gender::Gender;
use crate::enrich::speech::thresholds::{PRONOUN_PARAGRAPHS, PRONOUN_UNITS, SILENT_UNITS};
use crate::enrich::speech::unit::Unit;
use crate::enrich::speech::verb::is_verb;
use crate::enrich::speech::{Speaker, rules};
use crate::lexicon::{ADVERB, CONJUNCTION, DETERMINER, PREPOSITION, RELATIVE, SPEECH};

/// What a unit was about.
#[derive(Debug, Clone)]
pub(super) struct Past {
    paragraph: u32,
    /// The subject of the unit, or the one who speaks in it.
    subject: Subject,
    /// Quotations and nothing else, with nobody who speaks.
    silent: bool,
    /// It ends with a question mark.
    asks: bool,
    /// The subject speaks, or is a pronoun: it goes on to be meant.
    sure: bool,
    /// All people named outside quotations.
    people: Vec<(usize, Range<usize>)>,
    /// A body or several people who speak in it.
    body: Option<Range<usize>>,
}

#[derive(Debug, Clone)]
enum Subject {
    Person(usize, Range<usize>),
    /// Somebody without a name: `the owner`, `a man`. The words are there if they spoke.
    Unnamed(Option<Gender>, Option<Range<usize>>),
    None,
}

/// Of whom the text spoke last.
pub(super) enum Last {
    Person(usize, Range<usize>),
    /// Somebody without a name who spoke.
    Unnamed(Range<usize>),
    Nobody,
}

impl Discourse<'_> {
    /// The person of whom the text spoke last. Who speaks or is the subject goes before who is only named; where two
    /// fit, nobody is meant for certain.
    pub(super) fn last_person(&self, unit: &Unit, gender: Option<Gender>) -> Last {
        let fits = |person: usize| gender.is_none_or(|gender| self.fits(person, gender));
        // Paragraphs of quotations alone are passed over.
        let mut reach = PRONOUN_PARAGRAPHS;
        let mut before = unit.paragraph;
        let mut units = 0;
        for past in self.past.iter().rev().take(SILENT_UNITS) {
            if past.silent {
                reach += u32::from(past.paragraph != before);
                before = past.paragraph;
                continue;
            }
            units += 1;
            if past.paragraph + reach < unit.paragraph || units > PRONOUN_UNITS {
                return Last::Nobody;
            }
            let mut named: Vec<&(usize, Range<usize>)> = Vec::new();
            for found in past.people.iter().filter(|(person, _)| fits(*person)) {
                if !named.iter().any(|(person, _)| *person == found.0) {
                    named.push(found);
                }
            }
            match &past.subject {
                Subject::Person(person, words) if fits(*person) => {
                    // Whether a subject of unknown gender or another is meant is not sure, unless it speaks.
                    let known = |other: usize| self.genders[other].is_some();
                    let unsure = gender.is_some()
                        && !known(*person)
                        && named.iter().any(|(other, _)| other != person && (known(*other) || !past.sure));
                    return if unsure { Last::Nobody } else { Last::Person(*person, words.clone()) };
                }
                Subject::Unnamed(other, words) if gender.is_none() || other.is_none() || *other == gender => {
                    return words.clone().map_or(Last::Nobody, Last::Unnamed);
                }
                _ => {}
            }
            match named[..] {
                [] => {}
                [(person, words)] => return Last::Person(*person, words.clone()),
                _ => return Last::Nobody,
            }
        }
        Last::Nobody
    }

    /// The body or the people who spoke last, for `they` and `it`.
    pub(super) fn body_before(&self, unit: &Unit) -> Option<Voice> {
        let past = self.past.iter().rev().take(PRONOUN_UNITS);
        let mut near = past.take_while(|past| past.paragraph + PRONOUN_PARAGRAPHS >= unit.paragraph);
        let words = near.find_map(|past| past.body.clone())?;
        Some(Voice::new(self.body(&words), words))
    }

    /// Remembers a unit, with the voices that spoke in it.
    pub(in crate::enrich::speech) fn remember(&mut self, unit: &Unit, voices: &[(&Frame, Voice)]) {
        let people = people_in(self.text, unit.start..unit.end);
        let spoke = voices.iter().rev().find(|(frame, _)| frame.rule != rules::ACCORDING);
        let body = voices.iter().rev().find_map(|(_, voice)| match voice.who {
            Speaker::Organisation(_) | Speaker::Description => Some(voice.words.clone()),
            _ => None,
        });
        let subject = match spoke.map(|(_, voice)| (voice.who, voice)) {
            Some((Speaker::Person(person), voice)) => Subject::Person(person, voice.words.clone()),
            Some((Speaker::Description, voice)) if self.is_somebody(&voice.words) => {
                Subject::Unnamed(self.gender_of(&voice.words), Some(voice.words.clone()))
            }
            Some((Speaker::Pronoun, _)) => Subject::Unnamed(None, None),
            _ => self.subject(unit),
        };
        let pronoun = self.opening_pronoun(unit.start, unit.end);
        if let (Some(gender), Subject::Person(person, _)) = (pronoun, &subject) {
            self.genders[*person].get_or_insert(gender);
        }
        for (frame, voice) in voices {
            if let (Some(gender), Some(person)) = (self.pronoun_of(frame.speaker.start), voice.person()) {
                self.genders[person].get_or_insert(gender);
            }
        }
        let sure = spoke.is_some() || pronoun.is_some();
        let view = &self.text.view;
        let silent = voices.is_empty()
            && people.is_empty()
            && (unit.start..unit.end).all(|i| !view.is_word(i) || self.text.is_quoted(i));
        let asks = view.text(unit.end - 1) == "?";
        self.past.push(Past { paragraph: unit.paragraph, subject, silent, asks, sure, people, body });
    }

    /// The subject with which a unit begins.
    fn subject(&self, unit: &Unit) -> Subject {
        let text = self.text;
        let view = &text.view;
        let mut first = unit.start;
        // A leading phrase with a comma behind it: `On Monday, …`.
        if view.has(first, PREPOSITION | ADVERB | CONJUNCTION)
            && let Some(comma) = (first..unit.end.min(first + 14)).find(|&i| view.text(i) == ",")
        {
            first = comma + 1;
        }
        if text.is_quoted(first) || view.is_quote(first) {
            return Subject::None;
        }
        let gender = self.opening_pronoun(first, unit.end);
        if let Some(gender) = gender {
            return match self.last_person(unit, Some(gender)) {
                Last::Person(person, words) => Subject::Person(person, words),
                Last::Unnamed(words) => Subject::Unnamed(Some(gender), Some(words)),
                Last::Nobody => Subject::Unnamed(Some(gender), None),
            };
        }
        let verb = (first..unit.end.min(first + 30)).find(|&i| is_verb(view, i) && text.name_at(i).is_none());
        let words = first..verb.unwrap_or(unit.end.min(first + 12)).max(first + 1);
        let mut heads = text.names_in(words.clone()).iter().filter(|name| self.is_head(&words, &name.tokens));
        if let Some(name) = heads.next()
            && let Some(person) = name.person()
        {
            return Subject::Person(person, name.tokens.clone());
        }
        let end = words
            .clone()
            .skip(1)
            .find(|&i| view.has(i, PREPOSITION | RELATIVE | SPEECH) || view.text(i) == ",")
            .unwrap_or(words.end);
        let described = words.start..end;
        if view.has(first, DETERMINER)
            && self.is_somebody(&described)
            && !described.clone().any(|i| text.person_at(i).is_some())
        {
            return Subject::Unnamed(self.gender_of(&described), None);
        }
        Subject::None
    }

    /// The pronoun that is the subject of words: `In 1971 he founded …`.
    fn opening_pronoun(&self, first: usize, end: usize) -> Option<Gender> {
        let plain = |i: &usize| !is_verb(&self.text.view, *i) && self.text.name_at(*i).is_none();
        (first..end.min(first + 6)).take_while(plain).find_map(|i| self.pronoun_of(i))
    }

    /// The subject of the unit before, if it is a person and stands in the same paragraph.
    pub(in crate::enrich::speech) fn topic(&self, unit: &Unit) -> Option<(usize, Range<usize>)> {
        let past = self.past.last().filter(|past| past.paragraph == unit.paragraph && !past.asks)?;
        match &past.subject {
            Subject::Person(person, words) => Some((*person, words.clone())),
            _ => None,
        }
    }
}
