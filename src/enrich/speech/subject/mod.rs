//! The words that name a speaker, before or behind a verb of saying.

mod apposition;
mod behind;
mod trim;

use std::ops::Range;

use super::text::Text;
use super::verb::is_verb;
use crate::enrich::pattern::patterns;
use crate::enrich::speech::thresholds::LONGEST_SUBJECT;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, CONJUNCTION, DATA, DETERMINER, MONTH, NOUN_TOO, PERSON, PREPOSITION, PRONOUN,
    RELATIVE, SOURCE, SPEAKER, SPEECH, TIME, VERB, WEEKDAY,
};

word_lists! {
    "attribution":
    OPEN_SUBORDINATORS,
}

patterns! {
    "attribution":
    /// `in the latest poll`: a noun phrase behind a preposition other than `of`.
    APPENDED = ["PREPOSITION&!of ^ DETERMINER"];
    NEAREST = ["!PREPOSITION ^ DETERMINER"];
    /// `Metro do Porto`.
    PARTICLE = ["<capital> ^ do <capital>"];
    /// `missing the 1.3 billion crowns expected in a poll`: nobody speaks.
    PARTICIPLE_WITH_OBJECT = ["^ <lower>&*ing DETERMINER|<number>|CURRENCY"];
    /// `Hotels that were full`, `Villagers who fled the fighting`: a relative clause about the subject.
    RELATIVE_CLAUSE = ["who|that|which ^ AUXILIARY|VERB|*ed", "who|that|which AUXILIARY ^"];
}

/// A part of a text in which a subject is looked for: `view` is the window of the part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) view: View<'a>,
}

impl Part<'_> {
    /// The subject that ends before the verb at `verb`.
    pub(super) fn before(&self, verb: usize) -> Option<Range<usize>> {
        self.words_before(verb).filter(|words| !PARTICIPLE_WITH_OBJECT.begin(&self.view, words.start))
    }

    fn words_before(&self, verb: usize) -> Option<Range<usize>> {
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
            let phrase = self.phrase(end)?;
            // `has overtaken them in the latest poll, which puts …`: the pronoun stands for the nearest noun phrase.
            let nearest = (phrase.start + 1..phrase.end).rev().find(|&i| APPENDED.begin(view, i));
            return Some(nearest.unwrap_or(phrase.start)..phrase.end);
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
        while first > view.start && last - first < LONGEST_SUBJECT && !self.borders(first - 1, first, last) {
            first -= 1;
        }
        if let Some(pronoun) = self.relative_before(first) {
            let words = self.phrase(pronoun)?;
            // `officials cite a survey that showed`: the nearest noun phrase.
            let nearest = (words.start + 1..words.end).rev().find(|&i| NEAREST.begin(view, i));
            return Some(nearest.unwrap_or(words.start)..words.end);
        }
        self.trim(self.direct(first, last), last)
    }

    /// The relative pronoun before a clause that tells of the subject.
    fn relative_before(&self, first: usize) -> Option<usize> {
        let view = &self.view;
        let pronoun =
            (first.saturating_sub(2).max(view.start)..first).rev().find(|&i| view.has(i, RELATIVE))?;
        let known = pronoun > view.start && view.lower(pronoun - 1) || pronoun == view.start + 1;
        (known && !view.has(pronoun - 1, SPEECH) && RELATIVE_CLAUSE.begin(view, first)).then_some(pronoun)
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
            || view.has(i, AUXILIARY)
                && first < last
                && self.text.name_at(i).is_none()
                && !PARTICLE.begin(view, i)
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
