//! Lists that name who has each number: `India recorded 68 deaths, Indonesia 165 and the Philippines 98`.
//!
//! The number of a later name counts the same thing as the first number of the list, and has the same impact.

use crate::document::{Span, TokenKind};
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::figures::thresholds::{LISTED_NAME, LISTED_TAIL, VERB_GROUP};
use crate::enrich::figures::{impact, reject};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::{
    CONJUNCTION, DEMONYM, FUNCTION, MONTH, NAMES_NUMBER, PREPOSITION, QUALIFIER, VERB, WEEKDAY,
};

patterns! {
    "figures":
    /// The words that lead to the next of a ranking.
    FOLLOWED = ["followed|trailed by ^", "ahead of ^"];
    /// `Republic of Congo`.
    OF_NAME = ["<name> ^ of <name>"];
}

/// The name of a member: its first token, and whether `and` stands before it.
struct Name {
    /// The first token of what separates it from the number before.
    separator: usize,
    joined: bool,
}

/// The index of the draft whose list a bare number at `first..last` goes on with.
pub(in crate::enrich::figures) fn model(
    view: &View<'_>,
    drafts: &[Draft],
    first: usize,
    last: usize,
) -> Option<usize> {
    let model = drafts.len().checked_sub(1)?;
    let previous = &drafts[model];
    let year = reject::looks_like_year(view.text(first)) && last == first + 1;
    let ends = view.stops(last) || matches!(view.text(last), "," | ";") || view.is(last, "and");
    if year || !ends || !matches!(previous.kind, Kind::Plain) {
        return None;
    }
    let name = name_of(view, impact::start(view, first))?;
    let tail = previous.last..name.separator;
    let between = tail.len() <= LISTED_TAIL && tail.clone().all(|i| !view.has(i, VERB) && view.is_word(i));
    if name.separator < previous.last || !between || !(has_named_owner(view, drafts, model)) {
        return None;
    }
    // `The firm shipped 12 million phones and Galaxy 25`: a lone pair joined by `and` must count people.
    let lists = previous.bare && previous.first > 0;
    (!name.joined || lists || previous.counts_people() || previous.impact.is_some()).then_some(model)
}

/// The name that a number belongs to: `Uganda 31 million`, `Uganda with 31 million`.
fn name_of(view: &View<'_>, lead: usize) -> Option<Name> {
    let with = lead.wrapping_sub(1);
    if !view.is(with, "with") {
        return name_before(view, lead);
    }
    followed(view, with).or_else(|| name_before(view, with))
}

/// `, followed by Rwanda with 38 million`, `ahead of Peru with 2.7 million`: the name that ends before a token.
fn followed(view: &View<'_>, last: usize) -> Option<Name> {
    let first = name_start(view, last)?;
    let first = first - usize::from(view.is(first.wrapping_sub(1), "the"));
    let link = first.checked_sub(2).filter(|&link| link > view.start && FOLLOWED.begin(view, first))?;
    Some(Name { separator: link - usize::from(view.text(link - 1) == ","), joined: false })
}

/// True if a figure was read as a later member of a list of names.
pub(in crate::enrich::figures) fn is_member(draft: &Draft) -> bool {
    draft.why.form.is_some_and(|form| form.name == "list of names")
}

/// `Kenya reported 12 deaths, Uganda eight`: who reports the first number says nothing of the others. True if no more
/// than a verb stands between the speaker and the first number.
pub(in crate::enrich::figures) fn is_reporter(
    view: &View<'_>,
    drafts: &[Draft],
    member: usize,
    speaker: Span,
) -> bool {
    let first = (0..member).rev().find(|&k| !is_member(&drafts[k]));
    first.is_some_and(|first| {
        let start = impact::start(view, drafts[first].first);
        let behind = view.document.token_at(speaker.end);
        is_member(&drafts[member]) && behind < start && start - behind <= VERB_GROUP
    })
}

/// The capitalised name before a token, with a separator before it.
fn name_before(view: &View<'_>, lead: usize) -> Option<Name> {
    let at = name_start(view, lead)?;
    let before = at.checked_sub(1).filter(|&i| i >= view.start)?;
    let before =
        if view.is(before, "the") { before.checked_sub(1).filter(|&i| i >= view.start)? } else { before };
    if view.any(before, &["and", "while"]) {
        let comma = before > view.start && matches!(view.text(before - 1), "," | ";");
        return Some(Name { separator: before - usize::from(comma), joined: !comma });
    }
    matches!(view.text(before), "," | ";").then_some(Name { separator: before, joined: false })
}

/// The first token of the capitalised name that ends before a token: `Rwanda`, `Democratic Republic of Congo`.
fn name_start(view: &View<'_>, lead: usize) -> Option<usize> {
    let mut at = lead;
    while at > view.start && lead - at < LISTED_NAME {
        let joined = at < lead && OF_NAME.begin(view, at - 1);
        if !joined && !is_name_word(view, at - 1) {
            break;
        }
        at -= 1;
    }
    (at < lead).then_some(at)
}

fn is_name_word(view: &View<'_>, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Possessive)
        || matches!(view.text(at), "'" | "\u{2019}")
        || view.is_word(at)
            && view.capitalised(at)
            && !view.has(at, NAMES_NUMBER | MONTH | WEEKDAY | FUNCTION | CONJUNCTION)
}

/// The first number of the list has a subject with a name, or stands in a list itself.
fn has_named_owner(view: &View<'_>, drafts: &[Draft], model: usize) -> bool {
    let first = impact::start(view, drafts[model].first);
    if drafts[model].bare && name_of(view, first).is_some() {
        return true;
    }
    // `in 12 countries, Windows 11`: a list goes on with the object of a verb.
    let takes = view.is(first.wrapping_sub(1), "in")
        && view.any(first.wrapping_sub(2), &["took", "taken", "takes", "take"]);
    if view.has(first.wrapping_sub(1), PREPOSITION) && !view.has(first.wrapping_sub(1), QUALIFIER) && !takes {
        return false;
    }
    let clause = (view.start..first).rev().take_while(|&i| !view.stops(i)).last().unwrap_or(first);
    (clause..first).any(|i| {
        view.capitalised(i) && (i > clause || !view.has(i, FUNCTION) || view.has(i, DEMONYM))
            || i == clause && view.any(i, &["the", "our"])
    })
}
