//! The threads that enrich. They are not the runtime's: a heartbeat must never wait for an article.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::handler::{Desk, Handled};
use super::message::Received;
use super::outcome::{Failure, Reason};
use crate::enrich::Scratch;

/// A message to be handled.
#[derive(Debug)]
pub(crate) struct Job {
    /// Which session took it: what an earlier one took has been given back.
    pub(crate) session: u64,
    pub(crate) received: Arc<Received>,
    pub(crate) span: tracing::Span,
}

/// A message that was handled.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) session: u64,
    pub(crate) tag: u64,
    pub(crate) handled: Handled,
}

/// The threads, and the ways to and from them. Both ways are unbounded: the prefetch is the bound.
#[derive(Debug)]
pub(crate) struct Workers {
    desk: Arc<Desk>,
    jobs: flume::Sender<Job>,
    waiting: flume::Receiver<Job>,
    results: flume::Sender<Finished>,
    finished: flume::Receiver<Finished>,
    threads: Vec<Arc<Station>>,
    started: usize,
}

/// What a thread is at.
#[derive(Debug, Default)]
struct Station {
    current: Mutex<Option<Current>>,
    /// It was given up on: it ends when it comes back.
    retired: AtomicBool,
}

#[derive(Debug, Clone, Copy)]
struct Current {
    session: u64,
    tag: u64,
    since: Instant,
}

impl Workers {
    /// Starts the threads.
    pub(crate) fn start(desk: Arc<Desk>, count: usize) -> std::io::Result<Self> {
        remember_where_panics_happen();
        let (jobs, waiting) = flume::unbounded();
        let (results, finished) = flume::unbounded();
        let mut workers = Self { desk, jobs, waiting, results, finished, threads: Vec::new(), started: 0 };
        for _ in 0..count.max(1) {
            workers.start_one()?;
        }
        Ok(workers)
    }

    fn start_one(&mut self) -> std::io::Result<()> {
        let station = Arc::new(Station::default());
        let (desk, at) = (Arc::clone(&self.desk), Arc::clone(&station));
        let (waiting, results) = (self.waiting.clone(), self.results.clone());
        let name = format!("enrich-{}", self.started);
        thread::Builder::new().name(name).spawn(move || work(&desk, &at, &waiting, &results))?;
        self.started += 1;
        self.threads.push(station);
        Ok(())
    }

    /// Hands a message to the threads.
    pub(crate) fn submit(&self, job: Job) {
        // The receiving end lives in `self`: the channel cannot be closed.
        if self.jobs.send(job).is_err() {
            tracing::error!("no thread is left to enrich");
        }
    }

    /// Handles a message at once, where that takes no longer than handing it over: enrichment is off.
    pub(crate) fn at_once(&self, received: &Arc<Received>) -> Option<Handled> {
        if self.desk.settings.enrich.enabled {
            return None;
        }
        Some(guarded(&self.desk, received, &mut Scratch::default()))
    }

    /// What the threads have finished.
    pub(crate) fn finished(&self) -> &flume::Receiver<Finished> {
        &self.finished
    }

    /// Messages that have taken longer than `limit`. Their threads are given up, and others take their places.
    pub(crate) fn give_up_on(&mut self, limit: Duration, session: u64) -> Vec<u64> {
        let mut tags = Vec::new();
        let mut missing = 0;
        self.threads.retain(|station| {
            let current = *station.current.lock().unwrap_or_else(PoisonError::into_inner);
            match current {
                Some(current) if current.since.elapsed() > limit => {
                    station.retired.store(true, Ordering::Relaxed);
                    missing += 1;
                    if current.session == session {
                        tags.push(current.tag);
                    }
                    false
                }
                _ => true,
            }
        });
        for _ in 0..missing {
            if let Err(error) = self.start_one() {
                tracing::error!(%error, "cannot start a thread");
            }
        }
        tags
    }
}

fn work(desk: &Desk, station: &Station, waiting: &flume::Receiver<Job>, results: &flume::Sender<Finished>) {
    let mut scratch = Scratch::default();
    while let Ok(Job { session, received, span }) = waiting.recv() {
        let tag = received.tag;
        set(station, Some(Current { session, tag, since: Instant::now() }));
        let handled = span.in_scope(|| guarded(desk, &received, &mut scratch));
        drop(received);
        set(station, None);
        if results.send(Finished { session, tag, handled }).is_err()
            || station.retired.load(Ordering::Relaxed)
        {
            return;
        }
    }
}

/// Handles a message; a panic is a dead letter.
fn guarded(desk: &Desk, received: &Arc<Received>, scratch: &mut Scratch) -> Handled {
    let begun = Instant::now();
    IN_A_WORKER.set(true);
    let handled = catch_unwind(AssertUnwindSafe(|| desk.handle(received, scratch)));
    IN_A_WORKER.set(false);
    handled.unwrap_or_else(|_| {
        // Half-filled buffers are not to be trusted.
        *scratch = Scratch::default();
        let place = LAST_PANIC.take().unwrap_or_else(|| "an unknown place".into());
        let words = format!("enrichment panicked at {place}; this is a bug in Dateline");
        desk.dead_letter(received, &Failure::new(Reason::EnrichmentPanicked, words), begun.elapsed())
    })
}

fn set(station: &Station, current: Option<Current>) {
    *station.current.lock().unwrap_or_else(PoisonError::into_inner) = current;
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
