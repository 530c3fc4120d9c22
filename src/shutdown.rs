//! How the program is told to stop: once to finish what is in flight, twice to end at once.

use tokio::sync::watch;

/// What whoever runs the worker holds.
#[derive(Debug, Clone)]
pub struct Trigger(watch::Sender<bool>);

/// What the worker looks at.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// A shutdown that the caller triggers.
    pub fn manual() -> (Trigger, Self) {
        let (sender, receiver) = watch::channel(false);
        (Trigger(sender), Self(receiver))
    }

    /// A shutdown by SIGTERM or SIGINT. The second signal ends the process at once, with the exit code of a process
    /// that was interrupted.
    pub fn on_signals() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let (trigger, shutdown) = Self::manual();
        tokio::spawn(async move {
            loop {
                let code = tokio::select! {
                    _ = terminate.recv() => 143,
                    _ = interrupt.recv() => 130,
                };
                if trigger.is_triggered() {
                    tracing::warn!(event = "worker_killed", "second signal: ending at once");
                    std::process::exit(code);
                }
                trigger.stop();
            }
        });
        Ok(shutdown)
    }

    /// Whether it has been requested.
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is requested; for ever if whoever could do so is gone.
    pub async fn requested(&mut self) {
        if self.0.wait_for(|requested| *requested).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Trigger {
    /// Asks to stop.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Whether it has been asked.
    pub fn is_triggered(&self) -> bool {
        *self.0.borrow()
    }
}

#[cfg(test)]
mod tests {
    use super::Shutdown;

    #[tokio::test]
    async fn it_is_seen_by_all_and_stays_requested() {
        let (trigger, mut shutdown) = Shutdown::manual();
        let late = shutdown.clone();
        assert!(!shutdown.is_requested());
        trigger.stop();
        shutdown.requested().await;
        shutdown.requested().await;
        assert!(late.is_requested());
    }
}
