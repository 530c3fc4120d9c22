//! What the console's paths share.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

use axum::body::Bytes;
use tokio::sync::{Mutex, Semaphore, broadcast};

use super::access::Access;
use super::depths::LatestDepths;
use super::history::History;
use crate::article::input::Rules;
use crate::settings::Settings;
use crate::worker::{Enrich, Monitor};

/// Events of a client that wait; of a client that reads more slowly the oldest are dropped.
const EVENTS: usize = 4;

/// The state that the console's paths share.
#[derive(Debug)]
pub(super) struct Console {
    pub(super) settings: Arc<Settings>,
    pub(super) access: Arc<Access>,
    /// The worker's counters; `None` without a worker.
    pub(super) monitor: Option<Arc<Monitor>>,
    /// True if `POST /v1/enrich` is on.
    pub(super) enriches: bool,
    pub(super) enricher: Arc<dyn Enrich>,
    pub(super) rules: Rules,
    pub(super) history: History,
    pub(super) depths: Arc<LatestDepths>,
    /// The events that all clients get each second.
    pub(super) ticks: broadcast::Sender<Bytes>,
    /// Clients that listen.
    pub(super) listeners: AtomicUsize,
    /// One article is explained at a time.
    pub(super) explaining: Arc<Semaphore>,
    /// One command on dead letters runs at a time: what one has taken another cannot see.
    pub(super) dead: Arc<Mutex<()>>,
    pub(super) begun: Instant,
}

impl Console {
    pub(super) fn new(
        settings: Arc<Settings>,
        monitor: Option<Arc<Monitor>>,
        enricher: Arc<dyn Enrich>,
        answers_enrich: bool,
        access: Arc<Access>,
    ) -> Self {
        Self {
            rules: settings.read_options(),
            settings,
            access,
            monitor,
            enriches: answers_enrich,
            enricher,
            history: History::default(),
            depths: Arc::default(),
            ticks: broadcast::Sender::new(EVENTS),
            listeners: AtomicUsize::new(0),
            explaining: Arc::new(Semaphore::new(1)),
            dead: Arc::default(),
            begun: Instant::now(),
        }
    }
}
