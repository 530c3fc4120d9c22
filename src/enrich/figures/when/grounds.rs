//! The tests of the reasons for which a date of a figure's sentence is not that of the figure.

use crate::article::enriched::Dimension;
use crate::document::furniture;
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::impact;
use crate::enrich::figures::when::calendar::is_scheduled;
use crate::enrich::figures::when::clause::{
    FROM_DATE, LEAD, SINCE_DATE, after_date, behind, between, clause_before, commas, is_span_of_dates,
    is_unbroken,
};
use crate::enrich::figures::when::comparison::{REACHED, SINCE, is_changed};
use crate::enrich::figures::when::days::{Dated, single_day};
use crate::enrich::figures::when::tense::{is_foretold, is_future, says_before};
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::{PREPOSITION, SPEECH, WEEKDAY};

/// A date further away than so many tokens belongs to another statement (chosen).
const FAR: usize = 80;
/// So many tokens behind a figure its verb stands (chosen).
const SUBJECT: usize = 4;
/// So many tokens before a figure the relative clause that holds it begins (chosen).
const ASIDE_REACH: usize = 18;
/// A date so near to the start of its sentence opens it (chosen).
const OPENING: usize = 3;
/// So many tokens a subject has before its apposition (chosen).
const SUBJECT_OF_APPOSITION: usize = 6;
/// So many tokens before a date the opener of its clause stands (chosen).
const CLAUSE_REACH: usize = 14;

