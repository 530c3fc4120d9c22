//! The reasons for which a date of a figure's sentence is not that of the figure.

use super::clause::{after_date, behind, between};
use super::comparison::{is_compared, is_of_comparison, is_of_superlative, is_record};
use super::days::Dated;
use super::grounds::{
    is_after_event, is_ahead, is_aside, is_dateline, is_document, is_end, is_far, is_history, is_idle_now,
    is_in_apposition, is_in_aside, is_level_reached, is_of_apposition, is_of_other_end, is_of_other_verb,
    is_of_participle, is_of_relative, is_of_restricted, is_of_results, is_of_verb_before, is_opener,
    is_other_clause, is_over_now, is_publication, is_quoted, is_said_of_state, is_start, is_statement,
};
use crate::enrich::figures::draft::Draft;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
patterns! {
    "figures":
    /// `two ministers who had resigned on Tuesday`: before the event.
    HAD_BEFORE = ["^ who|which|that|whose had", "^ who|which|that|whose <word> had"];
    AND_THAT = ["^ and|but that"];
    /// `added 2.2% after saying sales …`: what was said is of another time.
    AFTER_SAYING = ["^ after|by SPEECH"];
    /// `won 14 titles before retiring in 2019`.
    OTHER_ACT = ["^ before|after *ing"];
    /// `today's ice`.
    OWNER = ["^ <possessive>"];
    PERFECT = ["^ has|have"];
    /// `as it tries to close a gap`, `as a study warned`: a clause of now.
    AS_CLAUSE = ["^ as PRONOUN|DETERMINER"];
    /// `the case, in which 26 people were killed`.
    IN_WHICH = ["^ , in|during which"];
    /// `the July 19 collision`: a part of the name of the event.
    OF_NAMED_EVENT = ["the|<possessive> ^"];
    /// `a fire in which`, `where 27 miners died`, `the crash that killed`.
    OF_EVENT = ["^ in|during which", "^ where|that|which|when"];
    /// `jailed`, `the trial of`, `a wreath`.
    AFTERMATH = ["^ AFTERMATH_WORDS"];
    YEARS_SINCE = ["^ UNIT since", "^ UNIT after a|an|the"];
    /// `has doubled in six years`: a span of its own.
    OWN_SPAN = ["^ in|over|within <quantity> years|months|weeks|days", "^ in|over|within <quantity> decades|hours"];
    JOINED_CLAUSE = ["^ ,|and|but"];
    /// `(Q1 2025: CHF 219 million)`, `(38 million in 2024)`; not `(19 March 2009 8:52PM)`.
    LEADS_FIGURE = ["^ : !<number>", "^ : <number> SCALE|UNIT|CURRENCY|%"];
    OWN_MEASURE = ["!: ^ <quantity> SCALE|UNIT|CURRENCY|%"];
    /// `but remains`, `and is still`.
    LASTS = ["^ but|and remains|remain|is|are", "^ but|and still|stays|stay"];
}

/// A relative clause so near behind a date tells of that day (chosen).
const BESIDE: usize = 3;

