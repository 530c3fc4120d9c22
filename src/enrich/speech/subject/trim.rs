//! The ends of a subject: words around it that are no part of it, and a refusal of words that cannot speak.

use std::ops::Range;

use super::{Part, is_manner};
use crate::document::TokenKind;
use crate::enrich::pattern::patterns;
use crate::enrich::speech::verb::is_verb;
use crate::lexicon::{ADVERB, CONJUNCTION, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, TIME, WEEKDAY};

patterns! {
    "attribution":
    /// `Last year we`, `a week ago the ministry`: when it is said, and not who says it.
    LEADING_TIME = ["last|this|next|earlier UNIT|PERIOD|WEEKDAY|MONTH ^", "a|an|<number>|NUMBER UNIT ago|later|earlier ^"];
    /// `nearly complete results`: the adverb belongs to the adjective.
    DEGREE = ["^ nearly|almost|partly|mostly <lower>"];
    CLOCK = ["^ am|pm|a.m.|p.m."];
}

impl Part<'_> {
    /// Cuts what stands around the name, and refuses what cannot speak.
    pub(super) fn trim(&self, first: usize, last: usize) -> Option<Range<usize>> {
        let view = &self.view;
        let first = self.trim_front(first, last);
        let last = self.trim_end(first, last);
        if first >= last {
            return None;
        }
        let speaks = (first..last).any(|i| {
            self.text.may_speak(i)
                || view.has(i, PRONOUN) && !view.any(i, &["there", "here", "what", "i"])
                || view.capitalised(i) && i > view.start
        }) || view.capitalised(first) && !view.has(first, DETERMINER | PREPOSITION);
        // `the fire service said`: a body of plain words.
        let plain =
            (first + 1..last).all(|i| view.lower(i) && !is_verb(view, i) && !view.has(i, PREPOSITION));
        // `The 23-year-old said`.
        let aged = (first..last).any(|i| view.is(i, "old") && view.hyphen(i.wrapping_sub(1)));
        (speaks
            || aged
            || view.is(first, "the")
                && (last == first + 2 || (first + 2..=first + 4).contains(&last) && plain))
            .then_some(first..last)
    }

    pub(super) fn trim_front(&self, mut first: usize, last: usize) -> usize {
        let view = &self.view;
        let named = |i: usize| self.text.name_at(i).is_some();
        while first < last
            && !named(first)
            && (view.has(first, CONJUNCTION)
                || view.has(first, ADVERB) && !view.has(first, PERSON) && !DEGREE.begin(view, first)
                || view.is_quote(first)
                || !view.is_word(first) && !view.is_number(first))
        {
            first += 1;
        }
        // `On Monday police said`, `In a report the agency said`; but `After the minister said`.
        let dated =
            |i: usize| view.has(i, WEEKDAY | MONTH | TIME) || view.is_number(i) || CLOCK.begin(view, i);
        if first < last && view.any(first, &["after", "before", "since", "until"]) && !dated(first + 1) {
            first += 1;
        } else if first < last && view.has(first, PREPOSITION) && !named(first) && !view.hyphen(first + 1) {
            let mut at = first + 1;
            while at < last && (dated(at) || view.has(at, DETERMINER) && at == first + 1 && dated(at + 1)) {
                at += 1;
            }
            first = if at > first + 1 && at < last { at } else { first + 1 };
        }
        let timed =
            (first + 2..=first + 3).find(|&i| i < last && LEADING_TIME.begin(&view.window(first, last), i));
        timed.unwrap_or(first)
    }

    fn trim_end(&self, first: usize, mut last: usize) -> usize {
        let view = &self.view;
        if view.phrase(last.wrapping_sub(3), &["the", "next", "day"]) {
            last = last.saturating_sub(3).max(first);
        }
        while last > first {
            let at = last - 1;
            let abbreviated = view.text(at).ends_with('.') && view.is_word(at);
            if abbreviated || self.text.name_at(at).is_some() {
                break;
            }
            let around = at > first && is_manner(view, at)
                || view.has(at, ADVERB | PREPOSITION | CONJUNCTION | WEEKDAY) && !view.has(at, PERSON)
                || !view.is_word(at) && view.kind(at) != Some(TokenKind::Symbol);
            if !around {
                break;
            }
            last = at;
        }
        last
    }
}
