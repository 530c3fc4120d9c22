//! Whether a clause lies ahead of the publication.

use crate::document::Section;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::MONTH;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    CLAUSE_OPENERS, FORETELLING_VERBS, MODALS,
}

patterns! {
    "figures":
    /// Prepositions that lead to a date ahead.
    AHEAD = ["!said AHEAD_PREPOSITIONS ^"];
    STARTING = ["starting|beginning ^", "PLANNED_FOR for ^"];
    /// A verb of what is over.
    PAST = ["^ had|was|were !to", "^ *ed&!INTENDING !to"];
    /// A verb of foreseeing, not a noun, and not in the past.
    FORETELLS = ["!DETERMINER&!had&!<possessive>&!than ^ FORETELLING_VERBS&!expected&!projected"];
    /// `is to open`, `were to be moved`, `plans to`.
    PLANNED = ["PLAN|is|are|was|were ^ to !<number>&!CURRENCY&!CURRENCY_SIGNS"];
    /// `a 34% chance of a cut in September`.
    EXPECTATION = ["^ EXPECTATION_NOUNS of|for|on|that"];
    /// `said on Monday`, `told a court late on Monday`, `in a filing on Monday`.
    SAID_ON = [
        "!<quantity> SPEECH&!agreed&!pledged&!promised|STATEMENT_NOUNS ^ !ORDINAL_PARTS&!<number>&!fiscal&!q1&!q2&!q3&!q4",
        "!<quantity> SPEECH&!agreed&!pledged&!promised|STATEMENT_NOUNS on|late|early|in ^",
        "!<quantity> SPEECH&!agreed&!pledged&!promised|STATEMENT_NOUNS late|early on ^",
        "told <word> on|late|early? ^",
        "told <word> <word> on|late|early? ^",
        "told <word> <word> <word> on|late|early? ^",
    ];
    /// The opener of a clause that tells when something happens: `when it opens in June`.
    TIME_CLAUSE = ["^ when|once|after|until", "^ before|if"];
    /// A verb in the past.
    PAST_VERB = ["^ was|were|had|*ed", "^ VERB&!*s&!*ing&!AUXILIARY&!PRESENT_VERBS"];
    /// `Airline to cut 300 jobs`: a headline without a finite verb.
    HEADLINE_TO = ["!VERB&!AUXILIARY&!CHANGE&!*ed ^ to VERB|CHANGE"];
    /// `are expected on Friday`.
    AWAITED = [
        "is|are ^ expected|forecast|predicted|scheduled",
        "is|are ^ due|slated|planned|AWAITING",
    ];
    /// `matures on`, `takes place in`, `dividend payable on`: the present tense of what is fixed.
    FIXED = [
        "^ FIXED_VERBS on|in|at|by",
        "^ takes|take place|effect on|in|from",
        "^ AWAITING on|in|by|from",
    ];
}

/// So many tokens before `by` the verb of what was reached stands (chosen).
const REACHED_REACH: usize = 8;

/// So many tokens before a date the opener of its clause of time stands (chosen).
const TIME_CLAUSE_REACH: usize = 8;

/// So many tokens before a figure the verb of foreseeing stands (chosen).
const FORETOLD_REACH: usize = 12;

/// True if the clause around a token lies ahead: `will`, `to be`, `next`. The clause ends at a comma, a date of a verb
/// of saying and a conjunction.
pub(super) fn is_future(view: &View<'_>, at: usize, barrier: Option<usize>) -> bool {
    let ends = |i: usize| {
        matches!(view.text(i), ";" | ":")
            || view.any(i, &CLAUSE_OPENERS)
            || view.text(i) == "," && i != comma_of_opener(view)
            || Some(i) == barrier
    };
    let first = (view.start..at).rev().take_while(|&i| !ends(i)).last().unwrap_or(at);
    let last = (at..view.end).take_while(|&i| !ends(i)).last().map_or(at, |i| i + 1);
    (first..last).any(|i| leads_ahead(view, i))
}

/// The comma behind a short opener: `On Sunday, 98 million people can vote`.
fn comma_of_opener(view: &View<'_>) -> usize {
    (view.start..(view.start + 5).min(view.end)).find(|&i| view.text(i) == ",").unwrap_or(usize::MAX)
}

