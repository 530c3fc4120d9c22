//! The figures of a sentence while they are read, and the numbers that were passed over.

use crate::document::Span;
use crate::enrich::figures::draft::Draft;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;

/// A number that is no figure, with the rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rejection {
    /// The number, with what the rule took for a part of it.
    pub span: Span,
    /// The rule.
    pub reason: Reason,
}

/// Drafts in the order of the text, and rejections if somebody asks for them.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) drafts: Vec<Draft>,
    /// `None` outside `explain`: a rejection then costs one comparison.
    rejections: Option<Vec<Rejection>>,
}

impl Findings {
    /// Findings that keep the rejections.
    pub(super) fn explained() -> Self {
        Self { drafts: Vec::new(), rejections: Some(Vec::new()) }
    }

    /// Records that tokens `first..last` are no figure by a rule.
    pub(super) fn reject(&mut self, view: &View<'_>, first: usize, last: usize, reason: Reason) {
        if let Some(rejections) = &mut self.rejections {
            rejections.push(Rejection { span: view.span(first, last), reason });
        }
    }

    pub(super) fn into_rejections(self) -> Vec<Rejection> {
        self.rejections.unwrap_or_default()
    }
}
