//! The reasons for which a date of a figure's sentence is not that of the figure.

use crate::document::furniture;
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::when::calendar::is_scheduled;
use crate::enrich::figures::when::days::Dated;
use crate::enrich::figures::when::tense::{is_foretold, is_future, says_before};
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    AUXILIARY, CHANGE, CURRENCY, FOUNDING, HINT, NUMBER, PERIOD, PUBLICATION, SCALE, SPEECH, UNIT, VERB,
    WEEKDAY,
};

word_lists! {
    "figures":
    BEGINNINGS, DOCUMENTS, HISTORY_OPENERS, OPENING_PARTICIPLES, RECORD_VERBS, SUPERLATIVES,
}

/// A date further away than so many tokens belongs to another statement (chosen).
const FAR: usize = 80;

/// A reason for which a date is not that of a figure.
type Test = fn(&View<'_>, &Dated, &Draft) -> bool;

/// A date that none of these excludes may be the figure's. Their order does not matter.
pub(super) const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("far", "a date 80 tokens away is of another statement", is_far),
    Rule::new("dateline", "`GOMA, March 27 - …`: the day of the report", is_dateline),
    Rule::new("clause", "a semicolon, `while` or `whereas` begins a statement of its own", is_other_clause),
    Rule::new(
        "compared",
        "`five fewer than in 2021`, `up from $40 billion now`: the date of what is compared",
        is_compared,
    ),
    Rule::new(
        "past comparison",
        "`more than its value in 2023, and two deaths`: the date of a comparison dates nothing else",
        is_of_comparison,
    ),
    Rule::new("record", "`beating the record set in 2022`: the date of the record", is_record),
    Rule::new(
        "publication",
        "`data released on Tuesday`: the day of the report, not of the event",
        is_publication,
    ),
    Rule::new(
        "opener",
        "`Founded in 2011, the firm employs 165 people`: the date of the participle",
        is_opener,
    ),
    Rule::new("history", "`since it was founded in 1990, it has …`: the date of a clause before", is_history),
    Rule::new("aside", "`12 ships, which were built in 1990, sank`: the date of an aside", is_aside),
    Rule::new(
        "figure of an aside",
        "`the firm, which runs 27 clinics, was raided on Monday`: the figure's clause has no date",
        is_in_aside,
    ),
    Rule::new(
        "ahead",
        "`is at 4.1 percent and may drop by next year`: a present state does not hold in the future",
        is_ahead,
    ),
    Rule::new(
        "start",
        "`a raise of 10% from September`: the day from which something holds, in a clause that does not say when it is",
        is_start,
    ),
    Rule::new("end", "`based in Dubai until 2003`: the day on which something was over", is_end),
    Rule::new(
        "other verb",
        "`will cost $4 billion and open in 2029`: the date of the second verb",
        is_of_other_verb,
    ),
    Rule::new(
        "relative clause",
        "`a strike that began on Monday has cost $15 million`: the date of what began",
        is_of_relative,
    ),
    Rule::new(
        "event before",
        "`on Tuesday, two days after it sank with 60 aboard`: the figure is of the earlier event",
        is_after_event,
    ),
    Rule::new("level reached", "`has doubled since May, to $7,200`: the level is of now", is_level_reached),
    Rule::new(
        "document",
        "`the treaty of 1994 limits each side to 200`: the year names the document",
        is_document,
    ),
    Rule::new("now", "`now` is the time of a number right before it: `$40 billion now`", is_idle_now),
    Rule::new(
        "said",
        "`said on Monday it will hire 900`: the day of the statement, before the event",
        is_statement,
    ),
    Rule::new(
        "said of a state",
        "`16 percent is there, officials said on Thursday`: a state is not of the day of the statement",
        is_said_of_state,
    ),
];

