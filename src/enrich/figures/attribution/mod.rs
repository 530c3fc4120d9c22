//! Who says so: frames of speech, quotations, and the figures inside them.
//!
//! A frame is a speaker and what they say. Frames are found by the verb of saying (`X said`, `said X`, `according to
//! X`), quotations take the speaker of the frame that touches them, and a quotation without one takes that of the
//! quotation before it.

mod frame;
mod quotes;
mod subject;
mod verb;

use super::draft::Draft;
use super::lexicon::SOURCE;
use super::view::View;
use crate::document::Span;
use crate::document::furniture::Kind;
use crate::enrich::names::Person;

/// Somebody says something: token ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// The speaker's words in the text.
    pub(super) speaker: (usize, usize),
    /// What they say.
    pub(super) content: (usize, usize),
    /// The verb.
    pub(super) verb: usize,
}

/// A figure is inside one of the frames whose verbs are next to it.
const NEIGHBOURS: usize = 16;
/// A quotation without a speaker that starts at most so many tokens behind a verb of saying is the same speaker's.
const NEAR: usize = 45;

/// Sets who says each draft.
pub(super) fn set(view: &View<'_>, people: &[Person], drafts: &mut [Draft]) {
    if drafts.is_empty() {
        return;
    }
    let mut quotes = quotes::find(view);
    let persons = people;
    let people = mentions(view, people);
    let mut frames = Vec::new();
    let mut last_speaker: Option<(usize, usize)> = None;
    let mut last_verb = 0;
    for index in 0..view.document.sentences().len() {
        let sentence = behind_dateline(view.sentence(index));
        let from = frames.len();
        frame::find(&sentence, &quotes, &people, last_speaker, &mut frames);
        let near = last_speaker.filter(|_| sentence.start < last_verb + NEAR);
        quotes::assign(&sentence, &mut quotes, &frames[from..], near);
        // Who speaks goes on, not the paper that has it.
        let spoken = frames[from..].iter().rev().find(|frame| !sentence.has(frame.verb, SOURCE));
        if let Some(frame) = spoken.or(frames[from..].last()) {
            last_verb = frame.verb;
            last_speaker = Some(frame.speaker);
        }
    }
    for draft in drafts {
        draft.attribution = speaker(view, draft, &quotes, &frames).or_else(|| quoted(draft, persons));
    }
}

/// The sentence without its dateline, which never speaks.
fn behind_dateline(sentence: View<'_>) -> View<'_> {
    let Some(first) = sentence.token(sentence.start) else { return sentence };
    let dateline = sentence
        .document
        .furniture()
        .iter()
        .find(|piece| piece.kind == Kind::Dateline && piece.span.overlaps(first.span));
    let start = dateline.map_or(sentence.start, |piece| sentence.document.token_at(piece.span.end));
    sentence.window(start.min(sentence.end), sentence.end)
}

/// The token ranges at which people are named, in the order of the text.
fn mentions(view: &View<'_>, people: &[Person]) -> Vec<(usize, usize)> {
    let tokens = view.document.tokens();
    let at = |byte: u32| tokens.partition_point(|token| token.span.end <= byte);
    let mut ranges: Vec<(usize, usize)> = people
        .iter()
        .flat_map(|person| &person.mentions)
        .map(|mention| (at(mention.start), at(mention.end.saturating_sub(1)) + 1))
        .filter(|&(first, last)| first < last && last <= tokens.len())
        .collect();
    ranges.sort_unstable();
    ranges
}

/// The last mention of the person in whose quotation a figure stands, before it.
fn quoted(draft: &Draft, people: &[Person]) -> Option<Span> {
    let said =
        |person: &&Person| person.statements.iter().any(|said| said.direct && said.span.contains(draft.span));
    let mut speakers = people.iter().filter(said);
    let only = speakers.next().filter(|_| speakers.next().is_none())?;
    only.mentions
        .iter()
        .rev()
        .find(|mention| mention.end <= draft.span.start)
        .or(only.mentions.first())
        .copied()
}

fn speaker(view: &View<'_>, draft: &Draft, quotes: &[quotes::Quote], frames: &[Frame]) -> Option<Span> {
    let inside = |(first, last): (usize, usize)| first <= draft.first && draft.last <= last;
    let quote = quotes.partition_point(|quote| quote.open <= draft.first).checked_sub(1).map(|k| quotes[k]);
    let cited = quote.filter(|quote| inside((quote.open, quote.close))).and_then(|quote| quote.speaker);
    let told = || {
        let at = frames.partition_point(|frame| frame.verb < draft.first);
        frames[at.saturating_sub(NEIGHBOURS)..frames.len().min(at + NEIGHBOURS)]
            .iter()
            .filter(|frame| inside(frame.content) && !inside(frame.speaker))
            .min_by_key(|frame| frame.content.1 - frame.content.0)
            .map(|frame| frame.speaker)
    };
    let (first, last) = cited.or_else(told)?;
    (first < last).then(|| view.span(first, last))
}
