//! Who says what: one list of speech acts, from which `people[].statements` and `figures[].attribution` both come.
//!
//! A document is read unit by unit (`unit`: a sentence, or those that one quotation joins). A unit has frames (`frame`:
//! a verb of saying with its subject, `according to X`, a colon), each with its speaker (`speaker`: a name, an office or
//! a pronoun) and with what it says (`content`). Quotations without a frame of their own take the speaker of what stands
//! before them (`quoted`); the turns of an interview have the speaker of their label (`interview`).
//!
//! The stage comes after names, whose people and organisations are the speakers, and before figures.

mod content;
mod frame;
mod gapped;
mod gender;
mod interview;
mod list;
mod quoted;
mod rules;
mod speaker;
mod subject;
mod text;
mod thresholds;
mod unit;
mod verb;

use std::ops::Range;

use crate::document::{Document, Span};
use crate::enrich::names::{Organisation, Person, Statement};
use crate::enrich::quotations::Quotation;
use crate::enrich::rule::Reason;
use crate::enrich::view::Tagged;
use content::Reading;
use speaker::{Discourse, Voice};
use text::Text;
use thresholds::{NEIGHBOURS, SHORTEST_QUOTATION, VOUCHED};

/// The one who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A person of the article, named or meant by a pronoun or an office.
    Person(usize),
    /// An organisation, or somebody who speaks for it.
    Organisation(usize),
    /// Somebody whom the article does not name: `police`, `an aide to X`.
    Description,
    /// A pronoun that may stand for several.
    Pronoun,
}

/// The form in which words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In quotation marks, or in the turn of an interview.
    Direct,
    /// As a clause: `said the dam held`.
    Reported,
    /// As a part of a clause, for which the speaker stands: `put the toll at 38`.
    Phrase,
}

/// Somebody says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeechAct {
    /// The speaker.
    pub speaker: Speaker,
    /// The words that name the speaker; for a pronoun those of the one it stands for.
    pub words: Span,
    /// The words said, without the quotation marks around them.
    pub content: Span,
    /// Their form.
    pub form: Form,
    /// The verb or noun that says so.
    pub verb: Option<Span>,
    /// The rule that made the act.
    pub rule: Reason,
    /// A source that is only cited (`according to X`): whoever speaks in the sentence goes before it.
    pub cited: bool,
}

/// The speech acts of a document.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// In the order of their content.
    acts: Vec<SpeechAct>,
}

impl Default for &Speech {
    /// No acts.
    fn default() -> Self {
        static NONE: Speech = Speech { acts: Vec::new() };
        &NONE
    }
}

/// Finds the speech acts of a document.
pub fn find(
    document: &Document,
    quotations: &[Quotation],
    people: &[Person],
    organisations: &[Organisation],
) -> Speech {
    let tagged = Tagged::new(document);
    let text = Text::new(document, &tagged, quotations, people, organisations);
    let mut reader = Reader { text: &text, acts: Vec::new() };
    reader.read();
    let mut acts = reader.acts;
    acts.sort_by_key(|act| (act.content.start, act.content.end));
    Speech { acts }
}

/// The speech acts of a document whose names are not known.
#[cfg(test)]
pub(in crate::enrich) fn without_names(document: &Document) -> Speech {
    find(document, &crate::enrich::quotations::find(document), &[], &[])
}

impl Speech {
    /// All acts, in the order of their content.
    pub fn acts(&self) -> &[SpeechAct] {
        &self.acts
    }

    /// The innermost act that contains a span outside the words for its speaker.
    pub fn act_at(&self, span: Span) -> Option<&SpeechAct> {
        let end = self.acts.partition_point(|act| act.content.start <= span.start);
        let near = &self.acts[end.saturating_sub(NEIGHBOURS)..end];
        let around = near.iter().filter(|act| act.content.contains(span) && !act.words.overlaps(span));
        around.min_by_key(|act| (act.cited, act.content.len()))
    }

    /// Makes sure of the organisations that speak: places and things do not.
    pub fn vouch(&self, organisations: &mut [Organisation]) {
        for act in &self.acts {
            if let Speaker::Organisation(body) = act.speaker
                && let Some(body) = organisations.get_mut(body)
            {
                body.score = body.score.max(VOUCHED);
            }
        }
    }

