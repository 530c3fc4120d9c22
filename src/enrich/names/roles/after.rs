//! Roles after the name.

use super::lexicon::{ADVERB, APPOINTS, ARTICLE, COPULA, END, KIN, LINK, MODIFIER, NOUN, PLURAL, VAGUE};
use super::{Phrase, View};
use crate::document::{Span, TokenKind};
use crate::lexicon::WordList;
use crate::lexicon::word_lists;

word_lists! {
    "roles":
    AGENT_ENDINGS, CLOSES_AGENT, COUNTS, SERVING, SPEAKING,
}

/// How many tokens a role after a name may have.
const LONGEST: usize = 22;

/// The role after a mention.
pub(super) fn find(view: &View<'_>, index: usize) -> Option<Span> {
    let name = view.mentions[index].tokens.start as usize;
    let end = view.sentence_of(name)?.range().end;
    let at = view.mentions[index].tokens.end as usize;
    apposed(view, at, end).or_else(|| verbal(view, index, at, end)).and_then(|phrase| phrase.trimmed(view))
}

/// `X, advisor to the president of the Republic of Artsakh,`.
fn apposed(view: &View<'_>, name_end: usize, end: usize) -> Option<Phrase> {
    let mut at = behind_house(view, name_end, end);
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
    at += 1;
    at = behind_age(view, at, end);
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
    let start = behind_adverbs(view, at, end);
    let mut at = start;
    // `Putin's spokesman`: whose, the article says as well.
    if at < end && view.is_person(at) {
        let owner = view.mentions[view.mention_at(at)?].tokens.end as usize;
        if owner >= end || view.tokens[owner].kind != TokenKind::Possessive {
            return None;
        }
        at = owner + 1;
    }
    while at < end && view.has(at, ARTICLE) && !view.is_capitalised(at) {
        at += 1;
    }
    let article = at > start;
    let indefinite = at == start + 1 && matches!(view.word(start), "a" | "an");
    let from = at;
    // The words before the noun; behind an article a few unknown ones.
    let mut unknown = 0;
    let head = loop {
        if at >= end || at - from > 9 || view.is_person(at) {
            return None;
        }
        if view.is_head(at, NOUN) && !continues(view, at, end) {
            break at;
        }
        if indefinite && is_open_head(view, at, end) {
            break at;
        }
        if !view.fits(at, false) && !view.is(at, "and") {
            unknown += 1;
            let plain = view.is_word(at) && !view.has(at, END | LINK | ARTICLE | COPULA)
                || view.tokens[at].kind == TokenKind::Possessive;
            if !article || !plain || unknown > 3 {
                return None;
            }
        }
        at += 1;
    };
    let bare = head == from && !article;
    let next = head + 1;
    let closes = next >= end || matches!(view.word(next), "," | ")" | "." | ";") || view.is_dash(next);
    let linked = next < end && matches!(view.word(next), "of" | "for" | "at" | "to");
    if view.has(head, VAGUE) && !article && !(linked || closes && !bare) {
        return None;
    }
    if strict && !article && !linked && !closes {
        return None;
    }
    // `the matter went to Thomas, the minister said`.
    let speaks = |at: usize| at < end && SPEAKING.contains(&view.word(at));
    // Whose relative somebody is, is no part of what they are.
    let to = if view.has(head, KIN) {
        behind_count(view, next, end)
    } else {
        tail(view, next, end, start, strict)?
    };
    if speaks(to) && !strict {
        return None;
    }
    Some(Phrase { from, to })
}

/// `mother of four`: behind the count of somebody's children.
fn behind_count(view: &View<'_>, next: usize, end: usize) -> usize {
    let counted = next + 1 < end
        && view.is(next, "of")
        && (view.tokens[next + 1].kind == TokenKind::Number || COUNTS.contains(&view.word(next + 1)));
    if counted { next + 2 } else { next }
}

/// True if the phrase after an indefinite article ends in a noun of somebody who does something, which no list has:
/// `a rickshaw puller from Khulna`. The preposition, comma or `who` behind it closes the phrase.
fn is_open_head(view: &View<'_>, at: usize, end: usize) -> bool {
    let word = view.word(at);
    let agent = word.len() > 4
        && AGENT_ENDINGS.iter().any(|ending| word.ends_with(ending))
        && !NO_AGENTS.contains(&word);
    let next = at + 1;
    let closes = next >= end || CLOSES_AGENT.contains(&view.word(next));
    agent && closes && view.is_word(at) && !view.is_capitalised(at) && view.mention_at(at).is_none()
}