/// The rule by which a date is not that of a figure.
pub(super) fn excluded(view: &View<'_>, dated: &Dated, draft: &Draft) -> Option<&'static Reason> {
    EXCLUDED.iter().find(|rule| (rule.test)(view, dated, draft)).map(|rule| &rule.reason)
}

fn is_far(_: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at.abs_diff(draft.first) >= FAR
}

fn is_dateline(view: &View<'_>, dated: &Dated, _: &Draft) -> bool {
    view.document.furniture_at(view.span(dated.at, dated.last)) == Some(furniture::Kind::Dateline)
}

/// The tokens between a date and a figure.
fn between(dated: &Dated, draft: &Draft) -> std::ops::Range<usize> {
    if dated.at < draft.first { dated.last..draft.first } else { draft.last..dated.at }
}

fn is_other_clause(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    between(dated, draft)
        .any(|i| view.text(i) == ";" || view.any(i, &["while", "whereas", "although"]) && i > view.start)
}

/// A word that leads to what is compared.
fn compares(view: &View<'_>, i: usize) -> bool {
    let than = view.is(i, "than") && !is_qualifying(view, i);
    let since = view.is(i, "since")
        && (i.saturating_sub(5)..i).any(|at| {
            view.text(at).ends_with("est") && view.text(at).len() > 5 || view.any(at, &SUPERLATIVES)
        });
    let changed = view.any(i.wrapping_sub(1), &["up", "down"])
        || (i.saturating_sub(6)..i).any(|at| view.has(at, CHANGE) && !view.is(at, "set"));
    let quantity = (i + 1..i + 3).any(|at| is_quantity(view, at)) || view.any(i + 2, &["same", "year"]);
    let before = i.wrapping_sub(1);
    let times = view.is(i, "times") && (view.is_number(before) || view.has(before, NUMBER));
    let from = view.is(i, "from") && changed && quantity;
    than || since || from || times || view.any(i, &["versus", "compared", "against"])
}

/// `from 2010 to 2020`: the ends of one span, of which nothing is compared.
fn is_span_of_dates(view: &View<'_>, dated: &Dated) -> bool {
    view.is(dated.at.wrapping_sub(1), "from")
        && (dated.at..dated.last).any(|i| view.any(i, &["to", "until", "through"]))
}

/// `more than 12`: a qualifier.
fn is_qualifying(view: &View<'_>, than: usize) -> bool {
    let many = view.any(than.wrapping_sub(1), &["more", "less", "fewer"]);
    is_quantity(view, than + 1) || many && view.any(than + 1, &["a", "half"]) && !view.is(than + 3, "ago")
}

fn is_quantity(view: &View<'_>, i: usize) -> bool {
    view.is_number(i)
        || view.has(i, NUMBER | SCALE | HINT | CURRENCY)
        || view.text(i).starts_with(['$', '€', '£'])
}

/// True if a date stands behind the record that a figure beats: `3,000 visitors, breaking the record set in 2022`.
fn is_record(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at > draft.last
        && (draft.last..dated.at).any(|i| {
            view.any(i, &["record", "records", "high", "peak"])
                && (i + 1..dated.at).all(|at| !view.stops(at))
                && (i + 1..dated.at).any(|at| view.any(at, &RECORD_VERBS))
        })
}

fn is_compared(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at > draft.first {
        let from = if is_span_of_dates(view, dated) { dated.at - 1 } else { usize::MAX };
        return between(dated, draft).any(|i| i != from && compares(view, i));
    }
    // `by 2035, up from $40 billion now`: the figure is what is compared; not `on May 28 from 11 to 9 percent`, where
    // both ends are of the date, unless `from` follows the date: `to 45 in 2024 from 40`.
    let phrase = (draft.first.saturating_sub(8)..draft.first).rev().take_while(|&i| !view.stops(i));
    phrase.filter(|&i| i + 5 > draft.first || view.is(i, "compared")).any(|i| {
        let changes_both = view.is(i, "from")
            && !view.any(i.wrapping_sub(1), &["up", "down"])
            && i != dated.last
            && (draft.last..(draft.last + 3).min(view.end)).any(|at| view.is(at, "to"));
        let arrives = view.is(draft.first.wrapping_sub(1), "to") && view.any(i, &["from", "times"]);
        i >= dated.last && compares(view, i) && !view.is(i, "since") && !changes_both && !arrives
    })
}

/// True if a date belongs to a comparison that the figure is no part of.
fn is_of_comparison(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let lowest = dated.at.saturating_sub(8).max(view.start);
    if is_span_of_dates(view, dated) {
        return false;
    }
    let leads = (lowest..dated.at).rev().take_while(|&i| !view.stops(i)).find(|&i| compares(view, i));
    leads.is_some_and(|at| !view.is(at, "since") && (draft.first < at || draft.first > dated.last))
}

/// True if a date is that of a report: `data released on Tuesday showed`, `published today`.
fn is_publication(view: &View<'_>, dated: &Dated, _: &Draft) -> bool {
    let on = dated.at.wrapping_sub(1);
    let verb = if view.any(on, &["on", "in", "late", "early"]) { on.wrapping_sub(1) } else { on };
    view.has(verb, PUBLICATION)
}

/// True if a figure stands in a relative clause that ends before the date: `, which runs 27 clinics, … on Monday`.
fn is_in_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at < draft.last {
        return false;
    }
    let closes = between(dated, draft).any(|i| view.text(i) == ",");
    let mut before = (view.start.max(draft.first.saturating_sub(10))..draft.first).rev();
    let opens = before.find(|&i| view.text(i) == ",");
    closes && opens.is_some_and(|comma| view.any(comma + 1, &["who", "which", "whose", "where"]))
}

