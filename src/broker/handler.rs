//! From a message to the message that replaces it: decode, enrich, address. It reads the clock, for durations and the
//! time of a failure, and makes trace ids; apart from that the same message gives the same result.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::decode;
use super::events;
use super::headers::{self, Origin};
use super::message::{Body, Outgoing, Received, wire_size};
use super::outcome::{Failure, Outcome, Reason, Replacement, after_failure, replacement};
use super::routing::Routes;
use super::topology::retry_queue;
use super::trace::Trace;
use crate::article::input::{Repair, Rules};
use crate::article::{Article, EnrichedArticle, wire};
use crate::enrich::{Enricher, Live, Scratch};
use crate::settings::Settings;

/// Properties have to fit into one frame; brokers offer frames of 128 KiB.
const FRAME_ROOM: usize = 127 * 1024;

/// What enriches: the [`Enricher`]. Tests give the worker one that panics or never comes back, which no message and no
/// setting can make the real one do.
pub trait Enrich: fmt::Debug + Send + Sync {
    /// Enriches an article.
    fn enrich(&self, article: Article, scratch: &mut Scratch) -> EnrichedArticle;
    /// The article in the contract's form, with every stage skipped.
    fn pass_through(&self, article: Article) -> EnrichedArticle;
}

impl Enrich for Enricher {
    fn enrich(&self, article: Article, scratch: &mut Scratch) -> EnrichedArticle {
        Self::enrich(self, article, scratch)
    }

    fn pass_through(&self, article: Article) -> EnrichedArticle {
        Self::pass_through(self, article)
    }
}

/// Each article by the enricher that is in force when it comes.
impl Enrich for Live {
    fn enrich(&self, article: Article, scratch: &mut Scratch) -> EnrichedArticle {
        self.current().enrich(article, scratch)
    }

    fn pass_through(&self, article: Article) -> EnrichedArticle {
        self.current().pass_through(article)
    }
}

/// What all worker threads share.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) settings: Arc<Settings>,
    pub(crate) enricher: Arc<dyn Enrich>,
    pub(crate) rules: Rules,
}

/// The result of handling a message.
#[derive(Debug)]
pub(crate) struct Handled {
    pub(crate) outcome: Outcome,
    pub(crate) outgoing: Arc<Outgoing>,
    pub(crate) summary: Option<Summary>,
    pub(crate) took: Duration,
    /// Attempts so far, this one included where it failed.
    pub(crate) attempts: u32,
}

/// What the log says about an enriched article; none of its text.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) article_id: String,
    pub(crate) status: &'static str,
    pub(crate) routing_key: String,
    pub(crate) tags: usize,
    pub(crate) locations: usize,
    pub(crate) people: usize,
    pub(crate) organisations: usize,
    pub(crate) figures: usize,
    pub(crate) repairs: Vec<Repair>,
}

impl Desk {
    /// Handles a message; every input gives exactly one result.
    pub(crate) fn handle(&self, received: &Arc<Received>, scratch: &mut Scratch) -> Handled {
        let begun = Instant::now();
        match self.enrich(received, scratch) {
            Ok((outgoing, summary)) => Handled {
                outcome: Outcome::Acknowledge,
                outgoing: Arc::new(outgoing),
                summary: Some(summary),
                took: begun.elapsed(),
                attempts: 0,
            },
            Err(failure) => self.dead_letter(received, &failure, begun.elapsed()),
        }
    }

