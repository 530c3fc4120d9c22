//! Who a speaker is: the person or organisation that the words name, also by a pronoun or an office.

use std::collections::HashMap;
use std::ops::Range;

use super::frame::Frame;
use super::gender::{self, Gender};
use super::subject::Part;
use super::text::{Entity, Text};
use super::unit::Unit;
use super::{Speaker, rules};
use crate::document::hash_lower;
use crate::enrich::names;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{ADVERB, CONJUNCTION, DETERMINER, PERSON, PREPOSITION, RELATIVE, SPEAKER, SPEECH};

word_lists! {
    "attribution":
    GENERIC_SPEAKERS, SPEAKS_FOR_OTHERS,
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
pub(super) type Offices = HashMap<u64, Option<usize>>;

/// What the text has told so far.
#[derive(Debug)]
pub(super) struct Discourse<'a> {
    text: &'a Text<'a>,
    genders: Vec<Option<Gender>>,
    offices: Offices,
    /// What each unit so far was about, the latest last.
    past: Vec<Past>,
}

/// What a unit was about.
#[derive(Debug, Clone)]
struct Past {
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

/// Pronouns reach back so many paragraphs, and so many units.
const PARAGRAPHS: u32 = 2;
const UNITS: usize = 8;
/// Units of quotations alone do not count, up to so many.
const FARTHEST: usize = 24;
/// The words of a role that make it another office.
static QUALIFIED: WordList = WordList::new("attribution", "QUALIFIED");

impl<'a> Discourse<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let mut offices = Offices::new();
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

    /// `the minister said`: the one person who has this office in the text.
    fn office(&self, unit: &Unit, words: &Range<usize>) -> Option<Voice> {
        let text = self.text;
        let view = &text.view;
        if !view.any(words.start, &["the", "this"]) {
            return None;
        }
        if let Some(voice) = self.aged(unit, words) {
            return Some(voice);
        }
        let end = words
            .clone()
            .skip(1)
            .find(|&i| view.has(i, PREPOSITION | RELATIVE) || !view.is_word(i) && !view.hyphen(i));
        let head = end.unwrap_or(words.end) - 1;
        if text.is_plural(head) || !(text.is_role(head) || view.has(head, PERSON)) {
            return None;
        }
        let Some(holder) = self.offices.get(&view.token(head)?.key) else {
            return self.epithet(unit, words, head);
        };
        let holder = (*holder)?;
        let roles = &text.people[holder].roles;
        let word = view.text(head).to_lowercase();
        let plain = roles.iter().any(|role| {
            let lower = role.to_lowercase();
            let mut parts = lower.split(' ');
            parts.clone().any(|part| part == word)
                && !parts.any(|part| QUALIFIED.contains(&part) && !words.clone().any(|i| view.is(i, part)))
        });
        // Named already, and of no other land or house: `the Kenyan minister` has to fit the role.
        let before =
            text.names.iter().any(|name| name.person() == Some(holder) && name.tokens.start < words.start);
        (plain && before).then(|| Voice::new(Speaker::Person(holder), words.clone()))
    }

    /// `the retiree said`: a noun that the text has not used before, for the person of whom it speaks.
    fn epithet(&self, unit: &Unit, words: &Range<usize>, head: usize) -> Option<Voice> {
        let view = &self.text.view;
        let key = view.token(head)?.key;
        // `the Chicago native`: names may stand between.
        let named = (words.start + 1..head).all(|i| view.capitalised(i) || view.hyphen(i));
        let plain = words.len() <= 4 && named && view.lower(head) && !view.has(head, SPEAKER);
        let other = names::often_means_another(view.text(head)) || view.any(head, &GENERIC_SPEAKERS);
        let told = self.text.document.tokens()[..words.start].iter().any(|token| token.key == key);
        if !plain || other || told {
            return None;
        }
        match self.last_person(unit, self.gender_of(words)) {
            Last::Person(person, words) => Some(Voice::new(Speaker::Person(person), words)),
            Last::Unnamed(_) | Last::Nobody => None,
        }
    }

    /// `the 34-year-old said`: the person of whom the text speaks.
    fn aged(&self, unit: &Unit, words: &Range<usize>) -> Option<Voice> {
        let view = &self.text.view;
        let old = words.clone().any(|i| view.is(i, "old"))
            && words.clone().any(|i| view.is_number(i) || view.any(i, &["year"]));
        match old.then(|| self.last_person(unit, None))? {
            Last::Person(person, words) => Some(Voice::new(Speaker::Person(person), words)),
            Last::Unnamed(_) | Last::Nobody => None,
        }
    }

