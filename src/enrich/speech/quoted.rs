//! Quotations without a frame of their own, and who said them.

use std::collections::HashMap;
use std::ops::Range;

use super::frame::{self, Frame, is_phrase};
use super::rules;
use super::speaker::{Discourse, Voice};
use super::text::Text;
use super::unit::Unit;
use super::verb::is_verb;
use super::{Form, Speaker, SpeechAct};
use crate::enrich::quotations::Quotation;
use crate::enrich::rule::Reason;
use crate::enrich::speech::thresholds::{LONGEST_TAIL, LONGEST_TURN_OF_PHRASE, SHORTEST_FRAGMENT};
use crate::enrich::steps::counted;
use crate::lexicon::{AUXILIARY, DETERMINER, PRONOUN};

/// A quotation with its speaker.
pub(super) struct Found {
    pub(super) voice: Voice,
    pub(super) tokens: Range<usize>,
    pub(super) rule: Reason,
}

/// Who spoke last, and which quotations wait for the end of a chain of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Open {
    last: Option<(Voice, u32)>,
    waiting: Vec<Range<usize>>,
    /// The quotation before is unclosed and its speaker is this.
    chain: Option<Voice>,
    /// The end of the quotation before.
    end: usize,
}

/// Joins `Lopes asked.` to the question in marks before it.
pub(super) fn join_tails(text: &Text<'_>, units: Vec<Unit>) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        match joined.last_mut() {
            Some(before) if before.paragraph == unit.paragraph && is_tail(text, before, &unit) => {
                before.end = unit.end;
            }
            _ => joined.push(unit),
        }
    }
    joined
}

fn is_tail(text: &Text<'_>, before: &Unit, unit: &Unit) -> bool {
    let behind = before.end == unit.start && text.view.is_quote(unit.start - 1);
    let short = unit.end - unit.start <= LONGEST_TAIL && text.quotations_in(unit.start..unit.end).is_empty();
    if !behind || !short || !text.is_quoted(unit.start.wrapping_sub(2)) {
        return false;
    }
    let frames = frame::find(text, unit);
    let Some(frame) = frames.first() else { return false };
    let rest = (frame.own.end..unit.end).any(|i| text.view.is_word(i));
    frame.own.start == unit.start && !rest && matches!(frame.rule, rules::SUBJECT | rules::INVERTED)
}

impl Open {
    /// The speakers of the quotations of a unit that no frame has said.
    pub(super) fn quotations(
        &mut self,
        text: &Text<'_>,
        unit: &Unit,
        voices: &[(&Frame, Voice)],
        said: &[Range<usize>],
        discourse: &Discourse<'_>,
    ) -> Vec<Found> {
        let mut found = Vec::new();
        for quotation in &text.quotations[text.quotations_in(unit.start..unit.end)] {
            let covered = said
                .iter()
                .any(|range| range.start < quotation.tokens.end && quotation.tokens.start < range.end);
            let voice = if covered {
                voices.last().map(|(_, voice)| voice.clone())
            } else {
                let who = self.speaker(text, unit, voices, quotation, discourse);
                who.map(|(voice, rule)| {
                    found.push(Found {
                        voice: voice.clone(),
                        tokens: said_in(text, &quotation.tokens),
                        rule,
                    });
                    voice
                })
            };
            self.follow(quotation, voice, unit, &mut found);
        }
        if let Some((_, voice)) = voices.iter().rev().find(|(frame, _)| frame.rule != rules::ACCORDING) {
            self.last = Some((voice.clone(), unit.paragraph));
        }
        found
    }

    /// Keeps what the next quotation needs, and gives those that waited their speaker.
    fn follow(&mut self, quotation: &Quotation, voice: Option<Voice>, unit: &Unit, found: &mut Vec<Found>) {
        if let Some(voice) = &voice {
            self.last = Some((voice.clone(), unit.paragraph));
            for tokens in self.waiting.drain(..) {
                found.push(Found { voice: voice.clone(), tokens, rule: rules::CHAIN });
            }
        }
        self.chain = voice.clone().filter(|_| quotation.unclosed);
        self.end = quotation.tokens.end;
        match (quotation.unclosed, voice) {
            (true, None) => self.waiting.push(quotation.tokens.clone()),
            (false, _) => self.waiting.clear(),
            _ => {}
        }
    }

