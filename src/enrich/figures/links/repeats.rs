//! The rules by which two mentions tell one figure.

use super::Pair;
use super::evidence::{is_addition, is_group};
use crate::article::enriched::{Dimension, Interval};
use crate::enrich::figures::draft::{Draft, Kind, Standing};
use crate::enrich::figures::figure::Figure;
use crate::enrich::rule::Rule;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    DEFINITE_DETERMINERS, OTHER_EVENTS,
}

/// A number this large is seldom that of two events (chosen).
const SMALL: f64 = 12.0;

/// The sets of a match stand so many tokens apart (chosen: a tie-break in brackets).
const SETS_APART: usize = 7;

/// A reason for which one number is the count of two things.
type Apart = for<'a> fn(&Pair<'a>) -> bool;

/// Any of these is enough, save where the second telling is definite (`the 14 dead`).
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is not general enough over the lifetime"
)]
const APART: &[Rule<Apart>] = &[
    Rule::new("addition", "`three more people died`: an addition is another count", |pair| {
        let added = |k: usize| is_addition(pair.view, &pair.drafts[k]);
        let note = pair.view.document.furniture_at(pair.one().span).is_some();
        added(pair.b) && !added(pair.a) && !note && !pair.is_title_and_body()
    }),
    Rule::new("other place", "`two dead in Mombasa … two dead in Kisumu`", |pair| {
        pair.one().dimension == Dimension::Count && pair.is_elsewhere()
    }),
    Rule::new(
        "one sentence",
        "`20 were killed on Friday and 20 on Saturday`, `two sons and two nephews`",
        |pair| {
            pair.sentences_apart() == 0 && pair.one().dimension == Dimension::Count && pair.is_small()
                || pair.sentences_apart() == 0 && pair.one().impact.is_some()
        },
    ),
    Rule::new(
        "part of another count",
        "`two dead in a second attack … five people, two of them officers`",
        |pair| {
            let (one, other) = (&pair.drafts[pair.a], &pair.drafts[pair.b]);
            pair.is_small() && other.part && !one.part && pair.one().impact.is_some()
        },
    ),
    Rule::new("set of a match", "`6-4, 7-5 … beat Voss 6-4 6-1`: each match has its own sets", |pair| {
        pair.is_set() && !pair.is_title_and_body()
    }),
    Rule::new("other match", "`won 2-1 on Sunday … lost 2-1 in the second match`", |pair| {
        let score = pair.one().dimension == Dimension::Score;
        let times = pair.one().as_of.as_ref().zip(pair.other().as_of.as_ref());
        let apart = times.is_some_and(|(a, b)| a.to < b.from || b.to < a.from);
        score && (apart || pair.tells_other_event())
    }),
    Rule::new("other people", "`two soldiers … two policemen`: each of a group of its own", |pair| {
        let head = |k: usize| pair.drafts[k].noun.map(|noun| pair.view.text(noun.head).to_ascii_lowercase());
        head(pair.a).zip(head(pair.b)).is_some_and(|(a, b)| a != b && is_group(&a) && is_group(&b))
    }),
    Rule::new("other time", "`two died on Sunday … two died on Tuesday`", |pair| {
        let days = |figure: &crate::enrich::figures::figure::Figure| figure.as_of.clone();
        let times = days(pair.one()).zip(days(pair.other()));
        let impact = pair.one().impact.is_some() && pair.is_small();
        impact && times.is_some_and(|(a, b)| a.to < b.from || b.to < a.from)
    }),
    Rule::new(
        "other year",
        "`Quake kills two … two died on Tuesday … the quake of 2016 killed two`: the count of a whole year before",
        |pair| pair.is_of_other_year(),
    ),
    Rule::new("other event", "`the second boat sank, and two people died there too`", |pair| {
        pair.is_small() && pair.one().impact.is_some() && pair.tells_other_event()
    }),
];

