//! The second end of a range or of a change: `10 to 15 people`, `$3-5 million`, `rose from 5% to 7%`.

use crate::document::TokenKind;
use crate::enrich::figures::quantity::core::Core;
use crate::enrich::figures::quantity::money::Country;
use crate::enrich::figures::quantity::unit::Measure;
use crate::enrich::figures::reject;
use crate::enrich::figures::scan::number::Form;
use crate::enrich::figures::thresholds::{LEAST_SCALE, VERB_OF_CHANGE};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;
use crate::lexicon::NUMBER;

patterns! {
    "figures":
    /// `by 3 to 5 percent` and `rose 3 to 5 percent`.
    OF_CHANGE = ["CHANGE by? ^"];
    MOVES = ["^ CHANGE|lift|lifts|lifted|lifting"];
    FROM = ["from ^"];
    BETWEEN = ["between|anywhere ^"];
    ABOUT = ["^ about|around|as"];
    PART_OF_TEXT = ["paragraph|paragraphs|para ^"];
    /// The year of what is measured: `rose for 2026 to 570 million kilograms`.
    /// `sold for 2000 to 3000 euros` and `a crowd of 1500 to 2500` are ranges.
    IN_YEAR = [
        "in|during|since ^",
        "for|by|of ^ <number> to <number> SCALE",
        "for|by|of ^ <number> to CURRENCY|CURRENCY_SIGNS",
    ];
    OF_MEASURE = ["RANGE_WORDS from ^"];
    SCALED = ["^ UNIT|SCALE|CURRENCY"];
}

/// The second number behind a first.
#[derive(Debug, Clone, Copy)]
pub(in crate::enrich::figures) enum Second {
    /// The upper end of one figure.
    OfRange(Core),
    /// A figure of its own: the level after a change.
    OfChange(Core),
}

/// The joint of two numbers: words or marks.
#[derive(Debug, Clone, Copy)]
struct Joint {
    /// The token at which the second number starts.
    next: usize,
    is_dash: bool,
    /// `to`, also that of `8-to-16-metre`.
    is_to: bool,
    /// `8-to-16-metre`, `8- to 16-metre`.
    is_hyphened: bool,
}

impl Joint {
    fn behind(view: &View<'_>, first: &Core) -> Option<Self> {
        let at = first.last;
        let is_dash = view.dash(at);
        let is_hyphened =
            is_dash && view.glued(at) && view.any(at + 1, &["to", "or"]) && !view.is_number(at + 1);
        let is_to = view.is(at, "to") || is_hyphened;
        let next = if is_hyphened {
            at + 2 + usize::from(view.hyphen(at + 2))
        } else if is_dash || is_to || joins_in_words(view, first) {
            at + 1
        } else {
            return None;
        };
        let next = next + usize::from(is_to && ABOUT.begin(view, next));
        Some(Self { next, is_dash, is_to, is_hyphened })
    }
}

/// `between 3 and 5`, `two or three`.
fn joins_in_words(view: &View<'_>, first: &Core) -> bool {
    if view.is(first.last, "and") {
        return BETWEEN.begin(view, first.number.first);
    }
    view.is(first.last, "or") && first.number.is_small_word() && view.has(first.last + 1, NUMBER)
}

/// Two numbers and what joins them.
struct Ends<'a> {
    first: &'a Core,
    second: &'a Core,
    joint: Joint,
}

impl Ends<'_> {
    fn starts_from(&self, view: &View<'_>) -> bool {
        FROM.begin(view, self.first.number.first)
    }

    /// The first end, in the scale of the second where it has none of its own.
    fn low(&self) -> f64 {
        self.first.number.value * self.first.number.scale_shared_with(&self.second.number)
    }
}

