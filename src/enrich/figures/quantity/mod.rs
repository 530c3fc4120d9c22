//! The quantity that a number measures: a unit of measure, or money of a country.

pub(in crate::enrich::figures) mod bare_units;
pub(in crate::enrich::figures) mod core;
pub(in crate::enrich::figures) mod money;
pub(in crate::enrich::figures) mod unit;
