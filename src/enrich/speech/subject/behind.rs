//! Subjects behind their verb: `said provincial spokesman Mohammad Yusufi`, `according to trial testimony`.

use std::ops::Range;

use super::{Part, is_ampersand, joins_names};
use crate::enrich::speech::text::Named;
use crate::enrich::speech::thresholds::LONGEST_SUBJECT;
use crate::lexicon::word_lists;
use crate::lexicon::{
    AUXILIARY, CONJUNCTION, DATA, DETERMINER, MONTH, PERSON, PREPOSITION, PRONOUN, RELATIVE, SPEAKER, SPEECH,
    TIME, VERB, WEEKDAY,
};

word_lists! {
    "attribution":
    PREPOSITIONS_INSIDE_NAME, PREPOSITIONS_OF_ASIDE,
}

impl Part<'_> {
    /// The speaker behind the verb: `said provincial spokesman Mohammad Yusufi`, `said the club's owner, Jo Berg`.
    pub(in crate::enrich::speech) fn behind(&self, from: usize) -> Option<Range<usize>> {
        let view = &self.view;
        let mut last = from;
        while last < view.end && last < from + LONGEST_SUBJECT && !self.ends_behind(from, last) {
            last += 1;
        }
        let found = self.trim(from, last)?;
        Some(self.explained(found))
    }

    /// The source behind `according to`, which need be nobody who can speak: `according to trial testimony`.
    pub(in crate::enrich::speech) fn source(&self, from: usize) -> Option<Range<usize>> {
        if self.view.any(from, &["him", "her", "them"]) && !self.view.is_word(from + 1) {
            return Some(from..from + 1);
        }
        self.behind(from).or_else(|| {
            let last =
                (from..self.view.end.min(from + LONGEST_SUBJECT)).find(|&i| self.ends_behind(from, i))?;
            let first = self.trim_front(from, last);
            let alone = last == first + 1 && self.view.has(first, DETERMINER);
            (first < last && self.view.is_word(first) && !alone).then_some(first..last)
        })
    }

    /// The words for a speaker, or the name behind a comma that explains them: `the club's owner, Jo Berg`.
    fn explained(&self, found: Range<usize>) -> Range<usize> {
        let view = &self.view;
        // `said the ministry's spokesman, Jo Berg`: the name explains the role.
        if view.text(found.end) == "," && self.names_person(&found).is_none() {
            let name = self.text.name_at(found.end + 1).or_else(|| {
                let titled = (found.end + 1..found.end + 6).take_while(|&i| self.text.is_title(i)).count();
                self.text.name_at(found.end + 1 + titled).filter(|_| titled > 0)
            });
            if let Some(name) = name.filter(|name| name.person().is_some() && name.tokens.end <= view.end) {
                let ends = view.stops(name.tokens.end) || view.has(name.tokens.end, RELATIVE | PREPOSITION);
                if ends && !self.text.is_possessive(name.tokens.end) && self.is_someone(&found) {
                    return self.title_start(name.tokens.start).max(found.end + 1)..name.tokens.end;
                }
            }
        }
        found
    }

    /// True if the words describe one person: a role, no body.
    fn is_someone(&self, range: &Range<usize>) -> bool {
        let head = range.clone().rev().find(|&i| self.text.is_role(i) || self.view.has(i, PERSON));
        head.is_some_and(|i| !self.text.is_plural(i))
    }

    fn names_person(&self, range: &Range<usize>) -> Option<usize> {
        self.text.names_in(range.clone()).iter().find_map(Named::person)
    }

    /// True if a subject behind the verb ends before a token.
    fn ends_behind(&self, from: usize, i: usize) -> bool {
        let view = &self.view;
        if self.text.name_at(i).is_some() {
            return false;
        }
        let abbreviation = view.text(i) == "." && view.glued(i + 1);
        let inside = self.text.is_possessive(i) || abbreviation || is_ampersand(view, i) || view.hyphen(i);
        let mark = view.stops(i) && !inside;
        let clause = view.has(i, PRONOUN) && i > from
            || view.has(i, RELATIVE | SPEECH) && i > from && !view.has(i, DATA)
            || view.has(i, CONJUNCTION) && !joins_names(view, i)
            || view.has(i, AUXILIARY)
            || view.has(i, VERB) && !view.has(i, PERSON | SPEAKER) && view.lower(i);
        let apart = view.has(i, PREPOSITION) && !view.any(i, &PREPOSITIONS_INSIDE_NAME)
            || (view.has(i, WEEKDAY | MONTH) && view.capitalised(i) || view.has(i, TIME)) && i > from;
        let aside = view.any(i, &PREPOSITIONS_OF_ASIDE)
            && (view.has(i + 1, WEEKDAY | TIME | MONTH)
                || view.any(i + 1, &["a", "an"])
                || self.behind_name(i));
        // `According to the UN 1,900 people have fled`.
        let count = view.is_number(i) && i > from + 1 && view.capitalised(i - 1) && view.lower(i + 1);
        mark || clause || apart || aside || count
    }

    /// `said Ana Lopes in Leeds`: behind a person's name, where it was said.
    fn behind_name(&self, i: usize) -> bool {
        self.text.person_at(i.wrapping_sub(1)).is_some() && !self.view.any(i, &["of"])
    }
}