    /// Gives people what they said: the acts whose speaker is a person.
    pub fn tell(&self, document: &Document, people: &mut [Person]) {
        for act in self.acts.iter().filter(|act| act.form != Form::Phrase) {
            let Speaker::Person(person) = act.speaker else { continue };
            let direct = act.form == Form::Direct;
            let statement = Statement { span: act.content, direct };
            let Some(person) = people.get_mut(person) else { continue };
            if person.name.contains(' ') {
                person.score = person.score.max(VOUCHED);
            }
            let told = person.statements.last().is_some_and(|last| last.span.overlaps(act.content));
            if !told && (!direct || is_quotation(document.slice(act.content))) {
                person.statements.push(statement);
            }
        }
    }
}

/// True for words that say something by themselves, and are no mere turn of phrase.
fn is_quotation(words: &str) -> bool {
    words.split_whitespace().count() >= SHORTEST_QUOTATION || words.starts_with(char::is_uppercase)
}

/// The reading of a document.
struct Reader<'a> {
    text: &'a Text<'a>,
    acts: Vec<SpeechAct>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let units = quoted::join_tails(self.text, unit::find(self.text));
        let mut discourse = Discourse::new(self.text);
        let mut open = quoted::Open::default();
        let mut lists = list::Lists::default();
        for (index, unit) in units.iter().enumerate() {
            if self.text.document.is_stopped() {
                break;
            }
            let mut frames = frame::find(self.text, unit);
            gapped::add(self.text, unit, &mut frames);
            let voices: Vec<(&frame::Frame, Voice)> =
                frames.iter().map(|frame| (frame, discourse.voice(unit, frame))).collect();
            let mut said: Vec<Range<usize>> = frames.iter().map(|frame| frame.own.clone()).collect();
            let from = self.acts.len();
            for (index, (frame, voice)) in voices.iter().enumerate() {
                if self.text.document.is_stopped() {
                    break;
                }
                let reading = Reading { text: self.text, unit, frames: &frames, index };
                for content in reading.contents() {
                    said.push(content.tokens.clone());
                    self.push(voice, content.tokens, content.form, Some(frame.verb), frame.rule);
                }
            }
            for found in open.quotations(self.text, unit, &voices, &said, &discourse) {
                self.push(&found.voice, found.tokens, Form::Direct, None, found.rule);
            }
            lists.unit(self.text, units.get(index.wrapping_sub(1)), unit, &voices);
            if self.acts.len() == from
                && let Some((voice, rule)) = lists.goes_on(self.text, unit)
            {
                self.push(&voice, unit.start..unit.end, Form::Phrase, None, rule);
            }
            discourse.remember(unit, &voices);
        }
        for (act, tokens) in quoted::echoes(self.text, &self.acts) {
            let content = self.text.span(&tokens);
            self.acts.push(SpeechAct { content, rule: rules::ECHO, ..act });
        }
        for (voice, tokens) in list::tables(self.text) {
            self.push(&voice, tokens, Form::Phrase, None, rules::TABLE);
        }
        for turn in interview::turns(self.text, &units) {
            let voice = Voice::new(turn.who, turn.words);
            self.push(&voice, turn.tokens, Form::Direct, None, turn.rule);
        }
    }

    fn push(&mut self, voice: &Voice, tokens: Range<usize>, form: Form, verb: Option<usize>, rule: Reason) {
        if tokens.is_empty() || voice.words.is_empty() {
            return;
        }
        let act = SpeechAct {
            speaker: voice.who,
            words: self.text.span(&voice.words),
            content: self.text.span(&tokens),
            form,
            verb: verb.map(|verb| self.text.view.span(verb, verb + 1)),
            rule,
            cited: rule == rules::ACCORDING,
        };
        self.acts.push(act);
        self.acts
            .extend(voice.others.iter().map(|&person| SpeechAct { speaker: Speaker::Person(person), ..act }));
    }
}

#[cfg(test)]
mod tests;
