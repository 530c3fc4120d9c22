//! Enrichment for HTTP: the worker's message handler on threads of its own, so that an article over HTTP becomes the same
//! bytes as one from the broker, and is refused for the same reasons.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::article::{EnrichedArticle, OutputFormat};
use crate::settings::Settings;
use crate::worker::enrich_threads::{EnrichThreads, Job};
use crate::worker::handler::{MessageHandler, too_slow};
use crate::worker::routing::Routes;
use crate::worker::trace::Trace;
use crate::worker::transport::{Delivery, Failed, Outgoing, Transport};
use crate::worker::{Enrich, Failure, Monitor};

/// Requests that may wait for their articles. Chosen: below the number of connections, so that some remain for probes.
const MOST_WAITING: usize = 32;
/// How often articles are looked at that take too long.
const WATCH: Duration = Duration::from_millis(250);
/// Longest wait for room.
const ROOM_TIME: Duration = Duration::from_secs(5);
/// The media type that curl declares for `--data-binary` when none is given. It says nothing about an article.
const FORM: &str = "application/x-www-form-urlencoded";

/// An article, and the way for its result.
type Request = (RawArticle, oneshot::Sender<Result<Enriched, Failure>>);

/// Threads that enrich articles for HTTP.
#[derive(Debug)]
pub struct Enrichment {
    requests: flume::Sender<Request>,
    /// Kibibytes of bodies that may be in hand.
    budget: Arc<Semaphore>,
    /// Largest body, in bytes.
    pub(super) message_bytes: usize,
    in_hand_bytes: usize,
    /// The form of answers for which the client asks for none.
    pub(super) format: OutputFormat,
}

/// An enriched article as bytes.
#[derive(Debug, Clone)]
pub(super) struct Enriched {
    pub(super) body: Vec<u8>,
    pub(super) routing_key: String,
}

/// Every place is taken.
#[derive(Debug)]
pub(super) struct Overloaded;

impl Enrichment {
    /// Starts `threads` threads, and on the present runtime a task that serves them.
    ///
    /// # Errors
    ///
    /// If a thread cannot be started.
    pub fn start(
        settings: &Arc<Settings>,
        enricher: Arc<dyn Enrich>,
        threads: usize,
    ) -> std::io::Result<Self> {
        let handler = MessageHandler {
            settings: Arc::clone(settings),
            enricher,
            rules: settings.read_options(),
            // The worker's own counters count what comes from the broker.
            monitor: Arc::new(Monitor::default()),
            transport: Http,
        };
        let threads = EnrichThreads::start(Arc::new(handler), threads)?;
        let (requests, waiting) = flume::bounded(MOST_WAITING);
        tokio::spawn(hand_over(threads, waiting, settings.limits.article_time));
        Ok(Self {
            requests,
            budget: Arc::new(Semaphore::new(kibibytes(settings.limits.in_hand_bytes) as usize)),
            message_bytes: settings.limits.message_bytes,
            in_hand_bytes: settings.limits.in_hand_bytes,
            format: settings.output.format,
        })
    }

    /// Room for a body of so many bytes, until the permit is dropped.
    pub(super) async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Overloaded> {
        // A single body that is larger than the budget still passes, alone.
        let wanted = kibibytes(bytes).min(kibibytes(self.in_hand_bytes));
        let room = Arc::clone(&self.budget).acquire_many_owned(wanted);
        tokio::time::timeout(ROOM_TIME, room).await.map_err(|_| Overloaded)?.map_err(|_| Overloaded)
    }

    /// The enriched article, or the reason for which the worker would put the message into the dead letters.
    pub(super) async fn enrich(&self, raw: RawArticle) -> Result<Result<Enriched, Failure>, Overloaded> {
        let (answer, wait) = oneshot::channel();
        self.requests.try_send((raw, answer)).map_err(|_| Overloaded)?;
        wait.await.map_err(|_| Overloaded)
    }
}