patterns! {
    "figures":
    /// A statement of its own begins.
    OTHER_STATEMENT = ["^ ;", "<any> ^ while|whereas|although|though"];
    /// A number in digits or words, or a sum.
    QUANTITY = ["^ <quantity>|CURRENCY|CURRENCY_SIGNS"];
    /// `data released on Tuesday`.
    PUBLISHED_ON = ["PUBLICATION|showed|shows ^", "PUBLICATION|showed|shows on|in|late|early ^"];
    /// `reported on Wednesday a profit of …`.
    REPORTED_ON = [
        "reported|posted ^ !ORDINAL_PARTS&!<number>&!fiscal&!q1&!q2&!q3&!q4",
        "reported|posted on|late|early ^",
    ];
    REPORTS = ["^ reported|posted <any>? RESULT_NOUNS", "^ reported|posted a|an|the|its <lower> RESULT_NOUNS"];
    /// `, which …`.
    RELATIVE_ASIDE = ["^ , who|which|whose|where"];
    /// `, which …` or `, built …`.
    DATED_ASIDE = ["^ , who|whom|which|whose", "^ , FOUNDING", "^ , *ed by", "^ , <quantity> of whom|which", "^ , the last|first|latest of"];
    RESTRICTING = ["^ that|which"];
    /// `said Ana Ruiz, a mother of four who lost her home in May`.
    WHO = ["^ who|whose"];
    SAYS = ["^ SPEECH"];
    FOUNDED = ["^ FOUNDING"];
    BEGAN = ["^ BEGINNINGS|FOUNDING"];
    /// A participle that opens the sentence: `Founded in 2011, …`.
    OPENING_PARTICIPLE = ["^ OPENING_PARTICIPLES"];
    /// The day by which a goal is to be reached.
    GOAL = ["by|until|till ^"];
    /// `a budget of 240 billion for 2025`: made now for a time ahead.
    MADE_FOR = ["for ^"];
    UNTIL_DATE = ["until|till ^"];
    /// A clause that depends on another begins.
    CLAUSE_OPENER = ["^ CLAUSE_LINKS"];
    JOINS = ["^ and|but"];
    JOINED = ["and|but ^", ", and|but ^"];
    /// `and open in 2029`: a second verb.
    SECOND_VERB = ["^ and VERB&!*ing"];
    /// `has 52,000 members and called 3 strikes last year`: a state, and a second verb in the past.
    STATIVE = ["has|have|employs|owns ^", "runs|operates ^"];
    PAST_VERB = ["^ and *ed|had|made|earned"];
    /// `, employs`, `and employs`, `and budgeted at`: a verb behind the date.
    OTHER_VERB = ["^ and VERB&!*ing", "^ and *ed|had|has", "^ , *s&VERB&!SPEECH", "^ , has|had|employs|owns"];
    /// `under a treaty signed in 2017`.
    SIGNED = ["DOCUMENTS *ed in|on|of ^"];
    /// `, and followed falls of 1.9% in May`: a second verb behind a comma has its own date.
    NEXT_VERB = ["^ , and|but VERB&!*ing", "^ , and|but *ed"];
    /// A verb behind the date.
    VERB_BEHIND = ["^ AUXILIARY|VERB"];
    PERFECT_BEHIND = ["^ has|have"];
    RELATIVE_PRONOUN = ["^ that|which|who"];
    /// `two days after`: what stands behind was at another time.
    DAYS_AFTER = ["^ UNIT|PERIOD after|before"];
    /// `claimed on Tuesday …, after three days of fighting that killed 52`.
    AFTERWARDS = ["^ after|following"];
    /// `from 14 to 15.5 per cent in May`: the date is that of the second.
    FROM_TO = ["from ^ to <quantity>|CURRENCY|CURRENCY_SIGNS", "from ^ <any> to <quantity>|CURRENCY|CURRENCY_SIGNS"];
    /// `had seized`: before the statement.
    PLUPERFECT = ["^ had !to"];
    /// `the treaty of 1994`.
    OF_DOCUMENT = ["DOCUMENTS of ^"];
    /// `it now sells for $45`: the time before has ended.
    NOW = ["^ now|currently|nowadays"];
    /// `Of the 1,846 people who answered last year, 58% agreed`: the whole and its parts are of one time.
    WHOLE = ["^ of|among"];
    /// `which was breached last month, killing 73`: the clause goes on.
    GOES_ON = ["^ , *ing"];
    /// `that will employ`, `which took effect`.
    RESTRICTIVE = ["^ that|which|whose VERB|AUXILIARY", "^ that|which *ed", "^ that|which <word> AUXILIARY", "^ who ,? VERB|*ed", "^ who , he|she|they SPEECH"];
    /// `, a semi-finalist`, `, champions 13 times`: a description of the subject.
    APPOSITION = [
        "^ , a|an|once|former",
        "^ , the <lower>&!PREPOSITION",
        "^ , <lower>&!PREPOSITION&!CONJUNCTION&!PRONOUN&!RELATIVE&!VERB&!AUXILIARY&!ADVERB&!IMPACT&!DETERMINER&!SUBORDINATOR",
    ];
    /// A verb or a participle.
    ACTS = ["^ VERB&!*ing|AUXILIARY", "^ *ed|*ing"];
    CLOSES = ["^ , VERB|AUXILIARY|CHANGE", "^ , *ed", "^ , <lower>&!PREPOSITION&!CONJUNCTION&!DETERMINER"];
    HISTORY_OPENER = ["^ HISTORY_OPENERS"];
    /// `, passed in December, `.
    ASIDE_PARTICIPLE = [", ^ *ed|OPENING_PARTICIPLES|FOUNDING|due|scheduled"];
    /// `a petition launched in February has …`: a participle that narrows the noun before it.
    NARROWING = ["<lower>&!AUXILIARY&!ADVERB&!CONJUNCTION&!PRONOUN ^ *ed|OPENING_PARTICIPLES|FOUNDING|held"];
    /// A word between a figure and the date that belongs to it: no verb, no other number, no mark.
    PHRASE_WORD = [
        "^ <word>&!VERB&!AUXILIARY&!SPEECH&!RELATIVE&!SUBORDINATOR&!CONJUNCTION&!NUMBER&!SCALE",
        "^ <hyphen>|<possessive>",
    ];
    FINITE_BEHIND = ["^ AUXILIARY"];
}

pub(super) fn is_far(_: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at.abs_diff(draft.first) >= FAR
}

pub(super) fn is_dateline(view: &View<'_>, dated: &Dated, _: &Draft) -> bool {
    view.document.furniture_at(view.span(dated.at, dated.last)) == Some(furniture::Kind::Dateline)
}