    fn enrich(
        &self,
        received: &Arc<Received>,
        scratch: &mut Scratch,
    ) -> Result<(Outgoing, Summary), Failure> {
        let limits = &self.settings.limits;
        let reading = decode::decode(received, &self.rules)?;
        events::article_read(&reading);
        let (article, repairs) = (reading.article, reading.repairs);
        let article = if self.settings.enrich.enabled {
            self.enricher.enrich(article, scratch)
        } else {
            self.enricher.pass_through(article)
        };
        let origin = Origin::of(received);
        let routes = Routes::of(&article);
        let properties = headers::enriched(received, &article, &routes, &origin, &Trace::of(received));
        let size = wire_size(&properties);
        if size > limits.headers_bytes {
            let words = format!(
                "properties and headers would take {size} bytes, limits.headers_bytes is {}",
                limits.headers_bytes
            );
            return Err(Failure::new(Reason::HeadersTooLarge, words));
        }
        let body = wire::to_bytes(&article, self.settings.output.format);
        if body.len() > limits.output_bytes {
            return Err(too_large(body.len(), limits.output_bytes));
        }
        let routing_key = routes.key();
        let summary = Summary::of(&article, &routing_key, repairs);
        let outgoing = Outgoing {
            exchange: self.settings.topology.output_exchange.clone(),
            routing_key,
            properties,
            body: Body::New(Arc::new(body)),
        };
        Ok((outgoing, summary))
    }

    /// The dead letter of a message that can never succeed.
    pub(crate) fn dead_letter(&self, received: &Arc<Received>, failure: &Failure, took: Duration) -> Handled {
        let origin = Origin::of(received).after_a_failure();
        self.failed(received, failure, Outcome::DeadLetter(failure.clone()), &origin, took)
    }

    /// The retry, or after the last one the dead letter, of a message that failed while others succeeded.
    pub(crate) fn retry(&self, received: &Arc<Received>, failure: &Failure) -> Handled {
        let origin = Origin::of(received).after_a_failure();
        let outcome = after_failure(failure.clone(), origin.attempts, &self.settings.retry.delays);
        self.failed(received, failure, outcome, &origin, Duration::ZERO)
    }

    /// A detour during an outage for a message that the broker has delivered often: through the first retry queue, from
    /// which it comes back as a new message. It does not count as an attempt. `None` without retry queues.
    pub(crate) fn put_off(&self, received: &Arc<Received>) -> Option<Handled> {
        let after = *self.settings.retry.delays.first()?;
        let words = "delivered often, and publishing is in trouble: it begins anew before its delivery limit";
        let failure = Failure::new(Reason::Rejected, words);
        let outcome = Outcome::Retry { after, failure: failure.clone() };
        Some(self.failed(received, &failure, outcome, &Origin::of(received), Duration::ZERO))
    }

    fn failed(
        &self,
        received: &Arc<Received>,
        failure: &Failure,
        outcome: Outcome,
        origin: &Origin,
        took: Duration,
    ) -> Handled {
        let topology = &self.settings.topology;
        let failure = match &outcome {
            Outcome::Retry { failure, .. } | Outcome::DeadLetter(failure) => failure,
            Outcome::Acknowledge => failure,
        };
        let (exchange, routing_key) = match replacement(&outcome) {
            // The default exchange leads to the queue of that name.
            Replacement::Retry(after) => (String::new(), retry_queue(&topology.input_queue, after)),
            _ => (topology.dead_exchange.clone(), failure.reason.code().to_owned()),
        };
        let properties = headers::failed(received, failure, origin, Timestamp::now(), FRAME_ROOM);
        let body = Body::Original(Arc::clone(received));
        let outgoing = Arc::new(Outgoing { exchange, routing_key, properties, body });
        Handled { outcome, outgoing, summary: None, took, attempts: origin.attempts }
    }
}

/// An enriched article that the broker would refuse.
pub(crate) fn too_large(size: usize, limit: usize) -> Failure {
    let words =
        format!("the enriched article has {size} bytes, the broker takes {limit} (limits.output_bytes)");
    Failure::new(Reason::OutputTooLarge, words)
}

impl Summary {
    fn of(article: &EnrichedArticle, routing_key: &str, repairs: Vec<Repair>) -> Self {
        let enrichment = &article.enrichment;
        Self {
            article_id: article.article.id.clone(),
            status: headers::status_name(enrichment.status),
            routing_key: routing_key.to_owned(),
            tags: enrichment.tags.len(),
            locations: enrichment.locations.len(),
            people: enrichment.people.len(),
            organisations: enrichment.organisations.len(),
            figures: enrichment.key_figures.figures.len(),
            repairs,
        }
    }
}
