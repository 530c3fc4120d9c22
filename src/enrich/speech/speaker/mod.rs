//! Who a speaker is: the person or organisation that the words name, also by a pronoun or an office.

mod memory;
mod office;
mod pronoun;

use std::ops::Range;

use memory::Past;
use pronoun::Pronoun;

use super::Speaker;
use super::frame::Frame;
use super::gender::{self, Gender};
use super::subject::Part;
use super::text::{Entity, Named, Text};
use super::unit::Unit;
use crate::document::hash_lower;
use crate::lexicon::{CONJUNCTION, PERSON, PREPOSITION, RELATIVE, SPEAKER};
use crate::lexicon::{KeyMap, word_lists};

word_lists! {
    "attribution":
    SPEAKS_FOR_OTHERS,
}

/// A speaker with the words that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) who: Speaker,
    /// Further people who say the same: `Lopes and Berg said`.
    pub(super) others: Vec<usize>,
    pub(super) words: Range<usize>,
}

impl Voice {
    pub(super) fn new(who: Speaker, words: Range<usize>) -> Self {
        Self { who, others: Vec::new(), words }
    }

    pub(super) fn person(&self) -> Option<usize> {
        match self.who {
            Speaker::Person(person) => Some(person),
            _ => None,
        }
    }
}

/// Who has an office: the person whose roles alone have the noun; `None` for several.
pub(super) type Offices = KeyMap<Option<usize>>;

/// What the text has told so far.
#[derive(Debug)]
pub(super) struct Discourse<'a> {
    text: &'a Text<'a>,
    genders: Vec<Option<Gender>>,
    offices: Offices,
    /// What each unit so far was about, the latest last.
    past: Vec<Past>,
}

