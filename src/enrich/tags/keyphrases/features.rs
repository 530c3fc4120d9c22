//! The form of the features of a candidate.

/// How many features there are.
pub(crate) const FEATURES: usize = 46;

/// The features of a candidate, in the order of `NAMES`.
pub(crate) type Features = [f32; FEATURES];
