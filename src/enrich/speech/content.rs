//! The words that a frame says: before it, behind it, or on both sides.

use std::ops::Range;

use super::Form;
use super::frame::{Frame, Shape, is_phrase};
use super::rules;
use super::text::Text;
use super::unit::Unit;
use super::verb::is_verb;
use crate::document::TokenKind;
use crate::enrich::quotations::quotation_at;
use crate::lexicon::WordList;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADDRESSED, ASKS, AUXILIARY, BARE_CLAUSE, CONJUNCTION, DENIES, DETERMINER, PREPOSITION, PRONOUN,
    QUALIFIER, RELATIVE, SPEECH,
};

word_lists! {
    "attribution":
    ASIDE_OPENERS, CLAUSE_SUBJECTS, COMPARING_WORDS, CONTRASTS, FRONT_CONJUNCTIONS, LEADING_CONJUNCTIONS, QUESTION_OPENERS,
}

/// Words that somebody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) tokens: Range<usize>,
    pub(super) form: Form,
}

/// Behind these a clause needs no verb that the lexicon knows.
static SAYS: WordList = WordList::new("attribution", "SAYS");
/// A reported clause has at least so many words.
const SHORTEST: usize = 3;
/// A quotation that covers so much of what is reported stands for it: three quarters.
const MOSTLY: (usize, usize) = (3, 4);

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

    /// The sentence of the frame without those that stand before it, as far as no quotation joins them.
    fn sentence(&self) -> (usize, usize) {
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
    fn paragraph(&self) -> usize {
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

    /// `After the minister announced …, thousands marched`: what is said ends with the clause.
    fn end_of_aside(&self, to: usize) -> usize {
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

    /// True if what is said may stand before the frame: behind it are a comma, a dash or a mark.
    fn is_led(&self, from: usize) -> bool {
        let view = &self.text.view;
        let before = self.frame().own.start - 1;
        let marked =
            matches!(view.text(before), "," | "\u{2014}" | "\u{2013}" | "--" | "-" | "?" | "!" | "...");
        let closes = view.is_quote(before) && !self.opens_quotation(before);
        // `Speaking in Brno, Lopes said`.
        let participle = view.lower(from).then_some(()).is_none()
            && (view.text(from).ends_with("ing") || view.text(from).ends_with("ed"))
            && self.text.name_at(from).is_none();
        let adverbial = view.has(from, PREPOSITION) && !self.has_finite(from..before)
            || view.has(from, CONJUNCTION)
                && !view.any(from, &LEADING_CONJUNCTIONS)
                && view.text(before) == ",";
        // `However, officials say`.
        let short = self.words(from..before) < SHORTEST && !self.text.is_quoted(before.wrapping_sub(1));
        closes
            || marked
                && !(short && self.follows_clause())
                && !(participle && self.follows_clause())
                && !(adverbial && !self.text.is_quoted(before.wrapping_sub(1)) && self.follows_clause())
    }

    /// True if words stand behind the frame that can be what is said.
    fn follows_clause(&self) -> bool {
        let own = &self.frame().own;
        let (_, to) = self.sentence();
        self.words(own.end..to) >= SHORTEST && self.text.view.text(own.end) != ","
    }

    /// `…, X said, and would close`: the rest of a sentence around which the frame stands.
    fn rest(&self, from: usize, to: usize, found: &mut Vec<Content>) {
        let view = &self.text.view;
        let against = view.any(from, &COMPARING_WORDS);
        let about = view.has(from, RELATIVE) || view.text(from).ends_with("ing");
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

    fn opens_quotation(&self, mark: usize) -> bool {
        self.text.quotation_at(mark + 1).is_some_and(|quotation| quotation.tokens.start == mark + 1)
    }

    /// True if words are a quotation and nothing else.
    fn is_direct(&self, range: Range<usize>) -> bool {
        self.quotation_of(&range).is_some_and(|inner| inner.len() + 4 >= range.len())
    }

    /// The start of the clause before a frame: behind a semicolon, or behind the conjunction that ends another frame.
    fn start_of_clause(&self, from: usize) -> usize {
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
    fn end_of_clause(&self, from: usize, to: usize) -> usize {
        let view = &self.text.view;
        // In a list of at least three the semicolons part its items.
        let parts = (from..to).filter(|&at| view.text(at) == ";" && !self.text.is_quoted(at)).count();
        let listed = view.text(from) == ":" || parts > 1;
        // `“…” – the cost of a scaffold`: the writer explains the quotation.
        let aside = |at: usize| {
            matches!(view.text(at), "\u{2014}" | "\u{2013}")
                && view.is_quote(at.wrapping_sub(1))
                && at > from + 1
        };
        let mut end = to;
        for at in from..to {
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
                && other.own.start >= from
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
        let aside =
            view.text(at) == "," && (view.has(next, DETERMINER | RELATIVE) || view.any(next, &["something"]));
        if !(contrast || aside) {
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

    fn end_of_phrase(&self, to: usize) -> usize {
        self.end_of_clause(self.frame().verb + 1, to)
    }

    fn trimmed(&self, from: usize, end: usize) -> usize {
        let view = &self.text.view;
        let mut end = end;
        while end > from {
            let last = end - 1;
            let closing = view.is_quote(last) && last > from && self.text.is_quoted(last - 1);
            let mark = view.kind(last) == Some(TokenKind::Punctuation)
                && view.text(last) != ")"
                && view.text(last) != "%";
            if !mark && (!view.is_quote(last) || closing) {
                break;
            }
            end = last;
        }
        end
    }

    /// The start of the clause behind a frame, and true if it surely is one.
    fn clause_behind(&self, from: usize, to: usize) -> (usize, bool) {
        let view = &self.text.view;
        if from >= to {
            return (to, false);
        }
        if view.is(from, "that") {
            return (from + 1, true);
        }
        // `said, "…"`, `said: "…"`, `said "…"`.
        let mark = from + usize::from(matches!(view.text(from), "," | ":" | "\u{2014}" | "\u{2013}" | "-"));
        if view.is(mark, "that") && mark > from {
            return (mark + 1, true);
        }
        if self.opens_quotation(mark) || view.text(from) == ":" {
            return (mark, true);
        }
        let opens = view.has(from, DETERMINER | PRONOUN | QUALIFIER)
            || view.capitalised(from)
            || view.is_number(from)
            || self.text.name_at(from).is_some()
            || self.text.may_speak(from);
        (from, opens && mark == from)
    }

    /// True if what follows a verb is a clause, and no mere object (`announced a round of …`).
    fn is_clause(&self, from: usize, to: usize, sure: bool) -> bool {
        let view = &self.text.view;
        let verb = self.frame().verb;
        if view.is(from.wrapping_sub(1), "that") && !view.has(verb, ASKS) {
            return true;
        }
        if view.has(verb, ASKS) || view.any(from, &QUESTION_OPENERS) && !view.any(from, &["what"]) {
            return self.quotation_of(&(from..to)).is_some();
        }
        let says = view.has(verb, BARE_CLAUSE) || view.has(verb, ADDRESSED);
        let pronoun = view.any(from, &CLAUSE_SUBJECTS);
        let open = view.text(self.frame().own.end) == ":";
        open || (says || pronoun)
            && (view.any(verb, &SAYS) && (sure || self.words(from..to) > SHORTEST)
                || self.has_finite(from..to))
    }

    /// True if a clause has a verb of its own before a relative clause begins.
    fn has_finite(&self, range: Range<usize>) -> bool {
        let view = &self.text.view;
        range
            .take(25)
            .take_while(|&i| !view.has(i, RELATIVE))
            .any(|i| self.text.name_at(i).is_none() && is_verb(view, i))
    }

    fn words(&self, range: Range<usize>) -> usize {
        range.filter(|&i| self.text.view.is_word(i) || self.text.view.is_number(i)).count()
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
                || quoted.len() > SHORTEST && self.tells_of_speaker(start..quoted.start);
            let ends = quoted.end + 1 >= end;
            // `X says the figures show it: "…"`.
            let colon = quoted.start.wrapping_sub(2);
            if before == ":"
                && start >= self.frame().own.end
                && self.has_finite(start..colon)
                && self.words(start..colon) > SHORTEST
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
        let form = if broken || self.words(start..end) < SHORTEST { Form::Phrase } else { form };
        found.push(Content { tokens: self.balanced(start..end), form });
    }

    /// True for a double quotation mark that belongs to no quotation: the text has lost its partner.
    fn is_stray_mark(&self, i: usize) -> bool {
        let mark = matches!(self.text.view.text(i), "\"" | "\u{201c}" | "\u{201d}" | "''" | "``");
        mark && !self.text.is_quoted(i)
            && !self.text.is_quoted(i + 1)
            && !self.text.is_quoted(i.wrapping_sub(1))
    }

    /// The longest quotation that stands in words, as its own tokens within them.
    fn quotation_of(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = self.text.quotations_in(range.start.saturating_sub(1)..range.end);
        let quotations = self.text.quotations[inside].iter();
        let fits = quotations.map(|quotation| &quotation.tokens).filter(|tokens| tokens.end <= range.end + 1);
        fits.max_by_key(|tokens| tokens.len()).cloned()
    }

    /// `Moran sold her house for "a new life," she said`: the paper tells of the speaker, whose words are the quotation.
    fn tells_of_speaker(&self, range: Range<usize>) -> bool {
        let speaker = &self.frame().speaker;
        let pronoun = speaker.len() == 1 && self.text.view.any(speaker.start, &["he", "she"]);
        let before = range.end <= self.frame().own.start;
        before && pronoun && self.text.names_in(range).iter().any(|name| name.person().is_some())
    }

    /// True for a quotation that is a sentence of its own, whatever stands before it.
    fn is_sentence(&self, tokens: &Range<usize>) -> bool {
        let view = &self.text.view;
        let ended = matches!(view.text(tokens.end - 1), "," | "." | "?" | "!");
        tokens.len() > 5 && ended && view.capitalised(tokens.start)
    }

    fn without_comma(&self, tokens: Range<usize>) -> Range<usize> {
        let comma = self.text.view.text(tokens.end - 1) == "," && tokens.len() > 1;
        tokens.start..tokens.end - usize::from(comma)
    }

    fn trimmed_front(&self, range: &Range<usize>) -> usize {
        let view = &self.text.view;
        let mut start = range.start;
        while start < range.end {
            let opening = view.is_quote(start) && self.opens_quotation(start);
            let mark = matches!(view.kind(start), Some(TokenKind::Punctuation | TokenKind::Quote))
                && view.text(start) != "(";
            let joins = view.any(start, &FRONT_CONJUNCTIONS) && start < range.start + 2;
            let conjunction = joins && !view.capitalised(start) && !view.is(start, "although");
            if opening || !(mark || conjunction) {
                break;
            }
            start += 1;
        }
        start
    }

    /// The words with both marks of every quotation that they touch, or with neither.
    fn balanced(&self, range: Range<usize>) -> Range<usize> {
        let mut range = range;
        if let Some(quotation) = self.text.quotation_at(range.end - 1)
            && quotation.tokens.start > range.start
            && quotation.tokens.end == range.end
            && !quotation.unclosed
        {
            range.end += 1;
        }
        range
    }
}

/// True if a sentence begins by speaking of what stands before it.
fn view_opens(text: &Text<'_>, from: usize) -> bool {
    text.view.any(from, &["it", "this", "that"])
}

/// True for a conjunction behind which another voice may speak.
fn is_contrast(text: &Text<'_>, at: usize) -> bool {
    text.view.any(at, &CONTRASTS)
}
