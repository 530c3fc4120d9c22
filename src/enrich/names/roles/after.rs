//! Roles after the name.

use super::lexicon::{ADVERB, APPOINTS, ARTICLE, COPULA, END, KIN, LINK, MODIFIER, NOUN, PLURAL, VAGUE};
use super::nouns::{ends_as_agent, is_adjective};
use super::{Phrase, View};
use crate::document::{Span, TokenKind};
use crate::enrich::names::NameKind;
use crate::enrich::names::thresholds::reach::{ROLE_AFTER, SHORT_BRACKET, UNKNOWN_WORDS, WORDS_BEFORE_NOUN};
use crate::lexicon::word_lists;

word_lists! {
    "roles":
    CLOSES_AGENT, LOOSE_WORDS, ROLE_STOPS, SERVING, SPEAKING,
}

/// The role after a mention.
pub(super) fn find(view: &View<'_>, index: usize) -> Option<Span> {
    let name = view.mentions[index].tokens.start as usize;
    let end = view.sentence_of(name)?.range().end;
    let at = view.mentions[index].tokens.end as usize;
    apposed(view, at, end).or_else(|| verbal(view, index, at, end)).and_then(|phrase| phrase.trimmed(view))
}

/// `X, advisor to the president of the Republic of Artsakh,`.
fn apposed(view: &View<'_>, name_end: usize, end: usize) -> Option<Phrase> {
    let at = behind_house(view, name_end, end);
    if at >= end || !(matches!(view.word(at), "," | "(") || view.is_dash(at)) {
        return None;
    }
    // `Eva Lund (R)`: a caption says where in the picture somebody stands.
    let placed = view.is(at, "(") && at + 2 < end && view.is(at + 2, ")");
    if placed
        && (view.word(at + 1).len() == 1
            || matches!(view.word(at + 1), "left" | "right" | "centre" | "center"))
    {
        return None;
    }
    let bracketed = view.is(at, "(");
    let found = apposed_at(view, at + 1, end);
    // `Ingrid Solheim (Conservative), the party's spokeswoman`.
    let behind = || {
        let close = (at + 2..end.min(at + 2 + SHORT_BRACKET)).find(|&at| view.is(at, ")"))?;
        (close + 1 < end && view.is(close + 1, ",")).then(|| apposed_at(view, close + 2, end)).flatten()
    };
    if bracketed { found.or_else(behind) } else { found }
}

/// The role in an apposition that begins at a token.
fn apposed_at(view: &View<'_>, at: usize, end: usize) -> Option<Phrase> {
    let at = behind_age(view, at, end);
    if view.tokens.get(at).is_some_and(|_| at < end && matches!(view.word(at), "who" | "whose")) {
        return relative(view, at + 1, end);
    }
    role_phrase(view, at, end, false)
}

/// Behind `of Loma Linda University` and `from Lagos`, if a comma follows.
fn behind_house(view: &View<'_>, at: usize, end: usize) -> usize {
    if at >= end || !matches!(view.word(at), "of" | "from" | "at" | "with") {
        return at;
    }
    let mut next = at + 1;
    while next < end && next - at < 10 {
        let part = view.mention_at(next).is_some_and(|_| !view.is_person(next))
            || view.is_capitalised(next)
            || view.has(next, LINK | ARTICLE)
            || view.is_hyphen(next);
        if !part {
            break;
        }
        next += 1;
    }
    if next < end && view.is(next, ",") { next } else { at }
}

/// Behind an age and where somebody lives: `X, 48, of Grovetown, a captain`.
fn behind_age(view: &View<'_>, at: usize, end: usize) -> usize {
    let mut at = at;
    let aged = usize::from(at < end && matches!(view.word(at), "aged" | "age"));
    if at + aged + 1 < end && view.tokens[at + aged].kind == TokenKind::Number && view.is(at + aged + 1, ",")
    {
        at += aged + 2;
    }
    if at < end && matches!(view.word(at), "of" | "from") {
        let behind = behind_house(view, at, end);
        if behind > at {
            at = behind + 1;
        }
    }
    at
}

