//! A number with what it measures.

use super::money::Money;
use super::unit::Measure;
use crate::enrich::figures::scan::number::Number;

/// A number with its currency or unit of measure.
#[derive(Debug, Clone, Copy)]
pub(in crate::enrich::figures) struct Core {
    pub(in crate::enrich::figures) number: Number,
    pub(in crate::enrich::figures) money: Option<Money>,
    pub(in crate::enrich::figures) measure: Option<Measure>,
    pub(in crate::enrich::figures) last: usize,
}

impl Core {
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
