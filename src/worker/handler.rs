//! From a message to the message that replaces it: decode, enrich, address. It reads the clock, for durations and the
//! time of a failure, and makes trace ids; apart from that the same message gives the same result.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::article_summary::ArticleSummary;
use super::delays::Provenance;
use super::events::Event;
use super::monitor::Monitor;
use super::outcome::{Failure, Outcome, Reason, replacement};
use super::recent::findings::Findings;
use super::retry_policy::after_failure;
use super::routing::Routes;
use super::timeline::{Timeline, trace_of};
use super::transport::{Delivery, Failed, Outgoing, Transport};
use super::{clock, decode};
use crate::article::input::Rules;
use crate::article::{Article, EnrichedArticle, serialise};
use crate::document::Stop;
use crate::enrich::explain::Explanation;
use crate::enrich::{Enricher, Scratch, Stages, SwappableEnricher};
use crate::settings::Settings;

/// Enrichment, usually by the [`Enricher`]. Tests give the worker one that panics or never comes back, which no message and no
/// setting can make the real one do.
pub trait Enrich: fmt::Debug + Send + Sync {
    /// Enriches an article. Once `stop` is requested, it returns soon, and the result is thrown away.
    fn enrich(&self, article: Article, scratch: &mut Scratch, stop: &Stop) -> EnrichedArticle;
    /// The same; `stages` is told when each stage begins, by an enricher that can tell it.
    fn enrich_in_stages(
        &self,
        article: Article,
        scratch: &mut Scratch,
        stop: &Stop,
        _: &mut dyn Stages,
    ) -> EnrichedArticle {
        self.enrich(article, scratch, stop)
    }
    /// The article in the contract's form, with every stage skipped.
    fn pass_through(&self, article: Article) -> EnrichedArticle;
    /// The enriched article with the reasons for what was found; `None` from an enricher that cannot tell them.
    fn explain(&self, _: Article, _: &mut Scratch) -> Option<Explanation> {
        None
    }
}

impl Enrich for Enricher {
    fn enrich(&self, article: Article, scratch: &mut Scratch, stop: &Stop) -> EnrichedArticle {
        self.enrich_until(article, scratch, stop)
    }

    fn enrich_in_stages(
        &self,
        article: Article,
        scratch: &mut Scratch,
        stop: &Stop,
        stages: &mut dyn Stages,
    ) -> EnrichedArticle {
        Self::enrich_in_stages(self, article, scratch, stop, stages)
    }

    fn pass_through(&self, article: Article) -> EnrichedArticle {
        Self::pass_through(self, article)
    }

    fn explain(&self, article: Article, scratch: &mut Scratch) -> Option<Explanation> {
        Some(Self::explain(self, article, scratch))
    }
}

/// Each article by the enricher that is in force when it comes.
impl Enrich for SwappableEnricher {
    fn enrich(&self, article: Article, scratch: &mut Scratch, stop: &Stop) -> EnrichedArticle {
        self.current().enrich_until(article, scratch, stop)
    }

    fn enrich_in_stages(
        &self,
        article: Article,
        scratch: &mut Scratch,
        stop: &Stop,
        stages: &mut dyn Stages,
    ) -> EnrichedArticle {
        self.current().enrich_in_stages(article, scratch, stop, stages)
    }

    fn pass_through(&self, article: Article) -> EnrichedArticle {
        self.current().pass_through(article)
    }

    fn explain(&self, article: Article, scratch: &mut Scratch) -> Option<Explanation> {
        Some(self.current().explain(article, scratch))
    }
}

/// Unused capacity that an enriched article may keep.
const SPARE: usize = 64 * 1024;

/// Handles messages; all enriching threads share it.
#[derive(Debug)]
pub(crate) struct MessageHandler<T> {
    pub(crate) settings: Arc<Settings>,
    pub(crate) enricher: Arc<dyn Enrich>,
    pub(crate) rules: Rules,
    pub(crate) monitor: Arc<Monitor>,
    pub(crate) transport: T,
}

/// The result of handling a message.
#[derive(Debug)]
pub(crate) struct Handled<O> {
    pub(crate) outcome: Outcome,
    pub(crate) outgoing: Arc<O>,
    pub(crate) summary: Option<ArticleSummary>,
    /// `None` for what was not read from the message this time.
    pub(crate) provenance: Option<Provenance>,
    /// `None` without a collector, and for what no thread has finished.
    pub(crate) timeline: Option<Timeline>,
    pub(crate) took: Duration,
    /// Attempts so far, this one included if it failed.
    pub(crate) attempts: u32,
}

impl<T: Transport> MessageHandler<T> {
    /// Handles a message; every input gives exactly one result.
    pub(crate) fn handle(
        &self,
        delivery: &Arc<T::Delivery>,
        scratch: &mut Scratch,
        stop: &Stop,
    ) -> Handled<T::Outgoing> {
        let begun = Instant::now();
        let mut provenance = None;
        let sample = self.monitor.traces.sample();
        let mut timeline = sample.map(|share| Timeline::new(trace_of(&**delivery, Some(share)), begun));
        let result = self.enrich(delivery, scratch, stop, &mut provenance, &mut timeline);
        if let Some(timeline) = &mut timeline {
            timeline.end(result.as_ref().err().map(|failure| failure.reason));
        }
        match result {
            Ok((outgoing, summary)) => Handled {
                outcome: Outcome::Acknowledge,
                outgoing: Arc::new(outgoing),
                summary: Some(summary),
                provenance,
                timeline,
                took: begun.elapsed(),
                attempts: 0,
            },
            Err(failure) => {
                Handled { provenance, timeline, ..self.dead_letter(delivery, &failure, begun.elapsed()) }
            }
        }
    }