/// Brackets with a figure and its date hold at most so many tokens on each side of the date (chosen).
const BRACKETED: usize = 16;

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
    Rule::new(
        "superlative",
        "`for the first time since May`, `the highest since 1954`: the date of the time before",
        is_of_superlative,
    ),
    Rule::new("record", "`beating the record set in 2022`: the date of the record", is_record),
    Rule::new(
        "results",
        "`reported on Wednesday a profit of 40 million`: the day of the report",
        is_of_results,
    ),
    Rule::new(
        "base of a change",
        "`rose 5% from May to 2.4 million`, `from 14 to 15 per cent in May`: the date of the other end",
        is_of_other_end,
    ),
    Rule::new(
        "bracket",
        "`a profit of CHF 246 million (Q1 2025: CHF 219 million)`: the date of the figure in brackets",
        is_of_bracket,
    ),
    Rule::new("owner", "`55% of today's ice will be gone`: the day owns a thing", |view, dated, _| {
        view.is(dated.at, "today") && OWNER.begin(view, dated.last)
    }),
    Rule::new(
        "result of an event",
        "`the toll of last week's floods has risen to 43`: the level is of now",
        |view, dated, draft| OWNER.begin(view, dated.last) && PERFECT.within(view, after_date(dated, draft)),
    ),
    Rule::new(
        "clause of now",
        "`from April, as it tries to close a gap of 29 million`: the second clause does not lie ahead",
        |view, dated, draft| dated.ahead && AS_CLAUSE.within(view, between(dated, draft)),
    ),
    Rule::new(
        "event of a clause",
        "`jailed seven on Tuesday over the bombing, in which 26 were killed`: the day of the main clause",
        |view, dated, draft| {
            let tokens = after_date(dated, draft);
            !OF_NAMED_EVENT.begin(view, dated.at)
                && IN_WHICH.within(view, tokens.end.min(tokens.start + BESIDE)..tokens.end)
        },
    ),
    Rule::new(
        "aftermath",
        "`jailed on Tuesday for a raid in which two guards were shot`: the day of the trial, not of the raid",
        is_of_aftermath,
    ),
    Rule::new(
        "anniversary",
        "`gathered on Sunday, two years since a roof fell and killed 16`: the day of the memorial",
        |view, dated, draft| draft.impact.is_some() && YEARS_SINCE.within(view, after_date(dated, draft)),
    ),
    Rule::new(
        "span of its own",
        "`lost a third since 2010 and demand has doubled in six years`: the second clause has its own time",
        |view, dated, draft| {
            OWN_SPAN.begin(view, draft.last) && JOINED_CLAUSE.within(view, after_date(dated, draft))
        },
    ),
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
        "narrowed noun",
        "`a petition launched in May has 48,000 names`: the date of the participle",
        is_of_participle,
    ),
    Rule::new(
        "figure of an aside",
        "`the firm, which runs 27 clinics, was raided on Monday`: the figure's clause has no date",
        is_in_aside,
    ),
    Rule::new(
        "quotation",
        "`“Ask me on Friday,” said the driver, who earns 1.1 million`: the date of what is quoted",
        |view, dated, draft| is_quoted(view, dated.at) && !is_quoted(view, draft.first),
    ),
    Rule::new(
        "verb before",
        "`was founded in 1946, employs 6,800 people`: the date of the first of two verbs",
        is_of_verb_before,
    ),
    Rule::new(
        "what had been before",
        "`by 25 votes, after ministers who had resigned on Tuesday returned`: before the event",
        |view, dated, draft| {
            let other = |i: usize| i > draft.last && HAD_BEFORE.begin(view, i);
            behind(dated, draft).any(other)
        },
    ),
    Rule::new(
        "second statement",
        "`said revenue had fallen 31 percent and that teachers could not be paid in July`",
        |view, dated, draft| AND_THAT.within(view, between(dated, draft)),
    ),
    Rule::new(
        "what was said",
        "`added 2.2% after saying sales in the six weeks to 10 May had grown`: of another time",
        |view, dated, draft| AFTER_SAYING.within(view, behind(dated, draft)),
    ),
    Rule::new(
        "other act",
        "`won 14 titles before retiring in 2019`: of the second act",
        |view, dated, draft| draft.impact.is_none() && OTHER_ACT.within(view, behind(dated, draft)),
    ),
    Rule::new(
        "restricted noun",
        "`a plant for $240 million that will employ 900 from 2028`: the date of what a relative clause tells",
        is_of_restricted,
    ),
    Rule::new(
        "apposition",
        "`The Czech, a finalist here in 2021, hit 41 winners`: the date of what the subject was",
        is_of_apposition,
    ),
    Rule::new(
        "figure of an apposition",
        "`Bulgaria, a country of 6.4 million, adopted the euro on January 1`: it says who acts",
        is_in_apposition,
    ),
    Rule::new(
        "state that lasts",
        "`slowed to 4.4% in March but remains above the target of 3%`: the second verb is of now",
        |view, dated, draft| dated.over && LASTS.within(view, after_date(dated, draft)),
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
    Rule::new("until now", "`cost $18 in May and now costs $45`: `now` ends the time before it", is_over_now),
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

/// True if a date stands in brackets with a figure of its own, and the figure outside.
fn is_of_bracket(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let Some((open, close)) = brackets(view, dated.at) else { return false };
    let outside = draft.last <= open || draft.first > close;
    let own = |i: usize| (i < dated.at || i >= dated.last) && OWN_MEASURE.begin(view, i);
    outside && (LEADS_FIGURE.begin(view, dated.last) || (open..close).any(own))
}

/// The brackets around a token of a sentence.
fn brackets(view: &View<'_>, at: usize) -> Option<(usize, usize)> {
    let near = at.saturating_sub(BRACKETED).max(view.start)..at;
    let open = near.rev().take_while(|&i| view.text(i) != ")").find(|&i| view.text(i) == "(")?;
    let behind = at..view.end.min(at + BRACKETED);
    let close = behind.into_iter().take_while(|&i| view.text(i) != "(").find(|&i| view.text(i) == ")")?;
    Some((open, close))
}

/// True if a trial or a memorial on the date tells of victims in a clause behind it.
fn is_of_aftermath(view: &View<'_>, dated: &Dated, draft: &Draft) -> bool {
    let Some(opener) = after_date(dated, draft).find(|&i| OF_EVENT.begin(view, i)) else { return false };
    draft.impact.is_some() && AFTERMATH.within(view, view.around(opener).start..opener)
}

/// The rule by which a date is not that of a figure.
pub(super) fn excluded(view: &View<'_>, dated: &Dated, draft: &Draft) -> Option<&'static Reason> {
    EXCLUDED.iter().find(|rule| (rule.test)(view, dated, draft)).map(|rule| &rule.reason)
}
