//! One speaker over several sentences: the shares of a poll, the items of a list, the rows of a table.

use std::ops::Range;

use super::Speaker;
use super::frame::Frame;
use super::rules;
use super::speaker::Voice;
use super::text::Text;
use super::unit::Unit;
use crate::document::furniture::Kind;
use crate::enrich::rule::Reason;
use crate::enrich::speech::thresholds::{LONGEST_SOURCE, POLL_SENTENCES};
use crate::lexicon::DATA;
use crate::lexicon::word_lists;

word_lists! {
    "attribution":
    PERCENT_WORDS,
}

/// What goes on.
#[derive(Debug, Default)]
pub(super) struct Lists {
    poll: Option<(Voice, u32, usize)>,
    list: Option<Voice>,
}

impl Lists {
    /// Reads whether a unit opens a poll or a list, or ends one.
    pub(super) fn unit(
        &mut self,
        text: &Text<'_>,
        before: Option<&Unit>,
        unit: &Unit,
        voices: &[(&Frame, Voice)],
    ) {
        let view = &text.view;
        if before.is_none_or(|before| before.paragraph != unit.paragraph) {
            self.poll = None;
            if !is_item(text, unit) {
                self.list = None;
            }
        }
        if let Some((_, voice)) = voices.last() {
            let poll = voices.iter().find(|(frame, _)| {
                frame.speaker.clone().any(|i| view.has(i, DATA) && view.any(i, &["poll", "survey", "polls"]))
            });
            self.poll = poll.map(|(_, voice)| (voice.clone(), unit.paragraph, 0));
            self.list = (view.text(unit.end - 1) == ":").then(|| voice.clone());
        }
    }

    /// The voice that goes on in a unit without a speaker of its own.
    pub(super) fn goes_on(&mut self, text: &Text<'_>, unit: &Unit) -> Option<(Voice, Reason)> {
        if let Some(voice) = self.list.as_ref().filter(|_| is_item(text, unit)) {
            return Some((voice.clone(), rules::LIST));
        }
        let (voice, paragraph, count) = self.poll.as_mut()?;
        *count += 1;
        let share = (unit.start..unit.end).any(|i| text.view.any(i, &PERCENT_WORDS));
        let fits = *paragraph == unit.paragraph && *count <= POLL_SENTENCES && share;
        let voice = voice.clone();
        fits.then_some((voice, rules::POLL))
    }
}

/// True for a paragraph that begins with a mark of a list.
fn is_item(text: &Text<'_>, unit: &Unit) -> bool {
    let view = &text.view;
    matches!(
        view.text(unit.start),
        "-" | "*" | "\u{2022}" | "\u{b7}" | "\u{2013}" | "\u{2014}" | "\u{25aa}" | "\u{25cf}"
    ) || view.is_number(unit.start)
        && matches!(view.text(unit.start + 1), "." | ")")
        && view.glued(unit.start + 1)
}

/// The tables below which a line names their source.
pub(super) fn tables(text: &Text<'_>) -> Vec<(Voice, Range<usize>)> {
    let sentences = text.document.sentences();
    let in_table = |index: usize| {
        text.document.furniture_at(sentences[index].span).is_some_and(|kind| kind == Kind::Table)
    };
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let range = sentence.range();
        let view = &text.view;
        let source = view.any(range.start, &["source", "sources"]) && view.text(range.start + 1) == ":";
        if !source || range.len() > LONGEST_SOURCE || range.len() < 3 {
            continue;
        }
        let mut first = index;
        while first > 0 && in_table(first - 1) {
            first -= 1;
        }
        if first == index {
            continue;
        }
        let mut words = range.start + 2..range.end;
        while words.end > words.start && view.stops(words.end - 1) {
            words.end -= 1;
        }
        let who = text.names_in(words.clone()).iter().find_map(|name| match name.who {
            super::text::Entity::Organisation(body) => Some(Speaker::Organisation(body)),
            super::text::Entity::Person(_) => None,
        });
        found.push((
            Voice::new(who.unwrap_or(Speaker::Description), words),
            sentences[first].range().start..range.start,
        ));
    }
    found
}