/// True where what follows a first number is no second end.
type BeforeSecond = fn(&View<'_>, &Core, &Joint) -> bool;

const NO_SECOND: &[Rule<BeforeSecond>] = &[
    Rule::new(
        "part of a text",
        "`in paragraph 3 to 27 people`: the first names a place in the text",
        |view, first, joint| {
            joint.is_to && !joint.is_hyphened && PART_OF_TEXT.begin(view, first.number.first)
        },
    ),
    Rule::new("year behind", "`5 percent to 2030`: a date, and no second end", |view, first, joint| {
        first.measure.is_some()
            && !joint.is_dash
            && is_year(view, joint.next)
            && !SCALED.begin(view, joint.next + 1)
    }),
    Rule::new(
        "year before",
        "`rose for 2026 to 570 million`: the year of the level",
        |view, first, joint| {
            joint.is_to
                && is_year(view, first.number.first)
                && IN_YEAR.begin(view, first.number.first)
                && !is_year(view, joint.next)
        },
    ),
    Rule::new("loose dash", "`5 - a record`: a dash that parts clauses", |view, _, joint| {
        let number = view.is_number(joint.next) || view.kind(joint.next) == Some(TokenKind::Symbol);
        joint.is_dash && !joint.is_hyphened && !view.glued(joint.next) && !number
    }),
];

/// True where two numbers are no ends of one range.
type BetweenEnds = fn(&View<'_>, &Ends<'_>) -> bool;

const NO_RANGE: &[Rule<BetweenEnds>] = &[
    Rule::new("two kinds", "`5 km to 3 hours`: they measure different things", |_, ends| {
        !ends.first.same_kind(ends.second)
    }),
    Rule::new("level of its own", "`from 5 km - 7 km`: the first is told by itself", |view, ends| {
        let ranges = OF_MEASURE.begin(view, ends.first.number.first);
        ends.starts_from(view) && ends.first.measure.is_some() && !ends.joint.is_to && !ranges
    }),
    Rule::new("sum and measure", "`$5 to 3 tonnes`", |_, ends| {
        ends.first.money.is_some() && ends.second.money.is_none() && ends.second.measure.is_some()
    }),
    Rule::new("falling", "`15 to 10`: a score, a vote, or a change", |_, ends| {
        ends.low() >= ends.second.number.value
    }),
    Rule::new("unscaled end", "`3 million to 5`: the second is another number", |_, ends| {
        let (low, high) = (ends.first.number.scale, ends.second.number.scale);
        low > high && high == 1.0 && low > LEAST_SCALE
    }),
];

/// Reads the number that stands with the first in a range or in a change.
pub(in crate::enrich::figures) fn behind(view: &View<'_>, first: &Core, country: Country) -> Option<Second> {
    if !may_be_end(first) {
        return None;
    }
    let joint = Joint::behind(view, first)?;
    if NO_SECOND.iter().any(|rule| (rule.test)(view, first, &joint)) {
        return None;
    }
    let of_money = first.money.is_some() && view.glued(joint.next + 1);
    let mut second = Core::at(view, joint.next, country, of_money).filter(may_be_end)?;
    if is_change(view, first, &joint) {
        return Some(Second::OfChange(second));
    }
    let ends = Ends { first, second: &second, joint };
    if NO_RANGE.iter().any(|rule| (rule.test)(view, &ends)) {
        return None;
    }
    second.number.first = joint.next;
    Some(Second::OfRange(second))
}

/// The first number of a change: what the second measures it does too, in `from 3 to 5 percent`.
pub(in crate::enrich::figures) fn start_of_change(view: &View<'_>, first: Core, second: &Core) -> Core {
    let has_own = first.measure.is_some() || first.money.is_some();
    if has_own || !FROM.begin(view, first.number.first) {
        return first;
    }
    Core {
        measure: second.measure.map(|measure| Measure { last: first.last, ..measure }),
        money: second.money.filter(|_| second.measure.is_none()),
        ..first
    }
}

/// `dozens` and fractions have no second end.
fn may_be_end(core: &Core) -> bool {
    !core.number.is_hint() && core.number.form != Form::Fraction
}

/// `rose from 5 to 7 percent`, `rose 5 percent to 93`: two levels, or a change and a level.
fn is_change(view: &View<'_>, first: &Core, joint: &Joint) -> bool {
    let start = first.number.first;
    if !joint.is_to {
        return false;
    }
    if !FROM.begin(view, start) {
        return is_amount(view, first);
    }
    let before = start - 1;
    (before.saturating_sub(VERB_OF_CHANGE).max(view.start)..before).any(|i| MOVES.begin(view, i))
}

/// `rose 5 percent`, `fell by 3`: by how much something changed.
fn is_amount(view: &View<'_>, first: &Core) -> bool {
    let before = first.number.first.wrapping_sub(1);
    let dressed = matches!(first.number.form, Form::Digits { dressed: true, .. });
    let told = first.measure.is_some() || first.money.is_some() || dressed || view.is(before, "by");
    told && OF_CHANGE.begin(view, first.number.first)
}

fn is_year(view: &View<'_>, at: usize) -> bool {
    view.is_number(at) && reject::looks_like_year(view.text(at))
}