impl<'a> Discourse<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let mut offices = Offices::default();
        for (number, person) in text.people.iter().enumerate() {
            for word in person.roles.iter().flat_map(|role| role.split(' ')) {
                let holder = offices.entry(hash_lower(word)).or_insert(Some(number));
                if *holder != Some(number) {
                    *holder = None;
                }
            }
        }
        Self { text, genders: gender::of_people(text), offices, past: Vec::new() }
    }

    /// The voice of a frame in a unit.
    pub(super) fn voice(&self, unit: &Unit, frame: &Frame) -> Voice {
        self.voice_of(unit, Some(frame), frame.speaker.clone())
    }

    /// The voice that words of a unit name, with their frame if they have one.
    pub(super) fn voice_of(&self, unit: &Unit, frame: Option<&Frame>, words: Range<usize>) -> Voice {
        if let Some(pronoun) = self.pronoun(&words) {
            let at = words.start;
            let found = match pronoun {
                Pronoun::Person(gender) => self.person_before(unit, frame, at, gender),
                Pronoun::Body => self.body_before(unit),
            };
            return found.unwrap_or_else(|| Voice::new(Speaker::Pronoun, words));
        }
        self.named(words.clone())
            .or_else(|| self.office(unit, &words))
            .unwrap_or_else(|| Voice::new(self.body(&words), words))
    }

    /// The person or people whom words name as their head, not `an aide to X` or `X's lawyer`.
    pub(super) fn named(&self, words: Range<usize>) -> Option<Voice> {
        let text = self.text;
        let heads: Vec<_> = text
            .names_in(words.clone())
            .iter()
            .filter(|name| name.tokens.end <= words.end && self.is_head(&words, &name.tokens))
            .collect();
        let people: Vec<usize> = heads.iter().filter_map(|name| name.person()).collect();
        let (&first, rest) = people.split_first()?;
        let words = if rest.is_empty() {
            let name = heads.iter().find(|name| name.person() == Some(first))?;
            // The titles go with the name, what stands between commas before it does not.
            let comma = (words.start..name.tokens.start).rev().find(|&i| text.view.text(i) == ",");
            comma.map_or(words.start, |i| i + 1)..words.end
        } else {
            words
        };
        Some(Voice { who: Speaker::Person(first), others: rest.to_vec(), words })
    }

    /// True if a name is what the words speak of: no preposition, possessive or relative clause parts it from them.
    fn is_head(&self, words: &Range<usize>, name: &Range<usize>) -> bool {
        let text = self.text;
        let view = &text.view;
        if text.is_possessive(name.end) {
            return false;
        }
        let part = Part { text, view: view.window(words.start, words.end) };
        let first = part.title_start(name.start).max(words.start);
        let between = words.start..first;
        let open = between.clone().rev().find(|&i| {
            view.has(i, PREPOSITION | RELATIVE) && text.name_at(i).is_none() || view.text(i) == ","
        });
        // A comma before the name: `the owner, Jo Berg`.
        // `Deputy Head of the Department of Emergencies Erlan Tulegenov`: right before the name stands a body, no title.
        let before = name.start.wrapping_sub(1);
        let affiliated = before > words.start
            && before < name.start
            && view.capitalised(before)
            && !text.is_title(before)
            && !view.has(before, PREPOSITION | CONJUNCTION);
        open.is_none_or(|i| view.text(i) == "," || i == words.start || affiliated)
            && !(first..name.start).any(|i| view.has(i, PREPOSITION) && text.name_at(i).is_none())
    }

    /// The body that words name, or that they are a description.
    fn body(&self, words: &Range<usize>) -> Speaker {
        let text = self.text;
        let view = &text.view;
        let names = text.names_in(words.clone());
        let found = names.iter().find(|name| {
            let clause = (words.start..name.tokens.start).any(|i| view.has(i, RELATIVE));
            name.tokens.end <= words.end && !clause
        });
        match found.map(|name| name.who) {
            Some(Entity::Organisation(body)) if self.speaks_for(words) => Speaker::Organisation(body),
            _ => Speaker::Description,
        }
    }

    /// `a spokesman for Apple` speaks for it, `a critic of Apple` does not.
    fn speaks_for(&self, words: &Range<usize>) -> bool {
        let view = &self.text.view;
        let head = words.clone().find(|&i| view.has(i, PREPOSITION) && self.text.name_at(i).is_none());
        let Some(preposition) = head else { return true };
        !view.any(preposition, &["to", "against", "with", "near"])
            && !words.clone().any(|i| view.any(i, &SPEAKS_FOR_OTHERS))
    }

    fn fits(&self, person: usize, gender: Gender) -> bool {
        self.genders[person].is_none_or(|own| own == gender)
    }

    /// True if words describe one person: `the owner of the barn`, `Mayor Li`.
    fn is_somebody(&self, words: &Range<usize>) -> bool {
        let text = self.text;
        let view = &text.view;
        let end = words
            .clone()
            .skip(1)
            .find(|&i| view.has(i, PREPOSITION | RELATIVE) || view.text(i) == ",")
            .unwrap_or(words.end);
        let head = end.saturating_sub(1).max(words.start);
        let one = |i: usize| (text.is_role(i) || view.has(i, PERSON)) && !text.is_plural(i);
        let titled = view.capitalised(head) && (words.start..head).any(|i| one(i) && view.capitalised(i));
        one(head) || titled && !view.has(head, SPEAKER)
    }

    fn gender_of(&self, words: &Range<usize>) -> Option<Gender> {
        words.clone().rev().find_map(|i| gender::one(self.text.gender_at(i)))
    }
}

/// The people named in tokens outside quotations, with their names.
fn people_in(text: &Text<'_>, range: Range<usize>) -> Vec<(usize, Range<usize>)> {
    let owns = |name: &Named| text.is_possessive(name.tokens.end);
    let inside = text.names_in(range).iter();
    let named = inside.filter(|name| !text.is_quoted(name.tokens.start) && !owns(name));
    named.filter_map(|name| name.person().map(|person| (person, name.tokens.clone()))).collect()
}
