//! The columns of a row of words.

use super::flags::Flags;

/// The flags of a column of names; unknown names, which the lint refuses, are left out.
pub(super) fn parse_flags(names: &str) -> Flags {
    names.split(' ').filter_map(Flags::from_name).fold(Flags::empty(), Flags::union)
}

/// A number, or a fraction of two (`1/3`).
pub(super) fn parse_value(text: &str) -> Option<f64> {
    match text.split_once('/') {
        Some((numerator, denominator)) => {
            Some(numerator.parse::<f64>().ok()? / denominator.parse::<f64>().ok()?)
        }
        None => text.parse().ok(),
    }
}