/// Words of what lies ahead.
fn leads_ahead(view: &View<'_>, i: usize) -> bool {
    let perfect = view.is(i + 1, "have") || view.is(i + 2, "have");
    let month = view.has(i, MONTH) && view.capitalised(i);
    let modal = view.any(i, &MODALS);
    modal && !month && !perfect
        || PLANNED.begin(view, i)
        || AWAITED.begin(view, i)
        || FIXED.begin(view, i)
        || is_title(view, i) && HEADLINE_TO.begin(view, i)
        || view.any(i, &["tomorrow", "upcoming"])
}

fn is_title(view: &View<'_>, i: usize) -> bool {
    view.document.section(view.span(i, i + 1)) == Section::Title
}

/// True if somebody foresees what stands at a token: `expects growth of 2.5%`, `sees inflation at 4%`.
pub(super) fn is_foretold(view: &View<'_>, at: usize) -> bool {
    (at.saturating_sub(FORETOLD_REACH).max(view.start)..at).any(|i| view.any(i, &FORETELLING_VERBS))
}

/// True if a forecast in the present tense covers a token: `expects a cut in October`, `forecast growth of
/// 5.5 percent in the third quarter`; not `beat the forecast of 2% in March`.
pub(super) fn is_foretold_now(view: &View<'_>, at: usize) -> bool {
    let clause = (at.saturating_sub(FORETOLD_REACH).max(view.start)..at).rev();
    // `to slow to 3 percent from 4 percent in May`: the base is of the past.
    let mut clause = clause.take_while(|&i| !view.stops(i) && !view.is(i, "from"));
    clause.any(|i| FORETELLS.begin(view, i) || EXPECTATION.begin(view, i))
}

/// True if a forecast stands before a token: `expects a profit for the year to September`.
pub(super) fn is_foreseen(view: &View<'_>, at: usize) -> bool {
    (view.start..at).any(|i| view.any(i, &["expects", "expect", "forecasts", "predicts"]))
}

/// True if a weekday is told in the present tense or begins a line of a forecast: `the maximum on Friday is 12C`,
/// `Friday: heavy rain`.
pub(super) fn is_present(view: &View<'_>, at: usize) -> bool {
    let on = at.wrapping_sub(usize::from(view.is(at.wrapping_sub(1), "on")));
    view.any(at + 1, &["is", "are"])
        || view.any(on.wrapping_sub(1), &["is", "are"])
        || view.text(at + 1) == ":" && at <= view.start + 1
}

/// True if a date lies ahead by the words before it: `until Sunday`, `by Friday`, `next Monday`.
pub(super) fn points_ahead(view: &View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    // `ahead of the vote on Sunday`.
    let awaited = (at.saturating_sub(6).max(view.start)..at)
        .rev()
        .take_while(|&i| !view.stops(i))
        .any(|i| view.phrase(i, &["ahead", "of"]));
    awaited || AHEAD.at(view, at) && !is_reached(view, before) || STARTING.at(view, at)
}

/// `22 had been recaptured by Saturday`: `by` ends what is over.
fn is_reached(view: &View<'_>, by: usize) -> bool {
    let clause = (by.saturating_sub(REACHED_REACH).max(view.start)..by).rev().take_while(|&i| !view.stops(i));
    // `By Monday evening rescuers had pulled out 14 bodies`.
    let behind = (by..by + REACHED_REACH).take_while(|&i| !view.stops(i));
    view.is(by, "by")
        && clause.clone().chain(behind.clone()).any(|i| PAST.begin(view, i))
        && !clause.chain(behind).any(|i| leads_ahead(view, i))
}

/// True if a date is that of a statement, by the words before it: `said on Monday`, `in a filing on Monday`.
pub(super) fn says_before(view: &View<'_>, at: usize) -> bool {
    SAID_ON.begin(view, at)
}

/// True if a date stands in a clause of time behind a clause that lies ahead: `will add 40 beds when it opens in June`.
pub(super) fn is_in_clause_ahead(view: &View<'_>, at: usize) -> bool {
    let clause = (at.saturating_sub(TIME_CLAUSE_REACH).max(view.start)..at).rev();
    let opener = clause.take_while(|&i| !view.stops(i)).find(|&i| TIME_CLAUSE.begin(view, i));
    let present = |opener: &usize| !PAST_VERB.within(view, opener + 1..at);
    opener.filter(present).is_some_and(|opener| opener > view.start && is_future(view, opener - 1, None))
}

/// True if a sentence has a verb in the past.
pub(super) fn is_past(view: &View<'_>, at: usize) -> bool {
    let near = view.around(at);
    PAST_VERB.within(view, near.start..near.end)
}
