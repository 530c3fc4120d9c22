//! Numbers without a noun behind them: whether they are figures, and what they may count.

use super::draft::{Draft, Kind};
use super::lexicon::{AUXILIARY, DETERMINER, IMPACT, NUMBER, QUALIFIER, VERB, WEEKDAY};
use super::noun::{self, NounPhrase};
use super::number::{self, Form, Number};
use super::view::View;
use crate::article::enriched::Dimension;

/// True if a number without unit or noun is one that measures something.
pub(super) fn stands_alone(view: &View<'_>, number: &Number, last: usize) -> bool {
    let before = number.first.wrapping_sub(1);
    let compared = view.any(last, &["more", "fewer", "less"]) && view.is(last + 1, "than");
    let part = is_part(view, last) && number.value > 1.0;
    let running = view.is(last, "straight") || view.phrase(last, &["in", "a", "row"]);
    if elliptical(view, last)
        || part
        || compared
        || running && number.value > 1.0
        || view.is(last, "off") && view.is_number(last + 1)
    {
        return true;
    }
    match number.form {
        Form::Hint => !view.is(before, "the"),
        Form::Words => {
            number.scale > 1.0
                || view.is(last, "of")
                    && view.any(
                        last + 1,
                        &["the", "them", "whom", "those", "these", "his", "her", "its", "their", "our"],
                    )
                    && number.value > 1.0
                || (view.is(last, "of") || view.phrase(last, &["out", "of"]))
                    && (view.is_number(last + 1)
                        || view.has(last + 1, NUMBER)
                        || view.capitalised(last + 1)
                        || view.is(last, "out"))
                    && number.value > 1.0
                || number.value > 10.0 && !view.capitalised(number.first)
                || view.any(before, &["to", "at"])
                    && (before.saturating_sub(6)..before)
                        .any(|i| view.any(i, &["toll", "total", "number", "tally"]))
                || view.has(before, super::lexicon::TRANSITIVE)
                    && view.has(before, IMPACT)
                    && number.value > 1.0
                || view.has(before, QUALIFIER) && number.value > 2.0
                || view.is(before, "than")
                    && view.has(before.wrapping_sub(1), QUALIFIER)
                    && number.value > 2.0
                || view.any(before, &["another"]) && number.value > 1.0
        }
        Form::Digits { dressed, .. } => {
            // `2 convicted of fraud`, `48 were caught again`.
            // `48 were caught`, `Last Friday 300 walked out`.
            let told = (number.first == view.start || view.has(before, WEEKDAY))
                && (view.has(last, AUXILIARY) || view.lower(last) && view.text(last).ends_with("ed"));
            told || dressed
                || view.has(before, QUALIFIER)
                || view.lower(before) && !view.any(before, &["and", "or", "the", "no", "age"])
                || view.any(before, &["and", "another"]) && number.value > 12.0
                || number.value >= 100.0 && !view.capitalised(before)
        }
        Form::Fraction => false,
    }
}

/// A part of the people counted before: `40 of them seriously`, `three critically`.
fn is_part(view: &View<'_>, last: usize) -> bool {
    let of_them = view.is(last, "of") && view.any(last + 1, &["them", "whom", "those"]);
    of_them
        || view.any(last, &["seriously", "critically", "severely", "fatally", "gravely"])
            && (view.stops(last + 1) || view.is(last + 1, "and"))
}

/// True if what happened to the counted follows without a noun: `12 were injured`, `three of them died`.
pub(super) fn elliptical(view: &View<'_>, last: usize) -> bool {
    let mut at = last;
    if view.is(at, "of") && view.any(at + 1, &["them", "whom", "those"]) {
        at += 2;
    }
    if view.any(at, &["others", "more", "other"]) {
        at += 1;
    }
    if view.has(at, IMPACT) {
        return true;
    }
    let mut helpers = 0;
    while view.has(at, AUXILIARY | super::lexicon::ADVERB | super::lexicon::RELATIVE | super::lexicon::SPEECH)
        && helpers < 5
    {
        at += 1;
        helpers += 1;
    }
    helpers > 0 && view.has(at, IMPACT)
}

