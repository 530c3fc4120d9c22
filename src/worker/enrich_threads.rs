//! The threads that enrich. They are not the runtime's: a heartbeat must never wait for an article.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::handler::{Handled, MessageHandler};
use super::outcome::{Failure, Reason};
use super::transport::{Delivery, Transport};
use crate::document::Stop;
use crate::enrich::Scratch;

/// After an article of more bytes a thread gives its buffers back: they would keep some ten times its size. Chosen; few
/// articles are larger.
const LARGE: usize = 256 * 1024;

/// A message to be handled.
#[derive(Debug)]
pub(crate) struct Job<T: Transport> {
    /// Which session took it: what an earlier one took has been given back.
    pub(crate) session: u64,
    pub(crate) delivery: Arc<T::Delivery>,
    pub(crate) span: tracing::Span,
}

/// A message that was handled.
#[derive(Debug)]
pub(crate) struct Finished<T: Transport> {
    pub(crate) session: u64,
    pub(crate) tag: u64,
    pub(crate) handled: Handled<T::Outgoing>,
}

/// The threads, and the ways to and from them. Both ways are unbounded: the prefetch is the bound.
#[derive(Debug)]
pub(crate) struct EnrichThreads<T: Transport> {
    handler: Arc<MessageHandler<T>>,
    jobs: flume::Sender<Job<T>>,
    waiting: flume::Receiver<Job<T>>,
    results: flume::Sender<Finished<T>>,
    finished: flume::Receiver<Finished<T>>,
    threads: Vec<Arc<ThreadState>>,
    /// Threads that were given up and have not come back.
    given_up: Vec<Arc<ThreadState>>,
    started: usize,
}

/// The message that a thread works on.
#[derive(Debug, Default)]
struct ThreadState {
    current: Mutex<Option<Current>>,
    /// Requested when it is given up: the stages return soon, and the thread ends.
    stop: Stop,
    has_ended: AtomicBool,
}

#[derive(Debug, Clone, Copy)]
struct Current {
    session: u64,
    tag: u64,
    since: Instant,
}

impl<T: Transport> EnrichThreads<T> {
    /// Starts the threads.
    pub(crate) fn start(handler: Arc<MessageHandler<T>>, count: usize) -> std::io::Result<Self> {
        remember_where_panics_happen();
        let (jobs, waiting) = flume::unbounded();
        let (results, finished) = flume::unbounded();
        let mut threads = Self {
            handler,
            jobs,
            waiting,
            results,
            finished,
            threads: Vec::new(),
            given_up: Vec::new(),
            started: 0,
        };
        for _ in 0..count.max(1) {
            threads.start_one()?;
        }
        Ok(threads)
    }

    fn start_one(&mut self) -> std::io::Result<()> {
        let state = Arc::new(ThreadState::default());
        let (handler, at) = (Arc::clone(&self.handler), Arc::clone(&state));
        let (waiting, results) = (self.waiting.clone(), self.results.clone());
        let name = format!("enrich-{}", self.started);
        thread::Builder::new().name(name).spawn(move || work(&handler, &at, &waiting, &results))?;
        self.started += 1;
        self.threads.push(state);
        Ok(())
    }

    /// Hands a message to the threads.
    pub(crate) fn submit(&self, job: Job<T>) {
        // The receiving end lives in `self`: the channel cannot be closed.
        if self.jobs.send(job).is_err() {
            tracing::error!("no thread is left to enrich");
        }
    }

    /// Handles a message at once, where that takes no longer than handing it over: enrichment is off.
    pub(crate) fn at_once(&self, delivery: &Arc<T::Delivery>) -> Option<Handled<T::Outgoing>> {
        if self.handler.settings.enrich.enabled {
            return None;
        }
        Some(guarded(&self.handler, delivery, &mut Scratch::default(), &Stop::default()))
    }

    /// The finished messages.
    pub(crate) fn finished(&self) -> &flume::Receiver<Finished<T>> {
        &self.finished
    }

    /// Gives the messages that are being handled this much more time.
    pub(crate) fn put_off_limits(&self, by: Duration) {
        for state in &self.threads {
            let mut current = state.current.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(current) = &mut *current {
                current.since += by;
            }
        }
    }

    /// Messages that have taken longer than `limit`. Their threads are given up, and others take their places.
    pub(crate) fn give_up_on(&mut self, limit: Duration, session: u64) -> Vec<u64> {
        let mut tags = Vec::new();
        let before = self.threads.len();
        self.given_up.retain(|state| !state.has_ended.load(Ordering::Relaxed));
        let given_up = &mut self.given_up;
        self.threads.retain(|state| {
            let current = *state.current.lock().unwrap_or_else(PoisonError::into_inner);
            match current {
                Some(current) if current.since.elapsed() > limit => {
                    state.stop.request();
                    given_up.push(Arc::clone(state));
                    if current.session == session {
                        tags.push(current.tag);
                    }
                    false
                }
                _ => true,
            }
        });
        self.handler.monitor.threads_given_up.set(self.given_up.len() as u64);
        for _ in self.threads.len()..before {
            if let Err(error) = self.start_one() {
                tracing::error!(%error, "cannot start a thread");
            }
        }
        tags
    }
}

fn work<T: Transport>(
    handler: &MessageHandler<T>,
    state: &ThreadState,
    waiting: &flume::Receiver<Job<T>>,
    results: &flume::Sender<Finished<T>>,
) {
    let mut scratch = Scratch::default();
    while let Ok(Job { session, delivery, span }) = waiting.recv() {
        let tag = delivery.tag();
        set(state, Some(Current { session, tag, since: Instant::now() }));
        let result = span.in_scope(|| guarded(handler, &delivery, &mut scratch, &state.stop));
        if delivery.body().len() > LARGE {
            scratch = Scratch::default();
        }
        drop(delivery);
        set(state, None);
        if state.stop.is_requested() || results.send(Finished { session, tag, handled: result }).is_err() {
            break;
        }
    }
    state.has_ended.store(true, Ordering::Relaxed);
}

/// Handles a message; a panic is a dead letter.
fn guarded<T: Transport>(
    handler: &MessageHandler<T>,
    delivery: &Arc<T::Delivery>,
    scratch: &mut Scratch,
    stop: &Stop,
) -> Handled<T::Outgoing> {
    let begun = Instant::now();
    catch(|| handler.handle(delivery, scratch, stop)).unwrap_or_else(|failure| {
        // Half-filled buffers are not to be trusted.
        *scratch = Scratch::default();
        handler.dead_letter(delivery, &failure, begun.elapsed())
    })
}

/// Does some work on an article; a panic becomes a failure that names its place and nothing of the article.
pub(crate) fn catch<R>(work: impl FnOnce() -> R) -> Result<R, Failure> {
    remember_where_panics_happen();
    IN_A_WORKER.set(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    IN_A_WORKER.set(false);
    result.map_err(|_| {
        let place = LAST_PANIC.take().unwrap_or_else(|| "an unknown place".into());
        let text = format!("enrichment panicked at {place}; this is a bug in Dateline");
        Failure::new(Reason::EnrichmentPanicked, text)
    })
}

fn set(state: &ThreadState, current: Option<Current>) {
    *state.current.lock().unwrap_or_else(PoisonError::into_inner) = current;
}

thread_local! {
    static IN_A_WORKER: Cell<bool> = const { Cell::new(false) };
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic's message may hold a piece of the article, so that of a worker is not printed; only its place is kept.
fn remember_where_panics_happen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if IN_A_WORKER.get() {
                LAST_PANIC.set(info.location().map(ToString::to_string));
            } else {
                before(info);
            }
        }));
    });
}
