//! A figure while it is being read.

use crate::article::enriched::{Dimension, Impact, Interval, Qualifier};
use crate::document::Span;
use crate::enrich::figures::counted::noun::NounPhrase;
use crate::enrich::figures::impact;
use crate::enrich::figures::when::Days;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Reason;
use crate::enrich::speech::SpeechAct;
use crate::enrich::view::View;

patterns! {
    "figures":
    COUNTERPART = ["from|against|versus ^", "!more&!less&!fewer than ^", "compared|down|up with|to|from ^"];
}

/// Whether a count still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::enrich::figures) enum Standing {
    #[default]
    Current,
    /// Superseded: `up from 200 on Monday`, `an earlier toll of 27`.
    Earlier,
    /// Taken back by a correction.
    Withdrawn,
}

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A unit of the contract.
    Code(&'static str),
    /// The head noun at a token.
    Noun(usize),
    /// People.
    Person,
    /// Points of an index.
    Points,
    /// Nothing is said.
    None,
}

/// What weighs in the selection of key figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// Somebody's age.
    Age,
    /// Numbers off, multiplies, or stands in a compound.
    Weak,
}

/// The rules that decided the fields of a figure; `None` where a field has its default, or no rule of a list decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Why {
    /// The form in which the number is a figure.
    pub form: Option<&'static Reason>,
    /// The unit.
    pub unit: Option<&'static Reason>,
    /// The counted thing.
    pub counted: Option<&'static Reason>,
    /// The qualifier.
    pub qualifier: Option<&'static Reason>,
    /// The impact.
    pub impact: Option<&'static Reason>,
    /// The time for which it holds.
    pub as_of: Option<&'static Reason>,
    /// The evidence for its place.
    pub location: Option<&'static Reason>,
    /// The reason for which a count no longer holds.
    pub standing: Option<&'static Reason>,
}

/// A figure while it is being read.
#[expect(clippy::struct_excessive_bools, reason = "independent observations, not states")]
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Tokens `first..last`: number, unit or noun.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) span: Span,
    pub(super) value: Option<f64>,
    pub(super) value_max: Option<f64>,
    pub(super) hint: bool,
    pub(super) dimension: Dimension,
    pub(super) unit: Unit,
    pub(super) noun: Option<NounPhrase>,
    pub(super) kind: Kind,
    /// Spelled, at most ten: may only number off.
    pub(super) small: bool,
    /// Without noun or unit of its own.
    pub(super) bare: bool,
    /// A part of a whole that is named: `three of the five suspects`.
    pub(super) partitive: bool,
    /// A part of a count before it: `12 of them`.
    pub(super) part: bool,
    pub(super) standing: Standing,
    /// Index of the count before it that it states anew.
    pub(super) restates: Option<usize>,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) impact: Option<Impact>,
    pub(super) counted: Option<Span>,
    pub(super) attribution: Option<SpeechAct>,
    pub(super) as_of: Option<Interval>,
    /// It holds for a stretch of time that is longer than a single event.
    pub(super) lasts: bool,
    /// The period that was named before its sentence.
    pub(super) period: Option<Days>,
    pub(super) sentence: usize,
    pub(super) why: Why,
}

impl Draft {
    /// True for a measure with a unit of its own: mass, length, area, volume, energy.
    pub(super) fn is_physical(&self) -> bool {
        let measured = matches!(
            self.dimension,
            Dimension::Mass | Dimension::Length | Dimension::Area | Dimension::Volume | Dimension::Energy
        );
        measured && matches!(self.unit, Unit::Code(_)) && self.kind == Kind::Plain
    }

    pub(super) fn new(view: &View<'_>, first: usize, last: usize) -> Self {
        Self {
            first,
            last,
            span: view.span(first, last),
            value: None,
            value_max: None,
            hint: false,
            dimension: Dimension::Count,
            unit: Unit::None,
            noun: None,
            kind: Kind::Plain,
            small: false,
            bare: false,
            partitive: false,
            part: false,
            standing: Standing::Current,
            restates: None,
            qualifier: None,
            impact: None,
            counted: None,
            attribution: None,
            as_of: None,
            lasts: false,
            period: None,
            sentence: 0,
            why: Why::default(),
        }
    }

    /// A number without noun and unit, which counts until something else is known.
    pub(super) fn is_bare_count(&self) -> bool {
        self.bare && self.unit == Unit::None && self.dimension == Dimension::Count
    }

    /// A count that is no age, no span of time and no multiple.
    pub(super) fn is_plain_count(&self) -> bool {
        self.dimension == Dimension::Count && self.kind == Kind::Plain
    }

    /// A measure with a unit of the contract that is neither a count nor a score.
    pub(super) fn has_measure(&self) -> bool {
        matches!(self.unit, Unit::Code(_)) && !matches!(self.dimension, Dimension::Count | Dimension::Score)
    }

    /// The value is smaller than a limit.
    pub(super) fn is_below(&self, limit: f64) -> bool {
        self.value.is_some_and(|value| value < limit)
    }

    /// The unit is a point, of an index or of a percentage.
    pub(super) fn counts_points(&self, view: &View<'_>) -> bool {
        matches!(self.unit, Unit::Noun(head) if view.any(head, &["point", "points"]))
    }

    /// The value and that of another differ by less than a factor.
    pub(super) fn is_near(&self, other: &Draft, factor: f64) -> bool {
        let values = self.value.zip(other.value);
        values.is_some_and(|(one, other)| one < other * factor && other < one * factor)
    }

    pub(super) fn set_last(&mut self, view: &View<'_>, last: usize) {
        self.last = last;
        self.span = self.span.to(view.span(last - 1, last));
    }

    /// Takes the noun phrase behind the number for what is counted.
    pub(super) fn take_noun(&mut self, view: &View<'_>, noun: NounPhrase) {
        self.noun = Some(noun);
        self.unit = if noun.person { Unit::Person } else { Unit::Noun(noun.head) };
        self.set_last(view, noun.last);
    }

    /// True if another figure is compared with it: `up from 10`, `compared with 40`; not `more than 40`.
    pub(super) fn is_counterpart(&self, view: &View<'_>) -> bool {
        COUNTERPART.begin(view, impact::start(view, self.first))
    }

    /// True if people are counted.
    pub(super) fn counts_people(&self) -> bool {
        self.dimension == Dimension::Count && self.unit == Unit::Person
    }
}
