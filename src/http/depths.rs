//! Keeps count of the messages in the worker's queues while somebody looks, over a connection of its own.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::amqp::{BrokerError, Depths, QueueDepths};
use crate::settings::Settings;

/// Time between two counts.
const PAUSE: Duration = Duration::from_secs(2);
/// Time until the next attempt after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(5);
/// The connection is closed after so long without a question.
const UNASKED: Duration = Duration::from_secs(15);

/// The latest counts.
#[derive(Debug, Default)]
pub(super) struct LatestDepths {
    state: Mutex<State>,
    wanted: Notify,
}

#[derive(Debug, Default)]
struct State {
    depths: Depths,
    error: Option<String>,
    asked: Option<Instant>,
}

impl LatestDepths {
    /// The latest counts, or why there are none. The first question starts the counting.
    pub(super) fn get(&self) -> Result<Depths, String> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked = Some(Instant::now());
        self.wanted.notify_one();
        state.error.clone().map_or(Ok(state.depths), Err)
    }

    /// Counts while it is asked, indefinitely.
    ///
    /// A command on dead letters holds `command`: what it has taken is not ready for the moment, and still there.
    pub(super) async fn keep(self: Arc<Self>, settings: Arc<Settings>, command: Arc<tokio::sync::Mutex<()>>) {
        loop {
            self.wanted.notified().await;
            if let Err(error) = self.count(&settings, &command).await {
                self.set(Err(error.to_string()));
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }

    async fn count(&self, settings: &Settings, command: &tokio::sync::Mutex<()>) -> Result<(), BrokerError> {
        let queues = QueueDepths::open(settings).await?;
        while self.is_asked() {
            let is_free = command.try_lock().is_ok();
            let mut depths = queues.read().await?;
            if !is_free || command.try_lock().is_err() {
                let before = self.state.lock().unwrap_or_else(PoisonError::into_inner).depths;
                (depths.dead, depths.unrouted) =
                    (before.dead.or(depths.dead), before.unrouted.or(depths.unrouted));
            }
            self.set(Ok(depths));
            tokio::time::sleep(PAUSE).await;
        }
        queues.close().await;
        Ok(())
    }

    fn is_asked(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked.is_some_and(|asked| asked.elapsed() < UNASKED)
    }

    fn set(&self, result: Result<Depths, String>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(depths) => (state.depths, state.error) = (depths, None),
            Err(error) => (state.depths, state.error) = (Depths::default(), Some(error)),
        }
    }
}
