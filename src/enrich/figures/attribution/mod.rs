//! Who says so: frames of speech, quotations, and the figures inside them.
//!
//! A frame is a speaker and what they say. Frames are found by the verb of saying (`X said`, `said X`, `according to
//! X`), quotations take the speaker of the frame that touches them, and a quotation without one takes that of the
//! quotation before it.

mod frame;
mod quotes;
mod subject;

use super::draft::Draft;
use super::view::View;
use crate::document::Span;

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

/// Sets who says each draft.
pub(super) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    if drafts.is_empty() {
        return;
    }
    let mut quotes = quotes::find(view);
    let mut frames = Vec::new();
    let mut last_speaker: Option<(usize, usize)> = None;
    for index in 0..view.document.sentences().len() {
        let sentence = view.sentence(index);
        let from = frames.len();
        frame::find(&sentence, &quotes, last_speaker, &mut frames);
        quotes::assign(&sentence, &mut quotes, &frames[from..], last_speaker);
        if let Some(frame) = frames[from..].last() {
            last_speaker = Some(frame.speaker);
        }
    }
    for draft in drafts {
        draft.attribution = speaker(view, draft, &quotes, &frames);
    }
}

fn speaker(view: &View<'_>, draft: &Draft, quotes: &[quotes::Quote], frames: &[Frame]) -> Option<Span> {
    let inside = |(first, last): (usize, usize)| first <= draft.first && draft.last <= last;
    let cited = quotes.iter().find(|quote| inside((quote.open, quote.close))).and_then(|quote| quote.speaker);
    let told = || {
        frames
            .iter()
            .filter(|frame| inside(frame.content) && !inside(frame.speaker))
            .min_by_key(|frame| frame.content.1 - frame.content.0)
            .map(|frame| frame.speaker)
    };
    let (first, last) = cited.or_else(told)?;
    (first < last).then(|| view.span(first, last))
}
