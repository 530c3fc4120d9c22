//! Rules of the stages: an ordered list of tests, each with a name and a reason, so that `dateline explain` can say
//! which of them decided.

use serde::Serialize;

/// The name of a rule, and the reason for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// A short name, unique within the rules of a stage.
    pub name: &'static str,
    /// An example, or the reason for the rule's place in its list.
    pub why: &'static str,
}

impl Reason {
    /// A reason outside a list: one function decides alone.
    pub const fn new(name: &'static str, why: &'static str) -> Self {
        Self { name, why }
    }
}

/// A rule of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule<Test> {
    pub(crate) reason: Reason,
    pub(crate) test: Test,
}

impl<Test> Rule<Test> {
    pub(crate) const fn new(name: &'static str, why: &'static str, test: Test) -> Self {
        Self { reason: Reason { name, why }, test }
    }
}
