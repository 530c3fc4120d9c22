//! Counts set against the total of the lead by their verb: `The Red Cross, for its part, spoke of 31 dead`.

use super::Pair;
use super::evidence::NEAR;
use crate::enrich::figures::impact;
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::rule::Rule;

patterns! {
    "figures":
    COUNTED = ["^ recorded|counted|documented|verified"];
    ESTIMATES = ["^ counts|estimates|tallies"];
    SPOKE = ["^ spoke|speaks|speak"];
    TOLL = ["^ toll|tally"];
    GAVE = ["^ gave|gives|given"];
    AGAINST = ["^ however|meanwhile|but|instead", "^ its|their part"];
    /// `His figures differ from those of the Red Cross`.
    DIFFERS = ["^ differ|differs|differed from", "^ contradicts|contradicted"];
}

/// So many tokens before a count the verb that sets it against another stands (chosen).
const CONTESTED_REACH: usize = 4;
/// So many tokens before a count the word for a toll stands (chosen).
const TOLL_REACH: usize = 12;
/// A test of a pair.
type Test = for<'a> fn(&Pair<'a>) -> bool;

/// Ways to set a count against that of the lead.
const CONTESTING: &[Rule<Test>] = &[
    Rule::new(
        "own count",
        "`The union, however, counted 40`; `a toll of 12 … residents recorded 30`",
        |pair| pair.leads_second(&COUNTED) && (pair.tells_second(&AGAINST) || pair.is_toll()),
    ),
    Rule::new("estimate", "`The group estimates 40`", |pair| pair.leads_second(&ESTIMATES)),
    Rule::new("spoken of", "`The union spoke of 31 dead`", |pair| pair.leads_second(&SPOKE)),
    Rule::new("toll given", "`The army gave a toll of 31`", |pair| {
        pair.leads_second(&TOLL) && pair.leads_second(&GAVE)
    }),
    Rule::new("figures differ", "`His figures differ from those of the Red Cross: 31 dead`", |pair| {
        let view = pair.around(pair.b);
        DIFFERS.within(&view, view.start..impact::start(&view, pair.drafts[pair.b].first))
    }),
];

impl Pair<'_> {
    /// `For its part the union spoke of 31 dead`: against a total of the title or of the first sentences.
    pub(super) fn is_contested(&self) -> bool {
        let total = self.one().sentence <= self.lead() + NEAR && !self.drafts[self.a].partitive;
        let spoken = self.one().attribution.is_none() || self.one().attribution != self.other().attribution;
        total && spoken && CONTESTING.iter().any(|rule| (rule.test)(self)) && self.same_people()
    }

    /// One of the phrases begins so near before the second count.
    fn leads_second(&self, patterns: &Patterns) -> bool {
        let view = self.around(self.b);
        let start = impact::start(&view, self.drafts[self.b].first);
        patterns.within(&view, start.saturating_sub(CONTESTED_REACH).max(view.start)..start)
    }

    /// One of the phrases begins in the sentence of the second count.
    fn tells_second(&self, patterns: &Patterns) -> bool {
        let view = self.around(self.b);
        patterns.within(&view, view.start..view.end)
    }

    /// The first count is a toll.
    fn is_toll(&self) -> bool {
        let first = self.drafts[self.a].first;
        TOLL.within(self.view, first.saturating_sub(TOLL_REACH)..first)
    }
}
