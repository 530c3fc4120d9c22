//! Whole names of organisations: a mention grows to the words that belong to its name, and a capitalised phrase that
//! ends in the noun of an institution is an organisation even where the tagger saw none.

use std::ops::Range;

use super::roles::is_mostly_small;
use super::thresholds::reach::GROWTH;
use super::thresholds::scores::{BY_ITS_NOUN, LEFT_TO_PLACES};
use super::{Mention, NameKind};
use crate::document::{Document, Gap, Span, Token, TokenKind};
use crate::lexicon::{self, MONTH, WEEKDAY, WordList, word_lists};

word_lists! {
    "organisations":
    FIRST_OF_TITLE, JOINED_BY_OF,
}

/// Nouns that end the name of an institution and no other kind of name.
static INSTITUTIONS: WordList = WordList::new("organisations", "INSTITUTIONS");

/// Endings of the names of companies.
static FORMS: WordList = WordList::new("organisations", "FORMS");

/// Words behind which the name of an institution goes on: `Federation Against …`, `Commission of Inquiry into …`.
static TAIL_LINKS: WordList = WordList::new("organisations", "TAIL_LINKS");

/// Nouns of units that an ordinal number before the name belongs to: `the 9th Circuit Court`.
static NUMBERED: WordList = WordList::new("organisations", "NUMBERED");

/// Nouns and forms of firms and services. They end other names too (`West Bank`, `Soviet Union`,
/// `Antioquia Department`), so that alone they add none.
static FIRMS: WordList = WordList::new("organisations", "FIRMS");

/// Owners whose possessive is part of a name: `the Chief Minister's Relief Fund`, `St. Mary's Hospital`.
static OWNERS: WordList = WordList::new("organisations", "OWNERS");

/// Adjectives of direction and size, of which a name may join two: `Northern and Western Rail Services`.
static DIRECTIONS: WordList = WordList::new("organisations", "DIRECTIONS");

/// Settles what is a place and what an organisation once the places are known, in any order: an organisation that the
/// tagger doubts is left to the place in the same words, a name stands without the place that owns it
/// (`Singapore's Merbau Ventures`), an institution that is no place is an organisation
/// (`St. Mary's Hospital`), and an institution named after a place of several words takes all of them (`Dumfries and
/// Galloway Council`).
pub(super) fn settle(document: &Document, mentions: &mut Vec<Mention>, mut places: Vec<Span>) {
    places.sort_unstable_by_key(|place| place.start);
    let names = Names { document, tokens: document.tokens() };
    for mention in mentions.iter_mut() {
        let next = places.partition_point(|place| place.end <= mention.span.start);
        let place = places.get(next).filter(|place| place.start < mention.span.end).copied();
        match mention.kind {
            NameKind::Organisation if mention.score < LEFT_TO_PLACES && place == Some(mention.span) => {
                mention.kind = NameKind::Location;
            }
            NameKind::Organisation if names.owner_end(mention, place).is_some() => {
                if let Some(end) = names.owner_end(mention, place) {
                    mention.tokens.start = end as u32;
                    mention.span = names.span(end, mention.tokens.end as usize);
                }
            }
            NameKind::Organisation if names.is_institution(mention) => {
                if let Some(place) = place.filter(|place| place.start < mention.span.start) {
                    names.set(mention, document.token_at(place.start)..mention.tokens.end as usize);
                }
            }
            NameKind::Location
                if place.is_none_or(|place| place != mention.span) && names.ends_as_institution(mention) =>
            {
                mention.kind = NameKind::Organisation;
                mention.score = mention.score.max(BY_ITS_NOUN);
            }
            _ => {}
        }
    }
    drop_inner(mentions);
}

/// Drops the mentions into which the mention after them has grown.
fn drop_inner(mentions: &mut Vec<Mention>) {
    let mut next = u32::MAX;
    for mention in mentions.iter_mut().rev() {
        if mention.tokens.end > next {
            mention.tokens.end = mention.tokens.start;
        } else {
            next = mention.tokens.start;
        }
    }
    mentions.retain(|mention| !mention.tokens.is_empty());
}

/// Grows the organisations among the mentions to their whole names, and adds those that the tagger missed.
pub(super) fn complete(document: &Document, mentions: &mut Vec<Mention>) {
    let names = Names { document, tokens: document.tokens() };
    names.grow(mentions);
    names.add_missed(mentions);
}

struct Names<'a> {
    document: &'a Document,
    tokens: &'a [Token],
}