/// `who is the director of X`, `who was appointed director`.
fn relative(view: &View<'_>, at: usize, end: usize) -> Option<Phrase> {
    let mut at = behind_adverbs(view, at, end);
    let mut said = false;
    while at < end
        && (view.has(at, COPULA | APPOINTS | ADVERB) || matches!(view.word(at), "has" | "had" | "have"))
    {
        said |= view.has(at, COPULA | APPOINTS);
        at += 1;
    }
    if at + 1 < end && SERVING.contains(&view.word(at)) {
        said |= view.is(at + 1, "as");
        at += 1;
    }
    if at < end && view.is(at, "as") {
        at += 1;
    }
    said.then(|| role_phrase(view, at, end, true)).flatten()
}

/// `X is a director of Y`, `X was appointed director`, `appointed X as director`.
fn verbal(view: &View<'_>, index: usize, at: usize, end: usize) -> Option<Phrase> {
    if at >= end {
        return None;
    }
    if view.has(at, COPULA | APPOINTS) || matches!(view.word(at), "has" | "had") {
        return relative(view, at, end);
    }
    let start = view.mentions[index].tokens.start as usize;
    let appointed = start > 0 && view.has(start - 1, APPOINTS);
    if !appointed {
        return None;
    }
    let mut at = at;
    while at < end && matches!(view.word(at), "as" | "to" | "be") {
        at += 1;
    }
    role_phrase(view, at, end, true)
}

fn behind_adverbs(view: &View<'_>, at: usize, end: usize) -> usize {
    let mut at = at;
    while at < end && view.has(at, ADVERB) {
        at += 1;
    }
    at
}

/// A phrase with the noun of a role. A verb before it (`strict`) asks for an article, or for a role that needs none.
fn role_phrase(view: &View<'_>, at: usize, end: usize, strict: bool) -> Option<Phrase> {
    let opening = Opening::read(view, at, end)?;
    let head = opening.head(view, end)?;
    if opening.is_too_little(view, head, end, strict) {
        return None;
    }
    let next = head + 1;
    // Whose relative somebody is, is no part of what they are.
    let to = if view.has(head, KIN) {
        behind_count(view, next, end)
    } else {
        Tail { view, next, end, start: opening.start, strict, open: false, link: None }.end_of_role()?
    };
    // `the matter went to Thomas, the minister said`.
    let speaks = to < end && SPEAKING.contains(&view.word(to));
    (strict || !speaks).then_some(Phrase { from: opening.from, to })
}

/// The words with which a phrase after a name begins.
struct Opening {
    /// Behind adverbs.
    start: usize,
    /// Behind articles and the person who owns the role.
    from: usize,
}

impl Opening {
    /// Reads adverbs, a person who owns the role (`Putin's spokesman`), and articles. `None` where a person stands there
    /// who owns nothing.
    fn read(view: &View<'_>, at: usize, end: usize) -> Option<Self> {
        let start = behind_adverbs(view, at, end);
        let mut from = start;
        if from < end && view.is_person(from) {
            let owner = view.mentions[view.mention_at(from)?].tokens.end as usize;
            if owner >= end || view.tokens[owner].kind != TokenKind::Possessive {
                return None;
            }
            from = owner + 1;
        }
        while from < end && view.has(from, ARTICLE) && !view.is_capitalised(from) {
            from += 1;
        }
        Some(Self { start, from })
    }

    /// True if an article or an owner stands before the role.
    fn has_article(&self) -> bool {
        self.from > self.start
    }