pub(super) fn is_other_clause(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    OTHER_STATEMENT.within(view, between(dated, draft))
}

/// True if a date is that of the report of a result.
pub(super) fn is_of_results(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    // `on Friday named a chief executive and reported a loss`.
    let reports =
        || dated.days.and_then(single_day).is_some() && REPORTS.within(view, after_date(dated, draft));
    draft.has_measure() && (REPORTED_ON.begin(view, dated.at) || reports())
}

/// True if a date is that of the value from which a figure has changed, or to which it changes.
pub(super) fn is_of_other_end(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let base = dated.over
        && dated.last <= draft.first
        && FROM_DATE.begin(view, dated.at)
        && !is_span_of_dates(view, dated)
        && is_changed(view, dated.at - 1);
    base || dated.at > draft.last && FROM_TO.around(view, draft.first..draft.last)
}

pub(super) fn is_publication(view: &View<'_>, dated: &Dated, _: &Draft) -> bool {
    PUBLISHED_ON.begin(view, dated.at)
}

/// True if a figure stands in a relative clause that ends before the date: `, which runs 27 clinics, … on Monday`.
pub(super) fn is_in_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    last_comma(view, draft.first, ASIDE_REACH).is_some_and(|comma| RELATIVE_ASIDE.begin(view, comma))
        && behind(dated, draft).any(|i| view.text(i) == ",")
}

/// True if a date is that of a statement about a figure that nothing happened to.
pub(super) fn is_said_of_state(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    // `said on Monday revenue fell 8%`; what is counted (`said late on Saturday that 150 tons had arrived`) is of that day.
    let result = matches!(draft.dimension, Dimension::Money | Dimension::Percent);
    let said = (dated.at > draft.last || result) && says_before(view, dated.at);
    // `the firm on Thursday reported a profit of …`.
    let says = dated.at < draft.first && view.has(dated.last, SPEECH);
    draft.impact.is_none() && (said || says)
}

/// True if a sentence opens on a participle or a name's apposition that holds the date.
pub(super) fn is_opener(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let first = view.start + usize::from(view.is_quote(view.start));
    opens_on_participle(view, first) && after_date(dated, draft).any(|i| view.text(i) == ",")
}

/// A participle is capitalised at the start of a sentence.
fn opens_on_participle(view: &View<'_>, first: usize) -> bool {
    let text = view.text(first);
    let participle = text.ends_with("ed") || text.ends_with("ing") || OPENING_PARTICIPLE.begin(view, first);
    participle && !view.has(first, PREPOSITION)
}

/// True if a date stands in a relative clause between commas, behind the figure.
pub(super) fn is_aside(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let of_speaker = |who: usize| SAYS.within(view, draft.last..who);
    behind(dated, draft).any(|i| {
        DATED_ASIDE.begin(view, i)
            || RESTRICTING.begin(view, i) && FOUNDED.within(view, i + 1..dated.at)
            || WHO.begin(view, i) && of_speaker(i)
    })
}

/// True if a date belongs to a participle that narrows the subject of the figure's verb.
pub(super) fn is_of_participle(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    draft.first > dated.last
        && !dated.ahead
        && FINITE_BEHIND.begin(view, dated.last)
        && clause_before(view, dated.at, 3).any(|i| NARROWING.begin(view, i))
}

/// True if a token stands inside quotation marks of its sentence.
pub(super) fn is_quoted(view: &View<'_>, at: usize) -> bool {
    let marks = (view.around(at).start..at)
        .filter(|&i| matches!(view.text(i), "\"" | "\u{201c}" | "\u{201d}" | "``" | "''"));
    marks.count() % 2 == 1
}

/// True if a date belongs to a verb before the one of the figure; a date that opens the sentence is of both.
pub(super) fn is_of_verb_before(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let opens = dated.at <= view.start + OPENING;
    // A comma right behind the date closes an aside: `Its first offer, in April, was worth 3.2%`.
    let closed = usize::from(view.text(dated.last) == ",");
    let behind = dated.last + closed..draft.first.max(dated.last + closed);
    draft.impact.is_none() && !opens && OTHER_VERB.within(view, behind)
}

