//! The words that a frame says: before it, behind it, or on both sides.

mod bounds;
mod clause;
mod marks;

use std::ops::Range;

use super::Form;
use super::frame::{Frame, Shape, is_phrase};
use super::rules;
use super::text::Text;
use super::unit::Unit;
use super::verb::is_verb;
use crate::enrich::speech::thresholds::{MOSTLY, SHORTEST_CLAUSE};
use crate::lexicon::word_lists;
use crate::lexicon::{AUXILIARY, CONJUNCTION, PREPOSITION, RELATIVE};

word_lists! {
    "attribution":
    COMPARING_WORDS,
}

/// Words that somebody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) tokens: Range<usize>,
    pub(super) form: Form,
}

/// A frame among the frames of its unit.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) unit: &'a Unit,
    pub(super) frames: &'a [Frame],
    pub(super) index: usize,
}

impl Reading<'_> {
    fn frame(&self) -> &Frame {
        &self.frames[self.index]
    }

    /// The words that the frame says, in the order of the text.
    pub(super) fn contents(&self) -> Vec<Content> {
        let frame = self.frame();
        let (from, to) = self.sentence();
        let mut found = Vec::new();
        match frame.shape {
            Shape::Sentence => {
                // `It was said by the minister`: the paragraph before.
                let told = frame.rule == rules::SAID_BY && view_opens(self.text, from);
                let from = if told { self.paragraph() } else { from };
                self.phrase(from..frame.own.start, &mut found);
                self.phrase(frame.own.end..to, &mut found);
            }
            Shape::Object => self.phrase(frame.verb + 1..self.end_of_phrase(to), &mut found),
            Shape::Behind => self.behind(to, &mut found),
            Shape::Inverted => self.before(from, &mut found),
            Shape::Source => self.around_source(from, to, &mut found),
            Shape::Subject => self.around(from, to, &mut found),
        }
        if frame.denies {
            // `denied that …`: only the words in marks are the speaker's.
            found.retain(|content| content.form == Form::Direct);
        }
        found
    }

    /// `…, according to X`, `According to X, …`.
    fn around_source(&self, from: usize, to: usize, found: &mut Vec<Content>) {
        let own = &self.frame().own;
        let view = &self.text.view;
        let from = self.start_of_clause(from);
        let to = self.end_of_clause(own.end, to);
        let leads = own.start <= from + 1;
        if !leads {
            self.push(from..own.start, Form::Reported, found);
        }
        if own.end < to {
            let comma = usize::from(view.text(own.end) == ",");
            let form =
                if leads || view.has(own.end + comma, AUXILIARY) { Form::Reported } else { Form::Phrase };
            self.push(own.end + comma..to, form, found);
        }
    }

    /// `…," said X`.
    fn before(&self, from: usize, found: &mut Vec<Content>) {
        let own = &self.frame().own;
        let from = self.start_of_clause(from);
        if from < own.start {
            self.push(from..own.start, Form::Reported, found);
        }
    }

    /// `X: …`, `…, saying …`: what follows.
    fn behind(&self, to: usize, found: &mut Vec<Content>) {
        let frame = self.frame();
        let to = self.end_of_clause(frame.own.end, to);
        let (from, sure) = self.clause_behind(frame.own.end, to);
        let form = if matches!(frame.rule, rules::COLON | rules::OPINION)
            || frame.rule == rules::DOCUMENT
            || self.is_clause(from, to, sure)
        {
            Form::Reported
        } else {
            Form::Phrase
        };
        if from < to {
            self.push(from..to, form, found);
        }
    }

    /// `X said …`, `…, X said`, `…, X said, …`.
    fn around(&self, from: usize, to: usize, found: &mut Vec<Content>) {
        let view = &self.text.view;
        let own = &self.frame().own;
        let from = self.start_of_clause(from);
        let led = own.start > from && self.is_led(from);
        let to = self.end_of_clause(own.end, self.end_of_aside(to));
        let (start, sure) = self.clause_behind(own.end, to);
        let nothing = start >= to || self.words(start..to) == 0;
        let goes_on = view.text(own.end) == "," || view.is_quote(own.end) && !self.opens_quotation(own.end);
        if led && (nothing || goes_on && !self.opens_quotation(own.end + 1)) {
            self.push(from..own.start, Form::Reported, found);
            if !nothing && goes_on {
                self.rest(own.end + 1, to, found);
            }
            return;
        }
        if led && (!sure || self.is_direct(from..own.start)) {
            self.push(from..own.start, Form::Reported, found);
        }
        if led && !sure && !self.opens_quotation(start) {
            return;
        }
        if !nothing {
            let form = if self.is_clause(start, to, sure) { Form::Reported } else { Form::Phrase };
            self.push(start..to, form, found);
        }
    }

    /// `…, X said, and would close`: the rest of a sentence around which the frame stands.
    fn rest(&self, from: usize, to: usize, found: &mut Vec<Content>) {
        let view = &self.text.view;
        let against = view.any(from, &COMPARING_WORDS);
        // `, a medics' group said, including 17 children` goes on with the count.
        let about = view.has(from, RELATIVE) || view.ends_in(from, "ing") && !view.is(from, "including");
        if against || about {
            return;
        }
        let (start, _) = self.sentence();
        let subject = !self.has_finite(self.start_of_clause(start)..self.frame().own.start);
        let clause = subject
            || view.has(from, AUXILIARY | CONJUNCTION)
            || is_verb(view, from)
            || view.has(from, PREPOSITION) && self.has_finite(from..to);
        self.push(from..to, if clause { Form::Reported } else { Form::Phrase }, found);
    }

    fn phrase(&self, range: Range<usize>, found: &mut Vec<Content>) {
        let end = self.trimmed(range.start, range.end);
        if range.start < end {
            found.push(Content { tokens: range.start..end, form: Form::Phrase });
        }
    }

    /// Adds words: a quotation where they are one, else a clause in the form given, else a phrase.
    fn push(&self, range: Range<usize>, form: Form, found: &mut Vec<Content>) {
        let start = self.trimmed_front(&range);
        let end = self.trimmed(start, range.end);
        if start >= end {
            return;
        }
        if let Some(quoted) = self.quotation_of(&(start..end)) {
            let mostly = (quoted.len() + 2) * MOSTLY.1 >= (end - start) * MOSTLY.0;
            let before = self.text.view.text(quoted.start.wrapping_sub(2));
            let introduced = matches!(before, "," | ":" | "_" | "--" | "\u{2014}")
                || self.is_sentence(&quoted)
                || quoted.len() > SHORTEST_CLAUSE && self.tells_of_speaker(start..quoted.start);
            let ends = quoted.end + 1 >= end;
            // `X says the figures show it: "…"`.
            let colon = quoted.start.wrapping_sub(2);
            if before == ":"
                && start >= self.frame().own.end
                && self.has_finite(start..colon)
                && self.words(start..colon) > SHORTEST_CLAUSE
            {
                found.push(Content { tokens: start..colon, form });
            }
            if mostly || introduced && ends && !is_phrase(self.text, &quoted) {
                let tokens = self.without_comma(quoted);
                found.push(Content { tokens, form: Form::Direct });
                return;
            }
        }
        let broken = (start..end).any(|i| self.is_stray_mark(i));
        let form = if broken || self.words(start..end) < SHORTEST_CLAUSE { Form::Phrase } else { form };
        found.push(Content { tokens: self.balanced(start..end), form });
    }
}

/// True if a sentence begins by speaking of what stands before it.
fn view_opens(text: &Text<'_>, from: usize) -> bool {
    text.view.any(from, &["it", "this", "that"])
}
