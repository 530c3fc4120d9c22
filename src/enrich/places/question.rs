//! What a rule of recognition is asked about.

use super::article_context::ArticleContext;
use super::scan::Candidate;
use crate::resources::gazetteer::Gazetteer;

/// A candidate in its article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) page: &'a ArticleContext<'a>,
    pub(super) candidate: &'a Candidate,
    pub(super) gazetteer: &'a Gazetteer<'static>,
}