    /// True if a quotation goes on where the one before was left open.
    fn follows_chain(&self, quotation: &Quotation) -> bool {
        quotation.opens_paragraph || quotation.tokens.start == self.end + 1
    }

    fn speaker(
        &self,
        text: &Text<'_>,
        unit: &Unit,
        voices: &[(&Frame, Voice)],
        quotation: &Quotation,
        discourse: &Discourse<'_>,
    ) -> Option<(Voice, Reason)> {
        let tokens = &quotation.tokens;
        if let Some(voice) = self.chain.clone().filter(|_| self.follows_chain(quotation)) {
            return Some((voice, rules::CHAIN));
        }
        if !voices.is_empty() {
            return beside_frames(text, voices, tokens);
        }
        if tokens.len() <= LONGEST_TURN_OF_PHRASE || is_phrase(text, tokens) {
            return None;
        }
        if let Some(voice) = name_behind(text, unit, tokens, discourse) {
            return Some((voice, rules::NAME_BEHIND));
        }
        if let Some(voice) = pronoun_behind(text, unit, tokens, discourse) {
            return Some((voice, rules::PRONOUN_BEHIND));
        }
        if tokens.start > unit.start + 1 {
            return called(text, unit, tokens, discourse).map(|voice| (voice, rules::CALLED));
        }
        // A sentence of its own, no title of a book.
        let ended = |i: usize| text.view.text(i).ends_with(['.', '?', '!', ',', '\u{2026}', ')']);
        let whole = quotation.unclosed || ended(tokens.end - 1) || ended(tokens.end + 1);
        if !whole {
            return None;
        }
        let topic = discourse.topic(unit).filter(|_| text.view.capitalised(tokens.start));
        if let Some((person, words)) = topic {
            return Some((Voice::new(Speaker::Person(person), words), rules::TOPIC));
        }
        let (voice, paragraph) = self.last.as_ref()?;
        let near =
            *paragraph == unit.paragraph || *paragraph + 1 == unit.paragraph && quotation.opens_paragraph;
        near.then(|| (voice.clone(), rules::GOES_ON))
    }
}

/// The words between marks without the comma before the closing one.
fn said_in(text: &Text<'_>, tokens: &Range<usize>) -> Range<usize> {
    let comma = text.view.text(tokens.end - 1) == "," && tokens.len() > 1;
    tokens.start..tokens.end - usize::from(comma)
}

/// `"…," said X, a farmer. "…"`: the frame next to a quotation of the same unit.
fn beside_frames(
    text: &Text<'_>,
    voices: &[(&Frame, Voice)],
    tokens: &Range<usize>,
) -> Option<(Voice, Reason)> {
    let view = &text.view;
    let before = tokens.start.wrapping_sub(2);
    let introduced = matches!(view.text(before), "," | ":" | "." | "\u{2014}" | "\u{2013}" | "?" | "!")
        || view.is_quote(before)
        || view.capitalised(tokens.start) && tokens.len() > LONGEST_TURN_OF_PHRASE;
    let title = tokens.len() <= LONGEST_TURN_OF_PHRASE && view.text(tokens.end - 1) == ",";
    if title || !introduced && tokens.len() < 2 * SHORTEST_FRAGMENT || is_phrase(text, tokens) {
        return None;
    }
    let distance = |frame: &Frame| {
        let cited = 100 * usize::from(frame.rule == rules::ACCORDING);
        let apart = if frame.own.start >= tokens.end {
            frame.own.start - tokens.end
        } else {
            tokens.start.saturating_sub(frame.own.end)
        };
        cited + apart
    };
    let (frame, voice) = voices.iter().min_by_key(|(frame, _)| distance(frame))?;
    Some((voice.clone(), frame.rule))
}

/// Whoever is named right behind a quotation said it, in whatever words: `"…," Ana Lopes concluded`.
fn name_behind(
    text: &Text<'_>,
    unit: &Unit,
    tokens: &Range<usize>,
    discourse: &Discourse<'_>,
) -> Option<Voice> {
    let view = &text.view;
    let first = tokens.end + 1;
    let ended = matches!(view.text(tokens.end - 1), "," | "." | "!" | "?");
    if first >= unit.end || !ended || view.has(first, PRONOUN | DETERMINER) {
        return None;
    }
    let name = (first..first + 5)
        .find_map(|i| text.name_at(i))
        .filter(|name| (first..name.tokens.start).all(|i| text.is_title(i) || view.capitalised(i)))?;
    discourse.named(first..name.tokens.end)
}