    /// The noun of the role. Before it stand words that fit; behind an article a few unknown ones.
    fn head(&self, view: &View<'_>, end: usize) -> Option<usize> {
        let indefinite = self.from == self.start + 1 && matches!(view.word(self.start), "a" | "an");
        let mut unknown = 0;
        let mut at = self.from;
        loop {
            if at >= end || at - self.from > WORDS_BEFORE_NOUN || view.is_person(at) {
                return None;
            }
            let listed = view.is_head(at, NOUN) && !continues(view, at, end);
            if listed || indefinite && is_open_head(view, at, end) {
                return Some(at);
            }
            if !view.fits(at, false) && !view.is(at, "and") {
                unknown += 1;
                let plain = view.is_word(at) && !view.has(at, END | LINK | ARTICLE | COPULA)
                    || view.tokens[at].kind == TokenKind::Possessive;
                if !self.has_article() || !plain || unknown > UNKNOWN_WORDS {
                    return None;
                }
            }
            at += 1;
        }
    }

    /// True if the noun needs an article, or something that follows it, and has neither.
    fn is_too_little(&self, view: &View<'_>, head: usize, end: usize, strict: bool) -> bool {
        let next = head + 1;
        let bare = head == self.from && !self.has_article();
        let closes = next >= end || matches!(view.word(next), "," | ")" | "." | ";") || view.is_dash(next);
        let linked = next < end && matches!(view.word(next), "of" | "for" | "at" | "to");
        let vague = view.has(head, VAGUE) && !(linked || closes && !bare);
        // `appointed Meera Joshi as chief financial officer with effect from May`.
        let named_as = self.start > 0 && view.is(self.start - 1, "as");
        !self.has_article() && (vague || strict && !linked && !closes && !named_as)
    }
}

/// `mother of four`: behind the count of somebody's children.
fn behind_count(view: &View<'_>, next: usize, end: usize) -> usize {
    let counted = next + 1 < end && view.is(next, "of") && view.is_count(next + 1);
    if counted { next + 2 } else { next }
}

/// True if the phrase after an indefinite article ends in a noun of somebody who does something, which no list has:
/// `a rickshaw puller from Khulna`. The preposition, comma or `who` behind it closes the phrase.
fn is_open_head(view: &View<'_>, at: usize, end: usize) -> bool {
    let next = at + 1;
    let closes = next >= end || CLOSES_AGENT.contains(&view.word(next));
    ends_as_agent(view.word(at))
        && closes
        && view.is_word(at)
        && !view.is_capitalised(at)
        && view.mention_at(at).is_none()
}

/// True if the noun goes on in a longer one: `police officer`, `vice president`, `founder and president`.
fn continues(view: &View<'_>, at: usize, end: usize) -> bool {
    let next = at + 1;
    if next >= end || view.is_person(next) {
        return false;
    }
    view.is_head(next, NOUN)
        || view.is_hyphen(next)
        || view.has(at, VAGUE) && view.is_capitalised(at) && view.is_capitalised(next)
        || (view.has(next, MODIFIER) || is_adjective(view.word(next)))
            && next + 1 < end
            && view.is_head(next + 1, NOUN)
        || view.tokens[next].kind == TokenKind::Possessive && next + 1 < end && view.fits(next + 1, false)
        || view.is(next, "and")
            && next + 1 < end
            && !view.is_person(next + 1)
            && (view.is_head(next + 1, NOUN)
                || view.has(next + 1, MODIFIER) && next + 2 < end && view.is_head(next + 2, NOUN))
}

/// The words behind the noun of a role: what it is a role in goes with it.
struct Tail<'v, 'a> {
    view: &'v View<'a>,
    /// Behind the noun.
    next: usize,
    /// The end of the sentence.
    end: usize,
    start: usize,
    strict: bool,
    /// True behind a small word that leads to what the role is a role in.
    open: bool,
    /// The last such word: after `and` a name may begin another role.
    link: Option<usize>,
}

impl Tail<'_, '_> {
    /// The end of the role; `None` where the phrase belongs to somebody else.
    fn end_of_role(mut self) -> Option<usize> {
        let mut at = self.next;
        while at < self.end && at - self.start < ROLE_AFTER {
            if self.view.is_person(at) {
                at = self.behind_person(at)?;
                continue;
            }
            let Some(next) = self.step(at) else { break };
            at = next;
        }
        Some(at)
    }

