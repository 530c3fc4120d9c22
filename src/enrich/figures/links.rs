//! Links between figures: repeated mentions of one figure, and competing counts.

use std::collections::HashMap;

use super::Figure;
use super::draft::{Draft, Kind};
use super::revision::Standing;
use super::view::View;
use crate::article::enriched::{Dimension, Qualifier};
use crate::document::Section;
use crate::enrich::rule::{Reason, Rule};

/// At most so many figures back a rival is looked for, so that the cost stays linear.
const REACH: usize = 40;
/// Competing counts stand within so many sentences (chosen: a paragraph of a wire report).
const NEAR: usize = 3;
/// A number this many times smaller is a part, not a rival (chosen).
const PART: f64 = 8.0;

/// Sets `same_as` and `conflicts_with`.
pub(super) fn set(view: &View<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    // First tellings by their number.
    let mut told: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
    let bits = |value: Option<f64>| value.map_or(u64::MAX, f64::to_bits);
    for k in 0..figures.len() {
        let firsts = told.entry((bits(figures[k].value), bits(figures[k].value_max))).or_default();
        let pair = |earlier: usize| Pair { view, drafts, figures, a: earlier, b: k };
        let first = firsts.iter().take(REACH).copied().find(|&earlier| pair(earlier).is_same());
        figures[k].same_as = first;
        if first.is_none() {
            firsts.push(k);
        }
    }
    for k in 1..figures.len() {
        for earlier in k.saturating_sub(REACH)..k {
            let pair = Pair { view, drafts, figures, a: earlier, b: k };
            if pair.competes().is_some() {
                figures[earlier].conflicts_with.push(k);
                figures[k].conflicts_with.push(earlier);
            }
        }
    }
}

/// The rule by which two figures compete, for `dateline explain`.
pub(super) fn explain(
    view: &View<'_>,
    drafts: &[Draft],
    figures: &[Figure],
    one: usize,
    other: usize,
) -> Option<&'static Reason> {
    Pair { view, drafts, figures, a: one.min(other), b: one.max(other) }.competes()
}

/// Two figures, the first told before the second.
struct Pair<'a> {
    view: &'a View<'a>,
    drafts: &'a [Draft],
    figures: &'a [Figure],
    a: usize,
    b: usize,
}

/// A reason for which two counts of the same people compete.
type Test = for<'a> fn(&Pair<'a>) -> bool;

/// Any of these is enough.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method is not general enough over the lifetime"
)]
const RIVALS: &[Rule<Test>] = &[
    Rule::new("withdrawn", "a correction sets the right number against the wrong one", |pair| {
        pair.is_corrected()
    }),
    Rule::new("revised", "`31, up from 27`: one of them is called earlier", |pair| pair.is_revised()),
    Rule::new("speakers", "`the mayor said 35, the union at least 60`: two say different totals", |pair| {
        pair.has_two_speakers()
    }),
    Rule::new("title", "the title's total and that of the lead are of the same event", |pair| {
        pair.is_title_and_lead()
    }),
];

