//! Numbers that measure nothing: dates, years, clock times, names, addresses, telephone and list numbers.

pub(super) mod actors;
mod dialled;
mod form;
mod name;

pub(super) use form::{by_form, looks_like_year};
pub(super) use name::{Candidate, by_words, is_year, named_measure};

/// The names of all rules; a test holds that they are unique.
#[cfg(test)]
pub(super) fn rule_names() -> Vec<&'static str> {
    let forms = form::RULES.iter().map(|rule| rule.reason.name);
    let words = name::RULES.iter().map(|rule| rule.reason.name);
    forms.chain(words).chain(name::NAMES.iter().map(|rule| rule.reason.name)).collect()
}