/// Nouns with the ending of an agent that are no people.
static NO_AGENTS: WordList = WordList::new("roles", "NO_AGENTS");

/// True if the noun goes on in a longer one: `police officer`, `vice president`, `founder and president`.
fn continues(view: &View<'_>, at: usize, end: usize) -> bool {
    let next = at + 1;
    if next >= end || view.is_person(next) {
        return false;
    }
    view.is_head(next, NOUN)
        || view.is_hyphen(next)
        || view.has(at, VAGUE) && view.is_capitalised(at) && view.is_capitalised(next)
        || view.has(next, MODIFIER) && next + 1 < end && view.is_head(next + 1, NOUN)
        || view.tokens[next].kind == TokenKind::Possessive && next + 1 < end && view.fits(next + 1, false)
        || view.is(next, "and")
            && next + 1 < end
            && !view.is_person(next + 1)
            && (view.is_head(next + 1, NOUN)
                || view.has(next + 1, MODIFIER) && next + 2 < end && view.is_head(next + 2, NOUN))
}

/// Where the role ends, from behind its noun: what it is a role in goes with it.
fn tail(view: &View<'_>, next: usize, end: usize, start: usize, strict: bool) -> Option<usize> {
    let mut at = next;
    let mut open = false;
    // The last small word of the role: after `and` a name may begin another role.
    let mut link = None;
    while at < end && at - start < LONGEST {
        let text = view.word(at);
        if view.is_person(at) {
            // `the director of A and Minister Jo Berg`: the phrase is that person's.
            let mention = view.mention_at(at)?;
            let first = view.mentions[mention].tokens.start as usize;
            let goes_on = link.is_some_and(|link| !view.is(link, "and"));
            if at.max(first) == at && !goes_on {
                return None;
            }
            at = view.mentions[mention].tokens.end as usize;
            continue;
        }
        if text == "(" {
            // An acronym of what stands before it.
            if at + 2 < end && view.is(at + 2, ")") && open {
                at += 3;
                continue;
            }
            break;
        }
        let stop = matches!(text, "," | "." | ";" | ":" | ")" | "?" | "!" | "...")
            || view.tokens[at].kind == TokenKind::Quote
            || view.is_dash(at)
            || view.has(at, END) && !view.is_capitalised(at)
            || text == "and" && !goes_on(view, at, end)
            || text == "what";
        if stop {
            // `Director, Lagos Chamber of Commerce`.
            let house = text == ","
                && at == next
                && view.is_capitalised(at - 1)
                && at + 1 < end
                && view.kind_at(at + 1) == Some(super::super::NameKind::Organisation);
            if house {
                open = true;
                at += 1;
                continue;
            }
            break;
        }
        // `the president of the union reported`: behind a name a verb goes on, not the role.
        let named = at > next && (view.is_capitalised(at - 1) || view.is(at - 1, ")"));
        let lower =
            view.is_word(at) && !view.is_capitalised(at) && !view.has(at, LINK | ARTICLE | NOUN | MODIFIER);
        if named && lower && (view.is(at - 1, ")") || super::is_verb_form(text)) {
            break;
        }
        // `for the past four years`, `in her class`: no part of a role.
        let after = (at + 1 + usize::from(view.is(at + 1, "the"))).min(end - 1);
        let loose = matches!(text, "in" | "at" | "for" | "on")
            && (matches!(view.word(after), "her" | "his" | "their")
                || matches!(view.word(after), "past" | "last"));
        if loose {
            break;
        }
        if view.has(at, LINK) {
            // A sentence goes on with where and when: `is the leader of the party in a coalition`.
            if strict && open && !matches!(text, "of" | "and" | "&") {
                break;
            }
            open |= text != "and";
            link = Some(at);
        } else if !open
            && !view.has(at, NOUN | MODIFIER | PLURAL)
            && text != "emeritus"
            && !view.is_compound(at)
        {
            break;
        }
        at += 1;
    }
    Some(at)
}

/// True if `and` joins two parts of one name or role: `Minister for Investments and Development`.
fn goes_on(view: &View<'_>, at: usize, end: usize) -> bool {
    at + 1 < end
        && !view.is_person(at + 1)
        && (view.is_capitalised(at - 1) && view.is_capitalised(at + 1)
            || view.is_head(at + 1, NOUN) && !view.has(at + 1, KIN)
            || view.has(at - 1, MODIFIER) && view.has(at + 1, MODIFIER))
}