/// True if a date stands behind a verb of saying, behind a figure that nothing happened to.
fn is_said_of_state(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let behind = dated.at > draft.last && says_before(view, dated.at);
    // `the firm on Thursday reported a profit of …`.
    let before = dated.at < draft.first && view.has(dated.last, SPEECH);
    draft.impact.is_none() && (behind || before)
}

/// True if a sentence opens on a participle or a name's apposition that holds the date.
fn is_opener(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let first = view.start + usize::from(view.is_quote(view.start));
    let comma = (dated.last..draft.first).find(|&i| view.text(i) == ",");
    let opens = view.text(first).ends_with("ed")
        || view.text(first).ends_with("ing")
        || view.any(first, &OPENING_PARTICIPLES);
    opens && !view.has(first, crate::lexicon::PREPOSITION) && dated.at < draft.first && comma.is_some()
}

/// True if a date stands in a relative clause between commas, behind the figure.
fn is_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at > draft.last
        && (draft.last..dated.at).any(|i| {
            let founding = || (i + 1..dated.at).any(|at| view.has(at, FOUNDING));
            view.text(i) == "," && (view.any(i + 1, &["who", "which", "whose"]) || view.has(i + 1, FOUNDING))
                || view.any(i, &["that", "which"]) && founding()
        })
}

/// True if a date is that of a verb of saying whose content lies ahead.
fn is_statement(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    says_before(view, dated.at) && is_future(view, draft.first, Some(dated.at))
}

/// True if a date lies ahead of the publication, and the figure's clause does not.
fn is_ahead(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let goal = view.any(dated.at.wrapping_sub(1), &["by", "until", "till"])
        && commas(view, dated.at, draft.first) == 0;
    let scheduled = view.has(dated.at, WEEKDAY) && is_scheduled(view, dated.at);
    if scheduled || dated.ahead && dated.at > draft.first && is_foretold(view, draft.first) {
        return false;
    }
    dated.ahead && !goal && !is_future(view, draft.first, None) && !is_future(view, dated.at, None)
        || dated.ahead
            && !is_future(view, draft.first, None)
            && between(dated, draft).any(|i| view.text(i) == ",")
            && dated.at > draft.first
}

fn is_idle_now(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    view.is(dated.at, "now") && (dated.at < draft.last || dated.at > draft.last + 1)
}

/// True if a date is that from which something holds: `a raise of 10% from September`.
fn is_start(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    view.is(dated.at.wrapping_sub(1), "from")
        && !is_span_of_dates(view, dated)
        && dated.at > draft.first
        && dated.over
        && !is_future(view, draft.first, None)
}

/// True if a date is that on which something was over, or is over while the figure stands in another clause.
fn is_end(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let until = view.any(dated.at.wrapping_sub(1), &["until", "till"]);
    until && (!dated.ahead || between(dated, draft).any(|i| view.is(i, "and") || view.is(i, "but")))
}

