//! Bounds of what is said: the sentence of a frame, its brackets, the clause, and another voice that ends it.

use super::Reading;
use crate::enrich::pattern::patterns;
use crate::enrich::quotations::quotation_at;
use crate::enrich::speech::frame::{Frame, Shape};
use crate::enrich::speech::rules;
use crate::enrich::speech::text::Text;
use crate::enrich::speech::thresholds::LONGEST_CLAUSE;
use crate::lexicon::word_lists;
use crate::lexicon::{DENIES, DETERMINER, RELATIVE, SPEECH};

word_lists! {
    "attribution":
    ASIDE_OPENERS, CONTRASTS,
}

patterns! {
    "attribution":
    /// `, a figure that the army disputes`, ` - a figure the council disputes`.
    ASIDE = ["^ ,|<dash> DETERMINER|RELATIVE|something"];
    AS_CLAUSE = ["^ , as DETERMINER|<lower>"];
}

impl Reading<'_> {
    /// The sentence of the frame without those that stand before it, as far as no quotation joins them.
    pub(super) fn sentence(&self) -> (usize, usize) {
        let sentences = self.text.document.sentences();
        let at = |token: usize| {
            sentences
                .partition_point(|sentence| sentence.tokens.end as usize <= token)
                .min(sentences.len() - 1)
        };
        let frame = self.frame();
        let (mut from, mut to) =
            (at(frame.own.start), at(frame.own.end.saturating_sub(1).max(frame.own.start)));
        let frame = self.frame();
        // `"Is it?" Lopes asked.`: the quotation before is what the sentence says.
        let asked = |border: usize| border == frame.own.start && self.text.view.is_quote(border - 1);
        let crosses = |border: usize| {
            border > 0
                && (asked(border)
                    || quotation_at(self.text.quotations, border - 1)
                        .is_some_and(|q| quotation_at(self.text.quotations, border) == Some(q)))
        };
        while from > 0
            && sentences[from].range().start > self.unit.start
            && crosses(sentences[from].range().start)
        {
            from -= 1;
        }
        while to + 1 < sentences.len() && crosses(sentences[to].range().end) {
            to += 1;
        }
        let (start, end) = (sentences[from].range().start, sentences[to].range().end);
        let start = start.max(self.unit.start);
        // The label of a turn: `A: …`.
        let view = &self.text.view;
        let labelled = start == self.unit.start && view.text(start).len() == 1 && view.text(start + 1) == ":";
        let start = if labelled && start + 2 <= frame.own.start { start + 2 } else { start };
        self.in_brackets(start, end.min(self.unit.end))
    }

    /// The start of the paragraph of the unit, at most some sentences before.
    pub(super) fn paragraph(&self) -> usize {
        let sentences = self.text.document.sentences();
        let lowest = self.unit.start.saturating_sub(120);
        let before = sentences.iter().filter(|sentence| sentence.paragraph == self.unit.paragraph);
        let mut starts = before.map(|sentence| sentence.range().start);
        starts.find(|&start| start >= lowest).unwrap_or(self.unit.start).min(self.unit.start)
    }

    /// A frame in brackets says what stands in them.
    fn in_brackets(&self, from: usize, to: usize) -> (usize, usize) {
        let view = &self.text.view;
        let own = &self.frame().own;
        let lowest = own.start.saturating_sub(60).max(from);
        let open =
            (lowest..own.start).rev().take_while(|&i| view.text(i) != ")").find(|&i| view.text(i) == "(");
        let Some(open) = open else { return (from, to) };
        let close = (own.end..to.min(own.end + 60)).find(|&i| view.text(i) == ")");
        match close {
            // `(according to X)` alone is the source of what stands before it.
            Some(close) if open + 1 >= own.start && close <= own.end + 1 => (from, to),
            Some(close) => (open + 1, close),
            None => (from, to),
        }
    }

    /// `After the minister announced …, thousands marched`: what is said ends with the clause.
    pub(super) fn end_of_aside(&self, to: usize) -> usize {
        let view = &self.text.view;
        let own = &self.frame().own;
        let before = own.start.wrapping_sub(1);
        let aside = before >= self.unit.start
            && (view.any(before, &ASIDE_OPENERS)
                || is_contrast(self.text, before) && before == self.unit.start && !view.is(before, "but"));
        // `a line which he said went back to 1800, …`.
        let aside =
            aside || before >= self.unit.start && view.has(before, RELATIVE) && !view.is(before, "that");
        let comma = aside.then(|| (own.end..to).find(|&i| view.text(i) == "," && !self.text.is_quoted(i)));
        comma.flatten().unwrap_or(to)
    }

    /// The start of the clause before a frame: behind a semicolon, or behind the conjunction that ends another frame.
    pub(super) fn start_of_clause(&self, from: usize) -> usize {
        let view = &self.text.view;
        let own = &self.frame().own;
        let lowest = own.start.saturating_sub(150).max(from);
        let semicolon = (lowest..own.start).rev().find(|&i| view.text(i) == ";" && !self.text.is_quoted(i));
        let from = semicolon.map_or(from, |i| i + 1);
        let before = self.frames[..self.index]
            .iter()
            .rev()
            .find(|frame| frame.own.end <= own.start && frame.own.start >= from);
        let Some(before) = before else { return from };
        let parted =
            (before.own.end..own.start).rev().find(|&i| is_contrast(self.text, i) && !self.text.is_quoted(i));
        let quoted = (before.own.end..own.start).rev().find(|&i| view.is_quote(i) && self.opens_quotation(i));
        match (parted, quoted) {
            (Some(parted), _) => parted + 1,
            (None, Some(open)) if before.shape == Shape::Inverted => open,
            _ => from,
        }
    }

    /// The end of what is said behind a frame: before a semicolon, another voice, or the marks that end the sentence.
    pub(super) fn end_of_clause(&self, from: usize, to: usize) -> usize {
        let view = &self.text.view;
        let looked_at = from..to.min(from + LONGEST_CLAUSE);
        // In a list of at least three the semicolons part its items.
        let parts = looked_at.clone().filter(|&at| view.text(at) == ";" && !self.text.is_quoted(at)).count();
        let listed = view.text(from) == ":" || parts > 1;
        // `“…” – the cost of a scaffold`: the writer explains the quotation.
        let aside = |at: usize| {
            matches!(view.text(at), "\u{2014}" | "\u{2013}")
                && view.is_quote(at.wrapping_sub(1))
                && at > from + 1
        };
        let mut end = to;
        for at in looked_at.clone() {
            if self.text.is_quoted(at) {
                continue;
            }
            if view.text(at) == ";" && !listed || aside(at) || self.is_other_voice(at, to) {
                end = at;
                break;
            }
        }
        for other in &self.frames[self.index + 1..] {
            if other.own.start < end
                && looked_at.contains(&other.own.start)
                && let Some(cut) = self.cut_before(other, from)
            {
                end = end.min(cut);
            }
        }
        self.trimmed(from, end)
    }

    /// The place at which another frame ends what this one says; `None` where the other is told inside it.
    fn cut_before(&self, other: &Frame, from: usize) -> Option<usize> {
        let view = &self.text.view;
        let start = other.own.start;
        let before = start.wrapping_sub(1);
        if matches!(other.shape, Shape::Source | Shape::Sentence) {
            return Some(start);
        }
        if other.rule == rules::PARTICIPLE || other.shape == Shape::Inverted {
            return Some(start);
        }
        if other.rule == rules::JOINED {
            return Some(start.saturating_sub(1));
        }
        if is_contrast(self.text, before) || view.is(before, "and") {
            return (before >= from).then_some(before);
        }
        // `…, the agency reported.` at the end.
        let last = self.words(other.own.end..self.sentence().1) == 0 || view.text(other.own.end) == ",";
        let ends = view.text(before) == "," && last;
        ends.then_some(before)
    }

    /// `, but Berg denied it`, `, a figure that the army disputes`: a clause in which another voice speaks against it.
    fn is_other_voice(&self, at: usize, to: usize) -> bool {
        let view = &self.text.view;
        let next = at + 1;
        let contrast = is_contrast(self.text, at);
        // `, as a study warned the sea was rising`.
        if AS_CLAUSE.begin(view, at) {
            return (next..to.min(next + 6)).any(|i| view.has(i, SPEECH));
        }
        if !(contrast || ASIDE.begin(view, at)) {
            return false;
        }
        let near = next..to.min(next + 10);
        let denied =
            near.clone().take_while(|&i| !matches!(view.text(i), ";" | ",")).find(|&i| view.has(i, DENIES));
        if contrast {
            // `but rejected by the premier` goes on with what is said.
            return denied.is_some_and(|i| !view.is(i + 1, "by"));
        }
        let relative = near.clone().take(5).any(|i| view.any(i, &["which", "that"]));
        let said = near.clone().find(|&i| view.has(i, SPEECH) && !self.text.is_quoted(i) && i > next + 1);
        denied.is_some() || relative && said.is_some_and(|i| view.has(next, DETERMINER) || i < next + 6)
    }

    pub(super) fn end_of_phrase(&self, to: usize) -> usize {
        self.end_of_clause(self.frame().verb + 1, to)
    }
}

/// True for a conjunction behind which another voice may speak.
fn is_contrast(text: &Text<'_>, at: usize) -> bool {
    text.view.any(at, &CONTRASTS)
}