    /// Behind a person in whose name the role goes on; `the director of A and Minister Jo Berg`: the phrase is that
    /// person's.
    fn behind_person(&self, at: usize) -> Option<usize> {
        let mention = &self.view.mentions[self.view.mention_at(at)?];
        let goes_on = self.link.is_some_and(|link| !self.view.is(link, "and"));
        (goes_on || at > mention.tokens.start as usize).then_some(mention.tokens.end as usize)
    }

    /// The next token, if the role has this one.
    fn step(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        if view.is(at, "(") {
            // An acronym of what stands before it.
            return (at + 2 < self.end && view.is(at + 2, ")") && self.open).then_some(at + 3);
        }
        if view.is_plural_owner(at) {
            return Some(at + 1);
        }
        if self.stops(at) {
            let house = self.is_house(at);
            self.open |= house;
            return house.then_some(at + 1);
        }
        if self.is_verb_behind_name(at) || self.is_loose(at) {
            return None;
        }
        if view.has(at, LINK) {
            // A sentence goes on with where and when: `is the leader of the party in a coalition`.
            if self.strict && self.open && !matches!(view.word(at), "of" | "and" | "&") {
                return None;
            }
            self.open |= !view.is(at, "and");
            self.link = Some(at);
            return Some(at + 1);
        }
        // `a neuropathologist leading a study`.
        if view.word(at).ends_with("ing") && at + 1 < self.end && view.has(at + 1, ARTICLE) {
            return None;
        }
        let own = view.has(at, NOUN | MODIFIER | PLURAL) || view.is(at, "emeritus") || view.is_compound(at);
        (self.open || own).then_some(at + 1)
    }

    /// True at a mark or a word that ends every role.
    fn stops(&self, at: usize) -> bool {
        let view = self.view;
        ROLE_STOPS.contains(&view.word(at))
            || view.tokens[at].kind == TokenKind::Quote
            || view.is_dash(at)
            || view.has(at, END) && !view.is_capitalised(at)
            || view.is(at, "and") && !goes_on(view, at, self.end)
    }

    /// `Director, Lagos Chamber of Commerce`: the comma before the house of a role.
    fn is_house(&self, at: usize) -> bool {
        let view = self.view;
        view.is(at, ",")
            && at == self.next
            && view.is_capitalised(at - 1)
            && at + 1 < self.end
            && view.kind_at(at + 1) == Some(NameKind::Organisation)
    }

    /// `the president of the union reported`: behind a name a verb goes on, not the role.
    fn is_verb_behind_name(&self, at: usize) -> bool {
        let view = self.view;
        let bracket = view.is(at - 1, ")");
        let named = at > self.next && (view.is_capitalised(at - 1) || bracket);
        let lower =
            view.is_word(at) && !view.is_capitalised(at) && !view.has(at, LINK | ARTICLE | NOUN | MODIFIER);
        named && lower && (bracket || super::is_verb_form(view.word(at)))
    }

    /// `for the past four years`, `in her class`: no part of a role.
    fn is_loose(&self, at: usize) -> bool {
        let view = self.view;
        let after = (at + 1 + usize::from(view.is(at + 1, "the"))).min(self.end - 1);
        matches!(view.word(at), "in" | "at" | "for" | "on") && LOOSE_WORDS.contains(&view.word(after))
    }
}

/// True if `and` joins two parts of one name or role: `Minister for Investments and Development`, `chief executive and a
/// member of the board`.
fn goes_on(view: &View<'_>, at: usize, end: usize) -> bool {
    let next = at + 1;
    if next >= end || view.is_person(next) {
        return false;
    }
    let role = |next: usize| next < end && view.is_head(next, NOUN) && !view.has(next, KIN);
    let second = || {
        matches!(view.word(next), "a" | "an")
            && (role(next + 1) || view.fits(next + 1, false) && role(next + 2))
    };
    view.is_capitalised(at - 1) && view.is_capitalised(next)
        || role(next)
        || view.has(at - 1, MODIFIER) && view.has(next, MODIFIER)
        || second()
}