impl Names<'_> {
    fn word(&self, at: usize) -> &str {
        self.document.word(&self.tokens[at])
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.tokens[at].is_word() && self.tokens[at].is_capitalised(self.document.text())
    }

    fn listed(&self, list: &WordList, at: usize) -> bool {
        list.has(self.tokens[at].key)
    }

    /// The first token of the sentence in which a token stands.
    fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.document.sentence_at(self.tokens[at].span.start);
        sentence.map_or(at, |index| self.document.sentences()[index].range().start)
    }

    fn grow(&self, mentions: &mut Vec<Mention>) {
        for index in 0..mentions.len() {
            if mentions[index].kind != NameKind::Organisation {
                continue;
            }
            let free = index.checked_sub(1).map_or(0, |before| mentions[before].tokens.end as usize);
            let first = mentions[index].tokens.start as usize;
            let start = self.start_of(first, mentions[index].tokens.end as usize, free);
            if start < first {
                self.set(&mut mentions[index], start..first);
            }
            self.join_place(mentions, index);
            let next = mentions.get(index + 1).map_or(usize::MAX, |next| next.tokens.start as usize);
            let own = mentions[index].tokens.start as usize..mentions[index].tokens.end as usize;
            let end = self.end_of(&own, next);
            if end > own.end {
                self.set(&mut mentions[index], own.end..end);
            }
            if self.is_institution(&mentions[index]) {
                mentions[index].score = mentions[index].score.max(BY_ITS_NOUN);
            }
        }
        mentions.retain(|mention| !mention.tokens.is_empty());
    }

    /// True if a name of several words has the noun of an institution: `Ministry of Roads`, `Tema Port Authority`.
    fn is_institution(&self, mention: &Mention) -> bool {
        let mut tokens = mention.tokens.start as usize..mention.tokens.end as usize;
        tokens.len() > 1
            && tokens.any(|at| {
                self.is_capitalised(at)
                    && [&INSTITUTIONS, &NUMBERED, &FIRMS].into_iter().any(|list| self.listed(list, at))
            })
    }

    /// Where a name begins that the tagger took with the place that owns it: `Singapore's Merbau Ventures`, `the Karnataka
    /// government's Elevate`.
    fn owner_end(&self, mention: &Mention, place: Option<Span>) -> Option<usize> {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let owns =
            (start + 1..end.saturating_sub(1)).find(|&at| self.tokens[at].kind == TokenKind::Possessive)?;
        let owner = self.tokens[start].span.to(self.tokens[owns - 1].span);
        let common = owns > start + 1 && !self.is_capitalised(owns - 1);
        ((place == Some(owner) || common) && self.is_capitalised(owns + 1)).then_some(owns + 1)
    }

    fn ends_as_institution(&self, mention: &Mention) -> bool {
        mention.tokens.len() > 1 && self.listed(&INSTITUTIONS, mention.tokens.end as usize - 1)
    }

    /// Where the name that is known from `first` to `end` begins; not before `free`.
    fn start_of(&self, first: usize, end: usize, free: usize) -> usize {
        let lowest = self.sentence_start(first).max(free).max(first.saturating_sub(GROWTH));
        let mut start = first;
        while let Some(next) = self.one_more(start, end, lowest) {
            start = next;
        }
        start
    }

    /// The end of an institution's name that continues behind a link: `Federation Against Involuntary Disappearances`,
    /// `Commission of Inquiry into Allegations of State Capture`. Another name (`next`) is no part of it.
    fn end_of(&self, own: &Range<usize>, next: usize) -> usize {
        if !own.clone().any(|at| self.listed(&INSTITUTIONS, at) && self.is_capitalised(at)) {
            return own.end;
        }
        let sentence = self.document.sentence_at(self.tokens[own.start].span.start);
        let last = sentence.map_or(own.end, |index| self.document.sentences()[index].range().end);
        let limit = last.min(next).min(own.end + GROWTH);
        let near = |at: usize| at < limit && self.tokens[at].gap == Gap::Space;
        let mut end = own.end;
        if FORMS.has_word(self.tokens[own.end - 1].word) {
            return end;
        }
        while near(end) && self.listed(&TAIL_LINKS, end) && near(end + 1) && self.goes_on_at(end + 1) {
            let tail = end + 1;
            let mut last = tail;
            while near(last) && self.goes_on_at(last) && !self.listed(&TAIL_LINKS, last) {
                last += 1;
            }
            // `Brewery of Naha`: one word behind `of` may be a place, unless it is a common noun.
            if self.word(end) == "of" && last == tail + 1 && !is_mostly_small(self.tokens[tail].key) {
                break;
            }
            end = last;
        }
        end
    }

    /// True for a capitalised word that is no day, so that it may be a part of a name.
    fn goes_on_at(&self, at: usize) -> bool {
        let flags = lexicon::get().flags(self.tokens[at].key);
        self.is_capitalised(at) && !flags.intersects(MONTH | WEEKDAY)
    }

    /// The next beginning to the left, where the words before `start` belong to the name.
    fn one_more(&self, start: usize, end: usize, lowest: usize) -> Option<usize> {
        let at = start.checked_sub(1).filter(|&at| at >= lowest)?;
        let before = at.checked_sub(1).filter(|&at| at >= lowest);
        let before = before?;
        if self.is_ordinal(before, at) && (start..end).any(|at| self.listed(&NUMBERED, at)) {
            return Some(before);
        }
        let owns = self.tokens[at].kind == TokenKind::Possessive || matches!(self.word(at), "'" | "\u{2019}");
        if owns && self.tokens[at].gap == Gap::None && self.is_owner(before) {
            return Some(self.owner_start(before, lowest));
        }
        let joins = self.word(at) == "&" && self.is_capitalised(before)
            || self.word(at) == "and" && self.listed(&DIRECTIONS, before) && self.listed(&DIRECTIONS, start);
        (joins && self.is_capitalised(before)).then_some(before)
    }

    /// `9th`, `3rd`: two tokens, a number and its ending.
    fn is_ordinal(&self, number: usize, ending: usize) -> bool {
        self.tokens[number].kind == TokenKind::Number
            && self.tokens[ending].gap == Gap::None
            && matches!(self.word(ending), "st" | "nd" | "rd" | "th")
    }

    fn is_owner(&self, at: usize) -> bool {
        // `the Moors' Islamic Welfare Society`: a plural that owns is a part of the name of an institution.
        let plural = self.word(at).ends_with('s')
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| matches!(self.document.word(next), "'" | "\u{2019}"))
            && at > self.sentence_start(at);
        self.is_capitalised(at)
            && (plural
                || self.listed(&OWNERS, at)
                || at > 0 && matches!(self.word(at - 1), "St" | "St." | "Saint"))
    }

    /// The first word of an owner's title: `Chief` of `Chief Minister`.
    fn owner_start(&self, owner: usize, lowest: usize) -> usize {
        let mut start = owner;
        while start > lowest
            && self.is_capitalised(start - 1)
            && FIRST_OF_TITLE.contains(&self.word(start - 1))
        {
            start -= 1;
        }
        start
    }

    /// `Children's Hospital of Philadelphia`: the place after `of` is part of the name of an institution.
    fn join_place(&self, mentions: &mut [Mention], index: usize) {
        let end = mentions[index].tokens.end as usize;
        let joined = mentions.get(index + 1).is_some_and(|next| {
            next.kind == NameKind::Location
                && next.tokens.start as usize == end + 1
                && self.word(end) == "of"
                && JOINED_BY_OF.contains(&self.word(end - 1))
        });
        if joined {
            let place = mentions[index + 1].tokens.clone();
            self.set(&mut mentions[index], end..place.end as usize);
            mentions[index + 1].tokens.end = place.start;
        }
    }

    /// Widens a mention by tokens on either side of it.
    fn set(&self, mention: &mut Mention, by: Range<usize>) {
        let (start, end) = (mention.tokens.start.min(by.start as u32), mention.tokens.end.max(by.end as u32));
        mention.tokens = start..end;
        mention.span = self.span(start as usize, end as usize);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.tokens[start].span.to(self.tokens[end - 1].span)
    }

    /// Adds the organisations that end in the noun of an institution and in which no mention stands.
    fn add_missed(&self, mentions: &mut Vec<Mention>) {
        let mut found = Vec::new();
        let mut next = 0;
        for at in 1..self.tokens.len() {
            if !(self.listed(&INSTITUTIONS, at) && self.is_capitalised(at)) {
                continue;
            }
            while next < mentions.len() && mentions[next].tokens.end as usize <= at {
                next += 1;
            }
            let taken = mentions.get(next).is_some_and(|mention| mention.tokens.start as usize <= at);
            let free = next.checked_sub(1).map_or(0, |before| mentions[before].tokens.end as usize);
            let after = mentions[next..].iter().map(|mention| mention.tokens.start as usize);
            let after = after.take(2).find(|&start| start > at).unwrap_or(usize::MAX);
            if !taken && let Some(own) = self.phrase(at, free, after) {
                found.push(Mention {
                    span: self.span(own.start, own.end),
                    tokens: own.start as u32..own.end as u32,
                    kind: NameKind::Organisation,
                    score: BY_ITS_NOUN,
                });
            }
        }
        if !found.is_empty() {
            mentions.append(&mut found);
            mentions.sort_by_key(|mention| mention.tokens.start);
        }
    }

    /// The capitalised phrase around the noun at `head`. `None` where the phrase is the noun alone, goes on behind it without a
    /// link, or stands in a text without lower case.
    fn phrase(&self, head: usize, free: usize, next: usize) -> Option<Range<usize>> {
        if self.word(head).len() > 1 && self.word(head).chars().all(char::is_uppercase) {
            return None;
        }
        let end = self.end_of(&(head..head + 1), next);
        let goes_on = self.tokens.get(end).is_some_and(|next| {
            next.gap == Gap::Space && (self.is_capitalised(end) || self.word(end) == "of")
        });
        if goes_on {
            return None;
        }
        let lowest = self.sentence_start(head).max(free).max(head.saturating_sub(GROWTH));
        let mut start = head;
        while start > lowest && self.tokens[start].gap == Gap::Space && self.is_capitalised(start - 1) {
            start -= 1;
        }
        if let Some(owner) = self.one_more(start, head + 1, lowest) {
            start = owner;
        }
        // A capital at the beginning of a sentence says nothing.
        let first = start == self.sentence_start(head);
        let before = (head - start).saturating_sub(usize::from(first));
        // `The Commission of Inquiry into Allegations`: behind the article a long tail says as much.
        let tail = end - head > 3 && start > 0 && matches!(self.word(start - 1), "the" | "The");
        let led = start < head && matches!(self.word(start), "The" | "the") && end - head > 3;
        (before > 0 || tail || led).then_some(start + usize::from(led)..end)
    }
}
