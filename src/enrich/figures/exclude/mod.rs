//! Numbers that measure nothing: dates, years, clock times, names, addresses, telephone and list numbers.

mod form;
mod name;

pub(super) use form::{by_form, looks_like_year};
pub(super) use name::{is_address, is_name, is_pronoun, is_year};
