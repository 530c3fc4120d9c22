//! Who speaks: the subject of a verb of saying.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Context, View};
use crate::document::TokenKind;
use crate::enrich::names::NameKind;
use crate::enrich::names::matching::keys;

/// What may stand between a speaker and the verb.
static BETWEEN: LazyLock<Vec<u64>> = LazyLock::new(|| {
    keys(
        "has had have also later then further recently already now once again just even repeatedly publicly simply \
         often still earlier reportedly previously himself herself would is was been being quoted as on to went \
         meanwhile however therefore bluntly merrily",
    )
});

/// A speaker where a speech stands.
#[derive(Debug, Clone)]
pub(super) enum Speaker {
    /// A name: an index into the mentions.
    Name(usize),
    /// `he`, `she`.
    Pronoun,
    /// `the magistrate`: the token of the noun.
    Description(usize),
    /// Somebody else: `analysts`, `they`.
    Other,
}

/// A speaker, and the tokens that name them.
pub(super) type Named = (Speaker, Range<usize>);

fn is_pronoun(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "he" | "she" | "He" | "She")
}

/// The subject behind a verb: `," said Ana Lopes`, `," said the ministry's spokesman, Jo Berg`.
pub(super) fn behind(view: &View<'_>, verb: usize, end: usize) -> Option<Named> {
    let first = verb + 1;
    if first >= end {
        return None;
    }
    if is_pronoun(view, first) {
        return Some((Speaker::Pronoun, first..first + 1));
    }
    let mut organisation = None;
    for at in first..end.min(first + 18) {
        if let Some(mention) = view.mention_at(at) {
            let tokens = &view.mentions[mention].tokens;
            let range = first..tokens.end as usize;
            let owns =
                view.tokens.get(tokens.end as usize).is_some_and(|next| next.kind == TokenKind::Possessive);
            match view.mentions[mention].kind {
                NameKind::Person if !owns => return Some((Speaker::Name(mention), range)),
                // `said EAAT president X`: the house of the one who speaks.
                NameKind::Organisation
                    if organisation.is_none()
                        && !owns
                        && at <= first + 1
                        && ends_subject(view, range.end) =>
                {
                    organisation = Some((Speaker::Name(mention), range));
                }
                _ => {}
            }
            continue;
        }
        let stop = view.tokens[at].kind == TokenKind::Quote
            || matches!(
                view.word(at),
                "." | ";" | ":" | "who" | "that" | "which" | "when" | "after" | "as" | "while" | "in"
            )
            || organisation.is_some() && view.is(at, ",");
        if stop {
            break;
        }
    }
    organisation.or_else(|| {
        let the = matches!(view.word(first), "the" | "The");
        let noun = (first + 1..end.min(first + 5)).find(|&at| view.is_role_noun(at))?;
        the.then_some((Speaker::Description(noun), first..noun + 1))
    })
}

/// True if a subject ends before a token: no noun goes on with it.
fn ends_subject(view: &View<'_>, at: usize) -> bool {
    view.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word || !view.is_role_word(at))
}

/// The subject before a verb: `Ana Lopes said`, `Jo Berg, a spokesman, also said`, `he added`.
pub(super) fn before(view: &View<'_>, context: &Context<'_>, start: usize, verb: usize) -> Option<Named> {
    let mut at = verb;
    while at > start {
        let word = view.tokens[at - 1];
        let adverb = word.kind == TokenKind::Word
            && view.word(at - 1).ends_with("ly")
            && view.mention_at(at - 1).is_none();
        if BETWEEN.binary_search(&word.key).is_err() && !adverb {
            break;
        }
        at -= 1;
    }
    let last = at.checked_sub(1).filter(|&last| last >= start)?;
    if is_pronoun(view, last) {
        return Some((Speaker::Pronoun, last..last + 1));
    }
    if let Some(mention) = view.mention_at(last) {
        let tokens = view.mentions[mention].tokens.clone();
        let (from, kind) = (tokens.start as usize, view.mentions[mention].kind);
        // `Harris, chief executive of Circassia, said`: what ends an apposition is no subject.
        // `an aide to former mayor Lenz said`: the aide speaks.
        let led = is_led(view, start, from);
        if kind != NameKind::Location && !led && from >= start {
            return Some((Speaker::Name(mention), title_start(view, start, from)..last + 1));
        }
        return apposed(view, context, start, last);
    }
    if view.is(last, ",") {
        return apposed(view, context, start, last);
    }
    if view.is(last, "who") {
        return apposed(view, context, start, last - usize::from(last > start));
    }
    if view.is_role_noun(last) {
        let the = (start..last).rev().take(4).find(|&at| matches!(view.word(at), "the" | "The" | "this"))?;
        return Some((Speaker::Description(last), the..last + 1));
    }
    let participle = matches!(
        view.word(verb),
        "saying" | "adding" | "explaining" | "suggesting" | "arguing" | "insisting" | "warning" | "noting"
    );
    if participle && !view.is_word(last) {
        return apposed(view, context, start, last);
    }
    // `Lopes at the event said`.
    let led =
        (start + 1..last).rev().take(6).find(|&at| matches!(view.word(at), "at" | "in" | "on" | "during"));
    if let Some(mention) = led.and_then(|at| view.mention_at(at - 1))
        && view.mentions[mention].kind == NameKind::Person
        && view.mentions[mention].tokens.start as usize <= start + 3
    {
        let tokens = &view.mentions[mention].tokens;
        return Some((Speaker::Name(mention), tokens.start as usize..last + 1));
    }
    view.is_word(last).then_some((Speaker::Other, last..last + 1))
}

/// `Jo Berg, a spokesman for the ministry, said`: the nearest person before a comma at which a clause stops.
fn apposed(view: &View<'_>, context: &Context<'_>, start: usize, end: usize) -> Option<Named> {
    let first = view.mentions.partition_point(|mention| (mention.tokens.start as usize) < start);
    let last = view.mentions.partition_point(|mention| (mention.tokens.start as usize) < end);
    let subject = (first..last).rev().find(|&mention| {
        let tokens = &view.mentions[mention].tokens;
        let (from, to) = (tokens.start as usize, tokens.end as usize);
        view.mentions[mention].kind == NameKind::Person
            && !context.is_quoted(from)
            && end - to.min(end) < 26
            && !is_led(view, start, from)
            && (to >= end || matches!(view.word(to), "," | "(" | "of" | "from" | "who") || from <= start + 1)
    });
    subject.map(|mention| {
        let tokens = &view.mentions[mention].tokens;
        (Speaker::Name(mention), tokens.start as usize..end)
    })
}

/// True if a name with its titles stands behind a preposition.
fn is_led(view: &View<'_>, start: usize, name: usize) -> bool {
    let title = title_start(view, start, name);
    title > start && is_preposition(view, title - 1)
}

/// Where the titles and roles before a name begin.
fn title_start(view: &View<'_>, start: usize, name: usize) -> usize {
    let mut at = name;
    while at > start && name - at < 9 && view.is_role_word(at - 1) {
        at -= 1;
    }
    at
}

fn is_preposition(view: &View<'_>, at: usize) -> bool {
    matches!(
        view.word(at),
        "of" | "for" | "to" | "in" | "by" | "with" | "from" | "at" | "on" | "against" | "told"
    )
}