/// `"…," she laughed`: the person of a pronoun right behind a quotation, with any verb.
fn pronoun_behind(
    text: &Text<'_>,
    unit: &Unit,
    tokens: &Range<usize>,
    discourse: &Discourse<'_>,
) -> Option<Voice> {
    let view = &text.view;
    let first = tokens.end + 1;
    let ended = matches!(view.text(tokens.end - 1), "," | "!" | "?");
    let speaks = first + 1 < unit.end && view.any(first, &["he", "she"]) && view.lower(first + 1);
    if !(ended && speaks) {
        return None;
    }
    let voice = discourse.voice_of(unit, None, first..first + 1);
    voice.person().is_some().then_some(voice)
}

/// `X called it "a day of shame"`: the subject of the clause, where the words in marks are a part of it.
fn called(text: &Text<'_>, unit: &Unit, tokens: &Range<usize>, discourse: &Discourse<'_>) -> Option<Voice> {
    let view = &text.view;
    let owned = view.has(tokens.start.wrapping_sub(2), DETERMINER);
    let fragment = view.lower(tokens.start) && tokens.len() >= SHORTEST_FRAGMENT && !owned;
    let introduced = matches!(view.text(tokens.start.wrapping_sub(2)), ":");
    if !(fragment || introduced) {
        return None;
    }
    let part = frame::part(text, unit, tokens.start.wrapping_sub(2));
    let words = part.first_subject(tokens.start - 1)?;
    // Another verb parts the subject from the words: `She wonders if he is capable of …`.
    let verbs =
        (words.end..tokens.start - 1).filter(|&i| is_verb(view, i) && !view.has(i, AUXILIARY)).count();
    if verbs > 1 {
        return None;
    }
    // `It pointed how "…"`: only who can speak, and no pronoun of unknown reference.
    let voice = discourse.voice_of(unit, None, words);
    (voice.who != Speaker::Pronoun && voice.words.len() < LONGEST_TAIL).then_some(voice)
}

/// Quotations without a named speaker whose words stand elsewhere with one: headings and pull quotes.
pub(super) fn echoes(text: &Text<'_>, acts: &[SpeechAct]) -> Vec<(SpeechAct, Range<usize>)> {
    let direct = |act: &SpeechAct| act.form == Form::Direct && matches!(act.speaker, Speaker::Person(_));
    // By where they begin, with their place in the order of reading.
    let mut spoken: Vec<(usize, &SpeechAct)> =
        acts.iter().enumerate().filter(|(_, act)| direct(act)).collect();
    spoken.sort_by_key(|(_, act)| act.content.start);
    let mut known: HashMap<Vec<u64>, SpeechAct> = HashMap::new();
    let mut silent = Vec::new();
    for quotation in text.quotations {
        let span = text.span(&quotation.tokens);
        let first = spoken.partition_point(|(_, act)| act.content.start < span.start);
        let inside = counted(spoken[first..].iter()).take_while(|(_, act)| act.content.start <= span.end);
        let said = inside.filter(|(_, act)| span.contains(act.content)).min_by_key(|(order, _)| order);
        match said.map(|(_, act)| *act) {
            Some(act) => {
                known.entry(words_of(text, &quotation.tokens)).or_insert(*act);
            }
            None if quotation.tokens.len() >= LONGEST_TURN_OF_PHRASE => {
                silent.push(said_in(text, &quotation.tokens));
            }
            None => {}
        }
    }
    let found = silent.into_iter().filter_map(|tokens| Some((*known.get(&words_of(text, &tokens))?, tokens)));
    found.collect()
}

fn words_of(text: &Text<'_>, tokens: &Range<usize>) -> Vec<u64> {
    let words = tokens.clone().filter(|&i| text.view.is_word(i));
    words.filter_map(|i| text.view.token(i).map(|token| token.key)).collect()
}
