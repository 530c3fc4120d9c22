//! Marks: quotations within words, and the marks at the ends of words.

use std::ops::Range;

use super::Reading;
use crate::document::TokenKind;
use crate::lexicon::word_lists;

word_lists! {
    "attribution":
    FRONT_CONJUNCTIONS,
}

impl Reading<'_> {
    pub(super) fn opens_quotation(&self, mark: usize) -> bool {
        self.text.quotation_at(mark + 1).is_some_and(|quotation| quotation.tokens.start == mark + 1)
    }

    /// True if words are a quotation and nothing else.
    pub(super) fn is_direct(&self, range: Range<usize>) -> bool {
        self.quotation_of(&range).is_some_and(|inner| inner.len() + 4 >= range.len())
    }

    /// True for a double quotation mark that belongs to no quotation: the text has lost its partner.
    pub(super) fn is_stray_mark(&self, i: usize) -> bool {
        let mark = matches!(self.text.view.text(i), "\"" | "\u{201c}" | "\u{201d}" | "''" | "``");
        mark && !self.text.is_quoted(i)
            && !self.text.is_quoted(i + 1)
            && !self.text.is_quoted(i.wrapping_sub(1))
    }

    /// The longest quotation that stands in words, as its own tokens within them.
    pub(super) fn quotation_of(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = self.text.quotations_in(range.start.saturating_sub(1)..range.end);
        let quotations = self.text.quotations[inside].iter();
        let fits = quotations.map(|quotation| &quotation.tokens).filter(|tokens| tokens.end <= range.end + 1);
        fits.max_by_key(|tokens| tokens.len()).cloned()
    }

    /// `Moran sold her house for "a new life," she said`: the paper tells of the speaker, whose words are the quotation.
    pub(super) fn tells_of_speaker(&self, range: Range<usize>) -> bool {
        let speaker = &self.frame().speaker;
        let pronoun = speaker.len() == 1 && self.text.view.any(speaker.start, &["he", "she"]);
        let before = range.end <= self.frame().own.start;
        before && pronoun && self.text.names_in(range).iter().any(|name| name.person().is_some())
    }

    /// True for a quotation that is a sentence of its own, whatever stands before it.
    pub(super) fn is_sentence(&self, tokens: &Range<usize>) -> bool {
        let view = &self.text.view;
        let ended = matches!(view.text(tokens.end - 1), "," | "." | "?" | "!");
        tokens.len() > 5 && ended && view.capitalised(tokens.start)
    }

    pub(super) fn without_comma(&self, tokens: Range<usize>) -> Range<usize> {
        let comma = self.text.view.text(tokens.end - 1) == "," && tokens.len() > 1;
        tokens.start..tokens.end - usize::from(comma)
    }

    pub(super) fn trimmed(&self, from: usize, end: usize) -> usize {
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

    pub(super) fn trimmed_front(&self, range: &Range<usize>) -> usize {
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
    pub(super) fn balanced(&self, range: Range<usize>) -> Range<usize> {
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

    pub(super) fn words(&self, range: Range<usize>) -> usize {
        range.filter(|&i| self.text.view.is_word(i) || self.text.view.is_number(i)).count()
    }
}