/// True if a date stands in a relative clause behind a figure to which nothing happened.
pub(super) fn is_of_restricted(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let of_count = |who: usize| who == draft.last && draft.dimension == Dimension::Count;
    draft.impact.is_none() && behind(dated, draft).any(|i| RESTRICTIVE.begin(view, i) && !of_count(i))
}

/// True if a date stands between the commas of an apposition before the figure.
pub(super) fn is_of_apposition(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let Some(comma) = last_comma(view, dated.at, CLAUSE_REACH) else { return false };
    let closes = after_date(dated, draft).any(|i| view.text(i) == "," && !GOES_ON.begin(view, i));
    closes && APPOSITION.begin(view, comma) && !ACTS.within(view, comma + 1..dated.at)
}

/// True if a figure stands between the commas of an apposition to the subject that opens the sentence, before the date.
pub(super) fn is_in_apposition(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let Some(comma) = last_comma(view, draft.first, CLAUSE_REACH) else { return false };
    let opens = comma <= view.start + SUBJECT_OF_APPOSITION && comma + 1 < draft.first;
    let close = behind(dated, draft).find(|&i| view.text(i) == ",");
    draft.impact.is_none()
        && opens
        && APPOSITION.begin(view, comma)
        && close.is_some_and(|close| CLOSES.begin(view, close))
}

/// The last comma before a token of its clause.
fn last_comma(view: &View<'_>, at: usize, reach: usize) -> Option<usize> {
    (view.start.max(at.saturating_sub(reach))..at).rev().find(|&i| view.text(i) == ",")
}

/// True if a date is that of a verb of saying whose content lies ahead, or was before: `, after three days of …`.
pub(super) fn is_statement(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let content = after_date(dated, draft);
    says_before(view, dated.at)
        && (is_future(view, draft.first, Some(dated.at))
            || AFTERWARDS.within(view, content.clone())
            || draft.impact.is_none() && PLUPERFECT.within(view, content))
}

/// True if a date lies ahead of the publication, and the figure's clause does not.
pub(super) fn is_ahead(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if !dated.ahead || is_future(view, draft.first, None) || is_planned(view, dated, draft) {
        return false;
    }
    let goal = GOAL.begin(view, dated.at) && commas(view, dated.at, draft.first) == 0;
    let apart = behind(dated, draft).any(|i| view.text(i) == ",");
    apart || !goal && !is_future(view, dated.at, None)
}

/// `polls open on Saturday`, `expects growth in 2027`, `a budget of 3 million for 2025`.
fn is_planned(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let foretold = || dated.at > draft.first && is_foretold(view, draft.first);
    let made = || MADE_FOR.begin(view, dated.at) && is_behind(view, dated, draft);
    view.has(dated.at, WEEKDAY) && is_scheduled(view, dated.at) || foretold() || made()
}

pub(super) fn is_idle_now(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    view.is(dated.at, "now") && !(draft.last..=draft.last + 1).contains(&dated.at)
}

pub(super) fn is_over_now(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.over && NOW.within(view, after_date(dated, draft))
}

/// True if a date is that from which something holds: `a raise of 10% from September`.
pub(super) fn is_start(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    FROM_DATE.begin(view, dated.at)
        && !is_span_of_dates(view, dated)
        && dated.at > draft.first
        && dated.over
        && !is_future(view, draft.first, None)
}

/// True if a date is that on which something was over, or is over while the figure stands in another clause.
pub(super) fn is_end(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let afterwards = || AFTERWARDS.within(view, after_date(dated, draft));
    UNTIL_DATE.begin(view, dated.at)
        && (!dated.ahead || JOINS.within(view, between(dated, draft)) || afterwards())
}

