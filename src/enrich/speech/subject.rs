//! The words that name a speaker, before or behind a verb of saying.

use std::ops::Range;

use super::text::Text;
use super::verb::is_verb;
use crate::document::TokenKind;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, CONJUNCTION, DATA, DETERMINER, MONTH, NOUN_TOO, PERSON, PREPOSITION, PRONOUN,
    RELATIVE, SOURCE, SPEAKER, SPEECH, TIME, VERB, WEEKDAY,
};

word_lists! {
    "attribution":
    NAME_BOUNDARIES, NAME_TAIL_OPENERS, OPEN_SUBORDINATORS, PREPOSITIONS_INSIDE_NAME, PREPOSITIONS_OF_ASIDE,
}

/// A longer subject is a sentence.
const LONGEST: usize = 18;
/// An apposition ends at most so many pieces behind the subject.
const PIECES: usize = 6;

/// A part of a text in which a subject is looked for: `view` is the window of the part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) view: View<'a>,
}

impl Part<'_> {
    /// The subject that ends before the verb at `verb`.
    pub(super) fn before(&self, verb: usize) -> Option<Range<usize>> {
        let view = &self.view;
        let last = self.behind_adverbials(verb);
        if last == view.start {
            return None;
        }
        if view.text(last - 1) == ")" {
            // `the Bureau of Statistics (BLS) said`, `Ana Lopes (Labour, Leeds East) said`.
            let open = (view.start..last - 1).rev().take(10).find(|&i| view.text(i) == "(")?;
            return self.phrase(open);
        }
        if matches!(view.text(last - 1), "," | "\u{2014}" | "\u{2013}" | "--" | "-") {
            return self.apposed(last - 1);
        }
        if view.any(last - 1, &["who", "which"]) {
            let end = if view.text(last.wrapping_sub(2)) == "," { last - 2 } else { last - 1 };
            return self.phrase(end);
        }
        self.phrase(last)
    }

    /// The noun phrase before a possessive mark.
    pub(super) fn before_noun(&self, mark: usize) -> Option<Range<usize>> {
        self.phrase(mark)
    }

    /// The end of the subject: before adverbs, auxiliaries and days (`police late on Friday said`, `he also said`).
    fn behind_adverbials(&self, verb: usize) -> usize {
        let view = &self.view;
        let mut last = verb;
        while last > view.start {
            let at = last - 1;
            let adverb =
                view.has(at, ADVERB | AUXILIARY | TIME) && !view.has(at, PERSON) || is_manner(view, at);
            let day = view.has(at, WEEKDAY) || view.is(at, "on") && view.has(last, WEEKDAY);
            let reflexive = view.any(at, &["himself", "herself", "themselves"]) && at > view.start;
            if !(adverb || day || reflexive) || self.text.name_at(at).is_some() {
                break;
            }
            last = at;
        }
        last
    }

    /// The noun phrase that ends at `last`, from the border of its clause on.
    fn phrase(&self, last: usize) -> Option<Range<usize>> {
        let view = &self.view;
        // The token before the first one is `usize::MAX`.
        if last > view.end {
            return None;
        }
        if let Some(name) = self.name_before(last) {
            return Some(name);
        }
        let mut first = last;
        while first > view.start && last - first < LONGEST && !self.borders(first - 1, first, last) {
            first -= 1;
        }
        self.trim(self.direct(first, last), last)
    }

    /// A person's name that ends at `last`, with the titles before it, where it is the subject itself.
    fn name_before(&self, last: usize) -> Option<Range<usize>> {
        let name = self.text.name_at(last.checked_sub(1)?).filter(|name| name.person().is_some())?;
        if name.tokens.end != last || name.tokens.start < self.view.start {
            return None;
        }
        let titles = self.title_start(name.tokens.start);
        let view = &self.view;
        let open = |i: usize| view.any(i, &OPEN_SUBORDINATORS);
        let before = titles.wrapping_sub(1);
        let joined = view.any(before, &["and", "&"]) || view.text(before) == ",";
        let affiliated = self.ends_affiliation(name.tokens.start);
        let led = view.has(before, PREPOSITION) && !open(before) && !affiliated;
        if titles > view.start && (joined || led) {
            return None;
        }
        // `the agency's provincial director Malkanthi Herath`: all of the words before the name.
        let mut first = titles;
        let plain = |i: usize| {
            (view.is_word(i) || view.hyphen(i) || self.text.is_possessive(i))
                && !view.has(i, CONJUNCTION | RELATIVE | AUXILIARY | VERB | SPEECH | ADVERB | TIME | WEEKDAY)
                && (!view.has(i, PREPOSITION) || affiliated)
        };
        let inside = |first: usize| affiliated && view.has(first.wrapping_sub(1), PREPOSITION);
        while first > view.start
            && titles - first < 8
            && plain(first - 1)
            && (!view.has(first, DETERMINER) || inside(first))
        {
            first -= 1;
        }
        let starts = first == view.start || view.stops(first - 1) || view.has(first, DETERMINER);
        Some(if starts { first } else { titles }..last)
    }

    /// `Deputy Head of the Department of Emergencies Erlan Tulegenov`: right before the name stands a body, no title.
    fn ends_affiliation(&self, name: usize) -> bool {
        let before = name.wrapping_sub(1);
        self.view.capitalised(before) && !self.text.is_title(before) && before >= self.view.start
    }

    /// The first of the titles and roles before a name.
    pub(super) fn title_start(&self, name: usize) -> usize {
        let view = &self.view;
        let mut at = name;
        while at > view.start && name - at < 9 {
            let before = at - 1;
            let joined = view.text(before) == "-" && view.glued(before);
            let capital = view.capitalised(before)
                && !view.has(before, PREPOSITION | CONJUNCTION | DETERMINER)
                && !view.has(before, WEEKDAY | MONTH | ADVERB | PRONOUN);
            let owner = self.text.is_possessive(before) && at < name;
            if !(self.text.is_title(before) || joined || capital || owner) || view.has(before, SPEECH) {
                break;
            }
            at = before;
        }
        if at > view.start && view.has(at - 1, DETERMINER) { at - 1 } else { at }
    }

    /// True if the clause of a noun phrase begins behind a token.
    fn borders(&self, i: usize, first: usize, last: usize) -> bool {
        let view = &self.view;
        let mark = view.stops(i)
            && view.text(i) != "."
            && !is_ampersand(view, i)
            && !self.in_name(i)
            && !self.text.is_possessive(i)
            || view.text(i) == "." && !self.in_name(i);
        mark || view.has(i, SOURCE)
            || view.is(i, "what")
            || view.has(i, SPEECH)
                && !view.has(i, DATA)
                && (i + 1 < last || !view.has(i, NOUN_TOO))
                && self.text.name_at(i).is_none()
            || view.has(i, RELATIVE)
            || view.has(i, CONJUNCTION) && !joins_names(view, i)
            || view.has(i, AUXILIARY) && first < last && self.text.name_at(i).is_none()
    }

    fn in_name(&self, i: usize) -> bool {
        self.text.name_at(i).is_some_and(|name| name.tokens.start < i && i + 1 < name.tokens.end)
    }

    /// Of `a man city police say`, where no `who` parts the two, the body that says it.
    fn direct(&self, first: usize, last: usize) -> usize {
        let view = &self.view;
        if last > first + 1 && view.any(last - 1, &["he", "she", "they"]) {
            return last - 1;
        }
        if last <= first {
            return first;
        }
        let speaks = view.has(last - 1, SPEAKER | PERSON) && self.text.is_plural(last - 1);
        if !speaks || !view.any(first, &["a", "an", "the"]) {
            return first;
        }
        let someone = (first + 1..last - 1).find(|&i| {
            view.lower(i) && view.has(i, PERSON) && !self.text.is_plural(i) && !view.hyphen(i + 1)
        });
        someone.filter(|&i| view.capitalised(i + 1) || i + 2 == last).map_or(first, |i| i + 1)
    }

    /// The subject before an apposition that ends with a comma at `comma`: `Jo Berg, a farmer in Brno, said`.
    fn apposed(&self, comma: usize) -> Option<Range<usize>> {
        let pieces = self.pieces_before(comma);
        let (last, rest) = pieces.split_first()?;
        // `His lawyer, Nina Reeve, said`: the name explains the role.
        if let Some(name) = self.name_piece(last)
            && rest.first().is_none_or(|before| self.name_piece(before).is_none())
        {
            return Some(name);
        }
        let mut found = None;
        for piece in rest {
            if let Some(name) = self.name_piece(piece) {
                return Some(name);
            }
            if found.is_some() {
                break;
            }
            if !self.is_apposition(piece) {
                found = self.trim(piece.start, piece.end).filter(|range| !self.has_verb(range));
                // `Jo Berg, adviser to the king, who …, said`: a role may stand behind its name.
                let role = piece.clone().any(|i| self.text.is_role(i));
                if !self.view.lower(piece.start) && !role {
                    break;
                }
            }
        }
        found.or_else(|| if rest.is_empty() { self.trim(last.start, last.end) } else { None })
    }

    /// The start of a role that the name of a speaker explains: `A spokesman for the union, Terrence Ogden, said`.
    pub(super) fn open_of(&self, speaker: &Range<usize>) -> usize {
        let view = &self.view;
        let comma = speaker.start.wrapping_sub(1);
        if view.text(comma) != "," || view.text(speaker.end) != "," {
            return speaker.start;
        }
        let pieces = self.pieces_before(comma);
        let role = pieces.first().filter(|piece| {
            let described = (*piece).clone().any(|i| self.text.is_role(i) || view.has(i, PERSON));
            described && !self.has_verb(piece) && !self.is_apposition(piece)
        });
        role.map_or(speaker.start, |piece| piece.start)
    }

    /// The pieces between commas before a comma, the nearest first.
    fn pieces_before(&self, comma: usize) -> Vec<Range<usize>> {
        let view = &self.view;
        let mut pieces = Vec::new();
        let mut end = comma;
        let mut at = comma;
        let lowest = view.start.max(comma.saturating_sub(60));
        while pieces.len() < PIECES {
            if at == lowest || self.parts(at - 1) {
                if at < end {
                    pieces.push(at..end);
                }
                let quote = at > lowest && view.is_quote(at - 1) && !self.text.is_possessive(at - 1);
                let hard = at == lowest || quote || matches!(view.text(at - 1), ";" | ":");
                if hard {
                    break;
                }
                end = at - 1;
            }
            at -= 1;
        }
        pieces
    }

    fn parts(&self, i: usize) -> bool {
        matches!(self.view.text(i), "," | "\u{2014}" | "\u{2013}" | "--" | "(" | ")" | ":" | ";")
            && !self.in_name(i)
            || self.view.text(i) == "-" && !self.view.hyphen(i)
            || self.view.is_quote(i) && !self.text.is_possessive(i)
    }

    /// The name of a person that is a piece, with its titles and nothing that makes it another's (`of X`, `X's`).
    fn name_piece(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let view = &self.view;
        let names = self.text.names_in(piece.clone());
        let name = names.iter().rev().find(|name| name.person().is_some())?;
        let tail = name.tokens.end..piece.end;
        let first = self.title_start(name.tokens.start).max(piece.start);
        let before = first.wrapping_sub(1);
        let led = first > piece.start && !view.any(before, &NAME_BOUNDARIES);
        let plain_tail = tail.clone().all(|i| view.kind(i) == Some(TokenKind::Punctuation))
            || view.any(tail.start, &NAME_TAIL_OPENERS) && !self.has_verb(&tail);
        (!led && plain_tail && self.view.start <= first).then_some(first..name.tokens.end)
    }

    /// True for a piece that only explains: `who resigned`, `from Leeds`, `34`, `speaking in Rome`.
    fn is_apposition(&self, piece: &Range<usize>) -> bool {
        let view = &self.view;
        let first = piece.start;
        view.has(first, RELATIVE | PREPOSITION | ADVERB | AUXILIARY | TIME)
            || view.is_number(first)
            || view.lower(first)
                && (view.text(first).ends_with("ing") || view.text(first).ends_with("ed"))
                && !view.has(first, PERSON | SPEAKER)
    }

    fn has_verb(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| is_verb(&self.view, i) && self.text.name_at(i).is_none())
    }

    /// The subject with which the clause before a verb starts, for participles and verbs behind `and`.
    pub(super) fn first_subject(&self, verb: usize) -> Option<Range<usize>> {
        let view = &self.view;
        let from = verb.saturating_sub(60).max(view.start);
        let from = (from..verb).rev().find(|&i| matches!(view.text(i), ";" | ":")).map_or(from, |i| i + 1);
        let first = (from + 1..verb).find(|&i| is_verb(view, i) && self.text.name_at(i).is_none())?;
        self.before(first)
    }

    /// The speaker behind the verb: `said provincial spokesman Mohammad Yusufi`, `said the club's owner, Jo Berg`.
    pub(super) fn behind(&self, from: usize) -> Option<Range<usize>> {
        let view = &self.view;
        let mut last = from;
        while last < view.end && last < from + LONGEST && !self.ends_behind(from, last) {
            last += 1;
        }
        let found = self.trim(from, last)?;
        Some(self.explained(found))
    }

    /// The source behind `according to`, which need be nobody who can speak: `according to trial testimony`.
    pub(super) fn source(&self, from: usize) -> Option<Range<usize>> {
        if self.view.any(from, &["him", "her", "them"]) && !self.view.is_word(from + 1) {
            return Some(from..from + 1);
        }
        self.behind(from).or_else(|| {
            let last = (from..self.view.end.min(from + LONGEST)).find(|&i| self.ends_behind(from, i))?;
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
        self.text.names_in(range.clone()).iter().find_map(super::text::Named::person)
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
        mark || clause || apart || aside
    }

    /// `said Ana Lopes in Leeds`: behind a person's name, where it was said.
    fn behind_name(&self, i: usize) -> bool {
        self.text.person_at(i.wrapping_sub(1)).is_some() && !self.view.any(i, &["of"])
    }

    /// Cuts what stands around the name, and refuses what cannot speak.
    fn trim(&self, first: usize, last: usize) -> Option<Range<usize>> {
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
        (speaks
            || view.is(first, "the")
                && (last == first + 2 || (first + 2..=first + 4).contains(&last) && plain))
            .then_some(first..last)
    }

    fn trim_front(&self, mut first: usize, last: usize) -> usize {
        let view = &self.view;
        let named = |i: usize| self.text.name_at(i).is_some();
        while first < last
            && !named(first)
            && (view.has(first, CONJUNCTION)
                || view.has(first, ADVERB) && !view.has(first, PERSON)
                || view.is_quote(first)
                || !view.is_word(first) && !view.is_number(first))
        {
            first += 1;
        }
        // `On Monday police said`, `In a report the agency said`; but `After the minister said`.
        let dated = |i: usize| view.has(i, WEEKDAY | MONTH | TIME) || view.is_number(i);
        if first < last && view.any(first, &["after", "before", "since", "until"]) && !dated(first + 1) {
            first += 1;
        } else if first < last && view.has(first, PREPOSITION) && !named(first) && !view.hyphen(first + 1) {
            let mut at = first + 1;
            while at < last && (dated(at) || view.has(at, DETERMINER) && at == first + 1 && dated(at + 1)) {
                at += 1;
            }
            first = if at > first + 1 && at < last { at } else { first + 1 };
        }
        first
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

fn is_ampersand(view: &View<'_>, i: usize) -> bool {
    view.text(i) == "&" && view.capitalised(i.wrapping_sub(1)) && view.capitalised(i + 1)
}

/// `the two nations and Israel`, `Johnson and Johnson`.
fn joins_names(view: &View<'_>, i: usize) -> bool {
    view.any(i, &["and", "&"])
        && view.is_word(i.wrapping_sub(1))
        && (view.capitalised(i.wrapping_sub(1)) && view.capitalised(i + 1)
            || view.has(i + 1, SPEAKER) && !view.has(i.wrapping_sub(1), VERB)
            || view.text(i.wrapping_sub(2)) == ","
                && view.lower(i.wrapping_sub(1))
                && view.lower(i + 1)
                && !is_verb(view, i.wrapping_sub(1)))
}

/// `emphatically`, `bluntly`: how something was said.
pub(super) fn is_manner(view: &View<'_>, i: usize) -> bool {
    view.lower(i)
        && view.text(i).len() > 4
        && view.text(i).ends_with("ly")
        && !view.has(i, crate::lexicon::NO_ADVERB | PERSON | SPEAKER)
}