/// `seven of the 14 killed`.
pub(super) fn of_victims(view: &View<'_>, last: usize) -> bool {
    let at = last + 1 + usize::from(view.has(last + 1, DETERMINER));
    let counted = view.is_number(at) || view.has(at, NUMBER);
    view.is(last, "of") && view.has(at + usize::from(counted), IMPACT) && (counted || at > last + 1)
}

/// The noun in `of the five suspects`, `of 99 seats`, `of its members`, `of its last 12 games`, `of Ohio's 88 counties`.
pub(super) fn partitive_noun(view: &View<'_>, last: usize) -> Option<NounPhrase> {
    let last = last + usize::from(view.is(last, "out"));
    if !view.is(last, "of") {
        return None;
    }
    let numeric = |at: usize| view.is_number(at) || view.has(at, NUMBER);
    let leads = |at: usize| {
        view.has(at, DETERMINER | super::lexicon::TIME)
            || view.kind(at) == Some(crate::document::TokenKind::Possessive)
            || view.capitalised(at)
            || view.any(
                at,
                &["first", "final", "top", "remaining", "other", "own", "nearly", "about", "some", "total"],
            )
    };
    let whole = (last + 1..last + 6).take_while(|&at| numeric(at) || leads(at)).find(|&at| numeric(at));
    let at = match whole {
        Some(at) => number::at(view, at, false)?.last,
        None => (last + 1..last + 3).find(|&at| !view.has(at, DETERMINER))?,
    };
    noun::after(view, at).filter(|noun| at > last + 1 && (noun.plural || noun.person))
}

/// `57 in one town, 48 in another`: goes on with the list of the number before.
pub(super) fn is_listed(view: &View<'_>, drafts: &[Draft], number: &Number, last: usize) -> bool {
    let before = number.first.wrapping_sub(1);
    let apposed = view.is(before, ",")
        && view.lower(before.wrapping_sub(1))
        && noun::is_plural(view, before.wrapping_sub(1));
    (apposed
        || drafts.last().is_some_and(|previous| {
            previous.dimension == Dimension::Count
                && previous.kind == Kind::Plain
                && number.first - previous.last < 10
                && view.any(before, &[",", "and", ";", "&"])
                && (previous.last..number.first).all(|i| !view.has(i, VERB))
        }))
        && view.any(last, &["in", "at", "from", "to", "for", "on", "by", "against", "with", "more"])
        && (number.form != Form::Words || number.value > 1.0)
        || is_second_of_pair(view, drafts, number)
}

/// `12% and 13 seats, the Liberals 7% and eight`: the count of a pair whose first pair has its noun.
pub(super) fn is_second_of_pair(view: &View<'_>, drafts: &[Draft], number: &Number) -> bool {
    let behind_share = |at: usize, first: usize| {
        view.is(first.wrapping_sub(1), "and")
            && drafts.iter().any(|draft| draft.last == first - 1 && draft.dimension == Dimension::Percent)
            && at > 0
    };
    let model = drafts.iter().any(|draft| draft.noun.is_some() && behind_share(draft.first, draft.first));
    model && behind_share(number.first, number.first)
}

/// `a community of about 300`, `an army of 12,000`.
pub(super) fn is_crowd(view: &View<'_>, number: &Number) -> bool {
    let mut at = number.first.wrapping_sub(1);
    while view.has(at, QUALIFIER) || view.any(at, &["than", "to", "as", "at", "just", "only"]) {
        at = at.wrapping_sub(1);
    }
    view.is(at, "of") && is_body(view, at.wrapping_sub(1))
}

/// Nouns that are counted by the people in them.
pub(super) fn is_body(view: &View<'_>, i: usize) -> bool {
    view.any(
        i,
        &[
            "population",
            "populations",
            "community",
            "communities",
            "crowd",
            "crowds",
            "congregation",
            "audience",
            "army",
            "workforce",
            "attendance",
            "turnout",
            "readership",
            "membership",
            "enrollment",
            "enrolment",
            "village",
            "town",
            "staff",
            "crew",
            "squad",
            "tribe",
            "mob",
            "gang",
            "contingent",
            "electorate",
            "following",
            "headcount",
            "group",
            "delegation",
            "cohort",
            "panel",
            "garrison",
        ],
    )
}
