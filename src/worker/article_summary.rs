//! The log line of an enriched article: counts, no text.

use std::sync::Arc;

use super::recent::findings::Findings;
use crate::article::EnrichedArticle;
use crate::article::enriched::Status;
use crate::article::input::Repair;

/// The counts of an enriched article, for the log.
#[derive(Debug)]
pub(crate) struct ArticleSummary {
    pub(crate) article_id: String,
    pub(crate) status: &'static str,
    pub(crate) routing_key: String,
    pub(crate) tags: usize,
    pub(crate) locations: usize,
    pub(crate) people: usize,
    pub(crate) organisations: usize,
    pub(crate) figures: usize,
    pub(crate) repairs: Vec<Repair>,
    /// For the console; `None` while it keeps nothing.
    pub(crate) findings: Option<Arc<Findings>>,
}

impl ArticleSummary {
    pub(crate) fn new(
        article: &EnrichedArticle,
        routing_key: String,
        repairs: Vec<Repair>,
        findings: Option<Arc<Findings>>,
    ) -> Self {
        let enrichment = &article.enrichment;
        Self {
            article_id: article.article.id.clone(),
            status: status_name(enrichment.status),
            routing_key,
            tags: enrichment.tags.len(),
            locations: enrichment.locations.len(),
            people: enrichment.people.len(),
            organisations: enrichment.organisations.len(),
            figures: enrichment.key_figures.figures.len(),
            repairs,
            findings,
        }
    }
}

/// A status as headers and log name it.
pub(crate) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::Partial => "partial",
        Status::NoText => "no_text",
    }
}
