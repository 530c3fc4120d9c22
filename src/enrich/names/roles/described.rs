//! Roles by which the text goes on speaking of somebody: `Rooney scored. The England striker then …`.

use std::collections::HashSet;

use super::lexicon::{ADVERB, ARTICLE, COPULA, END, KIN, NOUN, SMALL, VAGUE};
use super::{Phrase, View, add, is_verb_form};
use crate::document::{Sentence, Span, TokenKind, hash_lower};
use crate::enrich::names::Person;
use crate::enrich::names::thresholds::reach::{DESCRIPTION, UNNAMED};
use crate::enrich::quotations::{Quotation, is_quoted};
use crate::enrich::steps::counted;
use crate::lexicon::word_lists;

word_lists! {
    "roles":
    ANOTHERS_OFFICES, BEFORE_DESCRIBED, OFTEN_ANOTHER, SECOND,
}

/// Adds to people the roles by which the text goes on speaking of them: where one person alone was named just
/// before, and nobody else can be meant.
pub(in super::super) fn add_described(
    view: &View<'_>,
    quotations: &[Quotation],
    owners: &[Option<usize>],
    people: &mut [Person],
) {
    let the = hash_lower("the");
    // The words of all roles: the office of somebody else says nothing of who was named last. A role gives way only to one
    // that has all its words.
    let mut offices: HashSet<String> = HashSet::new();
    for person in counted(people.iter()) {
        offices.extend(words_of_roles(person));
    }
    let sentences = view.document.sentences();
    for (number, sentence) in sentences.iter().enumerate() {
        for at in sentence.range() {
            if view.tokens[at].key != the || !opens_clause(view, sentence, at) {
                continue;
            }
            let Some((head, span)) = description(view, at + 1, sentence.range().end) else { continue };
            let Some(person) = only_one(view, quotations, owners, &sentences[..=number], at) else {
                continue;
            };
            let noun = view.word(head).to_lowercase();
            if !offices.contains(&noun) && !is_introduced(view, head, at) {
                add(&mut people[person].roles, view.text(span));
                offices.extend(words_of_roles(&people[person]));
            }
        }
    }
}

/// The words of a person's roles, small and without the `s` of a plural.
fn words_of_roles(person: &Person) -> impl Iterator<Item = String> {
    let words = person.roles.iter().flat_map(|role| role.split(' '));
    words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
}

/// True if a clause begins with a token: the sentence, what follows `when` and its like, or what is said by it.
fn opens_clause(view: &View<'_>, sentence: &Sentence, at: usize) -> bool {
    if at == sentence.range().start {
        return true;
    }
    let before = at - 1;
    // `Juan Melo said the pilot had warned them`: who speaks so speaks of somebody else.
    if before > sentence.range().start && view.is_person(before - 1) {
        return false;
    }
    BEFORE_DESCRIBED.contains(&view.word(before))
        || view.tokens[before].kind == TokenKind::Quote
        || view.is(before, ",")
            && before > sentence.range().start
            && view.tokens[before - 1].kind == TokenKind::Quote
}

/// `England striker`: the words behind `the`, if they say what somebody is and nothing more follows that names them.
fn description(view: &View<'_>, from: usize, end: usize) -> Option<(usize, Span)> {
    let mut at = from;
    while at < end && at - from < DESCRIPTION && !view.is_person(at) {
        let next = at + 1;
        let ends = next >= end
            || view.has(next, END | COPULA | ADVERB) && !view.is_person(next)
            || matches!(view.word(next), "." | "\u{201d}" | "\"")
            || view.is_word(next) && is_verb_form(view.word(next));
        if view.has(at, NOUN) && !view.has(at, KIN) && !view.is_compound(at) && ends {
            // Only what is said with the noun in small letters: `the Minister` is an office.
            let qualified = at > from;
            let usable = !view.is_capitalised(at)
                && !ANOTHERS_OFFICES.contains(&view.word(at))
                && if qualified {
                    !is_second(view, from)
                } else {
                    !is_other(view.word(at)) && !view.has(at, VAGUE)
                }
                || view.word(at).len() <= 4 && view.is_capitalised(at) && !qualified;
            let phrase = Phrase { from, to: next };
            return usable.then(|| phrase.trimmed(view)).flatten().map(|span| (at, span));
        }
        if !view.fits(at, false) || view.has(at, SMALL | END | ARTICLE | COPULA) {
            return None;
        }
        at = next;
    }
    None
}

/// `the other`, `the second driver`: somebody else.
fn is_second(view: &View<'_>, at: usize) -> bool {
    SECOND.contains(&view.word(at))
}

/// Nouns that more often than not mean somebody else than the person just named: officials and the other side.
pub(in super::super) fn is_other(noun: &str) -> bool {
    OFTEN_ANOTHER.contains(&noun)
}

/// The one person named before a token in its sentence, else in the nearest of the two sentences before.
fn only_one(
    view: &View<'_>,
    quotations: &[Quotation],
    owners: &[Option<usize>],
    sentences: &[Sentence],
    at: usize,
) -> Option<usize> {
    let current = sentences.last()?;
    for sentence in sentences.iter().rev().take(3) {
        if sentence.paragraph + 1 < current.paragraph {
            return None;
        }
        let range = sentence.range();
        let end = range.end.min(at);
        let first = view.mentions.partition_point(|mention| (mention.tokens.start as usize) < range.start);
        let (mut found, mut last) = (None, 0);
        for (mention, owner) in view.mentions[first..].iter().zip(&owners[first..]) {
            if mention.tokens.start as usize >= end {
                break;
            }
            if let Some(person) = *owner
                && !is_quoted(quotations, mention.tokens.start as usize)
            {
                if found.is_some_and(|other| other != person) {
                    return None;
                }
                found = Some(person);
                last = mention.tokens.end as usize;
            }
        }
        if found.is_some() {
            return found.filter(|_| !brings_in_another(view, last, at));
        }
    }
    None
}

/// `Kasten's grandfather bought it`, `Her father opened it`: the sentence turns to somebody else, or to what the person owns.
fn brings_in_another(view: &View<'_>, named: usize, at: usize) -> bool {
    let owns = view.tokens.get(named).is_some_and(|token| token.kind == TokenKind::Possessive);
    owns || (named..at).any(|word| view.has(word, KIN))
}

/// True if the text brought in somebody unnamed with this noun: `a driver … the driver`.
fn is_introduced(view: &View<'_>, head: usize, before: usize) -> bool {
    let key = view.tokens[head].key;
    (before.saturating_sub(UNNAMED).max(1)..before).any(|at| {
        view.tokens[at].key == key
            && (view.has(at - 1, ARTICLE) && !view.is(at - 1, "the") && !view.is(at - 1, "The")
                || view.fits(at - 1, false))
    })
}