/// At least one.
fn kibibytes(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(1024).clamp(1, Semaphore::MAX_PERMITS)).unwrap_or(u32::MAX)
}

/// Hands requests to the threads, and their results back.
async fn hand_over(
    mut threads: EnrichThreads<Http>,
    requests: flume::Receiver<Request>,
    article_time: Duration,
) {
    let finished = threads.finished().clone();
    let mut watch = tokio::time::interval(WATCH);
    let mut answers = HashMap::new();
    let mut tag = 0;
    loop {
        tokio::select! {
            request = requests.recv_async(), if answers.len() < MOST_WAITING => {
                // The server is gone.
                let Ok((mut raw, answer)) = request else { return };
                tag += 1;
                raw.tag = tag;
                answers.insert(tag, answer);
                threads.submit(Job { session: 0, delivery: Arc::new(raw), span: tracing::Span::none() });
            }
            done = finished.recv_async() => {
                let Ok(done) = done else { return };
                let Some(answer) = answers.remove(&done.tag) else { continue };
                let result = Arc::try_unwrap(done.handled.outgoing).unwrap_or_else(|shared| (*shared).clone());
                // A client that is gone needs no answer.
                answer.send(result.0).ok();
            }
            _ = watch.tick() => {
                for tag in threads.give_up_on(article_time, 0) {
                    let Some(answer) = answers.remove(&tag) else { continue };
                    answer.send(Err(too_slow(article_time))).ok();
                }
            }
        }
    }
}

/// The body and the headers of a request.
#[derive(Debug)]
pub(crate) struct RawArticle {
    tag: u64,
    body: Bytes,
    headers: HeaderMap,
    format: OutputFormat,
}

impl RawArticle {
    pub(super) fn new(body: Bytes, headers: HeaderMap, format: OutputFormat) -> Self {
        Self { tag: 0, body, headers, format }
    }
}

impl Delivery for RawArticle {
    fn tag(&self) -> u64 {
        self.tag
    }

    fn is_redelivered(&self) -> bool {
        false
    }

    fn delivery_count(&self) -> Option<u32> {
        None
    }

    fn attempts(&self) -> u32 {
        0
    }

    fn body(&self) -> &[u8] {
        &self.body
    }

    fn message_id(&self) -> Option<&str> {
        self.text_header("message-id")
    }

    fn content_type(&self) -> Option<&str> {
        self.text_header(CONTENT_TYPE.as_str()).filter(|declared| !declared.starts_with(FORM))
    }

    fn content_encoding(&self) -> Option<&str> {
        self.text_header(CONTENT_ENCODING.as_str())
    }

    fn text_header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn unreadable_properties(&self) -> Option<String> {
        None
    }

    fn output_format(&self) -> Option<OutputFormat> {
        Some(self.format)
    }
}

/// The result of a request.
#[derive(Debug, Clone)]
pub(crate) struct Answer(Result<Enriched, Failure>);

impl Outgoing for Answer {
    fn new_bytes(&self) -> Option<usize> {
        self.0.as_ref().ok().map(|enriched| enriched.body.len())
    }

    /// The headers of an answer over HTTP are few and short.
    fn properties_bytes(&self) -> usize {
        0
    }

    fn destination(&self) -> String {
        "the client".to_owned()
    }

    fn has_same_destination(&self, _: &Self) -> bool {
        true
    }
}

/// HTTP in the place of a message broker.
#[derive(Debug)]
pub(crate) struct Http;

impl Transport for Http {
    type Delivery = RawArticle;
    type Outgoing = Answer;

    fn enriched(
        &self,
        _: &RawArticle,
        _: &EnrichedArticle,
        routes: &Routes,
        _: &Trace,
        body: Vec<u8>,
    ) -> Answer {
        Answer(Ok(Enriched { body, routing_key: routes.key() }))
    }

    fn original(&self, _: &Arc<RawArticle>, failed: &Failed<'_>) -> Answer {
        Answer(Err(failed.failure.clone()))
    }
}