/// True if a verb of its own stands between a figure and the date behind it, joined by `and`.
pub(super) fn is_of_other_verb(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let second_verb = |i: usize| {
        // `$4 billion and open in 2029`: a lone word between `and` and the date is a verb too.
        let lone = i == draft.last && i + 3 == dated.at && view.is(i, "and") && view.lower(i + 1);
        (SECOND_VERB.begin(view, i) || lone && !view.ends_in(i + 1, "ing"))
            && is_unbroken(view, i + 1..dated.at)
            && !QUANTITY.within(view, i + 1..dated.at)
    };
    let other_tense = || {
        STATIVE.begin(view, impact::start(view, draft.first)) && PAST_VERB.within(view, behind(dated, draft))
    };
    draft.impact.is_none()
        && (other_tense()
            || behind(dated, draft).any(second_verb)
            || NEXT_VERB.within(view, behind(dated, draft)))
}

/// True if a date stands in a relative clause before the verb of the figure, of what began then or of what is not over.
pub(super) fn is_of_relative(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.at > draft.first || !VERB_BEHIND.begin(view, dated.last) {
        return false;
    }
    let relative = clause_before(view, dated.at, LEAD).find(|&i| RELATIVE_PRONOUN.begin(view, i));
    let perfect = draft.impact.is_none() && PERFECT_BEHIND.begin(view, dated.last);
    relative.is_some_and(|relative| {
        perfect && relative + 1 < dated.at || BEGAN.within(view, relative + 1..dated.at)
    })
}

/// True if a figure stands in a clause of what was days before the date: `on Tuesday, two days after …`.
pub(super) fn is_after_event(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let tokens = after_date(dated, draft);
    let told_after = || AFTERWARDS.within(view, tokens.clone()) && PLUPERFECT.within(view, tokens.clone());
    DAYS_AFTER.within(view, tokens.clone()) || draft.impact.is_none() && told_after()
}

/// True if a figure is the level that a change since a date has reached.
pub(super) fn is_level_reached(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    dated.at < draft.first && SINCE_DATE.begin(view, dated.at) && REACHED.begin(view, draft.first)
}

/// True if a year is a part of the name of a law or a treaty.
pub(super) fn is_document(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let names = OF_DOCUMENT.begin(view, dated.at) || SIGNED.begin(view, dated.at);
    draft.impact.is_none() && names
}

/// True if a date stands in a clause of its own that tells what was before: `since it was founded in 1990, it has …`.
pub(super) fn is_history(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let parted = dated.at < draft.first && commas(view, dated.at, draft.first) > 0;
    parted
        && !WHOLE.begin(view, view.start)
        && !GOES_ON.begin(view, dated.last)
        && clause_before(view, dated.at, CLAUSE_REACH).any(|i| opens_history(view, i, dated, draft))
}

/// True if a clause of what was before opens at a token: `who`, `when`, or a participle between commas (`The law, passed
/// in December, allows …`).
fn opens_history(view: &View<'_>, i: usize, dated: &Dated, draft: &Draft) -> bool {
    // `Since the war began in 2023, 15,000 people have been killed`: what happened to people from then on.
    let lasting = draft.impact.is_some() && SINCE.begin(view, i);
    let opener = i + 1 < dated.at && HISTORY_OPENER.begin(view, i);
    let aside = view.text(dated.last) == "," && ASIDE_PARTICIPLE.begin(view, i);
    (opener || aside) && !lasting
}

/// True if another clause begins between a date and a figure: `heard on Monday that 31 files vanished in 2017`, `… on
/// Monday, and five were found on Tuesday`.
pub(super) fn is_in_other_clause(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    CLAUSE_OPENER.within(view, between(dated, draft)) || is_joined_subject(view, dated, draft)
}

fn is_joined_subject(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    if dated.last > draft.first {
        return false;
    }
    let start = impact::start(view, draft.first);
    dated.last <= start
        && JOINED.begin(view, start)
        && (draft.last..draft.last + SUBJECT)
            .take_while(|&i| !view.stops(i))
            .any(|i| FINITE_BEHIND.begin(view, i))
}

/// True if a date stands right behind a figure and its noun: `68.5% in March`, `40 people at a market on Sunday`.
pub(super) fn is_behind(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let phrase = draft.last..dated.at;
    dated.at >= draft.last && phrase.len() <= LEAD && phrase.clone().all(|i| PHRASE_WORD.begin(view, i))
}