/// True if a verb of its own stands between a figure and the date behind it, joined by `and`.
fn is_of_other_verb(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at > draft.last
        && draft.impact.is_none()
        && (draft.last..dated.at).any(|i| {
            // `$4 billion and open in 2029`: a lone word between `and` and the date is a verb too.
            let lone = i == draft.last && i + 3 == dated.at && view.lower(i + 1);
            view.is(i, "and")
                && (view.has(i + 1, VERB) || lone)
                && !view.text(i + 1).ends_with("ing")
                && (i + 1..dated.at).all(|at| !is_quantity(view, at) && !view.stops(at))
        })
}

/// True if a date stands in a relative clause before the verb of the figure, of what began then or of what is not over.
fn is_of_relative(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at > draft.first || !view.has(dated.last, AUXILIARY | VERB) {
        return false;
    }
    let relative = (dated.at.saturating_sub(8).max(view.start)..dated.at)
        .rev()
        .take_while(|&i| !view.stops(i))
        .find(|&i| view.any(i, &["that", "which", "who"]));
    let perfect = view.any(dated.last, &["has", "have"]) && draft.impact.is_none();
    relative.is_some_and(|relative| {
        perfect || (relative + 1..dated.at).any(|i| view.any(i, &BEGINNINGS) || view.has(i, FOUNDING))
    })
}

/// True if a figure stands in a clause of what was days before the date: `on Tuesday, two days after …`.
fn is_after_event(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at < draft.first
        && between(dated, draft).any(|i| {
            view.has(i, UNIT | PERIOD) && view.any(i + 1, &["after", "before"]) && i + 1 < draft.first
        })
}

/// True if a figure is the level that a change since a date has reached.
fn is_level_reached(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at < draft.first
        && view.is(dated.at.wrapping_sub(1), "since")
        && view.is(draft.first.wrapping_sub(1), "to")
}

/// True if a year is a part of the name of a law or a treaty.
fn is_document(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let of = dated.at.wrapping_sub(1);
    draft.impact.is_none() && view.is(of, "of") && view.any(of.wrapping_sub(1), &DOCUMENTS)
}

pub(super) fn commas(view: &View<'_>, one: usize, other: usize) -> usize {
    (one.min(other)..one.max(other))
        .filter(|&i| matches!(view.text(i), "," | ";" | ":") || view.is(i, "but"))
        .count()
}

/// True if a date stands in a clause of its own that tells what was before: `since it was founded in 1990, it has …`;
/// not where a participle goes on with that clause: `which was breached last month, killing 73 people`.
fn is_history(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let (at, figure) = (dated.at, draft.first);
    // `Of the 1,846 people who answered last year, 58% agreed`: the whole and its parts are of one time.
    if at > figure || commas(view, at, figure) == 0 || view.any(view.start, &["of", "among"]) {
        return false;
    }
    let goes_on = view.text(dated.last) == ","
        && view.lower(dated.last + 1)
        && view.text(dated.last + 1).ends_with("ing");
    !goes_on
        && (at.saturating_sub(10)..at)
            .rev()
            .take_while(|&i| !view.stops(i))
            .any(|i| opens_history(view, i, dated) && !(is_lasting(view, i) && draft.impact.is_some()))
}

/// True if a clause of what was before opens at a token: `who`, `when`, or a participle between commas (`The law, passed
/// in December, allows …`).
fn opens_history(view: &View<'_>, i: usize, dated: &Dated) -> bool {
    let aside = view.text(i.wrapping_sub(1)) == "," && view.text(dated.last) == ",";
    let participle = view.lower(i) && view.text(i).ends_with("ed")
        || view.any(i, &OPENING_PARTICIPLES)
        || view.has(i, FOUNDING)
        || view.any(i, &["due", "scheduled"]);
    view.any(i, &HISTORY_OPENERS) && i + 1 < dated.at || aside && participle
}

/// `Since the war began in 2023, 15,000 people have been killed`: what befell people from then on.
fn is_lasting(view: &View<'_>, i: usize) -> bool {
    view.is(i, "since")
}
