//! Times that go on: the quarter of a company's results, the day of a vote, the day of a market report. A sentence without
//! a date tells more of the same.

use crate::article::enriched::Dimension;
use crate::enrich::figures::draft::{Draft, Kind, Standing, Unit};
use crate::enrich::figures::impact;
use crate::enrich::figures::when::comparison::compares_figure;
use crate::enrich::figures::when::days::{Dated, Days, single_day};
use crate::enrich::figures::when::tense::{is_foreseen, is_future, says_before};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::MARKET;

patterns! {
    "figures":
    RESULT = ["^ RESULT_NOUNS"];
    /// A sentence that names the period of results.
    OF_RESULTS = ["^ RESULT_NOUNS|earned|posted"];
    BALLOT = ["^ BALLOTS"];
    /// A survey or a forecast tells of another day than the vote.
    SURVEY = ["^ survey|polled|forecast|predicted"];
    /// A stretch that no date names: `in four sessions`, `for the full year`.
    OTHER_STRETCH = ["^ sessions|weeks|months|years", "full ^ year", "a|per ^ day|week|month|year !earlier&!ago&!before"];
    /// A share of the votes, or the turnout.
    VOTED = ["^ VOTING_WORDS"];
    /// `declared her the winner on Wednesday`: the day of the result, not of the vote.
    DECLARED = ["^ declared|certified|proclaimed"];
    OWNER = ["^ <possessive>"];
    /// A level now, or what is planned.
    PRESENT = ["^ is|are|has|have", "^ expects|plans|aims|wants"];
}

/// A time goes on for so many sentences (chosen: two paragraphs).
const REACH: usize = 4;

/// The subjects whose time goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Results,
    Vote,
    Market,
}

/// A time that later sentences may continue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Continued(Option<(Subject, Days, usize)>);

/// True if a figure of a sentence without a date goes on with a subject.
type Test = fn(&View<'_>, &Draft) -> bool;

const RESULTS: Rule<Test> = Rule::new(
    "results of the period",
    "`earned $40 million in the quarter ended March 31. Revenue rose 12%`",
    |view, draft| {
        let measure = matches!(draft.dimension, Dimension::Money | Dimension::Percent);
        measure && RESULT.within(view, view.around(draft.first).start..draft.first)
    },
);
const VOTE: Rule<Test> =
    Rule::new("day of the vote", "`won Sunday's election. Turnout was 61%`", |view, draft| {
        let votes = matches!(draft.unit, Unit::Noun(head) if view.any(head, &["votes", "seats", "ballots"]));
        let share = draft.dimension == Dimension::Percent;
        let near = view.around(draft.first);
        let near = near.start..near.end;
        (votes || share) && VOTED.within(view, near.clone()) && !SURVEY.within(view, near)
    });
const TRADING: Rule<Test> =
    Rule::new("day of the market", "`Shares fell on Tuesday. The index lost 412 points`", |view, draft| {
        let points = matches!(draft.unit, Unit::Points) || draft.counts_points(view);
        let level = points || matches!(draft.dimension, Dimension::Percent | Dimension::Other);
        let near = view.around(draft.first);
        level && (near.start..near.end).any(|i| view.has(i, MARKET))
    });

impl Continued {
    /// The time of a figure of a sentence without a date, with the rule.
    pub(super) fn of(
        self,
        view: &View<'_>,
        draft: &Draft,
        sentence: usize,
    ) -> Option<(Days, &'static Reason)> {
        let near = |told: usize| sentence > told && sentence - told <= REACH;
        let (subject, days, _) = self.0.filter(|&(.., told)| near(told))?;
        let rule = match subject {
            Subject::Results => &RESULTS,
            Subject::Vote => &VOTE,
            Subject::Market => &TRADING,
        };
        let told_now = draft.kind == Kind::Plain && draft.standing == Standing::Current;
        (told_now && is_of_the_time(view, draft) && (rule.test)(view, draft)).then_some((days, &rule.reason))
    }

    /// Keeps the time that a sentence names for its subject; another subject's sentence does not end it.
    pub(super) fn update(&mut self, view: &View<'_>, found: &[Dated], sentence: usize) {
        let named = |dated: &&Dated| !dated.ahead && !dated.relative && !says_before(view, dated.at);
        let past = || found.iter().filter(named);
        let tokens = view.start..view.end;
        let period = past().filter_map(|dated| dated.days).find(|&days| is_of_results(days));
        let is_day = |days: &Days| single_day(*days).is_some();
        let day = past().filter_map(|dated| dated.days).find(is_day);
        let declared = DECLARED.within(view, tokens.clone());
        let of_vote = |dated: &&Dated| !declared || OWNER.begin(view, dated.last);
        let voting_day = past().filter(of_vote).filter_map(|dated| dated.days).find(is_day);
        if let Some(days) = period.filter(|_| OF_RESULTS.within(view, tokens.clone())) {
            self.0 = Some((Subject::Results, days, sentence));
        } else if let Some(days) = voting_day.filter(|_| BALLOT.within(view, tokens.clone())) {
            self.0 = Some((Subject::Vote, days, sentence));
        } else if let Some(days) = day.filter(|_| view.theme.market && self.0.is_none()) {
            self.0 = Some((Subject::Market, days, sentence));
        }
    }

    /// A sentence went on with the time.
    pub(super) fn refresh(&mut self, sentence: usize) {
        if let Some((.., told)) = &mut self.0 {
            *told = sentence;
        }
    }
}

/// A quarter, a half or a year.
fn is_of_results(days: Days) -> bool {
    single_day(days).is_none() && days.is_long()
}

/// Told in the past tense, and neither compared nor foreseen nor of a stretch of its own.
fn is_of_the_time(view: &View<'_>, draft: &Draft) -> bool {
    let near = view.around(draft.first);
    let tokens = near.start..near.end;
    let ahead = is_future(view, draft.first, None) || is_foreseen(view, draft.first);
    let verb = impact::start(view, draft.first);
    let present = PRESENT.within(view, verb.saturating_sub(6).max(view.start)..verb);
    !ahead && !present && !OTHER_STRETCH.within(view, tokens) && !compares_figure(view, draft)
}
