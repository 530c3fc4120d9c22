//! Clauses: whether the words beside a frame can be what is said, and where a clause begins behind a verb.

use std::ops::Range;

use super::Reading;
use crate::enrich::speech::thresholds::SHORTEST_CLAUSE;
use crate::enrich::speech::verb::is_verb;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADDRESSED, ASKS, BARE_CLAUSE, CONJUNCTION, DETERMINER, PREPOSITION, PRONOUN, QUALIFIER, RELATIVE,
};

word_lists! {
    "attribution":
    CLAUSE_SUBJECTS, LEADING_CONJUNCTIONS, QUESTION_OPENERS, SAYS,
}

/// Behind these a clause needs no verb that the lexicon knows.
impl Reading<'_> {
    /// True if what is said may stand before the frame: behind it are a comma, a dash or a mark.
    pub(super) fn is_led(&self, from: usize) -> bool {
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
        let short =
            self.words(from..before) < SHORTEST_CLAUSE && !self.text.is_quoted(before.wrapping_sub(1));
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
        self.words(own.end..to) >= SHORTEST_CLAUSE && self.text.view.text(own.end) != ","
    }

    /// The start of the clause behind a frame, and true if it surely is one.
    pub(super) fn clause_behind(&self, from: usize, to: usize) -> (usize, bool) {
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
    pub(super) fn is_clause(&self, from: usize, to: usize, sure: bool) -> bool {
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
            && (view.any(verb, &SAYS) && (sure || self.words(from..to) > SHORTEST_CLAUSE)
                || self.has_finite(from..to))
    }

    /// True if a clause has a verb of its own before a relative clause begins.
    pub(super) fn has_finite(&self, range: Range<usize>) -> bool {
        let view = &self.text.view;
        range
            .take(25)
            .take_while(|&i| !view.has(i, RELATIVE))
            .any(|i| self.text.name_at(i).is_none() && is_verb(view, i))
    }
}