    fn pronoun(&self, words: &Range<usize>) -> Option<Pronoun> {
        let view = &self.text.view;
        if words.len() != 1 {
            return None;
        }
        match view.text(words.start).to_ascii_lowercase().as_str() {
            "he" | "him" | "his" => Some(Pronoun::Person(Gender::Male)),
            "she" | "her" => Some(Pronoun::Person(Gender::Female)),
            "they" | "them" | "it" | "their" | "its" => Some(Pronoun::Body),
            _ => None,
        }
    }

    /// The person for whom a pronoun stands.
    fn person_before(&self, unit: &Unit, frame: Option<&Frame>, at: usize, gender: Gender) -> Option<Voice> {
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
    fn within(&self, unit: &Unit, frame: Option<&Frame>, at: usize) -> Vec<(usize, Range<usize>)> {
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
        let fragment = |quotation: &&crate::enrich::quotations::Quotation| {
            behind && view.is_word(quotation.tokens.start.wrapping_sub(2))
        };
        if let Some(quotation) = self.text.quotation_at(at.wrapping_sub(2)).filter(fragment) {
            return people_in(self.text, first..quotation.tokens.start);
        }
        if frame.is_some_and(|frame| frame.shape == super::frame::Shape::Inverted)
            || !(joined || comma && clause)
            || at <= first
        {
            return Vec::new();
        }
        people_in(self.text, first..at)
    }

    /// The person of whom the text spoke last. Who speaks or is the subject goes before who is only named; where two
    /// fit, nobody is meant for certain.
    fn last_person(&self, unit: &Unit, gender: Option<Gender>) -> Last {
        let fits = |person: usize| gender.is_none_or(|gender| self.fits(person, gender));
        // Paragraphs of quotations alone are passed over.
        let mut reach = PARAGRAPHS;
        let mut before = unit.paragraph;
        let mut units = 0;
        for past in self.past.iter().rev().take(FARTHEST) {
            if past.silent {
                reach += u32::from(past.paragraph != before);
                before = past.paragraph;
                continue;
            }
            units += 1;
            if past.paragraph + reach < unit.paragraph || units > UNITS {
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

    fn fits(&self, person: usize, gender: Gender) -> bool {
        self.genders[person].is_none_or(|own| own == gender)
    }

    /// The body or the people who spoke last, for `they` and `it`.
    fn body_before(&self, unit: &Unit) -> Option<Voice> {
        let past = self.past.iter().rev().take(UNITS);
        let mut near = past.take_while(|past| past.paragraph + PARAGRAPHS >= unit.paragraph);
        let words = near.find_map(|past| past.body.clone())?;
        Some(Voice::new(self.body(&words), words))
    }

    /// Remembers a unit, with the voices that spoke in it.
    pub(super) fn remember(&mut self, unit: &Unit, voices: &[(&Frame, Voice)]) {
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

    /// The gender of a pronoun that is a subject: `he`, `she`.
    fn pronoun_of(&self, at: usize) -> Option<Gender> {
        let view = &self.text.view;
        match () {
            () if view.is(at, "he") => Some(Gender::Male),
            () if view.is(at, "she") => Some(Gender::Female),
            () => None,
        }
    }

    /// The pronoun that is the subject of words: `In 1971 he founded …`.
    fn opening_pronoun(&self, first: usize, end: usize) -> Option<Gender> {
        let plain = |i: &usize| !super::verb::is_verb(&self.text.view, *i) && self.text.name_at(*i).is_none();
        (first..end.min(first + 6)).take_while(plain).find_map(|i| self.pronoun_of(i))
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
        let verb = (first..unit.end.min(first + 30))
            .find(|&i| super::verb::is_verb(view, i) && text.name_at(i).is_none());
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

    /// The subject of the unit before, if it is a person and stands in the same paragraph.
    pub(super) fn topic(&self, unit: &Unit) -> Option<(usize, Range<usize>)> {
        let past = self.past.last().filter(|past| past.paragraph == unit.paragraph && !past.asks)?;
        match &past.subject {
            Subject::Person(person, words) => Some((*person, words.clone())),
            _ => None,
        }
    }
}

/// Of whom the text spoke last.
enum Last {
    Person(usize, Range<usize>),
    /// Somebody without a name who spoke.
    Unnamed(Range<usize>),
    Nobody,
}

/// A pronoun, by what it can stand for.
enum Pronoun {
    Person(Gender),
    Body,
}

/// The people named in tokens outside quotations, with their names.
fn people_in(text: &Text<'_>, range: Range<usize>) -> Vec<(usize, Range<usize>)> {
    let owns = |name: &super::text::Named| text.is_possessive(name.tokens.end);
    let inside = text.names_in(range).iter();
    let named = inside.filter(|name| !text.is_quoted(name.tokens.start) && !owns(name));
    named.filter_map(|name| name.person().map(|person| (person, name.tokens.clone()))).collect()
}