impl Pair<'_> {
    pub(super) fn is_same(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let (first, second) = (&self.drafts[self.a], &self.drafts[self.b]);
        if one.value.is_none() || one.value != other.value || one.value_max != other.value_max {
            return false;
        }
        let stands = (first.standing == Standing::Withdrawn) == (second.standing == Standing::Withdrawn);
        let units = one.unit == other.unit || self.is_title_of_lead();
        if one.dimension != other.dimension || !units || !stands || !same_kind(first, second) {
            return false;
        }
        if one.impact.is_some() && other.impact.is_some() && one.impact != other.impact {
            return false;
        }
        if second.restates == Some(self.a) {
            return true;
        }
        // `killed 14 people … 14 people attended`: only one of them suffers.
        if one.impact != other.impact
            && (self.sentences_apart() > 2 || first.noun.is_some() && second.noun.is_some())
            && !self.is_title_and_body()
            && !self.is_definite()
        {
            return false;
        }
        if !self.is_definite() && APART.iter().any(|rule| (rule.test)(self)) {
            return false;
        }
        let large = one.value.is_some_and(|value| value.abs() >= 12.0 && value != 100.0);
        let same_noun = match (one.counted, other.counted) {
            (Some(a), Some(b)) => {
                self.view.document.slice(a).eq_ignore_ascii_case(self.view.document.slice(b))
            }
            _ => false,
        };
        let people = one.impact.is_some() && one.impact == other.impact;
        match one.dimension {
            Dimension::Count | Dimension::Money => large || same_noun || people,
            Dimension::Score => true,
            _ => same_noun || self.is_telling() || self.is_near_measure(),
        }
    }

    /// `19 bronzes` in the title, `19 objects` in the lead: a number of the headline is told in other words.
    fn is_title_of_lead(&self) -> bool {
        let counts = self.one().dimension == Dimension::Count;
        counts && self.is_title_and_body() && self.sentences_apart() <= 2 && !self.is_small()
    }

    /// The second count is of a whole year. The first is of another time, or a count between the two tells that it is.
    fn is_of_other_year(&self) -> bool {
        let Some(year) = self.other().as_of.as_ref().filter(|time| is_year(time)) else { return false };
        if self.one().impact.is_none() {
            return false;
        }
        let is_apart = |time: &Interval| time.to < year.from || year.to < time.from;
        let is_told = |figure: &Figure| {
            figure.value == self.one().value
                && figure.impact == self.one().impact
                && figure.as_of.as_ref().is_some_and(is_apart)
        };
        self.figures[self.a..self.b].iter().any(is_told)
    }

    fn is_small(&self) -> bool {
        self.one().value.is_some_and(|value| value < SMALL)
    }

    /// Both are sets of a match: another score stands beside each.
    fn is_set(&self) -> bool {
        [self.a, self.b].into_iter().all(|k| {
            let one = &self.drafts[k];
            let near = [k.wrapping_sub(1), k + 1].into_iter().filter_map(|other| self.drafts.get(other));
            let score = |other: &Draft| {
                other.dimension == Dimension::Score && one.first.abs_diff(other.first) <= SETS_APART
            };
            one.dimension == Dimension::Score && near.into_iter().any(score)
        })
    }

    /// Words of another event before the second telling in its sentence: `in a separate attack two people died`.
    fn tells_other_event(&self) -> bool {
        let view = self.around(self.b);
        let last = self.drafts[self.b].last;
        (view.start..last).any(|i| view.any(i, &OTHER_EVENTS))
            || (last..last + 6).take_while(|&i| !view.stops(i)).any(|i| view.any(i, &["too", "also"]))
    }

    /// `the 14 people`, `those 14 workers`.
    fn is_definite(&self) -> bool {
        let before = self.drafts[self.b].first.wrapping_sub(1);
        self.view.any(before, &DEFINITE_DETERMINERS)
    }

    fn is_telling(&self) -> bool {
        self.one().value.is_some_and(|value| {
            value.abs() >= 12.0 && value != 100.0 && (value.fract() != 0.0 || value >= 40.0)
        })
    }

    /// `jailed for 14 years` in the title and the body; `six-week deadline … the six weeks`.
    fn is_near_measure(&self) -> bool {
        let measured = matches!(
            self.one().dimension,
            Dimension::Duration
                | Dimension::Length
                | Dimension::Mass
                | Dimension::Area
                | Dimension::Percent
                | Dimension::Other
        );
        let ages = self.drafts[self.a].kind == Kind::Age;
        let far = if self.is_title_and_body() { 6 } else { 1 };
        measured
            && !ages
            && self.one().value.is_some_and(|value| value > 2.0)
            && self.sentences_apart() <= far
            && self.sentences_apart() > 0
    }
}

/// True for a whole year of the calendar: its first and its last day.
fn is_year(time: &Interval) -> bool {
    time.from.get(4..10) == Some("-01-01")
        && time.to.get(4..10) == Some("-12-31")
        && time.from[..4] == time.to[..4]
}

/// A hyphen between a number and its unit changes nothing: `six-week`, `six weeks`.
fn same_kind(one: &Draft, other: &Draft) -> bool {
    let compound =
        |draft: &Draft| matches!(draft.kind, Kind::Plain | Kind::Weak) && draft.dimension != Dimension::Count;
    one.kind == other.kind || compound(one) && compound(other)
}
