//! The parts of a phrase that are roles of their own, and the titles of a name.

use super::lexicon::{COURTESY, KIN, NOUN, VAGUE};
use super::{Span, View};
use crate::enrich::names::NameKind;
use crate::lexicon::word_lists;

word_lists! {
    "roles":
    OFFICE_LINKS, POST_NOMINALS, RANKS, TITLE_ROLES,
}

/// `founder and chief executive` is two roles, `Police spokesperson Captain` too; else the phrase alone.
pub(super) fn of(view: &View<'_>, phrase: Span) -> Vec<Span> {
    let (from, to) = (view.document.token_at(phrase.start), view.document.token_at(phrase.end));
    if let Some(rank) = rank(view, from, to) {
        let mut parts = of(view, view.span(from, rank));
        parts.push(view.span(rank, to));
        return parts;
    }
    let two =
        (from + 1..to.saturating_sub(1)).find(|&at| view.is(at, "and") && joins_offices(view, from, at, to));
    match two {
        Some(and) => {
            let mut parts = vec![view.span(from, and)];
            let article = usize::from(matches!(view.word(and + 1), "the" | "a" | "an"));
            if and + 1 + article < to {
                parts.extend(of(view, view.span(and + 1 + article, to)));
            }
            parts
        }
        None => vec![phrase],
    }
}

/// The first of the ranks at the end of a phrase behind the noun of another role: `army commander General`.
fn rank(view: &View<'_>, from: usize, to: usize) -> Option<usize> {
    let mut at = to;
    while at > from && RANKS.contains(&view.word(at - 1)) {
        at -= 1;
    }
    // `port captain Commander`: a small word that means other things too needs a word before it.
    let vague = |at: usize| view.has(at, VAGUE) && (at == from || view.is_capitalised(at));
    let noun = |at: usize| view.has(at, NOUN) && !vague(at);
    let behind = at < to && at > from && noun(at - 1);
    // `Director General`, `Attorney General`: one office.
    let one = view.is(at, "General") && view.is_capitalised(at.saturating_sub(1));
    (behind && !one).then_some(at)
}

/// True if `and` stands between two offices: a noun of a role ends what is before it, or leads to what it is a role in, and
/// another such noun stands behind it.
fn joins_offices(view: &View<'_>, from: usize, and: usize, to: usize) -> bool {
    let counted = |at: usize| at + 2 < to && view.is(at + 1, "of") && view.is_count(at + 2);
    let noun = |at: usize| view.is_head(at, NOUN) && (!view.has(at, KIN) || counted(at));
    let linked = |at: usize| OFFICE_LINKS.contains(&view.word(at));
    let link = (and + 1..to).find(|&at| linked(at)).unwrap_or(to);
    let before = (from..and).find(|&at| linked(at)).unwrap_or(and);
    // `minister for farmers and fishermen`: behind a preposition, a plain noun is what the office is for.
    // `leader of the expedition and head of the department` is two.
    let office = before == and
        || view.is_capitalised(and + 1)
        || view.has(and + 1, super::ARTICLE)
        || link < to && link == and + 2;
    before > from
        && link > and + 1
        && noun(before - 1)
        && noun(link - 1)
        && office
        && view.kind_at(and) != Some(NameKind::Organisation)
}

/// The titles that belong to a name and say what somebody is: `Dr` before it, `KC` and `MP` behind it.
pub(super) fn titles(view: &View<'_>, index: usize) -> [Option<Span>; 2] {
    let mention = &view.mentions[index];
    let name = super::name_start(view, mention);
    let end = mention.tokens.end as usize;
    let before = name.checked_sub(1).filter(|&at| {
        view.has(at, COURTESY) && TITLE_ROLES.contains(&view.word(at)) && view.sentence_of(at).is_some()
    });
    let letters = |at: usize| POST_NOMINALS.contains(&view.word(at));
    let inside = (end > name + 1 && letters(end - 1)).then(|| end - 1);
    let behind = inside.or_else(|| (end < view.tokens.len() && letters(end)).then_some(end));
    [before.map(|at| view.span(at, at + 1)), behind.map(|at| view.span(at, at + 1))]
}
