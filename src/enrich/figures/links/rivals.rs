//! The rules by which two different numbers count the same.

use super::Pair;
use super::evidence::NEAR;
use crate::article::enriched::{Dimension, Qualifier};
use crate::enrich::rule::{Reason, Rule};

/// A test of a pair.
type Test = for<'a> fn(&Pair<'a>) -> bool;

/// A reason for which two counts compete, and the reasons against it.
pub(super) struct Rival {
    pub(super) rule: Rule<Test>,
    /// None of these may hold.
    unless: &'static [Rule<Test>],
}

#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is not general enough over the lifetime"
)]
const PERIOD: Rule<Test> =
    Rule::new("stretch of time", "`203 people last year, up from 178 in 2024`", |pair| pair.has_period());
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is not general enough over the lifetime"
)]
const PART: Rule<Test> =
    Rule::new("part", "`26 people have died: 21 in Simav and five in Gediz`", |pair| pair.has_part());
const SIZE: Rule<Test> =
    Rule::new("other size", "`2,300 people, the court said 12`: a part is not called one", |pair| {
        pair.is_of_other_size()
    });
const PLACE: Rule<Test> =
    Rule::new("other place", "`60 people were killed. 14 died in Hama`: the count of a place", |pair| {
        pair.is_elsewhere() || pair.is_local()
    });
const FORECAST: Rule<Test> =
    Rule::new("stretch of time", "`203 people last year`; a share is forecast for one", |pair| {
        let one_sentence = pair.sentences_apart() == 0;
        pair.has_period() && pair.one().dimension != Dimension::Percent && !one_sentence
    });

const SUM: Rule<Test> =
    Rule::new("sum", "`nine bodies on Monday and four more on Tuesday, bringing the toll to 13`", |pair| {
        pair.is_sum()
    });

/// Two totals compete unless one is of another time, another place, or only a part.
const TOTALS: &[Rule<Test>] = &[PERIOD, PART, SIZE, PLACE, SUM];

const fn total(name: &'static str, why: &'static str, test: Test) -> Rival {
    Rival { rule: Rule::new(name, why, test), unless: TOTALS }
}

/// The first that applies decides: the words of a correction come before all that the counts say, the words that set one
/// number against another before what both count.
pub(super) const RIVALS: &[Rival] = &[
    Rival {
        rule: Rule::new("withdrawn", "a correction sets the right number against the wrong one", |pair| {
            pair.is_corrected()
        }),
        unless: &[],
    },
    Rival {
        rule: Rule::new(
            "restated",
            "`The governor put the number at 38`: it takes up the count before it",
            |pair| pair.stand() && pair.is_restated(),
        ),
        unless: &[FORECAST, SUM],
    },
    Rival {
        rule: Rule::new(
            "estimates",
            "`The council spoke of $4 million. Insurers put it at $9 million`: two sums of one thing",
            |pair| pair.stand() && pair.is_estimated(),
        ),
        unless: &[PERIOD],
    },
    total(
        "denied",
        "`denied that 300 had been dismissed, saying only 40 had left`: the number that is denied and the one instead",
        |pair| pair.are_things() && pair.is_denied(),
    ),
    total(
        "disputed",
        "`Hackers claimed to have the records of 200,000. The company disputed the figure`: against the count of the lead",
        |pair| pair.are_things() && pair.is_disputed(),
    ),
    total("revised", "`31, up from 27`: one of them is called earlier", |pair| {
        pair.are_victims() && pair.is_revised()
    }),
    total("speakers", "`the mayor said 35, the union at least 60`: two say different totals", |pair| {
        pair.are_victims() && pair.has_two_speakers()
    }),
    total(
        "second speaker",
        "`The mayor said 35 had died, the union at least 60`: the verb of the first serves both",
        |pair| pair.stand() && pair.is_by_second_speaker(),
    ),
    total(
        "contested",
        "`The Red Cross, for its part, spoke of 31 dead`: against the count of the lead",
        |pair| pair.are_victims() && pair.is_contested(),
    ),
    total(
        "crowd",
        "`8,000 marched, police said. Organisers said 40,000 had taken part`: those who take part, by two speakers",
        |pair| pair.stand() && pair.is_crowd(),
    ),
    total("title", "the title's total and that of the lead are of the same event", |pair| {
        pair.are_victims() && pair.is_title_and_lead()
    }),
    total(
        "same thing",
        "`The mayor said 320 homes burned. The army said 270 homes had burned`: one noun and one verb, two speakers",
        |pair| pair.are_things() && pair.tells_same_thing(),
    ),
];

impl Pair<'_> {
    /// The rule by which two different numbers count the same.
    pub(super) fn competes(&self) -> Option<&'static Reason> {
        if !self.differ() {
            return None;
        }
        let competing =
            |rival: &&Rival| (rival.rule.test)(self) && !rival.unless.iter().any(|apart| (apart.test)(self));
        RIVALS.iter().find(competing).map(|rival| &rival.rule.reason)
    }

    /// Two numbers of the same dimension; a range holds other numbers.
    fn differ(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let ranges = one.qualifier == Qualifier::Range || other.qualifier == Qualifier::Range;
        let values = one.value.zip(other.value);
        let differ = values.is_some_and(|(low, high)| low != high && low.min(high) >= 1.0);
        differ && !ranges && one.dimension == other.dimension && !self.is_far()
    }

    /// True for counts of which no rule but that of corrections sees both. Most pairs are so, and are decided without their
    /// words.
    fn is_far(&self) -> bool {
        self.sentences_apart() > NEAR
            && self.one().sentence > self.lead() + NEAR
            && self.one().withdrawn == self.other().withdrawn
            && self.drafts[self.b].restates.is_none()
    }
}
