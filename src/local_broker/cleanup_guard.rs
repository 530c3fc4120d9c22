//! Takes away what was started, whatever becomes of the program that started it.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};

/// A small shell process that waits for the end of its standard input and then runs a script. The other end of
/// that pipe is held here: it closes on drop, and the system closes it when this program ends, by a panic, a signal or
/// `SIGKILL`. The guard has a process group of its own, so that Ctrl-C in a terminal does not reach it.
#[derive(Debug)]
pub struct CleanupGuard {
    child: Child,
    pipe: Option<ChildStdin>,
}

impl CleanupGuard {
    /// Starts a guard: `before` runs at once, `after` when the program is gone; both are shell script, `$1`, `$2` …
    /// in them are the `arguments`.
    pub fn new(before: &str, after: &str, arguments: &[&str]) -> io::Result<Self> {
        // Signals are ignored only now: what `before` starts would inherit it and could not be ended.
        let script = format!("{before}\ntrap '' HUP INT TERM\ncat >/dev/null\n{after}\n");
        let mut child = Command::new("/bin/sh")
            .args(["-c", &script, "dateline-keeper"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let pipe = child.stdin.take();
        Ok(Self { child, pipe })
    }
}

impl Drop for CleanupGuard {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // Waiting makes the clean-up complete when the program ends in order; a failure to wait changes nothing.
        self.child.wait().ok();
    }
}
