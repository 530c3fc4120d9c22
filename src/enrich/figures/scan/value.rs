//! A number as it stands in the text.

use crate::document::Span;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::enrich::figures) enum Form {
    /// In digits; what follows tells bare years and dates from numbers.
    Digits {
        /// Has separators, decimals or a scale: never a year.
        dressed: bool,
        /// Digits before the decimal point.
        digits: u8,
    },
    /// In words.
    Words,
    /// `dozens`, `hundreds of thousands`: no value.
    Hint,
    /// `two-thirds`, `half`.
    Fraction,
}

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::enrich::figures) struct Number {
    pub(in crate::enrich::figures) value: f64,
    pub(in crate::enrich::figures) form: Form,
    /// A scale stands behind it (`million`).
    pub(in crate::enrich::figures) scale: f64,
    /// Tokens `first..last`.
    pub(in crate::enrich::figures) first: usize,
    pub(in crate::enrich::figures) last: usize,
    pub(in crate::enrich::figures) span: Span,
}

impl Number {
    /// What the scale of `high`, the second end of a range, does to this one: `$3-5 million`, `15-20,000 euros`.
    pub(in crate::enrich::figures) fn scale_shared_with(&self, high: &Self) -> f64 {
        if self.scale != 1.0 {
            return 1.0;
        }
        if high.scale > 1.0 {
            return if self.value < high.value / high.scale { high.scale } else { 1.0 };
        }
        let thousands = high.value / 1000.0;
        let grouped = matches!(high.form, Form::Digits { dressed: true, .. }) && thousands.fract() == 0.0;
        let bare = matches!(self.plain_digits(), Some(1..=3));
        if bare && grouped && self.value < thousands && self.value * 10.0 >= thousands { 1000.0 } else { 1.0 }
    }

    /// Digits without separator, decimals or scale.
    pub(in crate::enrich::figures) fn plain_digits(&self) -> Option<u8> {
        match self.form {
            Form::Digits { dressed: false, digits } => Some(digits),
            _ => None,
        }
    }

    pub(in crate::enrich::figures) fn is_hint(&self) -> bool {
        self.form == Form::Hint
    }

    /// A small cardinal that may only number off.
    pub(in crate::enrich::figures) fn is_small_word(&self) -> bool {
        self.form == Form::Words && self.value <= 10.0
    }
}