    fn enrich(
        &self,
        delivery: &Arc<T::Delivery>,
        scratch: &mut Scratch,
        stop: &Stop,
        provenance: &mut Option<Provenance>,
        timeline: &mut Option<Timeline>,
    ) -> Result<(T::Outgoing, ArticleSummary), Failure> {
        let limits = &self.settings.limits;
        step(timeline, "read");
        let reading = decode::decode(&**delivery, &self.rules)?;
        Event::ArticleRead(&reading).emit(&self.monitor);
        let (article, repairs) = (reading.article, reading.repairs);
        *provenance = Some(Provenance::of(&article));
        let article = match timeline {
            _ if !self.settings.enrich.enabled => self.enricher.pass_through(article),
            Some(timeline) => self.enricher.enrich_in_stages(article, scratch, stop, timeline),
            None => self.enricher.enrich(article, scratch, stop),
        };
        if stop.is_requested() {
            // The session has replaced it by a dead letter already.
            return Err(Failure::new(Reason::EnrichmentTooSlow, "given up"));
        }
        step(timeline, "serialise");
        let routes = Routes::of(&article);
        let mut body =
            serialise::to_bytes(&article, delivery.output_format().unwrap_or(self.settings.output.format));
        if body.capacity() - body.len() > SPARE {
            // It grew by doubling, and may wait for its confirm for long.
            body.shrink_to_fit();
        }
        let bytes = body.len();
        let noted = timeline.as_ref().map(|timeline| timeline.trace.clone());
        let trace = &noted.unwrap_or_else(|| trace_of(&**delivery, None));
        let outgoing = self.transport.enriched(delivery, &article, &routes, trace, body);
        check_properties(
            outgoing.properties_bytes(),
            limits.headers_bytes,
            self.transport.properties_room(),
        )?;
        if bytes > limits.output_bytes {
            return Err(too_large(bytes, limits.output_bytes));
        }
        let findings =
            self.monitor.recent.with_text().map(|with_text| Findings::of(&article, &routes, with_text));
        Ok((outgoing, ArticleSummary::new(&article, routes.key(), repairs, findings.map(Arc::new))))
    }

    /// The dead letter of a message that can never succeed.
    pub(crate) fn dead_letter(
        &self,
        delivery: &Arc<T::Delivery>,
        failure: &Failure,
        took: Duration,
    ) -> Handled<T::Outgoing> {
        let attempts = delivery.attempts().saturating_add(1);
        self.failed(delivery, Outcome::DeadLetter(failure.clone()), attempts, took)
    }

    /// The retry, or after the last one the dead letter, of a message that failed while others succeeded.
    pub(crate) fn retry(&self, delivery: &Arc<T::Delivery>, failure: &Failure) -> Handled<T::Outgoing> {
        let attempts = delivery.attempts().saturating_add(1);
        let outcome = after_failure(failure.clone(), attempts, &self.settings.retry.delays);
        self.failed(delivery, outcome, attempts, Duration::ZERO)
    }

    /// A detour during an outage for a message that the broker has delivered often: through the first retry queue, from
    /// which it comes back as a new message. It does not count as an attempt. `None` without retry queues.
    pub(crate) fn put_off(&self, delivery: &Arc<T::Delivery>) -> Option<Handled<T::Outgoing>> {
        let after = *self.settings.retry.delays.first()?;
        let text = "delivered often, and publishing is in trouble: it begins anew before its delivery limit";
        let outcome = Outcome::Retry { after, failure: Failure::new(Reason::Rejected, text) };
        Some(self.failed(delivery, outcome, delivery.attempts(), Duration::ZERO))
    }

    fn failed(
        &self,
        delivery: &Arc<T::Delivery>,
        outcome: Outcome,
        attempts: u32,
        took: Duration,
    ) -> Handled<T::Outgoing> {
        let unknown = Failure::new(Reason::Rejected, "");
        let failure = outcome.failure().unwrap_or(&unknown);
        let replacement = replacement(&outcome);
        let failed = Failed { failure, replacement, attempts, now: clock::now() };
        let outgoing = Arc::new(self.transport.original(delivery, &failed));
        let (summary, provenance, timeline) = (None, None, None);
        Handled { outcome, outgoing, summary, provenance, timeline, took, attempts }
    }
}

/// A step begins, where that is noted.
fn step(timeline: &mut Option<Timeline>, name: &'static str) {
    if let Some(timeline) = timeline {
        timeline.step(name);
    }
}

/// An article that was given up on.
pub(crate) fn too_slow(limit: Duration) -> Failure {
    let text = format!("not finished after {} ms (limits.article_time)", limit.as_millis());
    Failure::new(Reason::EnrichmentTooSlow, text)
}

/// Refuses properties and headers that are larger than the settings or a frame of the broker allow.
fn check_properties(bytes: usize, limit: usize, room: usize) -> Result<(), Failure> {
    let bound = if limit <= room {
        "limits.headers_bytes is"
    } else {
        "the broker's frames (frame_max) have room for"
    };
    let most = limit.min(room);
    if bytes <= most {
        return Ok(());
    }
    let text = format!("properties and headers would take {bytes} bytes, {bound} {most}");
    Err(Failure::new(Reason::HeadersTooLarge, text))
}

/// An enriched article that the broker would refuse.
pub(crate) fn too_large(size: usize, limit: usize) -> Failure {
    let text =
        format!("the enriched article has {size} bytes, the broker takes {limit} (limits.output_bytes)");
    Failure::new(Reason::OutputTooLarge, text)
}
