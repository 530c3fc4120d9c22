//! A number with what it measures.

use super::money::{self, Country, Money};
use super::unit::{self, Measure};
use crate::article::enriched::Dimension;
use crate::enrich::figures::scan::number::{self, Form, Number};
use crate::enrich::view::View;
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    US_MONEY,
}

/// A number with its currency or unit of measure.
#[derive(Debug, Clone, Copy)]
pub(in crate::enrich::figures) struct Core {
    pub(in crate::enrich::figures) number: Number,
    pub(in crate::enrich::figures) money: Option<Money>,
    pub(in crate::enrich::figures) measure: Option<Measure>,
    pub(in crate::enrich::figures) last: usize,
}

impl Core {
    /// A number with its currency or unit. With `of_money` the number is the second end of a range of sums, so that a glued
    /// letter scales it: `€3-4m`.
    pub(in crate::enrich::figures) fn at(
        view: &View<'_>,
        i: usize,
        country: Country,
        of_money: bool,
    ) -> Option<Self> {
        if let Some((money, number)) = money::before(view, i, country) {
            let mut last = number.last;
            // `$3 million US`, `$40 USD`, `$5 million dollars`.
            if view.any(last, &US_MONEY) && !(view.is(last, "US") && view.capitalised(last + 1)) {
                last += 1;
            }
            return Some(Self { number, money: Some(money), measure: None, last });
        }
        let number = number::at(view, i, of_money)?;
        if number.form == Form::Fraction {
            return Some(Self { last: number.last, number, money: None, measure: None });
        }
        if let Some(measure) =
            unit::after(view, &number).filter(|measure| measure.dimension == Dimension::Percent)
        {
            return Some(Self { number, money: None, last: measure.last, measure: Some(measure) });
        }
        let mut at = number;
        if number.is_hint() && view.is(number.last, "of") {
            at.last += 1;
        }
        if let Some((money, last)) = money::behind(view, &at, country) {
            return Some(Self { number, money: Some(money), measure: None, last });
        }
        match unit::after(view, &at) {
            Some(mut measure) => {
                let mut number = number;
                while let Some((value, whole)) = unit::with_part(view, number.value, &measure) {
                    (number.value, measure) = (value, whole);
                }
                Some(Self { number, money: None, last: measure.last, measure: Some(measure) })
            }
            None => Some(Self { last: number.last, number, money: None, measure: None }),
        }
    }

    pub(in crate::enrich::figures) fn same_kind(&self, other: &Core) -> bool {
        match (self.money, other.money, self.measure, other.measure) {
            (Some(a), Some(b), None, None) => a == b,
            (None, None, Some(a), Some(b)) => a.code == b.code,
            (None, _, None, _) | (Some(_), None, None, None) => true,
            _ => false,
        }
    }

    pub(in crate::enrich::figures) fn factor(&self) -> f64 {
        self.money.map_or(1.0, |money| money.factor) * self.measure.map_or(1.0, |measure| measure.factor)
    }
}
