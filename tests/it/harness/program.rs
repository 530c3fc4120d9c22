//! The real program, as its users run it.

use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::sync::watch;

use super::{until, within};

/// The program under test, free of the settings of whoever runs the tests. `DATELINE_TEST_PROGRAM` names another build
/// of it: a test that is long wants one that is fast.
pub(crate) fn dateline() -> Command {
    let program = std::env::var_os("DATELINE_TEST_PROGRAM");
    let mut command = Command::new(program.unwrap_or_else(|| env!("CARGO_BIN_EXE_dateline").into()));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("DATELINE_")) {
        command.env_remove(name);
    }
    command
}

/// `dateline run` or `dateline serve` in a process of its own, killed when it is dropped.
pub(crate) struct Worker {
    child: tokio::process::Child,
    log: Arc<Mutex<Vec<String>>>,
    /// False while nobody reads the log.
    log_is_read: watch::Sender<bool>,
}

impl Worker {
    /// Starts a worker with these settings as environment.
    pub(crate) fn start(settings: &[(String, String)]) -> Self {
        Self::start_as(&["run"], settings)
    }

    /// Starts a verb that runs until it is told to stop.
    pub(crate) fn start_as(verb: &[&str], settings: &[(String, String)]) -> Self {
        let mut command = dateline();
        command.args(verb).envs(settings.iter().map(|(name, value)| (name, value)));
        command.env("DATELINE__LOG__FORMAT", "json").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut command = tokio::process::Command::from(command);
        let mut child = command.kill_on_drop(true).spawn().expect("dateline starts");
        let log = Arc::new(Mutex::new(Vec::new()));
        let log_is_read = watch::Sender::new(true);
        collect(child.stdout.take().expect("piped"), Arc::clone(&log), log_is_read.subscribe());
        collect(child.stderr.take().expect("piped"), Arc::clone(&log), log_is_read.subscribe());
        Self { child, log, log_is_read }
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Sends a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        let script = format!("kill -{name} {}", self.id());
        assert!(Command::new("/bin/sh").args(["-c", &script]).status().expect("sh").success());
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        within("the worker's end", self.child.wait()).await.expect("it was started")
    }

    /// SIGTERM, and waits for the end, which must be a success.
    pub(crate) async fn stop(mut self) {
        self.signal("TERM");
        let status = self.ended().await;
        assert!(status.success(), "the worker ended with {status}");
    }

    /// SIGKILL, and waits for the end.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("it runs");
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().expect("it was started").is_none()
    }

    /// From now on nobody reads its log, or somebody does again.
    pub(crate) fn read_log(&self, is_read: bool) {
        self.log_is_read.send_replace(is_read);
    }

    /// All that it has logged so far.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().expect("no panic in the collector").clone()
    }

    /// How many lines of its log hold `text` so far.
    pub(crate) fn has_logged(&self, text: &str) -> usize {
        self.log().iter().filter(|line| line.contains(text)).count()
    }

    /// Waits until so many lines of its log hold `text`.
    pub(crate) async fn logged_times(&self, text: &str, times: usize) {
        let what = format!("{text:?}, {times} times, in the worker's log");
        until(&what, async || (self.has_logged(text) >= times).then_some(())).await;
    }

    /// Waits for a line in its log that holds `text`.
    pub(crate) async fn logged(&self, text: &str) -> String {
        let what = format!("{text:?} in the worker's log");
        until(&what, async || self.log().into_iter().find(|line| line.contains(text))).await
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if std::thread::panicking() {
            #[expect(clippy::print_stderr, reason = "libtest shows it beside the failure")]
            for line in self.log() {
                eprintln!("worker: {line}");
            }
        }
    }
}

fn collect(
    stream: impl AsyncRead + Unpin + Send + 'static,
    log: Arc<Mutex<Vec<String>>>,
    mut is_read: watch::Receiver<bool>,
) {
    tokio::spawn(async move {
        let mut lines = BufReader::new(stream).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            log.lock().expect("no panic in a test's lock").push(line);
            // The sender goes with the worker: what is left is read.
            is_read.wait_for(|is_read| *is_read).await.ok();
        }
    });
}
