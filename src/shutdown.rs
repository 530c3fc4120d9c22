//! Stopping: the first signal finishes the messages in hand, a second ends the program at once.

use std::thread;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use crate::telemetry;

/// Longest wait for the last lines of the log.
const LAST_LINES: Duration = Duration::from_millis(500);

/// Signals that follow the first so soon are the same request: a terminal sends one to the whole process group, and a
/// supervisor forwards its own.
const SAME_REQUEST: Duration = Duration::from_secs(1);

/// The side that requests the shutdown.
#[derive(Debug, Clone)]
pub struct Trigger(watch::Sender<bool>);

/// The worker's side: it waits for the request.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// A shutdown that the caller triggers.
    pub fn manual() -> (Trigger, Self) {
        let (sender, receiver) = watch::channel(false);
        (Trigger(sender), Self(receiver))
    }

    /// A shutdown by SIGTERM or SIGINT. The process is ended at once, with the exit code of one that was interrupted,
    /// by a second signal that comes a second later or more, and if it still runs after `longest`.
    ///
    /// Signals have a thread and a runtime of their own: whatever hangs, they are heard.
    pub fn on_signals(longest: Option<Duration>) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let inside = runtime.enter();
        let mut signals = Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        };
        drop(inside);
        let (trigger, shutdown) = Self::manual();
        thread::Builder::new().name("signals".into()).spawn(move || {
            runtime.block_on(async {
                let first = signals.next().await;
                trigger.stop();
                let soon = tokio::time::Instant::now() + SAME_REQUEST;
                let (code, cause) = tokio::select! {
                    code = signals.next_after(soon) => (code, "a second signal"),
                    () = after(longest) => (first, "it had not stopped in time"),
                };
                tracing::warn!(event = "worker_killed", cause, "ending at once");
                telemetry::flush(LAST_LINES);
                std::process::exit(code);
            });
        })?;
        Ok(shutdown)
    }

    /// True if the shutdown was requested.
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the shutdown is requested. Never resolves once the requesting side is dropped.
    pub async fn requested(&mut self) {
        if self.0.wait_for(|requested| *requested).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// The signals that ask to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// The next one, as the exit code of a process that it ended.
    async fn next(&mut self) -> i32 {
        tokio::select! {
            _ = self.terminate.recv() => 143,
            _ = self.interrupt.recv() => 130,
        }
    }

    /// The next one that comes after this time.
    async fn next_after(&mut self, time: tokio::time::Instant) -> i32 {
        loop {
            let code = self.next().await;
            if tokio::time::Instant::now() >= time {
                return code;
            }
        }
    }
}

async fn after(longest: Option<Duration>) {
    match longest {
        Some(longest) => tokio::time::sleep(longest).await,
        None => std::future::pending().await,
    }
}

impl Trigger {
    /// Asks to stop.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

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

    const HANGS: &str = "DATELINE_TEST_HANGS";

    /// If this process is a test run as a program, it hangs, and ends by signals only.
    #[expect(clippy::print_stdout, reason = "its parent reads it")]
    fn hang_if_asked_to() {
        let Some(longest) = std::env::var_os(HANGS) else { return };
        let longest = longest.to_str().unwrap().parse().unwrap();
        let shutdown = Shutdown::on_signals(Some(Duration::from_millis(longest))).unwrap();
        println!("\nhangs");
        std::thread::sleep(Duration::from_hours(1));
        drop(shutdown);
    }

    /// Runs a test as a program that hangs, and that is ended `longest` milliseconds after its first signal.
    fn program(test: &str, longest: &str) -> Child {
        let mut program = Command::new(std::env::current_exe().unwrap())
            .args([&format!("shutdown::tests::{test}"), "--exact", "--nocapture"])
            .env(HANGS, longest)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line == "hangs"));
        program
    }

    fn terminate(program: &Child) {
        let sent = Command::new("/bin/sh").args(["-c", &format!("kill -TERM {}", program.id())]).status();
        assert!(sent.unwrap().success());
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        hang_if_asked_to();
        let mut program = program("a_program_that_hangs_is_ended", "300");
        let begun = Instant::now();
        terminate(&program);
        assert_eq!(program.wait().unwrap().code(), Some(143));
        assert!(begun.elapsed() >= Duration::from_millis(300));
    }

    #[test]
    fn a_signal_that_is_sent_twice_is_one_request() {
        hang_if_asked_to();
        let mut program = program("a_signal_that_is_sent_twice_is_one_request", "3600000");
        terminate(&program);
        thread::sleep(Duration::from_millis(200));
        terminate(&program);
        thread::sleep(Duration::from_millis(300));
        assert!(program.try_wait().unwrap().is_none(), "it still finishes what it has in hand");
        thread::sleep(Duration::from_secs(1));
        terminate(&program);
        assert_eq!(program.wait().unwrap().code(), Some(143));
    }
}