impl Pair<'_> {
    fn one(&self) -> &Figure {
        &self.figures[self.a]
    }

    fn other(&self) -> &Figure {
        &self.figures[self.b]
    }

    fn sentences_apart(&self) -> usize {
        self.other().sentence.abs_diff(self.one().sentence)
    }

    /// True if one stands in the title and the other in the body.
    fn is_title_and_body(&self) -> bool {
        let section = |figure: &Figure| self.view.document.section(figure.span);
        section(self.one()) == Section::Title && section(self.other()) == Section::Body
    }

    fn is_same(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let (first, second) = (&self.drafts[self.a], &self.drafts[self.b]);
        if one.value.is_none() || one.value != other.value || one.value_max != other.value_max {
            return false;
        }
        let stands = (first.standing == Standing::Withdrawn) == (second.standing == Standing::Withdrawn);
        if one.dimension != other.dimension || one.unit != other.unit || !stands || !same_kind(first, second)
        {
            return false;
        }
        if one.impact.is_some() && other.impact.is_some() && one.impact != other.impact {
            return false;
        }
        // `killed 14 people … 14 people attended`: only one of them suffers.
        if one.impact != other.impact
            && first.noun.is_some()
            && second.noun.is_some()
            && !self.is_title_and_body()
            && !self.is_definite()
        {
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

    /// `the 14 people`, `those 14 workers`.
    fn is_definite(&self) -> bool {
        let before = self.drafts[self.b].first.wrapping_sub(1);
        self.view.any(before, &["the", "those", "these", "all", "other"])
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

    /// The rule by which two different numbers count the same.
    fn competes(&self) -> Option<&'static Reason> {
        let (one, other) = (self.one(), self.other());
        let (low, high) = one.value.zip(other.value)?;
        let ranges = one.qualifier == Qualifier::Range || other.qualifier == Qualifier::Range;
        if low == high || low.min(high) < 1.0 || ranges || one.dimension != other.dimension {
            return None;
        }
        if one.same_as.is_some() || other.same_as.is_some() {
            return None;
        }
        if self.is_corrected() {
            return Some(&RIVALS[0].reason);
        }
        if one.impact.is_none() || one.impact != other.impact || one.unit != other.unit {
            return None;
        }
        if self.has_part() || low.min(high) * PART < low.max(high) {
            return None;
        }
        let places = match (one.location, other.location) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if !places {
            return None;
        }
        RIVALS.iter().find(|rule| (rule.test)(self)).map(|rule| &rule.reason)
    }

    /// One is withdrawn, and the other is what the note or the story says instead.
    fn is_corrected(&self) -> bool {
        let (first, second) = (self.drafts[self.a].standing, self.drafts[self.b].standing);
        if (first == Standing::Withdrawn) == (second == Standing::Withdrawn) {
            return false;
        }
        let (one, other) = (self.one(), self.other());
        let impacts = one.impact == other.impact
            || self.sentences_apart() <= 1 && (one.impact.is_none() || other.impact.is_none());
        let units = one.unit == other.unit || one.unit.is_none() || other.unit.is_none();
        let measured = one.dimension != Dimension::Count;
        let people = one.impact.is_some() || other.impact.is_some();
        impacts
            && units
            && (people || self.sentences_apart() <= 1 || measured && one.unit == other.unit)
            && !self.has_part()
    }

    fn is_revised(&self) -> bool {
        let earlier = |draft: &Draft| draft.standing == Standing::Earlier;
        let (first, second) = (&self.drafts[self.a], &self.drafts[self.b]);
        earlier(first) != earlier(second) && self.sentences_apart() <= NEAR && self.same_people()
    }

    fn has_two_speakers(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let words =
            |figure: &Figure| figure.attribution.map(|span| self.view.document.slice(span).to_lowercase());
        let (Some(a), Some(b)) = (words(one), words(other)) else { return false };
        let same = a == b
            || a.ends_with(&b)
            || b.ends_with(&a)
            || one.speaker.is_some() && one.speaker == other.speaker;
        let pronoun = ["he", "she", "they", "it"].contains(&b.as_str());
        let when = one.as_of.is_none() || other.as_of.is_none() || one.as_of == other.as_of;
        !same && !pronoun && when && self.sentences_apart() <= NEAR && self.same_people()
    }

    fn is_title_and_lead(&self) -> bool {
        let lead = self.sentences_apart() <= 2;
        self.is_title_and_body() && lead && self.same_people()
    }

    /// Neither count is a part of another, or adds to it.
    fn has_part(&self) -> bool {
        [self.a, self.b].iter().any(|&k| self.drafts[k].part || is_addition(self.view, &self.drafts[k]))
    }

    /// Both count people in general, or people by the same noun.
    fn same_people(&self) -> bool {
        let head = |k: usize| self.drafts[k].noun.map(|noun| self.view.text(noun.head).to_ascii_lowercase());
        match (head(self.a), head(self.b)) {
            (Some(a), Some(b)) => a == b || !is_group(&a) && !is_group(&b) && (is_broad(&a) || is_broad(&b)),
            (Some(a), None) | (None, Some(a)) => !is_group(&a),
            (None, None) => true,
        }
    }
}

/// A hyphen between a number and its unit changes nothing: `six-week`, `six weeks`.
fn same_kind(one: &Draft, other: &Draft) -> bool {
    let compound =
        |draft: &Draft| matches!(draft.kind, Kind::Plain | Kind::Weak) && draft.dimension != Dimension::Count;
    one.kind == other.kind || compound(one) && compound(other)
}

/// `another 12`, `12 more`, `12 others`, `20 bodies identified`: it adds to a count or is a part of it.
fn is_addition(view: &View<'_>, draft: &Draft) -> bool {
    let wide = view.window(0, view.end);
    let before = (draft.first.saturating_sub(3)..draft.first).any(|i| {
        wide.any(i, &["another", "further", "additional", "other", "including", "included", "among"])
    });
    let behind = (draft.first..=draft.last)
        .any(|i| wide.any(i, &["more", "other", "others"]) && !wide.is(i + 1, "than"));
    let bodies = (draft.first..draft.last).any(|i| wide.any(i, &["bodies", "corpses"]))
        && (draft.last..draft.last + 6)
            .any(|i| wide.any(i, &["identified", "recovered", "retrieved", "buried", "found", "returned"]));
    before || behind || bodies || draft.kind == Kind::Weak
}

/// Nouns that stand for all whom an event hits.
fn is_broad(head: &str) -> bool {
    matches!(
        head,
        "people"
            | "dead"
            | "deaths"
            | "fatalities"
            | "killed"
            | "victims"
            | "casualties"
            | "persons"
            | "injured"
            | "wounded"
            | "missing"
            | "lives"
            | "residents"
            | "civilians"
            | "bodies"
            | "displaced"
            | "detainees"
            | "arrests"
    )
}

/// Nouns of a group that is a part of those whom an event hits.
fn is_group(head: &str) -> bool {
    matches!(
        head,
        "children"
            | "women"
            | "men"
            | "girls"
            | "boys"
            | "students"
            | "pupils"
            | "soldiers"
            | "police"
            | "officers"
            | "policemen"
            | "tourists"
            | "foreigners"
            | "nationals"
            | "members"
            | "crew"
            | "babies"
            | "teachers"
            | "doctors"
            | "journalists"
            | "guards"
            | "rebels"
            | "militants"
            | "fighters"
            | "gunmen"
            | "attackers"
            | "troops"
            | "firefighters"
    )
}

#[cfg(test)]
mod tests;
